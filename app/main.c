/* main.c: where the program begins */
#define G_LOG_DOMAIN "memory-lane"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ml-application.h"
#include "ml-command-line.h"
#include "ml-worker.h"

int
main (int argc, char **argv)
{
  g_autoptr (MlApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (ml_command_line_run (argc, argv, &status))
    return status;

  g_set_application_name (PACKAGE_NAME);

  application = ml_application_new (ml_worker_new);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
