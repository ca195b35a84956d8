/* ml-texture-cache.c: boxes that have been painted, kept to be moved about */
#define G_LOG_DOMAIN "ml-texture-cache"

#include "config.h"

#include <math.h>

#include "ml-paint.h"
#include "ml-texture-cache.h"

/* Some times as many as a picture shows: room for the looks of an animation. */
#define MAX_TEXTURES 4000

struct _MlTextureCache
{
  GHashTable *textures; /* of a box's look */
  const MlTheme *theme;
  double scale;
};

typedef struct
{
  guint64 look;
  GdkTexture *texture;
  graphene_rect_t bounds; /* from the box's corner, in units */
} Texture;

static void
texture_free (gpointer data)
{
  Texture *self = data;

  g_object_unref (self->texture);
  g_free (self);
}

static GdkTexture *
surface_to_texture (cairo_surface_t *surface)
{
  g_autoptr (GBytes) bytes = NULL;
  int stride = cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));

  return gdk_memory_texture_new (
      cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static Texture *
paint (MlTextureCache *self, const MlScene *scene, const MlBox *box, guint64 look)
{
  MlRect ink = ml_scene_get_ink (scene, box);
  double left = floor (ink.x * self->scale);
  double top = floor (ink.y * self->scale);
  int width = (int) (ceil ((ink.x + ink.width) * self->scale) - left);
  int height = (int) (ceil ((ink.y + ink.height) * self->scale) - top);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  cairo_t *cr = cairo_create (surface);
  Texture *texture = g_new0 (Texture, 1);

  cairo_translate (cr, -left, -top);
  cairo_scale (cr, self->scale, self->scale);
  ml_paint_box (scene, box, self->theme, cr);
  cairo_destroy (cr);

  texture->look = look;
  texture->texture = surface_to_texture (surface);
  graphene_rect_init (&texture->bounds,
                      (float) (left / self->scale),
                      (float) (top / self->scale),
                      (float) (width / self->scale),
                      (float) (height / self->scale));
  cairo_surface_destroy (surface);

  return texture;
}

MlTextureCache *
ml_texture_cache_new (void)
{
  MlTextureCache *self = g_new0 (MlTextureCache, 1);

  self->textures = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, texture_free);

  return self;
}

void
ml_texture_cache_free (MlTextureCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->textures);
  g_free (self);
}

void
ml_texture_cache_invalidate (MlTextureCache *self, const MlTheme *theme, double scale)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (scale > 0);

  g_hash_table_remove_all (self->textures);
  self->theme = theme;
  self->scale = scale;
}

void
ml_texture_cache_snapshot (MlTextureCache *self,
                           const MlScene *scene,
                           const MlBox *box,
                           GtkSnapshot *snapshot)
{
  guint64 look;
  Texture *texture;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->theme != NULL);

  look = ml_box_get_look (box);
  texture = g_hash_table_lookup (self->textures, &look);

  if (!texture)
    {
      if (g_hash_table_size (self->textures) >= MAX_TEXTURES)
        ml_texture_cache_invalidate (self, self->theme, self->scale);

      texture = paint (self, scene, box, look);
      g_hash_table_insert (self->textures, &texture->look, texture);
    }

  gtk_snapshot_append_texture (snapshot, texture->texture, &texture->bounds);
}

guint
ml_texture_cache_get_size (MlTextureCache *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->textures);
}
