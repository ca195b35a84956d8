/* ml-trail.h: the frames in which the steps of a stretch run, as their events tell
 *
 * Steps can be read without their deltas; so what they say of frames follows from steps alone.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

#define ML_TRAIL_LONGEST 64

typedef struct
{
  MlSerial frames[ML_TRAIL_LONGEST];  /* called and not returned from, as far as is known */
  guint    n;
  MlSerial last;                      /* of the step before */
} MlTrail;

static inline void
ml_trail_begin (MlTrail *self, MlSerial frame, MlSerial caller)
{
  self->n = 0;
  self->last = frame;

  if (caller != 0)
    self->frames[self->n++] = caller;

  if (frame != 0)
    self->frames[self->n++] = frame;
}

/* The frame that is expected to run after a return. */
static inline MlSerial
ml_trail_get_caller (const MlTrail *self)
{
  guint n = self->n;

  if (n > 0 && self->frames[n - 1] != self->last)
    return self->frames[n - 1];

  return n > 1 ? self->frames[n - 2] : 0;
}

/* A call goes one deeper; whoever else runs has come back. */
static inline void
ml_trail_note (MlTrail *self, MlEvent event, MlSerial frame)
{
  gboolean calls = event == ML_EVENT_CALL || event == ML_EVENT_RESUME;
  guint n = self->n;

  self->last = frame;

  while (!calls && n > 0 && self->frames[n - 1] != frame)
    n--;

  if (n == 0 || (calls && n < ML_TRAIL_LONGEST))
    self->frames[n++] = frame;

  self->n = n;
}

G_END_DECLS
