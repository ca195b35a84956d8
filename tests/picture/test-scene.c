/* test-scene.c: what must hold of every picture, at every step, in every view and at every level of
 * detail */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "ml-outline.h"
#include "ml-samples.h"
#include "ml-svg.h"
#include "ml-test-journal.h"
#include "ml-text-art.h"

typedef struct
{
  const char *name;
  MlRecording *recording;
  MlLayout *layout;
  MlMemory *memory;
  MlScene *before; /* of the step before, while every step is checked; NULL at the first */
} Show;

typedef void (*CheckScene) (const Show *show, MlScene *scene);

static MlScene *
scene_at (const Show *show, MlStep step)
{
  ml_memory_seek (show->memory, step);
  return ml_scene_new (show->layout, show->memory);
}

static void
check_every_step (MlMetrics *metrics, CheckScene check)
{
  for (const MlSample *sample = ml_samples; sample->name != NULL; sample++)
    for (MlView view = ML_VIEW_MEMORY; view <= ML_VIEW_TYPES; view++)
      for (MlDetail detail = ML_DETAIL_SIMPLE; detail <= ML_DETAIL_CPYTHON; detail++)
        {
          g_autoptr (MlRecording) recording = sample->make ();
          g_autoptr (MlLayout) layout = ml_layout_new (recording, view, detail, metrics);
          g_autoptr (MlMemory) memory = ml_memory_new (recording);
          Show show = { sample->name, recording, layout, memory };

          for (MlStep step = 0; step <= ml_recording_get_last_step (recording); step++)
            {
              MlScene *scene = scene_at (&show, step);

              check (&show, scene);
              g_clear_pointer (&show.before, ml_scene_unref);
              show.before = scene;
            }
          ml_scene_unref (show.before);
        }
}

/* Every arrow is one reference: what is not drawn is counted. */
static void
check_counts (const Show *show, MlScene *scene)
{
  guint n_boxes, n_arrows;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_boxes; i++)
    {
      guint n = 0;

      if (!(boxes[i].flags & ML_BOX_BADGE) || boxes[i].flags & (ML_BOX_IMMORTAL | ML_BOX_FREED))
        continue;
      for (guint j = 0; j < n_arrows; j++)
        n += arrows[j].to == boxes[i].id && arrows[j].kind != ML_ARROW_WEAK;

      if (n + boxes[i].hidden != boxes[i].count)
        fail_msg ("%s, step %u: %s: %u arrows and %u hidden",
                  show->name,
                  ml_scene_get_step (scene),
                  boxes[i].label,
                  n,
                  boxes[i].hidden);
    }
}

static gboolean
is_inside (const MlRect *inner, const MlRect *outer)
{
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

static void
check_places (const Show *show, MlScene *scene)
{
  guint n_boxes;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  MlRect extents = ml_scene_get_extents (scene);

  for (guint i = 0; i < n_boxes; i++)
    {
      assert_true (is_inside (&boxes[i].rect, &extents));
      for (guint j = 0; j < i; j++)
        if (ml_rect_intersects (&boxes[i].rect, &boxes[j].rect))
          fail_msg ("%s, step %u: %s covers %s",
                    show->name,
                    ml_scene_get_step (scene),
                    boxes[i].label,
                    boxes[j].label);
    }
}

/* Against the step before. */
static void
check_stillness (const Show *show, MlScene *scene)
{
  guint n_boxes;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);

  for (guint i = 0; i < n_boxes && show->before != NULL; i++)
    {
      const MlBox *old = ml_scene_get_box (show->before, boxes[i].id);

      if (old != NULL && (old->rect.x != boxes[i].rect.x || old->rect.y != boxes[i].rect.y))
        fail_msg ("%s, step %u: %s moves", show->name, ml_scene_get_step (scene), boxes[i].label);
    }
}

static void
check_arrows (const Show *show, MlScene *scene)
{
  guint n_boxes, n_arrows;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_arrows; i++)
    for (guint j = 0; j < n_boxes; j++)
      if (boxes[j].id != arrows[i].from && ml_curve_crosses_rect (&arrows[i].curve, &boxes[j].rect))
        fail_msg ("%s, view %u, detail %u, step %u: an arrow runs through %s",
                  show->name,
                  ml_layout_get_view (show->layout),
                  ml_layout_get_detail (show->layout),
                  ml_scene_get_step (scene),
                  boxes[j].label);
}

static void
check_rows (const Show *show, MlScene *scene)
{
  guint n_boxes;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);

  for (guint i = 0; i < n_boxes; i++)
    {
      MlRect all = { 0, 0, boxes[i].rect.width, boxes[i].rect.height + 0.01 };

      for (guint j = 0; j < boxes[i].n_rows; j++)
        {
          const MlRow *row = &boxes[i].rows[j];

          assert_true (is_inside (&row->rect, &all));
          if (row->target != 0)
            assert_non_null (ml_scene_get_box (scene, ML_BOX_ID (row->target)));
        }
    }
}

static void
check_svg (const Show *show, MlScene *scene)
{
  static const GMarkupParser parser = { NULL };
  g_autofree char *svg = ml_svg_write (scene, ml_theme_get (ML_THEME_PRINT), "A <title> & more");
  g_autofree char *again = ml_svg_write (scene, ml_theme_get (ML_THEME_PRINT), "A <title> & more");
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  assert_string_equal (svg, again);
  assert_true (g_markup_parse_context_parse (context, svg, -1, NULL));
  assert_true (g_markup_parse_context_end_parse (context, NULL));
  g_markup_parse_context_free (context);
}

static void
check_without_arrows (const Show *show, MlScene *scene)
{
  check_counts (show, scene);
  check_places (show, scene);
  check_stillness (show, scene);
}

static void
check_all (const Show *show, MlScene *scene)
{
  check_without_arrows (show, scene);
  check_arrows (show, scene);
  check_rows (show, scene);
}

static void
test_in_pixels (void **state)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);

  check_every_step (metrics, check_all);
}

static void
test_in_cells (void **state)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();

  check_every_step (metrics, check_without_arrows);
}

static void
test_svg (void **state)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);

  check_every_step (metrics, check_svg);
}

/* A picture that is jumped to is the picture that is played to. */
static void
test_jumps (void **state)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();

  for (const MlSample *sample = ml_samples; sample->name != NULL; sample++)
    {
      g_autoptr (MlRecording) recording = sample->make ();
      g_autoptr (MlLayout) layout =
          ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
      g_autoptr (MlMemory) memory = ml_memory_new (recording);
      Show show = { sample->name, recording, layout, memory };
      MlStep last = ml_recording_get_last_step (recording);
      g_autoptr (GPtrArray) played = g_ptr_array_new_with_free_func (g_free);

      for (MlStep step = 0; step <= last; step++)
        {
          g_autoptr (MlScene) scene = scene_at (&show, step);

          g_ptr_array_add (played, ml_outline_write (scene));
        }
      for (MlStep i = 0; i <= last; i++)
        {
          MlStep step = i * 7 % (last + 1);
          g_autoptr (MlScene) scene = scene_at (&show, step);
          g_autofree char *jumped = ml_outline_write (scene);

          assert_string_equal (jumped, g_ptr_array_index (played, step));
        }
    }
}

static char *
draw (const MlScene *scene)
{
  return ml_svg_write (scene, ml_theme_get (ML_THEME_LIGHT), NULL);
}

/* Paths that are kept from the picture before are those that would be found again. */
static void
test_paths (void **state)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlRecording) recording = ml_sample_random (150);
  g_autoptr (MlLayout) layout =
      ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlStep last = ml_recording_get_last_step (recording);

  for (MlStep step = 0; step <= last; step++)
    {
      g_autoptr (MlScene) played = NULL;
      g_autoptr (MlScene) alone = NULL;
      g_autoptr (MlLayout) fresh = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      ml_memory_seek (memory, step);
      played = ml_scene_new (layout, memory);
      if (step % 10 != 9)
        continue;

      fresh = ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
      alone = ml_scene_new (fresh, memory);
      before = draw (played);
      after = draw (alone);
      assert_string_equal (before, after);
    }
}

/* A recording that grew has the places of one that was there from the start. */
static void
test_growth (void **state)
{
  static const guint lengths[] = { 500, 1998, 1999, 2050 };
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlRecording) all = ml_sample_random (2100);
  g_autoptr (MlLayout) whole = ml_layout_new (all, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  MlStep last = ml_recording_get_last_step (all);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (MlRecording) some = ml_sample_random (lengths[i]);
      g_autoptr (MlLayout) part = ml_layout_new (some, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);

      /* Full stretches have the same places, whatever follows. */
      for (MlStep step = 0; step + 1 < lengths[i] / 2000 * 2000; step += 13)
        for (MlSerial serial = 1; serial < 400; serial++)
          {
            const MlPlace *a = ml_layout_get_place (part, serial, step);
            const MlPlace *b = ml_layout_get_place (whole, serial, step);

            assert_int_equal (a == NULL, b == NULL);
            if (a != NULL)
              assert_memory_equal (&a->rect, &b->rect, sizeof a->rect);
          }
    }

  assert_true (last > 2100);
}

/* A layout that was there before the recording grew shows what a new one shows. */
static void
test_prolonged (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = []\nx = 1\n");
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlRecording) part = NULL;
  g_autoptr (MlRecording) whole = NULL;
  g_autoptr (MlLayout) old = NULL;
  g_autoptr (MlLayout) new = NULL;
  g_autoptr (MlMemory) memory = NULL;

  ml_test_journal_bind (test, test->module, "x", ml_test_journal_list (test));
  part = ml_test_journal_end (test);
  old = ml_layout_new (part, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  ml_test_journal_bind (test, test->module, "x", ml_test_journal_int (test, 1));
  ml_test_journal_bind (test, test->module, "longer", ml_test_journal_str (test, "text"));
  whole = ml_test_journal_end (test);

  ml_layout_set_recording (old, whole);
  new = ml_layout_new (whole, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  memory = ml_memory_new (whole);
  for (MlStep step = 0; step <= ml_recording_get_last_step (whole); step++)
    {
      Show before = { "old", whole, old, memory, NULL };
      Show after = { "new", whole, new, memory, NULL };
      g_autoptr (MlScene) one = scene_at (&before, step);
      g_autoptr (MlScene) other = scene_at (&after, step);
      g_autofree char *drawn = ml_text_art_write (one);
      g_autofree char *expected = ml_text_art_write (other);

      assert_string_equal (drawn, expected);
    }
}

static void
assert_outline (MlRecording *recording, MlStep step, MlDetail detail, const char *expected)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlLayout) layout = ml_layout_new (recording, ML_VIEW_MEMORY, detail, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  Show show = { NULL, recording, layout, memory };
  g_autoptr (MlScene) scene = scene_at (&show, step);
  g_autofree char *outline = ml_outline_write (scene);

  assert_string_equal (outline, expected);
}

static void
test_labels (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  assert_outline (recording,
                  3,
                  ML_DETAIL_HONEST,
                  "stack\n"
                  "  <module>, running\n"
                  "    x → list #13\n"
                  "    y → list #13, new\n"
                  "heap\n"
                  "  list #13, 2 references, +1\n"
                  "    0 → int #14 1\n"
                  "    1 → int #15 2\n"
                  "    2 → int #16 3\n"
                  "  int #14, immortal\n"
                  "    1\n"
                  "  int #15, immortal\n"
                  "    2\n"
                  "  int #16, immortal\n"
                  "    3\n");
  assert_outline (recording,
                  5,
                  ML_DETAIL_HONEST,
                  "stack\n"
                  "  <module>, running\n"
                  "    x, deleted\n"
                  "heap\n"
                  "  list #13, 0 references, −1, freed, 56 bytes returned\n"
                  "    0: 1\n"
                  "    1: 2\n"
                  "    2: 3\n");
}

static void
test_simple (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  assert_outline (recording,
                  2,
                  ML_DETAIL_SIMPLE,
                  "stack\n"
                  "  <module>, running\n"
                  "    x → list #13, new\n"
                  "heap\n"
                  "  list #13, new\n"
                  "    0: 1, new\n"
                  "    1: 2, new\n"
                  "    2: 3, new\n");
}

static void
test_text_art (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlLayout) layout =
      ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_SIMPLE, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  Show show = { NULL, recording, layout, memory };
  g_autoptr (MlScene) scene = scene_at (&show, 3);
  g_autofree char *drawn = ml_text_art_write (scene);

  assert_string_equal (drawn,
                       "┌─────── STACK ──────┐  ┌─────────────── HEAP ───────────────┐\n"
                       "│                    │  │                                    │\n"
                       "│ ┌────────────────┐ │  │                                    │\n"
                       "│ │ <module>       │ │  │     ┌──────────────┐               │\n"
                       "│ │ x             ●┼─┼──┼───┬─► list         │               │\n"
                       "│ │ y             ●┼─┼──┼───┘ │ │ 1 │ 2 │ 3  │               │\n"
                       "│ └────────────────┘ │  │     └──────────────┘               │\n"
                       "└────────────────────┘  └────────────────────────────────────┘\n");
}

/* What is painted at a point is what is found there. */
static void
test_hits (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlLayout) layout =
      ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  Show show = { NULL, recording, layout, memory };
  g_autoptr (MlScene) scene = scene_at (&show, 3);
  guint n_boxes, n_arrows;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_boxes; i++)
    for (guint j = 0; j < boxes[i].n_rows; j++)
      {
        const MlRow *row = &boxes[i].rows[j];
        const MlRow *hit;

        assert_ptr_equal (ml_scene_hit_box (scene,
                                            boxes[i].rect.x + row->rect.x + row->rect.width / 2,
                                            boxes[i].rect.y + row->rect.y + row->rect.height / 2,
                                            &hit),
                          &boxes[i]);
        assert_ptr_equal (hit, row);
      }

  assert_true (n_arrows > 0);
  for (guint i = 0; i < n_arrows; i++)
    {
      MlPoint middle = ml_curve_at (&arrows[i].curve, 0.3);

      assert_ptr_equal (ml_scene_hit_arrow (scene, middle.x, middle.y, 6), &arrows[i]);
    }
  assert_null (ml_scene_hit_box (scene, -5, -5, NULL));
  assert_null (ml_scene_hit_arrow (scene, -50, -50, 6));
}

/* Pointing at a name lights its arrow alone, pointing at the object all that holds it. */
static void
test_light (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMetrics) metrics = ml_metrics_new_pango (1);
  g_autoptr (MlLayout) layout =
      ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_SIMPLE, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  Show show = { NULL, recording, layout, memory, NULL };
  g_autoptr (MlScene) scene = scene_at (&show, 3);
  guint n, n_of_object = 0, n_of_name = 0;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n);
  MlSerial list = (MlSerial) arrows[0].to;

  for (guint i = 0; i < n; i++)
    {
      n_of_object += ml_scene_is_lit (scene, &arrows[i], list, 0, 0);
      n_of_name += ml_scene_is_lit (scene, &arrows[i], list, arrows[0].holder, arrows[0].slot);
    }

  assert_int_equal (n_of_object, 2);
  assert_int_equal (n_of_name, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_in_pixels), cmocka_unit_test (test_in_cells),
    cmocka_unit_test (test_svg),       cmocka_unit_test (test_jumps),
    cmocka_unit_test (test_paths),     cmocka_unit_test (test_growth),
    cmocka_unit_test (test_prolonged), cmocka_unit_test (test_labels),
    cmocka_unit_test (test_simple),    cmocka_unit_test (test_text_art),
    cmocka_unit_test (test_hits),      cmocka_unit_test (test_light),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
