/* ml-builtins.c: the module builtins */
#include "ml-builtins.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-object-type.h"
#include "ml-str.h"

/* Types that programs reach by name alone; the others show only as the type of something. */
static const char *const type_names[] = {
  "bool",  "bytearray", "bytes",     "classmethod",  "complex",  "dict",
  "enumerate",    "filter", "float", "frozenset", "int",          "list",     "map",
  "memoryview",   "object", "property", "range",  "reversed",     "set",      "slice",
  "staticmethod", "str",    "super",    "tuple",  "type",         "zip",      NULL,
};

static gboolean
is_public (const MlType *type)
{
  return type->flags & ML_TYPE_EXCEPTION || g_strv_contains (type_names, type->name);
}

static gboolean
add_types (MlHeap *heap, MlObject *module)
{
  MlType **types = (MlType **) heap->world;

  for (guint i = 0; i < ML_N_WORLD_TYPES; i++)
    if (is_public (types[i]) && !ml_module_add (heap, module, types[i]->name, ml_ref (types[i])))
      return FALSE;

  /* OSError has had other names. */
  return ml_module_add (heap, module, "EnvironmentError", ml_ref (heap->world->os_error))
         && ml_module_add (heap, module, "IOError", ml_ref (heap->world->os_error));
}

static gboolean
add_constants (MlHeap *heap, MlObject *module)
{
  MlWorld *world = heap->world;

  return ml_module_add (heap, module, "None", world->none)
         && ml_module_add (heap, module, "True", world->true_object)
         && ml_module_add (heap, module, "False", world->false_object)
         && ml_module_add (heap, module, "Ellipsis", world->ellipsis)
         && ml_module_add (heap, module, "NotImplemented", world->not_implemented)
         && ml_module_add (heap, module, "__debug__", world->true_object);
}

MlObject *
ml_builtins_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (
      heap,
      "builtins",
      "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct "
      "access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name "
      "for the built-in function len().");

  if (module == NULL || !ml_module_add_functions (heap, module, ml_builtins_values)
      || !ml_module_add_functions (heap, module, ml_builtins_objects)
      || !ml_module_add_functions (heap, module, ml_builtins_running)
      || !add_types (heap, module) || !add_constants (heap, module))
    {
      ml_unref_any (heap, module);
      return NULL;
    }

  return module;
}
