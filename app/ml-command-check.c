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

/* Expression steps are recounted of so many steps at a time, and of as many times at most, spread
 * over the program. */
#define CLOSEUP_STEPS 24
#define MOST_CLOSEUPS 4

/* Changes between two checkpoints: a few lines, so that the short programs of tests have many. */
#define CHECKPOINT_SPACING 200

typedef struct
{
  /* Given. */
  const char *path;
  char *text;
  gsize length;
  gboolean interactive;
  guint collect_every;
  guint max_steps;
  gboolean expressions;
  MlStep first; /* where the closeup begins */

  /* Found. */
  MlCounts *counts;
  guint n_steps;
  MlRecording *recording;
  char *report;
  MlCloseup *closeup;
  guint n_expressions;
} Check;

static void
check_clear (Check *self)
{
  g_free (self->text);
  g_clear_pointer (&self->counts, ml_counts_free);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_free (self->report);
  g_clear_pointer (&self->closeup, ml_closeup_unref);
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

static void
note_evaluation (MlInterpreter *interpreter, guint step, guint number, gpointer user_data)
{
  Check *self = user_data;

  ml_counts_note (self->counts, ml_interpreter_get_heap (interpreter), self->n_expressions++);
}

static MlInterpreter *
interpret (Check *self, MlJournal *journal)
{
  const char *arguments[] = { self->path, NULL };
  MlInterpreterOptions options = {
    .modules = ml_modules,
    .journal = journal,
    .max_steps = self->max_steps,
    .max_bytes = ML_LIMIT_HEAP_BYTES,
    .check = TRUE,
    .collect_every = self->collect_every,
    .arguments = arguments,
    .write = write_nothing,
    .find_module = find_module,
    .user_data = self,
  };
  MlInterpreter *interpreter;

  if (ml_journal_is_closeup (journal))
    options.evaluated = note_evaluation;
  else
    options.stepped = note_counts;

  interpreter = ml_interpreter_new (&options);

  if (self->interactive)
    ml_interpreter_run_interactive (interpreter, self->text, self->length);
  else
    ml_interpreter_run_script (interpreter, self->path, self->text, self->length);

  g_free (self->report);
  self->report = g_strdup (ml_interpreter_get_report (interpreter));

  return interpreter;
}

/* In a thread with a deep stack. */
static void
run (gpointer data)
{
  Check *self = data;
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  g_autoptr (MlInterpreter) interpreter = NULL;

  ml_journal_set_spacing (journal, CHECKPOINT_SPACING);
  interpreter = interpret (self, journal);

  /* A program that never began has one step all the same. */
  if (self->n_steps == 0)
    note_counts (interpreter, 0, self);

  self->recording = ml_journal_finish (journal);
}

static void
look_closer (gpointer data)
{
  Check *self = data;
  MlStep last = ml_recording_get_last_step (self->recording);
  g_autoptr (MlJournal) journal = ml_journal_new_closeup (
      self->recording, self->first, MIN (self->first + CLOSEUP_STEPS, last));

  ml_interpreter_free (interpret (self, journal));
  self->closeup = ml_journal_finish_closeup (journal);
}

static void
look_closer_once (Check *self, guint detailed)
{
  g_clear_pointer (&self->counts, ml_counts_free);
  g_clear_pointer (&self->closeup, ml_closeup_unref);
  self->counts = ml_counts_new (detailed);
  self->n_expressions = 0;
  ml_program_run_deep (look_closer, self);
}

static void
check_closeup (Check *self, GString *report)
{
  guint index;

  look_closer_once (self, G_MAXUINT32);
  g_string_append (report, self->report);

  if (self->closeup == NULL)
    {
      g_string_append_printf (
          report, "step %u: run again, the program does something else\n", self->first);
      return;
    }

  ml_replay_check_closeup (self->closeup, report);

  if (ml_counts_agree_closely (self->counts, self->closeup, &index))
    return;

  look_closer_once (self, index);
  ml_counts_report_closely (self->counts, self->closeup, report);
}

/* All of a short program. */
static void
check_expressions (Check *self, GString *report)
{
  MlStep last = ml_recording_get_last_step (self->recording);
  MlStep stride = MAX (CLOSEUP_STEPS, last / MOST_CLOSEUPS);

  for (self->first = 0; self->first < last; self->first += stride)
    check_closeup (self, report);
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

  if (self->expressions)
    check_expressions (self, report);

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
    { "expressions",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self.expressions,
      "Recount after every part of a line, too",
      NULL },
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
