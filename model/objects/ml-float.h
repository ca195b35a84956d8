/* ml-float.h: float
 *
 * A double. Text and number are converted without regard to the locale, and the text of a float is
 * the shortest that gives the same float back.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject object;
  double   value;
} MlFloat;

/* Enough for the shortest text of any float, and a 0 behind it. */
#define ML_FLOAT_TEXT_SIZE 32

extern const MlTypeSpec ml_float_spec;

/* New reference. */
MlObject   *ml_float_new         (MlHeap         *heap,
                                  double          value);

/* What float(object) gives for any object. TypeError, ValueError. */
MlObject   *ml_float_from_object (MlHeap         *heap,
                                  MlObject       *object);

/* The value of a float of any class as a plain float: the object itself if it is one. */
MlObject   *ml_float_to_plain    (MlHeap         *heap,
                                  MlObject       *self);

/* Reads @text as float(text) does, ASCII, @length -1 if it ends with 0. FALSE, and nothing raised,
 * if it is no number. */
gboolean    ml_float_parse       (const char     *text,
                                  gssize          length,
                                  double         *value);

/* The value of a float, or of anything with __float__ or __index__. FALSE with TypeError or
 * OverflowError. */
gboolean    ml_float_as_double   (MlHeap         *heap,
                                  MlObject       *object,
                                  double         *value);

/* Writes what repr gives. */
void        ml_float_write       (double          value,
                                  char            text[ML_FLOAT_TEXT_SIZE]);

/* The fewest digits, without a point, that give @value back, and where the point stands: @value is
 * 0.DIGITS times ten to the power of *@point. @value is finite and not negative. */
void        ml_float_get_digits  (double          value,
                                  char            digits[ML_FLOAT_TEXT_SIZE],
                                  int            *point);

/* Python's // and % of two doubles; @right is not 0. */
double      ml_float_divide_down (double          left,
                                  double          right,
                                  double         *remainder);

/* left ** right where that is a float. FALSE with ZeroDivisionError or OverflowError. */
gboolean    ml_float_raise_to    (MlHeap         *heap,
                                  double          left,
                                  double          right,
                                  double         *result);

static inline gboolean
ml_is_float (MlHeap        *heap,
             gconstpointer  object)
{
  return ml_object_is_a (object, heap->world->float_type);
}

static inline gboolean
ml_is_exact_float (MlHeap        *heap,
                   gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->float_type;
}

static inline double
ml_float_get_value (gconstpointer object)
{
  return ((const MlFloat *) object)->value;
}

G_END_DECLS
