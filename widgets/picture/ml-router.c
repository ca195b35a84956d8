/* ml-router.c: leads arrows round boxes, and keeps their paths */
#include "ml-router-private.h"

/* An S that goes more aside than that for its length looks like a mistake. */
#define FLATTEST_SWING 10.0

/* How far around an arrow's ends a path is looked for, in gaps between boxes: first near, then
 * farther. */
static const double margins[] = { 3, 12, 100 };

/* A path of the picture before, and what it depends on: it is led alike as long as nothing else has
 * come into @region. */
typedef struct
{
  guint64 key;   /* of the trip */
  guint64 lanes; /* other arrows' segments in @region */
  MlRect region;
  gboolean alone; /* other arrows' lanes were not looked at */
  MlCurve curve;
  guint n_corners;
  MlPoint *corners; /* of the segments; NULL if it took no lane */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->curve.points);
  g_free (kept->corners);
  g_free (kept);
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, kept_free);
}

MlRouter *
ml_router_new (const MlMetrics *metrics)
{
  MlRouter *self = g_new0 (MlRouter, 1);

  self->lengths = ml_metrics_get_lengths (metrics);
  self->cells = ml_metrics_is_cells (metrics);
  self->clear = self->cells ? 0 : self->lengths->lane / 2;
  self->lane = self->cells ? 0.5 : 1.5 * self->lengths->lane;
  self->stub = self->cells ? 2 : 1.4 * self->lengths->arrow;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (MlRect));
  self->segments = g_array_new (FALSE, FALSE, sizeof (MlSegment));
  self->kept = make_table ();
  self->led = make_table ();
  self->before = g_array_new (FALSE, FALSE, sizeof (MlRect));
  self->changed = g_array_new (FALSE, FALSE, sizeof (MlRect));
  ml_router_init_grid (self);
  return self;
}

void
ml_router_free (MlRouter *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->segments);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->led);
  g_array_unref (self->before);
  g_array_unref (self->changed);
  ml_router_clear_grid (self);
  g_free (self);
}

void
ml_router_begin (MlRouter *self, const MlRect *bounds)
{
  GHashTable *paths = self->kept;
  GArray *boxes;

  self->kept = self->led;
  self->led = paths;
  g_hash_table_remove_all (self->led);
  if (!ml_rect_equal (&self->bounds, bounds))
    g_hash_table_remove_all (self->kept);

  self->bounds = *bounds;
  boxes = self->before;
  self->before = self->boxes;
  self->boxes = boxes;
  self->compared = FALSE;
  g_array_set_size (self->boxes, 0);
  g_array_set_size (self->segments, 0);
}

/* In character cells a box covers whole cells, and paths run through the middle of cells. */
guint
ml_router_add_box (MlRouter *self, const MlRect *rect)
{
  MlRect box = *rect;

  if (self->cells)
    {
      box.x -= 0.5;
      box.y -= 0.5;
    }
  g_array_append_val (self->boxes, box);
  return self->boxes->len - 1;
}

guint64
ml_router_mix (guint64 hash, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static gboolean
is_clear (const MlRouter *self, const MlCurve *curve, const MlTrip *trip)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      MlRect box = g_array_index (self->boxes, MlRect, i);

      if (i != trip->from_box && i != trip->to_box)
        box = ml_rect_grow (&box, self->clear);
      else if (i == trip->from_box)
        continue;
      if (ml_curve_crosses_rect (curve, &box))
        return FALSE;
    }

  return TRUE;
}

/* Whether a curve from @from can arrive at @to without turning back or lying too flat. */
static gboolean
faces (const MlRouter *self, const MlPort *from, const MlPort *to)
{
  MlPoint way = ml_router_way (from->side);
  double along = way.x * (to->at.x - from->at.x) + way.y * (to->at.y - from->at.y);
  double aside = fabs (way.y * (to->at.x - from->at.x) + way.x * (to->at.y - from->at.y));

  return (from->side + 2) % 4 == to->side && along >= 2 * self->lengths->arrow &&
         aside <= FLATTEST_SWING * along;
}

static gboolean
try_swing (const MlRouter *self, const MlTrip *trip, MlCurve *curve)
{
  if (self->cells)
    return FALSE;

  for (guint i = 0; i < trip->n_from; i++)
    for (guint j = 0; j < trip->n_to; j++)
      {
        if (!faces (self, &trip->from[i], &trip->to[j]))
          continue;

        *curve = ml_router_swing (self, trip, &trip->from[i], &trip->to[j]);
        if (is_clear (self, curve, trip))
          return TRUE;
        g_free (curve->points);
      }

  return FALSE;
}

static void
remember (MlRouter *self, const MlPoint *corners, guint n_corners, guint box)
{
  for (guint i = 0; i + 1 < n_corners; i++)
    {
      MlSegment segment = { corners[i], corners[i + 1], box, 0 };

      segment.hash = ml_router_mix (ML_ROUTER_MIX, &corners[i], 2 * sizeof (MlPoint));
      g_array_append_val (self->segments, segment);
    }
}

/* What a path is likely to need: the arrow's ends and @margin around them. */
static MlRect
choose_window (const MlRouter *self, const MlTrip *trip, double margin)
{
  MlRect window = { trip->from[0].at.x, trip->from[0].at.y, 1, 1 };
  MlRect both;

  for (guint i = 0; i < trip->n_to; i++)
    {
      MlRect end = { trip->to[i].at.x, trip->to[i].at.y, 1, 1 };

      window = ml_rect_union (&window, &end);
    }

  window = ml_rect_grow (&window, margin);
  both.x = MAX (window.x, self->bounds.x);
  both.y = MAX (window.y, self->bounds.y);
  both.width = MIN (window.x + window.width, self->bounds.x + self->bounds.width) - both.x;
  both.height = MIN (window.y + window.height, self->bounds.y + self->bounds.height) - both.y;
  return both;
}

/* What is so near to @rect may matter to a path within it. */
static void
widen_region (MlRouter *self, const MlRect *rect)
{
  MlRect wide = ml_rect_grow (rect, self->lane + self->lengths->lane);

  self->region = ml_rect_union (&self->region, &wide);
}

/* A path near the arrow's ends, or farther around; NULL if there is none that is worth the search.
 */
static GArray *
find_path (MlRouter *self, const MlTrip *trip, const MlPort **to)
{
  GArray *line = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (margins) && line == NULL; i++)
    {
      self->window = choose_window (self, trip, margins[i] * self->lengths->gap_x);
      widen_region (self, &self->window);
      line = ml_router_search (self, trip, to);
    }

  return line;
}

static MlCurve
lead (MlRouter *self, const MlTrip *trip, GArray **corners)
{
  const MlPort *to = NULL;
  double radius = 2.5 * self->lane;
  MlCurve curve;

  if (try_swing (self, trip, &curve))
    return curve;

  *corners = find_path (self, trip, &to);
  if (*corners == NULL)
    return ml_router_swing (self, trip, &trip->from[0], &trip->to[0]);

  /* Round corners turn around boxes: the rounder, the nearer they come. */
  curve = ml_router_round_off (self, *corners, to, radius);
  while (radius > 1 && !is_clear (self, &curve, trip))
    {
      g_free (curve.points);
      radius /= 2;
      curve = ml_router_round_off (self, *corners, to, radius);
    }
  return curve;
}

/* Keeping paths */

static guint64
mix_port (guint64 hash, const MlPort *port)
{
  hash = ml_router_mix (hash, &port->at, sizeof port->at);
  hash = ml_router_mix (hash, &port->side, sizeof port->side);
  return ml_router_mix (hash, &port->cost, sizeof port->cost);
}

static guint64
mix_trip (const MlRouter *self, const MlTrip *trip)
{
  guint64 hash = ML_ROUTER_MIX;

  hash = ml_router_mix (hash, &trip->has_start, sizeof trip->has_start);
  hash = ml_router_mix (hash, &trip->start, sizeof trip->start);
  hash = ml_router_mix (hash, &trip->n_from, sizeof trip->n_from);
  for (guint i = 0; i < trip->n_from; i++)
    hash = mix_port (hash, &trip->from[i]);
  for (guint i = 0; i < trip->n_to; i++)
    hash = mix_port (hash, &trip->to[i]);
  hash =
      ml_router_mix (hash, &g_array_index (self->boxes, MlRect, trip->from_box), sizeof (MlRect));
  return ml_router_mix (hash, &g_array_index (self->boxes, MlRect, trip->to_box), sizeof (MlRect));
}

/* Other arrows' segments in @region, in whatever order. */
static guint64
mix_lanes (const MlRouter *self, const MlTrip *trip, const MlRect *region)
{
  double right = region->x + region->width, bottom = region->y + region->height;
  guint64 sum = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const MlSegment *segment = &g_array_index (self->segments, MlSegment, i);

      if (segment->box != trip->to_box && MAX (segment->from.x, segment->to.x) >= region->x &&
          MIN (segment->from.x, segment->to.x) <= right &&
          MAX (segment->from.y, segment->to.y) >= region->y &&
          MIN (segment->from.y, segment->to.y) <= bottom)
        sum += segment->hash;
    }

  return sum;
}

static void
add_missing (GArray *missing, const GArray *boxes, const GArray *others)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < others->len; i++)
    {
      guint64 hash =
          ml_router_mix (ML_ROUTER_MIX, &g_array_index (others, MlRect, i), sizeof (MlRect));

      g_hash_table_add (hashes, g_memdup2 (&hash, sizeof hash));
    }

  for (guint i = 0; i < boxes->len; i++)
    {
      const MlRect *box = &g_array_index (boxes, MlRect, i);
      guint64 hash = ml_router_mix (ML_ROUTER_MIX, box, sizeof *box);

      if (!g_hash_table_contains (hashes, &hash))
        g_array_append_val (missing, *box);
    }
}

/* What is in the way now and was not in the picture before, or the other way round. */
static void
compare_boxes (MlRouter *self)
{
  if (self->compared)
    return;

  g_array_set_size (self->changed, 0);
  add_missing (self->changed, self->boxes, self->before);
  add_missing (self->changed, self->before, self->boxes);
  self->compared = TRUE;
}

static gboolean
has_changed (const MlRouter *self, const MlRect *region)
{
  for (guint i = 0; i < self->changed->len; i++)
    if (ml_rect_intersects (&g_array_index (self->changed, MlRect, i), region))
      return TRUE;

  return FALSE;
}

/* The path that this trip had in the picture before, if it would have it again. */
static Kept *
take_kept (MlRouter *self, const MlTrip *trip, guint64 key)
{
  Kept *kept = g_hash_table_lookup (self->kept, &key);

  if (kept == NULL || has_changed (self, &kept->region))
    return NULL;
  if (!kept->alone && mix_lanes (self, trip, &kept->region) != kept->lanes)
    return NULL;

  g_hash_table_steal (self->kept, &key);
  return kept;
}

static Kept *
lead_anew (MlRouter *self, const MlTrip *trip, guint64 key)
{
  MlRect near = { trip->from[0].at.x, trip->from[0].at.y, 1, 1 };
  Kept *kept = g_new0 (Kept, 1);
  GArray *corners = NULL;

  for (guint i = 0; i < trip->n_from + trip->n_to; i++)
    {
      const MlPort *port = i < trip->n_from ? &trip->from[i] : &trip->to[i - trip->n_from];
      MlRect end = { port->at.x, port->at.y, 1, 1 };

      near = ml_rect_union (&near, &end);
    }
  if (trip->has_start)
    near = ml_rect_union (&near, &(MlRect){ trip->start.x, trip->start.y, 1, 1 });

  self->looked = FALSE;
  self->region = near;
  widen_region (self, &near);
  kept->key = key;
  kept->curve = lead (self, trip, &corners);
  kept->region = self->region;
  kept->alone = !self->looked;
  kept->lanes = kept->alone ? 0 : mix_lanes (self, trip, &kept->region);
  if (corners != NULL)
    {
      kept->n_corners = corners->len;
      kept->corners = (MlPoint *) g_array_free (corners, FALSE);
    }
  return kept;
}

MlCurve
ml_router_lead (MlRouter *self, const MlTrip *trip)
{
  guint64 key = mix_trip (self, trip);
  Kept *kept;

  compare_boxes (self);
  kept = take_kept (self, trip, key);
  if (kept == NULL)
    kept = lead_anew (self, trip, key);

  remember (self, kept->corners, kept->n_corners, trip->to_box);
  g_hash_table_replace (self->led, &kept->key, kept);
  return (MlCurve){
    kept->curve.n_points,
    g_memdup2 (kept->curve.points, kept->curve.n_points * sizeof (MlPoint)),
  };
}
