/* test-death.c: cells, addresses, counts, and the order in which things die */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-stage.h"

#define LONG_CHAIN 1000000

static TestNode *
node (MlObject *object)
{
  return (TestNode *) object;
}

/* The last freed cell is the first to be given again; a serial never is. */
static void
test_cells_are_reused (void **state)
{
  TestStage *stage = *state;
  MlObject *first = stage->held[0] = test_plain (stage, 1);
  MlObject *second = stage->held[1] = test_plain (stage, 2);
  guint64 first_address = ml_heap_get_address (stage->heap, first);
  guint64 second_address = ml_heap_get_address (stage->heap, second);
  MlSerial last = second->serial;

  assert_true (first_address != second_address);
  assert_int_equal (first_address % 16, 0);
  test_release (stage, 0);
  test_release (stage, 1);

  stage->held[0] = test_plain (stage, 3);
  stage->held[1] = test_plain (stage, 4);
  assert_int_equal (ml_heap_get_address (stage->heap, stage->held[0]), second_address);
  assert_int_equal (ml_heap_get_address (stage->heap, stage->held[1]), first_address);
  assert_int_equal (stage->held[0]->serial, last + 1);
  assert_int_equal (stage->held[1]->serial, last + 2);
}

/* What is given out is zeroed, whatever stood there before. */
static void
test_cells_are_zeroed (void **state)
{
  TestStage *stage = *state;

  stage->held[0] = test_plain (stage, 99);
  test_link (stage, stage->held[0], 1, test_plain (stage, 98));
  test_release (stage, 0);
  stage->held[0] = test_plain (stage, 1);
  assert_null (node (stage->held[0])->links[0]);
  assert_null (node (stage->held[0])->links[1]);
  assert_int_equal (stage->held[0]->count, 1);
  assert_int_equal (stage->held[0]->flags, 0);
}

/* Objects too large for a cell have addresses of their own, reused in the same way. */
static void
test_large_objects (void **state)
{
  TestStage *stage = *state;
  gsize before = stage->heap->bytes;
  MlObject *large = stage->held[0] = ml_heap_allocate (stage->heap, &stage->collected, 5000);
  guint64 address = ml_heap_get_address (stage->heap, large);

  assert_true (stage->heap->bytes >= before + 5000);
  stage->held[1] = ml_heap_allocate (stage->heap, &stage->collected, 5000);
  assert_true (ml_heap_get_address (stage->heap, stage->held[1]) >= address + 5000);
  test_release (stage, 0);
  stage->held[0] = ml_heap_allocate (stage->heap, &stage->collected, 5000);
  assert_int_equal (ml_heap_get_address (stage->heap, stage->held[0]), address);
  test_release (stage, 0);
  test_release (stage, 1);
  assert_int_equal (stage->heap->bytes, before);
}

static void
note_address (MlObject *object, gpointer data)
{
  g_array_append_val ((GArray *) data, object->serial);
}

static void
test_foreach_sees_the_living (void **state)
{
  TestStage *stage = *state;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  for (guint i = 0; i < 4; i++)
    stage->held[i] = test_plain (stage, i);

  test_release (stage, 1);
  ml_heap_foreach (stage->heap, note_address, seen);
  assert_int_equal (seen->len, 3);
  assert_int_equal (g_array_index (seen, MlSerial, 0), stage->held[0]->serial);
  assert_int_equal (g_array_index (seen, MlSerial, 1), stage->held[2]->serial);
  assert_int_equal (g_array_index (seen, MlSerial, 2), stage->held[3]->serial);
}

static void
test_limit_of_bytes (void **state)
{
  TestStage *stage = *state;
  gpointer buffer;

  stage->heap->byte_limit = stage->heap->bytes + 10000;
  stage->held[0] = test_plain (stage, 1);
  assert_non_null (stage->held[0]);
  assert_null (ml_heap_allocate (stage->heap, &stage->plain, 10001));
  assert_int_equal (stage->n_memory_errors, 1);

  buffer = ml_heap_resize_buffer (stage->heap, NULL, 0, 5000);
  assert_non_null (buffer);
  assert_null (ml_heap_resize_buffer (stage->heap, buffer, 5000, 20000));
  assert_int_equal (stage->n_memory_errors, 2);
  node (stage->held[0])->buffer = buffer;
  node (stage->held[0])->buffer_size = 5000;

  /* What dies makes room again. */
  test_release (stage, 0);
  stage->held[0] = ml_heap_allocate (stage->heap, &stage->plain, 9000);
  assert_non_null (stage->held[0]);
}

/* A tree dies depth first: each node before what it held, the first link's all before the second.
 */
static void
test_depth_first (void **state)
{
  TestStage *stage = *state;
  MlObject *root = stage->held[0] = test_plain (stage, 1);

  test_link (stage, root, 0, test_plain (stage, 2));
  test_link (stage, root, 1, test_plain (stage, 5));
  test_link (stage, node (root)->links[0], 0, test_plain (stage, 3));
  test_link (stage, node (root)->links[0], 1, test_plain (stage, 4));
  test_link (stage, node (root)->links[1], 0, test_plain (stage, 6));
  test_log (stage, "");
  test_release (stage, 0);
  test_log (stage, "1 2 3 4 5 6 ");
}

static void
test_shared_dies_with_its_last_holder (void **state)
{
  TestStage *stage = *state;
  MlObject *shared = test_plain (stage, 3);

  stage->held[0] = test_plain (stage, 1);
  stage->held[1] = test_plain (stage, 2);
  test_link (stage, stage->held[0], 0, shared);
  test_link (stage, stage->held[1], 0, ml_ref (shared));
  assert_int_equal (shared->count, 2);
  test_release (stage, 0);
  test_log (stage, "1 ");
  assert_int_equal (shared->count, 1);
  test_release (stage, 1);
  test_log (stage, "2 3 ");
}

static void
test_rebinding_holds_the_new_first (void **state)
{
  TestStage *stage = *state;
  MlObject *holder = stage->held[0] = test_plain (stage, 1);
  MlObject *kept = test_plain (stage, 3);

  /* What is replaced holds what replaces it. */
  test_link (stage, holder, 0, test_plain (stage, 2));
  test_link (stage, node (holder)->links[0], 0, kept);
  test_link (stage, holder, 0, ml_ref (kept));
  test_log (stage, "2 ");
  assert_int_equal (kept->count, 1);
}

static void
test_long_chain (void **state)
{
  TestStage *stage = *state;
  gsize before = stage->heap->bytes;
  MlObject *head = NULL;

  stage->quiet = TRUE;

  for (int i = 0; i < LONG_CHAIN; i++)
    {
      MlObject *next = test_collected (stage, i);

      test_link (stage, next, 0, head);
      head = next;
    }

  stage->held[0] = head;
  test_release (stage, 0);
  assert_int_equal (stage->n_deaths, LONG_CHAIN);
  assert_int_equal (stage->heap->bytes, before);
}

static void
hold_again (TestStage *stage, TestNode *dying)
{
  if (dying->number == 1)
    stage->held[1] = ml_ref (dying);
}

/* Who is brought back keeps what it holds, and its finalizer does not run again. */
static void
test_resurrection (void **state)
{
  TestStage *stage = *state;
  MlObject *object = stage->held[0] = test_plain (stage, 1);

  stage->on_finalize = hold_again;
  test_link (stage, object, 0, test_plain (stage, 2));
  test_release (stage, 0);
  test_log (stage, "1 ");
  assert_ptr_equal (stage->held[1], object);
  assert_int_equal (object->count, 1);
  test_release (stage, 1);
  test_log (stage, "2 ");
}

static void
drop_another (TestStage *stage, TestNode *dying)
{
  if (dying->number == 1)
    test_release (stage, 1);
}

/* What a finalizer kills is dead before the finalizer's own object goes on dying. */
static void
test_death_inside_a_finalizer (void **state)
{
  TestStage *stage = *state;

  stage->on_finalize = drop_another;
  stage->held[0] = test_plain (stage, 1);
  test_link (stage, stage->held[0], 0, test_plain (stage, 4));
  stage->held[1] = test_plain (stage, 2);
  test_link (stage, stage->held[1], 0, test_plain (stage, 3));
  test_release (stage, 0);
  test_log (stage, "1 2 3 4 ");
}

static void
test_immortal (void **state)
{
  TestStage *stage = *state;
  MlObject *immortal = test_plain (stage, 1);

  ml_heap_make_immortal (stage->heap, immortal);
  stage->held[0] = ml_ref (immortal);
  test_release (stage, 0);
  ml_unref (stage->heap, immortal);
  test_log (stage, "");
  assert_int_equal (immortal->count, ML_IMMORTAL_COUNT);
}

static void
test_native_lets_go_in_order (void **state)
{
  TestStage *stage = *state;
  MlObject *slots[] = { test_plain (stage, 1), test_plain (stage, 2), NULL, test_plain (stage, 3) };
  MlObject *inner_slots[] = { test_plain (stage, 4) };
  MlNative outer, inner;

  ml_native_enter (stage->heap, &outer, "outer", slots, G_N_ELEMENTS (slots));
  ml_native_enter (stage->heap, &inner, "inner", inner_slots, G_N_ELEMENTS (inner_slots));
  test_check (stage);
  ml_native_leave (stage->heap, &inner);
  test_log (stage, "4 ");
  ml_native_leave (stage->heap, &outer);
  test_log (stage, "1 2 3 ");
}

static void
visit_root (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data)
{
  visit (ML_SLOT (ML_REGION_ITEM, 0), *(MlObject **) owner, data);
}

/* The checker finds a reference that was lost, and one that is held by nobody it knows. */
static void
test_check_finds_what_is_wrong (void **state)
{
  TestStage *stage = *state;
  g_autoptr (GString) report = g_string_new (NULL);
  g_autofree char *expected = NULL;
  MlObject *object = stage->held[0] = test_plain (stage, 1);
  MlObject *owned;

  ml_ref (object);
  expected = g_strdup_printf ("plain object %u: count 2, references found 1\n", object->serial);
  assert_int_equal (ml_heap_check (stage->heap, report), 1);
  assert_string_equal (report->str, expected);
  object->count--;
  test_check (stage);

  object->count--;
  assert_int_equal (ml_heap_check (stage->heap, NULL), 1);
  object->count++;

  /* A root accounts for what it owns. */
  owned = test_plain (stage, 2);
  assert_int_equal (ml_heap_check (stage->heap, NULL), 1);
  ml_heap_add_root (stage->heap, visit_root, &owned);
  test_check (stage);
  ml_heap_remove_root (stage->heap, &owned);
  ml_unref (stage->heap, owned);
}

#define STAGED(test) cmocka_unit_test_setup_teardown (test, test_stage_setup, test_stage_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    STAGED (test_cells_are_reused),
    STAGED (test_cells_are_zeroed),
    STAGED (test_large_objects),
    STAGED (test_foreach_sees_the_living),
    STAGED (test_limit_of_bytes),
    STAGED (test_depth_first),
    STAGED (test_shared_dies_with_its_last_holder),
    STAGED (test_rebinding_holds_the_new_first),
    STAGED (test_long_chain),
    STAGED (test_resurrection),
    STAGED (test_death_inside_a_finalizer),
    STAGED (test_immortal),
    STAGED (test_native_lets_go_in_order),
    STAGED (test_check_finds_what_is_wrong),
  };

  return cmocka_run_group_tests_name ("death", tests, NULL, NULL);
}
