/* ml-unwind.h: an exception on its way through the frames
 *
 * What the evaluation loop does while something is raised: the traceback grows, a handler is looked
 * for, or the frame is left. The frame's `top` and `at` are up to date.
 */
#pragma once

#include "ml-frame.h"

G_BEGIN_DECLS

/* Notes in the traceback that the raised exception has been in @frame. FALSE without memory: that
 * is raised instead. */
gboolean  ml_unwind_add_traceback (MlHeap              *heap,
                                   MlFrame             *frame);

/* Finds the handler for what is raised by instruction @by, cuts the evaluation stack down to what
 * it expects, and lets the frame go on there. Where the exception comes from, by what the traceback
 * says, is frame->at; RERAISE is the only one for which that is another instruction. FALSE if there
 * is no handler: the stack is empty. */
gboolean  ml_unwind_to_handler    (MlHeap              *heap,
                                   MlFrame             *frame,
                                   const MlInstruction *by);

/* Leaves the running frame with an exception under way. The caller's frame, or NULL if the loop
 * began with this one. */
MlFrame  *ml_unwind_leave         (MlHeap              *heap,
                                   MlFrame             *frame);

G_END_DECLS
