/* test-list.c: list and tuple: growth, order of release, what the journal is told, sort */
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
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"

static MlObject *
number (TestBench *bench, gint64 value)
{
  return ml_int_new (bench->heap, value);
}

static MlObject *
numbers (TestBench *bench, gsize n)
{
  MlObject *list = ml_list_new (bench->heap);

  for (gsize i = 0; i < n; i++)
    assert_true (ml_list_append_take (bench->heap, list, number (bench, (gint64) i)));

  return list;
}

static MlObject *
slice (TestBench *bench, int start, int stop, int step)
{
  return ml_slice_new (
      bench->heap, number (bench, start), number (bench, stop), number (bench, step));
}

/* What len (l) == n has room for when l grew by append. */
static void
test_growth (void **state)
{
  static const gsize steps[][2] = { { 1, 4 },     { 5, 8 },    { 9, 16 },   { 17, 24 },
                                    { 25, 32 },   { 33, 40 },  { 41, 52 },  { 53, 64 },
                                    { 65, 76 },   { 77, 92 },  { 93, 108 }, { 109, 128 },
                                    { 129, 148 }, { 149, 172 } };
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = ml_list_new (bench->heap);
  gsize at = 0;

  assert_int_equal (test_size (bench, list), 56);

  for (gsize n = 1; n < 150; n++)
    {
      assert_true (ml_list_append (bench->heap, list, ml_none (bench->heap)));

      if (at + 1 < G_N_ELEMENTS (steps) && n == steps[at + 1][0])
        at++;

      assert_int_equal (test_size (bench, list), 56 + 8 * steps[at][1]);
    }
}

/* Less than half used: shrinks, by the same rule. */
static void
test_shrinking (void **state)
{
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = numbers (bench, 20);

  for (gsize n = 20; n > 0; n--)
    ml_unref (bench->heap, test_call (bench, list, "pop", 0));

  assert_int_equal (test_size (bench, list), 56);

  ml_unref (bench->heap, list);
  list = bench->held[0] = numbers (bench, 10);
  assert_true (ml_list_set_slice (bench->heap, list, 3, 10, NULL));
  assert_int_equal (test_size (bench, list), 56 + 8 * 8);
  ml_list_clear (bench->heap, list);
  assert_int_equal (test_size (bench, list), 56);
}

/* list (sized) is rounded up to even, a set goes by the rule of growth. */
static void
test_made_from (void **state)
{
  static const gsize expected[] = { 0, 2, 2, 4, 4, 6, 6, 8, 8, 10 };
  TestBench *bench = *state;

  for (gsize n = 0; n < G_N_ELEMENTS (expected); n++)
    {
      MlObject *from = bench->held[0] = numbers (bench, n);
      MlObject *list = bench->held[1] = ml_list_from_iterable (bench->heap, from);

      assert_int_equal (test_size (bench, list), 56 + 8 * expected[n]);
      test_check (bench);
      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
      ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
    }
}

static void
test_release_order (void **state)
{
  TestBench *bench = *state;
  MlObject *list = test_probes (bench, 3);

  bench->held[0] = ml_list_to_tuple (bench->heap, list);
  ml_unref (bench->heap, list);
  test_deaths (bench, "");
  ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
  test_deaths (bench, "3 2 1 ");

  ml_unref (bench->heap, test_probes (bench, 3));
  test_deaths (bench, "3 2 1 ");

  list = bench->held[0] = test_probes (bench, 4);
  ml_list_set_slice (bench->heap, list, 1, 3, NULL);
  test_deaths (bench, "3 2 ");
  ml_list_clear (bench->heap, list);
  test_deaths (bench, "4 1 ");
}

/* [start:stop:step] of 0..9, and what is left when that is deleted. */
static void
test_slices (void **state)
{
  static const struct
  {
    int start, stop, step;
    const char *taken, *left;
  } cases[] = {
    { 2, 5, 1, "[2, 3, 4]", "[0, 1, 5, 6, 7, 8, 9]" },
    { 0, 10, 3, "[0, 3, 6, 9]", "[1, 2, 4, 5, 7, 8]" },
    { 8, 1, -3, "[8, 5, 2]", "[0, 1, 3, 4, 6, 7, 9]" },
    { -3, 100, 1, "[7, 8, 9]", "[0, 1, 2, 3, 4, 5, 6]" },
    { 5, 2, 1, "[]", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]" },
    { 0, 100, 1, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", "[]" },
  };
  TestBench *bench = *state;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlObject *list = bench->held[0] = numbers (bench, 10);
      MlObject *key = bench->held[1] = slice (bench, cases[i].start, cases[i].stop, cases[i].step);

      bench->held[2] = ml_get_item (bench->heap, list, key);
      test_repr (bench, bench->held[2], cases[i].taken);
      test_tell (bench, list);
      assert_true (ml_set_item (bench->heap, list, key, NULL));
      test_repr (bench, list, cases[i].left);
      test_memory (bench, list);

      for (guint n = 0; n < 3; n++)
        ml_unref (bench->heap, g_steal_pointer (&bench->held[n]));
    }
}

/* Whatever is done to a list that is told, the journal leads to the same list. */
static void
test_told (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *list = bench->held[0] = test_probes (bench, 5);

  test_tell (bench, list);
  assert_true (ml_list_append_take (heap, list, test_probe (bench, 6)));
  test_memory (bench, list);

  bench->held[1] = test_probe (bench, 7);
  assert_true (ml_list_insert (heap, list, 2, bench->held[1]));
  test_repr (bench, list, "[p1, p2, p7, p3, p4, p5, p6]");
  test_memory (bench, list);

  bench->held[2] = test_call (bench, list, "pop", 1, number (bench, 0));
  test_repr (bench, bench->held[2], "p1");
  test_memory (bench, list);

  assert_true (ml_list_reverse (heap, list));
  test_repr (bench, list, "[p6, p5, p4, p3, p7, p2]");
  test_memory (bench, list);

  assert_true (ml_list_sort (heap, list, NULL, FALSE));
  test_repr (bench, list, "[p2, p3, p4, p5, p6, p7]");
  test_memory (bench, list);

  bench->held[3] = test_probes (bench, 2);
  assert_true (ml_list_set_slice (heap, list, 1, 4, bench->held[3]));
  test_repr (bench, list, "[p2, p1, p2, p6, p7]");
  test_deaths (bench, "5 4 3 ");
  test_memory (bench, list);

  assert_true (ml_list_extend (heap, list, list));
  test_repr (bench, list, "[p2, p1, p2, p6, p7, p2, p1, p2, p6, p7]");
  test_memory (bench, list);

  ml_list_clear (heap, list);
  test_memory (bench, list);
  test_deaths (bench, "6 2 ");
}

/* An __eq__ that empties the list. */
static void
empty_list (gpointer data)
{
  TestBench *bench = data;

  ml_list_clear (bench->heap, bench->held[0]);
}

static void
test_changed_while_searched (void **state)
{
  TestBench *bench = *state;

  bench->held[0] = test_probes (bench, 4);
  bench->held[1] = test_probe (bench, 4);
  bench->on_compare = empty_list;
  assert_int_equal (ml_contains (bench->heap, bench->held[0], bench->held[1]), 0);
  bench->on_compare = NULL;
  assert_int_equal (ml_list_get_length (bench->held[0]), 0);
  test_deaths (bench, "4 3 2 1 ");
}

static void
grow_list (gpointer data)
{
  TestBench *bench = data;

  ml_list_append (bench->heap, bench->held[0], ml_none (bench->heap));
}

static void
test_sort_empties (void **state)
{
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = test_probes (bench, 5);

  ml_list_reverse (bench->heap, list);
  bench->on_compare = grow_list;
  assert_false (ml_list_sort (bench->heap, list, NULL, FALSE));
  bench->on_compare = NULL;
  test_raised (bench, bench->heap->world->value_error, "list modified during sort");
  test_repr (bench, list, "[p1, p2, p3, p4, p5]");
}

/* Pseudorandom ints, many of them equal: sorted, and equal ones in their old order. */
static void
test_sort_is_stable (void **state)
{
  TestBench *bench = *state;

  for (gsize n = 0; n < 2000; n = n * 2 + 1)
    {
      MlObject *list = bench->held[0] = ml_list_new (bench->heap);
      guint32 seed = 12345;

      for (gsize i = 0; i < n; i++)
        {
          seed = seed * 1103515245 + 12345;
          ml_list_append_take (
              bench->heap, list, number (bench, 1000 + (seed >> 16) % (n / 3 + 1)));
        }

      bench->held[1] = ml_list_slice (bench->heap, list, 0, n);
      assert_true (ml_list_sort (bench->heap, list, NULL, FALSE));

      for (gsize i = 1; i < n; i++)
        {
          MlObject *left = ml_list_get (list, i - 1);
          MlObject *right = ml_list_get (list, i);

          assert_true (ml_int_get_word (left) <= ml_int_get_word (right));

          /* Born earlier, stood earlier. */
          if (ml_int_get_word (left) == ml_int_get_word (right))
            assert_true (left->serial < right->serial);
        }

      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
      ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
    }
}

/* A number that notes each comparison. */
typedef struct
{
  MlObject object;
  gint64 value;
  guint64 place; /* in the list before it was sorted */
} Noted;

static struct
{
  guint n;
  guint64 hash; /* FNV-1a of the places that were compared */
} comparisons;

static void
note (guint64 place)
{
  comparisons.hash = (comparisons.hash ^ place) * G_GUINT64_CONSTANT (1099511628211);
}

static MlObject *
noted_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  assert_int_equal (how, ML_LESS);
  comparisons.n++;
  note (((Noted *) self)->place);
  note (((Noted *) other)->place);

  return ml_bool (heap, ((Noted *) self)->value < ((Noted *) other)->value);
}

static const MlTypeSpec noted_spec = {
  .name = "noted",
  .instance_size = sizeof (Noted),
  .python_size = 16,
  .slots = { .compare = noted_compare },
};

typedef enum
{
  FEW_VALUES = 1,
  DESCENDING_PAIRS = 4,
  NEARLY_SORTED = 6
} Pattern;

static guint32
next_random (guint32 *seed)
{
  *seed = *seed * 1103515245 + 12345;

  return *seed >> 16;
}

static void
fill_pattern (Pattern pattern, gint64 *values, guint n)
{
  guint32 seed = n + pattern;

  for (guint i = 0; i < n; i++)
    values[i] = pattern == FEW_VALUES         ? next_random (&seed) % 5
                : pattern == DESCENDING_PAIRS ? (n - i) / 3
                                              : i;

  for (guint i = 0; pattern == NEARLY_SORTED && i < 10; i++)
    {
      guint a = next_random (&seed) % n;
      guint b = next_random (&seed) % n;
      gint64 value = values[a];

      values[a] = values[b];
      values[b] = value;
    }
}

/* Which items are compared, and in which order, is CPython 3.13's: the same lists were sorted there
 * with an __lt__ that noted it. The hash goes on over the sorted list. */
static void
test_sort_asks_as_cpython (void **state)
{
  static const struct
  {
    Pattern pattern;
    guint n;
    guint n_comparisons;
    guint64 hash;
  } cases[] = {
    { FEW_VALUES, 63, 283, G_GUINT64_CONSTANT (15389069150356135552) },
    { FEW_VALUES, 1000, 5843, G_GUINT64_CONSTANT (7668592389352666599) },
    { DESCENDING_PAIRS, 63, 103, G_GUINT64_CONSTANT (10076479706426941929) },
    { DESCENDING_PAIRS, 1000, 1665, G_GUINT64_CONSTANT (4813280252056702014) },
    { NEARLY_SORTED, 63, 290, G_GUINT64_CONSTANT (5123979351432837880) },
    { NEARLY_SORTED, 1000, 2621, G_GUINT64_CONSTANT (15037928453458045666) },
  };
  TestBench *bench = *state;
  MlType *type = ml_type_new_builtin (bench->heap, &noted_spec);

  assert_true (ml_type_ready (bench->heap, type));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gint64 *values = g_new (gint64, cases[i].n);
      MlObject *list = bench->held[0] = ml_list_new (bench->heap);

      fill_pattern (cases[i].pattern, values, cases[i].n);

      for (guint place = 0; place < cases[i].n; place++)
        {
          Noted *noted = ml_heap_allocate (bench->heap, type, sizeof (Noted));

          noted->value = values[place];
          noted->place = place;
          ml_list_append_take (bench->heap, list, &noted->object);
        }

      comparisons.n = 0;
      comparisons.hash = G_GUINT64_CONSTANT (1469598103934665603);
      assert_true (ml_list_sort (bench->heap, list, NULL, FALSE));

      for (guint place = 0; place < cases[i].n; place++)
        note (((Noted *) ml_list_get (list, place))->place);

      assert_int_equal (comparisons.n, cases[i].n_comparisons);
      assert_true (comparisons.hash == cases[i].hash);
      ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
    }
}

static void
test_errors (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *list = bench->held[0] = numbers (bench, 3);
  MlObject *tuple = bench->held[1] = ml_list_to_tuple (heap, list);

  assert_null (ml_get_item (heap, list, number (bench, 3)));
  test_raised (bench, heap->world->index_error, "list index out of range");
  assert_null (ml_get_item (heap, tuple, number (bench, -4)));
  test_raised (bench, heap->world->index_error, "tuple index out of range");
  assert_false (ml_set_item (heap, list, number (bench, 3), list));
  test_raised (bench, heap->world->index_error, "list assignment index out of range");
  assert_null (ml_get_item (heap, list, tuple));
  test_raised (
      bench, heap->world->type_error, "list indices must be integers or slices, not tuple");
  assert_null (test_call (bench, list, "index", 1, number (bench, 9)));
  test_raised (bench, heap->world->value_error, "9 is not in list");
  assert_null (test_call (bench, tuple, "index", 1, number (bench, 9)));
  test_raised (bench, heap->world->value_error, "tuple.index(x): x not in tuple");
  assert_int_equal (ml_hash (heap, list), -1);
  test_raised (bench, heap->world->type_error, "unhashable type: 'list'");
}

/* hash (()) and hash ((1, 2, 3)) of CPython 3.13. */
static void
test_tuple_hash (void **state)
{
  TestBench *bench = *state;
  MlObject *tuple;

  assert_int_equal (ml_hash (bench->heap, bench->heap->world->empty_tuple),
                    G_GINT64_CONSTANT (5740354900026072187));
  tuple = ml_tuple_pack (bench->heap, 3, number (bench, 1), number (bench, 2), number (bench, 3));
  assert_int_equal (ml_hash (bench->heap, tuple), G_GINT64_CONSTANT (529344067295497451));
  ml_unref (bench->heap, tuple);
}

static void
test_repr_of_itself (void **state)
{
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = numbers (bench, 1);

  ml_list_append (bench->heap, list, list);
  test_repr (bench, list, "[0, [...]]");
  ml_list_clear (bench->heap, list);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_growth, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_shrinking, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_made_from, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_release_order, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_slices, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_told, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_changed_while_searched, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_sort_empties, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_sort_is_stable, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_sort_asks_as_cpython, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_errors, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_tuple_hash, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_repr_of_itself, test_bench_setup, test_bench_teardown),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
