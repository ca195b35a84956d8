/* ml-iterators.c: iter() of what has only __getitem__, iter(callable, sentinel), reversed */
#include "ml-iterators.h"

#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-tuple.h"

MlObject *
ml_iterate_self (MlHeap *heap, MlObject *self)
{
  return ml_ref (self);
}

/* Over a sequence, in either direction */

#define SOURCE ML_SLOT (ML_REGION_FIELD, 0)

typedef struct
{
  MlObject object;
  MlObject *sequence; /* NULL: exhausted */
  gssize index;       /* of the next item */
} MlSequenceIterator;

/* Item @index, a new reference; NULL at the end or with an exception. */
static MlObject *
get_at (MlHeap *heap, MlObject *sequence, gssize index)
{
  MlObject *held[2] = { ml_int_new (heap, index), ml_ref (sequence) };
  MlObject *item;
  MlNative native;

  if (held[0] == NULL)
    {
      ml_unref (heap, sequence);
      return NULL;
    }

  ml_native_enter (heap, &native, "iterator", held, G_N_ELEMENTS (held));
  item = ml_get_item (heap, sequence, held[0]);
  ml_native_leave (heap, &native);

  if (item == NULL && (ml_raised_is (heap, heap->world->index_error) ||
                       ml_raised_is (heap, heap->world->stop_iteration)))
    ml_clear_raised (heap);

  return item;
}

MlObject *
ml_sequence_iterator_new (MlHeap *heap, MlObject *sequence)
{
  MlSequenceIterator *self =
      ml_heap_allocate (heap, heap->world->sequence_iterator_type, sizeof (MlSequenceIterator));

  if (self == NULL)
    return NULL;

  self->sequence = ml_ref (sequence);
  ml_heap_track (heap, self);

  return &self->object;
}

static MlObject *
sequence_next (MlHeap *heap, MlObject *object)
{
  MlSequenceIterator *self = (MlSequenceIterator *) object;
  MlObject *item;

  if (self->sequence == NULL)
    return NULL;

  item = get_at (heap, self->sequence, self->index);

  if (item != NULL)
    self->index++;
  else if (heap->raised == NULL)
    ml_heap_store (heap, self, SOURCE, &self->sequence, NULL);

  return item;
}

static void
sequence_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlSequenceIterator *iterator = (MlSequenceIterator *) self;

  if (iterator->sequence != NULL)
    visit (SOURCE, iterator->sequence, data);
}

static MlObject *
sequence_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, SOURCE, &((MlSequenceIterator *) self)->sequence);
}

static MlObject *
sequence_length_hint (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  MlSequenceIterator *iterator = (MlSequenceIterator *) self;
  gssize length;

  if (iterator->sequence == NULL)
    return ml_int_new (heap, 0);

  if (iterator->sequence->type->slots.length == NULL)
    return heap->world->not_implemented;

  length = ml_length (heap, iterator->sequence);

  return length < 0 ? NULL : ml_int_new (heap, MAX (length - iterator->index, 0));
}

/* reversed */

static MlObject *
reversed_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlSequenceIterator *self;
  MlObject *method;
  gssize length;

  if (type == heap->world->reversed_type && kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    return ml_raise (heap, heap->world->type_error, "reversed() takes no keyword arguments");

  if (n_args != 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "reversed expected 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  method = ml_find_special (heap, args[0], ml_name (heap, __reversed__));

  if (heap->raised != NULL)
    return NULL;

  if (method != NULL && method != ml_none (heap))
    return ml_call_held (heap, ml_name (heap, __reversed__), method, NULL, 0, NULL);

  if (method != NULL || args[0]->type->slots.get_item == NULL ||
      args[0]->type->slots.length == NULL || (args[0]->type->flags & ML_TYPE_DICT))
    return ml_raise (
        heap, heap->world->type_error, "'%s' object is not reversible", args[0]->type->name);

  length = ml_length (heap, args[0]);

  if (length < 0)
    return NULL;

  self = ml_instance_allocate (heap, type, sizeof (MlSequenceIterator));

  if (self == NULL)
    return NULL;

  self->sequence = ml_ref (args[0]);
  self->index = length - 1;
  ml_heap_track (heap, self);

  return &self->object;
}

static MlObject *
reversed_next (MlHeap *heap, MlObject *object)
{
  MlSequenceIterator *self = (MlSequenceIterator *) object;
  MlObject *item = NULL;

  if (self->index >= 0 && self->sequence != NULL)
    item = get_at (heap, self->sequence, self->index);

  if (item != NULL)
    {
      self->index--;
      return item;
    }

  self->index = -1;

  if (self->sequence != NULL)
    ml_heap_store (heap, self, SOURCE, &self->sequence, NULL);

  return NULL;
}

static MlObject *
reversed_length_hint (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  MlSequenceIterator *iterator = (MlSequenceIterator *) self;
  gssize length;

  if (iterator->sequence == NULL)
    return ml_int_new (heap, 0);

  length = ml_length (heap, iterator->sequence);

  if (length < 0)
    return NULL;

  return ml_int_new (heap, length < iterator->index + 1 ? 0 : iterator->index + 1);
}

static const char *const sequence_fields[] = { "source", NULL };

static const MlMethod sequence_methods[] = {
  { "__length_hint__",
    sequence_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_sequence_iterator_spec = {
  .name = "iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlSequenceIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = sequence_fields,
  .slots = {
    .traverse = sequence_traverse,
    .dismantle = sequence_dismantle,
    .iterate = ml_iterate_self,
    .next = sequence_next,
  },
  .methods = sequence_methods,
};

static const MlMethod reversed_methods[] = {
  { "__length_hint__",
    reversed_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_reversed_spec = {
  .name = "reversed",
  .doc = "reversed(sequence, /)\n--\n\n"
         "Return a reverse iterator over the values of the given sequence.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_BASE,
  .instance_size = sizeof (MlSequenceIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = sequence_fields,
  .slots = {
    .traverse = sequence_traverse,
    .dismantle = sequence_dismantle,
    .make = reversed_make,
    .iterate = ml_iterate_self,
    .next = reversed_next,
  },
  .methods = reversed_methods,
};

/* iter(callable, sentinel) */

#define CALLABLE ML_SLOT (ML_REGION_FIELD, 0)
#define SENTINEL ML_SLOT (ML_REGION_FIELD, 1)

typedef struct
{
  MlObject object;
  MlObject *callable; /* NULL: exhausted */
  MlObject *sentinel;
} MlCallableIterator;

MlObject *
ml_callable_iterator_new (MlHeap *heap, MlObject *callable, MlObject *sentinel)
{
  MlCallableIterator *self =
      ml_heap_allocate (heap, heap->world->callable_iterator_type, sizeof (MlCallableIterator));

  if (self == NULL)
    return NULL;

  self->callable = ml_ref (callable);
  self->sentinel = ml_ref (sentinel);
  ml_heap_track (heap, self);

  return &self->object;
}

static void
let_go (MlHeap *heap, MlCallableIterator *self)
{
  ml_heap_store (heap, self, CALLABLE, &self->callable, NULL);
  ml_heap_store (heap, self, SENTINEL, &self->sentinel, NULL);
}

static MlObject *
callable_next (MlHeap *heap, MlObject *object)
{
  MlCallableIterator *self = (MlCallableIterator *) object;
  MlObject *result;
  MlNative native;
  int equal = -1;

  if (self->callable == NULL)
    return NULL;

  result = ml_call (heap, self->callable, NULL, 0, NULL);

  if (result == NULL)
    {
      if (ml_raised_is (heap, heap->world->stop_iteration))
        {
          ml_clear_raised (heap);
          let_go (heap, self);
        }

      return NULL;
    }

  /* The call may have used up this very iterator. */
  if (self->sentinel != NULL)
    {
      ml_native_enter (heap, &native, "iterator", &result, 1);
      equal = ml_compare_bool (heap, self->sentinel, result, ML_EQUAL);

      if (equal == 0)
        ml_ref (result);

      object = result;
      ml_native_leave (heap, &native);
    }
  else
    {
      ml_unref (heap, result);
    }

  if (equal == 0)
    return object;

  if (equal > 0)
    let_go (heap, self);

  return NULL;
}

static void
callable_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlCallableIterator *iterator = (MlCallableIterator *) self;

  if (iterator->callable != NULL)
    visit (CALLABLE, iterator->callable, data);

  if (iterator->sentinel != NULL)
    visit (SENTINEL, iterator->sentinel, data);
}

static MlObject *
callable_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlCallableIterator *iterator = (MlCallableIterator *) self;
  MlObject *dead = ml_heap_give_up (heap, self, CALLABLE, &iterator->callable);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, SENTINEL, &iterator->sentinel);
}

static const char *const callable_fields[] = { "callable", "sentinel", NULL };

const MlTypeSpec ml_callable_iterator_spec = {
  .name = "callable_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlCallableIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = callable_fields,
  .slots = {
    .traverse = callable_traverse,
    .dismantle = callable_dismantle,
    .iterate = ml_iterate_self,
    .next = callable_next,
  },
};
