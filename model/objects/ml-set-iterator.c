/* ml-set-iterator.c: the iterator of set and frozenset: holds its set until it is exhausted */
#include "ml-set-methods.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-iterators.h"

#define SOURCE ML_SLOT (ML_REGION_FIELD, 0)

typedef struct
{
  MlObject object;
  MlSet *set;   /* NULL: exhausted */
  gsize length; /* of the set when it began; G_MAXSIZE: it has changed since */
  gsize position;
  gsize left;
} MlSetIterator;

MlObject *
ml_set_iterate (MlHeap *heap, MlObject *self)
{
  MlSetIterator *iterator =
      ml_heap_allocate (heap, heap->world->set_iterator_type, sizeof (MlSetIterator));

  if (iterator == NULL)
    return NULL;

  iterator->set = ml_ref (self);
  iterator->length = iterator->left = ml_set_get_length (self);
  ml_heap_track (heap, iterator);

  return &iterator->object;
}

static MlObject *
iterator_next (MlHeap *heap, MlObject *self)
{
  MlSetIterator *iterator = (MlSetIterator *) self;
  MlObject *item;

  if (iterator->set == NULL)
    return NULL;

  if (iterator->length != iterator->set->length)
    {
      iterator->length = G_MAXSIZE;
      return ml_raise (heap, heap->world->runtime_error, "Set changed size during iteration");
    }

  if (ml_set_next (&iterator->set->object, &iterator->position, &item, NULL))
    {
      iterator->left--;
      return ml_ref (item);
    }

  ml_heap_store (heap, self, SOURCE, &iterator->set, NULL);

  return NULL;
}

static MlObject *
iterator_length_hint (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  MlSetIterator *iterator = (MlSetIterator *) self;
  gsize left = 0;

  if (iterator->set != NULL && iterator->length == iterator->set->length)
    left = iterator->left;

  return ml_int_new (heap, (gint64) left);
}

static void
iterator_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlSetIterator *iterator = (MlSetIterator *) self;

  if (iterator->set != NULL)
    visit (SOURCE, &iterator->set->object, data);
}

static MlObject *
iterator_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, SOURCE, &((MlSetIterator *) self)->set);
}

static const char *const iterator_fields[] = { "source", NULL };

static const MlMethod iterator_methods[] = {
  { "__length_hint__",
    iterator_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

const MlTypeSpec ml_set_iterator_spec = {
  .name = "set_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlSetIterator),
  .python_size = 48,
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
