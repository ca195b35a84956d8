/* ml-layer.c: a part of the picture that has been painted, in tiles that are kept */
#define G_LOG_DOMAIN "ml-layer"

#include "config.h"

#include <math.h>

#include "ml-layer.h"

/* In pixels of the display. */
#define TILE_SIZE 256

/* More than any window shows at once; then all are forgotten. */
#define MAX_TILES 300

struct _MlLayer
{
  MlLayerPaint paint;
  gpointer user_data;

  GHashTable *tiles; /* of Tile, by its place */
  double scale; /* what they were painted for: pixels of the window in a unit; 0: nothing yet */
  int factor;
};

typedef struct
{
  gint64 place;        /* column and row */
  GskRenderNode *node; /* its corner at the origin; NULL if there is nothing on it */
} Tile;

static void
tile_free (gpointer data)
{
  Tile *self = data;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self);
}

static gint64
get_place (int column, int row)
{
  return (gint64) column << 32 | (guint32) row;
}

static MlRect
get_part (MlLayer *self, gint64 place)
{
  double side = TILE_SIZE / (self->scale * self->factor);

  return (MlRect){ (int) (place >> 32) * side, (int) (guint32) place * side, side, side };
}

static GskRenderNode *
make_node (MlLayer *self, cairo_surface_t *image)
{
  float side = (float) TILE_SIZE / (float) self->factor;
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, side, side));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_scale (cr, 1.0 / self->factor, 1.0 / self->factor);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

static Tile *
paint_tile (MlLayer *self, gint64 place)
{
  MlRect part = get_part (self, place);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE_SIZE, TILE_SIZE);
  cairo_t *cr = cairo_create (image);
  Tile *tile = g_new0 (Tile, 1);

  cairo_scale (cr, self->scale * self->factor, self->scale * self->factor);
  cairo_translate (cr, -part.x, -part.y);
  tile->place = place;

  if (self->paint (cr, &part, self->user_data))
    tile->node = make_node (self, image);

  cairo_destroy (cr);
  cairo_surface_destroy (image);
  g_hash_table_insert (self->tiles, &tile->place, tile);

  return tile;
}

MlLayer *
ml_layer_new (MlLayerPaint paint_func, gpointer user_data)
{
  MlLayer *self;

  g_return_val_if_fail (paint_func != NULL, NULL);

  self = g_new0 (MlLayer, 1);
  self->paint = paint_func;
  self->user_data = user_data;
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);

  return self;
}

void
ml_layer_free (MlLayer *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->tiles);
  g_free (self);
}

void
ml_layer_invalidate (MlLayer *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->tiles);
  self->scale = 0;
}

void
ml_layer_damage (MlLayer *self, const MlRect *part)
{
  GHashTableIter iter;
  gpointer tile;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->tiles);

  while (g_hash_table_iter_next (&iter, NULL, &tile))
    {
      MlRect rect = get_part (self, ((Tile *) tile)->place);

      if (ml_rect_intersects (&rect, part))
        g_hash_table_iter_remove (&iter);
    }
}

static void
snapshot_tile (MlLayer *self, GtkSnapshot *snapshot, int column, int row)
{
  gint64 place = get_place (column, row);
  float side = (float) TILE_SIZE / (float) self->factor;
  Tile *tile = g_hash_table_lookup (self->tiles, &place);

  if (!tile)
    tile = paint_tile (self, place);

  if (!tile->node)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) column * side, (float) row * side));
  gtk_snapshot_append_node (snapshot, tile->node);
  gtk_snapshot_restore (snapshot);
}

void
ml_layer_snapshot (MlLayer *self,
                   GtkSnapshot *snapshot,
                   const MlViewport *viewport,
                   int width,
                   int height,
                   int factor)
{
  MlPoint from = ml_viewport_to_picture (viewport, 0, 0);
  MlPoint to = ml_viewport_to_picture (viewport, width, height);
  double unit;

  g_return_if_fail (self != NULL);

  if (self->scale <= 0 || factor != self->factor || g_hash_table_size (self->tiles) > MAX_TILES)
    {
      ml_layer_invalidate (self);
      self->scale = viewport->scale;
      self->factor = factor;
    }

  unit = self->scale * factor / TILE_SIZE;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (round (viewport->x * factor) / factor),
                                                (float) (round (viewport->y * factor) / factor)));

  if (viewport->scale != self->scale)
    gtk_snapshot_scale (
        snapshot, (float) (viewport->scale / self->scale), (float) (viewport->scale / self->scale));

  for (int row = (int) floor (from.y * unit); row <= (int) floor (to.y * unit); row++)
    for (int column = (int) floor (from.x * unit); column <= (int) floor (to.x * unit); column++)
      snapshot_tile (self, snapshot, column, row);

  gtk_snapshot_restore (snapshot);
}
