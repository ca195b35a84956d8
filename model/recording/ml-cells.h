/* ml-cells.h: the living things of a state, found by serial
 *
 * Cells stand in pages. A page may be left packed, as it is in the checkpoint from which the state came, until
 * somebody looks into it; so a state goes to a checkpoint in almost no time, however much lives there.
 */
#pragma once

#include "ml-checkpoint.h"

G_BEGIN_DECLS

typedef struct _MlCells MlCells;

typedef void (*MlCellFunc) (const MlCell *cell, gpointer user_data);

MlCells      *ml_cells_new             (const MlTape       *tape);
void          ml_cells_free            (MlCells            *self);

/* NULL if no such thing lives. */
const MlCell *ml_cells_find            (MlCells            *self,
                                        MlSerial            serial);

/* The same, to be changed. */
MlCell       *ml_cells_edit            (MlCells            *self,
                                        MlSerial            serial);

/* Takes over @cell; no thing of its serial may live. */
void          ml_cells_insert          (MlCells            *self,
                                        MlCell             *cell);
void          ml_cells_remove          (MlCells            *self,
                                        MlSerial            serial);

/* By serial. */
void          ml_cells_foreach         (MlCells            *self,
                                        MlCellFunc          func,
                                        gpointer            user_data);

/* For the packing thread: packs what has changed since the last checkpoint. (transfer full) */
MlCheckpoint *ml_cells_make_checkpoint (MlCells            *self,
                                        MlTape             *tape,
                                        MlStep              step);

/* Becomes what it was at @checkpoint, which must outlive the cells. */
void          ml_cells_go_to           (MlCells            *self,
                                        const MlCheckpoint *checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCells, ml_cells_free)

G_END_DECLS
