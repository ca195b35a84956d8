/* ml-builtins-values.c: builtins that compute: abs, len, max, sorted, sum... */
#include <math.h>

#include "ml-builtins.h"
#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-format.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define FUNCTION(name)                         \
  static MlObject *name (MlHeap *heap,         \
                         MlObject *self,       \
                         MlObject *const *args, \
                         gsize n_args,         \
                         MlObject *kw_names)

FUNCTION (builtin_abs)
{
  return ml_unary (heap, ML_ABSOLUTE, args[0]);
}

/* any() and all(): whether an item's truth is @wanted. */
static MlObject *
search (MlHeap *heap, MlObject *iterable, int wanted, const char *name)
{
  MlObject *held[2] = { ml_iterate (heap, iterable), NULL };
  gboolean found = FALSE;
  MlNative native;

  if (held[0] == NULL)
    return NULL;

  ml_native_enter (heap, &native, name, held, G_N_ELEMENTS (held));

  while (!found && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      MlObject *item = held[1];
      int truth = ml_truth (heap, item);

      held[1] = NULL;
      ml_unref (heap, item);

      if (truth < 0)
        break;

      found = truth == wanted;
    }

  ml_native_leave (heap, &native);

  return heap->raised != NULL ? NULL : ml_bool (heap, found == (wanted == 1));
}

FUNCTION (builtin_any)
{
  return search (heap, args[0], 1, "any");
}

FUNCTION (builtin_all)
{
  return search (heap, args[0], 0, "all");
}

FUNCTION (builtin_ascii)
{
  return ml_ascii (heap, args[0]);
}

static MlObject *
in_base (MlHeap *heap, MlObject *object, int base, const char *prefix)
{
  MlObject *number = ml_index (heap, object);
  g_autofree char *digits = NULL;
  MlObject *text;

  if (number == NULL)
    return NULL;

  digits = ml_int_to_digits (number, base);
  text = digits[0] == '-' ? ml_str_format (heap, "-%s%s", prefix, digits + 1)
                          : ml_str_format (heap, "%s%s", prefix, digits);
  ml_unref (heap, number);

  return text;
}

FUNCTION (builtin_bin)
{
  return in_base (heap, args[0], 2, "0b");
}

FUNCTION (builtin_oct)
{
  return in_base (heap, args[0], 8, "0o");
}

FUNCTION (builtin_hex)
{
  return in_base (heap, args[0], 16, "0x");
}

FUNCTION (builtin_chr)
{
  gssize code;

  if (!ml_int_as_index (heap, args[0], heap->world->overflow_error, &code))
    return NULL;

  if (code < 0 || code > 0x10ffff)
    return ml_raise (heap, heap->world->value_error, "chr() arg not in range(0x110000)");

  return ml_str_from_character (heap, code);
}

static MlObject *
get_byte (MlHeap *heap, MlObject *bytes)
{
  gsize length;
  const guint8 *data = (const guint8 *) ml_bytes_get_data (bytes, &length);

  if (length != 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "ord() expected a character, but string of length %" G_GSIZE_FORMAT " found",
                     length);

  return ml_int_new (heap, data[0]);
}

FUNCTION (builtin_ord)
{
  if (ml_object_is_a (args[0], heap->world->bytes_type))
    return get_byte (heap, args[0]);

  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "ord() expected string of length 1, but %s found",
                     args[0]->type->name);

  if (ml_str_get_length (args[0]) != 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "ord() expected a character, but string of length %" G_GSIZE_FORMAT " found",
                     ml_str_get_length (args[0]));

  return ml_int_new (heap, ml_str_read (args[0], 0));
}

FUNCTION (builtin_divmod)
{
  return ml_binary (heap, ML_DIVMOD, args[0], args[1]);
}

FUNCTION (builtin_format)
{
  return ml_format (heap, args[0], n_args > 1 ? args[1] : NULL);
}

FUNCTION (builtin_hash)
{
  gint64 hash = ml_hash (heap, args[0]);

  return hash == -1 && heap->raised != NULL ? NULL : ml_int_new (heap, hash);
}

FUNCTION (builtin_len)
{
  gssize length = ml_length (heap, args[0]);

  return length < 0 ? NULL : ml_int_new (heap, length);
}

/* min() and max() */

enum
{
  BEST,
  BEST_KEY,
  ITERATOR,
  ITEM,
  ITEM_KEY,
  N_HELD
};

static void
move (MlHeap *heap, MlObject **held, int to, int from)
{
  MlObject *old = held[to];

  held[to] = g_steal_pointer (&held[from]);
  ml_unref_any (heap, old);
}

/* Compares the item with the best so far and keeps the better one. */
static gboolean
keep_better (MlHeap *heap, MlObject **held, MlObject *key, MlCompare how)
{
  int better = 1;

  held[ITEM_KEY] = key != NULL ? ml_call (heap, key, &held[ITEM], 1, NULL) : ml_ref (held[ITEM]);

  if (held[ITEM_KEY] == NULL)
    return FALSE;

  if (held[BEST] != NULL)
    better = ml_compare_bool (heap, held[ITEM_KEY], held[BEST_KEY], how);

  if (better < 0)
    return FALSE;

  if (better)
    {
      move (heap, held, BEST, ITEM);
      move (heap, held, BEST_KEY, ITEM_KEY);
    }
  else
    {
      ml_unref (heap, g_steal_pointer (&held[ITEM]));
      ml_unref (heap, g_steal_pointer (&held[ITEM_KEY]));
    }

  return TRUE;
}

static gboolean
find_best (MlHeap *heap,
           MlObject **held,
           MlObject *const *args,
           gsize n_args,
           MlObject *key,
           MlCompare how)
{
  if (n_args > 1)
    {
      for (gsize i = 0; i < n_args; i++)
        {
          held[ITEM] = ml_ref (args[i]);

          if (!keep_better (heap, held, key, how))
            return FALSE;
        }

      return TRUE;
    }

  held[ITERATOR] = ml_iterate (heap, args[0]);

  while (held[ITERATOR] != NULL && (held[ITEM] = ml_next (heap, held[ITERATOR])) != NULL)
    if (!keep_better (heap, held, key, how))
      return FALSE;

  return heap->raised == NULL;
}

static MlObject *
choose (MlHeap *heap,
        const char *name,
        MlObject *const *args,
        gsize n_args,
        MlObject *kw_names,
        MlCompare how)
{
  static const char *const keywords[] = { "key", "default", NULL };
  MlObject *named[2];
  MlObject *held[N_HELD] = { NULL };
  MlObject *best = NULL;
  MlNative native;

  if (n_args == 0)
    return ml_raise (
        heap, heap->world->type_error, "%s expected at least 1 argument, got 0", name);

  if (!ml_native_parse (heap, name, keywords, 0, 0, args + n_args, 0, kw_names, named))
    return NULL;

  if (named[1] != NULL && n_args > 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "Cannot specify a default for %s() with multiple positional arguments",
                     name);

  if (named[0] == ml_none (heap))
    named[0] = NULL;

  ml_native_enter (heap, &native, name, held, N_HELD);

  if (find_best (heap, held, args, n_args, named[0], how))
    {
      if (held[BEST] != NULL)
        best = g_steal_pointer (&held[BEST]);
      else if (named[1] != NULL)
        best = ml_ref (named[1]);
      else
        ml_raise (
            heap, heap->world->value_error, "%s() iterable argument is empty", name);
    }

  ml_native_leave (heap, &native);

  return best;
}

FUNCTION (builtin_max)
{
  return choose (heap, "max", args, n_args, kw_names, ML_GREATER);
}

FUNCTION (builtin_min)
{
  return choose (heap, "min", args, n_args, kw_names, ML_LESS);
}

FUNCTION (builtin_pow)
{
  static const char *const names[] = { "base", "exp", "mod", NULL };
  MlObject *places[3];

  if (!ml_native_parse (heap, "pow", names, 2, 3, args, n_args, kw_names, places))
    return NULL;

  if (places[2] != NULL && places[2] != ml_none (heap)
      && (ml_is_float (heap, places[0]) || ml_is_float (heap, places[1])
          || ml_is_float (heap, places[2])))
    return ml_raise (heap,
                     heap->world->type_error,
                     "pow() 3rd argument not allowed unless all arguments are integers");

  if (places[2] != NULL && places[2] != ml_none (heap))
    return ml_call_method (heap, places[0], ml_name (heap, __pow__), 2, places[1], places[2]);

  return ml_binary (heap, ML_POWER, places[0], places[1]);
}

FUNCTION (builtin_round)
{
  static const char *const names[] = { "number", "ndigits", NULL };
  MlObject *places[2];
  MlObject *method, *result;

  if (!ml_native_parse (heap, "round", names, 1, 2, args, n_args, kw_names, places))
    return NULL;

  method = ml_find_special (heap, places[0], ml_name (heap, __round__));

  if (method == NULL)
    return heap->raised != NULL ? NULL
                                : ml_raise (heap,
                                            heap->world->type_error,
                                            "type %s doesn't define __round__ method",
                                            places[0]->type->name);

  result = ml_call (heap,
                    method,
                    &places[1],
                    places[1] != NULL && places[1] != ml_none (heap) ? 1 : 0,
                    NULL);
  ml_unref (heap, method);

  return result;
}

FUNCTION (builtin_sorted)
{
  static const char *const names[] = { "key", "reverse", NULL };
  MlObject *named[2];
  MlObject *list;
  MlNative native;
  int reverse = 0;
  gboolean done;

  if (n_args != 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "sorted expected 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  if (!ml_native_parse (heap, "sort", names, 0, 0, args + 1, 0, kw_names, named))
    return NULL;

  list = ml_list_from_iterable (heap, args[0]);

  if (list == NULL)
    return NULL;

  ml_native_enter (heap, &native, "sorted", &list, 1);

  if (named[1] != NULL)
    reverse = ml_truth (heap, named[1]);

  done = reverse >= 0
         && ml_list_sort (heap, list, named[0] != ml_none (heap) ? named[0] : NULL, reverse);
  self = done ? ml_ref (list) : NULL;
  ml_native_leave (heap, &native);

  return self;
}

/* The sum of floats, with what each addition rounded off kept beside it: Neumaier's variant of
 * Kahan's summation, as CPython has it since 3.12. */
typedef struct
{
  double high;
  double low;
} FloatSum;

static void
float_sum_add (FloatSum *self, double x)
{
  double sum = self->high + x;

  self->low += fabs (self->high) >= fabs (x) ? self->high - sum + x : x - sum + self->high;
  self->high = sum;
}

/* Adds floats, and ints among them, from the iterator in held[1] to the float in held[0], which is
 * replaced; what is neither is left in held[2]. FALSE with an exception. */
static gboolean
sum_floats (MlHeap *heap, MlObject **held)
{
  FloatSum sum = { ml_float_get_value (held[0]), 0.0 };
  MlObject *total;

  while ((held[2] = ml_next (heap, held[1])) != NULL)
    {
      gint64 word;

      if (ml_is_exact_float (heap, held[2]))
        float_sum_add (&sum, ml_float_get_value (held[2]));
      else if (ml_is_int (held[2]) && ml_int_fits (held[2], &word))
        sum.high += (double) word;
      else
        break;

      ml_unref (heap, g_steal_pointer (&held[2]));
    }

  if (heap->raised != NULL)
    return FALSE;

  total = ml_float_new (
      heap, sum.low != 0.0 && isfinite (sum.low) ? sum.high + sum.low : sum.high);

  if (total == NULL)
    return FALSE;

  ml_unref (heap, g_steal_pointer (&held[0]));
  held[0] = total;

  return TRUE;
}

/* Adds what is in held[2] to the sum in held[0]. FALSE with an exception. */
static gboolean
sum_one (MlHeap *heap, MlObject **held)
{
  MlObject *before = held[0];
  MlObject *total = ml_binary (heap, ML_ADD, before, held[2]);

  if (total != NULL)
    {
      held[0] = total;
      ml_unref (heap, before);
    }

  ml_unref (heap, g_steal_pointer (&held[2]));

  return total != NULL;
}

FUNCTION (builtin_sum)
{
  static const char *const names[] = { "", "start", NULL };
  MlObject *places[2];
  MlObject *held[3] = { NULL, NULL, NULL };
  MlNative native;
  MlObject *total = NULL;
  gboolean goes_on = TRUE;

  if (!ml_native_parse (heap, "sum", names, 1, 2, args, n_args, kw_names, places))
    return NULL;

  if (places[1] != NULL && ml_is_str (places[1]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "sum() can't sum strings [use ''.join(seq) instead]");

  ml_native_enter (heap, &native, "sum", held, G_N_ELEMENTS (held));
  held[0] = places[1] != NULL ? ml_ref (places[1]) : ml_int_new (heap, 0);
  held[1] = ml_iterate (heap, places[0]);

  while (goes_on && held[1] != NULL)
    {
      if (ml_is_exact_float (heap, held[0]))
        goes_on = sum_floats (heap, held);
      else
        held[2] = ml_next (heap, held[1]);

      goes_on = goes_on && held[2] != NULL && sum_one (heap, held);
    }

  if (heap->raised == NULL)
    total = g_steal_pointer (&held[0]);

  ml_native_leave (heap, &native);

  return total;
}

const MlMethod ml_builtins_values[] = {
  { "abs", builtin_abs, 1, 1, FALSE, ML_METHOD_PLAIN,
    "abs($module, x, /)\n--\n\nReturn the absolute value of the argument." },
  { "all", builtin_all, 1, 1, FALSE, ML_METHOD_PLAIN,
    "all($module, iterable, /)\n--\n\nReturn True if bool(x) is True for all values x in the "
    "iterable.\n\nIf the iterable is empty, return True." },
  { "any", builtin_any, 1, 1, FALSE, ML_METHOD_PLAIN,
    "any($module, iterable, /)\n--\n\nReturn True if bool(x) is True for any x in the "
    "iterable.\n\nIf the iterable is empty, return False." },
  { "ascii", builtin_ascii, 1, 1, FALSE, ML_METHOD_PLAIN,
    "ascii($module, obj, /)\n--\n\nReturn an ASCII-only representation of an object." },
  { "bin", builtin_bin, 1, 1, FALSE, ML_METHOD_PLAIN,
    "bin($module, number, /)\n--\n\nReturn the binary representation of an integer." },
  { "chr", builtin_chr, 1, 1, FALSE, ML_METHOD_PLAIN,
    "chr($module, i, /)\n--\n\nReturn a Unicode string of one character with ordinal i; 0 <= i <= "
    "0x10ffff." },
  { "divmod", builtin_divmod, 2, 2, FALSE, ML_METHOD_PLAIN,
    "divmod($module, x, y, /)\n--\n\nReturn the tuple (x//y, x%y).  Invariant: div*y + mod == x." },
  { "format", builtin_format, 1, 2, FALSE, ML_METHOD_PLAIN,
    "format($module, value, format_spec='', /)\n--\n\nReturn type(value).__format__(value, "
    "format_spec)." },
  { "hash", builtin_hash, 1, 1, FALSE, ML_METHOD_PLAIN,
    "hash($module, obj, /)\n--\n\nReturn the hash value for the given object." },
  { "hex", builtin_hex, 1, 1, FALSE, ML_METHOD_PLAIN,
    "hex($module, number, /)\n--\n\nReturn the hexadecimal representation of an integer." },
  { "len", builtin_len, 1, 1, FALSE, ML_METHOD_PLAIN,
    "len($module, obj, /)\n--\n\nReturn the number of items in a container." },
  { "max", builtin_max, 0, -1, TRUE, ML_METHOD_PLAIN, "Return the biggest item." },
  { "min", builtin_min, 0, -1, TRUE, ML_METHOD_PLAIN, "Return the smallest item." },
  { "oct", builtin_oct, 1, 1, FALSE, ML_METHOD_PLAIN,
    "oct($module, number, /)\n--\n\nReturn the octal representation of an integer." },
  { "ord", builtin_ord, 1, 1, FALSE, ML_METHOD_PLAIN,
    "ord($module, c, /)\n--\n\nReturn the Unicode code point for a one-character string." },
  { "pow", builtin_pow, 0, -1, TRUE, ML_METHOD_PLAIN,
    "pow($module, /, base, exp, mod=None)\n--\n\nEquivalent to base**exp with 2 arguments or "
    "base**exp % mod with 3 arguments." },
  { "round", builtin_round, 0, -1, TRUE, ML_METHOD_PLAIN,
    "round($module, /, number, ndigits=None)\n--\n\nRound a number to a given precision in decimal "
    "digits." },
  { "sorted", builtin_sorted, 0, -1, TRUE, ML_METHOD_PLAIN,
    "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nReturn a new list containing "
    "all items from the iterable in ascending order." },
  { "sum", builtin_sum, 0, -1, TRUE, ML_METHOD_PLAIN,
    "sum($module, iterable, /, start=0)\n--\n\nReturn the sum of a 'start' value (default: 0) plus "
    "an iterable of numbers" },
  { NULL },
};
