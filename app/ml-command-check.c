/* ml-command-check.c: `memory-lane check`: everything that can be recounted is
 *
 * Three truths must agree after every step: the counters of the heap, a traversal of all that holds
 * references, and the edges that the journal was told of.
 */
#include "ml-commands.h"

#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-program.h"
#include "ml-recording-file.h"
#include "ml-replay.h"
#include "ml-subject.h"

#define MOST_LINES 20

typedef struct
{
  /* Given. */
  const char *path;
  char *text;
  gsize length;
  gboolean interactive;
  guint collect_every;
  guint max_steps;

  /* Found. */
  MlCounts *counts;
  guint n_steps;
  MlRecording *recording;
  char *report;
} Check;

static void
check_clear (Check *self)
{
  g_free (self->text);
  g_clear_pointer (&self->counts, ml_counts_free);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_free (self->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static void
note_counts (MlInterpreter *interpreter, guint step, gpointer user_data)
{
  Check *self = user_data;

  ml_counts_note (self->counts, ml_interpreter_get_heap (interpreter), step);
  self->n_steps++;
}

static char *
find_module (const char *name, char **file_name, gpointer user_data)
{
  Check *self = user_data;

  return ml_program_find_module (name, file_name, (gpointer) self->path);
}

static void
write_nothing (int stream, const char *text, gsize length, gpointer user_data)
{
}

/* In a thread with a deep stack. */
static void
run (gpointer data)
{
  Check *self = data;
  const char *arguments[] = { self->path, NULL };
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  const MlInterpreterOptions options = {
    .modules = ml_modules,
    .journal = journal,
    .max_steps = self->max_steps,
    .max_bytes = ML_LIMIT_HEAP_BYTES,
    .check = TRUE,
    .collect_every = self->collect_every,
    .arguments = arguments,
    .write = write_nothing,
    .find_module = find_module,
    .stepped = note_counts,
    .user_data = self,
  };
  g_autoptr (MlInterpreter) interpreter = ml_interpreter_new (&options);

  if (self->interactive)
    ml_interpreter_run_interactive (interpreter, self->text, self->length);
  else
    ml_interpreter_run_script (interpreter, self->path, self->text, self->length);

  /* A program that never began has one step all the same. */
  if (self->n_steps == 0)
    note_counts (interpreter, 0, self);

  self->recording = ml_journal_finish (journal);
  self->report = g_strdup (ml_interpreter_get_report (interpreter));
}

static void
run_once (Check *self, MlStep detailed)
{
  g_clear_pointer (&self->counts, ml_counts_free);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_clear_pointer (&self->report, g_free);
  self->counts = ml_counts_new (detailed);
  self->n_steps = 0;
  ml_program_run_deep (run, self);
}

/* The counts themselves are kept of one step only; the program does the same once more. */
static void
compare_counts (Check *self, GString *report)
{
  MlStep step;

  if (ml_counts_agree (self->counts, self->recording, &step))
    return;

  run_once (self, step);
  ml_counts_report (self->counts, self->recording, report);
}

static void
print_report (const char *report)
{
  g_auto (GStrv) lines = g_strsplit (report, "\n", MOST_LINES + 1);

  for (guint i = 0; lines[i] != NULL && i < MOST_LINES; i++)
    if (*lines[i] != '\0')
      g_printerr ("%s\n", lines[i]);

  if (g_strv_length (lines) > MOST_LINES)
    g_printerr ("...\n");
}

static int
check (Check *self)
{
  g_autoptr (GString) report = g_string_new (NULL);

  run_once (self, G_MAXUINT32);
  g_string_append (report, self->report);
  ml_replay_check (self->recording, report);
  compare_counts (self, report);
  print_report (report->str);

  return report->len > 0 ? 1 : 0;
}

/* Of a recording there are no counters to compare with, only what it says itself. */
static int
check_recording (const char *path)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlSubject) subject = ml_subject_load (path, &error);

  if (subject == NULL)
    return ml_command_fail (error);

  ml_replay_check (ml_subject_get_recording (subject), report);
  print_report (report->str);

  return report->len > 0 ? 1 : 0;
}

int
ml_command_check (int argc, char **argv)
{
  g_auto (Check) self = { 0 };
  int collect_every = 0;
  int max_steps = ML_LIMIT_STEPS;
  const GOptionEntry entries[] = {
    { "interactive",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self.interactive,
      "Run as typed at the prompt",
      NULL },
    { "collect-every",
      0,
      0,
      G_OPTION_ARG_INT,
      &collect_every,
      "Run the cycle collector after every so many allocations",
      "N" },
    { "max-steps", 0, 0, G_OPTION_ARG_INT, &max_steps, "Stop after so many steps", "N" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!ml_command_parse (&argc,
                         &argv,
                         entries,
                         FALSE,
                         "FILE.py",
                         "Recount all references after every step",
                         &error))
    return ml_command_fail (error);
  if (argc != 2)
    return ml_command_fail_with ("check: which program? Give one file");
  if (collect_every < 0 || max_steps < 0)
    return ml_command_fail_with ("check: a number is at least 0");

  if (g_str_has_suffix (argv[1], ML_RECORDING_FILE_SUFFIX))
    return check_recording (argv[1]);

  self.path = argv[1];
  self.text = ml_program_read (self.path, &self.length, &error);
  if (self.text == NULL)
    return ml_command_fail (error);
  self.collect_every = collect_every;
  self.max_steps = max_steps;

  return check (&self);
}
