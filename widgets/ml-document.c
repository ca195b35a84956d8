/* ml-document.c: the text of the program that is looked at */
#define G_LOG_DOMAIN "ml-document"

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ml-document.h"

/* What an own program without a file is called in tracebacks. */
#define NAMELESS "program.py"

struct _MlDocument
{
  GtkSourceBuffer parent_instance;

  GFile *file;
  char *name;
  gboolean own;
  gboolean unsaved;
  guint64 n_changes;
};

G_DEFINE_FINAL_TYPE (MlDocument, ml_document, GTK_SOURCE_TYPE_BUFFER)

enum
{
  PROP_0,
  PROP_FILE,
  PROP_NAME,
  PROP_UNSAVED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_style_scheme (MlDocument *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const char *id = dark ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self),
                                      gtk_source_style_scheme_manager_get_scheme (manager, id));
}

static void
update_unsaved (MlDocument *self)
{
  gboolean unsaved = self->own && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self));

  if (self->unsaved == unsaved)
    return;

  self->unsaved = unsaved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSAVED]);
}

static void
set_file (MlDocument *self, GFile *file, const char *name)
{
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);

  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }
}

static void
replace (MlDocument *self, GFile *file, const char *name, const char *text, gboolean own)
{
  GtkTextIter start;

  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), text, -1);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), FALSE);

  self->own = own;
  update_unsaved (self);
  set_file (self, file, name);
}

static gboolean
check_text (const char *text, gsize length, GError **error)
{
  if (length > ML_DOCUMENT_MAX_BYTES)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The file is too long for a program"));
      return FALSE;
    }

  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The file is not UTF-8 text"));
      return FALSE;
    }

  return TRUE;
}

static void
contents_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gsize length = 0;

  g_assert (G_IS_FILE (source));

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error) ||
      !check_text (text, length, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  name = g_file_get_basename (G_FILE (source));
  replace (g_task_get_source_object (task), G_FILE (source), name, text, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
ml_document_changed (GtkTextBuffer *buffer)
{
  ML_DOCUMENT (buffer)->n_changes++;

  GTK_TEXT_BUFFER_CLASS (ml_document_parent_class)->changed (buffer);
}

static void
ml_document_modified_changed (GtkTextBuffer *buffer)
{
  update_unsaved (ML_DOCUMENT (buffer));

  if (GTK_TEXT_BUFFER_CLASS (ml_document_parent_class)->modified_changed)
    GTK_TEXT_BUFFER_CLASS (ml_document_parent_class)->modified_changed (buffer);
}

/* Not in init: the language needs the buffer's tag table, which is set at construction. */
static void
ml_document_constructed (GObject *object)
{
  MlDocument *self = ML_DOCUMENT (object);
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  G_OBJECT_CLASS (ml_document_parent_class)->constructed (object);

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self),
                                  gtk_source_language_manager_get_language (languages, "python3"));

  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (update_style_scheme),
                           self,
                           G_CONNECT_SWAPPED);
  update_style_scheme (self);
}

static void
ml_document_finalize (GObject *object)
{
  MlDocument *self = ML_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (ml_document_parent_class)->finalize (object);
}

static void
ml_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlDocument *self = ML_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_UNSAVED:
      g_value_set_boolean (value, self->unsaved);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_document_class_init (MlDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ml_document_constructed;
  object_class->finalize = ml_document_finalize;
  object_class->get_property = ml_document_get_property;
  buffer_class->changed = ml_document_changed;
  buffer_class->modified_changed = ml_document_modified_changed;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_document_init (MlDocument *self)
{
}

MlDocument *
ml_document_new (void)
{
  return g_object_new (ML_TYPE_DOCUMENT, NULL);
}

void
ml_document_set_program (MlDocument *self, const char *name, const char *text)
{
  g_return_if_fail (ML_IS_DOCUMENT (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (text != NULL);

  replace (self, NULL, name, text, FALSE);
}

void
ml_document_set_draft (MlDocument *self, GFile *file, const char *text)
{
  g_autofree char *name = file ? g_file_get_basename (file) : g_strdup (NAMELESS);

  g_return_if_fail (ML_IS_DOCUMENT (self));
  g_return_if_fail (!file || G_IS_FILE (file));
  g_return_if_fail (text != NULL);

  replace (self, file, name, text, TRUE);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), *text != '\0');
}

void
ml_document_load_async (MlDocument *self,
                        GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ML_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ml_document_load_async);
  g_file_load_contents_async (file, cancellable, contents_loaded, g_steal_pointer (&task));
}

gboolean
ml_document_load_finish (MlDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (ML_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
contents_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  MlDocument *self = g_task_get_source_object (task);
  guint64 *n_changes = g_task_get_task_data (task);
  g_autofree char *name = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  name = g_file_get_basename (G_FILE (source));
  self->own = TRUE;
  set_file (self, G_FILE (source), name);

  if (self->n_changes == *n_changes)
    gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), FALSE);

  update_unsaved (self);
  g_task_return_boolean (task, TRUE);
}

void
ml_document_save_async (MlDocument *self,
                        GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) contents = NULL;
  char *text;

  g_return_if_fail (ML_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  text = ml_document_dup_text (self);
  contents = g_bytes_new_take (text, strlen (text));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ml_document_save_async);
  g_task_set_task_data (task, g_memdup2 (&self->n_changes, sizeof self->n_changes), g_free);
  g_file_replace_contents_bytes_async (file,
                                       contents,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       cancellable,
                                       contents_written,
                                       g_steal_pointer (&task));
}

gboolean
ml_document_save_finish (MlDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (ML_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
ml_document_get_unsaved (MlDocument *self)
{
  g_return_val_if_fail (ML_IS_DOCUMENT (self), FALSE);

  return self->unsaved;
}

GFile *
ml_document_get_file (MlDocument *self)
{
  g_return_val_if_fail (ML_IS_DOCUMENT (self), NULL);

  return self->file;
}

const char *
ml_document_get_name (MlDocument *self)
{
  g_return_val_if_fail (ML_IS_DOCUMENT (self), NULL);

  return self->name;
}

char *
ml_document_dup_text (MlDocument *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (ML_IS_DOCUMENT (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
}
