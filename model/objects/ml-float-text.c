/* ml-float-text.c: floats from text, and the shortest text of a float */
#include "ml-float.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ml-unicode.h"

/* Any text of so many digits, as a double, gives the same digits back. */
#define SURE_DIGITS 15

/* So many digits tell any two doubles apart. */
#define ENOUGH_DIGITS 17

/* From here on, and below 1e-4, repr uses an exponent. */
#define FIRST_EXPONENT_POINT 16
#define LAST_EXPONENT_POINT -4

/* Reading */

/* Skips digits with single underscores between them; NULL if an underscore stands elsewhere. Digits
 * go to @out. */
static const char *
copy_digits (const char *at, const char *end, GString *out, gsize *n)
{
  *n = 0;

  while (at < end)
    {
      if (g_ascii_isdigit (*at))
        {
          g_string_append_c (out, *at);
          *n += 1;
        }
      else if (*at == '_')
        {
          if (*n == 0 || at[-1] == '_' || at + 1 == end || !g_ascii_isdigit (at[1]))
            return NULL;
        }
      else
        break;

      at++;
    }

  return at;
}

static gboolean
parse_word (const char *at, const char *end, double *value)
{
  gsize n = (gsize) (end - at);

  if ((n == 3 && g_ascii_strncasecmp (at, "inf", n) == 0) ||
      (n == 8 && g_ascii_strncasecmp (at, "infinity", n) == 0))
    *value = INFINITY;
  else if (n == 3 && g_ascii_strncasecmp (at, "nan", n) == 0)
    *value = NAN;
  else
    return FALSE;

  return TRUE;
}

/* digits [. digits] [e [sign] digits], in which one of the first two may be missing. */
static gboolean
parse_decimal (const char *at, const char *end, double *value)
{
  g_autoptr (GString) number = g_string_new (NULL);
  gsize n_whole, n_fraction = 0, n_exponent;

  at = copy_digits (at, end, number, &n_whole);

  if (at != NULL && at < end && *at == '.')
    {
      g_string_append_c (number, '.');
      at = copy_digits (at + 1, end, number, &n_fraction);
    }

  if (at == NULL || n_whole + n_fraction == 0)
    return FALSE;

  if (at < end && (*at == 'e' || *at == 'E'))
    {
      g_string_append_c (number, 'e');
      at++;

      if (at < end && (*at == '+' || *at == '-'))
        g_string_append_c (number, *at++);

      at = copy_digits (at, end, number, &n_exponent);
      if (at == NULL || n_exponent == 0)
        return FALSE;
    }

  if (at != end)
    return FALSE;

  *value = g_ascii_strtod (number->str, NULL);

  return TRUE;
}

gboolean
ml_float_parse (const char *text, gssize length, double *value)
{
  const char *at = text;
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  gboolean negative = FALSE;

  while (at < end && ml_unicode_is_space ((guchar) *at))
    at++;

  while (at < end && ml_unicode_is_space ((guchar) end[-1]))
    end--;

  if (at < end && (*at == '+' || *at == '-'))
    negative = *at++ == '-';

  if (!parse_word (at, end, value) && !parse_decimal (at, end, value))
    return FALSE;

  if (negative)
    *value = -*value;

  return TRUE;
}

/* Writing */

/* @value rounded to @n significant digits, 1 to 17, which are written without a point; returns
 * where the point stands, as in ml_float_get_digits(). */
static int
round_to_digits (double value, int n, char *digits)
{
  char text[ML_FLOAT_TEXT_SIZE], format[8];
  int at = 1;

  g_snprintf (format, sizeof format, "%%.%de", n - 1);
  g_ascii_formatd (text, sizeof text, format, value);

  digits[0] = text[0];
  if (text[1] == '.')
    for (at = 2; text[at] != 'e'; at++)
      digits[at - 1] = text[at];

  digits[n] = '\0';

  return (int) g_ascii_strtoll (text + at + 1, NULL, 10) + 1;
}

static double
read_digits (const char *digits, int point)
{
  char text[ML_FLOAT_TEXT_SIZE + 16];

  g_snprintf (text, sizeof text, "0.%se%d", digits, point);

  return g_ascii_strtod (text, NULL);
}

/* Adds @by, 1 or -1, to the number that the digits are; FALSE if that changes how many they are. */
static gboolean
step_digits (char *digits, int by)
{
  char wrapped = by > 0 ? '0' : '9', last = by > 0 ? '9' : '0';
  gsize i = strlen (digits);

  while (i-- > 0)
    {
      if (digits[i] != last)
        {
          digits[i] = (char) (digits[i] + by);
          return digits[0] != '0';
        }

      digits[i] = wrapped;
    }

  return FALSE;
}

/* Beside a power of two doubles lie twice as close below as above, so that a neighbour of the
 * nearest text may do where the nearest does not. Elsewhere the nearest is the best. */
static gboolean
is_power_of_two (double value)
{
  int exponent;

  return frexp (value, &exponent) == 0.5;
}

/* Rounds to @n digits; TRUE if these give @value back. */
static gboolean
try_digits (double value, int n, char *digits, int *point)
{
  char nearest[ML_FLOAT_TEXT_SIZE];

  *point = round_to_digits (value, n, digits);
  if (read_digits (digits, *point) == value)
    return TRUE;

  if (!is_power_of_two (value))
    return FALSE;

  strcpy (nearest, digits);

  for (int by = -1; by <= 1; by += 2)
    {
      strcpy (digits, nearest);
      if (step_digits (digits, by) && read_digits (digits, *point) == value)
        return TRUE;
    }

  return FALSE;
}

static void
drop_trailing_zeros (char *digits)
{
  gsize n = strlen (digits);

  while (n > 1 && digits[n - 1] == '0')
    digits[--n] = '\0';
}

void
ml_float_get_digits (double value, char digits[ML_FLOAT_TEXT_SIZE], int *point)
{
  /* A subnormal has fewer bits, and so perhaps fewer digits than are sure for the others. */
  int n = isnormal (value) ? SURE_DIGITS : 1;

  if (value == 0)
    {
      strcpy (digits, "0");
      *point = 1;
      return;
    }

  while (n < ENOUGH_DIGITS && !try_digits (value, n, digits, point))
    n++;

  if (n == ENOUGH_DIGITS)
    *point = round_to_digits (value, n, digits);

  drop_trailing_zeros (digits);
}

static char *
put_n (char *out, char c, int n)
{
  for (int i = 0; i < n; i++)
    *out++ = c;

  return out;
}

/* 123.0, 0.00123: @point digits stand before the point. */
static void
write_plain (char *out, const char *digits, int point)
{
  int n = (int) strlen (digits);

  if (point <= 0)
    {
      *out++ = '0';
      *out++ = '.';
      out = put_n (out, '0', -point);
      strcpy (out, digits);
      return;
    }

  for (int i = 0; i < point; i++)
    *out++ = i < n ? digits[i] : '0';

  *out++ = '.';
  strcpy (out, point < n ? digits + point : "0");
}

/* 1.23e+20 */
static void
write_exponent (char *out, const char *digits, int point)
{
  *out++ = digits[0];

  if (digits[1] != '\0')
    {
      *out++ = '.';
      out = stpcpy (out, digits + 1);
    }

  sprintf (out, "e%c%02d", point > 0 ? '+' : '-', ABS (point - 1));
}

void
ml_float_write (double value, char text[ML_FLOAT_TEXT_SIZE])
{
  char digits[ML_FLOAT_TEXT_SIZE];
  int point;

  if (isnan (value))
    {
      strcpy (text, "nan");
      return;
    }

  if (signbit (value))
    *text++ = '-';

  if (isinf (value))
    {
      strcpy (text, "inf");
      return;
    }

  ml_float_get_digits (fabs (value), digits, &point);

  if (point > FIRST_EXPONENT_POINT || point - 1 < LAST_EXPONENT_POINT)
    write_exponent (text, digits, point);
  else
    write_plain (text, digits, point);
}
