/* ml-weak-reference.h: weak references: they know an object without holding it
 *
 * Which weak references an object has is kept beside the heap, in the order in which they were
 * made; a plain weakref.ref without a callback is shared. When the object dies they are cleared,
 * newest first, and their callbacks called.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct _MlWeakReference MlWeakReference;
struct _MlWeakReference
{
  MlObject         object;
  MlObject        *referent;  /* borrowed; NULL: dead */
  MlObject        *callback;  /* or NULL */
  gint64           hash;      /* of the referent, once asked for; -1: not yet */
  MlWeakReference *next;      /* to the same object: the older ones */
};

extern const MlTypeSpec ml_weak_reference_spec;

/* weakref.ref(object, callback) of @type; @callback may be NULL. TypeError for what cannot be
 * referred to weakly. */
MlObject *ml_weak_reference_new   (MlHeap   *heap,
                                   MlType   *type,
                                   MlObject *object,
                                   MlObject *callback);

/* How many there are to @object. */
guint     ml_weak_reference_count (MlHeap   *heap,
                                   MlObject *object);

/* The newest one to @object, borrowed, or NULL. */
MlObject *ml_weak_reference_first (MlHeap   *heap,
                                   MlObject *object);

/* For the heap: all of @dying die. */
void      ml_weak_reference_died  (MlHeap           *heap,
                                   MlObject *const  *dying,
                                   gsize             n);

G_END_DECLS
