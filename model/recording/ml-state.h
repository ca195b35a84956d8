/* ml-state.h: things, frames and how much was written, moved by deltas
 *
 * The state is what one moment of a run consists of. A delta moves it forwards or backwards, and
 * keeps the counts right as it goes: each counted edge that appears or vanishes changes its
 * target's count by one.
 */
#pragma once

#include "ml-population.h"
#include "ml-stretch.h"
#include "ml-shapes.h"

G_BEGIN_DECLS

typedef struct _MlState MlState;

/* Before the first delta. */
MlState        *ml_state_new          (const MlTape      *tape);
void            ml_state_free         (MlState           *self);

/* The shapes that say which fields are weak; they must know those of all deltas to come. */
void            ml_state_set_shapes   (MlState           *self,
                                       MlShapes          *shapes);

/* @orders are those of the stretch that @delta is part of. */
void            ml_state_do           (MlState           *self,
                                       const MlDelta     *delta,
                                       const GArray      *orders);
void            ml_state_undo         (MlState           *self,
                                       const MlDelta     *delta,
                                       const GArray      *orders);
void            ml_state_do_step      (MlState           *self,
                                       const MlStepDelta *step);
void            ml_state_undo_step    (MlState           *self,
                                       const MlStepDelta *step);

/* NULL if no such thing lives. Valid until the state moves. */
const MlBeing   *ml_state_get          (MlState           *self,
                                       MlSerial           serial);

/* Calls @func for each living thing, by serial. */
void            ml_state_foreach      (MlState           *self,
                                       MlBeingFunc         func,
                                       gpointer           user_data);

/* The stack of frames, the oldest first. */
const MlSerial *ml_state_get_frames   (const MlState     *self,
                                       guint             *n);

/* How many pieces of output were written. */
guint           ml_state_get_n_output (const MlState     *self);

/* For the packing thread: what it is now, at @step. (transfer full) */
MlCheckpoint   *ml_state_checkpoint   (MlState           *self,
                                       MlTape            *tape,
                                       MlStep             step);

/* Becomes what it was at @checkpoint. */
void            ml_state_go_to        (MlState            *self,
                                       const MlCheckpoint *checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlState, ml_state_free)

G_END_DECLS
