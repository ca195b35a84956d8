#include "ml-str-builder.h"

#include <string.h>

#include "ml-str.h"
#include "ml-str-private.h"

/* The least that is taken at once. */
#define FIRST_CAPACITY 64

/* Makes room for @n more characters of which @largest is the largest. FALSE once memory has run
 * out. */
static gboolean
prepare (MlStrBuilder *self, gsize n, gunichar largest)
{
  guint width = MAX (self->width, ml_str_width_for (largest));
  gsize needed, capacity;
  guint8 *data;

  if (self->failed)
    return FALSE;

  self->largest = MAX (self->largest, largest);

  if (G_LIKELY (width == self->width && (self->length + n) * width <= self->capacity))
    return TRUE;

  needed = (self->length + n) * width;
  capacity = MAX (MAX (needed, self->capacity + self->capacity / 2), FIRST_CAPACITY);
  data = ml_heap_resize_buffer (self->heap, self->data, self->capacity, capacity);

  if (data == NULL)
    {
      self->failed = TRUE;
      return FALSE;
    }

  self->data = data;
  self->capacity = capacity;

  if (width != self->width)
    ml_str_widen (data, self->width, width, self->length);

  self->width = width;

  return TRUE;
}

void
ml_str_builder_append (MlStrBuilder *self, gunichar character)
{
  if (prepare (self, 1, character))
    ml_str_write (self->data, self->width, self->length++, character);
}

void
ml_str_builder_append_n (MlStrBuilder *self, gunichar character, gsize n)
{
  if (n > ML_STR_MAX_LENGTH)
    n = ML_STR_MAX_LENGTH;

  if (n == 0 || !prepare (self, n, character))
    return;

  for (gsize i = 0; i < n; i++)
    ml_str_write (self->data, self->width, self->length + i, character);

  self->length += n;
}

void
ml_str_builder_append_ascii (MlStrBuilder *self, const char *text, gsize length)
{
  if (length == 0 || !prepare (self, length, 127))
    return;

  ml_str_copy (self->data, self->width, self->length, (const guint8 *) text, 1, 0, length);
  self->length += length;
}

void
ml_str_builder_append_utf8 (MlStrBuilder *self, const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    ml_str_builder_append (self, g_utf8_get_char (at));
}

void
ml_str_builder_append_printf (MlStrBuilder *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  ml_str_builder_append_utf8 (self, text, -1);
}

void
ml_str_builder_append_part (MlStrBuilder *self, gconstpointer str, gsize start, gsize end)
{
  const MlStr *source = str;

  if (start >= end || !prepare (self, end - start, ml_str_get_largest (source, start, end)))
    return;

  ml_str_copy (self->data,
               self->width,
               self->length,
               source->data,
               source->object.spare,
               start,
               end - start);
  self->length += end - start;
}

void
ml_str_builder_append_str (MlStrBuilder *self, gconstpointer str)
{
  ml_str_builder_append_part (self, str, 0, ml_str_get_length (str));
}

MlObject *
ml_str_builder_end (MlStrBuilder *self)
{
  MlObject *str = NULL;

  if (!self->failed)
    str = ml_str_new_copy (self->heap, self->data, self->width, self->length, self->largest);

  ml_str_builder_clear (self);

  return str;
}

void
ml_str_builder_clear (MlStrBuilder *self)
{
  ml_heap_free_buffer (self->heap, self->data, self->capacity);
  *self = (MlStrBuilder) ML_STR_BUILDER_INIT (self->heap);
}
