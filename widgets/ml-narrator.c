/* ml-narrator.c: says in words what a step of a recording did */
#define G_LOG_DOMAIN "ml-narrator"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-namespace.h"
#include "ml-narrator.h"

/* What is longer is no sentence any more. */
#define MAX_CLAUSES 3
#define MAX_VALUE_LENGTH 24

struct _MlNarrator
{
  MlRecording *recording;
  MlMemory *before;
  MlMemory *after;
};

/* What is told of one step while its changes pass by. */
typedef struct
{
  MlNarrator *narrator;
  GPtrArray *clauses;
  guint left_out;
} Telling;

static const char *
shape_name (MlNarrator *self, guint32 shape)
{
  const MlShape *found = shape ? ml_recording_get_shape (self->recording, shape) : NULL;

  return found ? found->name : "";
}

/* Things that died are found in the memory before, those that were born in the one after. */
static const MlThing *
find_thing (MlNarrator *self, MlSerial serial)
{
  const MlThing *thing = serial ? ml_memory_get (self->after, serial) : NULL;

  return thing || !serial ? thing : ml_memory_get (self->before, serial);
}

static gboolean
is_told (const MlThing *thing)
{
  return thing && !(thing->flags & ML_THING_HIDDEN) && thing->kind != ML_KIND_STORE &&
         thing->kind != ML_KIND_NATIVE_FRAME && thing->kind != ML_KIND_CODE;
}

/* As Python would write it, and cut where it grows long. */
static char *
quote_text (const MlValue *value)
{
  g_autofree char *text = g_strndup (value->text, value->length);
  char quote = strchr (text, '\'') && !strchr (text, '"') ? '"' : '\'';
  GString *quoted = g_string_new (NULL);
  guint n = 0;

  g_string_append_c (quoted, quote);

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (++n > MAX_VALUE_LENGTH)
        {
          g_string_append (quoted, "…");
          break;
        }

      if (character == '\n')
        g_string_append (quoted, "\\n");
      else if (character == (gunichar) quote || character == '\\')
        g_string_append_printf (quoted, "\\%c", (char) character);
      else if (g_unichar_isprint (character))
        g_string_append_unichar (quoted, character);
      else
        g_string_append_printf (quoted, "\\x%02x", character);
    }

  g_string_append_c (quoted, quote);
  return g_string_free (quoted, FALSE);
}

/* What tells a thing best: the value where it has a short one, otherwise its type. */
static char *
name_thing (MlNarrator *self, const MlThing *thing)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (thing->kind)
    {
    case ML_KIND_NONE:
      return g_strdup ("None");

    case ML_KIND_BOOL:
      return g_strdup (thing->value.integer ? "True" : "False");

    case ML_KIND_STR:
      return quote_text (&thing->value);

    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
    case ML_KIND_FUNCTION:
      return g_strdup_printf (thing->kind == ML_KIND_FUNCTION ? _ ("the function %.*s")
                                                              : _ ("the class %.*s"),
                              (int) thing->value.length,
                              thing->value.text);

    default:
      break;
    }

  if (thing->value.type == ML_VALUE_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, thing->value.integer);

  if (thing->value.type == ML_VALUE_DOUBLE)
    return g_strdup (g_ascii_dtostr (number, sizeof number, thing->value.number));

  if (!ml_memory_get (self->before, thing->serial))
    return g_strdup_printf (_ ("a new %s"), shape_name (self, thing->shape));

  return g_strdup_printf (_ ("the %s"), shape_name (self, thing->shape));
}

/* The memory that knows what a thing holds: a thing that has died is known to the one before alone.
 */
static MlMemory *
memory_of (MlNarrator *self, MlSerial serial)
{
  return ml_memory_get (self->after, serial) ? self->after : self->before;
}

static const MlThing *
find_item (MlMemory *memory, MlSerial holder, guint index)
{
  const MlThing *thing = ml_memory_get (memory, holder);
  const MlSlots *items = thing ? &thing->regions[ML_REGION_ITEM] : NULL;
  MlSerial item = items && index < items->n ? items->slots[index] : 0;

  return item ? ml_memory_get (memory, item) : NULL;
}

static char *
name_owner (MlNarrator *self, const MlThing *owner)
{
  if (owner->kind == ML_KIND_CLASS)
    return g_strndup (owner->value.text, owner->value.length);

  return g_strdup (shape_name (self, owner->shape));
}

/* "x" for a name of a frame, "Point.x" for an attribute, "dict['x']" for any other value; NULL for
 * a key. */
static char *
name_pair (MlNarrator *self, const MlThing *dict, guint index)
{
  MlMemory *memory = memory_of (self, dict->serial);
  const MlThing *owner = ml_namespace_find_owner (memory, dict->serial);
  const MlThing *key = NULL;
  g_autofree char *name = NULL;
  g_autofree char *owner_name = NULL;

  if (index % 2 == 1)
    key = find_item (self->after, dict->serial, index - 1);

  if (index % 2 == 1 && !key)
    key = find_item (self->before, dict->serial, index - 1);

  if (!key)
    return NULL;

  if (!owner || key->kind != ML_KIND_STR)
    {
      name = name_thing (self, key);
      return g_strdup_printf ("%s[%s]", shape_name (self, dict->shape), name);
    }

  name = g_strndup (key->value.text, key->value.length);

  if (owner->kind == ML_KIND_FRAME)
    return g_steal_pointer (&name);

  owner_name = name_owner (self, owner);
  return g_strdup_printf ("%s.%s", owner_name, name);
}

static gboolean
has_pairs (MlNarrator *self, const MlThing *thing)
{
  const MlShape *shape =
      thing->shape ? ml_recording_get_shape (self->recording, thing->shape) : NULL;

  return shape && shape->items == ML_ITEMS_PAIRS;
}

/* "x" for a name of a frame, "Point.x" or "list [2]" for a slot of an object; NULL for what is not
 * worth a word. */
static char *
name_slot (MlNarrator *self, const MlThing *holder, MlSlot slot)
{
  MlRegion region = ML_SLOT_REGION (slot);
  g_autofree char *name = NULL;
  g_autofree char *owner = NULL;

  if (region == ML_REGION_ITEM && has_pairs (self, holder))
    return name_pair (self, holder, ML_SLOT_INDEX (slot));

  if (region != ML_REGION_NAME && region != ML_REGION_ITEM)
    return NULL;

  name = ml_memory_name_slot (memory_of (self, holder->serial), holder, slot);

  if (holder->kind == ML_KIND_FRAME)
    return g_steal_pointer (&name);

  owner = name_owner (self, holder);
  return g_strdup_printf (region == ML_REGION_ITEM ? "%s %s" : "%s.%s", owner, name);
}

static void
add_clause (Telling *telling, char *clause)
{
  if (telling->clauses->len < MAX_CLAUSES)
    {
      g_ptr_array_add (telling->clauses, clause);
      return;
    }

  telling->left_out++;
  g_free (clause);
}

/* What a class notes of itself: __module__, __firstlineno__... A method such as __init__ is no such
 * note. */
static gboolean
is_bookkeeping (const char *slot, const MlThing *value)
{
  const char *dot = strrchr (slot, '.');
  const char *name = dot ? dot + 1 : slot;

  if (g_str_has_prefix (name, "slot "))
    return TRUE;

  return g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__") &&
         !(value && value->kind == ML_KIND_FUNCTION);
}

static void
tell_set (Telling *telling, const MlChange *change)
{
  MlNarrator *self = telling->narrator;
  const MlThing *holder = ml_memory_get (self->after, change->thing);
  const MlThing *old = find_thing (self, change->old);
  const MlThing *new = find_thing (self, change->new);
  g_autofree char *slot = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  /* What a new object is born with goes without saying. */
  if (!is_told (holder) ||
      (holder->kind != ML_KIND_FRAME && !ml_memory_get (self->before, holder->serial)))
    return;

  slot = name_slot (self, holder, change->slot);

  if (!slot || is_bookkeeping (slot, new) || (old && !is_told (old)) || (new && !is_told (new)))
    return;

  from = old ? name_thing (self, old) : NULL;
  to = new ? name_thing (self, new) : NULL;

  if (from && to)
    add_clause (telling, g_strdup_printf (_ ("%s: %s → %s"), slot, from, to));
  else if (to)
    add_clause (telling,
                g_strdup_printf (
                    strpbrk (slot, ".[") ? _ ("%s is now %s") : _ ("%s now names %s"), slot, to));
  else if (from)
    add_clause (
        telling,
        g_strdup_printf (strpbrk (slot, ".[") ? _ ("%s is gone") : _ ("%s names nothing any more"),
                         slot));
}

/* Whether a name or an object referred to it: what only passed through the evaluation stack is not
 * missed. */
static gboolean
was_in_use (MlNarrator *self, MlSerial serial)
{
  guint n;
  const MlHolder *holders = ml_memory_get_holders (self->before, serial, &n);

  for (guint i = 0; i < n; i++)
    {
      MlRegion region = ML_SLOT_REGION (holders[i].slot);

      if (region == ML_REGION_NAME || region == ML_REGION_ITEM)
        return TRUE;
    }

  return FALSE;
}

static void
tell_death (Telling *telling, const MlChange *change)
{
  MlNarrator *self = telling->narrator;
  const MlThing *thing = ml_memory_get (self->before, change->thing);
  g_autofree char *name = NULL;

  if (!is_told (thing) || thing->kind == ML_KIND_FRAME || !was_in_use (self, change->thing))
    return;

  name = name_thing (self, thing);
  add_clause (telling, g_strdup_printf (_ ("%s is freed"), name));
}

static void
tell_output (Telling *telling, const MlChange *change)
{
  g_autofree char *text = g_strstrip (g_strdup (change->text));

  if (*text != '\0' && g_utf8_strlen (text, -1) <= MAX_VALUE_LENGTH)
    add_clause (telling, g_strdup_printf (_ ("prints %s"), text));
}

static gboolean
tell_change (const MlChange *change, gpointer user_data)
{
  Telling *telling = user_data;

  switch (change->type)
    {
    case ML_CHANGE_SET:
      tell_set (telling, change);
      break;

    case ML_CHANGE_DEATH:
      tell_death (telling, change);
      break;

    case ML_CHANGE_OUTPUT:
      tell_output (telling, change);
      break;

    default:
      break;
    }

  return TRUE;
}

/* "obj now names a new Point; 7 is freed; and more" */
static char *
tell_changes (MlNarrator *self, MlStep step)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  Telling telling = { .narrator = self, .clauses = clauses };

  ml_recording_foreach_change (self->recording, step, tell_change, &telling);

  if (clauses->len == 0)
    return NULL;

  if (telling.left_out > 0)
    g_ptr_array_add (clauses, g_strdup (_ ("and more")));

  g_ptr_array_add (clauses, NULL);
  return g_strjoinv ("; ", (char **) clauses->pdata);
}

static char *
name_frame (MlNarrator *self, MlSerial frame)
{
  const MlThing *thing = find_thing (self, frame);
  const char *name = thing ? shape_name (self, thing->shape) : "";

  return *name == '<' ? g_strdup (name) : g_strdup_printf ("%s()", name);
}

/* Whether @frame is the oldest: that of the program itself. */
static gboolean
is_program (MlNarrator *self, MlSerial frame)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (self->before, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ml_memory_get (self->before, frames[i])->kind == ML_KIND_FRAME)
        return frames[i] == frame;
    }

  return FALSE;
}

/* What the event itself is, after what its changes did. NULL for a plain line. */
static char *
tell_event (MlNarrator *self, const MlStepInfo *info)
{
  g_autofree char *frame = name_frame (self, info->frame);
  const MlThing *thing = find_thing (self, info->value);
  g_autofree char *value = thing ? name_thing (self, thing) : g_strdup ("None");

  switch (info->event)
    {
    case ML_EVENT_CALL:
      return g_strdup_printf (_ ("%s is called"), frame);

    case ML_EVENT_RESUME:
      return g_strdup_printf (_ ("%s goes on"), frame);

    case ML_EVENT_RETURN:
      return is_program (self, info->frame) ? g_strdup (_ ("the program has ended"))
                                            : g_strdup_printf (_ ("%s returns %s"), frame, value);

    case ML_EVENT_YIELD:
      return g_strdup_printf (_ ("%s yields %s"), frame, value);

    case ML_EVENT_EXCEPTION:
      return g_strdup_printf (_ ("%s is raised"), value);

    case ML_EVENT_END:
      return g_strdup (_ ("the script's constants are let go"));

    case ML_EVENT_CLOSED:
      return g_strdup (_ ("everything is cleared at exit"));

    default:
      return NULL;
    }
}

/* The line whose effect a step shows is the one that the step before stood at. */
static guint
line_that_ran (MlNarrator *self, MlStep step)
{
  MlStepInfo before = ml_recording_get_step (self->recording, step - 1);

  return before.event == ML_EVENT_LINE ? before.span.line : 0;
}

static char *
tell_line (MlNarrator *self, MlStep step, const MlStepInfo *info)
{
  g_autofree char *changes = tell_changes (self, step);
  g_autofree char *event = tell_event (self, info);
  const char *separator = changes && event ? "; " : "";
  guint line = line_that_ran (self, step);

  if (!changes && !event)
    return g_strdup_printf (_ ("Line %u is about to run."), info->span.line);

  if (line == 0)
    return g_strdup_printf ("%s%s%s.", changes ? changes : "", separator, event ? event : "");

  return g_strdup_printf (
      _ ("Line %u: %s%s%s."), line, changes ? changes : "", separator, event ? event : "");
}

MlNarrator *
ml_narrator_new (MlRecording *recording)
{
  MlNarrator *self;

  g_return_val_if_fail (recording != NULL, NULL);

  self = g_new0 (MlNarrator, 1);
  self->recording = ml_recording_ref (recording);
  self->before = ml_memory_new (recording);
  self->after = ml_memory_new (recording);

  return self;
}

void
ml_narrator_free (MlNarrator *self)
{
  g_return_if_fail (self != NULL);

  ml_memory_free (self->after);
  ml_memory_free (self->before);
  ml_recording_unref (self->recording);
  g_free (self);
}

char *
ml_narrator_tell_step (MlNarrator *self, MlStep step)
{
  MlStepInfo info;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  if (step == 0)
    return g_strdup (_ ("Nothing has run yet."));

  ml_memory_seek (self->before, step - 1);
  ml_memory_seek (self->after, step);
  info = ml_recording_get_step (self->recording, step);

  return tell_line (self, step, &info);
}

char *
ml_narrator_name_place (MlNarrator *self, MlStep step)
{
  MlStepInfo info;
  g_autofree char *frame = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  if (step == 0)
    return g_strdup (_ ("before the first line"));

  ml_memory_seek (self->before, step - 1);
  ml_memory_seek (self->after, step);
  info = ml_recording_get_step (self->recording, step);
  frame = name_frame (self, info.frame);

  if (info.event == ML_EVENT_END || info.event == ML_EVENT_CLOSED || info.span.line == 0)
    return g_strdup (_ ("after the last line"));

  return g_strdup_printf (_ ("line %u in %s"), info.span.line, frame);
}
