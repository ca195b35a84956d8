/* ml-time-strip.c: what lived, and what happened, over all steps */
#define G_LOG_DOMAIN "ml-time-strip"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-time-strip.h"

#define HEIGHT 22
#define MARKS_HEIGHT 6
#define MARK_WIDTH 1.5

struct _MlTimeStrip
{
  GtkWidget parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;
  MlHistorian *historian;
  GSignalGroup *historian_signals;

  /* What is drawn; NULL until it is asked for. */
  GArray *samples;   /* of MlSample */
  GByteArray *marks; /* MlMarks of each pixel */
  MlStep last;       /* that they know */
};

G_DEFINE_FINAL_TYPE (MlTimeStrip, ml_time_strip, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_HISTORIAN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
forget (MlTimeStrip *self)
{
  g_clear_pointer (&self->samples, g_array_unref);
  g_clear_pointer (&self->marks, g_byte_array_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static MlHistory *
get_history (MlTimeStrip *self)
{
  return self->historian ? ml_historian_get_history (self->historian) : NULL;
}

static MlStep
get_last_step (MlTimeStrip *self)
{
  return self->playback ? ml_playback_get_last_step (self->playback) : 0;
}

/* As fine as there are pixels. */
static void
sample (MlTimeStrip *self, MlHistory *history)
{
  guint n = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);

  if (self->samples)
    return;

  self->last = MIN (ml_history_get_n_steps (history) - 1, get_last_step (self));
  self->samples = ml_history_sample (history, ML_SERIES_OBJECTS, 0, self->last, n);
  self->marks = g_byte_array_sized_new (n);
  g_byte_array_set_size (self->marks, n);
  ml_history_get_marks (history, 0, self->last, n, self->marks->data);
}

static double
get_x (MlTimeStrip *self, MlStep step)
{
  MlStep last = MAX (get_last_step (self), 1);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = (double) step / last * width;

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
}

static guint64
find_most (const GArray *samples)
{
  guint64 most = 1;

  for (guint i = 0; i < samples->len; i++)
    most = MAX (most, g_array_index (samples, MlSample, i).max);

  return most;
}

static void
draw_curve (MlTimeStrip *self, cairo_t *cr)
{
  double height = HEIGHT - MARKS_HEIGHT;
  guint64 most = find_most (self->samples);

  cairo_move_to (cr, get_x (self, 0), HEIGHT);

  for (guint i = 0; i < self->samples->len; i++)
    {
      const MlSample *at = &g_array_index (self->samples, MlSample, i);
      MlStep end = i + 1 < self->samples->len ? at[1].first : self->last + 1;
      double y = HEIGHT - height * at->max / most;

      cairo_line_to (cr, get_x (self, at->first), y);
      cairo_line_to (cr, get_x (self, MIN (end, self->last)), y);
    }

  cairo_line_to (cr, get_x (self, self->last), HEIGHT);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static gboolean
look_up_color (MlTimeStrip *self, const char *name, GdkRGBA *color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  return gtk_style_context_lookup_color (style, name, color);
}

/* Kinds of marks stand at heights of their own: so they differ without colour, too. */
static void
draw_marks (MlTimeStrip *self, cairo_t *cr, guint8 mark, const char *color_name, double y)
{
  GdkRGBA color;
  guint n = self->marks->len;

  if (!look_up_color (self, color_name, &color))
    return;

  gdk_cairo_set_source_rgba (cr, &color);

  for (guint i = 0; i < n; i++)
    {
      double x = get_x (self, (MlStep) ((guint64) i * (self->last + 1) / n));

      if (self->marks->data[i] & mark)
        cairo_rectangle (cr, x - MARK_WIDTH / 2, y, MARK_WIDTH, 2);
    }

  cairo_fill (cr);
}

static void
draw_position (MlTimeStrip *self, cairo_t *cr)
{
  GdkRGBA color;

  if (!look_up_color (self, "accent_color", &color))
    return;

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_rectangle (
      cr, get_x (self, ml_playback_get_step (self->playback)) - 0.75, 0, MARK_WIDTH, HEIGHT);
  cairo_fill (cr);
}

static void
ml_time_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MlTimeStrip *self = ML_TIME_STRIP (widget);
  MlHistory *history = get_history (self);
  GdkRGBA color;
  cairo_t *cr;

  if (!history || !self->playback)
    return;

  sample (self, history);
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), HEIGHT));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.25;
  gdk_cairo_set_source_rgba (cr, &color);
  draw_curve (self, cr);
  draw_marks (self, cr, ML_MARK_CALL, "blue_3", 0);
  draw_marks (self, cr, ML_MARK_DEATH, "dark_1", 2);
  draw_marks (self, cr, ML_MARK_COLLECTION, "purple_3", 2);
  draw_marks (self, cr, ML_MARK_EXCEPTION, "red_3", 4);
  draw_position (self, cr);
  cairo_destroy (cr);
}

static void
ml_time_strip_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
ml_time_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  forget (ML_TIME_STRIP (widget));
}

static MlStep
get_step_at (MlTimeStrip *self, double x)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;

  return (MlStep) (CLAMP (x / width, 0, 1) * get_last_step (self) + 0.5);
}

static void
pressed (MlTimeStrip *self, int n_press, double x, double y)
{
  g_assert (ML_IS_TIME_STRIP (self));

  if (self->playback)
    ml_playback_set_step (self->playback, get_step_at (self, x));
}

static char *
word_sample (MlStep step, MlSample objects, MlSample bytes)
{
  g_autofree char *size = g_format_size (bytes.max);
  guint n = (guint) MIN (objects.max, G_MAXUINT);

  return g_strdup_printf (ngettext ("Step %u: %u object of the program lives, %s",
                                    "Step %u: %u objects of the program live, %s",
                                    n),
                          step,
                          n,
                          size);
}

static gboolean
query_tooltip (MlTimeStrip *self,
               int x,
               int y,
               gboolean keyboard,
               GtkTooltip *tooltip,
               gpointer data)
{
  MlHistory *history = get_history (self);
  MlStep step = get_step_at (self, x);
  g_autoptr (GArray) objects = NULL;
  g_autoptr (GArray) bytes = NULL;
  g_autofree char *words = NULL;

  if (keyboard || !history || step >= ml_history_get_n_steps (history))
    return FALSE;

  objects = ml_history_sample (history, ML_SERIES_OBJECTS, step, step, 1);
  bytes = ml_history_sample (history, ML_SERIES_BYTES, step, step, 1);
  words =
      word_sample (step, g_array_index (objects, MlSample, 0), g_array_index (bytes, MlSample, 0));
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static void
ml_time_strip_dispose (GObject *object)
{
  MlTimeStrip *self = ML_TIME_STRIP (object);

  g_clear_object (&self->playback_signals);
  g_clear_object (&self->historian_signals);
  g_clear_object (&self->playback);
  g_clear_object (&self->historian);
  g_clear_pointer (&self->samples, g_array_unref);
  g_clear_pointer (&self->marks, g_byte_array_unref);

  G_OBJECT_CLASS (ml_time_strip_parent_class)->dispose (object);
}

static void
ml_time_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlTimeStrip *self = ML_TIME_STRIP (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_HISTORIAN:
      g_value_set_object (value, self->historian);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_time_strip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlTimeStrip *self = ML_TIME_STRIP (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_time_strip_set_playback (self, g_value_get_object (value));
      break;

    case PROP_HISTORIAN:
      ml_time_strip_set_historian (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_time_strip_class_init (MlTimeStripClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_time_strip_dispose;
  object_class->get_property = ml_time_strip_get_property;
  object_class->set_property = ml_time_strip_set_property;
  widget_class->snapshot = ml_time_strip_snapshot;
  widget_class->measure = ml_time_strip_measure;
  widget_class->size_allocate = ml_time_strip_size_allocate;

  properties[PROP_PLAYBACK] = g_param_spec_object ("playback", NULL, NULL, ML_TYPE_PLAYBACK, flags);
  properties[PROP_HISTORIAN] =
      g_param_spec_object ("historian", NULL, NULL, ML_TYPE_HISTORIAN, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "timestrip");

  /* What it shows, the slider beside it and the sentence tell as well. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ml_time_strip_init (MlTimeStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip), NULL);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (forget), self);
  self->historian_signals = g_signal_group_new (ML_TYPE_HISTORIAN);
  g_signal_group_connect_swapped (
      self->historian_signals, "notify::history", G_CALLBACK (forget), self);
}

void
ml_time_strip_set_playback (MlTimeStrip *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_TIME_STRIP (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

void
ml_time_strip_set_historian (MlTimeStrip *self, MlHistorian *historian)
{
  g_return_if_fail (ML_IS_TIME_STRIP (self));
  g_return_if_fail (!historian || ML_IS_HISTORIAN (historian));

  if (!g_set_object (&self->historian, historian))
    return;

  g_signal_group_set_target (self->historian_signals, historian);
  forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORIAN]);
}
