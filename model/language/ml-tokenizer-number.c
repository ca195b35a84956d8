#include "ml-tokenizer-private.h"

#include <string.h>

static gboolean
fail_after (MlTokenizer *self, gsize n, char *message)
{
  return ml_tokenizer_fail_at (self, ML_SYNTAX_ERROR, self->cursor + n, message);
}

/* Digits with single underscores between them; at least one digit must stand at the cursor. */
static gboolean
skip_digits (MlTokenizer *self, const char *digits, const char *what)
{
  for (;;)
    {
      self->cursor += strspn (self->cursor, digits);

      if (*self->cursor != '_')
        return TRUE;

      self->cursor++;

      if (*self->cursor == '\0' || strchr (digits, *self->cursor) == NULL)
        return fail_after (self, 0, g_strdup_printf ("invalid %s literal", what));
    }
}

/* A keyword may follow a number directly ("1if x else y"): deprecated, but alive. */
static gboolean
is_at_keyword (const char *at)
{
  static const char *const words[] = { "and", "else", "for", "if", "in", "is", "not", "or" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
check_end (MlTokenizer *self, const char *what)
{
  if ((*self->cursor & 0x80) || !ml_tokenizer_is_identifier_byte (*self->cursor) ||
      is_at_keyword (self->cursor))
    return TRUE;

  return fail_after (self, 0, g_strdup_printf ("invalid %s literal", what));
}

static gboolean
read_radix (MlTokenizer *self, const char *digits, const char *what)
{
  self->cursor += 2;

  do
    {
      if (*self->cursor == '_')
        self->cursor++;

      if (*self->cursor == '\0' || strchr (digits, *self->cursor) == NULL)
        {
          if (g_ascii_isdigit (*self->cursor))
            return fail_after (
                self, 1, g_strdup_printf ("invalid digit '%c' in %s literal", *self->cursor, what));

          return fail_after (self, 0, g_strdup_printf ("invalid %s literal", what));
        }

      self->cursor += strspn (self->cursor, digits);
    }
  while (*self->cursor == '_');

  if (g_ascii_isdigit (*self->cursor))
    return fail_after (
        self, 1, g_strdup_printf ("invalid digit '%c' in %s literal", *self->cursor, what));

  return check_end (self, what);
}

static gboolean
read_imaginary (MlTokenizer *self)
{
  self->cursor++;

  return check_end (self, "imaginary");
}

/* What may follow the integer part: fraction, exponent, `j`. */
static gboolean
read_rest (MlTokenizer *self, const char *what)
{
  static const char digits[] = "0123456789";

  if (*self->cursor == '.')
    {
      what = "decimal";
      self->cursor++;

      if (g_ascii_isdigit (*self->cursor) && !skip_digits (self, digits, what))
        return FALSE;
    }

  if (*self->cursor == 'e' || *self->cursor == 'E')
    {
      gsize sign = self->cursor[1] == '+' || self->cursor[1] == '-';

      if (g_ascii_isdigit (self->cursor[1 + sign]))
        {
          self->cursor += 1 + sign;

          if (!skip_digits (self, digits, "decimal"))
            return FALSE;
        }
      else if (sign)
        {
          return fail_after (self, 2, g_strdup ("invalid decimal literal"));
        }
      else
        {
          return check_end (self, "decimal");
        }
    }

  if (*self->cursor == 'j' || *self->cursor == 'J')
    return read_imaginary (self);

  return check_end (self, "decimal");
}

/* Zeros in front are an error unless all digits are zero or a float or imaginary number follows. */
static gboolean
read_after_zero (MlTokenizer *self)
{
  const char *start = self->cursor;
  const char *zeros_end;
  gboolean nonzero;

  while (*self->cursor == '0' || *self->cursor == '_')
    {
      gboolean underscore = *self->cursor++ == '_';

      if (underscore && !g_ascii_isdigit (*self->cursor))
        return fail_after (self, 0, g_strdup ("invalid decimal literal"));
    }

  zeros_end = self->cursor;
  nonzero = g_ascii_isdigit (*self->cursor);

  if (nonzero && !skip_digits (self, "0123456789", "decimal"))
    return FALSE;

  if (nonzero && *self->cursor != '\0' && strchr (".eEjJ", *self->cursor) == NULL)
    {
      gboolean failed = ml_tokenizer_fail_at (self,
                                              ML_SYNTAX_ERROR,
                                              start + 1,
                                              g_strdup ("leading zeros in decimal integer literals "
                                                        "are not permitted; use an 0o prefix for "
                                                        "octal integers"));

      self->error->end_offset = self->error->offset + (zeros_end - start);
      return failed;
    }

  return read_rest (self, "decimal");
}

gboolean
ml_tokenizer_read_number (MlTokenizer *self, MlToken *token)
{
  const char *start = self->cursor;
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  char next = g_ascii_tolower (start[1]);
  gboolean fine;

  if (start[0] == '0' && next == 'x')
    fine = read_radix (self, "0123456789abcdefABCDEF", "hexadecimal");
  else if (start[0] == '0' && next == 'o')
    fine = read_radix (self, "01234567", "octal");
  else if (start[0] == '0' && next == 'b')
    fine = read_radix (self, "01", "binary");
  else if (start[0] == '0')
    fine = read_after_zero (self);
  else
    fine = (start[0] == '.' || skip_digits (self, "0123456789", "decimal")) &&
           read_rest (self, "decimal");

  return fine && ml_tokenizer_finish (self, token, ML_TOKEN_NUMBER, start, place);
}
