/* ml-line-arrow.c: the arrow in the code's margin, at the line about to run */
#define G_LOG_DOMAIN "ml-line-arrow"

#include "config.h"

#include "ml-line-arrow.h"

#define WIDTH 18
#define ARROW_WIDTH 9.0f
#define ARROW_HEIGHT 10.0f

struct _MlLineArrow
{
  GtkSourceGutterRenderer parent_instance;

  int line;
};

G_DEFINE_FINAL_TYPE (MlLineArrow, ml_line_arrow, GTK_SOURCE_TYPE_GUTTER_RENDERER)

enum
{
  PROP_0,
  PROP_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ml_line_arrow_snapshot_line (GtkSourceGutterRenderer *renderer,
                             GtkSnapshot *snapshot,
                             GtkSourceGutterLines *lines,
                             guint line)
{
  MlLineArrow *self = ML_LINE_ARROW (renderer);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;
  cairo_t *cr;
  float x;
  float y;
  int top;
  int height;

  if (self->line < 0 || line != (guint) self->line)
    return;

  gtk_source_gutter_lines_get_line_yrange (
      lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, &top, &height);
  x = (WIDTH - ARROW_WIDTH) / 2;
  y = top + (height - ARROW_HEIGHT) / 2;
  gtk_style_context_get_color (style, &color);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, ARROW_WIDTH, ARROW_HEIGHT));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + ARROW_WIDTH, y + ARROW_HEIGHT / 2);
  cairo_line_to (cr, x, y + ARROW_HEIGHT);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
ml_line_arrow_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
ml_line_arrow_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlLineArrow *self = ML_LINE_ARROW (object);

  switch (prop_id)
    {
    case PROP_LINE:
      g_value_set_int (value, self->line);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_line_arrow_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlLineArrow *self = ML_LINE_ARROW (object);

  switch (prop_id)
    {
    case PROP_LINE:
      ml_line_arrow_set_line (self, g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_line_arrow_class_init (MlLineArrowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkSourceGutterRendererClass *renderer_class = GTK_SOURCE_GUTTER_RENDERER_CLASS (klass);

  object_class->get_property = ml_line_arrow_get_property;
  object_class->set_property = ml_line_arrow_set_property;
  widget_class->measure = ml_line_arrow_measure;
  renderer_class->snapshot_line = ml_line_arrow_snapshot_line;

  properties[PROP_LINE] =
      g_param_spec_int ("line",
                        NULL,
                        NULL,
                        -1,
                        G_MAXINT,
                        -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "linearrow");
}

static void
ml_line_arrow_init (MlLineArrow *self)
{
  self->line = -1;
}

GtkSourceGutterRenderer *
ml_line_arrow_new (void)
{
  return g_object_new (ML_TYPE_LINE_ARROW, NULL);
}

void
ml_line_arrow_set_line (MlLineArrow *self, int line)
{
  g_return_if_fail (ML_IS_LINE_ARROW (self));
  g_return_if_fail (line >= -1);

  if (self->line == line)
    return;

  self->line = line;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
}

int
ml_line_arrow_get_line (MlLineArrow *self)
{
  g_return_val_if_fail (ML_IS_LINE_ARROW (self), -1);

  return self->line;
}
