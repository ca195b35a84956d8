/* ml-str-read.c: what can be asked of a str without making one */
#define _GNU_SOURCE /* memmem */
#include <string.h>

#include "ml-hash.h"
#include "ml-operations.h"
#include "ml-str-private.h"
#include "ml-unicode.h"

/* Lone surrogates are encoded like any other character. */

static gsize
count_utf8 (const MlStr *self)
{
  gsize n = 0;

  for (gsize i = 0; i < self->length; i++)
    n += (gsize) g_unichar_to_utf8 (ml_str_read (self, i), NULL);

  return n;
}

const char *
ml_str_get_utf8 (gconstpointer str, gsize *length)
{
  MlStr *self = (MlStr *) str;
  gsize n;
  char *at;

  if (ml_str_is_ascii (self))
    {
      if (length != NULL)
        *length = self->length;

      return (const char *) self->data;
    }

  if (self->utf8 != NULL && length == NULL)
    return self->utf8;

  n = count_utf8 (self);
  if (length != NULL)
    *length = n;

  if (self->utf8 != NULL)
    return self->utf8;

  self->object.flags |= ML_OBJECT_OWNS;
  at = self->utf8 = g_malloc (n + 1);
  for (gsize i = 0; i < self->length; i++)
    at += g_unichar_to_utf8 (ml_str_read (self, i), at);

  *at = '\0';

  return self->utf8;
}

gboolean
ml_str_is_encodable (gconstpointer self)
{
  if (ml_str_get_width (self) == 1)
    return TRUE;

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    if (g_unichar_type (ml_str_read (self, i)) == G_UNICODE_SURROGATE)
      return FALSE;

  return TRUE;
}

gboolean
ml_str_equal (gconstpointer left, gconstpointer right)
{
  const MlStr *a = left, *b = right;

  if (a == b)
    return TRUE;

  return a->length == b->length && a->object.spare == b->object.spare &&
         memcmp (a->data, b->data, a->length * a->object.spare) == 0;
}

gboolean
ml_str_equal_utf8 (gconstpointer self, const char *text)
{
  const MlStr *str = self;

  if (ml_str_is_ascii (self))
    return strlen (text) == str->length && memcmp (text, str->data, str->length) == 0;

  for (gsize i = 0; i < str->length; i++)
    {
      if (*text == '\0' || g_utf8_get_char (text) != ml_str_read (str, i))
        return FALSE;

      text = g_utf8_next_char (text);
    }

  return *text == '\0';
}

int
ml_str_order (gconstpointer left, gconstpointer right)
{
  const MlStr *a = left, *b = right;
  gsize n = MIN (a->length, b->length);
  int order;

  if (a->object.spare == 1 && b->object.spare == 1)
    {
      order = memcmp (a->data, b->data, n);
      if (order != 0)
        return order < 0 ? -1 : 1;
    }
  else
    for (gsize i = 0; i < n; i++)
      {
        gunichar c = ml_str_read (a, i), d = ml_str_read (b, i);

        if (c != d)
          return c < d ? -1 : 1;
      }

  return (a->length > b->length) - (a->length < b->length);
}

gint64
ml_str_get_hash (gconstpointer self)
{
  MlStr *str = (MlStr *) self;

  if (G_UNLIKELY (str->hash == -1))
    str->hash = ml_hash_bytes (str->data, str->length * str->object.spare);

  return str->hash;
}

/* Whether @part stands at @at. */
static gboolean
stands_at (const MlStr *self, const MlStr *part, gsize at)
{
  if (self->object.spare == part->object.spare)
    return memcmp (self->data + at * self->object.spare,
                   part->data,
                   part->length * part->object.spare) == 0;

  for (gsize i = 0; i < part->length; i++)
    if (ml_str_read (self, at + i) != ml_str_read (part, i))
      return FALSE;

  return TRUE;
}

static gssize
find_bytes (const MlStr *self, const MlStr *part, gsize start, gsize end)
{
  const guint8 *found;

  if (part->length == 1)
    found = memchr (self->data + start, part->data[0], end - start);
  else
    found = memmem (self->data + start, end - start, part->data, part->length);

  return found == NULL ? -1 : found - self->data;
}

gssize
ml_str_find (gconstpointer str, gconstpointer text, gsize start, gsize end, gboolean backwards)
{
  const MlStr *self = str, *part = text;
  gunichar first;

  if (start > end || end > self->length || part->length > end - start)
    return -1;

  if (part->length == 0)
    return (gssize) (backwards ? end : start);

  if (part->object.spare > self->object.spare)
    return -1;

  if (!backwards && self->object.spare == 1)
    return find_bytes (self, part, start, end);

  first = ml_str_read (part, 0);
  end -= part->length;

  if (!backwards)
    {
      for (gsize i = start; i <= end; i++)
        if (ml_str_read (self, i) == first && stands_at (self, part, i))
          return (gssize) i;
    }
  else
    {
      for (gsize i = end + 1; i-- > start;)
        if (ml_str_read (self, i) == first && stands_at (self, part, i))
          return (gssize) i;
    }

  return -1;
}

char *
ml_str_to_ascii_digits (gconstpointer self)
{
  gsize length = ml_str_get_length (self);
  char *ascii = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    {
      gunichar c = ml_str_read (self, i);
      int digit = c < 0x80 ? -1 : ml_unicode_get_digit (c);

      if (c < 0x80)
        ascii[i] = (char) c;
      else if (digit >= 0)
        ascii[i] = (char) ('0' + digit);
      else
        ascii[i] = ml_unicode_is_space (c) ? ' ' : '?';
    }

  ascii[length] = '\0';

  return ascii;
}

gboolean
ml_str_is_identifier (gconstpointer self)
{
  gsize length = ml_str_get_length (self);

  if (length == 0 || !ml_unicode_starts_name (ml_str_read (self, 0)))
    return FALSE;

  for (gsize i = 1; i < length; i++)
    if (!ml_unicode_goes_on_name (ml_str_read (self, i)))
      return FALSE;

  return TRUE;
}

/* Text that a program could write to get the str */

static gboolean
contains (gconstpointer self, gunichar character)
{
  for (gsize i = 0; i < ml_str_get_length (self); i++)
    if (ml_str_read (self, i) == character)
      return TRUE;

  return FALSE;
}

static void
append_escaped (MlStrBuilder *builder, gunichar c)
{
  switch (c)
    {
    case '\t':
      ml_str_builder_append_ascii (builder, "\\t", 2);
      break;
    case '\n':
      ml_str_builder_append_ascii (builder, "\\n", 2);
      break;
    case '\r':
      ml_str_builder_append_ascii (builder, "\\r", 2);
      break;
    default:
      ml_str_builder_append_printf (builder,
                                    c < 0x100     ? "\\x%02x"
                                    : c < 0x10000 ? "\\u%04x"
                                                  : "\\U%08x",
                                    c);
      break;
    }
}

void
ml_str_append_repr (MlStrBuilder *builder, gconstpointer self)
{
  gunichar quote = contains (self, '\'') && !contains (self, '"') ? '"' : '\'';

  ml_str_builder_append (builder, quote);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);

      if (c == quote || c == '\\')
        {
          ml_str_builder_append (builder, '\\');
          ml_str_builder_append (builder, c);
        }
      else if (c < 0x20 || c == 0x7f || (c >= 0x80 && !ml_unicode_is_printable (c)))
        append_escaped (builder, c);
      else
        ml_str_builder_append (builder, c);
    }

  ml_str_builder_append (builder, quote);
}

gboolean
ml_repr_to_builder (MlHeap *heap, MlStrBuilder *builder, MlObject *object)
{
  MlObject *repr = ml_repr (heap, object);

  if (repr == NULL)
    return FALSE;

  ml_str_builder_append_str (builder, repr);
  ml_unref (heap, repr);

  return !builder->failed;
}
