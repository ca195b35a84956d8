/* ml-history-find.c: the nearest step at which something happens */
#include "ml-history-private.h"

#include "ml-sieve.h"

typedef struct
{
  MlSerial frame;
  gboolean is_found;
  MlStep found;
} Return;

static gboolean
look_for_return (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Return *self = user_data;
  const MlStepInfo *info = &ml_stretch_get (stretch, step)->info;

  self->is_found = info->frame == self->frame &&
                   (info->event == ML_EVENT_RETURN || info->event == ML_EVENT_YIELD);
  self->found = step;

  return !self->is_found;
}

static gboolean
find_return (const MlHistory *self, MlSerial frame, MlStep at, gboolean backwards, MlStep *found)
{
  MlKeys keys = { { ml_sieve_make_key (ML_ASPECT_RETURN, frame, 0) }, 1 };
  Return looking = { .frame = frame };

  if (backwards)
    ml_history_scan_backwards (self, &keys, at, look_for_return, &looking);
  else
    ml_history_scan_forwards (self, &keys, at, look_for_return, &looking);

  if (looking.is_found)
    *found = looking.found;

  return looking.is_found;
}

static guint8
get_marks (MlMomentType type)
{
  switch (type)
    {
    case ML_MOMENT_CALL:
      return ML_MARK_CALL;
    case ML_MOMENT_RETURN:
      return ML_MARK_RETURN;
    case ML_MOMENT_EXCEPTION:
      return ML_MARK_EXCEPTION;
    case ML_MOMENT_COLLECTION:
      return ML_MARK_COLLECTION;
    case ML_MOMENT_OUTPUT:
    default:
      return ML_MARK_OUTPUT;
    }
}

static MlLifeType
get_life_type (MlMomentType type)
{
  switch (type)
    {
    case ML_MOMENT_BIRTH:
      return ML_LIFE_BIRTH;
    case ML_MOMENT_DEATH:
      return ML_LIFE_DEATH;
    case ML_MOMENT_GAIN:
      return ML_LIFE_GAIN;
    case ML_MOMENT_LOSS:
      return ML_LIFE_LOSS;
    case ML_MOMENT_CHANGE:
    default:
      return ML_LIFE_CHANGE;
    }
}

static gboolean
take_first (GArray *rebindings, MlStep *found)
{
  gboolean is_found = rebindings->len > 0;

  if (is_found)
    *found = g_array_index (rebindings, MlRebinding, 0).step;

  g_array_unref (rebindings);

  return is_found;
}

/* At @from the slot is where @what says; so is it after that step's changes, which are not asked
 * about. */
static gboolean
find_rebinding_before (const MlHistory *self, const MlMoment *what, MlStep from, MlStep *found)
{
  g_autoptr (GArray) rebindings = ml_history_list_rebindings_before (self, what, from, 2);

  for (guint i = 0; i < rebindings->len; i++)
    {
      *found = g_array_index (rebindings, MlRebinding, i).step;

      if (*found < from)
        return TRUE;
    }

  return FALSE;
}

gboolean
ml_history_find_next (const MlHistory *self, const MlMoment *what, MlStep from, MlStep *found)
{
  g_return_val_if_fail (self != NULL && what != NULL && found != NULL, FALSE);

  if (from + 1 >= self->n_steps)
    return FALSE;

  switch (what->type)
    {
    case ML_MOMENT_LINE:
      return ml_history_find_line_forwards (self, what, from + 1, found);

    case ML_MOMENT_REBIND:
      return take_first (ml_history_list_rebindings (self, what, from, 1), found);

    case ML_MOMENT_BIRTH:
    case ML_MOMENT_DEATH:
    case ML_MOMENT_CHANGE:
    case ML_MOMENT_GAIN:
    case ML_MOMENT_LOSS:
      return ml_history_find_life_forwards (
          self, what->thing, get_life_type (what->type), from + 1, found);

    case ML_MOMENT_RETURN:
      if (what->thing != 0)
        return find_return (self, what->thing, from + 1, FALSE, found);
      break;

    default:
      break;
    }

  return ml_history_find_mark_forwards (self, get_marks (what->type), from + 1, found);
}

gboolean
ml_history_find_previous (const MlHistory *self, const MlMoment *what, MlStep from, MlStep *found)
{
  g_return_val_if_fail (self != NULL && what != NULL && found != NULL, FALSE);
  g_return_val_if_fail (from < self->n_steps, FALSE);

  if (from == 0)
    return FALSE;

  switch (what->type)
    {
    case ML_MOMENT_LINE:
      return ml_history_find_line_backwards (self, what, from - 1, found);

    case ML_MOMENT_REBIND:
      return find_rebinding_before (self, what, from, found);

    case ML_MOMENT_BIRTH:
    case ML_MOMENT_DEATH:
    case ML_MOMENT_CHANGE:
    case ML_MOMENT_GAIN:
    case ML_MOMENT_LOSS:
      return ml_history_find_life_backwards (
          self, what->thing, get_life_type (what->type), from - 1, found);

    case ML_MOMENT_RETURN:
      if (what->thing != 0)
        return find_return (self, what->thing, from - 1, TRUE, found);
      break;

    default:
      break;
    }

  return ml_history_find_mark_backwards (self, get_marks (what->type), from - 1, found);
}
