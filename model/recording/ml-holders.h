/* ml-holders.h: who holds whom at one moment
 *
 * Made by one traversal of a state, and good until the state moves.
 */
#pragma once

#include "ml-state.h"

G_BEGIN_DECLS

typedef struct _MlHolders MlHolders;

MlHolders      *ml_holders_new          (MlState         *state,
                                         const MlShapes  *shapes);
void            ml_holders_free         (MlHolders       *self);

/* By age of the holder, then by slot. */
const MlHolder *ml_holders_get          (const MlHolders *self,
                                         MlSerial         serial,
                                         guint           *n);

/* Whether a chain of counted references leads to the thing from the stack of frames, a native frame
 * or a store. */
gboolean        ml_holders_is_reachable (const MlHolders *self,
                                         MlSerial         serial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlHolders, ml_holders_free)

G_END_DECLS
