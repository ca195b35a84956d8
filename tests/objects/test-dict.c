/* test-dict.c: dict: sizes, order, look-ups that change the dict, what the journal is told */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-bench.h"

#include "ml-dict-views.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

static MlObject *
number (TestBench *bench, gint64 value)
{
  return ml_int_new (bench->heap, value);
}

static MlObject *
text (TestBench *bench, const char *characters)
{
  return ml_str_from_ascii (bench->heap, characters, -1);
}

static void
set_text (TestBench *bench, MlObject *dict, const char *key, MlObject *value)
{
  assert_true (ml_dict_set_take (bench->heap, dict, text (bench, key), value));
}

/* {p1: p11, ... pn: p1n} */
static MlObject *
probes (TestBench *bench, int n)
{
  MlObject *dict = bench->held[15] = ml_dict_new (bench->heap);

  for (int i = 1; i <= n; i++)
    assert_true (
        ml_dict_set_take (bench->heap, dict, test_probe (bench, i), test_probe (bench, 10 + i)));

  bench->held[15] = NULL;

  return dict;
}

static void
check_growth (TestBench *bench, gboolean texts, const gsize (*steps)[2], gsize n_steps)
{
  MlObject *dict = bench->held[0] = ml_dict_new (bench->heap);
  gsize at = 0;

  assert_int_equal (test_size (bench, dict), 64);

  for (gsize n = 1; n < 200; n++)
    {
      g_autofree char *characters = g_strdup_printf ("k%" G_GSIZE_FORMAT, n);
      MlObject *key = texts ? text (bench, characters) : number (bench, (gint64) n);

      assert_true (ml_dict_set_take (bench->heap, dict, key, ml_none (bench->heap)));

      if (at + 1 < n_steps && n == steps[at + 1][0])
        at++;

      assert_int_equal (test_size (bench, dict), steps[at][1]);
    }

  test_check (bench);
  ml_dict_clear (bench->heap, dict);
  assert_int_equal (test_size (bench, dict), 64);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
}

static void
test_growth (void **state)
{
  static const gsize ints[][2] = { { 1, 224 },   { 6, 352 },   { 11, 632 },  { 22, 1168 },
                                   { 43, 2264 }, { 86, 4688 }, { 171, 9304 } };
  static const gsize texts[][2] = { { 1, 184 },   { 6, 272 },   { 11, 464 },  { 22, 832 },
                                    { 43, 1584 }, { 86, 3328 }, { 171, 6576 } };

  check_growth (*state, FALSE, ints, G_N_ELEMENTS (ints));
  check_growth (*state, TRUE, texts, G_N_ELEMENTS (texts));
}

/* Many keys, half of them deleted: each is found, or not, in order. */
static void
test_many_keys (void **state)
{
  TestBench *bench = *state;
  MlObject *dict = bench->held[0] = ml_dict_new (bench->heap);
  gsize position = 0;
  MlObject *key, *value;
  gint64 expected = 1;

  for (gint64 i = 0; i < 5000; i++)
    assert_true (ml_dict_set_take (bench->heap, dict, number (bench, i * 64), number (bench, i)));

  for (gint64 i = 0; i < 5000; i += 2)
    {
      bench->held[1] = number (bench, i * 64);
      assert_true (ml_dict_delete (bench->heap, dict, bench->held[1]));
      assert_int_equal (ml_dict_contains (bench->heap, dict, bench->held[1]), 0);
      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
    }

  assert_int_equal (ml_dict_get_length (dict), 2500);

  while (ml_dict_next (dict, &position, &key, &value, NULL))
    {
      assert_int_equal (ml_int_get_word (value), expected);
      assert_ptr_equal (ml_dict_get (bench->heap, dict, key), value);
      expected += 2;
    }

  assert_int_equal (expected, 5001);
  test_check (bench);
}

static void
test_order (void **state)
{
  TestBench *bench = *state;
  MlObject *dict = bench->held[0] = ml_dict_new (bench->heap);
  MlObject *key = bench->held[1] = text (bench, "b");

  set_text (bench, dict, "a", number (bench, 1));
  set_text (bench, dict, "b", number (bench, 2));
  set_text (bench, dict, "a", number (bench, 3));
  assert_true (ml_dict_delete (bench->heap, dict, key));
  set_text (bench, dict, "b", number (bench, 4));
  test_repr (bench, dict, "{'a': 3, 'b': 4}");
  assert_true (ml_dict_set (bench->heap, dict, dict->type->name_object, dict));
  test_repr (bench, dict, "{'a': 3, 'b': 4, 'dict': {...}}");
  ml_dict_clear (bench->heap, dict);
}

/* In the order of insertion, each key before its value. */
static void
test_release_order (void **state)
{
  TestBench *bench = *state;

  ml_unref (bench->heap, probes (bench, 3));
  test_deaths (bench, "1 11 2 12 3 13 ");
  bench->held[0] = probes (bench, 3);
  ml_dict_clear (bench->heap, bench->held[0]);
  test_deaths (bench, "1 11 2 12 3 13 ");
}

/* The first key stays; the old value dies when the new one is in. */
static void
test_overwriting (void **state)
{
  TestBench *bench = *state;
  MlObject *dict = bench->held[0] = probes (bench, 1);

  assert_true (ml_dict_set_take (bench->heap, dict, test_probe (bench, 1), test_probe (bench, 21)));
  test_repr (bench, dict, "{p1: p21}");
  test_deaths (bench, "11 1 ");
}

static void
test_told (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *dict = bench->held[0] = probes (bench, 5);
  MlObject *key = bench->held[1] = test_probe (bench, 2);

  test_tell (bench, dict);
  test_memory (bench, dict);
  assert_true (ml_dict_delete (heap, dict, key));
  test_memory (bench, dict);
  test_deaths (bench, "2 12 ");

  /* The table grows, and entries close up. */
  assert_true (ml_dict_set_take (heap, dict, test_probe (bench, 6), test_probe (bench, 16)));
  assert_true (ml_dict_set_take (heap, dict, test_probe (bench, 7), test_probe (bench, 17)));
  test_repr (bench, dict, "{p1: p11, p3: p13, p4: p14, p5: p15, p6: p16, p7: p17}");
  test_memory (bench, dict);

  ml_unref (heap, test_call (bench, dict, "popitem", 0));
  test_deaths (bench, "17 7 ");
  test_memory (bench, dict);
  ml_dict_clear (heap, dict);
  test_memory (bench, dict);
}

static void
change_dict (gpointer data)
{
  TestBench *bench = data;
  MlHeap *heap = bench->heap;

  bench->on_compare = NULL;
  ml_dict_clear (heap, bench->held[0]);

  for (int i = 20; i < 40; i++)
    ml_dict_set_take (heap, bench->held[0], number (bench, i), ml_none (heap));

  ml_dict_set_take (heap, bench->held[0], test_probe (bench, 5), number (bench, 55));
}

/* An __eq__ that fills the dict anew in mid-look-up. */
static void
test_changed_while_looked_up (void **state)
{
  TestBench *bench = *state;
  MlObject *value;

  bench->held[0] = probes (bench, 1);
  bench->held[1] = test_probe (bench, 5);
  bench->on_compare = change_dict;
  value = ml_dict_get (bench->heap, bench->held[0], bench->held[1]);
  assert_non_null (value);
  assert_int_equal (ml_int_get_word (value), 55);
  test_check (bench);
}

static void
test_views (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *dict = bench->held[0] = ml_dict_new (heap);
  MlObject *keys = bench->held[1] = ml_dict_view_new (heap, dict, ML_DICT_KEYS);
  MlObject *items = bench->held[2] = ml_dict_view_new (heap, dict, ML_DICT_ITEMS);
  MlObject *iterator;

  set_text (bench, dict, "x", number (bench, 1));
  set_text (bench, dict, "y", number (bench, 2));
  test_repr (bench, keys, "dict_keys(['x', 'y'])");
  test_repr (bench, items, "dict_items([('x', 1), ('y', 2)])");

  iterator = bench->held[3] = ml_dict_iterator_new (heap, dict, ML_DICT_VALUES, TRUE);
  assert_int_equal (ml_int_get_word (ml_next (heap, iterator)), 2);
  assert_int_equal (ml_int_get_word (ml_next (heap, iterator)), 1);
  assert_null (ml_next (heap, iterator));

  /* The pair is given again while nobody else holds it, and the dict let go of at the end. */
  iterator = bench->held[4] = ml_dict_iterator_new (heap, dict, ML_DICT_ITEMS, FALSE);
  bench->held[5] = ml_next (heap, iterator);
  bench->held[6] = ml_next (heap, iterator);
  assert_ptr_not_equal (bench->held[5], bench->held[6]);
  assert_int_equal (dict->count, 4);
  assert_null (ml_next (heap, iterator));
  assert_int_equal (dict->count, 3);
  assert_null (heap->raised);

  iterator = bench->held[7] = ml_dict_iterator_new (heap, dict, ML_DICT_KEYS, FALSE);
  set_text (bench, dict, "z", number (bench, 3));
  assert_null (ml_next (heap, iterator));
  test_raised (bench, heap->world->runtime_error, "dictionary changed size during iteration");
}

static void
test_caching (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *dict = bench->held[0] = ml_dict_new (heap);
  MlObject *key = bench->held[1] = text (bench, "n");
  guint32 version;
  gssize index;

  assert_int_equal (ml_dict_get_keys_version (heap, dict), 0);
  set_text (bench, dict, "n", number (bench, 1));
  version = ml_dict_get_keys_version (heap, dict);
  index = ml_dict_find_index (heap, dict, key);
  set_text (bench, dict, "n", number (bench, 2));
  assert_int_equal (ml_int_get_word (ml_dict_get_cached (dict, version, (guint32) index)), 2);
  set_text (bench, dict, "m", number (bench, 3));
  assert_null (ml_dict_get_cached (dict, version, (guint32) index));
  version = ml_dict_get_keys_version (heap, dict);
  assert_true (ml_dict_delete (heap, dict, key));
  assert_null (ml_dict_get_cached (dict, version, (guint32) index));
}

static void
test_methods (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlObject *dict = bench->held[0] = ml_dict_new (heap);

  assert_null (test_call (bench, dict, "popitem", 0));
  test_raised (bench, heap->world->key_error, "'popitem(): dictionary is empty'");
  assert_null (test_call (bench, dict, "pop", 1, number (bench, 1)));
  test_raised (bench, heap->world->key_error, "1");
  assert_ptr_equal (test_call (bench, dict, "get", 1, number (bench, 1)), ml_none (heap));
  assert_ptr_equal (test_call (bench, dict, "setdefault", 2, number (bench, 1), number (bench, 5)),
                    number (bench, 5));
  assert_ptr_equal (test_call (bench, dict, "setdefault", 2, number (bench, 1), number (bench, 6)),
                    number (bench, 5));
  assert_null (test_call (bench, dict, "update", 1, number (bench, 1)));
  test_raised (bench, heap->world->type_error, "'int' object is not iterable");

  bench->held[1] = ml_list_new (heap);
  ml_list_append (heap, bench->held[1], number (bench, 1));
  assert_null (test_call (bench, dict, "update", 1, ml_ref (bench->held[1])));
  test_raised (bench,
               heap->world->type_error,
               "cannot convert dictionary update sequence element #0 to a sequence");

  bench->held[2] = ml_list_new (heap);
  ml_list_append_take (heap, bench->held[2], ml_tuple_pack (heap, 1, number (bench, 1)));
  assert_null (test_call (bench, dict, "update", 1, ml_ref (bench->held[2])));
  test_raised (bench,
               heap->world->value_error,
               "dictionary update sequence element #0 has length 1; 2 is required");
  test_repr (bench, dict, "{1: 5}");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_growth, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_many_keys, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_order, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_release_order, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_overwriting, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_told, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_changed_while_looked_up, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_views, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_caching, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_methods, test_bench_setup, test_bench_teardown),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
