/* ml-canvas.h: the picture of a program's memory, on the screen
 *
 * Shows the playback's memory in its view and level of detail. A step to the one before or after
 * is shown as a movement, any other at once; a step during a movement ends that first. The shown
 * boxes have child widgets (see MlCanvasItem) once nothing moves.
 *
 * While the canvas *fits*, the whole picture is shown as large as it can be; panning and zooming
 * end that.
 *
 * Properties: "playback" MlPlayback; "animated" boolean, whether steps may move; "zoom" double,
 * read-only.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-playback.h"
#include "ml-viewport.h"

G_BEGIN_DECLS

typedef struct _MlScene MlScene;

#define ML_TYPE_CANVAS (ml_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MlCanvas, ml_canvas, ML, CANVAS, GtkWidget)

void              ml_canvas_set_playback (MlCanvas   *self,
                                          MlPlayback *playback);
void              ml_canvas_set_animated (MlCanvas   *self,
                                          gboolean    animated);

/* About the middle of what is seen. */
void              ml_canvas_zoom_by      (MlCanvas   *self,
                                          double      factor);
void              ml_canvas_zoom_normal  (MlCanvas   *self);
void              ml_canvas_zoom_fit     (MlCanvas   *self);

/* Moves what is seen by so many pixels. */
void              ml_canvas_pan_by       (MlCanvas   *self,
                                          double      dx,
                                          double      dy);
double            ml_canvas_get_zoom     (MlCanvas   *self);

/* Ends a movement at once. */
void              ml_canvas_settle       (MlCanvas   *self);
gboolean          ml_canvas_is_moving    (MlCanvas   *self);

/* The scene of the current step; while a long program is still being laid out, the last one that was
 * shown; NULL without a recording. (transfer none) */
MlScene          *ml_canvas_get_scene    (MlCanvas   *self);

const MlViewport *ml_canvas_get_viewport (MlCanvas   *self);

G_END_DECLS
