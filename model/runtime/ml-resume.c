/* ml-resume.c: generators begin, go on, and end */
#include "ml-resume.h"

#include "ml-exception.h"
#include "ml-interpreter-private.h"
#include "ml-operations.h"

MlObject *
ml_resume_make_generator (MlHeap *heap, MlFrame *frame)
{
  MlFunction *function = (MlFunction *) frame->function;
  MlFrame *own;
  MlObject *generator;

  frame->at++;
  own = ml_frame_detach (heap, frame);
  generator = ml_generator_new (heap, own, function->name, function->qualified_name);

  if (generator != NULL)
    own->owner = generator;

  return generator;
}

gboolean
ml_resume_send (MlHeap *heap, MlObject *receiver, MlObject *value, MlObject **result)
{
  MlObject *returned = NULL;
  gboolean ended = FALSE;

  if (receiver->type == heap->world->generator_type)
    {
      *result = ml_generator_step (heap, receiver, ml_ref (value), &ended, &returned);

      if (ended)
        *result = returned;

      return ended;
    }

  *result = value == ml_none (heap)
                ? receiver->type->slots.next (heap, receiver)
                : ml_call_method (heap, receiver, ml_name (heap, send), 1, value);

  if (*result != NULL)
    return FALSE;

  if (heap->raised == NULL)
    {
      *result = ml_ref (ml_none (heap));
      return TRUE;
    }

  if (!ml_raised_is (heap, heap->world->stop_iteration))
    return FALSE;

  returned = ((MlException *) heap->raised)->values[ML_STOP_ITERATION_VALUE];
  *result = ml_ref (returned != NULL ? returned : ml_none (heap));
  ml_clear_raised (heap);

  return TRUE;
}

/* The generator has ended with @result, which may be NULL: its frame lets go of all. */
static void
drop_frame (MlHeap *heap, MlGenerator *generator, MlObject **result)
{
  MlObject *raised = ml_take_raised (heap);
  MlObject *held[] = { raised, *result };
  MlNative native;
  MlObject *dead;
  gsize cursor = 0;

  ml_native_enter (heap, &native, "return value", held, G_N_ELEMENTS (held));

  if (!ml_frame_hand_over (heap, generator->frame))
    while ((dead = ml_frame_hooks.dismantle (heap, generator->frame, &cursor)) != NULL)
      ml_heap_bury (heap, dead);

  generator->frame = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if (held[i] != NULL)
      ml_ref (held[i]);

  ml_native_leave (heap, &native);
  ml_restore_raised (heap, raised);
}

/* The RESUME behind the yield says where it stands. */
gboolean
ml_resume_end (MlHeap *heap, MlGenerator *generator)
{
  const MlInstruction *resume = generator->frame->at + 1;
  MlObject *nothing = NULL;

  if (resume->op != ML_OP_RESUME || (resume->arg & ML_RESUME_OUTSIDE_TRY) == 0)
    return FALSE;

  generator->state = ML_GENERATOR_ENDED;
  drop_frame (heap, generator, &nothing);

  return TRUE;
}

MlObject *
ml_interpreter_resume (MlHeap *heap,
                       MlGenerator *generator,
                       MlObject *value,
                       gboolean *ended,
                       MlObject **returned)
{
  MlFrame *frame = generator->frame;
  MlInterpreter *self = ml_interpreter_get (heap);
  gboolean just_begun = generator->state == ML_GENERATOR_CREATED;
  MlObject *result;

  if (ml_interpreter_is_too_deep (heap))
    {
      ml_unref_any (heap, value);
      return ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded");
    }

  generator->state = ML_GENERATOR_RUNNING;
  ml_push_handled (heap, ml_generator_exchange_handled (heap, generator, NULL));
  self->depth++;
  frame->is_entry = TRUE;
  ml_frame_enter (heap, frame);

  if (value != NULL)
    {
      *frame->top++ = value;
      frame->at += just_begun ? 0 : 1;
    }

  result = ml_evaluate (heap, frame);
  self->depth--;
  ml_generator_exchange_handled (heap, generator, ml_pop_handled (heap));

  if (generator->state == ML_GENERATOR_SUSPENDED)
    return result;

  generator->state = ML_GENERATOR_ENDED;
  drop_frame (heap, generator, &result);
  *ended = result != NULL;
  *returned = result;

  return NULL;
}
