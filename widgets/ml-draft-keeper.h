/* ml-draft-keeper.h: keeps what is typed and not saved, so that not even a crash loses it
 *
 * As long as its document is unsaved a keeper writes the text, shortly after each change, to a file
 * of its own in the folder of drafts; when the document has been saved, or replaced, the file is
 * removed. Drafts that are found when the program starts are what was never saved.
 */
#pragma once

#include "ml-document.h"

G_BEGIN_DECLS

#define ML_TYPE_DRAFT_KEEPER (ml_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MlDraftKeeper, ml_draft_keeper, ML, DRAFT_KEEPER, GObject)

/* @folder need not be there yet. */
MlDraftKeeper *ml_draft_keeper_new         (MlDocument     *document,
                                            GFile          *folder);

/* Replaces the document's text by what a draft holds, and goes on keeping it there. On failure
 * nothing is changed. */
gboolean       ml_draft_keeper_restore     (MlDraftKeeper  *self,
                                            GFile          *draft,
                                            GError        **error);

/* Writes now what has not been written yet: the window goes. */
void           ml_draft_keeper_flush       (MlDraftKeeper  *self);

/* The drafts in @folder, oldest first: GFile. Empty if it cannot be read. (transfer full) */
GPtrArray     *ml_draft_keeper_list        (GFile          *folder);

/* Where the user's drafts are. (transfer full) */
GFile         *ml_draft_keeper_find_folder (void);

G_END_DECLS
