/* test-history.c: a memory agrees with a naive model at every step of random histories, however it
 * got there */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-random-history.h"

#define N_SEEDS 12
#define N_STEPS 300

static MlRandomHistory *
make_history (guint32 seed, guint n_steps)
{
  MlRandomHistory *history = ml_random_history_new (seed, NULL, NULL);

  for (guint i = 0; i < n_steps; i++)
    ml_random_history_go_on (history);

  return history;
}

static void
assert_memory (const MlRandomHistory *history, const MlMemory *memory)
{
  g_autofree char *text = ml_random_history_write_memory (memory);

  assert_string_equal (text, ml_random_history_get_text (history, ml_memory_get_step (memory)));
}

static void
test_forwards_and_backwards (void **state)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (MlRandomHistory) history = make_history (seed, N_STEPS);
      g_autoptr (MlRecording) recording =
          ml_journal_finish (ml_random_history_get_journal (history));
      g_autoptr (MlMemory) memory = ml_memory_new (recording);

      assert_int_equal (ml_recording_get_last_step (recording), N_STEPS);

      for (MlStep step = 0; step <= N_STEPS; step++)
        {
          ml_memory_seek (memory, step);
          assert_memory (history, memory);
        }

      for (MlStep step = N_STEPS; step > 0; step--)
        {
          ml_memory_seek (memory, step - 1);
          assert_memory (history, memory);
        }
    }
}

static void
test_changes (void **state)
{
  g_autoptr (MlRandomHistory) history = make_history (1, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (history));

  for (MlStep step = 0; step <= N_STEPS; step++)
    {
      g_autofree char *text = ml_random_history_write_step (recording, step);

      assert_string_equal (text, ml_random_history_get_changes (history, step));
    }
}

static void
test_seeks_by_hash (void **state)
{
  g_autoptr (MlRandomHistory) history = make_history (2, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (history));
  g_autoptr (MlMemory) player = ml_memory_new (recording);
  g_autoptr (MlMemory) walker = ml_memory_new (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint64 hashes[N_STEPS + 1];

  for (MlStep step = 0; step <= N_STEPS; step++)
    {
      g_autoptr (MlMemory) jumper = ml_memory_new (recording);

      ml_memory_seek (player, step);
      ml_memory_seek (jumper, step);
      hashes[step] = ml_memory_hash (player);
      assert_true (ml_memory_hash (jumper) == hashes[step]);
    }

  for (guint i = 0; i < 1000; i++)
    {
      ml_memory_seek (walker, g_rand_int_range (rand, 0, N_STEPS + 1));
      assert_true (ml_memory_hash (walker) == hashes[ml_memory_get_step (walker)]);
    }
}

static void
test_hash_tells_steps_apart (void **state)
{
  g_autoptr (MlRandomHistory) history = make_history (3, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (history));
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  guint64 hash = ml_memory_hash (memory);

  for (MlStep step = 1; step <= N_STEPS; step++)
    {
      gboolean same = g_str_equal (ml_random_history_get_text (history, step),
                                   ml_random_history_get_text (history, step - 1));

      ml_memory_seek (memory, step);
      assert_int_equal (ml_memory_hash (memory) == hash, same);
      hash = ml_memory_hash (memory);
    }
}

/* As at the prompt: the recording is finished again and again, and the memory goes over to each. */
static void
test_prolonged (void **state)
{
  g_autoptr (MlRandomHistory) history = ml_random_history_new (4, NULL, NULL);
  MlJournal *journal = ml_random_history_get_journal (history);
  g_autoptr (MlRecording) first = ml_journal_finish (journal);
  g_autoptr (MlMemory) memory = ml_memory_new (first);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (MlRecording) longer = NULL;

      for (guint n = g_rand_int_range (rand, 0, 5); n > 0; n--)
        ml_random_history_go_on (history);

      longer = ml_journal_finish (journal);
      assert_true (ml_recording_is_prefix_of (first, longer));
      ml_memory_set_recording (memory, longer);
      assert_memory (history, memory);

      for (guint n = 0; n < 5; n++)
        {
          ml_memory_seek (memory,
                          g_rand_int_range (rand, 0, ml_recording_get_last_step (longer) + 1));
          assert_memory (history, memory);
        }
    }

  assert_int_equal (ml_recording_get_last_step (first), 0);
}

/* More than one block, so that blocks are sealed on the way. */
static void
test_long (void **state)
{
  const guint n_steps = 24000;
  const guint each = 400;
  g_autoptr (MlRandomHistory) history = ml_random_history_new (5, NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;

  ml_random_history_write_each (history, each);

  for (guint i = 0; i < n_steps; i++)
    ml_random_history_go_on (history);

  recording = ml_journal_finish (ml_random_history_get_journal (history));
  memory = ml_memory_new (recording);

  for (MlStep step = 0; step <= n_steps; step += each)
    {
      ml_memory_seek (memory, step);
      assert_memory (history, memory);
    }

  for (guint i = 0; i < 200; i++)
    {
      ml_memory_seek (memory, g_rand_int_range (rand, 0, n_steps / each) * each);
      assert_memory (history, memory);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_forwards_and_backwards),
    cmocka_unit_test (test_changes),
    cmocka_unit_test (test_seeks_by_hash),
    cmocka_unit_test (test_hash_tells_steps_apart),
    cmocka_unit_test (test_prolonged),
    cmocka_unit_test (test_long),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
