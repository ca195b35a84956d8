/* ml-command-run.c: `memory-lane run` */
#include "ml-commands.h"

#include <stdio.h>
#include <string.h>

#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-program.h"

typedef struct
{
  MlInterpreterOptions options;
  const char *path;
  char *text;
  gsize length;
  gboolean interactive;
  gboolean record;
  int status;
  char *stop_message;
} Run;

static void
write_out (int stream, const char *text, gsize length, gpointer user_data)
{
  FILE *file = stream == 1 ? stdout : stderr;

  /* Both go to one terminal in the order in which they were written. */
  if (stream == 2)
    fflush (stdout);

  fwrite (text, 1, length, file);
}

static char *
read_line (const char *prompt, gpointer user_data)
{
  g_autoptr (GString) line = g_string_new (NULL);
  int c;

  fflush (stdout);

  while ((c = getchar ()) != EOF && c != '\n')
    g_string_append_c (line, c);

  if (c == EOF && line->len == 0)
    return NULL;

  return g_strdup (line->str);
}

static void
run (gpointer data)
{
  Run *self = data;
  g_autoptr (MlJournal) journal = self->record ? ml_journal_new (NULL, NULL) : NULL;
  g_autoptr (MlInterpreter) interpreter = NULL;

  self->options.journal = journal;
  interpreter = ml_interpreter_new (&self->options);
  self->status =
      self->interactive
          ? ml_interpreter_run_interactive (interpreter, self->text, self->length)
          : ml_interpreter_run_script (interpreter, self->path, self->text, self->length);
  ml_interpreter_finish (interpreter);
  self->stop_message = g_strdup (ml_interpreter_get_stop_message (interpreter));
}

static int
finish (Run *self)
{
  fflush (stdout);

  if (self->stop_message != NULL)
    g_printerr ("memory-lane: %s\n", self->stop_message);

  g_free (self->text);
  g_free (self->stop_message);

  return self->status;
}

int
ml_command_run (int argc, char **argv)
{
  gboolean interactive = FALSE;
  gboolean no_record = FALSE;
  int max_steps = -1;
  int collect_every = 0;
  double max_seconds = 0;
  g_autofree char *python = NULL;
  const GOptionEntry entries[] = {
    { "interactive",
      0,
      0,
      G_OPTION_ARG_NONE,
      &interactive,
      "Run as typed at the prompt, values echoed",
      NULL },
    { "no-record", 0, 0, G_OPTION_ARG_NONE, &no_record, "Record nothing", NULL },
    { "max-steps",
      0,
      0,
      G_OPTION_ARG_INT,
      &max_steps,
      "Stop after so many steps; 0: never. A million by default, if something is recorded",
      "N" },
    { "max-seconds",
      0,
      0,
      G_OPTION_ARG_DOUBLE,
      &max_seconds,
      "Stop after so many seconds; 0: never",
      "S" },
    { "collect-every",
      0,
      G_OPTION_FLAG_HIDDEN,
      G_OPTION_ARG_INT,
      &collect_every,
      "Run the cycle collector after every so many allocations",
      "N" },
    { "python",
      0,
      0,
      G_OPTION_ARG_STRING,
      &python,
      "Memory rules of this version: 3.13 or 3.15",
      "VERSION" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Run self = { 0 };

  if (!ml_command_parse (&argc, &argv, entries, TRUE, "FILE.py [ARG...]", "Run a program", &error))
    return ml_command_fail (error);

  if (max_steps < -1 || max_seconds < 0 || collect_every < 0)
    return ml_command_fail_with ("run: a limit is a number from 0");
  if (argc < 2)
    return ml_command_fail_with ("run: which program? Give a file, or - for standard input");

  self.options.rules = ml_rules_find (python != NULL ? python : ML_RULES_DEFAULT_VERSION);

  if (self.options.rules == NULL)
    return ml_command_fail_with ("run: --python takes 3.13 or 3.15");

  self.path = argv[1];
  self.text = ml_program_read (self.path, &self.length, &error);

  if (self.text == NULL)
    return ml_command_fail (error);

  self.interactive = interactive;
  self.record = !no_record;
  self.options.modules = ml_modules;
  self.options.max_steps = max_steps >= 0 ? (guint) max_steps : no_record ? 0 : ML_LIMIT_STEPS;
  self.options.max_seconds = max_seconds;
  self.options.collect_every = (guint) collect_every;
  self.options.max_bytes = ML_LIMIT_HEAP_BYTES;
  self.options.arguments = (const char *const *) argv + 1;
  self.options.write = write_out;
  self.options.read = read_line;
  self.options.find_module = ml_program_find_module;
  self.options.user_data = (gpointer) self.path;
  ml_program_run_deep (run, &self);

  return finish (&self);
}
