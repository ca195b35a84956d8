/* ml-pytutor-frame.h: a frame as Online Python Tutor writes it
 *
 * Each call gives a new one, and so does each resumption of a generator. A frame in which a function
 * was made that can be reached from its names is a parent; when it has returned it stays, as a
 * zombie, to the end of the trace.
 */
#pragma once

#include "ml-pytutor-heap.h"

G_BEGIN_DECLS

typedef struct _MlPytutorFrame MlPytutorFrame;

/* The frame @serial, just called, number @id. @others: those that are shown, an array of
 * MlPytutorFrame. */
MlPytutorFrame *ml_pytutor_frame_new           (MlMemory           *memory,
                                                const MlSignatures *signatures,
                                                MlPytutorHeap      *heap,
                                                const GPtrArray    *others,
                                                MlSerial            serial,
                                                guint               id);
void            ml_pytutor_frame_free          (gpointer            self);

/* Whether this is what runs as @serial, and no zombie of it. */
gboolean        ml_pytutor_frame_runs          (const MlPytutorFrame *self,
                                                MlSerial              serial);

/* Becomes the parent of the functions that were made in it and can be reached from its names. */
void            ml_pytutor_frame_find_children (MlPytutorFrame     *self,
                                                MlPytutorHeap      *heap);

/* Appends its JSON at the step @info. */
void            ml_pytutor_frame_put           (MlPytutorFrame     *self,
                                                GString            *json,
                                                const GPtrArray    *others,
                                                MlPytutorHeap      *heap,
                                                const MlStepInfo   *info);

/* It has returned @value, 0 if an exception ended it. TRUE if it stays as a zombie. */
gboolean        ml_pytutor_frame_end           (MlPytutorFrame     *self,
                                                MlPytutorHeap      *heap,
                                                MlSerial            value);

/* Whether the name is none of the program's: left out of globals and locals. */
gboolean        ml_pytutor_is_hidden           (const char         *name);

G_END_DECLS
