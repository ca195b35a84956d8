/* ml-history-rebinding.c: the history of a name, an attribute or an item
 *
 * The value of a dict's key changes its slot when the dict is packed, and may leave and come back
 * at another one. It is followed from step to step, from where it is known to be.
 */
#include "ml-history-private.h"

#include "ml-sieve.h"

#define NOWHERE G_MAXUINT32

typedef struct
{
  MlSerial holder;
  MlSerial key; /* 0: the slot is not followed */
  MlSlot slot;  /* NOWHERE if the key is not there */
  MlKeys keys;
  guint n_most;
  GArray *rebindings; /* of MlRebinding */
} Pursuit;

static void
update_keys (Pursuit *self)
{
  self->keys.n_keys = 0;
  self->keys.keys[self->keys.n_keys++] = ml_sieve_make_key (ML_ASPECT_MOVED, self->holder, 0);

  if (self->slot != NOWHERE)
    self->keys.keys[self->keys.n_keys++] =
        ml_sieve_make_key (ML_ASPECT_SLOT, self->holder, self->slot);

  if (self->key != 0)
    self->keys.keys[self->keys.n_keys++] =
        ml_sieve_make_key (ML_ASPECT_KEY, self->holder, self->key);
}

static gboolean
is_key_slot (MlSlot slot)
{
  return ML_SLOT_REGION (slot) == ML_REGION_ITEM && slot % 2 == 0;
}

/* Where a slot is after @n slots from @from on have moved to @to. */
static MlSlot
shift (MlSlot slot, MlSlot from, MlSlot to, guint32 n)
{
  if (slot == NOWHERE || slot < from || slot - from >= n)
    return slot;

  return slot - from + to;
}

/* Goes with the key through a delta, forwards. */
static void
follow (Pursuit *self, const MlDelta *delta)
{
  if (delta->type == ML_CHANGE_SHIFT)
    self->slot = shift (self->slot, delta->shift.from, delta->shift.to, delta->shift.n);

  if (delta->type != ML_CHANGE_SET || !is_key_slot (delta->set.slot))
    return;

  if (delta->set.new == self->key)
    self->slot = delta->set.slot + 1;
  else if (delta->set.old == self->key && self->slot == delta->set.slot + 1)
    self->slot = NOWHERE;
}

/* The same backwards. */
static void
follow_back (Pursuit *self, const MlDelta *delta)
{
  if (delta->type == ML_CHANGE_SHIFT)
    self->slot = shift (self->slot, delta->shift.to, delta->shift.from, delta->shift.n);

  if (delta->type != ML_CHANGE_SET || !is_key_slot (delta->set.slot))
    return;

  if (delta->set.old == self->key)
    self->slot = delta->set.slot + 1;
  else if (delta->set.new == self->key && self->slot == delta->set.slot + 1)
    self->slot = NOWHERE;
}

/* Where the key was before @step. */
static void
follow_step_back (Pursuit *self, const MlStretch *stretch, MlStep step)
{
  for (guint i = ml_stretch_get (stretch, step)->end; i > ml_stretch_start (stretch, step); i--)
    {
      const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, i - 1);

      if (self->key != 0 && delta->thing == self->holder)
        follow_back (self, delta);
    }
}

static gboolean
moves (const MlDelta *delta, MlSlot slot)
{
  MlSlot item = ML_SLOT (ML_REGION_ITEM, 0);

  if (delta->type == ML_CHANGE_SHIFT)
    return (slot >= delta->shift.from && slot - delta->shift.from < delta->shift.n) ||
           (slot >= delta->shift.to && slot - delta->shift.to < delta->shift.n);

  return delta->type == ML_CHANGE_PERMUTE && slot >= item && slot - item < delta->permute.n;
}

/* What the step did to what is pursued. A key leaves its slot before its value does. */
static void
read_step (Pursuit *self, const MlStretch *stretch, MlStep step)
{
  MlRebinding rebinding = { .step = step };
  MlSlot watched = self->slot;
  gboolean is_set = FALSE;
  gboolean is_moved = FALSE;

  for (guint i = ml_stretch_start (stretch, step); i < ml_stretch_get (stretch, step)->end; i++)
    {
      const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, i);

      if (delta->thing != self->holder)
        continue;

      if (delta->type == ML_CHANGE_SET && delta->set.slot == watched)
        {
          rebinding.old = is_set ? rebinding.old : delta->set.old;
          rebinding.new = delta->set.new;
          is_set = TRUE;
        }

      if (self->key == 0)
        is_moved |= moves (delta, watched);
      else
        follow (self, delta);

      if (self->slot != NOWHERE)
        watched = self->slot;
    }

  if (is_moved || (is_set && rebinding.old != rebinding.new))
    g_array_append_val (self->rebindings, rebinding);
}

static gboolean
pursue_forwards (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Pursuit *self = user_data;

  read_step (self, stretch, step);
  update_keys (self);

  return self->rebindings->len < self->n_most;
}

static gboolean
pursue_backwards (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Pursuit *self = user_data;
  MlSlot before;

  follow_step_back (self, stretch, step);
  before = self->slot;
  read_step (self, stretch, step);
  self->slot = before;
  update_keys (self);

  return self->rebindings->len < self->n_most;
}

static void
pursuit_init (Pursuit *self, const MlMoment *what, guint n_most)
{
  self->holder = what->thing;
  self->key = what->key;
  self->slot = what->slot;
  self->n_most = n_most;
  self->rebindings = g_array_new (FALSE, FALSE, sizeof (MlRebinding));
  update_keys (self);
}

GArray *
ml_history_list_rebindings (const MlHistory *self, const MlMoment *what, MlStep from, guint n_most)
{
  Pursuit pursuit;

  g_return_val_if_fail (self != NULL && what != NULL, NULL);
  g_return_val_if_fail (what->type == ML_MOMENT_REBIND && n_most > 0, NULL);

  pursuit_init (&pursuit, what, n_most);

  if (from + 1 < self->n_steps)
    ml_history_scan_forwards (self, &pursuit.keys, from + 1, pursue_forwards, &pursuit);

  return pursuit.rebindings;
}

GArray *
ml_history_list_rebindings_before (const MlHistory *self,
                                   const MlMoment *what,
                                   MlStep from,
                                   guint n_most)
{
  Pursuit pursuit;

  g_return_val_if_fail (self != NULL && what != NULL, NULL);
  g_return_val_if_fail (what->type == ML_MOMENT_REBIND && n_most > 0, NULL);

  pursuit_init (&pursuit, what, n_most);
  ml_history_scan_backwards (self, &pursuit.keys, from, pursue_backwards, &pursuit);

  return pursuit.rebindings;
}
