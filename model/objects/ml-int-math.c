#include "ml-int-math.h"

#include <math.h>

#include "ml-exception.h"
#include "ml-float.h"

typedef void (*Operation) (mpz_ptr result, mpz_srcptr left, mpz_srcptr right);

gboolean
ml_int_may_have (MlHeap *heap, guint64 n_bits)
{
  if (n_bits <= ML_INT_MAX_BITS &&
      heap->bytes + n_bits / 8 <= heap->byte_limit)
    return TRUE;

  ml_raise_value (heap, heap->world->memory_error, NULL);
  return FALSE;
}

static MlObject *
compute (MlHeap *heap, Operation operation, MlObject *left, MlObject *right)
{
  MlIntView left_view, right_view;
  MlObject *object;
  mpz_t result;

  mpz_init (result);
  operation (result, ml_int_view (left, &left_view), ml_int_view (right, &right_view));
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

static gboolean
are_words (MlObject *left, MlObject *right)
{
  return ml_int_is_word (left) && ml_int_is_word (right);
}

/* Addition, subtraction and multiplication where the quick way in ml-int.h does not suffice. */

MlObject *
ml_int_add_any (MlHeap *heap, MlObject *left, MlObject *right)
{
  return compute (heap, mpz_add, left, right);
}

MlObject *
ml_int_subtract_any (MlHeap *heap, MlObject *left, MlObject *right)
{
  return compute (heap, mpz_sub, left, right);
}

MlObject *
ml_int_multiply_any (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (!ml_int_may_have (heap, ml_int_get_bit_length (left) + ml_int_get_bit_length (right)))
    return NULL;

  return compute (heap, mpz_mul, left, right);
}

/* Division */

static gboolean
is_divisor (MlHeap *heap, MlObject *right, const char *message)
{
  if (ml_int_get_sign (right) != 0)
    return TRUE;

  ml_raise (heap, heap->world->zero_division_error, "%s", message);
  return FALSE;
}

/* Two words whose quotient is a word; the only other one is -2^63 / -1. */
static gboolean
divide_words (MlObject *left, MlObject *right, gint64 *quotient, gint64 *remainder)
{
  gint64 dividend = ml_int_get_word (left), divisor = ml_int_get_word (right);

  if (!are_words (left, right) || divisor == -1)
    return FALSE;

  *quotient = dividend / divisor;
  *remainder = dividend % divisor;

  if (*remainder != 0 && (*remainder < 0) != (divisor < 0))
    {
      *quotient -= 1;
      *remainder += divisor;
    }

  return TRUE;
}

MlObject *
ml_int_floor_divide (MlHeap *heap, MlObject *left, MlObject *right)
{
  gint64 quotient, remainder;

  if (!is_divisor (heap, right, "integer division or modulo by zero"))
    return NULL;

  if (divide_words (left, right, &quotient, &remainder))
    return ml_int_new (heap, quotient);

  return compute (heap, mpz_fdiv_q, left, right);
}

MlObject *
ml_int_remainder (MlHeap *heap, MlObject *left, MlObject *right)
{
  gint64 quotient, remainder;

  if (!is_divisor (heap, right, "integer modulo by zero"))
    return NULL;

  if (divide_words (left, right, &quotient, &remainder))
    return ml_int_new (heap, remainder);

  return compute (heap, mpz_fdiv_r, left, right);
}

gboolean
ml_int_divide (MlHeap *heap,
               MlObject *left,
               MlObject *right,
               MlObject **quotient,
               MlObject **remainder)
{
  *quotient = ml_int_floor_divide (heap, left, right);
  if (*quotient == NULL)
    return FALSE;

  *remainder = ml_int_remainder (heap, left, right);
  if (*remainder != NULL)
    return TRUE;

  ml_unref (heap, *quotient);
  return FALSE;
}

/* Takes the lowest @n bits away from @number, which is not negative, and rounds; halves to even. */
static void
round_off (mpz_ptr number, guint64 n, gboolean sticky)
{
  gboolean half = mpz_tstbit (number, n - 1);

  sticky = sticky || mpz_scan1 (number, 0) < n - 1;
  mpz_tdiv_q_2exp (number, number, n);

  if (half && (sticky || mpz_odd_p (number)))
    mpz_add_ui (number, number, 1);
}

gboolean
ml_int_scale (mpz_srcptr number, gboolean sticky, gint64 exponent, double *result)
{
  guint64 n_bits = mpz_sgn (number) == 0 ? 0 : mpz_sizeinbase (number, 2);
  gint64 end = exponent + (gint64) n_bits;          /* |number| * 2^exponent is below 2^end */
  gint64 precision = end < -1021 ? end + 1074 : 53; /* fewer bits for a subnormal */
  mpz_t kept;

  *result = 0.0;

  if (n_bits == 0 || precision < 0)
    return TRUE;

  if (end > 1024)
    return FALSE;

  mpz_init (kept);
  mpz_abs (kept, number);

  if ((gint64) n_bits > precision)
    {
      round_off (kept, n_bits - (guint64) precision, sticky);
      exponent += (gint64) n_bits - precision;
    }

  *result = copysign (ldexp (mpz_get_d (kept), (int) exponent), mpz_sgn (number));
  mpz_clear (kept);

  return isfinite (*result);
}

/* The quotient of two magnitudes with at least 64 bits before it is rounded. */
static gboolean
divide_exactly (mpz_srcptr left, mpz_srcptr right, double *result)
{
  gint64 shift = (gint64) mpz_sizeinbase (right, 2) - (gint64) mpz_sizeinbase (left, 2) + 65;
  mpz_t quotient, remainder, scaled;
  gboolean fits;

  mpz_inits (quotient, remainder, scaled, NULL);

  if (shift >= 0)
    {
      mpz_mul_2exp (scaled, left, (mp_bitcnt_t) shift);
      mpz_tdiv_qr (quotient, remainder, scaled, right);
    }
  else
    {
      mpz_mul_2exp (scaled, right, (mp_bitcnt_t) -shift);
      mpz_tdiv_qr (quotient, remainder, left, scaled);
    }

  fits = ml_int_scale (quotient, mpz_sgn (remainder) != 0, -shift, result);
  mpz_clears (quotient, remainder, scaled, NULL);

  return fits;
}

MlObject *
ml_int_true_divide (MlHeap *heap, MlObject *left, MlObject *right)
{
  const gint64 exact = G_GINT64_CONSTANT (1) << 53;
  MlIntView left_view, right_view;
  double result;

  if (!is_divisor (heap, right, "division by zero"))
    return NULL;

  if (are_words (left, right) && ABS (ml_int_get_word (left)) <= exact &&
      ABS (ml_int_get_word (right)) <= exact && ml_int_get_word (left) != G_MININT64 &&
      ml_int_get_word (right) != G_MININT64)
    return ml_float_new (heap, (double) ml_int_get_word (left) / (double) ml_int_get_word (right));

  if (ml_int_get_sign (left) == 0)
    return ml_float_new (heap, ml_int_get_sign (right) < 0 ? -0.0 : 0.0);

  if (!divide_exactly (ml_int_view (left, &left_view), ml_int_view (right, &right_view), &result))
    return ml_raise (
        heap, heap->world->overflow_error, "integer division result too large for a float");

  return ml_float_new (heap, result);
}

/* Powers */

static MlObject *
power_float (MlHeap *heap, MlObject *left, MlObject *right)
{
  double base, exponent, result;

  if (!ml_int_to_double (heap, left, &base) || !ml_int_to_double (heap, right, &exponent) ||
      !ml_float_raise_to (heap, base, exponent, &result))
    return NULL;

  return ml_float_new (heap, result);
}

/* -1, 0 and 1 to a power, which may be of any size. */
static MlObject *
power_of_unit (MlHeap *heap, gint64 base, MlObject *exponent)
{
  MlIntView view;

  if (base >= 0)
    return ml_int_new (heap, ml_int_get_sign (exponent) == 0 ? 1 : base);

  return ml_int_new (heap, mpz_even_p (ml_int_view (exponent, &view)) ? 1 : -1);
}

MlObject *
ml_int_power (MlHeap *heap, MlObject *left, MlObject *right)
{
  guint64 n_bits;
  gint64 exponent;
  MlIntView view;
  MlObject *object;
  mpz_t result;

  if (ml_int_get_sign (right) < 0)
    return power_float (heap, left, right);

  if (ml_int_is_word (left) && ml_int_get_word (left) >= -1 && ml_int_get_word (left) <= 1)
    return power_of_unit (heap, ml_int_get_word (left), right);

  /* The result has at least so many bits, and less than twice as many. */
  if (!ml_int_fits (right, &exponent) ||
      __builtin_mul_overflow (ml_int_get_bit_length (left) - 1, (guint64) exponent, &n_bits))
    n_bits = G_MAXUINT64;

  if (!ml_int_may_have (heap, n_bits))
    return NULL;

  mpz_init (result);
  mpz_pow_ui (result, ml_int_view (left, &view), (unsigned long) exponent);
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

MlObject *
ml_int_power_modulo (MlHeap *heap, MlObject *base, MlObject *exponent, MlObject *modulus)
{
  MlIntView base_view, exponent_view, modulus_view;
  mpz_srcptr divisor = ml_int_view (modulus, &modulus_view);
  MlObject *object = NULL;
  gboolean invertible;
  mpz_t result;

  if (mpz_sgn (divisor) == 0)
    return ml_raise (heap, heap->world->value_error, "pow() 3rd argument cannot be 0");

  ml_int_view (base, &base_view);
  ml_int_view (exponent, &exponent_view);
  mpz_init (result);

  /* GMP divides by zero, and that ends the program, where there is no inverse. */
  invertible = mpz_sgn (exponent_view.number) >= 0 || mpz_cmpabs_ui (divisor, 1) == 0 ||
               mpz_invert (result, base_view.number, divisor) != 0;

  if (!invertible)
    ml_raise (heap, heap->world->value_error, "base is not invertible for the given modulus");
  else
    {
      if (mpz_cmpabs_ui (divisor, 1) != 0)
        mpz_powm (result, base_view.number, exponent_view.number, divisor);
      else
        mpz_set_ui (result, 0);

      /* The result has the sign of the modulus. */
      mpz_fdiv_r (result, result, divisor);
      object = ml_int_new_mpz (heap, result);
    }

  mpz_clear (result);

  return object;
}

/* Bits */

static gboolean
is_shift_count (MlHeap *heap, MlObject *count)
{
  if (ml_int_get_sign (count) >= 0)
    return TRUE;

  ml_raise (heap, heap->world->value_error, "negative shift count");
  return FALSE;
}

MlObject *
ml_int_shift_left (MlHeap *heap, MlObject *left, MlObject *right)
{
  gint64 count, word;
  MlIntView view;
  MlObject *object;
  mpz_t result;

  if (!is_shift_count (heap, right))
    return NULL;

  if (ml_int_get_sign (left) == 0)
    return ml_int_new (heap, 0);

  if (!ml_int_fits (right, &count))
    return ml_raise (heap, heap->world->overflow_error, "too many digits in integer");

  if (ml_int_is_word (left) && count < 63 &&
      !__builtin_mul_overflow (ml_int_get_word (left), G_GINT64_CONSTANT (1) << count, &word))
    return ml_int_new (heap, word);

  if (!ml_int_may_have (heap, ml_int_get_bit_length (left) + (guint64) count))
    return NULL;

  mpz_init (result);
  mpz_mul_2exp (result, ml_int_view (left, &view), (mp_bitcnt_t) count);
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

MlObject *
ml_int_shift_right (MlHeap *heap, MlObject *left, MlObject *right)
{
  gint64 count;
  MlIntView view;
  MlObject *object;
  mpz_t result;

  if (!is_shift_count (heap, right))
    return NULL;

  if (!ml_int_fits (right, &count))
    return ml_int_new (heap, ml_int_get_sign (left) < 0 ? -1 : 0);

  if (ml_int_is_word (left))
    return ml_int_new (heap, ml_int_get_word (left) >> MIN (count, 63));

  mpz_init (result);
  mpz_fdiv_q_2exp (result, ml_int_view (left, &view), (mp_bitcnt_t) count);
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

MlObject *
ml_int_and (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (are_words (left, right))
    return ml_int_new (heap, ml_int_get_word (left) & ml_int_get_word (right));

  return compute (heap, mpz_and, left, right);
}

MlObject *
ml_int_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (are_words (left, right))
    return ml_int_new (heap, ml_int_get_word (left) | ml_int_get_word (right));

  return compute (heap, mpz_ior, left, right);
}

MlObject *
ml_int_xor (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (are_words (left, right))
    return ml_int_new (heap, ml_int_get_word (left) ^ ml_int_get_word (right));

  return compute (heap, mpz_xor, left, right);
}

MlObject *
ml_int_invert (MlHeap *heap, MlObject *self)
{
  MlIntView view;
  MlObject *object;
  mpz_t result;

  if (ml_int_is_word (self))
    return ml_int_new (heap, ~ml_int_get_word (self));

  mpz_init (result);
  mpz_com (result, ml_int_view (self, &view));
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

MlObject *
ml_int_negate (MlHeap *heap, MlObject *self)
{
  MlIntView view;
  MlObject *object;
  mpz_t result;

  if (ml_int_is_word (self) && ml_int_get_word (self) != G_MININT64)
    return ml_int_new (heap, -ml_int_get_word (self));

  mpz_init (result);
  mpz_neg (result, ml_int_view (self, &view));
  object = ml_int_new_mpz (heap, result);
  mpz_clear (result);

  return object;
}

MlObject *
ml_int_absolute (MlHeap *heap, MlObject *self)
{
  return ml_int_get_sign (self) < 0 ? ml_int_negate (heap, self) : ml_int_to_plain (heap, self);
}

/* Rounds @number to a multiple of @unit, which is positive; halves go to the even multiple. */
static void
round_to_multiple (mpz_ptr number, mpz_srcptr unit)
{
  mpz_t quotient, rest;
  int order;

  mpz_inits (quotient, rest, NULL);
  mpz_fdiv_qr (quotient, rest, number, unit);
  mpz_mul_2exp (rest, rest, 1);
  order = mpz_cmp (rest, unit);

  if (order > 0 || (order == 0 && mpz_odd_p (quotient)))
    mpz_add_ui (quotient, quotient, 1);

  mpz_mul (number, quotient, unit);
  mpz_clears (quotient, rest, NULL);
}

MlObject *
ml_int_round (MlHeap *heap, MlObject *self, guint64 n_zeros)
{
  MlIntView view;
  MlObject *object;
  mpz_t result, unit;

  /* Less than half of ten to the power of its number of bits. */
  if (n_zeros > ml_int_get_bit_length (self))
    return ml_int_new (heap, 0);

  mpz_init_set (result, ml_int_view (self, &view));
  mpz_init (unit);
  mpz_ui_pow_ui (unit, 10, n_zeros);
  round_to_multiple (result, unit);
  object = ml_int_new_mpz (heap, result);
  mpz_clears (result, unit, NULL);

  return object;
}
