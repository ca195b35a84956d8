/* ml-descriptor.c: computed attributes */
#include "ml-descriptor.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-instance.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* getset_descriptor and member_descriptor: an attribute that C code keeps, and one of __slots__ */

typedef struct
{
  MlObject object;
  MlType *owner;
  MlObject *name;
  const MlGetter *getter; /* of a getset_descriptor */
  guint index;            /* of a member_descriptor: the slot */
} Descriptor;

static MlObject *
descriptor_new (MlHeap *heap, MlType *type, MlType *owner, MlObject *name)
{
  Descriptor *self = ml_heap_allocate (heap, type, sizeof (Descriptor));

  if (self == NULL)
    return NULL;

  self->owner = ml_ref (owner);
  self->name = ml_ref (name);
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_getter_descriptor_new (MlHeap *heap, MlType *owner, const MlGetter *getter, MlObject *name)
{
  MlObject *self = descriptor_new (heap, heap->world->getter_descriptor_type, owner, name);

  if (self != NULL)
    ((Descriptor *) self)->getter = getter;

  return self;
}

MlObject *
ml_member_descriptor_new (MlHeap *heap, MlType *owner, MlObject *name, guint index)
{
  MlObject *self = descriptor_new (heap, heap->world->member_descriptor_type, owner, name);

  if (self != NULL)
    ((Descriptor *) self)->index = index;

  return self;
}

static void
descriptor_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  Descriptor *self = (Descriptor *) object;

  visit (ML_SLOT (ML_REGION_FIELD, 0), &self->owner->object, data);
  visit (ML_SLOT (ML_REGION_FIELD, 1), self->name, data);
}

static MlObject *
descriptor_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  Descriptor *self = (Descriptor *) object;
  gpointer places[] = { &self->owner, &self->name };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static void
descriptor_tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  gsize length;
  const char *name = ml_str_get_utf8 (((Descriptor *) object)->name, &length);

  *value = (MlValue){ .type = ML_VALUE_TEXT, .length = length, .text = name };
}

static gboolean
check_instance (MlHeap *heap, const Descriptor *self, MlObject *instance)
{
  if (ml_object_is_a (instance, self->owner))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
            ml_str_get_utf8 (self->name, NULL),
            self->owner->name,
            instance->type->name);

  return FALSE;
}

static MlObject *
getter_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  Descriptor *self = (Descriptor *) object;

  if (instance == NULL)
    return ml_ref (object);

  return check_instance (heap, self, instance) ? self->getter->get (heap, instance) : NULL;
}

static gboolean
getter_set (MlHeap *heap, MlObject *object, MlObject *instance, MlObject *value)
{
  Descriptor *self = (Descriptor *) object;

  if (!check_instance (heap, self, instance))
    return FALSE;

  if (self->getter->set == NULL)
    {
      ml_raise (heap,
                heap->world->attribute_error,
                "attribute '%s' of '%s' objects is not writable",
                self->getter->name,
                self->owner->name);
      return FALSE;
    }

  return self->getter->set (heap, instance, value);
}

static MlObject *
getter_repr (MlHeap *heap, MlObject *object)
{
  Descriptor *self = (Descriptor *) object;

  return ml_str_format (heap,
                        "<attribute '%s' of '%s' objects>",
                        ml_str_get_utf8 (self->name, NULL),
                        self->owner->name);
}

static MlObject *
descriptor_get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((Descriptor *) object)->name);
}

static MlObject *
descriptor_get_owner (MlHeap *heap, MlObject *object)
{
  return ml_ref (((Descriptor *) object)->owner);
}

static const MlGetter descriptor_getters[] = {
  { "__name__", descriptor_get_name, NULL },
  { "__objclass__", descriptor_get_owner, NULL },
  { NULL },
};

static const char *const descriptor_fields[] = { "__objclass__", "__name__", NULL };

const MlTypeSpec ml_getter_descriptor_spec = {
  .name = "getset_descriptor",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (Descriptor),
  .python_size = 48,
  .kind = ML_KIND_BUILTIN,
  .fields = descriptor_fields,
  .getters = descriptor_getters,
  .slots = {
    .traverse = descriptor_traverse,
    .dismantle = descriptor_dismantle,
    .tell_value = descriptor_tell_value,
    .repr = getter_repr,
    .descriptor_get = getter_get,
    .descriptor_set = getter_set,
  },
};

static MlObject *
member_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  Descriptor *self = (Descriptor *) object;
  MlObject *value;

  if (instance == NULL)
    return ml_ref (object);

  if (!check_instance (heap, self, instance))
    return NULL;

  value = ml_instance_get_slot (instance, self->index);

  return value != NULL ? ml_ref (value) : ml_raise_no_attribute (heap, instance, self->name);
}

static gboolean
member_set (MlHeap *heap, MlObject *object, MlObject *instance, MlObject *value)
{
  Descriptor *self = (Descriptor *) object;

  if (!check_instance (heap, self, instance))
    return FALSE;

  if (value == NULL && ml_instance_get_slot (instance, self->index) == NULL)
    {
      ml_raise_value (heap, heap->world->attribute_error, self->name);
      return FALSE;
    }

  ml_instance_set_slot (heap, instance, self->index, value != NULL ? ml_ref (value) : NULL);

  return TRUE;
}

static MlObject *
member_repr (MlHeap *heap, MlObject *object)
{
  Descriptor *self = (Descriptor *) object;

  return ml_str_format (
      heap, "<member '%s' of '%s' objects>", ml_str_get_utf8 (self->name, NULL), self->owner->name);
}

const MlTypeSpec ml_member_descriptor_spec = {
  .name = "member_descriptor",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (Descriptor),
  .python_size = 48,
  .kind = ML_KIND_BUILTIN,
  .fields = descriptor_fields,
  .getters = descriptor_getters,
  .slots = {
    .traverse = descriptor_traverse,
    .dismantle = descriptor_dismantle,
    .tell_value = descriptor_tell_value,
    .repr = member_repr,
    .descriptor_get = member_get,
    .descriptor_set = member_set,
  },
};

/* staticmethod and classmethod */

enum
{
  WRAPPER_FUNCTION,
  WRAPPER_DICT
};

static MlObject *
wrapper_new (MlHeap *heap, MlType *type, MlObject *function)
{
  MlMethodWrapper *self = ml_instance_allocate (heap, type, sizeof (MlMethodWrapper));

  if (self == NULL)
    return NULL;

  self->function = ml_ref (function);
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_static_method_new (MlHeap *heap, MlObject *function)
{
  return wrapper_new (heap, heap->world->static_method_type, function);
}

MlObject *
ml_class_method_new (MlHeap *heap, MlObject *function)
{
  return wrapper_new (heap, heap->world->class_method_type, function);
}

static MlObject *
wrapper_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (n_args != 1 || kw_names != NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s expected 1 argument, got %" G_GSIZE_FORMAT,
                     type->name,
                     n_args);

  return wrapper_new (heap, type, args[0]);
}

static void
wrapper_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlMethodWrapper *self = (MlMethodWrapper *) object;

  visit (ML_SLOT (ML_REGION_FIELD, WRAPPER_FUNCTION), self->function, data);

  if (self->dict != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, WRAPPER_DICT), self->dict, data);
}

static MlObject *
wrapper_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlMethodWrapper *self = (MlMethodWrapper *) object;
  gpointer places[] = { &self->function, &self->dict };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static MlObject *
wrapper_repr (MlHeap *heap, MlObject *object)
{
  MlObject *inner = ml_repr (heap, ((MlMethodWrapper *) object)->function);
  MlObject *text;

  if (inner == NULL)
    return NULL;

  text = ml_str_format (heap, "<%s(%s)>", object->type->name, ml_str_get_utf8 (inner, NULL));
  ml_unref (heap, inner);

  return text;
}

static MlObject *
static_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  return ml_ref (((MlMethodWrapper *) object)->function);
}

static MlObject *
static_call (MlHeap *heap,
             MlObject *object,
             MlObject *const *args,
             gsize n_args,
             MlObject *kw_names)
{
  return ml_call (heap, ((MlMethodWrapper *) object)->function, args, n_args, kw_names);
}

static MlObject *
class_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  MlMethodWrapper *self = (MlMethodWrapper *) object;
  MlObject *type = owner != NULL ? &owner->object : &instance->type->object;

  return ml_method_new (heap, self->function, type);
}

static MlObject *
wrapper_get_function (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlMethodWrapper *) object)->function);
}

static MlObject *
wrapper_get_name (MlHeap *heap, MlObject *object)
{
  return ml_get_attribute (heap, ((MlMethodWrapper *) object)->function, ml_name (heap, __name__));
}

static MlObject *
wrapper_get_doc (MlHeap *heap, MlObject *object)
{
  return ml_get_attribute (heap, ((MlMethodWrapper *) object)->function, ml_name (heap, __doc__));
}

static const MlGetter wrapper_getters[] = {
  { "__func__", wrapper_get_function, NULL },
  { "__wrapped__", wrapper_get_function, NULL },
  { "__name__", wrapper_get_name, NULL },
  { "__doc__", wrapper_get_doc, NULL },
  { NULL },
};

static const char *const wrapper_fields[] = { "__func__", "__dict__", NULL };

const MlTypeSpec ml_static_method_spec = {
  .name = "staticmethod",
  .doc = "Convert a function to be a static method.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE,
  .instance_size = sizeof (MlMethodWrapper),
  .python_size = 32,
  .kind = ML_KIND_BUILTIN,
  .fields = wrapper_fields,
  .getters = wrapper_getters,
  .slots = {
    .traverse = wrapper_traverse,
    .dismantle = wrapper_dismantle,
    .repr = wrapper_repr,
    .descriptor_get = static_get,
    .call = static_call,
    .make = wrapper_make,
  },
};

const MlTypeSpec ml_class_method_spec = {
  .name = "classmethod",
  .doc = "Convert a function to be a class method.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE,
  .instance_size = sizeof (MlMethodWrapper),
  .python_size = 32,
  .kind = ML_KIND_BUILTIN,
  .fields = wrapper_fields,
  .getters = wrapper_getters,
  .slots = {
    .traverse = wrapper_traverse,
    .dismantle = wrapper_dismantle,
    .repr = wrapper_repr,
    .descriptor_get = class_get,
    .make = wrapper_make,
  },
};

/* property */

enum
{
  PROPERTY_GET,
  PROPERTY_SET,
  PROPERTY_DELETE,
  PROPERTY_DOC,
  PROPERTY_NAME,
  PROPERTY_N_FIELDS
};

static MlObject **
property_place (gpointer property, guint field)
{
  return &((MlProperty *) property)->get + field;
}

static void
property_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  for (guint i = 0; i < PROPERTY_N_FIELDS; i++)
    if (*property_place (object, i) != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), *property_place (object, i), data);
}

static MlObject *
property_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  while (*cursor < PROPERTY_N_FIELDS)
    {
      gsize i = (*cursor)++;
      MlObject *dead =
          ml_heap_give_up (heap, object, ML_SLOT (ML_REGION_FIELD, i), property_place (object, i));

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static MlObject *
property_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlProperty *self = ml_instance_allocate (heap, type, sizeof (MlProperty));

  if (self == NULL)
    return NULL;

  ml_heap_track (heap, self);

  return &self->object;
}

static void
property_store (MlHeap *heap, MlObject *self, guint field, MlObject *value)
{
  if (value == ml_none (heap))
    value = NULL;

  ml_heap_store (heap,
                 self,
                 ML_SLOT (ML_REGION_FIELD, field),
                 property_place (self, field),
                 value != NULL ? ml_ref (value) : NULL);
}

static gboolean
property_init (MlHeap *heap,
               MlObject *object,
               MlObject *const *args,
               gsize n_args,
               MlObject *kw_names)
{
  static const char *const names[] = { "fget", "fset", "fdel", "doc", NULL };
  MlProperty *self = (MlProperty *) object;
  MlObject *places[G_N_ELEMENTS (names) - 1];
  MlObject *doc = NULL;

  if (!ml_native_parse (heap, "property", names, 0, 4, args, n_args, kw_names, places))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    property_store (heap, object, i, places[i]);

  if (self->get == NULL || self->doc != NULL)
    return TRUE;

  if (!ml_find_attribute (heap, self->get, ml_name (heap, __doc__), &doc))
    return FALSE;

  if (doc != NULL)
    {
      property_store (heap, object, PROPERTY_DOC, doc);
      self->doc_from_getter = TRUE;
      ml_unref (heap, doc);
    }

  return TRUE;
}

static MlObject *
property_raise (MlHeap *heap, const MlProperty *self, MlObject *instance, const char *what)
{
  if (self->name != NULL)
    return ml_raise (heap,
                     heap->world->attribute_error,
                     "property '%s' of '%s' object has no %s",
                     ml_str_get_utf8 (self->name, NULL),
                     instance->type->name,
                     what);

  return ml_raise (heap,
                   heap->world->attribute_error,
                   "property of '%s' object has no %s",
                   instance->type->name,
                   what);
}

static MlObject *
property_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  MlProperty *self = (MlProperty *) object;

  if (instance == NULL)
    return ml_ref (object);

  if (self->get == NULL)
    return property_raise (heap, self, instance, "getter");

  return ml_call (heap, self->get, &instance, 1, NULL);
}

static gboolean
property_set (MlHeap *heap, MlObject *object, MlObject *instance, MlObject *value)
{
  MlProperty *self = (MlProperty *) object;
  MlObject *function = value != NULL ? self->set : self->remove;
  MlObject *args[] = { instance, value };
  MlObject *result;

  if (function == NULL)
    {
      property_raise (heap, self, instance, value != NULL ? "setter" : "deleter");
      return FALSE;
    }

  result = ml_call (heap, function, args, value != NULL ? 2 : 1, NULL);
  ml_unref_any (heap, result);

  return result != NULL;
}

/* A property like this one with one function replaced: what @x.setter does. */
static MlObject *
property_copy (MlHeap *heap, MlObject *object, guint field, MlObject *function)
{
  MlProperty *self = (MlProperty *) object;
  MlObject *parts[] = { self->get, self->set, self->remove, self->doc };
  MlObject *copy;

  parts[field] = function;

  if (self->doc_from_getter && field == PROPERTY_GET)
    parts[PROPERTY_DOC] = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] == NULL)
      parts[i] = ml_none (heap);

  copy = ml_call (heap, &object->type->object, parts, G_N_ELEMENTS (parts), NULL);

  if (copy != NULL && copy->type == object->type)
    property_store (heap, copy, PROPERTY_NAME, self->name);

  return copy;
}

#define PROPERTY_COPIER(function, field)                                                     \
  static MlObject *function (                                                                \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names) \
  {                                                                                          \
    return property_copy (heap, self, field, args[0]);                                       \
  }

PROPERTY_COPIER (property_getter, PROPERTY_GET)
PROPERTY_COPIER (property_setter, PROPERTY_SET)
PROPERTY_COPIER (property_deleter, PROPERTY_DELETE)

static MlObject *
property_set_name (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  property_store (heap, self, PROPERTY_NAME, args[1]);

  return ml_ref (ml_none (heap));
}

static MlObject *
property_part (MlHeap *heap, MlObject *object, guint field)
{
  MlObject *part = *property_place (object, field);

  return ml_ref (part != NULL ? part : ml_none (heap));
}

static MlObject *
property_get_get (MlHeap *heap, MlObject *object)
{
  return property_part (heap, object, PROPERTY_GET);
}

static MlObject *
property_get_set (MlHeap *heap, MlObject *object)
{
  return property_part (heap, object, PROPERTY_SET);
}

static MlObject *
property_get_delete (MlHeap *heap, MlObject *object)
{
  return property_part (heap, object, PROPERTY_DELETE);
}

static MlObject *
property_get_doc (MlHeap *heap, MlObject *object)
{
  return property_part (heap, object, PROPERTY_DOC);
}

static gboolean
property_set_doc (MlHeap *heap, MlObject *object, MlObject *value)
{
  property_store (heap, object, PROPERTY_DOC, value);

  return TRUE;
}

static const MlMethod property_methods[] = {
  { "getter",
    property_getter,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "Descriptor to obtain a copy of the property with a different getter." },
  { "setter",
    property_setter,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "Descriptor to obtain a copy of the property with a different setter." },
  { "deleter",
    property_deleter,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "Descriptor to obtain a copy of the property with a different deleter." },
  { "__set_name__",
    property_set_name,
    2,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "Method to set name of a property." },
  { NULL },
};

static const MlGetter property_getters[] = {
  { "fget", property_get_get, NULL },
  { "fset", property_get_set, NULL },
  { "fdel", property_get_delete, NULL },
  { "__doc__", property_get_doc, property_set_doc },
  { NULL },
};

static const char *const property_fields[] = {
  "fget", "fset", "fdel", "__doc__", "__name__", NULL
};

const MlTypeSpec ml_property_spec = {
  .name = "property",
  .doc = "Property attribute.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE,
  .instance_size = sizeof (MlProperty),
  .python_size = 64,
  .kind = ML_KIND_BUILTIN,
  .fields = property_fields,
  .methods = property_methods,
  .getters = property_getters,
  .slots = {
    .traverse = property_traverse,
    .dismantle = property_dismantle,
    .make = property_make,
    .init = property_init,
    .descriptor_get = property_get,
    .descriptor_set = property_set,
  },
};
