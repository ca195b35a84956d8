/* ml-caches.c: what an instruction has learned */
#include "ml-caches.h"

#include "ml-dict.h"
#include "ml-operations.h"

static gboolean
can_learn (const MlFrame *frame, const MlCache *cache)
{
  return cache != frame->code->caches;
}

void
ml_cache_learn_global (MlHeap *heap, const MlFrame *frame, MlCache *cache, MlObject *name)
{
  gssize index = ml_dict_find_index (heap, frame->globals, name);
  guint32 version = ml_dict_get_keys_version (heap, frame->globals);
  guint32 version2 = 0;

  if (index < 0)
    {
      index = ml_dict_find_index (heap, frame->builtins, name);
      version2 = ml_dict_get_keys_version (heap, frame->builtins);

      if (version2 == 0)
        return;
    }

  if (index < 0 || version == 0 || !can_learn (frame, cache))
    return;

  cache->version = version;
  cache->version2 = version2;
  cache->index = index;
}

/* Whether an instance of @type could have an attribute of its own where nobody looks for it. */
static gboolean
has_unknown_dict (const MlType *type)
{
  return (type->flags & ML_TYPE_ATTRIBUTES) && !ml_type_has_inline_values (type);
}

static void
learn_method (MlHeap *heap, MlCache *cache, MlObject *owner, MlObject *name, MlObject *method)
{
  MlType *type = owner->type;
  gboolean has_values = ml_type_has_inline_values (type);

  if (has_unknown_dict (type) || (has_values && ml_instance_shares (owner, name)))
    return;

  cache->object = method;
  cache->spare = has_values;
  cache->version = ml_type_get_version (heap, type);
}

void
ml_cache_learn_attribute (MlHeap *heap,
                          const MlFrame *frame,
                          MlCache *cache,
                          MlObject *owner,
                          MlObject *name,
                          gboolean to_call)
{
  MlType *type = owner->type;
  MlObject *found;
  gssize index;

  if (!can_learn (frame, cache))
    return;

  cache->version = ML_CACHE_EMPTY;

  if (type->slots.get_attribute != ml_generic_get_attribute)
    return;

  found = ml_type_lookup (heap, type, name);

  if (found != NULL)
    {
      if (to_call && (found->type->flags & ML_TYPE_METHOD_DESCRIPTOR))
        learn_method (heap, cache, owner, name, found);

      return;
    }

  index = ml_type_has_inline_values (type) ? ml_instance_find (heap, owner, name) : -1;

  if (index < 0)
    return;

  cache->object = NULL;
  cache->index = index;
  cache->version = ml_type_get_version (heap, type);
}

void
ml_cache_learn_init (MlHeap *heap,
                     const MlFrame *frame,
                     MlCache *cache,
                     MlType *type,
                     MlObject *init)
{
  if (!can_learn (frame, cache))
    return;

  cache->object = init;
  cache->version = ml_type_get_version (heap, type);
}
