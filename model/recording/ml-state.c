/* ml-state.c: things, frames and how much was written, moved by deltas */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-state.h"

#include <string.h>

struct _MlState
{
  MlShapes *shapes;
  MlPopulation *beings;
  GArray *frames;
  guint n_output;
};

static void
count_edge (MlState *self, MlSerial target, int difference, gboolean weak)
{
  MlBeing *being = target == 0 ? NULL : ml_population_edit (self->beings, target);

  if (being == NULL)
    return;

  if (weak || (being->thing.flags & ML_THING_IMMORTAL) != 0)
    being->uncounted += difference;
  else
    being->thing.count += difference;
}

/* Edges from fields count or not as the shape says, so a new shape may turn them. */
static void
count_fields (MlState *self, const MlThing *thing, int difference)
{
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];

  for (guint i = 0; i < fields->n; i++)
    {
      MlSlot slot = ML_SLOT (ML_REGION_FIELD, i);

      count_edge (
          self, fields->slots[i], difference, ml_shapes_is_weak (self->shapes, thing->shape, slot));
    }
}

static void
give_birth (MlState *self, MlSerial serial, const MlTraits *traits)
{
  g_return_if_fail (ml_population_find (self->beings, serial) == NULL);

  ml_population_insert (self->beings, ml_being_new (serial, traits));
  count_edge (self, traits->type, +1, FALSE);
}

static void
take_life (MlState *self, MlSerial serial)
{
  const MlBeing *being = ml_population_find (self->beings, serial);

  g_return_if_fail (being != NULL);

  count_edge (self, being->thing.type, -1, FALSE);
  ml_population_remove (self->beings, serial);
}

static void
set_slot (MlState *self, MlSerial holder, MlSlot slot, MlSerial target)
{
  MlBeing *being = ml_population_edit (self->beings, holder);
  guint32 index = ML_SLOT_INDEX (slot);
  MlSlots *region;
  MlSerial old;
  gboolean weak;

  g_return_if_fail (being != NULL);

  ml_being_touch (being, slot, 1);
  region = &being->thing.regions[ML_SLOT_REGION (slot)];
  old = index < region->n ? region->slots[index] : 0;

  if (target != 0)
    ml_slots_grow (region, index + 1);

  if (index < region->n)
    region->slots[index] = target;

  ml_slots_trim (region);

  weak = ml_shapes_is_weak (self->shapes, being->thing.shape, slot);
  count_edge (self, target, +1, weak);
  count_edge (self, old, -1, weak);
}

static void
shift (MlState *self, MlSerial holder, MlSlot from, MlSlot to, guint32 n)
{
  MlBeing *being = ml_population_edit (self->beings, holder);
  guint32 source = ML_SLOT_INDEX (from);
  guint32 target = ML_SLOT_INDEX (to);
  MlSlots *region;

  g_return_if_fail (being != NULL);

  if (n == 0)
    return;

  ml_being_touch (being, MIN (from, to), MAX (source, target) - MIN (source, target) + n);
  region = &being->thing.regions[ML_SLOT_REGION (from)];
  ml_slots_grow (region, MAX (source, target) + n);
  memmove (region->slots + target, region->slots + source, n * sizeof (MlSerial));

  if (target > source)
    memset (region->slots + source, 0, MIN (n, target - source) * sizeof (MlSerial));
  else
    memset (
        region->slots + MAX (source, target + n), 0, MIN (n, source - target) * sizeof (MlSerial));

  ml_slots_trim (region);
}

static void
permute (MlState *self, MlSerial holder, const guint32 *order, guint32 n, gboolean back)
{
  MlBeing *being = ml_population_edit (self->beings, holder);
  g_autofree MlSerial *before = NULL;
  MlSlots *region;

  g_return_if_fail (being != NULL);

  ml_being_touch (being, ML_SLOT (ML_REGION_ITEM, 0), n);
  region = &being->thing.regions[ML_REGION_ITEM];
  ml_slots_grow (region, n);
  before = g_memdup2 (region->slots, n * sizeof (MlSerial));

  for (guint32 i = 0; i < n; i++)
    {
      if (back)
        region->slots[order[i]] = before[i];
      else
        region->slots[i] = before[order[i]];
    }

  ml_slots_trim (region);
}

static void
resize (MlState *self, MlSerial serial, guint32 size, guint32 capacity)
{
  MlBeing *being = ml_population_edit (self->beings, serial);

  g_return_if_fail (being != NULL);

  being->thing.size = size;
  being->thing.capacity = capacity;
}

static void
revalue (MlState *self, MlSerial serial, const MlValue *value)
{
  MlBeing *being = ml_population_edit (self->beings, serial);

  g_return_if_fail (being != NULL);

  being->thing.value = *value;
}

static void
retype (MlState *self, MlSerial serial, MlSerial type, guint32 shape)
{
  MlBeing *being = ml_population_edit (self->beings, serial);

  g_return_if_fail (being != NULL);

  count_fields (self, &being->thing, -1);
  being->thing.shape = shape;
  count_fields (self, &being->thing, +1);
  count_edge (self, type, +1, FALSE);
  count_edge (self, being->thing.type, -1, FALSE);
  ml_being_set_type (being, type);
}

static void
make_immortal (MlState *self, MlSerial serial, guint8 origin)
{
  MlBeing *being = ml_population_edit (self->beings, serial);

  g_return_if_fail (being != NULL);

  being->uncounted += being->thing.count;
  being->thing.flags |= ML_THING_IMMORTAL;
  being->thing.count = ML_IMMORTAL_COUNT;
  being->thing.origin = origin;
}

static void
make_mortal (MlState *self, MlSerial serial, guint32 count, guint8 origin)
{
  MlBeing *being = ml_population_edit (self->beings, serial);

  g_return_if_fail (being != NULL);

  being->uncounted -= count;
  being->thing.flags &= ~ML_THING_IMMORTAL;
  being->thing.count = count;
  being->thing.origin = origin;
}

static void
push_frame (MlState *self, MlSerial frame)
{
  g_array_append_val (self->frames, frame);
}

static void
pop_frame (MlState *self)
{
  g_return_if_fail (self->frames->len > 0);

  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
set_span (MlState *self, MlSerial frame, guint32 span)
{
  MlBeing *being = frame == 0 ? NULL : ml_population_edit (self->beings, frame);

  if (being != NULL)
    being->span = span;
}

MlState *
ml_state_new (const MlTape *tape)
{
  MlState *self = g_new0 (MlState, 1);

  self->beings = ml_population_new (tape);
  self->frames = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  return self;
}

void
ml_state_free (MlState *self)
{
  g_clear_pointer (&self->shapes, ml_shapes_unref);
  ml_population_free (self->beings);
  g_array_unref (self->frames);
  g_free (self);
}

void
ml_state_set_shapes (MlState *self, MlShapes *shapes)
{
  ml_shapes_ref (shapes);
  g_clear_pointer (&self->shapes, ml_shapes_unref);
  self->shapes = shapes;
}

static const guint32 *
get_order (const GArray *orders, const MlDelta *delta)
{
  return &g_array_index (orders, guint32, delta->permute.start);
}

void
ml_state_do (MlState *self, const MlDelta *delta, const GArray *orders)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      give_birth (self, delta->thing, &delta->traits);
      break;
    case ML_CHANGE_DEATH:
      take_life (self, delta->thing);
      break;
    case ML_CHANGE_SET:
      set_slot (self, delta->thing, delta->set.slot, delta->set.new);
      break;
    case ML_CHANGE_SHIFT:
      shift (self, delta->thing, delta->shift.from, delta->shift.to, delta->shift.n);
      break;
    case ML_CHANGE_PERMUTE:
      permute (self, delta->thing, get_order (orders, delta), delta->permute.n, FALSE);
      break;
    case ML_CHANGE_RESIZE:
      resize (self, delta->thing, delta->resize.new_size, delta->resize.new_capacity);
      break;
    case ML_CHANGE_REVALUE:
      revalue (self, delta->thing, &delta->revalue.new);
      break;
    case ML_CHANGE_RETYPE:
      retype (self, delta->thing, delta->retype.new_type, delta->retype.new_shape);
      break;
    case ML_CHANGE_IMMORTALITY:
      make_immortal (self, delta->thing, delta->immortality.new_origin);
      break;
    case ML_CHANGE_ENTER:
      push_frame (self, delta->thing);
      break;
    case ML_CHANGE_LEAVE:
      pop_frame (self);
      break;
    case ML_CHANGE_OUTPUT:
      self->n_output++;
      break;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      break;
    }
}

void
ml_state_undo (MlState *self, const MlDelta *delta, const GArray *orders)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      take_life (self, delta->thing);
      break;
    case ML_CHANGE_DEATH:
      give_birth (self, delta->thing, &delta->traits);
      break;
    case ML_CHANGE_SET:
      set_slot (self, delta->thing, delta->set.slot, delta->set.old);
      break;
    case ML_CHANGE_SHIFT:
      shift (self, delta->thing, delta->shift.to, delta->shift.from, delta->shift.n);
      break;
    case ML_CHANGE_PERMUTE:
      permute (self, delta->thing, get_order (orders, delta), delta->permute.n, TRUE);
      break;
    case ML_CHANGE_RESIZE:
      resize (self, delta->thing, delta->resize.old_size, delta->resize.old_capacity);
      break;
    case ML_CHANGE_REVALUE:
      revalue (self, delta->thing, &delta->revalue.old);
      break;
    case ML_CHANGE_RETYPE:
      retype (self, delta->thing, delta->retype.old_type, delta->retype.old_shape);
      break;
    case ML_CHANGE_IMMORTALITY:
      make_mortal (self, delta->thing, delta->immortality.old_count, delta->immortality.old_origin);
      break;
    case ML_CHANGE_ENTER:
      pop_frame (self);
      break;
    case ML_CHANGE_LEAVE:
      push_frame (self, delta->thing);
      break;
    case ML_CHANGE_OUTPUT:
      self->n_output--;
      break;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      break;
    }
}

void
ml_state_do_step (MlState *self, const MlStepDelta *step)
{
  set_span (self, step->info.frame, step->span);
}

void
ml_state_undo_step (MlState *self, const MlStepDelta *step)
{
  set_span (self, step->info.frame, step->old_span);
}

const MlBeing *
ml_state_get (MlState *self, MlSerial serial)
{
  return ml_population_find (self->beings, serial);
}

void
ml_state_foreach (MlState *self, MlBeingFunc func, gpointer user_data)
{
  ml_population_foreach (self->beings, func, user_data);
}

const MlSerial *
ml_state_get_frames (const MlState *self, guint *n)
{
  *n = self->frames->len;

  return (const MlSerial *) self->frames->data;
}

guint
ml_state_get_n_output (const MlState *self)
{
  return self->n_output;
}

MlCheckpoint *
ml_state_checkpoint (MlState *self, MlTape *tape, MlStep step)
{
  MlCheckpoint *checkpoint = ml_population_make_checkpoint (self->beings, tape, step);

  ml_checkpoint_set_rest (
      checkpoint, (const MlSerial *) self->frames->data, self->frames->len, self->n_output);

  return checkpoint;
}

void
ml_state_go_to (MlState *self, const MlCheckpoint *checkpoint)
{
  ml_population_go_to (self->beings, checkpoint);
  g_array_set_size (self->frames, 0);
  g_array_append_vals (self->frames, checkpoint->frames, checkpoint->n_frames);
  self->n_output = checkpoint->n_output;
}
