/* ml-limits.h: how much a program may do
 *
 * The one table of limits. Each ends the run with a message, and the recording up to there stays
 * usable. A verb's flag replaces what stands here; 0 means no limit.
 */
#pragma once

#include "ml-interpreter.h"

G_BEGIN_DECLS

/* A reader who runs a program while it is being written asks for fewer (MlRunRequest). */
#define ML_LIMIT_STEPS           1000000

/* Of a run in the window; on the command line there is the keyboard to stop it. */
#define ML_LIMIT_SECONDS         60.0

#define ML_LIMIT_HEAP_BYTES      ((gsize) 1 << 30)
#define ML_LIMIT_OUTPUT_BYTES    ((gsize) 1 << 26)
#define ML_LIMIT_RECORDING_BYTES ((guint64) 1 << 29)

G_END_DECLS
