/* test-playback.c: properties and their notifications, and how a position outlives its recording */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-playback.h"
#include "ml-test-journal.h"

static void
note_property (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

/* What was notified since the last time. */
static void
assert_notified (GString *log, const char *names)
{
  assert_string_equal (log->str, names);
  g_string_truncate (log, 0);
}

static MlPlayback *
new_playback (GString *log)
{
  MlPlayback *playback = ml_playback_new ();

  g_signal_connect (playback, "notify", G_CALLBACK (note_property), log);

  return playback;
}

static void
test_defaults (void **state)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();

  assert_null (ml_playback_get_recording (playback));
  assert_null (ml_playback_get_memory (playback));
  assert_int_equal (ml_playback_get_step (playback), 0);
  assert_int_equal (ml_playback_get_last_step (playback), 0);
  assert_false (ml_playback_get_playing (playback));
  assert_true (ml_playback_get_speed (playback) == 1.0);
  assert_int_equal (ml_playback_get_view (playback), ML_VIEW_MEMORY);
  assert_int_equal (ml_playback_get_detail (playback), ML_DETAIL_HONEST);
}

static void
test_notifies_only_on_change (void **state)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MlPlayback) playback = new_playback (log);

  ml_playback_set_playing (playback, TRUE);
  ml_playback_set_speed (playback, 2.0);
  ml_playback_set_view (playback, ML_VIEW_TYPES);
  ml_playback_set_detail (playback, ML_DETAIL_SIMPLE);
  ml_playback_set_hovered (playback, 7);
  ml_playback_set_selected (playback, 8);
  assert_notified (log, "playing speed view detail hovered selected ");

  ml_playback_set_recording (playback, NULL);
  ml_playback_set_step (playback, 0);
  ml_playback_set_playing (playback, TRUE);
  ml_playback_set_speed (playback, 2.0);
  ml_playback_set_view (playback, ML_VIEW_TYPES);
  ml_playback_set_detail (playback, ML_DETAIL_SIMPLE);
  ml_playback_set_hovered (playback, 7);
  ml_playback_set_selected (playback, 8);
  assert_notified (log, "");
}

static void
test_step_is_clamped (void **state)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MlPlayback) playback = new_playback (log);
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  MlStep last = ml_recording_get_last_step (recording);

  ml_playback_set_step (playback, 3);
  assert_int_equal (ml_playback_get_step (playback), 0);
  assert_notified (log, "");

  ml_playback_set_recording (playback, recording);
  assert_int_equal (ml_playback_get_last_step (playback), last);
  ml_playback_set_step (playback, G_MAXUINT);
  assert_int_equal (ml_playback_get_step (playback), last);
  ml_playback_set_step (playback, last + 1);
  assert_notified (log, "recording last-step step ");
}

static void
test_speed_is_clamped (void **state)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();

  ml_playback_set_speed (playback, 100.0);
  assert_true (ml_playback_get_speed (playback) == 8.0);
  ml_playback_set_speed (playback, 0.0);
  assert_true (ml_playback_get_speed (playback) == 0.25);
}

static void
test_memory_follows (void **state)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  MlMemory *memory;

  ml_playback_set_recording (playback, recording);
  ml_playback_set_step (playback, 3);
  memory = ml_playback_get_memory (playback);
  assert_int_equal (ml_memory_get_step (memory), 3);
  ml_playback_set_step (playback, 1);
  assert_ptr_equal (ml_playback_get_memory (playback), memory);
  assert_int_equal (ml_memory_get_step (memory), 1);
}

static void
test_longer_recording_keeps_step (void **state)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MlPlayback) playback = new_playback (log);
  g_autoptr (MlTestJournal) journal = ml_test_journal_new ("x = 1\n");
  g_autoptr (MlRecording) shorter = ml_test_journal_end (journal);
  g_autoptr (MlRecording) longer = ml_test_journal_end (journal);

  ml_playback_set_recording (playback, shorter);
  ml_playback_set_step (playback, 1);
  ml_playback_set_selected (playback, journal->module);
  assert_notified (log, "recording last-step step selected ");

  ml_playback_set_recording (playback, longer);
  assert_int_equal (ml_playback_get_step (playback), 1);
  assert_int_equal (ml_playback_get_last_step (playback), 2);
  assert_int_equal (ml_memory_get_step (ml_playback_get_memory (playback)), 1);
  assert_notified (log, "recording last-step ");
}

static void
test_other_recording_starts_anew (void **state)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MlPlayback) playback = new_playback (log);
  g_autoptr (MlRecording) labels = ml_test_recording_labels ();
  g_autoptr (MlRecording) classes = ml_test_recording_classes ();

  ml_playback_set_recording (playback, labels);
  ml_playback_set_step (playback, 2);
  ml_playback_set_selected (playback, 1);
  assert_notified (log, "recording last-step step selected ");

  ml_playback_set_recording (playback, classes);
  assert_int_equal (ml_playback_get_step (playback), 0);
  assert_int_equal (ml_playback_get_selected (playback), 0);
  assert_int_equal (ml_memory_get_step (ml_playback_get_memory (playback)), 0);

  ml_playback_set_recording (playback, NULL);
  assert_null (ml_playback_get_memory (playback));
  assert_int_equal (ml_playback_get_last_step (playback), 0);
}

/* When one property is told of, all that belong to it are right already. */
static void
assert_consistent (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  MlPlayback *playback = ML_PLAYBACK (object);

  assert_true (ml_playback_get_step (playback) <= ml_playback_get_last_step (playback));
  *(guint *) user_data += 1;
}

static void
test_listeners_see_no_half_change (void **state)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlRecording) classes = ml_test_recording_classes ();
  g_autoptr (MlRecording) labels = ml_test_recording_labels ();
  guint n = 0;

  ml_playback_set_recording (playback, classes);
  ml_playback_set_step (playback, G_MAXUINT);
  g_signal_connect (playback, "notify", G_CALLBACK (assert_consistent), &n);
  ml_playback_set_recording (playback, labels);
  assert_int_equal (n, 3);
}

static void
test_properties_by_name (void **state)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlRecording) same = NULL;
  guint step;
  guint last_step;
  MlView view;

  g_object_set (playback, "recording", recording, "step", 2u, "view", ML_VIEW_LIFETIMES, NULL);
  g_object_get (
      playback, "recording", &same, "step", &step, "last-step", &last_step, "view", &view, NULL);
  assert_ptr_equal (same, recording);
  assert_int_equal (step, 2);
  assert_int_equal (last_step, ml_recording_get_last_step (recording));
  assert_int_equal (view, ML_VIEW_LIFETIMES);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_defaults),
    cmocka_unit_test (test_notifies_only_on_change),
    cmocka_unit_test (test_step_is_clamped),
    cmocka_unit_test (test_speed_is_clamped),
    cmocka_unit_test (test_memory_follows),
    cmocka_unit_test (test_longer_recording_keeps_step),
    cmocka_unit_test (test_other_recording_starts_anew),
    cmocka_unit_test (test_listeners_see_no_half_change),
    cmocka_unit_test (test_properties_by_name),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
