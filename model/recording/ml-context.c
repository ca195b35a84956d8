/* ml-context.c: what the coders know of a stretch so far */
#include "ml-context.h"

#include <string.h>

#define FIRST_ROOM 256

/* Keys that stand beside a thing's slots. */
#define KEY_LIFE G_MAXUINT32
#define KEY_SPAN (G_MAXUINT32 - 1)

struct _MlContextEntry
{
  MlSerial thing;
  guint32 key; /* a slot or one of the above */
  guint32 value;
  guint32 round;
};

MlContext *
ml_context_new (void)
{
  MlContext *self = g_new0 (MlContext, 1);

  self->room = FIRST_ROOM;
  self->entries = g_new0 (MlContextEntry, self->room);

  return self;
}

void
ml_context_free (MlContext *self)
{
  g_free (self->lives);
  g_free (self->entries);
  g_free (self);
}

/* Where the value of a key stands, or where it would. */
static MlContextEntry *
find (const MlContext *self, MlSerial thing, guint32 key)
{
  guint64 hash = ((guint64) thing << 32 | key) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  for (guint i = hash >> 32;; i++)
    {
      MlContextEntry *entry = &self->entries[i & (self->room - 1)];

      if (entry->round != self->round || (entry->thing == thing && entry->key == key))
        return entry;
    }
}

static void
grow (MlContext *self)
{
  g_autofree MlContextEntry *old = self->entries;
  guint n = self->room;

  self->room *= 2;
  self->entries = g_new0 (MlContextEntry, self->room);

  for (guint i = 0; i < n; i++)
    {
      if (old[i].round == self->round)
        *find (self, old[i].thing, old[i].key) = old[i];
    }
}

static guint32
get (const MlContext *self, MlSerial thing, guint32 key)
{
  const MlContextEntry *entry = find (self, thing, key);

  return entry->round == self->round ? entry->value : 0;
}

static void
put (MlContext *self, MlSerial thing, guint32 key, guint32 value)
{
  MlContextEntry *entry = find (self, thing, key);
  gboolean is_new = entry->round != self->round;

  *entry = (MlContextEntry){ thing, key, value, self->round };

  if (is_new && ++self->n_entries > self->room / 2)
    grow (self);
}

/* A table that one huge stretch has filled is not carried on. */
static void
forget_entries (MlContext *self)
{
  if (self->room > 64 * FIRST_ROOM)
    {
      g_free (self->entries);
      self->room = FIRST_ROOM;
      self->entries = g_new0 (MlContextEntry, self->room);
      self->round = 0;
    }

  /* No entry of the first table is of round 1. */
  if (++self->round == 0)
    {
      memset (self->entries, 0, self->room * sizeof *self->entries);
      self->round = 1;
    }

  self->n_entries = 0;
}

void
ml_context_begin (MlContext *self, MlSerial newest, MlSerial frame, MlSerial caller)
{
  forget_entries (self);
  self->thing = self->gone = self->value = self->index = 0;
  self->newest = newest;
  self->n_lives = 0;
  ml_trail_begin (&self->trail, frame, caller);
  memset (self->freed, 0, sizeof self->freed);
  memset (self->born_at, 0, sizeof self->born_at);
  memset (self->died_at, 0, sizeof self->died_at);
}

static void
note_birth (MlContext *self, const MlDelta *birth)
{
  if (self->n_lives == self->lives_room)
    {
      self->lives_room = MAX (64, self->lives_room * 2);
      self->lives = g_renew (MlLife, self->lives, self->lives_room);
    }

  self->lives[self->n_lives++] = (MlLife){ birth->thing, birth->traits };
  self->newest = birth->thing;
  self->born_at[birth->traits.shape % ML_CONTEXT_SHAPES] = birth->traits.address;
  put (self, birth->thing, KEY_LIFE, self->n_lives);
}

static void
note_death (MlContext *self, const MlDelta *death)
{
  guint64 address = death->traits.address;

  self->died_at[death->traits.shape % ML_CONTEXT_SHAPES] = address;

  if (address == 0)
    return;

  for (guint i = ML_CONTEXT_FREED - 1; i > 0; i--)
    self->freed[i] = self->freed[i - 1];

  self->freed[0] = address;
}

static void
note_set (MlContext *self, const MlDelta *delta)
{
  put (self, delta->thing, delta->set.slot, delta->set.new);

  if (delta->set.old != 0)
    self->gone = delta->set.old;

  if (ML_SLOT_REGION (delta->set.slot) == ML_REGION_ITEM)
    self->index = ML_SLOT_INDEX (delta->set.slot);
}

/* The traits of a thing that was born in this stretch; NULL for any other. */
static MlTraits *
find_traits (MlContext *self, MlSerial serial)
{
  guint32 number = get (self, serial, KEY_LIFE);

  return number == 0 ? NULL : &self->lives[number - 1].traits;
}

static void
note_traits (MlContext *self, const MlDelta *delta)
{
  MlTraits *traits = find_traits (self, delta->thing);

  if (traits == NULL)
    return;

  switch (delta->type)
    {
    case ML_CHANGE_RESIZE:
      traits->size = delta->resize.new_size;
      traits->capacity = delta->resize.new_capacity;
      break;
    case ML_CHANGE_REVALUE:
      traits->value = delta->revalue.new;
      break;
    case ML_CHANGE_RETYPE:
      traits->type = delta->retype.new_type;
      traits->shape = delta->retype.new_shape;
      break;
    case ML_CHANGE_IMMORTALITY:
      traits->flags |= ML_THING_IMMORTAL;
      traits->origin = delta->immortality.new_origin;
      break;
    default:
      g_assert_not_reached ();
    }
}

void
ml_context_note (MlContext *self, const MlDelta *delta)
{
  self->thing = delta->thing;

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      note_birth (self, delta);
      break;
    case ML_CHANGE_DEATH:
      note_death (self, delta);
      break;
    case ML_CHANGE_SET:
      note_set (self, delta);
      break;
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_RETYPE:
    case ML_CHANGE_IMMORTALITY:
      note_traits (self, delta);
      break;
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
    case ML_CHANGE_SHIFT:
    case ML_CHANGE_PERMUTE:
    case ML_CHANGE_OUTPUT:
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      break;
    }
}

void
ml_context_note_step (MlContext *self, const MlStepInfo *step)
{
  ml_trail_note (&self->trail, step->event, step->frame);
  self->value = step->value;
}

void
ml_context_note_span (MlContext *self, MlSerial frame, guint32 span)
{
  put (self, frame, KEY_SPAN, span);
}

MlSerial
ml_context_get_slot (const MlContext *self, MlSerial thing, MlSlot slot)
{
  return get (self, thing, slot);
}

guint32
ml_context_get_span (const MlContext *self, MlSerial frame)
{
  return get (self, frame, KEY_SPAN);
}

const MlLife *
ml_context_get_life (const MlContext *self, MlSerial serial)
{
  guint32 number = get (self, serial, KEY_LIFE);

  return number == 0 ? NULL : &self->lives[number - 1];
}
