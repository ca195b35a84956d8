/* ml-recording.h: what a program did, change by change
 *
 * A recording is made of sealed blocks of changes, an index of steps, and the text of every source
 * that ran. It is never changed: a longer one is a new MlRecording that shares the earlier blocks.
 * So any thread may read one without a lock, and a reader may keep a short one while a longer one
 * exists.
 *
 * A step is a moment: its memory is what all changes before it made. The changes *of* step n lead
 * from step n - 1 to step n; those of step 0 are everything that was there before the first line.
 */
#pragma once

#include "ml-thing.h"

G_BEGIN_DECLS

typedef struct _MlRecording MlRecording;

typedef struct
{
  MlEvent  event;
  MlSerial frame;    /* the frame that runs, or has just returned; 0 at step 0 */
  MlSerial value;    /* what is returned, yielded or raised; 0 if nothing */
  MlSpan   span;     /* where that frame stands: at ML_EVENT_LINE the line about to run */
  guint32  depth;    /* frames on the stack, native frames included */
} MlStepInfo;

typedef enum
{
  ML_CHANGE_BIRTH,
  ML_CHANGE_DEATH,
  ML_CHANGE_SET,
  ML_CHANGE_SHIFT,
  ML_CHANGE_PERMUTE,
  ML_CHANGE_RESIZE,
  ML_CHANGE_REVALUE,
  ML_CHANGE_RETYPE,
  ML_CHANGE_IMMORTALITY,
  ML_CHANGE_ENTER,
  ML_CHANGE_LEAVE,
  ML_CHANGE_OUTPUT,
  ML_CHANGE_INPUT,
  ML_CHANGE_REMARK
} MlChangeType;

/* One change, as the journal was told of it. Only the members that belong to its type are set. */
typedef struct
{
  MlChangeType type;
  MlSerial     thing;        /* born, dying, holding, entering... */
  MlSlot       slot;         /* SET; SHIFT: from */
  MlSlot       to;           /* SHIFT */
  guint32      n;            /* SHIFT, PERMUTE */
  MlSerial     old, new;     /* SET */
  int          stream;       /* OUTPUT */
  const char  *text;         /* OUTPUT, INPUT, REMARK: valid during the callback, zero-terminated */
} MlChange;

/* Return FALSE to stop. */
typedef gboolean (*MlChangeFunc) (const MlChange *change, gpointer user_data);

typedef struct
{
  const char         *name;
  MlItems             items;
  const char * const *fields;   /* NULL-terminated; a weak field's name starts with '~' */
  const char * const *names;    /* NULL-terminated */
} MlShape;

MlRecording      *ml_recording_ref             (MlRecording       *self);
void              ml_recording_unref           (MlRecording       *self);

/* The number of the last step. A recording has at least step 0. */
MlStep            ml_recording_get_last_step   (const MlRecording *self);

/* @step must not be greater than the last. O(1). */
MlStepInfo        ml_recording_get_step        (const MlRecording *self,
                                                MlStep             step);

/* The changes that lead from @step - 1 to @step, in their order. */
void              ml_recording_foreach_change  (const MlRecording *self,
                                                MlStep             step,
                                                MlChangeFunc       func,
                                                gpointer           user_data);

guint             ml_recording_get_n_sources   (const MlRecording *self);

/* Of source @number, from 1. Owned by the recording. */
const char       *ml_recording_get_source_name (const MlRecording *self,
                                                guint              number);
const char       *ml_recording_get_source_text (const MlRecording *self,
                                                guint              number);

/* Shapes may have gained names in longer recordings; earlier ones never change. */
const MlShape    *ml_recording_get_shape       (const MlRecording *self,
                                                guint32            number);

/* Bytes that blocks, texts, checkpoints and index take. */
guint64           ml_recording_get_bytes       (const MlRecording *self);

/* Whether @longer begins with all of @self's blocks. */
gboolean          ml_recording_is_prefix_of    (const MlRecording *self,
                                                const MlRecording *longer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlRecording, ml_recording_unref)

G_END_DECLS
