/* ml-dict.c: dict: its table, its life, and what C code does with it */
#include "ml-dict.h"

#include "ml-dict-methods.h"
#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-instance-values.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-unhashable.h"

#include <string.h>

#define SMALLEST_LOG2_SIZE 3
#define KEY_SLOT(number) ML_SLOT (ML_REGION_ITEM, 2 * (number))
#define VALUE_SLOT(number) ML_SLOT (ML_REGION_ITEM, 2 * (number) + 1)

/* What find() gives besides the number of an entry. */
enum
{
  NOT_FOUND = ML_TABLE_EMPTY,
  FAILED = -2
};

/* The table in which the keys stand: a window has its instance's shared keys. */
static inline MlTable *
get_table (const MlDict *self)
{
  return G_UNLIKELY (self->instance != NULL) ? ml_instance_get_key_table (self->instance)
                                             : self->table;
}

/* The value of entry @number; of a window NULL if this instance has none of that name. */
static inline MlObject *
get_value (const MlDict *self, gsize number)
{
  return G_UNLIKELY (self->instance != NULL) ? ml_instance_get_at (self->instance, number)
                                             : self->table->entries[number].value;
}

static inline gint64
hash_str (MlObject *key)
{
  gint64 hash = ((MlStr *) key)->hash;

  return G_LIKELY (hash != -1) ? hash : ml_str_get_hash (key);
}

static inline gboolean
compute_hash (MlHeap *heap, MlObject *key, gint64 *hash)
{
  *hash = ml_is_exact_str (heap, key) ? hash_str (key) : ml_hash (heap, key);

  return *hash != -1;
}

/* Looking up */

/* Compares @key with that of entry @number while holding it. TRUE in *@changed: __eq__ changed the
 * keys, and the look-up must begin anew. */
static int
compare_key (MlHeap *heap, MlDict *self, gsize number, MlObject *key, gboolean *changed)
{
  MlTable *table = get_table (self);
  MlObject *found = table->entries[number].key;
  MlObject *held = ml_ref (found);
  MlNative native;
  int equal;

  ml_native_enter (heap, &native, "dict look-up", &held, 1);
  equal = ml_compare_bool (heap, found, key, ML_EQUAL);
  *changed = get_table (self) != table || number >= table->n_entries ||
             table->entries[number].key != found;
  ml_native_leave (heap, &native);

  return equal;
}

/* Whether @key equals @other where that can be seen without a call: 1, 0; -1: it cannot be. */
static inline int
compare_plain (MlHeap *heap, MlObject *key, MlObject *other)
{
  if (ml_is_word (heap, key) && ml_is_word (heap, other))
    return ml_int_get_word (key) == ml_int_get_word (other);

  if (ml_is_exact_str (heap, key) && ml_is_exact_str (heap, other))
    return ml_str_equal (key, other);

  return -1;
}

/* One pass over the places of @hash. Sets *@changed where it has to be repeated. */
static gssize
find_once (MlHeap *heap, MlDict *self, MlObject *key, gint64 hash, gboolean *changed)
{
  MlTable *table = get_table (self);
  MlProbe probe;
  gssize number;

  *changed = FALSE;

  for (number = ml_table_probe_begin (table, &probe, hash); number != ML_TABLE_EMPTY;
       number = ml_table_probe_next (table, &probe))
    {
      const MlTableEntry *entry = &table->entries[MAX (number, 0)];
      int equal;

      if (number < 0)
        continue;

      if (entry->key == key)
        return number;

      if (entry->hash != hash)
        continue;

      equal = compare_plain (heap, entry->key, key);

      if (equal < 0)
        equal = compare_key (heap, self, (gsize) number, key, changed);

      if (equal < 0)
        return FAILED;

      if (*changed)
        return NOT_FOUND;

      if (equal)
        return number;
    }

  return NOT_FOUND;
}

static gssize
find (MlHeap *heap, MlDict *self, MlObject *key, gint64 hash)
{
  gboolean changed = FALSE;
  gssize number;

  if (G_LIKELY (ml_is_exact_str (heap, key) && get_table (self)->only_str))
    {
      number = ml_table_find_str (get_table (self), key, hash);
    }
  else
    {
      do
        number = find_once (heap, self, key, hash, &changed);
      while (changed && number != FAILED);
    }

  if (number >= 0 && get_value (self, (gsize) number) == NULL)
    return NOT_FOUND;

  return number;
}

MlObject *
ml_dict_get_with_hash (MlHeap *heap, MlObject *self, MlObject *key, gint64 hash)
{
  MlDict *dict = (MlDict *) self;
  gssize number = find (heap, dict, key, hash);

  return number >= 0 ? get_value (dict, (gsize) number) : NULL;
}

MlObject *
ml_dict_get (MlHeap *heap, MlObject *self, MlObject *key)
{
  gint64 hash;

  if (!compute_hash (heap, key, &hash))
    return NULL;

  return ml_dict_get_with_hash (heap, self, key, hash);
}

MlObject *
ml_dict_get_str (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlDict *dict = (MlDict *) self;
  MlTable *table = get_table (dict);
  gssize number;

  if (G_UNLIKELY (!table->only_str))
    return ml_dict_get_with_hash (heap, self, key, hash_str (key));

  number = ml_table_find_str (table, key, hash_str (key));

  return number >= 0 ? get_value (dict, (gsize) number) : NULL;
}

MlObject *
ml_dict_get_ascii (MlHeap *heap, MlObject *self, const char *key)
{
  MlObject *name = ml_str_from_ascii (heap, key, -1);
  MlObject *value;

  if (name == NULL)
    return NULL;

  value = ml_dict_get_str (heap, self, name);
  ml_unref (heap, name);

  return value;
}

int
ml_dict_contains (MlHeap *heap, MlObject *self, MlObject *key)
{
  gint64 hash;
  gssize number;

  if (!compute_hash (heap, key, &hash))
    return -1;

  number = find (heap, (MlDict *) self, key, hash);

  return number == FAILED ? -1 : number >= 0;
}

gssize
ml_dict_find_index (MlHeap *heap, MlObject *self, MlObject *name)
{
  return find (heap, (MlDict *) self, name, hash_str (name));
}

guint32
ml_dict_get_keys_version (MlHeap *heap, MlObject *self)
{
  MlDict *dict = (MlDict *) self;

  if (dict->instance != NULL || dict->table == &ml_table_empty)
    return 0;

  if (dict->table->version == 0)
    dict->table->version = ++heap->world->last_keys_version;

  return dict->table->version;
}

gboolean
ml_dict_next (MlObject *self, gsize *position, MlObject **key, MlObject **value, gint64 *hash)
{
  MlDict *dict = (MlDict *) self;
  const MlTable *table = get_table (dict);
  gsize number;

  if (G_UNLIKELY (dict->instance != NULL))
    {
      gssize nth = ml_instance_get_nth (dict->instance, *position);

      if (nth < 0)
        return FALSE;

      number = (gsize) nth;
      ++*position;
    }
  else
    {
      while (*position < table->n_entries && table->entries[*position].key == NULL)
        ++*position;

      if (*position >= table->n_entries)
        return FALSE;

      number = (*position)++;
    }

  if (key != NULL)
    *key = table->entries[number].key;

  if (value != NULL)
    *value = get_value (dict, number);

  if (hash != NULL)
    *hash = table->entries[number].hash;

  return TRUE;
}

gsize
ml_dict_get_end (MlObject *self)
{
  MlDict *dict = (MlDict *) self;

  return dict->instance != NULL ? dict->length : dict->table->n_entries;
}

gboolean
ml_dict_previous (MlObject *self, gsize *position, MlObject **key, MlObject **value)
{
  gsize end = MIN (*position, ml_dict_get_end (self));

  while (end-- > 0)
    {
      gsize at = end;

      if (ml_dict_next (self, &at, key, value, NULL) && at == end + 1)
        {
          *position = end;
          return TRUE;
        }
    }

  *position = 0;

  return FALSE;
}

/* Making */

static MlDict *
allocate (MlHeap *heap)
{
  MlDict *self = ml_heap_allocate (heap, heap->world->dict_type, sizeof (MlDict));

  if (self != NULL)
    self->table = &ml_table_empty;

  return self;
}

MlObject *
ml_dict_new (MlHeap *heap)
{
  return (MlObject *) allocate (heap);
}

MlObject *
ml_dict_new_with_room (MlHeap *heap, gsize n, gboolean only_str)
{
  MlDict *self = allocate (heap);
  MlTable *table;

  if (self == NULL || n <= 5)
    return (MlObject *) self;

  table = ml_table_new (heap, ml_table_estimate (n), only_str);

  if (table == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  self->table = table;

  return &self->object;
}

/* Changing */

static void
tell_size (MlHeap *heap, MlDict *self)
{
  if (ml_object_is_told (self))
    ml_journal_resize (heap->journal,
                       self->object.serial,
                       (guint32) (64 + ml_table_get_size (self->table)),
                       self->table->usable + self->table->n_entries);
}

/* Entries close up when a table is copied: tells of each run that moves. */
static void
tell_closing_up (MlHeap *heap, MlDict *self)
{
  const MlTable *table = self->table;
  gsize to = 0;

  if (!ml_object_is_told (self) || self->length == table->n_entries)
    return;

  for (gsize i = 0; i < table->n_entries;)
    {
      gsize start = i;

      while (i < table->n_entries && table->entries[i].key != NULL)
        i++;

      if (i > start && start != to)
        ml_heap_tell_shift (heap,
                            &self->object,
                            KEY_SLOT (start),
                            KEY_SLOT (to),
                            (guint32) (2 * (i - start)));

      to += i - start;

      while (i < table->n_entries && table->entries[i].key == NULL)
        i++;
    }
}

gboolean
ml_dict_resize (MlHeap *heap, MlDict *self, guint log2_size, gboolean only_str)
{
  MlTable *old = self->table;
  MlTable *table = ml_table_new (heap, log2_size, only_str);

  if (table == NULL)
    return FALSE;

  ml_table_move (table, old);
  tell_closing_up (heap, self);
  self->table = table;
  ml_table_free (heap, old);
  tell_size (heap, self);

  return TRUE;
}

/* Room for one more entry with @key. */
static gboolean
make_room (MlHeap *heap, MlDict *self, MlObject *key)
{
  gboolean only_str = self->table->only_str && ml_is_exact_str (heap, key);

  if (G_LIKELY (self->table->usable > 0 && only_str == self->table->only_str))
    return TRUE;

  if (self->table == &ml_table_empty)
    return ml_dict_resize (heap, self, SMALLEST_LOG2_SIZE, only_str);

  return ml_dict_resize (heap, self, ml_table_round (self->length * 3), only_str);
}

/* Steals @key and @value, in failure too. The key must not be there. */
static gboolean
insert_new (MlHeap *heap, MlDict *self, MlObject *key, gint64 hash, MlObject *value)
{
  gsize number;

  if (!make_room (heap, self, key))
    {
      ml_unref (heap, key);
      ml_unref (heap, value);
      return FALSE;
    }

  number = ml_table_append (self->table, key, hash, value);
  self->length++;

  if (!(self->object.flags & ML_OBJECT_TRACKED))
    {
      ml_dict_track_with (heap, self, key);
      ml_dict_track_with (heap, self, value);
    }

  ml_heap_tell_store (heap, self, KEY_SLOT (number), NULL, key);

  if (!ML_FAULT (DICT_VALUE))
    ml_heap_tell_store (heap, self, VALUE_SLOT (number), NULL, value);

  return TRUE;
}

/* Steals @value. */
static void
replace_value (MlHeap *heap, MlDict *self, gsize number, MlObject *value)
{
  if (!(self->object.flags & ML_OBJECT_TRACKED))
    ml_dict_track_with (heap, self, value);

  if (self->instance != NULL)
    ml_instance_set_at (heap, self->instance, number, value);
  else
    ml_heap_store (heap, self, VALUE_SLOT (number), &self->table->entries[number].value, value);
}

/* Steals @key and @value. */
static gboolean
put (MlHeap *heap, MlDict *self, gssize number, MlObject *key, gint64 hash, MlObject *value)
{
  if (number >= 0)
    {
      replace_value (heap, self, (gsize) number, value);
      ml_unref (heap, key);

      return TRUE;
    }

  if (self->instance != NULL)
    {
      if (ml_is_exact_str (heap, key) && ml_instance_add_inline (heap, self->instance, key, value))
        {
          ml_dict_track_with (heap, self, value);
          ml_unref (heap, key);
          ml_unref (heap, value);

          return TRUE;
        }

      if (!ml_dict_take_over (heap, self))
        {
          ml_unref (heap, key);
          ml_unref (heap, value);

          return FALSE;
        }
    }

  return insert_new (heap, self, key, hash, value);
}

/* Key and value, which it steals, are held while __eq__ may run. */
static gboolean
set_held (MlHeap *heap, MlDict *self, MlObject *key, gint64 hash, MlObject *value)
{
  MlObject *held[2] = { key, value };
  MlNative native;
  gssize number;

  ml_native_enter (heap, &native, "dict look-up", held, G_N_ELEMENTS (held));
  number = find (heap, self, key, hash);

  if (number != FAILED)
    held[0] = held[1] = NULL;

  ml_native_leave (heap, &native);

  return number != FAILED && put (heap, self, number, key, hash, value);
}

gboolean
ml_dict_set_hashed (MlHeap *heap, MlObject *self, MlObject *key, gint64 hash, MlObject *value)
{
  return set_held (heap, (MlDict *) self, ml_ref (key), hash, ml_ref (value));
}

/* The same while __hash__ may run. */
static gboolean
hash_held (MlHeap *heap, MlObject *key, MlObject *value, gint64 *hash)
{
  MlObject *held[2] = { key, value };
  MlNative native;
  gboolean done;

  ml_native_enter (heap, &native, "dict look-up", held, G_N_ELEMENTS (held));
  done = compute_hash (heap, key, hash);

  if (done)
    held[0] = held[1] = NULL;

  ml_native_leave (heap, &native);

  return done;
}

gboolean
ml_dict_set_take (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  MlDict *dict = (MlDict *) self;
  gint64 hash;

  if (G_LIKELY (ml_is_exact_str (heap, key) && get_table (dict)->only_str))
    {
      hash = ml_str_get_hash (key);

      return put (heap, dict, find (heap, dict, key, hash), key, hash, value);
    }

  return hash_held (heap, key, value, &hash) && set_held (heap, dict, key, hash, value);
}

gboolean
ml_dict_set (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  return ml_dict_set_take (heap, self, ml_ref (key), ml_ref (value));
}

gboolean
ml_dict_set_ascii (MlHeap *heap, MlObject *self, const char *key, MlObject *value)
{
  MlObject *name = ml_name_from_utf8 (heap, key, -1);

  return name != NULL && ml_dict_set_take (heap, self, name, ml_ref (value));
}

/* Takes entry @number out. The caller owns *@key and the value that is returned. */
static MlObject *
take_out (MlHeap *heap, MlDict *self, gsize number, MlObject **key)
{
  MlTableEntry *entry;
  MlObject *value;

  if (self->instance != NULL)
    {
      *key = NULL;
      return ml_instance_remove_inline (heap, self->instance, number);
    }

  entry = &self->table->entries[number];
  *key = entry->key;
  value = entry->value;
  ml_table_remove (self->table, number);
  self->length--;
  ml_heap_tell_store (heap, self, KEY_SLOT (number), *key, NULL);
  ml_heap_tell_store (heap, self, VALUE_SLOT (number), value, NULL);

  return value;
}

/* Takes @key's entry out. The caller owns *@found and the value; NULL if there is none or with an
 * exception. */
static MlObject *
take (MlHeap *heap, MlDict *self, MlObject *key, MlObject **found)
{
  gint64 hash;
  gssize number;

  *found = NULL;

  if (!compute_hash (heap, key, &hash))
    return NULL;

  number = find (heap, self, key, hash);

  return number >= 0 ? take_out (heap, self, (gsize) number, found) : NULL;
}

/* Lets go of the key first; the value is held until it is done. */
static void
release_pair (MlHeap *heap, MlObject *key, MlObject *value)
{
  MlObject *held[2] = { key, value };
  MlNative native;

  if (key == NULL || key->count > 1)
    {
      ml_unref_any (heap, key);
      ml_unref (heap, value);
      return;
    }

  ml_native_enter (heap, &native, "del", held, G_N_ELEMENTS (held));
  ml_native_leave (heap, &native);
}

gboolean
ml_dict_delete (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *found;
  MlObject *value = take (heap, (MlDict *) self, key, &found);

  if (value != NULL)
    {
      release_pair (heap, found, value);
      return TRUE;
    }

  if (heap->raised == NULL)
    ml_raise_value (heap, heap->world->key_error, key);

  return FALSE;
}

MlObject *
ml_dict_pop (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *found;
  MlObject *value = take (heap, (MlDict *) self, key, &found);

  ml_unref_any (heap, found);

  return value;
}

gboolean
ml_dict_pop_last (MlHeap *heap, MlDict *self, MlObject **key, MlObject **value)
{
  gsize number;

  if (self->instance != NULL && !ml_dict_take_over (heap, self))
    return FALSE;

  number = self->table->n_entries - 1;

  while (self->table->entries[number].key == NULL)
    number--;

  *value = take_out (heap, self, number, key);

  /* The place is not used again before the next resizing, as in CPython, but its number is. */
  self->table->n_entries = (guint32) number;

  return TRUE;
}

MlObject *
ml_dict_set_default (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  MlDict *dict = (MlDict *) self;
  gint64 hash;
  gssize number;

  if (!compute_hash (heap, key, &hash))
    return NULL;

  number = find (heap, dict, key, hash);

  if (number >= 0)
    return get_value (dict, (gsize) number);

  if (number == FAILED)
    return NULL;

  return put (heap, dict, NOT_FOUND, ml_ref (key), hash, ml_ref (value)) ? value : NULL;
}

/* Lets go of a table that is no dict's any more; what is left of it is held by a native frame. */
static void
release_table (MlHeap *heap, MlTable *table)
{
  g_autofree MlObject **held = g_new (MlObject *, 2 * table->n_entries + 1);
  MlNative native;
  guint n = 0;

  for (gsize i = 0; i < table->n_entries; i++)
    if (table->entries[i].key != NULL)
      {
        held[n++] = table->entries[i].key;
        held[n++] = table->entries[i].value;
      }

  ml_table_free (heap, table);
  ml_native_enter (heap, &native, "dict.clear", held, n);

  ml_native_leave (heap, &native);
}

void
ml_dict_clear (MlHeap *heap, MlObject *self)
{
  MlDict *dict = (MlDict *) self;
  MlTable *table = dict->table;

  if (dict->instance != NULL)
    {
      ml_instance_clear_inline (heap, dict->instance);
      return;
    }

  if (table == &ml_table_empty)
    return;

  for (gsize i = 0; i < table->n_entries; i++)
    if (table->entries[i].key != NULL)
      {
        ml_heap_tell_store (heap, self, KEY_SLOT (i), table->entries[i].key, NULL);
        ml_heap_tell_store (heap, self, VALUE_SLOT (i), table->entries[i].value, NULL);
      }

  dict->table = &ml_table_empty;
  dict->length = 0;
  tell_size (heap, dict);
  release_table (heap, table);
}

/* Windows */

gboolean
ml_dict_take_over (MlHeap *heap, MlDict *self)
{
  MlObject *instance = self->instance;
  const MlTable *keys = ml_instance_get_key_table (instance);
  MlTable *table = ml_table_new (heap, ml_table_estimate (MAX (self->length, 1)), TRUE);
  gboolean is_tracked = self->object.flags & ML_OBJECT_TRACKED;
  gssize number;

  if (table == NULL)
    return FALSE;

  self->instance = NULL;
  self->object.flags &= ~ML_OBJECT_WINDOW;
  self->table = table;
  self->length = 0;
  tell_size (heap, self);

  while ((number = ml_instance_get_nth (instance, 0)) >= 0)
    {
      const MlTableEntry *entry = &keys->entries[number];
      MlObject *value = ml_instance_remove_inline (heap, instance, (gsize) number);

      insert_new (heap, self, ml_ref (entry->key), entry->hash, value);
    }

  /* What it has always shown is no reason for the collector to watch it now. */
  if (!is_tracked)
    ml_heap_untrack (heap, self);

  ((MlInstance *) instance)->moved = TRUE;

  return TRUE;
}

/* Copying */

MlObject *
ml_dict_copy (MlHeap *heap, MlObject *self)
{
  MlDict *dict = (MlDict *) self;
  MlDict *copy = allocate (heap);
  MlObject *key, *value;
  gsize position = 0;
  gint64 hash;

  if (copy == NULL || dict->length == 0)
    return (MlObject *) copy;

  if (dict->instance != NULL || dict->length < dict->table->n_entries * 2 / 3)
    copy->table = ml_table_new (heap, ml_table_estimate (dict->length), get_table (dict)->only_str);
  else
    copy->table = ml_table_new (heap, dict->table->log2_size, dict->table->only_str);

  if (copy->table == NULL)
    {
      copy->table = &ml_table_empty;
      ml_unref (heap, copy);
      return NULL;
    }

  while (ml_dict_next (self, &position, &key, &value, &hash))
    insert_new (heap, copy, ml_ref (key), hash, ml_ref (value));

  return &copy->object;
}

/* Puts @part of each entry into a new list. */
static MlObject *
make_list (MlHeap *heap, MlObject *self, gboolean with_keys, gboolean with_values)
{
  MlList *list = (MlList *) ml_list_new_with_room (heap, ml_dict_get_length (self));
  MlObject *key, *value;
  gsize position = 0;

  if (list == NULL)
    return NULL;

  while (ml_dict_next (self, &position, &key, &value, NULL))
    {
      MlObject *item = with_keys && with_values ? ml_tuple_pack (heap, 2, key, value)
                                                : ml_ref (with_keys ? key : value);

      if (item == NULL)
        {
          ml_unref (heap, list);
          return NULL;
        }

      list->items[list->length++] = item;
    }

  return &list->object;
}

MlObject *
ml_dict_keys_list (MlHeap *heap, MlObject *self)
{
  return make_list (heap, self, TRUE, FALSE);
}

MlObject *
ml_dict_values_list (MlHeap *heap, MlObject *self)
{
  return make_list (heap, self, FALSE, TRUE);
}

MlObject *
ml_dict_items_list (MlHeap *heap, MlObject *self)
{
  return make_list (heap, self, TRUE, TRUE);
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlDict *dict = (MlDict *) self;

  /* A window's values are its instance's. */
  if (dict->instance != NULL)
    return;

  /* While the dict dies, a key is gone before its value. */
  for (gsize i = 0; i < dict->table->n_entries; i++)
    {
      if (dict->table->entries[i].key != NULL)
        visit (KEY_SLOT (i), dict->table->entries[i].key, data);

      if (dict->table->entries[i].value != NULL)
        visit (VALUE_SLOT (i), dict->table->entries[i].value, data);
    }
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlDict *dict = (MlDict *) self;

  /* When the whole heap ends, the instance may come later: it is to find no window, whose values it
   * would move to a table that nobody frees. */
  if (dict->instance != NULL)
    {
      dict->instance = NULL;
      return NULL;
    }

  while (*cursor < 2 * (gsize) dict->table->n_entries)
    {
      gsize slot = (*cursor)++;
      MlTableEntry *entry = &dict->table->entries[slot / 2];
      MlObject *dead = ml_heap_give_up (
          heap, self, ML_SLOT (ML_REGION_ITEM, slot), slot % 2 == 0 ? &entry->key : &entry->value);

      if (dead != NULL)
        return dead;
    }

  ml_table_free (heap, dict->table);
  dict->table = &ml_table_empty;

  return NULL;
}

static gsize
size (MlHeap *heap, MlObject *self)
{
  MlDict *dict = (MlDict *) self;

  if (dict->instance != NULL)
    return 48 + 8 * ml_instance_count_shared (dict->instance);

  return 48 + ml_table_get_size (dict->table);
}

const MlTypeSpec ml_dict_spec = {
  .name = "dict",
  .doc = "dict() -> new empty dictionary\n"
         "dict(mapping) -> new dictionary initialized from a mapping object's\n"
         "    (key, value) pairs\n"
         "dict(iterable) -> new dictionary initialized as if via:\n"
         "    d = {}\n"
         "    for k, v in iterable:\n"
         "        d[k] = v\n"
         "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
         "    in the keyword argument list.  For example:  dict(one=1, two=2)",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_MUTABLE | ML_TYPE_DICT | ML_TYPE_MAPPING
           | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlDict),
  .python_size = 48,
  .kind = ML_KIND_DICT,
  .items = ML_ITEMS_PAIRS,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = ml_dict_clear,
    .size = size,
    .repr = ml_dict_repr,
    .hash = ml_unhashable,
    .compare = ml_dict_compare,
    .make = ml_dict_make,
    .init = ml_dict_init,
    .iterate = ml_dict_iterate,
    .length = ml_dict_length,
    .get_item = ml_dict_get_item,
    .set_item = ml_dict_set_item,
    .contains = ml_dict_contains,
    .binary = { [ML_OR] = ml_dict_or },
    .inplace = { [ML_OR] = ml_dict_inplace_or },
  },
  .methods = ml_dict_methods,
};
