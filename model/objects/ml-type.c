/* ml-type.c: type objects: making built-in ones, look-ups along the method resolution order,
 * attributes of classes */
#include "ml-type.h"

#include <string.h>

#include "ml-descriptor.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-instance.h"
#include "ml-list.h"
#include "ml-mapping-proxy.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-type-class.h"
#include "ml-type-slots.h"

/* Fields in the journal, in the order in which a class lets go of them. */
enum
{
  FIELD_DICT,
  FIELD_BASES,
  FIELD_MRO,
  FIELD_BASE,
  FIELD_NAME,
  FIELD_QUALIFIED_NAME,
  FIELD_SLOTS,
  N_FIELDS
};

static const char *const fields[] = {
  "__dict__", "__bases__", "__mro__", "__base__", "__name__", "__qualname__", "__slots__", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_FIELDS + 1);

gboolean
ml_type_is_subtype (const MlType *type, const MlType *base)
{
  if (type->mro == NULL)
    {
      for (; type != NULL; type = type->base)
        if (type == base)
          return TRUE;

      return FALSE;
    }

  for (gsize i = 0; i < ml_tuple_get_length (type->mro); i++)
    if (ml_tuple_get (type->mro, i) == (const MlObject *) base)
      return TRUE;

  return FALSE;
}

static MlObject *
lookup_in_mro (MlHeap *heap, MlType *type, MlObject *name)
{
  /* A class that the collector is taking apart has no order any more. */
  if (type->mro == NULL)
    return NULL;

  for (gsize i = 0; i < ml_tuple_get_length (type->mro); i++)
    {
      MlType *base = (MlType *) ml_tuple_get (type->mro, i);
      MlObject *found = base->dict != NULL ? ml_dict_get_str (heap, base->dict, name) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

MlObject *
ml_type_lookup (MlHeap *heap, MlType *type, MlObject *name)
{
  guint32 version;
  MlLookup *entry;

  if (!(name->flags & ML_OBJECT_INTERNED))
    return lookup_in_mro (heap, type, name);

  version = ml_type_get_version (heap, type);
  entry = &heap->world->lookups[(version ^ name->serial) % ML_N_LOOKUPS];

  if (G_LIKELY (entry->version == version && entry->name == name))
    return entry->found;

  entry->found = lookup_in_mro (heap, type, name);
  entry->name = name;
  entry->version = version;

  return entry->found;
}

guint32
ml_type_get_version (MlHeap *heap, MlType *type)
{
  if (G_UNLIKELY (type->version == 0))
    type->version = ++heap->world->last_version;

  return type->version;
}

static void
forget_versions (MlType *type)
{
  type->version = 0;

  for (guint i = 0; type->subclasses != NULL && i < type->subclasses->len; i++)
    forget_versions (g_ptr_array_index (type->subclasses, i));
}

void
ml_type_modified (MlHeap *heap, MlType *type, MlObject *name)
{
  forget_versions (type);

  if (name != NULL)
    ml_type_update_slots (heap, type, name);
}

void
ml_type_add_subclass (MlType *base, MlType *type)
{
  if (base->subclasses == NULL)
    base->subclasses = g_ptr_array_new ();

  g_ptr_array_add (base->subclasses, type);
}

static void
leave_bases (MlType *type)
{
  for (gsize i = 0; type->bases != NULL && i < ml_tuple_get_length (type->bases); i++)
    {
      MlType *base = (MlType *) ml_tuple_get (type->bases, i);

      /* The tuple may have been emptied before, when all memory is freed at once. */
      if (base != NULL && base->subclasses != NULL)
        g_ptr_array_remove (base->subclasses, type);
    }
}

/* The type of a description, made earlier. */
static MlType *
find_builtin (MlHeap *heap, const MlTypeSpec *spec)
{
  MlType **types = (MlType **) heap->world;

  for (guint i = 0; i < ML_N_WORLD_TYPES; i++)
    if (types[i] != NULL && types[i]->spec == spec)
      return types[i];

  g_return_val_if_reached (NULL);
}

MlType *
ml_type_new_builtin (MlHeap *heap, const MlTypeSpec *spec)
{
  /* The first of all types, `type`, is its own type; nothing stands there yet to make it from. */
  MlType nothing = { .flags = ML_TYPE_COLLECTED };
  MlType *metatype = heap->world->type_type != NULL ? heap->world->type_type : &nothing;
  MlType *self = ml_heap_allocate (heap, metatype, sizeof (MlType));

  if (metatype == &nothing)
    self->object.type = self;

  ml_heap_make_immortal (heap, self);
  self->spec = spec;
  self->name = spec->name;
  self->flags = spec->flags;
  self->instance_size = spec->instance_size;
  self->python_size = spec->python_size;
  self->kind = spec->kind;
  self->items = spec->items;
  self->slots = spec->slots;

  return self;
}

static void
inherit_slots (MlType *type)
{
  gpointer *own = (gpointer *) &type->slots;
  gpointer *base = (gpointer *) &type->base->slots;
  gboolean own_equality = type->slots.compare != NULL;
  gint64 (*hash) (MlHeap *, MlObject *) = type->slots.hash;

  for (gsize i = 0; i < sizeof (MlTypeSlots) / sizeof (gpointer); i++)
    if (own[i] == NULL)
      own[i] = base[i];

  /* Who compares in a way of its own must hash in a way of its own, or not at all. */
  if (own_equality && hash == NULL)
    type->slots.hash = NULL;
}

static void
inherit_flags (MlType *type)
{
  const guint32 inherited = ML_TYPE_LONG | ML_TYPE_LIST | ML_TYPE_TUPLE | ML_TYPE_BYTES |
                            ML_TYPE_STR | ML_TYPE_DICT | ML_TYPE_EXCEPTION | ML_TYPE_TYPE |
                            ML_TYPE_SEQUENCE | ML_TYPE_MAPPING | ML_TYPE_COLLECTED |
                            ML_TYPE_ATTRIBUTES | ML_TYPE_WEAKREFS | ML_TYPE_MUTABLE;

  type->flags |= type->base->flags & inherited;

  if (type->flags & ML_TYPE_COLLECTED)
    type->head_size = sizeof (MlGcHead);

  if (type->flags & ML_TYPE_ATTRIBUTES)
    ml_type_use_instance_life (type);

  if (!(type->flags & ML_TYPE_COLLECTED) && type->slots.traverse == NULL &&
      type->slots.finalize == NULL)
    type->flags |= ML_TYPE_PLAIN;
}

static gboolean
add_methods (MlHeap *heap, MlType *type, const MlMethod *methods)
{
  for (const MlMethod *method = methods; method != NULL && method->name != NULL; method++)
    {
      MlObject *name = ml_name_from_utf8 (heap, method->name, -1);
      MlObject *object = ml_method_descriptor_new (heap, type, method, name);
      gboolean done = ml_dict_set (heap, type->dict, name, object);

      ml_unref (heap, object);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_getters (MlHeap *heap, MlType *type, const MlGetter *getters)
{
  for (const MlGetter *getter = getters; getter != NULL && getter->name != NULL; getter++)
    {
      MlObject *name = ml_name_from_utf8 (heap, getter->name, -1);
      MlObject *object = ml_getter_descriptor_new (heap, type, getter, name);
      gboolean done = ml_dict_set (heap, type->dict, name, object);

      ml_unref (heap, object);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_documentation (MlHeap *heap, MlType *type)
{
  MlObject *text;
  gboolean done;

  if (ml_dict_get_str (heap, type->dict, ml_name (heap, __doc__)) != NULL)
    return TRUE;

  text = type->spec->doc != NULL ? ml_str_from_utf8 (heap, type->spec->doc, -1)
                                 : ml_ref (ml_none (heap));
  done = ml_dict_set (heap, type->dict, ml_name (heap, __doc__), text);
  ml_unref (heap, text);

  return done;
}

gboolean
ml_type_ready (MlHeap *heap, MlType *type)
{
  const MlTypeSpec *spec = type->spec;

  if (type->dict != NULL)
    return TRUE;

  if (type != heap->world->object_type)
    {
      type->base = spec->base != NULL ? find_builtin (heap, spec->base) : heap->world->object_type;

      if (!ml_type_ready (heap, type->base))
        return FALSE;

      inherit_slots (type);
      inherit_flags (type);
      type->bases = ml_tuple_pack (heap, 1, type->base);
      ml_type_add_subclass (type->base, type);
    }
  else
    {
      type->bases = ml_ref (heap->world->empty_tuple);
    }

  type->name_object = ml_name_from_utf8 (heap, spec->name, -1);
  type->qualified_name = ml_ref (type->name_object);
  type->dict = ml_dict_new (heap);
  ml_heap_add_home (heap, type->dict);
  type->mro = ml_type_compute_mro (heap, type);

  return type->mro != NULL && ml_type_add_slot_wrappers (heap, type) &&
         add_methods (heap, type, spec->methods) && add_getters (heap, type, spec->getters) &&
         add_documentation (heap, type);
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlType *self = (MlType *) object;
  MlObject *held[N_FIELDS] = {
    [FIELD_DICT] = self->dict,        [FIELD_BASES] = self->bases,
    [FIELD_MRO] = self->mro,          [FIELD_BASE] = (MlObject *) self->base,
    [FIELD_NAME] = self->name_object, [FIELD_QUALIFIED_NAME] = self->qualified_name,
    [FIELD_SLOTS] = self->slot_names,
  };

  for (guint i = 0; i < N_FIELDS; i++)
    if (held[i] != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), held[i], data);

  if (self->keys != NULL)
    ml_instance_keys_traverse (self->keys, visit, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlType *self = (MlType *) object;
  gpointer places[N_FIELDS] = {
    [FIELD_DICT] = &self->dict,        [FIELD_BASES] = &self->bases,
    [FIELD_MRO] = &self->mro,          [FIELD_BASE] = &self->base,
    [FIELD_NAME] = &self->name_object, [FIELD_QUALIFIED_NAME] = &self->qualified_name,
    [FIELD_SLOTS] = &self->slot_names,
  };

  if (*cursor == 0)
    leave_bases (self);

  while (*cursor < N_FIELDS)
    {
      gsize i = (*cursor)++;
      MlObject *dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, i), places[i]);

      if (dead != NULL)
        return dead;
    }

  if (self->keys != NULL)
    ml_instance_keys_free (heap, g_steal_pointer (&self->keys));

  g_clear_pointer (&self->subclasses, g_ptr_array_unref);

  return NULL;
}

/* A class is in a cycle with its own order and with the descriptors in its dict. */
static void
clear (MlHeap *heap, MlObject *object)
{
  MlType *self = (MlType *) object;

  forget_versions (self);

  if (self->dict != NULL)
    ml_dict_clear (heap, self->dict);

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_MRO), &self->mro, NULL);
}

static void
tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  MlType *self = (MlType *) object;

  *value = (MlValue){
    .type = ML_VALUE_TEXT,
    .length = strlen (self->name),
    .text = self->name,
  };
}

static gsize
size (MlHeap *heap, MlObject *object)
{
  MlType *self = (MlType *) object;

  /* CPython's static types are bare PyTypeObjects, without a head (400 + 16 = 416). Those of a
   * class statement have the tables of slots and room for 30 shared keys, or a member for each of
   * __slots__. */
  if (!(self->flags & ML_TYPE_HEAP))
    return 400;

  if (self->keys != NULL)
    return 1696;

  return 888 + 40 * (self->slot_names != NULL ? ml_tuple_get_length (self->slot_names) : 0);
}

/* Attributes of a class */

static gpointer
raise_no_attribute (MlHeap *heap, MlType *self, MlObject *name)
{
  ml_raise (heap,
            heap->world->attribute_error,
            "type object '%s' has no attribute '%s'",
            self->name,
            ml_str_get_utf8 (name, NULL));

  return ml_complete_attribute_error (heap, &self->object, name);
}

static MlObject *
get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  MlType *self = (MlType *) object;
  MlObject *of_metatype = ml_type_lookup (heap, object->type, name);
  MlObject *own;

  if (of_metatype != NULL && of_metatype->type->slots.descriptor_get != NULL &&
      of_metatype->type->slots.descriptor_set != NULL)
    return of_metatype->type->slots.descriptor_get (heap, of_metatype, object, object->type);

  own = ml_type_lookup (heap, self, name);

  if (own != NULL)
    {
      if (own->type->slots.descriptor_get != NULL)
        return own->type->slots.descriptor_get (heap, own, NULL, self);

      return ml_ref (own);
    }

  if (of_metatype == NULL)
    return raise_no_attribute (heap, self, name);

  if (of_metatype->type->slots.descriptor_get != NULL)
    return of_metatype->type->slots.descriptor_get (heap, of_metatype, object, object->type);

  return ml_ref (of_metatype);
}

static gboolean
set_attribute (MlHeap *heap, MlObject *object, MlObject *name, MlObject *value)
{
  MlType *self = (MlType *) object;
  MlObject *of_metatype;

  if (!(self->flags & ML_TYPE_HEAP))
    {
      ml_raise (heap,
                heap->world->type_error,
                "cannot set '%s' attribute of immutable type '%s'",
                ml_str_get_utf8 (name, NULL),
                self->name);
      return FALSE;
    }

  of_metatype = ml_type_lookup (heap, object->type, name);

  if (of_metatype != NULL && of_metatype->type->slots.descriptor_set != NULL)
    return of_metatype->type->slots.descriptor_set (heap, of_metatype, object, value);

  if (value != NULL)
    {
      if (!ml_dict_set (heap, self->dict, name, value))
        return FALSE;
    }
  else if (ml_dict_get_str (heap, self->dict, name) == NULL)
    {
      raise_no_attribute (heap, self, name);
      return FALSE;
    }
  else if (!ml_dict_delete (heap, self->dict, name))
    {
      return FALSE;
    }

  ml_type_modified (heap, self, name);

  return TRUE;
}

static MlObject *
get_module (MlHeap *heap, MlType *self)
{
  MlObject *module = self->flags & ML_TYPE_HEAP
                         ? ml_dict_get_str (heap, self->dict, ml_name (heap, __module__))
                         : NULL;

  if (module != NULL)
    return ml_ref (module);

  return ml_ref (self->spec->module != NULL && !(self->flags & ML_TYPE_HEAP)
                     ? ml_name_from_utf8 (heap, self->spec->module, -1)
                     : ml_name (heap, builtins));
}

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  MlType *self = (MlType *) object;
  MlObject *module = get_module (heap, self);
  MlObject *text;

  if (module == ml_name (heap, builtins) || !ml_is_str (module))
    text = ml_str_format (heap, "<class '%s'>", self->name);
  else
    text = ml_str_format (heap,
                          "<class '%s.%s'>",
                          ml_str_get_utf8 (module, NULL),
                          ml_str_get_utf8 (self->qualified_name, NULL));

  ml_unref (heap, module);

  return text;
}

/* type(x), and type(name, bases, dict): what the type of the type makes. */
static MlObject *
call (MlHeap *heap, MlObject *object, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlType *self = (MlType *) object;
  MlObject *made;

  if (self == heap->world->type_type && n_args == 1 && kw_names == NULL)
    return ml_ref (args[0]->type);

  if (self->flags & ML_TYPE_DISALLOW_NEW || self->slots.make == NULL)
    return ml_raise (heap, heap->world->type_error, "cannot create '%s' instances", self->name);

  made = self->slots.make (heap, self, args, n_args, kw_names);

  if (made == NULL || !ml_object_is_a (made, self) || made->type->slots.init == NULL)
    return made;

  {
    MlNative native;
    gboolean done;

    ml_native_enter (heap, &native, "new object", &made, 1);
    done = made->type->slots.init (heap, made, args, n_args, kw_names);

    if (done)
      ml_ref (made);

    object = made;
    ml_native_leave (heap, &native);

    return done ? object : NULL;
  }
}

static MlObject *
get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlType *) object)->name_object);
}

static MlObject *
get_qualified_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlType *) object)->qualified_name);
}

static gboolean
check_name (MlHeap *heap, MlType *self, MlObject *value, const char *what)
{
  if (!(self->flags & ML_TYPE_HEAP))
    ml_raise (heap,
              heap->world->type_error,
              "cannot set '%s' attribute of immutable type '%s'",
              what,
              self->name);
  else if (value == NULL)
    ml_raise (heap,
              heap->world->type_error,
              "cannot delete '%s' attribute of type '%s'",
              what,
              self->name);
  else if (!ml_is_str (value))
    ml_raise (heap,
              heap->world->type_error,
              "can only assign string to %s.%s, not '%s'",
              self->name,
              what,
              value->type->name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
set_name (MlHeap *heap, MlObject *object, MlObject *value)
{
  MlType *self = (MlType *) object;

  if (!check_name (heap, self, value, "__name__"))
    return FALSE;

  self->name = ml_str_get_utf8 (value, NULL);
  ml_heap_store (
      heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_NAME), &self->name_object, ml_ref (value));

  return TRUE;
}

static gboolean
set_qualified_name (MlHeap *heap, MlObject *object, MlObject *value)
{
  MlType *self = (MlType *) object;

  if (!check_name (heap, self, value, "__qualname__"))
    return FALSE;

  ml_heap_store (heap,
                 self,
                 ML_SLOT (ML_REGION_FIELD, FIELD_QUALIFIED_NAME),
                 &self->qualified_name,
                 ml_ref (value));

  return TRUE;
}

static MlObject *
get_bases (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlType *) object)->bases);
}

static MlObject *
get_base (MlHeap *heap, MlObject *object)
{
  MlType *base = ((MlType *) object)->base;

  return ml_ref (base != NULL ? &base->object : ml_none (heap));
}

static MlObject *
get_mro (MlHeap *heap, MlObject *object)
{
  MlObject *mro = ((MlType *) object)->mro;

  return ml_ref (mro != NULL ? mro : ml_none (heap));
}

static MlObject *
get_dict (MlHeap *heap, MlObject *object)
{
  return ml_mapping_proxy_new (heap, ((MlType *) object)->dict);
}

static MlObject *
get_module_attribute (MlHeap *heap, MlObject *object)
{
  return get_module (heap, (MlType *) object);
}

static gboolean
set_module_attribute (MlHeap *heap, MlObject *object, MlObject *value)
{
  MlType *self = (MlType *) object;

  if (!(self->flags & ML_TYPE_HEAP) || value == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "cannot set '__module__' attribute of immutable type '%s'",
                self->name);
      return FALSE;
    }

  ml_type_modified (heap, self, NULL);

  return ml_dict_set (heap, self->dict, ml_name (heap, __module__), value);
}

static MlObject *
get_documentation (MlHeap *heap, MlObject *object)
{
  MlType *self = (MlType *) object;
  MlObject *text = ml_type_lookup (heap, self, ml_name (heap, __doc__));

  if (text == NULL)
    return ml_ref (ml_none (heap));

  if (text->type->slots.descriptor_get != NULL)
    return text->type->slots.descriptor_get (heap, text, NULL, self);

  return ml_ref (text);
}

static gboolean
set_documentation (MlHeap *heap, MlObject *object, MlObject *value)
{
  MlType *self = (MlType *) object;

  if (!(self->flags & ML_TYPE_HEAP) || value == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "cannot set '__doc__' attribute of immutable type '%s'",
                self->name);
      return FALSE;
    }

  ml_type_modified (heap, self, NULL);

  return ml_dict_set (heap, self->dict, ml_name (heap, __doc__), value);
}

static MlObject *
method_mro (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlType *type = (MlType *) self;

  return ml_list_from_iterable (heap, type->mro);
}

static MlObject *
method_subclasses (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  MlType *type = (MlType *) self;
  MlObject *list = ml_list_new (heap);

  for (guint i = 0; list != NULL && type->subclasses != NULL && i < type->subclasses->len; i++)
    if (!ml_list_append (heap, list, g_ptr_array_index (type->subclasses, i)))
      {
        ml_unref (heap, list);
        return NULL;
      }

  return list;
}

static MlObject *
method_instance_check (MlHeap *heap,
                       MlObject *self,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  return ml_ref (ml_bool (heap, ml_object_is_a (args[0], (MlType *) self)));
}

static MlObject *
method_subclass_check (MlHeap *heap,
                       MlObject *self,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  if (!ml_is_type (args[0]))
    return ml_raise (heap, heap->world->type_error, "issubclass() arg 1 must be a class");

  return ml_ref (ml_bool (heap, ml_type_is_subtype ((MlType *) args[0], (MlType *) self)));
}

static MlObject *
method_prepare (MlHeap *heap,
                MlObject *self,
                MlObject *const *args,
                gsize n_args,
                MlObject *kw_names)
{
  return ml_dict_new (heap);
}

static const MlMethod methods[] = {
  { "mro",
    method_mro,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "mro($self, /)\n--\n\nReturn a type's method resolution order." },
  { "__subclasses__",
    method_subclasses,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses." },
  { "__instancecheck__",
    method_instance_check,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance." },
  { "__subclasscheck__",
    method_subclass_check,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass." },
  { "__prepare__",
    method_prepare,
    0,
    -1,
    TRUE,
    ML_METHOD_CLASS,
    "__prepare__($cls, name, bases, /, **kwds)\n--\n\nCreate the namespace for the class "
    "statement" },
  { NULL },
};

static const MlGetter getters[] = {
  { "__name__", get_name, set_name },
  { "__qualname__", get_qualified_name, set_qualified_name },
  { "__bases__", get_bases, NULL },
  { "__base__", get_base, NULL },
  { "__mro__", get_mro, NULL },
  { "__module__", get_module_attribute, set_module_attribute },
  { "__dict__", get_dict, NULL },
  { "__doc__", get_documentation, set_documentation },
  { NULL },
};

const MlTypeSpec ml_type_spec = {
  .name = "type",
  .doc = "type(object) -> the object's type\n"
         "type(name, bases, dict, **kwds) -> a new type",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_TYPE | ML_TYPE_WEAKREFS | ML_TYPE_MUTABLE,
  .instance_size = sizeof (MlType),
  .python_size = 904,
  .kind = ML_KIND_CLASS,
  .fields = fields,
  .methods = methods,
  .getters = getters,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = clear,
    .tell_value = tell_value,
    .size = size,
    .repr = repr,
    .get_attribute = get_attribute,
    .set_attribute = set_attribute,
    .call = call,
    .make = ml_type_make,
    .init = ml_type_init,
  },
};
