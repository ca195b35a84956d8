/* ml-canvas-paint.c: a canvas on the screen
 *
 * In a frame of a movement only what moves is painted. Ground and resting arrows are layers, boxes
 * are textures; GTK compares them with those of the frame before and leaves the same alone.
 */
#define G_LOG_DOMAIN "ml-canvas"

#include "config.h"

#include <math.h>

#include "ml-canvas-private.h"
#include "ml-paint.h"

/* Room for a ring around a box, or for an arrow's head at its curve. In the picture's units. */
#define SLACK 16.0

/* How much of what does not belong to the object under the pointer is covered. */
#define VEIL 0.55f

static GdkRGBA
get_color (MlColor color)
{
  return (GdkRGBA){
    .red = (color >> 16 & 0xff) / 255.0f,
    .green = (color >> 8 & 0xff) / 255.0f,
    .blue = (color & 0xff) / 255.0f,
    .alpha = 1,
  };
}

static guint64
get_arrow_id (const MlArrow *arrow)
{
  return (guint64) arrow->holder << 32 | arrow->slot;
}

static gboolean
arrow_equal (const MlArrow *a, const MlArrow *b)
{
  return a->kind == b->kind && a->flags == b->flags && a->from == b->from && a->to == b->to &&
         a->curve.n_points == b->curve.n_points &&
         memcmp (a->curve.points, b->curve.points, a->curve.n_points * sizeof (MlPoint)) == 0 &&
         g_strcmp0 (a->caption, b->caption) == 0;
}

static gboolean
is_resting (MlCanvas *self, const MlArrow *arrow)
{
  guint64 id = get_arrow_id (arrow);

  return !self->from || g_hash_table_contains (self->resting, &id);
}

static gboolean
paint_ground (cairo_t *cr, const MlRect *part, gpointer user_data)
{
  MlCanvas *self = user_data;

  ml_paint_ground (self->scene, self->theme, &self->room, cr);
  return TRUE;
}

/* What painting @arrow may cover. A caption lies somewhere along the curve. */
static MlRect
get_arrow_ink (const MlScene *scene, const MlArrow *arrow)
{
  MlMetrics *metrics = ml_scene_get_metrics (scene);
  double slack = SLACK;
  MlRect ink = { 0 };

  for (guint i = 0; i < arrow->curve.n_points; i++)
    {
      MlRect point = { arrow->curve.points[i].x - 0.5, arrow->curve.points[i].y - 0.5, 1, 1 };

      ink = ml_rect_union (&ink, &point);
    }

  if (arrow->caption)
    slack += ml_metrics_measure (metrics, ML_FONT_NOTE, arrow->caption);

  return ml_rect_grow (&ink, slack);
}

static gboolean
paint_resting_arrows (cairo_t *cr, const MlRect *part, gpointer user_data)
{
  MlCanvas *self = user_data;
  gboolean any = FALSE;
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (self->scene, &n);

  for (guint i = 0; i < n; i++)
    {
      MlRect ink;

      if (!is_resting (self, &arrows[i]))
        continue;

      ink = get_arrow_ink (self->scene, &arrows[i]);

      if (!ml_rect_intersects (&ink, part))
        continue;

      ml_paint_arrow (self->scene, &arrows[i], self->theme, cr);
      any = TRUE;
    }

  return any;
}

/* Those of @scene that do not rest: their tiles are painted anew, with them or without. */
static void
damage_moving_arrows (MlCanvas *self, const MlScene *scene)
{
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      guint64 id = get_arrow_id (&arrows[i]);
      MlRect ink = get_arrow_ink (scene, &arrows[i]);

      if (!g_hash_table_contains (self->resting, &id))
        ml_layer_damage (self->arrows, &ink);
    }
}

/* A cairo context in the picture's units, for what lies within @ink. */
static cairo_t *
begin_cairo (MlCanvas *self, GtkSnapshot *snapshot, const MlRect *ink)
{
  MlRect seen = ml_canvas_get_seen (self);
  MlRect part = ml_rect_intersects (ink, &seen) ? *ink : (MlRect){ 0 };
  MlRect place = ml_viewport_to_window (&self->viewport, &part);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT ((float) floor (place.x),
                                                                (float) floor (place.y),
                                                                (float) ceil (place.width) + 1,
                                                                (float) ceil (place.height) + 1));

  cairo_translate (cr, self->viewport.x, self->viewport.y);
  cairo_scale (cr, self->viewport.scale, self->viewport.scale);

  return cr;
}

static void
snapshot_arrow (MlCanvas *self, const MlArrow *arrow, GtkSnapshot *snapshot)
{
  MlRect ink = get_arrow_ink (self->shown, arrow);
  cairo_t *cr = begin_cairo (self, snapshot, &ink);

  ml_paint_arrow (self->shown, arrow, self->theme, cr);
  cairo_destroy (cr);
}

static void
snapshot_moving_arrows (MlCanvas *self, GtkSnapshot *snapshot)
{
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (self->shown, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!is_resting (self, &arrows[i]))
        snapshot_arrow (self, &arrows[i], snapshot);
    }
}

static void
snapshot_ring (MlCanvas *self, MlSerial serial, GtkSnapshot *snapshot)
{
  const MlBox *box = serial ? ml_scene_get_box (self->shown, ML_BOX_ID (serial)) : NULL;
  MlRect ink;
  cairo_t *cr;

  if (!box)
    return;

  ink = ml_rect_grow (&box->rect, SLACK);
  cr = begin_cairo (self, snapshot, &ink);
  cairo_translate (cr, box->rect.x, box->rect.y);
  ml_paint_ring (self->shown, box, self->theme, cr);
  cairo_destroy (cr);
}

/* A box that rests begins at a whole pixel, so that it stays sharp. */
static void
snapshot_box (MlCanvas *self, const MlBox *box, GtkSnapshot *snapshot)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  MlRect place = ml_viewport_to_window (&self->viewport, &box->rect);
  float x = (float) (round (place.x * factor) / factor);
  float y = (float) (round (place.y * factor) / factor);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));

  if (box->opacity < 1)
    gtk_snapshot_push_opacity (snapshot, box->opacity);

  ml_box_cache_snapshot (self->boxes, self->shown, box, self->viewport.scale, snapshot);

  if (box->opacity < 1)
    gtk_snapshot_pop (snapshot);

  gtk_snapshot_restore (snapshot);
}

static void
snapshot_boxes (MlCanvas *self, GtkSnapshot *snapshot)
{
  MlRect seen = ml_canvas_get_seen (self);
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (self->shown, &n);

  for (guint i = 0; i < n; i++)
    {
      MlRect ink = ml_scene_get_ink (self->shown, &boxes[i]);

      ink.x += boxes[i].rect.x;
      ink.y += boxes[i].rect.y;

      if (ml_rect_intersects (&ink, &seen))
        snapshot_box (self, &boxes[i], snapshot);
    }
}

static void
snapshot_box_of (MlCanvas *self, MlBoxId id, GtkSnapshot *snapshot)
{
  const MlBox *box = ml_scene_get_box (self->shown, id);

  if (box)
    snapshot_box (self, box, snapshot);
}

/* What belongs to the object or reference under the pointer stays as it is, all else steps back: a
 * veil lies between them. */
static void
snapshot_light (MlCanvas *self, const graphene_rect_t *bounds, GtkSnapshot *snapshot)
{
  MlSerial serial = ml_playback_get_hovered (self->playback);
  GdkRGBA veil = get_color (self->theme->canvas);
  g_autoptr (GPtrArray) lit = g_ptr_array_new ();
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (self->shown, &n);

  for (guint i = 0; i < n && serial && !self->from; i++)
    {
      if (ml_scene_is_lit (self->shown, &arrows[i], serial, self->lit_holder, self->lit_slot))
        g_ptr_array_add (lit, (gpointer) &arrows[i]);
    }

  if (lit->len == 0)
    return;

  veil.alpha = VEIL;
  gtk_snapshot_append_color (snapshot, &veil, bounds);
  snapshot_box_of (self, ML_BOX_ID (serial), snapshot);

  for (guint i = 0; i < lit->len; i++)
    {
      const MlArrow *arrow = g_ptr_array_index (lit, i);

      snapshot_box_of (self, arrow->from, snapshot);
      snapshot_box_of (self, arrow->to, snapshot);
    }

  for (guint i = 0; i < lit->len; i++)
    snapshot_arrow (self, g_ptr_array_index (lit, i), snapshot);
}

static void
snapshot_items (MlCanvas *self, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (GTK_WIDGET (self), child, snapshot);
}

static void
snapshot_picture (MlCanvas *self, int width, int height, GtkSnapshot *snapshot)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  ml_layer_snapshot (self->ground, snapshot, &self->viewport, width, height, factor);
  snapshot_boxes (self, snapshot);
  ml_layer_snapshot (self->arrows, snapshot, &self->viewport, width, height, factor);
  snapshot_moving_arrows (self, snapshot);
  snapshot_light (self, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), snapshot);
  snapshot_ring (self, ml_playback_get_hovered (self->playback), snapshot);
  snapshot_ring (self, ml_playback_get_selected (self->playback), snapshot);
  snapshot_items (self, snapshot);
}

void
ml_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MlCanvas *self = ML_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkRGBA color = get_color (self->theme->canvas);

  gtk_snapshot_append_color (snapshot, &color, &bounds);

  if (!self->shown)
    return;

  gtk_snapshot_push_clip (snapshot, &bounds);
  snapshot_picture (self, width, height, snapshot);
  gtk_snapshot_pop (snapshot);
}

void
ml_canvas_init_paint (MlCanvas *self)
{
  self->boxes = ml_box_cache_new ();
  self->ground = ml_layer_new (paint_ground, self);
  self->arrows = ml_layer_new (paint_resting_arrows, self);
  self->resting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
ml_canvas_find_resting (MlCanvas *self, const MlScene *scene)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n_before;
  guint n_after;
  const MlArrow *from = ml_scene_get_arrows (scene, &n_before);
  const MlArrow *to = ml_scene_get_arrows (self->scene, &n_after);

  for (guint i = 0; i < n_before; i++)
    {
      guint64 id = get_arrow_id (&from[i]);

      g_hash_table_insert (before, g_memdup2 (&id, sizeof id), (gpointer) &from[i]);
    }

  g_hash_table_remove_all (self->resting);

  for (guint i = 0; i < n_after; i++)
    {
      guint64 id = get_arrow_id (&to[i]);
      const MlArrow *same = g_hash_table_lookup (before, &id);

      if (same && arrow_equal (same, &to[i]))
        g_hash_table_add (self->resting, g_memdup2 (&id, sizeof id));
    }

  damage_moving_arrows (self, scene);
  damage_moving_arrows (self, self->scene);
}

void
ml_canvas_rest (MlCanvas *self)
{
  if (self->scene)
    damage_moving_arrows (self, self->scene);
}

MlRect
ml_canvas_get_seen (MlCanvas *self)
{
  MlPoint corner = ml_viewport_to_picture (&self->viewport, 0, 0);

  return (MlRect){
    corner.x,
    corner.y,
    gtk_widget_get_width (GTK_WIDGET (self)) / self->viewport.scale,
    gtk_widget_get_height (GTK_WIDGET (self)) / self->viewport.scale,
  };
}
