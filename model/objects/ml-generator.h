/* ml-generator.h: generators, tracebacks and frame objects: the objects that know frames
 *
 * A generator owns the frame of its function: locals and evaluation stack wait in it between one
 * `yield` and the next. A traceback holds a frame object, and that the frame, even after its call
 * has ended. What a frame is, only the runtime knows: it gives the heap its hooks when it starts.
 */
#pragma once

#include "ml-code.h"

G_BEGIN_DECLS

typedef enum
{
  ML_GENERATOR_CREATED,
  ML_GENERATOR_SUSPENDED,
  ML_GENERATOR_RUNNING,
  ML_GENERATOR_ENDED
} MlGeneratorState;

typedef struct
{
  MlObject          object;
  MlFrame          *frame;           /* owned; NULL: ended and gone */
  MlObject         *name;
  MlObject         *qualified_name;
  /* the exception that it was handling when it was suspended, or NULL */
  MlObject         *handled;
  MlGeneratorState  state;
} MlGenerator;

typedef struct
{
  MlObject  object;
  MlObject *next;         /* towards the place of raising; or NULL */
  MlObject *frame;        /* frame object */
  guint32   instruction;  /* where that frame stood */
  guint32   line;
} MlTraceback;

typedef struct
{
  MlObject  object;
  /* the running frame, or this object's own after the call has ended; NULL: cleared */
  MlFrame  *frame;
  gboolean  owns_frame;
} MlFrameObject;

/* What the runtime does with frames. */
struct _MlFrameHooks
{
  void      (*traverse)  (MlHeap *heap, MlFrame *frame, MlVisit visit, gpointer data);

  /* As a type's dismantle; frees @frame at the end. */
  MlObject *(*dismantle) (MlHeap *heap, MlFrame *frame, gsize *cursor);
  MlSerial  (*tell)      (MlHeap *heap, MlFrame *frame);   /* its serial, after telling of it */
  MlCode   *(*get_code)  (MlFrame *frame);                 /* borrowed */
  guint32   (*get_line)  (MlFrame *frame);
  MlObject *(*get_locals) (MlHeap *heap, MlFrame *frame);  /* a mapping, new reference */
  MlObject *(*get_globals) (MlFrame *frame);               /* borrowed */
  /* its frame object, borrowed; NULL: failed */
  MlObject *(*get_object) (MlHeap *heap, MlFrame *frame);
  /* the caller's frame object, new reference, or NULL */
  MlObject *(*get_back)  (MlHeap *heap, MlFrame *frame);

  /* Runs the frame until its next yield: the value. At its end NULL and, if *@ended, the returned
   * value in *@returned (new reference); otherwise an exception. @value (steals) is what yield
   * gives; NULL: the exception in heap->raised is thrown in. */
  MlObject *(*resume)    (MlHeap *heap, MlGenerator *generator, MlObject *value, gboolean *ended,
                          MlObject **returned);

  /* Ends a suspended generator at once. FALSE, and nothing done, if it waits in a try or with
   * statement: then it must be run to its end. */
  gboolean  (*end)       (MlHeap *heap, MlGenerator *generator);

  /* The iterator to which `yield from` delegates, borrowed, or NULL. */
  MlObject *(*get_delegate) (MlFrame *frame);

  /* Ends the delegation: what the frame is resumed with is then what `yield from` gives. */
  void      (*end_delegation) (MlFrame *frame);
};

extern const MlTypeSpec ml_generator_spec;
extern const MlTypeSpec ml_traceback_spec;
extern const MlTypeSpec ml_frame_object_spec;

/* A generator that owns @frame. Steals nothing of @code. */
MlObject *ml_generator_new    (MlHeap   *heap,
                               MlFrame  *frame,
                               MlObject *name,
                               MlObject *qualified_name);

/* next(), generator.send(): the value yielded. NULL with StopIteration or another exception. */
MlObject *ml_generator_send   (MlHeap   *heap,
                               MlObject *self,
                               MlObject *value);

/* The same, without a StopIteration object: at the end NULL, *@ended TRUE and the returned value
 * (new reference). */
MlObject *ml_generator_step   (MlHeap   *heap,
                               MlObject *self,
                               MlObject *value,
                               gboolean *ended,
                               MlObject **returned);

/* The exception that the generator waits with from now on (steals @handled; NULL: none). The one
 * before is returned, owned. */
MlObject *ml_generator_exchange_handled (MlHeap *heap,
                               MlGenerator *self,
                               MlObject    *handled);

/* A traceback entry; steals nothing. */
MlObject *ml_traceback_new    (MlHeap   *heap,
                               MlObject *next,
                               MlObject *frame,
                               guint32   instruction,
                               guint32   line);

/* An object for a running @frame. */
MlObject *ml_frame_object_new (MlHeap   *heap,
                               MlFrame  *frame);

G_END_DECLS
