/* ml-canvas-private.h: what the files of MlCanvas share
 *
 * ml-canvas.c holds the state and moves it; ml-canvas-view.c decides what part of it is seen;
 * ml-canvas-paint.c puts it on the screen; ml-canvas-input.c turns pointer and touch into calls.
 */
#pragma once

#include <adwaita.h>

#include "ml-canvas.h"
#include "ml-scene.h"
#include "ml-box-cache.h"
#include "ml-layer.h"
#include "ml-layout-job.h"

G_BEGIN_DECLS

struct _MlCanvas
{
  GtkWidget        parent_instance;

  MlPlayback      *playback;
  GSignalGroup    *playback_signals;

  const MlTheme   *theme;
  MlBoxCache      *boxes;
  MlLayer         *ground;
  MlLayer         *arrows;      /* those that rest */
  MlLayout        *layout;      /* of the playback's recording, view and detail */
  MlLayoutJob     *job;         /* that makes it; until then it is NULL, and the scene an old one */

  MlScene         *from;        /* of the step that a movement leaves */
  MlScene         *scene;       /* of the current step */
  MlScene         *shown;       /* @scene, or during a movement what lies between */
  GHashTable      *resting;     /* holder and slot of the arrows that a movement leaves alone */
  AdwAnimation    *animation;
  gboolean         animated;

  MlViewport       viewport;
  gboolean         fits;
  gboolean         whole;       /* fits even if too small to be read: it was asked for */
  MlRect           room;        /* what was seen when it last fitted; the picture's panels fill it */
  AdwAnimation    *glide;       /* from one part of the picture to another */
  MlViewport       glide_from;
  MlViewport       glide_to;
  guint            rest_timer;  /* until a zoom rests and the boxes are drawn sharp */

  GHashTable      *items;       /* MlBoxId: MlCanvasItem, a child */
  guint            items_source;

  MlPoint          pointer;     /* where it was last seen */
  MlSerial         lit_holder;  /* the reference it is at: a row's or an arrow's; 0 for none */
  MlSlot           lit_slot;
  MlViewport       at_begin;    /* the viewport when the running gesture began */
};

/* The only place where what was painted is forgotten: theme, zoom or the screen's scale changed. */
void   ml_canvas_invalidate    (MlCanvas         *self);

void   ml_canvas_init_view     (MlCanvas         *self);
void   ml_canvas_dispose_view  (MlCanvas         *self);

/* For an allocation of that size: makes the picture fit, if it is to. */
void   ml_canvas_fit           (MlCanvas         *self,
                                int               width,
                                int               height);

/* Pans to a part of the picture, or to where the current step has changed something. */
void   ml_canvas_reveal        (MlCanvas         *self,
                                const MlRect     *rect);
void   ml_canvas_follow        (MlCanvas         *self);

/* Takes over a viewport that a gesture made. */
void   ml_canvas_move_viewport (MlCanvas         *self,
                                const MlViewport *viewport);
void   ml_canvas_init_input    (MlCanvas         *self);

void   ml_canvas_init_paint    (MlCanvas         *self);
void   ml_canvas_snapshot      (GtkWidget        *widget,
                                GtkSnapshot      *snapshot);

/* At a step from @scene to the current one: finds out which arrows stay as they are. */
void   ml_canvas_find_resting  (MlCanvas         *self,
                                const MlScene    *scene);

/* At the end of a movement: all arrows rest. */
void   ml_canvas_rest          (MlCanvas         *self);

/* The part of the picture that is seen. */
MlRect ml_canvas_get_seen      (MlCanvas         *self);

G_END_DECLS
