/* ml-checkpoint.c: a moment at which a memory may start instead of at the beginning */
#include "ml-checkpoint.h"

MlCheckpoint *
ml_checkpoint_new (MlStep step, guint n_leaves)
{
  MlCheckpoint *self = g_new0 (MlCheckpoint, 1);

  self->step = step;
  self->n_leaves = n_leaves;
  self->leaves = g_new0 (const MlPackedLeaf *, n_leaves);
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->bytes = sizeof *self + n_leaves * sizeof *self->leaves;

  return self;
}

void
ml_checkpoint_free (MlCheckpoint *self)
{
  g_ptr_array_unref (self->owned);
  g_free (self->frames);
  g_free (self->leaves);
  g_free (self);
}

static gpointer
keep (gpointer user_data, gconstpointer data, gsize size)
{
  MlCheckpoint *self = user_data;
  gpointer kept = g_memdup2 (data, size);

  g_ptr_array_add (self->owned, kept);
  self->bytes += size + sizeof (gpointer);

  return kept;
}

MlPackedPage
ml_checkpoint_add_page (MlCheckpoint *self, MlTape *tape, MlBeing *const *beings)
{
  g_auto (MlBuffer) bytes = { 0 };

  ml_page_pack (beings, tape, keep, self, &bytes);

  return keep (self, bytes.data, bytes.n);
}

void
ml_checkpoint_add_leaf (MlCheckpoint *self, guint number, const MlPackedLeaf *leaf)
{
  self->leaves[number] = keep (self, leaf, sizeof *leaf);
}

void
ml_checkpoint_set_rest (MlCheckpoint *self, const MlSerial *frames, guint n_frames, guint n_output)
{
  self->frames = g_memdup2 (frames, n_frames * sizeof *frames);
  self->n_frames = n_frames;
  self->n_output = n_output;
  self->bytes += n_frames * sizeof *frames;
}

const MlPackedLeaf *
ml_checkpoint_get_leaf (const MlCheckpoint *self, guint number)
{
  return number < self->n_leaves ? self->leaves[number] : NULL;
}
