/* ml-pile.c: chunks that double in size, so that a directory of fixed length is enough */
#include "ml-pile.h"

#include <string.h>

#define FIRST_CHUNK 64
#define N_CHUNKS 26

struct _MlPile
{
  gsize element_size;
  GDestroyNotify clear;
  guint length;
  guint8 *chunks[N_CHUNKS];
};

/* Chunk k holds the elements from FIRST_CHUNK * (2^k - 1) on. */
static guint
chunk_of (guint index)
{
  return g_bit_storage (index / FIRST_CHUNK + 1) - 1;
}

static guint
chunk_start (guint chunk)
{
  return FIRST_CHUNK * ((1u << chunk) - 1);
}

MlPile *
ml_pile_new (gsize element_size, GDestroyNotify clear)
{
  MlPile *self = g_new0 (MlPile, 1);

  self->element_size = element_size;
  self->clear = clear;

  return self;
}

void
ml_pile_free (MlPile *self)
{
  if (self->clear != NULL)
    {
      for (guint i = 0; i < self->length; i++)
        self->clear (ml_pile_get (self, i));
    }

  for (guint i = 0; i < N_CHUNKS; i++)
    g_free (self->chunks[i]);

  g_free (self);
}

gpointer
ml_pile_append (MlPile *self, gconstpointer element)
{
  guint chunk = chunk_of (self->length);
  gpointer place;

  if (self->chunks[chunk] == NULL)
    self->chunks[chunk] = g_malloc_n ((gsize) FIRST_CHUNK << chunk, self->element_size);

  place = ml_pile_get (self, self->length);
  memcpy (place, element, self->element_size);
  self->length++;

  return place;
}

gpointer
ml_pile_get (const MlPile *self, guint index)
{
  guint chunk = chunk_of (index);

  return self->chunks[chunk] + (index - chunk_start (chunk)) * self->element_size;
}

guint
ml_pile_get_length (const MlPile *self)
{
  return self->length;
}
