/* ml-subject.c: what a verb is about: a program or a lesson, with the recording of its run */
#include "ml-subject.h"

#include <string.h>

#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-program.h"
#include "ml-recording-file.h"

struct _MlSubject
{
  char *path;
  char *text;
  gsize length;
  MlRunMode mode;
  MlLesson *lesson;
  MlRecording *recording;
  GString *errors; /* what the program wrote to standard error */
  int status;
  MlStop stop;
  char *stop_message;
  double seconds;
  guint64 max_recording; /* bytes */
  gboolean goes_on;      /* when there are so many */
};

G_DEFINE_QUARK (ml_subject_error_quark, ml_subject_error)

static void
note_errors (int stream, const char *text, gsize length, gpointer user_data)
{
  MlSubject *self = user_data;

  if (stream == 2)
    g_string_append_len (self->errors, text, length);
}

static char *
find_module (const char *name, char **file_name, gpointer user_data)
{
  MlSubject *self = user_data;

  return ml_program_find_module (name, file_name, self->path);
}

/* In a thread with a deep stack. */
static void
record (gpointer data)
{
  MlSubject *self = data;
  const char *arguments[] = { self->path, NULL };
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  const MlInterpreterOptions options = {
    .modules = ml_modules,
    .journal = journal,
    .max_steps = ML_LIMIT_STEPS,
    .max_seconds = ML_LIMIT_SECONDS,
    .max_bytes = ML_LIMIT_HEAP_BYTES,
    .max_output = ML_LIMIT_OUTPUT_BYTES,
    .outlives_recording = self->goes_on,
    .arguments = arguments,
    .write = note_errors,
    .find_module = find_module,
    .user_data = self,
  };
  g_autoptr (MlInterpreter) interpreter = NULL;
  gint64 start;

  ml_journal_set_limit (journal, self->max_recording);
  interpreter = ml_interpreter_new (&options);
  start = g_get_monotonic_time ();
  self->status =
      self->mode == ML_RUN_INTERACTIVE
          ? ml_interpreter_run_interactive (interpreter, self->text, self->length)
          : ml_interpreter_run_script (interpreter, self->path, self->text, self->length);
  self->recording = ml_journal_finish (journal);
  self->seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  self->stop = ml_interpreter_get_stop (interpreter);
  self->stop_message = g_strdup (ml_interpreter_get_stop_message (interpreter));
}

static void
take_lesson (MlSubject *self, MlLesson *lesson)
{
  self->lesson = g_object_ref (lesson);
  g_free (self->text);
  self->text = g_strdup (ml_lesson_get_program (lesson));
  self->length = strlen (self->text);
  self->mode = ml_lesson_get_mode (lesson);
}

static gboolean
read_text (MlSubject *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autoptr (MlLesson) lesson = NULL;

  self->text = ml_program_read (self->path, &self->length, error);
  if (self->text == NULL)
    return FALSE;

  if (!g_str_has_suffix (self->path, ".md"))
    return TRUE;

  lesson = ml_lesson_new_from_text (name, self->text, error);
  if (lesson != NULL)
    take_lesson (self, lesson);

  return lesson != NULL;
}

static gboolean
read_recording (MlSubject *self, GError **error)
{
  g_autofree char *data = ml_program_read_bytes (self->path, &self->length, error);

  if (data == NULL)
    return FALSE;

  self->recording = ml_recording_file_read ((const guint8 *) data, self->length, error);

  if (self->recording == NULL)
    g_prefix_error (error, "%s: ", self->path);

  return self->recording != NULL;
}

/* Returns @self, which it takes, or NULL if the program does not compile. */
static MlSubject *
run (MlSubject *self, GError **error)
{
  g_autoptr (MlSubject) owned = self;

  ml_program_run_deep (record, self);

  /* Not even the moment before the first line was reached. */
  if (self->status != 0 && self->stop == ML_STOP_NONE &&
      ml_recording_get_last_step (self->recording) == 0)
    {
      g_set_error_literal (
          error, ML_SUBJECT_ERROR, ML_SUBJECT_ERROR_SYNTAX, g_strchomp (self->errors->str));
      return NULL;
    }

  return g_steal_pointer (&owned);
}

static MlSubject *
subject_new (const char *path)
{
  MlSubject *self = g_new0 (MlSubject, 1);

  self->path = g_strdup (path);
  self->errors = g_string_new (NULL);
  self->max_recording = ML_LIMIT_RECORDING_BYTES;

  return self;
}

MlSubject *
ml_subject_load (const char *path, GError **error)
{
  return ml_subject_load_within (path, ML_LIMIT_RECORDING_BYTES, FALSE, error);
}

MlSubject *
ml_subject_load_within (const char *path, guint64 bytes, gboolean goes_on, GError **error)
{
  g_autoptr (MlSubject) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = subject_new (path);
  self->max_recording = bytes;
  self->goes_on = goes_on;

  if (g_str_has_suffix (path, ML_RECORDING_FILE_SUFFIX))
    return read_recording (self, error) ? g_steal_pointer (&self) : NULL;

  return read_text (self, error) ? run (g_steal_pointer (&self), error) : NULL;
}

MlSubject *
ml_subject_load_lesson (MlLesson *lesson, GError **error)
{
  MlSubject *self;

  g_return_val_if_fail (ML_IS_LESSON (lesson), NULL);

  self = subject_new (ml_lesson_get_name (lesson));
  take_lesson (self, lesson);

  return run (self, error);
}

void
ml_subject_free (MlSubject *self)
{
  g_free (self->path);
  g_free (self->text);
  g_clear_object (&self->lesson);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_string_free (self->errors, TRUE);
  g_free (self->stop_message);
  g_free (self);
}

MlLesson *
ml_subject_get_lesson (const MlSubject *self)
{
  return self->lesson;
}

MlRecording *
ml_subject_get_recording (const MlSubject *self)
{
  return self->recording;
}

double
ml_subject_get_seconds (const MlSubject *self)
{
  return self->seconds;
}

const char *
ml_subject_get_stop (const MlSubject *self)
{
  return self->stop_message;
}

static guint
get_first (const MlSubject *self)
{
  return self->lesson != NULL ? 1 : 0;
}

guint
ml_subject_get_last (const MlSubject *self)
{
  return self->lesson != NULL ? ml_lesson_get_n_steps (self->lesson)
                              : ml_recording_get_last_step (self->recording);
}

static gboolean
find_lesson_step (const MlSubject *self, guint number, MlStep *step, GError **error)
{
  const MlLessonStep *lesson_step = ml_lesson_get_step (self->lesson, number - 1);

  if (ml_anchor_find (&lesson_step->anchor, self->recording, step))
    return TRUE;

  g_set_error (error,
               ML_SUBJECT_ERROR,
               ML_SUBJECT_ERROR_STEP,
               "%s:%u: the program never gets there",
               self->path,
               lesson_step->line);
  return FALSE;
}

gboolean
ml_subject_find_step (const MlSubject *self, guint number, MlStep *step, GError **error)
{
  guint first = get_first (self);
  guint last = ml_subject_get_last (self);

  if (number < first || number > last)
    {
      g_set_error (error,
                   ML_SUBJECT_ERROR,
                   ML_SUBJECT_ERROR_STEP,
                   "%s: there is no step %u, only %u to %u",
                   self->path,
                   number,
                   first,
                   last);
      return FALSE;
    }

  if (self->lesson != NULL)
    return find_lesson_step (self, number, step, error);

  *step = number;

  return TRUE;
}

static gboolean
parse_number (const char *text, guint *number, GError **error)
{
  guint64 value;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL))
    {
      *number = value;
      return TRUE;
    }

  g_set_error (error, ML_SUBJECT_ERROR, ML_SUBJECT_ERROR_STEP, "--step: “%s” is no step", text);
  return FALSE;
}

GArray *
ml_subject_parse_steps (const MlSubject *self, const char *text, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) parts = NULL;
  guint last = ml_subject_get_last (self);
  MlStep step;

  if (text == NULL || g_str_equal (text, "last"))
    {
      g_array_append_val (numbers, last);
      return g_steal_pointer (&numbers);
    }

  if (g_str_equal (text, "all"))
    {
      for (guint number = get_first (self); number <= last; number++)
        g_array_append_val (numbers, number);
      return g_steal_pointer (&numbers);
    }

  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; i == 0 || parts[i] != NULL; i++)
    {
      guint number;

      if (!parse_number (parts[i] != NULL ? parts[i] : "", &number, error) ||
          !ml_subject_find_step (self, number, &step, error))
        return NULL;
      g_array_append_val (numbers, number);
    }

  return g_steal_pointer (&numbers);
}
