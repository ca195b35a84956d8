/* fuzz-recording.c: whatever a file holds, it is a recording that can be played both ways, or it is
 * refused
 *
 * The checksum is put right first, or nothing behind it would ever be looked at.
 */
#include <string.h>

#include "ml-memory.h"
#include "ml-recording-file.h"

#define MAX_STEPS 500

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static guint8 *
seal (const guint8 *data, gsize size)
{
  guint8 *sealed = g_malloc (size + ML_RECORDING_FILE_CHECKSUM_SIZE);

  memcpy (sealed, data, size);
  ml_recording_file_sum_up (data, size, sealed + size);

  return sealed;
}

/* All that can be asked of one step. */
static void
ask (MlMemory *memory)
{
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);
      guint n_holders;
      const MlHolder *holders = ml_memory_get_holders (memory, things[i], &n_holders);

      ml_memory_is_reachable (memory, things[i]);

      for (guint j = 0; j < n_holders; j++)
        g_free (ml_memory_name_slot (
            memory, ml_memory_get (memory, holders[j].thing), holders[j].slot));

      g_assert_true (ml_recording_get_shape (ml_memory_get_recording (memory), thing->shape));
    }

  g_assert_nonnull (ml_memory_get_output (memory, 0));
}

static void
play (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlStep last = MIN (ml_recording_get_last_step (recording), MAX_STEPS);
  guint64 first_hash = ml_memory_hash (memory);

  for (MlStep step = 0; step <= last; step++)
    {
      ml_memory_seek (memory, step);
      ask (memory);
    }

  ml_memory_seek (memory, 0);
  g_assert_cmpuint (ml_memory_hash (memory), ==, first_hash);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *sealed = seal (data, size);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  recording = ml_recording_file_read (sealed, size + ML_RECORDING_FILE_CHECKSUM_SIZE, &error);
  g_assert_true ((recording == NULL) == (error != NULL));

  if (recording != NULL)
    play (recording);

  return 0;
}
