/* test-run.c: a program run by an interpreter, its output captured */
#include "test-run.h"

#include <pthread.h>
#include <string.h>

#include "ml-modules.h"

#define STACK_SIZE (64 * 1024 * 1024)

typedef struct
{
  TestRun *run;
  const char *text;
} Task;

TestRun *
test_run_new (void)
{
  TestRun *run = g_new0 (TestRun, 1);

  run->file_name = "test.py";
  run->output = g_string_new (NULL);
  run->errors = g_string_new (NULL);

  return run;
}

void
test_run_free (TestRun *run)
{
  g_string_free (run->output, TRUE);
  g_string_free (run->errors, TRUE);
  g_free (run->stop_message);
  g_free (run->report);
  g_clear_pointer (&run->recording, ml_recording_unref);
  g_clear_pointer (&run->closeup, ml_closeup_unref);
  g_free (run);
}

static void
note_output (int stream, const char *text, gsize length, gpointer user_data)
{
  TestRun *run = user_data;

  g_string_append_len (stream == 1 ? run->output : run->errors, text, length);
}

static MlJournal *
make_journal (TestRun *run)
{
  if (run->closeup_of != NULL)
    return ml_journal_new_closeup (
        run->closeup_of, 0, ml_recording_get_last_step (run->closeup_of));

  return run->record ? ml_journal_new (NULL, NULL) : NULL;
}

static gpointer
run_in_thread (gpointer data)
{
  Task *task = data;
  TestRun *run = task->run;
  g_autoptr (MlJournal) journal = make_journal (run);
  g_autoptr (MlInterpreter) interpreter = NULL;
  gsize length = strlen (task->text);

  run->options.journal = journal;
  run->options.modules = ml_modules;
  run->options.write = note_output;
  run->options.user_data = run;
  interpreter = ml_interpreter_new (&run->options);

  if (run->started != NULL)
    run->started (interpreter, run->data);

  run->status = run->interactive
                    ? ml_interpreter_run_interactive (interpreter, task->text, length)
                    : ml_interpreter_run_script (interpreter, run->file_name, task->text, length);
  run->stop = ml_interpreter_get_stop (interpreter);
  run->stop_message = g_strdup (ml_interpreter_get_stop_message (interpreter));
  run->report = g_strdup (ml_interpreter_get_report (interpreter));

  if (run->closeup_of != NULL)
    run->closeup = ml_journal_finish_closeup (journal);
  else if (run->record)
    run->recording = ml_journal_finish (journal);

  ml_interpreter_finish (interpreter);

  return NULL;
}

void
test_run (TestRun *run, const char *text)
{
  Task task = { run, text };
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK_SIZE);

  if (pthread_create (&thread, &attributes, run_in_thread, &task) != 0)
    g_error ("no thread could be made for the program");

  pthread_attr_destroy (&attributes);
  pthread_join (thread, NULL);
}
