/* ml-being.h: a living thing
 *
 * What readers see of it, and what only the recording needs to know. The slots of a region end with
 * the last one that holds something.
 *
 * The items of a large thing are packed in chunks, each of which checkpoints share for as long as no
 * slot in it has changed.
 */
#pragma once

#include "ml-delta.h"
#include "ml-memory.h"

G_BEGIN_DECLS

#define ML_CHUNK_SLOTS 512

/* Fewer items than this are packed together with the thing. */
#define ML_CHUNKED 1024

/* A packed chunk; NULL if it has changed since, or was never packed. */
typedef const guint8 *MlChunk;

typedef struct
{
  MlThing thing;
  guint32 span;       /* of a frame: as in MlTraits */
  guint32 uncounted;  /* edges to it that do not count: weak ones, all of an immortal's */
  MlChunk *chunks;    /* of the items; NULL if they are few or never were packed */
  guint    n_chunks;  /* that there is room for */
} MlBeing;

/* It holds its type, and nothing else. */
MlBeing   *ml_being_new        (MlSerial         serial,
                              const MlTraits  *traits);
void      ml_being_free       (MlBeing          *self);
MlTraits  ml_being_get_traits (const MlBeing    *self);
void      ml_being_set_type   (MlBeing          *self,
                              MlSerial         type);

/* The chunk of the items from ML_CHUNK_SLOTS times @number on. */
MlChunk   ml_being_get_chunk  (const MlBeing    *self,
                              guint            number);
void      ml_being_set_chunk  (MlBeing          *self,
                              guint            number,
                              MlChunk          chunk);

/* The @n slots from @slot on are about to change. */
void      ml_being_touch      (MlBeing          *self,
                              MlSlot           slot,
                              guint32          n);

/* Makes at least @n slots, the new ones empty. */
void      ml_slots_grow      (MlSlots         *self,
                              guint32          n);

/* Drops the empty slots at the end. */
void      ml_slots_trim      (MlSlots         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlBeing, ml_being_free)

G_END_DECLS
