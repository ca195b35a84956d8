/* ml-construct.c: calls of classes whose __init__ is written in Python */
#include "ml-construct.h"

#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-interpreter-private.h"
#include "ml-tuple.h"

MlObject *
ml_construct_learn_init (MlHeap *heap, MlFrame *frame, MlObject *callable)
{
  MlType *type = (MlType *) callable;
  MlObject *init;

  if (callable->type != heap->world->type_type || !(type->flags & ML_TYPE_HEAP) ||
      type->slots.make != heap->world->object_type->slots.make || type->flags & ML_TYPE_ABSTRACT)
    return NULL;

  init = ml_type_lookup (heap, type, ml_name (heap, __init__));

  if (init == NULL || !ml_is_function (heap, init))
    return NULL;

  ml_cache_learn_init (heap, frame, ml_cache_get (frame, frame->at), type, init);

  return init;
}

MlFrame *
ml_construct_begin (MlHeap *heap,
                    MlType *type,
                    MlObject *init,
                    MlObject **args,
                    gsize n_args,
                    MlObject *kw_names)
{
  gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  gsize n_all = n_args + n_keywords;
  MlFrame *construct = ml_frame_push_construct (heap);
  MlFrame *frame;
  MlObject **all;

  construct->slots[ML_CONSTRUCT_OBJECT] = ml_instance_new (heap, type);
  construct->slots[ML_CONSTRUCT_INIT] = ml_ref (init);
  construct->slots[ML_CONSTRUCT_ARGS] = ml_tuple_new_from (heap, args, n_args);

  if (n_keywords > 0)
    construct->slots[ML_CONSTRUCT_KEYWORDS] = ml_tuple_new_from (heap, args + n_args, n_keywords);

  ml_frame_enter (heap, construct);

  if (heap->raised != NULL)
    return NULL;

  all = g_newa (MlObject *, n_all + 1);
  all[0] = ml_ref (construct->slots[ML_CONSTRUCT_OBJECT]);

  for (gsize i = 0; i < n_all; i++)
    all[i + 1] = ml_ref (args[i]);

  frame = ml_call_prepare (heap, (MlFunction *) init, all, n_args + 1, kw_names);

  if (frame != NULL)
    ml_frame_enter (heap, frame);

  return frame;
}

MlObject *
ml_construct_end (MlHeap *heap, MlFrame *construct, MlObject *result)
{
  MlObject *object = ml_ref (construct->slots[ML_CONSTRUCT_OBJECT]);
  MlNative native;

  if (result != ml_none (heap))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__init__() should return None, not '%s'",
                result->type->name);
      g_clear_pointer (&object, ml_drop);
    }

  ml_unref (heap, result);
  ml_native_enter (heap, &native, "new object", &object, 1);
  ml_frame_leave (heap, construct);
  native.below = heap->frame;

  if (object != NULL)
    ml_ref (object);

  result = object;
  ml_native_leave (heap, &native);

  return result;
}
