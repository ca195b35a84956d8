/* ml-unwind.c: an exception on its way through the frames */
#include "ml-unwind.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-interpreter-private.h"

gboolean
ml_unwind_add_traceback (MlHeap *heap, MlFrame *frame)
{
  MlObject *exception = heap->raised;
  MlObject *object = ml_frame_get_object (heap, frame);
  MlObject *entry;

  if (object == NULL)
    return FALSE;

  entry = ml_traceback_new (heap,
                            ((MlException *) exception)->traceback,
                            object,
                            frame->at - frame->code->instructions,
                            ml_frame_get_line (frame));

  if (entry == NULL)
    return FALSE;

  ml_exception_set_traceback (heap, exception, entry);

  return TRUE;
}

/* Cuts the evaluation stack down to @depth items, the topmost first. */
static void
cut_stack (MlHeap *heap, MlFrame *frame, guint depth)
{
  MlObject **bottom = ml_frame_get_bottom (frame);

  while (frame->top > bottom + depth)
    {
      MlObject *item = *--frame->top;

      if (item != NULL)
        ml_unref (heap, item);
    }
}

gboolean
ml_unwind_to_handler (MlHeap *heap, MlFrame *frame, const MlInstruction *by)
{
  guint32 index = frame->at - frame->code->instructions;
  const MlHandler *handler = ml_code_find_handler (frame->code, by - frame->code->instructions);

  /* A run that is stopped is stopped: nothing catches that. */
  if (handler == NULL || ml_interpreter_get (heap)->stop != ML_STOP_NONE)
    {
      /* A traceback may keep the frame, but not its temporaries. */
      cut_stack (heap, frame, 0);
      return FALSE;
    }

  cut_stack (heap, frame, handler->depth);

  if (handler->push_last)
    *frame->top++ = ml_int_new (heap, index);

  *frame->top++ = ml_take_raised (heap);

  /* What is thrown into a generator comes up behind the yield, from where a line always begins. */
  frame->raised_line = frame->at->op == ML_OP_YIELD_VALUE ? 0 : ml_frame_get_line (frame);
  frame->at = frame->code->instructions + handler->target;

  return TRUE;
}

MlFrame *
ml_unwind_leave (MlHeap *heap, MlFrame *frame)
{
  MlFrame *caller = frame->previous;
  gboolean is_entry = frame->is_entry;

  if (frame->kind == ML_FRAME_CALL)
    {
      MlObject *exception = ml_take_raised (heap);
      MlNative native;

      ml_native_enter (heap, &native, "exception", &exception, 1);

      /* The program ends with it: the report belongs to what the last step shows. */
      if (frame->previous == NULL && frame->code == ml_interpreter_get (heap)->unit)
        ml_interpreter_end_with (heap, exception);

      /* A return that returns nothing: an exception goes through. */
      if (!ml_steps_are_taken (ml_interpreter_get (heap)) ||
          ml_step (heap, frame, ML_EVENT_RETURN, NULL))
        heap->raised = ml_ref (exception);

      ml_native_leave (heap, &native);
    }

  if (frame->owner != NULL && frame->kind == ML_FRAME_CALL)
    ml_frame_suspend (heap, frame);
  else
    ml_frame_leave (heap, frame);

  return is_entry ? NULL : caller;
}
