/* ml-space.h: finds room for boxes whose lives may meet
 *
 * Rooms are taken for a span of steps. Two that meet in time never meet in the plane; those of
 * things that are gone can be taken again.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-thing.h"

G_BEGIN_DECLS

typedef struct _MlSpace MlSpace;

typedef struct
{
  MlRect   wish;       /* where it would be best, and how large */
  double   gap_x;      /* kept free on each side */
  double   gap_y;
  MlStep   first;      /* life, both ends included */
  MlStep   last;
  guint    lines;      /* how many columns, or rows, may be tried; 0: many */
  gboolean across;     /* if taken, look along the row rather than down the column */
} MlRoom;

/* Nothing is placed left of @left or above @top. */
MlSpace *ml_space_new     (double         left,
                           double         top);
void     ml_space_free    (MlSpace       *self);

/* Takes the free place that is nearest to the wish, and returns its corner. */
MlPoint  ml_space_take    (MlSpace       *self,
                           const MlRoom  *room);

/* Forgets what ended before @step: no room that begins earlier will be asked for. */
void     ml_space_forget  (MlSpace       *self,
                           MlStep         step);

/* Rooms taken at @step. */
guint    ml_space_count   (const MlSpace *self,
                           MlStep         step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSpace, ml_space_free)

G_END_DECLS
