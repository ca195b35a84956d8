/* test-set.c: set and frozenset: CPython's order and sizes, operators, what the journal is told */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-bench.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-str.h"

static MlObject *
set_of (TestBench *bench, const int *numbers, gsize n)
{
  MlObject *set = ml_set_new (bench->heap);

  for (gsize i = 0; i < n; i++)
    {
      MlObject *item = ml_int_new (bench->heap, numbers[i]);

      assert_true (ml_set_add (bench->heap, set, item));
      ml_unref (bench->heap, item);
    }

  return set;
}

static MlObject *
range_set (TestBench *bench, int start, int stop, int step)
{
  MlObject *set = ml_set_new (bench->heap);

  for (int i = start; i < stop; i += step)
    {
      MlObject *item = ml_int_new (bench->heap, i);

      assert_true (ml_set_add (bench->heap, set, item));
      ml_unref (bench->heap, item);
    }

  return set;
}

/* As CPython 3.13 under PYTHONHASHSEED=0 prints them. */
static void
test_order (void **state)
{
  static const int small[] = { 5, 3, 1, 300, 8 };
  static const int wrapped[] = { 16, 8, 0 };
  TestBench *bench = *state;
  MlObject *hello = bench->held[2] = ml_str_from_ascii (bench->heap, "hello world", -1);

  bench->held[0] = set_of (bench, small, G_N_ELEMENTS (small));
  test_repr (bench, bench->held[0], "{1, 3, 5, 8, 300}");
  bench->held[1] = set_of (bench, wrapped, G_N_ELEMENTS (wrapped));
  test_repr (bench, bench->held[1], "{16, 8, 0}");
  bench->held[3] = ml_set_from_iterable (bench->heap, hello);
  test_repr (bench, bench->held[3], "{' ', 'd', 'r', 'h', 'o', 'e', 'w', 'l'}");
  bench->held[4] = ml_frozenset_from_iterable (bench->heap, NULL);
  test_repr (bench, bench->held[4], "frozenset()");
  bench->held[5] = ml_frozenset_from_iterable (bench->heap, bench->held[1]);
  test_repr (bench, bench->held[5], "frozenset({16, 8, 0})");
}

static void
test_growth (void **state)
{
  static const gsize steps[][2] = {
    { 0, 216 }, { 5, 728 }, { 19, 2264 }, { 77, 8408 }, { 307, 32984 }
  };
  TestBench *bench = *state;
  MlObject *set = bench->held[0] = ml_set_new (bench->heap);
  gsize at = 0;

  for (gsize n = 1; n < 500; n++)
    {
      MlObject *item = ml_int_new (bench->heap, (gint64) n);

      assert_true (ml_set_add (bench->heap, set, item));
      ml_unref (bench->heap, item);

      if (at + 1 < G_N_ELEMENTS (steps) && n == steps[at + 1][0])
        at++;

      assert_int_equal (test_size (bench, set), steps[at][1]);
    }

  test_check (bench);
  ml_set_clear (bench->heap, set);
  assert_int_equal (test_size (bench, set), 216);
}

/* hash (frozenset ([1, 2, 3])) and hash (frozenset ()) of CPython 3.13. */
static void
test_hash (void **state)
{
  static const int numbers[] = { 3, 1, 2 };
  TestBench *bench = *state;

  bench->held[0] = set_of (bench, numbers, G_N_ELEMENTS (numbers));
  bench->held[1] = ml_frozenset_from_iterable (bench->heap, bench->held[0]);
  bench->held[2] = ml_frozenset_from_iterable (bench->heap, NULL);
  assert_int_equal (ml_hash (bench->heap, bench->held[1]), G_GINT64_CONSTANT (-272375401224217160));
  assert_int_equal (ml_hash (bench->heap, bench->held[2]), G_GINT64_CONSTANT (133146708735736));
  assert_int_equal (ml_hash (bench->heap, bench->held[0]), -1);
  test_raised (bench, bench->heap->world->type_error, "unhashable type: 'set'");
}

static void
check_operator (TestBench *bench, MlBinary how, const char *expected)
{
  MlObject *copy;

  bench->held[2] = ml_binary (bench->heap, how, bench->held[0], bench->held[1]);
  test_repr (bench, bench->held[2], expected);
  copy = bench->held[3] = ml_set_from_iterable (bench->heap, bench->held[0]);
  test_tell (bench, copy);
  bench->held[4] = ml_inplace (bench->heap, how, copy, bench->held[1]);
  assert_ptr_equal (bench->held[4], copy);
  assert_int_equal (ml_compare_bool (bench->heap, copy, bench->held[2], ML_EQUAL), 1);
  test_memory (bench, copy);

  for (guint i = 2; i < 5; i++)
    ml_unref (bench->heap, g_steal_pointer (&bench->held[i]));
}

static void
test_operators (void **state)
{
  TestBench *bench = *state;

  bench->held[0] = range_set (bench, 0, 12, 1);
  bench->held[1] = range_set (bench, 0, 24, 3);
  check_operator (bench, ML_OR, "{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18, 21}");
  check_operator (bench, ML_AND, "{0, 9, 3, 6}");
  check_operator (bench, ML_SUBTRACT, "{1, 2, 4, 5, 7, 8, 10, 11}");
  check_operator (bench, ML_XOR, "{1, 2, 4, 5, 7, 8, 10, 11, 12, 15, 18, 21}");
}

static void
test_comparison (void **state)
{
  TestBench *bench = *state;
  MlObject *small = bench->held[0] = range_set (bench, 0, 3, 1);
  MlObject *large = bench->held[1] = range_set (bench, 0, 30, 1);
  MlObject *frozen = bench->held[2] = ml_frozenset_from_iterable (bench->heap, small);

  assert_int_equal (ml_compare_bool (bench->heap, small, large, ML_LESS), 1);
  assert_int_equal (ml_compare_bool (bench->heap, small, large, ML_GREATER_EQUAL), 0);
  assert_int_equal (ml_compare_bool (bench->heap, small, frozen, ML_EQUAL), 1);
  assert_int_equal (ml_compare_bool (bench->heap, small, frozen, ML_LESS), 0);
  assert_int_equal (ml_compare_bool (bench->heap, large, frozen, ML_NOT_EQUAL), 1);
}

/* In the order of the table: by hash, here the number modulo 4. */
static void
test_release_order (void **state)
{
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = test_probes (bench, 4);

  bench->held[1] = ml_set_from_iterable (bench->heap, list);
  ml_list_clear (bench->heap, list);
  test_repr (bench, bench->held[1], "{p4, p1, p2, p3}");
  test_tell (bench, bench->held[1]);
  test_memory (bench, bench->held[1]);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
  test_deaths (bench, "4 1 2 3 ");
}

/* Items move when the table grows. */
static void
test_told (void **state)
{
  TestBench *bench = *state;
  MlObject *set = bench->held[0] = ml_set_new (bench->heap);

  test_tell (bench, set);

  for (int i = 0; i < 40; i++)
    {
      MlObject *item = bench->held[1] = ml_int_new (bench->heap, i * 37);

      assert_true (ml_set_add (bench->heap, set, item));
      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
      test_memory (bench, set);
    }

  while (ml_set_get_length (set) > 0)
    ml_unref (bench->heap, test_call (bench, set, "pop", 0));

  test_memory (bench, set);
  assert_null (test_call (bench, set, "pop", 0));
  test_raised (bench, bench->heap->world->key_error, "'pop from an empty set'");
}

static void
change_set (gpointer data)
{
  TestBench *bench = data;
  MlObject *item;

  bench->on_compare = NULL;
  ml_set_clear (bench->heap, bench->held[0]);
  item = test_probe (bench, 5);
  ml_set_add (bench->heap, bench->held[0], item);
  ml_unref (bench->heap, item);
}

/* An __eq__ that fills the set anew in mid-look-up. */
static void
test_changed_while_looked_up (void **state)
{
  TestBench *bench = *state;

  bench->held[1] = test_probe (bench, 1);
  bench->held[2] = test_probe (bench, 5);
  bench->held[0] = ml_set_new (bench->heap);
  assert_true (ml_set_add (bench->heap, bench->held[0], bench->held[1]));
  bench->on_compare = change_set;
  assert_int_equal (ml_set_contains (bench->heap, bench->held[0], bench->held[2]), 1);
  test_check (bench);
}

static void
test_changed_while_iterated (void **state)
{
  TestBench *bench = *state;

  bench->held[0] = range_set (bench, 0, 3, 1);
  bench->held[1] = ml_iterate (bench->heap, bench->held[0]);
  assert_ptr_equal (ml_next (bench->heap, bench->held[1]), ml_int_new (bench->heap, 0));
  ml_set_discard (bench->heap, bench->held[0], ml_int_new (bench->heap, 2));
  assert_null (ml_next (bench->heap, bench->held[1]));
  test_raised (bench, bench->heap->world->runtime_error, "Set changed size during iteration");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_order, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_growth, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_hash, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_operators, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_comparison, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_release_order, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_told, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_changed_while_looked_up, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_changed_while_iterated, test_bench_setup, test_bench_teardown),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
