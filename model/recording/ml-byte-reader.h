/* ml-byte-reader.h: a place in some bytes, from which they are read in order
 *
 * A reader never looks beyond its end. What is not there reads as zeros, and the reader has failed:
 * whoever reads may go on to where it suits to ask. So bytes from a file, of which nothing is
 * certain, are read by the same code as those that were written a moment ago.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *at;
  const guint8 *end;       /* NULL: the bytes are known to be whole */
  gboolean      doubtful;  /* numbers in it may be those of nothing */
  gboolean      failed;
} MlByteReader;

/* Nothing more is read. */
static inline void
ml_byte_reader_fail (MlByteReader *self)
{
  self->failed = TRUE;
  self->at = self->end;
}

static inline gsize
ml_byte_reader_get_left (const MlByteReader *self)
{
  return self->end == NULL ? G_MAXSIZE : (gsize) (self->end - self->at);
}

static inline guint8
ml_byte_reader_get_byte (MlByteReader *self)
{
  if (G_UNLIKELY (self->at == self->end))
    {
      self->failed = TRUE;
      return 0;
    }

  return *self->at++;
}

/* The next @n bytes, where they are; NULL if there are not so many. */
static inline const guint8 *
ml_byte_reader_skip (MlByteReader *self,
                gsize     n)
{
  const guint8 *bytes = self->at;

  if (n > ml_byte_reader_get_left (self))
    {
      ml_byte_reader_fail (self);
      return NULL;
    }

  self->at += n;

  return bytes;
}

G_END_DECLS
