/* ml-cell.h: a living thing
 *
 * What readers see of it, and what only the recording needs to know. The slots of a region end with the last one that
 * holds something.
 */
#pragma once

#include "ml-delta.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct
{
  MlThing thing;
  guint32 span;    /* of a frame: as in MlTraits */
} MlCell;

/* It holds its type, and nothing else. */
MlCell   *ml_cell_new        (MlSerial         serial,
                              const MlTraits  *traits);
void      ml_cell_free       (MlCell          *self);
MlTraits  ml_cell_get_traits (const MlCell    *self);
void      ml_cell_set_type   (MlCell          *self,
                              MlSerial         type);

/* Makes at least @n slots, the new ones empty. */
void      ml_slots_grow      (MlSlots         *self,
                              guint32          n);

/* Drops the empty slots at the end. */
void      ml_slots_trim      (MlSlots         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCell, ml_cell_free)

G_END_DECLS
