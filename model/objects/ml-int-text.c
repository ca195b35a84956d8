/* ml-int-text.c: ints from digits, and digits of ints */
#include "ml-int.h"

#include <string.h>

#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-unicode.h"

/* An int of more bits has more than ML_INT_MAX_DIGITS decimal digits. */
#define MAX_DIGITS_BITS 14285

/* What is left of a text to be read as a number. */
typedef struct
{
  const char *at;
  const char *end;
} Reader;

static gboolean
is_power_of_two (int base)
{
  return (base & (base - 1)) == 0;
}

static int
get_digit (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';

  return g_ascii_isalpha (c) ? g_ascii_tolower (c) - 'a' + 10 : 36;
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && ml_unicode_is_space ((guchar) *reader->at))
    reader->at++;

  while (reader->at < reader->end && ml_unicode_is_space ((guchar) reader->end[-1]))
    reader->end--;
}

/* Reads "0x", "0o" and "0b" where @base allows them, and an underscore behind. Returns the base, or
 * -1 for a decimal number that begins with 0 where that is not allowed. */
static int
read_prefix (Reader *reader, int base)
{
  int prefix = 0;

  if (reader->end - reader->at >= 2 && reader->at[0] == '0')
    switch (g_ascii_tolower (reader->at[1]))
      {
      case 'x':
        prefix = 16;
        break;
      case 'o':
        prefix = 8;
        break;
      case 'b':
        prefix = 2;
        break;
      default:
        break;
      }

  if (prefix != 0 && (base == 0 || base == prefix))
    {
      reader->at += 2;
      if (reader->at < reader->end && *reader->at == '_')
        reader->at++;

      return prefix;
    }

  if (base != 0)
    return base;

  if (reader->at < reader->end && *reader->at == '0')
    for (const char *c = reader->at; c < reader->end; c++)
      if (*c != '0' && *c != '_')
        return -1;

  return 10;
}

/* The digits without their underscores; NULL if they are none. (transfer full) */
static char *
read_digits (Reader *reader, int base)
{
  g_autofree char *digits = g_malloc ((gsize) (reader->end - reader->at) + 1);
  gsize n = 0;
  char previous = '_';

  for (const char *c = reader->at; c < reader->end; c++)
    {
      if (*c != '_' && get_digit (*c) >= base)
        return NULL;

      if (*c == '_' && previous == '_')
        return NULL;

      if (*c != '_')
        digits[n++] = *c;

      previous = *c;
    }

  if (previous == '_')
    return NULL;

  digits[n] = '\0';

  return g_steal_pointer (&digits);
}

static MlObject *
from_digits (MlHeap *heap, const char *digits, int base, gboolean negative)
{
  MlObject *object;
  gint64 word = 0;
  mpz_t number;

  for (const char *c = digits; *c != '\0'; c++)
    if (__builtin_mul_overflow (word, base, &word) ||
        __builtin_sub_overflow (word, get_digit (*c), &word))
      {
        word = 1;
        break;
      }

  /* The word was counted downwards, where one more number fits. */
  if (word <= 0 && (negative || word != G_MININT64))
    return ml_int_new (heap, negative ? word : -word);

  mpz_init_set_str (number, digits, base);
  if (negative)
    mpz_neg (number, number);

  object = ml_int_new_mpz (heap, number);
  mpz_clear (number);

  return object;
}

/* NULL, with nothing raised, if @text is no number. */
static MlObject *
parse (MlHeap *heap, const char *text, gsize length, int base)
{
  g_autofree char *digits = NULL;
  Reader reader = { text, text + length };
  gboolean negative = FALSE;
  gsize n_digits;

  skip_blanks (&reader);

  if (reader.at < reader.end && (*reader.at == '+' || *reader.at == '-'))
    negative = *reader.at++ == '-';

  base = read_prefix (&reader, base);
  if (base < 0)
    return NULL;

  digits = read_digits (&reader, base);
  if (digits == NULL)
    return NULL;

  n_digits = strlen (digits);
  if (n_digits > ML_INT_MAX_DIGITS && !is_power_of_two (base))
    return ml_raise (heap,
                     heap->world->value_error,
                     "Exceeds the limit (%d digits) for integer string conversion: value has "
                     "%" G_GSIZE_FORMAT " digits; use sys.set_int_max_str_digits() to increase "
                     "the limit",
                     ML_INT_MAX_DIGITS,
                     n_digits);

  return from_digits (heap, digits, base, negative);
}

/* Says that @text, a str or bytes, is no number, in at most 200 characters of its repr. */
static void
raise_invalid (MlHeap *heap, MlObject *text, int base)
{
  MlObject *repr, *part;

  repr = ml_repr (heap, text);
  if (repr == NULL)
    return;

  part = ml_str_slice (heap, repr, 0, MIN (ml_str_get_length (repr), 200));
  ml_unref (heap, repr);
  if (part == NULL)
    return;

  ml_raise (heap,
            heap->world->value_error,
            "invalid literal for int() with base %d: %s",
            base,
            ml_str_get_utf8 (part, NULL));
  ml_unref (heap, part);
}

MlObject *
ml_int_from_str (MlHeap *heap, MlObject *text, int base)
{
  g_autofree char *ascii = ml_str_to_ascii_digits (text);
  MlObject *object;

  object = parse (heap, ascii, ml_str_get_length (text), base);

  if (object == NULL && heap->raised == NULL)
    raise_invalid (heap, text, base);

  return object;
}

MlObject *
ml_int_from_text (MlHeap *heap, const char *text, gssize length, int base)
{
  MlObject *str, *object;

  str = ml_str_from_utf8 (heap, text, length);
  if (str == NULL)
    return NULL;

  object = ml_int_from_str (heap, str, base);
  ml_unref (heap, str);

  return object;
}

char *
ml_int_to_digits (gconstpointer object, int base)
{
  MlIntView view;
  mpz_srcptr number = ml_int_view (object, &view);
  char *digits = g_malloc (mpz_sizeinbase (number, ABS (base)) + 2);

  return mpz_get_str (digits, base, number);
}

/* Writes a word from the end of @buffer backwards; returns where it begins. */
static char *
write_word (gint64 value, char *end)
{
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--end = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);

  if (value < 0)
    *--end = '-';

  return end;
}

/* Always a new object, one digit too. */
static MlObject *
to_new_str (MlHeap *heap, const char *digits, gsize length)
{
  MlStr *str = ml_str_allocate (heap, length, 127);

  if (str == NULL)
    return NULL;

  memcpy (str->data, digits, length);

  return &str->object;
}

MlObject *
ml_int_to_str (MlHeap *heap, MlObject *self)
{
  g_autofree char *digits = NULL;
  char buffer[24];
  char *end = buffer + sizeof buffer;
  char *start;

  if (G_LIKELY (ml_int_is_word (self)))
    {
      start = write_word (ml_int_get_word (self), end);
      return to_new_str (heap, start, (gsize) (end - start));
    }

  if (ml_int_get_bit_length (self) <= MAX_DIGITS_BITS)
    digits = ml_int_to_digits (self, 10);

  if (digits == NULL || strlen (digits) > ML_INT_MAX_DIGITS + (gsize) (digits[0] == '-'))
    return ml_raise (heap,
                     heap->world->value_error,
                     "Exceeds the limit (%d digits) for integer string conversion; use "
                     "sys.set_int_max_str_digits() to increase the limit",
                     ML_INT_MAX_DIGITS);

  return to_new_str (heap, digits, strlen (digits));
}
