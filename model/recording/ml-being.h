/* ml-being.h: a living thing
 *
 * What readers see of it, and what only the recording needs to know. The slots of a region end with
 * the last one that holds something.
 */
#pragma once

#include "ml-delta.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct
{
  MlThing thing;
  guint32 span;       /* of a frame: as in MlTraits */
  guint32 uncounted;  /* edges to it that do not count: weak ones, all of an immortal's */
} MlBeing;

/* It holds its type, and nothing else. */
MlBeing   *ml_being_new        (MlSerial         serial,
                              const MlTraits  *traits);
void      ml_being_free       (MlBeing          *self);
MlTraits  ml_being_get_traits (const MlBeing    *self);
void      ml_being_set_type   (MlBeing          *self,
                              MlSerial         type);

/* Makes at least @n slots, the new ones empty. */
void      ml_slots_grow      (MlSlots         *self,
                              guint32          n);

/* Drops the empty slots at the end. */
void      ml_slots_trim      (MlSlots         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlBeing, ml_being_free)

G_END_DECLS
