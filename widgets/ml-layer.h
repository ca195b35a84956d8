/* ml-layer.h: a part of the picture that has been painted, as large as the canvas
 *
 * What stays the same from frame to frame, the ground and the arrows at rest, is painted once and
 * kept as a render node; GTK sees that it is the same one and leaves it alone. It is painted again
 * when the viewport or the canvas's size is another one, or when it has been invalidated.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-viewport.h"

G_BEGIN_DECLS

typedef struct _MlLayer MlLayer;

/* @cr is in the picture's units. */
typedef void (*MlLayerPaint) (cairo_t *cr, gpointer user_data);

MlLayer *ml_layer_new        (MlLayerPaint      paint,
                              gpointer          user_data);
void     ml_layer_free       (MlLayer          *self);
void     ml_layer_invalidate (MlLayer          *self);

/* Adds the layer to @snapshot. @width and @height are those of the canvas. */
void     ml_layer_snapshot   (MlLayer          *self,
                              GtkSnapshot      *snapshot,
                              const MlViewport *viewport,
                              int               width,
                              int               height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLayer, ml_layer_free)

G_END_DECLS
