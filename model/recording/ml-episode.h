/* ml-episode.h: what one step did, without its detours
 *
 * The changes of a step tell all that happened, in order. An episode tells what came of it: each
 * slot that holds something else than before, once; who died; what was written. What only passed
 * through an evaluation stack is no part of it.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

/* A slot that holds something else now. Of a thing whose slots were moved as well, slots are
 * numbered as they were when they changed. */
typedef struct
{
  MlSerial holder;
  MlSlot   slot;
  MlSerial old, new;   /* 0: nothing */
  MlSerial key;        /* what came into, or left, the slot before: a dict's new or former key */
} MlSlotChange;

typedef struct
{
  GArray  *slots;        /* of MlSlotChange, in the order in which they first changed */
  GArray  *moved;        /* of MlSerial: things whose slots were moved */
  GArray  *reordered;    /* of MlSerial: things whose items were put in a new order */
  GArray  *retyped;      /* of MlSerial: things that have another type now */
  GArray  *revalued;     /* of MlSerial: things whose own value changed */
  GArray  *deaths;       /* of MlSerial: in their order, without those that were collected */
  GArray  *collected;    /* of MlSerial: those that the collector ended */
  GString *output[2];    /* written to standard output, to standard error */
  GString *input;        /* read by input() */
  guint    n_collections;   /* that ended in this step */
} MlEpisode;

/* What led to @step of @recording. */
MlEpisode *ml_episode_new         (MlRecording     *recording,
                                   MlStep           step);
void       ml_episode_free        (MlEpisode       *self);

/* Whether @serial is one of @things, an array of MlSerial. */
gboolean   ml_episode_is_among    (const GArray    *things,
                                   MlSerial         serial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlEpisode, ml_episode_free)

G_END_DECLS
