#include "ml-complex.h"

#include <math.h>
#include <string.h>

#include "ml-arguments.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-format.h"
#include "ml-hash.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-unicode.h"

/* Integral powers up to this one are products, as in CPython; others go through logarithms. */
#define MAX_PRODUCT_POWER 100

typedef struct
{
  double real;
  double imaginary;
} Value;

MlObject *
ml_complex_new (MlHeap *heap, double real, double imaginary)
{
  MlComplex *self = ml_heap_allocate (heap, heap->world->complex_type, sizeof (MlComplex));

  if (self == NULL)
    return NULL;

  self->real = real;
  self->imaginary = imaginary;

  return &self->object;
}

static Value
get_value (MlObject *self)
{
  return (Value){ ((MlComplex *) self)->real, ((MlComplex *) self)->imaginary };
}

/* Arithmetic */

/* Reads an operand: 1; 0 if it is no number; -1 with OverflowError. */
static int
read_operand (MlHeap *heap, MlObject *operand, Value *value)
{
  if (ml_is_complex (heap, operand))
    {
      *value = get_value (operand);
      return 1;
    }

  value->imaginary = 0.0;

  if (ml_is_float (heap, operand))
    {
      value->real = ml_float_get_value (operand);
      return 1;
    }

  if (!ml_is_int (operand))
    return 0;

  return ml_int_to_double (heap, operand, &value->real) ? 1 : -1;
}

static Value
multiply (Value left, Value right)
{
  return (Value){ left.real * right.real - left.imaginary * right.imaginary,
                  left.real * right.imaginary + left.imaginary * right.real };
}

/* Divides by the greater part of @right first, so that squares do not overflow. */
static Value
divide (Value left, Value right)
{
  double ratio, denominator;

  if (fabs (right.real) >= fabs (right.imaginary))
    {
      ratio = right.imaginary / right.real;
      denominator = right.real + right.imaginary * ratio;

      return (Value){ (left.real + left.imaginary * ratio) / denominator,
                      (left.imaginary - left.real * ratio) / denominator };
    }

  if (isnan (right.real) || isnan (right.imaginary))
    return (Value){ NAN, NAN };

  ratio = right.real / right.imaginary;
  denominator = right.real * ratio + right.imaginary;

  return (Value){ (left.real * ratio + left.imaginary) / denominator,
                  (left.imaginary * ratio - left.real) / denominator };
}

static gboolean
is_zero (Value value)
{
  return value.real == 0 && value.imaginary == 0;
}

static Value
raise_to_product (Value base, guint exponent)
{
  Value result = { 1, 0 };

  for (guint bit = 1; bit <= exponent; bit <<= 1)
    {
      if (exponent & bit)
        result = multiply (result, base);

      base = multiply (base, base);
    }

  return result;
}

static Value
raise_to (Value base, Value exponent)
{
  double length = hypot (base.real, base.imaginary);
  double angle = atan2 (base.imaginary, base.real);
  double size = pow (length, exponent.real);
  double turn = angle * exponent.real;

  if (exponent.imaginary != 0)
    {
      size /= exp (angle * exponent.imaginary);
      turn += exponent.imaginary * log (length);
    }

  return (Value){ size * cos (turn), size * sin (turn) };
}

static MlObject *
power (MlHeap *heap, Value left, Value right)
{
  Value result;

  if (is_zero (right))
    result = (Value){ 1, 0 };
  else if (is_zero (left))
    {
      if (right.imaginary != 0 || right.real < 0)
        return ml_raise (
            heap, heap->world->zero_division_error, "0.0 to a negative or complex power");

      result = (Value){ 0, 0 };
    }
  else if (right.imaginary == 0 && right.real == floor (right.real) &&
           fabs (right.real) <= MAX_PRODUCT_POWER)
    {
      result = raise_to_product (left, (guint) fabs (right.real));
      if (right.real < 0)
        result = divide ((Value){ 1, 0 }, result);
    }
  else
    result = raise_to (left, right);

  if (isinf (result.real) || isinf (result.imaginary))
    return ml_raise (heap, heap->world->overflow_error, "complex exponentiation");

  return ml_complex_new (heap, result.real, result.imaginary);
}

static MlObject *
quotient (MlHeap *heap, Value left, Value right)
{
  Value result;

  if (is_zero (right))
    return ml_raise (heap, heap->world->zero_division_error, "complex division by zero");

  result = divide (left, right);

  return ml_complex_new (heap, result.real, result.imaginary);
}

static MlObject *
product (MlHeap *heap, Value left, Value right)
{
  Value result = multiply (left, right);

  return ml_complex_new (heap, result.real, result.imaginary);
}

static MlObject *
sum (MlHeap *heap, Value left, Value right)
{
  return ml_complex_new (heap, left.real + right.real, left.imaginary + right.imaginary);
}

static MlObject *
difference (MlHeap *heap, Value left, Value right)
{
  return ml_complex_new (heap, left.real - right.real, left.imaginary - right.imaginary);
}

static MlObject *
operate (MlHeap *heap,
         MlObject *left_object,
         MlObject *right_object,
         MlObject *(*operation) (MlHeap *, Value, Value))
{
  Value left, right;
  int known = read_operand (heap, left_object, &left);

  if (known > 0)
    known = read_operand (heap, right_object, &right);

  if (known <= 0)
    return known < 0 ? NULL : ml_ref (heap->world->not_implemented);

  return operation (heap, left, right);
}

static MlObject *
complex_add (MlHeap *heap, MlObject *left, MlObject *right)
{
  return operate (heap, left, right, sum);
}

static MlObject *
complex_subtract (MlHeap *heap, MlObject *left, MlObject *right)
{
  return operate (heap, left, right, difference);
}

static MlObject *
complex_multiply (MlHeap *heap, MlObject *left, MlObject *right)
{
  return operate (heap, left, right, product);
}

static MlObject *
complex_divide (MlHeap *heap, MlObject *left, MlObject *right)
{
  return operate (heap, left, right, quotient);
}

MlObject *
ml_complex_power (MlHeap *heap, MlObject *left, MlObject *right)
{
  return operate (heap, left, right, power);
}

static MlObject *
complex_negate (MlHeap *heap, MlObject *self)
{
  Value value = get_value (self);

  return ml_complex_new (heap, -value.real, -value.imaginary);
}

static MlObject *
complex_positive (MlHeap *heap, MlObject *self)
{
  Value value = get_value (self);

  if (self->type == heap->world->complex_type)
    return ml_ref (self);

  return ml_complex_new (heap, value.real, value.imaginary);
}

static MlObject *
complex_absolute (MlHeap *heap, MlObject *self)
{
  Value value = get_value (self);
  double length = hypot (value.real, value.imaginary);

  if (isinf (length) && isfinite (value.real) && isfinite (value.imaginary))
    return ml_raise (heap, heap->world->overflow_error, "absolute value too large");

  return ml_float_new (heap, length);
}

/* Looks */

/* As repr of a float, but that a whole number has no ".0". */
static void
write_part (double part, char text[ML_FLOAT_TEXT_SIZE])
{
  gsize n;

  ml_float_write (part, text);
  n = strlen (text);

  if (n > 2 && g_str_equal (text + n - 2, ".0"))
    text[n - 2] = '\0';
}

/* (transfer full) */
static char *
write_value (Value value)
{
  char real[ML_FLOAT_TEXT_SIZE], imaginary[ML_FLOAT_TEXT_SIZE];
  gboolean negative = signbit (value.imaginary) && !isnan (value.imaginary);

  write_part (value.real, real);
  write_part (value.imaginary, imaginary);

  if (value.real == 0 && !signbit (value.real))
    return g_strdup_printf ("%sj", imaginary);

  return g_strdup_printf ("(%s%s%sj)", real, negative ? "" : "+", imaginary);
}

static MlObject *
complex_repr (MlHeap *heap, MlObject *self)
{
  g_autofree char *text = write_value (get_value (self));

  return ml_str_from_ascii (heap, text, -1);
}

static void
complex_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  g_free (heap->world->told_text);
  heap->world->told_text = write_value (get_value (self));
  value->type = ML_VALUE_TEXT;
  value->text = heap->world->told_text;
  value->length = (guint32) strlen (value->text);
}

static gint64
hash_part (MlHeap *heap, MlObject *self, double part)
{
  return isnan (part) ? ml_hash_address (ml_heap_get_address (heap, self)) : ml_hash_double (part);
}

static gint64
complex_hash (MlHeap *heap, MlObject *self)
{
  Value value = get_value (self);
  guint64 hash = (guint64) hash_part (heap, self, value.real) +
                 1000003 * (guint64) hash_part (heap, self, value.imaginary);

  return hash == G_MAXUINT64 ? -2 : (gint64) hash;
}

static int
complex_truth (MlHeap *heap, MlObject *self)
{
  return !is_zero (get_value (self));
}

static gboolean
equals (MlHeap *heap, Value value, MlObject *other)
{
  if (ml_is_complex (heap, other))
    return value.real == get_value (other).real && value.imaginary == get_value (other).imaginary;

  if (value.imaginary != 0)
    return FALSE;

  if (ml_is_float (heap, other))
    return value.real == ml_float_get_value (other);

  return !isnan (value.real) && ml_int_order_double (other, value.real) == 0;
}

static MlObject *
complex_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  gboolean is_number =
      ml_is_complex (heap, other) || ml_is_float (heap, other) || ml_is_int (other);

  if (!is_number || (how != ML_EQUAL && how != ML_NOT_EQUAL))
    return ml_ref (heap->world->not_implemented);

  return ml_bool (heap, equals (heap, get_value (self), other) == (how == ML_EQUAL));
}

/* Making from Python */

static const char *
skip_number (const char *at)
{
  const char *start;

  if (*at == '+' || *at == '-')
    at++;

  start = at;
  if (g_ascii_strncasecmp (at, "infinity", 8) == 0)
    return at + 8;

  if (g_ascii_strncasecmp (at, "inf", 3) == 0 || g_ascii_strncasecmp (at, "nan", 3) == 0)
    return at + 3;

  while (g_ascii_isdigit (*at) || *at == '.' || *at == '_')
    at++;

  if (at > start && (*at == 'e' || *at == 'E'))
    {
      const char *exponent = at + 1 + (at[1] == '+' || at[1] == '-');

      if (g_ascii_isdigit (*exponent))
        for (at = exponent; g_ascii_isdigit (*at) || *at == '_';)
          at++;
    }

  return at;
}

/* A sign alone stands for 1 before a j. */
static gboolean
read_part (const char *start, const char *end, gboolean before_j, double *part)
{
  gsize n = (gsize) (end - start);

  if (before_j && (n == 0 || (n == 1 && (*start == '+' || *start == '-'))))
    {
      *part = n == 1 && *start == '-' ? -1 : 1;
      return TRUE;
    }

  return n > 0 && !g_ascii_isspace (*start) && ml_float_parse (start, (gssize) n, part);
}

static gboolean
is_j (char c)
{
  return c == 'j' || c == 'J';
}

/* "1", "2j", "1+2j", which may stand between brackets. @text has no blanks around it. */
static gboolean
parse (char *text, Value *value)
{
  gsize length = strlen (text);
  const char *end;

  if (length >= 2 && text[0] == '(' && text[length - 1] == ')')
    {
      text[length - 1] = '\0';
      text = g_strstrip (text + 1);
    }

  *value = (Value){ 0, 0 };
  end = skip_number (text);

  if (is_j (*end))
    return read_part (text, end, TRUE, &value->imaginary) && end[1] == '\0';

  if (!read_part (text, end, FALSE, &value->real))
    return FALSE;

  if (*end == '\0')
    return TRUE;

  text = (char *) end;
  end = skip_number (text);

  return (*text == '+' || *text == '-') && is_j (*end) && end[1] == '\0' &&
         read_part (text, end, TRUE, &value->imaginary);
}

static gboolean
read_text (MlHeap *heap, MlObject *text, Value *value)
{
  g_autofree char *ascii = ml_str_to_ascii_digits (text);

  if (strlen (ascii) == ml_str_get_length (text) && parse (g_strstrip (ascii), value))
    return TRUE;

  ml_raise (heap, heap->world->value_error, "complex() arg is a malformed string");
  return FALSE;
}

/* Reads one of complex()'s two arguments. */
static gboolean
read_argument (MlHeap *heap, MlObject *argument, const char *which, Value *value)
{
  int known = read_operand (heap, argument, value);

  if (known != 0)
    return known > 0;

  if (argument->type->slots.to_float != NULL || argument->type->slots.index != NULL)
    return ml_float_as_double (heap, argument, &value->real);

  ml_raise (heap,
            heap->world->type_error,
            "complex() %s argument must be a %snumber, not '%s'",
            which,
            which[0] == 'f' ? "string or a " : "",
            argument->type->name);
  return FALSE;
}

static gboolean
read_arguments (MlHeap *heap, MlObject *first, MlObject *second, Value *value)
{
  Value imaginary = { 0, 0 };

  *value = (Value){ 0, 0 };

  if (first != NULL && ml_is_str (first))
    {
      if (second == NULL)
        return read_text (heap, first, value);

      ml_raise (
          heap, heap->world->type_error, "complex() can't take second arg if first is a string");
      return FALSE;
    }

  if (second != NULL && ml_is_str (second))
    {
      ml_raise (heap, heap->world->type_error, "complex() second arg can't be a string");
      return FALSE;
    }

  if ((first != NULL && !read_argument (heap, first, "first", value)) ||
      (second != NULL && !read_argument (heap, second, "second", &imaginary)))
    return FALSE;

  /* Either may be complex: first + second * 1j. A zero that is not there has no sign. */
  if (second != NULL && ml_is_complex (heap, second))
    value->real -= imaginary.imaginary;

  if (second != NULL && first != NULL && ml_is_complex (heap, first))
    value->imaginary += imaginary.real;
  else if (second != NULL)
    value->imaginary = imaginary.real;

  return TRUE;
}

static MlObject *
complex_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "real", "imag", NULL };
  MlObject *values[2] = { NULL };
  MlComplex *self;
  Value value;

  if (!ml_read_arguments (heap, "complex", names, args, n_args, kw_names, values) ||
      !read_arguments (heap, values[0], values[1], &value))
    return NULL;

  if (type == heap->world->complex_type)
    return ml_complex_new (heap, value.real, value.imaginary);

  self = ml_instance_allocate (heap, type, sizeof (MlComplex));
  if (self != NULL)
    {
      self->real = value.real;
      self->imaginary = value.imaginary;
    }

  return (MlObject *) self;
}

/* Methods and attributes */

static MlObject *
complex_conjugate (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  Value value = get_value (self);

  return ml_complex_new (heap, value.real, -value.imaginary);
}

static MlObject *
complex_itself (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return complex_positive (heap, self);
}

static MlObject *
complex_getnewargs (MlHeap *heap,
                    MlObject *self,
                    MlObject *const *args,
                    gsize n,
                    MlObject *kw_names)
{
  Value value = get_value (self);
  MlObject *parts[2] = { ml_float_new (heap, value.real), ml_float_new (heap, value.imaginary) };

  return ml_tuple_new_take (heap, parts, 2);
}

static MlObject *
complex_format (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  Value value = get_value (self);

  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "__format__() argument must be str, not %s",
                     args[0]->type->name);

  return ml_format_complex (heap, self, value.real, value.imaginary, args[0]);
}

static const MlMethod complex_methods[] = {
  { "__complex__",
    complex_itself,
    0,
    0,
    .doc = "__complex__($self, /)\n--\n\nConvert this value to exact type complex." },
  { "__format__",
    complex_format,
    1,
    1,
    .doc = "__format__($self, format_spec, /)\n--\n\n"
           "Convert to a string according to format_spec." },
  { "__getnewargs__", complex_getnewargs, 0, 0, .doc = "__getnewargs__($self, /)\n--\n\n" },
  { "conjugate",
    complex_conjugate,
    0,
    0,
    .doc = "conjugate($self, /)\n--\n\n"
           "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j." },
  { NULL },
};

static MlObject *
complex_get_real (MlHeap *heap, MlObject *self)
{
  return ml_float_new (heap, get_value (self).real);
}

static MlObject *
complex_get_imaginary (MlHeap *heap, MlObject *self)
{
  return ml_float_new (heap, get_value (self).imaginary);
}

static const MlGetter complex_getters[] = {
  { "real", complex_get_real },
  { "imag", complex_get_imaginary },
  { NULL },
};

const MlTypeSpec ml_complex_spec = {
  .name = "complex",
  .doc = "Create a complex number from a string or numbers.\n"
         "\n"
         "If a string is given, parse it as a complex number.\n"
         "If a single number is given, convert it to a complex number.\n"
         "If the 'real' or 'imag' arguments are given, create a complex number\n"
         "with the specified real and imaginary components.",
  .flags = ML_TYPE_BASE,
  .instance_size = sizeof (MlComplex),
  .python_size = 32,
  .kind = ML_KIND_FLOAT,
  .slots = {
    .tell_value = complex_tell_value,
    .repr = complex_repr,
    .hash = complex_hash,
    .truth = complex_truth,
    .compare = complex_compare,
    .make = complex_make,
    .unary = {
      [ML_NEGATE] = complex_negate,
      [ML_POSITIVE] = complex_positive,
      [ML_ABSOLUTE] = complex_absolute,
    },
    .binary = {
      [ML_ADD] = complex_add,
      [ML_SUBTRACT] = complex_subtract,
      [ML_MULTIPLY] = complex_multiply,
      [ML_TRUE_DIVIDE] = complex_divide,
      [ML_POWER] = ml_complex_power,
    },
  },
  .methods = complex_methods,
  .getters = complex_getters,
};
