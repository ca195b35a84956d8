/* ml-collection.c: one run of the cycle collector, phase by phase */
#include "ml-collection.h"

#include <stdio.h>

typedef struct
{
  MlCollection *collection; /* NULL before it begins */
  guint n_before;           /* collections that are passed over */
  gboolean ended;
} Reading;

static MlCollection *
collection_new (void)
{
  MlCollection *self = g_new0 (MlCollection, 1);

  self->candidates = g_array_new (FALSE, FALSE, sizeof (MlCandidate));
  self->finalized = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->came_back = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->taken_apart = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->freed = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  return self;
}

void
ml_collection_free (MlCollection *self)
{
  g_array_unref (self->candidates);
  g_array_unref (self->finalized);
  g_array_unref (self->came_back);
  g_array_unref (self->taken_apart);
  g_array_unref (self->freed);
  g_free (self);
}

static void
note_unreachable (MlCollection *self, MlSerial serial)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      MlCandidate *candidate = &g_array_index (self->candidates, MlCandidate, i);

      if (candidate->serial == serial)
        candidate->survives = FALSE;
    }
}

static void
read_remark (MlCollection *self, const char *what, MlSerial subject)
{
  MlCandidate candidate = { .serial = subject, .survives = TRUE };

  if (sscanf (what, ML_REMARK_CANDIDATE, &candidate.count, &candidate.from_outside) == 2)
    g_array_append_val (self->candidates, candidate);
  else if (g_str_equal (what, ML_REMARK_UNREACHABLE))
    note_unreachable (self, subject);
  else if (g_str_equal (what, ML_REMARK_FINALIZER))
    g_array_append_val (self->finalized, subject);
  else if (g_str_equal (what, ML_REMARK_CAME_BACK))
    g_array_append_val (self->came_back, subject);
  else if (g_str_equal (what, ML_REMARK_TAKEN_APART))
    g_array_append_val (self->taken_apart, subject);
}

/* Until it begins. */
static void
wait_for_begin (Reading *self, const MlChange *change)
{
  if (change->type != ML_CHANGE_REMARK || !g_str_equal (change->text, ML_REMARK_COLLECTION_BEGINS))
    return;

  if (self->n_before > 0)
    self->n_before--;
  else
    self->collection = collection_new ();
}

static gboolean
read_change (const MlChange *change, gpointer user_data)
{
  Reading *self = user_data;

  if (self->collection == NULL)
    {
      wait_for_begin (self, change);
      return TRUE;
    }

  if (change->type == ML_CHANGE_DEATH)
    g_array_append_val (self->collection->freed, change->thing);

  if (change->type != ML_CHANGE_REMARK)
    return TRUE;

  self->ended = g_str_equal (change->text, ML_REMARK_COLLECTION_ENDS);
  read_remark (self->collection, change->text, change->thing);

  return !self->ended;
}

MlCollection *
ml_collection_new (MlRecording *recording, MlStep step, guint index)
{
  Reading reading = { NULL, index, FALSE };
  MlStep last;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (recording), NULL);

  last = ml_recording_get_last_step (recording);
  ml_recording_foreach_change (recording, step, read_change, &reading);

  if (reading.collection == NULL)
    return NULL;

  reading.collection->first = reading.collection->last = step;

  while (!reading.ended && reading.collection->last < last)
    ml_recording_foreach_change (recording, ++reading.collection->last, read_change, &reading);

  return reading.collection;
}
