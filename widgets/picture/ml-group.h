/* ml-group.h: things that belong together, and how they stand to each other
 *
 * A thing, and what belongs to it, and what belongs to that: the nodes of a list in a row, those of
 * a tree below each other, rows of a table one below the other, all else beside what refers to it.
 * Things that are not there at the same time may stand at the same place.
 */
#pragma once

#include "ml-lives.h"
#include "ml-space.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *lives;    /* const MlLife: the first is what the others belong to */
  GArray    *parts;    /* MlRoomPart, one for each: places from the group's corner */
  double     width;
  double     height;
} MlGroup;

/* What belongs to @root, as far as it is one of @children: const MlLife → GPtrArray of those that
 * belong to it. Those too deep below are left out, to be groups of their own. (transfer full) */
MlGroup *ml_group_new   (const MlMetrics *metrics,
                         GHashTable      *children,
                         const MlLife    *root);
void     ml_group_free  (MlGroup         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlGroup, ml_group_free)

G_END_DECLS
