/* ml-canvas-item.h: what stands on the canvas for one box of the picture
 *
 * It paints nothing but its focus ring: the canvas paints the boxes. It makes a box something that
 * one can reach with the Tab key, and that a screen reader finds and reads.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-scene.h"

G_BEGIN_DECLS

#define ML_TYPE_CANVAS_ITEM (ml_canvas_item_get_type ())
G_DECLARE_FINAL_TYPE (MlCanvasItem, ml_canvas_item, ML, CANVAS_ITEM, GtkWidget)

GtkWidget *ml_canvas_item_new        (const MlBox  *box);

/* Takes over words and place of @box, which has the same id, at another step. */
void       ml_canvas_item_update     (MlCanvasItem *self,
                                      const MlBox  *box);
MlBoxId    ml_canvas_item_get_id     (MlCanvasItem *self);

/* In the picture's units. */
MlRect     ml_canvas_item_get_rect   (MlCanvasItem *self);

/* As the screen reader says it. */
const char *ml_canvas_item_get_label (MlCanvasItem *self);

G_END_DECLS
