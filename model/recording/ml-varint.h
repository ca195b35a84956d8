/* ml-varint.h: numbers in as few bytes as they need
 *
 * Seven bits a byte, the lowest first; the top bit says that more follow. Signed numbers are
 * folded, so that those near zero are short whatever their sign.
 */
#pragma once

#include <glib.h>

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

static inline guint64
ml_varint_get (const guint8 **bytes)
{
  guint64 number = **bytes & 0x7f;
  guint shift = 7;

  while ((*(*bytes)++ & 0x80) != 0)
    {
      number |= (guint64) (**bytes & 0x7f) << shift;
      shift += 7;
    }

  return number;
}

static inline void
ml_varint_put_signed (GByteArray *bytes, gint64 number)
{
  ml_varint_put (bytes, (guint64) number << 1 ^ (guint64) (number >> 63));
}

static inline gint64
ml_varint_get_signed (const guint8 **bytes)
{
  guint64 folded = ml_varint_get (bytes);

  return (gint64) (folded >> 1 ^ (0 - (folded & 1)));
}

G_END_DECLS
