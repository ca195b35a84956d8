/* ml-canvas-private.h: what the files of MlCanvas share
 *
 * ml-canvas.c holds the state and paints; ml-canvas-input.c turns pointer and touch into calls on
 * it.
 */
#pragma once

#include <adwaita.h>

#include "ml-canvas.h"
#include "ml-scene.h"
#include "ml-texture-cache.h"

G_BEGIN_DECLS

struct _MlCanvas
{
  GtkWidget        parent_instance;

  MlPlayback      *playback;
  GSignalGroup    *playback_signals;

  const MlTheme   *theme;
  MlTextureCache  *textures;
  MlLayout        *layout;      /* of the playback's recording, view and detail */

  MlScene         *from;        /* of the step that a movement leaves */
  MlScene         *scene;       /* of the current step */
  MlScene         *shown;       /* @scene, or during a movement what lies between */
  AdwAnimation    *animation;
  gboolean         animated;

  MlViewport       viewport;
  gboolean         fits;
  MlRect           room;        /* what was seen when it last fitted; the picture's panels fill it */
  guint            rest_timer;  /* until a zoom rests and the boxes are drawn sharp */

  GHashTable      *items;       /* MlBoxId: MlCanvasItem, a child */
  guint            items_source;

  MlPoint          pointer;     /* where it was last seen */
  MlViewport       at_begin;    /* the viewport when the running gesture began */
};

/* Takes over a viewport that a gesture made. */
void ml_canvas_move_viewport (MlCanvas         *self,
                              const MlViewport *viewport);
void ml_canvas_init_input    (MlCanvas         *self);

G_END_DECLS
