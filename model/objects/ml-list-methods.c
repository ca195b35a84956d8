/* ml-list-methods.c: what Python code does with a list */
#include "ml-list-methods.h"

#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-list-iterators.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-sequence.h"
#include "ml-slice.h"

MlObject *
ml_list_repr (MlHeap *heap, MlObject *self)
{
  return ml_sequence_repr (heap, self, "[", "]");
}

MlObject *
ml_list_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  if (!ml_is_list (other))
    return heap->world->not_implemented;

  return ml_sequence_compare (heap, self, other, how);
}

MlObject *
ml_list_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *self = ml_instance_allocate (heap, type, sizeof (MlList));

  if (self != NULL)
    ml_heap_track (heap, self);

  return self;
}

gboolean
ml_list_init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    {
      ml_raise (heap, heap->world->type_error, "list() takes no keyword arguments");
      return FALSE;
    }

  if (n_args > 1)
    {
      ml_raise (heap,
                heap->world->type_error,
                "list expected at most 1 argument, got %" G_GSIZE_FORMAT,
                n_args);
      return FALSE;
    }

  ml_list_clear (heap, self);

  return n_args == 0 || ml_list_extend (heap, self, args[0]);
}

MlObject *
ml_list_iterate (MlHeap *heap, MlObject *self)
{
  return ml_list_iterator_new (heap, self);
}

/* Operators */

gssize
ml_list_length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_list_get_length (self);
}

static MlObject *
get_slice (MlHeap *heap, MlObject *self, MlObject *slice)
{
  MlList *list = (MlList *) self;
  MlSliceRange range;
  MlList *result;

  if (!ml_slice_resolve (heap, slice, &range))
    return NULL;

  ml_slice_fit (&range, (gssize) list->length);

  if (range.step == 1)
    return ml_list_slice (heap, self, (gsize) range.start, (gsize) (range.start + range.n));

  result = (MlList *) ml_list_new_with_room (heap, (gsize) range.n);

  if (result == NULL)
    return NULL;

  for (gssize i = 0; i < range.n; i++)
    result->items[i] = ml_ref (list->items[range.start + i * range.step]);

  result->length = (gsize) range.n;

  return &result->object;
}

static gboolean
check_key (MlHeap *heap, MlObject *key)
{
  if (G_LIKELY (ml_sequence_is_index (key)))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "list indices must be integers or slices, not %s",
            key->type->name);

  return FALSE;
}

MlObject *
ml_list_get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlList *list = (MlList *) self;
  gsize index;

  if (ml_is_slice (heap, key))
    return get_slice (heap, self, key);

  if (!check_key (heap, key) ||
      !ml_sequence_read_index (heap, key, list->length, "list index out of range", &index))
    return NULL;

  return ml_ref (list->items[index]);
}

/* An extended slice with its step made positive: the same places. */
static MlSliceRange
turn_forwards (const MlSliceRange *range)
{
  MlSliceRange forwards = *range;

  if (range->step < 0 && range->n > 0)
    {
      forwards.start = range->start + range->step * (range->n - 1);
      forwards.step = -range->step;
    }

  return forwards;
}

/* Each item is taken out by itself, the last first, but they are released together, the first
 * first, when all are out. */
static gboolean
delete_extended_slice (MlHeap *heap, MlList *self, const MlSliceRange *range)
{
  MlSliceRange forwards = turn_forwards (range);
  g_autofree MlObject **taken = g_new (MlObject *, range->n);
  MlNative native;

  for (gssize i = range->n - 1; i >= 0; i--)
    taken[i] = ml_list_take_out (heap, self, (gsize) (forwards.start + i * forwards.step));

  ml_list_tidy (heap, self);
  ml_native_enter (heap, &native, "del", taken, (guint) range->n);

  ml_native_leave (heap, &native);

  return TRUE;
}

static gboolean
fill_extended_slice (MlHeap *heap, MlList *self, const MlSliceRange *range, MlObject *source)
{
  g_autofree MlObject **old = NULL;
  MlObject *const *items;
  MlNative native;
  gsize n;

  items = ml_sequence_get_items (source, &n);

  if (n != (gsize) range->n)
    {
      ml_raise (heap,
                heap->world->value_error,
                "attempt to assign sequence of size %" G_GSIZE_FORMAT
                " to extended slice of size %" G_GSSIZE_FORMAT,
                n,
                range->n);
      return FALSE;
    }

  old = g_new (MlObject *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      gsize place = (gsize) (range->start + (gssize) i * range->step);

      old[i] = self->items[place];
      self->items[place] = ml_ref (items[i]);
      ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, place), old[i], items[i]);
    }

  ml_native_enter (heap, &native, "slice assignment", old, (guint) n);

  ml_native_leave (heap, &native);

  return TRUE;
}

static gboolean
set_extended_slice (MlHeap *heap, MlList *self, MlSliceRange *range, MlObject *value)
{
  MlObject *source;
  MlNative native;
  gboolean done;

  if (value == NULL)
    return range->n == 0 || delete_extended_slice (heap, self, range);

  if (value->type->slots.iterate == NULL && value->type->slots.get_item == NULL)
    {
      ml_raise (heap, heap->world->type_error, "must assign iterable to extended slice");
      return FALSE;
    }

  if (value != &self->object && (ml_is_list (value) || ml_is_tuple (value)))
    source = ml_ref (value);
  else
    source = ml_list_from_iterable (heap, value);

  if (source == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "slice assignment", &source, 1);
  ml_slice_fit (range, (gssize) self->length);
  done = fill_extended_slice (heap, self, range, source);
  ml_native_leave (heap, &native);

  return done;
}

static gboolean
set_slice (MlHeap *heap, MlObject *self, MlObject *slice, MlObject *value)
{
  MlList *list = (MlList *) self;
  MlSliceRange asked;
  MlSliceRange range;

  if (!ml_slice_resolve (heap, slice, &asked))
    return FALSE;

  range = asked;
  ml_slice_fit (&range, (gssize) list->length);

  if (range.step == 1)
    {
      if (value != NULL && value->type->slots.iterate == NULL &&
          value->type->slots.get_item == NULL)
        {
          ml_raise (heap, heap->world->type_error, "must assign iterable to extended slice");
          return FALSE;
        }

      return ml_list_set_slice (
          heap, self, (gsize) range.start, (gsize) MAX (range.start, range.stop), value);
    }

  if (value == NULL)
    return set_extended_slice (heap, list, &range, NULL);

  return set_extended_slice (heap, list, &asked, value);
}

gboolean
ml_list_set_item (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  MlList *list = (MlList *) self;
  gsize index;

  if (ml_is_slice (heap, key))
    return set_slice (heap, self, key, value);

  if (!check_key (heap, key) ||
      !ml_sequence_read_index (
          heap, key, list->length, "list assignment index out of range", &index))
    return FALSE;

  if (value != NULL)
    ml_list_set (heap, self, index, ml_ref (value));
  else
    ml_unref (heap, ml_list_take_out (heap, list, index));

  return TRUE;
}

MlObject *
ml_list_concat (MlHeap *heap, MlObject *self, MlObject *other)
{
  MlList *left = (MlList *) self;
  MlList *right = (MlList *) other;
  MlList *result;

  if (!ml_is_list (other))
    return ml_raise (heap,
                     heap->world->type_error,
                     "can only concatenate list (not \"%s\") to list",
                     other->type->name);

  result = (MlList *) ml_list_new_with_room (heap, left->length + right->length);

  if (result == NULL)
    return NULL;

  for (gsize i = 0; i < left->length; i++)
    result->items[i] = ml_ref (left->items[i]);

  for (gsize i = 0; i < right->length; i++)
    result->items[left->length + i] = ml_ref (right->items[i]);

  result->length = left->length + right->length;

  return &result->object;
}

MlObject *
ml_list_repeat (MlHeap *heap, MlObject *self, gssize n)
{
  MlList *list = (MlList *) self;
  gsize old_length = list->length;
  MlList *result;

  if (n <= 0)
    return ml_list_new (heap);

  if (!ml_sequence_check_repeat (heap, old_length, n))
    return NULL;

  result = (MlList *) ml_list_new_with_room (heap, old_length * (gsize) n);

  if (result == NULL)
    return NULL;

  for (gsize i = 0; i < old_length * (gsize) n; i++)
    result->items[i] = ml_ref (list->items[i % old_length]);

  result->length = old_length * (gsize) n;

  return &result->object;
}

MlObject *
ml_list_inplace_concat (MlHeap *heap, MlObject *self, MlObject *other)
{
  return ml_list_extend (heap, self, other) ? ml_ref (self) : NULL;
}

MlObject *
ml_list_inplace_repeat (MlHeap *heap, MlObject *self, gssize n)
{
  MlList *list = (MlList *) self;
  gsize old_length = list->length;

  if (old_length == 0 || n == 1)
    return ml_ref (self);

  if (n < 1)
    {
      ml_list_clear (heap, self);
      return ml_ref (self);
    }

  if (!ml_sequence_check_repeat (heap, old_length, n) ||
      !ml_list_resize (heap, list, old_length * (gsize) n))
    return NULL;

  for (gsize i = old_length; i < list->length; i++)
    {
      list->items[i] = ml_ref (list->items[i - old_length]);
      ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, i), NULL, list->items[i]);
    }

  return ml_ref (self);
}

/* Methods */

static MlObject *
append (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_list_append (heap, self, args[0]) ? ml_none (heap) : NULL;
}

static MlObject *
clear (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  ml_list_clear (heap, self);

  return ml_none (heap);
}

static MlObject *
copy (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_list_slice (heap, self, 0, ml_list_get_length (self));
}

static MlObject *
extend (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_list_extend (heap, self, args[0]) ? ml_none (heap) : NULL;
}

static MlObject *
insert (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  gssize index;

  if (!ml_int_as_index (heap, args[0], heap->world->overflow_error, &index))
    return NULL;

  return ml_list_insert (heap, self, index, args[1]) ? ml_none (heap) : NULL;
}

static MlObject *
pop (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlList *list = (MlList *) self;
  MlObject *item;
  gssize index = -1;

  if (n_args > 0 && !ml_int_as_index (heap, args[0], heap->world->overflow_error, &index))
    return NULL;

  if (list->length == 0)
    return ml_raise (heap, heap->world->index_error, "pop from empty list");

  if (index < 0)
    index += (gssize) list->length;

  if (index < 0 || (gsize) index >= list->length)
    return ml_raise (heap, heap->world->index_error, "pop index out of range");

  item = ml_list_take_out (heap, list, (gsize) index);
  ml_list_tidy (heap, list);

  return item;
}

static MlObject *
remove_item (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  gssize index = ml_sequence_find (heap, self, args[0], 0, G_MAXSIZE);

  if (index == -2)
    return NULL;

  if (index == -1)
    return ml_raise (heap, heap->world->value_error, "list.remove(x): x not in list");

  /* __eq__ may have shortened the list. */
  if ((gsize) index < ml_list_get_length (self))
    {
      MlObject *item = ml_list_take_out (heap, (MlList *) self, (gsize) index);

      ml_list_tidy (heap, (MlList *) self);
      ml_unref (heap, item);
    }

  return ml_none (heap);
}

static MlObject *
reverse (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_list_reverse (heap, self) ? ml_none (heap) : NULL;
}

static MlObject *
reversed (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_list_reverse_iterator_new (heap, self);
}

static MlObject *
sort (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "key", "reverse", NULL };
  MlObject *places[2];
  MlObject *key;
  int backwards = 0;

  if (!ml_native_parse (heap, "sort", names, 0, 0, args, n_args, kw_names, places))
    return NULL;

  key = places[0] == ml_none (heap) ? NULL : places[0];

  if (places[1] != NULL)
    backwards = ml_truth (heap, places[1]);

  if (backwards < 0)
    return NULL;

  return ml_list_sort (heap, self, key, backwards) ? ml_none (heap) : NULL;
}

const MlMethod ml_list_methods[] = {
  { "__reversed__",
    reversed,
    0,
    0,
    .doc = "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the list." },
  { "clear", clear, 0, 0, .doc = "clear($self, /)\n--\n\nRemove all items from list." },
  { "copy", copy, 0, 0, .doc = "copy($self, /)\n--\n\nReturn a shallow copy of the list." },
  { "append",
    append,
    1,
    1,
    .doc = "append($self, object, /)\n--\n\nAppend object to the end of the list." },
  { "insert",
    insert,
    2,
    2,
    .doc = "insert($self, index, object, /)\n--\n\nInsert object before index." },
  { "extend",
    extend,
    1,
    1,
    .doc =
        "extend($self, iterable, /)\n--\n\nExtend list by appending elements from the iterable." },
  { "pop",
    pop,
    0,
    1,
    .doc = "pop($self, index=-1, /)\n--\n\nRemove and return item at index (default last).\n\n"
           "Raises IndexError if list is empty or index is out of range." },
  { "remove",
    remove_item,
    1,
    1,
    .doc = "remove($self, value, /)\n--\n\nRemove first occurrence of value.\n\n"
           "Raises ValueError if the value is not present." },
  { "index",
    ml_sequence_index,
    1,
    3,
    .doc =
        "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nReturn first index of value.\n\n"
        "Raises ValueError if the value is not present." },
  { "count",
    ml_sequence_count,
    1,
    1,
    .doc = "count($self, value, /)\n--\n\nReturn number of occurrences of value." },
  { "reverse", reverse, 0, 0, .doc = "reverse($self, /)\n--\n\nReverse *IN PLACE*." },
  { "sort",
    sort,
    0,
    -1,
    .keywords = TRUE,
    .doc = "sort($self, /, *, key=None, reverse=False)\n--\n\n"
           "Sort the list in ascending order and return None.\n\n"
           "The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n"
           "order of two equal elements is maintained).\n\n"
           "If a key function is given, apply it once to each list item and sort them,\n"
           "ascending or descending, according to their function values.\n\n"
           "The reverse flag can be set to sort in descending order." },
  { NULL },
};
