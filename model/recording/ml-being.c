/* ml-being.c: a living thing */
#include "ml-being.h"

#include <string.h>

/* Regions are grown by doubling; the word before the first slot says how many there is room for. */
static guint32
slots_get_room (const MlSlots *self)
{
  return self->slots == NULL ? 0 : self->slots[-1];
}

static void
slots_free (MlSlots *self)
{
  if (self->slots != NULL)
    g_free (self->slots - 1);
}

void
ml_slots_grow (MlSlots *self, guint32 n)
{
  guint32 room = slots_get_room (self);

  if (n <= self->n)
    return;

  if (n > room)
    {
      gsize wanted = MAX ((gsize) n, (gsize) room * 2) + 1;
      MlSerial *memory = g_realloc_n (room == 0 ? NULL : self->slots - 1, wanted, sizeof *memory);

      memory[0] = wanted - 1;
      self->slots = memory + 1;
    }

  memset (self->slots + self->n, 0, (n - self->n) * sizeof (MlSerial));
  self->n = n;
}

void
ml_slots_trim (MlSlots *self)
{
  while (self->n > 0 && self->slots[self->n - 1] == 0)
    self->n--;
}

MlBeing *
ml_being_new (MlSerial serial, const MlTraits *traits)
{
  MlBeing *self = g_new0 (MlBeing, 1);

  self->span = traits->span;
  self->thing.serial = serial;
  self->thing.shape = traits->shape;
  self->thing.kind = traits->kind;
  self->thing.origin = traits->origin;
  self->thing.flags = traits->flags;
  self->thing.address = traits->address;
  self->thing.size = traits->size;
  self->thing.capacity = traits->capacity;
  self->thing.value = traits->value;
  ml_being_set_type (self, traits->type);

  if ((traits->flags & ML_THING_IMMORTAL) != 0)
    self->thing.count = ML_IMMORTAL_COUNT;

  return self;
}

void
ml_being_free (MlBeing *self)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    slots_free (&self->thing.regions[i]);

  g_free (self->chunks);
  g_free (self);
}

MlChunk
ml_being_get_chunk (const MlBeing *self, guint number)
{
  return number < self->n_chunks ? self->chunks[number] : NULL;
}

void
ml_being_set_chunk (MlBeing *self, guint number, MlChunk chunk)
{
  if (number >= self->n_chunks)
    {
      guint n = MAX (number + 1, self->n_chunks * 2);

      self->chunks = g_renew (MlChunk, self->chunks, n);
      memset (&self->chunks[self->n_chunks], 0, (n - self->n_chunks) * sizeof (MlChunk));
      self->n_chunks = n;
    }

  self->chunks[number] = chunk;
}

void
ml_being_touch (MlBeing *self, MlSlot slot, guint32 n)
{
  guint first = ML_SLOT_INDEX (slot) / ML_CHUNK_SLOTS;
  guint end = (ML_SLOT_INDEX (slot) + n + ML_CHUNK_SLOTS - 1) / ML_CHUNK_SLOTS;

  if (self->chunks == NULL || ML_SLOT_REGION (slot) != ML_REGION_ITEM)
    return;

  for (guint i = first; i < MIN (end, self->n_chunks); i++)
    self->chunks[i] = NULL;
}

MlTraits
ml_being_get_traits (const MlBeing *self)
{
  const MlThing *thing = &self->thing;

  return (MlTraits){
    .type = thing->type,
    .shape = thing->shape,
    .kind = thing->kind,
    .origin = thing->origin,
    .flags = thing->flags,
    .size = thing->size,
    .capacity = thing->capacity,
    .span = self->span,
    .address = thing->address,
    .value = thing->value,
  };
}

void
ml_being_set_type (MlBeing *self, MlSerial type)
{
  MlSlots *region = &self->thing.regions[ML_REGION_TYPE];

  self->thing.type = type;

  if (type == 0)
    {
      region->n = 0;
      return;
    }

  ml_slots_grow (region, 1);
  region->slots[0] = type;
}
