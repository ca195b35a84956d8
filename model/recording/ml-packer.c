/* ml-packer.c: makes sealed blocks of drafts */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-packer.h"

#include "ml-completion.h"
#include "ml-state.h"

/* So much work lies between two checkpoints, in deltas: a memory needs to play half of it at most.
 * There is more only where checkpoints would take more than blocks do, and these bytes a step
 * besides: where a few changes are strewn over all that lives. */
#define CHECKPOINT_DISTANCE 16384
#define CHECKPOINT_BYTES_A_STEP 16

/* A change that moves many slots at once is as much work as so many of them would be deltas. */
#define SLOTS_A_DELTA 64

struct _MlPacker
{
  MlTape *tape;
  MlState *state;
  MlEncoder *encoder;
  MlStretch stretch; /* being adopted */
  GArray *orders;    /* of guint32: of the change that is being packed */
  MlStep next_step;
  guint64 bytes; /* of the blocks and checkpoints on the tape */

  guint spacing;        /* that was asked for; 0: as it pays */
  guint64 work;         /* since the last checkpoint */
  gint64 budget;        /* bytes that checkpoints may still take */
  gint64 last_expenses; /* what the last one took */

  guint64 gaps; /* empty slots that blocks from a file have left before others */
};

static guint32
count_moved (const MlDelta *delta)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_SHIFT:
      return delta->shift.n;
    case ML_CHANGE_PERMUTE:
      return delta->permute.n;
    default:
      return 0;
    }
}

static void
do_change (MlPacker *self, const MlDelta *delta, const GArray *orders)
{
  if (delta->type == ML_CHANGE_OUTPUT)
    {
      MlTapeOutput output = { delta->stream, delta->text.text, delta->text.length };

      ml_pile_append (self->tape->output, &output);
    }

  ml_state_do (self->state, delta, orders);
  self->work += 1 + count_moved (delta) / SLOTS_A_DELTA;
}

static void
pack_change (MlPacker *self, MlDelta *delta)
{
  if (!ml_completion_add (delta, self->state, self->tape->texts, self->orders))
    {
      g_critical ("Change of type %d to thing %u, told before step %u, cannot be",
                  delta->type,
                  delta->thing,
                  self->next_step);
      return;
    }

  ml_encoder_put (self->encoder, delta, self->orders);
  do_change (self, delta, self->orders);
}

static void
complete_step (MlPacker *self, MlStepDelta *step)
{
  const MlBeing *frame =
      step->info.frame == 0 ? NULL : ml_state_get (self->state, step->info.frame);

  ml_state_get_frames (self->state, &step->info.depth);
  step->span = ml_roster_add (self->tape->spans, &step->info.span);
  step->old_span = frame == NULL ? 0 : frame->span;
}

static void
pack_step (MlPacker *self, const MlStepInfo *info)
{
  MlStepDelta step = { .info = *info };

  complete_step (self, &step);
  ml_encoder_put_step (self->encoder, &step);
  ml_state_do_step (self->state, &step);
  self->next_step++;
}

MlPacker *
ml_packer_new (MlTape *tape)
{
  MlPacker *self = g_new0 (MlPacker, 1);

  self->tape = ml_tape_ref (tape);
  self->state = ml_state_new (tape);
  self->encoder = ml_encoder_new (tape, self->state);
  self->orders = g_array_new (FALSE, FALSE, sizeof (guint32));
  ml_stretch_init (&self->stretch);

  return self;
}

void
ml_packer_free (MlPacker *self)
{
  ml_encoder_free (self->encoder);
  ml_state_free (self->state);
  ml_stretch_clear (&self->stretch);
  g_array_unref (self->orders);
  ml_tape_unref (self->tape);
  g_free (self);
}

void
ml_packer_set_spacing (MlPacker *self, guint n_changes)
{
  self->spacing = n_changes;
}

static void
make_checkpoint (MlPacker *self)
{
  MlCheckpoint *checkpoint = ml_state_checkpoint (self->state, self->tape, self->next_step - 1);

  ml_pile_append (self->tape->checkpoints, &checkpoint);
  self->bytes += checkpoint->bytes;
  self->last_expenses = checkpoint->bytes;
  self->budget -= self->last_expenses;
  self->work = 0;
}

/* Makes a checkpoint behind a stretch of @n_steps that takes @n_bytes if one is due. */
static void
end_stretch (MlPacker *self, guint n_steps, guint64 n_bytes)
{
  self->budget += n_bytes + n_steps * CHECKPOINT_BYTES_A_STEP;

  if (self->spacing != 0 ? self->work >= self->spacing
                         : self->work >= CHECKPOINT_DISTANCE && self->budget >= self->last_expenses)
    make_checkpoint (self);
}

/* Adds the steps that were put to @block. */
static void
pack_stretch (MlPacker *self, MlBlock *block)
{
  guint64 before = ml_block_get_bytes (block);
  guint n_steps = ml_encoder_get_n_steps (self->encoder);

  ml_block_add (block, self->encoder);
  end_stretch (self, n_steps, ml_block_get_bytes (block) - before);
}

static MlRecording *
put_on_tape (MlPacker *self, MlBlock *block, MlShapes *shapes, guint n_sources)
{
  self->bytes += ml_block_get_bytes (block);
  ml_pile_append (self->tape->blocks, &block);

  return ml_recording_new (
      self->tape, shapes, n_sources, self->bytes + ml_tape_get_bytes (self->tape));
}

MlRecording *
ml_packer_pack (MlPacker *self, const MlDraft *draft)
{
  MlBlock *block = ml_block_new (self->next_step);
  gsize position = 0;

  ml_state_set_shapes (self->state, draft->shapes);

  while (position < draft->whole)
    {
      MlDelta delta = { 0 };
      MlStepInfo step;

      g_array_set_size (self->orders, 0);

      if (ml_draft_read (draft, &position, &delta, self->orders, &step))
        {
          pack_change (self, &delta);
          continue;
        }

      pack_step (self, &step);

      if (ml_encoder_get_n_steps (self->encoder) == ML_BLOCK_STRETCH || position == draft->whole)
        pack_stretch (self, block);
    }

  ml_block_seal (block);

  return put_on_tape (self, block, draft->shapes, draft->n_sources);
}

/* Blocks from a file. Nothing is known of what is in them; what is adopted has been made by no
 * one else than a packer, or might have been. */

/* How many slots may be left empty: a set's table has some, a file of nothing but gaps none. */
#define MAX_GAPS(n_bytes) (4096 + 16 * (guint64) (n_bytes))

static gboolean
is_plausible (const MlTraits *traits, MlShapes *shapes)
{
  gboolean has_type = traits->type != 0;

  return traits->kind < ML_N_KINDS && traits->origin < ML_N_ORIGINS &&
         has_type == (traits->kind < ML_KIND_FRAME) && traits->span == 0 &&
         ml_shapes_get (shapes, traits->shape) != NULL;
}

/* What the change needs beyond what a packer looks at, because a journal sees to it. */
static gboolean
may_be (const MlDelta *delta, MlShapes *shapes)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      return is_plausible (&delta->traits, shapes);
    case ML_CHANGE_RETYPE:
      return delta->retype.new_type != 0 && delta->retype.old_type != 0 &&
             ml_shapes_get (shapes, delta->retype.new_shape) != NULL;
    case ML_CHANGE_IMMORTALITY:
      return delta->immortality.new_origin < ML_N_ORIGINS;
    case ML_CHANGE_OUTPUT:
      return delta->stream <= 2;
    case ML_CHANGE_DEATH:
    case ML_CHANGE_SET:
    case ML_CHANGE_SHIFT:
    case ML_CHANGE_PERMUTE:
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      return TRUE;
    }

  return FALSE;
}

static void
count_gap (MlPacker *self, MlSerial holder, MlSlot slot)
{
  const MlBeing *being = ml_state_get (self->state, holder);
  guint32 n = being->thing.regions[ML_SLOT_REGION (slot)].n;

  self->gaps += MAX (ML_SLOT_INDEX (slot), n) - n;
}

static gboolean
adopt_change (MlPacker *self, const MlDelta *read, MlShapes *shapes, guint64 max_gaps)
{
  MlDelta delta = *read;

  if (!may_be (read, shapes) ||
      !ml_completion_add (&delta, self->state, self->tape->texts, self->stretch.orders) ||
      !ml_delta_equal (&delta, read))
    return FALSE;

  if (delta.type == ML_CHANGE_SET && delta.set.new != 0)
    count_gap (self, delta.thing, delta.set.slot);
  else if (delta.type == ML_CHANGE_SHIFT)
    count_gap (self, delta.thing, delta.shift.to);

  if (self->gaps > max_gaps)
    return FALSE;

  do_change (self, &delta, self->stretch.orders);

  return TRUE;
}

static gboolean
lives_if_any (MlPacker *self, MlSerial serial)
{
  return serial == 0 || ml_state_get (self->state, serial) != NULL;
}

static gboolean
adopt_step (MlPacker *self, const MlStepDelta *read)
{
  MlStepDelta step = *read;
  const MlStepInfo *info = &step.info;

  complete_step (self, &step);

  if (info->event >= ML_N_EVENTS || info->depth != read->info.depth || step.span != read->span ||
      step.old_span != read->old_span || !lives_if_any (self, info->frame) ||
      !lives_if_any (self, info->value))
    return FALSE;

  ml_state_do_step (self->state, &step);
  self->next_step++;

  return TRUE;
}

/* The stretch that was read: each step's changes, and the step. */
static gboolean
adopt_stretch (MlPacker *self, MlShapes *shapes, guint64 max_gaps)
{
  guint done = 0;

  for (guint i = 0; i < self->stretch.steps->len; i++)
    {
      const MlStepDelta *step = &g_array_index (self->stretch.steps, MlStepDelta, i);

      if (step->end < done || step->end > self->stretch.deltas->len)
        return FALSE;

      for (; done < step->end; done++)
        {
          const MlDelta *delta = &g_array_index (self->stretch.deltas, MlDelta, done);

          if (!adopt_change (self, delta, shapes, max_gaps))
            return FALSE;
        }

      if (!adopt_step (self, step))
        return FALSE;
    }

  return TRUE;
}

MlRecording *
ml_packer_adopt (MlPacker *self, MlBlock *block, MlShapes *shapes)
{
  g_autoptr (MlBlock) owned = block;
  guint64 max_gaps = self->gaps + MAX_GAPS (ml_block_get_bytes (block));
  MlStep end = ml_block_get_first (block) + ml_block_get_n_steps (block);

  g_return_val_if_fail (ml_block_get_first (block) == self->next_step, NULL);

  ml_state_set_shapes (self->state, shapes);

  while (self->next_step < end)
    {
      if (!ml_block_read_doubtful (block, self->tape, self->next_step, &self->stretch) ||
          !adopt_stretch (self, shapes, max_gaps))
        return NULL;

      end_stretch (
          self, self->stretch.steps->len, ml_block_get_stretch_bytes (block, self->stretch.first));
    }

  return put_on_tape (
      self, g_steal_pointer (&owned), shapes, ml_pile_get_length (self->tape->sources));
}
