/* ml-complex.h: complex
 *
 * Two doubles. An int or float that meets a complex counts as one without an imaginary part.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject object;
  double   real;
  double   imaginary;
} MlComplex;

extern const MlTypeSpec ml_complex_spec;

/* New reference. */
MlObject *ml_complex_new   (MlHeap    *heap,
                            double     real,
                            double     imaginary);

/* left ** right of two numbers of which each is a complex, float or int. ZeroDivisionError,
 * OverflowError. */
MlObject *ml_complex_power (MlHeap    *heap,
                            MlObject  *left,
                            MlObject  *right);

static inline gboolean
ml_is_complex (MlHeap        *heap,
               gconstpointer  object)
{
  return ml_object_is_a (object, heap->world->complex_type);
}

G_END_DECLS
