/* test-source.c: from bytes to lines */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-source.h"

#include <string.h>

static void
check_text (const char *bytes, gsize length, const char *expected)
{
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("test.py", bytes, length, &error);

  assert_non_null (source);
  assert_null (error);
  assert_string_equal (ml_source_get_text (source, NULL), expected);
}

static void
check_error (const char *bytes, gsize length, const char *expected, guint line)
{
  g_autoptr (MlSyntaxError) error = NULL;

  assert_null (ml_source_new ("test.py", bytes, length, &error));
  assert_string_equal (error->message, expected);
  assert_int_equal (error->line, line);
}

#define BYTES(text) text, sizeof (text) - 1

static void
test_newlines (void **state)
{
  check_text (BYTES (""), "");
  check_text (BYTES ("a"), "a\n");
  check_text (BYTES ("a\n"), "a\n");
  check_text (BYTES ("a\r\nb\rc\n\r"), "a\nb\nc\n\n");
}

static void
test_encodings (void **state)
{
  check_text (BYTES ("\xef\xbb\xbf"
                     "x"),
              "x\n");
  check_text (BYTES ("# coding: latin-1\n\xe9"), "# coding: latin-1\né\n");
  check_text (BYTES ("#!\n# -*- coding: utf-8 -*-\né"), "#!\n# -*- coding: utf-8 -*-\né\n");
  check_text (BYTES ("x\n# coding: ascii\né"), "x\n# coding: ascii\né\n");
  check_text (BYTES ("# vim: set fileencoding=cp1252 :\n\x80"),
              "# vim: set fileencoding=cp1252 :\n€\n");
}

static void
test_no_text (void **state)
{
  check_error (BYTES ("x = 1\ny\0"), "source code cannot contain null bytes", 2);
  check_error (BYTES ("a\nb = '\xff'"),
               "Non-UTF-8 code starting with '\\xff' in file test.py on line 2, but no encoding "
               "declared; see https://peps.python.org/pep-0263/ for details",
               0);
  check_error (BYTES ("# coding: utf-8\n\xff"),
               "(unicode error) 'utf-8' codec can't decode byte 0xff in position 16: invalid "
               "start byte",
               2);
  check_error (BYTES ("# coding: ascii\né"),
               "(unicode error) 'ascii' codec can't decode byte 0xc3 in position 16: ordinal not "
               "in range(128)",
               2);
  check_error (BYTES ("# coding: nonsense\n"), "encoding problem: nonsense", 0);
  check_error (
      BYTES ("\xef\xbb\xbf# coding: latin-1\n"), "encoding problem: iso-8859-1 with BOM", 0);
}

static void
test_lines (void **state)
{
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("test.py", BYTES ("one\n\nthree"), &error);
  g_autofree char *line = ml_source_dup_line (source, 3);
  gsize length;

  assert_int_equal (ml_source_get_n_lines (source), 3);
  assert_string_equal (line, "three");
  assert_non_null (ml_source_get_line (source, 2, &length));
  assert_int_equal (length, 0);
  assert_null (ml_source_get_line (source, 0, &length));
  assert_null (ml_source_get_line (source, 4, &length));
  assert_int_equal (ml_source_find_line (source, 0), 1);
  assert_int_equal (ml_source_find_line (source, 3), 1);
  assert_int_equal (ml_source_find_line (source, 4), 2);
  assert_int_equal (ml_source_find_line (source, 5), 3);
  assert_int_equal (ml_source_find_line (source, 10), 3);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_newlines),
    cmocka_unit_test (test_encodings),
    cmocka_unit_test (test_no_text),
    cmocka_unit_test (test_lines),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
