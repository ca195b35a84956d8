/* ml-narrator.c: says in words what a step of a recording did */
#include "ml-narrator.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-episode.h"
#include "ml-noun.h"
#include "ml-paths.h"
#include "ml-value.h"

#define MOST_DEATHS 2 /* that are told one by one */
#define LONGEST_OUTPUT 32
#define ROOM_FOR_THE_REST 24 /* what "; and 3 more changes" takes */

struct _MlNarrator
{
  MlRecording *recording;
  MlMemory *before;
  MlMemory *after;
};

/* One step, while it is told. */
typedef struct
{
  MlRecording *recording;
  MlMemory *before;
  MlMemory *after;
  MlStep step;
  MlStepInfo info;
  MlStepInfo last; /* of the step before */
  MlEpisode *episode;
  MlPaths *old_paths;
  MlPaths *new_paths;
  GHashTable *told;    /* object: what a clause called it */
  GHashTable *mutated; /* objects that a clause has said this of */
  GPtrArray *clauses;  /* in the order in which they are said */
  gboolean ends_with_event;
} Telling;

/* What is told of */

/* Things that died are found in the memory before, those that were born in the one after. */
static const MlThing *
find_thing (const Telling *self, MlSerial serial)
{
  const MlThing *thing = serial == 0 ? NULL : ml_memory_get (self->after, serial);

  return thing != NULL || serial == 0 ? thing : ml_memory_get (self->before, serial);
}

static gboolean
lived_before (const Telling *self, MlSerial serial)
{
  return ml_memory_get (self->before, serial) != NULL;
}

/* What was there all the time may be told of late: it is not new. */
static gboolean
is_new (const Telling *self, const MlThing *thing)
{
  return thing->origin == ML_ORIGIN_RUN && !lived_before (self, thing->serial);
}

static MlItems
get_items (const Telling *self, const MlThing *thing)
{
  const MlShape *shape =
      thing->shape == 0 ? NULL : ml_recording_get_shape (self->recording, thing->shape);

  return shape == NULL ? ML_ITEMS_NONE : shape->items;
}

static void
say (Telling *self, char *clause)
{
  if (clause != NULL)
    g_ptr_array_add (self->clauses, clause);
}

/* Nouns */

/* Whether the function that is called has a name of its own with which @path begins: what its
 * caller means by it would be misread. */
static gboolean
is_shadowed (const Telling *self, const char *path)
{
  const MlThing *frame = ml_memory_get (self->after, self->info.frame);
  const MlShape *shape = frame == NULL || frame->shape == 0
                             ? NULL
                             : ml_recording_get_shape (self->recording, frame->shape);
  gsize length = strcspn (path, ".[");

  if (self->info.event != ML_EVENT_CALL || shape == NULL || shape->names == NULL)
    return FALSE;

  for (guint i = 0; shape->names[i] != NULL; i++)
    {
      if (strlen (shape->names[i]) == length && strncmp (shape->names[i], path, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A path that leads to @serial now as before, other than @place. */
static char *
find_other_path (const Telling *self, MlSerial serial, const char *place)
{
  const char *told = g_hash_table_lookup (self->told, GUINT_TO_POINTER (serial));
  g_autofree char *path = NULL;

  if (told != NULL && !g_str_equal (told, place))
    return g_strdup (told);

  if (!ml_paths_leads (self->old_paths, serial, self->after))
    return NULL;

  path = ml_paths_write (self->old_paths, serial);

  if (path == NULL || g_str_equal (path, place) || is_shadowed (self, path))
    return NULL;

  return g_steal_pointer (&path);
}

/* "1000", "1000, the same object as `x`". That small numbers and the like are shared is no news. */
static char *
name_value (const Telling *self, const MlThing *thing, const char *place)
{
  g_autofree char *value = ml_noun_definite (self->recording, thing);
  g_autofree char *path = NULL;

  if (thing->count != ML_IMMORTAL_COUNT)
    path = find_other_path (self, thing->serial, place);

  if (path == NULL)
    return g_steal_pointer (&value);

  return g_strdup_printf (_ ("%s, the same object as `%s`"), value, path);
}

/* "5", "a new list with 3 items", "the same list as `x`", "the list". */
static char *
name_target (const Telling *self, const MlThing *thing, const char *place)
{
  g_autofree char *bare = NULL;
  g_autofree char *path = NULL;

  if (ml_value_is_plain (thing))
    return name_value (self, thing, place);

  path = find_other_path (self, thing->serial, place);

  if (path == NULL)
    return is_new (self, thing) ? ml_noun_new (self->recording, thing)
                                : ml_noun_definite (self->recording, thing);

  if (thing->value.type == ML_VALUE_TEXT)
    return ml_noun_definite (self->recording, thing);

  bare = ml_noun_bare (self->recording, thing);

  /* Translators: "the same list as `x`" */
  return g_strdup_printf (_ ("the same %s as `%s`"), bare, path);
}

/* "the list `x`", "the list" */
static char *
name_with_path (const Telling *self, const MlThing *thing)
{
  g_autofree char *noun = ml_noun_definite (self->recording, thing);
  g_autofree char *path = NULL;

  if (ml_value_is_plain (thing) || thing->value.type == ML_VALUE_TEXT)
    return g_steal_pointer (&noun);

  path = ml_paths_write (self->new_paths, thing->serial);

  return path == NULL ? g_steal_pointer (&noun) : g_strdup_printf ("%s `%s`", noun, path);
}

/* Counts */

static gboolean
has_count (const MlThing *thing)
{
  return ml_noun_is_told (thing) && !ml_value_is_plain (thing) &&
         thing->count != ML_IMMORTAL_COUNT && thing->value.type != ML_VALUE_TEXT;
}

/* "the list has 2 references" */
static void
say_count (Telling *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->after, serial);
  g_autofree char *noun = NULL;

  if (thing == NULL || !has_count (thing))
    return;

  noun = ml_noun_definite (self->recording, thing);
  say (self,
       g_strdup_printf (ngettext ("%s has %u reference", "%s has %u references", thing->count),
                        noun,
                        thing->count));
}

/* The same of what a name has let go of. */
static void
say_remaining_count (Telling *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->after, serial);
  g_autofree char *noun = NULL;

  if (thing == NULL || !has_count (thing))
    return;

  noun = ml_noun_definite (self->recording, thing);
  say (self,
       g_strdup_printf (ngettext ("%s keeps %u reference", "%s keeps %u references", thing->count),
                        noun,
                        thing->count));
}

/* Names, attributes and items */

/* What a class or module notes of itself: __module__, __firstlineno__... A method such as __init__
 * is no such note, nor is what a comprehension calls its first iterator a name. */
static gboolean
is_bookkeeping (const char *place, const MlThing *value)
{
  const char *dot = strrchr (place, '.');
  const char *name = dot != NULL ? dot + 1 : place;

  if (place[0] == '.')
    return TRUE;

  return g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__") &&
         !(value != NULL && value->kind == ML_KIND_FUNCTION);
}

static char *
write_place (const Telling *self, const MlSlotChange *change)
{
  char *place = ml_paths_write_slot (self->new_paths, change->holder, change->slot, change->key);

  if (place != NULL)
    return place;

  return ml_paths_write_slot (self->old_paths, change->holder, change->slot, change->key);
}

/* A new object that a clause before gave a name to is no longer new. */
static void
say_bound (Telling *self, const char *place, const MlThing *new)
{
  gboolean is_first = g_hash_table_lookup (self->told, GUINT_TO_POINTER (new->serial)) == NULL;
  g_autofree char *target = name_target (self, new, place);

  if (ml_value_is_plain (new) || (is_first && is_new (self, new)))
    {
      say (self, g_strdup_printf (_ ("`%s` is bound to %s"), place, target));
      return;
    }

  say (self, g_strdup_printf (_ ("`%s` now refers to %s"), place, target));
  say_count (self, new->serial);
}

static void
say_rebound (Telling *self, const char *place, const MlThing *old, const MlThing *new)
{
  g_autofree char *from = ml_noun_definite (self->recording, old);
  g_autofree char *to = name_target (self, new, place);

  say (self, g_strdup_printf (_ ("`%s` is rebound from %s to %s"), place, from, to));

  if (ml_value_is_plain (new))
    say_remaining_count (self, old->serial);
  else if (ml_value_is_plain (old) && !is_new (self, new))
    say_count (self, new->serial);
}

static void
say_unbound (Telling *self, const char *place, MlSerial old)
{
  say (self, g_strdup_printf (_ ("`%s` is unbound"), place));
  say_remaining_count (self, old);
}

/* A name or attribute. */
static void
tell_binding (Telling *self, const MlSlotChange *change)
{
  g_autofree char *place = write_place (self, change);
  const MlThing *old = find_thing (self, change->old);
  const MlThing *new = find_thing (self, change->new);

  if (place == NULL || is_bookkeeping (place, new != NULL ? new : old) ||
      (old != NULL && !ml_noun_is_told (old)) || (new != NULL && !ml_noun_is_told (new)))
    return;

  if (old == NULL)
    say_bound (self, place, new);
  else if (new == NULL)
    say_unbound (self, place, change->old);
  else
    say_rebound (self, place, old, new);

  if (new != NULL && g_hash_table_lookup (self->told, GUINT_TO_POINTER (new->serial)) == NULL)
    g_hash_table_insert (self->told, GUINT_TO_POINTER (new->serial), g_steal_pointer (&place));
}

/* Of pairs, a key and its value are one. */
static guint
count_changes (const Telling *self, const MlThing *holder)
{
  gboolean pairs = get_items (self, holder) == ML_ITEMS_PAIRS;
  guint n = 0;

  for (guint i = 0; i < self->episode->slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (self->episode->slots, MlSlotChange, i);

      n += change->holder == holder->serial && ML_SLOT_REGION (change->slot) == ML_REGION_ITEM &&
           !(pairs && change->slot % 2 == 0);
    }

  return n;
}

/* "the list `x` is mutated: it has 3 items now" */
static void
say_contents (Telling *self, const MlThing *holder)
{
  g_autofree char *noun = name_with_path (self, holder);
  g_autofree char *contents = ml_noun_contents (self->recording, holder);
  const MlThing *former = ml_memory_get (self->before, holder->serial);
  g_autofree char *before = ml_noun_contents (self->recording, former);

  if (contents == NULL)
    say (self, g_strdup_printf (_ ("%s is mutated"), noun));
  else if (g_strcmp0 (contents, before) == 0)
    say (self, g_strdup_printf (_ ("%s is mutated: it still has %s"), noun, contents));
  else
    say (self, g_strdup_printf (_ ("%s is mutated: it has %s now"), noun, contents));
}

/* "the list is mutated: `x[2]` now refers to 7". FALSE if that cannot be said. */
static gboolean
say_item (Telling *self, const MlThing *holder, const MlSlotChange *change)
{
  const MlThing *new = find_thing (self, change->new);
  g_autofree char *noun = NULL;
  g_autofree char *place = NULL;
  g_autofree char *target = NULL;

  if (new == NULL || !ml_noun_is_told (new))
    return FALSE;

  place = ml_paths_write_slot (self->new_paths, change->holder, change->slot, change->key);

  if (place == NULL)
    return FALSE;

  noun = ml_noun_definite (self->recording, holder);
  target = name_target (self, new, place);
  say (self, g_strdup_printf (_ ("%s is mutated: `%s` now refers to %s"), noun, place, target));

  return TRUE;
}

static gboolean
is_single_item (const Telling *self, const MlThing *holder)
{
  return get_items (self, holder) != ML_ITEMS_SET &&
         !ml_episode_is_among (self->episode->moved, holder->serial) &&
         count_changes (self, holder) == 1;
}

/* All that was done to the items of one object is one clause. */
static void
tell_items (Telling *self, const MlThing *holder, const MlSlotChange *change)
{
  if (!g_hash_table_add (self->mutated, GUINT_TO_POINTER (holder->serial)))
    return;

  if (!is_single_item (self, holder) || !say_item (self, holder, change))
    say_contents (self, holder);
}

/* What the language keeps for itself, such as the table of modules, is none of the program's. */
static gboolean
has_told_items (const MlThing *holder)
{
  if (!ml_noun_is_told (holder) || holder->origin == ML_ORIGIN_BUILTIN)
    return FALSE;

  switch ((MlKind) holder->kind)
    {
    case ML_KIND_LIST:
    case ML_KIND_DICT:
    case ML_KIND_SET:
    case ML_KIND_INSTANCE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
tell_item (Telling *self, const MlThing *holder, const MlSlotChange *change)
{
  gboolean is_key = get_items (self, holder) == ML_ITEMS_PAIRS && change->slot % 2 == 0;
  gboolean is_name = ml_paths_is_namespace (self->new_paths, holder->serial);

  if (is_name && !is_key)
    {
      /* Moved slots bear the names of others now. */
      if (change->key != 0 || !ml_episode_is_among (self->episode->moved, holder->serial))
        tell_binding (self, change);
    }
  else if (!is_name && !is_key && has_told_items (holder))
    {
      tell_items (self, holder, change);
    }
}

/* The names of a frame that runs, has just been called, or waits; not of one that ends. */
static gboolean
is_told_frame (const Telling *self, const MlThing *frame)
{
  return lived_before (self, frame->serial) ||
         (self->info.event == ML_EVENT_CALL && self->info.frame == frame->serial);
}

static void
tell_slot (Telling *self, const MlSlotChange *change)
{
  const MlThing *holder = ml_memory_get (self->after, change->holder);

  if (holder == NULL)
    return;

  switch (ML_SLOT_REGION (change->slot))
    {
    case ML_REGION_NAME:
      if (holder->kind == ML_KIND_FRAME ? is_told_frame (self, holder)
                                        : holder->kind == ML_KIND_INSTANCE)
        tell_binding (self, change);
      break;
    case ML_REGION_FIELD:
      if (holder->kind == ML_KIND_CELL)
        tell_binding (self, change);
      break;
    case ML_REGION_ITEM:
      /* What a new object is born with goes without saying. */
      if (lived_before (self, holder->serial))
        tell_item (self, holder, change);
      break;
    default:
      break;
    }
}

static void
tell_reordered (Telling *self)
{
  const GArray *things = self->episode->reordered;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));
      g_autofree char *noun = NULL;

      if (!ml_noun_is_told (thing) || !lived_before (self, thing->serial) ||
          !g_hash_table_add (self->mutated, GUINT_TO_POINTER (thing->serial)))
        continue;

      noun = name_with_path (self, thing);
      say (self, g_strdup_printf (_ ("%s is mutated: its items are in a new order"), noun));
    }
}

/* Slots that were moved without any that came or went: an item was moved inside its list. */
static void
tell_moved (Telling *self)
{
  const GArray *things = self->episode->moved;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));

      if (thing != NULL && has_told_items (thing) && lived_before (self, thing->serial) &&
          !ml_paths_is_namespace (self->new_paths, thing->serial) &&
          g_hash_table_add (self->mutated, GUINT_TO_POINTER (thing->serial)))
        say_contents (self, thing);
    }
}

static void
tell_retyped (Telling *self)
{
  const GArray *things = self->episode->retyped;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));
      const MlThing *former = ml_memory_get (self->before, g_array_index (things, MlSerial, i));
      g_autofree char *noun = NULL;

      if (!ml_noun_is_told (thing) || former == NULL)
        continue;

      noun = ml_noun_definite (self->recording, former);
      say (self,
           g_strdup_printf (_ ("%s now has the class `%s`"),
                            noun,
                            ml_recording_get_shape (self->recording, thing->shape)->name));
    }
}

static void
tell_revalued (Telling *self)
{
  const GArray *things = self->episode->revalued;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));
      g_autofree char *noun = NULL;

      if (!ml_noun_is_told (thing) || !lived_before (self, thing->serial) ||
          thing->kind == ML_KIND_ITERATOR)
        continue;

      noun = name_with_path (self, thing);
      say (self, g_strdup_printf (_ ("%s is mutated"), noun));
    }
}

/* Deaths */

/* Whether a name, an attribute or an item let go of it in this step: what only passed through the
 * evaluation stack is not missed. */
static gboolean
was_let_go (const Telling *self, MlSerial serial)
{
  for (guint i = 0; i < self->episode->slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (self->episode->slots, MlSlotChange, i);

      const MlThing *holder = change->old == serial ? find_thing (self, change->holder) : NULL;

      if (holder != NULL && holder->kind != ML_KIND_NATIVE_FRAME && holder->kind != ML_KIND_STORE &&
          ML_SLOT_REGION (change->slot) != ML_REGION_FIELD)
        return TRUE;
    }

  return FALSE;
}

/* What statements and calls make for their own use is missed only by those who kept it. */
static gboolean
is_missed (const Telling *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->before, serial);

  if (!ml_noun_is_told (thing))
    return FALSE;

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_LIST:
    case ML_KIND_SET:
    case ML_KIND_GENERATOR:
    case ML_KIND_CLASS:
    case ML_KIND_INSTANCE:
    case ML_KIND_EXCEPTION:
    case ML_KIND_MODULE:
      return TRUE;
    default:
      return was_let_go (self, serial);
    }
}

static guint
count_missed (const Telling *self, const GArray *deaths)
{
  guint n = 0;

  for (guint i = 0; i < deaths->len; i++)
    n += is_missed (self, g_array_index (deaths, MlSerial, i));

  return n;
}

static void
say_each_death (Telling *self)
{
  const GArray *deaths = self->episode->deaths;

  for (guint i = 0; i < deaths->len; i++)
    {
      MlSerial serial = g_array_index (deaths, MlSerial, i);
      g_autofree char *noun = NULL;

      if (!is_missed (self, serial))
        continue;

      noun = ml_noun_definite (self->recording, ml_memory_get (self->before, serial));
      say (self, g_strdup_printf (_ ("%s is freed"), noun));
    }
}

static void
tell_deaths (Telling *self)
{
  guint n = count_missed (self, self->episode->deaths);

  if (n > MOST_DEATHS)
    say (self, g_strdup_printf (ngettext ("%u object is freed", "%u objects are freed", n), n));
  else
    say_each_death (self);
}

static void
tell_collection (Telling *self)
{
  guint n = count_missed (self, self->episode->collected);

  if (self->episode->n_collections > 0 && self->episode->collected->len == 0)
    say (self, g_strdup (_ ("the collector runs and frees nothing")));
  else if (n > 0)
    say (self,
         g_strdup_printf (
             ngettext ("the collector frees %u object", "the collector frees %u objects", n), n));
}

/* Text that was written or read */

static char *
quote_text (const char *text)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  const char *newline = strchr (trimmed, '\n');
  g_autofree char *line =
      newline == NULL ? g_strdup (trimmed) : g_strndup (trimmed, newline - trimmed);
  g_autofree char *shown = NULL;

  g_strchomp (line);
  shown = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), LONGEST_OUTPUT));

  return g_strconcat (
      "`", shown, newline != NULL || strlen (shown) < strlen (line) ? "…" : "", "`", NULL);
}

static void
tell_text (Telling *self)
{
  const MlEpisode *episode = self->episode;

  if (episode->input->len > 0)
    {
      g_autofree char *text = quote_text (episode->input->str);

      say (self, g_strdup_printf (_ ("%s is read"), text));
    }

  if (episode->output[0]->len > 0)
    {
      g_autofree char *text = quote_text (episode->output[0]->str);

      say (self, g_strdup_printf (_ ("%s is printed"), text));
    }

  if (episode->output[1]->len > 0)
    {
      g_autofree char *text = quote_text (episode->output[1]->str);

      say (self, g_strdup_printf (_ ("%s is written to standard error"), text));
    }
}

/* Events */

/* The field of @frame that bears @name; 0 if it holds nothing. */
static MlSerial
get_field (const Telling *self, const MlThing *thing, const char *name)
{
  const MlShape *shape = ml_recording_get_shape (self->recording, thing->shape);
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];

  for (guint32 i = 0; shape->fields != NULL && shape->fields[i] != NULL && i < fields->n; i++)
    {
      if (g_str_equal (shape->fields[i], name))
        return fields->slots[i];
    }

  return 0;
}

typedef enum
{
  BODY_OF_FUNCTION,
  BODY_OF_CLASS,
  BODY_OF_SOURCE,    /* an imported module, text given to exec() */
  BODY_OF_STATEMENT, /* typed at the prompt */
  BODY_OF_PROGRAM
} Body;

/* What the text is called that a frame runs: a file, "<string>". */
static const char *
name_source (const Telling *self)
{
  guint source = self->info.span.source;

  return source == 0 ? "" : ml_recording_get_source_name (self->recording, source);
}

/* What a frame runs. Only a function keeps its names in slots alone. */
static Body
get_body (const Telling *self, const MlThing *frame)
{
  if (frame->serial == ml_paths_get_main (self->new_paths))
    return strcmp (name_source (self), "<stdin>") == 0 ? BODY_OF_STATEMENT : BODY_OF_PROGRAM;

  if (strcmp (ml_noun_frame (self->recording, frame), "<module>") == 0)
    return BODY_OF_SOURCE;

  return get_field (self, frame, "locals") != 0 ? BODY_OF_CLASS : BODY_OF_FUNCTION;
}

static gboolean
is_of_generator (const Telling *self, MlSerial frame)
{
  const GArray *slots = self->episode->slots;

  if (lived_before (self, frame))
    return TRUE;

  for (guint i = 0; i < slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (slots, MlSlotChange, i);
      const MlThing *holder = change->new == frame ? find_thing (self, change->holder) : NULL;

      if (holder != NULL && holder->kind == ML_KIND_GENERATOR)
        return TRUE;
    }

  return FALSE;
}

static char *
word_call (const Telling *self, const MlThing *frame)
{
  const char *name = ml_noun_frame (self->recording, frame);

  switch (get_body (self, frame))
    {
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the body of the class `%s` begins to run"), name);
    case BODY_OF_SOURCE:
    case BODY_OF_STATEMENT:
    case BODY_OF_PROGRAM:
      return g_strdup_printf (_ ("the code of `%s` begins to run"), name_source (self));
    case BODY_OF_FUNCTION:
    default:
      break;
    }

  return is_of_generator (self, frame->serial)
             ? g_strdup_printf (_ ("the generator `%s` starts to run"), name)
             : g_strdup_printf (_ ("`%s` is called"), name);
}

/* A frame that an exception ends returns nothing, not even None. */
static char *
word_unwinding (const Telling *self, const MlThing *frame)
{
  switch (get_body (self, frame))
    {
    case BODY_OF_PROGRAM:
      return g_strdup (_ ("the exception ends the program"));
    case BODY_OF_STATEMENT:
      return g_strdup (_ ("the exception ends the statement"));
    case BODY_OF_SOURCE:
      return g_strdup_printf (_ ("the exception ends the code of `%s`"), name_source (self));
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the exception ends the body of the class `%s`"),
                              ml_noun_frame (self->recording, frame));
    case BODY_OF_FUNCTION:
    default:
      return g_strdup_printf (_ ("the exception ends the call of `%s`"),
                              ml_noun_frame (self->recording, frame));
    }
}

static char *
word_return (const Telling *self, const MlThing *frame, const MlThing *value)
{
  g_autofree char *noun = NULL;

  if (value == NULL)
    return word_unwinding (self, frame);

  noun = name_with_path (self, value);

  switch (get_body (self, frame))
    {
    case BODY_OF_PROGRAM:
      return g_strdup (_ ("the program has ended"));
    case BODY_OF_STATEMENT:
      return g_strdup (_ ("the statement has run"));
    case BODY_OF_SOURCE:
      return g_strdup_printf (_ ("the code of `%s` has run"), name_source (self));
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the body of the class `%s` has run"),
                              ml_noun_frame (self->recording, frame));
    case BODY_OF_FUNCTION:
    default:
      return g_strdup_printf (_ ("`%s` returns %s"), ml_noun_frame (self->recording, frame), noun);
    }
}

/* The text that an exception was made with; NULL if there is none. */
static const MlThing *
find_message (const Telling *self, const MlThing *exception)
{
  MlSerial field = exception->shape == 0 ? 0 : get_field (self, exception, "args");
  const MlThing *args = find_thing (self, field);
  const MlSlots *items = args == NULL ? NULL : &args->regions[ML_REGION_ITEM];
  const MlThing *message =
      items == NULL || items->n != 1 ? NULL : find_thing (self, items->slots[0]);

  return message != NULL && message->kind == ML_KIND_STR ? message : NULL;
}

/* An exception that has left a call comes to the line that called. */
static char *
word_exception (const Telling *self, const MlThing *exception)
{
  const MlThing *message = find_message (self, exception);
  g_autofree char *noun = ml_noun_bare (self->recording, exception);
  g_autofree char *text = NULL;

  if (self->last.event == ML_EVENT_RETURN && self->last.value == 0)
    return g_strdup (_ ("the exception comes out of the call"));

  if (message == NULL)
    return g_strdup_printf (_ ("%s is raised"), noun);

  text = ml_value_write (message, '\'', LONGEST_OUTPUT);

  return g_strdup_printf (_ ("%s is raised: %s"), noun, text);
}

/* NULL for a plain line. */
static char *
word_event (const Telling *self)
{
  const MlThing *frame = find_thing (self, self->info.frame);
  const MlThing *value = find_thing (self, self->info.value);
  g_autofree char *noun = value == NULL ? NULL : name_with_path (self, value);

  switch (self->info.event)
    {
    case ML_EVENT_CALL:
      return word_call (self, frame);
    case ML_EVENT_RESUME:
      return g_strdup_printf (_ ("the generator `%s` goes on"),
                              ml_noun_frame (self->recording, frame));
    case ML_EVENT_RETURN:
      return word_return (self, frame, value);
    case ML_EVENT_YIELD:
      return g_strdup_printf (
          _ ("the generator `%s` yields %s"), ml_noun_frame (self->recording, frame), noun);
    case ML_EVENT_EXCEPTION:
      return word_exception (self, value);
    case ML_EVENT_END:
      return g_strdup (_ ("the script lets go of its constants"));
    case ML_EVENT_CLOSED:
      return g_strdup (_ ("everything is cleared at exit"));
    default:
      return NULL;
    }
}

/* The sentence */

/* A call comes before what it binds, anything else after what its line did. */
static void
tell_all (Telling *self)
{
  gboolean is_call = self->info.event == ML_EVENT_CALL;
  char *event = word_event (self);

  if (is_call)
    say (self, event);

  for (guint i = 0; i < self->episode->slots->len; i++)
    tell_slot (self, &g_array_index (self->episode->slots, MlSlotChange, i));

  tell_reordered (self);
  tell_moved (self);
  tell_retyped (self);
  tell_revalued (self);
  tell_deaths (self);
  tell_collection (self);
  tell_text (self);

  if (!is_call)
    say (self, event);

  self->ends_with_event = !is_call && event != NULL;
}

/* The frame in which the line that led here ran, and the line. A call that has ended gives back to
 * the line that made it. */
static guint
find_line (const Telling *self, guint *source)
{
  MlSerial frame = self->last.frame;
  MlSpan span = self->last.span;
  guint n;
  const MlSerial *frames = ml_memory_get_frames (self->before, &n);

  if (self->last.event == ML_EVENT_RETURN || self->last.event == ML_EVENT_YIELD)
    {
      span = (MlSpan){ 0 };

      while (n > 0 && frames[n - 1] != frame)
        n--;

      while (n > 1 && span.line == 0)
        ml_memory_get_frame_span (self->before, frames[--n - 1], &span);
    }

  *source = span.source;

  return span.line;
}

/* Nothing worth a word happened. */
static char *
word_plain_line (const Telling *self, guint line)
{
  gboolean has_run = self->last.event == ML_EVENT_LINE || self->last.event == ML_EVENT_RETURN ||
                     self->last.event == ML_EVENT_YIELD;

  if (line != 0 && has_run)
    return g_strdup_printf (_ ("Line %u has run; line %u is next."), line, self->info.span.line);

  return g_strdup_printf (_ ("Line %u is next."), self->info.span.line);
}

static glong
measure (const char *text)
{
  return g_utf8_strlen (text, -1);
}

/* How many of the first @n clauses there is room for behind @length characters; at least one. */
static guint
count_fitting (const GPtrArray *clauses, guint n, glong length)
{
  guint i = 0;

  for (; i < n; i++)
    {
      glong room = ML_NARRATOR_LONGEST - (i + 1 == n ? 0 : ROOM_FOR_THE_REST);

      length += measure (g_ptr_array_index (clauses, i)) + strlen ("; ");

      if (length > room)
        break;
    }

  return MAX (i, 1);
}

static void
append_clause (GString *text, const char *clause)
{
  if (text->len > 0)
    g_string_append (text, "; ");

  g_string_append (text, clause);
}

/* What is left out is counted. An event behind its changes is never left out. */
static char *
join_clauses (const Telling *self, glong head)
{
  const GPtrArray *clauses = self->clauses;
  const char *event = self->ends_with_event ? clauses->pdata[clauses->len - 1] : NULL;
  guint n = clauses->len - (event != NULL);
  guint n_told = n == 0 ? 0 : count_fitting (clauses, n, head + (event ? measure (event) : 0));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_told; i++)
    append_clause (text, g_ptr_array_index (clauses, i));

  if (n_told < n)
    {
      g_autofree char *rest =
          g_strdup_printf (ngettext ("%u more change", "%u more changes", n - n_told), n - n_told);

      append_clause (text, rest);
    }

  if (event != NULL)
    append_clause (text, event);

  return g_string_free (text, FALSE);
}

/* Between lines, at the prompt or at the end. */
static char *
word_without_line (const char *clauses)
{
  g_autofree char *first = g_utf8_strup (clauses, g_utf8_next_char (clauses) - clauses);

  if (g_unichar_isupper (g_utf8_get_char (first)))
    return g_strconcat (first, g_utf8_next_char (clauses), ".", NULL);

  return g_strdup_printf (_ ("Then %s."), clauses);
}

/* "Line 3", "Line 3 of helper.py" */
static char *
word_line (const Telling *self, guint line, guint source)
{
  if (source <= 1)
    return g_strdup_printf (_ ("Line %u"), line);

  return g_strdup_printf (
      _ ("Line %u of %s"), line, ml_recording_get_source_name (self->recording, source));
}

static char *
word_sentence (const Telling *self)
{
  guint source;
  guint line = find_line (self, &source);
  g_autofree char *head = NULL;
  g_autofree char *clauses = NULL;

  if (self->clauses->len == 0)
    return word_plain_line (self, line);

  head = line == 0 ? NULL : word_line (self, line, source);
  clauses = join_clauses (self, head == NULL ? 0 : measure (head));

  if (head == NULL)
    return word_without_line (clauses);

  /* Translators: "Line 3", and what it did */
  return g_strdup_printf (_ ("%s: %s."), head, clauses);
}

static void
telling_clear (Telling *self)
{
  ml_episode_free (self->episode);
  ml_paths_free (self->old_paths);
  ml_paths_free (self->new_paths);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->mutated);
  g_ptr_array_unref (self->clauses);
}

static void
telling_init (Telling *self, MlNarrator *narrator, MlStep step)
{
  ml_memory_seek (narrator->before, step - 1);
  ml_memory_seek (narrator->after, step);

  self->recording = narrator->recording;
  self->before = narrator->before;
  self->after = narrator->after;
  self->step = step;
  self->info = ml_recording_get_step (narrator->recording, step);
  self->last = ml_recording_get_step (narrator->recording, step - 1);
  self->episode = ml_episode_new (narrator->recording, step);
  self->old_paths = ml_paths_new (narrator->before, 0);
  self->new_paths = ml_paths_new (narrator->after, self->info.frame);
  self->told = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->mutated = g_hash_table_new (NULL, NULL);
  self->clauses = g_ptr_array_new_with_free_func (g_free);
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
  ml_memory_free (self->after);
  ml_memory_free (self->before);
  ml_recording_unref (self->recording);
  g_free (self);
}

void
ml_narrator_set_recording (MlNarrator *self, MlRecording *recording)
{
  g_return_if_fail (self != NULL && recording != NULL);

  ml_memory_set_recording (self->before, recording);
  ml_memory_set_recording (self->after, recording);
  ml_recording_ref (recording);
  ml_recording_unref (self->recording);
  self->recording = recording;
}

char *
ml_narrator_tell_step (MlNarrator *self, MlStep step)
{
  Telling telling;
  char *sentence;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  if (step == 0)
    return g_strdup (_ ("Nothing has run yet."));

  telling_init (&telling, self, step);
  tell_all (&telling);
  sentence = word_sentence (&telling);
  telling_clear (&telling);

  return sentence;
}

char *
ml_narrator_name_place (MlNarrator *self, MlStep step)
{
  MlStepInfo info;
  const MlThing *frame;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  info = ml_recording_get_step (self->recording, step);

  if (step == 0)
    return g_strdup (_ ("before the first line"));

  if (info.event == ML_EVENT_END || info.event == ML_EVENT_CLOSED || info.span.line == 0)
    return g_strdup (_ ("after the last line"));

  ml_memory_seek (self->after, step);
  frame = ml_memory_get (self->after, info.frame);
  name = frame == NULL ? "" : ml_noun_frame (self->recording, frame);

  return g_strdup_printf (
      name[0] == '<' ? _ ("line %u in %s") : _ ("line %u in %s()"), info.span.line, name);
}
