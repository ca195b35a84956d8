/* ml-command-record.c: `memory-lane record`: a recording as a file, and what it costs */
#include "ml-commands.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "ml-limits.h"
#include "ml-memory.h"
#include "ml-program.h"
#include "ml-pytutor.h"
#include "ml-recording-file.h"
#include "ml-recording-json.h"
#include "ml-subject.h"

#define N_SEEKS 1000

/* Any will do, so long as it is always the same. */
#define SEED 3

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *first = a;
  const gint64 *second = b;

  return (*first > *second) - (*first < *second);
}

/* Sets the median and the longest of some random seeks, in milliseconds. */
static void
measure_seeks (MlRecording *recording, double *median, double *longest)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint n_steps = ml_recording_get_last_step (recording) + 1;
  gint64 times[N_SEEKS];

  for (guint i = 0; i < N_SEEKS; i++)
    {
      MlStep step = (MlStep) (g_rand_double (random) * n_steps);
      gint64 start = g_get_monotonic_time ();

      ml_memory_seek (memory, step);
      times[i] = g_get_monotonic_time () - start;
    }

  qsort (times, N_SEEKS, sizeof times[0], compare_times);
  *median = times[N_SEEKS / 2] / 1000.0;
  *longest = times[N_SEEKS - 1] / 1000.0;
}

static guint
count_lines (MlRecording *recording)
{
  guint n = 0;

  for (MlStep step = 0; step <= ml_recording_get_last_step (recording); step++)
    n += ml_recording_get_step (recording, step).event == ML_EVENT_LINE;

  return n;
}

/* The most that this process has had in memory. */
static gint64
get_peak_bytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) ||
      (line = g_strstr_len (status, -1, "VmHWM:")) == NULL)
    return 0;

  return g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static void
add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
print_stats (const MlSubject *subject)
{
  MlRecording *recording = ml_subject_get_recording (subject);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  guint64 bytes = ml_recording_get_bytes (recording);
  double median, longest;

  measure_seeks (recording, &median, &longest);
  json_builder_begin_object (builder);
  add_int (builder, "steps", ml_recording_get_last_step (recording));
  add_double (builder, "seconds", ml_subject_get_seconds (subject));
  add_int (builder, "journal_bytes", bytes);
  add_double (builder, "bytes_per_step", (double) bytes / MAX (count_lines (recording), 1));
  add_double (builder, "seek_ms_median", median);
  add_double (builder, "seek_ms_max", longest);
  add_int (builder, "peak_bytes", get_peak_bytes ());
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
}

static gboolean
write_mlrec (const MlSubject *subject, const char *path, GError **error)
{
  return ml_recording_file_save (ml_subject_get_recording (subject), path, error);
}

static gboolean
write_line (const char *line, gsize length, gpointer user_data, GError **error)
{
  return g_output_stream_write_all (user_data, line, length, NULL, NULL, error);
}

/* Lets @write fill a new file at @path, which is there only when it is whole. */
static gboolean
write_stream (gconstpointer data,
              const char *path,
              gboolean (*write) (gconstpointer data, GOutputStream *stream, GError **error),
              GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GOutputStream) buffered = NULL;
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);

  if (stream == NULL)
    return FALSE;

  buffered = g_buffered_output_stream_new (G_OUTPUT_STREAM (stream));

  if (write (data, buffered, error))
    return g_output_stream_close (buffered, NULL, error);

  /* What is closed so does not take the file's name. */
  g_cancellable_cancel (cancelled);
  g_output_stream_close (buffered, cancelled, NULL);

  return FALSE;
}

static gboolean
write_lines (gconstpointer recording, GOutputStream *stream, GError **error)
{
  return ml_recording_json_write (recording, write_line, stream, error);
}

static gboolean
write_json (const MlSubject *subject, const char *path, GError **error)
{
  return write_stream (ml_subject_get_recording (subject), path, write_lines, error);
}

static gboolean
write_text (gconstpointer text, GOutputStream *stream, GError **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

static gboolean
write_pytutor (const MlSubject *subject, const char *path, GError **error)
{
  g_autofree char *trace = ml_pytutor_write (ml_subject_get_recording (subject));

  return write_stream (trace, path, write_text, error);
}

/* That a program does not compile is a trace too: the page shows the message. */
static gboolean
write_refusal (const char *program, const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = ml_program_read (program, &length, error);
  g_autofree char *trace = text != NULL ? ml_pytutor_write_refusal (text, length) : NULL;

  return trace != NULL && write_stream (trace, path, write_text, error);
}

typedef struct
{
  const char *name;
  gboolean (*write) (const MlSubject *subject, const char *path, GError **error);
} Format;

static const Format formats[] = {
  { "mlrec", write_mlrec },
  { "json", write_json },
  { "pytutor", write_pytutor },
};

/* The one of that name; NULL if there is none. */
static const Format *
find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];

  return NULL;
}

int
ml_command_record (int argc, char **argv)
{
  gboolean stats = FALSE;
  gboolean goes_on = FALSE;
  gint64 max_bytes = ML_LIMIT_RECORDING_BYTES;
  g_autofree char *format_name = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "format",
      0,
      0,
      G_OPTION_ARG_STRING,
      &format_name,
      "mlrec (the default), json or pytutor",
      "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the recording", "OUT" },
    { "stats", 0, 0, G_OPTION_ARG_NONE, &stats, "Print what the recording costs, as JSON", NULL },
    { "max-bytes",
      0,
      0,
      G_OPTION_ARG_INT64,
      &max_bytes,
      "End the recording at so many bytes; 0: never. 512 MB by default",
      "N" },
    { "go-on",
      0,
      0,
      G_OPTION_ARG_NONE,
      &goes_on,
      "Then let the program run on without being recorded, instead of stopping it",
      NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlSubject) subject = NULL;
  const Format *format;

  if (!ml_command_parse (
          &argc, &argv, entries, FALSE, "FILE.py|LESSON.md", "Record a program", &error))
    return ml_command_fail (error);
  if (argc != 2)
    return ml_command_fail_with ("record: which program? Give one file");
  if (output == NULL && !stats)
    return ml_command_fail_with ("record: where to? Give -o OUT, or --stats");

  if (max_bytes < 0)
    return ml_command_fail_with ("record: a number of bytes is at least 0");

  format = find_format (format_name != NULL ? format_name : "mlrec");
  if (format == NULL)
    return ml_command_fail_with ("record: --format takes mlrec, json or pytutor");

  subject = ml_subject_load_within (argv[1], max_bytes, goes_on, &error);
  if (g_error_matches (error, ML_SUBJECT_ERROR, ML_SUBJECT_ERROR_SYNTAX) && output != NULL &&
      format->write == write_pytutor)
    {
      g_clear_error (&error);
      return write_refusal (argv[1], output, &error) ? 0 : ml_command_fail (error);
    }

  if (subject == NULL || (output != NULL && !format->write (subject, output, &error)))
    return ml_command_fail (error);

  if (ml_subject_get_stop (subject) != NULL)
    g_printerr ("memory-lane: %s\n", ml_subject_get_stop (subject));
  if (stats)
    print_stats (subject);

  return 0;
}
