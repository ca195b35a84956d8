/* ml-code-view.c: the program's text, with a band and an arrow at the line about to run */
#define G_LOG_DOMAIN "ml-code-view"

#include "config.h"

#include <adwaita.h>

#include "ml-code-view.h"
#include "ml-line-arrow.h"

#define CURRENT_LINE "current-line"
#define EVALUATED "evaluated"
#define ERROR "error"

/* In the gutter: left of the line numbers. */
#define ARROW_POSITION (GTK_SOURCE_VIEW_GUTTER_POSITION_LINES - 10)

/* The number of the program's own source in each recording of it. */
#define PROGRAM_SOURCE 1

struct _MlCodeView
{
  GtkSourceView parent_instance;

  GSignalGroup *playback_signals;
  GtkSourceMark *current_line;
  MlLineArrow *arrow;
  char *error;
};

G_DEFINE_FINAL_TYPE (MlCodeView, ml_code_view, GTK_SOURCE_TYPE_VIEW)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
find_current_line (MlPlayback *playback)
{
  MlRecording *recording = playback ? ml_playback_get_recording (playback) : NULL;
  const MlExpression *evaluated;
  MlSpan span;

  if (!recording)
    return -1;

  evaluated = ml_playback_get_evaluated (playback);
  span = evaluated ? evaluated->span
                   : ml_recording_get_step (recording, ml_playback_get_step (playback)).span;

  return span.source == PROGRAM_SOURCE ? (int) span.line - 1 : -1;
}

static void
remove_current_line (MlCodeView *self)
{
  GtkTextMark *mark = GTK_TEXT_MARK (self->current_line);

  if (mark && !gtk_text_mark_get_deleted (mark))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (mark), mark);

  g_clear_object (&self->current_line);
  ml_line_arrow_set_line (self->arrow, -1);
}

/* A tag in the buffer of now. */
static GtkTextTag *
get_tag (MlCodeView *self, const char *name)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  return tag ? tag : gtk_text_buffer_create_tag (buffer, name, NULL);
}

/* Puts a tag where @span is, and nowhere else; @span may be NULL. */
static void
tag_span (MlCodeView *self, const char *name, const MlSpan *span)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, get_tag (self, name), &start, &end);

  if (!span || span->source != PROGRAM_SOURCE)
    return;

  /* While an edit waits for its run the text may be another one; and an error may stand behind the
   * end of a line. */
  if (!gtk_text_buffer_get_iter_at_line_offset (
          buffer, &start, (int) span->line - 1, (int) span->column) &&
      !gtk_text_buffer_get_iter_at_line (buffer, &start, (int) span->line - 1))
    return;

  if (!gtk_text_buffer_get_iter_at_line_offset (
          buffer, &end, (int) span->end_line - 1, (int) span->end_column))
    {
      end = start;
      gtk_text_iter_forward_to_line_end (&end);
    }

  gtk_text_buffer_apply_tag (buffer, get_tag (self, name), &start, &end);
}

/* Marks the part of the text that was evaluated last. */
static void
update_evaluated (MlCodeView *self, MlPlayback *playback)
{
  const MlExpression *evaluated = playback ? ml_playback_get_evaluated (playback) : NULL;

  tag_span (self, EVALUATED, evaluated ? &evaluated->span : NULL);
}

static void
update_current_line (MlCodeView *self)
{
  g_autoptr (MlPlayback) playback = g_signal_group_dup_target (self->playback_signals);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  int line = find_current_line (playback);
  GtkTextIter iter;

  remove_current_line (self);
  update_evaluated (self, playback);

  /* While an edit waits for its run the text may be shorter than the recording's. */
  if (line < 0 || !gtk_text_buffer_get_iter_at_line (buffer, &iter, line))
    return;

  self->current_line = g_object_ref (
      gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (buffer), NULL, CURRENT_LINE, &iter));
  ml_line_arrow_set_line (self->arrow, line);
  gtk_text_view_scroll_to_mark (
      GTK_TEXT_VIEW (self), GTK_TEXT_MARK (self->current_line), 0.1, FALSE, 0, 0);
}

/* The mark moves with the text that is typed above it, the arrow follows. */
static void
follow_mark (MlCodeView *self)
{
  GtkTextIter iter;

  if (!self->current_line || gtk_text_mark_get_deleted (GTK_TEXT_MARK (self->current_line)))
    return;

  gtk_text_buffer_get_iter_at_mark (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, GTK_TEXT_MARK (self->current_line));
  ml_line_arrow_set_line (self->arrow, gtk_text_iter_get_line (&iter));
}

static void
update_band (MlCodeView *self)
{
  g_autoptr (GtkSourceMarkAttributes) band = gtk_source_mark_attributes_new ();
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->arrow));
  GdkRGBA color;

  gtk_style_context_get_color (style, &color);
  color.alpha *=
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.3 : 0.14;

  gtk_source_mark_attributes_set_background (band, &color);
  color.alpha *= 2.5;
  g_object_set (get_tag (self, EVALUATED), "background-rgba", &color, NULL);
  g_object_set (get_tag (self, ERROR), "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_source_view_set_mark_attributes (GTK_SOURCE_VIEW (self), CURRENT_LINE, band, 0);
}

static void
buffer_replaced (MlCodeView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  update_band (self);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (follow_mark), self, G_CONNECT_SWAPPED);
  update_current_line (self);
}

static void
ml_code_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ml_code_view_parent_class)->css_changed (widget, change);

  update_band (ML_CODE_VIEW (widget));
}

static gboolean
ml_code_view_query_tooltip (GtkWidget *widget,
                            int x,
                            int y,
                            gboolean by_keyboard,
                            GtkTooltip *tooltip)
{
  MlCodeView *self = ML_CODE_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  GtkTextIter iter;

  if (by_keyboard)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

      gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
    }
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      gtk_text_view_get_iter_at_location (view, &iter, x, y);
    }

  if (!self->error || !gtk_text_iter_has_tag (&iter, get_tag (self, ERROR)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->error);

  return TRUE;
}

static void
ml_code_view_finalize (GObject *object)
{
  g_clear_pointer (&ML_CODE_VIEW (object)->error, g_free);

  G_OBJECT_CLASS (ml_code_view_parent_class)->finalize (object);
}

static void
ml_code_view_dispose (GObject *object)
{
  MlCodeView *self = ML_CODE_VIEW (object);

  g_clear_object (&self->playback_signals);
  g_clear_object (&self->current_line);

  G_OBJECT_CLASS (ml_code_view_parent_class)->dispose (object);
}

static void
ml_code_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlCodeView *self = ML_CODE_VIEW (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_take_object (value, g_signal_group_dup_target (self->playback_signals));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_code_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlCodeView *self = ML_CODE_VIEW (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_code_view_set_playback (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_code_view_class_init (MlCodeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_code_view_dispose;
  object_class->finalize = ml_code_view_finalize;
  object_class->get_property = ml_code_view_get_property;
  object_class->set_property = ml_code_view_set_property;
  widget_class->css_changed = ml_code_view_css_changed;
  widget_class->query_tooltip = ml_code_view_query_tooltip;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_code_view_init (MlCodeView *self)
{
  GtkSourceGutter *gutter;

  self->arrow = ML_LINE_ARROW (ml_line_arrow_new ());
  gutter = gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self), GTK_TEXT_WINDOW_LEFT);
  gtk_source_gutter_insert (gutter, GTK_SOURCE_GUTTER_RENDERER (self->arrow), ARROW_POSITION);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update_current_line), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (update_current_line), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::expression", G_CALLBACK (update_current_line), self);
  g_signal_connect (self, "notify::buffer", G_CALLBACK (buffer_replaced), NULL);

  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_auto_indent (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_smart_backspace (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_tab_width (GTK_SOURCE_VIEW (self), 4);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self), TRUE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), 8);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "code");
}

void
ml_code_view_set_playback (MlCodeView *self, MlPlayback *playback)
{
  g_autoptr (MlPlayback) old = NULL;

  g_return_if_fail (ML_IS_CODE_VIEW (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  old = g_signal_group_dup_target (self->playback_signals);

  if (old == playback)
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  update_current_line (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

void
ml_code_view_set_error (MlCodeView *self, const MlSpan *span, const char *message)
{
  g_return_if_fail (ML_IS_CODE_VIEW (self));

  g_free (self->error);
  self->error = span ? g_strdup (message) : NULL;
  tag_span (self, ERROR, span);
}

int
ml_code_view_get_current_line (MlCodeView *self)
{
  g_return_val_if_fail (ML_IS_CODE_VIEW (self), -1);

  return ml_line_arrow_get_line (self->arrow);
}
