/* ml-math-module.c: the module math, but for what is about whole numbers (ml-math-integers.c)
 *
 * The C library computes; what is CPython's is when a result is an error. There NaN from a number
 * is a domain error, infinity from a finite number a range error or, where the function has a pole,
 * a domain error.
 */
#include <float.h>
#include <math.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-int.h"
#include "ml-math-integers.h"
#include "ml-math-sums.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-tuple.h"

#define FUNCTION(name)    \
  static MlObject *name ( \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)

static MlObject *
raise_domain (MlHeap *heap)
{
  return ml_raise (heap, heap->world->value_error, "math domain error");
}

static MlObject *
raise_range (MlHeap *heap)
{
  return ml_raise (heap, heap->world->overflow_error, "math range error");
}

static MlObject *
truth (MlHeap *heap, gboolean value)
{
  return ml_ref (ml_bool (heap, value));
}

/* Functions of one number */

typedef enum
{
  POLES,     /* infinity from a finite number is a domain error */
  OVERFLOWS, /* ... a range error */
} Infinities;

static MlObject *
compute (MlHeap *heap, MlObject *argument, double (*func) (double x), Infinities infinities)
{
  double x, result;

  if (!ml_float_as_double (heap, argument, &x))
    return NULL;

  result = func (x);

  if (isnan (result) && !isnan (x))
    return raise_domain (heap);

  if (isinf (result) && isfinite (x))
    return infinities == OVERFLOWS ? raise_range (heap) : raise_domain (heap);

  return ml_float_new (heap, result);
}

#define UNARY(name, infinities)                       \
  FUNCTION (math_##name)                              \
  {                                                   \
    return compute (heap, args[0], name, infinities); \
  }

UNARY (acos, POLES)
UNARY (acosh, POLES)
UNARY (asin, POLES)
UNARY (asinh, POLES)
UNARY (atan, POLES)
UNARY (atanh, POLES)
UNARY (cbrt, POLES)
UNARY (cos, POLES)
UNARY (cosh, OVERFLOWS)
UNARY (erf, POLES)
UNARY (erfc, POLES)
UNARY (exp, OVERFLOWS)
UNARY (exp2, OVERFLOWS)
UNARY (expm1, OVERFLOWS)
UNARY (fabs, POLES)
UNARY (log1p, POLES)
UNARY (sin, POLES)
UNARY (sinh, OVERFLOWS)
UNARY (sqrt, POLES)
UNARY (tan, POLES)
UNARY (tanh, POLES)

static double
degrees (double x)
{
  return x * (180.0 / G_PI);
}

static double
radians (double x)
{
  return x * (G_PI / 180.0);
}

/* The distance to the next number away from zero; of the greatest, towards it. */
static double
ulp (double x)
{
  double next;

  if (!isfinite (x))
    return fabs (x);

  x = fabs (x);
  next = nextafter (x, INFINITY);

  return isinf (next) ? x - nextafter (x, -INFINITY) : next - x;
}

FUNCTION (math_degrees)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? ml_float_new (heap, degrees (x)) : NULL;
}

FUNCTION (math_radians)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? ml_float_new (heap, radians (x)) : NULL;
}

FUNCTION (math_ulp)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? ml_float_new (heap, ulp (x)) : NULL;
}

/* Gamma has poles at 0, -1, -2, ... */
static gboolean
is_pole (double x)
{
  return isfinite (x) && x <= 0 && x == floor (x);
}

FUNCTION (math_gamma)
{
  double x;

  if (!ml_float_as_double (heap, args[0], &x))
    return NULL;

  return is_pole (x) || x == -INFINITY ? raise_domain (heap)
                                       : compute (heap, args[0], tgamma, OVERFLOWS);
}

FUNCTION (math_lgamma)
{
  double x;

  if (!ml_float_as_double (heap, args[0], &x))
    return NULL;

  return is_pole (x) ? raise_domain (heap) : compute (heap, args[0], lgamma, OVERFLOWS);
}

/* Questions */

FUNCTION (math_isfinite)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? truth (heap, isfinite (x)) : NULL;
}

FUNCTION (math_isinf)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? truth (heap, isinf (x)) : NULL;
}

FUNCTION (math_isnan)
{
  double x;

  return ml_float_as_double (heap, args[0], &x) ? truth (heap, isnan (x)) : NULL;
}

static gboolean
is_close (double a, double b, double relative, double absolute)
{
  double difference = fabs (b - a);

  if (a == b)
    return TRUE;

  if (isinf (a) || isinf (b))
    return FALSE;

  return difference <= fabs (relative * b) || difference <= fabs (relative * a) ||
         difference <= absolute;
}

FUNCTION (math_isclose)
{
  static const char *const names[] = { "a", "b", "rel_tol", "abs_tol", NULL };
  MlObject *places[4];
  double a, b, relative = 1e-9, absolute = 0.0;

  if (!ml_native_parse (heap, "isclose", names, 2, 2, args, n_args, kw_names, places) ||
      !ml_float_as_double (heap, places[0], &a) || !ml_float_as_double (heap, places[1], &b) ||
      (places[2] != NULL && !ml_float_as_double (heap, places[2], &relative)) ||
      (places[3] != NULL && !ml_float_as_double (heap, places[3], &absolute)))
    return NULL;

  if (relative < 0.0 || absolute < 0.0)
    return ml_raise (heap, heap->world->value_error, "tolerances must be non-negative");

  return truth (heap, is_close (a, b, relative, absolute));
}

/* Logarithms: of an int of any size */

static gboolean
compute_log (MlHeap *heap, MlObject *argument, double (*func) (double x), double *result)
{
  MlIntView view;
  long exponent;
  double x;

  if (ml_is_int (argument))
    {
      x = mpz_get_d_2exp (&exponent, ml_int_view (argument, &view));

      if (x <= 0)
        {
          raise_domain (heap);
          return FALSE;
        }

      if (exponent > DBL_MAX_EXP)
        {
          *result = func (x) + func (2.0) * exponent;
          return TRUE;
        }
    }

  if (!ml_float_as_double (heap, argument, &x))
    return FALSE;

  if (x <= 0.0)
    {
      raise_domain (heap);
      return FALSE;
    }

  *result = func (x);

  return TRUE;
}

static MlObject *
return_log (MlHeap *heap, MlObject *argument, double (*func) (double x))
{
  double result;

  return compute_log (heap, argument, func, &result) ? ml_float_new (heap, result) : NULL;
}

FUNCTION (math_log)
{
  double x, base;

  if (n_args == 1)
    return return_log (heap, args[0], log);

  if (!compute_log (heap, args[0], log, &x) || !compute_log (heap, args[1], log, &base))
    return NULL;

  if (base == 0.0)
    return ml_raise (heap, heap->world->zero_division_error, "float division by zero");

  return ml_float_new (heap, x / base);
}

FUNCTION (math_log2)
{
  return return_log (heap, args[0], log2);
}

FUNCTION (math_log10)
{
  return return_log (heap, args[0], log10);
}

/* Functions of two or three numbers */

static gboolean
read_doubles (MlHeap *heap, MlObject *const *args, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    if (!ml_float_as_double (heap, args[i], &values[i]))
      return FALSE;

  return TRUE;
}

FUNCTION (math_atan2)
{
  double v[2];

  return read_doubles (heap, args, 2, v) ? ml_float_new (heap, atan2 (v[0], v[1])) : NULL;
}

FUNCTION (math_copysign)
{
  double v[2];

  return read_doubles (heap, args, 2, v) ? ml_float_new (heap, copysign (v[0], v[1])) : NULL;
}

/* The remainder of a finite number by infinity is the number. */
static MlObject *
take_remainder (MlHeap *heap, MlObject *const *args, double (*func) (double x, double y))
{
  double v[2], result;

  if (!read_doubles (heap, args, 2, v))
    return NULL;

  result = isinf (v[1]) && isfinite (v[0]) ? v[0] : func (v[0], v[1]);

  if (isnan (result) && !isnan (v[0]) && !isnan (v[1]))
    return raise_domain (heap);

  return ml_float_new (heap, result);
}

FUNCTION (math_fmod)
{
  return take_remainder (heap, args, fmod);
}

FUNCTION (math_remainder)
{
  return take_remainder (heap, args, remainder);
}

FUNCTION (math_pow)
{
  double v[2], result;

  if (!read_doubles (heap, args, 2, v))
    return NULL;

  result = pow (v[0], v[1]);

  if (isfinite (v[0]) && isfinite (v[1]))
    {
      if (isnan (result) || (isinf (result) && v[0] == 0.0))
        return raise_domain (heap);

      if (isinf (result))
        return raise_range (heap);
    }

  return ml_float_new (heap, result);
}

FUNCTION (math_fma)
{
  double v[3], result;

  if (!read_doubles (heap, args, 3, v))
    return NULL;

  result = fma (v[0], v[1], v[2]);

  if (isnan (result) && !isnan (v[0]) && !isnan (v[1]) && !isnan (v[2]))
    return ml_raise (heap, heap->world->value_error, "invalid operation in fma");

  if (isinf (result) && isfinite (v[0]) && isfinite (v[1]) && isfinite (v[2]))
    return ml_raise (heap, heap->world->overflow_error, "overflow in fma");

  return ml_float_new (heap, result);
}

FUNCTION (math_nextafter)
{
  static const char *const names[] = { "", "", "steps", NULL };
  MlObject *places[3];
  double v[2];
  gssize steps = 1;

  if (!ml_native_parse (heap, "nextafter", names, 2, 2, args, n_args, kw_names, places) ||
      !read_doubles (heap, places, 2, v) ||
      (places[2] != NULL && places[2] != ml_none (heap) &&
       !ml_int_as_index (heap, places[2], NULL, &steps)))
    return NULL;

  if (steps < 0)
    return ml_raise (heap, heap->world->value_error, "steps must be a non-negative integer");

  for (; steps > 0 && v[0] != v[1] && !isnan (v[0]); steps--)
    v[0] = nextafter (v[0], v[1]);

  return ml_float_new (heap, v[0]);
}

/* Parts of a number */

static MlObject *
pack_pair (MlHeap *heap, MlObject *first, MlObject *second)
{
  MlObject *pair = first != NULL && second != NULL ? ml_tuple_pack (heap, 2, first, second) : NULL;

  ml_unref_any (heap, first);
  ml_unref_any (heap, second);

  return pair;
}

FUNCTION (math_frexp)
{
  double x;
  int exponent = 0;

  if (!ml_float_as_double (heap, args[0], &x))
    return NULL;

  if (isfinite (x))
    x = frexp (x, &exponent);

  return pack_pair (heap, ml_float_new (heap, x), ml_int_new (heap, exponent));
}

FUNCTION (math_ldexp)
{
  double x, result;
  gssize exponent;

  if (!ml_float_as_double (heap, args[0], &x))
    return NULL;

  if (!ml_is_int (args[1]))
    return ml_raise (heap, heap->world->type_error, "Expected an int as second argument to ldexp.");

  if (!ml_int_as_index (heap, args[1], NULL, &exponent))
    return NULL;

  result = ldexp (x, (int) CLAMP (exponent, G_MININT, G_MAXINT));

  return isinf (result) && isfinite (x) ? raise_range (heap) : ml_float_new (heap, result);
}

FUNCTION (math_modf)
{
  double x, whole;

  if (!ml_float_as_double (heap, args[0], &x))
    return NULL;

  x = modf (x, &whole);

  return pack_pair (heap, ml_float_new (heap, x), ml_float_new (heap, whole));
}

/* floor and ceil are the type's own if it has them. */
static MlObject *
round_to_int (MlHeap *heap, MlObject *number, MlObject *name, double (*func) (double x))
{
  double x;

  if (!ml_is_exact_float (heap, number))
    {
      MlObject *method = ml_find_special (heap, number, name);

      if (method != NULL)
        return ml_call_held (heap, name, method, NULL, 0, NULL);

      if (heap->raised != NULL)
        return NULL;
    }

  return ml_float_as_double (heap, number, &x) ? ml_int_from_double (heap, func (x)) : NULL;
}

FUNCTION (math_ceil)
{
  return round_to_int (heap, args[0], ml_name (heap, __ceil__), ceil);
}

FUNCTION (math_floor)
{
  return round_to_int (heap, args[0], ml_name (heap, __floor__), floor);
}

FUNCTION (math_trunc)
{
  MlObject *method;

  if (ml_is_exact_float (heap, args[0]))
    return ml_int_from_double (heap, ml_float_get_value (args[0]));

  method = ml_find_special (heap, args[0], ml_name (heap, __trunc__));

  if (method == NULL && heap->raised == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "type %s doesn't define __trunc__ method",
                     args[0]->type->name);

  return ml_call_held (heap, ml_name (heap, __trunc__), method, NULL, 0, NULL);
}

#define ONE(name, doc)                                                                    \
  {                                                                                       \
#name, math_##name, 1, 1, FALSE, ML_METHOD_PLAIN, #name "($module, x, /)\n--\n\n" doc \
  }
#define TWO(name, doc)                                                                       \
  {                                                                                          \
#name, math_##name, 2, 2, FALSE, ML_METHOD_PLAIN, #name "($module, x, y, /)\n--\n\n" doc \
  }

static const MlMethod functions[] = {
  ONE (acos, "Return the arc cosine (measured in radians) of x."),
  ONE (acosh, "Return the inverse hyperbolic cosine of x."),
  ONE (asin, "Return the arc sine (measured in radians) of x."),
  ONE (asinh, "Return the inverse hyperbolic sine of x."),
  ONE (atan, "Return the arc tangent (measured in radians) of x."),
  TWO (atan2, "Return the arc tangent (measured in radians) of y/x."),
  ONE (atanh, "Return the inverse hyperbolic tangent of x."),
  ONE (cbrt, "Return the cube root of x."),
  ONE (ceil, "Return the ceiling of x as an Integral."),
  TWO (copysign, "Return a float with the magnitude of x but the sign of y."),
  ONE (cos, "Return the cosine of x (measured in radians)."),
  ONE (cosh, "Return the hyperbolic cosine of x."),
  ONE (degrees, "Convert angle x from radians to degrees."),
  ONE (erf, "Error function at x."),
  ONE (erfc, "Complementary error function at x."),
  ONE (exp, "Return e raised to the power of x."),
  ONE (exp2, "Return 2 raised to the power of x."),
  ONE (expm1, "Return exp(x)-1."),
  ONE (fabs, "Return the absolute value of the float x."),
  ONE (floor, "Return the floor of x as an Integral."),
  { "fma",
    math_fma,
    3,
    3,
    FALSE,
    ML_METHOD_PLAIN,
    "fma($module, x, y, z, /)\n--\n\nFused multiply-add operation." },
  TWO (fmod, "Return fmod(x, y), according to platform C."),
  ONE (frexp, "Return the mantissa and exponent of x, as pair (m, e)."),
  ONE (gamma, "Gamma function at x."),
  { "isclose",
    math_isclose,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nDetermine whether two "
    "floating-"
    "point numbers are close in value." },
  ONE (isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
  ONE (isinf, "Return True if x is a positive or negative infinity, and False otherwise."),
  ONE (isnan, "Return True if x is a NaN (not a number), and False otherwise."),
  TWO (ldexp, "Return x * (2**i)."),
  ONE (lgamma, "Natural logarithm of absolute value of Gamma function at x."),
  { "log",
    math_log,
    1,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "log(x, [base=math.e])\nReturn the logarithm of x to the given base." },
  ONE (log10, "Return the base 10 logarithm of x."),
  ONE (log1p, "Return the natural logarithm of 1+x (base e)."),
  ONE (log2, "Return the base 2 logarithm of x."),
  ONE (modf, "Return the fractional and integer parts of x."),
  { "nextafter",
    math_nextafter,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "nextafter($module, x, y, /, *, steps=None)\n--\n\nReturn the floating-point value the given "
    "number of steps after x towards y." },
  TWO (pow, "Return x**y (x to the power of y)."),
  ONE (radians, "Convert angle x from degrees to radians."),
  TWO (remainder, "Difference between x and the closest integer multiple of y."),
  ONE (sin, "Return the sine of x (measured in radians)."),
  ONE (sinh, "Return the hyperbolic sine of x."),
  ONE (sqrt, "Return the square root of x."),
  ONE (tan, "Return the tangent of x (measured in radians)."),
  ONE (tanh, "Return the hyperbolic tangent of x."),
  ONE (trunc, "Truncates the Real x to the nearest Integral toward 0."),
  ONE (ulp, "Return the value of the least significant bit of the float x."),
  { NULL },
};

static gboolean
add_constants (MlHeap *heap, MlObject *module)
{
  return ml_module_add (heap, module, "pi", ml_float_new (heap, G_PI)) &&
         ml_module_add (heap, module, "e", ml_float_new (heap, G_E)) &&
         ml_module_add (heap, module, "tau", ml_float_new (heap, 2 * G_PI)) &&
         ml_module_add (heap, module, "inf", ml_float_new (heap, INFINITY)) &&
         ml_module_add (heap, module, "nan", ml_float_new (heap, NAN));
}

MlObject *
ml_math_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (heap,
                                    "math",
                                    "This module provides access to the mathematical functions\n"
                                    "defined by the C standard.");

  if (module != NULL &&
      (!ml_module_add_functions (heap, module, functions) ||
       !ml_module_add_functions (heap, module, ml_math_integers) ||
       !ml_module_add_functions (heap, module, ml_math_sums) || !add_constants (heap, module)))
    {
      ml_unref (heap, module);
      return NULL;
    }

  return module;
}
