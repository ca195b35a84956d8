/* ml-gc-module.c: the module gc */
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-tuple.h"

#define FUNCTION(name)                         \
  static MlObject *name (MlHeap *heap,         \
                         MlObject *self,       \
                         MlObject *const *args, \
                         gsize n_args,         \
                         MlObject *kw_names)

FUNCTION (gc_collect)
{
  static const char *const names[] = { "generation", NULL };
  MlObject *places[1];
  gssize generation = 2;

  if (!ml_native_parse (heap, "collect", names, 0, 1, args, n_args, kw_names, places))
    return NULL;

  if (places[0] != NULL
      && !ml_int_as_index (heap, places[0], heap->world->overflow_error, &generation))
    return NULL;

  if (generation < 0 || generation > 2)
    return ml_raise (heap, heap->world->value_error, "invalid generation");

  return ml_int_new (heap, ml_heap_collect (heap, generation));
}

FUNCTION (gc_enable)
{
  heap->collector_enabled = TRUE;

  return ml_none (heap);
}

FUNCTION (gc_disable)
{
  heap->collector_enabled = FALSE;

  return ml_none (heap);
}

FUNCTION (gc_isenabled)
{
  return ml_bool (heap, heap->collector_enabled);
}

static MlObject *
pack_three (MlHeap *heap, guint first, guint second, guint third)
{
  return ml_tuple_new_take (heap,
                            (MlObject *[]){
                                ml_int_new (heap, first),
                                ml_int_new (heap, second),
                                ml_int_new (heap, third),
                            },
                            3);
}

FUNCTION (gc_get_count)
{
  const MlGeneration *generations = heap->generations;

  return pack_three (heap, generations[0].count, generations[1].count, generations[2].count);
}

FUNCTION (gc_get_threshold)
{
  const MlGeneration *generations = heap->generations;

  return pack_three (
      heap, generations[0].threshold, generations[1].threshold, generations[2].threshold);
}

FUNCTION (gc_set_threshold)
{
  for (gsize i = 0; i < n_args; i++)
    {
      gssize threshold;

      if (!ml_int_as_index (heap, args[i], heap->world->overflow_error, &threshold))
        return NULL;

      heap->generations[i].threshold = CLAMP (threshold, 0, G_MAXINT);
    }

  return ml_none (heap);
}

FUNCTION (gc_is_tracked)
{
  return ml_bool (heap, (args[0]->flags & ML_OBJECT_TRACKED) != 0);
}

static const MlMethod functions[] = {
  { "collect", gc_collect, 0, -1, TRUE, ML_METHOD_PLAIN,
    "collect($module, /, generation=2)\n--\n\nRun the garbage collector." },
  { "enable", gc_enable, 0, 0, FALSE, ML_METHOD_PLAIN,
    "enable($module, /)\n--\n\nEnable automatic garbage collection." },
  { "disable", gc_disable, 0, 0, FALSE, ML_METHOD_PLAIN,
    "disable($module, /)\n--\n\nDisable automatic garbage collection." },
  { "isenabled", gc_isenabled, 0, 0, FALSE, ML_METHOD_PLAIN,
    "isenabled($module, /)\n--\n\nReturns true if automatic garbage collection is enabled." },
  { "get_count", gc_get_count, 0, 0, FALSE, ML_METHOD_PLAIN,
    "get_count($module, /)\n--\n\nReturn a three-tuple of the current collection counts." },
  { "get_threshold", gc_get_threshold, 0, 0, FALSE, ML_METHOD_PLAIN,
    "get_threshold($module, /)\n--\n\nReturn the current collection thresholds." },
  { "set_threshold", gc_set_threshold, 1, 3, FALSE, ML_METHOD_PLAIN,
    "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the "
    "collection frequency)." },
  { "is_tracked", gc_is_tracked, 1, 1, FALSE, ML_METHOD_PLAIN,
    "is_tracked($module, obj, /)\n--\n\nReturns true if the object is tracked by the garbage "
    "collector." },
  { NULL },
};

MlObject *
ml_gc_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (
      heap, "gc", "This module provides access to the garbage collector for reference cycles.");

  if (module != NULL && !ml_module_add_functions (heap, module, functions))
    {
      ml_unref (heap, module);
      return NULL;
    }

  return module;
}
