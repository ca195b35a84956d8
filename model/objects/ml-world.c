/* ml-world.c: the built-in types and singletons of a new heap */
#include "ml-world.h"

#include "ml-bool.h"
#include "ml-bytes.h"
#include "ml-cell.h"
#include "ml-code.h"
#include "ml-complex.h"
#include "ml-descriptor.h"
#include "ml-dict-views.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-function.h"
#include "ml-generator.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-mapping-proxy.h"
#include "ml-module.h"
#include "ml-native-function.h"
#include "ml-none.h"
#include "ml-object-type.h"
#include "ml-range.h"
#include "ml-set.h"
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-weak-reference.h"
#include "ml-wrapper.h"

static void
add_slot_names (GPtrArray *fields, const MlType *type)
{
  if (!(type->flags & ML_TYPE_HEAP))
    return;

  add_slot_names (fields, type->base);

  for (gsize i = 0; type->slot_names != NULL && i < ml_tuple_get_length (type->slot_names); i++)
    g_ptr_array_add (fields, (gpointer) ml_str_get_utf8 (ml_tuple_get (type->slot_names, i), NULL));
}

/* The parts of the built-in layout, then the dict, then slots: ml-instance.c. */
static void
add_fields (GPtrArray *fields, const MlType *type)
{
  const char *const *own = type->spec->fields;

  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    g_ptr_array_add (fields, (gpointer) own[i]);

  if (type->flags & (ML_TYPE_HEAP | ML_TYPE_ATTRIBUTES))
    g_ptr_array_add (fields, (gpointer) "__dict__");

  add_slot_names (fields, type);
}

static void
add_shared_names (GPtrArray *names, const MlType *type)
{
  MlObject *keys[ML_INSTANCE_MAX_SHARED];
  guint n = type->keys != NULL ? ml_instance_keys_get_names (type->keys, keys) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) ml_str_get_utf8 (keys[i], NULL));
}

/* Declared when the first instance is told of. Names of attributes are added as they come
 * (ml-instance.c). */
static guint32
shape_of (MlHeap *heap, MlObject *object)
{
  MlType *type = object->type;

  if (type->shape == 0)
    {
      g_autoptr (GPtrArray) fields = g_ptr_array_new ();
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      add_fields (fields, type);
      add_shared_names (names, type);
      g_ptr_array_add (fields, NULL);
      g_ptr_array_add (names, NULL);
      type->shape = ml_journal_add_shape (heap->journal,
                                          type->name,
                                          type->items,
                                          (const char *const *) fields->pdata,
                                          (const char *const *) names->pdata);
    }

  return type->shape;
}

static void
out_of_memory (MlHeap *heap)
{
  /* Making the exception needs a little memory, too. */
  gsize limit = heap->byte_limit;

  heap->byte_limit = G_MAXSIZE;
  ml_raise_value (heap, heap->world->memory_error, NULL);
  heap->byte_limit = limit;
}

static void
make_types (MlHeap *heap)
{
  MlWorld *world = heap->world;

#define MAKE_TYPE(member, spec) world->member = ml_type_new_builtin (heap, &spec);
  ML_WORLD_TYPES (MAKE_TYPE)
  ML_SPECIAL_EXCEPTIONS (MAKE_TYPE)
#undef MAKE_TYPE
#define MAKE_EXCEPTION(member, name, base, doc) \
  world->member = ml_type_new_builtin (heap, &ml_##member##_spec);
  ML_EXCEPTIONS (MAKE_EXCEPTION)
#undef MAKE_EXCEPTION
}

static void
ready_types (MlHeap *heap)
{
  MlType **types = (MlType **) heap->world;

  for (guint i = 0; i < ML_N_WORLD_TYPES; i++)
    if (!ml_type_ready (heap, types[i]))
      g_error ("the built-in type %s cannot be made", types[i]->name);
}

void
ml_world_init (MlHeap *heap, const MlRules *rules)
{
  MlWorld *world = g_new0 (MlWorld, 1);

  heap->world = world;
  world->rules = rules;
  world->lookups = g_new0 (MlLookup, ML_N_LOOKUPS);
  world->weak_references = g_hash_table_new (NULL, NULL);
  heap->shape_of = shape_of;
  heap->out_of_memory = out_of_memory;
  heap->weak_died = ml_weak_reference_died;
  heap->first_weak = ml_weak_reference_first;
  heap->default_origin = ML_ORIGIN_BUILTIN;

  for (guint i = 0; i < G_N_ELEMENTS (heap->generations); i++)
    heap->generations[i].threshold = rules->collector_thresholds[i];

  make_types (heap);
  ml_none_init_world (heap);
  ml_bool_init_world (heap);
  ml_int_init_world (heap);
  ml_str_init_world (heap);
  ml_bytes_init_world (heap);
  ml_tuple_init_world (heap);
  ready_types (heap);
}

void
ml_world_free (MlWorld *world)
{
  g_hash_table_unref (world->weak_references);
  g_clear_pointer (&world->interned, g_hash_table_unref);
  g_free (world->small_ints);
  g_free (world->told_text);
  g_free (world->lookups);
  g_free (world);
}
