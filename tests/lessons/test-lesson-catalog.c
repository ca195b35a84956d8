/* test-lesson-catalog.c: the lessons that come with the program */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-lesson-catalog.h"

#define MIN_STEPS 4
#define MAX_SENTENCES 3

static void
test_lessons_stand_in_their_order (void **state)
{
  static const char *const titles[] = {
    "The counter that never resets",
    "Stack and heap",
    "Variables are labels",
    "Shared integers",
    "Reference counting",
    "The full picture",
  };
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();

  assert_int_equal (g_list_model_get_n_items (lessons), G_N_ELEMENTS (titles));

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, i);

      assert_string_equal (ml_lesson_get_title (lesson), titles[i]);
      assert_int_equal (ml_lesson_get_order (lesson), i + 1);
    }
}

static void
test_lessons_are_found_by_name (void **state)
{
  g_autoptr (MlLesson) with_suffix = ml_lesson_catalog_find ("05-reference-counting.md");
  g_autoptr (MlLesson) without = ml_lesson_catalog_find ("05-reference-counting");

  assert_int_equal (ml_lesson_get_order (with_suffix), 5);
  assert_int_equal (ml_lesson_get_order (without), 5);
  assert_null (ml_lesson_catalog_find ("99-nothing"));
}

/* Full stops, question marks and exclamation marks that end a word. */
static guint
count_sentences (const MlLessonStep *step)
{
  guint n = 0;

  for (guint i = 0; i < step->blocks->len; i++)
    {
      const MlLessonBlock *block = g_ptr_array_index (step->blocks, i);

      for (const char *p = block->text; *p != '\0'; p++)
        n += strchr (".?!", *p) != NULL && (p[1] == ' ' || p[1] == '\0');
    }

  return n;
}

static void
test_lessons_are_short_and_say_something (void **state)
{
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();

  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, i);
      guint n_claims = 0;

      assert_in_range (ml_lesson_get_n_steps (lesson), MIN_STEPS, 12);

      for (guint j = 0; j < ml_lesson_get_n_steps (lesson); j++)
        {
          const MlLessonStep *step = ml_lesson_get_step (lesson, j);

          assert_in_range (count_sentences (step), 1, MAX_SENTENCES);
          n_claims += step->claims->len;
        }

      assert_true (n_claims >= 3);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_lessons_stand_in_their_order),
    cmocka_unit_test (test_lessons_are_found_by_name),
    cmocka_unit_test (test_lessons_are_short_and_say_something),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
