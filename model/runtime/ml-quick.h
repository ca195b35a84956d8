/* ml-quick.h: what most operands need, done in the evaluation loop
 *
 * Most numbers are ints of one word and floats; most loops run over a range or a list. What they
 * give here is what the slots of the types would give; only the way to them is spared.
 */
#pragma once

#include <math.h>

#include "ml-code.h"
#include "ml-float.h"
#include "ml-int-math.h"
#include "ml-list-iterators.h"
#include "ml-range.h"
#include "ml-str.h"

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

static inline gboolean
ml_are_strs (MlHeap   *heap,
             MlObject *left,
             MlObject *right)
{
  return left->type == heap->world->str_type && right->type == heap->world->str_type;
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
    case ML_BINARY_ARG_REMAINDER:
    case ML_BINARY_ARG_REMAINDER + ML_BINARY_ARG_INPLACE:
      return ml_int_remainder (heap, left, right);
    case ML_BINARY_ARG_FLOOR_DIVIDE:
    case ML_BINARY_ARG_FLOOR_DIVIDE + ML_BINARY_ARG_INPLACE:
      return ml_int_floor_divide (heap, left, right);
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
    case ML_BINARY_ARG_TRUE_DIVIDE:
    case ML_BINARY_ARG_TRUE_DIVIDE + ML_BINARY_ARG_INPLACE:
      return b != 0 ? ml_float_new (heap, a / b) : NULL;
    default:
      return NULL;
    }
}

/* BINARY_OP of whatever operands, if it is one of the quick cases; likewise. */
static inline MlObject *
ml_quick_binary (MlHeap   *heap,
                 int       arg,
                 MlObject *left,
                 MlObject *right)
{
  if (ml_are_words (heap, left, right))
    return ml_quick_binary_words (heap, arg, left, right);

  if (ml_are_floats (heap, left, right))
    return ml_quick_binary_floats (heap, arg, left, right);

  if (arg == ML_BINARY_ARG_ADD && ml_are_strs (heap, left, right))
    return ml_str_concat (heap, left, right);

  return NULL;
}

/* COMPARE_OP of two words or two floats: 1 or 0; -1: it is not a quick case. */
static inline int
ml_quick_compare (MlHeap    *heap,
                  MlCompare  how,
                  MlObject  *left,
                  MlObject  *right)
{
  if (ml_are_words (heap, left, right))
    return ml_int_compare_words (ml_int_get_word (left), ml_int_get_word (right), how);

  if (ml_are_floats (heap, left, right))
    {
      double a = ml_float_get_value (left);
      double b = ml_float_get_value (right);

      return isunordered (a, b) ? how == ML_NOT_EQUAL : ml_order_is ((a > b) - (a < b), how);
    }

  return -1;
}

/* The next item of @iterator: a new reference; NULL at the end, or with an exception. */
static inline MlObject *
ml_quick_next (MlHeap   *heap,
               MlObject *iterator)
{
  if (ml_is_range_iterator (heap, iterator))
    return ml_range_iterator_next (heap, iterator);

  if (ml_is_list_iterator (heap, iterator))
    {
      MlListIterator *self = (MlListIterator *) iterator;

      if (G_LIKELY (self->list != NULL && (gsize) self->index < self->list->length))
        return ml_ref (self->list->items[self->index++]);
    }

  return iterator->type->slots.next (heap, iterator);
}

G_END_DECLS
