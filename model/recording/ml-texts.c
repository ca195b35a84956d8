/* ml-texts.c: chunks of texts, and a hash table of their numbers */
#include "ml-texts.h"

#include <string.h>

#include "ml-pile.h"

/* Chunks double in size up to the largest, so that a short recording stays small. */
#define FIRST_CHUNK (1u << 10)
#define LARGEST_CHUNK (1u << 16)

/* What stands before each text. */
typedef struct
{
  guint32 length;
  guint32 number;
} Header;

struct _MlTexts
{
  MlPile *texts;  /* of const char *, by number */
  MlPile *chunks; /* of char * */
  char *current;  /* the chunk that is being filled; NULL before the first */
  gsize room;     /* of it */
  gsize used;
  guint64 bytes;

  guint32 *table;   /* open addressing: number plus one, 0 where there is none */
  gsize table_room; /* a power of two */
};

static void
chunk_clear (gpointer data)
{
  g_free (*(char **) data);
}

static guint32
hash_text (const char *text, guint32 length)
{
  const guint64 factor = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 hash = length * factor;
  guint64 word = 0;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = (hash ^ word) * factor;
      hash ^= hash >> 29;
    }

  word = 0;
  memcpy (&word, text, length);
  hash = (hash ^ word) * factor;

  return hash >> 32;
}

static Header
get_header (const char *text)
{
  Header header;

  memcpy (&header, text - sizeof header, sizeof header);

  return header;
}

/* Where the number of a text stands in the table, or where it would. */
static guint32 *
find_place (const MlTexts *self, const char *text, guint32 length)
{
  for (gsize i = hash_text (text, length);; i++)
    {
      guint32 *place = &self->table[i & (self->table_room - 1)];
      guint32 other_length;
      const char *other;

      if (*place == 0)
        return place;

      other = ml_texts_get (self, *place - 1, &other_length);

      if (other_length == length && memcmp (other, text, length) == 0)
        return place;
    }
}

static void
grow_table (MlTexts *self)
{
  g_free (self->table);
  self->table_room *= 2;
  self->table = g_new0 (guint32, self->table_room);

  for (guint32 i = 0; i < ml_pile_get_length (self->texts); i++)
    {
      guint32 length;
      const char *text = ml_texts_get (self, i, &length);

      *find_place (self, text, length) = i + 1;
    }
}

static char *
add_chunk (MlTexts *self, gsize size)
{
  char *chunk = g_malloc (size);

  ml_pile_append (self->chunks, &chunk);
  self->bytes += size;

  return chunk;
}

/* A text that is larger than a chunk gets one of its own. */
static char *
make_room (MlTexts *self, gsize size)
{
  char *place;

  if (size > LARGEST_CHUNK)
    return add_chunk (self, size);

  if (size > self->room - self->used)
    {
      self->room = CLAMP (self->room * 2, FIRST_CHUNK, LARGEST_CHUNK);
      self->room = MAX (self->room, size);
      self->current = add_chunk (self, self->room);
      self->used = 0;
    }

  place = self->current + self->used;
  self->used += size;

  return place;
}

static void
store (MlTexts *self, const char *text, guint32 length)
{
  Header header = { .length = length, .number = ml_pile_get_length (self->texts) };
  char *place = make_room (self, sizeof header + (gsize) length + 1);

  memcpy (place, &header, sizeof header);
  place += sizeof header;
  memcpy (place, text, length);
  place[length] = '\0';
  ml_pile_append (self->texts, &place);
}

MlTexts *
ml_texts_new (void)
{
  MlTexts *self = g_new0 (MlTexts, 1);

  self->texts = ml_pile_new (sizeof (char *), NULL);
  self->chunks = ml_pile_new (sizeof (char *), chunk_clear);
  self->table_room = 256;
  self->table = g_new0 (guint32, self->table_room);

  return self;
}

void
ml_texts_free (MlTexts *self)
{
  ml_pile_free (self->texts);
  ml_pile_free (self->chunks);
  g_free (self->table);
  g_free (self);
}

guint32
ml_texts_add (MlTexts *self, const char *text, guint32 length)
{
  guint32 *place;

  if (length == 0)
    text = "";

  place = find_place (self, text, length);

  if (*place != 0)
    return *place - 1;

  store (self, text, length);
  *place = ml_pile_get_length (self->texts);

  if (ml_pile_get_length (self->texts) > self->table_room / 2)
    grow_table (self);

  return ml_pile_get_length (self->texts) - 1;
}

const char *
ml_texts_get (const MlTexts *self, guint32 number, guint32 *length)
{
  const char *text = *(char **) ml_pile_get (self->texts, number);

  *length = get_header (text).length;

  return text;
}

guint32
ml_texts_number_of (const char *text)
{
  return get_header (text).number;
}

guint
ml_texts_get_n (const MlTexts *self)
{
  return ml_pile_get_length (self->texts);
}

guint64
ml_texts_get_bytes (const MlTexts *self)
{
  return self->bytes + ml_pile_get_length (self->texts) * sizeof (char *);
}
