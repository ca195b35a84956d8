/* test-recording-file.c: what is written to a file comes back the same, and nothing else does */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ml-random-history.h"
#include "ml-recording-file.h"
#include "ml-test-journal.h"

#define HEAD_SIZE 12

static MlRecording *
make_recording (guint32 seed, guint n_steps)
{
  g_autoptr (MlRandomHistory) history = ml_random_history_new (seed, NULL, NULL);

  ml_random_history_write_each (history, n_steps);

  for (guint i = 0; i < n_steps; i++)
    ml_random_history_go_on (history);

  return ml_journal_finish (ml_random_history_get_journal (history));
}

static MlRecording *
read_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return ml_recording_file_read (data, size, error);
}

static MlRecording *
write_and_read (const MlRecording *recording)
{
  g_autoptr (GBytes) bytes = ml_recording_file_write (recording);
  g_autoptr (GError) error = NULL;
  MlRecording *copy = read_bytes (bytes, &error);

  assert_null (error);
  assert_non_null (copy);

  return copy;
}

static void
assert_same_step (const MlRecording *recording, const MlRecording *copy, MlStep step)
{
  MlStepInfo a = ml_recording_get_step (recording, step);
  MlStepInfo b = ml_recording_get_step (copy, step);
  g_autofree char *changes = ml_random_history_write_step (recording, step);
  g_autofree char *same_changes = ml_random_history_write_step (copy, step);

  assert_int_equal (a.event, b.event);
  assert_int_equal (a.depth, b.depth);
  assert_memory_equal (&a.span, &b.span, sizeof a.span);
  assert_string_equal (changes, same_changes);
}

static void
test_same_memory (void **state)
{
  for (guint32 seed = 0; seed < 8; seed++)
    {
      g_autoptr (MlRecording) recording = make_recording (seed, 300);
      g_autoptr (MlRecording) copy = write_and_read (recording);
      g_autoptr (MlMemory) memory = ml_memory_new (recording);
      g_autoptr (MlMemory) same = ml_memory_new (copy);

      assert_int_equal (ml_recording_get_last_step (copy), 300);

      for (MlStep step = 0; step <= 300; step++)
        {
          ml_memory_seek (memory, step);
          ml_memory_seek (same, step);
          assert_true (ml_memory_hash (memory) == ml_memory_hash (same));
          assert_same_step (recording, copy, step);
        }
    }
}

/* Checkpoints are made anew, at the same steps. */
static void
test_seeks (void **state)
{
  g_autoptr (MlRecording) recording = make_recording (20, 12000);
  g_autoptr (MlRecording) copy = write_and_read (recording);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (MlMemory) same = ml_memory_new (copy);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  assert_true (ml_recording_get_bytes (copy) <= ml_recording_get_bytes (recording));

  for (guint i = 0; i < 100; i++)
    {
      MlStep step = g_rand_int_range (rand, 0, 12001);

      ml_memory_seek (memory, step);
      ml_memory_seek (same, step);
      assert_true (ml_memory_hash (memory) == ml_memory_hash (same));
    }
}

/* One recording has one file, however often it was written and read. */
static void
test_same_file (void **state)
{
  g_autoptr (MlRecording) recording = make_recording (9, 500);
  g_autoptr (MlRecording) copy = write_and_read (recording);
  g_autoptr (GBytes) bytes = ml_recording_file_write (recording);
  g_autoptr (GBytes) same_bytes = ml_recording_file_write (copy);

  assert_true (g_bytes_equal (bytes, same_bytes));
}

static void
test_sources_and_shapes (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  g_autoptr (MlRecording) copy = write_and_read (recording);
  const MlShape *shape;

  assert_int_equal (ml_recording_get_n_sources (copy), 1);
  assert_string_equal (ml_recording_get_source_name (copy, 1), "test.py");
  assert_string_equal (ml_recording_get_source_text (copy, 1),
                       ml_recording_get_source_text (recording, 1));

  for (guint i = 1; (shape = ml_recording_get_shape (recording, i)) != NULL; i++)
    {
      const MlShape *same = ml_recording_get_shape (copy, i);

      assert_string_equal (same->name, shape->name);
      assert_int_equal (same->items, shape->items);
      assert_true (g_strv_equal (same->fields, shape->fields));
      assert_true (g_strv_equal (same->names, shape->names));
    }
}

/* Texts that share a chunk, fill one, have one of their own, or contain a zero. */
static void
test_texts (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = ...\n");
  g_autofree char *chunk = g_strnfill (60000, 'a');
  g_autofree char *own = g_strnfill (200000, 'b');
  const char *texts[] = { "", "short", chunk, own, "again", "αβγ", own + 1, chunk + 1 };
  MlSerial things[G_N_ELEMENTS (texts) + 1];
  MlValue zero = { .type = ML_VALUE_TEXT, .text = "a\0b", .length = 3 };
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlRecording) copy = NULL;
  g_autoptr (MlMemory) memory = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      things[i] = ml_test_journal_str (test, texts[i]);
      ml_test_journal_line (test, 1);
    }

  things[G_N_ELEMENTS (texts)] =
      ml_test_journal_thing (test, ML_KIND_STR, test->str_type, test->plain, &zero);
  recording = ml_test_journal_end (test);
  copy = write_and_read (recording);
  memory = ml_memory_new (copy);
  ml_memory_seek (memory, ml_recording_get_last_step (copy));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_string_equal (ml_memory_get (memory, things[i])->value.text, texts[i]);

  assert_memory_equal (ml_memory_get (memory, things[G_N_ELEMENTS (texts)])->value.text, "a\0b", 4);
}

static void
assert_refused (const guint8 *data, gsize size, MlRecordingFileError code)
{
  g_autoptr (GError) error = NULL;

  assert_null (ml_recording_file_read (data, size, &error));
  assert_true (g_error_matches (error, ML_RECORDING_FILE_ERROR, code));
}

static void
test_no_recording (void **state)
{
  const char *program = "print('hello, world')\n";

  assert_refused ((const guint8 *) "", 0, ML_RECORDING_FILE_ERROR_FORMAT);
  assert_refused ((const guint8 *) program, strlen (program), ML_RECORDING_FILE_ERROR_FORMAT);
}

static void
test_another_version (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (ml_recording_file_write (recording), &size);

  data[8]++;
  assert_refused (data, size, ML_RECORDING_FILE_ERROR_VERSION);
}

static void
test_cut_off (void **state)
{
  g_autoptr (MlRecording) recording = make_recording (5, 20);
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (ml_recording_file_write (recording), &size);

  for (gsize n = 0; n < size; n++)
    {
      /* Not longer in memory either, so that a sanitizer sees a look beyond the end. */
      g_autofree guint8 *part = g_memdup2 (data, n);

      assert_refused (part,
                      n,
                      n < HEAD_SIZE ? ML_RECORDING_FILE_ERROR_FORMAT
                                    : ML_RECORDING_FILE_ERROR_DAMAGED);
    }
}

static void
test_flipped (void **state)
{
  g_autoptr (MlRecording) recording = make_recording (6, 10);
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (ml_recording_file_write (recording), &size);

  for (gsize i = HEAD_SIZE; i < size; i++)
    {
      data[i] ^= 1 << i % 8;
      assert_refused (data, size, ML_RECORDING_FILE_ERROR_DAMAGED);
      data[i] ^= 1 << i % 8;
    }
}

static void
seal (guint8 *data, gsize size)
{
  gsize body = size - ML_RECORDING_FILE_CHECKSUM_SIZE;

  ml_recording_file_sum_up (data, body, data + body);
}

/* All that readers do with a recording. */
static void
look_at_everything (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlStep last = ml_recording_get_last_step (recording);
  guint64 first_hash = ml_memory_hash (memory);

  for (MlStep step = 0; step <= last; step++)
    {
      g_autofree char *text = NULL;

      ml_memory_seek (memory, step);
      text = ml_random_history_write_memory (memory);
    }

  ml_memory_seek (memory, 0);
  assert_true (ml_memory_hash (memory) == first_hash);
}

/* With a checksum that agrees, as nobody makes it by mistake: it is read as something that can be
 * played both ways, or refused. */
static void
test_forged (void **state)
{
  g_autoptr (MlRecording) recording = make_recording (7, 12);
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (ml_recording_file_write (recording), &size);
  guint n_refused = 0;

  for (gsize i = HEAD_SIZE; i < size - ML_RECORDING_FILE_CHECKSUM_SIZE; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autoptr (MlRecording) forged = NULL;
        g_autoptr (GError) error = NULL;

        data[i] ^= 1 << bit;
        seal (data, size);
        forged = ml_recording_file_read (data, size, &error);
        data[i] ^= 1 << bit;

        if (forged != NULL)
          look_at_everything (forged);
        else
          assert_true (
              g_error_matches (error, ML_RECORDING_FILE_ERROR, ML_RECORDING_FILE_ERROR_DAMAGED));

        n_refused += forged == NULL;
      }

  assert_true (n_refused > 0);
}

/* A list, a text, a block that would be longer than all memory. */
static void
test_huge_lengths (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (ml_recording_file_write (recording), &size);

  for (gsize i = HEAD_SIZE; i + 9 < size - ML_RECORDING_FILE_CHECKSUM_SIZE; i++)
    {
      g_autofree guint8 *huge = g_memdup2 (data, size);
      g_autoptr (MlRecording) forged = NULL;

      memset (huge + i, 0xff, 8);
      huge[i + 8] = 0x7f;
      seal (huge, size);
      forged = ml_recording_file_read (huge, size, NULL);

      if (forged != NULL)
        look_at_everything (forged);
    }
}

static void
test_saved_whole_or_not_at_all (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (GBytes) bytes = ml_recording_file_write (recording);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "labels.mlrec", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "labels.mlrec", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  assert_true (ml_recording_file_save (recording, path, NULL));
  assert_true (g_file_get_contents (path, &data, &size, NULL));
  assert_int_equal (size, g_bytes_get_size (bytes));
  assert_memory_equal (data, g_bytes_get_data (bytes, NULL), size);

  assert_false (ml_recording_file_save (recording, nowhere, &error));
  assert_non_null (error);
  assert_int_equal (g_unlink (path), 0);
  assert_int_equal (g_rmdir (folder), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_same_memory),     cmocka_unit_test (test_seeks),
    cmocka_unit_test (test_same_file),       cmocka_unit_test (test_sources_and_shapes),
    cmocka_unit_test (test_texts),           cmocka_unit_test (test_no_recording),
    cmocka_unit_test (test_another_version), cmocka_unit_test (test_cut_off),
    cmocka_unit_test (test_flipped),         cmocka_unit_test (test_forged),
    cmocka_unit_test (test_huge_lengths),    cmocka_unit_test (test_saved_whole_or_not_at_all),
  };

  return cmocka_run_group_tests_name ("recording-file", tests, NULL, NULL);
}
