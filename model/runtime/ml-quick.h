/* ml-quick.h: operators on ints of one word and on floats, done in the evaluation loop
 *
 * Most operands are of these two types. What they give is what the slots of the types would give;
 * only the way to them is spared.
 */
#pragma once

#include "ml-code.h"
#include "ml-float.h"
#include "ml-int.h"

G_BEGIN_DECLS

static inline gboolean
ml_are_words (MlHeap   *heap,
              MlObject *left,
              MlObject *right)
{
  return ml_is_word (heap, left) && ml_is_word (heap, right);
}

static inline gboolean
ml_are_floats (MlHeap   *heap,
               MlObject *left,
               MlObject *right)
{
  return left->type == heap->world->float_type && right->type == heap->world->float_type;
}

/* BINARY_OP of two words. NULL with an exception; without one it is not a quick case. */
static inline MlObject *
ml_quick_binary_words (MlHeap   *heap,
                       int       arg,
                       MlObject *left,
                       MlObject *right)
{
  switch (arg)
    {
    case ML_BINARY_ARG_ADD:
    case ML_BINARY_ARG_ADD + ML_BINARY_ARG_INPLACE:
      return ml_int_add (heap, left, right);
    case ML_BINARY_ARG_SUBTRACT:
    case ML_BINARY_ARG_SUBTRACT + ML_BINARY_ARG_INPLACE:
      return ml_int_subtract (heap, left, right);
    case ML_BINARY_ARG_MULTIPLY:
    case ML_BINARY_ARG_MULTIPLY + ML_BINARY_ARG_INPLACE:
      return ml_int_multiply (heap, left, right);
    default:
      return NULL;
    }
}

/* The same of two floats. */
static inline MlObject *
ml_quick_binary_floats (MlHeap   *heap,
                        int       arg,
                        MlObject *left,
                        MlObject *right)
{
  double a = ml_float_get_value (left);
  double b = ml_float_get_value (right);

  switch (arg)
    {
    case ML_BINARY_ARG_ADD:
    case ML_BINARY_ARG_ADD + ML_BINARY_ARG_INPLACE:
      return ml_float_new (heap, a + b);
    case ML_BINARY_ARG_SUBTRACT:
    case ML_BINARY_ARG_SUBTRACT + ML_BINARY_ARG_INPLACE:
      return ml_float_new (heap, a - b);
    case ML_BINARY_ARG_MULTIPLY:
    case ML_BINARY_ARG_MULTIPLY + ML_BINARY_ARG_INPLACE:
      return ml_float_new (heap, a * b);
    default:
      return NULL;
    }
}

G_END_DECLS
