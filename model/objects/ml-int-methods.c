#include "ml-int-methods.h"

#include "ml-exception.h"
#include "ml-format.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-tuple.h"

static MlObject *
int_bit_length (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_int_new (heap, (gint64) ml_int_get_bit_length (self));
}

static MlObject *
int_bit_count (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlIntView view;
  mpz_srcptr number = ml_int_view (self, &view);
  gint64 count = 0;

  for (gsize i = 0; i < mpz_size (number); i++)
    count += __builtin_popcountl (mpz_getlimbn (number, (mp_size_t) i));

  return ml_int_new (heap, count);
}

/* conjugate, __int__, __trunc__, __floor__ and __ceil__ are all the same. */
static MlObject *
int_itself (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_int_to_plain (heap, self);
}

static MlObject *
int_as_integer_ratio (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n,
                      MlObject *kw_names)
{
  MlObject *pair[2] = { ml_int_to_plain (heap, self), ml_int_new (heap, 1) };

  return pair[0] == NULL ? NULL : ml_tuple_new_take (heap, pair, 2);
}

static MlObject *
int_is_integer (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_bool (heap, TRUE);
}

static MlObject *
int_round (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gssize n_digits;

  if (n == 0 || args[0] == heap->world->none)
    return ml_int_to_plain (heap, self);

  if (!ml_int_as_index (heap, args[0], NULL, &n_digits))
    return NULL;

  if (n_digits >= 0)
    return ml_int_to_plain (heap, self);

  return ml_int_round (heap, self, -(guint64) n_digits);
}

static MlObject *
int_format (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_format_int (heap, self, args[0]);
}

static MlObject *
int_getnewargs (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *value = ml_int_to_plain (heap, self);

  return value == NULL ? NULL : ml_tuple_new_take (heap, &value, 1);
}

/* pow() with three arguments calls it with the modulus. */
static MlObject *
int_pow (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  if (!ml_is_int (args[0]) || (n > 1 && args[1] != heap->world->none && !ml_is_int (args[1])))
    return ml_ref (heap->world->not_implemented);

  if (n == 1 || args[1] == heap->world->none)
    return ml_int_power (heap, self, args[0]);

  return ml_int_power_modulo (heap, self, args[0], args[1]);
}

const MlMethod ml_int_methods[] = {
  { "__ceil__", int_itself, 0, 0, .doc = "Ceiling of an Integral returns itself." },
  { "__floor__", int_itself, 0, 0, .doc = "Flooring an Integral returns itself." },
  { "__format__",
    int_format,
    1,
    1,
    .doc = "__format__($self, format_spec, /)\n--\n\n"
           "Convert to a string according to format_spec." },
  { "__getnewargs__", int_getnewargs, 0, 0, .doc = "__getnewargs__($self, /)\n--\n\n" },
  { "__pow__",
    int_pow,
    1,
    2,
    .doc = "__pow__($self, value, mod=None, /)\n--\n\nReturn pow(self, value, mod)." },
  { "__round__",
    int_round,
    0,
    1,
    .doc = "__round__($self, ndigits=<unrepresentable>, /)\n--\n\n"
           "Rounding an Integral returns itself.\n\n"
           "Rounding with an ndigits argument also returns an integer." },
  { "__trunc__", int_itself, 0, 0, .doc = "Truncating an Integral returns itself." },
  { "as_integer_ratio",
    int_as_integer_ratio,
    0,
    0,
    .doc = "as_integer_ratio($self, /)\n--\n\n"
           "Return a pair of integers, whose ratio is equal to the original int.\n\n"
           "The ratio is in lowest terms and has a positive denominator." },
  { "bit_count",
    int_bit_count,
    0,
    0,
    .doc = "bit_count($self, /)\n--\n\n"
           "Number of ones in the binary representation of the absolute value of self.\n\n"
           "Also known as the population count." },
  { "bit_length",
    int_bit_length,
    0,
    0,
    .doc = "bit_length($self, /)\n--\n\n"
           "Number of bits necessary to represent self in binary." },
  { "conjugate", int_itself, 0, 0, .doc = "Returns self, the complex conjugate of any int." },
  { "is_integer",
    int_is_integer,
    0,
    0,
    .doc = "is_integer($self, /)\n--\n\n"
           "Returns True. Exists for duck type compatibility with float.is_integer." },
  { NULL },
};

static MlObject *
int_get_zero (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, 0);
}

static MlObject *
int_get_one (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, 1);
}

const MlGetter ml_int_getters[] = {
  { "real", ml_int_to_plain },
  { "imag", int_get_zero },
  { "numerator", ml_int_to_plain },
  { "denominator", int_get_one },
  { NULL },
};
