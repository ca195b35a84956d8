/* ml-int-math.h: the arithmetic of ints
 *
 * All operands are ints, of whatever class; results are ints, new references, or NULL with an
 * exception. What is not here is in ml-int.h: addition, subtraction and multiplication.
 */
#pragma once

#include "ml-int.h"

G_BEGIN_DECLS

/* Python's // and %: the quotient is rounded down. ZeroDivisionError. */
MlObject *ml_int_floor_divide (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);
MlObject *ml_int_remainder    (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);

/* Both: FALSE with ZeroDivisionError. */
gboolean  ml_int_divide       (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right,
                               MlObject **quotient,
                               MlObject **remainder);

/* A float, correctly rounded. ZeroDivisionError, OverflowError. */
MlObject *ml_int_true_divide  (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);

/* A float if @right is negative. MemoryError for what is too large. */
MlObject *ml_int_power        (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);

/* pow(base, exponent, modulus). ValueError. */
MlObject *ml_int_power_modulo (MlHeap   *heap,
                               MlObject *base,
                               MlObject *exponent,
                               MlObject *modulus);

/* ValueError for a negative count, OverflowError or MemoryError for one that is too large. */
MlObject *ml_int_shift_left   (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);
MlObject *ml_int_shift_right  (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);

/* Of infinitely many bits in two's complement. */
MlObject *ml_int_and          (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);
MlObject *ml_int_or           (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);
MlObject *ml_int_xor          (MlHeap   *heap,
                               MlObject *left,
                               MlObject *right);
MlObject *ml_int_invert       (MlHeap   *heap,
                               MlObject *self);
MlObject *ml_int_negate       (MlHeap   *heap,
                               MlObject *self);

/* The value itself if it is not negative: with one more reference if that is a plain int. */
MlObject *ml_int_absolute     (MlHeap   *heap,
                               MlObject *self);

/* The multiple of 10 ** @n_zeros that is nearest; of two the one that is even. */
MlObject *ml_int_round        (MlHeap   *heap,
                               MlObject *self,
                               guint64   n_zeros);

/* @number * 2 ** @exponent, correctly rounded; @sticky says that the number is greater, by less
 * than 1. FALSE, and nothing raised, if it is too large. */
gboolean  ml_int_scale        (mpz_srcptr number,
                               gboolean   sticky,
                               gint64     exponent,
                               double    *result);

/* Whether a result of so many bits may be computed. FALSE with MemoryError. */
gboolean  ml_int_may_have     (MlHeap   *heap,
                               guint64   n_bits);

G_END_DECLS
