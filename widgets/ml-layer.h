/* ml-layer.h: a part of the picture that has been painted, in tiles that are kept
 *
 * A tile is painted when it is first seen. Then it is but moved: the view may be panned over it, and
 * is scaled until a zoom rests. What changes is told as a damage, and paints no more than the tiles
 * that it meets.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-viewport.h"

G_BEGIN_DECLS

typedef struct _MlLayer MlLayer;

/* Paints what lies within @part, in the picture's units. Returns whether there is anything. */
typedef gboolean (*MlLayerPaint) (cairo_t      *cr,
                                  const MlRect *part,
                                  gpointer      user_data);

MlLayer *ml_layer_new        (MlLayerPaint      paint_func,
                              gpointer          user_data);
void     ml_layer_free       (MlLayer          *self);

/* Forgets what was painted: all of it, or what meets @part. */
void     ml_layer_invalidate (MlLayer          *self);
void     ml_layer_damage     (MlLayer          *self,
                              const MlRect     *part);

/* Shows what of the layer is seen in a window of that size, whose pixels are @factor times as many on
 * the display. */
void     ml_layer_snapshot   (MlLayer          *self,
                              GtkSnapshot      *snapshot,
                              const MlViewport *viewport,
                              int               width,
                              int               height,
                              int               factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLayer, ml_layer_free)

G_END_DECLS
