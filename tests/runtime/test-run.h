/* test-run.h: a program run by an interpreter, its output captured
 *
 * The run has a thread with a deep stack, as an interpreter should have.
 */
#pragma once

#include "ml-interpreter.h"

G_BEGIN_DECLS

typedef struct
{
  /* Set before. */
  MlInterpreterOptions options;        /* modules and write are filled in */
  gboolean             record;
  MlRecording         *closeup_of;     /* NULL, or what to make a closeup of: all of its steps */
  gboolean             interactive;
  const char          *file_name;      /* NULL: "test.py" */
  void               (*started) (MlInterpreter *interpreter, gpointer data);  /* may be NULL */
  gpointer             data;

  /* What came of it. */
  GString             *output;
  GString             *errors;
  int                  status;
  MlStop               stop;
  char                *stop_message;
  char                *report;         /* of the check of counts */
  MlRecording         *recording;      /* NULL if none was made */
  MlCloseup           *closeup;        /* NULL if none was made, or it does not agree */
} TestRun;

TestRun *test_run_new   (void);
void     test_run_free  (TestRun     *run);

/* Runs @text to its end and finishes the interpreter. May be called once. */
void     test_run       (TestRun     *run,
                         const char  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRun, test_run_free)

G_END_DECLS
