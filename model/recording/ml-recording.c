/* ml-recording.c: the tape up to a certain length */
#include "ml-recording-private.h"

static void
recording_clear (gpointer data)
{
  MlRecording *self = data;

  ml_tape_unref (self->tape);
  ml_shapes_unref (self->shapes);
}

static const MlBlock *
get_block (const MlRecording *self, guint index)
{
  return *(MlBlock **) ml_pile_get (self->tape->blocks, index);
}

static const MlBlock *
find_block (const MlRecording *self, MlStep step)
{
  guint low = 0;
  guint high = self->n_blocks;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (ml_block_get_first (get_block (self, middle)) <= step)
        low = middle;
      else
        high = middle;
    }

  return get_block (self, low);
}

MlRecording *
ml_recording_new (MlTape *tape, MlShapes *shapes, guint n_sources, guint64 bytes)
{
  MlRecording *self = g_atomic_rc_box_new0 (MlRecording);
  const MlBlock *last;

  self->tape = ml_tape_ref (tape);
  self->shapes = ml_shapes_ref (shapes);
  self->n_sources = n_sources;
  self->n_blocks = ml_pile_get_length (tape->blocks);
  self->n_checkpoints = ml_pile_get_length (tape->checkpoints);
  self->bytes = bytes;

  last = get_block (self, self->n_blocks - 1);
  self->last_step = ml_block_get_first (last) + ml_block_get_n_steps (last) - 1;

  return self;
}

MlRecording *
ml_recording_ref (MlRecording *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
ml_recording_unref (MlRecording *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, recording_clear);
}

MlStep
ml_recording_get_last_step (const MlRecording *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->last_step;
}

MlStepInfo
ml_recording_get_step (const MlRecording *self, MlStep step)
{
  g_return_val_if_fail (self != NULL, (MlStepInfo){ 0 });
  g_return_val_if_fail (step <= self->last_step, (MlStepInfo){ 0 });

  return ml_block_get_step (find_block (self, step), self->tape, step);
}

void
ml_recording_read_stretch (const MlRecording *self, MlStep step, MlStretch *stretch)
{
  ml_block_read (find_block (self, step), self->tape, step, stretch);
}

static const MlCheckpoint *
get_checkpoint (const MlRecording *self, guint index)
{
  return *(MlCheckpoint **) ml_pile_get (self->tape->checkpoints, index);
}

const MlCheckpoint *
ml_recording_find_checkpoint (const MlRecording *self, MlStep step)
{
  guint low = 0;
  guint high = self->n_checkpoints;

  /* The first that is not before @step. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_checkpoint (self, middle)->step < step)
        low = middle + 1;
      else
        high = middle;
    }

  if (self->n_checkpoints == 0)
    return NULL;

  if (low == 0)
    return get_checkpoint (self, 0);

  if (low == self->n_checkpoints ||
      step - get_checkpoint (self, low - 1)->step < get_checkpoint (self, low)->step - step)
    return get_checkpoint (self, low - 1);

  return get_checkpoint (self, low);
}

void
ml_recording_foreach_change (const MlRecording *self,
                             MlStep step,
                             MlChangeFunc func,
                             gpointer user_data)
{
  MlStretch stretch;

  g_return_if_fail (self != NULL);
  g_return_if_fail (step <= self->last_step);
  g_return_if_fail (func != NULL);

  ml_stretch_init (&stretch);
  ml_recording_read_stretch (self, step, &stretch);

  for (guint i = ml_stretch_start (&stretch, step); i < ml_stretch_get (&stretch, step)->end; i++)
    {
      MlChange change = ml_delta_describe (&g_array_index (stretch.deltas, MlDelta, i));

      if (!func (&change, user_data))
        break;
    }

  ml_stretch_clear (&stretch);
}

guint
ml_recording_get_n_sources (const MlRecording *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_sources;
}

static const MlTapeSource *
get_source (const MlRecording *self, guint number)
{
  return ml_pile_get (self->tape->sources, number - 1);
}

const char *
ml_recording_get_source_name (const MlRecording *self, guint number)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (number >= 1 && number <= self->n_sources, NULL);

  return get_source (self, number)->name;
}

const char *
ml_recording_get_source_text (const MlRecording *self, guint number)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (number >= 1 && number <= self->n_sources, NULL);

  return get_source (self, number)->text;
}

const MlShape *
ml_recording_get_shape (const MlRecording *self, guint32 number)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ml_shapes_get (self->shapes, number);
}

guint64
ml_recording_get_bytes (const MlRecording *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bytes;
}

gboolean
ml_recording_is_prefix_of (const MlRecording *self, const MlRecording *longer)
{
  g_return_val_if_fail (self != NULL && longer != NULL, FALSE);

  return self->tape == longer->tape && self->n_blocks <= longer->n_blocks;
}
