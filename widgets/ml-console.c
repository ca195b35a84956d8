/* ml-console.c: what the program has printed up to the step that is looked at */
#define G_LOG_DOMAIN "ml-console"

#include "config.h"

#include <adwaita.h>

#include "ml-console.h"
#include "ml-template.h"

#define STANDARD_ERROR 2

struct _MlConsole
{
  GtkWidget parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;

  /* Where each piece of output that is shown begins in the buffer, in characters. */
  GArray *offsets;

  GtkTextTag *error_tag;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (MlConsole, ml_console, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_colors (MlConsole *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_object_set (self->error_tag, "foreground", dark ? "#ff8a80" : "#b3261e", NULL);
}

static void
forget_pieces (MlConsole *self, guint n_kept)
{
  GtkTextIter start;
  GtkTextIter end;

  if (n_kept >= self->offsets->len)
    return;

  gtk_text_buffer_get_iter_at_offset (
      self->buffer, &start, g_array_index (self->offsets, int, n_kept));
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  g_array_set_size (self->offsets, n_kept);
}

static void
add_piece (MlConsole *self, MlMemory *memory, guint index)
{
  int stream;
  gsize length;
  const char *text = ml_memory_get_piece (memory, index, &stream, &length);
  GtkTextIter end;
  int offset;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  g_array_append_val (self->offsets, offset);
  gtk_text_buffer_insert_with_tags (self->buffer,
                                    &end,
                                    text,
                                    (int) length,
                                    stream == STANDARD_ERROR ? self->error_tag : NULL,
                                    NULL);
}

static void
scroll_to_end (MlConsole *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (self->buffer));
}

static void
update_output (MlConsole *self)
{
  MlMemory *memory = self->playback ? ml_playback_get_memory (self->playback) : NULL;
  guint n = memory ? ml_memory_get_n_pieces (memory) : 0;

  g_assert (ML_IS_CONSOLE (self));

  if (n == self->offsets->len)
    return;

  forget_pieces (self, n);

  for (guint i = self->offsets->len; i < n; i++)
    add_piece (self, memory, i);

  gtk_widget_set_visible (self->placeholder, n == 0);
  scroll_to_end (self);
}

static void
update_recording (MlConsole *self)
{
  g_assert (ML_IS_CONSOLE (self));

  forget_pieces (self, 0);
  gtk_widget_set_visible (self->placeholder, TRUE);
  update_output (self);
}

static void
ml_console_dispose (GObject *object)
{
  MlConsole *self = ML_CONSOLE (object);

  g_clear_object (&self->playback_signals);
  g_clear_object (&self->playback);
  ml_template_dispose (GTK_WIDGET (self), ML_TYPE_CONSOLE);

  G_OBJECT_CLASS (ml_console_parent_class)->dispose (object);
}

static void
ml_console_finalize (GObject *object)
{
  MlConsole *self = ML_CONSOLE (object);

  g_clear_pointer (&self->offsets, g_array_unref);

  G_OBJECT_CLASS (ml_console_parent_class)->finalize (object);
}

static void
ml_console_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlConsole *self = ML_CONSOLE (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_STATUS:
      g_value_set_string (value, gtk_label_get_label (self->status));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_console_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlConsole *self = ML_CONSOLE (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_console_set_playback (self, g_value_get_object (value));
      break;

    case PROP_STATUS:
      ml_console_set_status (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_console_class_init (MlConsoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_console_dispose;
  object_class->finalize = ml_console_finalize;
  object_class->get_property = ml_console_get_property;
  object_class->set_property = ml_console_set_property;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
      g_param_spec_string ("status",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "console");
  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-console.ui");
  gtk_widget_class_bind_template_child (widget_class, MlConsole, view);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, buffer);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, placeholder);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, status);
}

static void
ml_console_init (MlConsole *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->offsets = g_array_new (FALSE, FALSE, sizeof (int));
  self->error_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update_recording), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (update_output), self);

  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (update_colors),
                           self,
                           G_CONNECT_SWAPPED);
  update_colors (self);
}

void
ml_console_set_playback (MlConsole *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_CONSOLE (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  update_recording (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

void
ml_console_set_status (MlConsole *self, const char *status)
{
  g_return_if_fail (ML_IS_CONSOLE (self));

  if (g_strcmp0 (gtk_label_get_label (self->status), status ? status : "") == 0)
    return;

  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), status && *status != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

char *
ml_console_dup_text (MlConsole *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (ML_IS_CONSOLE (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}
