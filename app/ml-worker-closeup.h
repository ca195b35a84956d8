/* ml-worker-closeup.h: makes a closeup in a thread of its own
 *
 * What a run did is done once more, by an interpreter of its own: the same text, the same answers to
 * input(), the same statements at the prompt. A private part of MlWorker.
 *
 * All calls belong to the thread that asked, and so do the callbacks: they are called from its main
 * context, never from within a call.
 */
#pragma once

#include "ml-closeup.h"
#include "ml-worker-run.h"

G_BEGIN_DECLS

typedef struct _MlWorkerCloseup MlWorkerCloseup;

typedef struct
{
  void (*approached) (double       share,
                      gpointer     user_data);

  /* The last call. NULL: it could not be made. */
  void (*made)       (MlCloseup   *closeup,
                      gpointer     user_data);
  gpointer user_data;
} MlCloseupListener;

/* Of @recording, which @script led to, from step @first to @end. Takes @script over; copies
 * @listener. */
MlWorkerCloseup *ml_worker_closeup_start   (MlWorkerScript          *script,
                                            MlRecording             *recording,
                                            MlStep                   first,
                                            MlStep                   end,
                                            const MlCloseupListener *listener);

/* Interrupts it if it is still being made, and gives it up: it calls back no more. */
void             ml_worker_closeup_abandon (MlWorkerCloseup         *self);

G_END_DECLS
