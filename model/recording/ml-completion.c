/* ml-completion.c: what each change replaces */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-completion.h"

static const char *
keep_text (MlTexts *texts, const char *text, guint32 length)
{
  guint32 same_length;

  return ml_texts_get (texts, ml_texts_add (texts, text, length), &same_length);
}

static void
keep_value (MlTexts *texts, MlValue *value)
{
  if (value->type == ML_VALUE_TEXT)
    value->text = keep_text (texts, value->text, value->length);
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
lives (MlState *state, MlSerial serial)
{
  return ml_state_get (state, serial) != NULL;
}

static gboolean
is_entered (const MlState *state, MlSerial frame)
{
  guint n;
  const MlSerial *frames = ml_state_get_frames (state, &n);

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
complete_birth (MlDelta *delta, MlState *state, MlTexts *texts)
{
  MlTraits *traits = &delta->traits;

  if (delta->thing == 0 || lives (state, delta->thing))
    return FALSE;

  /* The first class is its own type, so a type may be the thing itself. */
  if (traits->type != 0 && traits->type != delta->thing && !lives (state, traits->type))
    return FALSE;

  keep_value (texts, &traits->value);

  return TRUE;
}

static gboolean
complete_death (MlDelta *delta, MlState *state, const MlBeing *being)
{
  const MlThing *thing = &being->thing;
  gboolean immortal = (thing->flags & ML_THING_IMMORTAL) != 0;
  guint own = thing->type == thing->serial ? 1 : 0;

  if (!holds_nothing (thing) || (is_frame (thing) && is_entered (state, thing->serial)))
    return FALSE;

  if (immortal ? being->uncounted != own : thing->count != own || being->uncounted != 0)
    return FALSE;

  delta->traits = ml_being_get_traits (being);

  return TRUE;
}

static gboolean
complete_set (const MlDelta *delta, MlState *state, const MlThing *holder)
{
  MlRegion region = ML_SLOT_REGION (delta->set.slot);
  guint32 index = ML_SLOT_INDEX (delta->set.slot);
  MlSerial old;

  if (region == ML_REGION_TYPE || region >= ML_N_REGIONS)
    return FALSE;

  old = index < holder->regions[region].n ? holder->regions[region].slots[index] : 0;

  return delta->set.old == old && (delta->set.new == 0 || lives (state, delta->set.new));
}

static gboolean
complete_shift (const MlDelta *delta, const MlThing *holder)
{
  MlRegion region = ML_SLOT_REGION (delta->shift.from);
  guint32 from = ML_SLOT_INDEX (delta->shift.from);
  guint32 to = ML_SLOT_INDEX (delta->shift.to);
  guint32 n = delta->shift.n;

  if (region == ML_REGION_TYPE || region >= ML_N_REGIONS)
    return FALSE;

  if (region != ML_SLOT_REGION (delta->shift.to) ||
      (guint64) from + n > holder->regions[region].n || ML_SLOT_INDEX (to + n) != to + n)
    return FALSE;

  return to > from ? is_empty (&holder->regions[region], MAX (to, from + n), to + n)
                   : is_empty (&holder->regions[region], to, MIN (from, to + n));
}

/* There may be empty slots among those, also behind the last item: a set's table. */
static gboolean
complete_permute (const MlDelta *delta, const GArray *orders)
{
  const guint32 *order = &g_array_index (orders, guint32, delta->permute.start);

  return is_permutation (order, delta->permute.n);
}

static gboolean
complete_retype (MlDelta *delta, MlState *state, const MlThing *thing)
{
  delta->retype.old_type = thing->type;
  delta->retype.old_shape = thing->shape;

  return delta->retype.new_type == 0 || lives (state, delta->retype.new_type);
}

static gboolean
complete_immortality (MlDelta *delta, const MlThing *thing)
{
  delta->immortality.old_count = thing->count;
  delta->immortality.old_origin = thing->origin;

  return (thing->flags & ML_THING_IMMORTAL) == 0;
}

static gboolean
complete_leave (const MlDelta *delta, const MlState *state)
{
  guint n;
  const MlSerial *frames = ml_state_get_frames (state, &n);

  return n > 0 && frames[n - 1] == delta->thing;
}

static gboolean
complete_text (MlDelta *delta, MlTexts *texts)
{
  delta->text.text = keep_text (texts, delta->text.text, delta->text.length);

  return TRUE;
}

gboolean
ml_completion_add (MlDelta *delta, MlState *state, MlTexts *texts, const GArray *orders)
{
  const MlBeing *being = ml_state_get (state, delta->thing);
  MlChangeType type = delta->type;

  switch (type)
    {
    case ML_CHANGE_BIRTH:
      return complete_birth (delta, state, texts);
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      return complete_text (delta, texts);
    default:
      if (being == NULL)
        return FALSE;
    }

  switch (type)
    {
    case ML_CHANGE_DEATH:
      return complete_death (delta, state, being);
    case ML_CHANGE_SET:
      return complete_set (delta, state, &being->thing);
    case ML_CHANGE_SHIFT:
      return complete_shift (delta, &being->thing);
    case ML_CHANGE_PERMUTE:
      return complete_permute (delta, orders);
    case ML_CHANGE_RESIZE:
      delta->resize.old_size = being->thing.size;
      delta->resize.old_capacity = being->thing.capacity;
      return TRUE;
    case ML_CHANGE_REVALUE:
      delta->revalue.old = being->thing.value;
      keep_value (texts, &delta->revalue.new);
      return TRUE;
    case ML_CHANGE_RETYPE:
      return complete_retype (delta, state, &being->thing);
    case ML_CHANGE_IMMORTALITY:
      return complete_immortality (delta, &being->thing);
    case ML_CHANGE_ENTER:
      return is_frame (&being->thing) && !is_entered (state, delta->thing);
    case ML_CHANGE_LEAVE:
      return complete_leave (delta, state);
    default:
      return TRUE;
    }
}
