/* ml-table.c: the ordered hash table of a dict */
#include "ml-table.h"

#include "ml-str.h"

#include <string.h>

#define PERTURB_SHIFT 5

MlTable ml_table_empty = {
  .log2_size = 0,
  .only_str = TRUE,
  .index = (gint8[]){ ML_TABLE_EMPTY },
};

static guint
get_index_width (guint log2_size)
{
  if (log2_size < 8)
    return 1;

  return log2_size < 16 ? 2 : 4;
}

static gsize
count_usable (guint log2_size)
{
  return ((gsize) 2 << log2_size) / 3;
}

static gsize
count_bytes (guint log2_size)
{
  return sizeof (MlTable) + count_usable (log2_size) * sizeof (MlTableEntry) +
         ((gsize) get_index_width (log2_size) << log2_size);
}

MlTable *
ml_table_new (MlHeap *heap, guint log2_size, gboolean only_str)
{
  gsize bytes = count_bytes (log2_size);
  MlTable *self = ml_heap_resize_buffer (heap, NULL, 0, bytes);

  if (self == NULL)
    return NULL;

  self->log2_size = (guint8) log2_size;
  self->only_str = only_str != FALSE;
  self->version = 0;
  self->usable = (guint32) count_usable (log2_size);
  self->n_entries = 0;
  self->index = self->entries + self->usable;
  memset (self->index, 0xff, (gsize) get_index_width (log2_size) << log2_size);

  return self;
}

void
ml_table_free (MlHeap *heap, MlTable *self)
{
  if (self != &ml_table_empty)
    ml_heap_free_buffer (heap, self, count_bytes (self->log2_size));
}

guint
ml_table_round (gsize n)
{
  return g_bit_storage (((n | 8) - 1) | 7);
}

guint
ml_table_estimate (gsize n)
{
  return ml_table_round ((n * 3 + 1) / 2);
}

/* @width is known where this is compiled into a loop. */
static inline gssize
read_index_of_width (const MlTable *self, gsize place, guint width)
{
  switch (width)
    {
    case 1:
      return ((const gint8 *) self->index)[place];

    case 2:
      return ((const gint16 *) self->index)[place];

    default:
      return ((const gint32 *) self->index)[place];
    }
}

static inline gssize
read_index (const MlTable *self, gsize place)
{
  return read_index_of_width (self, place, get_index_width (self->log2_size));
}

static void
write_index (MlTable *self, gsize place, gssize number)
{
  switch (get_index_width (self->log2_size))
    {
    case 1:
      ((gint8 *) self->index)[place] = (gint8) number;
      break;

    case 2:
      ((gint16 *) self->index)[place] = (gint16) number;
      break;

    default:
      ((gint32 *) self->index)[place] = (gint32) number;
      break;
    }
}

static inline gsize
get_mask (const MlTable *self)
{
  return ((gsize) 1 << self->log2_size) - 1;
}

gssize
ml_table_probe_begin (const MlTable *self, MlProbe *probe, gint64 hash)
{
  probe->perturb = (guint64) hash;
  probe->place = (gsize) hash & get_mask (self);

  return read_index (self, probe->place);
}

gssize
ml_table_probe_next (const MlTable *self, MlProbe *probe)
{
  probe->perturb >>= PERTURB_SHIFT;
  probe->place = (probe->place * 5 + probe->perturb + 1) & get_mask (self);

  return read_index (self, probe->place);
}

/* Compiled once for each width. */
G_ALWAYS_INLINE static inline gssize
find_str (const MlTable *self, const MlObject *key, gint64 hash, guint width)
{
  gsize mask = get_mask (self);
  guint64 perturb = (guint64) hash;
  gsize place = (gsize) hash & mask;

  for (;;)
    {
      gssize number = read_index_of_width (self, place, width);

      if (number >= 0)
        {
          const MlTableEntry *entry = &self->entries[number];

          if (G_LIKELY (entry->key == key))
            return number;

          if (entry->hash == hash && entry->key->type == key->type &&
              ml_str_equal (entry->key, key))
            return number;
        }
      else if (number == ML_TABLE_EMPTY)
        {
          return ML_TABLE_EMPTY;
        }

      perturb >>= PERTURB_SHIFT;
      place = (place * 5 + perturb + 1) & mask;
    }
}

gssize
ml_table_find_str (MlTable *self, MlObject *key, gint64 hash)
{
  switch (get_index_width (self->log2_size))
    {
    case 1:
      return find_str (self, key, hash, 1);

    case 2:
      return find_str (self, key, hash, 2);

    default:
      return find_str (self, key, hash, 4);
    }
}

/* Enters @number at the first free place of its hash. */
static void
enter_index (MlTable *self, gint64 hash, gssize number)
{
  MlProbe probe;
  gssize at = ml_table_probe_begin (self, &probe, hash);

  while (at >= 0)
    at = ml_table_probe_next (self, &probe);

  write_index (self, probe.place, number);
}

gsize
ml_table_append (MlTable *self, MlObject *key, gint64 hash, MlObject *value)
{
  gsize number = self->n_entries++;
  MlTableEntry *entry = &self->entries[number];

  entry->key = key;
  entry->value = value;
  entry->hash = hash;
  enter_index (self, hash, (gssize) number);
  self->usable--;
  self->version = 0;

  return number;
}

void
ml_table_remove (MlTable *self, gsize number)
{
  MlTableEntry *entry = &self->entries[number];
  MlProbe probe;
  gssize at = ml_table_probe_begin (self, &probe, entry->hash);

  while (at != (gssize) number)
    at = ml_table_probe_next (self, &probe);

  write_index (self, probe.place, ML_TABLE_DELETED);
  entry->key = NULL;
  entry->value = NULL;
  self->version = 0;
}

void
ml_table_move (MlTable *to, const MlTable *from)
{
  for (gsize i = 0; i < from->n_entries; i++)
    if (from->entries[i].key != NULL)
      ml_table_append (to, from->entries[i].key, from->entries[i].hash, from->entries[i].value);
}

gsize
ml_table_get_size (const MlTable *self)
{
  gsize size = (gsize) 1 << self->log2_size;

  if (self == &ml_table_empty)
    return 0;

  return 32 + size * get_index_width (self->log2_size) +
         count_usable (self->log2_size) * (self->only_str ? 16 : 24);
}
