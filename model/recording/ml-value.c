/* ml-value.c: plain values, written as the program would write them */
#include "ml-value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

gboolean
ml_value_is_plain (const MlThing *thing)
{
  g_return_val_if_fail (thing != NULL, FALSE);

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_NONE:
    case ML_KIND_BOOL:
    case ML_KIND_INT:
    case ML_KIND_FLOAT:
    case ML_KIND_STR:
    case ML_KIND_BYTES:
      return TRUE;
    default:
      return FALSE;
    }
}

/* As Python's repr(): the shortest digits that read back as the same number, with an exponent only
 * for the very small and the very large. */
static char *
write_double (double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];
  int exponent, precision = 0;

  if (isnan (number))
    return g_strdup ("nan");

  if (isinf (number))
    return g_strdup (number < 0 ? "-inf" : "inf");

  do
    {
      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
    }
  while (g_ascii_strtod (digits, NULL) != number && ++precision < 17);

  exponent = atoi (strchr (digits, 'e') + 1);

  if (exponent < -4 || exponent >= 16)
    return g_strdup (digits);

  g_snprintf (format, sizeof format, "%%.%df", MAX (precision - exponent, 1));
  g_ascii_formatd (digits, sizeof digits, format, number);

  return g_strdup (digits);
}

static void
append_escaped (GString *text, gunichar c, char quote)
{
  switch (c)
    {
    case '\n':
      g_string_append (text, "\\n");
      return;
    case '\r':
      g_string_append (text, "\\r");
      return;
    case '\t':
      g_string_append (text, "\\t");
      return;
    default:
      break;
    }

  if (c == '\\' || c == (gunichar) quote)
    g_string_append_printf (text, "\\%c", (char) c);
  else if (g_unichar_isprint (c))
    g_string_append_unichar (text, c);
  else if (c < 0x100)
    g_string_append_printf (text, "\\x%02x", c);
  else
    g_string_append_printf (text, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

static char *
write_quoted (const MlValue *value, char quote, guint longest)
{
  GString *text = g_string_new (NULL);
  const char *end = value->text + value->length;
  guint n = 0;

  g_string_append_c (text, quote);

  for (const char *at = value->text; at < end; at = g_utf8_next_char (at))
    {
      if (n++ == longest)
        {
          g_string_append (text, "…");
          break;
        }

      append_escaped (text, g_utf8_get_char (at), quote);
    }

  g_string_append_c (text, quote);

  return g_string_free (text, FALSE);
}

/* The digits of a large number, or bytes, which were written out already: both ends are kept. */
static char *
write_digits (const MlValue *value, guint longest)
{
  g_autofree char *text = g_strndup (value->text, value->length);
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;

  if (length <= longest)
    return g_steal_pointer (&text);

  head = g_utf8_substring (text, 0, longest / 2);
  tail = g_utf8_substring (text, length - longest / 4, length);

  return g_strconcat (head, "…", tail, NULL);
}

char *
ml_value_write (const MlThing *thing, char quote, guint longest)
{
  const MlValue *value;

  g_return_val_if_fail (thing != NULL, NULL);

  if (!ml_value_is_plain (thing))
    return NULL;

  value = &thing->value;

  switch (value->type)
    {
    case ML_VALUE_INT:
      if (thing->kind == ML_KIND_BOOL)
        return g_strdup (value->integer != 0 ? "True" : "False");
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

    case ML_VALUE_DOUBLE:
      return write_double (value->number);

    case ML_VALUE_TEXT:
      if (thing->kind == ML_KIND_STR)
        return write_quoted (value, quote, longest);
      return write_digits (value, longest);

    case ML_VALUE_NONE:
    default:
      return g_strdup ("None");
    }
}
