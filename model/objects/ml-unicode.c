#include "ml-unicode.h"

#include "ml-unicode-tables.h"

#define IS_IN(ranges, c) is_in ((ranges), G_N_ELEMENTS (ranges), (c))

static gboolean
is_in (const Range *ranges, gsize n, gunichar c)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (c > ranges[middle].last)
        low = middle + 1;
      else if (c < ranges[middle].first)
        high = middle;
      else
        return TRUE;
    }

  return FALSE;
}

gboolean
ml_unicode_is_space (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);

  switch (g_unichar_type (c))
    {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return c == 0x85;
    }
}

gboolean
ml_unicode_is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

gboolean
ml_unicode_is_printable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    case G_UNICODE_SPACE_SEPARATOR:
      return c == ' ';
    default:
      return TRUE;
    }
}

gboolean
ml_unicode_is_lower (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_LOWERCASE_LETTER || IS_IN (other_lower, c);
}

gboolean
ml_unicode_is_upper (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_UPPERCASE_LETTER || IS_IN (other_upper, c);
}

gboolean
ml_unicode_is_cased (gunichar c)
{
  return ml_unicode_is_lower (c) || ml_unicode_is_upper (c) ||
         g_unichar_type (c) == G_UNICODE_TITLECASE_LETTER;
}

gboolean
ml_unicode_is_case_ignorable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_FORMAT:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_MODIFIER_SYMBOL:
      return TRUE;
    default:
      return IS_IN (other_ignorables, c);
    }
}

gboolean
ml_unicode_is_decimal (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_DECIMAL_NUMBER;
}

gboolean
ml_unicode_is_digit (gunichar c)
{
  return ml_unicode_is_decimal (c) || IS_IN (other_digits, c);
}

gboolean
ml_unicode_is_numeric (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return TRUE;
    default:
      return IS_IN (numeric_letters, c);
    }
}

gboolean
ml_unicode_starts_name (gunichar c)
{
  if (c < 0x80)
    return c == '_' || g_ascii_isalpha (c);

  if (g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_LETTER_NUMBER)
    return !IS_IN (never_name_starts, c);

  return IS_IN (other_name_starts, c);
}

gboolean
ml_unicode_goes_on_name (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
      return !IS_IN (never_name_parts, c);
    default:
      return IS_IN (other_name_parts, c);
    }
}

int
ml_unicode_get_digit (gunichar c)
{
  return ml_unicode_is_decimal (c) ? g_unichar_digit_value (c) : -1;
}

static const CaseMapping *
find_mapping (gunichar c)
{
  gsize low = 0, high = G_N_ELEMENTS (case_mappings);

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (c == case_mappings[middle].character)
        return &case_mappings[middle];

      if (c > case_mappings[middle].character)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static guint
copy_mapping (const guint32 *mapping, gunichar *out)
{
  guint n = 0;

  while (n < ML_UNICODE_MAX_CASE && mapping[n] != 0)
    {
      out[n] = mapping[n];
      n++;
    }

  return n;
}

/* Numerals and letters in circles have two cases without being letters, so GLib leaves them alone.
 */

static gunichar
to_lower (gunichar c)
{
  if (c >= 0x2160 && c <= 0x216f)
    return c + 0x10;

  return c >= 0x24b6 && c <= 0x24cf ? c + 26 : g_unichar_tolower (c);
}

static gunichar
to_upper (gunichar c)
{
  if (c >= 0x2170 && c <= 0x217f)
    return c - 0x10;

  if (c == 0x345)
    return 0x399;

  return c >= 0x24d0 && c <= 0x24e9 ? c - 26 : g_unichar_toupper (c);
}

static gunichar
to_title (gunichar c)
{
  gunichar upper = to_upper (c);

  /* Georgian has capitals for whole words only. */
  if (c >= 0x10d0 && c <= 0x10ff)
    return c;

  return upper == g_unichar_toupper (c) ? g_unichar_totitle (c) : upper;
}

guint
ml_unicode_to_lower (gunichar c, gunichar out[ML_UNICODE_MAX_CASE])
{
  if (c == 0x130)
    {
      /* The only one that becomes two: i with its dot beside it. */
      out[0] = 'i';
      out[1] = 0x307;
      return 2;
    }

  out[0] = to_lower (c);

  return 1;
}

guint
ml_unicode_to_upper (gunichar c, gunichar out[ML_UNICODE_MAX_CASE])
{
  const CaseMapping *mapping = c < 0x80 ? NULL : find_mapping (c);

  if (mapping != NULL)
    return copy_mapping (mapping->upper, out);

  out[0] = to_upper (c);

  return 1;
}

guint
ml_unicode_to_title (gunichar c, gunichar out[ML_UNICODE_MAX_CASE])
{
  const CaseMapping *mapping = c < 0x80 ? NULL : find_mapping (c);

  if (mapping != NULL)
    return copy_mapping (mapping->title, out);

  out[0] = to_title (c);

  return 1;
}

guint
ml_unicode_fold (gunichar c, gunichar out[ML_UNICODE_MAX_CASE])
{
  const CaseMapping *mapping = c < 0x80 ? NULL : find_mapping (c);
  g_autofree char *folded = NULL;
  char text[8];

  if (mapping != NULL)
    return copy_mapping (mapping->fold, out);

  if (c < 0x80 || !g_unichar_validate (c))
    {
      out[0] = c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : c;
      return 1;
    }

  /* Cherokee letters are folded to capitals, which these are. */
  if (c >= 0x13a0 && c <= 0x13f5)
    {
      out[0] = c;
      return 1;
    }

  folded = g_utf8_casefold (text, g_unichar_to_utf8 (c, text));
  out[0] = g_utf8_get_char (folded);

  return 1;
}
