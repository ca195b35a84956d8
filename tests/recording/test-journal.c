/* test-journal.c: limits, the edges of legal use, and a reader in another thread than the writer */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-random-history.h"
#include "ml-test-journal.h"

static void
test_nothing_told (void **state)
{
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  g_autoptr (MlRecording) recording = ml_journal_finish (journal);
  g_autoptr (MlRecording) again = ml_journal_finish (journal);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  guint n;

  assert_int_equal (ml_recording_get_last_step (recording), 0);
  assert_int_equal (ml_recording_get_step (recording, 0).event, ML_EVENT_START);
  assert_int_equal (ml_recording_get_last_step (again), 0);
  assert_true (ml_recording_is_prefix_of (recording, again));
  ml_memory_get_things (memory, &n);
  assert_int_equal (n, 0);
  assert_string_equal (ml_memory_get_output (memory, 0), "");
}

static void
test_freed_unfinished (void **state)
{
  MlTestJournal *test = ml_test_journal_new ("x = 1\n");

  ml_test_journal_line (test, 1);
  ml_test_journal_list (test);
  ml_test_journal_free (test);
}

/* What is told after the last step waits for the next one. */
static void
test_changes_without_step (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = 'a text'\n");
  MlSerial text = ml_test_journal_str (test, "a text");
  g_autoptr (MlRecording) shorter = ml_journal_finish (test->journal);
  g_autoptr (MlRecording) longer = NULL;
  g_autoptr (MlMemory) memory = ml_memory_new (shorter);

  assert_int_equal (ml_recording_get_last_step (shorter), 0);
  assert_null (ml_memory_get (memory, text));

  longer = ml_test_journal_end (test);
  ml_memory_set_recording (memory, longer);
  assert_null (ml_memory_get (memory, text));
  ml_memory_seek (memory, 1);
  assert_memory_equal (ml_memory_get (memory, text)->value.text, "a text", 6);
}

static void
test_sources_and_shapes (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("one\n");
  g_autoptr (MlRecording) shorter = ml_test_journal_end (test);
  g_autoptr (MlRecording) longer = NULL;
  guint32 shape = ml_journal_add_shape (test->journal, "Point", ML_ITEMS_NONE, NULL, NULL);

  assert_int_equal (ml_journal_add_source (test->journal, "two.py", "two\n"), 2);
  longer = ml_test_journal_end (test);
  ml_journal_add_shape_name (test->journal, shape, "x");

  assert_int_equal (ml_recording_get_n_sources (shorter), 1);
  assert_int_equal (ml_recording_get_n_sources (longer), 2);
  assert_string_equal (ml_recording_get_source_name (longer, 2), "two.py");
  assert_string_equal (ml_recording_get_source_text (longer, 1), "one\n");

  assert_null (ml_recording_get_shape (shorter, shape));
  assert_null (ml_recording_get_shape (longer, 0));
  assert_null (ml_recording_get_shape (longer, shape)->names[0]);

  g_clear_pointer (&longer, ml_recording_unref);
  longer = ml_test_journal_end (test);
  assert_string_equal (ml_recording_get_shape (longer, shape)->names[0], "x");
  assert_null (ml_recording_get_shape (longer, shape)->names[1]);
}

static void
test_output_by_stream (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;

  ml_test_journal_print (test, "out");
  ml_journal_output (test->journal, 2, "err", 3);
  ml_test_journal_line (test, 1);
  ml_test_journal_print (test, "more");
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);

  ml_memory_seek (memory, 2);
  assert_string_equal (ml_memory_get_output (memory, 0), "outerrmore");
  assert_string_equal (ml_memory_get_output (memory, 1), "outmore");
  assert_string_equal (ml_memory_get_output (memory, 2), "err");
  ml_memory_seek (memory, 1);
  assert_string_equal (ml_memory_get_output (memory, 1), "out");
  ml_memory_seek (memory, 0);
  assert_string_equal (ml_memory_get_output (memory, 0), "");
}

static void
assert_slot_name (const MlMemory *memory, MlSerial serial, MlSlot slot, const char *expected)
{
  g_autofree char *name = ml_memory_name_slot (memory, ml_memory_get (memory, serial), slot);

  assert_string_equal (name, expected);
}

static void
add_float_key (MlTestJournal *test, MlSerial dict, double number)
{
  MlValue value = { .type = ML_VALUE_DOUBLE, .number = number };
  MlSerial key = ml_test_journal_thing (test, ML_KIND_FLOAT, test->float_type, test->plain, &value);

  ml_test_journal_append (test, dict, key);
  ml_test_journal_append (test, dict, test->none);
}

static void
test_slot_names (void **state)
{
  static const char long_text[] = "äaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  static const char *const fields[] = { "code", "~target", NULL };
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  MlSerial list = ml_test_journal_list (test);
  MlSerial dict = ml_test_journal_dict (test);
  guint32 shape = ml_journal_add_shape (test->journal, "ref", ML_ITEMS_SET, fields, NULL);
  MlSerial ref = ml_test_journal_thing (test, ML_KIND_WEAKREF, test->object, shape, NULL);
  guint32 tree = ml_journal_add_shape (test->journal, "syntax tree", ML_ITEMS_SEQUENCE, NULL, NULL);
  MlSerial store = ml_test_journal_thing (test, ML_KIND_STORE, 0, tree, NULL);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;

  ml_test_journal_bind (test, test->module, "x", list);
  ml_test_journal_append (test, dict, ml_test_journal_str (test, "a"));
  ml_test_journal_append (test, dict, list);
  ml_test_journal_append (test, dict, ml_test_journal_int (test, 5));
  ml_test_journal_append (test, dict, list);
  ml_test_journal_append (test, dict, ml_test_journal_tuple (test));
  ml_test_journal_append (test, dict, list);
  ml_test_journal_append (test, dict, test->none);
  ml_test_journal_append (test, dict, list);
  add_float_key (test, dict, 0.1);
  add_float_key (test, dict, 5.0);
  ml_test_journal_append (test, dict, ml_test_journal_str (test, long_text));
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);
  ml_memory_seek (memory, 1);

  assert_slot_name (memory, list, ML_SLOT_TYPE, "type");
  assert_slot_name (memory, list, ML_SLOT (ML_REGION_ITEM, 3), "[3]");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 0), "key 'a'");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 1), "['a']");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 2), "key 5");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 3), "[5]");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 4), "key tuple");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 6), "key None");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 9), "[0.1]");
  assert_slot_name (memory, dict, ML_SLOT (ML_REGION_ITEM, 11), "[5.0]");
  assert_slot_name (
      memory, dict, ML_SLOT (ML_REGION_ITEM, 12), "key 'äaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'");
  assert_slot_name (memory, store, ML_SLOT (ML_REGION_ITEM, 2), "syntax tree");
  assert_slot_name (memory, ref, ML_SLOT (ML_REGION_ITEM, 4), "element");
  assert_slot_name (memory, ref, ML_SLOT (ML_REGION_FIELD, 0), "code");
  assert_slot_name (memory, ref, ML_SLOT (ML_REGION_FIELD, 1), "target");
  assert_slot_name (memory, test->module, ML_SLOT (ML_REGION_NAME, 0), "x");
  assert_slot_name (memory, test->module, ML_SLOT (ML_REGION_STACK, 2), "evaluation stack");
}

static void
test_serials_at_the_end (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  MlBirth birth = {
    .serial = G_MAXUINT32,
    .type = test->object,
    .shape = test->plain,
    .kind = ML_KIND_OTHER,
    .address = G_MAXUINT64,
    .size = G_MAXUINT32,
    .value = { .type = ML_VALUE_INT, .integer = G_MININT64 },
  };
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;
  const MlThing *thing;

  ml_journal_birth (test->journal, &birth);
  ml_test_journal_bind (test, test->module, "x", G_MAXUINT32);
  recording = ml_test_journal_end (test);
  memory = ml_memory_new (recording);
  ml_memory_seek (memory, 1);
  thing = ml_memory_get (memory, G_MAXUINT32);
  assert_true (thing->address == G_MAXUINT64);
  assert_int_equal (thing->size, G_MAXUINT32);
  assert_true (thing->value.integer == G_MININT64);
  assert_int_equal (thing->count, 1);
  ml_memory_seek (memory, 0);
  assert_null (ml_memory_get (memory, G_MAXUINT32));
}

/* Goes on until the journal is full; returns the last step that it took. */
static MlStep
fill (MlRandomHistory *history, guint64 limit)
{
  MlJournal *journal = ml_random_history_get_journal (history);
  g_autoptr (MlRecording) recording = NULL;

  ml_journal_set_limit (journal, limit);

  while (!ml_journal_is_full (journal))
    ml_random_history_go_on (history);

  recording = ml_journal_finish (journal);

  return ml_recording_get_last_step (recording);
}

static void
test_limit (void **state)
{
  static const guint64 limits[] = { 1, 10000, 300000, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (MlRandomHistory) history = ml_random_history_new (1, NULL, NULL);
      g_autoptr (MlRandomHistory) again = ml_random_history_new (1, NULL, NULL);
      g_autoptr (MlRecording) recording = NULL;
      g_autoptr (MlMemory) memory = NULL;
      MlStep last;

      ml_random_history_write_each (history, 50);
      ml_random_history_write_each (again, 50);
      last = fill (history, limits[i]);
      assert_int_equal (fill (again, limits[i]), last);

      /* Nothing is taken any more, and what was taken can be used. */
      ml_random_history_go_on (history);
      recording = ml_journal_finish (ml_random_history_get_journal (history));
      assert_int_equal (ml_recording_get_last_step (recording), last);
      memory = ml_memory_new (recording);

      for (MlStep step = last - last % 50; step > 0; step -= 50)
        {
          g_autofree char *text = NULL;

          ml_memory_seek (memory, step);
          text = ml_random_history_write_memory (memory);
          assert_string_equal (text, ml_random_history_get_text (history, step));
        }
    }
}

static void
test_limit_is_kept (void **state)
{
  const guint64 limit = 2000000;
  g_autoptr (MlRandomHistory) history = ml_random_history_new (1, NULL, NULL);
  g_autoptr (MlRecording) recording = NULL;

  ml_random_history_write_each (history, G_MAXUINT);
  fill (history, limit);
  recording = ml_journal_finish (ml_random_history_get_journal (history));
  assert_in_range (ml_recording_get_bytes (recording), limit / 8, limit);
}

/* So many items that checkpoints share what stays the same of them. */
#define N_MANY 5000

static void
change_many (MlTestJournal *test, MlSerial list, guint32 *order, GRand *rand)
{
  guint32 index = g_rand_int_range (rand, 1, N_MANY - 1);
  MlSerial int_object = ml_test_journal_int (test, index);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      ml_journal_permute (test->journal, list, order, N_MANY);
      break;
    case 1:
      ml_journal_shift (test->journal,
                        list,
                        ML_SLOT (ML_REGION_ITEM, 0),
                        ML_SLOT (ML_REGION_ITEM, N_MANY),
                        N_MANY);
      ml_journal_shift (test->journal,
                        list,
                        ML_SLOT (ML_REGION_ITEM, N_MANY),
                        ML_SLOT (ML_REGION_ITEM, 0),
                        N_MANY);
      break;
    default:
      ml_journal_set (test->journal, list, ML_SLOT (ML_REGION_ITEM, N_MANY + index), 0, int_object);
      ml_test_journal_line (test, 2);
      ml_journal_set (test->journal, list, ML_SLOT (ML_REGION_ITEM, N_MANY + index), int_object, 0);
    }

  ml_test_journal_line (test, 3);
}

static void
test_many_items (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("items = [...]\n");
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) player = NULL;
  g_autoptr (MlMemory) jumper = NULL;
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint32 order[N_MANY];
  MlSerial list = ml_test_journal_list (test);

  for (guint i = 0; i < N_MANY; i++)
    {
      ml_test_journal_append (test, list, ml_test_journal_int (test, i));
      order[i] = N_MANY - 1 - i;
    }

  ml_test_journal_line (test, 1);

  for (guint i = 0; i < 6000; i++)
    change_many (test, list, order, rand);

  recording = ml_test_journal_end (test);
  player = ml_memory_new (recording);
  jumper = ml_memory_new (recording);

  for (MlStep step = 0; step <= ml_recording_get_last_step (recording); step += 500)
    {
      guint64 hash;

      ml_memory_seek (player, step);
      hash = ml_memory_hash (player);
      g_array_append_val (hashes, hash);
    }

  for (guint i = 0; i < 100; i++)
    {
      guint at = g_rand_int_range (rand, 0, hashes->len);

      ml_memory_seek (jumper, at * 500);
      assert_true (ml_memory_hash (jumper) == g_array_index (hashes, guint64, at));
    }
}

/* The longest recording that the packing thread has handed over. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  MlRecording *recording;
  guint n_grown;
  gboolean ended;
  const MlRandomHistory *history;
  guint n_read;
} Shared;

static void
note_grown (MlRecording *recording, gpointer user_data)
{
  Shared *shared = user_data;

  g_mutex_lock (&shared->mutex);
  g_clear_pointer (&shared->recording, ml_recording_unref);
  shared->recording = ml_recording_ref (recording);
  shared->n_grown++;
  g_cond_signal (&shared->changed);
  g_mutex_unlock (&shared->mutex);
}

/* The next recording that is longer than @last; NULL at the end. */
static MlRecording *
await_longer (Shared *shared, const MlRecording *last)
{
  MlRecording *recording = NULL;

  g_mutex_lock (&shared->mutex);

  while (shared->recording == last && !shared->ended)
    g_cond_wait (&shared->changed, &shared->mutex);

  if (shared->recording != last)
    recording = ml_recording_ref (shared->recording);

  g_mutex_unlock (&shared->mutex);

  return recording;
}

/* Reads each recording as it comes, forwards and backwards, while the writer goes on. */
static gpointer
read_along (gpointer user_data)
{
  Shared *shared = user_data;
  g_autoptr (MlMemory) memory = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  MlRecording *recording;
  const MlRecording *last = NULL;

  while ((recording = await_longer (shared, last)) != NULL)
    {
      if (memory == NULL)
        memory = ml_memory_new (recording);
      else
        ml_memory_set_recording (memory, recording);

      for (guint i = 0; i < 20; i++)
        {
          MlStep step = g_rand_int_range (rand, 0, ml_recording_get_last_step (recording) + 1);
          g_autoptr (MlMemory) other = ml_memory_new (recording);

          ml_memory_seek (memory, step);
          ml_memory_seek (other, step);
          g_assert_cmpuint (ml_memory_hash (memory), ==, ml_memory_hash (other));
        }

      shared->n_read++;
      last = recording;
      ml_recording_unref (recording);
    }

  return NULL;
}

static void
test_reader_in_another_thread (void **state)
{
  Shared shared = { 0 };
  g_autoptr (MlRandomHistory) history = ml_random_history_new (1, note_grown, &shared);
  g_autoptr (MlRecording) recording = NULL;
  GThread *reader;

  g_mutex_init (&shared.mutex);
  g_cond_init (&shared.changed);
  ml_random_history_write_each (history, G_MAXUINT);
  reader = g_thread_new ("reader", read_along, &shared);

  for (guint i = 0; i < 30000; i++)
    {
      ml_random_history_go_on (history);

      /* Short blocks first, as at a prompt; then full ones. */
      if (i < 5000 && i % 1000 == 0)
        ml_recording_unref (ml_journal_finish (ml_random_history_get_journal (history)));
    }

  recording = ml_journal_finish (ml_random_history_get_journal (history));

  g_mutex_lock (&shared.mutex);
  shared.ended = TRUE;
  g_cond_signal (&shared.changed);
  g_mutex_unlock (&shared.mutex);
  g_thread_join (reader);

  assert_true (shared.n_grown > 6);
  assert_true (shared.n_read >= 1);
  assert_ptr_equal (shared.recording, recording);
  ml_recording_unref (shared.recording);
  g_cond_clear (&shared.changed);
  g_mutex_clear (&shared.mutex);
}

/* A recording may outlive its journal, and is freed in whatever thread lets go last. */
static void
test_recording_outlives_journal (void **state)
{
  MlRandomHistory *history = ml_random_history_new (1, NULL, NULL);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;

  for (guint i = 0; i < 100; i++)
    ml_random_history_go_on (history);

  recording = ml_journal_finish (ml_random_history_get_journal (history));
  ml_random_history_free (history);
  memory = ml_memory_new (recording);
  ml_memory_seek (memory, 100);
  assert_int_equal (ml_memory_get_step (memory), 100);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_nothing_told),
    cmocka_unit_test (test_freed_unfinished),
    cmocka_unit_test (test_changes_without_step),
    cmocka_unit_test (test_sources_and_shapes),
    cmocka_unit_test (test_output_by_stream),
    cmocka_unit_test (test_slot_names),
    cmocka_unit_test (test_serials_at_the_end),
    cmocka_unit_test (test_limit),
    cmocka_unit_test (test_limit_is_kept),
    cmocka_unit_test (test_many_items),
    cmocka_unit_test (test_reader_in_another_thread),
    cmocka_unit_test (test_recording_outlives_journal),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
