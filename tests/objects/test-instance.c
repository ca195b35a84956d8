/* test-instance.c: attributes of instances: shared keys, inline values, __dict__ as a window, slots
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-bench.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* class C(base): with __slots__ if given, a str of one name. */
static MlType *
make_subclass (TestBench *bench, MlType *base, const char *slots)
{
  MlHeap *heap = bench->heap;
  MlObject *args[3] = {
    ml_name_from_utf8 (heap, "C", -1),
    ml_tuple_pack (heap, 1, base),
    ml_dict_new (heap),
  };
  MlObject *class;
  MlNative native;

  ml_native_enter (heap, &native, "class", args, G_N_ELEMENTS (args));

  if (slots != NULL)
    {
      MlObject *names = ml_name_from_utf8 (heap, slots, -1);

      ml_dict_set_ascii (heap, args[2], "__slots__", names);
      ml_unref (heap, names);
    }

  class = ml_call (heap, (MlObject *) heap->world->type_type, args, G_N_ELEMENTS (args), NULL);
  assert_non_null (class);
  ml_native_leave (heap, &native);

  return (MlType *) class;
}

static MlType *
make_class (TestBench *bench, const char *slots)
{
  return make_subclass (bench, bench->heap->world->object_type, slots);
}

static MlObject *
make_instance (TestBench *bench, MlType *class)
{
  MlObject *self = ml_call (bench->heap, &class->object, NULL, 0, NULL);

  assert_non_null (self);

  return self;
}

static void
set (TestBench *bench, MlObject *self, const char *name, MlObject *value)
{
  MlObject *key = ml_name_from_utf8 (bench->heap, name, -1);
  MlNative native;

  ml_native_enter (bench->heap, &native, "set", &value, 1);
  assert_true (ml_set_attribute (bench->heap, self, key, value));
  ml_native_leave (bench->heap, &native);
}

static void delete (TestBench *bench, MlObject *self, const char *name)
{
  assert_true (
      ml_set_attribute (bench->heap, self, ml_name_from_utf8 (bench->heap, name, -1), NULL));
}

static void
test_order_of_release (void **state)
{
  TestBench *bench = *state;
  MlObject *self;

  bench->held[0] = (MlObject *) make_class (bench, NULL);
  self = bench->held[1] = make_instance (bench, (MlType *) bench->held[0]);
  set (bench, self, "x", test_probe (bench, 1));
  set (bench, self, "y", test_probe (bench, 2));
  set (bench, self, "a", test_probe (bench, 3));
  test_check (bench);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
  test_deaths (bench, "1 2 3 ");
}

/* The window shows what the instance has, in the order in which this one got it. */
static void
test_window (void **state)
{
  TestBench *bench = *state;
  MlObject *first, *second, *dict;
  MlType *class;

  class = (MlType *) (bench->held[0] = (MlObject *) make_class (bench, NULL));
  first = bench->held[1] = make_instance (bench, class);
  second = bench->held[2] = make_instance (bench, class);
  set (bench, first, "x", ml_int_new (bench->heap, 1));
  set (bench, second, "y", ml_int_new (bench->heap, 2));
  set (bench, second, "x", ml_int_new (bench->heap, 3));
  dict = ml_instance_get_dict (bench->heap, second);
  test_repr (bench, dict, "{'y': 2, 'x': 3}");
  delete (bench, second, "y");
  test_repr (bench, dict, "{'x': 3}");
  set (bench, second, "y", ml_int_new (bench->heap, 4));
  test_repr (bench, dict, "{'x': 3, 'y': 4}");

  ml_dict_set_ascii (bench->heap, dict, "x", ml_int_new (bench->heap, 5));
  ml_dict_set_ascii (bench->heap, dict, "z", ml_int_new (bench->heap, 6));
  test_repr (bench, dict, "{'x': 5, 'y': 4, 'z': 6}");
  assert_int_equal (
      ml_instance_find (bench->heap, second, ml_name_from_utf8 (bench->heap, "z", -1)), 2);
  test_tell (bench, second);
  test_memory (bench, second);
  test_memory (bench, dict);
}

/* A key that is no str ends the sharing: the values move into the dict. */
static void
test_moving_out (void **state)
{
  TestBench *bench = *state;
  MlObject *self, *dict;
  MlObject *one = ml_int_new (bench->heap, 1);

  bench->held[0] = (MlObject *) make_class (bench, NULL);
  self = bench->held[1] = make_instance (bench, (MlType *) bench->held[0]);
  set (bench, self, "x", test_probe (bench, 1));
  set (bench, self, "y", test_probe (bench, 2));
  dict = ml_instance_get_dict (bench->heap, self);
  test_tell (bench, self);
  assert_true (ml_dict_set (bench->heap, dict, one, one));
  test_repr (bench, dict, "{'x': p1, 'y': p2, 1: 1}");
  test_memory (bench, self);
  test_memory (bench, dict);
  set (bench, self, "z", one);
  delete (bench, self, "x");
  test_deaths (bench, "1 ");
  test_repr (bench, dict, "{'y': p2, 1: 1, 'z': 1}");
  test_memory (bench, dict);
}

/* The dict outlives the instance and takes its values over. */
static void
test_dict_outlives (void **state)
{
  TestBench *bench = *state;
  MlObject *self, *dict;

  bench->held[0] = (MlObject *) make_class (bench, NULL);
  self = make_instance (bench, (MlType *) bench->held[0]);
  bench->held[1] = self;
  set (bench, self, "x", test_probe (bench, 1));
  dict = bench->held[2] = ml_ref (ml_instance_get_dict (bench->heap, self));
  ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
  test_deaths (bench, "");
  test_repr (bench, dict, "{'x': p1}");
  ml_unref (bench->heap, g_steal_pointer (&bench->held[2]));
  test_deaths (bench, "1 ");
}

/* The 31st name has no room among the shared keys. */
static void
test_many_attributes (void **state)
{
  TestBench *bench = *state;
  MlObject *self;

  bench->held[0] = (MlObject *) make_class (bench, NULL);
  self = bench->held[1] = make_instance (bench, (MlType *) bench->held[0]);

  for (int i = 1; i <= 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%d", i);

      set (bench, self, name, test_probe (bench, i));
      test_check (bench);
    }

  assert_int_equal (ml_dict_get_length (ml_instance_get_dict (bench->heap, self)), 40);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
  test_deaths (bench,
               "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 "
               "31 32 33 34 35 36 37 38 39 40 ");
}

/* The more instances there were, the fewer names may still come: CPython's rule, seen in the size
 * of __dict__. */
static void
test_sizes (void **state)
{
  TestBench *bench = *state;
  MlType *class;
  MlObject *self;

  class = (MlType *) (bench->held[0] = (MlObject *) make_class (bench, NULL));

  for (int i = 0; i < 40; i++)
    {
      self = bench->held[1] = make_instance (bench, class);
      assert_int_equal (test_size (bench, self), 48);
      assert_int_equal (test_size (bench, ml_instance_get_dict (bench->heap, self)),
                        64 + 8 * MAX (29 - i, 1));
      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
    }
}

static void
test_slots (void **state)
{
  TestBench *bench = *state;
  MlObject *self;

  bench->held[0] = (MlObject *) make_class (bench, "s");
  self = bench->held[1] = make_instance (bench, (MlType *) bench->held[0]);
  assert_int_equal (test_size (bench, self), 40);
  set (bench, self, "s", test_probe (bench, 1));
  test_tell (bench, self);
  test_memory (bench, self);
  set (bench, self, "s", test_probe (bench, 2));
  test_deaths (bench, "1 ");
  test_memory (bench, self);
  assert_false (ml_set_attribute (
      bench->heap, self, ml_name_from_utf8 (bench->heap, "t", -1), bench->held[0]));
  test_raised (bench,
               bench->heap->world->attribute_error,
               "'C' object has no attribute 't' and no __dict__ for setting new attributes");
  ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
  test_deaths (bench, "2 ");
}

/* What a class adds to a built-in's layout stands behind it: slots, then the dict. */
static void
test_built_in_bases (void **state)
{
  TestBench *bench = *state;
  const MlWorld *world = bench->heap->world;
  MlType *const bases[] = { world->list_type, world->tuple_type, world->dict_type,
                            world->set_type,  world->str_type,   world->int_type };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      MlObject *self;

      bench->held[0] = (MlObject *) make_subclass (bench, bases[i], NULL);
      bench->held[1] = (MlObject *) make_subclass (bench, (MlType *) bench->held[0], "s");
      self = bench->held[2] = make_instance (bench, (MlType *) bench->held[1]);
      set (bench, self, "s", test_probe (bench, 1));
      set (bench, self, "x", test_probe (bench, 2));
      test_repr (bench, ml_instance_get_dict (bench->heap, self), "{'x': p2}");
      test_tell (bench, self);
      test_memory (bench, self);
      ml_unref (bench->heap, g_steal_pointer (&bench->held[2]));
      test_deaths (bench, "1 2 ");
      ml_unref (bench->heap, g_steal_pointer (&bench->held[1]));
      ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
    }
}

/* A tuple's items stand before what the class adds. */
static void
test_tuple_with_attributes (void **state)
{
  TestBench *bench = *state;
  MlObject *list = bench->held[0] = test_probes (bench, 3);
  MlObject *self;

  bench->held[1] = (MlObject *) make_subclass (bench, bench->heap->world->tuple_type, NULL);
  self = bench->held[2] = ml_call (bench->heap, bench->held[1], &list, 1, NULL);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[0]));
  set (bench, self, "x", test_probe (bench, 4));
  test_repr (bench, self, "(p1, p2, p3)");
  test_tell (bench, self);
  test_memory (bench, self);
  ml_unref (bench->heap, g_steal_pointer (&bench->held[2]));
  test_deaths (bench, "4 3 2 1 ");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_order_of_release, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_window, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_moving_out, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_dict_outlives, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_many_attributes, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_sizes, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_built_in_bases, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (
        test_tuple_with_attributes, test_bench_setup, test_bench_teardown),
    cmocka_unit_test_setup_teardown (test_slots, test_bench_setup, test_bench_teardown),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
