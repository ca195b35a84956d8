/* ml-texture-cache.h: boxes that have been painted, kept to be moved about
 *
 * A texture stays good for as long as the box looks the same, at one zoom and in one theme. So
 * while a picture pans, zooms or moves between two steps, boxes are placed and not painted.
 * ml_texture_cache_invalidate() is the only place that forgets them.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-scene.h"
#include "ml-theme.h"

G_BEGIN_DECLS

typedef struct _MlTextureCache MlTextureCache;

MlTextureCache *ml_texture_cache_new        (void);
void            ml_texture_cache_free       (MlTextureCache *self);

/* From now on boxes are painted in @theme's colours, with @scale pixels for each unit. */
void            ml_texture_cache_invalidate (MlTextureCache *self,
                                             const MlTheme  *theme,
                                             double          scale);

/* Adds @box to @snapshot, its corner at the origin, one unit a unit. */
void            ml_texture_cache_snapshot   (MlTextureCache *self,
                                             const MlScene  *scene,
                                             const MlBox    *box,
                                             GtkSnapshot    *snapshot);

/* How many textures are kept. */
guint           ml_texture_cache_get_size   (MlTextureCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTextureCache, ml_texture_cache_free)

G_END_DECLS
