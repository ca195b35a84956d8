/* ml-delta.h: a change with all that it needs to be done and undone
 *
 * The journal is told only what is new. A delta also holds what was there before, so that a reader
 * can step backwards with nothing else at hand.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

/* What a thing is, apart from what it holds. */
typedef struct
{
  MlSerial type;
  guint32  shape;
  guint8   kind;
  guint8   origin;
  guint8   flags;
  guint32  size;
  guint32  capacity;
  guint32  span;      /* of a frame: number of the span of its last step, 0 before the first */
  guint64  address;
  MlValue  value;
} MlTraits;

typedef struct
{
  guint8   type;      /* MlChangeType */
  guint8   stream;    /* OUTPUT */
  MlSerial thing;     /* also the subject of REMARK */
  union
  {
    MlTraits traits;                                    /* BIRTH, DEATH */
    struct { MlSlot slot; MlSerial old, new; } set;
    struct { MlSlot from, to; guint32 n; } shift;
    struct { guint32 start, n; } permute;               /* its place among the orders */
    struct { guint32 old_size, new_size, old_capacity, new_capacity; } resize;
    struct { MlValue old, new; } revalue;
    struct { MlSerial old_type, new_type; guint32 old_shape, new_shape; } retype;
    struct { guint32 old_count; guint8 old_origin, new_origin; } immortality;
    struct { const char *text; guint32 length; } text;  /* OUTPUT, INPUT, REMARK: zero-terminated */
  };
} MlDelta;

/* A step, and what it changes. */
typedef struct
{
  MlStepInfo info;
  guint32    span;      /* number of info.span, 0 if there is none */
  guint32    old_span;  /* of info.frame before */
  guint      end;       /* its deltas end here; they begin where those of the step before end */
} MlStepDelta;

/* Whether both do and undo the same. Their texts must be of one store. */
gboolean ml_delta_equal  (const MlDelta  *a,
                          const MlDelta  *b);
gboolean ml_traits_equal (const MlTraits *a,
                          const MlTraits *b);

/* Some steps that follow each other, decoded. */
typedef struct
{
  MlStep  first;
  GArray *steps;        /* of MlStepDelta */
  GArray *deltas;       /* of MlDelta */
  GArray *orders;       /* of guint32 */
} MlStretch;

#define ML_STRETCH_MANY 65536

static inline void
ml_stretch_init (MlStretch *self)
{
  self->first = 0;
  self->steps = g_array_new (FALSE, FALSE, sizeof (MlStepDelta));
  self->deltas = g_array_new (FALSE, FALSE, sizeof (MlDelta));
  self->orders = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static inline void
ml_stretch_clear (MlStretch *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->deltas);
  g_array_unref (self->orders);
}

static inline void
ml_stretch_reset (MlStretch *self, MlStep first)
{
  /* One step may have a million deltas; most have few. */
  if (self->deltas->len > ML_STRETCH_MANY)
    {
      ml_stretch_clear (self);
      ml_stretch_init (self);
    }

  self->first = first;
  g_array_set_size (self->steps, 0);
  g_array_set_size (self->deltas, 0);
  g_array_set_size (self->orders, 0);
}

static inline gboolean
ml_stretch_has (const MlStretch *self, MlStep step)
{
  return step >= self->first && step - self->first < self->steps->len;
}

static inline const MlStepDelta *
ml_stretch_get (const MlStretch *self, MlStep step)
{
  return &g_array_index (self->steps, MlStepDelta, step - self->first);
}

/* Where the deltas of @step begin. */
static inline guint
ml_stretch_start (const MlStretch *self, MlStep step)
{
  return step == self->first ? 0 : ml_stretch_get (self, step - 1)->end;
}

G_END_DECLS
