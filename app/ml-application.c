/* ml-application.c: the desktop program */
#define G_LOG_DOMAIN "ml-application"

#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "ml-application.h"
#include "ml-draft-keeper.h"
#include "ml-lesson-catalog.h"
#include "ml-window.h"

struct _MlApplication
{
  AdwApplication parent_instance;

  MlRunnerFactory create_runner;
  GSettings *settings; /* NULL where the schema is not installed */
  GFile *drafts;       /* the folder of what was not saved; NULL if nothing is to be kept */
  gboolean exit_after_startup;
};

G_DEFINE_FINAL_TYPE (MlApplication, ml_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the program's version"), NULL },
  { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { NULL }
};

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *developers[] = { "The Memory Lane developers", NULL };
  g_autofree char *libraries =
      g_strdup_printf ("GTK %u.%u.%u\nlibadwaita %u.%u.%u\nGtkSourceView %u.%u.%u\nGLib %u.%u.%u",
                       gtk_get_major_version (),
                       gtk_get_minor_version (),
                       gtk_get_micro_version (),
                       adw_get_major_version (),
                       adw_get_minor_version (),
                       adw_get_micro_version (),
                       gtk_source_get_major_version (),
                       gtk_source_get_minor_version (),
                       gtk_source_get_micro_version (),
                       glib_major_version,
                       glib_minor_version,
                       glib_micro_version);

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-name",
                         PACKAGE_NAME,
                         "application-icon",
                         APP_ID,
                         "version",
                         PACKAGE_VERSION,
                         "comments",
                         _ ("See how Python uses memory."),
                         "developer-name",
                         developers[0],
                         "developers",
                         developers,
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         "debug-info",
                         libraries,
                         NULL);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  /* One after the other, so that each keeps its state; the program ends with the last. */
  for (GList *next = NULL; windows; windows = next)
    {
      next = windows->next;
      gtk_window_close (windows->data);
    }
}

static void
first_frame_painted (GdkFrameClock *clock, GApplication *application)
{
  g_application_quit (application);
}

static void
window_mapped (GtkWidget *window, GApplication *application)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window),
                           "after-paint",
                           G_CALLBACK (first_frame_painted),
                           application,
                           0);
}

static MlWindow *
create_window (MlApplication *self)
{
  g_autoptr (MlRunner) runner = self->create_runner ? self->create_runner () : NULL;
  GtkWidget *window = ml_window_new (GTK_APPLICATION (self), runner);

  if (self->settings)
    ml_window_keep_state (ML_WINDOW (window), self->settings);

  if (self->drafts)
    ml_window_keep_drafts (ML_WINDOW (window), self->drafts);

  if (self->exit_after_startup)
    g_signal_connect_object (window, "map", G_CALLBACK (window_mapped), self, 0);

  return ML_WINDOW (window);
}

static void
open_first_lesson (MlWindow *window)
{
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();
  g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, 0);

  if (lesson)
    ml_window_show_lesson (window, lesson);
}

/* A window for each program that was never saved. FALSE if there is none. */
static gboolean
restore_drafts (MlApplication *self)
{
  g_autoptr (GPtrArray) drafts =
      self->drafts ? ml_draft_keeper_list (self->drafts) : g_ptr_array_new ();

  for (guint i = 0; i < drafts->len; i++)
    {
      MlWindow *window = create_window (self);

      ml_window_restore (window, drafts->pdata[i]);
      gtk_window_present (GTK_WINDOW (window));
    }

  return drafts->len > 0;
}

static void
start_program (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlWindow *window = create_window (ML_APPLICATION (user_data));

  ml_window_start_program (window);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = show_about },
  { .name = "new-program", .activate = start_program },
  { .name = "quit", .activate = quit },
};

static void
ml_application_activate (GApplication *application)
{
  MlApplication *self = ML_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window && restore_drafts (self))
    return;

  if (!window)
    {
      window = GTK_WINDOW (create_window (self));
      open_first_lesson (ML_WINDOW (window));
    }

  gtk_window_present (window);
}

static void
ml_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      MlWindow *window = create_window (ML_APPLICATION (application));

      ml_window_open (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  if (schema)
    return g_settings_new_full (schema, NULL, NULL);

  g_info ("The settings schema is not installed: the window's state will not be kept");
  return NULL;
}

static void
ml_application_startup (GApplication *application)
{
  MlApplication *self = ML_APPLICATION (application);
  const char *new_program_keys[] = { "<Control>n", NULL };
  const char *quit_keys[] = { "<Control>q", NULL };

  G_APPLICATION_CLASS (ml_application_parent_class)->startup (application);

  gtk_source_init ();
  self->settings = find_settings ();

  if (!self->exit_after_startup)
    self->drafts = ml_draft_keeper_find_folder ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (
      GTK_APPLICATION (self), "app.new-program", new_program_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
}

static void
ml_application_shutdown (GApplication *application)
{
  MlApplication *self = ML_APPLICATION (application);

  g_clear_object (&self->settings);
  g_clear_object (&self->drafts);

  G_APPLICATION_CLASS (ml_application_parent_class)->shutdown (application);
}

static int
ml_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  MlApplication *self = ML_APPLICATION (application);

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (given, "exit-after-startup"))
    {
      self->exit_after_startup = TRUE;
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  return -1;
}

static void
ml_application_class_init (MlApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = ml_application_activate;
  application_class->open = ml_application_open;
  application_class->startup = ml_application_startup;
  application_class->shutdown = ml_application_shutdown;
  application_class->handle_local_options = ml_application_handle_local_options;
}

static void
ml_application_init (MlApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MlApplication *
ml_application_new (MlRunnerFactory create_runner)
{
  MlApplication *self = g_object_new (ML_TYPE_APPLICATION,
                                      "application-id",
                                      APP_ID,
                                      "flags",
                                      G_APPLICATION_HANDLES_OPEN,
                                      "resource-base-path",
                                      "/io/github/memorylane/MemoryLane",
                                      NULL);

  self->create_runner = create_runner;

  return self;
}
