/* ml-telling.c: what the changes of a step did, in clauses */
#include "ml-telling.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-noun.h"
#include "ml-value.h"

#define MOST_DEATHS 2 /* that are told one by one */
#define LONGEST_OUTPUT 32

/* What is told of */

/* Things that died are found in the memory before, those that were born in the one after. */
const MlThing *
ml_telling_find (const MlTelling *self, MlSerial serial)
{
  const MlThing *thing = serial == 0 ? NULL : ml_memory_get (self->after, serial);

  return thing != NULL || serial == 0 ? thing : ml_memory_get (self->before, serial);
}

gboolean
ml_telling_lived_before (const MlTelling *self, MlSerial serial)
{
  return ml_memory_get (self->before, serial) != NULL;
}

/* What was there all the time may be told of late: it is not new. */
static gboolean
is_new (const MlTelling *self, const MlThing *thing)
{
  return thing->origin == ML_ORIGIN_RUN && !ml_telling_lived_before (self, thing->serial);
}

static MlItems
get_items (const MlTelling *self, const MlThing *thing)
{
  const MlShape *shape =
      thing->shape == 0 ? NULL : ml_recording_get_shape (self->recording, thing->shape);

  return shape == NULL ? ML_ITEMS_NONE : shape->items;
}

void
ml_telling_say (MlTelling *self, char *clause)
{
  if (clause != NULL)
    g_ptr_array_add (self->clauses, clause);
}

/* Nouns */

/* Whether the function that is called has a name of its own with which @path begins: what its
 * caller means by it would be misread. */
static gboolean
is_shadowed (const MlTelling *self, const char *path)
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
find_other_path (const MlTelling *self, MlSerial serial, const char *place)
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
name_value (const MlTelling *self, const MlThing *thing, const char *place)
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
name_target (const MlTelling *self, const MlThing *thing, const char *place)
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
char *
ml_telling_name (const MlTelling *self, const MlThing *thing)
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

/* "the list has 2 references"; "keeps" of what a name has let go of. */
static void
say_count (MlTelling *self, MlSerial serial, gboolean keeps)
{
  const MlThing *thing = ml_memory_get (self->after, serial);
  g_autofree char *noun = NULL;
  guint n;

  if (thing == NULL || !has_count (thing))
    return;

  n = thing->count;
  noun = ml_noun_definite (self->recording, thing);
  ml_telling_say (
      self,
      g_strdup_printf (keeps ? ngettext ("%s keeps %u reference", "%s keeps %u references", n)
                             : ngettext ("%s has %u reference", "%s has %u references", n),
                       noun,
                       n));
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
write_place (const MlTelling *self, const MlSlotChange *change)
{
  char *place = ml_paths_write_slot (self->new_paths, change->holder, change->slot, change->key);

  if (place != NULL)
    return place;

  return ml_paths_write_slot (self->old_paths, change->holder, change->slot, change->key);
}

/* A new object that a clause before gave a name to is no longer new. */
static void
say_bound (MlTelling *self, const char *place, const MlThing *new)
{
  gboolean is_first = g_hash_table_lookup (self->told, GUINT_TO_POINTER (new->serial)) == NULL;
  g_autofree char *target = name_target (self, new, place);

  if (ml_value_is_plain (new) || (is_first && is_new (self, new)))
    {
      ml_telling_say (self, g_strdup_printf (_ ("`%s` is bound to %s"), place, target));
      return;
    }

  ml_telling_say (self, g_strdup_printf (_ ("`%s` now refers to %s"), place, target));
  say_count (self, new->serial, FALSE);
}

static void
say_rebound (MlTelling *self, const char *place, const MlThing *old, const MlThing *new)
{
  g_autofree char *from = ml_noun_definite (self->recording, old);
  g_autofree char *to = name_target (self, new, place);

  ml_telling_say (self, g_strdup_printf (_ ("`%s` is rebound from %s to %s"), place, from, to));

  if (ml_value_is_plain (new))
    say_count (self, old->serial, TRUE);
  else if (ml_value_is_plain (old) && !is_new (self, new))
    say_count (self, new->serial, FALSE);
}

static void
say_unbound (MlTelling *self, const char *place, MlSerial old)
{
  ml_telling_say (self, g_strdup_printf (_ ("`%s` is unbound"), place));
  say_count (self, old, TRUE);
}

/* A name or attribute. */
static void
tell_binding (MlTelling *self, const MlSlotChange *change)
{
  g_autofree char *place = write_place (self, change);
  const MlThing *old = ml_telling_find (self, change->old);
  const MlThing *new = ml_telling_find (self, change->new);

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
count_changes (const MlTelling *self, const MlThing *holder)
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
say_contents (MlTelling *self, const MlThing *holder)
{
  g_autofree char *noun = ml_telling_name (self, holder);
  g_autofree char *contents = ml_noun_contents (self->recording, holder);
  const MlThing *former = ml_memory_get (self->before, holder->serial);
  g_autofree char *before = ml_noun_contents (self->recording, former);

  if (contents == NULL)
    ml_telling_say (self, g_strdup_printf (_ ("%s is mutated"), noun));
  else if (g_strcmp0 (contents, before) == 0)
    ml_telling_say (self, g_strdup_printf (_ ("%s is mutated: it still has %s"), noun, contents));
  else
    ml_telling_say (self, g_strdup_printf (_ ("%s is mutated: it has %s now"), noun, contents));
}

/* "the list is mutated: `x[2]` now refers to 7". FALSE if that cannot be said. */
static gboolean
say_item (MlTelling *self, const MlThing *holder, const MlSlotChange *change)
{
  const MlThing *new = ml_telling_find (self, change->new);
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
  ml_telling_say (
      self, g_strdup_printf (_ ("%s is mutated: `%s` now refers to %s"), noun, place, target));

  return TRUE;
}

static gboolean
is_single_item (const MlTelling *self, const MlThing *holder)
{
  return get_items (self, holder) != ML_ITEMS_SET &&
         !ml_episode_is_among (self->episode->moved, holder->serial) &&
         count_changes (self, holder) == 1;
}

/* All that was done to the items of one object is one clause. */
static void
tell_items (MlTelling *self, const MlThing *holder, const MlSlotChange *change)
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
tell_item (MlTelling *self, const MlThing *holder, const MlSlotChange *change)
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
is_told_frame (const MlTelling *self, const MlThing *frame)
{
  return ml_telling_lived_before (self, frame->serial) ||
         (self->info.event == ML_EVENT_CALL && self->info.frame == frame->serial);
}

static void
tell_slot (MlTelling *self, const MlSlotChange *change)
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
      if (ml_telling_lived_before (self, holder->serial))
        tell_item (self, holder, change);
      break;
    default:
      break;
    }
}

static void
tell_reordered (MlTelling *self)
{
  const GArray *things = self->episode->reordered;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));
      g_autofree char *noun = NULL;

      if (!ml_noun_is_told (thing) || !ml_telling_lived_before (self, thing->serial) ||
          !g_hash_table_add (self->mutated, GUINT_TO_POINTER (thing->serial)))
        continue;

      noun = ml_telling_name (self, thing);
      ml_telling_say (self,
                      g_strdup_printf (_ ("%s is mutated: its items are in a new order"), noun));
    }
}

/* Slots that were moved without any that came or went: an item was moved inside its list. */
static void
tell_moved (MlTelling *self)
{
  const GArray *things = self->episode->moved;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));

      if (thing != NULL && has_told_items (thing) &&
          ml_telling_lived_before (self, thing->serial) &&
          !ml_paths_is_namespace (self->new_paths, thing->serial) &&
          g_hash_table_add (self->mutated, GUINT_TO_POINTER (thing->serial)))
        say_contents (self, thing);
    }
}

static void
tell_retyped (MlTelling *self)
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
      ml_telling_say (
          self,
          g_strdup_printf (_ ("%s now has the class `%s`"),
                           noun,
                           ml_recording_get_shape (self->recording, thing->shape)->name));
    }
}

static void
tell_revalued (MlTelling *self)
{
  const GArray *things = self->episode->revalued;

  for (guint i = 0; i < things->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->after, g_array_index (things, MlSerial, i));
      g_autofree char *noun = NULL;

      if (!ml_noun_is_told (thing) || !ml_telling_lived_before (self, thing->serial) ||
          thing->kind == ML_KIND_ITERATOR)
        continue;

      noun = ml_telling_name (self, thing);
      ml_telling_say (self, g_strdup_printf (_ ("%s is mutated"), noun));
    }
}

/* Deaths */

/* Whether a name, an attribute or an item let go of it in this step: what only passed through the
 * evaluation stack is not missed. */
static gboolean
was_let_go (const MlTelling *self, MlSerial serial)
{
  for (guint i = 0; i < self->episode->slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (self->episode->slots, MlSlotChange, i);

      const MlThing *holder = change->old == serial ? ml_telling_find (self, change->holder) : NULL;

      if (holder != NULL && holder->kind != ML_KIND_NATIVE_FRAME && holder->kind != ML_KIND_STORE &&
          ML_SLOT_REGION (change->slot) != ML_REGION_FIELD)
        return TRUE;
    }

  return FALSE;
}

/* What statements and calls make for their own use is missed only by those who kept it. */
static gboolean
is_missed (const MlTelling *self, MlSerial serial)
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
count_missed (const MlTelling *self, const GArray *deaths)
{
  guint n = 0;

  for (guint i = 0; i < deaths->len; i++)
    n += is_missed (self, g_array_index (deaths, MlSerial, i));

  return n;
}

static void
say_each_death (MlTelling *self)
{
  const GArray *deaths = self->episode->deaths;

  for (guint i = 0; i < deaths->len; i++)
    {
      MlSerial serial = g_array_index (deaths, MlSerial, i);
      g_autofree char *noun = NULL;

      if (!is_missed (self, serial))
        continue;

      noun = ml_noun_definite (self->recording, ml_memory_get (self->before, serial));
      ml_telling_say (self, g_strdup_printf (_ ("%s is freed"), noun));
    }
}

static void
tell_deaths (MlTelling *self)
{
  guint n = count_missed (self, self->episode->deaths);

  if (n > MOST_DEATHS)
    ml_telling_say (
        self, g_strdup_printf (ngettext ("%u object is freed", "%u objects are freed", n), n));
  else
    say_each_death (self);
}

static void
tell_collection (MlTelling *self)
{
  guint n = count_missed (self, self->episode->collected);

  if (self->episode->n_collections > 0 && self->episode->collected->len == 0)
    ml_telling_say (self, g_strdup (_ ("the collector runs and frees nothing")));
  else if (n > 0)
    ml_telling_say (
        self,
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
tell_text (MlTelling *self)
{
  const MlEpisode *episode = self->episode;

  if (episode->input->len > 0)
    {
      g_autofree char *text = quote_text (episode->input->str);

      ml_telling_say (self, g_strdup_printf (_ ("%s is read"), text));
    }

  if (episode->output[0]->len > 0)
    {
      g_autofree char *text = quote_text (episode->output[0]->str);

      ml_telling_say (self, g_strdup_printf (_ ("%s is printed"), text));
    }

  if (episode->output[1]->len > 0)
    {
      g_autofree char *text = quote_text (episode->output[1]->str);

      ml_telling_say (self, g_strdup_printf (_ ("%s is written to standard error"), text));
    }
}

/* All of it */

void
ml_telling_init (MlTelling *self, MlMemory *before, MlMemory *after)
{
  MlStep step = ml_memory_get_step (after);

  self->recording = ml_memory_get_recording (after);
  self->before = before;
  self->after = after;
  self->info = ml_recording_get_step (self->recording, step);
  self->last = ml_recording_get_step (self->recording, step - 1);
  self->episode = ml_episode_new (self->recording, step);
  self->old_paths = ml_paths_new (before, 0);
  self->new_paths = ml_paths_new (after, self->info.frame);
  self->told = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->mutated = g_hash_table_new (NULL, NULL);
  self->clauses = g_ptr_array_new_with_free_func (g_free);
}

void
ml_telling_clear (MlTelling *self)
{
  ml_episode_free (self->episode);
  ml_paths_free (self->old_paths);
  ml_paths_free (self->new_paths);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->mutated);
  g_ptr_array_unref (self->clauses);
}

void
ml_telling_say_changes (MlTelling *self)
{
  for (guint i = 0; i < self->episode->slots->len; i++)
    tell_slot (self, &g_array_index (self->episode->slots, MlSlotChange, i));

  tell_reordered (self);
  tell_moved (self);
  tell_retyped (self);
  tell_revalued (self);
  tell_deaths (self);
  tell_collection (self);
  tell_text (self);
}
