/* ml-scene-private.h: what a scene is made of, for those who make one: from a memory, or between
 * two others */
#pragma once

#include "ml-scene.h"

G_BEGIN_DECLS

struct _MlScene
{
  gatomicrefcount  ref_count;
  MlRecording     *recording;
  MlMetrics       *metrics;
  MlView           view;
  MlStep           step;
  guint            expression;
  MlRect           extents;
  MlRect           time;       /* in the view of lifetimes: where the steps are; without width elsewhere */
  double           step_width;
  GArray          *boxes;      /* MlBox */
  GArray          *arrows;     /* MlArrow */
  GArray          *panels;     /* MlPanel */
  GHashTable      *index;      /* MlBoxId (its address in ids) → number of the box + 1 */
};

/* Without boxes, arrows and panels. (transfer full) */
MlScene *ml_scene_new_empty     (MlRecording   *recording,
                                 MlMetrics     *metrics,
                                 MlView         view,
                                 MlStep         step,
                                 guint          expression);

/* The box is taken over. Valid until the next is added. */
MlBox   *ml_scene_add_box       (MlScene       *self,
                                 const MlBox   *box);

/* A copy. Valid until the next is added. */
MlArrow *ml_scene_add_arrow     (MlScene       *self,
                                 const MlArrow *arrow);
MlPanel *ml_scene_add_panel     (MlScene       *self,
                                 const MlPanel *panel);

/* Leads all arrows, once there are all boxes; one of each kind says what it means. */
void     ml_scene_lead_arrows   (MlScene       *self,
                                 MlRouter      *router);

/* Whether words at @rect would cover nothing. */
gboolean ml_scene_is_free       (const MlScene *self,
                                 const MlRect  *rect);

G_END_DECLS
