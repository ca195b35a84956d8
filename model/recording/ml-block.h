/* ml-block.h: a sealed block of steps
 *
 * A block holds the deltas of some thousand steps, packed in stretches. A stretch can be read with
 * nothing but the texts and spans on the tape: it refers to no other.
 */
#pragma once

#include "ml-delta.h"
#include "ml-byte-reader.h"
#include "ml-tape.h"

G_BEGIN_DECLS

typedef struct _MlBlock MlBlock;

/* Steps in a stretch; only the last of a block may be shorter. */
#define ML_BLOCK_STRETCH 64

MlBlock     *ml_block_new           (MlStep           first);
void         ml_block_free          (MlBlock         *self);

/* While the block is being made: packs the steps that follow those before. */
void         ml_block_add           (MlBlock         *self,
                                     MlTape          *tape,
                                     const MlStretch *stretch);

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
