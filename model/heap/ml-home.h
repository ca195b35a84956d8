/* ml-home.h: a store of built-in things, told of bit by bit
 *
 * The dicts of the built-in modules and types hold hundreds of things that no program touches. Of
 * what such a *home* holds the journal is told item by item, each when it is told itself. That keeps
 * recordings free of the rest.
 *
 * Always true of a home that the journal knows:
 *   - a value that the program stored is told;
 *   - a built-in thing in it is told once the journal knows that thing;
 *   - a key is told if its value is.
 *
 * For ml-tell.c alone.
 */
#pragma once

#include "ml-heap-private.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject *dict;  /* borrowed: it takes itself out when it dies */
  GArray   *told;  /* MlSerial: what the journal was last told of each item; 0: nothing */
} MlHome;

/* What stands under a key is nothing without the key. Keys are told with their values, once a walk
 * through the home is over. */
typedef struct
{
  MlHome   *home;
  MlObject *key;
  MlSlot    slot;
} MlHomeKey;

MlHome *ml_home_new      (MlObject     *dict);
void    ml_home_free     (MlHome       *self);

/* The home that @dict is. */
MlHome *ml_home_find     (MlHeap       *heap,
                          MlObject     *dict);

/* Tells that @slot holds @now, which the journal knows; 0 for nothing. */
void    ml_home_set      (MlHeap       *heap,
                          MlHome       *self,
                          MlSlot        slot,
                          MlSerial      now);

/* Tells of all places of @value, or, if that is NULL, of all values that the journal knows. Keys
 * that are to be told next are added to the heap's list. */
void    ml_home_tell     (MlHeap       *heap,
                          MlHome       *self,
                          MlObject     *value);

/* @n items move from @from to @to, which is before it and empty. */
void    ml_home_shift    (MlHeap       *heap,
                          MlHome       *self,
                          MlSlot        from,
                          MlSlot        to,
                          guint32       n);

G_END_DECLS
