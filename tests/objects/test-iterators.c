/* test-iterators.c: who holds what while one iterates: enumerate, zip, map, filter, reversed, iter
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-bench.h"

#include "ml-cell.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* type (first, second); @second may be NULL. */
static MlObject *
make (TestBench *bench, MlType *type, MlObject *first, MlObject *second)
{
  MlObject *args[2] = { first, second };
  MlObject *result = ml_call (bench->heap, &type->object, args, second != NULL ? 2 : 1, NULL);

  assert_non_null (result);

  return result;
}

static void
exhaust (TestBench *bench, MlObject *iterator)
{
  MlObject *item;

  while ((item = ml_next (bench->heap, iterator)) != NULL)
    ml_unref (bench->heap, item);

  assert_null (bench->heap->raised);
  test_check (bench);
}

/* Which iterators let go of their list at the end. */
static void
test_holders (void **state)
{
  TestBench *bench = *state;
  const MlWorld *world = bench->heap->world;
  MlObject *list = bench->held[0] = test_probes (bench, 2);
  MlObject *str_type = (MlObject *) world->str_type;

  bench->held[1] = ml_iterate (bench->heap, list);
  assert_int_equal (list->count, 2);
  exhaust (bench, bench->held[1]);
  assert_int_equal (list->count, 1);

  bench->held[2] = make (bench, world->zip_type, list, list);
  assert_int_equal (list->count, 3);
  exhaust (bench, bench->held[2]);
  assert_int_equal (list->count, 2);

  bench->held[3] = make (bench, world->map_type, str_type, list);
  assert_int_equal (list->count, 3);

  bench->held[4] = make (bench, world->reversed_type, list, NULL);
  assert_int_equal (list->count, 4);
  exhaust (bench, bench->held[4]);
  assert_int_equal (list->count, 4);

  bench->held[5] = make (bench, world->enumerate_type, list, NULL);
  assert_int_equal (list->count, 5);
  exhaust (bench, bench->held[5]);
  assert_int_equal (list->count, 4);

  bench->held[6] = make (bench, world->filter_type, world->none, list);
  assert_int_equal (list->count, 5);
  exhaust (bench, bench->held[6]);
  assert_int_equal (list->count, 4);
}

static void
check_reuse (TestBench *bench, MlObject *iterator)
{
  MlObject *first = ml_next (bench->heap, iterator);
  MlObject *kept;

  test_tell (bench, iterator);
  ml_unref (bench->heap, first);
  kept = bench->held[14] = ml_next (bench->heap, iterator);
  assert_ptr_equal (kept, first);
  test_memory (bench, kept);
  test_memory (bench, iterator);
  bench->held[15] = ml_next (bench->heap, iterator);
  assert_ptr_not_equal (bench->held[15], kept);
  test_check (bench);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[14]));
  ml_unref (bench->heap, g_steal_pointer (&bench->held[15]));
}

/* The result is filled anew while nobody else holds it. */
static void
test_reused_results (void **state)
{
  TestBench *bench = *state;
  const MlWorld *world = bench->heap->world;
  MlObject *list = bench->held[0] = test_probes (bench, 4);

  bench->held[1] = make (bench, world->enumerate_type, list, NULL);
  check_reuse (bench, bench->held[1]);
  bench->held[2] = make (bench, world->zip_type, list, list);
  check_reuse (bench, bench->held[2]);
}

static void
test_values (void **state)
{
  TestBench *bench = *state;
  const MlWorld *world = bench->heap->world;
  MlObject *list = bench->held[0] = ml_list_new (bench->heap);
  MlObject *start = ml_int_new (bench->heap, 7);

  for (int i = 0; i < 3; i++)
    ml_list_append_take (bench->heap, list, ml_int_new (bench->heap, i));

  bench->held[1] = make (bench, world->enumerate_type, list, start);
  bench->held[2] = ml_list_from_iterable (bench->heap, bench->held[1]);
  test_repr (bench, bench->held[2], "[(7, 0), (8, 1), (9, 2)]");

  bench->held[3] = make (bench, world->map_type, (MlObject *) world->str_type, list);
  bench->held[4] = ml_list_from_iterable (bench->heap, bench->held[3]);
  test_repr (bench, bench->held[4], "['0', '1', '2']");

  bench->held[5] = make (bench, world->filter_type, world->none, list);
  bench->held[6] = ml_list_from_iterable (bench->heap, bench->held[5]);
  test_repr (bench, bench->held[6], "[1, 2]");

  bench->held[7] = ml_list_to_tuple (bench->heap, list);
  bench->held[8] = make (bench, world->reversed_type, bench->held[7], NULL);
  bench->held[9] = ml_list_from_iterable (bench->heap, bench->held[8]);
  test_repr (bench, bench->held[9], "[2, 1, 0]");

  bench->held[10] = ml_sequence_iterator_new (bench->heap, list);
  bench->held[11] = ml_list_from_iterable (bench->heap, bench->held[10]);
  test_repr (bench, bench->held[11], "[0, 1, 2]");

  bench->held[12] = ml_callable_iterator_new (bench->heap, (MlObject *) world->int_type, start);
  assert_ptr_equal (ml_next (bench->heap, bench->held[12]), ml_int_new (bench->heap, 0));
  bench->held[13] = ml_callable_iterator_new (
      bench->heap, (MlObject *) world->int_type, ml_int_new (bench->heap, 0));
  assert_null (ml_next (bench->heap, bench->held[13]));
  assert_null (bench->heap->raised);
}

static void
test_errors (void **state)
{
  TestBench *bench = *state;
  const MlWorld *world = bench->heap->world;
  MlObject *one = ml_int_new (bench->heap, 1);

  assert_null (ml_call (bench->heap, (MlObject *) world->zip_type, &one, 1, NULL));
  test_raised (bench, world->type_error, "'int' object is not iterable");
  assert_null (ml_call (bench->heap, (MlObject *) world->map_type, &one, 1, NULL));
  test_raised (bench, world->type_error, "map() must have at least two arguments.");
  assert_null (ml_call (bench->heap, (MlObject *) world->filter_type, &one, 1, NULL));
  test_raised (bench, world->type_error, "filter expected 2 arguments, got 1");
  assert_null (ml_call (bench->heap, (MlObject *) world->reversed_type, &one, 1, NULL));
  test_raised (bench, world->type_error, "'int' object is not reversible");
  assert_null (ml_call (bench->heap, (MlObject *) world->enumerate_type, NULL, 0, NULL));
  test_raised (bench, world->type_error, "enumerate() missing required argument 'iterable'");
}

static void
test_cell (void **state)
{
  TestBench *bench = *state;
  MlObject *cell = bench->held[0] = ml_cell_new (bench->heap, test_probe (bench, 1));

  assert_int_equal (test_size (bench, cell), 40);
  test_tell (bench, cell);
  ml_cell_set (bench->heap, cell, test_probe (bench, 2));
  test_deaths (bench, "1 ");
  test_memory (bench, cell);
  ml_cell_set (bench->heap, cell, NULL);
  assert_null (ml_cell_get (cell));
  test_deaths (bench, "2 ");
  test_memory (bench, cell);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_holders, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_reused_results, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_values, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_errors, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_cell, test_bench_setup, test_bench_teardown),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
