/* bench-questions.c: how long questions about a recording of a million steps take
 *
 * bench-questions PROGRAM...: each is run until it ends or reaches the limit of steps. Prints what
 * the index takes, how long it takes to make, and the time of questions about random things from
 * random steps, in milliseconds of work.
 */
#include <stdlib.h>
#include <time.h>

#include "ml-history.h"
#include "ml-narrator.h"
#include "ml-subject.h"

#define N_QUESTIONS 500
#define N_EVENTS 100 /* of a life that are listed */
#define N_SAMPLES 1200

typedef struct
{
  MlRecording *recording;
  MlHistory *history;
  MlNarrator *narrator;
  GRand *rand;
  MlStep last;
  MlSerial oldest; /* of the program's things */
  MlSerial newest;
} Subject;

typedef void (*Question) (Subject *self);

/* Milliseconds of work, so that what else the machine does is not counted. */
static double
get_work_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static MlStep
pick_step (Subject *self)
{
  return g_rand_int_range (self->rand, 0, self->last);
}

static MlSerial
pick_thing (Subject *self)
{
  return g_rand_int_range (self->rand, self->oldest, self->newest);
}

static void
ask (Subject *self, MlMoment what)
{
  MlStep from = pick_step (self);
  MlStep found;

  ml_history_find_next (self->history, &what, from, &found);
  ml_history_find_previous (self->history, &what, from, &found);
}

static void
ask_line (Subject *self)
{
  ask (self,
       (MlMoment){ ML_MOMENT_LINE, .source = 1, .line = g_rand_int_range (self->rand, 1, 20) });
}

static void
ask_exception (Subject *self)
{
  ask (self, (MlMoment){ ML_MOMENT_EXCEPTION });
}

static void
ask_death (Subject *self)
{
  ask (self, (MlMoment){ ML_MOMENT_DEATH, .thing = pick_thing (self) });
}

static void
ask_change (Subject *self)
{
  ask (self, (MlMoment){ ML_MOMENT_CHANGE, .thing = pick_thing (self) });
}

static void
ask_gain (Subject *self)
{
  ask (self, (MlMoment){ ML_MOMENT_GAIN, .thing = pick_thing (self) });
}

/* The first attribute of an object, or the first local of a frame. */
static void
ask_rebinding (Subject *self)
{
  ask (self,
       (MlMoment){
           ML_MOMENT_REBIND, .thing = pick_thing (self), .slot = ML_SLOT (ML_REGION_NAME, 0) });
}

static void
ask_life (Subject *self)
{
  g_array_unref (ml_history_list_life (self->history, pick_thing (self), 0, N_EVENTS));
}

static void
ask_samples (Subject *self)
{
  MlStep first = pick_step (self);

  g_array_unref (ml_history_sample (self->history, ML_SERIES_BYTES, first, self->last, N_SAMPLES));
}

static void
ask_marks (Subject *self)
{
  guint8 marks[N_SAMPLES];

  ml_history_get_marks (self->history, 0, self->last, N_SAMPLES, marks);
}

static void
ask_sentence (Subject *self)
{
  g_free (ml_narrator_tell_step (self->narrator, pick_step (self)));
}

static const struct
{
  const char *name;
  Question ask;
} questions[] = {
  { "line runs next, before", ask_line },
  { "exception next, before", ask_exception },
  { "dies", ask_death },
  { "changes next, before", ask_change },
  { "gains a holder next, before", ask_gain },
  { "rebound next, before", ask_rebinding },
  { "100 events of a life", ask_life },
  { "1200 samples", ask_samples },
  { "1200 marks", ask_marks },
  { "sentence of a step", ask_sentence },
};

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return *one < *other ? -1 : *one > *other;
}

static void
measure_question (Subject *subject, const char *name, Question question)
{
  double times[N_QUESTIONS];

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      double start = get_work_time ();

      question (subject);
      times[i] = get_work_time () - start;
    }

  qsort (times, N_QUESTIONS, sizeof *times, compare_times);
  g_print ("  %-28s median %7.3f ms  99 %% %7.3f ms  maximum %7.3f ms\n",
           name,
           times[N_QUESTIONS / 2],
           times[N_QUESTIONS * 99 / 100],
           times[N_QUESTIONS - 1]);
}

static MlSerial
find_newest (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  const MlSerial *things;
  guint n;

  ml_memory_seek (memory, ml_recording_get_last_step (recording));
  things = ml_memory_get_things (memory, &n);

  return things[n - 1];
}

static void
measure (const char *path, MlRecording *recording)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);
  g_autoptr (MlHistory) history = NULL;
  double start = get_work_time ();
  Subject subject = { .recording = recording, .narrator = narrator, .rand = rand };

  history = ml_history_new (recording, NULL, G_MAXUINT);
  g_print ("%s: %u steps, recording %.1f MB, index %.1f MB made in %.0f ms\n",
           name,
           ml_recording_get_last_step (recording),
           ml_recording_get_bytes (recording) / 1e6,
           ml_history_get_bytes (history) / 1e6,
           get_work_time () - start);

  subject.history = history;
  subject.last = ml_recording_get_last_step (recording);
  subject.oldest = ml_recording_get_step (recording, 1).frame;
  subject.newest = find_newest (recording);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure_question (&subject, questions[i].name, questions[i].ask);
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlSubject) subject = ml_subject_load (argv[i], &error);

      if (subject == NULL)
        {
          g_printerr ("%s\n", error->message);
          return EXIT_FAILURE;
        }

      measure (argv[i], ml_subject_get_recording (subject));
    }

  return EXIT_SUCCESS;
}
