/* test-recorded.c: what a run leaves in its recording: collections phase by phase, growing lists */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-collection.h"
#include "ml-memory.h"
#include "test-run.h"

/* The collection @index of the whole run. */
static MlCollection *
find_collection (TestRun *run, guint index)
{
  MlStep last = ml_recording_get_last_step (run->recording);
  MlCollection *found;

  for (MlStep step = 0; step <= last; step++)
    for (guint i = 0; (found = ml_collection_new (run->recording, step, i)) != NULL; i++)
      {
        if (index-- == 0)
          return found;

        ml_collection_free (found);
      }

  fail_msg ("there is no such collection");

  return NULL;
}

static TestRun *
run_program (const char *text)
{
  TestRun *run = test_run_new ();

  run->record = TRUE;
  test_run (run, text);
  assert_string_equal (run->errors->str, "");

  return run;
}

static const MlCandidate *
find_candidate (MlCollection *collection, MlSerial serial)
{
  for (guint i = 0; i < collection->candidates->len; i++)
    {
      const MlCandidate *candidate = &g_array_index (collection->candidates, MlCandidate, i);

      if (candidate->serial == serial)
        return candidate;
    }

  fail_msg ("%u was no candidate", serial);

  return NULL;
}

static MlSerial
get_serial (GArray *serials, guint index)
{
  assert_true (index < serials->len);

  return g_array_index (serials, MlSerial, index);
}

/* Two lists in a ring that nothing else holds, beside one that a name holds. */
static void
test_ring (void **state)
{
  g_autoptr (TestRun) run = run_program ("import gc\n"
                                         "gc.collect()\n"
                                         "kept = [[]]\n"
                                         "a, b = [], []\n"
                                         "a.append(b); b.append(a)\n"
                                         "del a, b\n"
                                         "print(gc.collect())\n");
  g_autoptr (MlCollection) collection = find_collection (run, 1);
  g_autoptr (MlMemory) memory = ml_memory_new (run->recording);
  guint n_garbage = 0;

  assert_string_equal (run->output->str, "2\n");

  /* When the first has been emptied, the other dies of it. */
  assert_int_equal (collection->taken_apart->len, 1);
  assert_int_equal (collection->freed->len, 2);
  assert_int_equal (collection->finalized->len, 0);
  assert_int_equal (collection->came_back->len, 0);
  ml_memory_seek (memory, collection->first - 1);

  for (guint i = 0; i < collection->candidates->len; i++)
    {
      const MlCandidate *candidate = &g_array_index (collection->candidates, MlCandidate, i);

      /* What the collector copied is what everybody can see, unless the step itself changed it. */
      assert_true (candidate->from_outside <= candidate->count);
      assert_non_null (ml_memory_get (memory, candidate->serial));
      assert_int_equal (candidate->survives, ml_memory_is_reachable (memory, candidate->serial));
      n_garbage += !candidate->survives;
    }

  assert_int_equal (n_garbage, 2);

  for (guint i = 0; i < 2; i++)
    {
      const MlCandidate *one = find_candidate (collection, get_serial (collection->freed, i));

      assert_int_equal (one->count, 1);
      assert_int_equal (one->from_outside, 0);
      assert_int_equal (ml_memory_get (memory, one->serial)->count, 1);
    }
}

/* A finalizer that stores its object: it came back, with all that it reaches, and lives. */
static void
test_came_back (void **state)
{
  g_autoptr (TestRun) run = run_program ("import gc\n"
                                         "saved = []\n"
                                         "class N:\n"
                                         "    def __del__(self):\n"
                                         "        saved.append(self)\n"
                                         "n = N()\n"
                                         "n.l = [n]\n"
                                         "del n\n"
                                         "print(gc.collect())\n");
  g_autoptr (MlCollection) collection = find_collection (run, 0);
  MlSerial object = get_serial (collection->finalized, 0);

  assert_string_equal (run->output->str, "0\n");
  assert_int_equal (collection->finalized->len, 1);
  assert_int_equal (collection->came_back->len, 2);
  assert_int_equal (get_serial (collection->came_back, 0), object);
  assert_int_equal (collection->taken_apart->len, 0);
  assert_false (find_candidate (collection, object)->survives);

  /* The finalizer's steps lie in between. */
  assert_true (collection->last > collection->first);
}

static void
test_no_more (void **state)
{
  g_autoptr (TestRun) run = run_program ("import gc\n"
                                         "gc.collect(); gc.collect()\n");
  g_autoptr (MlCollection) second = find_collection (run, 1);

  assert_int_equal (second->first, second->last);
  assert_null (ml_collection_new (run->recording, second->first, 2));
  assert_null (ml_collection_new (run->recording, 0, 0));
}

/* The one living list of the program that has @length items, NULL if there is none. */
static const MlThing *
find_list (MlMemory *memory, guint length)
{
  guint n;
  const MlSerial *serials = ml_memory_get_things (memory, &n);

  for (guint i = n; i > 0; i--)
    {
      const MlThing *thing = ml_memory_get (memory, serials[i - 1]);
      const MlShape *shape =
          ml_recording_get_shape (ml_memory_get_recording (memory), thing->shape);

      if (g_str_equal (shape->name, "list") && thing->origin == ML_ORIGIN_RUN &&
          thing->regions[ML_REGION_ITEM].n == length)
        return thing;
    }

  return NULL;
}

/* A list that grows has room ahead: capacity and size at each step. */
static void
test_growth (void **state)
{
  static const struct
  {
    guint length;
    guint capacity;
  } growth[] = { { 1, 4 }, { 4, 4 }, { 5, 8 }, { 8, 8 }, { 9, 16 } };
  g_autoptr (TestRun) run = run_program ("l = []\n"
                                         "for i in range(9):\n"
                                         "    l.append(l)\n");
  g_autoptr (MlMemory) memory = ml_memory_new (run->recording);
  MlStep last = ml_recording_get_last_step (run->recording);
  guint found = 0;

  for (MlStep step = 0; step <= last && found < G_N_ELEMENTS (growth); step++)
    {
      const MlThing *list;

      ml_memory_seek (memory, step);
      list = find_list (memory, growth[found].length);

      if (list == NULL)
        continue;

      assert_int_equal (list->capacity, growth[found].capacity);
      assert_int_equal (list->size, 56 + 8 * growth[found].capacity);
      found++;
    }

  assert_int_equal (found, G_N_ELEMENTS (growth));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_ring),
    cmocka_unit_test (test_came_back),
    cmocka_unit_test (test_no_more),
    cmocka_unit_test (test_growth),
  };

  return cmocka_run_group_tests_name ("recorded", tests, NULL, NULL);
}
