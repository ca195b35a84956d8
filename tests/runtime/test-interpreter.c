/* test-interpreter.c: limits, interrupts, the prompt */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-run.h"

#define ENDLESS             \
  "print('begins')\n"       \
  "try:\n"                  \
  "    while True: pass\n"  \
  "except BaseException:\n" \
  "    print('caught')\n"   \
  "finally:\n"              \
  "    print('finally')\n"

/* A run that was stopped is stopped: neither except nor finally goes on with it. */
static void
assert_stopped (TestRun *run, MlStop stop)
{
  assert_int_equal (run->stop, stop);
  assert_non_null (run->stop_message);
  assert_string_equal (run->output->str, "begins\n");
  assert_string_equal (run->errors->str, "");
  assert_int_not_equal (run->status, 0);
}

static void
test_steps (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.max_steps = 100;
  test_run (run, ENDLESS);
  assert_stopped (run, ML_STOP_STEPS);
}

static void
test_seconds (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.max_seconds = 0.05;
  test_run (run, ENDLESS);
  assert_stopped (run, ML_STOP_SECONDS);
}

static void
interrupt (MlInterpreter *interpreter, gpointer data)
{
  ml_interpreter_interrupt (interpreter);
}

static void
test_interrupt (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->started = interrupt;
  test_run (run, ENDLESS);
  assert_int_equal (run->stop, ML_STOP_INTERRUPTED);
  assert_string_equal (run->output->str, "");
}

static gpointer
interrupt_later (gpointer data)
{
  g_usleep (20 * 1000);
  ml_interpreter_interrupt (data);

  return NULL;
}

static void
start_interrupter (MlInterpreter *interpreter, gpointer data)
{
  GThread **thread = data;

  *thread = g_thread_new ("interrupter", interrupt_later, interpreter);
}

/* From another thread, while the program runs, or before it begins. */
static void
test_interrupt_from_outside (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();
  GThread *thread = NULL;

  run->started = start_interrupter;
  run->data = &thread;
  test_run (run, "while True: pass\n");
  g_thread_join (thread);
  assert_int_equal (run->stop, ML_STOP_INTERRUPTED);
}

static void
test_output (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.max_output = 1000;
  test_run (run, "while True: print('0123456789')\n");
  assert_int_equal (run->stop, ML_STOP_OUTPUT);
  assert_true (run->output->len <= 1000);
  assert_true (run->output->len >= 900);
}

/* Too much memory is an exception like any other: the program may go on. */
static void
test_memory (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.max_bytes = 8 * 1024 * 1024;
  test_run (run,
            "held = []\n"
            "try:\n"
            "    while True: held.append([0] * 1000)\n"
            "except MemoryError as e:\n"
            "    del held\n"
            "    print('caught', e)\n"
            "print(len([0] * 1000))\n");
  assert_string_equal (run->output->str, "caught \n1000\n");
  assert_int_equal (run->status, 0);
  assert_int_equal (run->stop, ML_STOP_NONE);
}

static void
test_recursion (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.recursion = 50;
  test_run (run,
            "def down(n):\n"
            "    try:\n"
            "        return down(n + 1)\n"
            "    except RecursionError as e:\n"
            "        return n, str(e)\n"
            "print(down(1))\n");
  assert_string_equal (run->output->str, "(49, 'maximum recursion depth exceeded')\n");
}

static void
test_exit_status (void **state)
{
  static const struct
  {
    const char *text;
    int status;
    const char *errors;
  } cases[] = {
    { "pass", 0, "" },
    { "raise SystemExit", 0, "" },
    { "raise SystemExit(3)", 3, "" },
    { "raise SystemExit('a reason')", 1, "a reason\n" },
    { "import sys; sys.exit(257)", 1, "" },
    { "1/0",
      1,
      "Traceback (most recent call last):\n"
      "  File \"test.py\", line 1, in <module>\n"
      "    1/0\n"
      "    ~^~\n"
      "ZeroDivisionError: division by zero\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestRun) run = test_run_new ();

      test_run (run, cases[i].text);
      assert_int_equal (run->status, cases[i].status);
      assert_string_equal (run->errors->str, cases[i].errors);
      assert_string_equal (run->output->str, "");
    }
}

/* Values are echoed, None is not; an error ends its statement alone. */
static void
test_prompt (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->interactive = TRUE;
  test_run (run,
            "x = 5\n"
            "x\n"
            "None\n"
            "'text'\n"
            "_ + '!'\n"
            "undefined\n"
            "x = (\n"
            "def f(n):\n"
            "    return n * 2\n"
            "\n"
            "f(x)\n");
  assert_string_equal (run->output->str, "5\n'text'\n'text!'\n");
  assert_non_null (g_strstr_len (run->errors->str, -1, "NameError: name 'undefined'"));
  assert_non_null (g_strstr_len (run->errors->str, -1, "SyntaxError"));
  assert_int_equal (run->status, 0);
}

static void
test_prompt_exit (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->interactive = TRUE;
  test_run (run, "print(1)\nraise SystemExit(4)\nprint(2)\n");
  assert_string_equal (run->output->str, "1\n");
  assert_int_equal (run->status, 4);
}

/* The prompt goes on in the script's namespace. */
static void
go_on (MlInterpreter *interpreter, gpointer data)
{
  static const char script[] = "x = 40\n";

  assert_int_equal (ml_interpreter_run_script (interpreter, "before.py", script, sizeof script - 1),
                    0);
}

static void
test_prompt_behind_a_script (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->interactive = TRUE;
  run->record = TRUE;
  run->started = go_on;
  test_run (run, "x + 2\n");
  assert_string_equal (run->output->str, "42\n");
}

/* A million nodes are dropped, and compared by identity, without a deep C stack. */
static void
test_long_chain (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  test_run (run,
            "class Node:\n"
            "    def __init__(self, next): self.next = next\n"
            "head = None\n"
            "for i in range(1000000): head = Node(head)\n"
            "del head\n"
            "nested = []\n"
            "for i in range(1000000): nested = [nested]\n"
            "del nested\n"
            "print('gone')\n");
  assert_string_equal (run->output->str, "gone\n");
  assert_int_equal (run->status, 0);
}

/* Collections at every allocation change nothing that a program can see. */
static void
test_collections_everywhere (void **state)
{
  g_autoptr (TestRun) run = test_run_new ();

  run->options.collect_every = 1;
  run->options.check = TRUE;
  test_run (run,
            "class Node:\n"
            "    def __init__(self): self.me = self; self.items = [i for i in range(3)]\n"
            "def make(n):\n"
            "    for i in range(n):\n"
            "        yield Node(), {str(i): (i, [i])}\n"
            "print(sum(d[str(i)][0] for i, (node, d) in enumerate(make(5))))\n"
            "print(sorted([3, 1, 2], key=lambda x: [-x]))\n");
  assert_string_equal (run->output->str, "10\n[3, 2, 1]\n");
  assert_string_equal (run->errors->str, "");
  assert_string_equal (run->report, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_steps),
    cmocka_unit_test (test_seconds),
    cmocka_unit_test (test_interrupt),
    cmocka_unit_test (test_interrupt_from_outside),
    cmocka_unit_test (test_output),
    cmocka_unit_test (test_memory),
    cmocka_unit_test (test_recursion),
    cmocka_unit_test (test_exit_status),
    cmocka_unit_test (test_prompt),
    cmocka_unit_test (test_prompt_exit),
    cmocka_unit_test (test_prompt_behind_a_script),
    cmocka_unit_test (test_long_chain),
    cmocka_unit_test (test_collections_everywhere),
  };

  return cmocka_run_group_tests_name ("interpreter", tests, NULL, NULL);
}
