/* ml-layer.c: a part of the picture that has been painted, as large as the canvas */
#define G_LOG_DOMAIN "ml-layer"

#include "config.h"

#include "ml-layer.h"

struct _MlLayer
{
  MlLayerPaint paint;
  gpointer user_data;

  GskRenderNode *node; /* NULL when it must be painted */
  MlViewport viewport; /* what it was painted for */
  int width;
  int height;
};

static gboolean
is_good (MlLayer *self, const MlViewport *viewport, int width, int height)
{
  return self->node && self->viewport.scale == viewport->scale && self->viewport.x == viewport->x &&
         self->viewport.y == viewport->y && self->width == width && self->height == height;
}

static void
paint (MlLayer *self)
{
  cairo_t *cr;

  self->node =
      gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  cairo_translate (cr, self->viewport.x, self->viewport.y);
  cairo_scale (cr, self->viewport.scale, self->viewport.scale);
  self->paint (cr, self->user_data);
  cairo_destroy (cr);
}

MlLayer *
ml_layer_new (MlLayerPaint paint_func, gpointer user_data)
{
  MlLayer *self;

  g_return_val_if_fail (paint_func != NULL, NULL);

  self = g_new0 (MlLayer, 1);
  self->paint = paint_func;
  self->user_data = user_data;

  return self;
}

void
ml_layer_free (MlLayer *self)
{
  g_return_if_fail (self != NULL);

  ml_layer_invalidate (self);
  g_free (self);
}

void
ml_layer_invalidate (MlLayer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->node, gsk_render_node_unref);
}

void
ml_layer_snapshot (MlLayer *self,
                   GtkSnapshot *snapshot,
                   const MlViewport *viewport,
                   int width,
                   int height)
{
  g_return_if_fail (self != NULL);

  if (width <= 0 || height <= 0)
    return;

  if (!is_good (self, viewport, width, height))
    {
      ml_layer_invalidate (self);
      self->viewport = *viewport;
      self->width = width;
      self->height = height;
      paint (self);
    }

  gtk_snapshot_append_node (snapshot, self->node);
}
