/* test-prompt.c: a text cut into the units that a prompt would see */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-test-language.h"

#include <string.h>

/* One word for each unit: the number of its statements, or its error's message. */
static char *
cut (const char *text, gboolean more_may_come)
{
  g_auto (MlTestLanguage) language;
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("<stdin>", text, strlen (text), &error);
  GString *out = g_string_new (NULL);
  gsize offset = 0, length;

  ml_test_language_init (&language);
  ml_source_get_text (source, &length);

  while (offset < length)
    {
      gsize next;
      MlTree *tree =
          ml_parse_interactive (language.heap, source, offset, more_may_come, &next, &error);

      if (tree != NULL)
        {
          g_string_append_printf (out, "%u;", ml_tree_get_root (tree)->module.body->length);
          ml_tree_free (tree);
        }
      else
        {
          g_string_append_printf (out, "%u:%s;", error->line, error->message);
          g_clear_pointer (&error, ml_syntax_error_free);
        }

      assert_true (next > offset);
      offset = next;
    }

  return g_string_free (out, FALSE);
}

/* As `python3 -i -q < FILE` reads them. */
static void
test_units (void **state)
{
  static const struct
  {
    const char *text;
    const char *units;
  } cases[] = {
    { "a\nb; c\n", "1;2;" },
    { "if a:\n  b\n\nc\n", "1;1;" },
    { "if a:\n  b\nelse:\n  c\n\nd\n", "1;1;" },
    { "if a:\n  b\nc\nd\n", "3:invalid syntax;1;" },
    { "if a:\n  b\n", "1;" },
    { "if a:\n  b\n  # no end\n  c\n\nd", "1;1;" },
    { "if a:\n  b\n\n  c\n", "1;1:unexpected indent;" },
    { "x = (1,\n\n2)\ny\n", "1;1;" },
    { "'''a\n\nb'''\ny\n", "1;1;" },
    { "x = (1 2\n3)\ny\n", "1:invalid syntax. Perhaps you forgot a comma?;1:unmatched ')';1;" },
    { "x = )\ny\n", "1:unmatched ')';1;" },
    { "@a\nb\nc\n", "2:invalid syntax;1;" },
    { "x = \\\n1\ny\n", "1;1;" },
    { "# comment\n  # another\n\nx\n", "0;0;0;1;" },
    { "if a:\nb\nc\n", "2:expected an indented block after 'if' statement on line 1;1;" },
    { "a\nif b:\nc\n", "1;2:expected an indented block after 'if' statement on line 1;" },
    { "x = (1,\n", "1:'(' was never closed;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *units = cut (cases[i].text, FALSE);

      assert_string_equal (units, cases[i].units);
    }
}

/* At a prompt in use the end of the text is not yet the end of the statement. */
static void
test_incomplete (void **state)
{
  static const char *const incomplete[] = {
    "if a:\n", "if a:\n  b\n", "x = (1,\n",  "'''a\n",
    "@a\n",    "x = \\\n",     "def f(a,\n", "try:\n  x\n"
  };
  static const char *const complete[] = { "x\n", "if a:\n  b\n\n", "x = (1,\n2)\n", "if a: b\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (incomplete); i++)
    {
      g_autofree char *units = cut (incomplete[i], TRUE);

      assert_string_equal (units, "0:incomplete input;");
    }

  for (guint i = 0; i < G_N_ELEMENTS (complete); i++)
    {
      g_autofree char *units = cut (complete[i], TRUE);

      assert_string_equal (units, "1;");
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_units),
    cmocka_unit_test (test_incomplete),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
