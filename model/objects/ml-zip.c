/* ml-zip.c: enumerate and zip
 *
 * Both keep the tuple that they give; when nobody else holds it any more at the next turn it is
 * filled anew. So the current items have one more holder than one would expect.
 */
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-tuple.h"

#define SOURCE ML_SLOT (ML_REGION_FIELD, 0)
#define RESULT ML_SLOT (ML_REGION_FIELD, 1)
#define INDEX ML_SLOT (ML_REGION_FIELD, 2)

/* enumerate */

typedef struct
{
  MlObject object;
  MlObject *iterator;
  MlObject *result;
  MlObject *index; /* of the next item */
} MlEnumerate;

static gboolean
enumerate_fill (MlHeap *heap, MlEnumerate *self, MlObject *iterable, MlObject *start)
{
  self->index = start != NULL ? ml_index (heap, start) : ml_int_new (heap, 0);

  if (self->index == NULL)
    return FALSE;

  self->iterator = ml_iterate (heap, iterable);

  if (self->iterator == NULL)
    return FALSE;

  self->result = ml_tuple_pack (heap, 2, ml_none (heap), ml_none (heap));

  return self->result != NULL;
}

static MlObject *
enumerate_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "iterable", "start", NULL };
  MlObject *places[2];
  MlEnumerate *self;

  if (n_args == 0 && kw_names == NULL)
    return ml_raise (
        heap, heap->world->type_error, "enumerate() missing required argument 'iterable'");

  if (!ml_native_parse (heap, "enumerate", names, 1, 2, args, n_args, kw_names, places))
    return NULL;

  self = ml_instance_allocate (heap, type, sizeof (MlEnumerate));

  if (self == NULL)
    return NULL;

  if (!enumerate_fill (heap, self, places[0], places[1]))
    {
      ml_unref (heap, self);
      return NULL;
    }

  ml_heap_track (heap, self);

  return &self->object;
}

/* The index to give; moves on to the next one. */
static MlObject *
take_index (MlHeap *heap, MlEnumerate *self)
{
  MlObject *one = ml_int_new (heap, 1);
  MlObject *next = ml_int_add (heap, self->index, one);
  MlObject *index;

  if (next == NULL)
    return NULL;

  index = ml_ref (self->index);
  ml_heap_store (heap, self, INDEX, &self->index, next);

  return index;
}

static MlObject *
enumerate_next (MlHeap *heap, MlObject *object)
{
  MlEnumerate *self = (MlEnumerate *) object;
  MlObject *pair[2];

  pair[1] = ml_next (heap, self->iterator);

  if (pair[1] == NULL)
    return NULL;

  pair[0] = take_index (heap, self);

  if (pair[0] == NULL)
    {
      ml_unref (heap, pair[1]);
      return NULL;
    }

  if (self->result->count > 1)
    return ml_tuple_new_take (heap, pair, 2);

  object = ml_ref (self->result);
  ml_tuple_refill_pair (heap, object, pair[0], pair[1]);

  return object;
}

static void
enumerate_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlEnumerate *self = (MlEnumerate *) object;

  if (self->iterator != NULL)
    visit (SOURCE, self->iterator, data);

  if (self->result != NULL)
    visit (RESULT, self->result, data);

  if (self->index != NULL)
    visit (INDEX, self->index, data);
}

static MlObject *
enumerate_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlEnumerate *self = (MlEnumerate *) object;
  MlObject *dead = ml_heap_give_up (heap, self, SOURCE, &self->iterator);

  if (dead == NULL)
    dead = ml_heap_give_up (heap, self, RESULT, &self->result);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, INDEX, &self->index);
}

static const char *const enumerate_fields[] = { "source", "result", "index", NULL };

const MlTypeSpec ml_enumerate_spec = {
  .name = "enumerate",
  .doc = "enumerate(iterable, start=0)\n--\n\n"
         "Return an enumerate object.\n\n"
         "  iterable\n    an object supporting iteration\n\n"
         "The enumerate object yields pairs containing a count (from start, which\n"
         "defaults to zero) and a value yielded by the iterable argument.\n\n"
         "enumerate is useful for obtaining an indexed list:\n"
         "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_BASE,
  .instance_size = sizeof (MlEnumerate),
  .python_size = 56,
  .kind = ML_KIND_ITERATOR,
  .fields = enumerate_fields,
  .slots = {
    .traverse = enumerate_traverse,
    .dismantle = enumerate_dismantle,
    .make = enumerate_make,
    .iterate = ml_iterate_self,
    .next = enumerate_next,
  },
};

/* zip */

typedef struct
{
  MlObject object;
  MlObject *iterators; /* a tuple */
  MlObject *result;
  gboolean strict;
} MlZip;

/* An iterator for each of @items, in a new tuple. */
static MlObject *
make_iterators (MlHeap *heap, MlObject *const *items, gsize n)
{
  MlObject *iterators = ml_tuple_new (heap, n);

  for (gsize i = 0; iterators != NULL && i < n; i++)
    {
      MlObject *iterator = ml_iterate (heap, items[i]);

      if (iterator == NULL)
        {
          ml_unref (heap, iterators);
          return NULL;
        }

      ml_tuple_fill (iterators, i, iterator);
    }

  return iterators;
}

static MlObject *
make_empty_result (MlHeap *heap, gsize n)
{
  MlObject *result = ml_tuple_new (heap, n);

  for (gsize i = 0; result != NULL && i < n; i++)
    ml_tuple_fill (result, i, ml_none (heap));

  return result;
}

/* zip's only keyword is strict. */
static gboolean
read_strict (MlHeap *heap, MlObject *const *values, MlObject *kw_names, gboolean *strict)
{
  static const char *const names[] = { "strict", NULL };
  MlObject *places[1];
  int truth;

  *strict = FALSE;

  if (kw_names == NULL)
    return TRUE;

  if (!ml_native_parse (heap, "zip", names, 0, 0, values, 0, kw_names, places))
    return FALSE;

  if (places[0] == NULL)
    return TRUE;

  truth = ml_truth (heap, places[0]);
  *strict = truth > 0;

  return truth >= 0;
}

static MlObject *
zip_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlZip *self;
  gboolean strict;

  if (!read_strict (heap, args + n_args, kw_names, &strict))
    return NULL;

  self = ml_instance_allocate (heap, type, sizeof (MlZip));

  if (self == NULL)
    return NULL;

  self->strict = strict;
  self->iterators = make_iterators (heap, args, n_args);

  if (self->iterators != NULL)
    self->result = make_empty_result (heap, n_args);

  if (self->result == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  ml_heap_track (heap, self);

  return &self->object;
}

/* ValueError: source @i, from 0, is @how than those before. */
static MlObject *
raise_uneven (MlHeap *heap, gsize i, const char *how)
{
  return ml_raise (heap,
                   heap->world->value_error,
                   "zip() argument %" G_GSIZE_FORMAT " is %s than argument%s%" G_GSIZE_FORMAT,
                   i + 1,
                   how,
                   i == 1 ? " " : "s 1-",
                   i);
}

/* strict: source @i has ended. All must, at the first. */
static MlObject *
check_even (MlHeap *heap, MlZip *self, gsize i)
{
  if (i > 0)
    return raise_uneven (heap, i, "shorter");

  for (i = 1; i < ml_tuple_get_length (self->iterators); i++)
    {
      MlObject *item = ml_next (heap, ml_tuple_get (self->iterators, i));

      if (item != NULL)
        {
          ml_unref (heap, item);
          return raise_uneven (heap, i, "longer");
        }

      if (heap->raised != NULL)
        return NULL;
    }

  return NULL;
}

/* Puts the next items into @result; the number of the source that had none, or how many there are.
 */
static gsize
fill_result (MlHeap *heap, MlZip *self, MlObject *result)
{
  gsize n = ml_tuple_get_length (result);

  for (gsize i = 0; i < n; i++)
    {
      MlObject *item = ml_next (heap, ml_tuple_get (self->iterators, i));

      if (item == NULL)
        return i;

      ml_tuple_replace (heap, result, i, item);
    }

  return n;
}

static MlObject *
zip_next (MlHeap *heap, MlObject *object)
{
  MlZip *self = (MlZip *) object;
  gsize n = ml_tuple_get_length (self->result);
  MlObject *result;
  MlNative native;
  gsize filled;

  if (n == 0)
    return NULL;

  result = self->result->count == 1 ? ml_ref (self->result) : make_empty_result (heap, n);

  if (result == NULL)
    return NULL;

  ml_native_enter (heap, &native, "zip", &result, 1);
  filled = fill_result (heap, self, result);
  object = result;

  if (filled == n)
    result = NULL;

  ml_native_leave (heap, &native);

  if (filled == n)
    return object;

  return self->strict && heap->raised == NULL ? check_even (heap, self, filled) : NULL;
}

static void
zip_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlZip *self = (MlZip *) object;

  if (self->iterators != NULL)
    visit (SOURCE, self->iterators, data);

  if (self->result != NULL)
    visit (RESULT, self->result, data);
}

static MlObject *
zip_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlZip *self = (MlZip *) object;
  MlObject *dead = ml_heap_give_up (heap, self, SOURCE, &self->iterators);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, RESULT, &self->result);
}

static const char *const zip_fields[] = { "sources", "result", NULL };

const MlTypeSpec ml_zip_spec = {
  .name = "zip",
  .doc = "zip(*iterables, strict=False)\n--\n\n"
         "The zip object yields n-length tuples, where n is the number of iterables\n"
         "passed as positional arguments to zip().  The i-th element in every tuple\n"
         "comes from the i-th iterable argument to zip().  This continues until the\n"
         "shortest argument is exhausted.\n\n"
         "If strict is true and one of the arguments is exhausted before the others,\n"
         "raise a ValueError.\n\n"
         "   >>> list(zip('abcdefg', range(3), range(4)))\n"
         "   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_BASE,
  .instance_size = sizeof (MlZip),
  .python_size = 48,
  .kind = ML_KIND_ITERATOR,
  .fields = zip_fields,
  .slots = {
    .traverse = zip_traverse,
    .dismantle = zip_dismantle,
    .make = zip_make,
    .iterate = ml_iterate_self,
    .next = zip_next,
  },
};
