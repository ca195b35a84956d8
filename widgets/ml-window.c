/* ml-window.c: one program, seen */
#define G_LOG_DOMAIN "ml-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-lesson-catalog.h"
#include "ml-recording-file.h"
#include "ml-window-private.h"

/* What a lesson's program is called in tracebacks. */
#define LESSON_PROGRAM "lesson.py"

G_DEFINE_FINAL_TYPE (MlWindow, ml_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_LESSON_PLAYER,
  PROP_LESSONS,
  PROP_DOCUMENT,
  PROP_RUNNER,
  PROP_VIEW,
  PROP_LEVEL,
  PROP_SPEED,
  PROP_CODE_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* "Lesson 2 of 6 · Where things actually live" */
static char *
name_lesson_place (MlWindow *self, MlLesson *lesson)
{
  guint n = g_list_model_get_n_items (self->lessons);
  guint n_in_course = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MlLesson) other = g_list_model_get_item (self->lessons, i);

      if (g_strcmp0 (ml_lesson_get_course (other), ml_lesson_get_course (lesson)) == 0)
        n_in_course++;
    }

  return g_strdup_printf (_ ("Lesson %u of %u · %s"),
                          ml_lesson_get_order (lesson),
                          MAX (n_in_course, ml_lesson_get_order (lesson)),
                          ml_lesson_get_subtitle (lesson));
}

static char *
name_folder (GFile *file)
{
  g_autoptr (GFile) folder = file ? g_file_get_parent (file) : NULL;

  return folder ? g_file_get_parse_name (folder) : NULL;
}

/* With a dot, as editors have it, where something is not saved. */
static char *
name_program (MlDocument *document)
{
  const char *name = ml_document_get_name (document);

  if (!name)
    return NULL;

  return ml_document_get_unsaved (document) ? g_strdup_printf ("• %s", name) : g_strdup (name);
}

static void
update_title (MlWindow *self)
{
  MlLesson *lesson = ml_lesson_player_get_lesson (self->lesson_player);
  g_autofree char *program = name_program (self->document);
  const char *title = lesson ? ml_lesson_get_title (lesson) : program;
  g_autofree char *subtitle = lesson ? name_lesson_place (self, lesson)
                                     : name_folder (ml_document_get_file (self->document));

  adw_window_title_set_title (self->title, title ? title : PACKAGE_NAME);
  adw_window_title_set_subtitle (self->title, subtitle ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), title ? title : PACKAGE_NAME);
}

static void
show_program (MlWindow *self)
{
  ml_playback_set_playing (self->playback, FALSE);
  ml_lesson_player_set_lesson (self->lesson_player, NULL);
  update_title (self);
  ml_workbench_start (self->workbench, ML_RUN_SCRIPT);

  /* Where nothing is written there is nothing to step through. */
  if (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->document)) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->code_view));
}

static void
document_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ml_document_load_finish (ML_DOCUMENT (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ml_window_tell (self, error->message);

      return;
    }

  show_program (self);
}

static void
load_lesson (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  MlLesson *lesson = ml_lesson_load (file, &error);

  if (lesson)
    g_task_return_pointer (task, lesson, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
lesson_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlLesson) lesson = g_task_propagate_pointer (G_TASK (result), &error);

  if (lesson)
    ml_window_show_lesson (self, lesson);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ml_window_tell (self, error->message);
}

static void
load_recording (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *data = NULL;
  MlRecording *recording = NULL;
  GError *error = NULL;
  gsize size;

  if (g_file_load_contents (file, cancellable, &data, &size, NULL, &error))
    {
      recording = ml_recording_file_read ((const guint8 *) data, size, &error);
      g_prefix_error (&error, "%s ", name);
    }

  if (recording)
    g_task_return_pointer (task, recording, (GDestroyNotify) ml_recording_unref);
  else
    g_task_return_error (task, error);
}

static void
recording_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlRecording) recording = g_task_propagate_pointer (G_TASK (result), &error);

  if (recording)
    {
      ml_playback_set_playing (self->playback, FALSE);
      ml_lesson_player_set_lesson (self->lesson_player, NULL);
      ml_workbench_show (self->workbench, recording);
      update_title (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      ml_window_tell (self, error->message);
    }
}

/* The task does not hold the window: a thread may be the last to let go of a task. */
static void
open_in_thread (MlWindow *self, GFile *file, GTaskThreadFunc load, GAsyncReadyCallback loaded)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->opening, loaded, g_object_ref (self));

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load);
}

static gboolean
has_suffix (GFile *file, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);

  return name && g_str_has_suffix (name, suffix);
}

static void
notify_view (MlWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
notify_level (MlWindow *self)
{
  g_assert (ML_IS_WINDOW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

static void
notify_speed (MlWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

static void
set_code_visible (MlWindow *self, gboolean visible)
{
  if (self->code_visible == visible)
    return;

  self->code_visible = visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE_VISIBLE]);
}

static void
show_error (MlWindow *self)
{
  ml_code_view_set_error (self->code_view,
                          ml_workbench_get_error (self->workbench),
                          ml_workbench_get_status (self->workbench));
}

static void
ml_window_constructed (GObject *object)
{
  MlWindow *self = ML_WINDOW (object);

  G_OBJECT_CLASS (ml_window_parent_class)->constructed (object);

  self->workbench = ml_workbench_new (self->document, self->playback, self->runner);

  if (self->runner)
    {
      self->magnifier = ml_magnifier_new (self->playback, self->runner);
      g_object_bind_property (
          self->magnifier, "progress", self->transport, "progress", G_BINDING_SYNC_CREATE);
    }

  g_object_bind_property (
      self->workbench, "status", self->console, "status", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
      self->workbench, "prompt", self->console, "prompt", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (
      self->workbench, "notify::error", G_CALLBACK (show_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->console,
                           "entered",
                           G_CALLBACK (ml_workbench_enter),
                           self->workbench,
                           G_CONNECT_SWAPPED);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->code_view), GTK_TEXT_BUFFER (self->document));
  ml_window_init_actions (self);
  update_title (self);
}

static gboolean
ml_window_close_request (GtkWindow *window)
{
  MlWindow *self = ML_WINDOW (window);

  if (self->keeper)
    ml_draft_keeper_flush (self->keeper);

  return GTK_WINDOW_CLASS (ml_window_parent_class)->close_request (window);
}

static void
ml_window_dispose (GObject *object)
{
  MlWindow *self = ML_WINDOW (object);

  if (self->opening)
    g_cancellable_cancel (self->opening);

  g_clear_object (&self->opening);
  g_clear_object (&self->keeper);
  g_clear_object (&self->magnifier);
  g_clear_object (&self->workbench);
  g_clear_object (&self->player);
  gtk_widget_dispose_template (GTK_WIDGET (self), ML_TYPE_WINDOW);

  G_OBJECT_CLASS (ml_window_parent_class)->dispose (object);
}

static void
ml_window_finalize (GObject *object)
{
  MlWindow *self = ML_WINDOW (object);

  g_clear_object (&self->lessons);
  g_clear_object (&self->lesson_player);
  g_clear_object (&self->runner);
  g_clear_object (&self->document);
  g_clear_object (&self->playback);

  G_OBJECT_CLASS (ml_window_parent_class)->finalize (object);
}

static void
ml_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlWindow *self = ML_WINDOW (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_LESSON_PLAYER:
      g_value_set_object (value, self->lesson_player);
      break;

    case PROP_LESSONS:
      g_value_set_object (value, self->lessons);
      break;

    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_VIEW:
      g_value_set_enum (value, ml_playback_get_view (self->playback));
      break;

    case PROP_LEVEL:
      g_value_set_enum (value, ml_playback_get_level (self->playback));
      break;

    case PROP_SPEED:
      g_value_set_double (value, ml_playback_get_speed (self->playback));
      break;

    case PROP_CODE_VISIBLE:
      g_value_set_boolean (value, self->code_visible);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlWindow *self = ML_WINDOW (object);

  switch (prop_id)
    {
    case PROP_RUNNER:
      self->runner = g_value_dup_object (value);
      break;

    case PROP_VIEW:
      ml_playback_set_view (self->playback, g_value_get_enum (value));
      break;

    case PROP_LEVEL:
      ml_playback_set_level (self->playback, g_value_get_enum (value));
      break;

    case PROP_SPEED:
      ml_playback_set_speed (self->playback, g_value_get_double (value));
      break;

    case PROP_CODE_VISIBLE:
      set_code_visible (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback", NULL, NULL, ML_TYPE_PLAYBACK, readable);
  properties[PROP_LESSON_PLAYER] =
      g_param_spec_object ("lesson-player", NULL, NULL, ML_TYPE_LESSON_PLAYER, readable);
  properties[PROP_LESSONS] =
      g_param_spec_object ("lessons", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, ML_TYPE_DOCUMENT, readable);
  properties[PROP_RUNNER] =
      g_param_spec_object ("runner",
                           NULL,
                           NULL,
                           ML_TYPE_RUNNER,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] =
      g_param_spec_enum ("view", NULL, NULL, ml_view_get_type (), ML_VIEW_MEMORY, writable);
  properties[PROP_LEVEL] =
      g_param_spec_enum ("level", NULL, NULL, ml_level_get_type (), ML_LEVEL_LINE, writable);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0.25, 8, 1, writable);
  properties[PROP_CODE_VISIBLE] = g_param_spec_boolean ("code-visible", NULL, NULL, TRUE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_window_class_init (MlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ml_window_constructed;
  object_class->dispose = ml_window_dispose;
  object_class->finalize = ml_window_finalize;
  object_class->get_property = ml_window_get_property;
  object_class->set_property = ml_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = ml_window_close_request;

  install_properties (object_class);
  ml_window_class_init_actions (klass);

  g_type_ensure (ML_TYPE_CANVAS);
  g_type_ensure (ML_TYPE_CODE_VIEW);
  g_type_ensure (ML_TYPE_CONSOLE);
  g_type_ensure (ML_TYPE_HISTORIAN);
  g_type_ensure (ML_TYPE_INSPECTOR);
  g_type_ensure (ML_TYPE_LESSON_MENU);
  g_type_ensure (ML_TYPE_LESSON_PANE);
  g_type_ensure (ML_TYPE_TRANSPORT);

  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, lessons_button);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, sides);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, code_view);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, console);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, transport);
  gtk_widget_class_bind_template_child (widget_class, MlWindow, historian);
}

static void
ml_window_init (MlWindow *self)
{
  self->code_visible = TRUE;
  self->document = ml_document_new ();
  self->playback = ml_playback_new ();
  self->player = ml_player_new (self->playback);
  self->lesson_player = ml_lesson_player_new (self->playback);
  self->lessons = ml_lesson_catalog_list ();

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Not on the first button, which would take the space bar for itself. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->canvas));

  g_signal_connect_object (
      self->document, "notify::unsaved", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->document, "notify::file", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::view", G_CALLBACK (notify_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::level", G_CALLBACK (notify_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::speed", G_CALLBACK (notify_speed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ml_window_new (GtkApplication *application, MlRunner *runner)
{
  g_return_val_if_fail (!application || GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (!runner || ML_IS_RUNNER (runner), NULL);

  return g_object_new (ML_TYPE_WINDOW, "application", application, "runner", runner, NULL);
}

void
ml_window_show_lesson (MlWindow *self, MlLesson *lesson)
{
  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (ML_IS_LESSON (lesson));

  ml_playback_set_playing (self->playback, FALSE);
  ml_document_set_program (self->document, LESSON_PROGRAM, ml_lesson_get_program (lesson));
  ml_lesson_player_set_lesson (self->lesson_player, lesson);
  update_title (self);
  ml_workbench_start (self->workbench, ml_lesson_get_mode (lesson));
}

void
ml_window_open (MlWindow *self, GFile *file)
{
  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->opening)
    g_cancellable_cancel (self->opening);

  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();

  if (has_suffix (file, ".md"))
    open_in_thread (self, file, load_lesson, lesson_loaded);
  else if (has_suffix (file, ML_RECORDING_FILE_SUFFIX))
    open_in_thread (self, file, load_recording, recording_loaded);
  else
    ml_document_load_async (
        self->document, file, self->opening, document_loaded, g_object_ref (self));
}

void
ml_window_start_program (MlWindow *self)
{
  g_return_if_fail (ML_IS_WINDOW (self));

  ml_document_set_draft (self->document, NULL, "");
  show_program (self);
}

void
ml_window_keep_drafts (MlWindow *self, GFile *folder)
{
  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  g_clear_object (&self->keeper);
  self->keeper = ml_draft_keeper_new (self->document, folder);
}

void
ml_window_restore (MlWindow *self, GFile *draft)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (self->keeper != NULL);
  g_return_if_fail (G_IS_FILE (draft));

  if (!ml_draft_keeper_restore (self->keeper, draft, &error))
    {
      ml_window_start_program (self);
      ml_window_tell (self, error->message);
      return;
    }

  show_program (self);
}

void
ml_window_keep_state (MlWindow *self, GSettings *settings)
{
  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "code-width", self->sides, "position", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "code-visible", self, "code-visible", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "speed", self->playback, "speed", G_SETTINGS_BIND_DEFAULT);
}

void
ml_window_tell (MlWindow *self, const char *sentence)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (sentence != NULL);

  escaped = g_markup_escape_text (sentence, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

MlPlayback *
ml_window_get_playback (MlWindow *self)
{
  g_return_val_if_fail (ML_IS_WINDOW (self), NULL);

  return self->playback;
}

MlDocument *
ml_window_get_document (MlWindow *self)
{
  g_return_val_if_fail (ML_IS_WINDOW (self), NULL);

  return self->document;
}
