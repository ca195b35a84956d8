/* test-programs.c: programs that print what CPython 3.13 prints
 *
 * Each program in the folder is run without recording, with recording, and with a recount of every
 * reference after every step; each time it must write what CPython wrote, and end as it ended.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-run.h"

static const char *folder;

static char *
read_file (const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *text;

  assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

/* Addresses differ, so they are left out on both sides. */
static char *
leave_out_addresses (const char *text)
{
  g_autoptr (GRegex) address = g_regex_new (" at 0x[0-9a-f]+>", 0, 0, NULL);

  return g_regex_replace_literal (address, text, -1, 0, " at ADDRESS>", 0, NULL);
}

static void
run_program (const char *name, gboolean record, gboolean check)
{
  g_autoptr (TestRun) run = test_run_new ();
  g_autofree char *file_name = g_strconcat (name, ".py", NULL);
  g_autofree char *text = read_file (name, ".py");
  g_autofree char *output = read_file (name, ".out");
  g_autofree char *errors = read_file (name, ".err");
  g_autofree char *status = read_file (name, ".status");
  g_autofree char *written = NULL;

  run->file_name = file_name;
  run->record = record;
  run->options.check = check;
  test_run (run, text);
  written = leave_out_addresses (run->errors->str);
  assert_string_equal (run->output->str, output);
  assert_string_equal (written, errors);
  assert_int_equal (run->status, g_ascii_strtoll (status, NULL, 10));
  assert_string_equal (run->report, "");
}

static void
test_plain (void **state)
{
  run_program (*state, FALSE, FALSE);
}

static void
test_recorded (void **state)
{
  run_program (*state, TRUE, FALSE);
}

static void
test_checked (void **state)
{
  run_program (*state, FALSE, TRUE);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate (test_plain, argv[2]),
    cmocka_unit_test_prestate (test_recorded, argv[2]),
    cmocka_unit_test_prestate (test_checked, argv[2]),
  };

  folder = argv[1];

  return cmocka_run_group_tests_name (argv[2], tests, NULL, NULL);
}
