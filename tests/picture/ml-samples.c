/* ml-samples.c: recordings made by hand that show what pictures have to cope with */
#include "ml-samples.h"

#include <string.h>

#include "ml-test-journal.h"

static MlSerial
add_function (MlTestJournal *test, const char *name)
{
  MlValue value = { .type = ML_VALUE_TEXT, .length = strlen (name), .text = name };

  return ml_test_journal_thing (
      test, ML_KIND_FUNCTION, test->function_type, test->function, &value);
}

/* One call of ObjectCounter (), bound to @name. */
static void
add_counted (MlTestJournal *test, MlSerial class, const char *name, int count)
{
  MlSerial object = ml_test_journal_instance (test, class);
  MlSerial frame = ml_test_journal_enter (test, "__init__");

  ml_test_journal_bind (test, frame, "self", object);
  ml_test_journal_event (test, ML_EVENT_CALL, 0, 3);
  ml_test_journal_line (test, 4);
  ml_test_journal_bind (test, class, "num_instances", ml_test_journal_int (test, count));
  ml_test_journal_event (test, ML_EVENT_RETURN, test->none, 4);
  ml_test_journal_set (test, test->module, ML_SLOT (ML_REGION_STACK, 0), object);
  ml_test_journal_unbind (test, frame, "self");
  ml_test_journal_leave (test);
  ml_test_journal_bind (test, test->module, name, object);
  ml_test_journal_set (test, test->module, ML_SLOT (ML_REGION_STACK, 0), 0);
  ml_test_journal_line (test, 7);
}

MlRecording *
ml_sample_counter (void)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("class ObjectCounter:\n"
                                                        "    num_instances = 0\n"
                                                        "    def __init__(self):\n"
                                                        "        ObjectCounter.num_instances += 1\n"
                                                        "a = ObjectCounter()\n"
                                                        "b = ObjectCounter()\n");
  MlSerial class;

  ml_test_journal_line (test, 1);
  class = ml_test_journal_class (test, "ObjectCounter", 0);
  ml_test_journal_bind (test, class, "num_instances", ml_test_journal_int (test, 0));
  ml_test_journal_bind (test, class, "__init__", add_function (test, "ObjectCounter.__init__"));
  ml_test_journal_bind (test, test->module, "ObjectCounter", class);
  ml_test_journal_line (test, 5);
  add_counted (test, class, "a", 1);
  add_counted (test, class, "b", 2);
  return ml_test_journal_end (test);
}

static void
add_chain (MlTestJournal *test, MlSerial class, guint n)
{
  MlSerial first = 0, last = 0;

  for (guint i = 0; i < n; i++)
    {
      MlSerial node = ml_test_journal_instance (test, class);

      ml_test_journal_bind (test, node, "value", ml_test_journal_int (test, i));
      if (first == 0)
        ml_test_journal_bind (test, test->module, "head", first = node);
      else
        ml_test_journal_bind (test, last, "next", node);
      last = node;
      ml_test_journal_line (test, 2);
    }

  ml_test_journal_bind (test, last, "next", first);
  ml_test_journal_line (test, 3);
}

static void
add_grid (MlTestJournal *test)
{
  MlSerial grid = ml_test_journal_list (test);

  ml_test_journal_bind (test, test->module, "grid", grid);
  for (guint i = 0; i < 3; i++)
    {
      MlSerial row = ml_test_journal_list (test);

      ml_test_journal_append (test, grid, row);
      for (guint j = 0; j < 3; j++)
        ml_test_journal_append (test, row, ml_test_journal_int (test, j));
      ml_test_journal_line (test, 4);
    }
}

MlRecording *
ml_sample_shapes (void)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("class Node: pass\n");
  MlSerial class, dict, tuple, name, number;

  ml_test_journal_line (test, 1);
  class = ml_test_journal_class (test, "Node", 0);
  ml_test_journal_bind (test, test->module, "Node", class);
  add_chain (test, class, 4);
  add_grid (test);

  dict = ml_test_journal_dict (test);
  name = ml_test_journal_str (test, "<Ada & \"Grace\">\n");
  number = ml_test_journal_int (test, 1000);
  ml_test_journal_bind (test, test->module, "ages", dict);
  ml_test_journal_append (test, dict, name);
  ml_test_journal_append (test, dict, number);
  ml_test_journal_line (test, 5);

  tuple = ml_test_journal_tuple (test);
  ml_test_journal_bind (test, test->module, "a_name_that_is_rather_long_for_a_name", tuple);
  ml_test_journal_append (test, tuple, name);
  ml_test_journal_append (test, tuple, number);
  ml_test_journal_append (test, tuple, dict);
  return ml_test_journal_end (test);
}

#define N_NAMES 6

typedef struct
{
  MlTestJournal *test;
  GRand *random;
  MlSerial class;
  MlSerial bound[N_NAMES];
} Chaos;

static MlSerial
make_any (Chaos *chaos)
{
  switch (g_rand_int_range (chaos->random, 0, 4))
    {
    case 0:
      return ml_test_journal_list (chaos->test);
    case 1:
      return ml_test_journal_instance (chaos->test, chaos->class);
    case 2:
      return ml_test_journal_str (chaos->test, "some text");
    default:
      return ml_test_journal_int (chaos->test, g_rand_int_range (chaos->random, 0, 2000));
    }
}

static MlSerial
pick (Chaos *chaos, MlKind kind)
{
  g_autoptr (MlRecording) recording = NULL;

  for (guint i = 0; i < N_NAMES; i++)
    {
      MlSerial serial = chaos->bound[(i + g_rand_int_range (chaos->random, 0, N_NAMES)) % N_NAMES];
      gpointer shape = g_hash_table_lookup (chaos->test->shapes, GUINT_TO_POINTER (serial));

      if (kind == ML_KIND_LIST && GPOINTER_TO_UINT (shape) == chaos->test->list)
        return serial;
      if (kind != ML_KIND_LIST && serial != 0)
        return serial;
    }

  return 0;
}

/* Nothing dies here but what a rebound name alone held and holds nothing itself: the rest becomes
 * garbage, which a picture has to show. */
static void
do_something (Chaos *chaos)
{
  static const char *const names[N_NAMES] = { "a", "b", "c", "d", "e", "f" };
  guint i = g_rand_int_range (chaos->random, 0, N_NAMES);
  MlSerial holder, value;

  switch (g_rand_int_range (chaos->random, 0, 5))
    {
    case 0:
    case 1:
      value = make_any (chaos);
      ml_test_journal_bind (chaos->test, chaos->test->module, names[i], value);
      chaos->bound[i] = value;
      break;

    case 2:
      value = pick (chaos, ML_KIND_OTHER);
      if (value != 0)
        ml_test_journal_bind (chaos->test, chaos->test->module, names[i], value);
      chaos->bound[i] = value != 0 ? value : chaos->bound[i];
      break;

    case 3:
      holder = pick (chaos, ML_KIND_LIST);
      value = pick (chaos, ML_KIND_OTHER);
      if (holder != 0 && value != 0)
        ml_test_journal_append (chaos->test, holder, value);
      break;

    default:
      if (chaos->bound[i] != 0)
        ml_test_journal_unbind (chaos->test, chaos->test->module, names[i]);
      chaos->bound[i] = 0;
    }
}

MlRecording *
ml_sample_random (guint n_steps)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("...\n");
  Chaos chaos = { .test = test, .random = g_rand_new_with_seed (7) };

  ml_test_journal_line (test, 1);
  chaos.class = ml_test_journal_class (test, "Thing", 0);
  ml_test_journal_bind (test, test->module, "Thing", chaos.class);
  for (guint i = 0; i < n_steps; i++)
    {
      do_something (&chaos);
      ml_test_journal_line (test, 1);
    }

  g_rand_free (chaos.random);
  return ml_test_journal_end (test);
}

static MlRecording *
make_chaos (void)
{
  return ml_sample_random (50);
}

const MlSample ml_samples[] = {
  { "labels", ml_test_recording_labels },
  { "classes", ml_test_recording_classes },
  { "call", ml_test_recording_call },
  { "counter", ml_sample_counter },
  { "shapes", ml_sample_shapes },
  { "chaos", make_chaos },
  { NULL },
};
