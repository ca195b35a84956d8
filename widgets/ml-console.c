/* ml-console.c: what the program has printed up to the step that is looked at, and what is typed */
#define G_LOG_DOMAIN "ml-console"

#include "config.h"

#include <adwaita.h>

#include "ml-console.h"
#include "ml-template.h"

/* The streams of the pieces of output that stand out. */
#define TYPED 0
#define STANDARD_ERROR 2

struct _MlConsole
{
  GtkWidget parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;

  /* Where each piece of output that is shown begins in the buffer, in characters. */
  GArray *offsets;

  /* Behind the output: lines of a statement that is not whole yet. */
  GtkTextMark *pending;

  /* The lines typed, oldest first, and which of them the arrow keys have brought back. */
  GPtrArray *typed;
  guint recalled;

  GtkTextTag *typed_tag;
  GtkTextTag *error_tag;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkLabel *status;
  GtkWidget *line;
  GtkLabel *prompt;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (MlConsole, ml_console, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_STATUS,
  PROP_PROMPT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_colors (MlConsole *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_object_set (self->error_tag, "foreground", dark ? "#ff8a80" : "#b3261e", NULL);
  g_object_set (self->typed_tag, "foreground", dark ? "#9ec5ff" : "#1a5fb4", NULL);
}

static GtkTextTag *
find_tag (MlConsole *self, int stream)
{
  switch (stream)
    {
    case TYPED:
      return self->typed_tag;

    case STANDARD_ERROR:
      return self->error_tag;

    default:
      return NULL;
    }
}

static void
mark_pending (MlConsole *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_move_mark (self->buffer, self->pending, &end);
}

static void
forget_pending (MlConsole *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->pending);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
}

static void
add_pending (MlConsole *self, const char *line)
{
  g_autofree char *text = g_strdup_printf ("%s %s\n", gtk_label_get_label (self->prompt), line);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert_with_tags (self->buffer, &end, text, -1, self->typed_tag, NULL);
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
  gtk_text_buffer_insert_with_tags (
      self->buffer, &end, text, (int) length, find_tag (self, stream), NULL);
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

  forget_pending (self);
  forget_pieces (self, n);

  for (guint i = self->offsets->len; i < n; i++)
    add_piece (self, memory, i);

  mark_pending (self);
  gtk_widget_set_visible (self->placeholder, n == 0);
  scroll_to_end (self);
}

static void
update_recording (MlConsole *self)
{
  g_assert (ML_IS_CONSOLE (self));

  forget_pending (self);
  forget_pieces (self, 0);
  mark_pending (self);
  gtk_widget_set_visible (self->placeholder, TRUE);
  update_output (self);
}

/* While a line runs its entry stays, so that the keys go on to it. */
static void
update_line (MlConsole *self)
{
  gboolean wanted = *gtk_label_get_label (self->prompt) != '\0';
  GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self->entry));

  gtk_widget_set_visible (self->line, wanted || (state & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
}

static void
line_entered (MlConsole *self)
{
  g_autofree char *line = g_strdup (gtk_editable_get_text (self->entry));

  g_assert (ML_IS_CONSOLE (self));

  if (*line != '\0')
    g_ptr_array_add (self->typed, g_strdup (line));

  self->recalled = self->typed->len;
  gtk_editable_set_text (self->entry, "");
  add_pending (self, line);
  scroll_to_end (self);
  g_signal_emit (self, signals[ENTERED], 0, line);
}

/* Brings back a line that was typed before, as shells do; behind the newest stands an empty one. */
static void
recall (MlConsole *self, guint index)
{
  if (index > self->typed->len)
    return;

  self->recalled = index;
  gtk_editable_set_text (self->entry,
                         index < self->typed->len ? g_ptr_array_index (self->typed, index) : "");
  gtk_editable_set_position (self->entry, -1);
}

static gboolean
key_pressed (MlConsole *self, guint key, guint code, GdkModifierType state)
{
  g_assert (ML_IS_CONSOLE (self));

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (self->recalled > 0)
        recall (self, self->recalled - 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      recall (self, self->recalled + 1);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
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
  g_clear_pointer (&self->typed, g_ptr_array_unref);

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

    case PROP_PROMPT:
      g_value_set_string (value, gtk_label_get_label (self->prompt));
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

    case PROP_PROMPT:
      ml_console_set_prompt (self, g_value_get_string (value));
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
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ml_console_dispose;
  object_class->finalize = ml_console_finalize;
  object_class->get_property = ml_console_get_property;
  object_class->set_property = ml_console_set_property;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback", NULL, NULL, ML_TYPE_PLAYBACK, writable);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, writable);
  properties[PROP_PROMPT] = g_param_spec_string ("prompt", NULL, NULL, NULL, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENTERED] = g_signal_new ("entered",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "console");
  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-console.ui");
  gtk_widget_class_bind_template_child (widget_class, MlConsole, view);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, buffer);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, placeholder);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, status);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, line);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, prompt);
  gtk_widget_class_bind_template_child (widget_class, MlConsole, entry);
  gtk_widget_class_bind_template_callback (widget_class, line_entered);
  gtk_widget_class_bind_template_callback (widget_class, update_line);
}

static void
ml_console_init (MlConsole *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextIter end;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  self->typed = g_ptr_array_new_with_free_func (g_free);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  self->pending = gtk_text_buffer_create_mark (self->buffer, NULL, &end, TRUE);
  self->typed_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->error_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update_recording), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (update_output), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::expression", G_CALLBACK (update_output), self);

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

void
ml_console_set_prompt (MlConsole *self, const char *prompt)
{
  g_return_if_fail (ML_IS_CONSOLE (self));

  if (g_strcmp0 (gtk_label_get_label (self->prompt), prompt ? prompt : "") == 0)
    return;

  /* The statement is whole, or the answer given: it comes back as part of the recording. */
  if (!prompt)
    forget_pending (self);

  gtk_label_set_label (self->prompt, prompt ? prompt : "");
  update_line (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPT]);
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
