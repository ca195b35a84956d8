/* ml-canvas-view.c: which part of the picture a canvas shows
 *
 * While the canvas fits, a picture that would be unreadably small is shown at a size that can be
 * read, and what happens in it is followed.
 */
#define G_LOG_DOMAIN "ml-canvas"

#include "config.h"

#include "ml-canvas-private.h"

/* A small program's picture may be shown so much larger than its design, to fill the canvas. */
#define MAX_FIT_SCALE 1.5

/* Below this, texts are hard to read. */
#define READABLE_SCALE 0.65

#define REVEAL_MARGIN 24.0
#define GLIDE_MILLISECONDS 300
#define REST_MILLISECONDS 150

static int
get_width (MlCanvas *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self));
}

static int
get_height (MlCanvas *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self));
}

static gboolean
zoom_rests (gpointer user_data)
{
  MlCanvas *self = user_data;

  self->rest_timer = 0;
  ml_canvas_invalidate (self);

  return G_SOURCE_REMOVE;
}

/* Without asking for an allocation: may be called during one. */
static void
take_viewport (MlCanvas *self, const MlViewport *viewport)
{
  gboolean zoomed = viewport->scale != self->viewport.scale;

  self->viewport = *viewport;

  if (!zoomed)
    return;

  g_clear_handle_id (&self->rest_timer, g_source_remove);
  self->rest_timer = g_timeout_add (REST_MILLISECONDS, zoom_rests, self);
  g_object_notify (G_OBJECT (self), "zoom");
}

static void
set_viewport (MlCanvas *self, const MlViewport *viewport)
{
  take_viewport (self, viewport);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
sees_all (MlCanvas *self, const MlViewport *viewport, int width, int height)
{
  MlRect picture = ml_scene_get_extents (self->scene);

  return picture.width * viewport->scale <= width + 1 &&
         picture.height * viewport->scale <= height + 1;
}

static void
glide_went_on (double t, gpointer user_data)
{
  MlCanvas *self = user_data;
  MlViewport viewport = self->glide_from;

  viewport.x += (self->glide_to.x - viewport.x) * t;
  viewport.y += (self->glide_to.y - viewport.y) * t;
  set_viewport (self, &viewport);
}

static void
stop_glide (MlCanvas *self)
{
  if (adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING)
    adw_animation_skip (self->glide);
}

static void
glide_to (MlCanvas *self, const MlViewport *viewport)
{
  stop_glide (self);

  if (viewport->x == self->viewport.x && viewport->y == self->viewport.y)
    return;

  if (!self->animated)
    {
      set_viewport (self, viewport);
      return;
    }

  self->glide_from = self->viewport;
  self->glide_to = *viewport;
  adw_animation_play (self->glide);
}

static MlRect
unite_boxes (MlCanvas *self, guint flags)
{
  MlRect all = { 0 };
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (self->scene, &n);

  for (guint i = 0; i < n; i++)
    {
      if (boxes[i].flags & flags)
        all = ml_rect_union (&all, &boxes[i].rect);
    }

  return all;
}

static gboolean
has_room_for (MlCanvas *self, const MlRect *rect)
{
  return rect->width * self->viewport.scale + 2 * REVEAL_MARGIN <= get_width (self) &&
         rect->height * self->viewport.scale + 2 * REVEAL_MARGIN <= get_height (self);
}

/* Where something happens at the current step. If not all of it can be seen at once, births and
 * deaths matter more than the names that cause them; if nothing happens, the running frame does. */
static MlRect
get_scene_of_action (MlCanvas *self)
{
  MlRect action = unite_boxes (self, ML_BOX_NEW | ML_BOX_FREED | ML_BOX_CHANGED);
  MlRect lives = unite_boxes (self, ML_BOX_NEW | ML_BOX_FREED);

  if (lives.width > 0 && !has_room_for (self, &action))
    return lives;

  return action.width > 0 ? action : unite_boxes (self, ML_BOX_ACTIVE);
}

void
ml_canvas_init_view (MlCanvas *self)
{
  self->fits = TRUE;
  self->viewport.scale = 1;
  self->glide =
      adw_timed_animation_new (GTK_WIDGET (self),
                               0,
                               1,
                               GLIDE_MILLISECONDS,
                               adw_callback_animation_target_new (glide_went_on, self, NULL));
}

void
ml_canvas_dispose_view (MlCanvas *self)
{
  g_clear_handle_id (&self->rest_timer, g_source_remove);

  if (self->glide)
    stop_glide (self);

  g_clear_object (&self->glide);
}

void
ml_canvas_fit (MlCanvas *self, int width, int height)
{
  MlViewport viewport = self->viewport;
  MlRect picture;

  if (!self->fits || !self->scene || width <= 0 || height <= 0)
    return;

  picture = ml_scene_get_extents (self->scene);
  ml_viewport_fit (&viewport,
                   &picture,
                   width,
                   height,
                   self->whole ? ML_VIEWPORT_MIN_SCALE : READABLE_SCALE,
                   MAX_FIT_SCALE);

  if (!sees_all (self, &viewport, width, height) && viewport.scale == self->viewport.scale)
    {
      viewport = self->viewport;
      ml_viewport_confine (&viewport, &picture, width, height);
    }

  self->room = (MlRect){ 0, 0, width / viewport.scale, height / viewport.scale };
  take_viewport (self, &viewport);
}

void
ml_canvas_reveal (MlCanvas *self, const MlRect *rect)
{
  MlViewport viewport = self->viewport;

  if (!self->scene || sees_all (self, &viewport, get_width (self), get_height (self)))
    return;

  ml_viewport_reveal (&viewport, rect, get_width (self), get_height (self), REVEAL_MARGIN);
  glide_to (self, &viewport);
}

void
ml_canvas_follow (MlCanvas *self)
{
  MlRect action;

  if (!self->fits || !self->scene)
    return;

  action = get_scene_of_action (self);

  if (action.width > 0)
    ml_canvas_reveal (self, &action);
}

void
ml_canvas_move_viewport (MlCanvas *self, const MlViewport *viewport)
{
  MlViewport confined = *viewport;
  MlRect picture;

  if (!self->scene)
    return;

  stop_glide (self);
  picture = ml_scene_get_extents (self->scene);
  ml_viewport_confine (&confined, &picture, get_width (self), get_height (self));
  self->fits = FALSE;
  self->whole = FALSE;
  set_viewport (self, &confined);
}

void
ml_canvas_zoom_by (MlCanvas *self, double factor)
{
  MlViewport viewport;

  g_return_if_fail (ML_IS_CANVAS (self));

  viewport = self->viewport;
  ml_viewport_zoom_at (&viewport, factor, get_width (self) / 2.0, get_height (self) / 2.0);
  ml_canvas_move_viewport (self, &viewport);
}

void
ml_canvas_pan_by (MlCanvas *self, double dx, double dy)
{
  MlViewport viewport;

  g_return_if_fail (ML_IS_CANVAS (self));

  viewport = self->viewport;
  viewport.x -= dx;
  viewport.y -= dy;
  ml_canvas_move_viewport (self, &viewport);
}

void
ml_canvas_zoom_normal (MlCanvas *self)
{
  g_return_if_fail (ML_IS_CANVAS (self));

  ml_canvas_zoom_by (self, 1 / self->viewport.scale);
}

void
ml_canvas_zoom_fit (MlCanvas *self)
{
  g_return_if_fail (ML_IS_CANVAS (self));

  self->fits = TRUE;
  self->whole = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

double
ml_canvas_get_zoom (MlCanvas *self)
{
  g_return_val_if_fail (ML_IS_CANVAS (self), 1);

  return self->viewport.scale;
}

const MlViewport *
ml_canvas_get_viewport (MlCanvas *self)
{
  g_return_val_if_fail (ML_IS_CANVAS (self), NULL);

  return &self->viewport;
}
