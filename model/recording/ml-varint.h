/* ml-varint.h: numbers in as few bytes as they need
 *
 * Seven bits a byte, the lowest first; the top bit says that more follow. Signed numbers are
 * folded, so that those near zero are short whatever their sign.
 */
#pragma once

#include "ml-byte-reader.h"

G_BEGIN_DECLS

static inline void
ml_varint_put (GByteArray *bytes, guint64 number)
{
  guint8 buffer[10];
  guint n = 0;

  while (number >= 0x80)
    {
      buffer[n++] = number | 0x80;
      number >>= 7;
    }

  buffer[n++] = number;
  g_byte_array_append (bytes, buffer, n);
}

static inline void
ml_varint_put_signed (GByteArray *bytes, gint64 number)
{
  ml_varint_put (bytes, (guint64) number << 1 ^ (guint64) (number >> 63));
}

static inline guint64
ml_varint_get (MlByteReader *reader)
{
  guint64 number = ml_byte_reader_get_byte (reader);

  if (G_LIKELY (number < 0x80))
    return number;

  number &= 0x7f;

  for (guint shift = 7; shift < 64; shift += 7)
    {
      guint8 byte = ml_byte_reader_get_byte (reader);

      number |= (guint64) (byte & 0x7f) << shift;

      if ((byte & 0x80) == 0)
        return number;
    }

  ml_byte_reader_fail (reader);

  return 0;
}

static inline gint64
ml_varint_get_signed (MlByteReader *reader)
{
  guint64 folded = ml_varint_get (reader);

  return (gint64) (folded >> 1 ^ (0 - (folded & 1)));
}

G_END_DECLS
