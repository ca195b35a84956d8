/* ml-command-line.c: the verbs of the command line */
#include "ml-command-line.h"

#include <gio/gio.h>

#include "ml-commands.h"
#include "ml-recording-file.h"

static const struct
{
  const char *name;
  int (*run) (int argc, char **argv);
} verbs[] = {
  { "check", ml_command_check },   { "describe", ml_command_describe },
  { "export", ml_command_export }, { "lessons", ml_command_lessons },
  { "record", ml_command_record }, { "run", ml_command_run },
};

gboolean
ml_command_parse (int *argc,
                  char ***argv,
                  const GOptionEntry *entries,
                  gboolean passes_on,
                  const char *arguments,
                  const char *summary,
                  GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);

  g_option_context_set_strict_posix (context, passes_on);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse (context, argc, argv, error);
}

int
ml_command_fail (const GError *error)
{
  return ml_command_fail_with (error->message);
}

int
ml_command_fail_with (const char *message)
{
  g_printerr ("memory-lane: %s\n", message);

  return 2;
}

/* Options of the window's, and names of what it opens. */
static gboolean
is_for_window (const char *argument)
{
  return argument[0] == '-' || g_str_has_suffix (argument, ".py") ||
         g_str_has_suffix (argument, ".md") ||
         g_str_has_suffix (argument, ML_RECORDING_FILE_SUFFIX);
}

/* The first file that is not there. It is told before a window opens for it. */
static const char *
find_missing_file (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);

      if (argv[i][0] != '-' && !g_file_query_exists (file, NULL))
        return argv[i];
    }

  return NULL;
}

static int
fail_missing (const char *name)
{
  g_autofree char *message = g_strconcat (name, ": no such file", NULL);

  return ml_command_fail_with (message);
}

static int
fail_unknown (const char *argument)
{
  g_autoptr (GString) message = g_string_new (NULL);

  g_string_printf (message, "“%s” is neither FILE.py, LESSON.md nor FILE.mlrec, nor one of", argument);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (message, "%s %s", i > 0 ? "," : "", verbs[i].name);

  return ml_command_fail_with (message->str);
}

gboolean
ml_command_line_run (int argc, char **argv, int *status)
{
  const char *missing;

  if (argc < 2)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      {
        *status = verbs[i].run (argc - 1, argv + 1);
        return TRUE;
      }

  if (!is_for_window (argv[1]))
    *status = fail_unknown (argv[1]);
  else if ((missing = find_missing_file (argc, argv)) != NULL)
    *status = fail_missing (missing);
  else
    return FALSE;

  return TRUE;
}
