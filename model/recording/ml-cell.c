/* ml-cell.c: a living thing */
#include "ml-cell.h"

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

MlCell *
ml_cell_new (MlSerial serial, const MlTraits *traits)
{
  MlCell *self = g_new0 (MlCell, 1);

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
  ml_cell_set_type (self, traits->type);

  if ((traits->flags & ML_THING_IMMORTAL) != 0)
    self->thing.count = ML_IMMORTAL_COUNT;

  return self;
}

void
ml_cell_free (MlCell *self)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    slots_free (&self->thing.regions[i]);

  g_free (self);
}

MlTraits
ml_cell_get_traits (const MlCell *self)
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
ml_cell_set_type (MlCell *self, MlSerial type)
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
