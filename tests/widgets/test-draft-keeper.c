/* test-draft-keeper.c: what is typed and not saved comes back */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-draft-keeper.h"
#include "ml-test-widgets.h"

typedef struct
{
  GFile *folder;
  MlDocument *document;
  MlDraftKeeper *keeper;
} Desk;

static void
remove_children (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFile *child;

  while (children && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    g_file_delete (child, NULL, NULL);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  g_autofree char *path = g_dir_make_tmp ("memory-lane-XXXXXX", NULL);

  /* The keeper makes its folder. */
  desk->folder = g_file_new_build_filename (path, "state", NULL);
  desk->document = ml_document_new ();
  desk->keeper = ml_draft_keeper_new (desk->document, desk->folder);
  *state = desk;

  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFile) parent = g_file_get_parent (desk->folder);

  g_assert_finalize_object (desk->keeper);
  g_assert_finalize_object (desk->document);
  remove_children (desk->folder);
  remove_children (parent);
  g_file_delete (parent, NULL, NULL);
  g_object_unref (desk->folder);
  g_free (desk);

  return 0;
}

static guint
count_drafts (Desk *desk)
{
  g_autoptr (GPtrArray) drafts = ml_draft_keeper_list (desk->folder);

  return drafts->len;
}

static gboolean
has_draft (gpointer desk)
{
  return count_drafts (desk) == 1;
}

static void
type (Desk *desk, const char *text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (desk->document), text, -1);
}

static void
save (Desk *desk, GFile *file)
{
  GMainContext *context = g_main_context_default ();

  ml_document_save_async (desk->document, file, NULL, NULL, NULL);

  while (ml_document_get_unsaved (desk->document))
    g_main_context_iteration (context, TRUE);
}

/* Nobody flushes after a crash: the draft is written soon after the typing. */
static void
test_typed_text_is_written (void **state)
{
  Desk *desk = *state;

  ml_document_set_draft (desk->document, NULL, "");
  assert_int_equal (count_drafts (desk), 0);
  type (desk, "x = [1]\n");
  assert_true (ml_document_get_unsaved (desk->document));
  assert_true (ml_test_wait_for (has_draft, desk));
}

static void
test_draft_comes_back (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFile) file = g_file_new_for_path ("/somewhere/a.py");
  g_autoptr (MlDocument) document = ml_document_new ();
  g_autoptr (MlDraftKeeper) keeper = ml_draft_keeper_new (document, desk->folder);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  ml_document_set_draft (desk->document, file, "s = 'é\\n'\n");
  type (desk, "\t# first\n");
  ml_draft_keeper_flush (desk->keeper);

  drafts = ml_draft_keeper_list (desk->folder);
  assert_int_equal (drafts->len, 1);
  assert_true (ml_draft_keeper_restore (keeper, drafts->pdata[0], &error));

  text = ml_document_dup_text (document);
  assert_string_equal (text, "\t# first\ns = 'é\\n'\n");
  assert_true (ml_document_get_unsaved (document));
  assert_true (g_file_equal (ml_document_get_file (document), file));
  assert_string_equal (ml_document_get_name (document), "a.py");
}

static void
test_saved_text_has_no_draft (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFile) parent = g_file_get_parent (desk->folder);
  g_autoptr (GFile) file = g_file_get_child (parent, "saved.py");
  g_autofree char *contents = NULL;

  ml_document_set_draft (desk->document, NULL, "");
  type (desk, "x = 1\n");
  ml_draft_keeper_flush (desk->keeper);
  assert_int_equal (count_drafts (desk), 1);

  save (desk, file);
  assert_int_equal (count_drafts (desk), 0);
  assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  assert_string_equal (contents, "x = 1\n");
  assert_string_equal (ml_document_get_name (desk->document), "saved.py");
}

/* What is typed in a lesson's program is an experiment. */
static void
test_lesson_has_no_draft (void **state)
{
  Desk *desk = *state;

  ml_document_set_program (desk->document, "lesson.py", "x = 1\n");
  type (desk, "# mine\n");
  ml_draft_keeper_flush (desk->keeper);

  assert_false (ml_document_get_unsaved (desk->document));
  assert_int_equal (count_drafts (desk), 0);
}

static void
test_broken_draft (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFile) parent = g_file_get_parent (desk->folder);
  g_autoptr (GFile) broken = g_file_get_child (parent, "broken.draft");
  g_autoptr (GError) error = NULL;

  ml_document_set_program (desk->document, "test.py", "x = 1\n");
  assert_true (g_file_replace_contents (
      broken, "[Draft]\nTe", 10, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));

  assert_false (ml_draft_keeper_restore (desk->keeper, broken, &error));
  assert_non_null (error);
  assert_string_equal (ml_document_get_name (desk->document), "test.py");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_typed_text_is_written, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_draft_comes_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_saved_text_has_no_draft, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_lesson_has_no_draft, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_broken_draft, set_up, tear_down),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
