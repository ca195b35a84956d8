/* ml-checkpoint.c: a moment at which a memory may start instead of at the beginning */
#include "ml-checkpoint.h"

#include <string.h>

#include "ml-coder.h"
#include "ml-varint.h"

MlCheckpoint *
ml_checkpoint_new (MlStep step, guint n_leaves)
{
  MlCheckpoint *self = g_new0 (MlCheckpoint, 1);

  self->step = step;
  self->n_leaves = n_leaves;
  self->leaves = g_new0 (const MlPackedLeaf *, n_leaves);
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->bytes = sizeof *self + n_leaves * sizeof *self->leaves;

  return self;
}

void
ml_checkpoint_free (MlCheckpoint *self)
{
  g_ptr_array_unref (self->owned);
  g_free (self->frames);
  g_free (self->leaves);
  g_free (self);
}

static gpointer
keep (MlCheckpoint *self, gconstpointer data, gsize size)
{
  gpointer kept = g_memdup2 (data, size);

  g_ptr_array_add (self->owned, kept);
  self->bytes += size + sizeof (gpointer);

  return kept;
}

static void
put_region (GByteArray *bytes, const MlSlots *region, MlSerial near)
{
  ml_varint_put (bytes, region->n);

  for (guint32 i = 0; i < region->n; i++)
    ml_coder_put_serial (bytes, near, region->slots[i]);
}

static void
get_region (MlByteReader *bytes, MlSlots *region, MlSerial near)
{
  guint32 n = ml_varint_get (bytes);

  ml_slots_grow (region, n);

  for (guint32 i = 0; i < n; i++)
    region->slots[i] = ml_coder_get_serial (bytes, near);
}

/* Which regions hold something: a bit for each. The type is among the traits. */
static guint8
find_regions (const MlThing *thing)
{
  guint8 regions = 0;

  for (guint i = ML_REGION_FIELD; i < ML_N_REGIONS; i++)
    {
      if (thing->regions[i].n > 0)
        regions |= 1 << i;
    }

  return regions;
}

static void
put_being (GByteArray *bytes, MlTape *tape, const MlBeing *being, guint64 *address)
{
  const MlThing *thing = &being->thing;
  MlTraits traits = ml_being_get_traits (being);
  guint8 regions = find_regions (thing);

  ml_coder_put_traits (bytes, tape, &traits, address);

  if ((thing->flags & ML_THING_IMMORTAL) == 0)
    ml_varint_put (bytes, thing->count);

  ml_varint_put (bytes, regions);

  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      if ((regions & 1 << i) != 0)
        put_region (bytes, &thing->regions[i], thing->serial);
    }
}

static MlBeing *
get_being (MlByteReader *bytes, const MlTape *tape, MlSerial serial, guint64 *address)
{
  MlTraits traits;
  MlBeing *being;
  guint8 regions;

  ml_coder_get_traits (bytes, tape, &traits, address);
  being = ml_being_new (serial, &traits);

  if ((traits.flags & ML_THING_IMMORTAL) == 0)
    being->thing.count = ml_varint_get (bytes);

  regions = ml_varint_get (bytes);

  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      if ((regions & 1 << i) != 0)
        get_region (bytes, &being->thing.regions[i], serial);
    }

  return being;
}

MlPackedPage
ml_checkpoint_add_page (MlCheckpoint *self, MlTape *tape, MlBeing *const *beings, MlSerial first)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint64 address = 0;
  guint64 living = 0;

  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if (beings[i] != NULL)
        living |= G_GUINT64_CONSTANT (1) << i;
    }

  g_byte_array_append (bytes, (const guint8 *) &living, sizeof living);

  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if (beings[i] != NULL)
        put_being (bytes, tape, beings[i], &address);
    }

  return keep (self, bytes->data, bytes->len);
}

void
ml_checkpoint_add_leaf (MlCheckpoint *self, guint number, const MlPackedLeaf *leaf)
{
  self->leaves[number] = keep (self, leaf, sizeof *leaf);
}

void
ml_checkpoint_set_rest (MlCheckpoint *self, const MlSerial *frames, guint n_frames, guint n_output)
{
  self->frames = g_memdup2 (frames, n_frames * sizeof *frames);
  self->n_frames = n_frames;
  self->n_output = n_output;
  self->bytes += n_frames * sizeof *frames;
}

const MlPackedLeaf *
ml_checkpoint_get_leaf (const MlCheckpoint *self, guint number)
{
  return number < self->n_leaves ? self->leaves[number] : NULL;
}

guint
ml_checkpoint_unpack (MlPackedPage page, const MlTape *tape, MlSerial first, MlBeing **beings)
{
  MlByteReader bytes = { .at = page + sizeof (guint64) };
  guint64 address = 0;
  guint64 living;
  guint n = 0;

  memcpy (&living, page, sizeof living);

  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if ((living >> i & 1) == 0)
        continue;

      beings[i] = get_being (&bytes, tape, first + i, &address);
      n++;
    }

  return n;
}
