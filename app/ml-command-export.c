/* ml-command-export.c: `memory-lane export`: pictures of some steps */
#include "ml-commands.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "ml-export.h"
#include "ml-subject.h"

typedef struct
{
  const char *name;
  int value;
} Choice;

static const Choice views[] = {
  { "memory", ML_VIEW_MEMORY },
  { "types", ML_VIEW_TYPES },
  { "lifetimes", ML_VIEW_LIFETIMES },
  { "text", ML_VIEW_TEXT },
  { NULL },
};

static const Choice details[] = {
  { "simple", ML_DETAIL_SIMPLE },
  { "honest", ML_DETAIL_HONEST },
  { "cpython", ML_DETAIL_CPYTHON },
  { NULL },
};

static const Choice themes[] = {
  { "light", ML_THEME_LIGHT },
  { "dark", ML_THEME_DARK },
  { "high-contrast", ML_THEME_HIGH_CONTRAST },
  { "print", ML_THEME_PRINT },
  { NULL },
};

typedef struct
{
  char *step;
  char *view;
  char *detail;
  char *theme;
  char *size;
  char *output;
  double scale;
  gboolean storyboard;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->step);
  g_free (self->view);
  g_free (self->detail);
  g_free (self->theme);
  g_free (self->size);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* Sets *@value to what @name stands for; left as it is if @name is NULL. */
static gboolean
choose (const Choice *choices, const char *option, const char *name, int *value, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  if (name == NULL)
    return TRUE;

  for (const Choice *choice = choices; choice->name != NULL; choice++)
    {
      if (g_str_equal (choice->name, name))
        {
          *value = choice->value;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", choice->name);
    }

  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               "export: --%s takes %s, not “%s”",
               option,
               known->str,
               name);
  return FALSE;
}

static gboolean
parse_size (const char *text, MlExportOptions *options, GError **error)
{
  int length = 0;

  if (text == NULL)
    return TRUE;

  if (g_ascii_isdigit (text[0]) &&
      sscanf (text, "%5ux%5u%n", &options->width, &options->height, &length) == 2 &&
      text[length] == '\0' && options->width > 0 && options->height > 0)
    return TRUE;

  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               "export: --size takes WIDTHxHEIGHT in pixels, not “%s”",
               text);
  return FALSE;
}

/* All that can be told without running the program. */
static gboolean
check_arguments (const Arguments *arguments, GError **error)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf", ".txt" };
  const char *reason = NULL;

  if (arguments->output == NULL)
    reason = "where to? Give -o OUT.png, .svg, .pdf or .txt";
  else if (arguments->storyboard)
    reason = "storyboards cannot be drawn yet";
  else if (arguments->scale < 0 || arguments->scale > 100)
    reason = "--scale takes a number above 0, at most 100";

  if (reason != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "export: %s", reason);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (arguments->output, endings[i]))
      return TRUE;

  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               "export: “%s” does not end in .png, .svg, .pdf or .txt",
               arguments->output);
  return FALSE;
}

static gboolean
read_options (const Arguments *arguments, MlExportOptions *options, GError **error)
{
  int view = options->view;
  int detail = options->detail;
  int theme = options->theme;

  if (!choose (views, "view", arguments->view, &view, error) ||
      !choose (details, "detail", arguments->detail, &detail, error) ||
      !choose (themes, "theme", arguments->theme, &theme, error) ||
      !parse_size (arguments->size, options, error))
    return FALSE;

  options->view = view;
  options->detail = detail;
  options->theme = theme;
  options->scale = arguments->scale;

  return TRUE;
}

/* A lesson says how it is to be looked at. */
static void
take_from_lesson (MlLesson *lesson, MlExportOptions *options)
{
  if (lesson == NULL)
    return;

  options->view = ml_lesson_get_view (lesson);
  options->detail = ml_lesson_get_detail (lesson);
  options->title = ml_lesson_get_title (lesson);
}

/* What is asked for by @numbers, as steps of the recording. */
static GArray *
find_steps (const MlSubject *subject, const GArray *numbers, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (MlStep));

  for (guint i = 0; i < numbers->len; i++)
    {
      MlStep step;

      if (!ml_subject_find_step (subject, g_array_index (numbers, guint, i), &step, error))
        return NULL;
      g_array_append_val (steps, step);
    }

  return g_steal_pointer (&steps);
}

static int export(const char *path, const Arguments *arguments)
{
  MlExportOptions options = { .detail = ML_DETAIL_HONEST };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlSubject) subject = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) steps = NULL;

  /* A wrong argument is told at once, not behind a long run. */
  if (!check_arguments (arguments, &error) || !read_options (arguments, &options, &error))
    return ml_command_fail (error);

  subject = ml_subject_load (path, &error);
  if (subject == NULL)
    return ml_command_fail (error);

  numbers = ml_subject_parse_steps (subject, arguments->step, &error);
  steps = numbers != NULL ? find_steps (subject, numbers, &error) : NULL;
  if (steps == NULL)
    return ml_command_fail (error);

  take_from_lesson (ml_subject_get_lesson (subject), &options);
  read_options (arguments, &options, NULL);
  options.steps = (const MlStep *) steps->data;
  options.n_steps = steps->len;
  options.numbers = (const guint *) numbers->data;
  options.last_number = ml_subject_get_last (subject);

  return ml_export (ml_subject_get_recording (subject), &options, arguments->output, &error)
             ? 0
             : ml_command_fail (error);
}

int
ml_command_export (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  const GOptionEntry entries[] = {
    { "step",
      0,
      0,
      G_OPTION_ARG_STRING,
      &arguments.step,
      "A step, \"last\" (the default), \"all\", or several: 1,2,5",
      "N" },
    { "view",
      0,
      0,
      G_OPTION_ARG_STRING,
      &arguments.view,
      "memory, types, lifetimes or text",
      "VIEW" },
    { "storyboard", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &arguments.storyboard, NULL, NULL },
    { "detail",
      0,
      0,
      G_OPTION_ARG_STRING,
      &arguments.detail,
      "simple, honest or cpython",
      "LEVEL" },
    { "theme",
      0,
      0,
      G_OPTION_ARG_STRING,
      &arguments.theme,
      "light, dark, high-contrast or print",
      "THEME" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &arguments.scale, "Pixels for each unit", "N" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &arguments.size, "Fit into so many pixels", "WxH" },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &arguments.output,
      "Where to: a name that ends in .png, .svg, .pdf or .txt",
      "OUT" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!ml_command_parse (
          &argc, &argv, entries, FALSE, "FILE.py|LESSON.md", "Draw the memory at a step", &error))
    return ml_command_fail (error);
  if (argc != 2)
    return ml_command_fail_with ("export: what? Give one program or lesson");

  return export(argv[1], &arguments);
}
