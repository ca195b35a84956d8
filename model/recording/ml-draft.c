/* ml-draft.c: the open block of a journal */
#include "ml-draft.h"

#define FIRST_ROOM 256

static gsize
units_for (gsize length)
{
  return (length + sizeof (MlDraftUnit) - 1) / sizeof (MlDraftUnit);
}

MlDraft *
ml_draft_new (void)
{
  MlDraft *self = g_new0 (MlDraft, 1);

  self->room = FIRST_ROOM;
  self->units = g_new (MlDraftUnit, self->room);

  return self;
}

void
ml_draft_free (MlDraft *self)
{
  g_clear_pointer (&self->shapes, ml_shapes_unref);
  g_free (self->units);
  g_free (self);
}

MlDraftUnit *
ml_draft_add (MlDraft *self, guint8 type, gsize n, gsize length, gsize limit)
{
  gsize end = self->n + n + units_for (length);
  MlDraftUnit *unit;

  if (end > limit)
    return NULL;

  if (end > self->room)
    {
      self->room = MAX (end, self->room * 2);
      self->units = g_renew (MlDraftUnit, self->units, self->room);
    }

  unit = &self->units[self->n];
  unit->type = type;
  self->n = end;

  return unit;
}

static guint64
join (const guint32 *words)
{
  return words[0] | (guint64) words[1] << 32;
}

static MlValue
read_value (guint32 type, const guint32 *words, const MlDraftUnit *rest)
{
  MlValue value = { .type = type };

  if (value.type != ML_VALUE_TEXT)
    {
      value.integer = join (words);
      return value;
    }

  value.length = words[0];
  value.text = (const char *) rest;

  return value;
}

static gsize
read_birth (const MlDraftUnit *unit, MlTraits *traits)
{
  *traits = (MlTraits){
    .kind = unit[0].small[0],
    .origin = unit[0].small[1],
    .flags = unit[0].small[2],
    .type = unit[0].words[1],
    .shape = unit[0].words[2],
    .size = unit[0].words[3],
    .address = join (unit[1].words),
    .value = read_value (unit[0].words[4], &unit[1].words[2], &unit[2]),
  };

  return 2 + units_for (traits->value.length);
}

static gsize
read_text (const MlDraftUnit *unit, MlDelta *delta)
{
  delta->stream = unit->small[0];
  delta->text.length = unit->words[1];
  delta->text.text = (const char *) &unit[1];

  return 1 + units_for (delta->text.length);
}

static gsize
read_order (const MlDraftUnit *unit, MlDelta *delta, GArray *orders)
{
  delta->permute.start = orders->len;
  delta->permute.n = unit->words[1];
  g_array_append_vals (orders, &unit[1], delta->permute.n);

  return 1 + units_for (delta->permute.n * sizeof (guint32));
}

static void
read_step (const MlDraftUnit *unit, MlStepInfo *step)
{
  *step = (MlStepInfo) {
    .event = unit[0].small[0],
    .frame = unit[0].words[0],
    .value = unit[0].words[1],
    .span = {
      .source = unit[1].words[0],
      .line = unit[1].words[1],
      .column = unit[1].words[2],
      .end_line = unit[1].words[3],
      .end_column = unit[1].words[4],
    },
  };
}

gboolean
ml_draft_read (const MlDraft *self,
               gsize *position,
               MlDelta *delta,
               GArray *orders,
               MlStepInfo *step)
{
  const MlDraftUnit *unit = &self->units[*position];
  gsize n = 1;

  if (unit->type == ML_DRAFT_STEP)
    {
      read_step (unit, step);
      *position += 2;
      return FALSE;
    }

  delta->type = unit->type;
  delta->thing = unit->words[0];

  switch ((MlChangeType) unit->type)
    {
    case ML_CHANGE_BIRTH:
      n = read_birth (unit, &delta->traits);
      break;
    case ML_CHANGE_SET:
      delta->set.slot = unit->words[1];
      delta->set.old = unit->words[2];
      delta->set.new = unit->words[3];
      break;
    case ML_CHANGE_SHIFT:
      delta->shift.from = unit->words[1];
      delta->shift.to = unit->words[2];
      delta->shift.n = unit->words[3];
      break;
    case ML_CHANGE_PERMUTE:
      n = read_order (unit, delta, orders);
      break;
    case ML_CHANGE_RESIZE:
      delta->resize.new_size = unit->words[1];
      delta->resize.new_capacity = unit->words[2];
      break;
    case ML_CHANGE_REVALUE:
      delta->revalue.new = read_value (unit->words[1], &unit->words[2], &unit[1]);
      n = 1 + units_for (delta->revalue.new.length);
      break;
    case ML_CHANGE_RETYPE:
      delta->retype.new_type = unit->words[1];
      delta->retype.new_shape = unit->words[2];
      break;
    case ML_CHANGE_IMMORTALITY:
      delta->immortality.new_origin = unit->small[0];
      break;
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      n = read_text (unit, delta);
      break;
    case ML_CHANGE_DEATH:
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      break;
    }

  *position += n;

  return TRUE;
}
