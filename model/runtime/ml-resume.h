/* ml-resume.h: generators begin, go on, and end */
#pragma once

#include "ml-frame.h"

G_BEGIN_DECLS

/* Makes the generator that owns the running frame, which has just begun. */
MlObject *ml_resume_make_generator (MlHeap       *heap,
                                    MlFrame      *frame);

/* One turn of `yield from`: sends @value to @receiver. TRUE if that has ended: *@result is what it
 * returned; otherwise what it yielded, or NULL with an exception. */
gboolean  ml_resume_send           (MlHeap       *heap,
                                    MlObject     *receiver,
                                    MlObject     *value,
                                    MlObject    **result);

/* MlFrameHooks.end. */
gboolean  ml_resume_end            (MlHeap       *heap,
                                    MlGenerator  *generator);

G_END_DECLS
