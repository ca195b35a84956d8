/* ml-encoder.c: writes stretches of steps in few bytes */
#include "ml-encoder.h"

#include "ml-context.h"
#include "ml-form.h"

/* The head of a form is known last and stands first. */
#define HEAD_ROOM 24

/* A larger size, and the size of a text, says nothing of what the line does. */
#define LARGEST_FORM_SIZE 512
#define LARGEST_FORM_STEP 4096

struct _MlEncoder
{
  MlTape *tape;
  MlState *state;
  MlContext *context;
  MlBuffer form;    /* of the step that is being put, behind HEAD_ROOM bytes */
  MlBuffer steps;   /* of the stretch */
  MlBuffer numbers; /* of the deltas in it */
  MlBuffer start;   /* of the stretch: what it begins with */
  guint n_steps;
  MlStepInfo before; /* the last step that was put */
};

/* References */

/* What stays for long and is referred to by many steps is part of their form. */
static gboolean
is_steady (const MlEncoder *self, MlSerial serial)
{
  const MlBeing *being = ml_state_get (self->state, serial);

  if (being == NULL)
    return FALSE;

  switch ((MlKind) being->thing.kind)
    {
    case ML_KIND_NONE:
    case ML_KIND_BOOL:
    case ML_KIND_FUNCTION:
    case ML_KIND_BUILTIN:
    case ML_KIND_CODE:
    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
    case ML_KIND_MODULE:
    case ML_KIND_STORE:
      return TRUE;
    case ML_KIND_DICT:
      return (being->thing.flags & ML_THING_HIDDEN) != 0;
    default:
      return FALSE;
    }
}

static void
put_far (MlEncoder *self, MlSerial serial)
{
  gint64 distance = (gint64) self->context->newest - serial;
  guint64 folded = (guint64) distance << 1 ^ (guint64) (distance >> 63);

  if (is_steady (self, serial))
    {
      ml_buffer_put_byte (&self->form, ML_FORM_LITERAL);
      ml_buffer_put_number (&self->form, serial);
    }
  else if (serial < folded)
    {
      ml_buffer_put_byte (&self->form, ML_FORM_FAR);
      ml_buffer_put_number (&self->numbers, serial);
    }
  else
    {
      ml_buffer_put_byte (&self->form, ML_FORM_NEAR);
      ml_buffer_put_number (&self->numbers, folded);
    }
}

/* How many births ago @serial was born; ML_FORM_N_BORN if not lately. */
static guint
find_born (const MlContext *context, MlSerial serial)
{
  for (guint i = 0; i < ML_FORM_N_BORN; i++)
    {
      if (ml_context_get_born (context, i) == serial)
        return i;
    }

  return ML_FORM_N_BORN;
}

static void
put_reference (MlEncoder *self, MlSerial serial)
{
  const MlContext *context = self->context;
  guint back;

  if (serial == 0)
    ml_buffer_put_byte (&self->form, ML_FORM_NOTHING);
  else if (serial == context->thing)
    ml_buffer_put_byte (&self->form, ML_FORM_SAME);
  else if (serial == context->gone)
    ml_buffer_put_byte (&self->form, ML_FORM_GONE);
  else if (serial == context->trail.last)
    ml_buffer_put_byte (&self->form, ML_FORM_RUNNING);
  else if (serial == ml_trail_get_caller (&context->trail))
    ml_buffer_put_byte (&self->form, ML_FORM_CALLER);
  else if ((back = find_born (context, serial)) < ML_FORM_N_BORN)
    ml_buffer_put_byte (&self->form, ML_FORM_BORN + back);
  else if (serial == context->value)
    ml_buffer_put_byte (&self->form, ML_FORM_RESULT);
  else
    put_far (self, serial);
}

static void
put_slot (MlEncoder *self, MlSlot slot)
{
  guint8 region = ML_SLOT_REGION (slot);
  guint32 index = ML_SLOT_INDEX (slot);
  gint64 more = (gint64) index - self->context->index;

  if (region != ML_REGION_ITEM)
    {
      ml_buffer_put_byte (&self->form, region | ML_FORM_INDEX_LITERAL);
      ml_buffer_put_number (&self->form, index);
    }
  else if (more >= -1 && more <= 1)
    {
      ml_buffer_put_byte (&self->form,
                          region | (more == 0   ? ML_FORM_INDEX_AGAIN
                                    : more == 1 ? ML_FORM_INDEX_NEXT
                                                : ML_FORM_INDEX_BEFORE));
    }
  else
    {
      ml_buffer_put_byte (&self->form, region | ML_FORM_INDEX_NUMBER);
      ml_buffer_put_signed (&self->numbers, more);
    }
}

/* Values and traits */

static void
put_value (MlEncoder *self, const MlValue *value)
{
  switch (value->type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
      ml_buffer_put_signed (&self->numbers, value->integer);
      break;
    case ML_VALUE_DOUBLE:
      ml_buffer_put (&self->numbers, &value->number, sizeof value->number);
      break;
    case ML_VALUE_TEXT:
      ml_buffer_put_number (&self->numbers, ml_texts_number_of (value->text));
      break;
    }
}

/* How @address is told, and from which one it is counted. */
static guint8
choose_address (const MlContext *context, guint64 address, guint64 last)
{
  gint64 step = address - last;

  if (address == 0)
    return ML_FORM_ADDRESS_NONE;

  for (guint i = 0; i < ML_CONTEXT_FREED; i++)
    {
      if (context->freed[i] == address)
        return ML_FORM_ADDRESS_FREED + (i << 5);
    }

  return step > -LARGEST_FORM_STEP && step < LARGEST_FORM_STEP ? ML_FORM_ADDRESS_STEP
                                                               : ML_FORM_ADDRESS_NUMBER;
}

static void
put_traits (MlEncoder *self, const MlTraits *traits, const guint64 *last_addresses)
{
  guint64 last = last_addresses[traits->shape % ML_CONTEXT_SHAPES];
  guint8 how = choose_address (self->context, traits->address, last);
  gboolean size_in_form = traits->value.type != ML_VALUE_TEXT && traits->size <= LARGEST_FORM_SIZE;
  MlTapeSort sort = {
    .type = traits->type,
    .shape = traits->shape,
    .kind = traits->kind,
    .origin = traits->origin,
    .flags = traits->flags,
  };

  ml_buffer_put_byte (&self->form,
                      traits->value.type | (size_in_form ? 0 : ML_FORM_SIZE) |
                          (traits->capacity != 0 ? ML_FORM_CAPACITY : 0) |
                          (traits->span != 0 ? ML_FORM_SPAN : 0) | how);
  ml_buffer_put_number (&self->form, ml_roster_add (self->tape->sorts, &sort));
  ml_buffer_put_number (size_in_form ? &self->form : &self->numbers, traits->size);

  if (traits->capacity != 0)
    ml_buffer_put_number (&self->numbers, traits->capacity);

  if (traits->span != 0)
    ml_buffer_put_number (&self->numbers, traits->span);

  if (how == ML_FORM_ADDRESS_STEP)
    ml_buffer_put_signed (&self->form, traits->address - last);
  else if (how == ML_FORM_ADDRESS_NUMBER)
    ml_buffer_put_signed (&self->numbers, traits->address - last);

  put_value (self, &traits->value);
}

/* Deltas */

/* Serials are given in order, and mostly so many to a line. */
static void
put_birth (MlEncoder *self, const MlDelta *delta)
{
  gint64 more = (gint64) delta->thing - self->context->newest;

  if (more > 0 && more < 64)
    {
      ml_buffer_put_byte (&self->form, more);
    }
  else
    {
      ml_buffer_put_byte (&self->form, 0);
      ml_buffer_put_signed (&self->numbers, more);
    }

  put_traits (self, &delta->traits, self->context->born_at);
}

/* What was born in this stretch dies as it is known. */
static void
put_death (MlEncoder *self, const MlDelta *delta)
{
  put_reference (self, delta->thing);

  if (ml_context_get_life (self->context, delta->thing) == NULL)
    put_traits (self, &delta->traits, self->context->died_at);
}

static void
put_set (MlEncoder *self, const MlDelta *delta)
{
  const MlContext *context = self->context;

  put_reference (self, delta->thing);
  put_slot (self, delta->set.slot);

  if (delta->set.old != 0 &&
      delta->set.old == ml_context_get_slot (context, delta->thing, delta->set.slot))
    ml_buffer_put_byte (&self->form, ML_FORM_KNOWN);
  else
    put_reference (self, delta->set.old);

  put_reference (self, delta->set.new);
}

static void
put_shift (MlEncoder *self, const MlDelta *delta)
{
  put_slot (self, delta->shift.from);
  put_slot (self, delta->shift.to);
  ml_buffer_put_number (&self->numbers, delta->shift.n);
}

static void
put_order (MlEncoder *self, const MlDelta *delta, const GArray *orders)
{
  const guint32 *order = &g_array_index (orders, guint32, delta->permute.start);

  ml_buffer_put_number (&self->numbers, delta->permute.n);

  for (guint32 i = 0; i < delta->permute.n; i++)
    ml_buffer_put_signed (&self->numbers, (gint64) order[i] - i);
}

static void
put_resize (MlEncoder *self, const MlDelta *delta)
{
  gint64 more = (gint64) delta->resize.new_size - delta->resize.old_size;
  gint64 more_capacity = (gint64) delta->resize.new_capacity - delta->resize.old_capacity;

  if (ml_context_get_life (self->context, delta->thing) == NULL)
    {
      ml_buffer_put_number (&self->numbers, delta->resize.old_size);
      ml_buffer_put_number (&self->numbers, delta->resize.old_capacity);
    }

  ml_buffer_put_signed (&self->numbers, more);
  ml_buffer_put_signed (&self->numbers, more_capacity);
}

static void
put_values (MlEncoder *self, const MlDelta *delta)
{
  ml_buffer_put_byte (&self->form, delta->revalue.old.type | delta->revalue.new.type << 2);
  put_value (self, &delta->revalue.old);
  put_value (self, &delta->revalue.new);
}

static void
put_types (MlEncoder *self, const MlDelta *delta)
{
  put_reference (self, delta->retype.old_type);
  put_reference (self, delta->retype.new_type);
  ml_buffer_put_number (&self->numbers, delta->retype.old_shape);
  ml_buffer_put_number (&self->numbers, delta->retype.new_shape);
}

static void
put_immortality (MlEncoder *self, const MlDelta *delta)
{
  ml_buffer_put_byte (&self->form, delta->immortality.old_origin);
  ml_buffer_put_byte (&self->form, delta->immortality.new_origin);
  ml_buffer_put_number (&self->numbers, delta->immortality.old_count);
}

static void
put_text (MlEncoder *self, const MlDelta *delta)
{
  ml_buffer_put_byte (&self->form, delta->stream);
  ml_buffer_put_number (&self->numbers, ml_texts_number_of (delta->text.text));
}

/* What belongs to the rarer types. */
static void
put_rest (MlEncoder *self, const MlDelta *delta, const GArray *orders)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_SHIFT:
      put_shift (self, delta);
      break;
    case ML_CHANGE_PERMUTE:
      put_order (self, delta, orders);
      break;
    case ML_CHANGE_RESIZE:
      put_resize (self, delta);
      break;
    case ML_CHANGE_REVALUE:
      put_values (self, delta);
      break;
    case ML_CHANGE_RETYPE:
      put_types (self, delta);
      break;
    case ML_CHANGE_IMMORTALITY:
      put_immortality (self, delta);
      break;
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      put_text (self, delta);
      break;
    default:
      break;
    }
}

MlEncoder *
ml_encoder_new (MlTape *tape, MlState *state)
{
  MlEncoder *self = g_new0 (MlEncoder, 1);

  self->tape = tape;
  self->state = state;
  self->context = ml_context_new ();

  return self;
}

void
ml_encoder_free (MlEncoder *self)
{
  ml_context_free (self->context);
  ml_buffer_clear (&self->form);
  ml_buffer_clear (&self->steps);
  ml_buffer_clear (&self->numbers);
  ml_buffer_clear (&self->start);
  g_free (self);
}

/* A stretch begins with what its first step may refer to. */
static void
begin (MlEncoder *self)
{
  MlSerial newest = self->context->newest;
  MlSerial caller = ml_trail_get_caller (&self->context->trail);
  MlSerial frame = self->before.frame;

  self->start.n = self->steps.n = self->numbers.n = 0;
  ml_buffer_put_number (&self->start, newest);
  ml_buffer_put_number (&self->start, frame);
  ml_buffer_put_number (&self->start, caller);
  ml_buffer_put_number (&self->start, self->before.depth);
  ml_context_begin (self->context, newest, frame, caller);
}

static void
begin_form (MlEncoder *self)
{
  if (self->start.n == 0)
    begin (self);

  ml_buffer_reserve (&self->form, HEAD_ROOM);
  self->form.n = HEAD_ROOM;
}

void
ml_encoder_put (MlEncoder *self, const MlDelta *delta, const GArray *orders)
{
  if (self->form.n == 0)
    begin_form (self);

  ml_buffer_put_byte (&self->form, delta->type);

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      put_birth (self, delta);
      break;
    case ML_CHANGE_DEATH:
      put_death (self, delta);
      break;
    case ML_CHANGE_SET:
      put_set (self, delta);
      break;
    default:
      put_reference (self, delta->thing);
      put_rest (self, delta, orders);
    }

  ml_context_note (self->context, delta);
}

static guint8
choose_head (const MlEncoder *self, const MlStepDelta *step)
{
  const MlTrail *trail = &self->context->trail;
  MlSerial frame = step->info.frame;
  guint8 head = step->info.event;

  if (frame == 0)
    head |= ML_FORM_FRAME_NONE;
  else if (frame == trail->last)
    head |= ML_FORM_FRAME_SAME;
  else if (frame == ml_trail_get_caller (trail))
    head |= ML_FORM_FRAME_CALLER;
  else
    head |= ML_FORM_FRAME_NUMBER;

  if (step->info.value != 0)
    head |= ML_FORM_VALUE;

  if (step->old_span != ml_context_get_span (self->context, frame))
    head |= ML_FORM_OLD_SPAN;

  return head;
}

/* Puts the head where room was left for it; returns where the form begins. */
static gsize
put_head (MlEncoder *self, const MlStepDelta *step, guint8 head)
{
  gsize end = self->form.n;
  guint8 *place;
  gsize n;

  /* It is written behind the deltas, and moved to where it belongs. */
  ml_buffer_put_byte (&self->form, head);
  ml_buffer_put_signed (&self->form, (gint64) step->info.depth - self->before.depth);
  ml_buffer_put_number (&self->form, step->span);
  n = self->form.n - end;
  place = self->form.data + HEAD_ROOM - n;
  memcpy (place, self->form.data + end, n);
  self->form.n = end;

  return HEAD_ROOM - n;
}

static void
put_form (MlEncoder *self, gsize start)
{
  const guint8 *form = self->form.data + start;
  gsize length = self->form.n - start;

  if (length > ML_FORM_LONGEST)
    {
      ml_buffer_put_byte (&self->steps, 0);
      ml_buffer_put_number (&self->steps, length);
      ml_buffer_put (&self->steps, form, length);
      return;
    }

  ml_buffer_put_number (
      &self->steps, (guint64) ml_texts_add (self->tape->forms, (const char *) form, length) + 1);
}

void
ml_encoder_put_step (MlEncoder *self, const MlStepDelta *step)
{
  guint8 head;

  if (self->form.n == 0)
    begin_form (self);

  head = choose_head (self, step);
  put_form (self, put_head (self, step, head));

  if ((head & ML_FORM_FRAME) == ML_FORM_FRAME_NUMBER)
    ml_buffer_put_signed (&self->steps, (gint64) step->info.frame - self->context->trail.last);

  if ((head & ML_FORM_VALUE) != 0)
    ml_buffer_put_signed (&self->steps, (gint64) step->info.value - step->info.frame);

  if ((head & ML_FORM_OLD_SPAN) != 0)
    ml_buffer_put_number (&self->steps, step->old_span);

  ml_context_note_step (self->context, &step->info);
  ml_context_note_span (self->context, step->info.frame, step->span);
  self->before = step->info;
  self->form.n = 0;
  self->n_steps++;
}

guint
ml_encoder_get_n_steps (const MlEncoder *self)
{
  return self->n_steps;
}

void
ml_encoder_end (MlEncoder *self, MlBuffer *bytes)
{
  ml_buffer_put_number (bytes, self->start.n + self->steps.n);
  ml_buffer_put (bytes, self->start.data, self->start.n);
  ml_buffer_put (bytes, self->steps.data, self->steps.n);
  ml_buffer_put (bytes, self->numbers.data, self->numbers.n);
  self->start.n = 0;
  self->n_steps = 0;
}
