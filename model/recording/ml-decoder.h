/* ml-decoder.h: reads the stretches that an encoder wrote
 *
 * It needs nothing but a stretch and the tape, and may be used in any thread. See ml-form.h.
 */
#pragma once

#include "ml-byte-reader.h"
#include "ml-stretch.h"
#include "ml-tape.h"

G_BEGIN_DECLS

/* A stretch has no more steps. */
#define ML_DECODER_STEPS 64

/* Reads @n steps from @bytes, the first of which is @first. FALSE if doubtful bytes are none that
 * an encoder might have written; whether the changes can be is not looked at. */
gboolean   ml_decoder_read      (MlByteReader *bytes,
                                 MlStep        first,
                                 guint         n,
                                 const MlTape *tape,
                                 MlStretch    *stretch);

/* The step that stands @index steps behind the first. */
MlStepInfo ml_decoder_read_step (MlByteReader *bytes,
                                 guint         index,
                                 const MlTape *tape);

G_END_DECLS
