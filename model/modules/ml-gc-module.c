/* ml-gc-module.c: the module gc */
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"
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

FUNCTION (gc_is_finalized)
{
  return ml_bool (heap, (args[0]->flags & ML_OBJECT_FINALIZED) != 0);
}

/* Looking at what the collector watches. None of this runs Python code. */

typedef struct
{
  MlHeap *heap;
  MlObject *list;           /* what is being made; never found itself */
  MlObject *const *targets; /* whose referrers are asked for */
  gsize n_targets;
  gboolean found;
  gboolean failed;
} Search;

static void
search_add (Search *search, MlObject *object)
{
  if (!search->failed && !ml_list_append (search->heap, search->list, object))
    search->failed = TRUE;
}

static MlObject *
search_finish (Search *search)
{
  if (search->failed)
    g_clear_pointer (&search->list, ml_drop);

  return search->list;
}

static void
note_object (MlObject *object, gpointer data)
{
  Search *search = data;

  if (object != search->list)
    search_add (search, object);
}

FUNCTION (gc_get_objects)
{
  static const char *const names[] = { "generation", NULL };
  Search search = { .heap = heap };
  MlObject *places[1];
  gssize generation = -1;

  if (!ml_native_parse (heap, "get_objects", names, 0, 1, args, n_args, kw_names, places))
    return NULL;

  if (places[0] != NULL && places[0] != ml_none (heap))
    {
      if (!ml_int_as_index (heap, places[0], heap->world->overflow_error, &generation))
        return NULL;

      if (generation < -1)
        return ml_raise (
            heap, heap->world->value_error, "generation parameter cannot be negative");

      if (generation > 2)
        return ml_raise (heap,
                         heap->world->value_error,
                         "generation parameter must be less than the number of available "
                         "generations (3)");
    }

  search.list = ml_list_new (heap);

  for (gssize i = 0; search.list != NULL && i <= 2; i++)
    if (generation < 0 || generation == i)
      ml_heap_foreach_tracked (heap, i, note_object, &search);

  return search_finish (&search);
}

/* The collector sees neither built-in types, which live for ever, nor the dict that shows an
 * instance's own values. */
static gboolean
is_seen (MlSlot slot, const MlObject *target)
{
  if (slot == ML_SLOT_TYPE)
    return (((const MlType *) target)->flags & ML_TYPE_HEAP) != 0;

  return !(target->flags & ML_OBJECT_WINDOW);
}

static void
note_match (MlSlot slot, MlObject *target, gpointer data)
{
  Search *search = data;

  for (gsize i = 0; i < search->n_targets && !search->found; i++)
    search->found = target == search->targets[i] && is_seen (slot, target);
}

static void
note_referrer (MlObject *object, gpointer data)
{
  Search *search = data;

  if (object == search->list)
    return;

  search->found = FALSE;
  ml_heap_visit_all (search->heap, object, note_match, search);

  if (search->found)
    search_add (search, object);
}

FUNCTION (gc_get_referrers)
{
  Search search = {
    .heap = heap,
    .list = ml_list_new (heap),
    .targets = args,
    .n_targets = n_args,
  };

  for (guint i = 0; search.list != NULL && i <= 2; i++)
    ml_heap_foreach_tracked (heap, i, note_referrer, &search);

  return search_finish (&search);
}

static void
note_referent (MlSlot slot, MlObject *target, gpointer data)
{
  if (is_seen (slot, target))
    search_add (data, target);
}

/* The collector passes over the keys of a dict that has plain strs alone. */
static gboolean
note_referents_of_dict (Search *search, MlObject *dict)
{
  MlObject *key, *value;
  gsize position = 0;
  gint64 hash;

  while (ml_dict_next (dict, &position, &key, &value, &hash))
    if (!ml_is_exact_str (search->heap, key))
      return FALSE;

  position = 0;

  while (ml_dict_next (dict, &position, &key, &value, &hash))
    search_add (search, value);

  return TRUE;
}

FUNCTION (gc_get_referents)
{
  Search search = { .heap = heap, .list = ml_list_new (heap) };

  for (gsize i = 0; search.list != NULL && i < n_args; i++)
    if ((args[i]->type->flags & ML_TYPE_COLLECTED)
        && (args[i]->type != heap->world->dict_type || !note_referents_of_dict (&search, args[i])))
      ml_heap_visit_all (heap, args[i], note_referent, &search);

  return search_finish (&search);
}

FUNCTION (gc_freeze)
{
  ml_heap_freeze (heap);

  return ml_none (heap);
}

FUNCTION (gc_unfreeze)
{
  ml_heap_unfreeze (heap);

  return ml_none (heap);
}

FUNCTION (gc_get_freeze_count)
{
  return ml_int_new (heap, ml_heap_count_frozen (heap));
}

static gboolean
set_number (MlHeap *heap, MlObject *dict, const char *key, guint64 value)
{
  MlObject *number = ml_int_new (heap, value);
  gboolean done = number != NULL && ml_dict_set_ascii (heap, dict, key, number);

  ml_unref_any (heap, number);

  return done;
}

/* Nothing is ever found that cannot be taken apart: "uncollectable" is 0. */
static MlObject *
describe_generation (MlHeap *heap, const MlGeneration *generation)
{
  MlObject *dict = ml_dict_new (heap);

  if (dict == NULL || !set_number (heap, dict, "collections", generation->n_collections)
      || !set_number (heap, dict, "collected", generation->n_collected)
      || !set_number (heap, dict, "uncollectable", 0))
    {
      ml_unref_any (heap, dict);
      return NULL;
    }

  return dict;
}

FUNCTION (gc_get_stats)
{
  MlObject *list = ml_list_new (heap);
  MlNative native;

  ml_native_enter (heap, &native, "get_stats", &list, 1);

  for (guint i = 0; list != NULL && i < G_N_ELEMENTS (heap->generations); i++)
    {
      MlObject *dict = describe_generation (heap, &heap->generations[i]);

      if (dict == NULL || !ml_list_append (heap, list, dict))
        ml_unref_any (heap, g_steal_pointer (&list));

      ml_unref_any (heap, dict);
    }

  self = g_steal_pointer (&list);
  ml_native_leave (heap, &native);

  return self;
}

/* Debugging */

enum
{
  DEBUG_STATS = 1,
  DEBUG_COLLECTABLE = 2,
  DEBUG_UNCOLLECTABLE = 4,
  DEBUG_SAVEALL = 32,
  DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL
};

static void
save_garbage (MlHeap *heap, MlObject *object)
{
  if (!ml_list_append (heap, heap->garbage, object))
    ml_clear_raised (heap);
}

FUNCTION (gc_set_debug)
{
  gssize flags;

  if (!ml_int_as_index (heap, args[0], heap->world->overflow_error, &flags))
    return NULL;

  heap->collector_debug = (guint) flags;
  heap->collector_saves = (flags & DEBUG_SAVEALL) != 0;

  return ml_none (heap);
}

FUNCTION (gc_get_debug)
{
  return ml_int_new (heap, heap->collector_debug);
}

/* Callbacks */

static MlObject *
describe_collection (MlHeap *heap, guint generation, gsize n_collected)
{
  MlObject *dict = ml_dict_new (heap);

  if (dict == NULL
      || !set_number (heap, dict, "generation", generation)
      || !set_number (heap, dict, "collected", n_collected)
      || !set_number (heap, dict, "uncollectable", 0))
    {
      ml_unref_any (heap, dict);
      return NULL;
    }

  return dict;
}

/* Slots of the built-in that calls back. */
enum
{
  CALLING_PHASE,
  CALLING_INFO,
  CALLING_CALLBACK,
  CALLING_N_SLOTS
};

static void
call_back (MlHeap *heap, MlObject **held, gsize index)
{
  MlObject *arguments[] = { held[CALLING_PHASE], held[CALLING_INFO] };
  MlObject *result;

  held[CALLING_CALLBACK] = ml_ref (ml_list_get (heap->callbacks, index));
  result = ml_call (heap, held[CALLING_CALLBACK], arguments, G_N_ELEMENTS (arguments), NULL);

  if (result == NULL)
    heap->report_unraisable (heap, held[CALLING_CALLBACK]);

  ml_unref_any (heap, result);
  ml_unref (heap, g_steal_pointer (&held[CALLING_CALLBACK]));
}

static void
announce_collection (MlHeap *heap, MlCollectionPhase phase, guint generation, gsize n_collected)
{
  MlObject *held[CALLING_N_SLOTS] = { NULL };
  MlObject *raised;
  MlNative native;

  if (ml_list_get_length (heap->callbacks) == 0)
    return;

  raised = ml_take_raised (heap);
  ml_native_enter (heap, &native, "gc callbacks", held, CALLING_N_SLOTS);
  held[CALLING_PHASE]
      = ml_str_from_utf8 (heap, phase == ML_COLLECTION_BEGINS ? "start" : "stop", -1);
  held[CALLING_INFO] = describe_collection (heap, generation, n_collected);

  if (held[CALLING_PHASE] != NULL && held[CALLING_INFO] != NULL)
    for (gsize i = 0; i < ml_list_get_length (heap->callbacks); i++)
      call_back (heap, held, i);
  else
    heap->report_unraisable (heap, NULL);

  ml_native_leave (heap, &native);
  ml_restore_raised (heap, raised);
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
  { "is_finalized", gc_is_finalized, 1, 1, FALSE, ML_METHOD_PLAIN,
    "is_finalized($module, obj, /)\n--\n\nReturns true if the object has been already finalized "
    "by the GC." },
  { "get_objects", gc_get_objects, 0, -1, TRUE, ML_METHOD_PLAIN,
    "get_objects($module, /, generation=None)\n--\n\nReturn a list of objects tracked by the "
    "collector (excluding the list returned)." },
  { "get_referrers", gc_get_referrers, 0, -1, FALSE, ML_METHOD_PLAIN,
    "get_referrers($module, /, *objs)\n--\n\nReturn the list of objects that directly refer to any "
    "of 'objs'." },
  { "get_referents", gc_get_referents, 0, -1, FALSE, ML_METHOD_PLAIN,
    "get_referents($module, /, *objs)\n--\n\nReturn the list of objects that are directly referred "
    "to by 'objs'." },
  { "freeze", gc_freeze, 0, 0, FALSE, ML_METHOD_PLAIN,
    "freeze($module, /)\n--\n\nFreeze all current tracked objects and ignore them for future "
    "collections." },
  { "unfreeze", gc_unfreeze, 0, 0, FALSE, ML_METHOD_PLAIN,
    "unfreeze($module, /)\n--\n\nUnfreeze all objects in the permanent generation." },
  { "get_freeze_count", gc_get_freeze_count, 0, 0, FALSE, ML_METHOD_PLAIN,
    "get_freeze_count($module, /)\n--\n\nReturn the number of objects in the permanent "
    "generation." },
  { "get_stats", gc_get_stats, 0, 0, FALSE, ML_METHOD_PLAIN,
    "get_stats($module, /)\n--\n\nReturn a list of dictionaries containing per-generation "
    "statistics." },
  { "set_debug", gc_set_debug, 1, 1, FALSE, ML_METHOD_PLAIN,
    "set_debug($module, flags, /)\n--\n\nSet the garbage collection debugging flags." },
  { "get_debug", gc_get_debug, 0, 0, FALSE, ML_METHOD_PLAIN,
    "get_debug($module, /)\n--\n\nGet the garbage collection debugging flags." },
  { NULL },
};

/* What the collector itself holds. */
enum
{
  STORE_GARBAGE,
  STORE_CALLBACKS
};

/* The collector keeps using its own lists if the program binds the names anew. */
static void
visit_lists (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data)
{
  visit (ML_SLOT (ML_REGION_ITEM, STORE_GARBAGE), heap->garbage, data);
  visit (ML_SLOT (ML_REGION_ITEM, STORE_CALLBACKS), heap->callbacks, data);
}

static void
tell_lists (MlHeap *heap)
{
  MlSerial store;

  if (heap->journal == NULL)
    return;

  store = ml_heap_tell_birth_of_store (heap, "cycle collector");
  ml_heap_tell_set (heap, store, ML_SLOT (ML_REGION_ITEM, STORE_GARBAGE), NULL, heap->garbage);
  ml_heap_tell_set (heap, store, ML_SLOT (ML_REGION_ITEM, STORE_CALLBACKS), NULL, heap->callbacks);
}

static gboolean
make_lists (MlHeap *heap)
{
  heap->garbage = ml_list_new (heap);
  heap->callbacks = ml_list_new (heap);

  if (heap->garbage == NULL || heap->callbacks == NULL)
    {
      g_clear_pointer (&heap->garbage, ml_drop);
      return FALSE;
    }

  ml_heap_add_root (heap, visit_lists, &heap->garbage);
  tell_lists (heap);
  heap->save_garbage = save_garbage;
  heap->collection = announce_collection;

  return TRUE;
}

/* They are the same however often the module is made. */
static gboolean
add_lists (MlHeap *heap, MlObject *module)
{
  if (heap->garbage == NULL && !make_lists (heap))
    return FALSE;

  return ml_module_add (heap, module, "garbage", ml_ref (heap->garbage))
         && ml_module_add (heap, module, "callbacks", ml_ref (heap->callbacks));
}

static gboolean
add_constants (MlHeap *heap, MlObject *module)
{
  static const struct
  {
    const char *name;
    guint value;
  } constants[] = {
    { "DEBUG_STATS", DEBUG_STATS },
    { "DEBUG_COLLECTABLE", DEBUG_COLLECTABLE },
    { "DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE },
    { "DEBUG_SAVEALL", DEBUG_SAVEALL },
    { "DEBUG_LEAK", DEBUG_LEAK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    if (!ml_module_add (
            heap, module, constants[i].name, ml_int_new (heap, constants[i].value)))
      return FALSE;

  return TRUE;
}

MlObject *
ml_gc_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (
      heap, "gc", "This module provides access to the garbage collector for reference cycles.");

  if (module != NULL
      && (!ml_module_add_functions (heap, module, functions) || !add_constants (heap, module)
          || !add_lists (heap, module)))
    {
      ml_unref (heap, module);
      return NULL;
    }

  return module;
}
