/* ml-random-history.c: random but legal histories, and what they should look like */
#include "ml-random-history.h"

#include <string.h>

#define MAX_THINGS 60
#define MAX_ITEMS 12
#define MAX_CHANGES 12

/* Field 1 of every shape with fields is weak. */
enum
{
  SHAPE_PLAIN = 1,
  SHAPE_LIST,
  SHAPE_DICT,
  SHAPE_OBJECT,
  SHAPE_OTHER_OBJECT,
  SHAPE_FRAME,
  N_SHAPES
};

typedef struct
{
  MlBirth birth;
  char *text; /* of the value */
  guint32 capacity;
  MlSpan span;
  MlSerial slots[ML_N_REGIONS][MAX_ITEMS]; /* 0 where there is nothing */
} Thing;

struct _MlRandomHistory
{
  GRand *rand;
  MlJournal *journal;
  guint each;
  MlSerial last;
  guint n_steps;

  GPtrArray *things; /* of Thing, living, by age */
  GArray *frames;    /* the stack */
  GString *outputs[3];

  GPtrArray *texts;   /* for each step */
  GPtrArray *changes; /* for each step */
  GString *told;      /* since the last step */
};

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_free (thing->text);
  g_free (thing);
}

static guint
pick (MlRandomHistory *self, guint n)
{
  return n == 0 ? 0 : g_rand_int_range (self->rand, 0, n);
}

static gboolean
is_frame (const Thing *thing)
{
  return thing->birth.kind == ML_KIND_FRAME || thing->birth.kind == ML_KIND_NATIVE_FRAME;
}

static gboolean
is_entered (const MlRandomHistory *self, MlSerial serial)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      if (g_array_index (self->frames, MlSerial, i) == serial)
        return TRUE;
    }

  return FALSE;
}

static Thing *
pick_thing (MlRandomHistory *self)
{
  return g_ptr_array_index (self->things, pick (self, self->things->len));
}

static Thing *
find_thing (const MlRandomHistory *self, MlSerial serial)
{
  for (guint i = 0; i < self->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (self->things, i);

      if (thing->birth.serial == serial)
        return thing;
    }

  return NULL;
}

static gboolean
is_weak (MlSlot slot)
{
  return slot == ML_SLOT (ML_REGION_FIELD, 1);
}

static guint
count_items (const Thing *thing, MlRegion region)
{
  guint n = MAX_ITEMS;

  while (n > 0 && thing->slots[region][n - 1] == 0)
    n--;

  return n;
}

static guint
count_holders (const MlRandomHistory *self, MlSerial serial, gboolean with_weak)
{
  guint n = 0;

  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      for (guint region = 0; region < ML_N_REGIONS; region++)
        {
          for (guint j = 0; j < MAX_ITEMS; j++)
            n += thing->slots[region][j] == serial && (with_weak || !is_weak (ML_SLOT (region, j)));
        }
    }

  return n;
}

static MlValue
random_value (MlRandomHistory *self, Thing *thing)
{
  g_clear_pointer (&thing->text, g_free);

  switch (pick (self, 5))
    {
    case 0:
      return (MlValue){ .type = ML_VALUE_INT,
                        .integer =
                            (gint64) ((guint64) g_rand_int (self->rand) << 32) >> pick (self, 64) };
    case 1:
      return (MlValue){ .type = ML_VALUE_DOUBLE, .number = g_rand_double (self->rand) };
    case 2:
      thing->text = g_strnfill (pick (self, 40), 'a' + pick (self, 26));
      break;
    case 3:
      thing->text = pick (self, 200) == 0 ? g_strnfill (70000, 'z') : g_strdup ("");
      break;
    default:
      return (MlValue){ .type = ML_VALUE_NONE };
    }

  return (MlValue){ .type = ML_VALUE_TEXT, .length = strlen (thing->text), .text = thing->text };
}

static void tell (MlRandomHistory *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (MlRandomHistory *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->told, format, args);
  va_end (args);
}

static void
set_slot (MlRandomHistory *self, Thing *thing, MlSlot slot, MlSerial new)
{
  MlSerial *place = &thing->slots[ML_SLOT_REGION (slot)][ML_SLOT_INDEX (slot)];

  ml_journal_set (self->journal, thing->birth.serial, slot, *place, new);
  tell (self, "%d %u %x %u %u\n", ML_CHANGE_SET, thing->birth.serial, slot, *place, new);
  *place = new;
}

static MlSerial
pick_type (MlRandomHistory *self)
{
  for (guint i = 0; i < 20; i++)
    {
      const Thing *thing = pick_thing (self);

      if (thing->birth.kind == ML_KIND_CLASS || thing->birth.kind == ML_KIND_BUILTIN_CLASS)
        return thing->birth.serial;
    }

  return 1;
}

static void
give_birth (MlRandomHistory *self, MlKind kind, guint32 shape, MlSerial type, guint8 flags)
{
  Thing *thing = g_new0 (Thing, 1);

  self->last += pick (self, 30) == 0 ? 1 + pick (self, 1000000) : 1 + pick (self, 3);
  thing->birth = (MlBirth){
    .serial = self->last,
    .type = type,
    .shape = shape,
    .kind = kind,
    .origin = pick (self, ML_N_ORIGINS),
    .flags = flags,
    .address = (guint64) g_rand_int (self->rand) << pick (self, 16),
    .size = pick (self, 100000),
  };
  thing->birth.value = random_value (self, thing);
  thing->slots[ML_REGION_TYPE][0] = type;

  ml_journal_birth (self->journal, &thing->birth);
  tell (self, "%d %u\n", ML_CHANGE_BIRTH, self->last);
  g_ptr_array_add (self->things, thing);
}

static void
make_birth (MlRandomHistory *self)
{
  if (self->things->len >= MAX_THINGS)
    return;

  switch (pick (self, 9))
    {
    case 0:
      give_birth (self, ML_KIND_INT, SHAPE_PLAIN, 1, pick (self, 2) * ML_THING_IMMORTAL);
      break;
    case 1:
    case 2:
      give_birth (self, ML_KIND_LIST, SHAPE_LIST, 1, ML_THING_MUTABLE);
      break;
    case 3:
      give_birth (self, ML_KIND_DICT, SHAPE_DICT, 1, ML_THING_MUTABLE);
      break;
    case 4:
      give_birth (self, ML_KIND_CLASS, SHAPE_OBJECT, 1, 0);
      break;
    case 5:
      give_birth (self, ML_KIND_FRAME, SHAPE_FRAME, 0, 0);
      break;
    case 6:
      give_birth (self,
                  pick (self, 2) == 0 ? ML_KIND_STORE : ML_KIND_NATIVE_FRAME,
                  SHAPE_OBJECT,
                  0,
                  ML_THING_HIDDEN);
      break;
    default:
      give_birth (self, ML_KIND_INSTANCE, SHAPE_OBJECT, pick_type (self), 0);
    }
}

static void
make_set (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);
  MlRegion region = 1 + pick (self, ML_N_REGIONS - 1);
  guint32 index = pick (self, region == ML_REGION_ITEM ? MAX_ITEMS : 4);
  MlSerial target = pick (self, 3) == 0 ? 0 : pick_thing (self)->birth.serial;

  /* Nothing that holds itself or its type could ever die; that is as it should be, but dull. */
  if (target != thing->birth.serial || pick (self, 10) == 0)
    set_slot (self, thing, ML_SLOT (region, index), target);
}

static void
make_shift (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);
  MlSerial *items = thing->slots[ML_REGION_ITEM];
  guint length = count_items (thing, ML_REGION_ITEM);
  guint from = pick (self, length);
  guint n = pick (self, length - from + 1);
  guint to = pick (self, MAX_ITEMS - n + 1);
  g_autofree MlSerial *moved = g_memdup2 (items + from, n * sizeof *items);

  for (guint i = to; i < to + n; i++)
    {
      if ((i < from || i >= from + n) && items[i] != 0)
        return;
    }

  memset (items + from, 0, n * sizeof *items);

  for (guint i = 0; i < n; i++)
    items[to + i] = moved[i];

  ml_journal_shift (self->journal,
                    thing->birth.serial,
                    ML_SLOT (ML_REGION_ITEM, from),
                    ML_SLOT (ML_REGION_ITEM, to),
                    n);
  tell (self,
        "%d %u %x %x %u\n",
        ML_CHANGE_SHIFT,
        thing->birth.serial,
        ML_SLOT (ML_REGION_ITEM, from),
        ML_SLOT (ML_REGION_ITEM, to),
        n);
}

static void
make_permute (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);
  guint n = pick (self, count_items (thing, ML_REGION_ITEM) + 1);
  guint32 order[MAX_ITEMS];
  MlSerial before[MAX_ITEMS];

  memcpy (before, thing->slots[ML_REGION_ITEM], sizeof before);

  for (guint i = 0; i < n; i++)
    {
      guint j = pick (self, i + 1);

      order[i] = order[j];
      order[j] = i;
    }

  for (guint i = 0; i < n; i++)
    thing->slots[ML_REGION_ITEM][i] = before[order[i]];

  ml_journal_permute (self->journal, thing->birth.serial, order, n);
  tell (self, "%d %u %u\n", ML_CHANGE_PERMUTE, thing->birth.serial, n);
}

static void
make_resize (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);

  thing->birth.size = g_rand_int (self->rand) >> pick (self, 32);
  thing->capacity = pick (self, 3) == 0 ? 0 : pick (self, 1000);
  ml_journal_resize (self->journal, thing->birth.serial, thing->birth.size, thing->capacity);
  tell (self, "%d %u\n", ML_CHANGE_RESIZE, thing->birth.serial);
}

static void
make_revalue (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);

  thing->birth.value = random_value (self, thing);
  ml_journal_revalue (self->journal, thing->birth.serial, &thing->birth.value);
  tell (self, "%d %u\n", ML_CHANGE_REVALUE, thing->birth.serial);
}

static void
make_retype (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);

  if (thing->birth.kind != ML_KIND_INSTANCE)
    return;

  thing->birth.type = pick_type (self);
  thing->birth.shape = SHAPE_OBJECT + pick (self, 2);
  thing->slots[ML_REGION_TYPE][0] = thing->birth.type;
  ml_journal_retype (self->journal, thing->birth.serial, thing->birth.type, thing->birth.shape);
  tell (self, "%d %u\n", ML_CHANGE_RETYPE, thing->birth.serial);
}

static void
make_immortality (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);

  if (thing->birth.kind != ML_KIND_INT || thing->birth.flags & ML_THING_IMMORTAL)
    return;

  thing->birth.flags |= ML_THING_IMMORTAL;
  thing->birth.origin = pick (self, ML_N_ORIGINS);
  ml_journal_immortality (self->journal, thing->birth.serial, thing->birth.origin);
  tell (self, "%d %u\n", ML_CHANGE_IMMORTALITY, thing->birth.serial);
}

/* Something lets go of all that it holds, and dies if nobody holds it. */
static void
make_death (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);
  MlSerial serial = thing->birth.serial;

  for (guint region = ML_REGION_FIELD; region < ML_N_REGIONS; region++)
    {
      for (guint i = 0; i < MAX_ITEMS; i++)
        {
          if (thing->slots[region][i] != 0)
            set_slot (self, thing, ML_SLOT (region, i), 0);
        }
    }

  if (serial == 1 || is_entered (self, serial) || count_holders (self, serial, TRUE) > 0)
    return;

  ml_journal_death (self->journal, serial);
  tell (self, "%d %u\n", ML_CHANGE_DEATH, serial);
  g_ptr_array_remove (self->things, thing);
}

static void
make_enter (MlRandomHistory *self)
{
  Thing *thing = pick_thing (self);
  MlSerial serial = thing->birth.serial;

  if (!is_frame (thing) || is_entered (self, serial))
    return;

  ml_journal_enter (self->journal, serial);
  tell (self, "%d %u\n", ML_CHANGE_ENTER, serial);
  g_array_append_val (self->frames, serial);
}

static void
make_leave (MlRandomHistory *self)
{
  MlSerial serial;

  if (self->frames->len == 0)
    return;

  serial = g_array_index (self->frames, MlSerial, self->frames->len - 1);
  ml_journal_leave (self->journal, serial);
  tell (self, "%d %u\n", ML_CHANGE_LEAVE, serial);
  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
make_text (MlRandomHistory *self)
{
  int stream = 1 + pick (self, 2);
  g_autofree char *text = g_strdup_printf ("%u %u\n", self->n_steps, pick (self, 100));

  switch (pick (self, 4))
    {
    case 0:
      ml_journal_input (self->journal, text);
      tell (self, "%d 0 %s", ML_CHANGE_INPUT, text);
      break;
    case 1:
      ml_journal_remark (self->journal, text, 1);
      tell (self, "%d 1 %s", ML_CHANGE_REMARK, text);
      break;
    default:
      ml_journal_output (self->journal, stream, text, strlen (text));
      tell (self, "%d 0 %d %s", ML_CHANGE_OUTPUT, stream, text);
      g_string_append (self->outputs[0], text);
      g_string_append (self->outputs[stream], text);
    }
}

static void
make_change (MlRandomHistory *self)
{
  typedef void (*Make) (MlRandomHistory * self);
  static const Make makes[] = {
    make_birth,  make_birth,   make_birth,  make_set,         make_set,   make_set,   make_set,
    make_set,    make_set,     make_shift,  make_shift,       make_death, make_death, make_permute,
    make_resize, make_revalue, make_retype, make_immortality, make_enter, make_leave, make_text,
  };

  makes[pick (self, G_N_ELEMENTS (makes))](self);
}

/* Both sides write a thing, a holder and a step with these, so that they differ only in what is so.
 */

static void
write_value (GString *text, const MlValue *value)
{
  switch (value->type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
    case ML_VALUE_DOUBLE:
      g_string_append_printf (text, " =%" G_GINT64_MODIFIER "x", value->integer);
      break;
    case ML_VALUE_TEXT:
      g_string_append (text, " =");
      g_string_append_len (text, value->text, value->length);
      break;
    }
}

static void
write_thing (GString *text, const MlThing *thing)
{
  g_string_append_printf (text,
                          "%u: type %u shape %u kind %u origin %u flags %u at %" G_GUINT64_FORMAT
                          " size %u for %u count %u",
                          thing->serial,
                          thing->type,
                          thing->shape,
                          thing->kind,
                          thing->origin,
                          thing->flags,
                          thing->address,
                          thing->size,
                          thing->capacity,
                          thing->count);
  write_value (text, &thing->value);

  for (guint region = 0; region < ML_N_REGIONS; region++)
    {
      g_string_append_printf (text, " |");

      for (guint i = 0; i < thing->regions[region].n; i++)
        g_string_append_printf (text, " %u", thing->regions[region].slots[i]);
    }
}

static void
write_holder (GString *text, MlSerial thing, MlSlot slot, gboolean weak)
{
  g_string_append_printf (text, " %s%u.%x", weak ? "~" : "", thing, slot);
}

static void
write_step (GString *text, const MlStepInfo *info)
{
  g_string_append_printf (text,
                          "step %d %u %u %u %u:%u:%u-%u:%u\n",
                          info->event,
                          info->frame,
                          info->value,
                          info->depth,
                          info->span.source,
                          info->span.line,
                          info->span.column,
                          info->span.end_line,
                          info->span.end_column);
}

static void
write_span (GString *text, const MlSpan *span)
{
  g_string_append_printf (text, " @%u:%u", span->line, span->column);
}

static void
write_holders_of (const MlRandomHistory *self, MlSerial serial, GString *text)
{
  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      for (guint region = 0; region < ML_N_REGIONS; region++)
        {
          for (guint j = 0; j < MAX_ITEMS; j++)
            {
              MlSlot slot = ML_SLOT (region, j);

              if (thing->slots[region][j] == serial)
                write_holder (text, thing->birth.serial, slot, is_weak (slot));
            }
        }
    }
}

static void
reach (const MlRandomHistory *self, GHashTable *reached, MlSerial serial)
{
  const Thing *thing = serial == 0 ? NULL : find_thing (self, serial);

  if (thing == NULL || !g_hash_table_add (reached, GUINT_TO_POINTER (serial)))
    return;

  for (guint region = 0; region < ML_N_REGIONS; region++)
    {
      for (guint i = 0; i < MAX_ITEMS; i++)
        {
          if (!is_weak (ML_SLOT (region, i)))
            reach (self, reached, thing->slots[region][i]);
        }
    }
}

static GHashTable *
reach_all (const MlRandomHistory *self)
{
  GHashTable *reached = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->frames->len; i++)
    reach (self, reached, g_array_index (self->frames, MlSerial, i));

  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      if (thing->birth.kind == ML_KIND_STORE || thing->birth.kind == ML_KIND_NATIVE_FRAME)
        reach (self, reached, thing->birth.serial);
    }

  return reached;
}

static MlThing
view_thing (const MlRandomHistory *self, Thing *thing)
{
  MlThing view = {
    .serial = thing->birth.serial,
    .type = thing->birth.type,
    .shape = thing->birth.shape,
    .kind = thing->birth.kind,
    .origin = thing->birth.origin,
    .flags = thing->birth.flags,
    .address = thing->birth.address,
    .size = thing->birth.size,
    .capacity = thing->capacity,
    .value = thing->birth.value,
    .count = ML_IMMORTAL_COUNT,
  };

  if ((view.flags & ML_THING_IMMORTAL) == 0)
    view.count = count_holders (self, view.serial, FALSE);

  for (guint region = 0; region < ML_N_REGIONS; region++)
    {
      view.regions[region].n = count_items (thing, region);
      view.regions[region].slots = thing->slots[region];
    }

  return view;
}

static char *
write_model (const MlRandomHistory *self)
{
  g_autoptr (GHashTable) reached = reach_all (self);
  GString *text = g_string_new ("stack");

  for (guint i = 0; i < self->frames->len; i++)
    g_string_append_printf (text, " %u", g_array_index (self->frames, MlSerial, i));

  for (guint i = 0; i < self->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (self->things, i);
      MlThing view = view_thing (self, thing);

      g_string_append_c (text, '\n');
      write_thing (text, &view);

      if (thing->span.source != 0)
        write_span (text, &thing->span);

      g_string_append (text,
                       g_hash_table_contains (reached, GUINT_TO_POINTER (view.serial))
                           ? " held by"
                           : " garbage of");
      write_holders_of (self, view.serial, text);
    }

  for (guint i = 0; i < G_N_ELEMENTS (self->outputs); i++)
    g_string_append_printf (text, "\noutput %u: %s", i, self->outputs[i]->str);

  return g_string_free (text, FALSE);
}

char *
ml_random_history_write_memory (const MlMemory *memory)
{
  GString *text = g_string_new ("stack");
  guint n;
  const MlSerial *serials = ml_memory_get_frames (memory, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %u", serials[i]);

  serials = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      guint n_holders;
      const MlHolder *holders = ml_memory_get_holders (memory, serials[i], &n_holders);
      MlSpan span;

      g_string_append_c (text, '\n');
      write_thing (text, ml_memory_get (memory, serials[i]));

      if (ml_memory_get_frame_span (memory, serials[i], &span))
        write_span (text, &span);

      g_string_append (text,
                       ml_memory_is_reachable (memory, serials[i]) ? " held by" : " garbage of");

      for (guint j = 0; j < n_holders; j++)
        write_holder (text, holders[j].thing, holders[j].slot, holders[j].weak);
    }

  for (int i = 0; i < 3; i++)
    g_string_append_printf (text, "\noutput %d: %s", i, ml_memory_get_output (memory, i));

  return g_string_free (text, FALSE);
}

static gboolean
write_change (const MlChange *change, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%d %u", change->type, change->thing);

  switch (change->type)
    {
    case ML_CHANGE_SET:
      g_string_append_printf (text, " %x %u %u", change->slot, change->old, change->new);
      break;
    case ML_CHANGE_SHIFT:
      g_string_append_printf (text, " %x %x %u", change->slot, change->to, change->n);
      break;
    case ML_CHANGE_PERMUTE:
      g_string_append_printf (text, " %u", change->n);
      break;
    case ML_CHANGE_OUTPUT:
      g_string_append_printf (text, " %d %s", change->stream, change->text);
      return TRUE;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      g_string_append_printf (text, " %s", change->text);
      return TRUE;
    default:
      break;
    }

  g_string_append_c (text, '\n');

  return TRUE;
}

char *
ml_random_history_write_step (const MlRecording *recording, MlStep step)
{
  GString *text = g_string_new (NULL);
  MlStepInfo info = ml_recording_get_step (recording, step);

  ml_recording_foreach_change (recording, step, write_change, text);
  write_step (text, &info);

  return g_string_free (text, FALSE);
}

static void
make_step (MlRandomHistory *self)
{
  Thing *frame = pick_thing (self);
  guint line = 1 + pick (self, 20);
  MlStepInfo info = {
    .event = self->n_steps == 0 ? ML_EVENT_START : pick (self, ML_N_EVENTS),
    .value = pick (self, 3) == 0 ? pick_thing (self)->birth.serial : 0,
    .span = { pick (self, 4) == 0 ? 0 : 1, line, pick (self, 5), line, 10 },
    .depth = self->frames->len,
  };

  if (info.span.source == 0)
    info.span = (MlSpan){ 0 };

  if (is_frame (frame))
    {
      info.frame = frame->birth.serial;
      frame->span = info.span;
    }

  ml_journal_step (self->journal, info.event, info.frame, info.value, &info.span);
  write_step (self->told, &info);
  g_ptr_array_add (self->changes, g_string_free (self->told, FALSE));
  self->told = g_string_new (NULL);
  g_ptr_array_add (self->texts, self->n_steps % self->each == 0 ? write_model (self) : NULL);
  self->n_steps++;
}

static void
add_shapes (MlJournal *journal)
{
  static const char *const fields[] = { "strong", "~weak", "other", NULL };
  static const char *const names[] = { "a", "b", NULL };
  guint32 frame;

  ml_journal_add_shape (journal, "int", ML_ITEMS_NONE, fields, NULL);
  ml_journal_add_shape (journal, "list", ML_ITEMS_SEQUENCE, fields, NULL);
  ml_journal_add_shape (journal, "dict", ML_ITEMS_PAIRS, fields, NULL);
  ml_journal_add_shape (journal, "object", ML_ITEMS_NONE, fields, names);
  ml_journal_add_shape (journal, "other", ML_ITEMS_NONE, fields, names);
  frame = ml_journal_add_shape (journal, "frame", ML_ITEMS_NONE, fields, NULL);
  ml_journal_add_shape_name (journal, frame, "local");
}

/* It is its own type. */
static void
give_birth_to_first_class (MlRandomHistory *self)
{
  Thing *thing = g_new0 (Thing, 1);

  self->last = 1;
  thing->birth = (MlBirth){
    .serial = 1,
    .type = 1,
    .shape = SHAPE_OBJECT,
    .kind = ML_KIND_BUILTIN_CLASS,
  };
  thing->slots[ML_REGION_TYPE][0] = 1;

  ml_journal_birth (self->journal, &thing->birth);
  tell (self, "%d 1\n", ML_CHANGE_BIRTH);
  g_ptr_array_add (self->things, thing);
}

MlRandomHistory *
ml_random_history_new (guint32 seed, MlJournalGrown grown, gpointer user_data)
{
  MlRandomHistory *self = g_new0 (MlRandomHistory, 1);

  self->rand = g_rand_new_with_seed (seed);
  self->journal = ml_journal_new (grown, user_data);
  self->each = 1;
  self->things = g_ptr_array_new_with_free_func (thing_free);
  self->frames = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  self->told = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->outputs); i++)
    self->outputs[i] = g_string_new (NULL);

  add_shapes (self->journal);
  ml_journal_add_source (self->journal, "test.py", "pass\n");

  give_birth_to_first_class (self);
  make_step (self);

  return self;
}

void
ml_random_history_free (MlRandomHistory *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->outputs); i++)
    g_string_free (self->outputs[i], TRUE);

  g_string_free (self->told, TRUE);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->frames);
  g_ptr_array_unref (self->things);
  ml_journal_free (self->journal);
  g_rand_free (self->rand);
  g_free (self);
}

MlJournal *
ml_random_history_get_journal (MlRandomHistory *self)
{
  return self->journal;
}

void
ml_random_history_go_on (MlRandomHistory *self)
{
  for (guint n = pick (self, MAX_CHANGES); n > 0; n--)
    make_change (self);

  make_step (self);
}

void
ml_random_history_write_each (MlRandomHistory *self, guint n)
{
  self->each = n;
}

const char *
ml_random_history_get_text (const MlRandomHistory *self, MlStep step)
{
  return g_ptr_array_index (self->texts, step);
}

const char *
ml_random_history_get_changes (const MlRandomHistory *self, MlStep step)
{
  return g_ptr_array_index (self->changes, step);
}
