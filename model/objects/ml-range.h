/* ml-range.h: range and its iterators
 *
 * A range computes its items when they are asked for. It keeps start, stop and step as the objects
 * it was given, and its length. An iterator over a range of words counts in C; one over larger ints
 * counts in objects.
 */
#pragma once

#include "ml-int.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *start;
  MlObject *stop;
  MlObject *step;
  MlObject *length;
} MlRange;

/* The items that are left are next, next + step, ... */
typedef struct
{
  MlObject object;
  gint64   next;
  gint64   step;
  guint64  n_left;
} MlRangeIterator;

extern const MlTypeSpec ml_range_spec;
extern const MlTypeSpec ml_range_iterator_spec;
extern const MlTypeSpec ml_long_range_iterator_spec;

/* range(start, stop, step) of three ints. ValueError for a step of 0. New reference. */
MlObject *ml_range_new (MlHeap   *heap,
                        MlObject *start,
                        MlObject *stop,
                        MlObject *step);

static inline gboolean
ml_is_range_iterator (MlHeap        *heap,
                      gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->range_iterator_type;
}

/* The next int, a new reference; NULL at the end, or with MemoryError. */
static inline MlObject *
ml_range_iterator_next (MlHeap   *heap,
                        MlObject *object)
{
  MlRangeIterator *self = (MlRangeIterator *) object;
  gint64 value = self->next;

  if (self->n_left == 0)
    return NULL;

  self->n_left--;
  self->next = value + self->step;

  return ml_int_new (heap, value);
}

G_END_DECLS
