/* ml-dict-methods.c: what Python code does with a dict */
#include "ml-dict-methods.h"

#include "ml-dict-views.h"
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-sequence.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Looks */

static gboolean
append_pair (MlHeap *heap, MlStrBuilder *builder, MlObject *key, MlObject *value)
{
  MlObject *held[2] = { ml_ref (key), ml_ref (value) };
  MlNative native;
  gboolean done;

  ml_native_enter (heap, &native, "repr", held, G_N_ELEMENTS (held));
  done = ml_repr_to_builder (heap, builder, key);
  ml_str_builder_append_ascii (builder, ": ", 2);
  done = done && ml_repr_to_builder (heap, builder, value);
  ml_native_leave (heap, &native);

  return done;
}

MlObject *
ml_dict_repr (MlHeap *heap, MlObject *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlObject *held = self;
  MlObject *key, *value;
  MlNative native;
  gboolean done = TRUE;
  gsize position = 0;

  if (ml_repr_enter (heap, &native, &held))
    return ml_str_from_ascii (heap, "{...}", -1);

  ml_str_builder_append (&builder, '{');

  while (done && ml_dict_next (self, &position, &key, &value, NULL))
    {
      if (builder.length > 1)
        ml_str_builder_append_ascii (&builder, ", ", 2);

      done = append_pair (heap, &builder, key, value);
    }

  ml_repr_leave (heap, &native);

  if (!done)
    return NULL;

  ml_str_builder_append (&builder, '}');

  return ml_str_builder_end (&builder);
}

/* Whether @other has an equal value under @key: 1, 0; -1: failed. Everything is held while __eq__
 * may run. */
static int
has_equal (MlHeap *heap, MlObject *other, MlObject *key, MlObject *value, gint64 hash)
{
  MlObject *held[3] = { ml_ref (key), ml_ref (value), NULL };
  MlObject *other_value;
  MlNative native;
  int equal = 0;

  ml_native_enter (heap, &native, "comparison", held, G_N_ELEMENTS (held));
  other_value = ml_dict_get_with_hash (heap, other, key, hash);

  if (other_value != NULL)
    {
      held[2] = ml_ref (other_value);
      equal = ml_compare_bool (heap, other_value, value, ML_EQUAL);
    }
  else if (heap->raised != NULL)
    {
      equal = -1;
    }

  ml_native_leave (heap, &native);

  return equal;
}

static int
is_equal (MlHeap *heap, MlObject *self, MlObject *other)
{
  MlObject *key, *value;
  gsize position = 0;
  gint64 hash;

  if (ml_dict_get_length (self) != ml_dict_get_length (other))
    return 0;

  while (ml_dict_next (self, &position, &key, &value, &hash))
    {
      int equal = has_equal (heap, other, key, value, hash);

      if (equal <= 0)
        return equal;
    }

  return 1;
}

MlObject *
ml_dict_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  int equal;

  if (!ml_is_dict (other) || (how != ML_EQUAL && how != ML_NOT_EQUAL))
    return heap->world->not_implemented;

  equal = is_equal (heap, self, other);

  if (equal < 0)
    return NULL;

  return ml_bool (heap, equal == (how == ML_EQUAL));
}

/* Merging */

/* One entry of another dict: its hash is known. */
static gboolean
merge_entry (MlHeap *heap,
             MlObject *self,
             MlObject *key,
             gint64 hash,
             MlObject *value,
             gboolean override)
{
  MlObject *held[2] = { ml_ref (key), ml_ref (value) };
  gboolean there = FALSE;
  MlNative native;
  gboolean done;

  ml_native_enter (heap, &native, "dict.update", held, G_N_ELEMENTS (held));

  if (!override)
    there = ml_dict_get_with_hash (heap, self, key, hash) != NULL;

  done = heap->raised == NULL && (there || ml_dict_set_hashed (heap, self, key, hash, value));
  ml_native_leave (heap, &native);

  return done;
}

static gboolean
merge_dict (MlHeap *heap, MlObject *self, MlObject *other, gboolean override)
{
  MlDict *dict = (MlDict *) self;
  gsize n = ml_dict_get_length (other);
  gsize position = 0;
  MlObject *key, *value;
  gint64 hash;

  if (self == other || n == 0)
    return TRUE;

  /* One large step instead of many, as in CPython. */
  if (dict->instance == NULL &&
      (dict->table->usable + dict->table->n_entries < n || dict->table == &ml_table_empty))
    {
      gboolean only_str = dict->table->only_str && ((MlDict *) other)->table->only_str;
      guint log2_size = ml_table_estimate (dict->length + n);

      /* A copy of the whole has a table of the same size. */
      if (dict->length == 0 && ((MlDict *) other)->instance == NULL &&
          ((MlDict *) other)->table->n_entries == n)
        log2_size = ((MlDict *) other)->table->log2_size;

      if (!ml_dict_resize (heap, dict, log2_size, only_str))
        return FALSE;
    }

  while (ml_dict_next (other, &position, &key, &value, &hash))
    {
      if (!merge_entry (heap, self, key, hash, value, override))
        return FALSE;

      if (ml_dict_get_length (other) != n)
        {
          ml_raise (heap, heap->world->runtime_error, "dict mutated during update");
          return FALSE;
        }
    }

  return TRUE;
}

/* One key of a mapping that is no dict. */
static gboolean
merge_key (MlHeap *heap, MlObject *self, MlObject *other, MlObject *key, gboolean override)
{
  MlObject *value;
  MlNative native;
  gboolean done;

  if (!override)
    {
      int there = ml_dict_contains (heap, self, key);

      if (there != 0)
        return there > 0;
    }

  value = ml_get_item (heap, other, key);

  if (value == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "dict.update", &value, 1);
  done = ml_dict_set (heap, self, key, value);
  ml_native_leave (heap, &native);

  return done;
}

static gboolean
merge_mapping (MlHeap *heap, MlObject *self, MlObject *other, gboolean override)
{
  MlObject *held[2] = { NULL }; /* iterator, key */
  MlNative native;
  MlObject *keys;

  ml_native_enter (heap, &native, "dict.update", held, G_N_ELEMENTS (held));
  keys = ml_call_method (heap, other, ml_name (heap, keys), 0);

  if (keys != NULL)
    {
      held[1] = keys;
      held[0] = ml_iterate (heap, keys);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  while (held[0] != NULL && heap->raised == NULL && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      merge_key (heap, self, other, held[1], override);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return heap->raised == NULL;
}

gboolean
ml_dict_merge (MlHeap *heap, MlObject *self, MlObject *other, gboolean override)
{
  if (ml_is_dict (other) && other->type->slots.iterate == ml_dict_iterate)
    return merge_dict (heap, self, other, override);

  return merge_mapping (heap, self, other, override);
}

/* Sets one pair out of a sequence of pairs. */
static gboolean
merge_pair (MlHeap *heap, MlObject *self, MlObject *pair, gsize index)
{
  MlObject *const *items;
  MlNative native;
  gboolean done;
  MlObject *list;
  gsize n;

  if (pair->type->slots.iterate == NULL && pair->type->slots.get_item == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "cannot convert dictionary update sequence element #%" G_GSIZE_FORMAT
                " to a sequence",
                index);
      return FALSE;
    }

  list =
      ml_is_list (pair) || ml_is_tuple (pair) ? ml_ref (pair) : ml_list_from_iterable (heap, pair);

  if (list == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "dict.update", &list, 1);
  items = ml_sequence_get_items (list, &n);
  done = n == 2 && ml_dict_set (heap, self, items[0], items[1]);

  if (n != 2)
    ml_raise (heap,
              heap->world->value_error,
              "dictionary update sequence element #%" G_GSIZE_FORMAT " has length %" G_GSIZE_FORMAT
              "; 2 is required",
              index,
              n);

  ml_native_leave (heap, &native);

  return done;
}

static gboolean
merge_pairs (MlHeap *heap, MlObject *self, MlObject *iterable)
{
  MlObject *held[2] = { ml_iterate (heap, iterable), NULL }; /* iterator, pair */
  MlNative native;

  if (held[0] == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "dict.update", held, G_N_ELEMENTS (held));

  for (gsize i = 0; heap->raised == NULL && (held[1] = ml_next (heap, held[0])) != NULL; i++)
    {
      merge_pair (heap, self, held[1], i);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return heap->raised == NULL;
}

gboolean
ml_dict_update (MlHeap *heap, MlObject *self, MlObject *other)
{
  MlObject *keys;

  if (other->type == heap->world->dict_type)
    return ml_dict_merge (heap, self, other, TRUE);

  if (!ml_find_attribute (heap, other, ml_name (heap, keys), &keys))
    return FALSE;

  if (keys == NULL)
    return merge_pairs (heap, self, other);

  ml_unref (heap, keys);

  return ml_dict_merge (heap, self, other, TRUE);
}

/* dict(...) and update(...): one thing at most, and keywords. */
static gboolean
update_from_arguments (MlHeap *heap,
                       MlObject *self,
                       const char *name,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  if (n_args > 1)
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s expected at most 1 argument, got %" G_GSIZE_FORMAT,
                name,
                n_args);
      return FALSE;
    }

  if (n_args == 1 && !ml_dict_update (heap, self, args[0]))
    return FALSE;

  for (gsize i = 0; kw_names != NULL && i < ml_tuple_get_length (kw_names); i++)
    if (!ml_dict_set (heap, self, ml_tuple_get (kw_names, i), args[n_args + i]))
      return FALSE;

  return TRUE;
}

/* Making */

MlObject *
ml_dict_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlDict *self = ml_instance_allocate (heap, type, sizeof (MlDict));

  if (self == NULL)
    return NULL;

  self->table = &ml_table_empty;

  if (type != heap->world->dict_type)
    ml_heap_track (heap, self);

  return &self->object;
}

gboolean
ml_dict_init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return update_from_arguments (heap, self, "dict", args, n_args, kw_names);
}

MlObject *
ml_dict_iterate (MlHeap *heap, MlObject *self)
{
  return ml_dict_iterator_new (heap, self, ML_DICT_KEYS, FALSE);
}

/* Operators */

gssize
ml_dict_length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_dict_get_length (self);
}

/* What a subclass says of a key that is not there. */
static MlObject *
get_missing (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *missing = NULL;

  if (self->type != heap->world->dict_type)
    missing = ml_find_special (heap, self, ml_name (heap, __missing__));

  if (heap->raised != NULL)
    return NULL;

  if (missing == NULL)
    return ml_raise_value (heap, heap->world->key_error, key);

  return ml_call_held (heap, ml_name (heap, __missing__), missing, &key, 1, NULL);
}

MlObject *
ml_dict_get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *value = ml_dict_get (heap, self, key);

  if (G_LIKELY (value != NULL))
    return ml_ref (value);

  return heap->raised != NULL ? NULL : get_missing (heap, self, key);
}

gboolean
ml_dict_set_item (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  return value != NULL ? ml_dict_set (heap, self, key, value) : ml_dict_delete (heap, self, key);
}

MlObject *
ml_dict_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  MlObject *result;

  if (!ml_is_dict (left) || !ml_is_dict (right))
    return heap->world->not_implemented;

  result = ml_dict_copy (heap, left);

  if (result != NULL && !ml_dict_update (heap, result, right))
    {
      ml_unref (heap, result);
      return NULL;
    }

  return result;
}

MlObject *
ml_dict_inplace_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_dict_update (heap, left, right) ? ml_ref (left) : NULL;
}

/* Methods */

static MlObject *
contains (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  int there = ml_dict_contains (heap, self, args[0]);

  return there < 0 ? NULL : ml_bool (heap, there);
}

static MlObject *
get (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *value = ml_dict_get (heap, self, args[0]);

  if (value != NULL)
    return ml_ref (value);

  if (heap->raised != NULL)
    return NULL;

  return n_args > 1 ? ml_ref (args[1]) : ml_none (heap);
}

static MlObject *
set_default (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *value =
      ml_dict_set_default (heap, self, args[0], n_args > 1 ? args[1] : ml_none (heap));

  return value != NULL ? ml_ref (value) : NULL;
}

static MlObject *
pop (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *value = NULL;

  /* CPython does not even hash the key for an empty dict. */
  if (ml_dict_get_length (self) > 0)
    value = ml_dict_pop (heap, self, args[0]);

  if (value != NULL || heap->raised != NULL)
    return value;

  if (n_args > 1)
    return ml_ref (args[1]);

  return ml_raise_value (heap, heap->world->key_error, args[0]);
}

static MlObject *
pop_item (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *pair[2];

  if (ml_dict_get_length (self) == 0)
    return ml_raise (heap, heap->world->key_error, "popitem(): dictionary is empty");

  if (!ml_dict_pop_last (heap, (MlDict *) self, &pair[0], &pair[1]))
    return NULL;

  return ml_tuple_new_take (heap, pair, 2);
}

static MlObject *
keys (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_view_new (heap, self, ML_DICT_KEYS);
}

static MlObject *
values (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_view_new (heap, self, ML_DICT_VALUES);
}

static MlObject *
items (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_view_new (heap, self, ML_DICT_ITEMS);
}

static MlObject *
update (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (!update_from_arguments (heap, self, "update", args, n_args, kw_names))
    return NULL;

  return ml_none (heap);
}

static MlObject *
clear (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  ml_dict_clear (heap, self);

  return ml_none (heap);
}

static MlObject *
copy (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_copy (heap, self);
}

static MlObject *
reversed (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_iterator_new (heap, self, ML_DICT_KEYS, TRUE);
}

/* Sets what a plain dict or set gives as keys, whose hashes are known. */
static gboolean
set_known (MlHeap *heap, MlObject *self, MlObject *keys_source, MlObject *value)
{
  gboolean is_dict = ml_is_dict (keys_source);
  gsize position = 0;
  MlObject *key;
  gint64 hash;

  while (is_dict ? ml_dict_next (keys_source, &position, &key, NULL, &hash)
                 : ml_set_next (keys_source, &position, &key, &hash))
    if (!ml_dict_set_hashed (heap, self, key, hash, value))
      return FALSE;

  return TRUE;
}

/* Into an empty plain dict, with room for all at once. */
static gboolean
fill_from_keys (MlHeap *heap, MlObject *self, MlObject *iterable, MlObject *value, gsize n)
{
  if (n > 0 && !ml_dict_resize (heap, (MlDict *) self, ml_table_estimate (n), TRUE))
    return FALSE;

  return set_known (heap, self, iterable, value);
}

static gboolean
set_all (MlHeap *heap, MlObject *self, MlObject *iterable, MlObject *value)
{
  MlObject *held[2] = { ml_iterate (heap, iterable), NULL }; /* iterator, key */
  MlNative native;
  gboolean done = TRUE;

  if (held[0] == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "dict.fromkeys", held, G_N_ELEMENTS (held));

  while (done && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      done = ml_is_dict (self) && self->type->slots.set_item == ml_dict_set_item
                 ? ml_dict_set (heap, self, held[1], value)
                 : ml_set_item (heap, self, held[1], value);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return done && heap->raised == NULL;
}

static MlObject *
from_keys (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *value = n_args > 1 ? args[1] : ml_none (heap);
  MlObject *result = ml_call (heap, self, NULL, 0, NULL);
  const MlWorld *world = heap->world;
  gboolean plain, done;
  MlNative native;

  if (result == NULL)
    return NULL;

  ml_native_enter (heap, &native, "dict.fromkeys", &result, 1);
  plain = result->type == world->dict_type && ml_dict_get_length (result) == 0;

  if (plain && args[0]->type == world->dict_type)
    done = fill_from_keys (heap, result, args[0], value, ml_dict_get_length (args[0]));
  else if (plain && (args[0]->type == world->set_type || args[0]->type == world->frozenset_type))
    done = fill_from_keys (heap, result, args[0], value, ml_set_get_length (args[0]));
  else
    done = set_all (heap, result, args[0], value);

  if (done)
    ml_ref (result);

  self = result;
  ml_native_leave (heap, &native);

  return done ? self : NULL;
}

const MlMethod ml_dict_methods[] = {
  { "__contains__",
    contains,
    1,
    1,
    .doc = "__contains__($self, key, /)\n--\n\nTrue if the dictionary has the specified key, else "
           "False." },
  { "get",
    get,
    1,
    2,
    .doc = "get($self, key, default=None, /)\n--\n\n"
           "Return the value for key if key is in the dictionary, else default." },
  { "setdefault",
    set_default,
    1,
    2,
    .doc = "setdefault($self, key, default=None, /)\n--\n\n"
           "Insert key with a value of default if key is not in the dictionary.\n\n"
           "Return the value for key if key is in the dictionary, else default." },
  { "pop",
    pop,
    1,
    2,
    .doc = "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
           "If the key is not found, return the default if given; otherwise,\nraise a KeyError." },
  { "popitem",
    pop_item,
    0,
    0,
    .doc = "popitem($self, /)\n--\n\nRemove and return a (key, value) pair as a 2-tuple.\n\n"
           "Pairs are returned in LIFO (last-in, first-out) order.\n"
           "Raises KeyError if the dict is empty." },
  { "keys", keys, 0, 0, .doc = "D.keys() -> a set-like object providing a view on D's keys" },
  { "items", items, 0, 0, .doc = "D.items() -> a set-like object providing a view on D's items" },
  { "values", values, 0, 0, .doc = "D.values() -> an object providing a view on D's values" },
  { "update",
    update,
    0,
    -1,
    .keywords = TRUE,
    .doc = "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n"
           "If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n"
           "If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n"
           "In either case, this is followed by: for k in F:  D[k] = F[k]" },
  { "fromkeys",
    from_keys,
    1,
    2,
    .kind = ML_METHOD_CLASS,
    .doc = "fromkeys($type, iterable, value=None, /)\n--\n\n"
           "Create a new dictionary with keys from iterable and values set to value." },
  { "clear", clear, 0, 0, .doc = "D.clear() -> None.  Remove all items from D." },
  { "copy", copy, 0, 0, .doc = "D.copy() -> a shallow copy of D" },
  { "__reversed__",
    reversed,
    0,
    0,
    .doc = "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the dict keys." },
  { NULL },
};
