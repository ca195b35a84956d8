/* ml-format-percent.c: the % operator of str */
#include <math.h>
#include <string.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-format.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str-private.h"
#include "ml-tuple.h"

/* The work on one format % arguments. */
typedef struct
{
  MlHeap *heap;
  MlObject *format;
  gsize at;
  gsize length;
  MlObject *arguments; /* a tuple, or the only argument */
  gsize n_arguments;
  gsize next;
  MlObject *map; /* the arguments, if they can be asked by key; else NULL */
} Work;

/* %(key)flags width .precision type */
typedef struct
{
  gboolean left;      /* '-' */
  gboolean zeros;     /* '0' */
  gboolean alternate; /* '#' */
  char sign;          /* '+' or ' '; 0: none */
  gssize width;       /* -1: none */
  gssize precision;   /* -1: none */
  gunichar type;
} Conversion;

static MlObject *
fail (Work *self, MlType *type, const char *message)
{
  return ml_raise (self->heap, type, "%s", message);
}

static gboolean
at_end (const Work *self)
{
  return self->at >= self->length;
}

static gunichar
peek (const Work *self)
{
  return at_end (self) ? 0 : ml_str_read (self->format, self->at);
}

/* Arguments */

/* Borrowed. */
static MlObject *
take_argument (Work *self)
{
  if (self->next >= self->n_arguments)
    return fail (self, self->heap->world->type_error, "not enough arguments for format string");

  self->next++;

  return ml_is_tuple (self->arguments) ? ml_tuple_get (self->arguments, self->next - 1)
                                       : self->arguments;
}

/* Reads "(key)" if one stands here, and puts the value into *@value, a new reference. */
static gboolean
read_key (Work *self, MlObject **value)
{
  gsize start = self->at + 1, depth = 1;

  if (peek (self) != '(')
    return TRUE;

  if (self->map == NULL)
    return fail (self, self->heap->world->type_error, "format requires a mapping") != NULL;

  for (self->at++; depth > 0 && !at_end (self); self->at++)
    depth += peek (self) == '(' ? 1 : peek (self) == ')' ? (gsize) -1 : 0;

  if (depth > 0)
    return fail (self, self->heap->world->value_error, "incomplete format key") != NULL;

  *value = ml_str_take_item (self->heap,
                             "str formatting",
                             self->map,
                             ml_str_slice (self->heap, self->format, start, self->at - 1));

  /* From now on the whole mapping counts as used. */
  self->n_arguments = self->next = 0;

  return *value != NULL;
}

/* Reading a conversion */

static void
read_flags (Work *self, Conversion *conversion)
{
  for (;; self->at++)
    switch (peek (self))
      {
      case '-':
        conversion->left = TRUE;
        break;
      case '+':
        conversion->sign = '+';
        break;
      case ' ':
        conversion->sign = conversion->sign != 0 ? conversion->sign : ' ';
        break;
      case '#':
        conversion->alternate = TRUE;
        break;
      case '0':
        conversion->zeros = TRUE;
        break;
      default:
        return;
      }
}

/* A number, or '*' for an argument that is one. */
static gboolean
read_size (Work *self, gssize *value, const char *too_big)
{
  MlObject *argument;

  if (peek (self) == '*')
    {
      self->at++;
      argument = take_argument (self);
      if (argument == NULL)
        return FALSE;

      if (!ml_is_int (argument))
        return fail (self, self->heap->world->type_error, "* wants int") != NULL;

      return ml_int_as_index (self->heap, argument, self->heap->world->overflow_error, value);
    }

  for (; peek (self) >= '0' && peek (self) <= '9'; self->at++)
    {
      *value = MAX (*value, 0);

      if (__builtin_mul_overflow (*value, 10, value) ||
          __builtin_add_overflow (*value, (gssize) peek (self) - '0', value))
        return fail (self, self->heap->world->value_error, too_big) != NULL;
    }

  return TRUE;
}

static gboolean
read_conversion (Work *self, Conversion *conversion)
{
  *conversion = (Conversion){ .width = -1, .precision = -1 };
  read_flags (self, conversion);

  if (!read_size (self, &conversion->width, "width too big"))
    return FALSE;

  if (conversion->width < -1)
    {
      conversion->left = TRUE;
      conversion->width = -conversion->width;
    }

  if (peek (self) == '.')
    {
      self->at++;
      conversion->precision = 0;
      if (!read_size (self, &conversion->precision, "precision too big"))
        return FALSE;

      conversion->precision = MAX (conversion->precision, 0);
    }

  /* C's sizes are allowed, and mean nothing. */
  while (peek (self) == 'h' || peek (self) == 'l' || peek (self) == 'L')
    self->at++;

  if (at_end (self))
    return fail (self, self->heap->world->value_error, "incomplete format") != NULL;

  conversion->type = ml_str_read (self->format, self->at++);

  return TRUE;
}

/* Writing */

static void
append_text (MlStrBuilder *builder, const Conversion *conversion, MlObject *text)
{
  gsize length = ml_str_get_length (text);
  gsize padding;

  if (conversion->precision >= 0 && conversion->type != 'c')
    length = MIN (length, (gsize) conversion->precision);

  padding = conversion->width > (gssize) length ? (gsize) conversion->width - length : 0;

  ml_str_builder_append_n (builder, ' ', conversion->left ? 0 : padding);
  ml_str_builder_append_part (builder, text, 0, length);
  ml_str_builder_append_n (builder, ' ', conversion->left ? padding : 0);
}

/* @digits is the text of the magnitude, before which come @n_zeros zeros. */
static void
append_number (MlStrBuilder *builder,
               const Conversion *conversion,
               gboolean negative,
               const char *prefix,
               gsize n_zeros,
               const char *digits)
{
  char sign = negative ? '-' : conversion->sign;
  gsize length = (sign != 0) + strlen (prefix) + n_zeros + strlen (digits);
  gsize padding = conversion->width > (gssize) length ? (gsize) conversion->width - length : 0;

  if (conversion->zeros && !conversion->left)
    {
      n_zeros += padding;
      padding = 0;
    }

  ml_str_builder_append_n (builder, ' ', conversion->left ? 0 : padding);
  if (sign != 0)
    ml_str_builder_append (builder, (guchar) sign);

  ml_str_builder_append_ascii (builder, prefix, strlen (prefix));
  ml_str_builder_append_n (builder, '0', n_zeros);
  ml_str_builder_append_ascii (builder, digits, strlen (digits));
  ml_str_builder_append_n (builder, ' ', conversion->left ? padding : 0);
}

/* The int that is written for @value. New reference. */
static MlObject *
get_int (Work *self, const Conversion *conversion, MlObject *value)
{
  gboolean decimal = strchr ("diu", (int) conversion->type) != NULL;
  const MlTypeSlots *slots = &value->type->slots;

  if (ml_is_int (value))
    return ml_ref (value);

  if (slots->index != NULL)
    return ml_index (self->heap, value);

  if (decimal && slots->to_int != NULL)
    return ml_int_from_object (self->heap, value);

  return ml_raise (self->heap,
                   self->heap->world->type_error,
                   "%%%c format: %s is required, not %s",
                   (char) conversion->type,
                   decimal ? "a real number" : "an integer",
                   value->type->name);
}

/* The digits of @integer with its sign; NULL with ValueError. (transfer full) */
static char *
write_digits (MlHeap *heap, gunichar type, MlObject *integer, const char **prefix)
{
  MlObject *decimal;
  char *digits;

  switch (type)
    {
    case 'o':
      *prefix = "0o";
      return ml_int_to_digits (integer, 8);
    case 'x':
      *prefix = "0x";
      return ml_int_to_digits (integer, 16);
    case 'X':
      *prefix = "0X";
      return ml_int_to_digits (integer, -16);
    default:
      *prefix = "";
      decimal = ml_int_to_str (heap, integer);
      if (decimal == NULL)
        return NULL;

      digits = g_strdup (ml_str_get_utf8 (decimal, NULL));
      ml_unref (heap, decimal);
      return digits;
    }
}

static gboolean
append_int (Work *self, MlStrBuilder *builder, const Conversion *conversion, MlObject *value)
{
  g_autofree char *text = NULL;
  MlObject *integer;
  const char *prefix, *digits;
  gsize n;

  integer = get_int (self, conversion, value);
  if (integer == NULL)
    return FALSE;

  text = write_digits (self->heap, conversion->type, integer, &prefix);
  ml_unref (self->heap, integer);
  if (text == NULL)
    return FALSE;

  digits = text + (text[0] == '-');
  n = strlen (digits);
  append_number (builder,
                 conversion,
                 text[0] == '-',
                 conversion->alternate ? prefix : "",
                 conversion->precision > (gssize) n ? (gsize) conversion->precision - n : 0,
                 digits);

  return TRUE;
}

static gboolean
append_float (Work *self, MlStrBuilder *builder, const Conversion *conversion, MlObject *value)
{
  g_autofree char *digits = NULL;
  gssize precision = conversion->precision < 0 ? 6 : conversion->precision;
  double number;

  if (!ml_float_as_double (self->heap, value, &number))
    return FALSE;

  if (precision > G_MAXINT - 400)
    return fail (self, self->heap->world->value_error, "precision too big") != NULL;

  digits = ml_format_double (
      fabs (number), (char) conversion->type, (int) precision, conversion->alternate);
  append_number (builder, conversion, signbit (number) && !isnan (number), "", 0, digits);

  return TRUE;
}

static gboolean
append_character (Work *self, MlStrBuilder *builder, const Conversion *conversion, MlObject *value)
{
  MlObject *text;
  gssize character;

  if (ml_is_str (value) && ml_str_get_length (value) == 1)
    {
      append_text (builder, conversion, value);
      return TRUE;
    }

  if (!ml_is_int (value) && value->type->slots.index == NULL)
    return fail (self, self->heap->world->type_error, "%c requires int or char") != NULL;

  if (!ml_int_as_index (self->heap, value, NULL, &character))
    return FALSE;

  if (character < 0 || character > 0x10ffff)
    return fail (self, self->heap->world->overflow_error, "%c arg not in range(0x110000)") != NULL;

  text = ml_str_from_character (self->heap, (gunichar) character);
  if (text == NULL)
    return FALSE;

  append_text (builder, conversion, text);
  ml_unref (self->heap, text);

  return TRUE;
}

/* Steals @text. */
static gboolean
append_object (Work *self, MlStrBuilder *builder, const Conversion *conversion, MlObject *text)
{
  if (text == NULL)
    return FALSE;

  append_text (builder, conversion, text);
  ml_unref (self->heap, text);

  return TRUE;
}

static gboolean
raise_unsupported (Work *self, gunichar type)
{
  ml_raise (self->heap,
            self->heap->world->value_error,
            "unsupported format character '%c' (0x%x) at index %" G_GSIZE_FORMAT,
            type > 31 && type < 127 ? (char) type : '?',
            type,
            self->at - 1);
  return FALSE;
}

static gboolean
append_value (Work *self, MlStrBuilder *builder, const Conversion *conversion, MlObject *value)
{
  switch (conversion->type)
    {
    case 's':
      return append_object (self, builder, conversion, ml_to_str (self->heap, value));
    case 'r':
      return append_object (self, builder, conversion, ml_repr (self->heap, value));
    case 'a':
      return append_object (self, builder, conversion, ml_ascii (self->heap, value));
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return append_int (self, builder, conversion, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return append_float (self, builder, conversion, value);
    case 'c':
      return append_character (self, builder, conversion, value);
    default:
      return raise_unsupported (self, conversion->type);
    }
}

/* What stands behind a '%'. */
static gboolean
convert (Work *self, MlStrBuilder *builder)
{
  MlObject *value = NULL;
  Conversion conversion;
  MlNative native;
  gboolean done = FALSE;

  if (peek (self) == '%')
    {
      self->at++;
      ml_str_builder_append (builder, '%');
      return TRUE;
    }

  ml_native_enter (self->heap, &native, "str formatting", &value, 1);

  if (read_key (self, &value) && read_conversion (self, &conversion))
    {
      if (value == NULL && (value = take_argument (self)) != NULL)
        ml_ref (value);

      done = value != NULL && append_value (self, builder, &conversion, value);
    }

  ml_native_leave (self->heap, &native);

  return done;
}

/* The argument of '%s' % argument, whose str is the result itself and no copy; NULL for any other
 * format. */
static MlObject *
get_only_text (MlObject *format, MlObject *arguments)
{
  if (!ml_str_equal_utf8 (format, "%s"))
    return NULL;

  if (!ml_is_tuple (arguments))
    return arguments;

  return ml_tuple_get_length (arguments) == 1 ? ml_tuple_get (arguments, 0) : NULL;
}

MlObject *
ml_format_percent (MlHeap *heap, MlObject *format, MlObject *arguments)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlObject *only = get_only_text (format, arguments);
  gboolean is_tuple = ml_is_tuple (arguments);
  Work work = {
    .heap = heap,
    .format = format,
    .length = ml_str_get_length (format),
    .arguments = arguments,
    .n_arguments = is_tuple ? ml_tuple_get_length (arguments) : 1,
  };

  if (only != NULL)
    return ml_to_str (heap, only);

  if (!is_tuple && !ml_is_str (arguments) && arguments->type->slots.get_item != NULL)
    work.map = arguments;

  while (!at_end (&work))
    {
      gunichar c = ml_str_read (format, work.at++);

      if (c != '%')
        ml_str_builder_append (&builder, c);
      else if (!convert (&work, &builder))
        return NULL;
    }

  if (work.next < work.n_arguments && work.map == NULL)
    return fail (
        &work, heap->world->type_error, "not all arguments converted during string formatting");

  return ml_str_builder_end (&builder);
}
