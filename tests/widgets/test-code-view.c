/* test-code-view.c: the mark at the line about to run */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-code-view.h"
#include "ml-document.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"

typedef struct
{
  MlDocument *document;
  MlPlayback *playback;
  MlCodeView *view;
} Code;

static int
set_up (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  Code *code = g_new0 (Code, 1);

  code->document = ml_document_new ();
  code->playback = ml_playback_new ();
  code->view = g_object_ref_sink (
      g_object_new (ML_TYPE_CODE_VIEW, "buffer", code->document, "playback", code->playback, NULL));

  ml_document_set_program (code->document, "test.py", ml_recording_get_source_text (recording, 1));
  ml_playback_set_recording (code->playback, recording);
  *state = code;

  return 0;
}

static int
tear_down (void **state)
{
  Code *code = *state;

  /* GtkSourceView 5.6 never lets go of a view that has anything in its gutter. */
  g_object_unref (code->view);
  g_object_unref (code->playback);
  g_object_unref (code->document);
  g_free (code);

  return 0;
}

static void
test_mark_follows_the_step (void **state)
{
  Code *code = *state;

  assert_int_equal (ml_code_view_get_current_line (code->view), -1);

  for (guint step = 1; step <= 4; step++)
    {
      ml_playback_set_step (code->playback, step);
      assert_int_equal (ml_code_view_get_current_line (code->view), step - 1);
    }

  ml_playback_set_step (code->playback, 1);
  assert_int_equal (ml_code_view_get_current_line (code->view), 0);
}

static void
test_mark_moves_with_the_text (void **state)
{
  Code *code = *state;
  GtkTextIter start;

  ml_playback_set_step (code->playback, 2);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (code->document), &start);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (code->document), &start, "# one\n# two\n", -1);

  assert_int_equal (ml_code_view_get_current_line (code->view), 3);
}

static void
test_text_may_be_shorter_than_the_run (void **state)
{
  Code *code = *state;

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (code->document), "x", -1);
  ml_playback_set_step (code->playback, 4);
  assert_int_equal (ml_code_view_get_current_line (code->view), -1);
}

static void
test_no_recording_no_mark (void **state)
{
  Code *code = *state;

  ml_playback_set_step (code->playback, 2);
  ml_playback_set_recording (code->playback, NULL);
  assert_int_equal (ml_code_view_get_current_line (code->view), -1);
}

/* The underlined text; NULL if nothing is underlined. */
static char *
dup_underlined (Code *code)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (code->document);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "error");
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);

  if (!gtk_text_iter_starts_tag (&start, tag) && !gtk_text_iter_forward_to_tag_toggle (&start, tag))
    return NULL;

  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* At its place, even behind the end of its line, until there is none. */
static void
test_error_is_underlined (void **state)
{
  Code *code = *state;
  const MlSpan middle = { 1, 2, 4, 2, 9 };
  const MlSpan behind = { 1, 1, 7, 1, 8 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  ml_document_set_program (code->document, "test.py", "x = 1 +\ny = é / 0\n");

  ml_code_view_set_error (code->view, &middle, "ZeroDivisionError: division by zero");
  first = dup_underlined (code);
  assert_string_equal (first, "é / 0");

  ml_code_view_set_error (code->view, &behind, "SyntaxError: invalid syntax");
  second = dup_underlined (code);
  assert_non_null (second);

  ml_code_view_set_error (code->view, NULL, NULL);
  assert_null (dup_underlined (code));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_mark_follows_the_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_mark_moves_with_the_text, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_text_may_be_shorter_than_the_run, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_no_recording_no_mark, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_error_is_underlined, set_up, tear_down),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
