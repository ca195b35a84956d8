/* ml-list-iterators.c: the iterators of list, forwards and backwards */
#include "ml-list-iterators.h"

#include "ml-fault.h"
#include "ml-int.h"
#include "ml-iterators.h"

#define SOURCE ML_SLOT (ML_REGION_FIELD, 0)

static MlObject *
iterator_new (MlHeap *heap, MlType *type, MlObject *list, gssize index)
{
  MlListIterator *self = ml_heap_allocate (heap, type, sizeof (MlListIterator));

  if (self == NULL)
    return NULL;

  self->list = ML_FAULT (ITERATOR_SOURCE) ? (gpointer) list : ml_ref (list);
  self->index = index;
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_list_iterator_new (MlHeap *heap, MlObject *list)
{
  return iterator_new (heap, heap->world->list_iterator_type, list, 0);
}

MlObject *
ml_list_reverse_iterator_new (MlHeap *heap, MlObject *list)
{
  return iterator_new (
      heap, heap->world->list_reverse_iterator_type, list, (gssize) ml_list_get_length (list) - 1);
}

MlObject *
ml_list_iterator_next (MlHeap *heap, MlObject *self)
{
  MlListIterator *iterator = (MlListIterator *) self;

  if (iterator->list == NULL)
    return NULL;

  if (G_LIKELY ((gsize) iterator->index < iterator->list->length))
    return ml_ref (iterator->list->items[iterator->index++]);

  iterator->index = -1;
  ml_heap_store (heap, self, SOURCE, &iterator->list, NULL);

  return NULL;
}

/* At its ordinary end it keeps its list, as CPython 3.13's does. */
static MlObject *
reverse_next (MlHeap *heap, MlObject *self)
{
  MlListIterator *iterator = (MlListIterator *) self;

  if (iterator->index < 0)
    return NULL;

  if ((gsize) iterator->index < iterator->list->length)
    return ml_ref (iterator->list->items[iterator->index--]);

  iterator->index = -1;
  ml_heap_store (heap, self, SOURCE, &iterator->list, NULL);

  return NULL;
}

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlListIterator *iterator = (MlListIterator *) self;

  if (iterator->list != NULL)
    visit (SOURCE, &iterator->list->object, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, SOURCE, &((MlListIterator *) self)->list);
}

static MlObject *
length_hint (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlListIterator *iterator = (MlListIterator *) self;
  gint64 left = 0;

  if (iterator->list != NULL)
    left = (gint64) iterator->list->length - iterator->index;

  return ml_int_new (heap, MAX (left, 0));
}

static MlObject *
reverse_length_hint (MlHeap *heap,
                     MlObject *self,
                     MlObject *const *args,
                     gsize n_args,
                     MlObject *kw_names)
{
  MlListIterator *iterator = (MlListIterator *) self;
  gint64 left = iterator->index + 1;

  if (iterator->list == NULL || iterator->list->length < (gsize) left)
    left = 0;

  return ml_int_new (heap, left);
}

static const char *const fields[] = { "source", NULL };

static const MlMethod methods[] = {
  { "__length_hint__",
    length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

static const MlMethod reverse_methods[] = {
  { "__length_hint__",
    reverse_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_list_iterator_spec = {
  .name = "list_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlListIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .iterate = ml_iterate_self,
    .next = ml_list_iterator_next,
  },
  .methods = methods,
};

const MlTypeSpec ml_list_reverse_iterator_spec = {
  .name = "list_reverseiterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlListIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .iterate = ml_iterate_self,
    .next = reverse_next,
  },
  .methods = reverse_methods,
};
