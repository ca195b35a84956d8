/* ml-box-cache.h: boxes that have been painted, kept to be moved about
 *
 * A painting stays good for as long as the box looks the same, at one zoom and in one theme. So
 * while a picture pans, zooms or moves between two steps, boxes are placed and not painted.
 * ml_box_cache_invalidate() is the only place that forgets them.
 *
 * They are render nodes of cairo's kind around an image, not textures: GTK's cairo renderer would
 * copy each texture in each frame.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-scene.h"
#include "ml-theme.h"

G_BEGIN_DECLS

typedef struct _MlBoxCache MlBoxCache;

MlBoxCache *ml_box_cache_new        (void);
void        ml_box_cache_free       (MlBoxCache    *self);

/* From now on boxes are painted in @theme's colours and @scale times as large as they are, for a
 * display with @factor pixels in each of the canvas's units. */
void        ml_box_cache_invalidate (MlBoxCache    *self,
                                     const MlTheme *theme,
                                     double         scale,
                                     int            factor);

/* Adds @box to @snapshot, its corner at the origin, @scale times as large as it is. Sharp if that
 * is the scale that boxes are painted at. */
void        ml_box_cache_snapshot   (MlBoxCache    *self,
                                     const MlScene *scene,
                                     const MlBox   *box,
                                     double         scale,
                                     GtkSnapshot   *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlBoxCache, ml_box_cache_free)

G_END_DECLS
