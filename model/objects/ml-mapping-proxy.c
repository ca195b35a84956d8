/* ml-mapping-proxy.c: mappingproxy, a read-only view of a mapping */
#include "ml-mapping-proxy.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define MAPPING ML_SLOT (ML_REGION_FIELD, 0)

static MlObject *
get_mapping (MlObject *self)
{
  return ((MlMappingProxy *) self)->mapping;
}

MlObject *
ml_mapping_proxy_new (MlHeap *heap, MlObject *mapping)
{
  MlMappingProxy *self =
      ml_heap_allocate (heap, heap->world->mapping_proxy_type, sizeof (MlMappingProxy));

  if (self == NULL)
    return NULL;

  self->mapping = ml_ref (mapping);
  ml_heap_track (heap, self);

  return &self->object;
}

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  if (get_mapping (self) != NULL)
    visit (MAPPING, get_mapping (self), data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, MAPPING, &((MlMappingProxy *) self)->mapping);
}

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  ml_str_builder_append_ascii (&builder, "mappingproxy(", 13);

  if (!ml_repr_to_builder (heap, &builder, get_mapping (self)))
    return NULL;

  ml_str_builder_append (&builder, ')');

  return ml_str_builder_end (&builder);
}

static MlObject *
str (MlHeap *heap, MlObject *self)
{
  return ml_to_str (heap, get_mapping (self));
}

static gint64
hash (MlHeap *heap, MlObject *self)
{
  return ml_hash (heap, get_mapping (self));
}

static MlObject *
compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  return ml_compare (heap, get_mapping (self), other, how);
}

static MlObject *
iterate (MlHeap *heap, MlObject *self)
{
  return ml_iterate (heap, get_mapping (self));
}

static gssize
length (MlHeap *heap, MlObject *self)
{
  return ml_length (heap, get_mapping (self));
}

static MlObject *
get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  return ml_get_item (heap, get_mapping (self), key);
}

static int
contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  return ml_contains (heap, get_mapping (self), item);
}

static MlObject *
unwrap (MlHeap *heap, MlObject *object)
{
  return object->type == heap->world->mapping_proxy_type ? get_mapping (object) : object;
}

static MlObject *
unite (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_binary (heap, ML_OR, unwrap (heap, left), unwrap (heap, right));
}

static MlObject *
unite_in_place (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_raise (
      heap, heap->world->type_error, "'|=' is not supported by mappingproxy; use '|' instead");
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *mapping;

  if (n_args != 1 || (kw_names != NULL && ml_tuple_get_length (kw_names) > 0))
    return ml_raise (heap,
                     heap->world->type_error,
                     "mappingproxy() takes exactly one argument (%" G_GSIZE_FORMAT " given)",
                     n_args);

  mapping = args[0];

  if (mapping->type->slots.get_item == NULL || ml_is_list (mapping) || ml_is_tuple (mapping))
    return ml_raise (heap,
                     heap->world->type_error,
                     "mappingproxy() argument must be a mapping, not %s",
                     mapping->type->name);

  return ml_mapping_proxy_new (heap, mapping);
}

/* Methods: those of the mapping, called under their names */

static MlObject *
get (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap,
                         get_mapping (self),
                         ml_name (heap, get),
                         2,
                         args[0],
                         n_args > 1 ? args[1] : ml_none (heap));
}

static MlObject *
keys (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap, get_mapping (self), ml_name (heap, keys), 0);
}

static MlObject *
values (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap, get_mapping (self), ml_name (heap, values), 0);
}

static MlObject *
items (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap, get_mapping (self), ml_name (heap, items), 0);
}

static MlObject *
copy (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap, get_mapping (self), ml_name (heap, copy), 0);
}

static MlObject *
reversed (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_call_method (heap, get_mapping (self), ml_name (heap, __reversed__), 0);
}

static const char *const fields[] = { "mapping", NULL };

static const MlMethod methods[] = {
  { "get",
    get,
    1,
    2,
    .doc = "get($self, key, default=None, /)\n--\n\n"
           "Return the value for key if key is in the mapping, else default." },
  { "keys", keys, 0, 0, .doc = "D.keys() -> a set-like object providing a view on D's keys" },
  { "values", values, 0, 0, .doc = "D.values() -> an object providing a view on D's values" },
  { "items", items, 0, 0, .doc = "D.items() -> a set-like object providing a view on D's items" },
  { "copy", copy, 0, 0, .doc = "D.copy() -> a shallow copy of D" },
  { "__reversed__", reversed, 0, 0, .doc = "D.__reversed__() -> reverse iterator" },
  { NULL },
};

const MlTypeSpec ml_mapping_proxy_spec = {
  .name = "mappingproxy",
  .doc = "Read-only proxy of a mapping.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MAPPING,
  .instance_size = sizeof (MlMappingProxy),
  .python_size = 24,
  .kind = ML_KIND_OTHER,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .repr = repr,
    .str = str,
    .hash = hash,
    .compare = compare,
    .make = make,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .contains = contains,
    .binary = { [ML_OR] = unite },
    .inplace = { [ML_OR] = unite_in_place },
  },
  .methods = methods,
};
