/* ml-paint.h: paints a scene with cairo: screen, PNG and PDF
 *
 * The whole, or one part at a time for a canvas that keeps what it has painted. Fonts are drawn
 * without hinting and with grey antialiasing, so that the same scene gives the same bytes.
 */
#pragma once

#include <cairo.h>

#include "ml-scene.h"
#include "ml-theme.h"

G_BEGIN_DECLS

/* The canvas's colour, panels, boxes, arrows. The picture's corner is at the origin. */
void ml_paint_scene     (const MlScene *scene,
                         const MlTheme *theme,
                         cairo_t       *cr);

/* The canvas's colour and the panels: what lies behind everything. Panels at the picture's right
 * and lower edge reach to those of @room, if it is larger than the picture; it may be NULL. */
void ml_paint_ground    (const MlScene *scene,
                         const MlTheme *theme,
                         const MlRect  *room,
                         cairo_t       *cr);

/* One box, its corner at the origin, at full opacity: see ml_scene_get_ink(). */
void ml_paint_box       (const MlScene *scene,
                         const MlBox   *box,
                         const MlTheme *theme,
                         cairo_t       *cr);

/* One arrow, where it is in the picture, with its own opacity. */
void ml_paint_arrow     (const MlScene *scene,
                         const MlArrow *arrow,
                         const MlTheme *theme,
                         cairo_t       *cr);

/* The ring around a selected or focused box, its corner at the origin. */
void ml_paint_ring      (const MlScene *scene,
                         const MlBox   *box,
                         const MlTheme *theme,
                         cairo_t       *cr);

G_END_DECLS
