/* ml-block.c: a sealed block of steps */
#include "ml-block.h"

struct _MlBlock
{
  MlStep first;
  guint n_steps;
  GPtrArray *stretches;
};

static void
stretch_free (gpointer data)
{
  ml_stretch_clear (data);
  g_free (data);
}

MlBlock *
ml_block_new (MlStep first)
{
  MlBlock *self = g_new0 (MlBlock, 1);

  self->first = first;
  self->stretches = g_ptr_array_new_with_free_func (stretch_free);

  return self;
}

void
ml_block_free (MlBlock *self)
{
  g_ptr_array_unref (self->stretches);
  g_free (self);
}

static void
copy_stretch (MlStretch *target, const MlStretch *source)
{
  ml_stretch_reset (target, source->first);
  g_array_append_vals (target->steps, source->steps->data, source->steps->len);
  g_array_append_vals (target->deltas, source->deltas->data, source->deltas->len);
  g_array_append_vals (target->orders, source->orders->data, source->orders->len);
}

void
ml_block_add (MlBlock *self, MlTape *tape, const MlStretch *stretch)
{
  MlStretch *copy = g_new0 (MlStretch, 1);

  ml_stretch_init (copy);
  copy_stretch (copy, stretch);
  g_ptr_array_add (self->stretches, copy);
  self->n_steps += stretch->steps->len;
}

MlStep
ml_block_get_first (const MlBlock *self)
{
  return self->first;
}

guint
ml_block_get_n_steps (const MlBlock *self)
{
  return self->n_steps;
}

guint64
ml_block_get_bytes (const MlBlock *self)
{
  guint64 bytes = sizeof *self;

  for (guint i = 0; i < self->stretches->len; i++)
    {
      const MlStretch *stretch = g_ptr_array_index (self->stretches, i);

      bytes += sizeof *stretch;
      bytes += stretch->steps->len * sizeof (MlStepDelta);
      bytes += stretch->deltas->len * sizeof (MlDelta);
    }

  return bytes;
}

void
ml_block_read (const MlBlock *self, const MlTape *tape, MlStep step, MlStretch *stretch)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;

  copy_stretch (stretch, g_ptr_array_index (self->stretches, index));
}

MlStepInfo
ml_block_get_step (const MlBlock *self, const MlTape *tape, MlStep step)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;

  return ml_stretch_get (g_ptr_array_index (self->stretches, index), step)->info;
}
