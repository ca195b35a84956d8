/* test-claim.c: places and claims, held against little recordings */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-anchor.h"
#include "ml-claim.h"
#include "ml-test-journal.h"

static void
assert_true_claim (MlMemory *memory, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlClaim) claim = ml_claim_parse (text, &error);

  assert_null (error);
  if (!ml_claim_check (claim, memory, &error))
    fail_msg ("%s", error->message);
}

static void
assert_false_claim (MlMemory *memory, const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlClaim) claim = ml_claim_parse (text, &error);

  assert_null (error);
  assert_false (ml_claim_check (claim, memory, &error));
  assert_string_equal (error->message, message);
}

/* x = [1, 2, 3]; y = x; del y; del x: step n is before line n. */
static void
test_labels (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);

  assert_false_claim (memory, "refcount(x) == 1", "“x” is not there at step 0");
  assert_false_claim (memory, "freed(x)", "“x” was never there up to step 0");

  ml_memory_seek (memory, 2);
  assert_true_claim (memory, "refcount(x) == 1");
  assert_true_claim (memory, "x == [1, 2, 3]");
  assert_true_claim (memory, "x != [1, 2]");
  assert_true_claim (memory, "x != (1, 2, 3)");
  assert_true_claim (memory, "x[1] == 2");
  assert_true_claim (memory, "x[1] < x[2]");
  assert_true_claim (memory, "len(x) >= 3");
  assert_true_claim (memory, "immortal(x[0])");
  assert_false_claim (memory, "immortal(x)", "“immortal(x)” is not so: left False, right True");
  assert_false_claim (memory, "x[3] == 4", "“x[3]” is not there at step 2");
  assert_false_claim (memory, "refcount(x) > 1", "“refcount(x) > 1” is not so: left 1, right 1");

  ml_memory_seek (memory, 3);
  assert_true_claim (memory, "x is y");
  assert_true_claim (memory, "refcount(y) == 2");
  assert_true_claim (memory, "x[0] is not y[1]");

  ml_memory_seek (memory, 5);
  assert_true_claim (memory, "freed(x)");
  assert_int_equal (ml_memory_get_step (memory), 5);
}

static void
test_living_object_is_not_freed (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);

  ml_memory_seek (memory, 4);
  assert_false_claim (memory, "freed(y)", "“freed(y)” is not so: left False, right True");
  assert_false_claim (memory, "freed(x)", "“freed(x)” is not so: left False, right True");
}

/* class Animal; class Dog (Animal); d = Dog (); d.name = 'Rex'; d.friend = d; del d */
static void
test_classes (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);

  ml_memory_seek (memory, 6);
  assert_true_claim (memory, "type(d) is Dog");
  assert_true_claim (memory, "Dog is not Animal");
  assert_true_claim (memory, "d.name == 'Rex'");
  assert_true_claim (memory, "len(d.name) == 3");
  assert_true_claim (memory, "d.friend.friend is d");
  assert_true_claim (memory, "refcount(d) == 2");
  assert_true_claim (memory, "type(d.name) is str");
  assert_false_claim (memory, "d.age == 3", "“d.age” is not there at step 6");
}

/* Two lists of equal values, a name of a frame, a dict, a class with an attribute, and some output.
 */
static void
test_values_and_frames (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("...\n");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;
  MlSerial one = ml_test_journal_int (test, 1);
  MlSerial class = ml_test_journal_class (test, "Counter", 0);
  MlSerial dict = ml_test_journal_dict (test);
  MlSerial loop = ml_test_journal_list (test);
  MlSerial frame;

  ml_test_journal_bind (test, test->module, "a", ml_test_journal_list (test));
  ml_test_journal_bind (test, test->module, "b", ml_test_journal_list (test));
  ml_test_journal_bind (test, test->module, "Counter", class);
  ml_test_journal_bind (test, test->module, "c", ml_test_journal_instance (test, class));
  ml_test_journal_bind (test, test->module, "d", dict);
  ml_test_journal_bind (test, test->module, "n", test->none);
  ml_test_journal_bind (test, test->module, "loop", loop);
  ml_test_journal_append (test, loop, loop);
  ml_test_journal_bind (test, class, "count", one);
  ml_test_journal_set (test, dict, ML_SLOT (ML_REGION_ITEM, 0), ml_test_journal_str (test, "it's"));
  ml_test_journal_set (test, dict, ML_SLOT (ML_REGION_ITEM, 1), one);
  ml_test_journal_print (test, "one\ntwo\n");
  frame = ml_test_journal_enter (test, "f");
  ml_test_journal_bind (test, frame, "a", one);
  ml_test_journal_line (test, 1);
  ml_test_journal_unbind (test, frame, "a");
  ml_test_journal_leave (test);
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);

  ml_memory_seek (memory, 1);
  assert_true_claim (memory, "a == 1");
  assert_true_claim (memory, "b == []");
  assert_true_claim (memory, "c.count is a");
  assert_true_claim (memory, "d[\"it's\"] == 1");
  assert_true_claim (memory, "d == d");
  assert_true_claim (memory, "len(d) == 1");
  assert_true_claim (memory, "n is None");
  assert_true_claim (memory, "b is not None");
  assert_true_claim (memory, "Counter != c");
  assert_true_claim (memory, "loop[0] is loop");
  assert_true_claim (memory, "loop == loop");
  assert_true_claim (memory, "output == 'one\\ntwo\\n'");
  assert_false_claim (memory,
                      "output == 'one'",
                      "“output == 'one'” is not so: "
                      "left 'one\\ntwo\\n', right 'one'");

  ml_memory_seek (memory, 2);
  assert_true_claim (memory, "a == b");
  assert_true_claim (memory, "a is not b");
}

static MlSerial
make_class (MlTestJournal *test, const char *name)
{
  static const char *const fields[] = { "__dict__", "__mro__", NULL };
  const MlValue value = {
    .type = ML_VALUE_TEXT,
    .length = (guint32) strlen (name),
    .text = name,
  };
  guint32 shape = ml_journal_add_shape (test->journal, "type", ML_ITEMS_NONE, fields, NULL);

  return ml_test_journal_thing (test, ML_KIND_CLASS, test->type, shape, &value);
}

/* The attributes of a class stand in its dict, those that it inherits in the dicts along its mro.
 */
static void
test_dicts_are_namespaces (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("...\n");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;
  MlSerial base = make_class (test, "Base");
  MlSerial class = make_class (test, "Class");
  MlSerial dict = ml_test_journal_dict (test);
  MlSerial mro = ml_test_journal_tuple (test);

  ml_test_journal_set (test, base, ML_SLOT (ML_REGION_FIELD, 0), dict);
  ml_test_journal_set (
      test, dict, ML_SLOT (ML_REGION_ITEM, 0), ml_test_journal_str (test, "count"));
  ml_test_journal_set (test, dict, ML_SLOT (ML_REGION_ITEM, 1), ml_test_journal_int (test, 3));
  ml_test_journal_append (test, mro, class);
  ml_test_journal_append (test, mro, base);
  ml_test_journal_set (test, class, ML_SLOT (ML_REGION_FIELD, 1), mro);
  ml_test_journal_bind (test, test->module, "Class", class);
  ml_test_journal_bind (test, test->module, "c", ml_test_journal_instance (test, class));
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);

  ml_memory_seek (memory, 1);
  assert_true_claim (memory, "Class.count == 3");
  assert_true_claim (memory, "c.count is Class.count");
  assert_false_claim (memory, "c.size == 3", "“c.size” is not there at step 1");
}

/* A built-in at work may stand below and above the frames of the program. */
static void
test_native_frames_have_no_names (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("...\n");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;
  MlSerial native = ml_test_journal_thing (test, ML_KIND_NATIVE_FRAME, 0, test->list, NULL);

  ml_test_journal_bind (test, test->module, "n", ml_test_journal_int (test, 7));
  ml_journal_enter (test->journal, native);
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);

  ml_memory_seek (memory, 1);
  assert_true_claim (memory, "n == 7");
}

static void
assert_found (const MlRecording *recording, const char *text, MlStep expected)
{
  MlAnchor anchor;
  MlStep step;

  assert_true (ml_anchor_parse (&anchor, text));
  assert_true (ml_anchor_find (&anchor, recording, &step));
  assert_int_equal (step, expected);
}

static void
assert_not_found (const MlRecording *recording, const char *text)
{
  MlAnchor anchor;
  MlStep step;

  assert_true (ml_anchor_parse (&anchor, text));
  assert_false (ml_anchor_find (&anchor, recording, &step));
}

static void
test_moments_of_a_straight_run (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();

  assert_found (recording, "At the start", 0);
  assert_found (recording, "Before line 1", 1);
  assert_found (recording, "After line 1", 2);
  assert_found (recording, "After line 4", 5);
  assert_found (recording, "At the end", 5);
  assert_not_found (recording, "Before line 5");
  assert_not_found (recording, "Before line 1, run 2");
}

/* Line 3 calls a function twice, whose body is line 2. */
static void
test_moments_of_calls (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("...\n");
  g_autoptr (MlRecording) recording = NULL;

  ml_test_journal_line (test, 3);
  for (int i = 0; i < 2; i++)
    {
      ml_test_journal_enter (test, "f");
      ml_test_journal_event (test, ML_EVENT_CALL, 0, 1);
      ml_test_journal_line (test, 2);
      ml_test_journal_event (test, ML_EVENT_RETURN, test->none, 2);
      ml_test_journal_leave (test);
    }
  ml_test_journal_line (test, 4);
  recording = ml_test_journal_end (test);

  assert_found (recording, "Before line 3", 1);
  assert_found (recording, "Before line 2", 3);
  assert_found (recording, "After line 2", 4);
  assert_found (recording, "Before line 2, run 2", 6);
  assert_found (recording, "After line 2, run 2", 7);
  assert_found (recording, "After line 3", 8);
  assert_found (recording, "At the end", 9);
}

static void
test_unfinished_run_has_no_end (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("while True: pass\n");
  g_autoptr (MlRecording) recording = NULL;

  ml_test_journal_line (test, 1);
  recording = ml_journal_finish (test->journal);

  assert_found (recording, "Before line 1", 1);
  assert_not_found (recording, "After line 1");
  assert_not_found (recording, "At the end");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_labels),
    cmocka_unit_test (test_living_object_is_not_freed),
    cmocka_unit_test (test_classes),
    cmocka_unit_test (test_values_and_frames),
    cmocka_unit_test (test_dicts_are_namespaces),
    cmocka_unit_test (test_native_frames_have_no_names),
    cmocka_unit_test (test_moments_of_a_straight_run),
    cmocka_unit_test (test_moments_of_calls),
    cmocka_unit_test (test_unfinished_run_has_no_end),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
