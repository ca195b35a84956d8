/* ml-draw.h: draws a scene, or a part of it, with any pen */
#pragma once

#include "ml-pen.h"
#include "ml-scene.h"

G_BEGIN_DECLS

void ml_draw_scene   (const MlScene *scene,
                      const MlTheme *theme,
                      MlPen         *pen);

/* @room as in ml_paint_ground(). */
void ml_draw_ground  (const MlScene *scene,
                      const MlTheme *theme,
                      const MlRect  *room,
                      MlPen         *pen);

/* Its corner at the origin, at full opacity. */
void ml_draw_box     (const MlScene *scene,
                      const MlBox   *box,
                      const MlTheme *theme,
                      MlPen         *pen);
void ml_draw_ring    (const MlScene *scene,
                      const MlBox   *box,
                      const MlTheme *theme,
                      MlPen         *pen);
void ml_draw_arrow   (const MlScene *scene,
                      const MlArrow *arrow,
                      const MlTheme *theme,
                      MlPen         *pen);

G_END_DECLS
