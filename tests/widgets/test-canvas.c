/* test-canvas.c: the picture on the screen */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-canvas-item.h"
#include "ml-canvas.h"
#include "ml-scene.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"

typedef struct
{
  MlPlayback *playback;
  MlCanvas *canvas;
  GtkWidget *window;
} Stage;

static gboolean
is_settled (gpointer data)
{
  return !ml_canvas_is_moving (data);
}

static gboolean
has_items (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && gtk_widget_get_first_child (data) != NULL;
}

static int
set_up (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  Stage *stage = g_new0 (Stage, 1);

  stage->playback = ml_playback_new ();
  ml_playback_set_recording (stage->playback, recording);
  stage->canvas = g_object_new (ML_TYPE_CANVAS, "playback", stage->playback, NULL);
  stage->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (stage->window), GTK_WIDGET (stage->canvas));
  gtk_window_present (GTK_WINDOW (stage->window));
  *state = stage;

  return ml_test_wait_for (has_items, stage->canvas) ? 0 : -1;
}

static int
tear_down (void **state)
{
  Stage *stage = *state;

  g_object_add_weak_pointer (G_OBJECT (stage->canvas), (gpointer *) &stage->canvas);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  assert_null (stage->canvas);
  g_assert_finalize_object (stage->playback);
  g_free (stage);

  return 0;
}

static guint
count_boxes (MlScene *scene)
{
  guint n;

  ml_scene_get_boxes (scene, &n);
  return n;
}

static guint
count_items (MlCanvas *canvas)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (canvas)); child;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

static gboolean
has_item_for_each_box (gpointer data)
{
  MlCanvas *canvas = data;

  return count_items (canvas) == count_boxes (ml_canvas_get_scene (canvas));
}

static void
test_each_box_can_be_reached (void **state)
{
  Stage *stage = *state;

  for (MlStep step = 1; step <= ml_playback_get_last_step (stage->playback); step++)
    {
      ml_playback_set_step (stage->playback, step);
      assert_true (ml_test_wait_for (has_item_for_each_box, stage->canvas));
      assert_true (count_items (stage->canvas) > 0);

      for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stage->canvas)); child;
           child = gtk_widget_get_next_sibling (child))
        {
          MlCanvasItem *item = ML_CANVAS_ITEM (child);
          const MlBox *box =
              ml_scene_get_box (ml_canvas_get_scene (stage->canvas), ml_canvas_item_get_id (item));

          assert_non_null (box);
          assert_string_equal (ml_canvas_item_get_label (item), box->label);
          assert_true (gtk_widget_get_focusable (child));
          gtk_test_accessible_assert_property (
              GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, box->label);
        }
    }
}

static void
test_objects_are_list_items (void **state)
{
  Stage *stage = *state;
  guint n_objects = 0;

  ml_playback_set_step (stage->playback, 2);
  assert_true (ml_test_wait_for (has_item_for_each_box, stage->canvas));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (stage->canvas), GTK_ACCESSIBLE_ROLE_LIST);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stage->canvas)); child;
       child = gtk_widget_get_next_sibling (child))
    n_objects += gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) ==
                 GTK_ACCESSIBLE_ROLE_LIST_ITEM;

  assert_true (n_objects > 0);
}

static void
test_neighbour_moves_and_jump_does_not (void **state)
{
  Stage *stage = *state;

  ml_playback_set_step (stage->playback, 1);
  ml_canvas_settle (stage->canvas);
  ml_playback_set_step (stage->playback, 2);
  assert_true (ml_canvas_is_moving (stage->canvas));

  /* A step during a movement ends that first. */
  ml_playback_set_step (stage->playback, 3);
  assert_int_equal (ml_scene_get_step (ml_canvas_get_scene (stage->canvas)), 3);
  assert_true (ml_test_wait_for (is_settled, stage->canvas));

  ml_playback_set_step (stage->playback, 5);
  assert_false (ml_canvas_is_moving (stage->canvas));
}

static void
test_no_movement_when_switched_off (void **state)
{
  Stage *stage = *state;

  ml_canvas_set_animated (stage->canvas, FALSE);
  ml_playback_set_step (stage->playback, 1);
  ml_playback_set_step (stage->playback, 2);
  assert_false (ml_canvas_is_moving (stage->canvas));
}

static void
test_reduced_motion_is_kept_to (void **state)
{
  Stage *stage = *state;
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (stage->canvas));

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  ml_playback_set_step (stage->playback, 1);
  ml_playback_set_step (stage->playback, 2);
  assert_false (ml_canvas_is_moving (stage->canvas));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

static void
test_zoom_ends_fitting_and_fit_begins_it (void **state)
{
  Stage *stage = *state;
  double fitting = ml_canvas_get_zoom (stage->canvas);

  ml_canvas_zoom_by (stage->canvas, 2);
  assert_float_equal (ml_canvas_get_zoom (stage->canvas), fitting * 2, 1e-6);

  ml_canvas_zoom_normal (stage->canvas);
  assert_float_equal (ml_canvas_get_zoom (stage->canvas), 1, 1e-6);

  ml_canvas_zoom_fit (stage->canvas);
  gtk_widget_allocate (GTK_WIDGET (stage->canvas),
                       gtk_widget_get_width (GTK_WIDGET (stage->canvas)),
                       gtk_widget_get_height (GTK_WIDGET (stage->canvas)),
                       -1,
                       NULL);
  assert_float_equal (ml_canvas_get_zoom (stage->canvas), fitting, 1e-6);
}

static gboolean
is_small (gpointer data)
{
  return gtk_widget_get_width (data) <= 200 && has_items (data);
}

/* A canvas too small for the picture: what a step has changed is seen all the same. */
static void
test_action_is_followed (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  GtkWidget *canvas = g_object_new (ML_TYPE_CANVAS, "playback", playback, "animated", FALSE, NULL);
  GtkWidget *window = gtk_window_new ();
  guint n_seen = 0;

  ml_playback_set_recording (playback, recording);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 160);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  assert_true (ml_test_wait_for (is_small, canvas));

  for (MlStep step = 1; step <= ml_recording_get_last_step (recording); step++)
    {
      const MlViewport *viewport = ml_canvas_get_viewport (ML_CANVAS (canvas));
      MlRect size = { 0, 0, gtk_widget_get_width (canvas), gtk_widget_get_height (canvas) };
      const MlBox *boxes;
      guint n;

      ml_playback_set_step (playback, step);
      boxes = ml_scene_get_boxes (ml_canvas_get_scene (ML_CANVAS (canvas)), &n);

      for (guint i = 0; i < n; i++)
        {
          MlRect place = ml_viewport_to_window (viewport, &boxes[i].rect);

          if (boxes[i].flags & ML_BOX_NEW && ml_rect_intersects (&place, &size))
            n_seen++;
        }
    }

  /* Two classes, an instance, a string. */
  assert_int_equal (n_seen, 4);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_other_view_and_no_recording (void **state)
{
  Stage *stage = *state;

  ml_playback_set_view (stage->playback, ML_VIEW_TYPES);
  assert_int_equal (ml_scene_get_view (ml_canvas_get_scene (stage->canvas)), ML_VIEW_TYPES);

  ml_playback_set_recording (stage->playback, NULL);
  assert_null (ml_canvas_get_scene (stage->canvas));
}

/* So many lines that they are not laid out at once. */
static MlTestJournal *
begin_long_program (void)
{
  MlTestJournal *test = ml_test_journal_new ("x = 0\nwhile x < 300: x += 1\n");

  for (guint i = 0; i < 300; i++)
    {
      ml_test_journal_line (test, 2);
      ml_test_journal_bind (test, test->module, "x", ml_test_journal_int (test, i));
    }

  return test;
}

typedef struct
{
  MlCanvas *canvas;
  MlStep step;
} Awaited;

static gboolean
shows_step (gpointer data)
{
  Awaited *awaited = data;

  return ml_scene_get_step (ml_canvas_get_scene (awaited->canvas)) == awaited->step;
}

static void
test_long_program_is_laid_out_aside (void **state)
{
  g_autoptr (MlTestJournal) test = begin_long_program ();
  g_autoptr (MlRecording) recording = ml_test_journal_end (test);
  Stage *stage = *state;
  MlScene *before = ml_canvas_get_scene (stage->canvas);

  ml_playback_set_recording (stage->playback, recording);
  assert_ptr_equal (ml_canvas_get_scene (stage->canvas), before);

  /* A step taken meanwhile is seen when the layout is there. */
  ml_playback_set_step (stage->playback, 200);
  assert_ptr_equal (ml_canvas_get_scene (stage->canvas), before);
  assert_true (ml_test_wait_for (shows_step, &(Awaited){ stage->canvas, 200 }));

  ml_playback_set_step (stage->playback, 150);
  assert_int_equal (ml_scene_get_step (ml_canvas_get_scene (stage->canvas)), 150);
}

static void
test_latest_recording_wins (void **state)
{
  g_autoptr (MlTestJournal) test = begin_long_program ();
  g_autoptr (MlRecording) first = ml_test_journal_end (test);
  g_autoptr (MlRecording) longer = NULL;
  g_autoptr (MlRecording) labels = ml_test_recording_labels ();
  Stage *stage = *state;

  for (guint i = 0; i < 100; i++)
    ml_test_journal_line (test, 2);

  longer = ml_test_journal_end (test);
  ml_playback_set_recording (stage->playback, first);
  ml_playback_set_recording (stage->playback, longer);
  ml_playback_set_step (stage->playback, 350);
  assert_true (ml_test_wait_for (shows_step, &(Awaited){ stage->canvas, 350 }));

  /* What is short is there at once, and what was begun for another program is not waited for. */
  ml_playback_set_recording (stage->playback, first);
  ml_playback_set_recording (stage->playback, labels);
  ml_playback_set_step (stage->playback, 2);
  assert_int_equal (ml_scene_get_step (ml_canvas_get_scene (stage->canvas)), 2);
}

/* The window may be closed before the places are found. */
static void
test_canvas_goes_before_its_layout (void **state)
{
  g_autoptr (MlTestJournal) test = begin_long_program ();
  g_autoptr (MlRecording) recording = ml_test_journal_end (test);
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlCanvas) canvas = g_object_ref_sink (g_object_new (ML_TYPE_CANVAS, NULL));

  ml_canvas_set_playback (canvas, playback);
  ml_playback_set_recording (playback, recording);
  g_assert_finalize_object (g_steal_pointer (&canvas));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_each_box_can_be_reached, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_objects_are_list_items, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_neighbour_moves_and_jump_does_not, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_no_movement_when_switched_off, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_reduced_motion_is_kept_to, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_zoom_ends_fitting_and_fit_begins_it, set_up, tear_down),
    cmocka_unit_test (test_action_is_followed),
    cmocka_unit_test_setup_teardown (test_other_view_and_no_recording, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_long_program_is_laid_out_aside, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_latest_recording_wins, set_up, tear_down),
    cmocka_unit_test (test_canvas_goes_before_its_layout),
  };

  ml_test_widgets_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
