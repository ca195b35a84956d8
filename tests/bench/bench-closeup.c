/* bench-closeup.c: bench-closeup FILE.py...: how long it takes to look closely at the end of a
 * program
 *
 * Each runs into the limit of steps. Beside the work until the closeup is there stands that of a
 * plain run up to its first step, which is not recorded; the goal is at most 300 ms more.
 */
#include <stdlib.h>
#include <time.h>

#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-program.h"
#include "ml-worker.h"

#define N_STEPS 512
#define N_TIMES 5

typedef struct
{
  const char *path;
  char *text;
  gsize length;

  MlRecording *recording;
  gboolean ended;
  gboolean made;
  guint n_expressions;
} Bench;

static void
grown (Bench *self, MlRecording *recording)
{
  g_clear_pointer (&self->recording, ml_recording_unref);
  self->recording = ml_recording_ref (recording);
}

static void
ended (Bench *self)
{
  self->ended = TRUE;
}

static void
closeup_made (Bench *self, MlCloseup *closeup)
{
  self->made = TRUE;
  self->n_expressions = 0;

  for (MlStep step = ml_closeup_get_first (closeup); step < ml_closeup_get_end (closeup); step++)
    self->n_expressions += ml_closeup_get_n_expressions (closeup, step);
}

static void
serve_until (const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

/* Of all threads, in milliseconds, so that what else the machine does is not counted. */
static double
get_work_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
write_nothing (int stream, const char *text, gsize length, gpointer user_data)
{
}

static void
run_plainly (gpointer data)
{
  Bench *self = data;
  const MlInterpreterOptions options = {
    .modules = ml_modules,
    .max_steps = ml_recording_get_last_step (self->recording) - N_STEPS,
    .write = write_nothing,
  };
  g_autoptr (MlInterpreter) interpreter = ml_interpreter_new (&options);

  ml_interpreter_run_script (interpreter, self->path, self->text, self->length);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return *one < *other ? -1 : *one > *other;
}

static double
get_median (double *times)
{
  qsort (times, N_TIMES, sizeof *times, compare_times);

  return times[N_TIMES / 2];
}

static double
time_plain_run (Bench *self)
{
  double start = get_work_time ();

  ml_program_run_deep (run_plainly, self);

  return get_work_time () - start;
}

static double
time_closeup (Bench *self, MlRunner *runner)
{
  MlStep last = ml_recording_get_last_step (self->recording);
  double start = get_work_time ();

  self->made = FALSE;
  ml_runner_look_closer (runner, self->recording, last - N_STEPS, last);
  serve_until (&self->made);

  return get_work_time () - start;
}

static void
measure (Bench *self)
{
  g_autoptr (MlRunner) runner = ml_worker_new ();
  double plain[N_TIMES];
  double closeup[N_TIMES];

  g_signal_connect_swapped (runner, "grown", G_CALLBACK (grown), self);
  g_signal_connect_swapped (runner, "ended", G_CALLBACK (ended), self);
  g_signal_connect_swapped (runner, "closeup", G_CALLBACK (closeup_made), self);
  ml_runner_run (runner, &(MlRunRequest){ .name = self->path, .text = self->text });
  serve_until (&self->ended);

  /* In turn, so that what else the machine does hits both. */
  for (guint i = 0; i < N_TIMES; i++)
    {
      plain[i] = time_plain_run (self);
      closeup[i] = time_closeup (self, runner);
    }

  g_print ("{\"program\": \"%s\", \"steps\": %u, \"expressions\": %u, \"plain_ms\": %.1f, "
           "\"closeup_ms\": %.1f, \"more_ms\": %.1f}\n",
           self->path,
           ml_recording_get_last_step (self->recording),
           self->n_expressions,
           get_median (plain),
           get_median (closeup),
           get_median (closeup) - get_median (plain));
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      Bench bench = { .path = argv[i] };
      g_autoptr (GError) error = NULL;

      bench.text = ml_program_read (bench.path, &bench.length, &error);

      if (bench.text == NULL)
        {
          g_printerr ("bench-closeup: %s\n", error->message);
          return 1;
        }

      measure (&bench);
      ml_recording_unref (bench.recording);
      g_free (bench.text);
    }

  return 0;
}
