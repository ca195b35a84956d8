/* test-narrator.c: the sentences of steps */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-narrator.h"
#include "ml-test-journal.h"

static void
assert_sentence (MlNarrator *narrator, MlStep step, const char *expected)
{
  g_autofree char *sentence = ml_narrator_tell_step (narrator, step);

  assert_string_equal (sentence, expected);
}

static void
assert_place (MlNarrator *narrator, MlStep step, const char *expected)
{
  g_autofree char *place = ml_narrator_name_place (narrator, step);

  assert_string_equal (place, expected);
}

/* x = [1, 2, 3]; y = x; del y; del x */
static void
test_labels (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);

  assert_sentence (narrator, 0, "Nothing has run yet.");
  assert_sentence (narrator, 1, "Line 1 is next.");
  assert_sentence (narrator, 2, "Line 1: `x` is bound to a new list with 3 items.");
  assert_sentence (
      narrator, 3, "Line 2: `y` now refers to the same list as `x`; the list has 2 references.");
  assert_sentence (narrator, 4, "Line 3: `y` is unbound; the list keeps 1 reference.");
  assert_sentence (
      narrator, 5, "Line 4: `x` is unbound; the list is freed; the program has ended.");
}

static void
test_backwards (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);
  g_autofree char *last = ml_narrator_tell_step (narrator, 5);

  assert_sentence (narrator, 2, "Line 1: `x` is bound to a new list with 3 items.");
  assert_sentence (narrator, 5, last);
}

static void
test_places (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);

  assert_place (narrator, 0, "before the first line");
  assert_place (narrator, 2, "line 2 in <module>");
}

static void
test_values_rebindings_and_output (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("s = 'é'\ns = 7\nprint(s)\n");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlNarrator) narrator = NULL;
  MlSerial text;

  ml_test_journal_line (test, 1);
  text = ml_test_journal_str (test, "it's\né");
  ml_test_journal_bind (test, test->module, "s", text);
  ml_test_journal_line (test, 2);
  ml_test_journal_bind (test, test->module, "s", ml_test_journal_int (test, 7));
  ml_test_journal_death (test, text);
  ml_test_journal_line (test, 3);
  ml_test_journal_print (test, "7\n");
  recording = ml_test_journal_end (test);
  narrator = ml_narrator_new (recording);

  assert_sentence (narrator, 2, "Line 1: `s` is bound to 'it\\'s\\né'.");
  assert_sentence (
      narrator, 3, "Line 2: `s` is rebound from 'it\\'s\\né' to 7; 'it\\'s\\né' is freed.");
  assert_sentence (narrator, 4, "Line 3: `7` is printed; the program has ended.");
}

static void
run_line (MlTestJournal *test, MlSerial frame, guint line)
{
  MlSpan span = { test->source, line, 0, line, 5 };

  ml_journal_step (test->journal, ML_EVENT_LINE, frame, 0, &span);
}

/* The names of a module stand in a dict, as attributes do; those of any other dict are told as
 * items. */
static void
test_dicts (void **state)
{
  static const char *const fields[] = { "locals", NULL };
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = 1\ndel x\n");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlNarrator) narrator = NULL;
  guint32 shape = ml_journal_add_shape (test->journal, "f", ML_ITEMS_NONE, fields, NULL);
  MlSerial plain = ml_test_journal_dict (test);
  MlSerial names = ml_test_journal_dict (test);
  MlSerial key = ml_test_journal_str (test, "x");
  MlSerial frame = ml_test_journal_thing (test, ML_KIND_FRAME, 0, shape, NULL);

  ml_test_journal_set (test, frame, ML_SLOT (ML_REGION_FIELD, 0), names);
  ml_test_journal_bind (test, test->module, "d", plain);
  ml_journal_enter (test->journal, frame);
  run_line (test, frame, 1);
  ml_test_journal_append (test, names, key);
  ml_test_journal_append (test, names, ml_test_journal_int (test, 1));
  ml_test_journal_append (test, plain, key);
  ml_test_journal_append (test, plain, ml_test_journal_int (test, 2));
  run_line (test, frame, 2);
  ml_test_journal_set (test, names, ML_SLOT (ML_REGION_ITEM, 1), 0);
  ml_test_journal_set (test, names, ML_SLOT (ML_REGION_ITEM, 0), 0);
  run_line (test, frame, 3);
  recording = ml_test_journal_end (test);
  narrator = ml_narrator_new (recording);

  assert_sentence (
      narrator, 2, "Line 1: `x` is bound to 1; the dict is mutated: `d['x']` now refers to 2.");
  assert_sentence (narrator, 3, "Line 2: `x` is unbound.");
}

static void
test_call_and_return (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_call ();
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);
  MlStep last = ml_recording_get_last_step (recording);
  guint n_calls = 0;
  guint n_returns = 0;

  for (MlStep step = 1; step <= last; step++)
    {
      g_autofree char *sentence = ml_narrator_tell_step (narrator, step);

      n_calls += strstr (sentence, "`area` is called; `w` is bound to 7") != NULL;
      n_returns += strstr (sentence, "`area` returns 7") != NULL;
    }

  assert_int_equal (n_calls, 1);
  assert_int_equal (n_returns, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_labels), cmocka_unit_test (test_backwards),
    cmocka_unit_test (test_places), cmocka_unit_test (test_values_rebindings_and_output),
    cmocka_unit_test (test_dicts),  cmocka_unit_test (test_call_and_return),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
