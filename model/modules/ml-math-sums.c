/* ml-math-sums.c: what the module math knows of sums, products and distances */
#include "ml-math-sums.h"

#include <math.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-int.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-tuple.h"

#define FUNCTION(name)    \
  static MlObject *name ( \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)

/* A double-double would do; this has the bits at hand: the product of two doubles is exact. */
typedef __float128 Quad;

/* Distances */

/* The square root, rounded once: a double's root made better by one of Newton's steps. @sum is
 * brought near 1 first, in even powers of 2, so that its root fits a double. */
static double
take_root (Quad sum)
{
  double scale = 1.0;
  Quad root;

  for (; sum > 0x1p1000Q; sum *= 0x1p-1000Q)
    scale *= 0x1p500;

  for (; sum < 0x1p-1000Q; sum *= 0x1p1000Q)
    scale *= 0x1p-500;

  root = sqrt ((double) sum);

  return (double) ((root + sum / root) / 2 * scale);
}

/* Neither overflows nor vanishes before the result does. */
static double
measure (const double *values, gsize n)
{
  Quad sum = 0;

  for (gsize i = 0; i < n; i++)
    if (isinf (values[i]))
      return INFINITY;

  for (gsize i = 0; i < n; i++)
    sum += (Quad) values[i] * values[i];

  return sum > 0 ? take_root (sum) : (double) sum;
}

FUNCTION (math_hypot)
{
  g_autofree double *values = g_new (double, n_args);

  for (gsize i = 0; i < n_args; i++)
    if (!ml_float_as_double (heap, args[i], &values[i]))
      return NULL;

  return ml_float_new (heap, measure (values, n_args));
}

FUNCTION (math_dist)
{
  MlObject *held[2] = { NULL, NULL };
  g_autofree double *values = NULL;
  MlObject *result = NULL;
  MlNative native;
  gsize n, i;

  ml_native_enter (heap, &native, "dist", held, G_N_ELEMENTS (held));
  held[0] = ml_tuple_from_iterable (heap, args[0]);
  held[1] = held[0] != NULL ? ml_tuple_from_iterable (heap, args[1]) : NULL;

  if (held[1] != NULL && ml_tuple_get_length (held[0]) != ml_tuple_get_length (held[1]))
    {
      ml_raise (
          heap, heap->world->value_error, "both points must have the same number of dimensions");
    }
  else if (held[1] != NULL)
    {
      n = ml_tuple_get_length (held[0]);
      values = g_new (double, n);

      for (i = 0; i < n; i++)
        {
          double p, q;

          if (!ml_float_as_double (heap, ml_tuple_get (held[0], i), &p) ||
              !ml_float_as_double (heap, ml_tuple_get (held[1], i), &q))
            break;

          values[i] = p - q;
        }

      if (i == n)
        result = ml_float_new (heap, measure (values, n));
    }

  ml_native_leave (heap, &native);

  return result;
}

/* Sums and products */

/* The sum of doubles, rounded once: partial sums that do not overlap, as in Shewchuk, "Adaptive
 * Precision Floating-Point Arithmetic" (1997). */
typedef struct
{
  GArray *partials; /* double, the smallest first */
  double specials;  /* sum of what is not finite */
  gboolean overflows;
} ExactSum;

static void
exact_sum_add (ExactSum *self, double x)
{
  guint n = 0;

  if (!isfinite (x))
    {
      self->specials += x;
      return;
    }

  for (guint i = 0; i < self->partials->len; i++)
    {
      double y = g_array_index (self->partials, double, i);
      double high, low;

      if (fabs (x) < fabs (y))
        {
          double swap = x;

          x = y;
          y = swap;
        }

      high = x + y;
      low = y - (high - x);
      self->overflows |= isinf (high);

      if (low != 0.0)
        g_array_index (self->partials, double, n++) = low;

      x = high;
    }

  g_array_set_size (self->partials, n);

  if (x != 0.0)
    g_array_append_val (self->partials, x);
}

/* Half-way cases look at what stands below the last bit. */
static double
exact_sum_round (const ExactSum *self)
{
  guint n = self->partials->len;
  const double *partials = (const double *) (gpointer) self->partials->data;
  double high = n > 0 ? partials[--n] : 0.0;
  double low = 0.0;

  while (n > 0 && low == 0.0)
    {
      double x = high;
      double y = partials[--n];

      high = x + y;
      low = y - (high - x);
    }

  if (n > 0 && ((low < 0.0 && partials[n - 1] < 0.0) || (low > 0.0 && partials[n - 1] > 0.0)))
    {
      double twice = low * 2.0;
      double x = high + twice;

      if (twice == x - high)
        high = x;
    }

  return high;
}

static MlObject *
finish_sum (MlHeap *heap, const ExactSum *sum, gboolean infinite)
{
  if (sum->specials != 0.0 || isnan (sum->specials))
    {
      if (isnan (sum->specials) && infinite)
        return ml_raise (heap, heap->world->value_error, "-inf + inf in fsum");

      return ml_float_new (heap, sum->specials);
    }

  if (sum->overflows)
    return ml_raise (heap, heap->world->overflow_error, "intermediate overflow in fsum");

  return ml_float_new (heap, exact_sum_round (sum));
}

FUNCTION (math_fsum)
{
  g_autoptr (GArray) partials = g_array_new (FALSE, FALSE, sizeof (double));
  ExactSum sum = { partials, 0.0, FALSE };
  MlObject *held[2] = { NULL, NULL };
  gboolean any_nan = FALSE;
  MlNative native;

  ml_native_enter (heap, &native, "fsum", held, G_N_ELEMENTS (held));
  held[0] = ml_iterate (heap, args[0]);

  while (held[0] != NULL && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      gboolean read;
      double x;

      read = ml_float_as_double (heap, held[1], &x);
      ml_unref (heap, g_steal_pointer (&held[1]));

      if (!read)
        break;

      any_nan |= isnan (x);
      exact_sum_add (&sum, x);
    }

  ml_native_leave (heap, &native);

  return heap->raised != NULL ? NULL : finish_sum (heap, &sum, !any_nan);
}

/* *@total by @factor, or plus it. FALSE with an exception. */
static gboolean
combine (MlHeap *heap, MlBinary how, MlObject **total, MlObject *factor)
{
  MlObject *before = *total;
  MlObject *result = ml_binary (heap, how, before, factor);

  if (result == NULL)
    return FALSE;

  *total = result;
  ml_unref (heap, before);

  return TRUE;
}

FUNCTION (math_prod)
{
  static const char *const names[] = { "", "start", NULL };
  MlObject *places[2];
  MlObject *held[3] = { NULL, NULL, NULL };
  MlObject *product = NULL;
  gboolean goes_on = TRUE;
  MlNative native;

  if (!ml_native_parse (heap, "prod", names, 1, 1, args, n_args, kw_names, places))
    return NULL;

  ml_native_enter (heap, &native, "prod", held, G_N_ELEMENTS (held));
  held[0] = places[1] != NULL ? ml_ref (places[1]) : ml_int_new (heap, 1);
  held[1] = ml_iterate (heap, places[0]);

  while (goes_on && held[1] != NULL && (held[2] = ml_next (heap, held[1])) != NULL)
    {
      goes_on = combine (heap, ML_MULTIPLY, &held[0], held[2]);
      ml_unref (heap, g_steal_pointer (&held[2]));
    }

  if (heap->raised == NULL)
    product = g_steal_pointer (&held[0]);

  ml_native_leave (heap, &native);

  return product;
}

/* Whether all are plain numbers of which one is a float, so that doubles can do it. */
static gboolean
are_for_doubles (MlHeap *heap, MlObject *tuple, gboolean *any_float)
{
  for (gsize i = 0; i < ml_tuple_get_length (tuple); i++)
    {
      MlObject *item = ml_tuple_get (tuple, i);

      if (ml_is_exact_float (heap, item))
        *any_float = TRUE;
      else if (item->type != heap->world->int_type)
        return FALSE;
    }

  return TRUE;
}

static MlObject *
multiply_doubles (MlHeap *heap, MlObject *p, MlObject *q)
{
  double plain = 0.0;
  Quad sum = 0;

  for (gsize i = 0; i < ml_tuple_get_length (p); i++)
    {
      double x, y;

      if (!ml_float_as_double (heap, ml_tuple_get (p, i), &x) ||
          !ml_float_as_double (heap, ml_tuple_get (q, i), &y))
        return NULL;

      plain += x * y;
      sum += (Quad) x * y;
    }

  return ml_float_new (heap, isfinite (plain) ? (double) sum : plain);
}

/* @held: both tuples, the sum, and a place for each product. */
static MlObject *
multiply_objects (MlHeap *heap, MlObject **held)
{
  gboolean goes_on = (held[2] = ml_int_new (heap, 0)) != NULL;

  for (gsize i = 0; goes_on && i < ml_tuple_get_length (held[0]); i++)
    {
      held[3] = ml_binary (heap, ML_MULTIPLY, ml_tuple_get (held[0], i), ml_tuple_get (held[1], i));
      goes_on = held[3] != NULL && combine (heap, ML_ADD, &held[2], held[3]);
      ml_unref_any (heap, g_steal_pointer (&held[3]));
    }

  return goes_on ? g_steal_pointer (&held[2]) : NULL;
}

FUNCTION (math_sumprod)
{
  MlObject *held[4] = { NULL, NULL, NULL, NULL };
  MlObject *result = NULL;
  gboolean any_float = FALSE;
  MlNative native;

  ml_native_enter (heap, &native, "sumprod", held, G_N_ELEMENTS (held));
  held[0] = ml_tuple_from_iterable (heap, args[0]);
  held[1] = held[0] != NULL ? ml_tuple_from_iterable (heap, args[1]) : NULL;

  if (held[1] != NULL && ml_tuple_get_length (held[0]) != ml_tuple_get_length (held[1]))
    ml_raise (heap, heap->world->value_error, "Inputs are not the same length");
  else if (held[1] != NULL && are_for_doubles (heap, held[0], &any_float) &&
           are_for_doubles (heap, held[1], &any_float) && any_float)
    result = multiply_doubles (heap, held[0], held[1]);
  else if (held[1] != NULL)
    result = multiply_objects (heap, held);

  ml_native_leave (heap, &native);

  return result;
}

const MlMethod ml_math_sums[] = {
  { "dist",
    math_dist,
    2,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "dist($module, p, q, /)\n--\n\nReturn the Euclidean distance between two points p and q." },
  { "fsum",
    math_fsum,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "fsum($module, seq, /)\n--\n\nReturn an accurate floating-point sum of values in the iterable "
    "seq." },
  { "hypot",
    math_hypot,
    0,
    -1,
    FALSE,
    ML_METHOD_PLAIN,
    "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a "
    "point." },
  { "prod",
    math_prod,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "prod($module, iterable, /, *, start=1)\n--\n\nCalculate the product of all the elements in "
    "the input iterable." },
  { "sumprod",
    math_sumprod,
    2,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "sumprod($module, p, q, /)\n--\n\nReturn the sum of products of values from two iterables p "
    "and q." },
  { NULL },
};
