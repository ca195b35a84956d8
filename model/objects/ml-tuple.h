/* ml-tuple.h: tuple
 *
 * Always true:
 *   - the empty tuple exists once, for ever: heap->world->empty_tuple;
 *   - once anybody else can see a tuple, it never changes, but for the one result that enumerate
 *     and zip fill anew while nobody else holds it.
 *
 * Its items are ML_REGION_ITEM, by index; they are let go of last to first.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  gsize     length;
  MlObject *items[];
} MlTuple;

extern const MlTypeSpec ml_tuple_spec;
extern const MlTypeSpec ml_tuple_iterator_spec;

/* Makes the empty tuple. Its type must stand. */
void      ml_tuple_init_world (MlHeap          *heap);

/* A tuple of @length empty places, all to be filled with owned references before anybody sees it.
 * NULL with MemoryError. */
MlObject *ml_tuple_new        (MlHeap          *heap,
                               gsize            length);

/* A tuple of what stands in @items, with references of its own. */
MlObject *ml_tuple_new_from   (MlHeap          *heap,
                               MlObject *const *items,
                               gsize            length);

/* The same, and takes over the caller's references, in failure too. */
MlObject *ml_tuple_new_take   (MlHeap          *heap,
                               MlObject       **items,
                               gsize            length);

/* A tuple of @n objects that follow, with references of its own. */
MlObject *ml_tuple_pack       (MlHeap          *heap,
                               gsize            n,
                               ...);

/* tuple(iterable): a plain tuple is itself. */
MlObject *ml_tuple_from_iterable (MlHeap       *heap,
                                  MlObject     *iterable);

/* Items from @start to before @end; the whole of a plain tuple is the tuple itself. */
MlObject *ml_tuple_slice      (MlHeap          *heap,
                               MlObject        *self,
                               gsize            start,
                               gsize            end);

/* Puts @item (steals it) in a place of a tuple that only the caller holds. */
void      ml_tuple_replace    (MlHeap          *heap,
                               MlObject        *self,
                               gsize            index,
                               MlObject        *item);

/* Puts @first and @second (steals them) in the places of a pair that only the caller holds; what
 * stood there is released when both are in. What enumerate does with its result. */
void      ml_tuple_refill_pair (MlHeap         *heap,
                               MlObject        *self,
                               MlObject        *first,
                               MlObject        *second);

static inline gboolean
ml_is_tuple (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_TUPLE) != 0;
}

static inline gsize
ml_tuple_get_length (gconstpointer self)
{
  return ((const MlTuple *) self)->length;
}

/* Borrowed. */
static inline MlObject *
ml_tuple_get (gconstpointer self,
              gsize         index)
{
  return ((const MlTuple *) self)->items[index];
}

/* Fills an empty place of a new tuple; steals @item. */
static inline void
ml_tuple_fill (gpointer  self,
               gsize     index,
               gpointer  item)
{
  ((MlTuple *) self)->items[index] = item;
}

G_END_DECLS
