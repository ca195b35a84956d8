/* ml-replay.h: whether a recording can be trusted
 *
 * A recording is played, jumped about in, undone and done again, and its counts are held against
 * its holders, and against those of the interpreter that wrote it.
 *
 * A recording leaves out the built-in things that a program never meets (heap/ml-home.h), and so
 * the references that they hold. So at each step the count of an object must be:
 *   - of the program's own objects, the interpreter's;
 *   - of a built-in object, the interpreter's less the references of built-in objects that the
 *     journal does not know. These are found by a traversal that knows nothing of what was told.
 * Immortal objects have no count; that they are immortal must be so on both sides.
 */
#pragma once

#include "ml-closeup.h"
#include "ml-heap.h"

G_BEGIN_DECLS

/* The counts of the interpreter, step by step: a sum for each, and of one step all of them. */
typedef struct _MlCounts MlCounts;

/* @detailed: the step of which all counts are kept. */
MlCounts *ml_counts_new   (MlStep             detailed);
void      ml_counts_free  (MlCounts          *self);

/* Notes how the counts stand at the step that was just recorded. */
void      ml_counts_note  (MlCounts          *self,
                           MlHeap            *heap,
                           MlStep             step);

/* Compares with @recording; FALSE if they differ, first at *@step. */
gboolean  ml_counts_agree (const MlCounts    *self,
                           MlRecording       *recording,
                           MlStep            *step);

/* Appends the differences at the detailed step to @report, one line each. */
void      ml_counts_report (const MlCounts   *self,
                            MlRecording      *recording,
                            GString          *report);

/* The same of counts that were noted at the expression steps of @closeup, one after the other, from
 * 0: the detailed one, and *@index, are not a step's number but that of a note. */
gboolean  ml_counts_agree_closely  (const MlCounts *self,
                                    MlCloseup      *closeup,
                                    guint          *index);
void      ml_counts_report_closely (const MlCounts *self,
                                    MlCloseup      *closeup,
                                    GString        *report);

/* Appends what is wrong in @recording by itself to @report, one line each: counts that are not the
 * number of holders, jumps that lead elsewhere than playing, changes that cannot be undone or done
 * again, a file from which another memory comes back. Every step of the first 2,000, or 200 spread
 * evenly over a longer one. */
void      ml_replay_check (MlRecording       *recording,
                           GString           *report);

/* The same of all steps and expression steps of @closeup. */
void      ml_replay_check_closeup (MlCloseup *closeup,
                           GString           *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCounts, ml_counts_free)

G_END_DECLS
