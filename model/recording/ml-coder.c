/* ml-coder.c: how a stretch of steps is written in few bytes */
#include "ml-coder.h"

#include <string.h>

#include "ml-varint.h"

/* The first byte of a step: its event, and what follows. */
#define STEP_EVENT 0x0f
#define STEP_FRAME 0x10 /* another frame than before */
#define STEP_VALUE 0x20
#define STEP_OLD_SPAN 0x40 /* the frame's last span is not in this stretch */
#define STEP_DEPTH 0x80    /* another depth than before */

/* The first byte of a delta: its type, and in the upper half what is special about it. */
#define TYPE_BITS 4
#define TYPE_MASK 0x0f
#define SAME_THING 0x10 /* as the delta before */
#define SET_ADDS 0x20   /* the slot was empty */
#define SET_CLEARS 0x40 /* the slot is empty now */
#define SET_NEWEST 0x80 /* the slot now holds what was born last */
#define DEATH_NEAR 0x20 /* what dies was born shortly before, and has not changed since */

/* How many births back a near death may look, however many there are in one step. */
#define NEAR 256

/* The first byte of traits. */
#define TRAITS_VALUE 0x03 /* type of the value */
#define TRAITS_CAPACITY 0x04
#define TRAITS_SPAN 0x08

/* What differences are taken from. */
typedef struct
{
  MlSerial thing;  /* of the delta before */
  MlSerial newest; /* what was born last */
  guint64 address; /* of what was born or died last */
  GArray *births;  /* of guint: where the births of this stretch stand among its deltas */
  guint step;      /* the one whose deltas are being coded */
} Context;

static void
context_init (Context *self)
{
  *self = (Context){ .births = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

static void
context_clear (Context *self)
{
  g_array_unref (self->births);
}

static const MlStepDelta *
get_step (const MlStretch *stretch, guint index)
{
  return &g_array_index (stretch->steps, MlStepDelta, index);
}

/* The span at which @frame stood in the last of the first @n steps in which it ran; 0 if in none.
 */
static guint32
find_span (const MlStretch *stretch, guint n, MlSerial frame)
{
  for (guint i = n; i > 0; i--)
    {
      if (get_step (stretch, i - 1)->info.frame == frame)
        return get_step (stretch, i - 1)->span;
    }

  return 0;
}

static void
put_step (GByteArray *bytes, const MlStretch *stretch, guint index)
{
  static const MlStepDelta none = { 0 };
  const MlStepDelta *before = index == 0 ? &none : get_step (stretch, index - 1);
  const MlStepDelta *step = get_step (stretch, index);
  guint8 head = step->info.event;

  if (step->info.frame != before->info.frame)
    head |= STEP_FRAME;

  if (step->info.value != 0)
    head |= STEP_VALUE;

  if (step->old_span != find_span (stretch, index, step->info.frame))
    head |= STEP_OLD_SPAN;

  if (step->info.depth != before->info.depth)
    head |= STEP_DEPTH;

  ml_varint_put (bytes, head);
  ml_varint_put_signed (bytes, (gint64) step->span - before->span);
  ml_varint_put (bytes, step->end - before->end);

  if ((head & STEP_FRAME) != 0)
    ml_varint_put_signed (bytes, (gint64) step->info.frame - before->info.frame);

  if ((head & STEP_VALUE) != 0)
    ml_varint_put_signed (bytes, (gint64) step->info.value - step->info.frame);

  if ((head & STEP_OLD_SPAN) != 0)
    ml_varint_put (bytes, step->old_span);

  if ((head & STEP_DEPTH) != 0)
    ml_varint_put_signed (bytes, (gint64) step->info.depth - before->info.depth);
}

/* Returns the head. All of @step is set but the old span where that is found in the stretch, and
 * the span itself, of which only the number is. */
static guint8
get_step_after (MlByteReader *bytes, const MlStepDelta *before, MlStepDelta *step)
{
  guint8 head = ml_varint_get (bytes);

  *step = (MlStepDelta){ .info = { .event = head & STEP_EVENT } };
  step->span = before->span + ml_varint_get_signed (bytes);
  step->end = before->end + ml_varint_get (bytes);
  step->info.frame = before->info.frame;
  step->info.depth = before->info.depth;

  if ((head & STEP_FRAME) != 0)
    step->info.frame += ml_varint_get_signed (bytes);

  if ((head & STEP_VALUE) != 0)
    step->info.value = step->info.frame + ml_varint_get_signed (bytes);

  if ((head & STEP_OLD_SPAN) != 0)
    step->old_span = ml_varint_get (bytes);

  if ((head & STEP_DEPTH) != 0)
    step->info.depth += ml_varint_get_signed (bytes);

  return head;
}

/* What was there from the start has a small number, what was born lately is near the newest: the
 * nearer end is taken, and the lowest bit says which. */
void
ml_coder_put_serial (GByteArray *bytes, MlSerial near, MlSerial serial)
{
  gint64 distance = (gint64) near - serial;
  guint64 folded = (guint64) distance << 1 ^ (guint64) (distance >> 63);

  ml_varint_put (bytes, serial < folded ? (guint64) serial << 1 | 1 : folded << 1);
}

MlSerial
ml_coder_get_serial (MlByteReader *bytes, MlSerial near)
{
  guint64 number = ml_varint_get (bytes);
  guint64 folded = number >> 1;

  if ((number & 1) != 0)
    return folded;

  return near - (gint64) (folded >> 1 ^ (0 - (folded & 1)));
}

static void
put_serial (GByteArray *bytes, const Context *context, MlSerial serial)
{
  ml_coder_put_serial (bytes, context->newest, serial);
}

static MlSerial
get_serial (MlByteReader *bytes, const Context *context)
{
  return ml_coder_get_serial (bytes, context->newest);
}

/* The region, of which there are few, below the index. */
static void
put_slot (GByteArray *bytes, MlSlot slot)
{
  ml_varint_put (bytes, (guint64) ML_SLOT_INDEX (slot) << 3 | ML_SLOT_REGION (slot));
}

static MlSlot
get_slot (MlByteReader *bytes)
{
  guint64 number = ml_varint_get (bytes);

  return ML_SLOT (number & 7, number >> 3);
}

static void
put_value (GByteArray *bytes, const MlValue *value)
{
  switch (value->type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
      ml_varint_put_signed (bytes, value->integer);
      break;
    case ML_VALUE_DOUBLE:
      g_byte_array_append (bytes, (const guint8 *) &value->number, sizeof value->number);
      break;
    case ML_VALUE_TEXT:
      ml_varint_put (bytes, ml_texts_number_of (value->text));
      break;
    }
}

/* What numbers stand for on the tape. Those of doubtful bytes may stand for nothing. */

static const char *
find_text (MlByteReader *bytes, const MlTape *tape, guint32 *length)
{
  guint64 number = ml_varint_get (bytes);

  if (bytes->doubtful && !ml_texts_has (tape->texts, number))
    {
      ml_byte_reader_fail (bytes);
      *length = 0;
      return "";
    }

  return ml_texts_get (tape->texts, number, length);
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
find_span_of (MlByteReader *bytes, const MlTape *tape, guint32 number)
{
  if (bytes->doubtful && number >= ml_roster_get_length (tape->spans))
    {
      ml_byte_reader_fail (bytes);
      return (MlSpan){ 0 };
    }

  return *(const MlSpan *) ml_roster_get (tape->spans, number);
}

static void
get_double (MlByteReader *bytes, double *number)
{
  const guint8 *place = ml_byte_reader_skip (bytes, sizeof *number);

  if (place != NULL)
    memcpy (number, place, sizeof *number);
}

static MlValue
get_value (MlByteReader *bytes, const MlTape *tape, MlValueType type)
{
  MlValue value = { .type = type };

  switch (type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
      value.integer = ml_varint_get_signed (bytes);
      break;
    case ML_VALUE_DOUBLE:
      get_double (bytes, &value.number);
      break;
    case ML_VALUE_TEXT:
      value.text = find_text (bytes, tape, &value.length);
      break;
    }

  return value;
}

void
ml_coder_put_traits (GByteArray *bytes, MlTape *tape, const MlTraits *traits, guint64 *address)
{
  MlTapeSort sort = {
    .type = traits->type,
    .shape = traits->shape,
    .kind = traits->kind,
    .origin = traits->origin,
    .flags = traits->flags,
  };
  guint8 head = traits->value.type;

  if (traits->capacity != 0)
    head |= TRAITS_CAPACITY;

  if (traits->span != 0)
    head |= TRAITS_SPAN;

  ml_varint_put (bytes, head);
  ml_varint_put (bytes, ml_roster_add (tape->sorts, &sort));
  ml_varint_put (bytes, traits->size);
  ml_varint_put_signed (bytes, traits->address - *address);
  *address = traits->address;

  if ((head & TRAITS_CAPACITY) != 0)
    ml_varint_put (bytes, traits->capacity);

  if ((head & TRAITS_SPAN) != 0)
    ml_varint_put (bytes, traits->span);

  put_value (bytes, &traits->value);
}

void
ml_coder_get_traits (MlByteReader *bytes, const MlTape *tape, MlTraits *traits, guint64 *address)
{
  guint8 head = ml_varint_get (bytes);
  const MlTapeSort *sort = find_sort (bytes, tape);

  traits->type = sort->type;
  traits->shape = sort->shape;
  traits->kind = sort->kind;
  traits->origin = sort->origin;
  traits->flags = sort->flags;
  traits->size = ml_varint_get (bytes);
  *address += ml_varint_get_signed (bytes);
  traits->address = *address;
  traits->capacity = (head & TRAITS_CAPACITY) != 0 ? ml_varint_get (bytes) : 0;
  traits->span = (head & TRAITS_SPAN) != 0 ? ml_varint_get (bytes) : 0;
  traits->value = get_value (bytes, tape, head & TRAITS_VALUE);
}

static const MlDelta *
get_birth (const MlStretch *stretch, const Context *context, guint back)
{
  guint place = g_array_index (context->births, guint, context->births->len - 1 - back);

  return &g_array_index (stretch->deltas, MlDelta, place);
}

/* Whether the dying thing is as it was born, but for the span at which it last stood. */
static gboolean
is_told_by (const MlDelta *birth, const MlDelta *death, guint32 span)
{
  MlTraits traits = birth->traits;

  traits.span = span;

  return ml_traits_equal (&traits, &death->traits);
}

/* How many births ago the dying thing was born, if that says all about it; -1 if not. */
static int
find_birth (const MlStretch *stretch, const Context *context, const MlDelta *death)
{
  for (guint i = 0; i < MIN (context->births->len, NEAR); i++)
    {
      const MlDelta *birth = get_birth (stretch, context, i);

      if (birth->thing != death->thing)
        continue;

      return is_told_by (birth, death, find_span (stretch, context->step, death->thing)) ? (int) i
                                                                                         : -1;
    }

  return -1;
}

static void
put_head (GByteArray *bytes, Context *context, const MlDelta *delta, guint8 special)
{
  if (delta->thing == context->thing)
    special |= SAME_THING;

  ml_varint_put (bytes, delta->type | special);

  if (delta->thing != context->thing)
    put_serial (bytes, context, delta->thing);

  context->thing = delta->thing;
}

static void
note_birth (Context *context, const MlDelta *birth, guint place)
{
  context->newest = birth->thing;
  context->thing = birth->thing;
  g_array_append_val (context->births, place);
}

static void
put_birth (GByteArray *bytes, MlTape *tape, Context *context, const MlDelta *delta, guint place)
{
  put_head (bytes, context, delta, 0);
  ml_coder_put_traits (bytes, tape, &delta->traits, &context->address);
  note_birth (context, delta, place);
}

static void
put_death (GByteArray *bytes,
           MlTape *tape,
           Context *context,
           const MlStretch *stretch,
           const MlDelta *delta)
{
  int back = find_birth (stretch, context, delta);

  if (back >= 0)
    {
      ml_varint_put (bytes, ML_CHANGE_DEATH | DEATH_NEAR);
      ml_varint_put (bytes, back);
      context->thing = delta->thing;
      return;
    }

  put_head (bytes, context, delta, 0);
  ml_coder_put_traits (bytes, tape, &delta->traits, &context->address);
}

static void
put_set (GByteArray *bytes, Context *context, const MlDelta *delta)
{
  guint8 special = 0;

  if (delta->set.old == 0)
    special |= SET_ADDS;

  if (delta->set.new == 0)
    special |= SET_CLEARS;
  else if (delta->set.new == context->newest)
    special |= SET_NEWEST;

  put_head (bytes, context, delta, special);
  put_slot (bytes, delta->set.slot);

  if ((special & SET_ADDS) == 0)
    put_serial (bytes, context, delta->set.old);

  if ((special & (SET_CLEARS | SET_NEWEST)) == 0)
    put_serial (bytes, context, delta->set.new);
}

static void
put_order (GByteArray *bytes, const MlStretch *stretch, const MlDelta *delta)
{
  const guint32 *order = &g_array_index (stretch->orders, guint32, delta->permute.start);

  ml_varint_put (bytes, delta->permute.n);

  for (guint32 i = 0; i < delta->permute.n; i++)
    ml_varint_put_signed (bytes, (gint64) order[i] - i);
}

static void
put_resize (GByteArray *bytes, const MlDelta *delta)
{
  gint64 more = (gint64) delta->resize.new_size - delta->resize.old_size;
  gint64 more_capacity = (gint64) delta->resize.new_capacity - delta->resize.old_capacity;

  ml_varint_put (bytes, delta->resize.old_size);
  ml_varint_put_signed (bytes, more);
  ml_varint_put (bytes, delta->resize.old_capacity);
  ml_varint_put_signed (bytes, more_capacity);
}

static void
put_values (GByteArray *bytes, const MlDelta *delta)
{
  ml_varint_put (bytes, delta->revalue.old.type | delta->revalue.new.type << 2);
  put_value (bytes, &delta->revalue.old);
  put_value (bytes, &delta->revalue.new);
}

static void
put_types (GByteArray *bytes, const Context *context, const MlDelta *delta)
{
  put_serial (bytes, context, delta->retype.old_type);
  put_serial (bytes, context, delta->retype.new_type);
  ml_varint_put (bytes, delta->retype.old_shape);
  ml_varint_put (bytes, delta->retype.new_shape);
}

static void
put_immortality (GByteArray *bytes, const MlDelta *delta)
{
  ml_varint_put (bytes, delta->immortality.old_count);
  ml_varint_put (bytes, delta->immortality.old_origin);
  ml_varint_put (bytes, delta->immortality.new_origin);
}

static void
put_shift (GByteArray *bytes, const MlDelta *delta)
{
  put_slot (bytes, delta->shift.from);
  put_slot (bytes, delta->shift.to);
  ml_varint_put (bytes, delta->shift.n);
}

static void
put_text (GByteArray *bytes, const MlDelta *delta)
{
  ml_varint_put (bytes, delta->stream);
  ml_varint_put (bytes, ml_texts_number_of (delta->text.text));
}

static void
put_delta (GByteArray *bytes, MlTape *tape, Context *context, const MlStretch *stretch, guint place)
{
  const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, place);

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      put_birth (bytes, tape, context, delta, place);
      return;
    case ML_CHANGE_DEATH:
      put_death (bytes, tape, context, stretch, delta);
      return;
    case ML_CHANGE_SET:
      put_set (bytes, context, delta);
      return;
    default:
      put_head (bytes, context, delta, 0);
    }

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_SHIFT:
      put_shift (bytes, delta);
      break;
    case ML_CHANGE_PERMUTE:
      put_order (bytes, stretch, delta);
      break;
    case ML_CHANGE_RESIZE:
      put_resize (bytes, delta);
      break;
    case ML_CHANGE_REVALUE:
      put_values (bytes, delta);
      break;
    case ML_CHANGE_RETYPE:
      put_types (bytes, context, delta);
      break;
    case ML_CHANGE_IMMORTALITY:
      put_immortality (bytes, delta);
      break;
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      put_text (bytes, delta);
      break;
    default:
      break;
    }
}

void
ml_coder_write (const MlStretch *stretch, MlTape *tape, GByteArray *bytes)
{
  Context context;

  for (guint i = 0; i < stretch->steps->len; i++)
    put_step (bytes, stretch, i);

  context_init (&context);

  for (guint i = 0; i < stretch->deltas->len; i++)
    {
      while (get_step (stretch, context.step)->end <= i)
        context.step++;

      put_delta (bytes, tape, &context, stretch, i);
    }

  context_clear (&context);
}

static void
get_death (MlByteReader *bytes,
           const MlTape *tape,
           Context *context,
           const MlStretch *stretch,
           guint8 head,
           MlDelta *delta)
{
  guint64 back;

  if ((head & DEATH_NEAR) == 0)
    {
      ml_coder_get_traits (bytes, tape, &delta->traits, &context->address);
      return;
    }

  back = ml_varint_get (bytes);

  if (back >= context->births->len)
    {
      ml_byte_reader_fail (bytes);
      return;
    }

  *delta = *get_birth (stretch, context, back);
  delta->type = ML_CHANGE_DEATH;
  delta->traits.span = find_span (stretch, context->step, delta->thing);
}

static void
get_set (MlByteReader *bytes, const Context *context, guint8 head, MlDelta *delta)
{
  delta->set.slot = get_slot (bytes);
  delta->set.old = (head & SET_ADDS) != 0 ? 0 : get_serial (bytes, context);

  if ((head & SET_CLEARS) != 0)
    delta->set.new = 0;
  else
    delta->set.new = (head & SET_NEWEST) != 0 ? context->newest : get_serial (bytes, context);
}

static void
get_order (MlByteReader *bytes, MlStretch *stretch, MlDelta *delta)
{
  guint64 n = ml_varint_get (bytes);

  /* Each takes a byte at least. */
  if (n > ml_byte_reader_get_left (bytes))
    {
      ml_byte_reader_fail (bytes);
      n = 0;
    }

  delta->permute.start = stretch->orders->len;
  delta->permute.n = n;
  g_array_set_size (stretch->orders, stretch->orders->len + n);

  for (guint32 i = 0; i < n; i++)
    g_array_index (stretch->orders, guint32, delta->permute.start + i) =
        i + ml_varint_get_signed (bytes);
}

static void
get_resize (MlByteReader *bytes, MlDelta *delta)
{
  delta->resize.old_size = ml_varint_get (bytes);
  delta->resize.new_size = delta->resize.old_size + ml_varint_get_signed (bytes);
  delta->resize.old_capacity = ml_varint_get (bytes);
  delta->resize.new_capacity = delta->resize.old_capacity + ml_varint_get_signed (bytes);
}

static void
get_values (MlByteReader *bytes, const MlTape *tape, MlDelta *delta)
{
  guint8 types = ml_varint_get (bytes);

  delta->revalue.old = get_value (bytes, tape, types & 3);
  delta->revalue.new = get_value (bytes, tape, types >> 2 & 3);
}

static void
get_types (MlByteReader *bytes, const Context *context, MlDelta *delta)
{
  delta->retype.old_type = get_serial (bytes, context);
  delta->retype.new_type = get_serial (bytes, context);
  delta->retype.old_shape = ml_varint_get (bytes);
  delta->retype.new_shape = ml_varint_get (bytes);
}

static void
get_immortality (MlByteReader *bytes, MlDelta *delta)
{
  delta->immortality.old_count = ml_varint_get (bytes);
  delta->immortality.old_origin = ml_varint_get (bytes);
  delta->immortality.new_origin = ml_varint_get (bytes);
}

static void
get_shift (MlByteReader *bytes, MlDelta *delta)
{
  delta->shift.from = get_slot (bytes);
  delta->shift.to = get_slot (bytes);
  delta->shift.n = ml_varint_get (bytes);
}

static void
get_text (MlByteReader *bytes, const MlTape *tape, MlDelta *delta)
{
  delta->stream = ml_varint_get (bytes);
  delta->text.text = find_text (bytes, tape, &delta->text.length);
}

static void
get_delta (MlByteReader *bytes, const MlTape *tape, Context *context, MlStretch *stretch)
{
  guint8 head = ml_varint_get (bytes);
  MlDelta delta = { .type = head & TYPE_MASK, .thing = context->thing };

  if ((head & SAME_THING) == 0 && !(delta.type == ML_CHANGE_DEATH && (head & DEATH_NEAR) != 0))
    delta.thing = get_serial (bytes, context);

  switch ((MlChangeType) delta.type)
    {
    case ML_CHANGE_BIRTH:
      ml_coder_get_traits (bytes, tape, &delta.traits, &context->address);
      note_birth (context, &delta, stretch->deltas->len);
      break;
    case ML_CHANGE_DEATH:
      get_death (bytes, tape, context, stretch, head, &delta);
      break;
    case ML_CHANGE_SET:
      get_set (bytes, context, head, &delta);
      break;
    case ML_CHANGE_SHIFT:
      get_shift (bytes, &delta);
      break;
    case ML_CHANGE_PERMUTE:
      get_order (bytes, stretch, &delta);
      break;
    case ML_CHANGE_RESIZE:
      get_resize (bytes, &delta);
      break;
    case ML_CHANGE_REVALUE:
      get_values (bytes, tape, &delta);
      break;
    case ML_CHANGE_RETYPE:
      get_types (bytes, context, &delta);
      break;
    case ML_CHANGE_IMMORTALITY:
      get_immortality (bytes, &delta);
      break;
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      get_text (bytes, tape, &delta);
      break;
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      break;
    }

  context->thing = delta.thing;
  g_array_append_val (stretch->deltas, delta);
}

gboolean
ml_coder_read (MlByteReader *bytes, MlStep first, guint n, const MlTape *tape, MlStretch *stretch)
{
  MlStepDelta before = { 0 };
  Context context;

  ml_stretch_reset (stretch, first);

  for (guint i = 0; i < n; i++)
    {
      MlStepDelta step;
      guint8 head = get_step_after (bytes, &before, &step);

      if ((head & STEP_OLD_SPAN) == 0)
        step.old_span = find_span (stretch, i, step.info.frame);

      step.info.span = find_span_of (bytes, tape, step.span);
      g_array_append_val (stretch->steps, step);
      before = step;
    }

  context_init (&context);

  for (; context.step < n && !bytes->failed; context.step++)
    {
      while (stretch->deltas->len < get_step (stretch, context.step)->end && !bytes->failed)
        get_delta (bytes, tape, &context, stretch);
    }

  context_clear (&context);

  return !bytes->failed;
}

MlStepInfo
ml_coder_read_step (MlByteReader *bytes, guint index, const MlTape *tape)
{
  MlStepDelta step = { 0 };

  for (guint i = 0; i <= index; i++)
    {
      MlStepDelta before = step;

      get_step_after (bytes, &before, &step);
    }

  step.info.span = find_span_of (bytes, tape, step.span);

  return step.info;
}
