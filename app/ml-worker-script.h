/* ml-worker-script.h: all that decides what a run does
 *
 * The text, what was answered to input(), what was typed at the prompt: a program does the same
 * each time, so with these a run can be done once more. A private part of MlWorker.
 */
#pragma once

#include "ml-interpreter.h"
#include "ml-runner.h"

G_BEGIN_DECLS

typedef struct
{
  char      *name;
  char      *text;
  MlRunMode  mode;
  guint      max_steps;
  GPtrArray *answers;     /* of char *, in order */
  GPtrArray *statements;  /* of char *, likewise */
} MlWorkerScript;

MlWorkerScript *ml_worker_script_new      (const MlRunRequest   *request);
MlWorkerScript *ml_worker_script_copy     (const MlWorkerScript *self);
void            ml_worker_script_free     (MlWorkerScript       *self);

/* An interpreter for it, with the limits of the window: @options is filled in, but for hooks and
 * what belongs to them. */
MlInterpreter  *ml_worker_script_prepare  (const MlWorkerScript *self,
                                           MlInterpreterOptions *options);

/* Runs the program, without the statements; its exit status. */
int             ml_worker_script_run      (const MlWorkerScript *self,
                                           MlInterpreter        *interpreter);

/* MlInterpreterOptions.find_module. */
char           *ml_worker_script_find_module (const MlWorkerScript *self,
                                              const char           *name,
                                              char                **file_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlWorkerScript, ml_worker_script_free)

G_END_DECLS
