#include "ml-literal.h"

#include "ml-complex.h"
#include "ml-float.h"
#include "ml-int.h"

#include <string.h>

static char *
drop_underscores (const char *text, gsize length)
{
  char *plain = g_malloc (length + 1), *to = plain;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '_')
      *to++ = text[i];

  *to = '\0';

  return plain;
}

static MlObject *
make_int (MlHeap *heap, const char *text, char **error)
{
  static const struct
  {
    char letter;
    int base;
  } bases[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };
  gsize length = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (text[0] == '0' && g_ascii_tolower (text[1]) == bases[i].letter)
      return ml_int_from_text (heap, text + 2, length - 2, bases[i].base);

  if (length > ML_INT_MAX_DIGITS)
    {
      *error =
          g_strdup_printf ("Exceeds the limit (%d digits) for integer string conversion: value "
                           "has %" G_GSIZE_FORMAT " digits; use sys.set_int_max_str_digits() "
                           "to increase the limit - Consider hexadecimal for huge integer "
                           "literals to avoid decimal conversion limits.",
                           ML_INT_MAX_DIGITS,
                           length);
      return NULL;
    }

  return ml_int_from_text (heap, text, length, 10);
}

static gboolean
is_float (const char *text)
{
  gboolean hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');

  return !hexadecimal && strpbrk (text, ".eE") != NULL;
}

MlObject *
ml_literal_number (MlHeap *heap, const char *text, gsize length, char **error)
{
  g_autofree char *plain = drop_underscores (text, length);
  gsize n = strlen (plain);
  gboolean based =
      n > 1 && plain[0] == '0' && g_ascii_isalpha (plain[1]) && strchr ("jJeE", plain[1]) == NULL;

  if (!based && (plain[n - 1] == 'j' || plain[n - 1] == 'J'))
    return ml_complex_new (heap, 0.0, g_ascii_strtod (plain, NULL));

  if (!based && is_float (plain))
    return ml_float_new (heap, g_ascii_strtod (plain, NULL));

  return make_int (heap, plain, error);
}

/* Reads up to @n hexadecimal digits; returns how many there were. */
static gsize
read_hex (const char *text, const char *end, gsize n, guint32 *value)
{
  gsize i = 0;

  for (*value = 0; i < n && text + i < end && g_ascii_isxdigit (text[i]); i++)
    *value = *value * 16 + g_ascii_xdigit_value (text[i]);

  return i;
}

static gsize
read_octal (const char *text, const char *end, guint32 *value)
{
  gsize i = 0;

  for (*value = 0; i < 3 && text + i < end && text[i] >= '0' && text[i] <= '7'; i++)
    *value = *value * 8 + (text[i] - '0');

  return i;
}

/* The character of a one-letter escape; 0 if @letter is none. */
static char
get_simple_escape (char letter)
{
  static const char letters[] = "\\'\"abfnrtv";
  static const char values[] = "\\'\"\a\b\f\n\r\t\v";
  const char *at = letter != '\0' ? strchr (letters, letter) : NULL;

  return at != NULL ? values[at - letters] : '\0';
}

/* CPython hands the decoder a text in which what is not ASCII is an escape of ten characters: its
 * positions count so. */
static gsize
count_position (const char *text, const char *at)
{
  gsize n = 0;

  for (; text < at; text = g_utf8_next_char (text))
    n += (*text & 0x80) ? 10 : 1;

  return n;
}

static gboolean
fail_escape (const char *text, const char *from, const char *to, const char *reason, char **error)
{
  gsize first = count_position (text, from);
  gsize last = count_position (text, to) - 1;

  if (first == last)
    *error = g_strdup_printf ("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in "
                              "position %" G_GSIZE_FORMAT ": %s",
                              first,
                              reason);
  else
    *error =
        g_strdup_printf ("(unicode error) 'unicodeescape' codec can't decode bytes in position "
                         "%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT ": %s",
                         first,
                         last,
                         reason);

  return FALSE;
}

static gboolean
unescape_code (MlStrBuilder *builder,
               const char *text,
               const char **at,
               const char *end,
               char **error)
{
  const char *start = *at - 1;
  char letter = **at;
  gsize wanted = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
  guint32 code;
  gsize n = read_hex (*at + 1, end, wanted, &code);

  *at += 1 + n;

  if (n < wanted)
    return fail_escape (text,
                        start,
                        *at,
                        letter == 'x'   ? "truncated \\xXX escape"
                        : letter == 'u' ? "truncated \\uXXXX escape"
                                        : "truncated \\UXXXXXXXX escape",
                        error);

  if (code > 0x10ffff)
    return fail_escape (text, start, *at, "illegal Unicode character", error);

  ml_str_builder_append (builder, code);

  return TRUE;
}

static gboolean
unescape_name (const char *text, const char *at, const char *end, char **error)
{
  const char *close = at[1] == '{' ? memchr (at, '}', end - at) : NULL;

  if (at + 1 >= end || at[1] != '{' || close == NULL || close == at + 2)
    return fail_escape (text,
                        at - 1,
                        at + 1 < end && at[1] == '{' ? (close != NULL ? close + 1 : end) : at + 1,
                        "malformed \\N character escape",
                        error);

  return fail_escape (text, at - 1, close + 1, "unknown Unicode character name", error);
}

gboolean
ml_literal_unescape (MlStrBuilder *builder, const char *text, gsize length, char **error)
{
  const char *end = text + length, *at = text;

  while (at < end)
    {
      const char *backslash = memchr (at, '\\', end - at);
      guint32 code;
      char simple;
      gsize n;

      if (backslash == NULL)
        backslash = end;

      ml_str_builder_append_utf8 (builder, at, backslash - at);
      at = backslash + 1;

      if (backslash == end)
        return TRUE;

      /* Before a field of an f-string a backslash stands for itself. */
      if (at == end)
        {
          ml_str_builder_append (builder, '\\');
          return TRUE;
        }

      simple = get_simple_escape (*at);
      n = read_octal (at, end, &code);

      if (*at == '\n')
        at++;
      else if (simple != '\0')
        ml_str_builder_append (builder, (guchar) simple), at++;
      else if (n > 0)
        ml_str_builder_append (builder, code), at += n;
      else if (*at == 'N')
        return unescape_name (text, at, end, error);
      else if (strchr ("xuU", *at) == NULL)
        ml_str_builder_append (builder, '\\');
      else if (!unescape_code (builder, text, &at, end, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_byte (GByteArray *bytes, guint32 value)
{
  guint8 byte = value;

  g_byte_array_append (bytes, &byte, 1);
}

gboolean
ml_literal_unescape_bytes (GByteArray *bytes, const char *text, gsize length, char **error)
{
  const char *end = text + length, *at = text;

  while (at < end)
    {
      guint32 code;
      gsize n;

      if (*at != '\\' || at + 1 == end)
        {
          append_byte (bytes, *at++);
          continue;
        }

      at++;
      n = read_octal (at, end, &code);

      if (n > 0)
        {
          append_byte (bytes, code);
          at += n;
        }
      else if (*at == 'x')
        {
          if (read_hex (at + 1, end, 2, &code) < 2)
            {
              *error = g_strdup_printf ("(value error) invalid \\x escape at position "
                                        "%" G_GSIZE_FORMAT,
                                        (gsize) (at - 1 - text));
              return FALSE;
            }

          append_byte (bytes, code);
          at += 3;
        }
      else if (*at == '\n')
        {
          at++;
        }
      else if (get_simple_escape (*at) != '\0')
        {
          append_byte (bytes, get_simple_escape (*at++));
        }
      else
        {
          append_byte (bytes, '\\');
        }
    }

  return TRUE;
}
