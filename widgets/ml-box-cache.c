/* ml-box-cache.c: boxes that have been painted, kept to be moved about */
#define G_LOG_DOMAIN "ml-box-cache"

#include "config.h"

#include <math.h>

#include "ml-box-cache.h"
#include "ml-paint.h"

/* Some times as many as a picture shows: room for the looks of an animation. */
#define MAX_BOXES 4000

struct _MlBoxCache
{
  GHashTable *boxes; /* of PaintedBox, by look */
  const MlTheme *theme;
  double scale;
  int factor;
};

typedef struct
{
  guint64 look;
  GskRenderNode *node;
} PaintedBox;

static void
painted_box_free (gpointer data)
{
  PaintedBox *self = data;

  gsk_render_node_unref (self->node);
  g_free (self);
}

/* @ink in pixels of the display, whole ones. */
static cairo_rectangle_int_t
get_pixels (const MlRect *ink, double scale)
{
  int left = (int) floor (ink->x * scale);
  int top = (int) floor (ink->y * scale);

  return (cairo_rectangle_int_t){
    left,
    top,
    MAX ((int) ceil ((ink->x + ink->width) * scale) - left, 1),
    MAX ((int) ceil ((ink->y + ink->height) * scale) - top, 1),
  };
}

static cairo_surface_t *
paint_image (MlBoxCache *self,
             const MlScene *scene,
             const MlBox *box,
             const cairo_rectangle_int_t *pixels)
{
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels->width, pixels->height);
  cairo_t *cr = cairo_create (image);

  cairo_translate (cr, -pixels->x, -pixels->y);
  cairo_scale (cr, self->scale * self->factor, self->scale * self->factor);
  ml_paint_box (scene, box, self->theme, cr);
  cairo_destroy (cr);

  return image;
}

static PaintedBox *
paint (MlBoxCache *self, const MlScene *scene, const MlBox *box, guint64 look)
{
  MlRect ink = ml_scene_get_ink (scene, box);
  cairo_rectangle_int_t pixels = get_pixels (&ink, self->scale * self->factor);
  float unit = 1.0f / (float) self->factor;
  cairo_surface_t *image = paint_image (self, scene, box, &pixels);
  PaintedBox *painted = g_new0 (PaintedBox, 1);
  cairo_t *cr;

  painted->look = look;
  painted->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) pixels.x * unit,
                                                           (float) pixels.y * unit,
                                                           (float) pixels.width * unit,
                                                           (float) pixels.height * unit));
  cr = gsk_cairo_node_get_draw_context (painted->node);
  cairo_scale (cr, unit, unit);
  cairo_set_source_surface (cr, image, pixels.x, pixels.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (image);

  return painted;
}

MlBoxCache *
ml_box_cache_new (void)
{
  MlBoxCache *self = g_new0 (MlBoxCache, 1);

  self->boxes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, painted_box_free);

  return self;
}

void
ml_box_cache_free (MlBoxCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->boxes);
  g_free (self);
}

void
ml_box_cache_invalidate (MlBoxCache *self, const MlTheme *theme, double scale, int factor)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (scale > 0);
  g_return_if_fail (factor > 0);

  g_hash_table_remove_all (self->boxes);
  self->theme = theme;
  self->scale = scale;
  self->factor = factor;
}

void
ml_box_cache_snapshot (MlBoxCache *self,
                       const MlScene *scene,
                       const MlBox *box,
                       double scale,
                       GtkSnapshot *snapshot)
{
  PaintedBox *painted;
  guint64 look;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->theme != NULL);

  look = ml_box_get_look (box);
  painted = g_hash_table_lookup (self->boxes, &look);

  if (!painted)
    {
      if (g_hash_table_size (self->boxes) >= MAX_BOXES)
        ml_box_cache_invalidate (self, self->theme, self->scale, self->factor);

      painted = paint (self, scene, box, look);
      g_hash_table_insert (self->boxes, &painted->look, painted);
    }

  if (scale != self->scale)
    gtk_snapshot_scale (snapshot, (float) (scale / self->scale), (float) (scale / self->scale));

  gtk_snapshot_append_node (snapshot, painted->node);
}
