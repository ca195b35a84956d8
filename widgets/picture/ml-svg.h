/* ml-svg.h: writes a scene as SVG
 *
 * Real text, ids that are the same at every step ("object-12", "arrow-3-0"), a title for each
 * box, a title and a description for the whole. The same scene gives the same bytes.
 */
#pragma once

#include "ml-scene.h"
#include "ml-theme.h"

G_BEGIN_DECLS

/* @title may be NULL. (transfer full) */
char *ml_svg_write (const MlScene *scene,
                    const MlTheme *theme,
                    const char    *title);

G_END_DECLS
