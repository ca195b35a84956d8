/* ml-delta.c: a change with all that it needs to be done and undone */
#include "ml-delta.h"

static gboolean
values_equal (const MlValue *a, const MlValue *b)
{
  if (a->type != b->type)
    return FALSE;

  /* Texts stand once in their store. */
  return a->type == ML_VALUE_TEXT ? a->text == b->text : a->integer == b->integer;
}

gboolean
ml_traits_equal (const MlTraits *a, const MlTraits *b)
{
  return a->type == b->type && a->shape == b->shape && a->kind == b->kind &&
         a->origin == b->origin && a->flags == b->flags && a->size == b->size &&
         a->capacity == b->capacity && a->address == b->address && a->span == b->span &&
         values_equal (&a->value, &b->value);
}

static gboolean
retypes_equal (const MlDelta *a, const MlDelta *b)
{
  return a->retype.old_type == b->retype.old_type && a->retype.new_type == b->retype.new_type &&
         a->retype.old_shape == b->retype.old_shape && a->retype.new_shape == b->retype.new_shape;
}

static gboolean
resizes_equal (const MlDelta *a, const MlDelta *b)
{
  return a->resize.old_size == b->resize.old_size && a->resize.new_size == b->resize.new_size &&
         a->resize.old_capacity == b->resize.old_capacity &&
         a->resize.new_capacity == b->resize.new_capacity;
}

static gboolean
immortalities_equal (const MlDelta *a, const MlDelta *b)
{
  return a->immortality.old_count == b->immortality.old_count &&
         a->immortality.old_origin == b->immortality.old_origin &&
         a->immortality.new_origin == b->immortality.new_origin;
}

gboolean
ml_delta_equal (const MlDelta *a, const MlDelta *b)
{
  if (a->type != b->type || a->thing != b->thing || a->stream != b->stream)
    return FALSE;

  switch ((MlChangeType) a->type)
    {
    case ML_CHANGE_BIRTH:
    case ML_CHANGE_DEATH:
      return ml_traits_equal (&a->traits, &b->traits);
    case ML_CHANGE_SET:
      return a->set.slot == b->set.slot && a->set.old == b->set.old && a->set.new == b->set.new;
    case ML_CHANGE_SHIFT:
      return a->shift.from == b->shift.from && a->shift.to == b->shift.to &&
             a->shift.n == b->shift.n;
    case ML_CHANGE_PERMUTE:
      return a->permute.start == b->permute.start && a->permute.n == b->permute.n;
    case ML_CHANGE_RESIZE:
      return resizes_equal (a, b);
    case ML_CHANGE_REVALUE:
      return values_equal (&a->revalue.old, &b->revalue.old) &&
             values_equal (&a->revalue.new, &b->revalue.new);
    case ML_CHANGE_RETYPE:
      return retypes_equal (a, b);
    case ML_CHANGE_IMMORTALITY:
      return immortalities_equal (a, b);
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      return a->text.text == b->text.text;
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      return TRUE;
    }

  return FALSE;
}

MlChange
ml_delta_describe (const MlDelta *delta)
{
  MlChange change = { .type = delta->type, .thing = delta->thing };

  switch (change.type)
    {
    case ML_CHANGE_SET:
      change.slot = delta->set.slot;
      change.old = delta->set.old;
      change.new = delta->set.new;
      break;
    case ML_CHANGE_SHIFT:
      change.slot = delta->shift.from;
      change.to = delta->shift.to;
      change.n = delta->shift.n;
      break;
    case ML_CHANGE_PERMUTE:
      change.n = delta->permute.n;
      break;
    case ML_CHANGE_OUTPUT:
      change.stream = delta->stream;
      change.text = delta->text.text;
      break;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      change.text = delta->text.text;
      break;
    case ML_CHANGE_BIRTH:
    case ML_CHANGE_DEATH:
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_RETYPE:
    case ML_CHANGE_IMMORTALITY:
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      break;
    }

  return change;
}
