/* ml-worker-run.h: one run of a program in a thread of its own
 *
 * All calls belong to the thread that began the run, and so do the callbacks: they are called from
 * its main context, never from within a call. A private part of MlWorker.
 */
#pragma once

#include "ml-worker-script.h"

G_BEGIN_DECLS

typedef struct _MlWorkerRun MlWorkerRun;

typedef struct
{
  void (*grown) (MlRecording *recording,
                 gpointer     user_data);
  void (*ended) (MlRunEnd     how,
                 int          status,
                 const char  *message,
                 const MlSpan *where,
                 gpointer     user_data);
  gpointer user_data;
} MlWorkerListener;

/* Copies @request and @listener. */
MlWorkerRun *ml_worker_run_start   (const MlRunRequest     *request,
                                    const MlWorkerListener *listener);

/* Interrupts it if it is still going on, and gives it up: it calls back no more. */
void         ml_worker_run_abandon (MlWorkerRun            *self);

/* Interrupts the program, or the statement at the prompt: it ends as cancelled. Nothing if neither
 * is going on. */
void         ml_worker_run_cancel  (MlWorkerRun            *self);

/* Ignored unless input() waits. */
void         ml_worker_run_answer  (MlWorkerRun            *self,
                                    const char             *line);

/* Runs @statement behind all that was asked for before. FALSE if nothing can run any more because
 * the program was stopped. */
gboolean     ml_worker_run_prompt  (MlWorkerRun            *self,
                                    const char             *statement);

/* What it has done so far, so that it can be done again. */
MlWorkerScript *ml_worker_run_copy_script (MlWorkerRun         *self);

G_END_DECLS
