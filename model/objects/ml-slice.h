/* ml-slice.h: slice
 *
 * Three objects, start, stop and step, of which each may be None; what they mean depends on the
 * length of what is cut.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *start;
  MlObject *stop;
  MlObject *step;
} MlSlice;

/* What a slice takes of a sequence: @n items, @start, @start + @step, ... For an assignment to an
 * extended slice, @stop is needed too. */
typedef struct
{
  gssize start;
  gssize stop;
  gssize step;
  gssize n;
} MlSliceRange;

extern const MlTypeSpec ml_slice_spec;

/* Does not steal; NULL stands for None. New reference. */
MlObject *ml_slice_new     (MlHeap        *heap,
                            MlObject      *start,
                            MlObject      *stop,
                            MlObject      *step);

/* Reads start, stop and step, which may call __index__. FALSE with TypeError or ValueError. As that
 * may change the sequence, its length is asked for afterwards: ml_slice_fit(). */
gboolean  ml_slice_resolve (MlHeap        *heap,
                            MlObject      *self,
                            MlSliceRange  *range);

/* Fits what ml_slice_resolve() gave to a sequence of @length items. */
void      ml_slice_fit     (MlSliceRange  *range,
                            gssize         length);

/* The tuple (start, stop, step) for a sequence of @length items, an int that is not negative and
 * may be of any size. NULL with TypeError or ValueError. */
MlObject *ml_slice_get_indices (MlHeap     *heap,
                                MlObject   *self,
                                MlObject   *length);

static inline gboolean
ml_is_slice (MlHeap        *heap,
             gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->slice_type;
}

G_END_DECLS
