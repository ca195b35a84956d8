/* test-code.c: the code of code/NAME.py is listed in code/NAME.code; compare-code holds it against
 * CPython's */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>

#include <cmocka.h>

#include "ml-compile.h"
#include "ml-heap.h"
#include "ml-test-language.h"
#include "ml-tuple.h"

/* A new code object; @tree holds the constants, too. */
static MlCode *
compile (MlHeap *heap, const char *text, gsize length, MlTree **tree, MlSyntaxError **error)
{
  g_autoptr (MlSource) source = ml_source_new ("test.py", text, length, error);

  *tree = ml_parse_file (heap, source, error);
  assert_non_null (*tree);

  return ml_compile (heap, *tree, "test.py", ML_COMPILE_FILE, NULL, error);
}

static void
test_listing (void **state)
{
  const char *name = *state;
  g_autofree char *source_name = g_strconcat (name, ".py", NULL);
  g_autofree char *code_name = g_strconcat (name, ".code", NULL);
  g_auto (MlTestLanguage) language;
  gsize length;
  g_autofree char *source = ml_test_read ("code", source_name, &length);
  g_autofree char *expected = ml_test_read ("code", code_name, NULL);
  g_autofree char *listing = NULL;
  MlSyntaxError *error = NULL;
  MlTree *tree;
  MlCode *code;

  ml_test_language_init (&language);
  code = compile (language.heap, source, length, &tree, &error);
  assert_non_null (code);

  listing = ml_code_disassemble (language.heap, code);
  assert_string_equal (listing, expected);

  ml_unref (language.heap, code);
  ml_tree_free (tree);
}

static void
assert_fails (const char *text, const char *message, guint line, guint offset)
{
  g_auto (MlTestLanguage) language;
  g_autoptr (MlSyntaxError) error = NULL;
  MlTree *tree;

  ml_test_language_init (&language);
  assert_null (compile (language.heap, text, strlen (text), &tree, &error));
  assert_non_null (error);
  assert_string_equal (error->message, message);
  assert_int_equal (error->line, line);
  assert_int_equal (error->offset, offset);
  ml_tree_free (tree);
}

static void
test_errors (void **state)
{
  assert_fails ("return 1\n", "'return' outside function", 1, 1);
  assert_fails ("if x:\n  break\n", "'break' outside loop", 2, 3);
  assert_fails ("continue\n", "'continue' not properly in loop", 1, 1);
  assert_fails (
      "def f():\n  print(x)\n  global x\n", "name 'x' is used prior to global declaration", 3, 3);
  assert_fails ("def f():\n  nonlocal y\n", "no binding for nonlocal 'y' found", 2, 3);
  assert_fails ("def f(a, a): pass\n", "duplicate argument 'a' in function definition", 1, 10);
  assert_fails ("await x\n", "'await' outside function", 1, 1);
}

/* One literal in two functions of a script is one object. */
static void
test_constants_are_merged (void **state)
{
  static const char text[] = "a = 5000\ndef f(): return 5000\n";
  g_auto (MlTestLanguage) language;
  MlSyntaxError *error = NULL;
  MlTree *tree;
  MlCode *code, *inner;

  ml_test_language_init (&language);
  code = compile (language.heap, text, sizeof text - 1, &tree, &error);
  assert_non_null (code);

  inner = (MlCode *) ml_tuple_get (code->constants, 1);
  assert_ptr_equal (ml_tuple_get (code->constants, 0), ml_tuple_get (inner->constants, 1));

  ml_unref (language.heap, code);
  ml_tree_free (tree);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate (test_listing, (void *) "assignment"),
    cmocka_unit_test_prestate (test_listing, (void *) "control"),
    cmocka_unit_test_prestate (test_listing, (void *) "functions"),
    cmocka_unit_test_prestate (test_listing, (void *) "matching"),
    cmocka_unit_test (test_errors),
    cmocka_unit_test (test_constants_are_merged),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
