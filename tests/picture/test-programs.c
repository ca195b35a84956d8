/* test-programs.c: what must hold of the picture of every conformance program of a folder
 *
 * Steps are spread evenly over each program. How many arrows run through boxes is counted over all:
 * where a picture is crowded there may be no way round.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "ml-exhibit.h"
#include "ml-scene.h"
#include "ml-subject.h"
#include "ml-svg.h"

/* At most so many steps of a program are drawn, and of these so many twice. */
#define N_STEPS 25
#define N_JUMPS 3

/* Of so many arrows one may run through a box. */
#define ARROWS_PER_CROSSING 1000

typedef struct
{
  MlLayout *layout;
  MlMemory *memory;
  GHashTable *shown; /* id → Shown, of the scene before */
} Show;

/* Where a thing stood, and since which step: what comes back is shown anew. */
typedef struct
{
  MlRect rect;
  MlStep first;
} Shown;

static guint n_arrows, n_crossing;

static MlScene *
scene_at (const Show *show, MlStep step)
{
  ml_memory_seek (show->memory, step);
  return ml_scene_new (show->layout, show->memory);
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/* As long as a thing is shown, it stands where it stood. */
static void
check_stillness (Show *show, const MlScene *scene)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);
  GHashTable *shown = make_table ();

  for (guint i = 0; i < n; i++)
    {
      const MlPlace *place =
          ml_layout_get_place (show->layout, boxes[i].serial, ml_scene_get_step (scene));
      const Shown *old = g_hash_table_lookup (show->shown, &boxes[i].id);
      Shown now = { boxes[i].rect, place->first };

      if (old != NULL && boxes[i].role == ML_BOX_OBJECT && old->first == now.first &&
          (old->rect.x != now.rect.x || old->rect.y != now.rect.y))
        fail_msg ("step %u: %s moves", ml_scene_get_step (scene), boxes[i].label);
      g_hash_table_insert (
          shown, g_memdup2 (&boxes[i].id, sizeof boxes[i].id), g_memdup2 (&now, sizeof now));
    }

  g_hash_table_unref (show->shown);
  show->shown = shown;
}

static void
check_places (const MlScene *scene)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (ml_rect_intersects (&boxes[i].rect, &boxes[j].rect))
        fail_msg (
            "step %u: %s covers %s", ml_scene_get_step (scene), boxes[i].label, boxes[j].label);
}

static gboolean
crosses (const MlScene *scene, const MlArrow *arrow)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n);

  for (guint i = 0; i < n; i++)
    if (boxes[i].id != arrow->from && ml_curve_crosses_rect (&arrow->curve, &boxes[i].rect))
      return TRUE;

  return FALSE;
}

static void
count_crossings (const MlScene *scene)
{
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n);

  for (guint i = 0; i < n; i++)
    n_crossing += crosses (scene, &arrows[i]);
  n_arrows += n;
}

/* Arrows drawn and hidden holders are the count. */
static void
check_counts (const MlScene *scene)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  guint n_boxes, n;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &arrows[i].to));

      if (arrows[i].kind != ML_ARROW_WEAK)
        g_hash_table_insert (counts, (gpointer) &arrows[i].to, GUINT_TO_POINTER (count + 1));
    }

  for (guint i = 0; i < n_boxes; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &boxes[i].id));

      if (boxes[i].flags & ML_BOX_BADGE && !(boxes[i].flags & (ML_BOX_IMMORTAL | ML_BOX_FREED)) &&
          count + boxes[i].hidden != boxes[i].count)
        fail_msg ("step %u: %s: %u arrows and %u hidden",
                  ml_scene_get_step (scene),
                  boxes[i].label,
                  count,
                  boxes[i].hidden);
    }
}

static char *
draw (const Show *show, MlStep step)
{
  g_autoptr (MlScene) scene = scene_at (show, step);

  return ml_svg_write (scene, ml_theme_get (ML_THEME_LIGHT), NULL);
}

/* What is jumped to is what is played to, byte for byte: whatever was drawn before. */
static void
check_jumps (const Show *show, MlStep last)
{
  char *drawn[N_JUMPS];

  for (guint i = 0; i < N_JUMPS; i++)
    drawn[i] = draw (show, last * i / (N_JUMPS - 1));

  for (guint i = N_JUMPS; i-- > 0;)
    {
      g_autofree char *again = draw (show, last * i / (N_JUMPS - 1));

      assert_string_equal (again, drawn[i]);
      g_free (drawn[i]);
    }
}

static void
test_program (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlSubject) subject = ml_subject_load (*state, &error);
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlLayout) layout = NULL;
  g_autoptr (MlMemory) memory = NULL;
  MlRecording *recording;
  MlStep last;
  Show show;

  /* Some programs are there for the message about their syntax. */
  if (subject == NULL)
    {
      assert_true (g_error_matches (error, ML_SUBJECT_ERROR, ML_SUBJECT_ERROR_SYNTAX));
      return;
    }

  recording = ml_subject_get_recording (subject);
  last = ml_recording_get_last_step (recording);
  layout = ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  memory = ml_memory_new (recording);
  show = (Show){ layout, memory, make_table () };

  for (guint i = 0; i < MIN (N_STEPS, last + 1); i++)
    {
      g_autoptr (MlScene) scene =
          scene_at (&show, (guint64) last * i / MIN (N_STEPS - 1, MAX (last, 1)));

      check_stillness (&show, scene);
      check_places (scene);
      check_counts (scene);
      count_crossings (scene);
    }

  check_jumps (&show, last);
  g_hash_table_unref (show.shown);
}

static void
test_crossings (void **state)
{
  print_message ("# arrows through boxes: %u of %u\n", n_crossing, n_arrows);
  assert_true (n_arrows > 0);
  assert_true (n_crossing <= n_arrows / ARROWS_PER_CROSSING);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = ml_exhibit_list (argc > 1 ? argv[1] : ".");
  g_autofree struct CMUnitTest *tests = g_new0 (struct CMUnitTest, paths->len + 1);

  for (guint i = 0; i < paths->len; i++)
    tests[i] = (struct CMUnitTest){
      .name = g_ptr_array_index (paths, i),
      .test_func = test_program,
      .initial_state = g_ptr_array_index (paths, i),
    };
  tests[paths->len] = (struct CMUnitTest) cmocka_unit_test (test_crossings);

  return _cmocka_run_group_tests ("programs", tests, paths->len + 1, NULL, NULL);
}
