/* ml-pytutor-heap.h: values and objects as Online Python Tutor writes them
 *
 * Each entry of a trace is whole in itself: all values that it shows are put first, then the
 * objects to which they refer, and those to which these do. An object keeps its number through the
 * whole trace.
 */
#pragma once

#include "ml-memory.h"
#include "ml-signatures.h"

G_BEGIN_DECLS

typedef struct _MlPytutorHeap MlPytutorHeap;

MlPytutorHeap *ml_pytutor_heap_new         (MlMemory            *memory,
                                            const MlSignatures  *signatures);
void           ml_pytutor_heap_free        (MlPytutorHeap       *self);

/* Begins an entry, for the step at which the memory stands. */
void           ml_pytutor_heap_begin       (MlPytutorHeap       *self);

/* Appends the JSON of the value @serial, which lives or was kept. */
void           ml_pytutor_heap_put_value   (MlPytutorHeap       *self,
                                            GString             *json,
                                            MlSerial             serial);

/* Appends the JSON of all objects that were referred to since the entry began, and of all that they
 * refer to: what stands between the braces. */
void           ml_pytutor_heap_put_objects (MlPytutorHeap       *self,
                                            GString             *json);

/* Keeps all objects that @serial refers to as they are now, for when they do not live any more. */
void           ml_pytutor_heap_keep        (MlPytutorHeap       *self,
                                            MlSerial             serial);

/* The frame in which a function was made is shown as its parent; a lambda may be told of by its
 * code, before there is a function. */
void           ml_pytutor_heap_set_parent  (MlPytutorHeap       *self,
                                            MlSerial             function,
                                            guint                frame_id);
guint          ml_pytutor_heap_get_parent  (MlPytutorHeap       *self,
                                            MlSerial             function);

/* Whether a function made of @code has been among the objects of some entry. */
gboolean       ml_pytutor_heap_has_shown   (MlPytutorHeap       *self,
                                            MlSerial             code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPytutorHeap, ml_pytutor_heap_free)

G_END_DECLS
