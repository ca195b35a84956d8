/* test-lesson.c: lessons as they are read from Markdown */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-lesson.h"

#define HEAD                   \
  "# Two *names*\n"            \
  "\n"                         \
  "What happens when a name\n" \
  "is bound\n"                 \
  "\n"

#define SETTINGS            \
  "- Course: First steps\n" \
  "- Order: 3\n"

#define PROGRAM \
  "\n"          \
  "```python\n" \
  "a = [1]\n"   \
  "b = a\n"     \
  "```\n"       \
  "\n"

#define STEP                       \
  "## One\n"                       \
  "\n"                             \
  "> After line 1. Look at `a`.\n" \
  "> Here `refcount(a) == 1`.\n"   \
  "\n"

#define TEXT                             \
  "A **list** was *made*, and `a < b`\n" \
  "is code & more.\n"                    \
  "\n"                                   \
  "- an item\n"                          \
  "- another\n"                          \
  "\n"                                   \
  "```\n"                                \
  "a < b\n"                              \
  "```\n"

#define WHOLE HEAD SETTINGS PROGRAM STEP TEXT

static void
assert_block (const MlLessonStep *step,
              guint index,
              MlLessonBlockKind kind,
              const char *text,
              const char *markup)
{
  const MlLessonBlock *block = g_ptr_array_index (step->blocks, index);

  assert_int_equal (block->kind, kind);
  assert_string_equal (block->text, text);
  assert_string_equal (block->markup, markup);
}

static void
test_whole_lesson_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlLesson) lesson = ml_lesson_new_from_text ("two.md", WHOLE, &error);
  const MlLessonStep *step;

  assert_null (error);
  assert_string_equal (ml_lesson_get_name (lesson), "two.md");
  assert_string_equal (ml_lesson_get_title (lesson), "Two names");
  assert_string_equal (ml_lesson_get_subtitle (lesson), "What happens when a name is bound");
  assert_string_equal (ml_lesson_get_course (lesson), "First steps");
  assert_int_equal (ml_lesson_get_order (lesson), 3);
  assert_int_equal (ml_lesson_get_view (lesson), ML_VIEW_MEMORY);
  assert_int_equal (ml_lesson_get_detail (lesson), ML_DETAIL_HONEST);
  assert_int_equal (ml_lesson_get_mode (lesson), ML_RUN_SCRIPT);
  assert_string_equal (ml_lesson_get_program (lesson), "a = [1]\nb = a\n");
  assert_int_equal (ml_lesson_get_n_steps (lesson), 1);

  step = ml_lesson_get_step (lesson, 0);
  assert_string_equal (step->heading, "One");
  assert_int_equal (step->line, 14);
  assert_int_equal (step->anchor.kind, ML_ANCHOR_AFTER);
  assert_int_equal (step->places->len, 1);
  assert_int_equal (step->claims->len, 1);
  assert_int_equal (step->blocks->len, 4);
  assert_block (step,
                0,
                ML_LESSON_PARAGRAPH,
                "A list was made, and a < b is code & more.",
                "A <b>list</b> was <i>made</i>, and <tt>a &lt; b</tt> is code &amp; more.");
  assert_block (step, 1, ML_LESSON_ITEM, "an item", "an item");
  assert_block (step, 2, ML_LESSON_ITEM, "another", "another");
  assert_block (step, 3, ML_LESSON_CODE, "a < b", "<tt>a &lt; b</tt>");
}

static void
test_settings_are_read (void **state)
{
  static const char text[] = HEAD "- Mode: interactive\n"
                                  "- Detail: cpython\n"
                                  "- View: lifetimes\n"
                                  "- Order: 12\n"
                                  "- Course: Types: an end\n" PROGRAM STEP TEXT;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlLesson) lesson = ml_lesson_new_from_text ("two.md", text, &error);

  assert_null (error);
  assert_string_equal (ml_lesson_get_course (lesson), "Types: an end");
  assert_int_equal (ml_lesson_get_order (lesson), 12);
  assert_int_equal (ml_lesson_get_view (lesson), ML_VIEW_LIFETIMES);
  assert_int_equal (ml_lesson_get_detail (lesson), ML_DETAIL_CPYTHON);
  assert_int_equal (ml_lesson_get_mode (lesson), ML_RUN_INTERACTIVE);
}

static void
test_broken_lessons_are_refused (void **state)
{
  static const struct
  {
    const char *text;
    const char *message;
  } broken[] = {
    { "", "x.md:1: a lesson begins with its title, a heading of the first level" },
    { "Some words.\n", "x.md:1: a lesson begins with its title, a heading of the first level" },
    { "# T\n\n- Order: 1\n", "x.md:3: a sentence that says what the lesson is about is missing" },
    { HEAD PROGRAM, "x.md:7: the list of settings is missing" },
    { HEAD "- Order: 1\n" PROGRAM, "x.md:6: Course is missing" },
    { HEAD "- Course: C\n" PROGRAM, "x.md:6: Order is missing" },
    { HEAD SETTINGS "- Order: 4\n" PROGRAM, "x.md:8: Order is there twice" },
    { HEAD SETTINGS "- Colour: red\n" PROGRAM, "x.md:8: there is no setting “Colour”" },
    { HEAD SETTINGS "- fast\n" PROGRAM, "x.md:8: “fast” is no setting, as “Order: 1” is" },
    { HEAD SETTINGS "- View: round\n" PROGRAM, "x.md:8: View cannot be “round”" },
    { HEAD SETTINGS "- Detail: all\n" PROGRAM, "x.md:8: Detail cannot be “all”" },
    { HEAD SETTINGS "- Mode: fast\n" PROGRAM, "x.md:8: Mode cannot be “fast”" },
    { HEAD "- Course: C\n- Order: 0\n" PROGRAM, "x.md:7: Order cannot be “0”" },
    { HEAD SETTINGS "\n```c\nx\n```\n",
      "x.md:9: the program is missing, a fenced code block of “python”" },
    { HEAD SETTINGS PROGRAM, "x.md:13: a step begins with a heading of the second level" },
    { HEAD SETTINGS PROGRAM "### Three\n",
      "x.md:14: a step begins with a heading of the second level" },
    { HEAD SETTINGS PROGRAM "## One\n\nText.\n",
      "x.md:16: a step begins with a quotation that says when: “> After line 5.”" },
    { HEAD SETTINGS PROGRAM "## One\n\n> After **line** 5.\n",
      "x.md:16: only words and code may stand in this quotation" },
    { HEAD SETTINGS PROGRAM "## One\n\n> After line 5. Here `a`.\n",
      "x.md:16: “a” makes no claim" },
    { HEAD SETTINGS PROGRAM STEP, "x.md:14: the step says nothing" },
    { WHOLE "\n> More.\n", "x.md:29: a step is made of paragraphs, lists and code" },
    { WHOLE "\n- one\n\n  two\n", "x.md:29: only one paragraph may stand in an item of a list" },
    { WHOLE "\n# Another title\n", "x.md:29: a step begins with a heading of the second level" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_null (ml_lesson_new_from_text ("x.md", broken[i].text, &error));
      assert_true (g_error_matches (error, ML_LESSON_ERROR, ML_LESSON_ERROR_FORMAT));
      assert_string_equal (error->message, broken[i].message);
    }
}

static MlLesson *
load (const char *contents, gsize length, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("memory-lane-XXXXXX.md", &stream, NULL);
  MlLesson *lesson;

  assert_true (g_file_replace_contents (
      file, contents, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  lesson = ml_lesson_load (file, error);
  assert_true (g_file_delete (file, NULL, NULL));

  return lesson;
}

static void
test_file_is_loaded (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlLesson) lesson = load (WHOLE, strlen (WHOLE), &error);

  assert_null (error);
  assert_string_equal (ml_lesson_get_title (lesson), "Two names");
  assert_true (g_str_has_suffix (ml_lesson_get_name (lesson), ".md"));
}

static void
test_bad_files_are_refused (void **state)
{
  static const char latin1[] = "# T\n\nna\xefve\n";
  g_autofree char *long_text = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/lesson.md");
  GError *error = NULL;

  assert_null (load (latin1, strlen (latin1), &error));
  assert_true (g_str_has_suffix (error->message, ".md:3: this is not UTF-8"));
  g_clear_error (&error);

  assert_null (load ("# T\0x", 5, &error));
  assert_true (g_str_has_suffix (error->message, ".md:1: this is not UTF-8"));
  g_clear_error (&error);

  assert_null (load (long_text, strlen (long_text), &error));
  assert_true (g_str_has_suffix (error->message, ".md:1: too long"));
  g_clear_error (&error);

  assert_null (ml_lesson_load (missing, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  g_clear_error (&error);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_whole_lesson_is_read),       cmocka_unit_test (test_settings_are_read),
    cmocka_unit_test (test_broken_lessons_are_refused), cmocka_unit_test (test_file_is_loaded),
    cmocka_unit_test (test_bad_files_are_refused),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
