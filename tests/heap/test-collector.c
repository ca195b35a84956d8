/* test-collector.c: cycles, and how they end */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-stage.h"

/* Nodes @first, @first + 1, ... in a ring of @n: the first, which nothing else holds. */
static MlObject *
make_ring (TestStage *stage, int first, guint n)
{
  MlObject *head = test_collected (stage, first);
  MlObject *last = head;

  for (guint i = 1; i < n; i++)
    {
      MlObject *next = test_collected (stage, first + i);

      test_link (stage, last, 0, next);
      last = next;
    }

  test_link (stage, last, 0, ml_ref (head));

  return head;
}

static void
test_garbage_is_found (void **state)
{
  TestStage *stage = *state;
  gsize before = stage->heap->bytes;

  stage->held[0] = make_ring (stage, 1, 3);
  assert_int_equal (ml_heap_collect (stage->heap, 2), 0);
  test_log (stage, "");
  test_release (stage, 0);
  test_log (stage, "");
  assert_int_equal (ml_heap_collect (stage->heap, 2), 3);
  test_log (stage, "1 2 3 ");
  assert_int_equal (stage->heap->bytes, before);
}

static void
test_held_from_outside (void **state)
{
  TestStage *stage = *state;
  MlObject *ring = make_ring (stage, 1, 2);

  /* An untracked object that holds a ring is outside. */
  stage->held[0] = test_plain (stage, 9);
  test_link (stage, stage->held[0], 0, ring);
  assert_int_equal (ml_heap_collect (stage->heap, 2), 0);
  test_release (stage, 0);
  test_log (stage, "9 ");
  assert_int_equal (ml_heap_collect (stage->heap, 2), 2);
  test_log (stage, "1 2 ");
}

/* What garbage holds dies with it; what holds garbage is garbage only if nobody holds it. */
static void
test_what_hangs_on_garbage (void **state)
{
  TestStage *stage = *state;
  MlObject *ring = make_ring (stage, 1, 2);
  MlObject *survivor = stage->held[0] = test_collected (stage, 5);

  test_link (stage, ring, 1, test_plain (stage, 3));
  test_link (stage, ((TestNode *) ring)->links[0], 1, ml_ref (survivor));
  assert_int_equal (survivor->count, 2);
  ml_unref (stage->heap, ring);
  assert_int_equal (ml_heap_collect (stage->heap, 2), 2);
  test_log (stage, "1 2 3 ");
  assert_int_equal (survivor->count, 1);
}

/* All finalizers run before anything is taken apart. */
static void
look_at_neighbour (TestStage *stage, TestNode *node)
{
  TestNode *neighbour = (TestNode *) node->links[0];

  assert_non_null (neighbour);
  g_string_append_printf (stage->log, "sees %d; ", neighbour->number);
}

static void
test_finalizers_come_first (void **state)
{
  TestStage *stage = *state;

  stage->on_finalize = look_at_neighbour;
  ml_unref (stage->heap, make_ring (stage, 1, 2));
  assert_int_equal (ml_heap_collect (stage->heap, 2), 2);
  test_log (stage, "1 sees 2; 2 sees 1; ");
}

static void
bring_back (TestStage *stage, TestNode *node)
{
  if (node->number == 2)
    stage->held[0] = ml_ref (node);
}

static void
test_resurrection (void **state)
{
  TestStage *stage = *state;

  stage->on_finalize = bring_back;
  ml_unref (stage->heap, make_ring (stage, 1, 3));
  assert_int_equal (ml_heap_collect (stage->heap, 2), 0);
  test_log (stage, "1 2 3 ");
  assert_int_equal (((TestNode *) stage->held[0])->number, 2);

  /* A second time nothing is finalized. */
  test_release (stage, 0);
  assert_int_equal (ml_heap_collect (stage->heap, 2), 3);
  test_log (stage, "");
}

/* One part of the garbage is brought back; the rest is freed. */
static void
test_partial_resurrection (void **state)
{
  TestStage *stage = *state;

  stage->on_finalize = bring_back;
  ml_unref (stage->heap, make_ring (stage, 1, 2));
  ml_unref (stage->heap, make_ring (stage, 5, 2));
  assert_int_equal (ml_heap_collect (stage->heap, 2), 2);
  test_log (stage, "1 2 5 6 ");
  assert_int_equal (((TestNode *) stage->held[0])->number, 2);
}

/* Survivors grow old: a collection of the young does not look at them again. */
static void
test_generations (void **state)
{
  TestStage *stage = *state;

  stage->held[0] = make_ring (stage, 1, 2);
  assert_int_equal (ml_heap_collect (stage->heap, 0), 0);
  test_release (stage, 0);
  assert_int_equal (ml_heap_collect (stage->heap, 0), 0);
  assert_int_equal (ml_heap_collect (stage->heap, 1), 2);
  test_log (stage, "1 2 ");
}

static void
test_threshold (void **state)
{
  TestStage *stage = *state;
  MlHeap *heap = stage->heap;

  heap->collector_enabled = TRUE;
  heap->generations[0].threshold = 10;

  for (int i = 0; i < 10; i++)
    ml_unref (heap, make_ring (stage, i, 1));

  assert_false (heap->collection_due);
  ml_unref (heap, make_ring (stage, 10, 1));
  assert_true (heap->collection_due);
  test_log (stage, "");
  ml_heap_collect_if_due (heap);
  assert_false (heap->collection_due);
  test_log (stage, "0 1 2 3 4 5 6 7 8 9 10 ");
  assert_int_equal (heap->generations[1].count, 1);
}

/* What was freed by counting does not bring a collection nearer. */
static void
test_frees_are_subtracted (void **state)
{
  TestStage *stage = *state;

  stage->heap->collector_enabled = TRUE;
  stage->heap->generations[0].threshold = 10;
  stage->quiet = TRUE;

  for (int i = 0; i < 1000; i++)
    ml_unref (stage->heap, test_collected (stage, i));

  assert_false (stage->heap->collection_due);
  assert_int_equal (stage->heap->generations[0].count, 0);
}

/* A long ring is traversed without C recursion. */
static void
test_long_ring (void **state)
{
  TestStage *stage = *state;

  stage->quiet = TRUE;
  ml_unref (stage->heap, make_ring (stage, 0, 200000));
  assert_int_equal (ml_heap_collect (stage->heap, 2), 200000);
  assert_int_equal (stage->n_deaths, 200000);
}

#define STAGED(test) cmocka_unit_test_setup_teardown (test, test_stage_setup, test_stage_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    STAGED (test_garbage_is_found),      STAGED (test_held_from_outside),
    STAGED (test_what_hangs_on_garbage), STAGED (test_finalizers_come_first),
    STAGED (test_resurrection),          STAGED (test_partial_resurrection),
    STAGED (test_generations),           STAGED (test_threshold),
    STAGED (test_frees_are_subtracted),  STAGED (test_long_ring),
  };

  return cmocka_run_group_tests_name ("collector", tests, NULL, NULL);
}
