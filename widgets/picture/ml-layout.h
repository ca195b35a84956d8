/* ml-layout.h: the places of a recording's objects, in one view and one level of detail
 *
 * Places are given in order of time, in stretches of some thousand steps that look ahead no
 * further than their own end. So the places of a stretch depend on nothing behind it, and a
 * finished, a growing and a prolonged recording agree.
 *
 * Always true:
 *   - an object keeps its place from its first shown step to its tombstone; a plain value, as
 *     long as anything shown refers to it;
 *   - the places of two objects whose lives meet do not intersect;
 *   - what lives within one step only has no place.
 *
 * A layout belongs to one thread at a time.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-metrics.h"
#include "ml-playback.h"
#include "ml-router.h"
#include "ml-timeline.h"

G_BEGIN_DECLS

typedef struct _MlLayout MlLayout;

typedef struct
{
  MlRect rect;       /* the largest that the box may become; it is never drawn beyond */
  MlStep first;      /* first shown step */
  MlStep last;       /* the step of its tombstone, or G_MAXUINT32 */
  guint  rank;       /* distance from the names, counted in references; 0 for frames */
  guint  run;            /* of a frame: calls of the same code right below it */
  guint  line;           /* of a function: where it was made; 0: not known */
  guint  standing : 1;   /* a sequence whose cells stand one below the other */
} MlPlace;

MlLayout      *ml_layout_new           (MlRecording     *recording,
                                        MlView           view,
                                        MlDetail         detail,
                                        MlMetrics       *metrics);
MlLayout      *ml_layout_ref           (MlLayout        *self);
void           ml_layout_unref         (MlLayout        *self);

/* Goes over to a longer recording of the same run: places in full stretches stay as they are. */
void           ml_layout_set_recording (MlLayout        *self,
                                        MlRecording     *recording);
MlRecording   *ml_layout_get_recording (const MlLayout  *self);
MlView         ml_layout_get_view      (const MlLayout  *self);
MlDetail       ml_layout_get_detail    (const MlLayout  *self);
MlMetrics     *ml_layout_get_metrics   (const MlLayout  *self);

/* NULL if the thing is not shown at @step. */
const MlPlace *ml_layout_get_place     (const MlLayout  *self,
                                        MlSerial         serial,
                                        MlStep           step);

/* In the view of types: of a name of a frame, that many frames above the module's. FALSE if it
 * has none. */
gboolean       ml_layout_get_name      (const MlLayout  *self,
                                        guint            depth,
                                        const char      *frame,
                                        const char      *name,
                                        MlRect          *rect);

/* The layout's own memory, taken to @step: what a scene shows of the step before. Valid until
 * the next call. */
const MlMemory *ml_layout_seek         (MlLayout        *self,
                                        MlStep           step);

/* The same at an expression step of @closeup, or at the step itself if @number is 0. */
const MlMemory *ml_layout_seek_expression (MlLayout *self,
                                        MlCloseup       *closeup,
                                        MlStep           step,
                                        guint            number);

/* What the view of lifetimes is drawn from; NULL in other views. */
const MlTimeline *ml_layout_get_timeline (const MlLayout *self);

/* Leads the arrows of this layout's scenes, and knows those of the last one. */
MlRouter      *ml_layout_get_router    (const MlLayout  *self);

/* Below the lowest frame that there will be. */
double         ml_layout_get_frames_bottom (const MlLayout *self);

/* The panels: around all that was ever placed, so they stay the same while the program plays. */
MlRect         ml_layout_get_stack     (const MlLayout  *self);
MlRect         ml_layout_get_heap      (const MlLayout  *self);
MlRect         ml_layout_get_extents   (const MlLayout  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLayout, ml_layout_unref)

G_END_DECLS
