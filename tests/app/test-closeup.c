/* test-closeup.c: a program is looked at closely, from the worker to the picture */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-evaluation.h"
#include "ml-playback.h"
#include "ml-scene.h"
#include "ml-statement.h"
#include "ml-worker.h"

typedef struct
{
  MlRunner *runner;
  MlRecording *recording; /* the last one reported */
  MlCloseup *closeup;     /* likewise */
  guint n_ends;
  guint n_closeups;
  double share;
} Listener;

static void
grown (Listener *self, MlRecording *recording)
{
  g_clear_pointer (&self->recording, ml_recording_unref);
  self->recording = ml_recording_ref (recording);
}

static void
ended (Listener *self)
{
  self->n_ends++;
}

static void
approached (Listener *self, double share)
{
  self->share = share;
}

static void
closeup_made (Listener *self, MlCloseup *closeup)
{
  g_clear_pointer (&self->closeup, ml_closeup_unref);
  self->closeup = closeup != NULL ? ml_closeup_ref (closeup) : NULL;
  self->n_closeups++;
}

static int
set_up (void **state)
{
  Listener *self = g_new0 (Listener, 1);

  self->runner = ml_worker_new ();
  g_signal_connect_swapped (self->runner, "grown", G_CALLBACK (grown), self);
  g_signal_connect_swapped (self->runner, "ended", G_CALLBACK (ended), self);
  g_signal_connect_swapped (self->runner, "approached", G_CALLBACK (approached), self);
  g_signal_connect_swapped (self->runner, "closeup", G_CALLBACK (closeup_made), self);
  *state = self;

  return 0;
}

static int
tear_down (void **state)
{
  Listener *self = *state;

  g_object_unref (self->runner);
  g_clear_pointer (&self->recording, ml_recording_unref);
  g_clear_pointer (&self->closeup, ml_closeup_unref);
  g_free (self);

  return 0;
}

/* Serves the main loop until there is one more. */
static void
wait_for (const guint *number)
{
  guint before = *number;

  while (*number == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
run (Listener *self, const char *text)
{
  ml_runner_run (self->runner, &(MlRunRequest){ .name = "program.py", .text = text });
  wait_for (&self->n_ends);
}

static void
look_closer (Listener *self, MlStep first, MlStep end)
{
  ml_runner_look_closer (self->runner, self->recording, first, end);
  wait_for (&self->n_closeups);
}

static void
look_at_all (Listener *self)
{
  look_closer (self, 0, ml_recording_get_last_step (self->recording));
  assert_non_null (self->closeup);
}

/* A playback at the level of expressions. (transfer full) */
static MlPlayback *
make_playback (Listener *self)
{
  MlPlayback *playback = ml_playback_new ();

  ml_playback_set_recording (playback, self->recording);
  ml_playback_set_level (playback, ML_LEVEL_EXPRESSION);
  ml_playback_set_closeup (playback, self->closeup);

  return playback;
}

/* What the running statement has come to, step by step. */
static void
assert_statements (Listener *self, const char *expected)
{
  g_autoptr (MlPlayback) playback = make_playback (self);
  g_autoptr (GString) statements = g_string_new (NULL);

  do
    {
      MlStatement *statement = ml_statement_new (ml_playback_get_memory (playback));

      if (statement == NULL)
        continue;

      g_string_append_printf (statements, "%u: %s\n", statement->line, statement->text);
      ml_statement_free (statement);
    }
  while (ml_playback_go_forward (playback));

  assert_string_equal (statements->str, expected);
}

static void
test_statements (void **state)
{
  Listener *self = *state;

  run (self,
       "def f(items):\n"
       "    return items + [2]\n"
       "x = 10\n"
       "y = f([1])[0] + x\n");
  look_at_all (self);

  assert_statements (self,
                     "1: f\n"
                     "1: def f(items): return items + [2]\n"
                     "3: x = 10\n"
                     "3: x = 10\n"
                     "4: y = f([1])[0] + x\n"
                     "4: y = f([1])[0] + x\n"
                     "4: y = f([1])[0] + x\n"
                     "2: return items + [2]\n"
                     "2: return items + [2]\n"
                     "2: return items + [2]\n"
                     "2: return [1, 2]\n"
                     "4: y = [1, 2][0] + x\n"
                     "4: y = [1, 2][0] + x\n"
                     "4: y = 1 + x\n"
                     "4: y = 1 + 10\n"
                     "4: y = 11\n"
                     "4: y = f([1])[0] + x\n");
}

/* Each sentence of the narration. */
static void
assert_sentences (Listener *self, MlStep step, const char *expected)
{
  g_autoptr (MlMemory) memory = ml_memory_new (self->recording);
  g_autoptr (GString) sentences = g_string_new (NULL);
  guint n = ml_closeup_get_n_expressions (self->closeup, step);

  ml_memory_set_closeup (memory, self->closeup);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *sentence = NULL;

      ml_memory_seek_expression (memory, step, i);
      sentence = ml_evaluation_tell (memory);
      g_string_append_printf (sentences, "%s\n", sentence);
    }

  assert_string_equal (sentences->str, expected);
}

/* The step about to run the last line that begins with @line's number. */
static MlStep
find_line (Listener *self, guint line)
{
  MlStep step = ml_recording_get_last_step (self->recording);
  MlStepInfo info;

  do
    info = ml_recording_get_step (self->recording, --step);
  while (info.event != ML_EVENT_LINE || info.span.line != line);

  return step;
}

static void
test_searches (void **state)
{
  Listener *self = *state;

  run (self,
       "class Base:\n"
       "    kind = 'base'\n"
       "    @property\n"
       "    def half(self): return 1\n"
       "    def __getattr__(self, name): return name\n"
       "class Derived(Base): pass\n"
       "d = Derived()\n"
       "d.own = 5\n"
       "def g():\n"
       "    n = 1\n"
       "    def inner():\n"
       "        return n\n"
       "    t = (d.own, d.kind, d.missing, Base.kind, len)\n"
       "    return inner()\n"
       "g()\n"
       "h = d.half\n");
  look_at_all (self);

  assert_sentences (self,
                    find_line (self, 13),
                    "Line 13: d, a global name, is Derived.\n"
                    "Line 13: d.own, found in the object itself, is 5.\n"
                    "Line 13: d, a global name, is Derived.\n"
                    "Line 13: d.kind, not in the object itself but found in the class Base, "
                    "after Derived, is \"base\".\n"
                    "Line 13: d, a global name, is Derived.\n");
  assert_sentences (
      self, find_line (self, 12), "Line 12: n, a name shared with another function, is 1.\n");
}

/* Forwards and back lead through the same moments. */
static void
test_levels (void **state)
{
  Listener *self = *state;
  g_autoptr (MlPlayback) playback = NULL;
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (guint64));

  run (self, "def f(x):\n    return x + 1\ny = f(f(1)) * 2\nz = y\n");
  look_at_all (self);
  playback = make_playback (self);

  do
    {
      guint64 moment =
          (guint64) ml_playback_get_step (playback) << 32 | ml_playback_get_expression (playback);

      g_array_append_val (moments, moment);
    }
  while (ml_playback_go_forward (playback));

  assert_true (moments->len > 2 * ml_recording_get_last_step (self->recording));

  for (guint i = moments->len; i-- > 0;)
    {
      guint64 moment =
          (guint64) ml_playback_get_step (playback) << 32 | ml_playback_get_expression (playback);

      assert_int_equal (moment, g_array_index (moments, guint64, i));
      assert_int_equal (ml_playback_go_back (playback), i > 0);
    }
}

/* From the line that calls to the next one of the same function. */
static void
test_level_of_calls (void **state)
{
  Listener *self = *state;
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  MlStep line;

  run (self, "def f(x):\n    return x + 1\ny = f(f(1)) * 2\nz = y\n");
  line = find_line (self, 3);
  ml_playback_set_recording (playback, self->recording);
  ml_playback_set_step (playback, line);
  ml_playback_set_level (playback, ML_LEVEL_CALL);

  assert_true (ml_playback_go_forward (playback));
  assert_int_equal (ml_playback_get_step (playback), find_line (self, 4));
  assert_true (ml_playback_go_back (playback));
  assert_int_equal (ml_playback_get_step (playback), line);
}

/* At another level there is nothing between two steps. */
static void
test_level_without_expressions (void **state)
{
  Listener *self = *state;
  g_autoptr (MlPlayback) playback = NULL;

  run (self, "x = 1\ny = x\n");
  look_at_all (self);
  playback = make_playback (self);
  ml_playback_set_step (playback, 1);
  ml_playback_go_forward (playback);
  assert_int_equal (ml_playback_get_expression (playback), 1);

  ml_playback_set_level (playback, ML_LEVEL_LINE);
  assert_int_equal (ml_playback_get_expression (playback), 0);
  assert_null (ml_playback_get_closeup (playback));
  assert_int_equal (ml_memory_get_expression (ml_playback_get_memory (playback)), 0);
  ml_playback_go_forward (playback);
  assert_int_equal (ml_playback_get_step (playback), 2);
}

/* The same answers are given again, and the same is typed. */
static void
test_answers_and_prompt (void **state)
{
  Listener *self = *state;

  run (self, "a = input()\nb = a * 2\n");
  ml_runner_answer (self->runner, "Ada");
  wait_for (&self->n_ends);
  ml_runner_prompt (self->runner, "c = b + '!'\n");
  wait_for (&self->n_ends);
  look_at_all (self);

  assert_sentences (self,
                    ml_recording_get_last_step (self->recording) - 1,
                    "Line 1: b, a global name, is \"AdaAda\".\n"
                    "Line 1: the literal '!'.\n"
                    "Line 1: b + '!' is \"AdaAda!\".\n"
                    "Line 1: c now refers to \"AdaAda!\".\n");
}

/* Only what was asked for. */
static void
test_window (void **state)
{
  Listener *self = *state;

  run (self, "n = 0\nwhile n < 3000:\n    n += 1\n");
  look_closer (self, 5000, 5100);
  assert_int_equal (ml_closeup_get_first (self->closeup), 5000);
  assert_int_equal (ml_closeup_get_end (self->closeup), 5100);
  assert_false (ml_closeup_has (self->closeup, 4999));
  assert_true (ml_closeup_get_n_expressions (self->closeup, 5050) > 0);
}

/* Of a recording that the worker's program has not made there is none. */
static void
test_other_program (void **state)
{
  Listener *self = *state;
  g_autoptr (MlRecording) other = NULL;

  run (self, "x = [1]\ny = x\nz = y\n");
  other = ml_recording_ref (self->recording);
  run (self, "x = [1, 2]\ny = 3\nz = y\nw = x\n");
  ml_runner_look_closer (self->runner, other, 0, ml_recording_get_last_step (other));
  wait_for (&self->n_closeups);
  assert_null (self->closeup);
}

/* What is given up is not reported; what is asked for next is. */
static void
test_look_away (void **state)
{
  Listener *self = *state;
  MlStep last;

  run (self, "n = 0\nwhile n < 30000:\n    n += 1\n");
  last = ml_recording_get_last_step (self->recording);
  ml_runner_look_closer (self->runner, self->recording, last - 10, last);
  ml_runner_look_away (self->runner);
  look_closer (self, 0, 10);
  assert_int_equal (self->n_closeups, 1);
  assert_int_equal (ml_closeup_get_first (self->closeup), 0);
}

static void
assert_apart (const MlScene *scene)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      assert_false (ml_rect_intersects (&boxes[i].rect, &boxes[j].rect));
}

static void
assert_counts (const MlScene *scene)
{
  guint n_boxes, n_arrows;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_boxes; i++)
    {
      guint n = boxes[i].hidden;

      if (boxes[i].role != ML_BOX_OBJECT || boxes[i].flags & (ML_BOX_IMMORTAL | ML_BOX_FREED))
        continue;

      for (guint j = 0; j < n_arrows; j++)
        n += arrows[j].to == boxes[i].id && arrows[j].kind != ML_ARROW_WEAK;

      assert_int_equal (n, boxes[i].count);
    }
}

/* Of objects on the heap; what stands below the card comes and goes. */
static void
assert_nothing_moved (const MlScene *before, const MlScene *scene, double heap)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlBox *old = ml_scene_get_box (before, boxes[i].id);

      if (old == NULL || boxes[i].role != ML_BOX_OBJECT || old->rect.x < heap)
        continue;

      assert_true (old->rect.x == boxes[i].rect.x && old->rect.y == boxes[i].rect.y);
    }
}

static guint
count_cards (const MlScene *scene)
{
  guint n;
  guint n_cards = 0;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    n_cards += (boxes[i].flags & ML_BOX_CARD) != 0;

  return n_cards;
}

static void
test_scenes (void **state)
{
  Listener *self = *state;
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlPlayback) playback = NULL;
  g_autoptr (MlLayout) layout = NULL;
  g_autoptr (MlScene) before = NULL;
  double heap;

  run (self,
       "class Node:\n"
       "    def __init__(self, value):\n"
       "        self.value = value\n"
       "def pair(a):\n"
       "    return [Node(a), [a, [a]]]\n"
       "x = pair(300)[0].value + len([pair(400), (500, 600)])\n"
       "x = x + 1000\n"
       "y = {'k': pair(x)}['k'][1]\n");
  look_at_all (self);
  playback = make_playback (self);
  layout = ml_layout_new (self->recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  heap = ml_layout_get_heap (layout).x;

  do
    {
      g_autoptr (MlScene) scene = ml_scene_new (layout, ml_playback_get_memory (playback));

      assert_int_equal (count_cards (scene), ml_playback_get_expression (playback) > 0);
      assert_apart (scene);
      assert_counts (scene);

      if (before != NULL)
        assert_nothing_moved (before, scene, heap);

      g_clear_pointer (&before, ml_scene_unref);
      before = g_steal_pointer (&scene);
    }
  while (ml_playback_go_forward (playback));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_statements, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_searches, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_levels, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_level_of_calls, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_level_without_expressions, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_answers_and_prompt, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_window, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_other_program, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_look_away, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_scenes, set_up, tear_down),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
