/* test-limits.c: hostile texts end in an error that says why, and at once */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-test-language.h"

#include <string.h>

/* @open, @n times; @middle; @close, @n times. */
static char *
nest (const char *open, guint n, const char *middle, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);

  g_string_append (text, middle);

  for (guint i = 0; i < n; i++)
    g_string_append (text, close);

  return g_string_free (text, FALSE);
}

static void
check (const char *open, guint n, const char *middle, const char *close, const char *expected)
{
  g_auto (MlTestLanguage) language;
  g_autofree char *text = nest (open, n, middle, close);
  g_autofree char *answer = NULL;

  ml_test_language_init (&language);
  answer = ml_test_language_judge (&language, text, strlen (text));
  answer[MIN (strlen (answer), strlen (expected))] = '\0';
  assert_string_equal (answer, expected);
}

static void
test_brackets (void **state)
{
  static const char too_many[] = "SyntaxError: too many nested parentheses @1:201-1:201";

  check ("(", 200, "1", ")", "no error");
  check ("(", 201, "1", ")", too_many);
  check ("[", 100000, "", "", too_many);
  check ("a[", 200, "1", "]", "no error");
  check ("f(", 200, "1", ")", "no error");
  check ("match x:\n case ", 1, "", "", "SyntaxError: invalid syntax");
}

static void
test_operators (void **state)
{
  static const char overflow[] = "MemoryError: Parser stack overflowed";

  check ("-", 5968, "1", "", "no error");
  check ("-", 100000, "1", "", overflow);
  check ("not ", 100000, "1", "", overflow);
  check ("lambda: ", 2984, "1", "", "no error");
  check ("lambda: ", 100000, "1", "", overflow);
  check ("1 if 1 else ", 100000, "1", "", overflow);
  check ("1 ** ", 100000, "1", "", overflow);
  check ("if 1:\n 1\nel", 100000, "if 1:\n 1\n", "", overflow);
}

/* What goes on without nesting has no limit. */
static void
test_length (void **state)
{
  check ("1 + ", 100000, "1", "", "no error");
  check ("a.", 100000, "a", "", "no error");
  check ("f", 1, "", "()", "no error");
  check ("\"é\" ", 100000, "", "", "no error");
  check ("a < ", 100000, "a", "", "no error");
  check ("a = ", 100000, "a", "", "no error");
}

/* The second look at a faulty text does not start anew at each bracket. */
static void
test_errors_in_depth (void **state)
{
  static const char comma[] = "SyntaxError: invalid syntax. Perhaps you forgot a comma?";
  static const char *const brackets[][2] = { { "(", ")" },        { "[", "]" },   { "{", "}" },
                                             { "f(", ")" },       { "a[", "]" },  { "{1: ", "}" },
                                             { "f(a=", ")" },     { "f(*", ")" }, { "(a := ", ")" },
                                             { "(lambda: ", ")" } };

  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      check (brackets[i][0], 199, "1 2", brackets[i][1], comma);
      check (brackets[i][0], 199, "1 +", brackets[i][1], "SyntaxError: invalid syntax");
    }

  check ("(1 if ", 199, "1", " : 2)", "SyntaxError: invalid syntax");
  check ("(a = ", 199, "1 +", ")", "SyntaxError: invalid syntax");
  check ("f(1, x for x in (", 99, "1 +", "))", "SyntaxError: invalid syntax");
}

static void
test_indents (void **state)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (MlTestLanguage) language;
  g_autofree char *answer = NULL;

  for (int i = 0; i < 101; i++)
    g_string_append_printf (text, "%*sif 1:\n", i, "");

  ml_test_language_init (&language);
  answer = ml_test_language_judge (&language, text->str, text->len);
  assert_string_equal (answer, "IndentationError: too many levels of indentation @101:1-101:0");
}

static void
test_digits (void **state)
{
  check ("1", 4300, "", "", "no error");
  check ("1",
         4301,
         "",
         "",
         "SyntaxError: Exceeds the limit (4300 digits) for integer string conversion: value has "
         "4301 digits;");
  check ("0x1", 1, "", "f", "no error");
}

static void
test_fstrings (void **state)
{
  check ("f'''{", 50, "1", "}'''", "no error");
  check ("f\"{", 160, "1", "}\"", "SyntaxError: too many nested f-strings");
  check ("f'{a:", 1, "{b:{c}}", "}'", "no error");
  check ("f'{a:", 1, "{b:{c:{d}}}", "}'", "SyntaxError: f-string: expressions nested too deeply");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_brackets), cmocka_unit_test (test_operators),
    cmocka_unit_test (test_length),   cmocka_unit_test (test_errors_in_depth),
    cmocka_unit_test (test_indents),  cmocka_unit_test (test_digits),
    cmocka_unit_test (test_fstrings),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
