/* ml-packer.c: makes sealed blocks of drafts */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-packer.h"

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

static const char *
keep_text (MlPacker *self, const char *text, guint32 length)
{
  guint32 same_length;

  return ml_texts_get (
      self->tape->texts, ml_texts_add (self->tape->texts, text, length), &same_length);
}

static void
keep_value (MlPacker *self, MlValue *value)
{
  if (value->type == ML_VALUE_TEXT)
    value->text = keep_text (self, value->text, value->length);
}

static gboolean
is_empty (const MlSlots *region, guint32 from, guint32 to)
{
  for (guint32 i = from; i < MIN (to, region->n); i++)
    {
      if (region->slots[i] != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
holds_nothing (const MlThing *thing)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      if (i != ML_REGION_TYPE && thing->regions[i].n > 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_permutation (const guint32 *order, guint32 n)
{
  g_autofree guint8 *seen = g_malloc0 (n);

  for (guint32 i = 0; i < n; i++)
    {
      if (order[i] >= n || seen[order[i]])
        return FALSE;

      seen[order[i]] = TRUE;
    }

  return TRUE;
}

static gboolean
lives (const MlPacker *self, MlSerial serial)
{
  return ml_state_get (self->state, serial) != NULL;
}

static gboolean
is_entered (const MlPacker *self, MlSerial frame)
{
  guint n;
  const MlSerial *frames = ml_state_get_frames (self->state, &n);

  for (guint i = n; i > 0; i--)
    {
      if (frames[i - 1] == frame)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_frame (const MlThing *thing)
{
  return thing->kind == ML_KIND_FRAME || thing->kind == ML_KIND_NATIVE_FRAME;
}

static gboolean
complete_birth (MlPacker *self, MlDelta *delta)
{
  MlTraits *traits = &delta->traits;

  if (delta->thing == 0 || lives (self, delta->thing))
    return FALSE;

  /* The first class is its own type, so a type may be the thing itself. */
  if (traits->type != 0 && traits->type != delta->thing && !lives (self, traits->type))
    return FALSE;

  keep_value (self, &traits->value);

  return TRUE;
}

static gboolean
complete_death (MlPacker *self, MlDelta *delta, const MlBeing *being)
{
  const MlThing *thing = &being->thing;
  guint own = thing->type == thing->serial ? 1 : 0;

  if (!holds_nothing (thing) || (is_frame (thing) && is_entered (self, thing->serial)))
    return FALSE;

  if ((thing->flags & ML_THING_IMMORTAL) == 0 && thing->count != own)
    return FALSE;

  delta->traits = ml_being_get_traits (being);

  return TRUE;
}

static gboolean
complete_set (MlPacker *self, MlDelta *delta, const MlThing *holder)
{
  MlRegion region = ML_SLOT_REGION (delta->set.slot);
  guint32 index = ML_SLOT_INDEX (delta->set.slot);
  MlSerial old;

  if (region == ML_REGION_TYPE || region >= ML_N_REGIONS)
    return FALSE;

  old = index < holder->regions[region].n ? holder->regions[region].slots[index] : 0;

  return delta->set.old == old && (delta->set.new == 0 || lives (self, delta->set.new));
}

static gboolean
complete_shift (MlDelta *delta, const MlThing *holder)
{
  MlRegion region = ML_SLOT_REGION (delta->shift.from);
  guint32 from = ML_SLOT_INDEX (delta->shift.from);
  guint32 to = ML_SLOT_INDEX (delta->shift.to);
  guint32 n = delta->shift.n;

  if (region == ML_REGION_TYPE || region >= ML_N_REGIONS)
    return FALSE;

  if (region != ML_SLOT_REGION (delta->shift.to) || from + n > holder->regions[region].n)
    return FALSE;

  return to > from ? is_empty (&holder->regions[region], MAX (to, from + n), to + n)
                   : is_empty (&holder->regions[region], to, MIN (from, to + n));
}

/* There may be empty slots among those, also behind the last item: a set's table. */
static gboolean
complete_permute (MlPacker *self, MlDelta *delta)
{
  const guint32 *order = &g_array_index (self->stretch.orders, guint32, delta->permute.start);

  return is_permutation (order, delta->permute.n);
}

static gboolean
complete_retype (MlPacker *self, MlDelta *delta, const MlThing *thing)
{
  delta->retype.old_type = thing->type;
  delta->retype.old_shape = thing->shape;

  return delta->retype.new_type == 0 || lives (self, delta->retype.new_type);
}

static gboolean
complete_leave (MlPacker *self, MlDelta *delta)
{
  guint n;
  const MlSerial *frames = ml_state_get_frames (self->state, &n);

  return n > 0 && frames[n - 1] == delta->thing;
}

static gboolean
complete_text (MlPacker *self, MlDelta *delta)
{
  delta->text.text = keep_text (self, delta->text.text, delta->text.length);

  return TRUE;
}

/* Adds what was there before. FALSE if the change cannot be. */
static gboolean
complete (MlPacker *self, MlDelta *delta)
{
  const MlBeing *being = ml_state_get (self->state, delta->thing);
  MlChangeType type = delta->type;

  switch (type)
    {
    case ML_CHANGE_BIRTH:
      return complete_birth (self, delta);
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      return complete_text (self, delta);
    default:
      if (being == NULL)
        return FALSE;
    }

  switch (type)
    {
    case ML_CHANGE_DEATH:
      return complete_death (self, delta, being);
    case ML_CHANGE_SET:
      return complete_set (self, delta, &being->thing);
    case ML_CHANGE_SHIFT:
      return complete_shift (delta, &being->thing);
    case ML_CHANGE_PERMUTE:
      return complete_permute (self, delta);
    case ML_CHANGE_RESIZE:
      delta->resize.old_size = being->thing.size;
      delta->resize.old_capacity = being->thing.capacity;
      return TRUE;
    case ML_CHANGE_REVALUE:
      delta->revalue.old = being->thing.value;
      keep_value (self, &delta->revalue.new);
      return TRUE;
    case ML_CHANGE_RETYPE:
      return complete_retype (self, delta, &being->thing);
    case ML_CHANGE_ENTER:
      return is_frame (&being->thing) && !is_entered (self, delta->thing);
    case ML_CHANGE_LEAVE:
      return complete_leave (self, delta);
    default:
      return TRUE;
    }
}

static void
pack_change (MlPacker *self, MlDelta *delta)
{
  if (!complete (self, delta))
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
