/* ml-encoder.h: writes stretches of steps in few bytes
 *
 * See ml-form.h for how. What a delta refers to must live when it is put.
 */
#pragma once

#include "ml-buffer.h"
#include "ml-state.h"

G_BEGIN_DECLS

typedef struct _MlEncoder MlEncoder;

/* @state is what the deltas are about to change. */
MlEncoder *ml_encoder_new       (MlTape            *tape,
                                 MlState           *state);
void       ml_encoder_free      (MlEncoder         *self);

/* The next change. An order is among @orders. */
void       ml_encoder_put       (MlEncoder         *self,
                                 const MlDelta     *delta,
                                 const GArray      *orders);

/* Ends the changes of a step. */
void       ml_encoder_put_step  (MlEncoder         *self,
                                 const MlStepDelta *step);

/* How many steps have been put since the last stretch ended. */
guint      ml_encoder_get_n_steps (const MlEncoder *self);

/* Ends the stretch, and appends it to @bytes. */
void       ml_encoder_end       (MlEncoder         *self,
                                 MlBuffer           *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlEncoder, ml_encoder_free)

G_END_DECLS
