/* ml-heap-private.h: what the files of the heap share */
#pragma once

#include "ml-heap.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject *object;
  gsize     cursor;  /* of its dismantle */
} MlDying;

struct _MlRoot
{
  MlRootFunc traverse;
  gpointer   owner;
};

typedef struct _MlHeapPrivate
{
  MlDying   *dying;       /* the innermost last */
  guint      n_dying;
  guint      dying_capacity;
  guint      n_dying_told; /* so many of them, from the outermost, the journal knows */
  GArray    *roots;       /* MlRoot */
  GPtrArray *homes;       /* MlHome (ml-home.h) */
  GPtrArray *telling;     /* told, but not yet of what they hold */
  GArray    *keys;        /* MlHomeKey: to be told of next */
  MlJournal *paused;      /* the journal while nothing is told */
  GHashTable *native_shapes; /* name of a built-in -> shape of its native frames in the journal */
  /* objects in the old generation that no full collection has seen yet */
  gsize      long_lived_pending;
  gsize      long_lived_total;
} MlHeapPrivate;

/* What was told of evaluation stacks and built-ins at work is as old as the last step: they have
 * let go of @dying since. */
void ml_heap_tell_let_go    (MlHeap   *self,
                             MlObject *dying);
void ml_heap_tell_death     (MlHeap   *self,
                             MlObject *dying);
void ml_heap_tell_immortality (MlHeap   *self,
                               MlObject *object);
void ml_heap_remove_home    (MlHeap   *self,
                             MlObject *home);
void ml_heap_tell_native_gone (MlHeap   *self,
                               MlNative *native);

/* Visits what registered built-ins at work hold; the slot is the holder's serial's. */
void ml_heap_visit_natives  (MlHeap   *self,
                             MlVisit   visit,
                             gpointer  data);

/* A container is made: it may be time for a collection. */
static inline void
ml_collector_allocated (MlHeap *self)
{
  MlGeneration *youngest = &self->generations[0];

  youngest->count++;

  if (G_UNLIKELY (youngest->count > youngest->threshold && self->collector_enabled &&
                  youngest->threshold != 0))
    self->collection_due = TRUE;

  if (G_UNLIKELY (self->collect_every != 0 && self->collector_enabled &&
                  self->n_allocations % self->collect_every == 0))
    self->collection_due = TRUE;
}

/* A container is freed. */
static inline void
ml_collector_freed (MlHeap *self)
{
  if (self->generations[0].count > 0)
    self->generations[0].count--;
}

/* Runs @object's finalizer, which happens once in its life. TRUE if it is held again afterwards.
 * @object's count is 0 before. */
gboolean ml_heap_finalize   (MlHeap   *self,
                             MlObject *object);

G_END_DECLS
