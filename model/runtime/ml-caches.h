/* ml-caches.h: what an instruction has learned, and whether it still holds
 *
 * An instruction that looks a name or attribute up remembers where it was, under the versions of the
 * dicts' keys or of the class. A version is used once only, so as long as it is the same a look-up
 * would end at the same place; nothing has to be told to the caches when a class changes.
 *
 * A cache of LOAD_ATTR has an object if that is a method, found in the class: then the class's
 * instances have no attribute of that name. If there is none, it knows the index of an instance's
 * inline value.
 */
#pragma once

#include "ml-frame.h"
#include "ml-instance.h"

G_BEGIN_DECLS

/* No dict and no class ever has this version. */
#define ML_CACHE_EMPTY G_MAXUINT32

/* Each learns for the instruction to which @cache belongs; the first cache of a code object belongs
 * to none and stays empty. */
void ml_cache_learn_global    (MlHeap        *heap,
                               const MlFrame *frame,
                               MlCache       *cache,
                               MlObject      *name);
void ml_cache_learn_attribute (MlHeap        *heap,
                               const MlFrame *frame,
                               MlCache       *cache,
                               MlObject      *owner,
                               MlObject      *name,
                               gboolean       to_call);

/* @type is a class whose instances @init begins. */
void ml_cache_learn_init      (MlHeap        *heap,
                               const MlFrame *frame,
                               MlCache       *cache,
                               MlType        *type,
                               MlObject      *init);

static inline MlCache *
ml_cache_get (const MlFrame       *frame,
              const MlInstruction *at)
{
  return &frame->code->caches[at->cache];
}

/* A global or built-in name's value, borrowed; NULL: not known. */
static inline MlObject *
ml_cache_find_global (const MlCache *cache,
                      const MlFrame *frame)
{
  if (cache->version2 == 0)
    return ml_dict_get_cached (frame->globals, cache->version, cache->index);

  return ml_dict_keys_are (frame->globals, cache->version)
             ? ml_dict_get_cached (frame->builtins, cache->version2, cache->index)
             : NULL;
}

/* Whether @owner is of the class of which @cache knows. */
static inline gboolean
ml_cache_knows (const MlCache  *cache,
                const MlObject *owner)
{
  return cache->version == owner->type->version;
}

/* The method that @owner, which the cache knows, has in its class: borrowed; NULL: not known. */
static inline MlObject *
ml_cache_find_method (const MlCache  *cache,
                      const MlObject *owner)
{
  if (cache->object == NULL || (cache->spare && ((const MlInstance *) owner)->moved))
    return NULL;

  return cache->object;
}

/* The function that begins the instances of @callable, borrowed; NULL: not known. */
static inline MlObject *
ml_cache_find_init (const MlCache  *cache,
                    MlHeap         *heap,
                    const MlObject *callable)
{
  return callable->type == heap->world->type_type &&
                 cache->version == ((const MlType *) callable)->version
             ? cache->object
             : NULL;
}

G_END_DECLS
