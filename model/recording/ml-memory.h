/* ml-memory.h: the memory of a program at one step
 *
 * An MlMemory is rebuilt from a recording alone; it has never seen the interpreter. That is why the
 * picture cannot disturb what it shows, and why time can run backwards.
 *
 * Always true, at every step:
 *   - an object's count is the number of its holders;
 *   - seeking to a step and playing to it give the same memory.
 *
 * One memory belongs to one thread at a time; several may read the same recording.
 */
#pragma once

#include "ml-closeup.h"

G_BEGIN_DECLS

typedef struct _MlMemory MlMemory;

/* One region of a thing: its slots up to the last one that holds something; 0 where one is empty.
 * How many there could be is in the shape. */
typedef struct
{
  guint32   n;
  MlSerial *slots;
} MlSlots;

typedef struct
{
  MlSerial serial;
  MlSerial type;
  guint32  shape;
  guint8   kind;       /* MlKind */
  guint8   origin;     /* MlOrigin */
  guint8   flags;      /* MlThingFlags */
  guint64  address;
  guint32  size;
  guint32  capacity;
  MlValue  value;      /* text is owned by the recording */
  guint32  count;      /* counted edges that point here; ML_IMMORTAL_COUNT for immortals */
  MlSlots  regions[ML_N_REGIONS];
} MlThing;

/* One reference: slot @slot of @thing. */
typedef struct
{
  MlSerial thing;
  MlSlot   slot;
  gboolean weak;       /* does not count */
} MlHolder;

MlMemory           *ml_memory_new             (MlRecording    *recording);
void                ml_memory_free            (MlMemory       *self);

/* Goes over to a longer recording of the same run, staying at the same step. */
void                ml_memory_set_recording   (MlMemory       *self,
                                               MlRecording    *recording);
MlRecording        *ml_memory_get_recording   (const MlMemory *self);

/* Goes to @step, forwards or backwards. The cost grows with the changes in between, at most with
 * those since the nearest checkpoint: under 5 ms in a million steps. */
void                ml_memory_seek            (MlMemory       *self,
                                               MlStep          step);
MlStep              ml_memory_get_step        (const MlMemory *self);

/* Gives the memory a closer look at some steps of its recording; NULL takes it away. At an
 * expression step it goes back to the step first. */
void                ml_memory_set_closeup     (MlMemory       *self,
                                               MlCloseup      *closeup);

/* Goes to expression step @number of @step, which the closeup must have; to the step itself if
 * @number is 0. */
void                ml_memory_seek_expression (MlMemory       *self,
                                               MlStep          step,
                                               guint           number);

/* NULL if it has none. */
MlCloseup          *ml_memory_get_closeup     (const MlMemory *self);

/* 0 at a step itself. */
guint               ml_memory_get_expression  (const MlMemory *self);

/* What was evaluated last; NULL at a step itself. Owned by the closeup. */
const MlExpression *ml_memory_get_evaluated   (const MlMemory *self);

/* How things of shape @number are to be read: as ml_recording_get_shape(), but at expression steps
 * there may be shapes that the recording does not know. */
const MlShape      *ml_memory_get_shape       (const MlMemory *self,
                                               guint32         number);

/* NULL if no such thing lives at this step. What is returned is valid until the next seek. */
const MlThing      *ml_memory_get             (const MlMemory *self,
                                               MlSerial        serial);

/* All living things, oldest first: serials. Valid until the next seek. */
const MlSerial     *ml_memory_get_things      (const MlMemory *self,
                                               guint          *n);

/* The stack of frames, the module's first, native frames among them. Valid until the next seek. */
const MlSerial     *ml_memory_get_frames      (const MlMemory *self,
                                               guint          *n);

/* Where a frame stands: the span of its last step. FALSE if it has not had one. */
gboolean            ml_memory_get_frame_span  (const MlMemory *self,
                                               MlSerial        frame,
                                               MlSpan         *span);

/* All that refers to @serial: by age of the holder, then by slot. Valid until the next seek. The
 * first question at a step costs a traversal. */
const MlHolder     *ml_memory_get_holders     (const MlMemory *self,
                                               MlSerial        serial,
                                               guint          *n);

/* Whether a thing can be reached from frames and stores. What lives and cannot is garbage that
 * waits for the collector. The first question at a step costs a traversal. */
gboolean            ml_memory_is_reachable    (const MlMemory *self,
                                               MlSerial        serial);

/* What a slot of @thing is called: "x", "[3]", "code", "evaluation stack"; of what is no object and
 * numbers its slots, what the thing is called: "sorted", "syntax tree". (transfer full) */
char               *ml_memory_name_slot       (const MlMemory *self,
                                               const MlThing  *thing,
                                               MlSlot          slot);

/* What was written to standard output (1) or standard error (2) up to this step; 0: both, as they
 * came. Owned by the memory, valid until the next seek. */
const char         *ml_memory_get_output      (const MlMemory *self,
                                               int             stream);

/* The same in pieces, as they were written: how many, and piece @index (from 0) with its stream,
 * which is 0 for what was typed: a line that input() read, a statement behind its prompt.
 * Not zero-terminated; owned by the recording. */
guint               ml_memory_get_n_pieces    (const MlMemory *self);
const char         *ml_memory_get_piece       (const MlMemory *self,
                                               guint           index,
                                               int            *stream,
                                               gsize          *length);

/* Of everything above; equal memories have equal hashes. For tests. */
guint64             ml_memory_hash            (const MlMemory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlMemory, ml_memory_free)

G_END_DECLS
