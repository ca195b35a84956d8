/* ml-roster.c: a pile, and a hash table of the numbers of its elements */
#include "ml-roster.h"

#include <string.h>

#include "ml-pile.h"

struct _MlRoster
{
  gsize element_size;
  MlPile *elements;
  guint32 *numbers; /* open addressing; number plus one, 0 where there is none */
  guint32 room;     /* a power of two */
};

/* Elements are made of words of 32 bits. */
static guint32
hash_element (const MlRoster *self, const guint8 *element)
{
  guint64 hash = 0;

  for (gsize i = 0; i < self->element_size; i += sizeof (guint32))
    {
      guint32 word;

      memcpy (&word, element + i, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }

  return hash;
}

/* Where the number of @element stands, or where it would. */
static guint32 *
find_place (const MlRoster *self, gconstpointer element)
{
  for (guint32 i = hash_element (self, element);; i++)
    {
      guint32 *place = &self->numbers[i & (self->room - 1)];

      if (*place == 0 ||
          memcmp (ml_pile_get (self->elements, *place - 1), element, self->element_size) == 0)
        return place;
    }
}

static void
grow (MlRoster *self)
{
  g_free (self->numbers);
  self->room *= 2;
  self->numbers = g_new0 (guint32, self->room);

  for (guint i = 0; i < ml_pile_get_length (self->elements); i++)
    *find_place (self, ml_pile_get (self->elements, i)) = i + 1;
}

MlRoster *
ml_roster_new (gsize element_size)
{
  MlRoster *self = g_new0 (MlRoster, 1);

  g_assert (element_size % sizeof (guint32) == 0);

  self->element_size = element_size;
  self->elements = ml_pile_new (element_size, NULL);
  self->room = 64;
  self->numbers = g_new0 (guint32, self->room);

  return self;
}

void
ml_roster_free (MlRoster *self)
{
  ml_pile_free (self->elements);
  g_free (self->numbers);
  g_free (self);
}

guint32
ml_roster_add (MlRoster *self, gconstpointer element)
{
  guint32 *place = find_place (self, element);

  if (*place != 0)
    return *place - 1;

  ml_pile_append (self->elements, element);
  *place = ml_pile_get_length (self->elements);

  if (ml_pile_get_length (self->elements) > self->room / 2)
    grow (self);

  return ml_pile_get_length (self->elements) - 1;
}

gconstpointer
ml_roster_get (const MlRoster *self, guint32 number)
{
  return ml_pile_get (self->elements, number);
}

guint32
ml_roster_get_length (const MlRoster *self)
{
  return ml_pile_get_length (self->elements);
}

guint64
ml_roster_get_bytes (const MlRoster *self)
{
  return ml_pile_get_length (self->elements) * self->element_size;
}
