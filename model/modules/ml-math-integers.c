/* ml-math-integers.c: what the module math knows of whole numbers */
#include "ml-math-integers.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"

#define FUNCTION(name)    \
  static MlObject *name ( \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)

/* Greater numbers are not computed: nobody could wait for them, and GMP ends the program where
 * memory does. */
#define MAX_FACTORIAL 10000000

/* An int, or what an object's __index__ gives: new reference. */
static MlObject *
read_int (MlHeap *heap, MlObject *object)
{
  return ml_is_int (object) ? ml_int_to_plain (heap, object) : ml_index (heap, object);
}

/* Folds ints into one by @func, beginning with @start. */
static MlObject *
fold (MlHeap *heap,
      MlObject *const *args,
      gsize n_args,
      long start,
      void (*func) (mpz_ptr result, mpz_srcptr a, mpz_srcptr b))
{
  mpz_t total;
  MlObject *result = NULL;
  gsize i;

  mpz_init_set_si (total, start);

  for (i = 0; i < n_args; i++)
    {
      MlObject *number = read_int (heap, args[i]);
      MlIntView view;

      if (number == NULL)
        break;

      func (total, total, ml_int_view (number, &view));
      ml_unref (heap, number);
    }

  if (i == n_args)
    result = ml_int_new_mpz (heap, total);

  mpz_clear (total);

  return result;
}

FUNCTION (math_gcd)
{
  return fold (heap, args, n_args, 0, mpz_gcd);
}

FUNCTION (math_lcm)
{
  return fold (heap, args, n_args, 1, mpz_lcm);
}

/* A number that is not negative and small enough to count up to. FALSE with an exception. */
static gboolean
read_count (MlHeap *heap, MlObject *object, const char *negative, const char *large, gint64 *count)
{
  MlObject *number = read_int (heap, object);
  gboolean fits;

  if (number == NULL)
    return FALSE;

  fits = ml_int_fits (number, count);

  if (ml_int_get_sign (number) < 0)
    ml_raise (heap, heap->world->value_error, "%s", negative);
  else if (!fits)
    ml_raise (heap, heap->world->overflow_error, "%s", large);

  ml_unref (heap, number);

  return heap->raised == NULL;
}

FUNCTION (math_factorial)
{
  MlObject *result;
  gint64 n;
  mpz_t product;

  if (!read_count (heap,
                   args[0],
                   "factorial() not defined for negative values",
                   "factorial() argument should not exceed 9223372036854775807",
                   &n))
    return NULL;

  if (n > MAX_FACTORIAL)
    {
      ml_raise_value (heap, heap->world->memory_error, NULL);
      return NULL;
    }

  mpz_init (product);
  mpz_fac_ui (product, n);
  result = ml_int_new_mpz (heap, product);
  mpz_clear (product);

  return result;
}

FUNCTION (math_isqrt)
{
  MlObject *number = read_int (heap, args[0]);
  MlObject *result = NULL;
  MlIntView view;
  mpz_t root;

  if (number == NULL)
    return NULL;

  if (ml_int_get_sign (number) < 0)
    {
      ml_raise (heap, heap->world->value_error, "isqrt() argument must be nonnegative");
    }
  else
    {
      mpz_init (root);
      mpz_sqrt (root, ml_int_view (number, &view));
      result = ml_int_new_mpz (heap, root);
      mpz_clear (root);
    }

  ml_unref (heap, number);

  return result;
}

/* n (n - 1) ... (n - k + 1) */
static void
multiply_falling (mpz_ptr product, mpz_srcptr n, gint64 k)
{
  mpz_t factor;

  mpz_init_set (factor, n);
  mpz_set_ui (product, 1);

  for (; k > 0; k--)
    {
      mpz_mul (product, product, factor);
      mpz_sub_ui (factor, factor, 1);
    }

  mpz_clear (factor);
}

static void
choose (mpz_ptr result, mpz_srcptr n, gint64 k)
{
  mpz_t rest;

  /* The smaller of k and n - k: the result is the same. */
  mpz_init (rest);
  mpz_sub_ui (rest, n, k);
  mpz_bin_ui (result, n, mpz_cmp_ui (rest, k) < 0 ? mpz_get_ui (rest) : (gulong) k);
  mpz_clear (rest);
}

/* perm() and comb(): @func is called where 0 <= k <= n. */
static MlObject *
count_ways (MlHeap *heap,
            MlObject *n_object,
            MlObject *k_object,
            void (*func) (mpz_ptr result, mpz_srcptr n, gint64 k))
{
  MlObject *n = read_int (heap, n_object);
  MlObject *result = NULL;
  MlIntView view;
  gint64 k;
  mpz_t ways;

  if (n == NULL)
    return NULL;

  if (ml_int_get_sign (n) < 0)
    {
      ml_raise (heap, heap->world->value_error, "n must be a non-negative integer");
    }
  else if (read_count (heap,
                       k_object,
                       "k must be a non-negative integer",
                       "k must not exceed 9223372036854775807",
                       &k))
    {
      mpz_init (ways);

      if (mpz_cmp_ui (ml_int_view (n, &view), k) >= 0)
        func (ways, ml_int_view (n, &view), k);

      result = ml_int_new_mpz (heap, ways);
      mpz_clear (ways);
    }

  ml_unref (heap, n);

  return result;
}

FUNCTION (math_comb)
{
  return count_ways (heap, args[0], args[1], choose);
}

FUNCTION (math_perm)
{
  if (n_args == 1 || args[1] == ml_none (heap))
    return math_factorial (heap, self, args, 1, NULL);

  return count_ways (heap, args[0], args[1], multiply_falling);
}

const MlMethod ml_math_integers[] = {
  { "comb",
    math_comb,
    2,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "comb($module, n, k, /)\n--\n\nNumber of ways to choose k items from n items without "
    "repetition and without order." },
  { "factorial",
    math_factorial,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "factorial($module, n, /)\n--\n\nFind n!." },
  { "gcd",
    math_gcd,
    0,
    -1,
    FALSE,
    ML_METHOD_PLAIN,
    "gcd($module, /, *integers)\n--\n\nGreatest Common Divisor." },
  { "isqrt",
    math_isqrt,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "isqrt($module, n, /)\n--\n\nReturn the integer part of the square root of the input." },
  { "lcm",
    math_lcm,
    0,
    -1,
    FALSE,
    ML_METHOD_PLAIN,
    "lcm($module, /, *integers)\n--\n\nLeast Common Multiple." },
  { "perm",
    math_perm,
    1,
    2,
    FALSE,
    ML_METHOD_PLAIN,
    "perm($module, n, k=None, /)\n--\n\nNumber of ways to choose k items from n items without "
    "repetition and with order." },
  { NULL },
};
