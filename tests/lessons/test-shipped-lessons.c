/* test-shipped-lessons.c: all that the lessons of the program say is so
 *
 * Each lesson's program is run and recorded, and each moment, place and claim is held against it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-interpreter.h"
#include "ml-lesson-catalog.h"
#include "ml-lesson-check.h"
#include "ml-modules.h"

static MlRecording *
record (MlLesson *lesson)
{
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  const MlInterpreterOptions options = { .modules = ml_modules, .journal = journal };
  g_autoptr (MlInterpreter) interpreter = ml_interpreter_new (&options);
  const char *program = ml_lesson_get_program (lesson);

  if (ml_lesson_get_mode (lesson) == ML_RUN_INTERACTIVE)
    ml_interpreter_run_interactive (interpreter, program, strlen (program));
  else
    ml_interpreter_run_script (interpreter, "lesson.py", program, strlen (program));

  return ml_journal_finish (journal);
}

static void
test_lessons_are_true (void **state)
{
  g_autoptr (GListModel) lessons = ml_lesson_catalog_list ();
  guint n_messages = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr (MlLesson) lesson = g_list_model_get_item (lessons, i);
      g_autoptr (MlRecording) recording = record (lesson);
      g_autoptr (GPtrArray) messages = ml_lesson_check (lesson, recording);

      for (guint j = 0; j < messages->len; j++)
        print_error ("%s\n", (const char *) g_ptr_array_index (messages, j));
      n_messages += messages->len;
    }

  assert_int_equal (n_messages, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_lessons_are_true),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
