/* ml-workbench.h: a program, the one who runs it, and what came of it
 *
 * A workbench asks its runner for a run when the document's text has changed and the typing has
 * paused, and hands the recording to the playback. The latest text wins: a run of an older one is
 * cancelled.
 *
 * After an edit the playback keeps showing the old run until the new one has come as far, or has
 * ended; so the picture neither flickers nor starts again from the beginning with each key press.
 *
 * A program that has ended goes on at the prompt, statement by statement, until its text changes.
 * Lines given to input() are kept, and given again, in order, when the program is run again.
 *
 * Properties, read-only:
 *   "status" string: one sentence on how the last run ended, NULL if there is nothing to say
 *   "error" pointer to MlSpan: where in the text the error stands that ended the run, or NULL
 *   "prompt" string: what stands before the line that ml_workbench_enter() would take; NULL while
 *            none is wanted
 */
#pragma once

#include "ml-document.h"
#include "ml-playback.h"
#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_WORKBENCH (ml_workbench_get_type ())
G_DECLARE_FINAL_TYPE (MlWorkbench, ml_workbench, ML, WORKBENCH, GObject)

/* @runner may be NULL: then nothing is ever run. */
MlWorkbench *ml_workbench_new        (MlDocument  *document,
                                      MlPlayback  *playback,
                                      MlRunner    *runner);

/* Runs the document's text now, and shows the new recording from step 0. */
void         ml_workbench_start      (MlWorkbench *self,
                                      MlRunMode    mode);

/* Shows a recording that was made at another time, with its program's text; nothing is run before
 * that is edited. */
void         ml_workbench_show       (MlWorkbench *self,
                                      MlRecording *recording);

/* Takes a line that was typed: the answer to an input() that waits, or one more line at the prompt,
 * which runs as soon as the statement is whole. Ignored while none is wanted. */
void         ml_workbench_enter      (MlWorkbench *self,
                                      const char  *line);

const char  *ml_workbench_get_status (MlWorkbench *self);
const char  *ml_workbench_get_prompt (MlWorkbench *self);

/* Owned by the workbench, until the next run. */
const MlSpan *ml_workbench_get_error (MlWorkbench *self);

G_END_DECLS
