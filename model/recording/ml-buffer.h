/* ml-buffer.h: bytes that are written one number after the other
 *
 * What an encoder writes into, several times for each change of a run: so it is all inline. Numbers
 * stand in it as ml-varint.h tells, which also reads them.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 *data;
  gsize   n;
  gsize   room;
} MlBuffer;

/* The longest number. */
#define ML_BUFFER_NUMBER 10

static inline void
ml_buffer_clear (MlBuffer *self)
{
  g_clear_pointer (&self->data, g_free);
  self->n = self->room = 0;
}

/* Makes room for @n more bytes. */
static inline guint8 *
ml_buffer_reserve (MlBuffer *self, gsize n)
{
  if (G_UNLIKELY (self->n + n > self->room))
    {
      self->room = MAX (self->n + n, self->room * 2);
      self->data = g_realloc (self->data, self->room);
    }

  return self->data + self->n;
}

static inline void
ml_buffer_put_byte (MlBuffer *self, guint8 byte)
{
  *ml_buffer_reserve (self, 1) = byte;
  self->n++;
}

static inline void
ml_buffer_put (MlBuffer *self, gconstpointer data, gsize n)
{
  if (n > 0)
    memcpy (ml_buffer_reserve (self, n), data, n);

  self->n += n;
}

static inline void
ml_buffer_put_number (MlBuffer *self, guint64 number)
{
  guint8 *place = ml_buffer_reserve (self, ML_BUFFER_NUMBER);
  gsize n = 0;

  while (number >= 0x80)
    {
      place[n++] = number | 0x80;
      number >>= 7;
    }

  place[n++] = number;
  self->n += n;
}

static inline void
ml_buffer_put_signed (MlBuffer *self, gint64 number)
{
  ml_buffer_put_number (self, (guint64) number << 1 ^ (guint64) (number >> 63));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlBuffer, ml_buffer_clear)

G_END_DECLS
