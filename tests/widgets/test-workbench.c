/* test-workbench.c: when a program is run, and what of a run is shown */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-test-journal.h"
#include "ml-test-runner.h"
#include "ml-test-widgets.h"
#include "ml-workbench.h"

typedef struct
{
  MlDocument *document;
  MlPlayback *playback;
  MlTestRunner *runner;
  MlWorkbench *workbench;
} Bench;

static int
set_up (void **state)
{
  Bench *bench = g_new0 (Bench, 1);

  bench->document = ml_document_new ();
  bench->playback = ml_playback_new ();
  bench->runner = ml_test_runner_new ();
  bench->workbench = ml_workbench_new (bench->document, bench->playback, ML_RUNNER (bench->runner));
  ml_document_set_program (bench->document, "test.py", "x = 1\n");
  *state = bench;

  return 0;
}

static int
tear_down (void **state)
{
  Bench *bench = *state;

  g_assert_finalize_object (bench->workbench);
  assert_true (ml_test_runner_was_cancelled (bench->runner));
  g_assert_finalize_object (bench->runner);
  g_assert_finalize_object (bench->playback);
  g_assert_finalize_object (bench->document);
  g_free (bench);

  return 0;
}

static gboolean
has_run_twice (gpointer data)
{
  return ml_test_runner_get_n_runs (data) == 2;
}

static void
type (Bench *bench, const char *text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (bench->document), text, -1);
}

static void
test_start_runs_once (void **state)
{
  Bench *bench = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  assert_int_equal (ml_test_runner_get_n_runs (bench->runner), 1);
  assert_string_equal (ml_test_runner_get_text (bench->runner), "x = 1\n");

  ml_test_runner_grow (bench->runner, recording);
  assert_ptr_equal (ml_playback_get_recording (bench->playback), recording);
  assert_int_equal (ml_playback_get_step (bench->playback), 0);
}

static void
test_edit_runs_after_a_pause (void **state)
{
  Bench *bench = *state;

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  type (bench, "y");
  type (bench, " = 2\n");
  assert_int_equal (ml_test_runner_get_n_runs (bench->runner), 1);

  assert_true (ml_test_wait_for (has_run_twice, bench->runner));
  assert_string_equal (ml_test_runner_get_text (bench->runner), "y = 2\nx = 1\n");
}

/* The old picture stays until the new run has come to the same step. */
static void
test_edit_keeps_the_step (void **state)
{
  Bench *bench = *state;
  g_autoptr (MlRecording) old = ml_test_recording_labels ();
  g_autoptr (MlRecording) new = ml_test_recording_labels ();
  g_autoptr (MlTestJournal) journal = ml_test_journal_new ("");
  g_autoptr (MlRecording) short_one = ml_test_journal_end (journal);

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_test_runner_grow (bench->runner, old);
  ml_playback_set_step (bench->playback, 3);

  type (bench, "#");
  assert_true (ml_test_wait_for (has_run_twice, bench->runner));

  ml_test_runner_grow (bench->runner, short_one);
  assert_ptr_equal (ml_playback_get_recording (bench->playback), old);

  ml_test_runner_grow (bench->runner, new);
  assert_ptr_equal (ml_playback_get_recording (bench->playback), new);
  assert_int_equal (ml_playback_get_step (bench->playback), 3);
}

static void
test_shorter_run_is_shown_when_it_ends (void **state)
{
  Bench *bench = *state;
  g_autoptr (MlRecording) old = ml_test_recording_labels ();
  g_autoptr (MlTestJournal) journal = ml_test_journal_new ("");
  g_autoptr (MlRecording) short_one = ml_test_journal_end (journal);

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_test_runner_grow (bench->runner, old);
  ml_playback_set_step (bench->playback, 5);

  type (bench, "#");
  assert_true (ml_test_wait_for (has_run_twice, bench->runner));
  ml_test_runner_grow (bench->runner, short_one);
  ml_test_runner_end (bench->runner, ML_RUN_LIMIT, "Enough.");

  assert_ptr_equal (ml_playback_get_recording (bench->playback), short_one);
  assert_int_equal (ml_playback_get_step (bench->playback), ml_recording_get_last_step (short_one));
  assert_string_equal (ml_workbench_get_status (bench->workbench), "Enough.");
}

static void
test_cancelled_run_says_nothing (void **state)
{
  Bench *bench = *state;

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_test_runner_end (bench->runner, ML_RUN_CANCELLED, "Cancelled.");

  assert_null (ml_workbench_get_status (bench->workbench));
}

/* A line given to input() is given again when the text has changed, until another program comes. */
static void
test_answers_are_kept (void **state)
{
  Bench *bench = *state;

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_workbench_enter (bench->workbench, "too early");
  assert_null (ml_test_runner_get_entered (bench->runner));

  ml_test_runner_end (bench->runner, ML_RUN_WANTS_INPUT, "Name? ");
  assert_string_equal (ml_workbench_get_prompt (bench->workbench), "Input");
  ml_workbench_enter (bench->workbench, "Ada");
  assert_string_equal (ml_test_runner_get_entered (bench->runner), "Ada");
  assert_null (ml_workbench_get_prompt (bench->workbench));

  type (bench, "#");
  assert_true (ml_test_wait_for (has_run_twice, bench->runner));
  assert_string_equal (ml_test_runner_get_answers (bench->runner), "Ada");

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  assert_string_equal (ml_test_runner_get_answers (bench->runner), "");
}

/* Lines are gathered until the statement is whole; the playback goes to its end. */
static void
test_prompt_goes_on (void **state)
{
  Bench *bench = *state;
  g_autoptr (MlTestJournal) journal = ml_test_journal_new ("");
  g_autoptr (MlRecording) short_one = ml_test_journal_end (journal);
  g_autoptr (MlRecording) longer = ml_test_recording_labels ();

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_test_runner_grow (bench->runner, short_one);
  ml_test_runner_end (bench->runner, ML_RUN_ENDED, NULL);
  assert_string_equal (ml_workbench_get_prompt (bench->workbench), ">>>");

  ml_workbench_enter (bench->workbench, "");
  assert_string_equal (ml_workbench_get_prompt (bench->workbench), ">>>");
  ml_workbench_enter (bench->workbench, "if y:");
  assert_string_equal (ml_workbench_get_prompt (bench->workbench), "...");
  ml_workbench_enter (bench->workbench, "  del y");
  assert_null (ml_test_runner_get_entered (bench->runner));
  ml_workbench_enter (bench->workbench, "");
  assert_string_equal (ml_test_runner_get_entered (bench->runner), "if y:\n  del y\n\n");
  assert_null (ml_workbench_get_prompt (bench->workbench));

  ml_test_runner_grow (bench->runner, longer);
  ml_test_runner_end (bench->runner, ML_RUN_ENDED, NULL);
  assert_int_equal (ml_playback_get_step (bench->playback), ml_recording_get_last_step (longer));
  assert_string_equal (ml_workbench_get_prompt (bench->workbench), ">>>");
}

/* A program that was stopped has no state to go on from. */
static void
test_no_prompt_behind_a_stop (void **state)
{
  Bench *bench = *state;

  ml_workbench_start (bench->workbench, ML_RUN_SCRIPT);
  ml_test_runner_end (bench->runner, ML_RUN_LIMIT, "Enough.");

  assert_null (ml_workbench_get_prompt (bench->workbench));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_start_runs_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_edit_runs_after_a_pause, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_edit_keeps_the_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_shorter_run_is_shown_when_it_ends, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_cancelled_run_says_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_answers_are_kept, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_prompt_goes_on, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_no_prompt_behind_a_stop, set_up, tear_down),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
