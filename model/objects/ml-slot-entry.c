/* ml-slot-entry.c: each special method, the slot it stands for, and the way between them */
#include "ml-slot-entry.h"

#include <string.h>

#include "ml-descriptor.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Calling special methods from slots
 *
 * The method is looked up on the type alone; self is passed as its first argument, without a bound
 * method in between. */

/* @args[0] is self. NULL, *@missing TRUE and nothing raised if the class has no such method. */
static MlObject *
call_special (MlHeap *heap, MlObject *name, MlObject *const *args, gsize n_args, gboolean *missing)
{
  MlObject *self = args[0];
  MlObject *found = ml_type_lookup (heap, self->type, name);

  *missing = found == NULL;

  if (found == NULL)
    return NULL;

  if (found->type->flags & ML_TYPE_METHOD_DESCRIPTOR)
    return ml_call_held (heap, name, ml_ref (found), args, n_args, NULL);

  if (found->type->slots.descriptor_get == NULL)
    return ml_call_held (heap, name, ml_ref (found), args + 1, n_args - 1, NULL);

  return ml_call_held (heap,
                       name,
                       found->type->slots.descriptor_get (heap, found, self, self->type),
                       args + 1,
                       n_args - 1,
                       NULL);
}

/* The same where the method must be there: slots are set only then, but a class may lose it
 * meanwhile. */
static MlObject *
call_known (MlHeap *heap, MlObject *name, MlObject *const *args, gsize n_args)
{
  gboolean missing;
  MlObject *result = call_special (heap, name, args, n_args, &missing);

  return missing ? ml_raise_no_attribute (heap, args[0], name) : result;
}

static gboolean
call_for_nothing (MlHeap *heap, MlObject *name, MlObject *const *args, gsize n_args)
{
  MlObject *result = call_known (heap, name, args, n_args);

  ml_unref_any (heap, result);

  return result != NULL;
}

#define GENERIC_UNARY(function, method)                         \
  static MlObject *function (MlHeap *heap, MlObject *self)      \
  {                                                             \
    return call_known (heap, ml_name (heap, method), &self, 1); \
  }

GENERIC_UNARY (generic_iterate, __iter__)
GENERIC_UNARY (generic_negate, __neg__)
GENERIC_UNARY (generic_positive, __pos__)
GENERIC_UNARY (generic_absolute, __abs__)
GENERIC_UNARY (generic_invert, __invert__)
GENERIC_UNARY (generic_index, __index__)
GENERIC_UNARY (generic_int, __int__)
GENERIC_UNARY (generic_float, __float__)

static MlObject *
expect_str (MlHeap *heap, MlObject *result, const char *method)
{
  if (result == NULL || ml_is_str (result))
    return result;

  ml_raise (heap,
            heap->world->type_error,
            "%s returned non-string (type %s)",
            method,
            result->type->name);
  ml_unref (heap, result);

  return NULL;
}

static MlObject *
generic_repr (MlHeap *heap, MlObject *self)
{
  return expect_str (heap, call_known (heap, ml_name (heap, __repr__), &self, 1), "__repr__");
}

static MlObject *
generic_str (MlHeap *heap, MlObject *self)
{
  return expect_str (heap, call_known (heap, ml_name (heap, __str__), &self, 1), "__str__");
}

static gint64
generic_hash (MlHeap *heap, MlObject *self)
{
  MlObject *method = ml_type_lookup (heap, self->type, ml_name (heap, __hash__));
  MlObject *result;
  gint64 hash;

  if (method == NULL || method == ml_none (heap))
    {
      ml_raise (heap, heap->world->type_error, "unhashable type: '%s'", self->type->name);
      return -1;
    }

  result = call_known (heap, ml_name (heap, __hash__), &self, 1);

  if (result == NULL)
    return -1;

  if (!ml_is_int (result))
    {
      ml_raise (heap, heap->world->type_error, "__hash__ method should return an integer");
      ml_unref (heap, result);
      return -1;
    }

  /* The value itself if it is a word, else the int's hash; -1 is the mark of failure. */
  if (!ml_int_fits (result, &hash))
    hash = heap->world->int_type->slots.hash (heap, result);

  ml_unref (heap, result);

  return hash == -1 ? -2 : hash;
}

static int
generic_truth (MlHeap *heap, MlObject *self)
{
  MlObject *result = call_known (heap, ml_name (heap, __bool__), &self, 1);
  int truth;

  if (result == NULL)
    return -1;

  if (result->type != heap->world->bool_type)
    {
      ml_raise (heap,
                heap->world->type_error,
                "__bool__ should return bool, returned %s",
                result->type->name);
      ml_unref (heap, result);
      return -1;
    }

  truth = result == heap->world->true_object;
  ml_unref (heap, result);

  return truth;
}

static gssize
generic_length (MlHeap *heap, MlObject *self)
{
  MlObject *result = call_known (heap, ml_name (heap, __len__), &self, 1);
  gssize length = -1;

  if (result == NULL)
    return -1;

  if (ml_int_as_index (heap, result, heap->world->overflow_error, &length) && length < 0)
    {
      ml_raise (heap, heap->world->value_error, "__len__() should return >= 0");
      length = -1;
    }
  else if (heap->raised != NULL)
    {
      length = -1;
    }

  ml_unref (heap, result);

  return length;
}

static MlObject *
compare_name (MlHeap *heap, MlCompare how)
{
  switch (how)
    {
    case ML_LESS:
      return ml_name (heap, __lt__);
    case ML_LESS_EQUAL:
      return ml_name (heap, __le__);
    case ML_EQUAL:
      return ml_name (heap, __eq__);
    case ML_NOT_EQUAL:
      return ml_name (heap, __ne__);
    case ML_GREATER:
      return ml_name (heap, __gt__);
    case ML_GREATER_EQUAL:
      return ml_name (heap, __ge__);
    default:
      g_return_val_if_reached (NULL);
    }
}

static MlObject *
generic_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  MlObject *args[] = { self, other };
  gboolean missing;
  MlObject *result = call_special (heap, compare_name (heap, how), args, 2, &missing);

  return missing ? ml_ref (heap->world->not_implemented) : result;
}

static MlObject *
generic_get_attribute (MlHeap *heap, MlObject *self, MlObject *name)
{
  MlObject *args[] = { self, name };
  MlObject *result = NULL;

  if (ml_type_lookup (heap, self->type, ml_name (heap, __getattribute__)) != NULL)
    result = call_known (heap, ml_name (heap, __getattribute__), args, 2);

  if (result != NULL || !ml_raised_is (heap, heap->world->attribute_error) ||
      ml_type_lookup (heap, self->type, ml_name (heap, __getattr__)) == NULL)
    return result;

  ml_clear_raised (heap);

  return call_known (heap, ml_name (heap, __getattr__), args, 2);
}

static gboolean
generic_set_attribute (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlObject *args[] = { self, name, value };

  return value != NULL ? call_for_nothing (heap, ml_name (heap, __setattr__), args, 3)
                       : call_for_nothing (heap, ml_name (heap, __delattr__), args, 2);
}

static MlObject *
generic_descriptor_get (MlHeap *heap, MlObject *self, MlObject *instance, MlType *owner)
{
  MlObject *args[] = { self, instance, &owner->object };

  if (instance == NULL)
    args[1] = ml_none (heap);

  return call_known (heap, ml_name (heap, __get__), args, 3);
}

static gboolean
generic_descriptor_set (MlHeap *heap, MlObject *self, MlObject *instance, MlObject *value)
{
  MlObject *args[] = { self, instance, value };

  return value != NULL ? call_for_nothing (heap, ml_name (heap, __set__), args, 3)
                       : call_for_nothing (heap, ml_name (heap, __delete__), args, 2);
}

/* self in front of the arguments, in a buffer that the caller frees. */
static MlObject **
prepend (gpointer self, MlObject *const *args, gsize n)
{
  MlObject **all = g_new (MlObject *, n + 1);

  all[0] = self;

  if (n > 0)
    memcpy (all + 1, args, n * sizeof (MlObject *));

  return all;
}

static gsize
count_all (gsize n_args, MlObject *kw_names)
{
  return n_args + (kw_names != NULL ? ml_tuple_get_length (kw_names) : 0);
}

static MlObject *
call_with_self (MlHeap *heap,
                MlObject *name,
                MlObject *self,
                MlObject *const *args,
                gsize n_args,
                MlObject *kw_names)
{
  MlObject *found = ml_type_lookup (heap, self->type, name);
  g_autofree MlObject **all = NULL;

  if (found == NULL)
    return ml_raise_no_attribute (heap, self, name);

  if (found->type->flags & ML_TYPE_METHOD_DESCRIPTOR)
    {
      all = prepend (self, args, count_all (n_args, kw_names));
      return ml_call_held (heap, name, ml_ref (found), all, n_args + 1, kw_names);
    }

  found = found->type->slots.descriptor_get != NULL
              ? found->type->slots.descriptor_get (heap, found, self, self->type)
              : ml_ref (found);

  return ml_call_held (heap, name, found, args, n_args, kw_names);
}

static MlObject *
generic_call (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return call_with_self (heap, ml_name (heap, __call__), self, args, n_args, kw_names);
}

static gboolean
generic_init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *result = call_with_self (heap, ml_name (heap, __init__), self, args, n_args, kw_names);

  if (result == NULL)
    return FALSE;

  if (result != ml_none (heap))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__init__() should return None, not '%s'",
                result->type->name);
      ml_unref (heap, result);
      return FALSE;
    }

  return TRUE;
}

static MlObject *
generic_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  g_autofree MlObject **all = prepend (type, args, count_all (n_args, kw_names));

  return ml_call_held (heap,
                       ml_name (heap, __new__),
                       ml_get_attribute (heap, &type->object, ml_name (heap, __new__)),
                       all,
                       n_args + 1,
                       kw_names);
}

static MlObject *
generic_next (MlHeap *heap, MlObject *self)
{
  return call_known (heap, ml_name (heap, __next__), &self, 1);
}

static MlObject *
generic_get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  MlObject *args[] = { self, key };

  return call_known (heap, ml_name (heap, __getitem__), args, 2);
}

static gboolean
generic_set_item (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value)
{
  MlObject *args[] = { self, key, value };

  return value != NULL ? call_for_nothing (heap, ml_name (heap, __setitem__), args, 3)
                       : call_for_nothing (heap, ml_name (heap, __delitem__), args, 2);
}

static int
generic_contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  MlObject *args[] = { self, item };
  MlObject *result = call_known (heap, ml_name (heap, __contains__), args, 2);
  int truth;

  if (result == NULL)
    return -1;

  truth = ml_truth (heap, result);
  ml_unref (heap, result);

  return truth;
}

/* __del__ */
static void
generic_finalize (MlHeap *heap, MlObject *self)
{
  MlObject *raised = ml_take_raised (heap);
  MlObject *held = raised;
  gboolean missing;
  MlObject *result;
  MlNative native;

  ml_native_enter (heap, &native, "__del__", &held, 1);
  result = call_special (heap, ml_name (heap, __del__), &self, 1, &missing);

  if (result != NULL)
    ml_unref (heap, result);
  else if (!missing)
    heap->report_unraisable (heap, ml_type_lookup (heap, self->type, ml_name (heap, __del__)));

  held = NULL;
  ml_native_leave (heap, &native);
  ml_restore_raised (heap, raised);
}

/* Binary operators: one slot stands for both __add__ and __radd__. */

static MlObject *
try_method (MlHeap *heap, MlObject *name, MlObject *self, MlObject *other)
{
  MlObject *args[] = { self, other };
  gboolean missing;
  MlObject *result = call_special (heap, name, args, 2, &missing);

  return missing ? ml_ref (heap->world->not_implemented) : result;
}

/* A subclass on the right comes first if it has a method of its own. */
static gboolean
right_comes_first (MlHeap *heap, MlObject *left, MlObject *right, MlObject *reflected)
{
  return left->type != right->type && ml_type_is_subtype (right->type, left->type) &&
         ml_type_lookup (heap, right->type, reflected) !=
             ml_type_lookup (heap, left->type, reflected);
}

static MlObject *
binary_methods (MlHeap *heap,
                MlBinaryFunc self_function,
                MlBinary how,
                MlObject *left,
                MlObject *right,
                MlObject *name,
                MlObject *reflected)
{
  gboolean left_has = left->type->slots.binary[how] == self_function;
  gboolean right_has = left->type != right->type && right->type->slots.binary[how] == self_function;
  MlObject *result;

  if (left_has)
    {
      if (right_has && right_comes_first (heap, left, right, reflected))
        {
          result = try_method (heap, reflected, right, left);

          if (result != heap->world->not_implemented)
            return result;

          ml_unref (heap, result);
          right_has = FALSE;
        }

      result = try_method (heap, name, left, right);

      if (result != heap->world->not_implemented || !right_has)
        return result;

      ml_unref (heap, result);
    }

  return right_has ? try_method (heap, reflected, right, left)
                   : ml_ref (heap->world->not_implemented);
}

#define GENERIC_BINARY(function, how, method, reflected)                                      \
  static MlObject *function (MlHeap *heap, MlObject *left, MlObject *right)                   \
  {                                                                                           \
    return binary_methods (                                                                   \
        heap, function, how, left, right, ml_name (heap, method), ml_name (heap, reflected)); \
  }

GENERIC_BINARY (generic_add, ML_ADD, __add__, __radd__)
GENERIC_BINARY (generic_subtract, ML_SUBTRACT, __sub__, __rsub__)
GENERIC_BINARY (generic_multiply, ML_MULTIPLY, __mul__, __rmul__)
GENERIC_BINARY (generic_matrix_multiply, ML_MATRIX_MULTIPLY, __matmul__, __rmatmul__)
GENERIC_BINARY (generic_true_divide, ML_TRUE_DIVIDE, __truediv__, __rtruediv__)
GENERIC_BINARY (generic_floor_divide, ML_FLOOR_DIVIDE, __floordiv__, __rfloordiv__)
GENERIC_BINARY (generic_remainder, ML_REMAINDER, __mod__, __rmod__)
GENERIC_BINARY (generic_power, ML_POWER, __pow__, __rpow__)
GENERIC_BINARY (generic_left_shift, ML_LEFT_SHIFT, __lshift__, __rlshift__)
GENERIC_BINARY (generic_right_shift, ML_RIGHT_SHIFT, __rshift__, __rrshift__)
GENERIC_BINARY (generic_and, ML_AND, __and__, __rand__)
GENERIC_BINARY (generic_xor, ML_XOR, __xor__, __rxor__)
GENERIC_BINARY (generic_or, ML_OR, __or__, __ror__)
GENERIC_BINARY (generic_divmod, ML_DIVMOD, __divmod__, __rdivmod__)

#define GENERIC_INPLACE(function, method)                                   \
  static MlObject *function (MlHeap *heap, MlObject *left, MlObject *right) \
  {                                                                         \
    MlObject *args[] = { left, right };                                     \
                                                                            \
    return call_known (heap, ml_name (heap, method), args, 2);              \
  }

GENERIC_INPLACE (generic_inplace_add, __iadd__)
GENERIC_INPLACE (generic_inplace_subtract, __isub__)
GENERIC_INPLACE (generic_inplace_multiply, __imul__)
GENERIC_INPLACE (generic_inplace_matrix_multiply, __imatmul__)
GENERIC_INPLACE (generic_inplace_true_divide, __itruediv__)
GENERIC_INPLACE (generic_inplace_floor_divide, __ifloordiv__)
GENERIC_INPLACE (generic_inplace_remainder, __imod__)
GENERIC_INPLACE (generic_inplace_power, __ipow__)
GENERIC_INPLACE (generic_inplace_left_shift, __ilshift__)
GENERIC_INPLACE (generic_inplace_right_shift, __irshift__)
GENERIC_INPLACE (generic_inplace_and, __iand__)
GENERIC_INPLACE (generic_inplace_xor, __ixor__)
GENERIC_INPLACE (generic_inplace_or, __ior__)

/* Calling slots from Python code: int.__add__ (1, 2) */

static gboolean
check_count (MlHeap *heap, const MlSlotEntry *entry, gsize n_args, gsize expected)
{
  if (n_args == expected)
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "expected %" G_GSIZE_FORMAT " argument%s, got %" G_GSIZE_FORMAT,
            expected,
            expected == 1 ? "" : "s",
            n_args);

  return FALSE;
}

static MlObject *
none_or_null (MlHeap *heap, gboolean done)
{
  return done ? ml_ref (ml_none (heap)) : NULL;
}

#define WRAPPER(name)                              \
  static MlObject *name (MlHeap *heap,             \
                         const MlSlotEntry *entry, \
                         gpointer slot,            \
                         MlObject *self,           \
                         MlObject *const *args,    \
                         gsize n_args,             \
                         MlObject *kw_names)

WRAPPER (wrap_unary)
{
  return check_count (heap, entry, n_args, 0) ? ((MlUnaryFunc) slot) (heap, self) : NULL;
}

WRAPPER (wrap_binary)
{
  return check_count (heap, entry, n_args, 1) ? ((MlBinaryFunc) slot) (heap, self, args[0]) : NULL;
}

WRAPPER (wrap_reflected)
{
  return check_count (heap, entry, n_args, 1) ? ((MlBinaryFunc) slot) (heap, args[0], self) : NULL;
}

/* __pow__ may have a modulus; only int knows what to do with one. */
WRAPPER (wrap_power)
{
  if (n_args == 2 && args[1] != ml_none (heap))
    {
      MlObject *power = ml_call_method (heap, self, ml_name (heap, __pow__), 1, args[0]);
      MlObject *result;

      if (power == NULL)
        return NULL;

      result = ml_binary (heap, ML_REMAINDER, power, args[1]);
      ml_unref (heap, power);
      return result;
    }

  return wrap_binary (heap, entry, slot, self, args, MIN (n_args, 1), kw_names);
}

WRAPPER (wrap_hash)
{
  gint64 hash;

  if (!check_count (heap, entry, n_args, 0))
    return NULL;

  hash = ((gint64 (*) (MlHeap *, MlObject *)) slot) (heap, self);

  return hash == -1 && heap->raised != NULL ? NULL : ml_int_new (heap, hash);
}

WRAPPER (wrap_truth)
{
  int truth;

  if (!check_count (heap, entry, n_args, 0))
    return NULL;

  truth = ((int (*) (MlHeap *, MlObject *)) slot) (heap, self);

  return truth < 0 ? NULL : ml_ref (ml_bool (heap, truth));
}

WRAPPER (wrap_contains)
{
  int truth;

  if (!check_count (heap, entry, n_args, 1))
    return NULL;

  truth = ((int (*) (MlHeap *, MlObject *, MlObject *)) slot) (heap, self, args[0]);

  return truth < 0 ? NULL : ml_ref (ml_bool (heap, truth));
}

WRAPPER (wrap_length)
{
  gssize length;

  if (!check_count (heap, entry, n_args, 0))
    return NULL;

  length = ((gssize (*) (MlHeap *, MlObject *)) slot) (heap, self);

  return length < 0 ? NULL : ml_int_new (heap, length);
}

WRAPPER (wrap_repeat)
{
  gssize n;

  if (!check_count (heap, entry, n_args, 1) ||
      !ml_int_as_index (heap, args[0], heap->world->overflow_error, &n))
    return NULL;

  return ((MlObject * (*) (MlHeap *, MlObject *, gssize)) slot) (heap, self, n);
}

WRAPPER (wrap_compare)
{
  MlObject *(*compare) (MlHeap *, MlObject *, MlObject *, MlCompare) = slot;

  return check_count (heap, entry, n_args, 1) ? compare (heap, self, args[0], entry->detail) : NULL;
}

WRAPPER (wrap_set_item)
{
  gboolean (*set) (MlHeap *, MlObject *, MlObject *, MlObject *) = slot;

  return check_count (heap, entry, n_args, 2)
             ? none_or_null (heap, set (heap, self, args[0], args[1]))
             : NULL;
}

WRAPPER (wrap_delete_item)
{
  gboolean (*set) (MlHeap *, MlObject *, MlObject *, MlObject *) = slot;

  return check_count (heap, entry, n_args, 1) ? none_or_null (heap, set (heap, self, args[0], NULL))
                                              : NULL;
}

WRAPPER (wrap_get_descriptor)
{
  MlObject *(*get) (MlHeap *, MlObject *, MlObject *, MlType *) = slot;
  MlObject *instance = n_args > 0 && args[0] != ml_none (heap) ? args[0] : NULL;
  MlObject *owner = n_args > 1 && args[1] != ml_none (heap) ? args[1] : NULL;

  if (instance == NULL && owner == NULL)
    return ml_raise (heap, heap->world->type_error, "__get__(None, None) is invalid");

  return get (heap, self, instance, owner != NULL ? (MlType *) owner : instance->type);
}

WRAPPER (wrap_set_descriptor)
{
  gboolean (*set) (MlHeap *, MlObject *, MlObject *, MlObject *) = slot;

  return check_count (heap, entry, n_args, 2)
             ? none_or_null (heap, set (heap, self, args[0], args[1]))
             : NULL;
}

WRAPPER (wrap_delete_descriptor)
{
  gboolean (*set) (MlHeap *, MlObject *, MlObject *, MlObject *) = slot;

  return check_count (heap, entry, n_args, 1) ? none_or_null (heap, set (heap, self, args[0], NULL))
                                              : NULL;
}

WRAPPER (wrap_next)
{
  MlObject *item;

  if (!check_count (heap, entry, n_args, 0))
    return NULL;

  item = ((MlUnaryFunc) slot) (heap, self);

  if (item == NULL && heap->raised == NULL)
    ml_raise_value (heap, heap->world->stop_iteration, NULL);

  return item;
}

WRAPPER (wrap_call)
{
  MlObject *(*call) (MlHeap *, MlObject *, MlObject *const *, gsize, MlObject *) = slot;

  return call (heap, self, args, n_args, kw_names);
}

WRAPPER (wrap_init)
{
  gboolean (*init) (MlHeap *, MlObject *, MlObject *const *, gsize, MlObject *) = slot;

  return none_or_null (heap, init (heap, self, args, n_args, kw_names));
}

WRAPPER (wrap_finalize)
{
  if (!check_count (heap, entry, n_args, 0))
    return NULL;

  ((void (*) (MlHeap *, MlObject *)) slot) (heap, self);

  return ml_ref (ml_none (heap));
}

/* The table. Where two entries stand for one slot, both stand side by side. */

#define SLOT(slot) G_STRUCT_OFFSET (MlTypeSlots, slot)
#define BINARY(how) (G_STRUCT_OFFSET (MlTypeSlots, binary) + (how) * sizeof (MlBinaryFunc))
#define INPLACE(how) (G_STRUCT_OFFSET (MlTypeSlots, inplace) + (how) * sizeof (MlBinaryFunc))
#define UNARY(how) (G_STRUCT_OFFSET (MlTypeSlots, unary) + (how) * sizeof (MlUnaryFunc))

#define BINARY_ENTRIES(how, generic, method, reflected, sign)                        \
  { method, BINARY (how), generic, wrap_binary, 0, "Return self" sign "value." },    \
  {                                                                                  \
    reflected, BINARY (how), generic, wrap_reflected, 0, "Return value" sign "self." \
  }

const MlSlotEntry ml_slot_entries[] = {
  { "__repr__", SLOT (repr), generic_repr, wrap_unary, 0, "Return repr(self)." },
  { "__str__", SLOT (str), generic_str, wrap_unary, 0, "Return str(self)." },
  { "__hash__", SLOT (hash), generic_hash, wrap_hash, 0, "Return hash(self)." },
  { "__bool__", SLOT (truth), generic_truth, wrap_truth, 0, "True if self else False" },
  { "__lt__", SLOT (compare), generic_compare, wrap_compare, ML_LESS, "Return self<value." },
  { "__le__", SLOT (compare), generic_compare, wrap_compare, ML_LESS_EQUAL, "Return self<=value." },
  { "__eq__", SLOT (compare), generic_compare, wrap_compare, ML_EQUAL, "Return self==value." },
  { "__ne__", SLOT (compare), generic_compare, wrap_compare, ML_NOT_EQUAL, "Return self!=value." },
  { "__gt__", SLOT (compare), generic_compare, wrap_compare, ML_GREATER, "Return self>value." },
  { "__ge__",
    SLOT (compare),
    generic_compare,
    wrap_compare,
    ML_GREATER_EQUAL,
    "Return self>=value." },
  { "__getattribute__",
    SLOT (get_attribute),
    generic_get_attribute,
    wrap_binary,
    0,
    "Return getattr(self, name)." },
  { "__getattr__", SLOT (get_attribute), generic_get_attribute, NULL, 0, NULL },
  { "__setattr__",
    SLOT (set_attribute),
    generic_set_attribute,
    wrap_set_item,
    0,
    "Implement setattr(self, name, value)." },
  { "__delattr__",
    SLOT (set_attribute),
    generic_set_attribute,
    wrap_delete_item,
    0,
    "Implement delattr(self, name)." },
  { "__get__",
    SLOT (descriptor_get),
    generic_descriptor_get,
    wrap_get_descriptor,
    0,
    "Return an attribute of instance, which is of type owner." },
  { "__set__",
    SLOT (descriptor_set),
    generic_descriptor_set,
    wrap_set_descriptor,
    0,
    "Set an attribute of instance to value." },
  { "__delete__",
    SLOT (descriptor_set),
    generic_descriptor_set,
    wrap_delete_descriptor,
    0,
    "Delete an attribute of instance." },
  { "__call__", SLOT (call), generic_call, wrap_call, 0, "Call self as a function.", TRUE },
  { "__init__",
    SLOT (init),
    generic_init,
    wrap_init,
    0,
    "Initialize self.  See help(type(self)) for accurate signature.",
    TRUE },
  { "__new__", SLOT (make), generic_make, NULL, 0, NULL },
  { "__iter__", SLOT (iterate), generic_iterate, wrap_unary, 0, "Implement iter(self)." },
  { "__next__", SLOT (next), generic_next, wrap_next, 0, "Implement next(self)." },
  { "__len__", SLOT (length), generic_length, wrap_length, 0, "Return len(self)." },
  { "__getitem__", SLOT (get_item), generic_get_item, wrap_binary, 0, "Return self[key]." },
  { "__setitem__", SLOT (set_item), generic_set_item, wrap_set_item, 0, "Set self[key] to value." },
  { "__delitem__", SLOT (set_item), generic_set_item, wrap_delete_item, 0, "Delete self[key]." },
  { "__contains__",
    SLOT (contains),
    generic_contains,
    wrap_contains,
    0,
    "Return bool(key in self)." },
  { "__add__", SLOT (concat), NULL, wrap_binary, 0, "Return self+value." },
  { "__mul__", SLOT (repeat), NULL, wrap_repeat, 0, "Return self*value." },
  { "__rmul__", SLOT (repeat), NULL, wrap_repeat, 0, "Return value*self." },
  { "__iadd__", SLOT (inplace_concat), NULL, wrap_binary, 0, "Implement self+=value." },
  { "__imul__", SLOT (inplace_repeat), NULL, wrap_repeat, 0, "Implement self*=value." },
  { "__neg__", UNARY (ML_NEGATE), generic_negate, wrap_unary, 0, "-self" },
  { "__pos__", UNARY (ML_POSITIVE), generic_positive, wrap_unary, 0, "+self" },
  { "__abs__", UNARY (ML_ABSOLUTE), generic_absolute, wrap_unary, 0, "abs(self)" },
  { "__invert__", UNARY (ML_INVERT), generic_invert, wrap_unary, 0, "~self" },
  BINARY_ENTRIES (ML_ADD, generic_add, "__add__", "__radd__", "+"),
  BINARY_ENTRIES (ML_SUBTRACT, generic_subtract, "__sub__", "__rsub__", "-"),
  BINARY_ENTRIES (ML_MULTIPLY, generic_multiply, "__mul__", "__rmul__", "*"),
  BINARY_ENTRIES (ML_MATRIX_MULTIPLY, generic_matrix_multiply, "__matmul__", "__rmatmul__", "@"),
  BINARY_ENTRIES (ML_TRUE_DIVIDE, generic_true_divide, "__truediv__", "__rtruediv__", "/"),
  BINARY_ENTRIES (ML_FLOOR_DIVIDE, generic_floor_divide, "__floordiv__", "__rfloordiv__", "//"),
  BINARY_ENTRIES (ML_REMAINDER, generic_remainder, "__mod__", "__rmod__", "%"),
  { "__pow__", BINARY (ML_POWER), generic_power, wrap_power, 0, "Return pow(self, value, mod)." },
  { "__rpow__",
    BINARY (ML_POWER),
    generic_power,
    wrap_reflected,
    0,
    "Return pow(value, self, mod)." },
  BINARY_ENTRIES (ML_LEFT_SHIFT, generic_left_shift, "__lshift__", "__rlshift__", "<<"),
  BINARY_ENTRIES (ML_RIGHT_SHIFT, generic_right_shift, "__rshift__", "__rrshift__", ">>"),
  BINARY_ENTRIES (ML_AND, generic_and, "__and__", "__rand__", "&"),
  BINARY_ENTRIES (ML_XOR, generic_xor, "__xor__", "__rxor__", "^"),
  BINARY_ENTRIES (ML_OR, generic_or, "__or__", "__ror__", "|"),
  { "__divmod__",
    BINARY (ML_DIVMOD),
    generic_divmod,
    wrap_binary,
    0,
    "Return divmod(self, value)." },
  { "__rdivmod__",
    BINARY (ML_DIVMOD),
    generic_divmod,
    wrap_reflected,
    0,
    "Return divmod(value, self)." },
  { "__iadd__", INPLACE (ML_ADD), generic_inplace_add, wrap_binary, 0, "Return self+=value." },
  { "__isub__",
    INPLACE (ML_SUBTRACT),
    generic_inplace_subtract,
    wrap_binary,
    0,
    "Return self-=value." },
  { "__imul__",
    INPLACE (ML_MULTIPLY),
    generic_inplace_multiply,
    wrap_binary,
    0,
    "Return self*=value." },
  { "__imatmul__",
    INPLACE (ML_MATRIX_MULTIPLY),
    generic_inplace_matrix_multiply,
    wrap_binary,
    0,
    "Return self@=value." },
  { "__itruediv__",
    INPLACE (ML_TRUE_DIVIDE),
    generic_inplace_true_divide,
    wrap_binary,
    0,
    "Return self/=value." },
  { "__ifloordiv__",
    INPLACE (ML_FLOOR_DIVIDE),
    generic_inplace_floor_divide,
    wrap_binary,
    0,
    "Return self//=value." },
  { "__imod__",
    INPLACE (ML_REMAINDER),
    generic_inplace_remainder,
    wrap_binary,
    0,
    "Return self%=value." },
  { "__ipow__", INPLACE (ML_POWER), generic_inplace_power, wrap_binary, 0, "Return self**=value." },
  { "__ilshift__",
    INPLACE (ML_LEFT_SHIFT),
    generic_inplace_left_shift,
    wrap_binary,
    0,
    "Return self<<=value." },
  { "__irshift__",
    INPLACE (ML_RIGHT_SHIFT),
    generic_inplace_right_shift,
    wrap_binary,
    0,
    "Return self>>=value." },
  { "__iand__", INPLACE (ML_AND), generic_inplace_and, wrap_binary, 0, "Return self&=value." },
  { "__ixor__", INPLACE (ML_XOR), generic_inplace_xor, wrap_binary, 0, "Return self^=value." },
  { "__ior__", INPLACE (ML_OR), generic_inplace_or, wrap_binary, 0, "Return self|=value." },
  { "__index__",
    SLOT (index),
    generic_index,
    wrap_unary,
    0,
    "Return self converted to an integer, if self is suitable for use as an index into a list." },
  { "__int__", SLOT (to_int), generic_int, wrap_unary, 0, "int(self)" },
  { "__float__", SLOT (to_float), generic_float, wrap_unary, 0, "float(self)" },
  { "__del__",
    SLOT (finalize),
    generic_finalize,
    wrap_finalize,
    0,
    "Called when the instance is about to be destroyed." },
  { NULL },
};
