/* test-inspector.c: the card on the selected object */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "ml-inspector.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"

/* The list of ml_test_recording_labels(), at a step at which it lives. */
static MlSerial
find_list (MlPlayback *playback)
{
  MlMemory *memory = ml_playback_get_memory (playback);
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ml_memory_get (memory, things[i])->kind == ML_KIND_LIST)
        return things[i];
    }

  return 0;
}

static void
test_card_lives_as_long_as_the_object (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  GtkWidget *card =
      g_object_ref_sink (g_object_new (ML_TYPE_INSPECTOR, "playback", playback, NULL));

  ml_playback_set_recording (playback, recording);
  assert_false (gtk_widget_get_visible (card));

  ml_playback_set_step (playback, 3);
  ml_playback_set_selected (playback, find_list (playback));
  assert_false (gtk_widget_get_visible (card));
  ml_inspector_open (ML_INSPECTOR (card));
  assert_true (gtk_widget_get_visible (card));

  ml_playback_set_step (playback, 5);
  assert_false (gtk_widget_get_visible (card));

  ml_playback_set_step (playback, 4);
  assert_true (gtk_widget_get_visible (card));

  ml_playback_set_selected (playback, 0);
  assert_false (gtk_widget_get_visible (card));

  g_assert_finalize_object (card);
}

static void
test_close_ends_the_selection (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  GtkWidget *card =
      g_object_ref_sink (g_object_new (ML_TYPE_INSPECTOR, "playback", playback, NULL));

  ml_playback_set_recording (playback, recording);
  ml_playback_set_step (playback, 3);
  ml_playback_set_selected (playback, find_list (playback));
  g_signal_emit_by_name (ml_test_find (card, GTK_TYPE_BUTTON), "clicked");
  assert_int_equal (ml_playback_get_selected (playback), 0);

  g_assert_finalize_object (card);
}

static gboolean
is_up_to_date (gpointer data)
{
  return ml_historian_is_up_to_date (data);
}

static gboolean
has_links (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a href");
}

/* The label with the events, among the descendants of @root. */
static GtkWidget *
find_events (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = has_links (child) ? child : find_events (child);

      if (found)
        return found;
    }

  return NULL;
}

static void
test_life_leads_to_its_steps (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlHistorian) historian = ml_historian_new (playback);
  GtkWidget *card = g_object_ref_sink (
      g_object_new (ML_TYPE_INSPECTOR, "playback", playback, "historian", historian, NULL));
  GtkWidget *events;
  gboolean handled;

  ml_playback_set_recording (playback, recording);
  assert_true (ml_test_wait_for (is_up_to_date, historian));
  ml_playback_set_step (playback, 3);
  ml_playback_set_selected (playback, find_list (playback));
  assert_null (find_events (card));
  ml_inspector_open (ML_INSPECTOR (card));

  events = find_events (card);
  assert_non_null (events);
  assert_non_null (strstr (gtk_label_get_text (GTK_LABEL (events)), "Step 4  −1: y lets go of it"));
  g_signal_emit_by_name (events, "activate-link", "4", &handled);
  assert_true (handled);
  assert_int_equal (ml_playback_get_step (playback), 4);

  g_assert_finalize_object (card);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_card_lives_as_long_as_the_object),
    cmocka_unit_test (test_close_ends_the_selection),
    cmocka_unit_test (test_life_leads_to_its_steps),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
