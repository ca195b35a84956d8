/* test-steps.c: the steps of a program are the events that sys.settrace reports in CPython
 *
 * test-steps FOLDER...: for each NAME.steps the steps of NAME.py are listed as `list-steps` does
 * it, as many as stand there, and compared. The result is TAP.
 */
#include <string.h>

#include "ml-memory.h"
#include "ml-subject.h"

static int n_tests;
static int n_failed;

static void
append_name (GString *text, MlMemory *memory, const MlStepInfo *info)
{
  const MlThing *frame = ml_memory_get (memory, info->frame);
  MlRecording *recording = ml_memory_get_recording (memory);

  g_string_append (text, ml_recording_get_shape (recording, frame->shape)->name);
}

/* The class of the exception that is raised. */
static void
append_type (GString *text, MlMemory *memory, const MlStepInfo *info)
{
  const MlThing *exception = ml_memory_get (memory, info->value);
  const MlThing *type = ml_memory_get (memory, exception->type);

  g_string_append_len (text, type->value.text, type->value.length);
}

static void
append_step (GString *text, MlMemory *memory, const MlStepInfo *info)
{
  switch (info->event)
    {
    case ML_EVENT_LINE:
      g_string_append_printf (text, "line %u", info->span.line);
      break;
    case ML_EVENT_CALL:
    case ML_EVENT_RESUME:
      g_string_append (text, "call ");
      append_name (text, memory, info);
      g_string_append_printf (text, " %u", info->span.line);
      break;
    case ML_EVENT_RETURN:
    case ML_EVENT_YIELD:
      g_string_append_printf (text, "return %u", info->span.line);
      break;
    case ML_EVENT_EXCEPTION:
      g_string_append_printf (text, "exception %u ", info->span.line);
      append_type (text, memory, info);
      break;
    case ML_EVENT_START:
    case ML_EVENT_END:
    case ML_EVENT_CLOSED:
    case ML_N_EVENTS:
      return;
    }

  g_string_append_c (text, '\n');
}

/* Code that is made by exec() and the like has a source of its own. */
#define PROGRAM_SOURCE 1

/* As many as `list-steps` lists. */
#define MAX_EVENTS 2000

static char *
list_steps (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (MlStep step = 1; step <= ml_recording_get_last_step (recording) && n < MAX_EVENTS; step++)
    {
      MlStepInfo info = ml_recording_get_step (recording, step);

      if (info.span.source != PROGRAM_SOURCE || info.event == ML_EVENT_END)
        continue;

      ml_memory_seek (memory, step);
      append_step (text, memory, &info);
      n++;
    }

  return g_string_free (text, FALSE);
}

/* The first line in which they differ, and where that is. */
static char *
find_difference (const char *expected, const char *actual)
{
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) found = g_strsplit (actual, "\n", -1);
  guint i = 0;

  while (wanted[i] != NULL && found[i] != NULL && g_str_equal (wanted[i], found[i]))
    i++;

  return g_strdup_printf ("event %u, behind “%s”: “%s”, not “%s”",
                          i + 1,
                          i > 0 ? wanted[i - 1] : "",
                          found[i] != NULL ? found[i] : "",
                          wanted[i] != NULL ? wanted[i] : "");
}

static void
report (const char *name, const char *problem)
{
  n_tests++;
  n_failed += problem != NULL;
  g_print ("%sok %d - %s\n", problem != NULL ? "not " : "", n_tests, name);

  if (problem != NULL)
    g_print ("# %s\n", problem);
}

/* What does not compile takes no steps. */
static char *
run_program (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MlSubject) subject = ml_subject_load (path, &local);

  if (subject != NULL)
    return list_steps (ml_subject_get_recording (subject));

  if (g_error_matches (local, ML_SUBJECT_ERROR, ML_SUBJECT_ERROR_SYNTAX))
    return g_strdup ("");

  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

static void
check_program (const char *folder, const char *name)
{
  g_autofree char *stored = g_build_filename (folder, name, NULL);
  g_autofree char *stem = g_strndup (stored, strlen (stored) - strlen (".steps"));
  g_autofree char *path = g_strconcat (stem, ".py", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;
  g_autofree char *difference = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (stored, &expected, NULL, &error) ||
      (actual = run_program (path, &error)) == NULL)
    {
      report (name, error->message);
      return;
    }

  difference = g_str_equal (actual, expected) ? NULL : find_difference (expected, actual);
  report (name, difference);
}

static void
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".steps"))
      check_program (folder, name);
}

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    check_folder (argv[i]);

  g_print ("1..%d\n", n_tests);

  return n_tests > 0 && n_failed == 0 ? 0 : 1;
}
