/* ml-construct.h: calls of classes whose __init__ is written in Python
 *
 * Such a call stays in the evaluation loop: a frame of its own (ML_FRAME_CONSTRUCT) holds what
 * type.__call__ holds in CPython, and the frame of __init__ stands above it.
 */
#pragma once

#include "ml-caches.h"

G_BEGIN_DECLS

/* The __init__ of a class whose instances are made by object.__new__ and begun by a function of the
 * program's: borrowed. NULL for whatever else can be called. The call at frame->at learns it. */
MlObject *ml_construct_learn_init (MlHeap    *heap,
                                  MlFrame    *frame,
                                  MlObject   *callable);

/* The same, if need be. */
static inline MlObject *
ml_construct_find_init (MlHeap   *heap,
                        MlFrame  *frame,
                        MlObject *callable)
{
  MlObject *init = ml_cache_find_init (ml_cache_get (frame, frame->at), heap, callable);

  return init != NULL ? init : ml_construct_learn_init (heap, frame, callable);
}

/* Begins the call of @type: the new object, @init and the arguments, of which a tuple is made as
 * type.__call__ gets it, are held by a frame of their own. The caller's stack keeps what is on it
 * until the call has ended. The frame of __init__, entered; NULL if it failed: the frame of the
 * construction is then the running one. */
MlFrame  *ml_construct_begin     (MlHeap     *heap,
                                  MlType     *type,
                                  MlObject   *init,
                                  MlObject  **args,
                                  gsize       n_args,
                                  MlObject   *kw_names);

/* __init__ has returned @result (steals it): the new object, or NULL with TypeError. The frame
 * @construct leaves. */
MlObject *ml_construct_end       (MlHeap     *heap,
                                  MlFrame    *construct,
                                  MlObject   *result);

G_END_DECLS
