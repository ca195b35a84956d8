#define _GNU_SOURCE /* memmem */
#include "ml-bytes-methods.h"

#include <string.h>

#include "ml-arguments.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

static gboolean
expect_bytes (MlHeap *heap, MlObject *object)
{
  if (ml_is_bytes (object))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "a bytes-like object is required, not '%s'",
            object->type->name);
  return FALSE;
}

/* Searching */

static gssize
find (const MlBytes *self,
      const guint8 *part,
      gsize length,
      gsize start,
      gsize end,
      gboolean backwards)
{
  const guint8 *found;

  if (start > end || end - start < length)
    return -1;

  if (!backwards)
    {
      found = memmem (self->data + start, end - start, part, length);
      return found == NULL ? -1 : found - self->data;
    }

  for (gsize at = end - length + 1; at-- > start;)
    if (memcmp (self->data + at, part, length) == 0)
      return (gssize) at;

  return -1;
}

gboolean
ml_bytes_search (MlHeap *heap,
                 MlObject *self,
                 MlObject *part,
                 gsize start,
                 gsize end,
                 gboolean backwards,
                 gssize *index)
{
  const guint8 *data;
  gssize value;
  guint8 byte;
  gsize length;

  if (ml_is_bytes (part))
    {
      data = ml_bytes_get_data (part, &length);
      *index = find ((MlBytes *) self, data, length, start, end, backwards);
      return TRUE;
    }

  if (!ml_is_int (part) && part->type->slots.index == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "argument should be integer or bytes-like object, not '%s'",
                part->type->name);
      return FALSE;
    }

  if (!ml_int_as_index (heap, part, NULL, &value))
    return FALSE;

  if (value < 0 || value > 255)
    {
      ml_raise (heap, heap->world->value_error, "byte must be in range(0, 256)");
      return FALSE;
    }

  byte = (guint8) value;
  *index = find ((MlBytes *) self, &byte, 1, start, end, backwards);

  return TRUE;
}

/* Reads the optional start and end behind the first argument. */
static gboolean
read_bounds (MlHeap *heap,
             MlObject *self,
             MlObject *const *args,
             gsize n_args,
             gsize *start,
             gsize *end)
{
  gssize length = (gssize) ((MlBytes *) self)->length;
  gssize bounds[2] = { 0, G_MAXSSIZE };

  for (gsize i = 1; i < n_args; i++)
    if (args[i] != heap->world->none && !ml_int_as_index (heap, args[i], NULL, &bounds[i - 1]))
      return FALSE;

  for (gsize i = 0; i < 2; i++)
    if (bounds[i] < 0)
      bounds[i] = MAX (bounds[i] + length, 0);

  *start = (gsize) bounds[0];
  *end = (gsize) MIN (bounds[1], length);

  return TRUE;
}

static MlObject *
search (MlHeap *heap,
        MlObject *self,
        MlObject *const *args,
        gsize n_args,
        gboolean backwards,
        gboolean must)
{
  gsize start, end;
  gssize index;

  if (!read_bounds (heap, self, args, n_args, &start, &end) ||
      !ml_bytes_search (heap, self, args[0], start, end, backwards, &index))
    return NULL;

  if (must && index < 0)
    return ml_raise (heap, heap->world->value_error, "subsection not found");

  return ml_int_new (heap, index);
}

static MlObject *
bytes_find (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return search (heap, self, args, n, FALSE, FALSE);
}

static MlObject *
bytes_rfind (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return search (heap, self, args, n, TRUE, FALSE);
}

static MlObject *
bytes_index (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return search (heap, self, args, n, FALSE, TRUE);
}

static MlObject *
bytes_rindex (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return search (heap, self, args, n, TRUE, TRUE);
}

static MlObject *
bytes_count (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize start, end, step = 1;
  gint64 count = 0;
  gssize index;

  if (!read_bounds (heap, self, args, n, &start, &end))
    return NULL;

  if (ml_is_bytes (args[0]))
    step = MAX (((MlBytes *) args[0])->length, 1);

  for (;;)
    {
      if (!ml_bytes_search (heap, self, args[0], start, end, FALSE, &index))
        return NULL;

      if (index < 0)
        return ml_int_new (heap, count);

      count++;
      start = (gsize) index + step;
    }
}

static gboolean
stands_between (const MlBytes *self, const MlBytes *part, gsize start, gsize end, gboolean at_end)
{
  if (start > end || end - start < part->length)
    return FALSE;

  return memcmp (self->data + (at_end ? end - part->length : start), part->data, part->length) == 0;
}

static MlObject *
begins_or_ends (MlHeap *heap,
                const char *function,
                MlObject *self,
                MlObject *const *args,
                gsize n_args,
                gboolean at_end)
{
  const MlBytes *bytes = (MlBytes *) self;
  gsize start, end;

  if (!read_bounds (heap, self, args, n_args, &start, &end))
    return NULL;

  if (ml_is_bytes (args[0]))
    return ml_bool (heap, stands_between (bytes, (MlBytes *) args[0], start, end, at_end));

  if (!ml_is_tuple (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s first arg must be bytes or a tuple of bytes, not %s",
                     function,
                     args[0]->type->name);

  for (gsize i = 0; i < ml_tuple_get_length (args[0]); i++)
    {
      MlObject *part = ml_tuple_get (args[0], i);

      if (!expect_bytes (heap, part))
        return NULL;

      if (stands_between (bytes, (MlBytes *) part, start, end, at_end))
        return ml_bool (heap, TRUE);
    }

  return ml_bool (heap, FALSE);
}

static MlObject *
bytes_startswith (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return begins_or_ends (heap, "startswith", self, args, n, FALSE);
}

static MlObject *
bytes_endswith (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return begins_or_ends (heap, "endswith", self, args, n, TRUE);
}

/* Taking apart and putting together */

static MlObject *
bytes_join (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  MlObject *list = ml_list_from_iterable (heap, args[0]);
  MlObject *result = NULL;
  gsize i;

  if (list == NULL)
    return NULL;

  for (i = 0; i < ml_list_get_length (list); i++)
    {
      MlObject *item = ml_list_get (list, i);

      if (!ml_is_bytes (item))
        {
          ml_raise (heap,
                    heap->world->type_error,
                    "sequence item %" G_GSIZE_FORMAT ": expected a bytes-like object, %s found",
                    i,
                    item->type->name);
          break;
        }

      if (i > 0)
        g_byte_array_append (joined, ((MlBytes *) self)->data, (guint) ((MlBytes *) self)->length);

      g_byte_array_append (joined, ((MlBytes *) item)->data, (guint) ((MlBytes *) item)->length);
    }

  if (i == ml_list_get_length (list))
    result = ml_bytes_new (heap, joined->data, joined->len);

  ml_unref (heap, list);

  return result;
}

static MlObject *
bytes_replace (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_autoptr (GByteArray) replaced = g_byte_array_new ();
  const MlBytes *bytes = (MlBytes *) self;
  gssize max = -1, at;
  gsize start = 0;

  if (!expect_bytes (heap, args[0]) || !expect_bytes (heap, args[1]) ||
      (n > 2 && !ml_int_as_index (heap, args[2], heap->world->overflow_error, &max)))
    return NULL;

  for (; max != 0 && start <= bytes->length; max--)
    {
      const MlBytes *old = (MlBytes *) args[0], *new_part = (MlBytes *) args[1];

      at = find (bytes, old->data, old->length, start, bytes->length, FALSE);
      if (at < 0)
        break;

      g_byte_array_append (replaced, bytes->data + start, (guint) ((gsize) at - start));
      g_byte_array_append (replaced, new_part->data, (guint) new_part->length);
      start = (gsize) at + old->length;

      if (old->length > 0)
        continue;

      /* The empty part stands before each byte, and at the end. */
      if (start < bytes->length)
        g_byte_array_append (replaced, bytes->data + start, 1);
      start++;
    }

  if (start < bytes->length)
    g_byte_array_append (replaced, bytes->data + start, (guint) (bytes->length - start));

  return ml_bytes_new (heap, replaced->data, replaced->len);
}

/* As text */

static MlObject *
bytes_decode (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "encoding", "errors", NULL };
  MlObject *values[2] = { NULL };

  if (!ml_read_arguments (heap, "decode", names, args, n, kw_names, values))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i] != NULL && !ml_is_str (values[i]))
      return ml_raise (heap,
                       heap->world->type_error,
                       "decode() argument '%s' must be str, not %s",
                       names[i],
                       values[i]->type->name);

  return ml_bytes_decode (heap, self, values[0], values[1]);
}

static MlObject *
bytes_hex (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  const MlBytes *bytes = (MlBytes *) self;
  gssize group = 1;
  gsize size;

  if (n > 0 && (!ml_is_str (args[0]) || ml_str_get_length (args[0]) != 1))
    return ml_raise (heap, heap->world->value_error, "sep must be length 1.");

  if (n > 1 && !ml_int_as_index (heap, args[1], heap->world->overflow_error, &group))
    return NULL;

  size = (gsize) ABS (group);

  for (gsize i = 0; i < bytes->length; i++)
    {
      /* Groups are counted from the right, or with a negative size from the left. */
      gsize place = group > 0 ? bytes->length - i : i;

      if (n > 0 && i > 0 && size != 0 && place % size == 0)
        ml_str_builder_append_str (&builder, args[0]);

      ml_str_builder_append_printf (&builder, "%02x", bytes->data[i]);
    }

  return ml_str_builder_end (&builder);
}

static MlObject *
bytes_fromhex (MlHeap *heap, MlObject *type, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *text, *at;

  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "fromhex() argument must be str, not %s",
                     args[0]->type->name);

  text = at = ml_str_get_utf8 (args[0], NULL);

  while (*at != '\0')
    {
      guint8 byte;

      if (g_ascii_isspace (*at))
        {
          at++;
          continue;
        }

      if (!g_ascii_isxdigit (at[0]) || !g_ascii_isxdigit (at[1]))
        return ml_raise (heap,
                         heap->world->value_error,
                         "non-hexadecimal number found in fromhex() arg at position "
                         "%" G_GSIZE_FORMAT,
                         (gsize) (at - text) + (g_ascii_isxdigit (at[0]) != 0));

      byte = (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));
      g_byte_array_append (bytes, &byte, 1);
      at += 2;
    }

  return ml_bytes_new (heap, bytes->data, bytes->len);
}

const MlMethod ml_bytes_methods[] = {
  { "count",
    bytes_count,
    1,
    3,
    .doc = "Return the number of non-overlapping occurrences of subsection 'sub' in bytes "
           "B[start:end]." },
  { "decode",
    bytes_decode,
    0,
    2,
    .keywords = TRUE,
    .doc = "decode($self, /, encoding='utf-8', errors='strict')\n--\n\n"
           "Decode the bytes using the codec registered for encoding." },
  { "endswith",
    bytes_endswith,
    1,
    3,
    .doc = "Return True if the bytes ends with the specified suffix, False otherwise." },
  { "find",
    bytes_find,
    1,
    3,
    .doc = "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is "
           "contained within B[start,end]." },
  { "fromhex",
    bytes_fromhex,
    1,
    1,
    .kind = ML_METHOD_CLASS,
    .doc = "fromhex($type, string, /)\n--\n\n"
           "Create a bytes object from a string of hexadecimal numbers." },
  { "hex", bytes_hex, 0, 2, .doc = "Create a string of hexadecimal numbers from a bytes object." },
  { "index",
    bytes_index,
    1,
    3,
    .doc = "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is "
           "contained within B[start,end]." },
  { "join",
    bytes_join,
    1,
    1,
    .doc = "join($self, iterable_of_bytes, /)\n--\n\nConcatenate any number of bytes objects." },
  { "replace",
    bytes_replace,
    2,
    3,
    .doc = "replace($self, old, new, count=-1, /)\n--\n\n"
           "Return a copy with all occurrences of substring old replaced by new." },
  { "rfind",
    bytes_rfind,
    1,
    3,
    .doc = "Return the highest index in B where subsection 'sub' is found, such that 'sub' is "
           "contained within B[start,end]." },
  { "rindex",
    bytes_rindex,
    1,
    3,
    .doc = "Return the highest index in B where subsection 'sub' is found, such that 'sub' is "
           "contained within B[start,end]." },
  { "startswith",
    bytes_startswith,
    1,
    3,
    .doc = "Return True if the bytes starts with the specified prefix, False otherwise." },
  { NULL },
};
