#include "ml-int.h"

#include <math.h>

#include "ml-exception.h"
#include "ml-float.h"
#include "ml-instance.h"
#include "ml-int-math.h"
#include "ml-int-methods.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* GMP's functions for long take words. */
G_STATIC_ASSERT (sizeof (long) == sizeof (gint64));
G_STATIC_ASSERT (sizeof (mp_limb_t) == sizeof (guint64));

/* An int whose digits are more is told by its size alone. */
#define TOLD_BITS 4096

static gsize
count_limbs (const MlInt *self)
{
  return (gsize) ABS ((gint32) self->object.spare);
}

/* Making */

MlObject *
ml_int_new_word (MlHeap *heap, gint64 value)
{
  MlInt *self = ml_heap_allocate_plain (heap, heap->world->int_type, sizeof (MlInt));

  if (G_UNLIKELY (self == NULL))
    return NULL;

  self->word = value;

  return &self->object;
}

MlObject *
ml_int_new_unsigned (MlHeap *heap, guint64 value)
{
  MlObject *object;
  mpz_t number;

  if (value <= G_MAXINT64)
    return ml_int_new (heap, (gint64) value);

  mpz_init_set_ui (number, value);
  object = ml_int_new_mpz (heap, number);
  mpz_clear (number);

  return object;
}

/* Gives @self, which is new, the limbs of @value, which is no word. */
static gboolean
set_limbs (MlHeap *heap, MlInt *self, mpz_srcptr value)
{
  gsize n_limbs = mpz_size (value);
  mp_limb_t *limbs = ml_heap_resize_buffer (heap, NULL, 0, n_limbs * sizeof (mp_limb_t));

  if (limbs == NULL)
    return FALSE;

  mpn_copyi (limbs, mpz_limbs_read (value), (mp_size_t) n_limbs);
  self->limbs = limbs;
  self->object.flags |= ML_OBJECT_OWNS;
  self->object.spare = (guint32) (mpz_sgn (value) < 0 ? -(gint32) n_limbs : (gint32) n_limbs);

  return TRUE;
}

MlObject *
ml_int_new_mpz (MlHeap *heap, mpz_srcptr value)
{
  MlInt *self;

  if (mpz_fits_slong_p (value))
    return ml_int_new (heap, mpz_get_si (value));

  if (!ml_int_may_have (heap, mpz_sizeinbase (value, 2)))
    return NULL;

  self = ml_heap_allocate (heap, heap->world->int_type, sizeof (MlInt));
  if (self == NULL)
    return NULL;

  if (!set_limbs (heap, self, value))
    {
      ml_unref (heap, self);
      return NULL;
    }

  return &self->object;
}

MlObject *
ml_int_from_double (MlHeap *heap, double value)
{
  MlObject *object;
  mpz_t number;

  if (isnan (value))
    return ml_raise (heap, heap->world->value_error, "cannot convert float NaN to integer");

  if (isinf (value))
    return ml_raise (heap, heap->world->overflow_error, "cannot convert float infinity to integer");

  if (fabs (value) < 0x1p62)
    return ml_int_new (heap, (gint64) value);

  mpz_init_set_d (number, value);
  object = ml_int_new_mpz (heap, number);
  mpz_clear (number);

  return object;
}

/* A new object of a subclass with the value of @value. */
static MlObject *
copy_as (MlHeap *heap, MlType *type, MlObject *value)
{
  MlInt *self = ml_instance_allocate (heap, type, sizeof (MlInt));
  MlIntView view;

  if (self == NULL)
    return NULL;

  if (ml_int_is_word (value))
    self->word = ml_int_get_word (value);
  else if (!set_limbs (heap, self, ml_int_view (value, &view)))
    {
      ml_unref (heap, self);
      return NULL;
    }

  return &self->object;
}

MlObject *
ml_int_to_plain (MlHeap *heap, MlObject *object)
{
  MlIntView view;

  if (object->type == heap->world->int_type)
    return ml_ref (object);

  if (ml_int_is_word (object))
    return ml_int_new (heap, ml_int_get_word (object));

  return ml_int_new_mpz (heap, ml_int_view (object, &view));
}

/* Steals @object, what a special method gave; returns a plain int. */
static MlObject *
expect_int (MlHeap *heap, MlObject *object, const char *method)
{
  MlObject *plain = NULL;

  if (object == NULL)
    return NULL;

  if (ml_is_int (object))
    plain = ml_int_to_plain (heap, object);
  else
    ml_raise (
        heap, heap->world->type_error, "%s returned non-int (type %s)", method, object->type->name);

  ml_unref (heap, object);

  return plain;
}

MlObject *
ml_int_from_object (MlHeap *heap, MlObject *object)
{
  const MlTypeSlots *slots = &object->type->slots;

  if (object->type == heap->world->int_type)
    return ml_ref (object);

  if (slots->to_int != NULL)
    return expect_int (heap, slots->to_int (heap, object), "__int__");

  if (slots->index != NULL)
    return expect_int (heap, slots->index (heap, object), "__index__");

  if (ml_is_str (object))
    return ml_int_from_str (heap, object, 10);

  return ml_raise (heap,
                   heap->world->type_error,
                   "int() argument must be a string, a bytes-like object or a real number, "
                   "not '%s'",
                   object->type->name);
}

void
ml_int_init_world (MlHeap *heap)
{
  MlWorld *world = heap->world;
  gsize n = (gsize) (world->rules->small_int_last - world->rules->small_int_first + 1);

  world->small_ints = g_new (MlObject *, n);

  for (gsize i = 0; i < n; i++)
    {
      MlObject *object = ml_int_new_word (heap, world->rules->small_int_first + (gint64) i);

      object->origin = ML_ORIGIN_SMALL_INT;
      ml_heap_make_immortal (heap, object);
      world->small_ints[i] = object;
    }
}

/* Reading */

gboolean
ml_int_fits (gconstpointer object, gint64 *value)
{
  if (!ml_int_is_word (object))
    return FALSE;

  *value = ml_int_get_word (object);

  return TRUE;
}

mpz_srcptr
ml_int_view (gconstpointer object, MlIntView *view)
{
  const MlInt *self = object;
  gint64 word = self->word;

  if (!ml_int_is_word (self))
    return mpz_roinit_n (view->number, self->limbs, (gint32) self->object.spare);

  view->limb = word < 0 ? -(mp_limb_t) word : (mp_limb_t) word;

  return mpz_roinit_n (view->number, &view->limb, word < 0 ? -1 : word > 0);
}

int
ml_int_get_sign (gconstpointer object)
{
  const MlInt *self = object;

  if (ml_int_is_word (self))
    return (self->word > 0) - (self->word < 0);

  return (gint32) self->object.spare < 0 ? -1 : 1;
}

guint64
ml_int_get_bit_length (gconstpointer object)
{
  MlIntView view;

  if (ml_int_get_sign (object) == 0)
    return 0;

  return mpz_sizeinbase (ml_int_view (object, &view), 2);
}

gboolean
ml_int_to_double (MlHeap *heap, gconstpointer object, double *value)
{
  MlIntView view;

  if (ml_int_is_word (object))
    {
      *value = (double) ml_int_get_word (object);
      return TRUE;
    }

  if (ml_int_scale (ml_int_view (object, &view), FALSE, 0, value))
    return TRUE;

  ml_raise (heap, heap->world->overflow_error, "int too large to convert to float");
  return FALSE;
}

int
ml_int_order (gconstpointer left, gconstpointer right)
{
  MlIntView left_view, right_view;
  int order;

  if (ml_int_is_word (left) && ml_int_is_word (right))
    return (ml_int_get_word (left) > ml_int_get_word (right)) -
           (ml_int_get_word (left) < ml_int_get_word (right));

  order = mpz_cmp (ml_int_view (left, &left_view), ml_int_view (right, &right_view));

  return (order > 0) - (order < 0);
}

int
ml_int_order_double (gconstpointer left, double right)
{
  MlIntView view;
  int order;

  order = mpz_cmp_d (ml_int_view (left, &view), right);

  return (order > 0) - (order < 0);
}

gboolean
ml_int_as_index (MlHeap *heap, MlObject *object, MlType *overflow, gssize *value)
{
  MlObject *index;
  gboolean fits;

  if (G_LIKELY (ml_is_int (object)))
    index = ml_ref (object);
  else
    index = ml_index (heap, object);

  if (index == NULL)
    return FALSE;

  fits = ml_int_fits (index, value);

  if (!fits)
    *value = ml_int_get_sign (index) < 0 ? G_MINSSIZE : G_MAXSSIZE;

  ml_unref (heap, index);

  if (fits || overflow == NULL)
    return TRUE;

  ml_raise (heap, overflow, "cannot fit '%s' into an index-sized integer", object->type->name);
  return FALSE;
}

/* Life */

static MlObject *
int_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlInt *self = (MlInt *) object;

  if (!ml_int_is_word (self))
    ml_heap_free_buffer (heap, self->limbs, count_limbs (self) * sizeof (mp_limb_t));

  self->word = 0;
  self->object.spare = 0;
  self->object.flags &= ~ML_OBJECT_OWNS;

  return NULL;
}

static void
int_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  if (ml_int_is_word (self))
    {
      value->type = ML_VALUE_INT;
      value->integer = ml_int_get_word (self);
      return;
    }

  g_free (heap->world->told_text);

  if (ml_int_get_bit_length (self) <= TOLD_BITS)
    heap->world->told_text = ml_int_to_digits (self, 10);
  else
    heap->world->told_text = g_strdup_printf ("%sint of %" G_GUINT64_FORMAT " bits",
                                              ml_int_get_sign (self) < 0 ? "negative " : "",
                                              ml_int_get_bit_length (self));

  value->type = ML_VALUE_TEXT;
  value->text = heap->world->told_text;
  value->length = (guint32) strlen (value->text);
}

static gsize
int_size (MlHeap *heap, MlObject *self)
{
  /* CPython's digits have 30 bits. */
  gsize n_digits = (ml_int_get_bit_length (self) + 29) / 30;

  return 24 + 4 * MAX (n_digits, 1);
}

/* Looks */

static MlObject *
int_repr (MlHeap *heap, MlObject *self)
{
  return ml_int_to_str (heap, self);
}

static gint64
int_hash (MlHeap *heap, MlObject *self)
{
  MlIntView view;
  gint64 hash;

  if (G_LIKELY (ml_int_is_word (self)))
    return ml_hash_word (ml_int_get_word (self));

  hash = (gint64) mpz_tdiv_ui (ml_int_view (self, &view), ML_HASH_MODULUS);

  if (ml_int_get_sign (self) < 0)
    hash = -hash;

  return hash == -1 ? -2 : hash;
}

static int
int_truth (MlHeap *heap, MlObject *self)
{
  return ml_int_get_sign (self) != 0;
}

static MlObject *
int_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  if (!ml_is_int (other))
    return ml_ref (heap->world->not_implemented);

  if (G_LIKELY (ml_int_is_word (self) && ml_int_is_word (other)))
    return ml_bool (heap,
                    ml_int_compare_words (ml_int_get_word (self), ml_int_get_word (other), how));

  return ml_bool (heap, ml_int_compare_words (ml_int_order (self, other), 0, how));
}

/* Making from Python */

/* Reads int()'s arguments; *@base stays NULL if there is none. */
static gboolean
read_arguments (MlHeap *heap,
                MlObject *const *args,
                gsize n_args,
                MlObject *kw_names,
                MlObject **value,
                MlObject **base)
{
  MlType *type_error = heap->world->type_error;
  gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;

  if (n_args + n_keywords > 2)
    {
      if (n_keywords == 0)
        ml_raise (
            heap, type_error, "int expected at most 2 arguments, got %" G_GSIZE_FORMAT, n_args);
      else
        ml_raise (heap,
                  type_error,
                  "int() takes at most 2 arguments (%" G_GSIZE_FORMAT " given)",
                  n_args + n_keywords);
      return FALSE;
    }

  *value = n_args > 0 ? args[0] : NULL;
  *base = n_args > 1 ? args[1] : NULL;

  for (gsize i = 0; i < n_keywords; i++)
    {
      MlObject *name = ml_tuple_get (kw_names, i);

      if (!ml_str_equal_utf8 (name, "base"))
        {
          ml_raise (heap,
                    type_error,
                    "int() got an unexpected keyword argument '%s'",
                    ml_str_get_utf8 (name, NULL));
          return FALSE;
        }

      if (*base != NULL)
        {
          ml_raise (heap, type_error, "argument for int() given by name ('base') and position (2)");
          return FALSE;
        }

      *base = args[n_args + i];
    }

  if (*value == NULL && *base != NULL)
    {
      ml_raise (heap, type_error, "int() missing string argument");
      return FALSE;
    }

  return TRUE;
}

static MlObject *
from_text_with_base (MlHeap *heap, MlObject *text, MlObject *base_object)
{
  gssize base;

  if (!ml_int_as_index (heap, base_object, NULL, &base))
    return NULL;

  if (base != 0 && (base < 2 || base > 36))
    return ml_raise (heap, heap->world->value_error, "int() base must be >= 2 and <= 36, or 0");

  if (!ml_is_str (text))
    return ml_raise (
        heap, heap->world->type_error, "int() can't convert non-string with explicit base");

  return ml_int_from_str (heap, text, (int) base);
}

static MlObject *
int_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *argument, *base, *value, *self;

  if (!read_arguments (heap, args, n_args, kw_names, &argument, &base))
    return NULL;

  if (argument == NULL)
    value = ml_int_new (heap, 0);
  else if (base == NULL)
    value = ml_int_from_object (heap, argument);
  else
    value = from_text_with_base (heap, argument, base);

  if (value == NULL || type == heap->world->int_type)
    return value;

  self = copy_as (heap, type, value);
  ml_unref (heap, value);

  return self;
}

/* Operators: anything but ints is left to the other operand. */

#define INT_OPERATOR(name, operation)                                   \
  static MlObject *name (MlHeap *heap, MlObject *left, MlObject *right) \
  {                                                                     \
    if (G_UNLIKELY (!ml_is_int (left) || !ml_is_int (right)))           \
      return ml_ref (heap->world->not_implemented);                     \
                                                                        \
    return operation (heap, left, right);                               \
  }

INT_OPERATOR (int_add, ml_int_add)
INT_OPERATOR (int_subtract, ml_int_subtract)
INT_OPERATOR (int_multiply, ml_int_multiply)
INT_OPERATOR (int_true_divide, ml_int_true_divide)
INT_OPERATOR (int_floor_divide, ml_int_floor_divide)
INT_OPERATOR (int_remainder, ml_int_remainder)
INT_OPERATOR (int_power, ml_int_power)
INT_OPERATOR (int_shift_left, ml_int_shift_left)
INT_OPERATOR (int_shift_right, ml_int_shift_right)
INT_OPERATOR (int_and, ml_int_and)
INT_OPERATOR (int_xor, ml_int_xor)
INT_OPERATOR (int_or, ml_int_or)

static MlObject *
divide_to_pair (MlHeap *heap, MlObject *left, MlObject *right)
{
  MlObject *pair[2];

  /* divmod() says "integer division or modulo by zero", as // does. */
  if (!ml_int_divide (heap, left, right, &pair[0], &pair[1]))
    return NULL;

  return ml_tuple_new_take (heap, pair, 2);
}

INT_OPERATOR (int_divmod, divide_to_pair)

static MlObject *
int_to_float (MlHeap *heap, MlObject *self)
{
  double value;

  return ml_int_to_double (heap, self, &value) ? ml_float_new (heap, value) : NULL;
}

const MlTypeSpec ml_int_spec = {
  .name = "int",
  .doc = "int([x]) -> integer\n"
         "int(x, base=10) -> integer\n"
         "\n"
         "Convert a number or string to an integer, or return 0 if no arguments\n"
         "are given.  If x is a number, return x.__int__().  For floating-point\n"
         "numbers, this truncates towards zero.\n"
         "\n"
         "If x is not a number or if base is given, then x must be a string,\n"
         "bytes, or bytearray instance representing an integer literal in the\n"
         "given base.  The literal can be preceded by '+' or '-' and be surrounded\n"
         "by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\n"
         "Base 0 means to interpret the base from the string as an integer literal.\n"
         ">>> int('0b100', base=0)\n"
         "4",
  .flags = ML_TYPE_BASE | ML_TYPE_LONG | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlInt),
  .kind = ML_KIND_INT,
  .slots = {
    .dismantle = int_dismantle,
    .tell_value = int_tell_value,
    .size = int_size,
    .repr = int_repr,
    .hash = int_hash,
    .truth = int_truth,
    .compare = int_compare,
    .make = int_make,
    .unary = {
      [ML_NEGATE] = ml_int_negate,
      [ML_POSITIVE] = ml_int_to_plain,
      [ML_ABSOLUTE] = ml_int_absolute,
      [ML_INVERT] = ml_int_invert,
    },
    .binary = {
      [ML_ADD] = int_add,
      [ML_SUBTRACT] = int_subtract,
      [ML_MULTIPLY] = int_multiply,
      [ML_TRUE_DIVIDE] = int_true_divide,
      [ML_FLOOR_DIVIDE] = int_floor_divide,
      [ML_REMAINDER] = int_remainder,
      [ML_POWER] = int_power,
      [ML_LEFT_SHIFT] = int_shift_left,
      [ML_RIGHT_SHIFT] = int_shift_right,
      [ML_AND] = int_and,
      [ML_XOR] = int_xor,
      [ML_OR] = int_or,
      [ML_DIVMOD] = int_divmod,
    },
    .index = ml_int_to_plain,
    .to_int = ml_int_to_plain,
    .to_float = int_to_float,
  },
  .methods = ml_int_methods,
  .getters = ml_int_getters,
};
