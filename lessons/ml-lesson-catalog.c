/* ml-lesson-catalog.c: the lessons that come with the program */
#define G_LOG_DOMAIN "ml-lessons"

#include "ml-lesson-catalog.h"

#include <string.h>

#include "ml-lessons-resources.h"

#define FOLDER "/io/github/memorylane/MemoryLane/lessons/en/"

static MlLesson *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MlLesson *lesson;

  /* What stands in a resource ends with a zero that is not counted. */
  bytes =
      g_resource_lookup_data (ml_lessons_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;

  lesson = ml_lesson_new_from_text (name, g_bytes_get_data (bytes, NULL), &error);
  if (lesson == NULL)
    g_error ("%s", error->message);

  return lesson;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MlLesson *one = ML_LESSON ((gpointer) a);
  MlLesson *other = ML_LESSON ((gpointer) b);
  int by_course = strcmp (ml_lesson_get_course (one), ml_lesson_get_course (other));

  if (by_course != 0)
    return by_course;

  return (int) ml_lesson_get_order (one) - (int) ml_lesson_get_order (other);
}

GListModel *
ml_lesson_catalog_list (void)
{
  GListStore *store = g_list_store_new (ML_TYPE_LESSON);
  g_auto (GStrv) names = g_resource_enumerate_children (
      ml_lessons_get_resource (), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (MlLesson) lesson = load (names[i]);

      g_list_store_insert_sorted (store, lesson, compare, NULL);
    }

  return G_LIST_MODEL (store);
}

MlLesson *
ml_lesson_catalog_find (const char *name)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_has_suffix (name, ".md"))
    return load (name);

  file = g_strconcat (name, ".md", NULL);
  return load (file);
}
