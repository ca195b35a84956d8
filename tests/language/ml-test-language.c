#include "ml-test-language.h"

#include "ml-heap.h"
#include "ml-tree-dump.h"
#include "ml-world.h"

#include <string.h>

void
ml_test_language_init (MlTestLanguage *self)
{
  self->heap = ml_heap_new ();
  ml_world_init (self->heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
}

void
ml_test_language_clear (MlTestLanguage *self)
{
  MlWorld *world = self->heap->world;

  ml_heap_free (self->heap);
  ml_world_free (world);
}

char *
ml_test_describe_error (const MlSyntaxError *error)
{
  return g_strdup_printf ("%s: %s @%u:%u-%u:%u",
                          ml_syntax_error_get_type_name (error),
                          error->message,
                          error->line,
                          error->offset,
                          error->end_line,
                          error->end_offset);
}

static MlTree *
parse (MlTestLanguage *self, const char *text, gsize length, MlSyntaxError **error)
{
  g_autoptr (MlSource) source = ml_source_new ("test.py", text, length, error);

  return source != NULL ? ml_parse_file (self->heap, source, error) : NULL;
}

char *
ml_test_language_judge (MlTestLanguage *self, const char *text, gsize length)
{
  g_autoptr (MlSyntaxError) error = NULL;
  g_autoptr (MlTree) tree = parse (self, text, length, &error);

  g_assert_true ((tree == NULL) == (error != NULL));

  return error != NULL ? ml_test_describe_error (error) : g_strdup ("no error");
}

char *
ml_test_language_dump (MlTestLanguage *self, const char *text, gsize length)
{
  g_autoptr (MlSyntaxError) error = NULL;
  g_autoptr (MlTree) tree = parse (self, text, length, &error);

  return tree != NULL ? ml_tree_dump (tree) : ml_test_describe_error (error);
}

char *
ml_test_read (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("ML_TEST_DIR"), folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));

  return text;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
ml_test_list_files (const char *folder, const char *suffix)
{
  g_autofree char *path = g_build_filename (g_getenv ("ML_TEST_DIR"), folder, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (directory);

  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (suffix)));

  g_assert_cmpuint (names->len, >, 0);
  g_ptr_array_sort (names, compare_names);

  return names;
}
