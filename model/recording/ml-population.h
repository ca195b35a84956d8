/* ml-population.h: the living things of a state, found by serial
 *
 * Beings stand in pages. A page may be left packed, as it is in the checkpoint from which the state
 * came, until somebody looks into it; so a state goes to a checkpoint in almost no time, however
 * much lives there.
 */
#pragma once

#include "ml-checkpoint.h"

G_BEGIN_DECLS

typedef struct _MlPopulation MlPopulation;

typedef void (*MlBeingFunc) (const MlBeing *being, gpointer user_data);

MlPopulation      *ml_population_new             (const MlTape       *tape);
void          ml_population_free            (MlPopulation            *self);

/* NULL if no such thing lives. */
const MlBeing *ml_population_find            (MlPopulation            *self,
                                        MlSerial            serial);

/* The same, to be changed. */
MlBeing       *ml_population_edit            (MlPopulation            *self,
                                        MlSerial            serial);

/* Takes over @being; no thing of its serial may live. */
void          ml_population_insert          (MlPopulation            *self,
                                        MlBeing             *being);
void          ml_population_remove          (MlPopulation            *self,
                                        MlSerial            serial);

/* By serial. */
void          ml_population_foreach         (MlPopulation            *self,
                                        MlBeingFunc          func,
                                        gpointer            user_data);

/* For the packing thread: packs what has changed since the last checkpoint. (transfer full) */
MlCheckpoint *ml_population_make_checkpoint (MlPopulation            *self,
                                        MlTape             *tape,
                                        MlStep              step);

/* Becomes what it was at @checkpoint, which must outlive the beings. */
void          ml_population_go_to           (MlPopulation            *self,
                                        const MlCheckpoint *checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPopulation, ml_population_free)

G_END_DECLS
