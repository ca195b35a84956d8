/* ml-page.c: the living things of a page, packed */
#include "ml-page.h"

#include "ml-varint.h"

/* The first byte of traits. */
#define TRAITS_VALUE 0x03 /* type of the value */
#define TRAITS_CAPACITY 0x04
#define TRAITS_SPAN 0x08

typedef struct
{
  MlPageKeep keep;
  gpointer user_data;
} Keeper;

/* What was there from the start has a small number, what was born lately is near the newest: the
 * nearer end is taken, and the lowest bit says which. */
static void
put_serial (MlBuffer *bytes, MlSerial near, MlSerial serial)
{
  gint64 distance = (gint64) near - serial;
  guint64 folded = (guint64) distance << 1 ^ (guint64) (distance >> 63);

  ml_buffer_put_number (bytes, serial < folded ? (guint64) serial << 1 | 1 : folded << 1);
}

static MlSerial
get_serial (MlByteReader *bytes, MlSerial near)
{
  guint64 number = ml_varint_get (bytes);
  guint64 folded = number >> 1;

  if ((number & 1) != 0)
    return folded;

  return near - (gint64) (folded >> 1 ^ (0 - (folded & 1)));
}

static void
put_value (MlBuffer *bytes, const MlValue *value)
{
  switch (value->type)
    {
    case ML_VALUE_NONE:
      break;
    case ML_VALUE_INT:
      ml_buffer_put_signed (bytes, value->integer);
      break;
    case ML_VALUE_DOUBLE:
      ml_buffer_put (bytes, &value->number, sizeof value->number);
      break;
    case ML_VALUE_TEXT:
      ml_buffer_put_number (bytes, ml_texts_number_of (value->text));
      break;
    }
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
      memcpy (&value.number, ml_byte_reader_skip (bytes, sizeof value.number), sizeof value.number);
      break;
    case ML_VALUE_TEXT:
      value.text = ml_texts_get (tape->texts, ml_varint_get (bytes), &value.length);
      break;
    }

  return value;
}

static void
put_traits (MlBuffer *bytes, MlTape *tape, const MlTraits *traits, guint64 *address)
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

  ml_buffer_put_number (bytes, head);
  ml_buffer_put_number (bytes, ml_roster_add (tape->sorts, &sort));
  ml_buffer_put_number (bytes, traits->size);
  ml_buffer_put_signed (bytes, traits->address - *address);
  *address = traits->address;

  if ((head & TRAITS_CAPACITY) != 0)
    ml_buffer_put_number (bytes, traits->capacity);

  if ((head & TRAITS_SPAN) != 0)
    ml_buffer_put_number (bytes, traits->span);

  put_value (bytes, &traits->value);
}

static void
get_traits (MlByteReader *bytes, const MlTape *tape, MlTraits *traits, guint64 *address)
{
  guint8 head = ml_varint_get (bytes);
  const MlTapeSort *sort = ml_roster_get (tape->sorts, ml_varint_get (bytes));

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

/* Which regions hold something: a bit for each. The type is among the traits; its bit says that
 * there are edges to the thing that do not count. */
static guint8
find_regions (const MlBeing *being)
{
  const MlThing *thing = &being->thing;
  guint8 regions = being->uncounted != 0 ? 1 << ML_REGION_TYPE : 0;

  for (guint i = ML_REGION_FIELD; i < ML_N_REGIONS; i++)
    {
      if (thing->regions[i].n > 0)
        regions |= 1 << i;
    }

  return regions;
}

/* Empty slots behind the last item belong to its chunk: so it stays the same when items are added
 * elsewhere. */
static void
put_chunk (MlBuffer *bytes, const MlSlots *items, guint number, MlSerial near)
{
  guint32 start = number * ML_CHUNK_SLOTS;

  for (guint32 i = start; i < start + ML_CHUNK_SLOTS; i++)
    put_serial (bytes, near, i < items->n ? items->slots[i] : 0);
}

static void
get_chunk (MlChunk chunk, MlSlots *items, guint number, MlSerial near)
{
  MlByteReader bytes = { .at = chunk };
  guint32 start = number * ML_CHUNK_SLOTS;

  for (guint32 i = start; i < MIN (start + ML_CHUNK_SLOTS, items->n); i++)
    items->slots[i] = get_serial (&bytes, near);
}

static guint
count_chunks (guint32 n_items)
{
  return (n_items + ML_CHUNK_SLOTS - 1) / ML_CHUNK_SLOTS;
}

/* Those that have changed go to the keeper; where they are is all that stands in the page. */
static void
put_chunks (MlBuffer *bytes, MlBeing *being, const Keeper *keeper)
{
  const MlSlots *items = &being->thing.regions[ML_REGION_ITEM];
  g_auto (MlBuffer) packed = { 0 };

  for (guint i = 0; i < count_chunks (items->n); i++)
    {
      MlChunk chunk = ml_being_get_chunk (being, i);

      if (chunk == NULL)
        {
          packed.n = 0;
          put_chunk (&packed, items, i, being->thing.serial);
          chunk = keeper->keep (keeper->user_data, packed.data, packed.n);
          ml_being_set_chunk (being, i, chunk);
        }

      ml_buffer_put (bytes, &chunk, sizeof chunk);
    }
}

static void
get_chunks (MlByteReader *bytes, MlBeing *being)
{
  MlSlots *items = &being->thing.regions[ML_REGION_ITEM];

  for (guint i = 0; i < count_chunks (items->n); i++)
    {
      MlChunk chunk;

      memcpy (&chunk, ml_byte_reader_skip (bytes, sizeof chunk), sizeof chunk);
      get_chunk (chunk, items, i, being->thing.serial);
      ml_being_set_chunk (being, i, chunk);
    }
}

static gboolean
is_chunked (MlRegion region, guint32 n)
{
  return region == ML_REGION_ITEM && n >= ML_CHUNKED;
}

static void
put_region (MlBuffer *bytes, MlBeing *being, MlRegion region, const Keeper *keeper)
{
  const MlSlots *slots = &being->thing.regions[region];

  ml_buffer_put_number (bytes, slots->n);

  if (is_chunked (region, slots->n))
    {
      put_chunks (bytes, being, keeper);
      return;
    }

  for (guint32 i = 0; i < slots->n; i++)
    put_serial (bytes, being->thing.serial, slots->slots[i]);
}

static void
get_region (MlByteReader *bytes, MlBeing *being, MlRegion region)
{
  MlSlots *slots = &being->thing.regions[region];
  guint32 n = ml_varint_get (bytes);

  ml_slots_grow (slots, n);

  if (is_chunked (region, n))
    {
      get_chunks (bytes, being);
      return;
    }

  for (guint32 i = 0; i < n; i++)
    slots->slots[i] = get_serial (bytes, being->thing.serial);
}

static void
put_being (MlBuffer *bytes, MlTape *tape, MlBeing *being, const Keeper *keeper, guint64 *address)
{
  const MlThing *thing = &being->thing;
  MlTraits traits = ml_being_get_traits (being);
  guint8 regions = find_regions (being);

  put_traits (bytes, tape, &traits, address);

  if ((thing->flags & ML_THING_IMMORTAL) == 0)
    ml_buffer_put_number (bytes, thing->count);

  ml_buffer_put_number (bytes, regions);

  if ((regions & 1 << ML_REGION_TYPE) != 0)
    ml_buffer_put_number (bytes, being->uncounted);

  for (guint i = ML_REGION_FIELD; i < ML_N_REGIONS; i++)
    {
      if ((regions & 1 << i) != 0)
        put_region (bytes, being, i, keeper);
    }
}

static MlBeing *
get_being (MlByteReader *bytes, const MlTape *tape, MlSerial serial, guint64 *address)
{
  MlTraits traits;
  MlBeing *being;
  guint8 regions;

  get_traits (bytes, tape, &traits, address);
  being = ml_being_new (serial, &traits);

  if ((traits.flags & ML_THING_IMMORTAL) == 0)
    being->thing.count = ml_varint_get (bytes);

  regions = ml_varint_get (bytes);

  if ((regions & 1 << ML_REGION_TYPE) != 0)
    being->uncounted = ml_varint_get (bytes);

  for (guint i = ML_REGION_FIELD; i < ML_N_REGIONS; i++)
    {
      if ((regions & 1 << i) != 0)
        get_region (bytes, being, i);
    }

  return being;
}

void
ml_page_pack (MlBeing *const *beings,
              MlTape *tape,
              MlPageKeep keep,
              gpointer user_data,
              MlBuffer *bytes)
{
  const Keeper keeper = { keep, user_data };
  guint64 address = 0;
  guint64 living = 0;

  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if (beings[i] != NULL)
        living |= G_GUINT64_CONSTANT (1) << i;
    }

  ml_buffer_put (bytes, &living, sizeof living);

  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if (beings[i] != NULL)
        put_being (bytes, tape, beings[i], &keeper, &address);
    }
}

guint
ml_page_unpack (MlPackedPage page, const MlTape *tape, MlSerial first, MlBeing **beings)
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
