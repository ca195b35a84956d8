/* test-window.c: the commands of the window */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-lesson-catalog.h"
#include "ml-lesson-player.h"
#include "ml-recording-file.h"
#include "ml-test-journal.h"
#include "ml-test-runner.h"
#include "ml-test-widgets.h"
#include <gtksourceview/gtksource.h>

#include "ml-window.h"

typedef struct
{
  MlTestRunner *runner;
  MlWindow *window;
  MlPlayback *playback;
} Desk;

static int
set_up (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlLesson) lesson = ml_lesson_catalog_find ("03-variables-are-labels");
  Desk *desk = g_new0 (Desk, 1);

  desk->runner = ml_test_runner_new ();
  ml_test_runner_answer_with (desk->runner, recording);
  desk->window = ML_WINDOW (ml_window_new (NULL, ML_RUNNER (desk->runner)));
  desk->playback = ml_window_get_playback (desk->window);
  ml_window_show_lesson (desk->window, lesson);
  gtk_window_present (GTK_WINDOW (desk->window));
  *state = desk;

  return ml_playback_get_recording (desk->playback) == recording ? 0 : -1;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;

  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  assert_null (desk->window);
  g_assert_finalize_object (desk->runner);
  g_free (desk);

  return 0;
}

static void
activate (Desk *desk, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL);
}

static void
assert_step (Desk *desk, MlStep expected)
{
  assert_int_equal (ml_playback_get_step (desk->playback), expected);
}

static void
test_steps (void **state)
{
  Desk *desk = *state;
  MlStep last = ml_playback_get_last_step (desk->playback);

  activate (desk, "step.first");
  assert_step (desk, 0);
  activate (desk, "step.back");
  assert_step (desk, 0);
  activate (desk, "step.forward");
  activate (desk, "step.forward");
  assert_step (desk, 2);
  activate (desk, "step.back");
  assert_step (desk, 1);
  activate (desk, "step.last");
  assert_step (desk, last);
  activate (desk, "step.forward");
  assert_step (desk, last);
}

/* Nothing happens until the index of the recording is made. */
static gboolean
goes_to_next_run (gpointer data)
{
  Desk *desk = data;

  activate (desk, "run.next");

  return ml_playback_get_step (desk->playback) == 3;
}

static void
test_runs_of_a_line (void **state)
{
  Desk *desk = *state;
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("for x in 1, 2:\n    pass\n");
  g_autoptr (MlRecording) recording = NULL;

  for (guint i = 0; i < 4; i++)
    ml_test_journal_line (test, 1 + i % 2);

  recording = ml_test_journal_end (test);
  ml_playback_set_recording (desk->playback, recording);
  ml_playback_set_step (desk->playback, 1);
  assert_true (ml_test_wait_for (goes_to_next_run, desk));
  activate (desk, "run.next");
  assert_step (desk, 3);
  activate (desk, "run.previous");
  assert_step (desk, 1);
}

static void
test_playing_begins_again_at_the_end (void **state)
{
  Desk *desk = *state;

  activate (desk, "step.last");
  activate (desk, "play.toggle");
  assert_true (ml_playback_get_playing (desk->playback));
  assert_step (desk, 0);

  activate (desk, "step.forward");
  assert_false (ml_playback_get_playing (desk->playback));
}

static void
test_view_and_speed_are_the_of_playback (void **state)
{
  Desk *desk = *state;

  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.view", "s", "types");
  assert_int_equal (ml_playback_get_view (desk->playback), ML_VIEW_TYPES);

  gtk_widget_activate_action (GTK_WIDGET (desk->window), "play.speed", "d", 4.0);
  assert_float_equal (ml_playback_get_speed (desk->playback), 4, 1e-9);
}

static void
test_code_side_is_toggled (void **state)
{
  Desk *desk = *state;
  GtkWidget *view = ml_test_find (GTK_WIDGET (desk->window), GTK_SOURCE_TYPE_VIEW);

  assert_true (gtk_widget_get_mapped (view));
  activate (desk, "win.code-visible");
  assert_false (gtk_widget_get_mapped (view));
  activate (desk, "win.code-visible");
  assert_true (gtk_widget_get_mapped (view));
}

static void
test_lesson_is_shown (void **state)
{
  Desk *desk = *state;
  g_autoptr (MlLesson) lesson = ml_lesson_catalog_find ("05-reference-counting");
  g_autofree char *text = NULL;

  gtk_widget_activate_action (
      GTK_WIDGET (desk->window), "lesson.open", "s", ml_lesson_get_name (lesson));
  text = ml_document_dup_text (ml_window_get_document (desk->window));

  assert_string_equal (text, ml_lesson_get_program (lesson));
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->window)),
                       ml_lesson_get_title (lesson));
  assert_string_equal (ml_test_runner_get_text (desk->runner), text);
}

static void
test_lesson_goes_on_and_back (void **state)
{
  Desk *desk = *state;
  g_autoptr (MlLessonPlayer) player = NULL;

  g_object_get (desk->window, "lesson-player", &player, NULL);
  assert_int_equal (ml_lesson_player_get_index (player), 0);
  activate (desk, "lesson.next");
  assert_int_equal (ml_lesson_player_get_index (player), 1);
  activate (desk, "lesson.back");
  assert_int_equal (ml_lesson_player_get_index (player), 0);
}

/* What the window does with a key before the focused widget gets it. */
static gboolean
press (Desk *desk, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk->window));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &handled);
    }

  return handled;
}

static void
test_keys_step (void **state)
{
  Desk *desk = *state;
  MlStep last = ml_playback_get_last_step (desk->playback);

  assert_true (press (desk, GDK_KEY_End, 0));
  assert_step (desk, last);
  assert_true (press (desk, GDK_KEY_Left, 0));
  assert_step (desk, last - 1);
  assert_true (press (desk, GDK_KEY_Home, 0));
  assert_step (desk, 0);
  assert_true (press (desk, GDK_KEY_Right, 0));
  assert_step (desk, 1);

  /* Nothing has been clicked: the space bar plays from the first moment on. */
  assert_true (press (desk, GDK_KEY_space, 0));
  assert_true (ml_playback_get_playing (desk->playback));
}

static void
test_editor_keeps_its_keys (void **state)
{
  Desk *desk = *state;

  gtk_widget_grab_focus (ml_test_find (GTK_WIDGET (desk->window), GTK_SOURCE_TYPE_VIEW));
  activate (desk, "step.first");

  assert_false (press (desk, GDK_KEY_space, 0));
  assert_false (press (desk, GDK_KEY_Right, 0));
  assert_false (press (desk, GDK_KEY_End, 0));
  assert_step (desk, 0);

  assert_true (press (desk, GDK_KEY_Right, GDK_ALT_MASK));
  assert_step (desk, 1);
}

static void
test_button_keeps_the_space_bar (void **state)
{
  Desk *desk = *state;

  gtk_widget_grab_focus (ml_test_find (GTK_WIDGET (desk->window), GTK_TYPE_TOGGLE_BUTTON));
  assert_false (press (desk, GDK_KEY_space, 0));
  assert_true (press (desk, GDK_KEY_Right, 0));
}

static gboolean
has_toast (gpointer data)
{
  return ml_test_find (data, g_type_from_name ("AdwToastWidget")) != NULL;
}

static void
test_missing_file_is_told (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.py");

  g_type_ensure (ADW_TYPE_TOAST_OVERLAY);
  ml_window_open (desk->window, file);
  assert_true (ml_test_wait_for (has_toast, desk->window));
}

static gboolean
is_in_editor (gpointer data)
{
  return GTK_SOURCE_IS_VIEW (gtk_window_get_focus (data));
}

/* One opens it to write. */
static void
test_empty_program_is_for_typing (void **state)
{
  Desk *desk = *state;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("memory-lane-XXXXXX.py", &stream, NULL);

  assert_false (is_in_editor (desk->window));
  ml_window_open (desk->window, file);
  assert_true (ml_test_wait_for (is_in_editor, desk->window));
  assert_true (g_file_delete (file, NULL, NULL));
}

static gboolean
shows_two_animals (gpointer data)
{
  g_autofree char *text = ml_document_dup_text (ml_window_get_document (data));

  return strstr (text, "class Dog") != NULL;
}

/* Nothing is run for it. */
static void
test_recording_is_opened (void **state)
{
  Desk *desk = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("memory-lane-XXXXXX.mlrec", &stream, NULL);
  guint n_runs = ml_test_runner_get_n_runs (desk->runner);

  assert_true (ml_recording_file_save (recording, g_file_peek_path (file), NULL));
  ml_window_open (desk->window, file);
  assert_true (ml_test_wait_for (shows_two_animals, desk->window));
  assert_int_equal (ml_playback_get_last_step (desk->playback),
                    ml_recording_get_last_step (recording));
  assert_int_equal (ml_playback_get_step (desk->playback), 0);
  assert_true (ml_test_runner_was_cancelled (desk->runner));
  assert_int_equal (ml_test_runner_get_n_runs (desk->runner), n_runs);
  assert_true (g_file_delete (file, NULL, NULL));
}

static void
test_damaged_recording_is_told (void **state)
{
  Desk *desk = *state;
  MlRecording *before = ml_playback_get_recording (desk->playback);
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("memory-lane-XXXXXX.mlrec", &stream, NULL);

  g_type_ensure (ADW_TYPE_TOAST_OVERLAY);
  ml_window_open (desk->window, file);
  assert_true (ml_test_wait_for (has_toast, desk->window));
  assert_ptr_equal (ml_playback_get_recording (desk->playback), before);
  assert_true (g_file_delete (file, NULL, NULL));
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

/* An own program is not dropped without a question; a lesson's is. */
static void
test_unsaved_program_is_asked_for (void **state)
{
  Desk *desk = *state;
  MlDocument *document = ml_window_get_document (desk->window);
  g_autofree char *kept = NULL;
  GtkWindow *dialog;

  ml_window_start_program (desk->window);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), "mine = 1\n", -1);
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->window)), "• program.py");

  gtk_widget_activate_action (
      GTK_WIDGET (desk->window), "lesson.open", "s", "03-variables-are-labels");
  dialog = find_dialog ();
  assert_non_null (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (dialog);
  kept = ml_document_dup_text (document);
  assert_string_equal (kept, "mine = 1\n");

  gtk_widget_activate_action (
      GTK_WIDGET (desk->window), "lesson.open", "s", "03-variables-are-labels");
  dialog = find_dialog ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "discard");
  gtk_window_destroy (dialog);
  assert_string_equal (ml_document_get_name (document), "lesson.py");

  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), "#", -1);
  gtk_widget_activate_action (
      GTK_WIDGET (desk->window), "lesson.open", "s", "05-reference-counting");
  assert_null (find_dialog ());
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_steps, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_runs_of_a_line, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_playing_begins_again_at_the_end, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_view_and_speed_are_the_of_playback, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_code_side_is_toggled, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_lesson_is_shown, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_lesson_goes_on_and_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_keys_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_editor_keeps_its_keys, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_button_keeps_the_space_bar, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_missing_file_is_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_empty_program_is_for_typing, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_recording_is_opened, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_damaged_recording_is_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_unsaved_program_is_asked_for, set_up, tear_down),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
