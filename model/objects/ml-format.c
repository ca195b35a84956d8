#include "ml-format.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str-private.h"

/* A number in pieces, as it is laid out: padding, sign, prefix, grouped digits, the rest. All
 * ASCII. */
typedef struct
{
  char sign;          /* 0: none */
  const char *prefix; /* "0x" */
  const char *digits; /* before the point */
  gsize n_digits;
  const char *rest; /* the fraction, the exponent, the percent sign */
} Number;

/* Reading a specification */

typedef struct
{
  MlObject *text;
  gsize at;
  gsize length;
} Reader;

static gunichar
peek (const Reader *reader, gsize ahead)
{
  gsize at = reader->at + ahead;

  return at < reader->length ? ml_str_read (reader->text, at) : 0;
}

static gboolean
is_align (gunichar c)
{
  return c == '<' || c == '>' || c == '=' || c == '^';
}

static void
read_alignment (Reader *reader, MlFormatSpec *spec)
{
  if (is_align (peek (reader, 1)))
    {
      spec->fill = peek (reader, 0);
      spec->align = (char) peek (reader, 1);
      spec->has_fill = TRUE;
      reader->at += 2;
    }
  else if (is_align (peek (reader, 0)))
    {
      spec->align = (char) peek (reader, 0);
      reader->at++;
    }
}

static gboolean
skip (Reader *reader, gunichar c)
{
  if (peek (reader, 0) != c)
    return FALSE;

  reader->at++;

  return TRUE;
}

/* Reads a number; *@value is left as it is if there is none. */
static gboolean
read_number (MlHeap *heap, Reader *reader, gssize *value)
{
  gssize number = 0;

  if (!g_unichar_isdigit (peek (reader, 0)))
    return TRUE;

  while (reader->at < reader->length && g_unichar_isdigit (peek (reader, 0)))
    {
      int digit = g_unichar_digit_value (peek (reader, 0));

      if (__builtin_mul_overflow (number, 10, &number) ||
          __builtin_add_overflow (number, digit, &number))
        {
          ml_raise (heap, heap->world->value_error, "Too many decimal digits in format string");
          return FALSE;
        }

      reader->at++;
    }

  *value = number;

  return TRUE;
}

static gboolean
read_grouping (MlHeap *heap, Reader *reader, MlFormatSpec *spec)
{
  for (gunichar c = peek (reader, 0); c == ',' || c == '_'; c = peek (reader, 0))
    {
      /* The same one twice is left over, and no specification. */
      if (spec->grouping == (char) c)
        break;

      if (spec->grouping != 0)
        {
          ml_raise (heap, heap->world->value_error, "Cannot specify both ',' and '_'.");
          return FALSE;
        }

      spec->grouping = (char) c;
      reader->at++;
    }

  return TRUE;
}

static gboolean
may_group (MlHeap *heap, const MlFormatSpec *spec)
{
  if (spec->grouping == 0 || spec->type == 0 ||
      (spec->type < 0x80 && strchr ("defgEG%F", (int) spec->type) != NULL))
    return TRUE;

  if (spec->grouping == '_' && spec->type < 0x80 && strchr ("boxX", (int) spec->type) != NULL)
    return TRUE;

  if (spec->type > 32 && spec->type < 128)
    ml_raise (heap,
              heap->world->value_error,
              "Cannot specify '%c' with '%c'.",
              spec->grouping,
              (char) spec->type);
  else
    ml_raise (heap,
              heap->world->value_error,
              "Cannot specify '%c' with '\\x%x'.",
              spec->grouping,
              spec->type);

  return FALSE;
}

static gboolean
read_precision (MlHeap *heap, Reader *reader, MlFormatSpec *spec)
{
  if (!skip (reader, '.'))
    return TRUE;

  if (!read_number (heap, reader, &spec->precision))
    return FALSE;

  if (spec->precision >= 0)
    return TRUE;

  ml_raise (heap, heap->world->value_error, "Format specifier missing precision");
  return FALSE;
}

gboolean
ml_format_parse (MlHeap *heap, MlFormatSpec *spec, MlObject *text, const char *type_name)
{
  Reader reader = { text, 0, ml_str_get_length (text) };
  gunichar sign;

  *spec = (MlFormatSpec){ .fill = ' ', .width = -1, .precision = -1 };
  read_alignment (&reader, spec);

  sign = peek (&reader, 0);
  if (sign == '+' || sign == '-' || sign == ' ')
    {
      spec->sign = (char) sign;
      reader.at++;
    }

  spec->no_negative_zero = skip (&reader, 'z');
  spec->alternate = skip (&reader, '#');

  if (!spec->has_fill && skip (&reader, '0'))
    {
      spec->fill = '0';
      spec->zeros = spec->align == 0;
    }

  if (!read_number (heap, &reader, &spec->width) || !read_grouping (heap, &reader, spec) ||
      !read_precision (heap, &reader, spec))
    return FALSE;

  if (reader.length - reader.at > 1)
    {
      ml_raise (heap,
                heap->world->value_error,
                "Invalid format specifier '%s' for object of type '%s'",
                ml_str_get_utf8 (text, NULL),
                type_name);
      return FALSE;
    }

  spec->type = peek (&reader, 0);

  return may_group (heap, spec);
}

static MlObject *
raise_unknown (MlHeap *heap, const MlFormatSpec *spec, MlObject *value)
{
  if (spec->type > 32 && spec->type < 128)
    return ml_raise (heap,
                     heap->world->value_error,
                     "Unknown format code '%c' for object of type '%s'",
                     (char) spec->type,
                     value->type->name);

  return ml_raise (heap,
                   heap->world->value_error,
                   "Unknown format code '\\x%x' for object of type '%s'",
                   spec->type,
                   value->type->name);
}

/* Layout */

/* How many fill characters go before, inside (behind the sign) and behind @length characters. */
static void
divide_padding (const MlFormatSpec *spec, gsize length, char otherwise, gsize padding[3])
{
  char align = spec->align != 0 ? spec->align : spec->zeros ? '=' : otherwise;
  gsize total = spec->width > (gssize) length ? (gsize) spec->width - length : 0;

  padding[0] = align == '>' ? total : align == '^' ? total / 2 : 0;
  padding[1] = align == '=' ? total : 0;
  padding[2] = total - padding[0] - padding[1];
}

static gsize
grouped_length (gsize n_digits, gsize group)
{
  return n_digits == 0 || group == 0 ? n_digits : n_digits + (n_digits - 1) / group;
}

/* Appends the digits, with @n_zeros zeros before them, and a separator between groups. */
static void
append_grouped (MlStrBuilder *builder,
                const Number *number,
                gsize n_zeros,
                gsize group,
                char separator)
{
  gsize n = n_zeros + number->n_digits;

  for (gsize i = 0; i < n; i++)
    {
      if (group != 0 && i > 0 && (n - i) % group == 0)
        ml_str_builder_append (builder, (guchar) separator);

      ml_str_builder_append (builder, i < n_zeros ? '0' : (guchar) number->digits[i - n_zeros]);
    }
}

static MlObject *
lay_out (MlHeap *heap, const MlFormatSpec *spec, const Number *number)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gboolean fills_with_zeros = spec->fill == '0' && (spec->align == '=' || spec->zeros);
  gsize group = 0, n_zeros = 0, padding[3];
  gsize around = (number->sign != 0) + strlen (number->prefix) + strlen (number->rest);

  if (spec->grouping != 0)
    group = spec->type != 0 && strchr ("boxX", (int) spec->type) != NULL ? 4 : 3;

  /* Zeros that fill are digits, and grouped like them. */
  if (fills_with_zeros && group != 0 && number->n_digits != 0)
    while ((gssize) (around + grouped_length (number->n_digits + n_zeros, group)) < spec->width)
      n_zeros++;

  divide_padding (spec, around + grouped_length (number->n_digits + n_zeros, group), '>', padding);

  ml_str_builder_append_n (&builder, spec->fill, padding[0]);
  if (number->sign != 0)
    ml_str_builder_append (&builder, (guchar) number->sign);

  ml_str_builder_append_ascii (&builder, number->prefix, strlen (number->prefix));
  ml_str_builder_append_n (&builder, spec->fill, padding[1]);
  append_grouped (&builder, number, n_zeros, group, spec->grouping);
  ml_str_builder_append_ascii (&builder, number->rest, strlen (number->rest));
  ml_str_builder_append_n (&builder, spec->fill, padding[2]);

  return ml_str_builder_end (&builder);
}

static char
choose_sign (const MlFormatSpec *spec, gboolean negative)
{
  if (negative)
    return '-';

  return spec->sign == '-' ? 0 : spec->sign;
}

/* Doubles */

static char *
print_double (double value, char type, int precision, gboolean alternate)
{
  g_autofree char *format = g_strdup_printf ("%%%s.%d%c", alternate ? "#" : "", precision, type);
  gsize size = (gsize) precision + DBL_MAX_10_EXP + 16;
  char *text = g_malloc (size);

  g_ascii_formatd (text, (int) size, format, value);

  return text;
}

/* Removes the zeros at the end of the fraction of "1.500e+20", and a point with nothing behind it.
 */
static void
drop_trailing_zeros (char *text)
{
  char *e = strchr (text, 'e');
  char *end = e;

  if (strchr (text, '.') == NULL)
    return;

  while (end[-1] == '0')
    end--;

  if (end[-1] == '.')
    end--;

  memmove (end, e, strlen (e) + 1);
}

/* In @precision significant digits; with an exponent from 10 ** @limit on, and below 1e-4. */
static char *
format_general (double value, int precision, int limit, gboolean alternate)
{
  g_autofree char *scientific = print_double (value, 'e', precision - 1, alternate);
  int exponent = (int) g_ascii_strtoll (strchr (scientific, 'e') + 1, NULL, 10);

  if (exponent < -4 || exponent >= limit)
    {
      if (!alternate)
        drop_trailing_zeros (scientific);

      return g_steal_pointer (&scientific);
    }

  if (alternate)
    return print_double (value, 'f', precision - 1 - exponent, TRUE);

  return print_double (value, 'g', precision, FALSE);
}

char *
ml_format_double (double value, char type, int precision, gboolean alternate)
{
  g_autofree char *text = NULL;

  if (!isfinite (value))
    return g_strdup (g_ascii_isupper (type) ? (isnan (value) ? "NAN" : "INF")
                                            : (isnan (value) ? "nan" : "inf"));

  if (type != 'g' && type != 'G')
    return print_double (value, type, precision, alternate);

  precision = MAX (precision, 1);
  text = format_general (value, precision, precision, alternate);

  return type == 'G' ? g_ascii_strup (text, -1) : g_steal_pointer (&text);
}

/* As type 'g', but that a number without a point gets ".0", and turns to an exponent one digit
 * earlier. */
static char *
format_with_point (double value, int precision, gboolean alternate)
{
  g_autofree char *text = NULL;

  precision = MAX (precision, 1);
  text = format_general (value, precision, precision - 1, alternate);

  return strpbrk (text, ".e") != NULL ? g_steal_pointer (&text) : g_strconcat (text, ".0", NULL);
}

/* As repr; '#' asks for a point in any case. */
static char *
format_shortest (double value, gboolean alternate)
{
  char text[ML_FLOAT_TEXT_SIZE];
  gsize n;

  ml_float_write (value, text);
  n = strcspn (text, "e");

  if (!alternate || !isfinite (value) || strchr (text, '.') != NULL)
    return g_strdup (text);

  return g_strdup_printf ("%.*s.%s", (int) n, text, text + n);
}

/* The text of @value, which is not negative. (transfer full) */
static char *
write_double (double value, const MlFormatSpec *spec)
{
  int precision = spec->precision < 0 ? 6 : (int) spec->precision;

  if (!isfinite (value) && spec->type == 0)
    return g_strdup (isnan (value) ? "nan" : "inf");

  if (spec->type == 0)
    return spec->precision < 0 ? format_shortest (value, spec->alternate)
                               : format_with_point (value, precision, spec->alternate);

  return ml_format_double (
      value, spec->type == 'n' ? 'g' : (char) spec->type, precision, spec->alternate);
}

static gboolean
is_zero_text (const char *text)
{
  return strpbrk (text, "123456789") == NULL;
}

static MlObject *
format_double (MlHeap *heap, double value, const MlFormatSpec *spec)
{
  g_autofree char *text = NULL;
  MlFormatSpec used = *spec;
  Number number = { .prefix = "" };
  gboolean negative = signbit (value) && !isnan (value);

  if (spec->precision > G_MAXINT - DBL_MAX_10_EXP - 16)
    return ml_raise (heap, heap->world->value_error, "precision too big");

  if (spec->type == '%')
    {
      value *= 100;
      used.type = 'f';
    }

  text = write_double (fabs (value), &used);

  if (spec->no_negative_zero && isfinite (value) && is_zero_text (text))
    negative = FALSE;

  if (spec->type == '%')
    {
      char *percent = g_strconcat (text, "%", NULL);

      g_free (text);
      text = percent;
    }

  number.sign = choose_sign (spec, negative);
  number.digits = text;
  number.n_digits = strspn (text, "0123456789");
  number.rest = text + number.n_digits;

  return lay_out (heap, spec, &number);
}

MlObject *
ml_format_float (MlHeap *heap, MlObject *value, MlObject *text)
{
  MlFormatSpec spec;

  if (ml_str_get_length (text) == 0)
    return ml_to_str (heap, value);

  if (!ml_format_parse (heap, &spec, text, value->type->name))
    return NULL;

  if (spec.type != 0 && (spec.type >= 0x80 || strchr ("eEfFgGn%", (int) spec.type) == NULL))
    return raise_unknown (heap, &spec, value);

  return format_double (heap, ml_float_get_value (value), &spec);
}

/* Appends one part of a complex number; steals @part. */
static gboolean
append_part (MlHeap *heap, MlStrBuilder *builder, MlObject *part)
{
  if (part == NULL)
    return FALSE;

  ml_str_builder_append_str (builder, part);
  ml_unref (heap, part);

  return TRUE;
}

/* As format_double(), but that a number of no given type has a point only where it needs one. */
static MlObject *
format_part (MlHeap *heap, double part, const MlFormatSpec *spec)
{
  MlObject *text, *shorter;
  gsize length;

  text = format_double (heap, part, spec);
  if (text == NULL || spec->type != 0)
    return text;

  length = ml_str_get_length (text);
  if (length < 3 || ml_str_read (text, length - 2) != '.' || ml_str_read (text, length - 1) != '0')
    return text;

  shorter = ml_str_slice (heap, text, 0, length - 2);
  ml_unref (heap, text);

  return shorter;
}

static gboolean
check_complex_spec (MlHeap *heap, const MlFormatSpec *spec)
{
  const char *message = NULL;

  if (spec->fill == '0' && spec->zeros)
    message = "Zero padding is not allowed in complex format specifier";
  else if (spec->align == '=')
    message = "'=' alignment flag is not allowed in complex format specifier";

  if (message != NULL)
    ml_raise (heap, heap->world->value_error, "%s", message);

  return message == NULL;
}

MlObject *
ml_format_complex (MlHeap *heap, MlObject *value, double real, double imaginary, MlObject *text)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  g_auto (MlStrBuilder) padded = ML_STR_BUILDER_INIT (heap);
  MlFormatSpec spec, part;
  gboolean brackets;
  gsize padding[3];
  MlObject *unpadded;

  if (ml_str_get_length (text) == 0)
    return ml_to_str (heap, value);

  if (!ml_format_parse (heap, &spec, text, value->type->name))
    return NULL;

  if (spec.type != 0 && (spec.type >= 0x80 || strchr ("eEfFgGn", (int) spec.type) == NULL))
    return raise_unknown (heap, &spec, value);

  if (!check_complex_spec (heap, &spec))
    return NULL;

  part = spec;
  part.width = -1;
  part.type = spec.type == 0 && spec.precision >= 0 ? 'g' : spec.type;
  brackets = spec.type == 0 && (real != 0 || signbit (real));

  if (brackets)
    ml_str_builder_append (&builder, '(');

  if (brackets || spec.type != 0)
    {
      if (!append_part (heap, &builder, format_part (heap, real, &part)))
        return NULL;

      part.sign = '+';
    }

  if (!append_part (heap, &builder, format_part (heap, imaginary, &part)))
    return NULL;

  ml_str_builder_append_ascii (&builder, "j)", brackets ? 2 : 1);

  unpadded = ml_str_builder_end (&builder);
  if (unpadded == NULL)
    return NULL;

  divide_padding (&spec, ml_str_get_length (unpadded), '>', padding);
  ml_str_builder_append_n (&padded, spec.fill, padding[0]);
  ml_str_builder_append_str (&padded, unpadded);
  ml_str_builder_append_n (&padded, spec.fill, padding[2]);
  ml_unref (heap, unpadded);

  return ml_str_builder_end (&padded);
}

/* Ints */

static MlObject *
raise_value (MlHeap *heap, const char *message)
{
  return ml_raise (heap, heap->world->value_error, "%s", message);
}

static MlObject *
format_character (MlHeap *heap, MlObject *value, const MlFormatSpec *spec)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gsize padding[3];
  gint64 character;

  if (spec->sign != 0)
    return raise_value (heap, "Sign not allowed with integer format specifier 'c'");

  if (spec->alternate)
    return raise_value (heap, "Alternate form (#) not allowed with integer format specifier 'c'");

  if (!ml_int_fits (value, &character))
    return ml_raise (
        heap, heap->world->overflow_error, "Python int too large to convert to C long");

  if (character < 0 || character > 0x10ffff)
    return ml_raise (heap, heap->world->overflow_error, "%%c arg not in range(0x110000)");

  divide_padding (spec, 1, '>', padding);
  ml_str_builder_append_n (&builder, spec->fill, padding[0] + padding[1]);
  ml_str_builder_append (&builder, (gunichar) character);
  ml_str_builder_append_n (&builder, spec->fill, padding[2]);

  return ml_str_builder_end (&builder);
}

/* The digits in the base that @type stands for, with a sign. (transfer full) */
static char *
write_int (MlHeap *heap, MlObject *value, gunichar type, const char **prefix)
{
  MlObject *decimal;
  char *digits;

  switch (type)
    {
    case 'b':
      *prefix = "0b";
      return ml_int_to_digits (value, 2);
    case 'o':
      *prefix = "0o";
      return ml_int_to_digits (value, 8);
    case 'x':
      *prefix = "0x";
      return ml_int_to_digits (value, 16);
    case 'X':
      *prefix = "0X";
      return ml_int_to_digits (value, -16);
    default:
      break;
    }

  *prefix = "";
  decimal = ml_int_to_str (heap, value);
  if (decimal == NULL)
    return NULL;

  digits = g_strdup (ml_str_get_utf8 (decimal, NULL));
  ml_unref (heap, decimal);

  return digits;
}

static MlObject *
format_integer (MlHeap *heap, MlObject *value, const MlFormatSpec *spec)
{
  g_autofree char *text = NULL;
  Number number = { .rest = "" };
  const char *prefix;

  if (spec->precision >= 0)
    return raise_value (heap, "Precision not allowed in integer format specifier");

  if (spec->no_negative_zero)
    return raise_value (heap, "Negative zero coercion (z) not allowed in integer format specifier");

  if (spec->type == 'c')
    return format_character (heap, value, spec);

  text = write_int (heap, value, spec->type, &prefix);
  if (text == NULL)
    return NULL;

  number.sign = choose_sign (spec, text[0] == '-');
  number.prefix = spec->alternate ? prefix : "";
  number.digits = text + (text[0] == '-');
  number.n_digits = strlen (number.digits);

  return lay_out (heap, spec, &number);
}

MlObject *
ml_format_int (MlHeap *heap, MlObject *value, MlObject *text)
{
  MlFormatSpec spec;
  double number;

  if (ml_str_get_length (text) == 0)
    return ml_to_str (heap, value);

  if (!ml_format_parse (heap, &spec, text, value->type->name))
    return NULL;

  if (spec.type == 0 || (spec.type < 0x80 && strchr ("bcdoxXn", (int) spec.type) != NULL))
    return format_integer (heap, value, &spec);

  if (spec.type >= 0x80 || strchr ("eEfFgG%", (int) spec.type) == NULL)
    return raise_unknown (heap, &spec, value);

  return ml_int_to_double (heap, value, &number) ? format_double (heap, number, &spec) : NULL;
}

/* Texts */

MlObject *
ml_format_str (MlHeap *heap, MlObject *value, MlObject *text)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gsize length = ml_str_get_length (value);
  gsize padding[3];
  MlFormatSpec spec;

  if (ml_str_get_length (text) == 0)
    return ml_to_str (heap, value);

  if (!ml_format_parse (heap, &spec, text, value->type->name))
    return NULL;

  if (spec.type != 0 && spec.type != 's')
    return raise_unknown (heap, &spec, value);

  if (spec.sign == ' ')
    return raise_value (heap, "Space not allowed in string format specifier");

  if (spec.sign != 0)
    return raise_value (heap, "Sign not allowed in string format specifier");

  if (spec.no_negative_zero)
    return raise_value (heap, "Negative zero coercion (z) not allowed in string format specifier");

  if (spec.alternate)
    return raise_value (heap, "Alternate form (#) not allowed in string format specifier");

  if (spec.grouping != 0)
    return ml_raise (
        heap, heap->world->value_error, "Cannot specify '%c' with 's'.", spec.grouping);

  if (spec.align == '=')
    return raise_value (heap, "'=' alignment not allowed in string format specifier");

  if (spec.precision >= 0)
    length = MIN (length, (gsize) spec.precision);

  /* A 0 before the width is but a fill character here. */
  spec.zeros = FALSE;
  divide_padding (&spec, length, '<', padding);

  ml_str_builder_append_n (&builder, spec.fill, padding[0]);
  ml_str_builder_append_part (&builder, value, 0, length);
  ml_str_builder_append_n (&builder, spec.fill, padding[2]);

  return ml_str_builder_end (&builder);
}

/* Any object */

/* Calls __format__, which stands on the type. */
static MlObject *
call_format (MlHeap *heap, MlObject *value, MlObject *spec)
{
  MlObject *method, *result;
  MlNative native;

  method = ml_find_special (heap, value, ml_name (heap, __format__));
  if (method == NULL)
    return ml_raise (
        heap, heap->world->type_error, "Type %s doesn't define __format__", value->type->name);

  ml_native_enter (heap, &native, "format", &method, 1);
  result = ml_call_with (heap, method, 1, spec);
  ml_native_leave (heap, &native);

  if (result == NULL || ml_is_str (result))
    return result;

  ml_raise (
      heap, heap->world->type_error, "__format__ must return a str, not %s", result->type->name);
  ml_unref (heap, result);

  return NULL;
}

MlObject *
ml_format (MlHeap *heap, MlObject *value, MlObject *spec)
{
  const MlWorld *world = heap->world;

  if (spec == NULL)
    spec = world->empty_str;

  if (!ml_is_str (spec))
    return ml_raise (
        heap, world->type_error, "format() argument 2 must be str, not %s", spec->type->name);

  if (value->type == world->str_type)
    return ml_format_str (heap, value, spec);

  if (value->type == world->int_type)
    return ml_format_int (heap, value, spec);

  if (value->type == world->float_type)
    return ml_format_float (heap, value, spec);

  return call_format (heap, value, spec);
}
