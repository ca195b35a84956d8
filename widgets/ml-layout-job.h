/* ml-layout-job.h: the places of a long recording, found in a thread of their own
 *
 * Laying out a hundred thousand steps takes seconds, in which the window must not stand still. A job
 * belongs to the thread that started it and reports to that one's main context.
 */
#pragma once

#include "ml-layout.h"

G_BEGIN_DECLS

typedef struct _MlLayoutJob MlLayoutJob;

/* Called once, from the main context. (transfer full) */
typedef void (*MlLayoutDone) (MlLayout *layout,
                              gpointer  user_data);

/* @text_scale: as for ml_metrics_new_pango(). */
MlLayoutJob *ml_layout_job_start   (MlRecording  *recording,
                                    MlView        view,
                                    MlDetail      detail,
                                    double        text_scale,
                                    MlLayoutDone  done,
                                    gpointer      user_data);

/* Lays out a longer recording of the same run instead. FALSE if @recording is not one, or if the job
 * is already over. */
gboolean     ml_layout_job_extend  (MlLayoutJob  *self,
                                    MlRecording  *recording);

/* Ends the job, before or after it has reported; before, it will not report. */
void         ml_layout_job_free    (MlLayoutJob  *self);

G_END_DECLS
