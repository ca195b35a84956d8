/* ml-command-describe.c: `memory-lane describe`: the memory at one step in words */
#include "ml-commands.h"

#include "ml-description.h"
#include "ml-lesson-place.h"
#include "ml-subject.h"

/* Takes @root. */
static void
print_node (JsonNode *root)
{
  g_autoptr (JsonNode) node = root;
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
}

static void
print_json (MlMemory *memory, const MlDescriptionStep *step)
{
  print_node (ml_description_to_json (memory, step));
}

static void
print_text (MlMemory *memory, const MlDescriptionStep *step)
{
  g_autofree char *text = ml_description_to_text (memory, step);

  g_print ("%s", text);
}

static MlSerial
find_place (MlMemory *memory, const char *text, GError **error)
{
  g_autoptr (MlLessonPlace) place = ml_lesson_place_parse (text, NULL, error);

  return place != NULL ? ml_lesson_place_find (place, memory, error) : 0;
}

static int
print_why (MlMemory *memory, const char *a, const char *b, gboolean json)
{
  g_autoptr (GError) error = NULL;
  MlSerial first = find_place (memory, a, &error);
  MlSerial second = first != 0 ? find_place (memory, b, &error) : 0;

  if (second == 0)
    return ml_command_fail (error);

  if (json)
    {
      print_node (ml_description_why_to_json (memory, a, first, b, second));
    }
  else
    {
      g_autofree char *text = ml_description_why (memory, a, first, b, second);

      g_print ("%s\n", text);
    }

  return 0;
}

/* The one step that is asked for, of which @memory is made. */
static MlMemory *
go_to_step (MlSubject *subject, const char *text, MlDescriptionStep *step, GError **error)
{
  g_autoptr (GArray) numbers = ml_subject_parse_steps (subject, text, error);
  MlMemory *memory;
  MlStep moment;

  if (numbers == NULL)
    return NULL;

  if (numbers->len != 1)
    {
      g_set_error (error,
                   ML_SUBJECT_ERROR,
                   ML_SUBJECT_ERROR_STEP,
                   "describe: --step takes one step, or “last”");
      return NULL;
    }

  step->step = g_array_index (numbers, guint, 0);
  step->n_steps = ml_subject_get_last (subject);
  if (!ml_subject_find_step (subject, step->step, &moment, error))
    return NULL;

  memory = ml_memory_new (ml_subject_get_recording (subject));
  ml_memory_seek (memory, moment);

  return memory;
}

int
ml_command_describe (int argc, char **argv)
{
  g_autofree char *step_text = NULL;
  g_autofree char *format = NULL;
  gboolean why = FALSE;
  const GOptionEntry entries[] = {
    { "step", 0, 0, G_OPTION_ARG_STRING, &step_text, "A step, or \"last\" (the default)", "N" },
    { "why",
      0,
      0,
      G_OPTION_ARG_NONE,
      &why,
      "By which rule two names, given behind the file, are one object, or not",
      NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "text (the default) or json", "FORMAT" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlSubject) subject = NULL;
  g_autoptr (MlMemory) memory = NULL;
  MlDescriptionStep step;
  gboolean json;

  if (!ml_command_parse (&argc,
                         &argv,
                         entries,
                         FALSE,
                         "FILE.py|LESSON.md [--why A B]",
                         "Describe the memory at a step",
                         &error))
    return ml_command_fail (error);
  if (argc != (why ? 4 : 2))
    return ml_command_fail_with (why ? "describe: --why takes two names"
                                     : "describe: what? Give one program or lesson");

  json = g_strcmp0 (format, "json") == 0;
  if (format != NULL && !json && !g_str_equal (format, "text"))
    return ml_command_fail_with ("describe: --format takes text or json");

  subject = ml_subject_load (argv[1], &error);
  if (subject == NULL)
    return ml_command_fail (error);

  memory = go_to_step (subject, step_text, &step, &error);
  if (memory == NULL)
    return ml_command_fail (error);

  if (why)
    return print_why (memory, argv[2], argv[3], json);

  if (json)
    print_json (memory, &step);
  else
    print_text (memory, &step);

  return 0;
}
