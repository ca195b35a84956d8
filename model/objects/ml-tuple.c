/* ml-tuple.c: tuple */
#include "ml-tuple.h"

#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-iterators.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-sequence.h"
#include "ml-slice.h"

#include <stdarg.h>
#include <string.h>

/* The mixing of xxHash64, which CPython uses for tuples. */
#define XXPRIME_1 G_GUINT64_CONSTANT (11400714785074694791)
#define XXPRIME_2 G_GUINT64_CONSTANT (14029467366897019727)
#define XXPRIME_5 G_GUINT64_CONSTANT (2870177450012600261)
#define XX_ROTATE(x) (((x) << 31) | ((x) >> 33))

/* No tuple is empty but the one. */
static MlTuple *
allocate (MlHeap *heap, MlType *type, gsize length)
{
  MlTuple *self =
      ml_instance_allocate (heap, type, sizeof (MlTuple) + length * sizeof (MlObject *));

  if (self != NULL)
    self->length = length;

  return self;
}

MlObject *
ml_tuple_new (MlHeap *heap, gsize length)
{
  MlTuple *self;

  if (length == 0)
    return heap->world->empty_tuple;

  self = ml_heap_allocate (
      heap, heap->world->tuple_type, sizeof (MlTuple) + length * sizeof (MlObject *));

  if (self == NULL)
    return NULL;

  self->length = length;
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_tuple_new_from (MlHeap *heap, MlObject *const *items, gsize length)
{
  MlObject *self = ml_tuple_new (heap, length);

  for (gsize i = 0; self != NULL && i < length; i++)
    ml_tuple_fill (self, i, ml_ref (items[i]));

  return self;
}

MlObject *
ml_tuple_new_take (MlHeap *heap, MlObject **items, gsize length)
{
  MlObject *self = ml_tuple_new (heap, length);

  for (gsize i = 0; i < length; i++)
    if (self != NULL)
      ml_tuple_fill (self, i, items[i]);
    else
      ml_unref (heap, items[i]);

  return self;
}

MlObject *
ml_tuple_pack (MlHeap *heap, gsize n, ...)
{
  MlObject *self = ml_tuple_new (heap, n);
  va_list items;

  if (self == NULL)
    return NULL;

  va_start (items, n);

  for (gsize i = 0; i < n; i++)
    ml_tuple_fill (self, i, ml_ref (va_arg (items, gpointer)));

  va_end (items);

  return self;
}

MlObject *
ml_tuple_from_iterable (MlHeap *heap, MlObject *iterable)
{
  MlObject *list;
  MlObject *self;

  if (iterable->type == heap->world->tuple_type)
    return ml_ref (iterable);

  if (iterable->type == heap->world->list_type)
    return ml_list_to_tuple (heap, iterable);

  list = ml_list_from_iterable (heap, iterable);

  if (list == NULL)
    return NULL;

  self = ml_list_to_tuple (heap, list);
  ml_unref (heap, list);

  return self;
}

MlObject *
ml_tuple_slice (MlHeap *heap, MlObject *self, gsize start, gsize end)
{
  MlTuple *tuple = (MlTuple *) self;

  if (start == 0 && end == tuple->length && self->type == heap->world->tuple_type)
    return ml_ref (self);

  return ml_tuple_new_from (heap, tuple->items + start, end - start);
}

void
ml_tuple_replace (MlHeap *heap, MlObject *self, gsize index, MlObject *item)
{
  MlTuple *tuple = (MlTuple *) self;

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_ITEM, index), &tuple->items[index], item);
}

void
ml_tuple_refill_pair (MlHeap *heap, MlObject *self, MlObject *first, MlObject *second)
{
  MlTuple *tuple = (MlTuple *) self;
  MlObject *old[2] = { tuple->items[0], tuple->items[1] };
  MlNative native;

  tuple->items[0] = first;
  tuple->items[1] = second;
  ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, 0), old[0], first);
  ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, 1), old[1], second);

  ml_native_enter (heap, &native, "next", old, G_N_ELEMENTS (old));
  ml_native_leave (heap, &native);
}

void
ml_tuple_init_world (MlHeap *heap)
{
  MlTuple *empty = ml_heap_allocate (heap, heap->world->tuple_type, sizeof (MlTuple));

  ml_heap_make_immortal (heap, empty);
  heap->world->empty_tuple = &empty->object;
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlTuple *tuple = (MlTuple *) self;

  for (gsize i = tuple->length; i-- > 0;)
    if (tuple->items[i] != NULL)
      visit (ML_SLOT (ML_REGION_ITEM, i), tuple->items[i], data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlTuple *tuple = (MlTuple *) self;

  while (*cursor < tuple->length)
    {
      gsize i = tuple->length - ++*cursor;
      MlObject *dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_ITEM, i), &tuple->items[i]);

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static gsize
size (MlHeap *heap, MlObject *self)
{
  return 24 + 8 * ml_tuple_get_length (self);
}

/* Looks */

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  return ml_sequence_repr (heap, self, "(", ")");
}

static gint64
hash (MlHeap *heap, MlObject *self)
{
  MlTuple *tuple = (MlTuple *) self;
  guint64 mixed = XXPRIME_5;

  for (gsize i = 0; i < tuple->length; i++)
    {
      gint64 lane = ml_hash (heap, tuple->items[i]);

      if (lane == -1)
        return -1;

      mixed += (guint64) lane * XXPRIME_2;
      mixed = XX_ROTATE (mixed);
      mixed *= XXPRIME_1;
    }

  mixed += tuple->length ^ (XXPRIME_5 ^ G_GUINT64_CONSTANT (3527539));

  return mixed == G_MAXUINT64 ? 1546275796 : (gint64) mixed;
}

static MlObject *
compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  if (!ml_is_tuple (other))
    return heap->world->not_implemented;

  return ml_sequence_compare (heap, self, other, how);
}

/* Sequence */

static gssize
length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_tuple_get_length (self);
}

static MlObject *
get_slice (MlHeap *heap, MlObject *self, MlObject *slice)
{
  MlTuple *tuple = (MlTuple *) self;
  MlSliceRange range;
  MlObject *result;

  if (!ml_slice_resolve (heap, slice, &range))
    return NULL;

  ml_slice_fit (&range, (gssize) tuple->length);

  if (range.step == 1)
    return ml_tuple_slice (heap, self, (gsize) range.start, (gsize) (range.start + range.n));

  result = ml_tuple_new (heap, (gsize) range.n);

  for (gssize i = 0; result != NULL && i < range.n; i++)
    ml_tuple_fill (result, (gsize) i, ml_ref (tuple->items[range.start + i * range.step]));

  return result;
}

static MlObject *
get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlTuple *tuple = (MlTuple *) self;
  gsize index;

  if (ml_is_slice (heap, key))
    return get_slice (heap, self, key);

  if (!ml_sequence_is_index (key))
    return ml_raise (heap,
                     heap->world->type_error,
                     "tuple indices must be integers or slices, not %s",
                     key->type->name);

  if (!ml_sequence_read_index (heap, key, tuple->length, "tuple index out of range", &index))
    return NULL;

  return ml_ref (tuple->items[index]);
}

static MlObject *
concat (MlHeap *heap, MlObject *self, MlObject *other)
{
  MlTuple *left = (MlTuple *) self;
  MlTuple *right = (MlTuple *) other;
  MlObject *result;

  if (!ml_is_tuple (other))
    return ml_raise (heap,
                     heap->world->type_error,
                     "can only concatenate tuple (not \"%s\") to tuple",
                     other->type->name);

  if (left->length == 0 && other->type == heap->world->tuple_type)
    return ml_ref (other);

  if (right->length == 0 && self->type == heap->world->tuple_type)
    return ml_ref (self);

  result = ml_tuple_new (heap, left->length + right->length);

  if (result == NULL)
    return NULL;

  for (gsize i = 0; i < left->length; i++)
    ml_tuple_fill (result, i, ml_ref (left->items[i]));

  for (gsize i = 0; i < right->length; i++)
    ml_tuple_fill (result, left->length + i, ml_ref (right->items[i]));

  return result;
}

static MlObject *
repeat (MlHeap *heap, MlObject *self, gssize n)
{
  MlTuple *tuple = (MlTuple *) self;
  MlObject *result;

  if ((tuple->length == 0 || n == 1) && self->type == heap->world->tuple_type)
    return ml_ref (self);

  if (n <= 0)
    return heap->world->empty_tuple;

  if (!ml_sequence_check_repeat (heap, tuple->length, n))
    return NULL;

  result = ml_tuple_new (heap, tuple->length * (gsize) n);

  for (gsize i = 0; result != NULL && i < ml_tuple_get_length (result); i++)
    ml_tuple_fill (result, i, ml_ref (tuple->items[i % tuple->length]));

  return result;
}

/* Making */

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *plain;
  MlTuple *self;

  if (type == heap->world->tuple_type && kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    return ml_raise (heap, heap->world->type_error, "tuple() takes no keyword arguments");

  if (n_args > 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "tuple expected at most 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  plain = n_args == 0 ? heap->world->empty_tuple : ml_tuple_from_iterable (heap, args[0]);

  if (plain == NULL || type == heap->world->tuple_type)
    return plain;

  self = allocate (heap, type, ml_tuple_get_length (plain));

  for (gsize i = 0; self != NULL && i < self->length; i++)
    self->items[i] = ml_ref (ml_tuple_get (plain, i));

  ml_unref (heap, plain);

  if (self == NULL)
    return NULL;

  ml_heap_track (heap, self);

  return &self->object;
}

static MlObject *
get_new_arguments (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  MlTuple *tuple = (MlTuple *) self;
  MlObject *copy = ml_tuple_new_from (heap, tuple->items, tuple->length);

  return copy != NULL ? ml_tuple_new_take (heap, &copy, 1) : NULL;
}

/* The iterator */

typedef struct
{
  MlObject object;
  MlTuple *tuple; /* NULL: exhausted */
  gsize index;
} MlTupleIterator;

static MlObject *
iterate (MlHeap *heap, MlObject *self)
{
  MlTupleIterator *iterator =
      ml_heap_allocate (heap, heap->world->tuple_iterator_type, sizeof (MlTupleIterator));

  if (iterator == NULL)
    return NULL;

  iterator->tuple = ml_ref (self);
  ml_heap_track (heap, iterator);

  return &iterator->object;
}

static MlObject *
iterator_next (MlHeap *heap, MlObject *self)
{
  MlTupleIterator *iterator = (MlTupleIterator *) self;

  if (iterator->tuple == NULL)
    return NULL;

  if (iterator->index < iterator->tuple->length)
    return ml_ref (iterator->tuple->items[iterator->index++]);

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &iterator->tuple, NULL);

  return NULL;
}

static void
iterator_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlTupleIterator *iterator = (MlTupleIterator *) self;

  if (iterator->tuple != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 0), &iterator->tuple->object, data);
}

static MlObject *
iterator_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlTupleIterator *iterator = (MlTupleIterator *) self;

  return ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &iterator->tuple);
}

static MlObject *
iterator_length_hint (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  MlTupleIterator *iterator = (MlTupleIterator *) self;

  if (iterator->tuple == NULL)
    return ml_int_new (heap, 0);

  return ml_int_new (heap, (gint64) (iterator->tuple->length - iterator->index));
}

static const MlMethod tuple_methods[] = {
  { "__getnewargs__", get_new_arguments, 0, 0 },
  { "index",
    ml_sequence_index,
    1,
    3,
    .doc = "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
           "Return first index of value.\n\nRaises ValueError if the value is not present." },
  { "count",
    ml_sequence_count,
    1,
    1,
    .doc = "count($self, value, /)\n--\n\nReturn number of occurrences of value." },
  { NULL },
};

const MlTypeSpec ml_tuple_spec = {
  .name = "tuple",
  .doc = "Built-in immutable sequence.\n\n"
         "If no argument is given, the constructor returns an empty tuple.\n"
         "If iterable is specified the tuple is initialized from iterable's items.\n\n"
         "If the argument is a tuple, the return value is the same object.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_TUPLE | ML_TYPE_SEQUENCE | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlTuple),
  .python_size = 24,
  .kind = ML_KIND_TUPLE,
  .items = ML_ITEMS_SEQUENCE,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .size = size,
    .repr = repr,
    .hash = hash,
    .compare = compare,
    .make = make,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .contains = ml_sequence_contains,
    .concat = concat,
    .repeat = repeat,
  },
  .methods = tuple_methods,
};

static const char *const iterator_fields[] = { "source", NULL };

static const MlMethod iterator_methods[] = {
  { "__length_hint__",
    iterator_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_tuple_iterator_spec = {
  .name = "tuple_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlTupleIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = iterator_fields,
  .slots = {
    .traverse = iterator_traverse,
    .dismantle = iterator_dismantle,
    .iterate = ml_iterate_self,
    .next = iterator_next,
  },
  .methods = iterator_methods,
};
