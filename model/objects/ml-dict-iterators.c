/* ml-dict-iterators.c: the iterators of a dict and its views, forwards and backwards */
#include "ml-dict-views.h"

#include "ml-dict-methods.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-tuple.h"

#define SOURCE ML_SLOT (ML_REGION_FIELD, 0)
#define RESULT ML_SLOT (ML_REGION_FIELD, 1)

typedef struct
{
  MlObject object;
  MlDict *dict;     /* NULL: exhausted */
  MlObject *result; /* of items alone: the pair that is given again while nobody else holds it */
  gsize length;     /* of the dict when it began; G_MAXSIZE: it has changed since */
  gsize left;       /* items yet to come */
  gsize position;
  guint8 part; /* MlDictPart */
  gboolean backwards;
} MlDictIterator;

static MlType *
choose_type (MlHeap *heap, MlDictPart part, gboolean backwards)
{
  const MlWorld *world = heap->world;

  switch (part)
    {
    case ML_DICT_KEYS:
      return backwards ? world->dict_reverse_key_iterator_type : world->dict_key_iterator_type;

    case ML_DICT_VALUES:
      return backwards ? world->dict_reverse_value_iterator_type : world->dict_value_iterator_type;

    case ML_DICT_ITEMS:
      return backwards ? world->dict_reverse_item_iterator_type : world->dict_item_iterator_type;

    default:
      g_return_val_if_reached (NULL);
    }
}

MlObject *
ml_dict_iterator_new (MlHeap *heap, MlObject *dict, MlDictPart part, gboolean backwards)
{
  MlDictIterator *self =
      ml_heap_allocate (heap, choose_type (heap, part, backwards), sizeof (MlDictIterator));

  if (self == NULL)
    return NULL;

  self->dict = ml_ref (dict);
  self->length = self->left = ml_dict_get_length (dict);
  self->part = part;
  self->backwards = backwards;

  if (backwards)
    self->position = ml_dict_get_end (dict);

  if (part == ML_DICT_ITEMS)
    self->result = ml_tuple_pack (heap, 2, ml_none (heap), ml_none (heap));

  if (part == ML_DICT_ITEMS && self->result == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  ml_heap_track (heap, self);

  return &self->object;
}

static MlObject *
give_pair (MlHeap *heap, MlDictIterator *self, MlObject *key, MlObject *value)
{
  if (self->result->count > 1)
    return ml_tuple_pack (heap, 2, key, value);

  /* Held by the caller, too, while the old items die. */
  ml_ref (self->result);
  ml_tuple_refill_pair (heap, self->result, ml_ref (key), ml_ref (value));

  return self->result;
}

static MlObject *
let_go (MlHeap *heap, MlDictIterator *self)
{
  ml_heap_store (heap, self, SOURCE, &self->dict, NULL);

  return NULL;
}

static gboolean
advance (MlDictIterator *self, MlObject **key, MlObject **value)
{
  if (self->backwards)
    return ml_dict_previous (&self->dict->object, &self->position, key, value);

  return ml_dict_next (&self->dict->object, &self->position, key, value, NULL);
}

static MlObject *
next (MlHeap *heap, MlObject *object)
{
  MlDictIterator *self = (MlDictIterator *) object;
  MlObject *key, *value;

  if (self->dict == NULL)
    return NULL;

  if (self->length != self->dict->length)
    {
      self->length = G_MAXSIZE;
      return ml_raise (
          heap, heap->world->runtime_error, "dictionary changed size during iteration");
    }

  if (!advance (self, &key, &value))
    return let_go (heap, self);

  if (self->left == 0)
    {
      ml_raise (heap, heap->world->runtime_error, "dictionary keys changed during iteration");
      return let_go (heap, self);
    }

  self->left--;

  if (self->part == ML_DICT_ITEMS)
    return give_pair (heap, self, key, value);

  return ml_ref (self->part == ML_DICT_KEYS ? key : value);
}

static MlObject *
length_hint (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlDictIterator *iterator = (MlDictIterator *) self;
  gsize left = 0;

  if (iterator->dict != NULL && iterator->length == iterator->dict->length)
    left = iterator->left;

  return ml_int_new (heap, (gint64) left);
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlDictIterator *iterator = (MlDictIterator *) self;

  if (iterator->dict != NULL)
    visit (SOURCE, &iterator->dict->object, data);

  if (iterator->result != NULL)
    visit (RESULT, iterator->result, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlDictIterator *iterator = (MlDictIterator *) self;
  MlObject *dead = ml_heap_give_up (heap, self, SOURCE, &iterator->dict);

  return dead != NULL ? dead : ml_heap_give_up (heap, self, RESULT, &iterator->result);
}

static const char *const fields[] = { "source", "result", NULL };

static const MlMethod methods[] = {
  { "__length_hint__",
    length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

#define ITERATOR_SPEC(type_name)                                          \
  {                                                                       \
    .name = type_name,                                                  \
    .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW, \
    .instance_size = sizeof (MlDictIterator),                           \
    .python_size = 56,                                                  \
    .kind = ML_KIND_ITERATOR,                                           \
    .fields = fields,                                                   \
    .slots = {                                                          \
      .traverse = traverse,                                             \
      .dismantle = dismantle,                                           \
      .iterate = ml_iterate_self,                                       \
      .next = next,                                                     \
    },                                                                  \
    .methods = methods, \
  }

const MlTypeSpec ml_dict_key_iterator_spec = ITERATOR_SPEC ("dict_keyiterator");
const MlTypeSpec ml_dict_value_iterator_spec = ITERATOR_SPEC ("dict_valueiterator");
const MlTypeSpec ml_dict_item_iterator_spec = ITERATOR_SPEC ("dict_itemiterator");
const MlTypeSpec ml_dict_reverse_key_iterator_spec = ITERATOR_SPEC ("dict_reversekeyiterator");
const MlTypeSpec ml_dict_reverse_value_iterator_spec = ITERATOR_SPEC ("dict_reversevalueiterator");
const MlTypeSpec ml_dict_reverse_item_iterator_spec = ITERATOR_SPEC ("dict_reverseitemiterator");
