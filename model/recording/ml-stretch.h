/* ml-stretch.h: some steps that follow each other, decoded */
#pragma once

#include "ml-delta.h"

G_BEGIN_DECLS

/* What a coder remembers while it reads. */
typedef struct _MlContext MlContext;

/* A step, and what it changes. */
typedef struct
{
  MlStepInfo info;
  guint32    span;      /* number of info.span, 0 if there is none */
  guint32    old_span;  /* of info.frame before */
  guint      end;       /* its deltas end here; they begin where those of the step before end */
} MlStepDelta;

typedef struct
{
  MlStep     first;
  GArray    *steps;     /* of MlStepDelta */
  GArray    *deltas;    /* of MlDelta */
  GArray    *orders;    /* of guint32 */
  MlContext *context;   /* kept from one reading to the next */
} MlStretch;

void ml_stretch_init  (MlStretch *self);
void ml_stretch_clear (MlStretch *self);

/* Empties it; the steps that it gets next begin with @first. */
void ml_stretch_reset (MlStretch *self,
                       MlStep     first);

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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlStretch, ml_stretch_clear)

G_END_DECLS
