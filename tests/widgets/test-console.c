/* test-console.c: output up to the step that is looked at */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-console.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"

static MlRecording *
record_output (void)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("print('a')\nprint('b')\nraise\n");

  ml_test_journal_line (test, 1);
  ml_test_journal_print (test, "a\n");
  ml_test_journal_line (test, 2);
  ml_test_journal_print (test, "é\n");
  ml_test_journal_line (test, 3);
  ml_journal_output (test->journal, 2, "Error\n", 6);

  return ml_test_journal_end (test);
}

static void
assert_text (MlConsole *console, const char *expected)
{
  g_autofree char *text = ml_console_dup_text (console);

  assert_string_equal (text, expected);
}

static void
test_output_grows_and_shrinks (void **state)
{
  g_autoptr (MlRecording) recording = record_output ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  MlConsole *console =
      g_object_ref_sink (g_object_new (ML_TYPE_CONSOLE, "playback", playback, NULL));

  ml_playback_set_recording (playback, recording);
  assert_text (console, "");

  ml_playback_set_step (playback, 4);
  assert_text (console, "a\né\nError\n");

  ml_playback_set_step (playback, 2);
  assert_text (console, "a\n");

  ml_playback_set_step (playback, 3);
  assert_text (console, "a\né\n");

  ml_playback_set_recording (playback, NULL);
  assert_text (console, "");

  g_assert_finalize_object (console);
}

static void
test_errors_have_their_colour (void **state)
{
  g_autoptr (MlRecording) recording = record_output ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  MlConsole *console =
      g_object_ref_sink (g_object_new (ML_TYPE_CONSOLE, "playback", playback, NULL));
  GtkTextView *view = GTK_TEXT_VIEW (ml_test_find (GTK_WIDGET (console), GTK_TYPE_TEXT_VIEW));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (GSList) plain = NULL;
  g_autoptr (GSList) error = NULL;
  GtkTextIter iter;

  ml_playback_set_recording (playback, recording);
  ml_playback_set_step (playback, 4);

  gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
  plain = gtk_text_iter_get_tags (&iter);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
  error = gtk_text_iter_get_tags (&iter);

  assert_int_equal (g_slist_length (plain), 0);
  assert_int_equal (g_slist_length (error), 1);

  g_assert_finalize_object (console);
}

static void
note_entered (char **entered, const char *line)
{
  g_free (*entered);
  *entered = g_strdup (line);
}

/* A typed line stands behind its prompt, until the recording has it. */
static void
test_line_is_entered (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autofree char *entered = NULL;
  MlConsole *console =
      g_object_ref_sink (g_object_new (ML_TYPE_CONSOLE, "playback", playback, NULL));
  GtkWidget *entry = ml_test_find (GTK_WIDGET (console), GTK_TYPE_ENTRY);

  g_signal_connect_swapped (console, "entered", G_CALLBACK (note_entered), &entered);
  assert_false (gtk_widget_is_visible (entry));
  ml_console_set_prompt (console, ">>>");
  assert_true (gtk_widget_is_visible (entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "del x");
  g_signal_emit_by_name (entry, "activate");
  assert_string_equal (entered, "del x");
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "");
  assert_text (console, ">>> del x\n");

  ml_journal_output (test->journal, 0, ">>> del x\n", 10);
  ml_test_journal_line (test, 1);
  recording = ml_test_journal_end (test);
  ml_playback_set_recording (playback, recording);
  assert_text (console, "");
  ml_playback_set_step (playback, ml_playback_get_last_step (playback));
  assert_text (console, ">>> del x\n");

  ml_console_set_prompt (console, NULL);
  assert_false (gtk_widget_is_visible (entry));
  g_assert_finalize_object (console);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_output_grows_and_shrinks),
    cmocka_unit_test (test_errors_have_their_colour),
    cmocka_unit_test (test_line_is_entered),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
