/* test-document.c: files that are programs, and files that are not */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-document.h"
#include "ml-test-widgets.h"

typedef struct
{
  gboolean done;
  GError *error;
} Loading;

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;

  ml_document_load_finish (ML_DOCUMENT (source), result, &loading->error);
  loading->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Loading *) data)->done;
}

/* Loads a file with that content; NULL or what went wrong. */
static GError *
load (MlDocument *document, const char *content, gsize length)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("memory-lane-XXXXXX.py", &stream, NULL);
  Loading loading = { 0 };

  assert_non_null (file);
  assert_true (g_file_replace_contents (
      file, content, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));

  ml_document_load_async (document, file, NULL, loaded, &loading);
  assert_true (ml_test_wait_for (is_done, &loading));
  assert_true (g_file_delete (file, NULL, NULL));

  return loading.error;
}

static void
assert_text (MlDocument *document, const char *expected)
{
  g_autofree char *text = ml_document_dup_text (document);

  assert_string_equal (text, expected);
}

static void
test_file_is_loaded (void **state)
{
  g_autoptr (MlDocument) document = ml_document_new ();

  assert_null (load (document, "x = 'é'\n", strlen ("x = 'é'\n")));
  assert_text (document, "x = 'é'\n");
  assert_true (g_str_has_suffix (ml_document_get_name (document), ".py"));
  assert_non_null (ml_document_get_file (document));
  assert_false (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)));
  assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (document)));
}

static void
test_failure_changes_nothing (void **state)
{
  g_autoptr (MlDocument) document = ml_document_new ();
  g_autoptr (GError) not_utf8 = NULL;
  g_autoptr (GError) with_zero = NULL;
  g_autoptr (GError) too_long = NULL;
  g_autofree char *long_text = g_strnfill (ML_DOCUMENT_MAX_BYTES + 1, '#');

  ml_document_set_program (document, "mine.py", "mine\n");

  not_utf8 = load (document, "x = '\xff'\n", 9);
  assert_true (g_error_matches (not_utf8, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));

  with_zero = load (document, "x\0y", 3);
  assert_true (g_error_matches (with_zero, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));

  too_long = load (document, long_text, strlen (long_text));
  assert_non_null (too_long);

  assert_text (document, "mine\n");
  assert_string_equal (ml_document_get_name (document), "mine.py");
  assert_null (ml_document_get_file (document));
}

static void
test_missing_file_is_an_error (void **state)
{
  g_autoptr (MlDocument) document = ml_document_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.py");
  Loading loading = { 0 };

  ml_document_load_async (document, file, NULL, loaded, &loading);
  assert_true (ml_test_wait_for (is_done, &loading));
  assert_true (g_error_matches (loading.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  g_clear_error (&loading.error);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_file_is_loaded),
    cmocka_unit_test (test_failure_changes_nothing),
    cmocka_unit_test (test_missing_file_is_an_error),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
