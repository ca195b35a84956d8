/* bench-recording.c: bench-recording FILE.mlrec: what a recording costs, as one line of JSON
 *
 * How long it takes to go to any step of it and to the next one, in milliseconds of work; and what
 * its bytes are.
 */
#include <stdlib.h>
#include <time.h>

#include "ml-memory.h"
#include "ml-recording-file.h"
#include "ml-recording-private.h"

#define N_SEEKS 1000

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return *one < *other ? -1 : *one > *other;
}

static void
print_times (const char *what, double *times)
{
  qsort (times, N_SEEKS, sizeof *times, compare_times);
  g_print (", \"%s_ms_median\": %.4f, \"%s_ms_max\": %.4f",
           what,
           times[N_SEEKS / 2],
           what,
           times[N_SEEKS - 1]);
}

/* Of this thread, so that what else the machine does is not counted. */
static double
get_work_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
time_seek (MlMemory *memory, MlStep to)
{
  double start_time = get_work_time ();

  ml_memory_seek (memory, to);

  return get_work_time () - start_time;
}

static void
measure_seeks (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  MlStep last = ml_recording_get_last_step (recording);
  double seeks[N_SEEKS];
  double forwards[N_SEEKS];
  double backwards[N_SEEKS];

  for (guint i = 0; i < N_SEEKS; i++)
    {
      MlStep to = g_rand_int_range (rand, 0, last);

      seeks[i] = time_seek (memory, to);
      forwards[i] = time_seek (memory, to + 1);
      backwards[i] = time_seek (memory, to);
    }

  print_times ("seek", seeks);
  print_times ("forward", forwards);
  print_times ("back", backwards);
}

static void
print_bytes (const MlRecording *recording)
{
  const MlTape *tape = recording->tape;
  guint64 blocks = 0;
  guint64 checkpoints = 0;

  for (guint i = 0; i < recording->n_blocks; i++)
    blocks += ml_block_get_bytes (*(MlBlock **) ml_pile_get (tape->blocks, i));

  for (guint i = 0; i < recording->n_checkpoints; i++)
    checkpoints += (*(MlCheckpoint **) ml_pile_get (tape->checkpoints, i))->bytes;

  g_print (", \"block_bytes\": %" G_GUINT64_FORMAT ", \"form_bytes\": %" G_GUINT64_FORMAT
           ", \"text_bytes\": %" G_GUINT64_FORMAT ", \"checkpoint_bytes\": %" G_GUINT64_FORMAT,
           blocks,
           ml_texts_get_bytes (tape->forms),
           ml_texts_get_bytes (tape->texts),
           checkpoints);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (argc != 2)
    {
      g_printerr ("Usage: bench-recording FILE.mlrec\n");
      return 2;
    }

  if (g_file_get_contents (argv[1], &data, &size, &error))
    recording = ml_recording_file_read ((const guint8 *) data, size, &error);

  if (recording == NULL)
    {
      g_printerr ("bench-recording: %s: %s\n", argv[1], error->message);
      return 2;
    }

  g_print ("{\"steps\": %u, \"bytes\": %" G_GUINT64_FORMAT,
           ml_recording_get_last_step (recording),
           ml_recording_get_bytes (recording));
  print_bytes (recording);
  measure_seeks (recording);
  g_print ("}\n");

  return 0;
}
