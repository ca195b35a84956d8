/* ml-context.h: what the coders know of a stretch so far
 *
 * The one that writes and the one that reads keep the same context: each notes every delta and step
 * that it has coded. So what follows from what came before is not written: that a slot held what
 * was put there a line ago, that what dies was born just now, that an address was free again.
 */
#pragma once

#include "ml-delta.h"
#include "ml-stretch.h"
#include "ml-trail.h"

G_BEGIN_DECLS

#define ML_CONTEXT_FREED  4
#define ML_CONTEXT_SHAPES 32

/* A thing born in this stretch, as it is now. */
typedef struct
{
  MlSerial serial;
  MlTraits traits;
} MlLife;

typedef struct _MlContextEntry MlContextEntry;

struct _MlContext
{
  MlSerial        thing;      /* of the delta before */
  MlSerial        newest;     /* what was born last */
  MlSerial        gone;       /* what a slot let go of last */
  guint32         index;      /* of the item that was set last */

  MlTrail         trail;
  MlSerial        value;      /* of the step before */

  MlLife         *lives;
  guint           n_lives;
  guint           lives_room;

  guint64         freed[ML_CONTEXT_FREED];        /* addresses, the last one first */
  guint64         born_at[ML_CONTEXT_SHAPES];     /* the last address of a shape */
  guint64         died_at[ML_CONTEXT_SHAPES];

  MlContextEntry *entries;    /* a hash table */
  guint           room;       /* of it, a power of two */
  guint           n_entries;
  guint32         round;      /* entries of another one are empty */
};

MlContext    *ml_context_new        (void);
void          ml_context_free       (MlContext       *self);

/* A new stretch begins, when @newest was born last and @frame ran, entered from @caller. */
void          ml_context_begin      (MlContext       *self,
                                     MlSerial         newest,
                                     MlSerial         frame,
                                     MlSerial         caller);

/* Notes what was coded. */
void          ml_context_note       (MlContext       *self,
                                     const MlDelta   *delta);
void          ml_context_note_step  (MlContext       *self,
                                     const MlStepInfo *step);
void          ml_context_note_span  (MlContext       *self,
                                     MlSerial         frame,
                                     guint32          span);

/* What a slot was set to in this stretch; 0 if it was not or if it was emptied. */
MlSerial      ml_context_get_slot   (const MlContext *self,
                                     MlSerial         thing,
                                     MlSlot           slot);

/* The span of the last step of @frame in this stretch; 0 if it had none. */
guint32       ml_context_get_span   (const MlContext *self,
                                     MlSerial         frame);

/* NULL if @serial was not born in this stretch. */
const MlLife *ml_context_get_life   (const MlContext *self,
                                     MlSerial         serial);

/* What was born @back births before the last one; 0 if not in this stretch. */
static inline MlSerial
ml_context_get_born (const MlContext *self, guint back)
{
  return back < self->n_lives ? self->lives[self->n_lives - 1 - back].serial : 0;
}

G_END_DECLS
