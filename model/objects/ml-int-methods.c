#include "ml-int-methods.h"

#include "ml-arguments.h"
#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-str.h"
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

  if (n == 0)
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

/* Bytes */

static gboolean
read_byte_order (MlHeap *heap, const char *function, MlObject *order, gboolean *little)
{
  *little = FALSE;
  if (order == NULL)
    return TRUE;

  if (!ml_is_str (order))
    ml_raise (heap,
              heap->world->type_error,
              "%s() argument 'byteorder' must be str, not %s",
              function,
              order->type->name);
  else if (ml_str_equal_utf8 (order, "little"))
    *little = TRUE;
  else if (!ml_str_equal_utf8 (order, "big"))
    ml_raise (heap, heap->world->value_error, "byteorder must be either 'little' or 'big'");

  return heap->raised == NULL;
}

/* @length bytes in two's complement; NULL if they are too few. (transfer full) */
static guint8 *
write_bytes (MlObject *self, gsize length, gboolean little, gboolean is_signed)
{
  g_autofree guint8 *data = NULL;
  MlIntView view;
  mpz_t number;
  gboolean fits;

  mpz_init_set (number, ml_int_view (self, &view));

  /* Of a negative number the bits of what is one nearer to zero are turned. */
  if (mpz_sgn (number) < 0)
    mpz_com (number, number);

  fits = mpz_sgn (number) == 0 ? length > 0 || !is_signed || ml_int_get_sign (self) == 0
                               : mpz_sizeinbase (number, 2) + (gsize) is_signed <= 8 * length;

  if (fits)
    {
      data = g_malloc0 (MAX (length, 1));
      mpz_export (data, NULL, -1, 1, 0, 0, number);

      for (gsize i = 0; i < length && ml_int_get_sign (self) < 0; i++)
        data[i] = (guint8) ~data[i];

      for (gsize i = 0; i < length / 2 && !little; i++)
        {
          guint8 byte = data[i];

          data[i] = data[length - 1 - i];
          data[length - 1 - i] = byte;
        }
    }

  mpz_clear (number);

  return g_steal_pointer (&data);
}

static MlObject *
int_to_bytes (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "length", "byteorder", "signed", NULL };
  MlObject *values[3] = { NULL };
  g_autofree guint8 *data = NULL;
  gboolean little;
  gssize length = 1;
  int is_signed = 0;

  if (!ml_read_arguments (heap, "to_bytes", names, args, n, kw_names, values) ||
      (values[0] != NULL &&
       !ml_int_as_index (heap, values[0], heap->world->overflow_error, &length)) ||
      !read_byte_order (heap, "to_bytes", values[1], &little) ||
      (values[2] != NULL && (is_signed = ml_truth (heap, values[2])) < 0))
    return NULL;

  if (length < 0)
    return ml_raise (heap, heap->world->value_error, "length argument must be non-negative");

  if (!is_signed && ml_int_get_sign (self) < 0)
    return ml_raise (heap, heap->world->overflow_error, "can't convert negative int to unsigned");

  data = write_bytes (self, (gsize) length, little, is_signed);
  if (data == NULL)
    return ml_raise (heap, heap->world->overflow_error, "int too big to convert");

  return ml_bytes_new (heap, data, (gsize) length);
}

static MlObject *
from_data (MlHeap *heap, MlObject *bytes, gboolean little, gboolean is_signed)
{
  gsize length;
  const guint8 *data = ml_bytes_get_data (bytes, &length);
  MlObject *result;
  mpz_t number;

  mpz_init (number);
  mpz_import (number, length, little ? -1 : 1, 1, 0, 0, data);

  if (is_signed && length > 0 && mpz_tstbit (number, 8 * length - 1))
    {
      mpz_t limit;

      mpz_init_set_ui (limit, 1);
      mpz_mul_2exp (limit, limit, 8 * length);
      mpz_sub (number, number, limit);
      mpz_clear (limit);
    }

  result = ml_int_new_mpz (heap, number);
  mpz_clear (number);

  return result;
}

static MlObject *
int_from_bytes (MlHeap *heap, MlObject *type, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "bytes", "byteorder", "signed", NULL };
  MlObject *values[3] = { NULL };
  MlObject *bytes, *value, *result;
  MlNative native;
  gboolean little;
  int is_signed = 0;

  if (!ml_read_arguments (heap, "from_bytes", names, args, n, kw_names, values) ||
      !read_byte_order (heap, "from_bytes", values[1], &little) ||
      (values[2] != NULL && (is_signed = ml_truth (heap, values[2])) < 0))
    return NULL;

  if (values[0] == NULL)
    return ml_raise (
        heap, heap->world->type_error, "from_bytes() missing required argument 'bytes' (pos 1)");

  bytes = ml_bytes_from_object (heap, values[0]);
  if (bytes == NULL)
    return NULL;

  value = from_data (heap, bytes, little, is_signed);
  ml_unref (heap, bytes);

  if (value == NULL || type == (MlObject *) heap->world->int_type)
    return value;

  ml_native_enter (heap, &native, "int.from_bytes", &value, 1);
  result = ml_call_with (heap, type, 1, value);
  ml_native_leave (heap, &native);

  return result;
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
  { "from_bytes",
    int_from_bytes,
    0,
    2,
    .keywords = TRUE,
    .kind = ML_METHOD_CLASS,
    .doc = "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\n"
           "Return the integer represented by the given array of bytes." },
  { "is_integer",
    int_is_integer,
    0,
    0,
    .doc = "is_integer($self, /)\n--\n\n"
           "Returns True. Exists for duck type compatibility with float.is_integer." },
  { "to_bytes",
    int_to_bytes,
    0,
    2,
    .keywords = TRUE,
    .doc = "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\n"
           "Return an array of bytes representing an integer." },
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
