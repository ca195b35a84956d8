#include "ml-float.h"

#include <math.h>

#include "ml-complex.h"
#include "ml-exception.h"
#include "ml-float-methods.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

MlObject *
ml_float_new (MlHeap *heap, double value)
{
  MlFloat *self = ml_heap_allocate_plain (heap, heap->world->float_type, sizeof (MlFloat));

  if (G_UNLIKELY (self == NULL))
    return NULL;

  self->value = value;

  return &self->object;
}

MlObject *
ml_float_to_plain (MlHeap *heap, MlObject *self)
{
  if (ml_is_exact_float (heap, self))
    return ml_ref (self);

  return ml_float_new (heap, ml_float_get_value (self));
}

/* Reading numbers of all kinds */

/* Steals @object, what __float__ gave. */
static gboolean
take_float (MlHeap *heap, MlObject *object, const char *type_name, double *value)
{
  gboolean is_float;

  if (object == NULL)
    return FALSE;

  is_float = ml_is_float (heap, object);

  if (is_float)
    *value = ml_float_get_value (object);
  else
    ml_raise (heap,
              heap->world->type_error,
              "%s.__float__ returned non-float (type %s)",
              type_name,
              object->type->name);

  ml_unref (heap, object);

  return is_float;
}

gboolean
ml_float_as_double (MlHeap *heap, MlObject *object, double *value)
{
  MlType *type = object->type;
  MlObject *index;
  gboolean done;

  if (ml_is_float (heap, object))
    {
      *value = ml_float_get_value (object);
      return TRUE;
    }

  if (ml_is_int (object))
    return ml_int_to_double (heap, object, value);

  if (type->slots.to_float != NULL)
    return take_float (heap, type->slots.to_float (heap, object), type->name, value);

  if (type->slots.index == NULL)
    {
      ml_raise (heap, heap->world->type_error, "must be real number, not %s", type->name);
      return FALSE;
    }

  index = ml_index (heap, object);
  if (index == NULL)
    return FALSE;

  done = ml_int_to_double (heap, index, value);
  ml_unref (heap, index);

  return done;
}

static MlObject *
from_str (MlHeap *heap, MlObject *text)
{
  g_autofree char *ascii = ml_str_to_ascii_digits (text);
  g_auto (MlStrBuilder) repr = ML_STR_BUILDER_INIT (heap);
  MlObject *shown;
  double value;

  if (ml_float_parse (ascii, (gssize) ml_str_get_length (text), &value))
    return ml_float_new (heap, value);

  ml_str_append_repr (&repr, text);
  shown = ml_str_builder_end (&repr);
  if (shown == NULL)
    return NULL;

  ml_raise (heap,
            heap->world->value_error,
            "could not convert string to float: %s",
            ml_str_get_utf8 (shown, NULL));
  ml_unref (heap, shown);

  return NULL;
}

MlObject *
ml_float_from_object (MlHeap *heap, MlObject *object)
{
  double value;

  if (ml_is_exact_float (heap, object))
    return ml_ref (object);

  if (ml_is_str (object))
    return from_str (heap, object);

  if (!ml_is_float (heap, object) && object->type->slots.to_float == NULL &&
      object->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "float() argument must be a string or a real number, not '%s'",
                     object->type->name);

  return ml_float_as_double (heap, object, &value) ? ml_float_new (heap, value) : NULL;
}

/* Arithmetic */

double
ml_float_divide_down (double left, double right, double *remainder)
{
  double rest = fmod (left, right);
  double quotient = (left - rest) / right;
  double down;

  if (rest == 0)
    *remainder = copysign (0.0, right);
  else if ((right < 0) != (rest < 0))
    {
      *remainder = rest + right;
      quotient -= 1.0;
    }
  else
    *remainder = rest;

  if (quotient == 0)
    return copysign (0.0, left / right);

  /* The division may have been inexact. */
  down = floor (quotient);

  return quotient - down > 0.5 ? down + 1.0 : down;
}

gboolean
ml_float_raise_to (MlHeap *heap, double left, double right, double *result)
{
  if (left == 0 && right < 0)
    {
      ml_raise (heap, heap->world->zero_division_error, "0.0 cannot be raised to a negative power");
      return FALSE;
    }

  *result = pow (left, right);

  if (isinf (*result) && isfinite (left) && isfinite (right))
    {
      ml_raise (heap, heap->world->overflow_error, "(34, 'Numerical result out of range')");
      return FALSE;
    }

  return TRUE;
}

/* Reads an operand: 1; 0 if it is neither float nor int; -1 with OverflowError. */
static int
read_operand (MlHeap *heap, MlObject *operand, double *value)
{
  if (ml_is_float (heap, operand))
    {
      *value = ml_float_get_value (operand);
      return 1;
    }

  if (!ml_is_int (operand))
    return 0;

  return ml_int_to_double (heap, operand, value) ? 1 : -1;
}

/* An operator of two doubles, which @left and @right are to be read into. */
#define FLOAT_OPERATOR(name, expression)                                              \
  static MlObject *name (MlHeap *heap, MlObject *left_object, MlObject *right_object) \
  {                                                                                   \
    double left = 0, right = 0;                                                       \
    int known = read_operand (heap, left_object, &left);                              \
                                                                                      \
    if (known > 0)                                                                    \
      known = read_operand (heap, right_object, &right);                              \
                                                                                      \
    if (G_UNLIKELY (known <= 0))                                                      \
      return known < 0 ? NULL : ml_ref (heap->world->not_implemented);                \
                                                                                      \
    return (expression);                                                              \
  }

static MlObject *
divide (MlHeap *heap, double left, double right)
{
  if (right == 0)
    return ml_raise (heap, heap->world->zero_division_error, "float division by zero");

  return ml_float_new (heap, left / right);
}

static MlObject *
divide_down (MlHeap *heap, double left, double right)
{
  double remainder;

  if (right == 0)
    return ml_raise (heap, heap->world->zero_division_error, "float floor division by zero");

  return ml_float_new (heap, ml_float_divide_down (left, right, &remainder));
}

static MlObject *
take_remainder (MlHeap *heap, double left, double right)
{
  double remainder;

  if (right == 0)
    return ml_raise (heap, heap->world->zero_division_error, "float modulo by zero");

  ml_float_divide_down (left, right, &remainder);

  return ml_float_new (heap, remainder);
}

static MlObject *
divide_to_pair (MlHeap *heap, double left, double right)
{
  double quotient, remainder;
  MlObject *pair[2];

  if (right == 0)
    return ml_raise (heap, heap->world->zero_division_error, "float divmod()");

  quotient = ml_float_divide_down (left, right, &remainder);
  pair[0] = ml_float_new (heap, quotient);
  pair[1] = ml_float_new (heap, remainder);

  return ml_tuple_new_take (heap, pair, 2);
}

/* A root of a negative number is complex. */
static MlObject *
raise_to_complex (MlHeap *heap, double left, double right)
{
  MlObject *base = ml_complex_new (heap, left, 0.0);
  MlObject *exponent = ml_complex_new (heap, right, 0.0);
  MlObject *result = NULL;

  if (base != NULL && exponent != NULL)
    result = ml_complex_power (heap, base, exponent);

  ml_unref_any (heap, base);
  ml_unref_any (heap, exponent);

  return result;
}

static MlObject *
raise_to (MlHeap *heap, double left, double right)
{
  double result;

  if (left < 0 && isfinite (left) && isfinite (right) && right != floor (right))
    return raise_to_complex (heap, left, right);

  return ml_float_raise_to (heap, left, right, &result) ? ml_float_new (heap, result) : NULL;
}

FLOAT_OPERATOR (float_add, ml_float_new (heap, left + right))
FLOAT_OPERATOR (float_subtract, ml_float_new (heap, left - right))
FLOAT_OPERATOR (float_multiply, ml_float_new (heap, left *right))
FLOAT_OPERATOR (float_true_divide, divide (heap, left, right))
FLOAT_OPERATOR (float_floor_divide, divide_down (heap, left, right))
FLOAT_OPERATOR (float_remainder, take_remainder (heap, left, right))
FLOAT_OPERATOR (float_divmod, divide_to_pair (heap, left, right))
FLOAT_OPERATOR (float_power, raise_to (heap, left, right))

static MlObject *
float_negate (MlHeap *heap, MlObject *self)
{
  return ml_float_new (heap, -ml_float_get_value (self));
}

static MlObject *
float_absolute (MlHeap *heap, MlObject *self)
{
  return ml_float_new (heap, fabs (ml_float_get_value (self)));
}

static MlObject *
float_to_int (MlHeap *heap, MlObject *self)
{
  return ml_int_from_double (heap, ml_float_get_value (self));
}

/* Looks */

static void
float_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  value->type = ML_VALUE_DOUBLE;
  value->number = ml_float_get_value (self);
}

static MlObject *
float_repr (MlHeap *heap, MlObject *self)
{
  char text[ML_FLOAT_TEXT_SIZE];

  ml_float_write (ml_float_get_value (self), text);

  return ml_str_from_ascii (heap, text, -1);
}

static gint64
float_hash (MlHeap *heap, MlObject *self)
{
  double value = ml_float_get_value (self);

  /* A NaN equals nothing, itself neither. */
  if (isnan (value))
    return ml_hash_address (ml_heap_get_address (heap, self));

  return ml_hash_double (value);
}

static int
float_truth (MlHeap *heap, MlObject *self)
{
  return ml_float_get_value (self) != 0;
}

static gboolean
compare_doubles (double left, double right, MlCompare how)
{
  switch (how)
    {
    case ML_LESS:
      return left < right;
    case ML_LESS_EQUAL:
      return left <= right;
    case ML_EQUAL:
      return left == right;
    case ML_NOT_EQUAL:
      return left != right;
    case ML_GREATER:
      return left > right;
    case ML_GREATER_EQUAL:
      return left >= right;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static MlObject *
float_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  double value = ml_float_get_value (self);

  if (ml_is_float (heap, other))
    return ml_bool (heap, compare_doubles (value, ml_float_get_value (other), how));

  if (!ml_is_int (other))
    return ml_ref (heap->world->not_implemented);

  if (isnan (value))
    return ml_bool (heap, how == ML_NOT_EQUAL);

  return ml_bool (heap, ml_int_compare_words (0, ml_int_order_double (other, value), how));
}

/* Making from Python */

static MlObject *
float_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *value;
  MlFloat *self;

  if (kw_names != NULL && type == heap->world->float_type)
    return ml_raise (heap, heap->world->type_error, "float() takes no keyword arguments");

  if (n_args > 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "float expected at most 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  value = n_args == 0 ? ml_float_new (heap, 0.0) : ml_float_from_object (heap, args[0]);
  if (value == NULL || type == heap->world->float_type)
    return value;

  self = ml_instance_allocate (heap, type, sizeof (MlFloat));
  if (self != NULL)
    self->value = ml_float_get_value (value);

  ml_unref (heap, value);

  return (MlObject *) self;
}

const MlTypeSpec ml_float_spec = {
  .name = "float",
  .doc = "Convert a string or number to a floating-point number, if possible.",
  .flags = ML_TYPE_BASE | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlFloat),
  .python_size = 24,
  .kind = ML_KIND_FLOAT,
  .slots = {
    .tell_value = float_tell_value,
    .repr = float_repr,
    .hash = float_hash,
    .truth = float_truth,
    .compare = float_compare,
    .make = float_make,
    .unary = {
      [ML_NEGATE] = float_negate,
      [ML_POSITIVE] = ml_float_to_plain,
      [ML_ABSOLUTE] = float_absolute,
    },
    .binary = {
      [ML_ADD] = float_add,
      [ML_SUBTRACT] = float_subtract,
      [ML_MULTIPLY] = float_multiply,
      [ML_TRUE_DIVIDE] = float_true_divide,
      [ML_FLOOR_DIVIDE] = float_floor_divide,
      [ML_REMAINDER] = float_remainder,
      [ML_POWER] = float_power,
      [ML_DIVMOD] = float_divmod,
    },
    .to_int = float_to_int,
    .to_float = ml_float_to_plain,
  },
  .methods = ml_float_methods,
  .getters = ml_float_getters,
};
