#include "ml-range.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define START ML_SLOT (ML_REGION_FIELD, 0)
#define STOP ML_SLOT (ML_REGION_FIELD, 1)
#define STEP ML_SLOT (ML_REGION_FIELD, 2)
#define LENGTH ML_SLOT (ML_REGION_FIELD, 3)

/* Counts up from @start, which moves. */
typedef struct
{
  MlObject object;
  MlObject *start;
  MlObject *step;
  MlObject *n_left;
} LongRangeIterator;

/* Steals what @operation takes on the left. */
static MlObject *
then (MlHeap *heap,
      MlObject *(*operation) (MlHeap *, MlObject *, MlObject *),
      MlObject *left,
      MlObject *right)
{
  MlObject *result;

  if (left == NULL)
    return NULL;

  result = operation (heap, left, right);
  ml_unref (heap, left);

  return result;
}

static MlObject *
add (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_int_add (heap, left, right);
}

static MlObject *
subtract (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_int_subtract (heap, left, right);
}

static MlObject *
multiply (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_int_multiply (heap, left, right);
}

/* start + index * step */
static MlObject *
compute_item (MlHeap *heap, MlRange *self, MlObject *index)
{
  return then (heap, add, multiply (heap, index, self->step), self->start);
}

/* (last - first - 1) // step + 1, where @first is before @last, and @step counts upwards. */
static MlObject *
count_between (MlHeap *heap, MlObject *first, MlObject *last, MlObject *step)
{
  MlObject *one = ml_int_new (heap, 1);
  MlObject *span = then (heap, subtract, subtract (heap, last, first), one);

  return then (heap, add, then (heap, ml_int_floor_divide, span, step), one);
}

static MlObject *
compute_length (MlHeap *heap, MlObject *start, MlObject *stop, MlObject *step)
{
  MlObject *upwards, *length;

  if (ml_int_get_sign (step) > 0)
    return ml_int_order (start, stop) >= 0 ? ml_int_new (heap, 0)
                                           : count_between (heap, start, stop, step);

  if (ml_int_order (start, stop) <= 0)
    return ml_int_new (heap, 0);

  upwards = ml_int_negate (heap, step);
  if (upwards == NULL)
    return NULL;

  length = count_between (heap, stop, start, upwards);
  ml_unref (heap, upwards);

  return length;
}

MlObject *
ml_range_new (MlHeap *heap, MlObject *start, MlObject *stop, MlObject *step)
{
  MlObject *length;
  MlRange *self;

  if (ml_int_get_sign (step) == 0)
    return ml_raise (heap, heap->world->value_error, "range() arg 3 must not be zero");

  length = compute_length (heap, start, stop, step);
  if (length == NULL)
    return NULL;

  self = ml_heap_allocate (heap, heap->world->range_type, sizeof (MlRange));
  if (self == NULL)
    {
      ml_unref (heap, length);
      return NULL;
    }

  self->start = ml_ref (start);
  self->stop = ml_ref (stop);
  self->step = ml_ref (step);
  self->length = length;

  return &self->object;
}

static MlObject *
range_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *parts[3] = { NULL };
  MlObject *result = NULL;
  MlNative native;
  gsize n = 0;

  if (kw_names != NULL)
    return ml_raise (heap, heap->world->type_error, "range() takes no keyword arguments");

  if (n_args == 0)
    return ml_raise (heap, heap->world->type_error, "range expected at least 1 argument, got 0");

  if (n_args > 3)
    return ml_raise (heap,
                     heap->world->type_error,
                     "range expected at most 3 arguments, got %" G_GSIZE_FORMAT,
                     n_args);

  ml_native_enter (heap, &native, "range", parts, G_N_ELEMENTS (parts));

  while (n < n_args && (parts[n] = ml_index (heap, args[n])) != NULL)
    n++;

  if (n == n_args)
    result = ml_range_new (heap,
                           n_args == 1 ? ml_int_new (heap, 0) : parts[0],
                           n_args == 1 ? parts[0] : parts[1],
                           n_args == 3 ? parts[2] : ml_int_new (heap, 1));

  ml_native_leave (heap, &native);

  return result;
}

/* Life */

static void
range_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlRange *self = (MlRange *) object;

  if (self->start != NULL)
    visit (START, self->start, data);
  if (self->stop != NULL)
    visit (STOP, self->stop, data);
  if (self->step != NULL)
    visit (STEP, self->step, data);
  if (self->length != NULL)
    visit (LENGTH, self->length, data);
}

static MlObject *
range_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlRange *self = (MlRange *) object;
  MlObject *dead;

  if ((dead = ml_heap_give_up (heap, self, START, &self->start)) != NULL ||
      (dead = ml_heap_give_up (heap, self, STOP, &self->stop)) != NULL ||
      (dead = ml_heap_give_up (heap, self, STEP, &self->step)) != NULL)
    return dead;

  return ml_heap_give_up (heap, self, LENGTH, &self->length);
}

/* Looks */

static MlObject *
range_repr (MlHeap *heap, MlObject *object)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlRange *self = (MlRange *) object;

  ml_str_builder_append_ascii (&builder, "range(", 6);
  if (!ml_repr_to_builder (heap, &builder, self->start))
    return NULL;

  ml_str_builder_append_ascii (&builder, ", ", 2);
  if (!ml_repr_to_builder (heap, &builder, self->stop))
    return NULL;

  if (!ml_int_is_word (self->step) || ml_int_get_word (self->step) != 1)
    {
      ml_str_builder_append_ascii (&builder, ", ", 2);
      if (!ml_repr_to_builder (heap, &builder, self->step))
        return NULL;
    }

  ml_str_builder_append (&builder, ')');

  return ml_str_builder_end (&builder);
}

static gboolean
is_one (MlObject *integer)
{
  return ml_int_is_word (integer) && ml_int_get_word (integer) == 1;
}

/* Ranges are equal if their items are. */
static gboolean
are_equal (MlRange *a, MlRange *b)
{
  if (ml_int_order (a->length, b->length) != 0)
    return FALSE;

  if (ml_int_get_sign (a->length) == 0)
    return TRUE;

  return ml_int_order (a->start, b->start) == 0 &&
         (is_one (a->length) || ml_int_order (a->step, b->step) == 0);
}

static MlObject *
range_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  gboolean equal;

  if (other->type != heap->world->range_type || (how != ML_EQUAL && how != ML_NOT_EQUAL))
    return ml_ref (heap->world->not_implemented);

  equal = are_equal ((MlRange *) self, (MlRange *) other);

  return ml_bool (heap, equal == (how == ML_EQUAL));
}

/* Of the tuple (length, start, step), in which what does not matter is None. */
static gint64
range_hash (MlHeap *heap, MlObject *object)
{
  MlRange *self = (MlRange *) object;
  MlObject *none = heap->world->none;
  gboolean empty = ml_int_get_sign (self->length) == 0;
  MlObject *tuple;
  gint64 hash;

  tuple = ml_tuple_pack (heap,
                         3,
                         self->length,
                         empty ? none : self->start,
                         empty || is_one (self->length) ? none : self->step);
  if (tuple == NULL)
    return -1;

  hash = ml_hash (heap, tuple);
  ml_unref (heap, tuple);

  return hash;
}

static int
range_truth (MlHeap *heap, MlObject *self)
{
  return ml_int_get_sign (((MlRange *) self)->length) != 0;
}

/* As a sequence */

static gssize
range_length (MlHeap *heap, MlObject *self)
{
  gint64 length;

  if (ml_int_fits (((MlRange *) self)->length, &length))
    return length;

  ml_raise (heap, heap->world->overflow_error, "Python int too large to convert to C ssize_t");
  return -1;
}

/* Where the int @item stands: FALSE if it does not. *@index is a new reference, or NULL with an
 * exception. @index may be NULL. */
static gboolean
find_item (MlHeap *heap, MlRange *self, MlObject *item, MlObject **index)
{
  gboolean upwards = ml_int_get_sign (self->step) > 0;
  MlObject *distance, *quotient, *remainder;
  gboolean found;

  if (upwards ? ml_int_order (item, self->start) < 0 || ml_int_order (item, self->stop) >= 0
              : ml_int_order (item, self->start) > 0 || ml_int_order (item, self->stop) <= 0)
    return FALSE;

  distance = subtract (heap, item, self->start);
  if (distance == NULL)
    return FALSE;

  found = ml_int_divide (heap, distance, self->step, &quotient, &remainder);
  ml_unref (heap, distance);
  if (!found)
    return FALSE;

  found = ml_int_get_sign (remainder) == 0;
  ml_unref (heap, remainder);

  if (found && index != NULL)
    *index = quotient;
  else
    ml_unref (heap, quotient);

  return found;
}

/* The first item that equals @item, which is no int, by asking each: its index, a new reference;
 * NULL with nothing raised if there is none. With @count, how many equal it. */
static MlObject *
search (MlHeap *heap, MlObject *self, MlObject *item, gboolean count)
{
  /* the iterator, one of its items */
  MlObject *owned[2] = { NULL };
  MlNative native;
  gint64 index = 0, n = 0;
  int equal = 0;

  ml_native_enter (heap, &native, "range search", owned, G_N_ELEMENTS (owned));
  owned[0] = ml_iterate (heap, self);

  while (owned[0] != NULL && (owned[1] = ml_next (heap, owned[0])) != NULL)
    {
      equal = ml_compare_bool (heap, owned[1], item, ML_EQUAL);
      ml_unref (heap, g_steal_pointer (&owned[1]));
      n += equal > 0;

      if (equal < 0 || (equal > 0 && !count))
        break;

      index++;
    }

  ml_native_leave (heap, &native);

  if (heap->raised != NULL)
    return NULL;

  if (count)
    return ml_int_new (heap, n);

  return equal > 0 ? ml_int_new (heap, index) : NULL;
}

static gboolean
is_plain_int (MlHeap *heap, MlObject *object)
{
  return object->type == heap->world->int_type || object->type == heap->world->bool_type;
}

static int
range_contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  MlObject *index;

  if (is_plain_int (heap, item))
    {
      gboolean found = find_item (heap, (MlRange *) self, item, NULL);

      return heap->raised != NULL ? -1 : found;
    }

  index = search (heap, self, item, FALSE);
  if (index == NULL)
    return heap->raised != NULL ? -1 : 0;

  ml_unref (heap, index);

  return 1;
}

static MlObject *
get_slice (MlHeap *heap, MlRange *self, MlObject *slice)
{
  /* the indices of the slice, then start, stop and step of the new range */
  MlObject *owned[4] = { NULL };
  MlObject *result = NULL;
  MlNative native;

  ml_native_enter (heap, &native, "range slice", owned, G_N_ELEMENTS (owned));
  owned[0] = ml_slice_get_indices (heap, slice, self->length);

  if (owned[0] != NULL &&
      (owned[1] = compute_item (heap, self, ml_tuple_get (owned[0], 0))) != NULL &&
      (owned[2] = compute_item (heap, self, ml_tuple_get (owned[0], 1))) != NULL &&
      (owned[3] = multiply (heap, self->step, ml_tuple_get (owned[0], 2))) != NULL)
    result = ml_range_new (heap, owned[1], owned[2], owned[3]);

  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
get_at (MlHeap *heap, MlRange *self, MlObject *index)
{
  MlObject *item;

  if (ml_int_get_sign (index) < 0)
    index = add (heap, index, self->length);
  else
    ml_ref (index);

  if (index == NULL)
    return NULL;

  if (ml_int_get_sign (index) < 0 || ml_int_order (index, self->length) >= 0)
    item = ml_raise (heap, heap->world->index_error, "range object index out of range");
  else
    item = compute_item (heap, self, index);

  ml_unref (heap, index);

  return item;
}

static MlObject *
range_get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *index, *item;

  if (ml_is_slice (heap, key))
    return get_slice (heap, (MlRange *) self, key);

  if (!ml_is_int (key) && key->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "range indices must be integers or slices, not %s",
                     key->type->name);

  index = ml_index (heap, key);
  if (index == NULL)
    return NULL;

  item = get_at (heap, (MlRange *) self, index);
  ml_unref (heap, index);

  return item;
}

/* Iterators */

static MlObject *
new_iterator (MlHeap *heap, gint64 start, gint64 step, gint64 length)
{
  MlRangeIterator *iterator;

  iterator = ml_heap_allocate (heap, heap->world->range_iterator_type, sizeof (MlRangeIterator));
  if (iterator == NULL)
    return NULL;

  iterator->next = start;
  iterator->step = step;
  iterator->n_left = (guint64) length;

  return &iterator->object;
}

/* Steals the three. */
static MlObject *
new_long_iterator (MlHeap *heap, MlObject *start, MlObject *step, MlObject *length)
{
  LongRangeIterator *iterator = NULL;

  if (start != NULL && step != NULL && length != NULL)
    iterator =
        ml_heap_allocate (heap, heap->world->long_range_iterator_type, sizeof (LongRangeIterator));

  if (iterator == NULL)
    {
      ml_unref_any (heap, start);
      ml_unref_any (heap, step);
      ml_unref_any (heap, length);
      return NULL;
    }

  iterator->start = start;
  iterator->step = step;
  iterator->n_left = length;

  return &iterator->object;
}

/* Whether start, stop and step are words, and so is what comes after the last item. */
static gboolean
counts_in_words (MlRange *self, gint64 *start, gint64 *step, gint64 *length)
{
  gint64 end;

  return ml_int_fits (self->start, start) && ml_int_is_word (self->stop) &&
         ml_int_fits (self->step, step) && ml_int_fits (self->length, length) &&
         !__builtin_mul_overflow (*length, *step, &end) &&
         !__builtin_add_overflow (*start, end, &end);
}

static MlObject *
range_iterate (MlHeap *heap, MlObject *object)
{
  MlRange *self = (MlRange *) object;
  gint64 start, step, length;

  if (counts_in_words (self, &start, &step, &length))
    return new_iterator (heap, start, step, length);

  return new_long_iterator (heap, ml_ref (self->start), ml_ref (self->step), ml_ref (self->length));
}

static MlObject *
range_reversed (MlHeap *heap, MlObject *object, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlRange *self = (MlRange *) object;
  gint64 start, step, length;
  MlObject *last_index, *last = NULL;

  if (counts_in_words (self, &start, &step, &length))
    return new_iterator (heap, start + (length - 1) * step, -step, length);

  last_index = subtract (heap, self->length, ml_int_new (heap, 1));
  if (last_index != NULL)
    {
      last = compute_item (heap, self, last_index);
      ml_unref (heap, last_index);
    }

  return new_long_iterator (heap, last, ml_int_negate (heap, self->step), ml_ref (self->length));
}

static MlObject *
iterator_itself (MlHeap *heap, MlObject *self)
{
  return ml_ref (self);
}

static MlObject *
iterator_length_hint (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n,
                      MlObject *kw_names)
{
  return ml_int_new (heap, (gint64) ((MlRangeIterator *) self)->n_left);
}

static MlObject *
long_iterator_length_hint (MlHeap *heap,
                           MlObject *self,
                           MlObject *const *args,
                           gsize n,
                           MlObject *kw_names)
{
  return ml_ref (((LongRangeIterator *) self)->n_left);
}

static MlObject *
long_iterator_next (MlHeap *heap, MlObject *object)
{
  LongRangeIterator *self = (LongRangeIterator *) object;
  MlObject *item, *next, *n_left;

  if (ml_int_get_sign (self->n_left) == 0)
    return NULL;

  next = add (heap, self->start, self->step);
  n_left = subtract (heap, self->n_left, ml_int_new (heap, 1));

  if (next == NULL || n_left == NULL)
    {
      ml_unref_any (heap, next);
      ml_unref_any (heap, n_left);
      return NULL;
    }

  item = ml_ref (self->start);
  ml_heap_store (heap, self, START, &self->start, next);
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, 2), &self->n_left, n_left);

  return item;
}

static void
long_iterator_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  LongRangeIterator *self = (LongRangeIterator *) object;

  if (self->start != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 0), self->start, data);
  if (self->step != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 1), self->step, data);
  if (self->n_left != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 2), self->n_left, data);
}

static MlObject *
long_iterator_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  LongRangeIterator *self = (LongRangeIterator *) object;
  MlObject *dead;

  if ((dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &self->start)) != NULL ||
      (dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 1), &self->step)) != NULL)
    return dead;

  return ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 2), &self->n_left);
}

static const MlMethod iterator_methods[] = {
  { "__length_hint__",
    iterator_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

static const MlMethod long_iterator_methods[] = {
  { "__length_hint__",
    long_iterator_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_range_iterator_spec = {
  .name = "range_iterator",
  .flags = ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlRangeIterator),
  .python_size = 40,
  .kind = ML_KIND_ITERATOR,
  .slots = {
    .iterate = iterator_itself,
    .next = ml_range_iterator_next,
  },
  .methods = iterator_methods,
};

static const char *const long_iterator_fields[] = { "start", "step", "len", NULL };

const MlTypeSpec ml_long_range_iterator_spec = {
  .name = "longrange_iterator",
  .flags = ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (LongRangeIterator),
  .python_size = 40,
  .kind = ML_KIND_ITERATOR,
  .fields = long_iterator_fields,
  .slots = {
    .traverse = long_iterator_traverse,
    .dismantle = long_iterator_dismantle,
    .iterate = iterator_itself,
    .next = long_iterator_next,
  },
  .methods = long_iterator_methods,
};

/* Methods and attributes */

static MlObject *
range_index (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *index = NULL, *repr;

  if (!is_plain_int (heap, args[0]))
    {
      index = search (heap, self, args[0], FALSE);
      if (index == NULL && heap->raised == NULL)
        ml_raise (heap, heap->world->value_error, "sequence.index(x): x not in sequence");

      return index;
    }

  if (find_item (heap, (MlRange *) self, args[0], &index))
    return index;

  if (heap->raised != NULL || (repr = ml_repr (heap, args[0])) == NULL)
    return NULL;

  ml_raise (heap, heap->world->value_error, "%s is not in range", ml_str_get_utf8 (repr, NULL));
  ml_unref (heap, repr);

  return NULL;
}

static MlObject *
range_count (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gboolean found;

  if (!is_plain_int (heap, args[0]))
    return search (heap, self, args[0], TRUE);

  found = find_item (heap, (MlRange *) self, args[0], NULL);

  return heap->raised != NULL ? NULL : ml_int_new (heap, found);
}

static MlObject *
range_get_start (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlRange *) self)->start);
}

static MlObject *
range_get_stop (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlRange *) self)->stop);
}

static MlObject *
range_get_step (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlRange *) self)->step);
}

static const MlMethod range_methods[] = {
  { "__reversed__", range_reversed, 0, 0, .doc = "Return a reverse iterator." },
  { "count",
    range_count,
    1,
    1,
    .doc = "rangeobject.count(value) -> integer -- return number of occurrences of value" },
  { "index",
    range_index,
    1,
    1,
    .doc = "rangeobject.index(value) -> integer -- return index of value.\n"
           "Raise ValueError if the value is not present." },
  { NULL },
};

static const MlGetter range_getters[] = {
  { "start", range_get_start },
  { "stop", range_get_stop },
  { "step", range_get_step },
  { NULL },
};

static const char *const range_fields[] = { "start", "stop", "step", "length", NULL };

const MlTypeSpec ml_range_spec = {
  .name = "range",
  .doc = "range(stop) -> range object\n"
         "range(start, stop[, step]) -> range object\n"
         "\n"
         "Return an object that produces a sequence of integers from start (inclusive)\n"
         "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
         "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
         "These are exactly the valid indices for a list of 4 elements.\n"
         "When step is given, it specifies the increment (or decrement).",
  .flags = ML_TYPE_SEQUENCE,
  .instance_size = sizeof (MlRange),
  .python_size = 48,
  .kind = ML_KIND_RANGE,
  .fields = range_fields,
  .slots = {
    .traverse = range_traverse,
    .dismantle = range_dismantle,
    .repr = range_repr,
    .hash = range_hash,
    .truth = range_truth,
    .compare = range_compare,
    .make = range_make,
    .iterate = range_iterate,
    .length = range_length,
    .get_item = range_get_item,
    .contains = range_contains,
  },
  .methods = range_methods,
  .getters = range_getters,
};
