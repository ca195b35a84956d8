/* test-worker.c: programs run in a thread, and what they report reaches the main loop */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-memory.h"
#include "ml-worker.h"

typedef struct
{
  MlRunner *runner;
  MlRecording *recording; /* the last one reported */
  guint n_ends;
  MlRunEnd how;
  int status;
  char *message;
  MlSpan where; /* source 0: nowhere */
} Listener;

static void
grown (Listener *self, MlRecording *recording)
{
  g_clear_pointer (&self->recording, ml_recording_unref);
  self->recording = ml_recording_ref (recording);
}

static void
ended (Listener *self, MlRunEnd how, int status, const char *message, const MlSpan *where)
{
  g_free (self->message);
  self->where = where ? *where : (MlSpan){ 0 };
  self->n_ends++;
  self->how = how;
  self->status = status;
  self->message = g_strdup (message);
}

static int
set_up (void **state)
{
  Listener *self = g_new0 (Listener, 1);

  self->runner = ml_worker_new ();
  g_signal_connect_swapped (self->runner, "grown", G_CALLBACK (grown), self);
  g_signal_connect_swapped (self->runner, "ended", G_CALLBACK (ended), self);
  *state = self;

  return 0;
}

static int
tear_down (void **state)
{
  Listener *self = *state;

  g_object_unref (self->runner);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_free (self->message);
  g_free (self);

  return 0;
}

static void
run (Listener *self, const char *text)
{
  ml_runner_run (self->runner, &(MlRunRequest){ .name = "program.py", .text = text });
}

/* Serves the main loop until another end is reported. */
static void
wait_for_end (Listener *self)
{
  guint before = self->n_ends;

  while (self->n_ends == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_output (Listener *self, const char *expected)
{
  g_autoptr (MlMemory) memory = ml_memory_new (self->recording);

  ml_memory_seek (memory, ml_recording_get_last_step (self->recording));
  assert_string_equal (ml_memory_get_output (memory, 1), expected);
}

static MlEvent
last_event (Listener *self)
{
  return ml_recording_get_step (self->recording, ml_recording_get_last_step (self->recording))
      .event;
}

static void
test_program (void **state)
{
  Listener *self = *state;

  run (self, "x = [1]\nprint(x)\n");
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_int_equal (self->status, 0);
  assert_null (self->message);
  assert_int_equal (last_event (self), ML_EVENT_RETURN);
  assert_output (self, "[1]\n");
}

static void
assert_place (Listener *self, guint line, guint column, guint end_line, guint end_column)
{
  assert_int_equal (self->where.source, 1);
  assert_int_equal (self->where.line, line);
  assert_int_equal (self->where.column, column);
  assert_int_equal (self->where.end_line, end_line);
  assert_int_equal (self->where.end_column, end_column);
}

static void
test_failure (void **state)
{
  Listener *self = *state;

  run (self, "x = 1\nx / 0\n");
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_int_equal (self->status, 1);
  assert_string_equal (self->message, "ZeroDivisionError: division by zero");
  assert_place (self, 2, 0, 2, 5);

  run (self, "x = = 1\n");
  wait_for_end (self);

  assert_int_equal (self->status, 1);
  assert_string_equal (self->message, "SyntaxError: invalid syntax");
  assert_place (self, 1, 4, 1, 5);

  run (self, "print('é', (lambda: 1 + 'a')())\n");
  wait_for_end (self);
  assert_place (self, 1, 20, 1, 27);

  run (self, "x = 1\n");
  wait_for_end (self);
  assert_int_equal (self->where.source, 0);
}

static void
test_step_limit (void **state)
{
  Listener *self = *state;

  ml_runner_run (self->runner,
                 &(MlRunRequest){ .name = "program.py",
                                  .text = "n = 0\nwhile True:\n  n += 1\n",
                                  .max_steps = 1000 });
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_LIMIT);
  assert_non_null (self->message);
  assert_int_equal (ml_recording_get_last_step (self->recording), 999);
}

/* Of many runs only the last one's results arrive, whatever the others were doing. */
static void
test_latest_wins (void **state)
{
  Listener *self = *state;

  for (guint i = 0; i < 20; i++)
    {
      run (self, i % 2 == 0 ? "while True: pass\n" : "print('early')\n");
      g_main_context_iteration (NULL, FALSE);
    }

  self->n_ends = 0;
  run (self, "print('last')\n");
  wait_for_end (self);

  assert_int_equal (self->n_ends, 1);
  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_output (self, "last\n");

  while (g_main_context_iteration (NULL, FALSE))
    ;

  assert_int_equal (self->n_ends, 1);
}

static void
test_cancel (void **state)
{
  Listener *self = *state;

  run (self, "while True: pass\n");
  while (self->recording == NULL)
    g_main_context_iteration (NULL, TRUE);
  ml_runner_cancel (self->runner);
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_CANCELLED);
  assert_true (ml_recording_get_last_step (self->recording) > 0);
}

static void
test_answers (void **state)
{
  Listener *self = *state;
  const char *const answers[] = { "one", NULL };

  ml_runner_run (self->runner,
                 &(MlRunRequest){ .name = "program.py",
                                  .text = "a = input()\nb = input('and? ')\nprint(a, b)\n",
                                  .answers = answers });
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_WANTS_INPUT);
  assert_string_equal (self->message, "and? ");

  ml_runner_answer (self->runner, "two");
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_output (self, "and? one two\n");
}

static void
test_cancel_while_asking (void **state)
{
  Listener *self = *state;

  run (self, "while True:\n  try: input()\n  except EOFError: pass\n");
  wait_for_end (self);
  assert_int_equal (self->how, ML_RUN_WANTS_INPUT);

  ml_runner_cancel (self->runner);
  wait_for_end (self);
  assert_int_equal (self->how, ML_RUN_CANCELLED);
}

/* The prompt sees the script's names; its recording begins with the script's. */
static void
test_prompt (void **state)
{
  Listener *self = *state;
  g_autoptr (MlRecording) script = NULL;

  run (self, "x = 20\n");
  wait_for_end (self);
  script = ml_recording_ref (self->recording);

  ml_runner_prompt (self->runner, "x + 1\n");
  wait_for_end (self);
  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_true (ml_recording_is_prefix_of (script, self->recording));
  assert_int_equal (
      ml_recording_get_step (self->recording, ml_recording_get_last_step (script) + 1).event,
      ML_EVENT_END);
  assert_output (self, "21\n");

  ml_runner_prompt (self->runner, "x / 0\n");
  ml_runner_prompt (self->runner, "_\n");
  wait_for_end (self);
  wait_for_end (self);
  assert_output (self, "21\n21\n");
}

static void
assert_pieces (Listener *self, const char *expected)
{
  g_autoptr (MlMemory) memory = ml_memory_new (self->recording);
  g_autoptr (GString) pieces = g_string_new (NULL);
  guint n;

  ml_memory_seek (memory, ml_recording_get_last_step (self->recording));
  n = ml_memory_get_n_pieces (memory);

  for (guint i = 0; i < n; i++)
    {
      int stream;
      gsize length;
      const char *text = ml_memory_get_piece (memory, i, &stream, &length);

      g_string_append_printf (pieces, "%d: %.*s", stream, (int) length, text);
    }

  assert_string_equal (pieces->str, expected);
}

/* What is typed stands between the output, as in a terminal. */
static void
test_typed (void **state)
{
  Listener *self = *state;
  const char *const answers[] = { "Ada", NULL };

  ml_runner_run (
      self->runner,
      &(MlRunRequest){ .name = "program.py", .text = "n = input('Name? ')\n", .answers = answers });
  wait_for_end (self);
  ml_runner_prompt (self->runner, "for c in n:\n  c\n\n");
  wait_for_end (self);

  assert_output (self, "Name? 'A'\n'd'\n'a'\n");
  assert_pieces (self,
                 "1: Name? 0: Ada\n0: >>> for c in n:\n...   c\n"
                 "1: 'A'1: \n1: 'd'1: \n1: 'a'1: \n");
}

static void
test_needs_more (void **state)
{
  Listener *self = *state;

  assert_false (ml_runner_needs_more (self->runner, "x = 1\n"));
  assert_false (ml_runner_needs_more (self->runner, "x = = 1\n"));
  assert_true (ml_runner_needs_more (self->runner, "x = [1,\n"));
  assert_true (ml_runner_needs_more (self->runner, "t = \"\"\"a\n"));
  assert_true (ml_runner_needs_more (self->runner, "if True:\n"));
  assert_true (ml_runner_needs_more (self->runner, "if True:\n  x = 1\n"));
  assert_false (ml_runner_needs_more (self->runner, "if True:\n  x = 1\n\n"));
}

/* Nothing goes on behind a program that was stopped: the prompt begins anew. */
static void
test_prompt_after_cancel (void **state)
{
  Listener *self = *state;

  run (self, "x = 1\nwhile True: pass\n");
  ml_runner_cancel (self->runner);
  wait_for_end (self);
  ml_runner_prompt (self->runner, "'x' in globals()\n");
  wait_for_end (self);

  assert_int_equal (self->how, ML_RUN_ENDED);
  assert_output (self, "False\n");
}

/* A worker may go while its program runs. */
static void
test_gone_while_running (void **state)
{
  MlRunner *runner = ml_worker_new ();

  ml_runner_run (runner, &(MlRunRequest){ .name = "program.py", .text = "while True: pass\n" });
  g_object_unref (runner);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_program, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_failure, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_step_limit, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_latest_wins, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_cancel, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_answers, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_cancel_while_asking, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_prompt, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_typed, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_needs_more, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_prompt_after_cancel, set_up, tear_down),
    cmocka_unit_test (test_gone_while_running),
  };

  return cmocka_run_group_tests_name ("worker", tests, NULL, NULL);
}
