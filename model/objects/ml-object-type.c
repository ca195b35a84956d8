/* ml-object-type.c: object, the base of all classes */
#include "ml-object-type.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-type-slots.h"

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  const MlType *type = self->type;
  MlObject *module;
  MlObject *text;

  if (!ml_find_attribute (heap, (MlObject *) type, ml_name (heap, __module__), &module))
    return NULL;

  if (module != NULL && ml_is_str (module) && module != ml_name (heap, builtins))
    text = ml_str_format (heap,
                          "<%s.%s object at 0x%" G_GINT64_MODIFIER "x>",
                          ml_str_get_utf8 (module, NULL),
                          ml_str_get_utf8 (type->qualified_name, NULL),
                          ml_heap_get_address (heap, self));
  else
    text = ml_str_format (heap,
                          "<%s object at 0x%" G_GINT64_MODIFIER "x>",
                          type->name,
                          ml_heap_get_address (heap, self));

  ml_unref_any (heap, module);

  return text;
}

static MlObject *
str (MlHeap *heap, MlObject *self)
{
  return ml_repr (heap, self);
}

/* The address, its lowest four bits, which are always 0, turned to the top: neighbours get
 * neighbouring hashes. */
static gint64
hash (MlHeap *heap, MlObject *self)
{
  guint64 address = ml_heap_get_address (heap, self);
  gint64 value = (gint64) (address >> 4 | address << 60);

  return value == -1 ? -2 : value;
}

static MlObject *
compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  MlObject *equal;
  int truth;

  if (how == ML_EQUAL)
    return ml_ref (self == other ? heap->world->true_object : heap->world->not_implemented);

  if (how != ML_NOT_EQUAL || self->type->slots.compare == NULL)
    return ml_ref (heap->world->not_implemented);

  /* != is the opposite of what the class says of ==. */
  equal = self->type->slots.compare (heap, self, other, ML_EQUAL);

  if (equal == NULL || equal == heap->world->not_implemented)
    return equal;

  truth = ml_truth (heap, equal);
  ml_unref (heap, equal);

  return truth < 0 ? NULL : ml_ref (ml_bool (heap, !truth));
}

static gboolean
has_own_make (MlHeap *heap, const MlType *type)
{
  return type->slots.make != ml_object_spec.slots.make;
}

static gboolean
has_own_init (MlHeap *heap, const MlType *type)
{
  return type->slots.init != ml_object_spec.slots.init;
}

static MlObject *
raise_abstract (MlHeap *heap, MlType *type)
{
  return ml_raise (heap,
                   heap->world->type_error,
                   "Can't instantiate abstract class %s without an implementation for "
                   "abstract methods",
                   type->name);
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  gboolean extra = n_args > 0 || kw_names != NULL;

  if (extra && has_own_make (heap, type))
    return ml_raise (heap,
                     heap->world->type_error,
                     "object.__new__() takes exactly one argument (the type to instantiate)");

  if (extra && !has_own_init (heap, type))
    return ml_raise (heap, heap->world->type_error, "%s() takes no arguments", type->name);

  if (type->flags & ML_TYPE_ABSTRACT)
    return raise_abstract (heap, type);

  return ml_instance_new (heap, type);
}

static gboolean
init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  const MlType *type = self->type;
  gboolean extra = n_args > 0 || kw_names != NULL;

  if (extra && has_own_init (heap, type))
    ml_raise (heap,
              heap->world->type_error,
              "object.__init__() takes exactly one argument (the instance to initialize)");
  else if (extra && !has_own_make (heap, type))
    ml_raise (heap,
              heap->world->type_error,
              "%s.__init__() takes exactly one argument (the instance to initialize)",
              type->name);
  else
    return TRUE;

  return FALSE;
}

static MlObject *
get_class (MlHeap *heap, MlObject *self)
{
  return ml_ref (self->type);
}

static gboolean
set_class (MlHeap *heap, MlObject *self, MlObject *value)
{
  MlType *old = self->type;
  MlType *type = (MlType *) value;

  if (value == NULL || !ml_is_type (value))
    {
      ml_raise (heap,
                heap->world->type_error,
                value == NULL ? "can't delete __class__ attribute"
                              : "__class__ must be set to a class, not '%s' object",
                value != NULL ? value->type->name : "");
      return FALSE;
    }

  if (!(old->flags & type->flags & ML_TYPE_HEAP))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__class__ assignment only supported for mutable types or ModuleType subclasses");
      return FALSE;
    }

  if (old->spec != type->spec || ml_instance_count_slots (old) != ml_instance_count_slots (type) ||
      (old->flags & ML_TYPE_ATTRIBUTES) != (type->flags & ML_TYPE_ATTRIBUTES))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__class__ assignment: '%s' object layout differs from '%s'",
                type->name,
                old->name);
      return FALSE;
    }

  /* Inline values are named by the old class's keys: they move to a dict first. */
  if (type->flags & ML_TYPE_ATTRIBUTES && !ml_instance_move_to_dict (heap, self))
    return FALSE;

  self->type = ml_ref (type);

  if (ml_object_is_told (self))
    {
      ml_heap_tell (heap, value);
      ml_journal_retype (
          heap->journal, self->serial, type->object.serial, heap->shape_of (heap, self));
    }

  ml_unref (heap, old);

  return TRUE;
}

static MlObject *
method_format (MlHeap *heap,
               MlObject *self,
               MlObject *const *args,
               gsize n_args,
               MlObject *kw_names)
{
  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "__format__() argument must be str, not %s",
                     args[0]->type->name);

  if (*ml_str_get_utf8 (args[0], NULL) != '\0')
    return ml_raise (heap,
                     heap->world->type_error,
                     "unsupported format string passed to %s.__format__",
                     self->type->name);

  return ml_to_str (heap, self);
}

static MlObject *
method_sizeof (MlHeap *heap,
               MlObject *self,
               MlObject *const *args,
               gsize n_args,
               MlObject *kw_names)
{
  return ml_int_new (heap, ml_object_get_size (heap, self) - self->type->head_size);
}

static gboolean
add_names (MlHeap *heap, MlObject *names, MlObject *dict)
{
  MlObject *key;
  gsize position = 0;

  while (ml_dict_next (dict, &position, &key, NULL, NULL))
    if (!ml_dict_set (heap, names, key, ml_none (heap)))
      return FALSE;

  return TRUE;
}

static MlObject *
sorted_keys (MlHeap *heap, MlObject *names)
{
  MlObject *list = ml_dict_keys_list (heap, names);

  if (list != NULL && !ml_list_sort (heap, list, NULL, FALSE))
    {
      ml_unref (heap, list);
      return NULL;
    }

  return list;
}

static MlObject *
method_dir (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlType *type = ml_is_type (self) ? (MlType *) self : self->type;
  MlObject *names = ml_dict_new (heap);
  MlObject *list = NULL;
  MlObject *own = NULL;
  gboolean done = names != NULL;

  if (done && !ml_is_type (self))
    done = ml_find_attribute (heap, self, ml_name (heap, __dict__), &own);

  if (done && own != NULL && ml_is_dict (own))
    done = add_names (heap, names, own);

  for (gsize i = 0; done && i < ml_tuple_get_length (type->mro); i++)
    done = add_names (heap, names, ((MlType *) ml_tuple_get (type->mro, i))->dict);

  if (done)
    list = sorted_keys (heap, names);

  ml_unref_any (heap, own);
  ml_unref_any (heap, names);

  return list;
}

static MlObject *
method_init_subclass (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  if (kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s.__init_subclass__() takes no keyword arguments",
                     ((MlType *) self)->name);

  return ml_ref (ml_none (heap));
}

static MlObject *
method_subclass_hook (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  return ml_ref (heap->world->not_implemented);
}

static const MlMethod methods[] = {
  { "__format__",
    method_format,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "__format__($self, format_spec, /)\n--\n\nDefault object formatter." },
  { "__sizeof__",
    method_sizeof,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes." },
  { "__dir__",
    method_dir,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "__dir__($self, /)\n--\n\nDefault dir() implementation." },
  { "__init_subclass__",
    method_init_subclass,
    0,
    0,
    TRUE,
    ML_METHOD_CLASS,
    "This method is called when a class is subclassed." },
  { "__subclasshook__",
    method_subclass_hook,
    1,
    1,
    FALSE,
    ML_METHOD_CLASS,
    "Abstract classes can override this to customize issubclass()." },
  { NULL },
};

static const MlGetter getters[] = {
  { "__class__", get_class, set_class },
  { NULL },
};

const MlTypeSpec ml_object_spec = {
  .name = "object",
  .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
         "returns a new featureless\ninstance that has no instance attributes and cannot be "
         "given any.\n",
  .flags = ML_TYPE_BASE,
  .instance_size = sizeof (MlObject),
  .python_size = 16,
  .kind = ML_KIND_INSTANCE,
  .methods = methods,
  .getters = getters,
  .slots = {
    .repr = repr,
    .str = str,
    .hash = hash,
    .compare = compare,
    .get_attribute = ml_generic_get_attribute,
    .set_attribute = ml_generic_set_attribute,
    .make = make,
    .init = init,
  },
};
