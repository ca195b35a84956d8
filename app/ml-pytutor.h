/* ml-pytutor.h: a recording as the trace that Online Python Tutor's page plays (version 5)
 *
 * One JSON object with the program's text and an entry for each step that its tracer would report.
 * Where that would call the program's own __str__ we show the instance as it is: nothing is run.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

/* The page plays no more entries; behind them one says so. */
#define ML_PYTUTOR_MAX_ENTRIES 1000

/* The whole trace, with a newline. (transfer full) */
char *ml_pytutor_write (MlRecording *recording);

/* The trace of a program that does not compile: its one entry says why. (transfer full) */
char *ml_pytutor_write_refusal (const char *text,
                                gsize       length);

G_END_DECLS
