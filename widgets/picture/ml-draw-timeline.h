/* ml-draw-timeline.h: draws the boxes of which a timeline is made */
#pragma once

#include "ml-pen.h"
#include "ml-scene.h"

G_BEGIN_DECLS

/* @box with one of the roles from ML_BOX_TRACK on, its corner at the origin. */
void ml_draw_timeline_box (const MlScene *scene,
                           const MlBox   *box,
                           const MlTheme *theme,
                           MlPen         *pen);

G_END_DECLS
