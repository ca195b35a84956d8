/* ml-map.c: map and filter */
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-iterators.h"
#include "ml-operations.h"
#include "ml-tuple.h"

#define FUNCTION ML_SLOT (ML_REGION_FIELD, 0)
#define SOURCE ML_SLOT (ML_REGION_FIELD, 1)

/* Both hold the function and the source: for map a tuple of iterators, for filter one. */
typedef struct
{
  MlObject object;
  MlObject *function;
  MlObject *source;
} MlMap;

static MlObject *
map_new (MlHeap *heap, MlType *type, MlObject *function, MlObject *source)
{
  MlMap *self;

  if (source == NULL)
    return NULL;

  self = ml_instance_allocate (heap, type, sizeof (MlMap));

  if (self == NULL)
    {
      ml_unref (heap, source);
      return NULL;
    }

  self->function = ml_ref (function);
  self->source = source;
  ml_heap_track (heap, self);

  return &self->object;
}

static gboolean
refuse_keywords (MlHeap *heap, MlType *type, const MlType *own, MlObject *kw_names)
{
  if (type != own || kw_names == NULL || ml_tuple_get_length (kw_names) == 0)
    return TRUE;

  ml_raise (heap, heap->world->type_error, "%s() takes no keyword arguments", own->name);

  return FALSE;
}

/* map */

static MlObject *
map_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *iterators;

  if (!refuse_keywords (heap, type, heap->world->map_type, kw_names))
    return NULL;

  if (n_args < 2)
    return ml_raise (heap, heap->world->type_error, "map() must have at least two arguments.");

  iterators = ml_tuple_new (heap, n_args - 1);

  for (gsize i = 1; iterators != NULL && i < n_args; i++)
    {
      MlObject *iterator = ml_iterate (heap, args[i]);

      if (iterator == NULL)
        {
          ml_unref (heap, iterators);
          return NULL;
        }

      ml_tuple_fill (iterators, i - 1, iterator);
    }

  return map_new (heap, type, args[0], iterators);
}

/* Takes the next item of each source into @items: FALSE at the end or with an exception. */
static gboolean
take_items (MlHeap *heap, MlObject *iterators, MlObject **items)
{
  for (gsize i = 0; i < ml_tuple_get_length (iterators); i++)
    {
      items[i] = ml_next (heap, ml_tuple_get (iterators, i));

      if (items[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

static MlObject *
map_next (MlHeap *heap, MlObject *object)
{
  MlMap *self = (MlMap *) object;
  gsize n = ml_tuple_get_length (self->source);
  g_autofree MlObject **many = n > 5 ? g_new0 (MlObject *, n) : NULL;
  MlObject *few[5] = { NULL };
  MlObject **items = many != NULL ? many : few;
  MlObject *result = NULL;
  MlNative native;

  ml_native_enter (heap, &native, "map", items, (guint) n);

  if (take_items (heap, self->source, items))
    result = ml_call (heap, self->function, items, n, NULL);

  ml_native_leave (heap, &native);

  return result;
}

/* filter */

static MlObject *
filter_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (!refuse_keywords (heap, type, heap->world->filter_type, kw_names))
    return NULL;

  if (n_args != 2)
    return ml_raise (
        heap, heap->world->type_error, "filter expected 2 arguments, got %" G_GSIZE_FORMAT, n_args);

  return map_new (heap, type, args[0], ml_iterate (heap, args[1]));
}

/* Whether @item passes: 1, 0; -1: failed. */
static int
examine (MlHeap *heap, MlObject *function, MlObject *item)
{
  MlObject *answer;
  MlNative native;
  int truth;

  if (function == ml_none (heap) || function == (MlObject *) heap->world->bool_type)
    return ml_truth (heap, item);

  answer = ml_call (heap, function, &item, 1, NULL);

  if (answer == NULL)
    return -1;

  ml_native_enter (heap, &native, "filter", &answer, 1);
  truth = ml_truth (heap, answer);
  ml_native_leave (heap, &native);

  return truth;
}

static MlObject *
filter_next (MlHeap *heap, MlObject *object)
{
  MlMap *self = (MlMap *) object;
  MlObject *item;

  while ((item = ml_next (heap, self->source)) != NULL)
    {
      MlObject *held = item;
      MlNative native;
      int passes;

      ml_native_enter (heap, &native, "filter", &held, 1);
      passes = examine (heap, self->function, item);

      if (passes > 0)
        held = NULL;

      ml_native_leave (heap, &native);

      if (passes > 0)
        return item;

      if (passes < 0)
        return NULL;
    }

  return NULL;
}

/* Life: map lets go of its sources first, filter of its function, as in CPython. */

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlMap *self = (MlMap *) object;

  if (self->source != NULL)
    visit (SOURCE, self->source, data);

  if (self->function != NULL)
    visit (FUNCTION, self->function, data);
}

static MlObject *
map_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlMap *self = (MlMap *) object;
  MlObject *dead = ml_heap_give_up (heap, self, SOURCE, &self->source);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, FUNCTION, &self->function);
}

static MlObject *
filter_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlMap *self = (MlMap *) object;
  MlObject *dead = ml_heap_give_up (heap, self, FUNCTION, &self->function);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, SOURCE, &self->source);
}

static const char *const map_fields[] = { "function", "sources", NULL };
static const char *const filter_fields[] = { "function", "source", NULL };

const MlTypeSpec ml_map_spec = {
  .name = "map",
  .doc = "map(function, iterable, /, *iterables)\n--\n\n"
         "Make an iterator that computes the function using arguments from\n"
         "each of the iterables.  Stops when the shortest iterable is exhausted.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_BASE,
  .instance_size = sizeof (MlMap),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = map_fields,
  .slots = {
    .traverse = traverse,
    .dismantle = map_dismantle,
    .make = map_make,
    .iterate = ml_iterate_self,
    .next = map_next,
  },
};

const MlTypeSpec ml_filter_spec = {
  .name = "filter",
  .doc = "filter(function, iterable, /)\n--\n\n"
         "Return an iterator yielding those items of iterable for which function(item)\n"
         "is true. If function is None, return the items that are true.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_BASE,
  .instance_size = sizeof (MlMap),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = filter_fields,
  .slots = {
    .traverse = traverse,
    .dismantle = filter_dismantle,
    .make = filter_make,
    .iterate = ml_iterate_self,
    .next = filter_next,
  },
};
