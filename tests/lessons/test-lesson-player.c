/* test-lesson-player.c: a lesson that steers a playback, and is held against its run */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-lesson-check.h"
#include "ml-lesson-player.h"
#include "ml-test-journal.h"

#define PROGRAM "x = [1, 2, 3]\ny = x\ndel y\ndel x\n"

#define HEAD(view)                                                     \
  "# Labels\n\nNames\n\n- Course: C\n- Order: 1\n- View: " view "\n\n" \
  "```python\n" PROGRAM "```\n\n"

#define LESSON                                                                               \
  HEAD ("types")                                                                             \
  "## One\n\n> After line 1. Look at `x`. Here `refcount(x) == 1`.\n\nFirst.\n\nSecond.\n\n" \
  "- a\n- b\n\n"                                                                             \
  "## Two\n\n> After line 2. Look at `y`. Here `x is y`.\n\nText.\n\n"                       \
  "## Three\n\n> At the end. Here `freed(x)`.\n\nText.\n"

typedef struct
{
  MlPlayback *playback;
  MlLessonPlayer *player;
  MlLesson *lesson;
} Fixture;

static MlLesson *
read_lesson (const char *text)
{
  g_autoptr (GError) error = NULL;
  MlLesson *lesson = ml_lesson_new_from_text ("labels.md", text, &error);

  assert_null (error);
  return lesson;
}

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->playback = ml_playback_new ();
  fixture->player = ml_lesson_player_new (fixture->playback);
  fixture->lesson = read_lesson (LESSON);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;

  g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->lesson);
  g_assert_finalize_object (fixture->playback);
  g_free (fixture);
  return 0;
}

static void
count (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static char *
get_string (MlLessonPlayer *player, const char *property)
{
  char *value;

  g_object_get (player, property, &value, NULL);
  return value;
}

static void
test_nothing_is_played_at_first (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *heading = get_string (fixture->player, "heading");

  assert_int_equal (ml_lesson_player_get_n_steps (fixture->player), 0);
  assert_null (ml_lesson_player_get_step (fixture->player));
  assert_null (heading);
  assert_false (ml_lesson_player_next (fixture->player));
  assert_false (ml_lesson_player_back (fixture->player));
  assert_true (ml_lesson_player_get_progress (fixture->player) == 0);
}

static void
test_lesson_begins_at_its_first_step (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;

  ml_playback_set_recording (fixture->playback, recording);
  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);

  assert_int_equal (ml_lesson_player_get_n_steps (fixture->player), 3);
  assert_int_equal (ml_playback_get_view (fixture->playback), ML_VIEW_TYPES);
  assert_int_equal (ml_playback_get_step (fixture->playback), 2);
  assert_int_not_equal (ml_playback_get_selected (fixture->playback), 0);

  heading = get_string (fixture->player, "heading");
  text = get_string (fixture->player, "text");
  assert_string_equal (heading, "One");
  assert_string_equal (text, "First.\n\nSecond.\n• a\n• b");
}

static void
test_next_and_back_move_the_playback (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);
  ml_playback_set_recording (fixture->playback, recording);

  assert_true (ml_lesson_player_next (fixture->player));
  assert_int_equal (ml_playback_get_step (fixture->playback), 3);
  assert_true (ml_lesson_player_next (fixture->player));
  assert_int_equal (ml_playback_get_step (fixture->playback), 5);
  assert_int_equal (ml_playback_get_selected (fixture->playback), 0);
  assert_false (ml_lesson_player_next (fixture->player));
  assert_int_equal (ml_lesson_player_get_index (fixture->player), 2);

  assert_true (ml_lesson_player_back (fixture->player));
  assert_int_equal (ml_playback_get_step (fixture->playback), 3);
  ml_lesson_player_set_index (fixture->player, 100);
  assert_int_equal (ml_lesson_player_get_index (fixture->player), 2);
}

static void
test_progress_remembers_the_furthest_step (void **state)
{
  Fixture *fixture = *state;
  guint n = 0;

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);
  g_signal_connect (fixture->player, "notify::progress", G_CALLBACK (count), &n);

  ml_lesson_player_next (fixture->player);
  assert_true (ml_lesson_player_get_progress (fixture->player) == 2.0 / 3.0);
  ml_lesson_player_back (fixture->player);
  ml_lesson_player_next (fixture->player);
  assert_true (ml_lesson_player_get_progress (fixture->player) == 2.0 / 3.0);
  assert_int_equal (n, 1);
}

static void
test_learner_wanders_off_and_returns (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  guint n = 0;

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);
  ml_playback_set_recording (fixture->playback, recording);
  g_signal_connect (fixture->player, "notify::astray", G_CALLBACK (count), &n);
  assert_false (ml_lesson_player_get_astray (fixture->player));

  ml_playback_set_step (fixture->playback, 4);
  assert_true (ml_lesson_player_get_astray (fixture->player));

  ml_lesson_player_return (fixture->player);
  assert_false (ml_lesson_player_get_astray (fixture->player));
  assert_int_equal (ml_playback_get_step (fixture->playback), 2);
  assert_int_equal (n, 2);
}

static void
test_player_waits_for_a_growing_recording (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlTestJournal) test = ml_test_journal_new (PROGRAM);
  g_autoptr (MlRecording) begun = NULL;
  g_autoptr (MlRecording) grown = NULL;
  MlSerial list;

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);

  ml_test_journal_line (test, 1);
  begun = ml_journal_finish (test->journal);
  ml_playback_set_recording (fixture->playback, begun);
  assert_int_equal (ml_playback_get_step (fixture->playback), 0);
  assert_false (ml_lesson_player_get_astray (fixture->player));

  list = ml_test_journal_list (test);
  ml_test_journal_bind (test, test->module, "x", list);
  ml_test_journal_line (test, 2);
  grown = ml_journal_finish (test->journal);
  ml_playback_set_recording (fixture->playback, grown);
  assert_int_equal (ml_playback_get_step (fixture->playback), 2);
  assert_int_equal (ml_playback_get_selected (fixture->playback), list);
}

static void
test_player_leaves_other_programs_alone (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlRecording) other = ml_test_recording_classes ();

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);
  ml_playback_set_recording (fixture->playback, other);
  assert_int_equal (ml_playback_get_step (fixture->playback), 0);
  assert_false (ml_lesson_player_get_astray (fixture->player));
}

static void
test_lesson_can_be_ended (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *text = NULL;

  ml_lesson_player_set_lesson (fixture->player, fixture->lesson);
  ml_lesson_player_next (fixture->player);
  ml_lesson_player_set_lesson (fixture->player, NULL);

  text = get_string (fixture->player, "text");
  assert_null (text);
  assert_int_equal (ml_lesson_player_get_index (fixture->player), 0);
}

static void
test_true_lesson_passes_the_check (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (GPtrArray) messages = ml_lesson_check (fixture->lesson, recording);

  assert_int_equal (messages->len, 0);
}

static void
test_untrue_lesson_fails_the_check (void **state)
{
  static const struct
  {
    const char *steps;
    const char *message; /* as it begins */
  } untrue[] = {
    { "## A\n\n> After line 9.\n\nT.\n", "labels.md:16: the run never comes to “After line 9”" },
    { "## A\n\n> At the end.\n\nT.\n\n## B\n\n> After line 1.\n\nT.\n",
      "labels.md:22: this is earlier than the step before" },
    { "## A\n\n> At the end. Look at `z`.\n\nT.\n", "labels.md:16: “z” is not there at step 5" },
    { "## A\n\n> After line 2. Here `x is not y`.\n\nT.\n",
      "labels.md:16: “x is not y” is not so: left [1, 2, 3] (object " },
  };
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  for (gsize i = 0; i < G_N_ELEMENTS (untrue); i++)
    {
      g_autofree char *text = g_strconcat (HEAD ("memory"), untrue[i].steps, NULL);
      g_autoptr (MlLesson) lesson = read_lesson (text);
      g_autoptr (GPtrArray) messages = ml_lesson_check (lesson, recording);

      assert_int_equal (messages->len, 1);
      assert_true (g_str_has_prefix (g_ptr_array_index (messages, 0), untrue[i].message));
    }
}

#define played(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    played (test_nothing_is_played_at_first),
    played (test_lesson_begins_at_its_first_step),
    played (test_next_and_back_move_the_playback),
    played (test_progress_remembers_the_furthest_step),
    played (test_learner_wanders_off_and_returns),
    played (test_player_waits_for_a_growing_recording),
    played (test_player_leaves_other_programs_alone),
    played (test_lesson_can_be_ended),
    played (test_true_lesson_passes_the_check),
    cmocka_unit_test (test_untrue_lesson_fails_the_check),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
