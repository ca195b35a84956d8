/* ml-window-files.c: opening and saving
 *
 * What is typed in an own program is never dropped without a question; what is typed in a lesson's
 * is an experiment.
 */
#define G_LOG_DOMAIN "ml-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-window-private.h"

/* What is shown next once the program is saved, or nothing. */
typedef struct
{
  MlWindow *window;
  GObject *next;
} Saving;

static Saving *
saving_new (MlWindow *window, GObject *next)
{
  Saving *self = g_new0 (Saving, 1);

  self->window = g_object_ref (window);
  g_set_object (&self->next, next);

  return self;
}

static void
saving_free (Saving *self)
{
  g_object_unref (self->window);
  g_clear_object (&self->next);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show (MlWindow *self, GObject *next)
{
  if (ML_IS_LESSON (next))
    ml_window_show_lesson (self, ML_LESSON (next));
  else
    ml_window_open (self, G_FILE (next));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);

  if (suffix)
    gtk_file_filter_add_suffix (filter, suffix);
  else
    gtk_file_filter_add_pattern (filter, "*");

  gtk_file_chooser_add_filter (chooser, filter);
}

/* Saving */

static void
document_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (!ml_document_save_finish (ML_DOCUMENT (source), result, &error))
    {
      ml_window_tell (saving->window, error->message);
      return;
    }

  /* A lesson's program that was saved is one's own: the lesson leaves. */
  ml_lesson_player_set_lesson (saving->window->lesson_player, NULL);

  if (saving->next)
    show (saving->window, saving->next);
}

static void
save_to (GFile *file, Saving *saving)
{
  ml_document_save_async (saving->window->document, file, NULL, document_saved, saving);
}

static void
target_chosen (GtkNativeDialog *dialog, int response, Saving *saving)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      save_to (file, saving);
    }
  else
    {
      saving_free (saving);
    }

  g_object_unref (dialog);
}

static void
choose_target (Saving *saving)
{
  MlDocument *document = saving->window->document;
  GFile *file = ml_document_get_file (document);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Save the Program"),
                                                               GTK_WINDOW (saving->window),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Python Programs"), "py");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All Files"), NULL);

  if (file)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  else
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), ml_document_get_name (document));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (target_chosen), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
save (Saving *saving)
{
  GFile *file = ml_document_get_file (saving->window->document);

  if (file)
    save_to (file, saving);
  else
    choose_target (saving);
}

void
ml_window_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save (saving_new (ML_WINDOW (widget), NULL));
}

void
ml_window_save_as (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose_target (saving_new (ML_WINDOW (widget), NULL));
}

/* Replacing */

static void
answered (AdwMessageDialog *dialog, const char *response, Saving *saving)
{
  if (g_str_equal (response, "save"))
    {
      save (saving);
      return;
    }

  if (g_str_equal (response, "discard"))
    show (saving->window, saving->next);

  saving_free (saving);
}

static void
ask (Saving *saving)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (saving->window), _ ("Save Changes?"), NULL));

  adw_message_dialog_format_body (dialog,
                                  _ ("“%s” has changes that are not saved."),
                                  ml_document_get_name (saving->window->document));
  adw_message_dialog_add_responses (
      dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered), saving);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ml_window_replace (MlWindow *self, GObject *next)
{
  g_return_if_fail (ML_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (next) || ML_IS_LESSON (next));

  if (ml_document_get_unsaved (self->document))
    ask (saving_new (self, next));
  else
    show (self, next);
}

/* Opening */

static void
file_chosen (GtkNativeDialog *dialog, int response, MlWindow *self)
{
  g_autoptr (GFile) file = NULL;

  g_assert (ML_IS_WINDOW (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      ml_window_replace (self, G_OBJECT (file));
    }

  g_object_unref (dialog);
}

void
ml_window_choose_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MlWindow *self = ML_WINDOW (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Open a Program"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Python Programs"), "py");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Lessons"), "md");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Recordings"), "mlrec");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All Files"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
