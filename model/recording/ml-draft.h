/* ml-draft.h: the open block of a journal
 *
 * A draft is a row of units of one size. A change takes one or two of them, behind which its text
 * or order follows, if it has one. Nothing in a draft says where it stands, so its tail can be
 * carried over to the next draft.
 *
 * The journal fills it and hands it over to the packer, which reads it once and frees it.
 */
#pragma once

#include "ml-delta.h"
#include "ml-journal.h"
#include "ml-shapes.h"

G_BEGIN_DECLS

/* What the words of each type mean:
 *
 *   BIRTH     kind, origin, flags | serial, type, shape, size, type of value
 *             | address (2 words), bits or length of value (2 words); text
 *   DEATH     | serial
 *   SET       | holder, slot, old, new
 *   SHIFT     | holder, from, to, n
 *   PERMUTE   | holder, n; order
 *   RESIZE    | serial, size, capacity
 *   REVALUE   | serial, type of value, bits or length of value (2 words); text
 *   RETYPE    | serial, type, shape
 *   IMMORTALITY origin | serial
 *   ENTER     | frame
 *   LEAVE     | frame
 *   OUTPUT    stream | 0, length; text
 *   INPUT     | 0, length; text
 *   REMARK    | subject, length; text
 *   STEP      event | frame, value | the span's five numbers
 */
typedef struct
{
  guint8  type;         /* MlChangeType or ML_DRAFT_STEP */
  guint8  small[3];
  guint32 words[5];
} MlDraftUnit;

#define ML_DRAFT_STEP (ML_CHANGE_REMARK + 1)

typedef struct
{
  MlDraftUnit *units;
  gsize        n;
  gsize        room;
  gsize        whole;      /* units up to the last step */
  guint        n_sources;  /* what it may refer to; set when it is handed over */
  MlShapes    *shapes;
} MlDraft;

MlDraft     *ml_draft_new  (void);
void         ml_draft_free (MlDraft           *self);

/* Makes room for @n more units and @length bytes behind them, and returns the first; NULL if the
 * draft would have more than @limit units then. */
MlDraftUnit *ml_draft_add  (MlDraft           *self,
                            guint8             type,
                            gsize              n,
                            gsize              length,
                            gsize              limit);

/* Reads the change at *@position, and moves there to the next. Of @delta only what the journal was
 * told is set; texts point into the draft, an order is appended to @orders. At a step returns
 * FALSE, and sets @step. */
gboolean     ml_draft_read (const MlDraft     *self,
                            gsize             *position,
                            MlDelta           *delta,
                            GArray            *orders,
                            MlStepInfo        *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlDraft, ml_draft_free)

G_END_DECLS
