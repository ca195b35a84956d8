/* ml-bytes-codec.c: UTF-8, ASCII and Latin-1 */
#include <string.h>

#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-str.h"

typedef enum
{
  ENCODING_UTF8,
  ENCODING_ASCII,
  ENCODING_LATIN1
} Encoding;

typedef enum
{
  ERRORS_STRICT,
  ERRORS_IGNORE,
  ERRORS_REPLACE,
  ERRORS_BACKSLASH,
  ERRORS_XML
} Errors;

static const struct
{
  const char *name;
  Encoding encoding;
} encodings[] = {
  { "utf-8", ENCODING_UTF8 },       { "utf8", ENCODING_UTF8 },
  { "u8", ENCODING_UTF8 },          { "ascii", ENCODING_ASCII },
  { "us-ascii", ENCODING_ASCII },   { "latin-1", ENCODING_LATIN1 },
  { "latin1", ENCODING_LATIN1 },    { "iso-8859-1", ENCODING_LATIN1 },
  { "iso8859-1", ENCODING_LATIN1 }, { "l1", ENCODING_LATIN1 },
};

static const char *const encoding_names[] = { "utf-8", "ascii", "latin-1" };
static const char *const error_names[] = {
  "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
};

static gboolean
find_encoding (MlHeap *heap, MlObject *name, Encoding *encoding)
{
  g_autofree char *wanted = NULL;

  *encoding = ENCODING_UTF8;
  if (name == NULL)
    return TRUE;

  wanted = g_ascii_strdown (ml_str_get_utf8 (name, NULL), -1);
  g_strdelimit (wanted, "_ ", '-');

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_str_equal (wanted, encodings[i].name))
      {
        *encoding = encodings[i].encoding;
        return TRUE;
      }

  ml_raise (heap, heap->world->lookup_error, "unknown encoding: %s", ml_str_get_utf8 (name, NULL));
  return FALSE;
}

/* The handler is only looked up when there is an error: *@errors. */
static gboolean
find_errors (MlHeap *heap, MlObject *name, Errors *errors)
{
  *errors = ERRORS_STRICT;
  if (name == NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (error_names); i++)
    if (ml_str_equal_utf8 (name, error_names[i]))
      {
        *errors = i;
        return TRUE;
      }

  ml_raise (heap,
            heap->world->lookup_error,
            "unknown error handler name '%s'",
            ml_str_get_utf8 (name, NULL));
  return FALSE;
}

/* Encoding */

static gboolean
can_encode (Encoding encoding, gunichar c)
{
  switch (encoding)
    {
    case ENCODING_ASCII:
      return c < 0x80;
    case ENCODING_LATIN1:
      return c < 0x100;
    default:
      return g_unichar_type (c) != G_UNICODE_SURROGATE;
    }
}

static void
append_escape (GString *out, gunichar c)
{
  g_string_append_printf (out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

static void
raise_encode_error (MlHeap *heap, MlObject *text, Encoding encoding, gsize start)
{
  static const char *const reasons[] = {
    "surrogates not allowed",
    "ordinal not in range(128)",
    "ordinal not in range(256)",
  };
  g_autoptr (GString) shown = g_string_new (NULL);
  gsize end = start + 1;

  while (end < ml_str_get_length (text) && !can_encode (encoding, ml_str_read (text, end)))
    end++;

  if (end == start + 1)
    {
      g_string_append (shown, " '");
      append_escape (shown, ml_str_read (text, start));
      g_string_append_printf (shown, "' in position %" G_GSIZE_FORMAT, start);
    }
  else
    g_string_append_printf (
        shown, "s in position %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, start, end - 1);

  ml_raise (heap,
            heap->world->unicode_encode_error,
            "'%s' codec can't encode character%s: %s",
            encoding_names[encoding],
            shown->str,
            reasons[encoding]);
}

/* Appends what stands for a character that cannot be encoded. */
static void
append_substitute (GString *out, Errors errors, gunichar c)
{
  switch (errors)
    {
    case ERRORS_REPLACE:
      g_string_append_c (out, '?');
      break;
    case ERRORS_BACKSLASH:
      append_escape (out, c);
      break;
    case ERRORS_XML:
      g_string_append_printf (out, "&#%u;", c);
      break;
    default:
      break;
    }
}

MlObject *
ml_bytes_encode (MlHeap *heap, MlObject *text, MlObject *encoding_name, MlObject *errors_name)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Encoding encoding;
  Errors errors;

  if (!find_encoding (heap, encoding_name, &encoding))
    return NULL;

  for (gsize i = 0; i < ml_str_get_length (text); i++)
    {
      gunichar c = ml_str_read (text, i);

      if (can_encode (encoding, c))
        {
          if (encoding == ENCODING_UTF8)
            g_string_append_unichar (out, c);
          else
            g_string_append_c (out, (char) c);
          continue;
        }

      if (!find_errors (heap, errors_name, &errors))
        return NULL;

      if (errors == ERRORS_STRICT)
        {
          raise_encode_error (heap, text, encoding, i);
          return NULL;
        }

      append_substitute (out, errors, c);
    }

  return ml_bytes_new (heap, (const guint8 *) out->str, out->len);
}

/* Decoding */

/* How many bytes the sequence has that begins with @first; 0: none does. */
static gsize
get_sequence_length (guint8 first)
{
  if (first < 0x80)
    return 1;

  if (first >= 0xc2 && first <= 0xdf)
    return 2;

  if (first >= 0xe0 && first <= 0xef)
    return 3;

  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/* Whether @byte may be the second one: no overlong forms, no surrogates, nothing beyond U+10FFFF.
 */
static gboolean
may_follow (guint8 first, guint8 byte)
{
  guint8 low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  guint8 high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

  return byte >= low && byte <= high;
}

/* Reads one character. Returns how many bytes it has, or 0 with *@n_wrong, the bytes that are no
 * character, and *@reason. */
static gsize
decode_utf8 (const guint8 *at, gsize left, gunichar *c, gsize *n_wrong, const char **reason)
{
  gsize n = get_sequence_length (at[0]);

  *n_wrong = 1;
  *reason = "invalid start byte";
  if (n == 0)
    return 0;

  for (gsize i = 1; i < n; i++)
    {
      *n_wrong = i;

      if (i == left)
        {
          *reason = "unexpected end of data";
          return 0;
        }

      if (i == 1 ? !may_follow (at[0], at[1]) : (at[i] & 0xc0) != 0x80)
        {
          *reason = "invalid continuation byte";
          return 0;
        }
    }

  *c = g_utf8_get_char ((const char *) at);

  return n;
}

static gsize
decode_one (Encoding encoding,
            const guint8 *at,
            gsize left,
            gunichar *c,
            gsize *n_wrong,
            const char **reason)
{
  if (encoding == ENCODING_UTF8)
    return decode_utf8 (at, left, c, n_wrong, reason);

  *c = *at;
  *n_wrong = 1;
  *reason = "ordinal not in range(128)";

  return encoding == ENCODING_LATIN1 || *at < 0x80;
}

static void
raise_decode_error (MlHeap *heap,
                    Encoding encoding,
                    const guint8 *data,
                    gsize start,
                    gsize n,
                    const char *reason)
{
  g_autofree char *place = NULL;

  if (n == 1)
    place = g_strdup_printf (" 0x%02x in position %" G_GSIZE_FORMAT, data[start], start);
  else
    place = g_strdup_printf (
        "s in position %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, start, start + n - 1);

  ml_raise (heap,
            heap->world->unicode_decode_error,
            "'%s' codec can't decode byte%s: %s",
            encoding_names[encoding],
            place,
            reason);
}

MlObject *
ml_bytes_decode (MlHeap *heap, MlObject *self, MlObject *encoding_name, MlObject *errors_name)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  const char *reason;
  const guint8 *data;
  gsize length, n_wrong;
  Encoding encoding;
  Errors errors;

  if (!find_encoding (heap, encoding_name, &encoding))
    return NULL;

  data = ml_bytes_get_data (self, &length);

  for (gsize i = 0; i < length;)
    {
      gunichar c;
      gsize n = decode_one (encoding, data + i, length - i, &c, &n_wrong, &reason);

      if (n > 0)
        {
          ml_str_builder_append (&builder, c);
          i += n;
          continue;
        }

      if (!find_errors (heap, errors_name, &errors))
        return NULL;

      if (errors == ERRORS_STRICT || errors == ERRORS_XML)
        {
          raise_decode_error (heap, encoding, data, i, n_wrong, reason);
          return NULL;
        }

      if (errors == ERRORS_REPLACE)
        ml_str_builder_append (&builder, 0xfffd);

      for (gsize k = 0; k < n_wrong && errors == ERRORS_BACKSLASH; k++)
        ml_str_builder_append_printf (&builder, "\\x%02x", data[i + k]);

      i += n_wrong;
    }

  return ml_str_builder_end (&builder);
}
