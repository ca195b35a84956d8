/* test-errors.c: what errors/NAME.txt says CPython says of faulty texts: type, message, place
 *
 * A case is a line "%% answer" and the text below it, up to the next such line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-test-language.h"

#include <string.h>

#define MARK "%% "

static void
test_area (void **state)
{
  g_autofree char *name = g_strconcat (*state, ".txt", NULL);
  g_autofree char *text = ml_test_read ("errors", name, NULL);
  g_auto (GStrv) cases = g_strsplit (text, MARK, -1);
  g_auto (MlTestLanguage) language;

  ml_test_language_init (&language);
  assert_true (g_strv_length (cases) > 1);

  for (guint i = 1; cases[i] != NULL; i++)
    {
      const char *newline = strchr (cases[i], '\n');
      g_autofree char *expected = g_strndup (cases[i], newline - cases[i]);
      g_autofree char *answer =
          ml_test_language_judge (&language, newline + 1, strlen (newline + 1));

      assert_string_equal (answer, expected);
    }
}

/* What is printed on standard error, marks included. */
static void
test_print (void **state)
{
  static const struct
  {
    const char *text;
    const char *printed;
  } cases[] = {
    { "if x:\n\tprint(é 1)\n",
      "  File \"test.py\", line 2\n"
      "    \tprint(é 1)\n"
      "    \t      ^^^\n"
      "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n" },
    { "x = (1,\n",
      "  File \"test.py\", line 1\n"
      "    x = (1,\n"
      "        ^\n"
      "SyntaxError: '(' was never closed\n" },
    { "x = 1\n    y = 2\n",
      "  File \"test.py\", line 2\n"
      "    y = 2\n"
      "IndentationError: unexpected indent\n" },
    { "x = '''a\nb",
      "  File \"test.py\", line 1\n"
      "    x = '''a\n"
      "        ^\n"
      "SyntaxError: unterminated triple-quoted string literal (detected at line 2)\n" },
    { "f(1, [x,\n  y, z 2])\n",
      "  File \"test.py\", line 2\n"
      "    y, z 2])\n"
      "       ^^^\n"
      "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n" },
    { "x = [(1\n   2), 3]",
      "  File \"test.py\", line 1\n"
      "    x = [(1\n"
      "          ^\n"
      "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n" },
  };
  g_auto (MlTestLanguage) language;

  ml_test_language_init (&language);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlSyntaxError) error = NULL;
      g_autoptr (MlSource) source =
          ml_source_new ("test.py", cases[i].text, strlen (cases[i].text), &error);
      g_autoptr (GString) out = g_string_new (NULL);

      assert_null (ml_parse_file (language.heap, source, &error));
      ml_syntax_error_print (error, "test.py", out);
      assert_string_equal (out->str, cases[i].printed);
    }
}

static void
test_span_is_never_empty (void **state)
{
  static const char *const texts[] = { "x = (1,\n", "  x\n", "'abc\n", "if 1:\n  x\n y\n", "f(" };
  g_auto (MlTestLanguage) language;

  ml_test_language_init (&language);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MlSyntaxError) error = NULL;
      g_autoptr (MlSource) source = ml_source_new ("test.py", texts[i], strlen (texts[i]), &error);
      MlSpan span;

      assert_null (ml_parse_file (language.heap, source, &error));
      span = ml_syntax_error_get_span (error, 7);
      assert_int_equal (span.source, 7);
      assert_true (span.end_line > span.line || span.end_column > span.column);
    }
}

int
main (void)
{
  g_autoptr (GPtrArray) names = ml_test_list_files ("errors", ".txt");
  g_autoptr (GArray) tests = g_array_new (FALSE, FALSE, sizeof (struct CMUnitTest));
  const struct CMUnitTest others[] = {
    cmocka_unit_test (test_print),
    cmocka_unit_test (test_span_is_never_empty),
  };

  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);
      const struct CMUnitTest test = { name, test_area, NULL, NULL, name };

      g_array_append_val (tests, test);
    }

  g_array_append_vals (tests, others, G_N_ELEMENTS (others));

  return _cmocka_run_group_tests (
      "errors", (const struct CMUnitTest *) tests->data, tests->len, NULL, NULL);
}
