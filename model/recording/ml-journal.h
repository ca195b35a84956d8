/* ml-journal.h: the writing end of a recording
 *
 * The interpreter tells a journal of each change, in the order in which the changes happen. Each
 * call appends a raw record to the open block and returns; packing, checkpoints and indexes are the
 * business of another thread.
 *
 * The writer promises:
 *   - a thing is born before it holds or is held, and holds nothing any more when it dies;
 *   - @old of a change is what the slot held, so that each change can be undone;
 *   - at each step every evaluation stack is as it is in the interpreter.
 *
 * A change that breaks these promises is refused with a critical message, and is not recorded.
 *
 * A value-like object (an int, a float, a string...) may be told of only when a known thing first
 * takes hold of it.
 *
 * All calls belong to one thread, the interpreter's.
 */
#pragma once

#include "ml-closeup.h"
#include "ml-recording.h"
#include "ml-thing.h"

G_BEGIN_DECLS

typedef struct _MlJournal MlJournal;

typedef struct
{
  MlSerial     serial;
  MlSerial     type;      /* 0 for frames, native frames and stores */
  guint32      shape;
  guint8       kind;      /* MlKind */
  guint8       origin;    /* MlOrigin */
  guint8       flags;     /* MlThingFlags */
  guint64      address;   /* simulated: what id() returns */
  guint32      size;      /* bytes, as sys.getsizeof */
  MlValue      value;     /* copied */
} MlBirth;

/* Told of each sealed block: a longer recording that shares all earlier blocks. Called in the
 * packing thread; the recording must be referenced to be kept. */
typedef void (*MlJournalGrown) (MlRecording *recording, gpointer user_data);

MlJournal   *ml_journal_new            (MlJournalGrown  grown,
                                        gpointer        user_data);
void         ml_journal_free           (MlJournal      *self);

/* A journal for a closeup: the program that made @recording runs again, and what it tells before
 * step @first is thrown away. From there on it is asked for expression steps, until step @end is
 * reached or the closeup has become so large that it ends earlier; then the journal is full. Such a
 * journal makes no recording. */
MlJournal   *ml_journal_new_closeup    (MlRecording    *recording,
                                        MlStep          first,
                                        MlStep          end);

gboolean     ml_journal_is_closeup     (MlJournal      *self);

/* Whether what it is told of changes now is thrown away. */
gboolean     ml_journal_is_deaf        (MlJournal      *self);

/* Whether the journal wants to be told of expressions. It may change with each step. */
gboolean     ml_journal_wants_expressions (MlJournal   *self);

/* A part of the running line was evaluated or assigned to; the evaluation stack of its frame is
 * told. What search @expression points to is copied. */
void         ml_journal_expression     (MlJournal      *self,
                                        const MlExpression *expression);

/* What was told. NULL if that is not what the recording tells. (transfer full) */
MlCloseup   *ml_journal_finish_closeup (MlJournal      *self);

/* A bound on what the whole recording may take, in bytes; 0: none. Once it is reached the journal
 * takes no more changes, ml_journal_is_full() is true, and the recording ends with its last whole
 * step: the same one in every run of the same program. */
void         ml_journal_set_limit      (MlJournal      *self,
                                        guint64         bytes);
gboolean     ml_journal_is_full        (MlJournal      *self);

/* For checks: so many changes lie between two checkpoints, whatever these take, so that in a short
 * program too seeks begin at one. Before the first step. */
void         ml_journal_set_spacing    (MlJournal      *self,
                                        guint           n_changes);

/* Seals what is open, waits for the packing thread, and returns the whole recording: up to the last
 * step; changes told after it belong to the next one. If there has been none, makes step 0. The
 * journal may go on afterwards (a prompt): the next recording is longer and shares these blocks.
 * (transfer full) */
MlRecording *ml_journal_finish         (MlJournal      *self);

/* Registers a source text; returns its number, from 1. */
guint32      ml_journal_add_source     (MlJournal      *self,
                                        const char     *name,
                                        const char     *text);

/* Declares how things of a shape are read; returns its number, from 1. @name is what is drawn as
 * the type or frame's name ("list", "Point", "area"). @fields (NULL-terminated, may be NULL) name
 * the FIELD region; one that starts with '~' is weak: it does not count. @names name the NAME
 * region. */
guint32      ml_journal_add_shape      (MlJournal      *self,
                                        const char     *name,
                                        MlItems         items,
                                        const char * const *fields,
                                        const char * const *names);

/* Adds a name to the NAME region of a shape: a class whose instances get one more attribute. */
void         ml_journal_add_shape_name (MlJournal      *self,
                                        guint32         shape,
                                        const char     *name);

void         ml_journal_birth          (MlJournal      *self,
                                        const MlBirth  *birth);
void         ml_journal_death          (MlJournal      *self,
                                        MlSerial        serial);

/* @holder's @slot, which held @old, holds @new. 0 stands for nothing. */
void         ml_journal_set            (MlJournal      *self,
                                        MlSerial        holder,
                                        MlSlot          slot,
                                        MlSerial        old,
                                        MlSerial        new);

/* @n slots of one region move from @from to @to, as memmove does; the slots left behind are empty,
 * and those covered must be so before: what an insertion or deletion in a list does. */
void         ml_journal_shift          (MlJournal      *self,
                                        MlSerial        holder,
                                        MlSlot          from,
                                        MlSlot          to,
                                        guint32         n);

/* The first @n items of @holder, empty ones among them, are put in a new order: the one at index i
 * was at @order[i]. */
void         ml_journal_permute        (MlJournal      *self,
                                        MlSerial        holder,
                                        const guint32  *order,
                                        guint32         n);

/* The bytes or the capacity (items that fit without growing; 0 where that means nothing) of a thing
 * change. */
void         ml_journal_resize         (MlJournal      *self,
                                        MlSerial        serial,
                                        guint32         size,
                                        guint32         capacity);

/* The value of a thing changes (a bytearray, a class that is renamed). */
void         ml_journal_revalue        (MlJournal      *self,
                                        MlSerial        serial,
                                        const MlValue  *value);

/* An object's type changes in place (obj.__class__ = C), and with it its shape. */
void         ml_journal_retype         (MlJournal      *self,
                                        MlSerial        serial,
                                        MlSerial        type,
                                        guint32         shape);

/* From here on a thing is outside counting, as one that was born so (a str that becomes a name of the
 * source). @origin is MlOrigin. */
void         ml_journal_immortality    (MlJournal      *self,
                                        MlSerial        serial,
                                        guint8          origin);

/* @frame becomes the newest of the stack of frames; it was born before. Also when a generator is
 * resumed. */
void         ml_journal_enter          (MlJournal      *self,
                                        MlSerial        frame);

/* The newest frame leaves the stack: it dies next, or waits in its generator. */
void         ml_journal_leave          (MlJournal      *self,
                                        MlSerial        frame);

/* Text was written to standard output (1) or standard error (2), or typed (0): a terminal shows
 * that between the output. */
void         ml_journal_output         (MlJournal      *self,
                                        int             stream,
                                        const char     *text,
                                        gsize           length);

/* @text was read by input(). */
void         ml_journal_input          (MlJournal      *self,
                                        const char     *text);

/* Ends the changes of the step before: what is told from now on belongs to the new step's line.
 * @value is what is returned or raised (0 if nothing). @span says where the frame stands. Returns
 * the number of the new step. The first call is ML_EVENT_START's and makes step 0. */
MlStep       ml_journal_step           (MlJournal      *self,
                                        MlEvent         event,
                                        MlSerial        frame,
                                        MlSerial        value,
                                        const MlSpan   *span);

/* A remark between changes that the animation and the narration use: the collector's phases.
 * @subject may be 0. */
void         ml_journal_remark         (MlJournal      *self,
                                        const char     *what,
                                        MlSerial        subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlJournal, ml_journal_free)

G_END_DECLS
