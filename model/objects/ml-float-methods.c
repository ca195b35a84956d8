#include "ml-float-methods.h"

#include <math.h>
#include <string.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-format.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* A double is an integer from 2^52 on, and its digits end with the 1074th behind the point. */
#define MOST_DIGITS 1074
#define MOST_ZEROS 309

static MlObject *
float_as_integer_ratio (MlHeap *heap,
                        MlObject *self,
                        MlObject *const *args,
                        gsize n,
                        MlObject *kw_names)
{
  double value = ml_float_get_value (self);
  MlObject *pair[2];
  mpz_t above, below;
  int exponent;

  if (isinf (value))
    return ml_raise (heap, heap->world->overflow_error, "cannot convert Infinity to integer ratio");

  if (isnan (value))
    return ml_raise (heap, heap->world->value_error, "cannot convert NaN to integer ratio");

  value = frexp (value, &exponent);
  while (value != floor (value))
    {
      value *= 2;
      exponent--;
    }

  mpz_init_set_d (above, value);
  mpz_init_set_ui (below, 1);
  mpz_mul_2exp (
      exponent > 0 ? above : below, exponent > 0 ? above : below, (mp_bitcnt_t) ABS (exponent));
  pair[0] = ml_int_new_mpz (heap, above);
  pair[1] = ml_int_new_mpz (heap, below);
  mpz_clears (above, below, NULL);

  return ml_tuple_new_take (heap, pair, 2);
}

static MlObject *
float_conjugate (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_float_to_plain (heap, self);
}

static MlObject *
float_is_integer (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  double value = ml_float_get_value (self);

  return ml_bool (heap, isfinite (value) && value == floor (value));
}

static MlObject *
float_trunc (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_int_from_double (heap, ml_float_get_value (self));
}

static MlObject *
float_floor (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_int_from_double (heap, floor (ml_float_get_value (self)));
}

static MlObject *
float_ceil (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_int_from_double (heap, ceil (ml_float_get_value (self)));
}

/* @value rounded to a multiple of 10 ** @n_zeros. The integer part alone decides, but where it is
 * half a multiple and a fraction follows. */
static MlObject *
round_to_zeros (MlHeap *heap, double value, guint64 n_zeros)
{
  MlObject *whole, *rounded;
  double result;
  gboolean fits;

  if (n_zeros >= MOST_ZEROS)
    return ml_float_new (heap, copysign (0.0, value));

  whole = ml_int_from_double (heap, trunc (value));
  if (whole == NULL)
    return NULL;

  if (value != trunc (value))
    {
      gint64 word = ml_int_get_word (whole);
      gint64 unit = 1;

      /* With a fraction the value is below 2^52, so 17 zeros are more than it has digits. */
      for (guint64 i = 0; i < MIN (n_zeros, 17); i++)
        unit *= 10;

      if (ABS (word) % unit == unit / 2)
        {
          ml_unref (heap, whole);
          whole = ml_int_new (heap, word + (value < 0 ? -1 : 1));
        }
    }

  rounded = ml_int_round (heap, whole, n_zeros);
  ml_unref (heap, whole);
  if (rounded == NULL)
    return NULL;

  fits = ml_int_to_double (heap, rounded, &result);
  ml_unref (heap, rounded);

  if (!fits)
    {
      ml_clear_raised (heap);
      return ml_raise (heap, heap->world->overflow_error, "rounded value too large to represent");
    }

  return ml_float_new (heap, copysign (result, value));
}

static MlObject *
float_round (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  double value = ml_float_get_value (self);
  g_autofree char *digits = NULL;
  gssize n_digits;

  if (n == 0 || args[0] == heap->world->none)
    return ml_int_from_double (heap, isfinite (value) ? rint (value) : value);

  if (!ml_int_as_index (heap, args[0], NULL, &n_digits))
    return NULL;

  if (!isfinite (value) || n_digits > MOST_DIGITS)
    return ml_float_new (heap, value);

  if (n_digits < 0)
    return round_to_zeros (heap, value, -(guint64) n_digits);

  /* Decimal digits of a double are exact when written, and rounded once. */
  digits = ml_format_double (fabs (value), 'f', (int) n_digits, FALSE);

  return ml_float_new (heap, copysign (g_ascii_strtod (digits, NULL), value));
}

static MlObject *
float_format (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_format_float (heap, self, args[0]);
}

static MlObject *
float_getnewargs (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *value = ml_float_to_plain (heap, self);

  return value == NULL ? NULL : ml_tuple_new_take (heap, &value, 1);
}

static MlObject *
float_hex (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  double value = ml_float_get_value (self);
  const char *sign = signbit (value) ? "-" : "";
  guint64 fraction;
  int exponent;

  if (!isfinite (value))
    return ml_repr (heap, self);

  if (value == 0)
    return ml_str_format (heap, "%s0x0.0p+0", sign);

  value = frexp (fabs (value), &exponent) * 2;
  exponent -= 1;

  if (exponent < -1022)
    {
      value = ldexp (value, exponent + 1022);
      exponent = -1022;
    }

  fraction = (guint64) ldexp (value - floor (value), 52);

  return ml_str_format (
      heap, "%s0x%d.%013" G_GINT64_MODIFIER "xp%+d", sign, (int) value, fraction, exponent);
}

static const char *
skip_hex (const char *at, gsize *n)
{
  while (g_ascii_isxdigit (*at))
    {
      at++;
      *n += 1;
    }

  return at;
}

/* [sign] [0x] digits [. digits] [p exponent], with blanks around, as C's strtod reads it with all
 * its parts; NULL if @text is something else. (transfer full) */
static char *
complete_hex (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *start, *at = stripped;
  gsize n = 0;

  if (*at == '+' || *at == '-')
    at++;

  if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
    at += 2;

  start = at;
  at = skip_hex (at, &n);
  if (*at == '.')
    at = skip_hex (at + 1, &n);

  if (n == 0)
    return NULL;

  if (*at == 'p' || *at == 'P')
    {
      at++;
      if (*at == '+' || *at == '-')
        at++;

      if (!g_ascii_isdigit (*at))
        return NULL;

      while (g_ascii_isdigit (*at))
        at++;
    }

  if (*at != '\0')
    return NULL;

  return g_strconcat (stripped[0] == '-' ? "-0x" : "0x", start, NULL);
}

static MlObject *
float_fromhex (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_autofree char *hex = NULL;
  MlObject *object, *result;
  MlNative native;
  double value;

  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "fromhex() argument must be str, not %s",
                     args[0]->type->name);

  hex = complete_hex (ml_str_get_utf8 (args[0], NULL));
  if (hex == NULL)
    {
      /* "inf" and "nan" are no digits. */
      if (!ml_float_parse (ml_str_get_utf8 (args[0], NULL), -1, &value) || isfinite (value))
        return ml_raise (
            heap, heap->world->value_error, "invalid hexadecimal floating-point string");
    }
  else
    {
      value = g_ascii_strtod (hex, NULL);
      if (isinf (value))
        return ml_raise (heap,
                         heap->world->overflow_error,
                         "hexadecimal value too large to represent as a float");
    }

  object = ml_float_new (heap, value);
  if (object == NULL || self == (MlObject *) heap->world->float_type)
    return object;

  /* A subclass makes its own instance of the value. */
  ml_native_enter (heap, &native, "float.fromhex", &object, 1);
  result = ml_call_with (heap, self, 1, object);
  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
float_get_zero (MlHeap *heap, MlObject *self)
{
  return ml_float_new (heap, 0.0);
}

const MlGetter ml_float_getters[] = {
  { "real", ml_float_to_plain },
  { "imag", float_get_zero },
  { NULL },
};

const MlMethod ml_float_methods[] = {
  { "__ceil__",
    float_ceil,
    0,
    0,
    .doc = "__ceil__($self, /)\n--\n\nReturn the ceiling as an Integral." },
  { "__floor__",
    float_floor,
    0,
    0,
    .doc = "__floor__($self, /)\n--\n\nReturn the floor as an Integral." },
  { "__format__",
    float_format,
    1,
    1,
    .doc = "__format__($self, format_spec, /)\n--\n\n"
           "Formats the float according to format_spec." },
  { "__getnewargs__", float_getnewargs, 0, 0, .doc = "__getnewargs__($self, /)\n--\n\n" },
  { "__round__",
    float_round,
    0,
    1,
    .doc = "__round__($self, ndigits=None, /)\n--\n\n"
           "Return the Integral closest to x, rounding half toward even.\n\n"
           "When an argument is passed, work like built-in round(x, ndigits)." },
  { "__trunc__",
    float_trunc,
    0,
    0,
    .doc = "__trunc__($self, /)\n--\n\n"
           "Return the Integral closest to x between 0 and x." },
  { "as_integer_ratio",
    float_as_integer_ratio,
    0,
    0,
    .doc = "as_integer_ratio($self, /)\n--\n\n"
           "Return a pair of integers, whose ratio is exactly equal to the original float.\n\n"
           "The ratio is in lowest terms and has a positive denominator.  Raise\n"
           "OverflowError on infinities and a ValueError on NaNs." },
  { "conjugate",
    float_conjugate,
    0,
    0,
    .doc = "conjugate($self, /)\n--\n\nReturn self, the complex conjugate of any float." },
  { "fromhex",
    float_fromhex,
    1,
    1,
    .kind = ML_METHOD_CLASS,
    .doc = "fromhex($type, string, /)\n--\n\n"
           "Create a floating-point number from a hexadecimal string." },
  { "hex",
    float_hex,
    0,
    0,
    .doc = "hex($self, /)\n--\n\n"
           "Return a hexadecimal representation of a floating-point number." },
  { "is_integer",
    float_is_integer,
    0,
    0,
    .doc = "is_integer($self, /)\n--\n\nReturn True if the float is an integer." },
  { NULL },
};
