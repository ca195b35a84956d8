/* ml-packer.h: makes sealed blocks of drafts
 *
 * The packer plays what the journal was told in a state of its own, so that it knows what each
 * change replaces. A change that breaks the writer's promises is refused with a critical message:
 * what is on the tape can always be played both ways.
 */
#pragma once

#include "ml-draft.h"
#include "ml-recording-private.h"

G_BEGIN_DECLS

typedef struct _MlPacker MlPacker;

MlPacker    *ml_packer_new   (MlTape        *tape);
void         ml_packer_free  (MlPacker      *self);

/* So many changes lie between two checkpoints, whatever these take. */
void         ml_packer_set_spacing (MlPacker *self,
                                    guint     n_changes);

/* Packs the whole steps of @draft into a new block on the tape; there is at least one. Returns the
 * recording up to there. (transfer full) */
MlRecording *ml_packer_pack  (MlPacker      *self,
                              const MlDraft *draft);

/* The same for a block that was read from a file, which is put on the tape as it is. NULL if it is
 * not what a packer would have made: if it cannot be unpacked, if a change in it cannot be or is
 * not undone by what it says was there before. Takes @block. (transfer full) */
MlRecording *ml_packer_adopt (MlPacker      *self,
                              MlBlock       *block,
                              MlShapes      *shapes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPacker, ml_packer_free)

G_END_DECLS
