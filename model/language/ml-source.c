#include "ml-source.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _MlSource
{
  char *name;
  char *text;
  gsize length;
  GArray *lines; /* gsize: where each line begins */
};

typedef enum
{
  ENCODING_UTF_8,
  ENCODING_ASCII,
  ENCODING_LATIN_1,
  ENCODING_OTHER
} Encoding;

/* Returns the encoding that a coding line names, or NULL: `coding[:=]\s*([-\w.]+)` in a comment. */
static char *
find_coding_in_line (const char *line, gsize length)
{
  g_autofree char *copy = g_strndup (line, length);
  const char *comment = copy + strspn (copy, " \t\f");
  const char *start;
  gsize n;

  if (*comment != '#')
    return NULL;

  for (start = strstr (comment, "coding"); start != NULL; start = strstr (start, "coding"))
    {
      start += strlen ("coding");

      if (*start != ':' && *start != '=')
        continue;

      start += 1 + strspn (start + 1, " \t");
      n = strspn (start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

      return n > 0 ? g_ascii_strdown (start, n) : NULL;
    }

  return NULL;
}

/* A coding line stands in the first line, or in the second if the first has only a comment or
 * nothing. */
static char *
find_coding (const char *bytes, gsize length)
{
  for (int line = 0; line < 2; line++)
    {
      const char *newline = memchr (bytes, '\n', length);
      gsize n = newline != NULL ? (gsize) (newline - bytes) : length;
      gsize blanks = 0;
      char *coding = find_coding_in_line (bytes, n);

      if (coding != NULL)
        return coding;

      while (blanks < n && strchr (" \t\f\r", bytes[blanks]) != NULL)
        blanks++;

      if (newline == NULL || (blanks < n && bytes[blanks] != '#'))
        return NULL;

      bytes += n + 1;
      length -= n + 1;
    }

  return NULL;
}

static Encoding
parse_encoding (const char *name)
{
  static const char *const utf_8[] = { "utf-8", "utf8", "u8", "utf-8-sig", "cp65001" };
  static const char *const ascii[] = { "ascii", "us-ascii", "646" };
  static const char *const latin_1[] = { "latin-1", "latin1", "latin",      "l1",
                                         "8859",    "cp819",  "iso-8859-1", "iso8859-1" };
  g_autofree char *plain = g_strdelimit (g_strdup (name), "_", '-');

  for (gsize i = 0; i < G_N_ELEMENTS (utf_8); i++)
    if (g_str_equal (plain, utf_8[i]))
      return ENCODING_UTF_8;

  for (gsize i = 0; i < G_N_ELEMENTS (ascii); i++)
    if (g_str_equal (plain, ascii[i]))
      return ENCODING_ASCII;

  for (gsize i = 0; i < G_N_ELEMENTS (latin_1); i++)
    if (g_str_equal (plain, latin_1[i]))
      return ENCODING_LATIN_1;

  return ENCODING_OTHER;
}

static guint32
count_lines (const char *bytes, gsize length)
{
  guint32 n = 1;

  for (gsize i = 0; i < length; i++)
    n += bytes[i] == '\n';

  return n;
}

static const char *
explain_bad_utf8 (const char *bytes, gsize length)
{
  guchar first = bytes[0];

  if (first < 0xc2 || first > 0xf4)
    return "invalid start byte";

  if (length < 2 || (first >= 0xe0 && length < 3 && (bytes[1] & 0xc0) == 0x80) ||
      (first >= 0xf0 && length < 4 && (bytes[1] & 0xc0) == 0x80 && (bytes[2] & 0xc0) == 0x80))
    return "unexpected end of data";

  return "invalid continuation byte";
}

static MlSyntaxError *
new_error_at (char *message, guint32 line)
{
  MlSyntaxError *error = ml_syntax_error_new (ML_SYNTAX_ERROR, message, NULL);

  error->line = error->end_line = line;

  return error;
}

static MlSyntaxError *
new_decoding_error (const char *codec, const char *bytes, gsize position, const char *reason)
{
  char *message =
      g_strdup_printf ("(unicode error) '%s' codec can't decode byte 0x%02x in position "
                       "%" G_GSIZE_FORMAT ": %s",
                       codec,
                       (guchar) bytes[position],
                       position,
                       reason);

  return new_error_at (message, count_lines (bytes, position));
}

static char *
decode_latin_1 (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + 16);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, (guchar) bytes[i]);

  return g_string_free (text, FALSE);
}

/* @declared: a coding line or a byte order mark says that it is UTF-8. */
static gboolean
check_utf8 (const char *name,
            const char *bytes,
            gsize length,
            gboolean declared,
            MlSyntaxError **error)
{
  const char *end;
  gsize position;

  if (g_utf8_validate_len (bytes, length, &end))
    return TRUE;

  position = end - bytes;

  if (declared)
    *error =
        new_decoding_error ("utf-8", bytes, position, explain_bad_utf8 (end, length - position));
  else
    *error =
        new_error_at (g_strdup_printf ("Non-UTF-8 code starting with '\\x%02x' in file %s on line "
                                       "%u, but no encoding declared; see "
                                       "https://peps.python.org/pep-0263/ for details",
                                       (guchar) *end,
                                       name,
                                       count_lines (bytes, position)),
                      0);

  return FALSE;
}

static gboolean
check_ascii (const char *bytes, gsize length, MlSyntaxError **error)
{

  for (gsize i = 0; i < length; i++)
    if (bytes[i] & 0x80)
      {
        *error = new_decoding_error ("ascii", bytes, i, "ordinal not in range(128)");
        return FALSE;
      }

  return TRUE;
}

static char *
convert (const char *bytes, gsize length, const char *coding, MlSyntaxError **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = g_convert (bytes, length, "UTF-8", coding, NULL, NULL, &reason);

  if (g_error_matches (reason, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION) ||
      g_error_matches (reason, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED))
    *error = new_error_at (g_strdup_printf ("encoding problem: %s", coding), 0);
  else if (reason != NULL)
    *error = new_error_at (
        g_strdup_printf ("(unicode error) '%s' codec: %s", coding, reason->message), 0);

  return text;
}

static MlSyntaxError *
new_null_error (const char *bytes, const char *zero)
{
  char *message = g_strdup ("source code cannot contain null bytes");
  MlSyntaxError *error = new_error_at (message, count_lines (bytes, zero - bytes));
  const char *start = zero;

  while (start > bytes && start[-1] != '\n')
    start--;

  error->text = g_utf8_make_valid (start, zero - start);

  return error;
}

static char *
decode (const char *name, const char *bytes, gsize length, MlSyntaxError **error)
{
  gboolean marked = length >= 3 && memcmp (bytes, BYTE_ORDER_MARK, 3) == 0;
  g_autofree char *coding = NULL;
  const char *zero = memchr (bytes, '\0', length);
  Encoding encoding;

  if (zero != NULL)
    {
      *error = new_null_error (bytes, zero);
      return NULL;
    }

  if (marked)
    {
      bytes += 3;
      length -= 3;
    }

  coding = find_coding (bytes, length);
  encoding = coding == NULL ? ENCODING_UTF_8 : parse_encoding (coding);

  if (marked && encoding != ENCODING_UTF_8)
    {
      const char *official = encoding == ENCODING_LATIN_1 ? "iso-8859-1" : coding;

      *error = new_error_at (g_strdup_printf ("encoding problem: %s with BOM", official), 0);
      return NULL;
    }

  switch (encoding)
    {
    case ENCODING_LATIN_1:
      return decode_latin_1 (bytes, length);

    case ENCODING_OTHER:
      return convert (bytes, length, coding, error);

    case ENCODING_ASCII:
      return check_ascii (bytes, length, error) ? g_strndup (bytes, length) : NULL;

    case ENCODING_UTF_8:
    default:
      return check_utf8 (name, bytes, length, marked || coding != NULL, error)
                 ? g_strndup (bytes, length)
                 : NULL;
    }
}

/* Makes "\r\n" and "\r" into "\n", in place; returns the new length. */
static gsize
unify_newlines (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (from[0] == '\r' && from[1] == '\n')
        continue;

      *to++ = *from == '\r' ? '\n' : *from;
    }

  *to = '\0';

  return to - text;
}

static void
find_lines (MlSource *self)
{
  gsize start = 0;

  self->lines = g_array_new (FALSE, FALSE, sizeof (gsize));

  while (start < self->length)
    {
      const char *newline = memchr (self->text + start, '\n', self->length - start);

      g_array_append_val (self->lines, start);
      start = newline + 1 - self->text;
    }
}

MlSource *
ml_source_new (const char *name, const char *bytes, gsize length, MlSyntaxError **error)
{
  MlSource *self;
  char *text;
  gsize n;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  text = decode (name, bytes, length, error);

  if (text == NULL)
    return NULL;

  n = unify_newlines (text);

  if (n > 0 && text[n - 1] != '\n')
    {
      text = g_realloc (text, n + 2);
      text[n++] = '\n';
      text[n] = '\0';
    }

  self = g_atomic_rc_box_new0 (MlSource);
  self->name = g_strdup (name);
  self->text = text;
  self->length = n;
  find_lines (self);

  return self;
}

static void
finalize (gpointer data)
{
  MlSource *self = data;

  g_array_unref (self->lines);
  g_free (self->text);
  g_free (self->name);
}

MlSource *
ml_source_ref (MlSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ml_source_unref (MlSource *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

const char *
ml_source_get_name (const MlSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

const char *
ml_source_get_text (const MlSource *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->text;
}

guint32
ml_source_get_n_lines (const MlSource *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

const char *
ml_source_get_line (const MlSource *self, guint32 line, gsize *length)
{
  gsize start, end;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  if (line == 0 || line > self->lines->len)
    return NULL;

  start = g_array_index (self->lines, gsize, line - 1);
  end = line < self->lines->len ? g_array_index (self->lines, gsize, line) : self->length;
  *length = end - 1 - start;

  return self->text + start;
}

char *
ml_source_dup_line (const MlSource *self, guint32 line)
{
  gsize length;
  const char *text = ml_source_get_line (self, line, &length);

  return text != NULL ? g_strndup (text, length) : NULL;
}

guint32
ml_source_find_line (const MlSource *self, gsize offset)
{
  guint32 low = 0, high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->lines->len;

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (g_array_index (self->lines, gsize, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low + 1;
}
