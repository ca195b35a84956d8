/* ml-memory.c: the memory of a program at one step */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-memory.h"

#include "ml-closeup-private.h"
#include "ml-holders.h"
#include "ml-memory-private.h"
#include "ml-recording-private.h"

#define KEY_LENGTH 30 /* characters of a key that stand in a slot's name */
#define N_STREAMS 3   /* both together, standard output, standard error */

/* What was written up to some piece. Made when it is asked for. */
typedef struct
{
  GString *text;
  guint n_pieces; /* looked at, of whatever stream */
} Output;

struct _MlMemory
{
  MlRecording *recording;
  MlState *state;
  MlStep step;
  MlStretch stretch; /* around the current step */

  MlCloseup *closeup; /* NULL if there is none */
  guint number;       /* of the expression step; 0 at a step itself */
  /* At an expression step, changes of the closeup stand for those of the recording from the
   * closeup's first step on. This many of them are done. */
  guint n_done;

  /* Answers to questions about the current step; NULL until they are asked. */
  GArray *things;
  MlHolders *holders;
  Output outputs[N_STREAMS];
};

static void
forget_answers (MlMemory *self)
{
  g_clear_pointer (&self->things, g_array_unref);
  g_clear_pointer (&self->holders, ml_holders_free);
}

static void
read_stretch_of (MlMemory *self, MlStep step)
{
  if (!ml_stretch_has (&self->stretch, step))
    ml_recording_read_stretch (self->recording, step, &self->stretch);
}

static const MlDelta *
get_delta (const MlMemory *self, guint index)
{
  return &g_array_index (self->stretch.deltas, MlDelta, index);
}

/* Makes the changes of @step, which is the next one. */
static void
play_step (MlMemory *self, MlStep step)
{
  const MlStepDelta *delta;

  read_stretch_of (self, step);
  delta = ml_stretch_get (&self->stretch, step);

  for (guint i = ml_stretch_start (&self->stretch, step); i < delta->end; i++)
    ml_state_do (self->state, get_delta (self, i), self->stretch.orders);

  ml_state_do_step (self->state, delta);
}

/* Takes the changes of @step back, which is the current one. */
static void
undo_step (MlMemory *self, MlStep step)
{
  const MlStepDelta *delta;

  read_stretch_of (self, step);
  delta = ml_stretch_get (&self->stretch, step);
  ml_state_undo_step (self->state, delta);

  for (guint i = delta->end; i > ml_stretch_start (&self->stretch, step); i--)
    ml_state_undo (self->state, get_delta (self, i - 1), self->stretch.orders);
}

MlMemory *
ml_memory_new (MlRecording *recording)
{
  MlMemory *self;

  g_return_val_if_fail (recording != NULL, NULL);

  self = g_new0 (MlMemory, 1);
  self->recording = ml_recording_ref (recording);
  self->state = ml_state_new (recording->tape);
  ml_state_set_shapes (self->state, recording->shapes);
  ml_stretch_init (&self->stretch);

  for (guint i = 0; i < N_STREAMS; i++)
    self->outputs[i].text = g_string_new (NULL);

  play_step (self, 0);

  return self;
}

void
ml_memory_free (MlMemory *self)
{
  forget_answers (self);
  g_clear_pointer (&self->closeup, ml_closeup_unref);

  for (guint i = 0; i < N_STREAMS; i++)
    g_string_free (self->outputs[i].text, TRUE);

  ml_stretch_clear (&self->stretch);
  ml_state_free (self->state);
  ml_recording_unref (self->recording);
  g_free (self);
}

void
ml_memory_set_recording (MlMemory *self, MlRecording *recording)
{
  g_return_if_fail (self != NULL && recording != NULL);
  g_return_if_fail (ml_recording_is_prefix_of (self->recording, recording));

  ml_recording_ref (recording);
  ml_recording_unref (self->recording);
  self->recording = recording;
  g_clear_pointer (&self->holders, ml_holders_free);

  if (self->number == 0)
    ml_state_set_shapes (self->state, recording->shapes);
}

MlRecording *
ml_memory_get_recording (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->recording;
}

static guint
distance (MlStep from, MlStep to)
{
  return from < to ? to - from : from - to;
}

/* Starts from a checkpoint if that is much nearer. */
static void
approach (MlMemory *self, MlStep step)
{
  const MlCheckpoint *checkpoint = ml_recording_find_checkpoint (self->recording, step);

  if (checkpoint == NULL)
    return;

  if (distance (checkpoint->step, step) + ML_BLOCK_STRETCH >= distance (self->step, step))
    return;

  ml_state_go_to (self->state, checkpoint);
  self->step = checkpoint->step;
}

/* Does the closeup's changes up to @end. Those of a step are behind those of the ones before it. */
static void
play_closeup (MlMemory *self, MlStep step, guint end)
{
  const MlStretch *stretch = ml_closeup_get_stretch (self->closeup);

  for (;;)
    {
      guint stop = self->step < step ? ml_stretch_get (stretch, self->step + 1)->end : end;

      for (; self->n_done < stop; self->n_done++)
        ml_state_do (
            self->state, &g_array_index (stretch->deltas, MlDelta, self->n_done), stretch->orders);

      if (self->step >= step)
        return;

      ml_state_do_step (self->state, ml_stretch_get (stretch, ++self->step));
    }
}

/* Takes back those behind @end. */
static void
undo_closeup (MlMemory *self, MlStep step, guint end)
{
  const MlStretch *stretch = ml_closeup_get_stretch (self->closeup);

  for (;;)
    {
      guint stop = self->step > step ? ml_stretch_get (stretch, self->step)->end : end;

      for (; self->n_done > stop; self->n_done--)
        ml_state_undo (self->state,
                       &g_array_index (stretch->deltas, MlDelta, self->n_done - 1),
                       stretch->orders);

      if (self->step <= step)
        return;

      ml_state_undo_step (self->state, ml_stretch_get (stretch, self->step--));
    }
}

/* Goes back to where the closeup and the recording agree: its first step. */
static void
leave_closeup (MlMemory *self)
{
  if (self->number == 0)
    return;

  forget_answers (self);
  undo_closeup (self, ml_closeup_get_first (self->closeup), 0);
  self->number = 0;
  ml_state_set_shapes (self->state, self->recording->shapes);
}

void
ml_memory_set_closeup (MlMemory *self, MlCloseup *closeup)
{
  MlStep step = self->step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (closeup == NULL || ml_recording_is_prefix_of (
                                           ml_closeup_get_recording (closeup), self->recording));

  if (closeup == self->closeup)
    return;

  leave_closeup (self);
  ml_memory_seek (self, step);

  if (closeup != NULL)
    ml_closeup_ref (closeup);

  g_clear_pointer (&self->closeup, ml_closeup_unref);
  self->closeup = closeup;
}

void
ml_memory_seek_expression (MlMemory *self, MlStep step, guint number)
{
  guint end;

  g_return_if_fail (self != NULL);

  if (number == 0)
    {
      ml_memory_seek (self, step);
      return;
    }

  g_return_if_fail (self->closeup != NULL && ml_closeup_has (self->closeup, step));
  g_return_if_fail (number <= ml_closeup_get_n_expressions (self->closeup, step));

  if (self->step == step && self->number == number)
    return;

  if (self->number == 0)
    {
      ml_memory_seek (self, ml_closeup_get_first (self->closeup));
      ml_state_set_shapes (self->state, ml_closeup_get_shapes (self->closeup));
    }

  forget_answers (self);
  self->number = number;
  end = ml_closeup_get_delta_end (self->closeup, step, number);
  play_closeup (self, step, end);
  undo_closeup (self, step, end);
}

MlCloseup *
ml_memory_get_closeup (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->closeup;
}

guint
ml_memory_get_expression (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

const MlExpression *
ml_memory_get_evaluated (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->number == 0 ? NULL
                           : ml_closeup_get_expression (self->closeup, self->step, self->number);
}

void
ml_memory_seek (MlMemory *self, MlStep step)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (step <= self->recording->last_step);

  leave_closeup (self);

  if (step == self->step)
    return;

  forget_answers (self);
  approach (self, step);

  while (self->step < step)
    play_step (self, ++self->step);

  while (self->step > step)
    undo_step (self, self->step--);
}

MlStep
ml_memory_get_step (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->step;
}

const MlThing *
ml_memory_get (const MlMemory *self, MlSerial serial)
{
  const MlBeing *being;

  g_return_val_if_fail (self != NULL, NULL);

  being = ml_state_get (self->state, serial);

  return being == NULL ? NULL : &being->thing;
}

static void
append_thing (const MlBeing *being, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, being->thing.serial);
}

const MlSerial *
ml_memory_get_things (const MlMemory *self, guint *n)
{
  MlMemory *cache = (MlMemory *) self;

  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  if (cache->things == NULL)
    {
      cache->things = g_array_new (FALSE, FALSE, sizeof (MlSerial));
      ml_state_foreach (self->state, append_thing, cache->things);
    }

  *n = self->things->len;

  return (const MlSerial *) self->things->data;
}

const MlSerial *
ml_memory_get_frames (const MlMemory *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  return ml_state_get_frames (self->state, n);
}

gboolean
ml_memory_get_frame_span (const MlMemory *self, MlSerial frame, MlSpan *span)
{
  const MlBeing *being;

  g_return_val_if_fail (self != NULL && span != NULL, FALSE);

  being = ml_state_get (self->state, frame);

  if (being == NULL || being->span == 0)
    return FALSE;

  *span = *(const MlSpan *) ml_roster_get (self->recording->tape->spans, being->span);

  return TRUE;
}

static MlShapes *
get_shapes (const MlMemory *self)
{
  return self->number == 0 ? self->recording->shapes : ml_closeup_get_shapes (self->closeup);
}

const MlShape *
ml_memory_get_shape (const MlMemory *self, guint32 number)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ml_shapes_get (get_shapes (self), number);
}

MlState *
ml_memory_get_state (MlMemory *self)
{
  return self->state;
}

static const MlHolders *
get_holders (const MlMemory *self)
{
  MlMemory *cache = (MlMemory *) self;

  if (cache->holders == NULL)
    cache->holders = ml_holders_new (self->state, get_shapes (self));

  return cache->holders;
}

const MlHolder *
ml_memory_get_holders (const MlMemory *self, MlSerial serial, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  return ml_holders_get (get_holders (self), serial, n);
}

gboolean
ml_memory_is_reachable (const MlMemory *self, MlSerial serial)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return ml_holders_is_reachable (get_holders (self), serial);
}

static const char *
get_name (const char *const *names, guint32 index)
{
  for (guint32 i = 0; names[i] != NULL; i++)
    {
      if (i == index)
        return names[i];
    }

  return NULL;
}

/* The shortest digits that give the number back, as the program would write it. */
static char *
write_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char format[] = "%.17g";

  for (int digits = 1; digits <= 17; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, number);

      if (g_ascii_strtod (text, NULL) == number)
        break;
    }

  return g_strconcat (text, strpbrk (text, ".en") == NULL ? ".0" : "", NULL);
}

static char *
write_text (const MlThing *thing)
{
  const char *quote = thing->kind == ML_KIND_STR ? "'" : "";
  g_autofree char *text = g_strndup (thing->value.text, thing->value.length);
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (length, KEY_LENGTH));

  return g_strconcat (quote, shown, length > KEY_LENGTH ? "…" : "", quote, NULL);
}

/* As the program would write a small value; the kind's name for anything else. */
static char *
write_key (const MlMemory *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self, serial);

  if (thing == NULL)
    return g_strdup ("nothing");

  if (thing->kind == ML_KIND_BOOL)
    return g_strdup (thing->value.integer != 0 ? "True" : "False");

  switch (thing->value.type)
    {
    case ML_VALUE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, thing->value.integer);
    case ML_VALUE_DOUBLE:
      return write_double (thing->value.number);
    case ML_VALUE_TEXT:
      return write_text (thing);
    case ML_VALUE_NONE:
    default:
      return g_strdup (thing->kind == ML_KIND_NONE ? "None" : ml_kind_get_name (thing->kind));
    }
}

static char *
name_item (const MlMemory *self, const MlThing *thing, const MlShape *shape, guint32 index)
{
  const MlSlots *region = &thing->regions[ML_REGION_ITEM];
  MlItems items = shape == NULL ? ML_ITEMS_SEQUENCE : shape->items;
  guint32 key_index = index & ~1u;
  g_autofree char *key = NULL;

  /* The parts of a built-in at work or a store have no names; what they are parts of has. */
  if (thing->kind >= ML_KIND_FRAME && shape != NULL)
    return g_strdup (shape->name);

  if (items == ML_ITEMS_SET)
    return g_strdup ("element");

  if (items != ML_ITEMS_PAIRS)
    return g_strdup_printf ("[%u]", index);

  key = write_key (self, key_index < region->n ? region->slots[key_index] : 0);

  return index % 2 == 0 ? g_strdup_printf ("key %s", key) : g_strdup_printf ("[%s]", key);
}

char *
ml_memory_name_slot (const MlMemory *self, const MlThing *thing, MlSlot slot)
{
  const MlShape *shape;
  const char *name = NULL;
  guint32 index = ML_SLOT_INDEX (slot);

  g_return_val_if_fail (self != NULL && thing != NULL, NULL);

  shape = ml_memory_get_shape (self, thing->shape);

  switch (ML_SLOT_REGION (slot))
    {
    case ML_REGION_TYPE:
      return g_strdup ("type");
    case ML_REGION_STACK:
      return g_strdup ("evaluation stack");
    case ML_REGION_ITEM:
      return name_item (self, thing, shape, index);
    case ML_REGION_FIELD:
      name = shape == NULL ? NULL : get_name (shape->fields, index);
      break;
    case ML_REGION_NAME:
      name = shape == NULL ? NULL : get_name (shape->names, index);
      break;
    case ML_N_REGIONS:
      break;
    }

  if (name == NULL)
    return g_strdup_printf ("slot %u", index);

  return g_strdup (name[0] == '~' ? name + 1 : name);
}

static const MlTapeOutput *
get_piece (const MlMemory *self, guint index)
{
  return ml_pile_get (self->recording->tape->output, index);
}

/* What was typed is not output. */
static gboolean
belongs_to (const MlTapeOutput *piece, int stream)
{
  return piece->stream != 0 && (stream == 0 || stream == piece->stream);
}

const char *
ml_memory_get_output (const MlMemory *self, int stream)
{
  guint n = ml_state_get_n_output (self->state);
  Output *output;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (stream >= 0 && stream < N_STREAMS, NULL);

  output = &((MlMemory *) self)->outputs[stream];

  while (output->n_pieces > n)
    {
      const MlTapeOutput *piece = get_piece (self, --output->n_pieces);

      if (belongs_to (piece, stream))
        g_string_truncate (output->text, output->text->len - piece->length);
    }

  while (output->n_pieces < n)
    {
      const MlTapeOutput *piece = get_piece (self, output->n_pieces++);

      if (belongs_to (piece, stream))
        g_string_append_len (output->text, piece->text, piece->length);
    }

  return output->text->str;
}

guint
ml_memory_get_n_pieces (const MlMemory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return ml_state_get_n_output (self->state);
}

const char *
ml_memory_get_piece (const MlMemory *self, guint index, int *stream, gsize *length)
{
  const MlTapeOutput *piece;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < ml_state_get_n_output (self->state), NULL);
  g_return_val_if_fail (stream != NULL && length != NULL, NULL);

  piece = get_piece (self, index);
  *stream = piece->stream;
  *length = piece->length;

  return piece->text;
}

static void
hash_bytes (guint64 *hash, gconstpointer data, gsize n)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < n; i++)
    *hash = (*hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
}

static void
hash_number (guint64 *hash, guint64 number)
{
  hash_bytes (hash, &number, sizeof number);
}

static void
hash_value (guint64 *hash, const MlValue *value)
{
  hash_number (hash, value->type);

  switch (value->type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
    case ML_VALUE_DOUBLE:
      hash_number (hash, value->integer);
      break;
    case ML_VALUE_TEXT:
      hash_number (hash, value->length);
      hash_bytes (hash, value->text, value->length);
      break;
    }
}

static void
hash_being (const MlBeing *being, gpointer user_data)
{
  const MlThing *thing = &being->thing;
  guint64 *hash = user_data;

  hash_number (hash, thing->serial);
  hash_number (hash, thing->type);
  hash_number (hash, thing->shape);
  hash_number (hash, thing->kind | thing->origin << 8 | thing->flags << 16);
  hash_number (hash, thing->address);
  hash_number (hash, thing->size);
  hash_number (hash, thing->capacity);
  hash_number (hash, thing->count);
  hash_number (hash, being->span);
  hash_number (hash, being->uncounted);
  hash_value (hash, &thing->value);

  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      hash_number (hash, thing->regions[i].n);
      hash_bytes (hash, thing->regions[i].slots, thing->regions[i].n * sizeof (MlSerial));
    }
}

guint64
ml_memory_hash (const MlMemory *self)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);
  const MlSerial *frames;
  guint n;

  g_return_val_if_fail (self != NULL, 0);

  frames = ml_state_get_frames (self->state, &n);
  hash_number (&hash, n);
  hash_bytes (&hash, frames, n * sizeof *frames);
  hash_number (&hash, ml_state_get_n_output (self->state));
  ml_state_foreach (self->state, hash_being, &hash);

  return hash;
}
