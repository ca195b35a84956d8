/* ml-block.c: a sealed block of steps */
#include "ml-block.h"

#include "ml-coder.h"

struct _MlBlock
{
  MlStep first;
  guint n_steps;
  GArray *starts;    /* of guint32: where each stretch begins */
  GByteArray *bytes; /* of all stretches */
};

MlBlock *
ml_block_new (MlStep first)
{
  MlBlock *self = g_new0 (MlBlock, 1);

  self->first = first;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->bytes = g_byte_array_new ();

  return self;
}

void
ml_block_free (MlBlock *self)
{
  g_array_unref (self->starts);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

void
ml_block_add (MlBlock *self, MlTape *tape, const MlStretch *stretch)
{
  guint32 start = self->bytes->len;

  g_array_append_val (self->starts, start);
  ml_coder_write (stretch, tape, self->bytes);
  self->n_steps += stretch->steps->len;
}

void
ml_block_seal (MlBlock *self)
{
  gsize size;
  guint8 *bytes = g_byte_array_steal (self->bytes, &size);

  g_byte_array_unref (self->bytes);
  self->bytes = g_byte_array_new_take (g_realloc (bytes, size), size);
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
  return sizeof *self + self->starts->len * sizeof (guint32) + self->bytes->len;
}

static const guint8 *
get_stretch (const MlBlock *self, guint index)
{
  return self->bytes->data + g_array_index (self->starts, guint32, index);
}

void
ml_block_read (const MlBlock *self, const MlTape *tape, MlStep step, MlStretch *stretch)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;
  guint before = index * ML_BLOCK_STRETCH;

  ml_coder_read (get_stretch (self, index),
                 self->first + before,
                 MIN (ML_BLOCK_STRETCH, self->n_steps - before),
                 tape,
                 stretch);
}

MlStepInfo
ml_block_get_step (const MlBlock *self, const MlTape *tape, MlStep step)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;

  return ml_coder_read_step (
      get_stretch (self, index), (step - self->first) % ML_BLOCK_STRETCH, tape);
}
