/* ml-frame.h: a frame: one call of the program's code
 *
 * A frame holds its function, its namespace, its locals and its evaluation stack. Frames of plain
 * calls stand one behind the other in a stack of the interpreter's own, not on C's; a generator's
 * frame stands in memory of its own, since it outlives the call, and so does one that a traceback
 * or a frame object keeps when its call has ended.
 *
 * A call of a class has a frame of its own below that of __init__ (ML_FRAME_CONSTRUCT): it has no
 * code, and holds what type.__call__ holds in CPython while __init__ runs: the new object, the
 * function, the arguments.
 *
 * In the journal a frame is a thing: function, code, namespace and frame object are FIELDs, locals
 * NAMEs by their index, the evaluation stack is STACK. Locals are told as they change; the stack is
 * told when a step is taken, by what differs.
 */
#pragma once

#include "ml-function.h"
#include "ml-generator.h"

G_BEGIN_DECLS

typedef enum
{
  ML_FRAME_CALL,
  ML_FRAME_CONSTRUCT
} MlFrameKind;

/* Slots of ML_FRAME_CONSTRUCT. */
enum
{
  ML_CONSTRUCT_OBJECT,
  ML_CONSTRUCT_INIT,
  ML_CONSTRUCT_ARGS,
  ML_CONSTRUCT_KEYWORDS,
  ML_CONSTRUCT_N_SLOTS
};

struct _MlFrame
{
  MlFrame             *previous;      /* the caller's */
  MlCode              *code;          /* owned; NULL in ML_FRAME_CONSTRUCT */
  MlObject            *function;      /* owned */
  MlObject            *globals;       /* borrowed from the function, as the next one */
  MlObject            *builtins;
  /* owned: the locals of a module or class body; NULL in functions */
  MlObject            *namespace;
  MlObject            *frame_object;  /* owned, or NULL: nobody has asked */
  /* borrowed: the generator or frame object that owns this frame's memory; NULL: it stands in the
   * stack */
  MlObject            *owner;
  const MlInstruction *at;            /* the instruction that runs, or ran last */
  MlObject           **top;           /* behind the last item of the evaluation stack */
  /* what the journal was last told of the evaluation stack; NULL: not told */
  MlSerial            *told;
  guint32              n_told;
  MlSerial             serial;        /* 0: the journal does not know this frame */
  guint32              n_slots;       /* locals, cells and free variables */
  guint32              n_all;         /* with the evaluation stack */
  guint32              raised_line;   /* where the exception rose whose handler begins */
  guint8               kind;          /* MlFrameKind */
  guint8               is_entry;      /* its return leaves the evaluation loop that began with it */
  guint8               is_on_stack;   /* in the journal's stack of frames */
  MlObject            *slots[];
};

/* The memory in which the frames of calls stand. */
typedef struct _MlFrameStack MlFrameStack;

MlFrameStack *ml_frame_stack_new   (void);
void          ml_frame_stack_free  (MlFrameStack *self);

/* A frame of @function in the stack, not yet running. The caller must set the first @n_set slots;
 * the others are empty. */
MlFrame      *ml_frame_push        (MlHeap       *heap,
                                    MlFunction   *function,
                                    MlObject     *namespace,
                                    guint         n_set);
MlFrame      *ml_frame_push_construct (MlHeap    *heap);

/* Makes @frame the running one, and tells of it. */
void          ml_frame_enter       (MlHeap       *heap,
                                    MlFrame      *frame);

/* The running frame has ended: its caller's is the running one again, its references are released,
 * in CPython's order, or handed to its frame object if that is still held. */
void          ml_frame_leave       (MlHeap       *heap,
                                    MlFrame      *frame);

/* The running frame waits: its caller's is the running one again. */
void          ml_frame_suspend     (MlHeap       *heap,
                                    MlFrame      *frame);

/* The same, or for a generator's frame ml_frame_suspend(), with @result, which the caller owns, held
 * meanwhile. */
void          ml_frame_leave_with  (MlHeap       *heap,
                                    MlFrame      *frame,
                                    MlObject     *result);

/* A copy of the running @frame, just begun, in memory of its own for a generator; the original
 * leaves the stack empty. */
MlFrame      *ml_frame_detach      (MlHeap       *heap,
                                    MlFrame      *frame);

/* The end of a generator's @frame: if somebody still holds its frame object, a traceback say, that
 * takes the frame over, memory and all. FALSE, and nothing done, if nobody does. */
gboolean      ml_frame_hand_over   (MlHeap       *heap,
                                    MlFrame      *frame);

/* The frame object of @frame: borrowed, made if need be. NULL with MemoryError. */
MlObject     *ml_frame_get_object  (MlHeap       *heap,
                                    MlFrame      *frame);

guint32       ml_frame_get_line    (MlFrame      *frame);

/* Brings what the journal knows of the evaluation stack up to date. Only when the journal is on. */
void          ml_frame_tell_stack  (MlHeap       *heap,
                                    MlFrame      *frame);

/* For the heap. */
void          ml_frame_forget_on_stack (MlHeap   *heap,
                                        MlSerial  dying);
void          ml_frame_traverse_all    (MlHeap   *heap,
                                        gpointer  owner,
                                        MlVisit   visit,
                                        gpointer  data);

extern const MlFrameHooks ml_frame_hooks;

/* Stores @value (steals it; NULL unbinds) in local @index and releases what was there. */
static inline void
ml_frame_store (MlHeap   *heap,
                MlFrame  *frame,
                guint     index,
                MlObject *value)
{
  MlObject *old = frame->slots[index];

  frame->slots[index] = value;

  if (G_UNLIKELY (frame->serial != 0))
    ml_heap_tell_set (heap, frame->serial, ML_SLOT (ML_REGION_NAME, index), old, value);

  if (old != NULL)
    ml_unref (heap, old);
}

/* The evaluation stack's first item. */
static inline MlObject **
ml_frame_get_bottom (MlFrame *frame)
{
  return frame->slots + frame->n_slots;
}

G_END_DECLS
