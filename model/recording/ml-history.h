/* ml-history.h: answers to questions about a whole recording
 *
 * When was this made, who held it, when does it change next, how often did this line run, how much
 * lived at any time. A history is an index over the steps of a recording; with it a question about
 * a million steps takes some milliseconds. It is made in stretches, so that a worker can stop in
 * between, and is never changed: that of a longer recording is a new one that shares what the
 * shorter knew. So any thread may ask without a lock.
 *
 * "At step n" means: among the changes that lead from step n - 1 to step n.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

typedef struct _MlHistory MlHistory;

/* What can be looked for. */
typedef enum
{
  ML_MOMENT_LINE,        /* @line of @source is about to run */
  ML_MOMENT_CALL,        /* any call; a resumption is one */
  ML_MOMENT_RETURN,      /* @thing, a frame, returns or yields; any frame if it is 0 */
  ML_MOMENT_EXCEPTION,
  ML_MOMENT_COLLECTION,
  ML_MOMENT_OUTPUT,
  ML_MOMENT_BIRTH,       /* of @thing */
  ML_MOMENT_DEATH,
  ML_MOMENT_CHANGE,      /* what @thing holds or is changes; not its birth, death or stack */
  ML_MOMENT_GAIN,        /* @thing gains a holder */
  ML_MOMENT_LOSS,
  ML_MOMENT_REBIND       /* @slot of @thing is bound, rebound or unbound */
} MlMomentType;

typedef struct
{
  MlMomentType type;
  MlSerial     thing;
  MlSlot       slot;
  MlSerial     key;      /* REBIND: in a dict, the key whose value @slot is at the step of
                            departure; it is followed when it moves. 0: no key */
  guint32      source;
  guint32      line;
} MlMoment;

typedef enum
{
  ML_LIFE_BIRTH,
  ML_LIFE_GAIN,          /* @slot of @holder takes hold of it: +1, unless the slot is weak */
  ML_LIFE_LOSS,          /* it lets go: −1 */
  ML_LIFE_CHANGE,        /* @slot of its own is set; or more than one slot, if @is_whole */
  ML_LIFE_DEATH
} MlLifeType;

/* An event in the life of a thing. */
typedef struct
{
  MlStep     step;
  MlLifeType type;
  MlSerial   holder;     /* GAIN, LOSS */
  MlSlot     slot;       /* GAIN, LOSS, CHANGE */
  gboolean   is_whole;   /* CHANGE: of its order, size, value or type */
} MlLifeEvent;

/* A name, attribute or item that holds something else from a step on. */
typedef struct
{
  MlStep     step;
  MlSerial   old, new;   /* 0: nothing, or, of items that were moved, whatever stands there */
} MlRebinding;

typedef enum
{
  ML_SERIES_OBJECTS,     /* living objects that the program made, directly or not */
  ML_SERIES_BYTES,       /* that they, and what frames there are, take */
  ML_SERIES_DEPTH,       /* frames on the stack */
  ML_N_SERIES
} MlSeries;

/* Steps from @first to that of the next sample, and the least and most of a series among them. */
typedef struct
{
  MlStep     first;
  guint64    min, max;
} MlSample;

/* What happened at a step, or among several. */
typedef enum
{
  ML_MARK_LINE       = 1 << 0,
  ML_MARK_CALL       = 1 << 1,
  ML_MARK_RETURN     = 1 << 2,
  ML_MARK_EXCEPTION  = 1 << 3,
  ML_MARK_BIRTH      = 1 << 4,   /* of an object */
  ML_MARK_DEATH      = 1 << 5,
  ML_MARK_COLLECTION = 1 << 6,
  ML_MARK_OUTPUT     = 1 << 7
} MlMarks;

/* The history of the steps that @shorter knows, and of about @n_steps more, as far as @recording
 * goes. @shorter may be NULL; its recording must be a prefix of @recording. (transfer full) */
MlHistory *ml_history_new               (MlRecording     *recording,
                                         MlHistory       *shorter,
                                         guint            n_steps);
MlHistory *ml_history_ref               (MlHistory       *self);
void       ml_history_unref             (MlHistory       *self);

/* How many steps, from step 0, it knows. At least one. */
guint      ml_history_get_n_steps       (const MlHistory *self);

/* Whether it knows all steps of @recording. */
gboolean   ml_history_is_whole          (const MlHistory *self,
                                         MlRecording     *recording);

/* Bytes that the index takes. */
guint64    ml_history_get_bytes         (const MlHistory *self);

/* The nearest step after, or before, @from at which @what happens. FALSE if there is none. */
gboolean   ml_history_find_next         (const MlHistory *self,
                                         const MlMoment  *what,
                                         MlStep           from,
                                         MlStep          *found);
gboolean   ml_history_find_previous     (const MlHistory *self,
                                         const MlMoment  *what,
                                         MlStep           from,
                                         MlStep          *found);

/* How often a line ran, up to step @last; G_MAXUINT32 for all. */
guint      ml_history_count_runs        (const MlHistory *self,
                                         guint32          source,
                                         guint32          line,
                                         MlStep           last);

/* The events in the life of @serial from step @first on, at most @n_most, oldest first; of the
 * steps of its birth and death, not what fills or empties it. (transfer full) */
GArray    *ml_history_list_life         (const MlHistory *self,
                                         MlSerial         serial,
                                         MlStep           first,
                                         guint            n_most);

/* The same at step @last and before, newest first. */
GArray    *ml_history_list_life_before  (const MlHistory *self,
                                         MlSerial         serial,
                                         MlStep           last,
                                         guint            n_most);

/* What a name, attribute or item held: @what is a REBIND as it stands at step @from. As above: of
 * MlRebinding, after @from oldest first, or at @from and before newest first. (transfer full) */
GArray    *ml_history_list_rebindings   (const MlHistory *self,
                                         const MlMoment  *what,
                                         MlStep           from,
                                         guint            n_most);
GArray    *ml_history_list_rebindings_before (const MlHistory *self,
                                              const MlMoment  *what,
                                              MlStep           from,
                                              guint            n_most);

/* A series from @first to @last in at most @n samples of equal length, give or take a few steps.
 * (transfer full): of MlSample */
GArray    *ml_history_sample            (const MlHistory *self,
                                         MlSeries         series,
                                         MlStep           first,
                                         MlStep           last,
                                         guint            n);

/* MlMarks of the steps from @first to @last, in exactly @n parts of equal length. */
void       ml_history_get_marks         (const MlHistory *self,
                                         MlStep           first,
                                         MlStep           last,
                                         guint            n,
                                         guint8          *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlHistory, ml_history_unref)

G_END_DECLS
