/* ml-weakref-module.c: the module weakref */
#include "ml-int.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-weak-reference.h"

static MlObject *
weakref_getweakrefcount (
    MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_int_new (heap, ml_weak_reference_count (heap, args[0]));
}

static MlObject *
weakref_getweakrefs (
    MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *list = ml_list_new (heap);
  MlObject *link = ml_weak_reference_first (heap, args[0]);

  for (; list != NULL && link != NULL; link = (MlObject *) ((MlWeakReference *) link)->next)
    if (!ml_list_append (heap, list, link))
      g_clear_pointer (&list, ml_drop);

  return list;
}

static const MlMethod functions[] = {
  { "getweakrefcount", weakref_getweakrefcount, 1, 1, FALSE, ML_METHOD_PLAIN,
    "getweakrefcount($module, object, /)\n--\n\nReturn the number of weak references to "
    "'object'." },
  { "getweakrefs", weakref_getweakrefs, 1, 1, FALSE, ML_METHOD_PLAIN,
    "getweakrefs($module, object, /)\n--\n\nReturn a list of all weak reference objects pointing "
    "to 'object'." },
  { NULL },
};

MlObject *
ml_weakref_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (heap, "weakref", "Weak-reference support module.");
  MlType *type = heap->world->weak_reference_type;

  if (module == NULL || !ml_module_add_functions (heap, module, functions)
      || !ml_module_add (heap, module, "ref", ml_ref (type))
      || !ml_module_add (heap, module, "ReferenceType", ml_ref (type)))
    {
      ml_unref_any (heap, module);
      return NULL;
    }

  return module;
}
