/* ml-decoder.c: reads the stretches that an encoder wrote */
#include "ml-decoder.h"

#include "ml-context.h"
#include "ml-form.h"
#include "ml-varint.h"

/* The head of a step, and where its deltas stand. */
typedef struct
{
  guint8 head;
  MlByteReader deltas;
} Form;

typedef struct
{
  const MlTape *tape;
  MlStretch *stretch;
  MlContext *context;
  MlByteReader form;    /* of the step that is being read */
  MlByteReader numbers; /* of the stretch */
} Reader;

/* What a stretch begins with. */
typedef struct
{
  MlSerial newest;
  MlSerial caller;
  MlStepInfo before; /* frame and depth */
} Start;

/* What numbers stand for on the tape. Those of doubtful bytes may stand for nothing. */

static const char *
find_text (MlByteReader *bytes, const MlTexts *texts, guint64 number, guint32 *length)
{
  if (bytes->doubtful && number >= ml_texts_get_n (texts))
    {
      ml_byte_reader_fail (bytes);
      *length = 0;
      return "";
    }

  return ml_texts_get (texts, number, length);
}

static const MlTapeSort *
find_sort (MlByteReader *bytes, const MlTape *tape)
{
  static const MlTapeSort none = { 0 };
  guint64 number = ml_varint_get (bytes);

  if (bytes->doubtful && number >= ml_roster_get_length (tape->sorts))
    {
      ml_byte_reader_fail (bytes);
      return &none;
    }

  return ml_roster_get (tape->sorts, number);
}

static MlSpan
find_span (MlByteReader *bytes, const MlTape *tape, guint32 number)
{
  if (bytes->doubtful && number >= ml_roster_get_length (tape->spans))
    {
      ml_byte_reader_fail (bytes);
      return (MlSpan){ 0 };
    }

  return *(const MlSpan *) ml_roster_get (tape->spans, number);
}

/* Steps */

/* Splits the stretch: @bytes keeps the steps, @numbers gets what stands behind them. */
static Start
read_start (MlByteReader *bytes, MlByteReader *numbers)
{
  guint64 length = ml_varint_get (bytes);
  Start start = { 0 };

  *numbers = *bytes;

  if (ml_byte_reader_skip (numbers, length) == NULL)
    {
      ml_byte_reader_fail (bytes);
      return start;
    }

  bytes->end = numbers->at;
  start.newest = ml_varint_get (bytes);
  start.before.frame = ml_varint_get (bytes);
  start.caller = ml_varint_get (bytes);
  start.before.depth = ml_varint_get (bytes);

  return start;
}

/* The form's own bytes. Those on the tape are never longer than an encoder makes them: so a few
 * bytes cannot stand for a million changes. */
static MlByteReader
find_form (MlByteReader *bytes, const MlTape *tape)
{
  guint64 number = ml_varint_get (bytes);
  MlByteReader form = { .doubtful = bytes->doubtful };
  guint32 length;

  if (number != 0)
    {
      form.at = (const guint8 *) find_text (bytes, tape->forms, number - 1, &length);

      if (length > ML_FORM_LONGEST)
        ml_byte_reader_fail (bytes);
    }
  else
    {
      length = ml_varint_get (bytes);
      form.at = ml_byte_reader_skip (bytes, length);
    }

  form.end = bytes->failed ? form.at : form.at + length;

  return form;
}

static MlSerial
read_frame (MlByteReader *bytes, const MlTrail *trail, guint8 head)
{
  switch ((MlFormFrame) (head & ML_FORM_FRAME))
    {
    case ML_FORM_FRAME_SAME:
      return trail->last;
    case ML_FORM_FRAME_CALLER:
      return ml_trail_get_caller (trail);
    case ML_FORM_FRAME_NUMBER:
      return trail->last + ml_varint_get_signed (bytes);
    case ML_FORM_FRAME_NONE:
    default:
      return 0;
    }
}

/* Reads the step that follows the one of *@info. Of the span only the number is set. */
static Form
read_step (MlByteReader *bytes, const MlTape *tape, MlTrail *trail, MlStepInfo *info, guint32 *span)
{
  MlByteReader deltas = find_form (bytes, tape);
  guint8 head = ml_byte_reader_get_byte (&deltas);

  info->event = head & ML_FORM_EVENT;
  info->depth += ml_varint_get_signed (&deltas);
  *span = ml_varint_get (&deltas);
  info->frame = read_frame (bytes, trail, head);
  info->value = 0;

  if ((head & ML_FORM_VALUE) != 0)
    info->value = info->frame + ml_varint_get_signed (bytes);

  if (deltas.failed)
    ml_byte_reader_fail (bytes);

  ml_trail_note (trail, info->event, info->frame);

  return (Form){ head, deltas };
}

/* References */

static MlSerial
read_near (Reader *self)
{
  guint64 folded = ml_varint_get (&self->numbers);

  return self->context->newest - (gint64) (folded >> 1 ^ (0 - (folded & 1)));
}

/* One of @delta, of which thing and slot may be known already. */
static MlSerial
read_reference (Reader *self, const MlDelta *delta)
{
  const MlContext *context = self->context;
  guint8 how = ml_byte_reader_get_byte (&self->form);

  switch (how)
    {
    case ML_FORM_NOTHING:
      return 0;
    case ML_FORM_SAME:
      return context->thing;
    case ML_FORM_KNOWN:
      return ml_context_get_slot (context, delta->thing, delta->set.slot);
    case ML_FORM_GONE:
      return context->gone;
    case ML_FORM_RUNNING:
      return context->trail.last;
    case ML_FORM_CALLER:
      return ml_trail_get_caller (&context->trail);
    case ML_FORM_RESULT:
      return context->value;
    case ML_FORM_LITERAL:
      return ml_varint_get (&self->form);
    case ML_FORM_NEAR:
      return read_near (self);
    case ML_FORM_FAR:
      return ml_varint_get (&self->numbers);
    default:
      return ml_context_get_born (context, how - ML_FORM_BORN);
    }
}

static MlSlot
read_slot (Reader *self)
{
  guint8 head = ml_byte_reader_get_byte (&self->form);
  guint32 last = self->context->index;
  guint32 index = 0;

  switch ((MlFormIndex) (head & ML_FORM_INDEX))
    {
    case ML_FORM_INDEX_LITERAL:
      index = ml_varint_get (&self->form);
      break;
    case ML_FORM_INDEX_NUMBER:
      index = last + ml_varint_get_signed (&self->numbers);
      break;
    case ML_FORM_INDEX_AGAIN:
      index = last;
      break;
    case ML_FORM_INDEX_NEXT:
      index = last + 1;
      break;
    case ML_FORM_INDEX_BEFORE:
      index = last - 1;
      break;
    }

  /* Doubtful bytes may name a region that there is not. */
  if ((head & ML_FORM_REGION) >= ML_N_REGIONS)
    {
      ml_byte_reader_fail (&self->numbers);
      return ML_SLOT_TYPE;
    }

  return ML_SLOT (head & ML_FORM_REGION, ML_SLOT_INDEX (index));
}

/* Values and traits */

static const char *
read_text_at (Reader *self, guint32 *length)
{
  guint64 number = ml_varint_get (&self->numbers);

  return find_text (&self->numbers, self->tape->texts, number, length);
}

static void
read_double (Reader *self, double *number)
{
  const guint8 *place = ml_byte_reader_skip (&self->numbers, sizeof *number);

  if (place != NULL)
    memcpy (number, place, sizeof *number);
}

static MlValue
read_value (Reader *self, MlValueType type)
{
  MlValue value = { .type = type };

  switch (type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
      value.integer = ml_varint_get_signed (&self->numbers);
      break;
    case ML_VALUE_DOUBLE:
      read_double (self, &value.number);
      break;
    case ML_VALUE_TEXT:
      value.text = read_text_at (self, &value.length);
      break;
    }

  return value;
}

static guint64
read_address (Reader *self, guint8 how, guint64 last)
{
  guint back = (how - ML_FORM_ADDRESS_FREED) >> 5;

  switch (how)
    {
    case ML_FORM_ADDRESS_NONE:
      return 0;
    case ML_FORM_ADDRESS_NUMBER:
      return last + ml_varint_get_signed (&self->numbers);
    case ML_FORM_ADDRESS_STEP:
      return last + ml_varint_get_signed (&self->form);
    default:
      if (back < ML_CONTEXT_FREED)
        return self->context->freed[back];

      /* Only doubtful bytes go back further. */
      ml_byte_reader_fail (&self->form);
      return 0;
    }
}

static MlTraits
read_traits (Reader *self, const guint64 *last_addresses)
{
  guint8 head = ml_byte_reader_get_byte (&self->form);
  const MlTapeSort *sort = find_sort (&self->form, self->tape);
  MlTraits traits = {
    .type = sort->type,
    .shape = sort->shape,
    .kind = sort->kind,
    .origin = sort->origin,
    .flags = sort->flags,
  };

  traits.size = ml_varint_get ((head & ML_FORM_SIZE) != 0 ? &self->numbers : &self->form);

  if ((head & ML_FORM_CAPACITY) != 0)
    traits.capacity = ml_varint_get (&self->numbers);

  if ((head & ML_FORM_SPAN) != 0)
    traits.span = ml_varint_get (&self->numbers);

  traits.address =
      read_address (self, head & ML_FORM_ADDRESS, last_addresses[sort->shape % ML_CONTEXT_SHAPES]);
  traits.value = read_value (self, head & ML_FORM_TYPE);

  return traits;
}

/* Deltas */

static void
read_birth (Reader *self, MlDelta *delta)
{
  guint8 more = ml_byte_reader_get_byte (&self->form);

  delta->thing = self->context->newest;
  delta->thing += more != 0 ? more : ml_varint_get_signed (&self->numbers);
  delta->traits = read_traits (self, self->context->born_at);
}

static void
read_death (Reader *self, MlDelta *delta)
{
  const MlLife *life;

  delta->thing = read_reference (self, delta);
  life = ml_context_get_life (self->context, delta->thing);

  if (life == NULL)
    {
      delta->traits = read_traits (self, self->context->died_at);
      return;
    }

  /* No step runs in a frame that is dead: the last one of the stretch stood there before. */
  delta->traits = life->traits;
  delta->traits.span = ml_context_get_span (self->context, delta->thing);
}

static void
read_set (Reader *self, MlDelta *delta)
{
  delta->thing = read_reference (self, delta);
  delta->set.slot = read_slot (self);
  delta->set.old = read_reference (self, delta);
  delta->set.new = read_reference (self, delta);
}

static void
read_shift (Reader *self, MlDelta *delta)
{
  delta->shift.from = read_slot (self);
  delta->shift.to = read_slot (self);
  delta->shift.n = ml_varint_get (&self->numbers);
}

static void
read_order (Reader *self, MlDelta *delta)
{
  GArray *orders = self->stretch->orders;
  guint64 n = ml_varint_get (&self->numbers);

  /* Each takes a byte at least. */
  if (n > ml_byte_reader_get_left (&self->numbers))
    {
      ml_byte_reader_fail (&self->numbers);
      n = 0;
    }

  delta->permute.start = orders->len;
  delta->permute.n = n;
  g_array_set_size (orders, orders->len + n);

  for (guint32 i = 0; i < n; i++)
    g_array_index (orders, guint32, delta->permute.start + i) =
        i + ml_varint_get_signed (&self->numbers);
}

static void
read_resize (Reader *self, MlDelta *delta)
{
  const MlLife *life = ml_context_get_life (self->context, delta->thing);

  delta->resize.old_size = life != NULL ? life->traits.size : ml_varint_get (&self->numbers);
  delta->resize.old_capacity =
      life != NULL ? life->traits.capacity : ml_varint_get (&self->numbers);
  delta->resize.new_size = delta->resize.old_size + ml_varint_get_signed (&self->numbers);
  delta->resize.new_capacity = delta->resize.old_capacity + ml_varint_get_signed (&self->numbers);
}

static void
read_values (Reader *self, MlDelta *delta)
{
  guint8 types = ml_byte_reader_get_byte (&self->form);

  delta->revalue.old = read_value (self, types & ML_FORM_TYPE);
  delta->revalue.new = read_value (self, types >> 2 & ML_FORM_TYPE);
}

static void
read_types (Reader *self, MlDelta *delta)
{
  delta->retype.old_type = read_reference (self, delta);
  delta->retype.new_type = read_reference (self, delta);
  delta->retype.old_shape = ml_varint_get (&self->numbers);
  delta->retype.new_shape = ml_varint_get (&self->numbers);
}

static void
read_immortality (Reader *self, MlDelta *delta)
{
  delta->immortality.old_origin = ml_byte_reader_get_byte (&self->form);
  delta->immortality.new_origin = ml_byte_reader_get_byte (&self->form);
  delta->immortality.old_count = ml_varint_get (&self->numbers);
}

static void
read_text (Reader *self, MlDelta *delta)
{
  delta->stream = ml_byte_reader_get_byte (&self->form);
  delta->text.text = read_text_at (self, &delta->text.length);
}

/* What belongs to the rarer types. */
static void
read_rest (Reader *self, MlDelta *delta)
{
  delta->thing = read_reference (self, delta);

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_SHIFT:
      read_shift (self, delta);
      break;
    case ML_CHANGE_PERMUTE:
      read_order (self, delta);
      break;
    case ML_CHANGE_RESIZE:
      read_resize (self, delta);
      break;
    case ML_CHANGE_REVALUE:
      read_values (self, delta);
      break;
    case ML_CHANGE_RETYPE:
      read_types (self, delta);
      break;
    case ML_CHANGE_IMMORTALITY:
      read_immortality (self, delta);
      break;
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      read_text (self, delta);
      break;
    default:
      break;
    }
}

static void
read_delta (Reader *self)
{
  MlDelta delta = { .type = ml_byte_reader_get_byte (&self->form) };

  switch ((MlChangeType) delta.type)
    {
    case ML_CHANGE_BIRTH:
      read_birth (self, &delta);
      break;
    case ML_CHANGE_DEATH:
      read_death (self, &delta);
      break;
    case ML_CHANGE_SET:
      read_set (self, &delta);
      break;
    default:
      read_rest (self, &delta);
    }

  ml_context_note (self->context, &delta);
  g_array_append_val (self->stretch->deltas, delta);
}

/* Reads all steps, and where the deltas of each stand in its form. */
static void
read_steps (Reader *self, MlByteReader *bytes, const Start *start, guint n, Form *forms)
{
  MlContext *context = self->context;
  MlStepDelta step = { .info = start->before };

  for (guint i = 0; i < n; i++)
    {
      forms[i] = read_step (bytes, self->tape, &context->trail, &step.info, &step.span);
      step.info.span = find_span (bytes, self->tape, step.span);
      step.old_span = (forms[i].head & ML_FORM_OLD_SPAN) != 0
                          ? ml_varint_get (bytes)
                          : ml_context_get_span (context, step.info.frame);
      ml_context_note_span (context, step.info.frame, step.span);
      g_array_append_val (self->stretch->steps, step);
    }
}

static gboolean
read_deltas (Reader *self, guint n, const Form *forms)
{
  for (guint i = 0; i < n; i++)
    {
      MlStepDelta *step = &g_array_index (self->stretch->steps, MlStepDelta, i);

      self->form = forms[i].deltas;

      while (self->form.at != self->form.end)
        read_delta (self);

      if (self->form.failed || self->numbers.failed)
        return FALSE;

      step->end = self->stretch->deltas->len;
      ml_context_note_step (self->context, &step->info);
    }

  return TRUE;
}

gboolean
ml_decoder_read (MlByteReader *bytes, MlStep first, guint n, const MlTape *tape, MlStretch *stretch)
{
  Reader self = { .tape = tape, .stretch = stretch };
  Start start = read_start (bytes, &self.numbers);
  Form forms[ML_DECODER_STEPS];

  g_return_val_if_fail (n <= ML_DECODER_STEPS, FALSE);

  ml_stretch_reset (stretch, first);
  self.context = stretch->context;
  ml_context_begin (self.context, start.newest, start.before.frame, start.caller);
  read_steps (&self, bytes, &start, n, forms);

  if (bytes->failed)
    return FALSE;

  ml_trail_begin (&self.context->trail, start.before.frame, start.caller);

  return read_deltas (&self, n, forms);
}

MlStepInfo
ml_decoder_read_step (MlByteReader *bytes, guint index, const MlTape *tape)
{
  MlByteReader numbers;
  Start start = read_start (bytes, &numbers);
  MlStepInfo info = start.before;
  guint32 span = 0;
  MlTrail trail;

  ml_trail_begin (&trail, start.before.frame, start.caller);

  for (guint i = 0; i <= index; i++)
    {
      if ((read_step (bytes, tape, &trail, &info, &span).head & ML_FORM_OLD_SPAN) != 0)
        ml_varint_get (bytes);
    }

  info.span = find_span (bytes, tape, span);

  return info;
}
