/* test-details.c: what is known of an object, in words */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-details.h"
#include "ml-test-journal.h"

/* x and y name one list, which holds itself, 7 and nothing else. */
typedef struct
{
  MlSerial list;
  MlSerial number;
  MlSerial module;
  MlMemory *memory;
} Program;

static int
set_up (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = y = []\nx.append(x)\nx.append(7)\n");
  g_autoptr (MlRecording) recording = NULL;
  Program *program = g_new0 (Program, 1);

  ml_test_journal_line (test, 1);
  program->list = ml_test_journal_list (test);
  program->number = ml_test_journal_int (test, 7);
  program->module = test->module;
  ml_test_journal_bind (test, test->module, "x", program->list);
  ml_test_journal_bind (test, test->module, "y", program->list);
  ml_test_journal_append (test, program->list, program->list);
  ml_test_journal_append (test, program->list, program->number);
  recording = ml_test_journal_end (test);

  program->memory = ml_memory_new (recording);
  ml_memory_seek (program->memory, ml_recording_get_last_step (recording));
  *state = program;

  return 0;
}

static int
tear_down (void **state)
{
  Program *program = *state;

  ml_memory_free (program->memory);
  g_free (program);

  return 0;
}

static void
test_count (void **state)
{
  Program *program = *state;
  g_autofree char *list = ml_details_tell_count (program->memory, program->list);
  g_autofree char *number = ml_details_tell_count (program->memory, program->number);

  assert_string_equal (list, "3 references hold it");
  assert_string_equal (number, "immortal: it is never freed");
  assert_null (ml_details_tell_count (program->memory, program->module));
}

static void
test_holders (void **state)
{
  Program *program = *state;
  guint left_out;
  g_autoptr (GPtrArray) all =
      ml_details_list_holders (program->memory, program->list, 10, &left_out);

  assert_int_equal (all->len, 3);
  assert_int_equal (left_out, 0);
  assert_string_equal (g_ptr_array_index (all, 0), "x in <module>");
  assert_string_equal (g_ptr_array_index (all, 1), "y in <module>");
  assert_string_equal (g_ptr_array_index (all, 2), "[0] in list");
}

static void
test_long_lists_are_cut (void **state)
{
  Program *program = *state;
  guint left_out;
  g_autoptr (GPtrArray) one =
      ml_details_list_holders (program->memory, program->list, 1, &left_out);

  assert_int_equal (one->len, 1);
  assert_int_equal (left_out, 2);
}

static void
test_names (void **state)
{
  Program *program = *state;
  g_autofree char *list = ml_details_name (program->memory, program->list);
  g_autofree char *module = ml_details_name (program->memory, program->module);

  assert_string_equal (list, "list");
  assert_string_equal (module, "<module>");
  assert_null (ml_details_name (program->memory, 1000000));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_count, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_holders, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_long_lists_are_cut, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_names, set_up, tear_down),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
