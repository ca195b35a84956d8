/* ml-int.h: int
 *
 * An int of one machine word lives in the object itself; a larger one is an array of GMP limbs that
 * the object owns. Nearly all ints are words, and the evaluation loop works on them through the
 * inline functions at the end of this file.
 *
 * Always true:
 *   - what fits into a word is a word, so an int that is none is greater or smaller than every
 *     word;
 *   - ints from rules->small_int_first to small_int_last exist once each, for ever;
 *   - an int never changes.
 *
 * True and False, and instances of the program's own subclasses of int, are MlInts too.
 */
#pragma once

#include <gmp.h>

#include "ml-hash.h"
#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject     object;  /* spare: the number of limbs, negative for a negative int; 0: a word */
  union
  {
    gint64     word;
    mp_limb_t *limbs;
  };
} MlInt;

/* A number as GMP reads it. It points into the int, or into itself: it must not be copied. */
typedef struct
{
  mpz_t     number;
  mp_limb_t limb;
} MlIntView;

/* Greater ints are refused with MemoryError before GMP, which aborts without memory, sees them. */
#define ML_INT_MAX_BITS (G_GUINT64_CONSTANT (1) << 30)

/* Decimal text of more digits is neither read nor written: sys.get_int_max_str_digits(). */
#define ML_INT_MAX_DIGITS 4300

extern const MlTypeSpec ml_int_spec;

/* Makes the small ints. */
void        ml_int_init_world     (MlHeap          *heap);

/* Making. All give a new reference, or NULL with an exception. */

MlObject   *ml_int_new_word       (MlHeap          *heap,
                                   gint64           value);
MlObject   *ml_int_new_unsigned   (MlHeap          *heap,
                                   guint64          value);
MlObject   *ml_int_new_mpz        (MlHeap          *heap,
                                   mpz_srcptr       value);

/* Cuts the fraction off. OverflowError for infinity, ValueError for NaN. */
MlObject   *ml_int_from_double    (MlHeap          *heap,
                                   double           value);

/* Reads @text as int(text, base) does: blanks around it, a sign, underscores, with @base 0 or its
 * own base a prefix. ASCII, @length -1 if it ends with 0. ValueError. */
MlObject   *ml_int_from_text      (MlHeap          *heap,
                                   const char      *text,
                                   gssize           length,
                                   int              base);

/* The value of an int of any class as a plain int: the object itself if it is one. */
MlObject   *ml_int_to_plain       (MlHeap          *heap,
                                   MlObject        *object);

/* The same of a str. The message of the ValueError shows it as it is. */
MlObject   *ml_int_from_str       (MlHeap          *heap,
                                   MlObject        *text,
                                   int              base);

/* What int(object) gives for any object. TypeError. */
MlObject   *ml_int_from_object    (MlHeap          *heap,
                                   MlObject        *object);

/* Reading */

/* FALSE, and nothing raised, if the value is no word. */
gboolean    ml_int_fits           (gconstpointer    object,
                                   gint64          *value);

/* The object's value for GMP's functions, to be read only. */
mpz_srcptr  ml_int_view           (gconstpointer    object,
                                   MlIntView       *view);

/* -1, 0 or 1 */
int         ml_int_get_sign       (gconstpointer    object);
guint64     ml_int_get_bit_length (gconstpointer    object);

/* Correctly rounded. FALSE with OverflowError. */
gboolean    ml_int_to_double      (MlHeap          *heap,
                                   gconstpointer    object,
                                   double          *value);

/* The digits in a base of 2 to 36 (a negative one: in capitals), with a sign and without a prefix,
 * whatever their number. (transfer full) */
char       *ml_int_to_digits      (gconstpointer    object,
                                   int              base);

/* str(int): always a new str, as in CPython. ValueError for more than ML_INT_MAX_DIGITS digits. */
MlObject   *ml_int_to_str         (MlHeap          *heap,
                                   MlObject        *object);

/* -1, 0 or 1 */
int         ml_int_order          (gconstpointer    left,
                                   gconstpointer    right);

/* The same, exact, of an int and a double that is not a NaN. */
int         ml_int_order_double   (gconstpointer    left,
                                   double           right);

/* Reads an index: an int, or an object with __index__. A value that is no gssize raises @overflow,
 * or without one becomes the nearest that is. FALSE with an exception. */
gboolean    ml_int_as_index       (MlHeap          *heap,
                                   MlObject        *object,
                                   MlType          *overflow,
                                   gssize          *value);

/* Computing. Both operands are ints; the result is always an int, and a new object unless it is
 * small. */

MlObject   *ml_int_add_any        (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right);
MlObject   *ml_int_subtract_any   (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right);
MlObject   *ml_int_multiply_any   (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right);

static inline gboolean
ml_is_int (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_LONG) != 0;
}

/* TRUE for an int, of any class, that is a word. */
static inline gboolean
ml_int_is_word (gconstpointer integer)
{
  return ((const MlObject *) integer)->spare == 0;
}

static inline gint64
ml_int_get_word (gconstpointer integer)
{
  return ((const MlInt *) integer)->word;
}

/* TRUE for an int, of no subclass, that is a word. */
static inline gboolean
ml_is_word (MlHeap        *heap,
            gconstpointer  object)
{
  const MlObject *self = object;

  return self->type == heap->world->int_type && self->spare == 0;
}

static inline MlObject *
ml_int_new (MlHeap *heap,
            gint64  value)
{
  const MlWorld *world = heap->world;
  const MlRules *rules = world->rules;

  if (value >= rules->small_int_first && value <= rules->small_int_last)
    return world->small_ints[value - rules->small_int_first];

  return ml_int_new_word (heap, value);
}

static inline MlObject *
ml_int_add (MlHeap   *heap,
            MlObject *left,
            MlObject *right)
{
  gint64 sum;

  if (G_LIKELY (ml_int_is_word (left) && ml_int_is_word (right) &&
                !__builtin_add_overflow (ml_int_get_word (left), ml_int_get_word (right), &sum)))
    return ml_int_new (heap, sum);

  return ml_int_add_any (heap, left, right);
}

static inline MlObject *
ml_int_subtract (MlHeap   *heap,
                 MlObject *left,
                 MlObject *right)
{
  gint64 difference;

  if (G_LIKELY (ml_int_is_word (left) && ml_int_is_word (right) &&
                !__builtin_sub_overflow (ml_int_get_word (left), ml_int_get_word (right),
                                        &difference)))
    return ml_int_new (heap, difference);

  return ml_int_subtract_any (heap, left, right);
}

static inline MlObject *
ml_int_multiply (MlHeap   *heap,
                 MlObject *left,
                 MlObject *right)
{
  gint64 product;

  if (G_LIKELY (ml_int_is_word (left) && ml_int_is_word (right) &&
                !__builtin_mul_overflow (ml_int_get_word (left), ml_int_get_word (right),
                                        &product)))
    return ml_int_new (heap, product);

  return ml_int_multiply_any (heap, left, right);
}

/* Whether things that stand in @order, as ml_int_order() gives it, stand in the relation @how. Each
 * relation is the set of the orders that it allows: a look-up is quicker than a choice. */
static inline gboolean
ml_order_is (int       order,
             MlCompare how)
{
  static const guint8 allowed[] = {
    [ML_LESS] = 1,     [ML_EQUAL] = 2,     [ML_GREATER] = 4,
    [ML_LESS_EQUAL] = 1 | 2, [ML_NOT_EQUAL] = 1 | 4, [ML_GREATER_EQUAL] = 2 | 4,
  };

  return (allowed[how] >> (order + 1)) & 1;
}

/* Whether two words stand in the relation @how. */
static inline gboolean
ml_int_compare_words (gint64    left,
                      gint64    right,
                      MlCompare how)
{
  return ml_order_is ((left > right) - (left < right), how);
}

G_END_DECLS
