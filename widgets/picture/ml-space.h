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

/* One rectangle of a room. */
typedef struct
{
  MlRect   rect;       /* from the room's corner */
  MlStep   first;      /* life, both ends included */
  MlStep   last;
} MlRoomPart;

typedef struct
{
  MlRect   wish;       /* where it would be best, and how large */
  double   gap_x;      /* kept free on each side */
  double   gap_y;
  MlStep   first;      /* life, both ends included */
  MlStep   last;
  const MlRoomPart *parts;  /* what it consists of, all of which moves together; NULL: the whole */
  guint    n_parts;
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

/* Empties the space: what is still taken is told again. */
void     ml_space_clear   (MlSpace       *self);

/* Takes a place, whatever is there. */
void     ml_space_occupy  (MlSpace       *self,
                           const MlRect  *rect,
                           MlStep         first,
                           MlStep         last);

/* Rooms taken at @step. */
guint    ml_space_count   (const MlSpace *self,
                           MlStep         step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSpace, ml_space_free)

G_END_DECLS
