/* ml-world.c: the built-in types and singletons of a new heap */
#include "ml-world.h"

#include "ml-bool.h"
#include "ml-cell.h"
#include "ml-code.h"
#include "ml-descriptor.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-function.h"
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
#include "ml-type-slots.h"
#include "ml-weak-reference.h"

#define N_LOOKUPS (1u << 12)

/* Shapes are declared when the first instance is told of. A class shares one among all its instances; names of its attributes are added as
 * they come (ml-instance.c). */
static guint32
shape_of (MlHeap *heap, MlObject *object)
{
  MlType *type = object->type;

  if (type->shape == 0)
    type->shape = ml_instance_declare_shape (heap, type);

  return type->shape;
}

static void
out_of_memory (MlHeap *heap)
{
  /* Making the exception needs a little memory, too. */
  gsize limit = heap->byte_limit;

  heap->byte_limit = 0;
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
  world->lookups = g_new0 (MlLookup, N_LOOKUPS);
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
  ml_tuple_init_world (heap);
  ready_types (heap);
}

void
ml_world_free (MlWorld *world)
{
  g_hash_table_unref (world->weak_references);
  g_clear_pointer (&world->interned, g_hash_table_unref);
  g_free (world->small_ints);
  g_free (world->lookups);
  g_free (world);
}
