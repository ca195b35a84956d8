/* test-trees.c: the trees of trees/NAME.py are those of CPython, in trees/NAME.tree: kinds, fields,
 * places */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-heap.h"
#include "ml-test-language.h"
#include "ml-tree.h"

static void
test_tree (void **state)
{
  const char *name = *state;
  g_autofree char *source_name = g_strconcat (name, ".py", NULL);
  g_autofree char *tree_name = g_strconcat (name, ".tree", NULL);
  g_auto (MlTestLanguage) language;
  gsize length;
  g_autofree char *source = ml_test_read ("trees", source_name, &length);
  g_autofree char *expected = ml_test_read ("trees", tree_name, NULL);
  g_autofree char *dump = NULL;
  g_auto (GStrv) lines = NULL, expected_lines = NULL;

  ml_test_language_init (&language);
  dump = ml_test_language_dump (&language, source, length);
  lines = g_strsplit (dump, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    assert_string_equal (lines[i], expected_lines[i]);

  assert_int_equal (g_strv_length (lines), g_strv_length (expected_lines));
}

/* A literal has one reference, the tree's; and it goes when the tree goes. */
static void
test_constants_belong_to_tree (void **state)
{
  static const char text[] = "x = 12345\ny = 12345\n";
  g_auto (MlTestLanguage) language;
  MlSyntaxError *error = NULL;
  MlSource *source = ml_source_new ("test.py", text, sizeof text - 1, &error);
  MlNodeList *body;
  MlObject *first, *second;
  gsize bytes;
  MlTree *tree;

  ml_test_language_init (&language);
  bytes = language.heap->bytes;
  tree = ml_parse_file (language.heap, source, &error);
  assert_non_null (tree);

  body = ml_tree_get_root (tree)->module.body;
  first = body->items[0]->assign.value->constant.value;
  second = body->items[1]->assign.value->constant.value;
  assert_ptr_not_equal (first, second);
  assert_int_equal (first->count, 1);
  assert_int_equal (ml_heap_check (language.heap, NULL), 0);

  ml_tree_free (tree);
  assert_int_equal (language.heap->bytes, bytes);
  ml_source_unref (source);
}

/* Equal names are one pointer; the compiler compares them so. */
static void
test_names_are_unique (void **state)
{
  static const char text[] = "ﬁ = fi.fi\n";
  g_auto (MlTestLanguage) language;
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("test.py", text, sizeof text - 1, &error);
  MlNode *assign, *value;
  MlTree *tree;

  ml_test_language_init (&language);
  tree = ml_parse_file (language.heap, source, &error);
  assign = ml_tree_get_root (tree)->module.body->items[0];
  value = assign->assign.value;
  assert_string_equal (value->attribute.attr, "fi");
  assert_ptr_equal (value->attribute.attr, value->attribute.value->name.id);
  assert_ptr_equal (value->attribute.attr, assign->assign.targets->items[0]->name.id);

  /* Columns are counted in characters and, for comparison with CPython, in bytes. */
  assert_int_equal (value->start.column, 4);
  assert_int_equal (value->start.byte, 6);
  ml_tree_free (tree);
}

int
main (void)
{
  g_autoptr (GPtrArray) names = ml_test_list_files ("trees", ".py");
  g_autoptr (GArray) tests = g_array_new (FALSE, FALSE, sizeof (struct CMUnitTest));
  const struct CMUnitTest others[] = {
    cmocka_unit_test (test_constants_belong_to_tree),
    cmocka_unit_test (test_names_are_unique),
  };

  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);
      const struct CMUnitTest test = { name, test_tree, NULL, NULL, name };

      g_array_append_val (tests, test);
    }

  g_array_append_vals (tests, others, G_N_ELEMENTS (others));

  return _cmocka_run_group_tests (
      "trees", (const struct CMUnitTest *) tests->data, tests->len, NULL, NULL);
}
