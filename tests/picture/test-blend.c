/* test-blend.c: what is seen between two steps */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-blend.h"
#include "ml-outline.h"
#include "ml-samples.h"
#include "ml-svg.h"
#include "ml-test-journal.h"

typedef struct
{
  MlRecording *recording;
  MlMetrics *metrics;
  MlLayout *layout;
  MlMemory *memory;
} Show;

static void
show_init (Show *show, MlRecording *recording)
{
  show->recording = recording;
  show->metrics = ml_metrics_new_cells ();
  show->layout = ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, show->metrics);
  show->memory = ml_memory_new (recording);
}

static void
show_clear (Show *show)
{
  ml_memory_free (show->memory);
  ml_layout_unref (show->layout);
  ml_metrics_unref (show->metrics);
  ml_recording_unref (show->recording);
}

static MlScene *
scene_at (const Show *show, MlStep step)
{
  ml_memory_seek (show->memory, step);
  return ml_scene_new (show->layout, show->memory);
}

static void
test_ends (void **state)
{
  for (const MlSample *sample = ml_samples; sample->name != NULL; sample++)
    {
      Show show;
      MlStep last;

      show_init (&show, sample->make ());
      last = ml_recording_get_last_step (show.recording);
      for (MlStep step = 1; step <= last; step++)
        {
          g_autoptr (MlScene) from = scene_at (&show, step - 1);
          g_autoptr (MlScene) to = scene_at (&show, step);
          g_autoptr (MlScene) first = ml_blend (from, to, 0);
          g_autoptr (MlScene) end = ml_blend (from, to, 1);
          double duration = ml_blend_get_duration (from, to);

          assert_ptr_equal (first, from);
          assert_ptr_equal (end, to);
          assert_true (duration >= 0 && duration <= 1);
          assert_true (duration == ml_blend_get_duration (to, from));
        }
      show_clear (&show);
    }
}

static char *
describe (const MlScene *scene)
{
  GString *out = g_string_new (NULL);
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);
  const MlArrow *arrows;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        out, "%s %.3f %u %x\n", boxes[i].title, boxes[i].opacity, boxes[i].count, boxes[i].flags);
  arrows = ml_scene_get_arrows (scene, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%.3f %.3f\n", arrows[i].drawn, arrows[i].opacity);
  return g_string_free (out, FALSE);
}

static void
test_backwards (void **state)
{
  for (const MlSample *sample = ml_samples; sample->name != NULL; sample++)
    {
      Show show;
      MlStep last;

      show_init (&show, sample->make ());
      last = ml_recording_get_last_step (show.recording);
      for (MlStep step = 1; step <= last; step++)
        {
          g_autoptr (MlScene) from = scene_at (&show, step - 1);
          g_autoptr (MlScene) to = scene_at (&show, step);

          for (double t = 0.125; t < 1; t += 0.25)
            {
              g_autoptr (MlScene) forth = ml_blend (from, to, t);
              g_autoptr (MlScene) back = ml_blend (to, from, 1 - t);
              g_autofree char *a = describe (forth);
              g_autofree char *b = describe (back);

              assert_string_equal (a, b);
            }
        }
      show_clear (&show);
    }
}

static const MlBox *
find_box (const MlScene *scene, const char *title)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (boxes[i].title, title) == 0)
      return &boxes[i];

  return NULL;
}

/* x = [1, 2, 3]: the list appears before its name's arrow is drawn, and then counts. */
static void
test_birth (void **state)
{
  Show show;
  g_autoptr (MlScene) from = NULL;
  g_autoptr (MlScene) to = NULL;
  g_autoptr (MlScene) early = NULL;
  g_autoptr (MlScene) late = NULL;

  show_init (&show, ml_test_recording_labels ());
  from = scene_at (&show, 1);
  to = scene_at (&show, 2);
  assert_null (find_box (from, "list"));
  assert_int_equal (find_box (to, "list")->count, 1);

  early = ml_blend (from, to, 0.02);
  assert_true (find_box (early, "list")->opacity < 0.5);
  assert_int_equal (find_box (early, "list")->count, 0);

  late = ml_blend (from, to, 0.99);
  assert_true (find_box (late, "list")->opacity == 1);
  assert_int_equal (find_box (late, "list")->count, 1);
  show_clear (&show);
}

/* del x: the badge counts down to 0 before the box dissolves. */
static void
test_death (void **state)
{
  Show show;
  gboolean saw_zero = FALSE;
  g_autoptr (MlScene) from = NULL;
  g_autoptr (MlScene) to = NULL;

  show_init (&show, ml_test_recording_labels ());
  from = scene_at (&show, 4);
  to = scene_at (&show, 5);
  assert_true (find_box (to, "list")->flags & ML_BOX_FREED);

  for (double t = 0.01; t < 1; t += 0.01)
    {
      g_autoptr (MlScene) scene = ml_blend (from, to, t);
      const MlBox *list = find_box (scene, "list");

      if (!(list->flags & ML_BOX_FREED) && list->count == 0)
        saw_zero = TRUE;
      if (list->flags & ML_BOX_FREED)
        assert_true (saw_zero);
    }

  assert_true (saw_zero);
  show_clear (&show);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_ends),
    cmocka_unit_test (test_backwards),
    cmocka_unit_test (test_birth),
    cmocka_unit_test (test_death),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
