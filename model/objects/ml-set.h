/* ml-set.h: set and frozenset
 *
 * An open hash table with CPython's sizes, probing and hashes, so that a set iterates in CPython's
 * order (as under PYTHONHASHSEED=0). Eight places stand in the set itself; more in a table of their
 * own.
 *
 * The item at place i of the table is ML_REGION_ITEM i; items are let go of in that order.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

#define ML_SET_SMALL 8

typedef struct
{
  MlObject *key;   /* NULL: empty, or deleted if the hash is -1 */
  gint64    hash;
} MlSetEntry;

typedef struct
{
  MlObject    object;
  gsize       fill;        /* places that are or were used */
  gsize       length;
  gsize       mask;        /* places - 1, a power of 2 less 1 */
  MlSetEntry *table;       /* small, or a table of its own */
  gint64      hash;        /* of a frozenset; -1: not yet computed */
  gsize       finger;      /* where pop() goes on */
  MlSetEntry  small[ML_SET_SMALL];
} MlSet;

extern const MlTypeSpec ml_set_spec;
extern const MlTypeSpec ml_frozenset_spec;
extern const MlTypeSpec ml_set_iterator_spec;

MlObject *ml_set_new                (MlHeap    *heap);

/* @items may be NULL: none. What a set display or set(iterable) makes. */
MlObject *ml_set_from_iterable      (MlHeap    *heap,
                                     MlObject  *items);
MlObject *ml_frozenset_from_iterable (MlHeap   *heap,
                                     MlObject  *items);

/* FALSE with an exception. A frozenset may be added to only while nobody else has seen it. */
gboolean  ml_set_add                (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *item);

/* Adds all items of an iterable. */
gboolean  ml_set_update             (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *items);

/* The in-place forms of -, & and ^, with any iterable; and & as a new set. */
gboolean  ml_set_difference_update  (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *items);
gboolean  ml_set_intersection_update (MlHeap   *heap,
                                     MlObject  *self,
                                     MlObject  *items);
gboolean  ml_set_symmetric_update   (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *items);
MlObject *ml_set_intersection       (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *items);

/* 1, 0; -1 with an exception. Of discard: whether it was there. */
int       ml_set_contains           (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *item);
int       ml_set_discard            (MlHeap    *heap,
                                     MlObject  *self,
                                     MlObject  *item);
void      ml_set_clear              (MlHeap    *heap,
                                     MlObject  *self);

/* Walks through: start with *@position 0. Borrowed; FALSE at the end. The set must not change in
 * between. */
gboolean  ml_set_next               (MlObject  *self,
                                     gsize     *position,
                                     MlObject **item,
                                     gint64    *hash);

gboolean  ml_is_set                 (MlHeap        *heap,
                                     gconstpointer  object);      /* set, or a subclass */
gboolean  ml_is_frozenset           (MlHeap        *heap,
                                     gconstpointer  object);
gboolean  ml_is_any_set             (MlHeap        *heap,
                                     gconstpointer  object);

static inline gsize
ml_set_get_length (gconstpointer self)
{
  return ((const MlSet *) self)->length;
}

G_END_DECLS
