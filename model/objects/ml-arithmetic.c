/* ml-arithmetic.c: unary, binary and augmented operators of any objects */
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"

static const char *const unary_signs[] = { "unary -", "unary +", "abs()", "unary ~" };
static const char *const binary_signs[ML_N_BINARY] = { "+",  "-", "*",           "@",       "/",
                                                       "//", "%", "** or pow()", "<<",      ">>",
                                                       "&",  "^", "|",           "divmod()" };
static const char *const inplace_signs[ML_N_BINARY] = {
  "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "^=", "|=", ""
};

MlObject *
ml_unary (MlHeap *heap, MlUnary how, MlObject *operand)
{
  MlUnaryFunc function = operand->type->slots.unary[how];

  if (function != NULL)
    return function (heap, operand);

  return ml_raise (heap,
                   heap->world->type_error,
                   "bad operand type for %s: '%s'",
                   unary_signs[how],
                   operand->type->name);
}

/* The number slots of both sides: left first, unless the right is of a subclass. */
static MlObject *
binary_numbers (MlHeap *heap, MlBinary how, MlObject *left, MlObject *right)
{
  MlBinaryFunc of_left = left->type->slots.binary[how];
  MlBinaryFunc of_right = right->type != left->type ? right->type->slots.binary[how] : NULL;
  MlObject *result;

  if (of_right == of_left)
    of_right = NULL;

  if (of_left != NULL)
    {
      if (of_right != NULL && ml_type_is_subtype (right->type, left->type))
        {
          result = of_right (heap, left, right);

          if (result != heap->world->not_implemented)
            return result;

          of_right = NULL;
        }

      result = of_left (heap, left, right);

      if (result != heap->world->not_implemented)
        return result;
    }

  return of_right != NULL ? of_right (heap, left, right) : ml_ref (heap->world->not_implemented);
}

static MlObject *
repeat (MlHeap *heap,
        MlObject *sequence,
        MlObject *n,
        MlObject *(*function) (MlHeap *heap, MlObject *self, gssize n))
{
  gssize times;

  if (n->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "can't multiply sequence by non-int of type '%s'",
                     n->type->name);

  if (!ml_int_as_index (heap, n, heap->world->overflow_error, &times))
    return NULL;

  return function (heap, sequence, times);
}

/* What sequences do when no number wanted to: + joins, * repeats. */
static MlObject *
binary_sequences (MlHeap *heap, MlBinary how, MlObject *left, MlObject *right)
{
  if (how == ML_ADD && left->type->slots.concat != NULL)
    return left->type->slots.concat (heap, left, right);

  if (how == ML_MULTIPLY && left->type->slots.repeat != NULL)
    return repeat (heap, left, right, left->type->slots.repeat);

  if (how == ML_MULTIPLY && right->type->slots.repeat != NULL)
    return repeat (heap, right, left, right->type->slots.repeat);

  return ml_ref (heap->world->not_implemented);
}

static MlObject *
raise_unsupported (MlHeap *heap, const char *sign, MlObject *left, MlObject *right)
{
  return ml_raise (heap,
                   heap->world->type_error,
                   "unsupported operand type(s) for %s: '%s' and '%s'",
                   sign,
                   left->type->name,
                   right->type->name);
}

static MlObject *
binary (MlHeap *heap, MlBinary how, MlObject *left, MlObject *right)
{
  MlObject *result = binary_numbers (heap, how, left, right);

  return result == heap->world->not_implemented ? binary_sequences (heap, how, left, right)
                                                : result;
}

MlObject *
ml_binary (MlHeap *heap, MlBinary how, MlObject *left, MlObject *right)
{
  MlObject *result = binary (heap, how, left, right);

  return result == heap->world->not_implemented
             ? raise_unsupported (heap, binary_signs[how], left, right)
             : result;
}

MlObject *
ml_inplace (MlHeap *heap, MlBinary how, MlObject *left, MlObject *right)
{
  const MlTypeSlots *slots = &left->type->slots;
  MlObject *result;

  if (slots->inplace[how] != NULL)
    {
      result = slots->inplace[how](heap, left, right);

      if (result != heap->world->not_implemented)
        return result;
    }

  result = binary_numbers (heap, how, left, right);

  if (result != heap->world->not_implemented)
    return result;

  if (how == ML_ADD && slots->inplace_concat != NULL)
    return slots->inplace_concat (heap, left, right);

  if (how == ML_MULTIPLY && slots->inplace_repeat != NULL)
    return repeat (heap, left, right, slots->inplace_repeat);

  result = binary_sequences (heap, how, left, right);

  return result == heap->world->not_implemented
             ? raise_unsupported (heap, inplace_signs[how], left, right)
             : result;
}

MlObject *
ml_index (MlHeap *heap, MlObject *object)
{
  MlObject *result;

  if (ml_is_int (object))
    return ml_int_to_plain (heap, object);

  if (object->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "'%s' object cannot be interpreted as an integer",
                     object->type->name);

  result = object->type->slots.index (heap, object);

  if (result != NULL && !ml_is_int (result))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__index__ returned non-int (type %s)",
                result->type->name);
      ml_unref (heap, result);
      return NULL;
    }

  return result;
}
