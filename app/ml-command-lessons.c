/* ml-command-lessons.c: `memory-lane lessons list` and `lessons check` */
#include "ml-commands.h"

#include "ml-lesson-catalog.h"
#include "ml-lesson-check.h"
#include "ml-subject.h"

static int
list (void)
{
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();

  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, i);

      g_print ("%s  %s\n", ml_lesson_get_name (lesson), ml_lesson_get_title (lesson));
    }

  return 0;
}

/* Prints what is wrong in a lesson; returns whether all is well. */
static gboolean
report (MlSubject *subject)
{
  g_autoptr (GPtrArray) messages =
      ml_lesson_check (ml_subject_get_lesson (subject), ml_subject_get_recording (subject));

  for (guint i = 0; i < messages->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (messages, i));

  return messages->len == 0;
}

static int
check_files (char **paths)
{
  int status = 0;

  for (; *paths != NULL; paths++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlSubject) subject = NULL;

      if (!g_str_has_suffix (*paths, ".md"))
        return ml_command_fail_with ("lessons check: a lesson's name ends in .md");

      subject = ml_subject_load (*paths, &error);
      if (subject == NULL)
        return ml_command_fail (error);
      if (!report (subject))
        status = 1;
    }

  return status;
}

static int
check_catalog (void)
{
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();
  int status = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlSubject) subject = ml_subject_load_lesson (lesson, &error);

      if (subject == NULL)
        return ml_command_fail (error);
      if (!report (subject))
        status = 1;
    }

  return status;
}

int
ml_command_lessons (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!ml_command_parse (&argc,
                         &argv,
                         entries,
                         FALSE,
                         "list|check [FILE...]",
                         "The lessons, and whether they are true",
                         &error))
    return ml_command_fail (error);

  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list ();
  if (argc == 2 && g_str_equal (argv[1], "check"))
    return check_catalog ();
  if (argc > 2 && g_str_equal (argv[1], "check"))
    return check_files (argv + 2);

  return ml_command_fail_with ("lessons: say list, or check and files");
}
