/* ml-packer.c: makes sealed blocks of drafts */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-packer.h"

#include "ml-completion.h"
#include "ml-state.h"

/* At least so many deltas lie between two checkpoints: a memory needs to play half of them at most.
 * They are more only where the blocks in between would be smaller than the checkpoint: where one
 * change touches something huge, such as a list of a million items, each checkpoint holds all of
 * it. */
#define CHECKPOINT_DISTANCE 32768

struct _MlPacker
{
  MlTape *tape;
  MlState *state;
  MlStretch stretch; /* being filled */
  MlStep next_step;
  guint64 bytes; /* of the blocks and checkpoints on the tape */

  guint n_deltas;           /* since the last checkpoint */
  guint64 n_bytes;          /* of blocks, since then */
  guint64 checkpoint_bytes; /* of that checkpoint */
};

static void
pack_change (MlPacker *self, MlDelta *delta)
{
  if (!ml_completion_add (delta, self->state, self->tape->texts, self->stretch.orders))
    {
      g_critical ("Change of type %d to thing %u, told before step %u, cannot be",
                  delta->type,
                  delta->thing,
                  self->next_step);
      return;
    }

  if (delta->type == ML_CHANGE_OUTPUT)
    {
      MlTapeOutput output = { delta->stream, delta->text.text, delta->text.length };

      ml_pile_append (self->tape->output, &output);
    }

  ml_state_do (self->state, delta, self->stretch.orders);
  g_array_append_vals (self->stretch.deltas, delta, 1);
}

static void
pack_step (MlPacker *self, const MlStepInfo *info)
{
  const MlBeing *frame = info->frame == 0 ? NULL : ml_state_get (self->state, info->frame);
  MlStepDelta step = { .info = *info, .end = self->stretch.deltas->len };
  guint depth;

  ml_state_get_frames (self->state, &depth);
  step.info.depth = depth;
  step.span = ml_roster_add (self->tape->spans, &info->span);
  step.old_span = frame == NULL ? 0 : frame->span;

  ml_state_do_step (self->state, &step);
  g_array_append_val (self->stretch.steps, step);
  self->next_step++;
}

MlPacker *
ml_packer_new (MlTape *tape)
{
  MlPacker *self = g_new0 (MlPacker, 1);

  self->tape = ml_tape_ref (tape);
  self->state = ml_state_new (tape);
  ml_stretch_init (&self->stretch);

  return self;
}

void
ml_packer_free (MlPacker *self)
{
  ml_tape_unref (self->tape);
  ml_state_free (self->state);
  ml_stretch_clear (&self->stretch);
  g_free (self);
}

static void
make_checkpoint (MlPacker *self)
{
  MlCheckpoint *checkpoint = ml_state_checkpoint (self->state, self->tape, self->next_step - 1);

  ml_pile_append (self->tape->checkpoints, &checkpoint);
  self->bytes += checkpoint->bytes;
  self->checkpoint_bytes = checkpoint->bytes;
  self->n_deltas = 0;
  self->n_bytes = 0;
}

/* Adds the steps that were collected to @block. */
static void
pack_stretch (MlPacker *self, MlBlock *block)
{
  guint64 before = ml_block_get_bytes (block);

  ml_block_add (block, self->tape, &self->stretch);
  self->n_bytes += ml_block_get_bytes (block) - before;
  self->n_deltas += self->stretch.deltas->len;
  ml_stretch_reset (&self->stretch, self->next_step);

  if (self->n_deltas >= CHECKPOINT_DISTANCE && self->n_bytes >= self->checkpoint_bytes)
    make_checkpoint (self);
}

MlRecording *
ml_packer_pack (MlPacker *self, const MlDraft *draft)
{
  MlBlock *block = ml_block_new (self->next_step);
  gsize position = 0;

  ml_state_set_shapes (self->state, draft->shapes);
  ml_stretch_reset (&self->stretch, self->next_step);

  while (position < draft->whole)
    {
      MlDelta delta = { 0 };
      MlStepInfo step;

      if (ml_draft_read (draft, &position, &delta, self->stretch.orders, &step))
        {
          pack_change (self, &delta);
          continue;
        }

      pack_step (self, &step);

      if (self->stretch.steps->len == ML_BLOCK_STRETCH || position == draft->whole)
        pack_stretch (self, block);
    }

  ml_block_seal (block);
  self->bytes += ml_block_get_bytes (block);
  ml_pile_append (self->tape->blocks, &block);

  return ml_recording_new (
      self->tape, draft->shapes, draft->n_sources, self->bytes + ml_tape_get_bytes (self->tape));
}
