/* bench-picture.c: how long pictures take to make, and frames to paint
 *
 * Programs that show some hundred objects are laid out, stepped through, and shown on a canvas of
 * 1600 × 1000 pixels. A frame's time is that from the beginning of its frame clock's work to the
 * end: movement, snapshot and drawing with the cairo renderer. Times are medians of a few rounds,
 * in milliseconds of the processor: other programs do not count.
 */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "ml-blend.h"
#include "ml-canvas.h"
#include "ml-subject.h"

#define N_STEPS 12
#define N_FRAMES 24

typedef struct
{
  const char *name;
  guint n_tables; /* of 72 points each, all shown */
  guint n_points; /* in a list that is folded */
} Crowd;

static const Crowd crowds[] = {
  { "30 objects", 0, 9 },
  { "300 objects", 2, 0 },
  { "1,000 objects", 6, 0 },
  { "10,000 live", 1, 10000 },
};

typedef struct
{
  GArray *milliseconds; /* double */
  gint64 start;
} Clock;

static char *
write_program (const Crowd *crowd)
{
  GString *text = g_string_new ("class Point:\n"
                                "    def __init__(self, x, y):\n"
                                "        self.x = x + 0.5\n"
                                "        self.y = y + 0.5\n\n");
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bench-picture-XXXXXX.py", &path, NULL);

  g_assert (file >= 0);
  g_close (file, NULL);
  for (guint i = 0; i < crowd->n_tables; i++)
    g_string_append_printf (text, "t%u = [[Point(x, y) for x in range(9)] for y in range(8)]\n", i);
  g_string_append_printf (text, "points = [Point(i, i) for i in range(%u)]\n", crowd->n_points);
  g_string_append (text, "for i in range(20):\n    last = [i]\n");
  g_file_set_contents (path, text->str, -1, NULL);
  g_string_free (text, TRUE);
  return g_steal_pointer (&path);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* Nanoseconds that this thread has had. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
clock_start (Clock *self)
{
  self->start = get_time ();
}

static void
clock_stop (Clock *self)
{
  double milliseconds = (get_time () - self->start) / 1e6;

  g_array_append_val (self->milliseconds, milliseconds);
}

/* Prints the median, and forgets. */
static void
clock_print (Clock *self)
{
  g_array_sort (self->milliseconds, compare_doubles);
  if (self->milliseconds->len > 0)
    g_print ("%9.1f", g_array_index (self->milliseconds, double, self->milliseconds->len / 2));
  else
    g_print ("%9s", "-");
  g_array_set_size (self->milliseconds, 0);
}

/* Layout, first scene, a later one, one between two. */
static void
measure_scenes (MlRecording *recording, Clock *clock)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (MlLayout) layout = NULL;
  g_autoptr (MlScene) before = NULL;
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) ml_scene_unref);
  MlStep first = ml_recording_get_last_step (recording) - N_STEPS;
  guint n;

  clock_start (clock);
  layout = ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  clock_stop (clock);
  clock_print (clock);

  ml_memory_seek (memory, first);
  clock_start (clock);
  before = ml_scene_new (layout, memory);
  clock_stop (clock);
  clock_print (clock);

  for (guint i = 1; i <= N_STEPS; i++)
    {
      ml_memory_seek (memory, first + i);
      clock_start (clock);
      g_ptr_array_add (scenes, ml_scene_new (layout, memory));
      clock_stop (clock);
    }
  clock_print (clock);

  for (guint i = 1; i < N_STEPS; i++)
    {
      g_autoptr (MlScene) between = NULL;

      clock_start (clock);
      between = ml_blend (scenes->pdata[i - 1], scenes->pdata[i], 0.5);
      clock_stop (clock);
    }
  clock_print (clock);

  ml_scene_get_boxes (before, &n);
  g_print ("%9u", n);
  ml_scene_get_arrows (before, &n);
  g_print ("%9u", n);
}

static void
frame_begins (GdkFrameClock *frames, gpointer user_data)
{
  clock_start (user_data);
}

static void
frame_ends (GdkFrameClock *frames, gpointer user_data)
{
  Clock *clock = user_data;

  if (clock->start != 0)
    clock_stop (clock);
  clock->start = 0;
}

static gboolean
give_up (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What changes nothing makes no frame: then a moment is all that is waited. */
static void
wait_for_frames (const Clock *clock, guint n)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (500, give_up, &late);

  while (clock->milliseconds->len < n && !late)
    g_main_context_iteration (NULL, TRUE);

  if (!late)
    g_source_remove (source);
}

static void
settle (Clock *clock)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_array_set_size (clock->milliseconds, 0);
}

/* Frames of a movement, of the pointer over boxes, of a pan, of a zoom. */
static void
measure_frames (MlRecording *recording, Clock *clock)
{
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *canvas = g_object_new (ML_TYPE_CANVAS, "playback", playback, NULL);
  GdkFrameClock *frames;
  MlStep first = ml_recording_get_last_step (recording) - N_STEPS;

  ml_playback_set_recording (playback, recording);
  ml_playback_set_step (playback, first);
  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  frames = gtk_widget_get_frame_clock (canvas);
  g_signal_connect (frames, "before-paint", G_CALLBACK (frame_begins), clock);
  g_signal_connect (frames, "after-paint", G_CALLBACK (frame_ends), clock);

  /* A long program is laid out in a thread of its own. */
  while (ml_canvas_get_scene (ML_CANVAS (canvas)) == NULL ||
         ml_scene_get_step (ml_canvas_get_scene (ML_CANVAS (canvas))) != first)
    g_main_context_iteration (NULL, TRUE);
  settle (clock);

  for (guint i = 1; i <= 4; i++)
    {
      ml_playback_set_step (playback, first + i);
      wait_for_frames (clock, i * N_FRAMES / 4);
    }
  clock_print (clock);
  settle (clock);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      guint n;
      const MlBox *boxes = ml_scene_get_boxes (ml_canvas_get_scene (ML_CANVAS (canvas)), &n);

      ml_playback_set_hovered (playback, boxes[i % n].serial);
      wait_for_frames (clock, i + 1);
    }
  clock_print (clock);
  settle (clock);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      ml_canvas_pan_by (ML_CANVAS (canvas), 7, 5);
      wait_for_frames (clock, i + 1);
    }
  clock_print (clock);
  settle (clock);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      ml_canvas_zoom_by (ML_CANVAS (canvas), i < N_FRAMES / 2 ? 1.02 : 0.98);
      wait_for_frames (clock, i + 1);
    }
  clock_print (clock);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (void)
{
  Clock clock = { g_array_new (FALSE, FALSE, sizeof (double)), 0 };

  /* On an X server of its own; without one, or a graphics card, what is left is the scenes. */
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  if (gtk_init_check ())
    adw_init ();

  g_print ("%-14s %8s %8s %8s %8s %8s %8s %8s %8s %8s %8s\n",
           "milliseconds",
           "layout",
           "first",
           "next",
           "between",
           "boxes",
           "arrows",
           "moving",
           "hover",
           "pan",
           "zoom");

  for (guint i = 0; i < G_N_ELEMENTS (crowds); i++)
    {
      g_autofree char *path = write_program (&crowds[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlSubject) subject = ml_subject_load (path, &error);

      g_unlink (path);
      g_assert_no_error (error);
      g_print ("%-14s", crowds[i].name);
      measure_scenes (ml_subject_get_recording (subject), &clock);
      if (gdk_display_get_default () != NULL)
        measure_frames (ml_subject_get_recording (subject), &clock);
      g_print ("\n");
    }

  g_array_unref (clock.milliseconds);
  return 0;
}
