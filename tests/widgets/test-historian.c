/* test-historian.c: the history of what is played, and the strip that draws it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-biography.h"
#include "ml-historian.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"
#include "ml-time-strip.h"

#define N_STEPS 200000 /* several pieces */

static gboolean
is_up_to_date (gpointer data)
{
  return ml_historian_is_up_to_date (data);
}

/* x = 1, again and again. */
static void
run_lines (MlTestJournal *test, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      ml_test_journal_line (test, 1 + i % 2);
      ml_test_journal_bind (test, test->module, "x", ml_test_journal_int (test, i % 5));
    }
}

static void
test_follows_the_recording (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = 1\nx = 2\n");
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlHistorian) historian = ml_historian_new (playback);
  g_autoptr (MlRecording) first = NULL;
  g_autoptr (MlRecording) longer = NULL;
  g_autoptr (MlRecording) other = ml_test_recording_labels ();

  assert_null (ml_historian_get_history (historian));
  run_lines (test, N_STEPS);
  first = ml_test_journal_end (test);
  ml_playback_set_recording (playback, first);
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  assert_int_equal (ml_history_count_runs (ml_historian_get_history (historian), 1, 2, G_MAXUINT32),
                    N_STEPS / 2);

  run_lines (test, 10);
  longer = ml_test_journal_end (test);
  ml_playback_set_recording (playback, longer);
  assert_non_null (ml_historian_get_history (historian));
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  assert_int_equal (ml_history_count_runs (ml_historian_get_history (historian), 1, 2, G_MAXUINT32),
                    N_STEPS / 2 + 5);

  ml_playback_set_recording (playback, other);
  assert_null (ml_historian_get_history (historian));
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  assert_int_equal (ml_history_get_n_steps (ml_historian_get_history (historian)), 6);
}

/* One is begun for a recording that is gone before it is done. */
static void
test_latest_wins (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = 1\nx = 2\n");
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlHistorian) historian = ml_historian_new (playback);
  g_autoptr (MlRecording) first = NULL;
  g_autoptr (MlRecording) other = ml_test_recording_labels ();

  run_lines (test, N_STEPS);
  first = ml_test_journal_end (test);
  ml_playback_set_recording (playback, first);
  ml_playback_set_recording (playback, other);
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  assert_int_equal (ml_history_get_n_steps (ml_historian_get_history (historian)), 6);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (data) > 1;
}

/* A press on the strip goes to the step below it. */
static void
test_strip_leads_to_steps (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlHistorian) historian = ml_historian_new (playback);
  GtkWidget *strip =
      g_object_new (ML_TYPE_TIME_STRIP, "playback", playback, "historian", historian, NULL);
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (strip);
  g_autoptr (GObject) click = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 60);
  gtk_window_set_child (GTK_WINDOW (window), strip);
  gtk_window_present (GTK_WINDOW (window));
  ml_playback_set_recording (playback, recording);
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  assert_true (ml_test_wait_for (is_drawn, strip));

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !click; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        click = g_steal_pointer (&controller);
    }

  assert_non_null (click);
  g_signal_emit_by_name (click, "pressed", 1, (double) gtk_widget_get_width (strip), 5.0);
  assert_int_equal (ml_playback_get_step (playback), 5);
  g_signal_emit_by_name (click, "pressed", 1, gtk_widget_get_width (strip) * 0.4, 5.0);
  assert_int_equal (ml_playback_get_step (playback), 2);

  gtk_window_destroy (GTK_WINDOW (window));
}

static MlSerial
find_list (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  const MlSerial *things;
  guint n;

  ml_memory_seek (memory, 3);
  things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ml_memory_get (memory, things[i])->kind == ML_KIND_LIST)
        return things[i];
    }

  return 0;
}

static void
assert_lines (const GArray *lines, const char *const *expected, guint n)
{
  assert_int_equal (lines->len, n);

  for (guint i = 0; i < n; i++)
    {
      const MlBiographyLine *line = &g_array_index (lines, MlBiographyLine, i);
      g_autofree char *text = g_strdup_printf ("%u %s", line->step, line->words);

      assert_string_equal (text, expected[i]);
    }
}

static void
test_biography (void **state)
{
  static const char *const whole[] = {
    "2 made on line 1",      "2 +1: x refers to it",  "3 +1: y refers to it",
    "4 −1: y lets go of it", "5 −1: x lets go of it", "5 freed",
  };
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlHistory) history = ml_history_new (recording, NULL, G_MAXUINT);
  g_autoptr (GArray) all = ml_biography_list (recording, history, find_list (recording), 3, 20);
  g_autoptr (GArray) some = ml_biography_list (recording, history, find_list (recording), 3, 2);
  g_autoptr (GArray) last = ml_biography_list (recording, history, find_list (recording), 5, 3);

  assert_lines (all, whole, G_N_ELEMENTS (whole));
  assert_lines (some, whole + 2, 2);
  assert_lines (last, whole + 3, 3);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_follows_the_recording),
    cmocka_unit_test (test_latest_wins),
    cmocka_unit_test (test_strip_leads_to_steps),
    cmocka_unit_test (test_biography),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests_name ("historian", tests, NULL, NULL);
}
