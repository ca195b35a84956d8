/* test-runner.c: that calls reach the implementation, and what it reports reaches those who listen
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-runner.h"
#include "ml-test-journal.h"

/* A runner that notes what it is asked for. */
#define TEST_TYPE_RUNNER (test_runner_get_type ())
G_DECLARE_FINAL_TYPE (TestRunner, test_runner, TEST, RUNNER, GObject)

struct _TestRunner
{
  GObject parent_instance;

  GString *log;
};

static void
test_runner_run (MlRunner *runner, const MlRunRequest *request)
{
  g_string_append_printf (TEST_RUNNER (runner)->log, "run %s; ", request->name);
}

static void
test_runner_answer (MlRunner *runner, const char *line)
{
  g_string_append_printf (TEST_RUNNER (runner)->log, "answer %s; ", line);
}

static void
test_runner_prompt (MlRunner *runner, const char *statement)
{
  g_string_append_printf (TEST_RUNNER (runner)->log, "prompt %s; ", statement);
}

static void
test_runner_cancel (MlRunner *runner)
{
  g_string_append (TEST_RUNNER (runner)->log, "cancel; ");
}

static void
test_runner_init_interface (MlRunnerInterface *iface)
{
  iface->run = test_runner_run;
  iface->answer = test_runner_answer;
  iface->prompt = test_runner_prompt;
  iface->cancel = test_runner_cancel;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRunner,
                               test_runner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ML_TYPE_RUNNER, test_runner_init_interface))

static void
test_runner_finalize (GObject *object)
{
  g_string_free (TEST_RUNNER (object)->log, TRUE);

  G_OBJECT_CLASS (test_runner_parent_class)->finalize (object);
}

static void
test_runner_class_init (TestRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_runner_finalize;
}

static void
test_runner_init (TestRunner *self)
{
  self->log = g_string_new (NULL);
}

static void
test_calls (void **state)
{
  g_autoptr (TestRunner) runner = g_object_new (TEST_TYPE_RUNNER, NULL);
  const MlRunRequest request = { .name = "a.py", .text = "input()\n" };

  ml_runner_run (ML_RUNNER (runner), &request);
  ml_runner_answer (ML_RUNNER (runner), "yes");
  ml_runner_prompt (ML_RUNNER (runner), "x");
  ml_runner_cancel (ML_RUNNER (runner));
  assert_string_equal (runner->log->str, "run a.py; answer yes; prompt x; cancel; ");
}

static void
note_grown (MlRunner *runner, MlRecording *recording, gpointer user_data)
{
  *(MlStep *) user_data = ml_recording_get_last_step (recording);
}

static void
note_ended (MlRunner *runner,
            MlRunEnd how,
            int status,
            const char *message,
            const MlSpan *where,
            gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d %s", how, status, message);
}

static void
test_signals (void **state)
{
  g_autoptr (TestRunner) runner = g_object_new (TEST_TYPE_RUNNER, NULL);
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (GString) ended = g_string_new (NULL);
  MlStep last = 0;

  g_signal_connect (runner, "grown", G_CALLBACK (note_grown), &last);
  g_signal_connect (runner, "ended", G_CALLBACK (note_ended), ended);
  g_signal_emit_by_name (runner, "grown", recording);
  g_signal_emit_by_name (runner, "ended", ML_RUN_LIMIT, 1, "Too many steps.", NULL);
  assert_int_equal (last, ml_recording_get_last_step (recording));
  assert_string_equal (ended->str, "2 1 Too many steps.");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_calls),
    cmocka_unit_test (test_signals),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
