/* ml-list-iterators.h: the iterators of list, forwards and backwards
 *
 * Each holds its list (ML_REGION_FIELD 0) and sees what the list becomes meanwhile. The one
 * forwards lets go of it at its end.
 */
#pragma once

#include "ml-list.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject object;
  MlList  *list;   /* NULL: let go of */
  gssize   index;  /* of the next item; -1: exhausted */
} MlListIterator;

MlObject *ml_list_iterator_new         (MlHeap    *heap,
                                        MlObject  *list);
MlObject *ml_list_reverse_iterator_new (MlHeap    *heap,
                                        MlObject  *list);

/* The next slot of list_iterator: a new reference, NULL at the end. */
MlObject *ml_list_iterator_next        (MlHeap    *heap,
                                        MlObject  *self);

static inline gboolean
ml_is_list_iterator (MlHeap        *heap,
                     gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->list_iterator_type;
}

G_END_DECLS
