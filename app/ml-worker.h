/* ml-worker.h: runs the window's programs in a thread of their own
 *
 * A worker has at most one run. Another one replaces it: the old one is interrupted, and whatever
 * it still reports is dropped, so that the newest text always wins. Behind its end a run waits for
 * statements at the prompt, with the same interpreter, until it is replaced or cancelled.
 *
 * The thread of a run is never waited for: a run owns all that it needs, and outlives the worker by
 * the moment that it takes to stop.
 */
#pragma once

#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_WORKER (ml_worker_get_type ())
G_DECLARE_FINAL_TYPE (MlWorker, ml_worker, ML, WORKER, GObject)

/* An MlRunner. Its signals are emitted in the main context of the thread that asks for runs. */
MlRunner *ml_worker_new (void);

G_END_DECLS
