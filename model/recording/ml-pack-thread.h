/* ml-pack-thread.h: the thread in which drafts are packed
 *
 * At most one draft is being packed while the next one is written; a journal that is quicker than
 * that waits. So memory stays bounded, and how much was packed when a draft was handed over does
 * not depend on luck.
 */
#pragma once

#include "ml-draft.h"
#include "ml-recording-private.h"

G_BEGIN_DECLS

typedef struct _MlPackThread MlPackThread;

/* @grown, which may be NULL, is called in the thread. */
MlPackThread *ml_pack_thread_new   (MlTape         *tape,
                                    MlJournalGrown  grown,
                                    gpointer        user_data);

/* As ml_packer_set_spacing(), before the first draft. */
void          ml_pack_thread_set_spacing (MlPackThread *self,
                                          guint         n_changes);

/* Packs what was handed over before. */
void          ml_pack_thread_free  (MlPackThread   *self);

/* Hands @draft over, which has at least one step, as soon as the one before is packed. Returns the
 * bytes that all before it take. (transfer full) */
guint64       ml_pack_thread_push  (MlPackThread   *self,
                                    MlDraft        *draft);

/* Waits until all is packed, and returns the recording; NULL before the first draft. (transfer
 * full) */
MlRecording  *ml_pack_thread_wait  (MlPackThread   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPackThread, ml_pack_thread_free)

G_END_DECLS
