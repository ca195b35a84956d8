/* ml-native-function.c: functions and methods written in C, as Python objects */
#include "ml-native-function.h"

#include <string.h>

#include "ml-descriptor.h"
#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-suggestion.h"
#include "ml-tuple.h"

enum
{
  FIELD_SELF,
  FIELD_MODULE
};

/* Calling */

static gboolean
check_positional (MlHeap *heap, const MlMethod *method, gsize n_args)
{
  const char *bound;
  gsize expected;

  if (n_args >= (gsize) method->min && (method->max < 0 || n_args <= (gsize) method->max))
    return TRUE;

  bound = method->min == method->max ? "" : n_args < (gsize) method->min ? "at least " : "at most ";
  expected = n_args < (gsize) method->min ? method->min : method->max;
  ml_raise (heap,
            heap->world->type_error,
            "%s expected %s%" G_GSIZE_FORMAT " argument%s, got %" G_GSIZE_FORMAT,
            method->name,
            bound,
            expected,
            expected == 1 ? "" : "s",
            n_args);

  return FALSE;
}

/* Functions of the module builtins stand for themselves. */
static const char *
get_owner_name (MlHeap *heap, gconstpointer owner)
{
  const char *name;

  if (owner == NULL)
    return "";

  if (ml_is_type ((gpointer) owner))
    return ((const MlType *) owner)->name;

  name = ml_str_get_utf8 ((gpointer) owner, NULL);

  return g_str_equal (name, "builtins") ? "" : name;
}

static gboolean
check_arguments (MlHeap *heap,
                 const MlMethod *method,
                 gconstpointer owner,
                 gsize n_args,
                 MlObject *kw_names)
{
  const char *owner_name = get_owner_name (heap, owner);
  const char *dot = *owner_name != '\0' ? "." : "";

  if (!method->keywords && kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    ml_raise (heap,
              heap->world->type_error,
              "%s%s%s() takes no keyword arguments",
              owner_name,
              dot,
              method->name);
  else if (method->max == 0 && n_args > 0)
    ml_raise (heap,
              heap->world->type_error,
              "%s%s%s() takes no arguments (%" G_GSIZE_FORMAT " given)",
              owner_name,
              dot,
              method->name,
              n_args);
  else if (method->min == 1 && method->max == 1 && !method->keywords && n_args != 1)
    ml_raise (heap,
              heap->world->type_error,
              "%s%s%s() takes exactly one argument (%" G_GSIZE_FORMAT " given)",
              owner_name,
              dot,
              method->name,
              n_args);
  else
    return method->keywords || check_positional (heap, method, n_args);

  return FALSE;
}

MlObject *
ml_native_call (MlHeap *heap,
                const MlMethod *method,
                gconstpointer owner,
                MlObject *self,
                MlObject *const *args,
                gsize n_args,
                MlObject *kw_names)
{
  gboolean in_range =
      n_args >= (gsize) method->min && (method->max < 0 || n_args <= (gsize) method->max);

  if (G_UNLIKELY (!in_range || kw_names != NULL) &&
      !check_arguments (heap, method, owner, n_args, kw_names))
    return NULL;

  return method->func (heap, self, args, n_args, kw_names);
}

/* Reading arguments with names */

static int
find_name (const char *const *names, MlObject *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && ml_str_equal_utf8 (name, names[i]))
      return i;

  return -1;
}

static gboolean
place_keywords (MlHeap *heap,
                const char *function,
                const char *const *names,
                MlObject *const *values,
                MlObject *kw_names,
                MlObject **places)
{
  for (gsize i = 0; i < ml_tuple_get_length (kw_names); i++)
    {
      MlObject *name = ml_tuple_get (kw_names, i);
      int at = find_name (names, name);

      if (at < 0)
        {
          const char *wrong = ml_str_get_utf8 (name, NULL);
          const char *right = ml_suggest (wrong, names, g_strv_length ((char **) names));

          ml_raise (heap,
                    heap->world->type_error,
                    "%s() got an unexpected keyword argument '%s'%s%s%s",
                    function,
                    wrong,
                    right != NULL ? ". Did you mean '" : "",
                    right != NULL ? right : "",
                    right != NULL ? "'?" : "");
          return FALSE;
        }

      if (places[at] != NULL)
        {
          ml_raise (heap,
                    heap->world->type_error,
                    "argument for %s() given by name ('%s') and position (%d)",
                    function,
                    names[at],
                    at + 1);
          return FALSE;
        }

      places[at] = values[i];
    }

  return TRUE;
}

gboolean
ml_native_parse (MlHeap *heap,
                 const char *function,
                 const char *const *names,
                 guint min,
                 guint max_positional,
                 MlObject *const *args,
                 gsize n_args,
                 MlObject *kw_names,
                 MlObject **places)
{
  guint n_names = g_strv_length ((char **) names);

  if (n_args > 0 && max_positional == 0)
    {
      ml_raise (
          heap, heap->world->type_error, "%s() takes no positional arguments", function);
      return FALSE;
    }

  if (n_args > max_positional)
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s() takes at most %u %sargument%s (%" G_GSIZE_FORMAT " given)",
                function,
                max_positional,
                max_positional < n_names ? "positional " : "",
                max_positional == 1 ? "" : "s",
                n_args);
      return FALSE;
    }

  memset (places, 0, n_names * sizeof (MlObject *));

  if (n_args > 0)
    memcpy (places, args, n_args * sizeof (MlObject *));

  if (kw_names != NULL && !place_keywords (heap, function, names, args + n_args, kw_names, places))
    return FALSE;

  for (guint i = 0; i < min; i++)
    if (places[i] == NULL)
      {
        if (*names[i] != '\0')
          ml_raise (heap,
                    heap->world->type_error,
                    "%s() missing required argument '%s' (pos %u)",
                    function,
                    names[i],
                    i + 1);
        else
          ml_raise (heap,
                    heap->world->type_error,
                    "%s() takes at least %u positional argument%s (%" G_GSIZE_FORMAT " given)",
                    function,
                    min,
                    min == 1 ? "" : "s",
                    n_args);
        return FALSE;
      }

  return TRUE;
}

/* builtin_function_or_method */

MlObject *
ml_native_function_new (MlHeap *heap, const MlMethod *method, MlObject *self, MlObject *module)
{
  MlNativeFunction *function =
      ml_heap_allocate (heap, heap->world->native_function_type, sizeof (MlNativeFunction));

  if (function == NULL)
    return NULL;

  function->method = method;
  function->self = self != NULL ? ml_ref (self) : NULL;
  function->module = module != NULL ? ml_ref (module) : NULL;
  ml_heap_track (heap, function);

  return &function->object;
}

static void
function_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlNativeFunction *self = (MlNativeFunction *) object;

  if (self->self != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, FIELD_SELF), self->self, data);

  if (self->module != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, FIELD_MODULE), self->module, data);
}

static MlObject *
function_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlNativeFunction *self = (MlNativeFunction *) object;
  gpointer places[] = { &self->self, &self->module };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static void
function_tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  const char *name = ((MlNativeFunction *) object)->method->name;

  *value = (MlValue){ .type = ML_VALUE_TEXT, .length = strlen (name), .text = name };
}

static gboolean
is_of_a_module (MlHeap *heap, const MlNativeFunction *self)
{
  return self->self == NULL || self->self->type == heap->world->module_type;
}

static MlObject *
function_repr (MlHeap *heap, MlObject *object)
{
  MlNativeFunction *self = (MlNativeFunction *) object;

  if (is_of_a_module (heap, self))
    return ml_str_format (heap, "<built-in function %s>", self->method->name);

  return ml_str_format (heap,
                        "<built-in method %s of %s object at 0x%" G_GINT64_MODIFIER "x>",
                        self->method->name,
                        self->self->type->name,
                        ml_heap_get_address (heap, self->self));
}

static MlObject *
function_compare (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlNativeFunction *self = (MlNativeFunction *) left;
  MlNativeFunction *other = (MlNativeFunction *) right;
  gboolean equal;

  if ((how != ML_EQUAL && how != ML_NOT_EQUAL) || right->type != left->type)
    return ml_ref (heap->world->not_implemented);

  equal = self->self == other->self && self->method == other->method;

  return ml_ref (ml_bool (heap, equal == (how == ML_EQUAL)));
}

static gint64
function_hash (MlHeap *heap, MlObject *object)
{
  MlNativeFunction *self = (MlNativeFunction *) object;
  gint64 hash = self->self != NULL ? ml_heap_get_address (heap, self->self) >> 4 : 0;

  return (hash ^ g_str_hash (self->method->name)) & G_MAXINT64;
}

static MlObject *
function_call (MlHeap *heap,
               MlObject *object,
               MlObject *const *args,
               gsize n_args,
               MlObject *kw_names)
{
  MlNativeFunction *self = (MlNativeFunction *) object;
  gpointer owner = is_of_a_module (heap, self) ? (gpointer) self->module
                   : ml_is_type (self->self)   ? (gpointer) self->self
                                               : (gpointer) self->self->type;

  return ml_native_call (heap, self->method, owner, self->self, args, n_args, kw_names);
}

static MlObject *
function_get_name (MlHeap *heap, MlObject *object)
{
  return ml_name_from_utf8 (heap, ((MlNativeFunction *) object)->method->name, -1);
}

static MlObject *
function_get_qualified_name (MlHeap *heap, MlObject *object)
{
  MlNativeFunction *self = (MlNativeFunction *) object;

  if (is_of_a_module (heap, self))
    return function_get_name (heap, object);

  return ml_str_format (heap,
                        "%s.%s",
                        ml_is_type (self->self) ? ((MlType *) self->self)->name
                                                : self->self->type->name,
                        self->method->name);
}

static MlObject *
function_get_module (MlHeap *heap, MlObject *object)
{
  MlObject *module = ((MlNativeFunction *) object)->module;

  return ml_ref (module != NULL ? module : ml_none (heap));
}

static MlObject *
function_get_self (MlHeap *heap, MlObject *object)
{
  MlObject *self = ((MlNativeFunction *) object)->self;

  return ml_ref (self != NULL ? self : ml_none (heap));
}

/* CPython keeps the signature in the docstring's first lines and shows what comes behind. */
static MlObject *
get_documentation (MlHeap *heap, const MlMethod *method)
{
  const char *text = method->doc;
  const char *marker;

  if (text == NULL)
    return ml_ref (ml_none (heap));

  marker = strstr (text, "\n--\n\n");

  return ml_str_from_utf8 (heap, marker != NULL ? marker + 5 : text, -1);
}

static MlObject *
function_get_doc (MlHeap *heap, MlObject *object)
{
  return get_documentation (heap, ((MlNativeFunction *) object)->method);
}

static const MlGetter function_getters[] = {
  { "__name__", function_get_name, NULL },
  { "__qualname__", function_get_qualified_name, NULL },
  { "__module__", function_get_module, NULL },
  { "__self__", function_get_self, NULL },
  { "__doc__", function_get_doc, NULL },
  { NULL },
};

static const char *const function_fields[] = { "__self__", "__module__", NULL };

const MlTypeSpec ml_native_function_spec = {
  .name = "builtin_function_or_method",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW | ML_TYPE_WEAKREFS,
  .instance_size = sizeof (MlNativeFunction),
  .python_size = 56,
  .kind = ML_KIND_BUILTIN,
  .fields = function_fields,
  .getters = function_getters,
  .slots = {
    .traverse = function_traverse,
    .dismantle = function_dismantle,
    .tell_value = function_tell_value,
    .repr = function_repr,
    .compare = function_compare,
    .hash = function_hash,
    .call = function_call,
  },
};

/* method_descriptor and classmethod_descriptor: immortal in their types' dicts but for the count,
 * as CPython's */

static MlObject *
descriptor_new (MlHeap *heap, MlType *type, MlType *owner, const MlMethod *method, MlObject *name)
{
  MlMethodDescriptor *descriptor = ml_heap_allocate (heap, type, sizeof (MlMethodDescriptor));

  if (descriptor == NULL)
    return NULL;

  descriptor->owner = ml_ref (owner);
  descriptor->name = ml_ref (name);
  descriptor->method = method;
  ml_heap_track (heap, descriptor);

  return &descriptor->object;
}

MlObject *
ml_method_descriptor_new (MlHeap *heap, MlType *owner, const MlMethod *method, MlObject *name)
{
  MlObject *function, *wrapped;

  if (method->kind == ML_METHOD_PLAIN)
    return descriptor_new (heap, heap->world->method_descriptor_type, owner, method, name);

  if (method->kind == ML_METHOD_CLASS)
    return descriptor_new (heap, heap->world->class_method_descriptor_type, owner, method, name);

  function = ml_native_function_new (heap, method, &owner->object, NULL);

  if (function == NULL)
    return NULL;

  wrapped = ml_static_method_new (heap, function);
  ml_unref (heap, function);

  return wrapped;
}

static void
descriptor_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  visit (ML_SLOT (ML_REGION_FIELD, 0), &self->owner->object, data);
  visit (ML_SLOT (ML_REGION_FIELD, 1), self->name, data);
}

static void
descriptor_tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  const char *name = ((MlMethodDescriptor *) object)->method->name;

  *value = (MlValue){ .type = ML_VALUE_TEXT, .length = strlen (name), .text = name };
}

static MlObject *
descriptor_repr (MlHeap *heap, MlObject *object)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  return ml_str_format (
      heap, "<method '%s' of '%s' objects>", self->method->name, self->owner->name);
}

static MlObject *
descriptor_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  if (instance == NULL)
    return ml_ref (object);

  if (!ml_object_is_a (instance, self->owner))
    return ml_raise (heap,
                     heap->world->type_error,
                     "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                     self->method->name,
                     self->owner->name,
                     instance->type->name);

  return ml_native_function_new (heap, self->method, instance, NULL);
}

static MlObject *
descriptor_call (MlHeap *heap,
                 MlObject *object,
                 MlObject *const *args,
                 gsize n_args,
                 MlObject *kw_names)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  if (n_args == 0)
    return ml_raise (heap,
                     heap->world->type_error,
                     "unbound method %s.%s() needs an argument",
                     self->owner->name,
                     self->method->name);

  if (!ml_object_is_a (args[0], self->owner))
    return ml_raise (heap,
                     heap->world->type_error,
                     "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                     self->method->name,
                     self->owner->name,
                     args[0]->type->name);

  return ml_native_call (heap, self->method, self->owner, args[0], args + 1, n_args - 1, kw_names);
}

static MlObject *
descriptor_get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlMethodDescriptor *) object)->name);
}

static MlObject *
descriptor_get_qualified_name (MlHeap *heap, MlObject *object)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  return ml_str_format (heap, "%s.%s", self->owner->name, self->method->name);
}

static MlObject *
descriptor_get_owner (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlMethodDescriptor *) object)->owner);
}

static MlObject *
descriptor_get_doc (MlHeap *heap, MlObject *object)
{
  return get_documentation (heap, ((MlMethodDescriptor *) object)->method);
}

static const MlGetter descriptor_getters[] = {
  { "__name__", descriptor_get_name, NULL },
  { "__qualname__", descriptor_get_qualified_name, NULL },
  { "__objclass__", descriptor_get_owner, NULL },
  { "__doc__", descriptor_get_doc, NULL },
  { NULL },
};

static const char *const descriptor_fields[] = { "__objclass__", "__name__", NULL };

const MlTypeSpec ml_method_descriptor_spec = {
  .name = "method_descriptor",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW | ML_TYPE_METHOD_DESCRIPTOR,
  .instance_size = sizeof (MlMethodDescriptor),
  .python_size = 56,
  .kind = ML_KIND_BUILTIN,
  .fields = descriptor_fields,
  .getters = descriptor_getters,
  .slots = {
    .traverse = descriptor_traverse,
    .tell_value = descriptor_tell_value,
    .repr = descriptor_repr,
    .call = descriptor_call,
    .descriptor_get = descriptor_get,
  },
};

static MlObject *
class_descriptor_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;
  MlType *type = owner != NULL ? owner : instance->type;

  return ml_native_function_new (heap, self->method, &type->object, NULL);
}

static MlObject *
class_descriptor_call (MlHeap *heap,
                       MlObject *object,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  MlMethodDescriptor *self = (MlMethodDescriptor *) object;

  if (n_args == 0 || !ml_is_type (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "descriptor '%s' requires a type but received a '%s'",
                     self->method->name,
                     n_args == 0 ? "nothing" : args[0]->type->name);

  return ml_native_call (heap, self->method, self->owner, args[0], args + 1, n_args - 1, kw_names);
}

const MlTypeSpec ml_class_method_descriptor_spec = {
  .name = "classmethod_descriptor",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlMethodDescriptor),
  .python_size = 56,
  .kind = ML_KIND_BUILTIN,
  .fields = descriptor_fields,
  .getters = descriptor_getters,
  .slots = {
    .traverse = descriptor_traverse,
    .tell_value = descriptor_tell_value,
    .repr = descriptor_repr,
    .call = class_descriptor_call,
    .descriptor_get = class_descriptor_get,
  },
};
