/* ml-texts.c: chunks of texts, and a hash table of their numbers */
#include "ml-texts.h"

#include <string.h>

#include "ml-pile.h"

/* A number is that of a chunk, then the place in the chunk: 16 bits. There stands a header, then
 * the text. A chunk begins with its own number, so that the way back from a text to its number is
 * short. */
#define CHUNK_BITS 16
#define CHUNK_SIZE (1u << CHUNK_BITS)

typedef struct __attribute__ ((packed))
{
  guint32 length;
  guint16 offset; /* of this header in its chunk */
} Header;

/* In the table of numbers: no text stands at the very beginning of a chunk. */
#define EMPTY 0

struct _MlTexts
{
  MlPile *chunks;  /* of char * */
  guint64 current; /* number of the chunk that is being filled */
  guint32 used;    /* of it */
  guint64 bytes;

  guint64 *table; /* open addressing; its room is a power of two */
  gsize room;
  gsize n;
};

static void
chunk_clear (gpointer data)
{
  g_free (*(char **) data);
}

static guint32
hash_text (const char *text, guint32 length)
{
  guint32 hash = 2166136261u;

  for (guint32 i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * 16777619u;

  return hash ^ hash >> 15;
}

/* Where the number of a text stands in the table, or where it would. */
static guint64 *
find_place (const MlTexts *self, const char *text, guint32 length)
{
  for (gsize i = hash_text (text, length);; i++)
    {
      guint64 *place = &self->table[i & (self->room - 1)];
      guint32 other_length;
      const char *other;

      if (*place == EMPTY)
        return place;

      other = ml_texts_get (self, *place, &other_length);

      if (other_length == length && memcmp (other, text, length) == 0)
        return place;
    }
}

static void
grow_table (MlTexts *self)
{
  g_autofree guint64 *old = g_steal_pointer (&self->table);
  gsize old_room = self->room;

  self->room *= 2;
  self->table = g_new0 (guint64, self->room);

  for (gsize i = 0; i < old_room; i++)
    {
      guint32 length;
      const char *text;

      if (old[i] == EMPTY)
        continue;

      text = ml_texts_get (self, old[i], &length);
      *find_place (self, text, length) = old[i];
    }
}

static guint64
add_chunk (MlTexts *self, gsize size)
{
  guint64 number = ml_pile_get_length (self->chunks);
  char *chunk = g_malloc0 (size);

  memcpy (chunk, &number, sizeof number);
  ml_pile_append (self->chunks, &chunk);
  self->bytes += size;

  return number;
}

/* A text that is larger than a chunk gets one of its own. */
static guint64
store (MlTexts *self, const char *text, guint32 length)
{
  gsize size = sizeof (Header) + (gsize) length + 1;
  Header header = { .length = length, .offset = sizeof (guint64) };
  guint64 chunk = self->current;
  char *place;

  if (size > CHUNK_SIZE - sizeof (guint64))
    {
      chunk = add_chunk (self, sizeof (guint64) + size);
    }
  else
    {
      if (size > CHUNK_SIZE - self->used)
        {
          self->current = chunk = add_chunk (self, CHUNK_SIZE);
          self->used = sizeof (guint64);
        }

      header.offset = self->used;
      self->used += size;
    }

  place = *(char **) ml_pile_get (self->chunks, chunk) + header.offset;
  memcpy (place, &header, sizeof header);
  memcpy (place + sizeof header, text, length);
  place[sizeof header + length] = '\0';

  return chunk << CHUNK_BITS | header.offset;
}

MlTexts *
ml_texts_new (void)
{
  MlTexts *self = g_new0 (MlTexts, 1);

  self->chunks = ml_pile_new (sizeof (char *), chunk_clear);
  self->used = CHUNK_SIZE;
  self->room = 256;
  self->table = g_new0 (guint64, self->room);

  return self;
}

void
ml_texts_free (MlTexts *self)
{
  ml_pile_free (self->chunks);
  g_free (self->table);
  g_free (self);
}

guint64
ml_texts_add (MlTexts *self, const char *text, guint32 length)
{
  guint64 *place;

  if (length == 0)
    text = "";

  place = find_place (self, text, length);

  if (*place != EMPTY)
    return *place;

  if (self->n >= self->room / 2)
    {
      grow_table (self);
      place = find_place (self, text, length);
    }

  *place = store (self, text, length);
  self->n++;

  return *place;
}

const char *
ml_texts_get (const MlTexts *self, guint64 number, guint32 *length)
{
  const char *chunk = *(char **) ml_pile_get (self->chunks, number >> CHUNK_BITS);
  const char *place = chunk + (number & (CHUNK_SIZE - 1));
  Header header;

  memcpy (&header, place, sizeof header);
  *length = header.length;

  return place + sizeof header;
}

/* The header at @offset of a chunk, with a length of 0 and no offset where none can be: behind the
 * last text all is zero. */
static Header
get_header (const MlTexts *self, guint64 chunk, gsize offset)
{
  Header header = { 0 };

  if (offset + sizeof header <= CHUNK_SIZE)
    memcpy (&header, *(char **) ml_pile_get (self->chunks, chunk) + offset, sizeof header);

  return header;
}

/* The text in a chunk of its own may be longer than others are. */
gboolean
ml_texts_has (const MlTexts *self, guint64 number)
{
  guint64 chunk = number >> CHUNK_BITS;
  gsize offset = number & (CHUNK_SIZE - 1);
  Header header;

  if (chunk >= ml_pile_get_length (self->chunks) || offset < sizeof (guint64))
    return FALSE;

  header = get_header (self, chunk, offset);

  return header.offset == offset &&
         (offset == sizeof (guint64) || offset + sizeof header + header.length < CHUNK_SIZE);
}

/* Which chunk is begun when is the same whether a long text comes between others or behind them. */
void
ml_texts_foreach (const MlTexts *self, MlTextFunc func, gpointer user_data)
{
  for (guint64 chunk = 0; chunk < ml_pile_get_length (self->chunks); chunk++)
    {
      gsize offset = sizeof (guint64);

      while (get_header (self, chunk, offset).offset == offset)
        {
          guint32 length;
          const char *text = ml_texts_get (self, chunk << CHUNK_BITS | offset, &length);

          func (text, length, user_data);
          offset += sizeof (Header) + (gsize) length + 1;
        }
    }
}

guint64
ml_texts_number_of (const char *text)
{
  const char *place = text - sizeof (Header);
  Header header;
  guint64 chunk;

  memcpy (&header, place, sizeof header);
  memcpy (&chunk, place - header.offset, sizeof chunk);

  return chunk << CHUNK_BITS | header.offset;
}

guint64
ml_texts_get_bytes (const MlTexts *self)
{
  return self->bytes;
}
