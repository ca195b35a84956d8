/* ml-block.h: a sealed block of steps
 *
 * A block holds the deltas of some thousand steps, packed in stretches. A stretch can be read with
 * nothing but the texts, forms and spans on the tape: it refers to no other.
 */
#pragma once

#include "ml-decoder.h"
#include "ml-encoder.h"

G_BEGIN_DECLS

typedef struct _MlBlock MlBlock;

/* Steps in a stretch; only the last of a block may be shorter. */
#define ML_BLOCK_STRETCH ML_DECODER_STEPS

MlBlock     *ml_block_new           (MlStep           first);
void         ml_block_free          (MlBlock         *self);

/* While the block is being made: adds the stretch that @encoder has put, which ends with it. */
void         ml_block_add           (MlBlock         *self,
                                     MlEncoder       *encoder);

/* Gives back the room for more; nothing is added any more. */
void         ml_block_seal          (MlBlock         *self);

MlStep       ml_block_get_first     (const MlBlock   *self);
guint        ml_block_get_n_steps   (const MlBlock   *self);

/* Bytes taken; and by the stretch that @step is in. */
guint64      ml_block_get_bytes     (const MlBlock   *self);
guint64      ml_block_get_stretch_bytes (const MlBlock *self,
                                         MlStep         step);

/* As it stands in a file; and the block of such bytes, NULL if they are none. What its steps say is
 * not looked at. */
void         ml_block_put           (const MlBlock   *self,
                                     GByteArray      *bytes);
MlBlock     *ml_block_get           (MlByteReader        *bytes,
                                     MlStep           first);

/* The same as ml_block_read() for what comes from a file: FALSE if it cannot be unpacked. */
gboolean     ml_block_read_doubtful (const MlBlock   *self,
                                     const MlTape    *tape,
                                     MlStep           step,
                                     MlStretch       *stretch);

/* Unpacks the stretch that @step is in. */
void         ml_block_read          (const MlBlock   *self,
                                     const MlTape    *tape,
                                     MlStep           step,
                                     MlStretch       *stretch);

/* What stands at @step, without its deltas. */
MlStepInfo   ml_block_get_step      (const MlBlock   *self,
                                     const MlTape    *tape,
                                     MlStep           step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlBlock, ml_block_free)

G_END_DECLS
