/* ml-checkpoint.h: a moment at which a memory may start instead of at the beginning
 *
 * A checkpoint consists of packed pages of beings. What has not changed since an earlier checkpoint
 * it shares with that one, so it costs what changed in between, and not what there is.
 */
#pragma once

#include "ml-page.h"

G_BEGIN_DECLS

/* A serial is a leaf's number, a page's number in the leaf, and a being's number in the page. */
#define ML_PAGE_BITS 8
#define ML_N_PAGES   (1u << ML_PAGE_BITS)

typedef struct
{
  MlPackedPage pages[ML_N_PAGES];
} MlPackedLeaf;

typedef struct
{
  MlStep               step;
  guint                n_leaves;
  const MlPackedLeaf **leaves;    /* NULL where nothing lives */
  guint                n_frames;
  MlSerial            *frames;    /* the stack */
  guint                n_output;  /* pieces that were written */

  GPtrArray           *owned;     /* leaves and pages that no earlier checkpoint has */
  guint64              bytes;     /* that it takes, apart from what it shares */
} MlCheckpoint;

MlCheckpoint       *ml_checkpoint_new      (MlStep               step,
                                            guint                n_leaves);
void                ml_checkpoint_free     (MlCheckpoint        *self);

/* Packs beings as ml_page_pack() does. */
MlPackedPage        ml_checkpoint_add_page (MlCheckpoint        *self,
                                            MlTape              *tape,
                                            MlBeing *const       *beings);

/* Adds a leaf, which is copied. */
void                ml_checkpoint_add_leaf (MlCheckpoint        *self,
                                            guint                number,
                                            const MlPackedLeaf  *leaf);
void                ml_checkpoint_set_rest (MlCheckpoint        *self,
                                            const MlSerial      *frames,
                                            guint                n_frames,
                                            guint                n_output);

/* Leaf @number; NULL if nothing lives there. */
const MlPackedLeaf *ml_checkpoint_get_leaf (const MlCheckpoint  *self,
                                            guint                number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCheckpoint, ml_checkpoint_free)

G_END_DECLS
