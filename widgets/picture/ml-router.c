/* ml-router.c: leads arrows round boxes
 *
 * Paths are found by A* on a sparse grid: its lines are the lanes beside the boxes and the ports of
 * the arrow. A state is a crossing of two lines and the direction in which it was entered, so that
 * bends have a price.
 */
#include "ml-router.h"

#include <math.h>

/* Lanes on each side of a box, where no more than so many stand around. */
#define N_LANES 3
#define FEW_BOXES 40

/* In units of length: what a bend costs, and how much longer a taken lane seems. */
#define BEND_COST 4.0
#define TAKEN_FACTOR 3.0

/* In a crowd a path is soon as good as any: one that is at most so much longer is taken. */
#define CROWD_HASTE 2.0

/* An S that goes more aside than that for its length looks like a mistake. */
#define FLATTEST_SWING 10.0

/* How far around an arrow's ends a path is looked for, in gaps between boxes: first near, then
 * farther. */
static const double margins[] = { 3, 12, 100 };

/* The largest grid that is searched: where more boxes stand, an arrow may as well run through one.
 */
#define MOST_CROSSINGS 60000

#define NO_STATE G_MAXUINT32

typedef struct
{
  MlPoint from, to;
  guint box; /* where the arrow leads */
} Segment;

typedef struct
{
  double cost; /* so far and, at best, to the end */
  guint32 state;
} Candidate;

typedef struct
{
  double cost;
  guint32 before;
  guint32 round : 31; /* of the search that came here; of an earlier one: nobody did */
  guint32 done : 1;
} Visit;

/* A path of the picture before, and what it depends on: it is led alike as long as nothing else has
 * come into @region. */
typedef struct
{
  guint64 key; /* of the trip */
  guint64 surroundings;
  MlRect region;
  gboolean alone; /* other arrows' lanes were not looked at */
  MlCurve curve;
  guint n_corners;
  MlPoint *corners; /* of the segments; NULL if it took no lane */
} Kept;

struct _MlRouter
{
  const MlLengths *lengths;
  gboolean cells;
  MlRect bounds;
  double clear;     /* kept free around boxes */
  double lane;      /* from a box to its first lane */
  double stub;      /* an arrow runs straight so far into its target */
  GArray *boxes;    /* MlRect */
  GArray *segments; /* Segment: of the paths so far */
  GHashTable *kept; /* Kept: of the picture before, by its key */
  GHashTable *led;  /* likewise, of this one */
  MlRect region;    /* of the trip in question: all that its path depends on */
  gboolean looked;  /* likewise: other arrows' lanes too */

  /* the grid of one trip */
  MlRect window;   /* the part of the plane that it covers */
  GArray *xs, *ys; /* double, ascending */
  guint8 *shut;    /* of each crossing: bit 0: no way right, bit 1: no way down */
  guint8 *taken;   /* likewise: another arrow's lane */
  GArray *visits;  /* Visit: of each state */
  guint round;     /* the number of the search */
  gboolean crowd;  /* many boxes stand around */
  GArray *heap;    /* Candidate */
  guint32 goals[G_N_ELEMENTS (((MlTrip *) NULL)->to)]; /* crossings before the ports */
};

static const MlPoint directions[] = {
  [ML_SIDE_RIGHT] = { 1, 0 },
  [ML_SIDE_DOWN] = { 0, 1 },
  [ML_SIDE_LEFT] = { -1, 0 },
  [ML_SIDE_UP] = { 0, -1 },
};

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
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->kept = make_table ();
  self->led = make_table ();
  self->xs = g_array_new (FALSE, FALSE, sizeof (double));
  self->ys = g_array_new (FALSE, FALSE, sizeof (double));
  self->visits = g_array_new (FALSE, TRUE, sizeof (Visit));
  self->heap = g_array_new (FALSE, FALSE, sizeof (Candidate));
  return self;
}

void
ml_router_free (MlRouter *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->segments);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->led);
  g_array_unref (self->xs);
  g_array_unref (self->ys);
  g_array_unref (self->visits);
  g_array_unref (self->heap);
  g_free (self);
}

void
ml_router_begin (MlRouter *self, const MlRect *bounds)
{
  GHashTable *before = self->kept;

  self->kept = self->led;
  self->led = before;
  g_hash_table_remove_all (self->led);
  if (!ml_rect_equal (&self->bounds, bounds))
    g_hash_table_remove_all (self->kept);

  self->bounds = *bounds;
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

static guint64
mix (guint64 hash, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

#define MIX_BEGIN G_GUINT64_CONSTANT (14695981039346656037)

/* Curves */

static MlPoint
go (MlPoint from, MlSide side, double distance)
{
  return (MlPoint){
    from.x + distance * directions[side].x,
    from.y + distance * directions[side].y,
  };
}

static MlPoint
between (MlPoint a, MlPoint b, double share)
{
  return (MlPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

static void
add_bezier (GArray *points, MlPoint one, MlPoint two, MlPoint end)
{
  g_array_append_val (points, one);
  g_array_append_val (points, two);
  g_array_append_val (points, end);
}

static void
add_line (GArray *points, MlPoint to)
{
  MlPoint from = g_array_index (points, MlPoint, points->len - 1);

  if (hypot (to.x - from.x, to.y - from.y) < 0.01)
    return;
  add_bezier (points, between (from, to, 1 / 3.0), between (from, to, 2 / 3.0), to);
}

static MlCurve
take_curve (GArray *points)
{
  MlCurve curve = { points->len, NULL };

  curve.points = (MlPoint *) g_array_free (points, FALSE);
  return curve;
}

static MlPoint
start_of (const MlTrip *trip, const MlPort *from)
{
  return trip->has_start ? trip->start : from->at;
}

/* From port to port without a corner: an S, or straight. */
static MlCurve
swing (const MlRouter *self, const MlTrip *trip, const MlPort *from, const MlPort *to)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlPoint));
  MlPoint start = start_of (trip, from);
  MlPoint end = go (to->at, to->side, self->lengths->arrow);
  MlPoint way = directions[from->side];
  double along = fabs (way.x * (end.x - start.x) + way.y * (end.y - start.y));
  double aside = fabs (way.y * (end.x - start.x) + way.x * (end.y - start.y));
  double reach = along * (0.5 + 0.2 * MIN (1, aside / (3 * MAX (along, 1))));

  g_array_append_val (points, start);
  add_bezier (points, go (start, from->side, reach), go (end, to->side, reach), end);
  add_line (points, to->at);
  return take_curve (points);
}

/* A polyline with round corners. */
static MlCurve
round_off (const MlRouter *self, const GArray *line, const MlPort *to, double radius_most)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlPoint));
  MlPoint end = go (to->at, to->side, self->lengths->arrow);
  MlPoint last = g_array_index (line, MlPoint, 0);

  g_array_append_val (points, last);
  for (guint i = 1; i + 1 < line->len; i++)
    {
      MlPoint corner = g_array_index (line, MlPoint, i);
      MlPoint next = g_array_index (line, MlPoint, i + 1);
      double before = hypot (corner.x - last.x, corner.y - last.y);
      double after = hypot (next.x - corner.x, next.y - corner.y);
      double radius = self->cells ? 0 : radius_most;
      MlPoint a, b;

      if (i + 2 == line->len)
        after = MAX (after - self->lengths->arrow, 0);
      else
        after /= 2;
      radius = MIN (radius, MIN (before, after));
      a = before > 0 ? between (corner, last, radius / before) : corner;
      b = after > 0 ? between (corner, next, radius / hypot (next.x - corner.x, next.y - corner.y))
                    : corner;
      add_line (points, a);
      if (radius > 0)
        add_bezier (points, between (a, corner, 0.55), between (b, corner, 0.55), b);
      last = b;
    }

  add_line (points, end);
  add_line (points, to->at);
  return take_curve (points);
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
  MlPoint way = directions[from->side];
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

        *curve = swing (self, trip, &trip->from[i], &trip->to[j]);
        if (is_clear (self, curve, trip))
          return TRUE;
        g_free (curve->points);
      }

  return FALSE;
}

/* The grid */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
sort_lines (GArray *lines, double least, double most)
{
  guint kept = 0;

  g_array_sort (lines, compare_doubles);
  for (guint i = 0; i < lines->len; i++)
    {
      double line = g_array_index (lines, double, i);

      if (line < least || line > most)
        continue;
      if (kept > 0 && line - g_array_index (lines, double, kept - 1) < 0.5)
        continue;
      g_array_index (lines, double, kept++) = line;
    }

  g_array_set_size (lines, kept);
}

static void
add_lines (GArray *lines, double low, double high, double first, double step, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double before = low - first - i * step, after = high + first + i * step;

      g_array_append_val (lines, before);
      g_array_append_val (lines, after);
    }
}

static void
add_port_lines (MlRouter *self, const MlPort *port, double stub)
{
  MlPoint out = go (port->at, port->side, stub);

  g_array_append_val (self->xs, out.x);
  g_array_append_val (self->ys, out.y);
}

static guint
find_line (const GArray *lines, double at)
{
  guint low = 0, high = lines->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (lines, double, middle) <= at + 0.5)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Marks what lies inside @rect: no way along it, nor into it. */
static void
shut_rect (MlRouter *self, const MlRect *rect)
{
  double right = rect->x + rect->width, bottom = rect->y + rect->height;
  guint n_x = self->xs->len, n_y = self->ys->len;

  for (guint j = find_line (self->ys, rect->y - 1); j < n_y; j++)
    {
      double y = g_array_index (self->ys, double, j);
      double next_y = j + 1 < n_y ? g_array_index (self->ys, double, j + 1) : y;

      if (next_y <= rect->y)
        continue;
      if (y >= bottom)
        break;

      for (guint i = find_line (self->xs, rect->x - 1); i < n_x; i++)
        {
          double x = g_array_index (self->xs, double, i);
          double next_x = i + 1 < n_x ? g_array_index (self->xs, double, i + 1) : x;

          if (next_x <= rect->x)
            continue;
          if (x >= right)
            break;
          if (y > rect->y)
            self->shut[j * n_x + i] |= 1;
          if (x > rect->x)
            self->shut[j * n_x + i] |= 2;
        }
    }
}

static void
mark_taken (MlRouter *self, const Segment *segment)
{
  guint n_x = self->xs->len;
  gboolean flat = fabs (segment->from.y - segment->to.y) < 0.5;
  const GArray *along = flat ? self->xs : self->ys;
  const GArray *across = flat ? self->ys : self->xs;
  double at = flat ? segment->from.y : segment->from.x;
  double low = flat ? MIN (segment->from.x, segment->to.x) : MIN (segment->from.y, segment->to.y);
  double high = flat ? MAX (segment->from.x, segment->to.x) : MAX (segment->from.y, segment->to.y);
  guint line = find_line (across, at);

  if (fabs (g_array_index (across, double, line) - at) > self->lengths->lane / 2)
    return;

  for (guint i = find_line (along, low); i + 1 < along->len; i++)
    {
      if (g_array_index (along, double, i) >= high)
        break;
      self->taken[flat ? line * n_x + i : i * n_x + line] |= flat ? 1 : 2;
    }
}

static gboolean
is_crowd (const MlRouter *self)
{
  guint n_boxes = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    n_boxes += ml_rect_intersects (&g_array_index (self->boxes, MlRect, i), &self->window);

  return n_boxes > FEW_BOXES;
}

/* Between few boxes there are lanes to choose from. In a crowd the first must do, beside one that
 * is the target's own: so arrows keep apart without looking at each other, and when one changes the
 * others need not. */
static void
add_box_lines (MlRouter *self, const MlRect *box, guint own)
{
  double right = box->x + box->width, bottom = box->y + box->height;
  double lane = self->lengths->lane;

  if (!self->crowd)
    {
      add_lines (self->xs, box->x, right, self->lane, lane, N_LANES);
      add_lines (self->ys, box->y, bottom, self->lane, lane, N_LANES);
      return;
    }

  add_lines (self->xs, box->x, right, self->lane + own * lane, lane, 1);
  add_lines (self->ys, box->y, bottom, self->lane + own % 2 * lane, lane, 1);
  if (own > 0)
    add_lines (self->xs, box->x, right, self->lane, lane, 1);
}

static void
build_grid (MlRouter *self, const MlTrip *trip)
{
  const MlRect *target = &g_array_index (self->boxes, MlRect, trip->to_box);
  guint own = mix (MIX_BEGIN, target, sizeof *target) / 7 % N_LANES;
  gsize n;

  self->crowd = is_crowd (self);
  self->looked |= !self->crowd;
  g_array_set_size (self->xs, 0);
  g_array_set_size (self->ys, 0);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const MlRect *box = &g_array_index (self->boxes, MlRect, i);

      if (!ml_rect_intersects (box, &self->window))
        continue;
      add_box_lines (self, box, own);
    }
  for (guint i = 0; i < trip->n_from; i++)
    add_port_lines (self, &trip->from[i], self->lane);
  for (guint i = 0; i < trip->n_to; i++)
    add_port_lines (self, &trip->to[i], self->stub);

  sort_lines (self->xs, self->window.x, self->window.x + self->window.width);
  sort_lines (self->ys, self->window.y, self->window.y + self->window.height);

  n = (gsize) self->xs->len * self->ys->len;
  if (n > MOST_CROSSINGS)
    return;

  self->shut = g_new0 (guint8, n);
  self->taken = g_new0 (guint8, n);
  if (self->visits->len < 4 * n)
    g_array_set_size (self->visits, 4 * n);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      MlRect box = g_array_index (self->boxes, MlRect, i);

      if (!ml_rect_intersects (&box, &self->window))
        continue;
      box = ml_rect_grow (&box, self->clear);
      shut_rect (self, &box);
    }
  for (guint i = 0; i < self->segments->len && !self->crowd; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      if (segment->box != trip->to_box)
        mark_taken (self, segment);
    }
}

static void
drop_grid (MlRouter *self)
{
  g_clear_pointer (&self->shut, g_free);
  g_clear_pointer (&self->taken, g_free);
  g_array_set_size (self->heap, 0);
}

/* The search */

static void
heap_push (GArray *heap, Candidate candidate)
{
  guint i = heap->len;
  Candidate *all;

  g_array_append_val (heap, candidate);
  all = (Candidate *) heap->data;
  while (i > 0 && all[(i - 1) / 2].cost > candidate.cost)
    {
      all[i] = all[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  all[i] = candidate;
}

static Candidate
heap_pop (GArray *heap)
{
  Candidate *all = (Candidate *) heap->data;
  Candidate top = all[0], last = all[heap->len - 1];
  guint n = heap->len - 1, i = 0;

  g_array_set_size (heap, n);
  while (2 * i + 1 < n)
    {
      guint child = 2 * i + 1;

      if (child + 1 < n && all[child + 1].cost < all[child].cost)
        child++;
      if (all[child].cost >= last.cost)
        break;
      all[i] = all[child];
      i = child;
    }
  if (n > 0)
    all[i] = last;

  return top;
}

static MlPoint
crossing_at (const MlRouter *self, guint32 state)
{
  guint32 crossing = state / 4;

  return (MlPoint){
    g_array_index (self->xs, double, crossing % self->xs->len),
    g_array_index (self->ys, double, crossing / self->xs->len),
  };
}

static double
distance_left (const MlRouter *self, const MlTrip *trip, MlPoint from)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < trip->n_to; i++)
    {
      MlPoint out = go (trip->to[i].at, trip->to[i].side, self->stub);

      best = MIN (best, fabs (out.x - from.x) + fabs (out.y - from.y));
    }

  return best;
}

static Visit *
get_visit (const MlRouter *self, guint32 state)
{
  return &g_array_index (self->visits, Visit, state);
}

static void
reach (MlRouter *self, const MlTrip *trip, guint32 state, guint32 before, double cost)
{
  Visit *visit = get_visit (self, state);
  double haste = self->crowd ? CROWD_HASTE : 1;

  if (visit->round == self->round && (visit->done || visit->cost <= cost))
    return;

  *visit = (Visit){ .cost = cost, .before = before, .round = self->round };
  heap_push (self->heap,
             (Candidate){
                 cost + haste * distance_left (self, trip, crossing_at (self, state)),
                 state,
             });
}

/* The crossing before a port, or NO_STATE if it is off the grid. */
static guint32
port_crossing (const MlRouter *self, const MlPort *port, double stub)
{
  MlPoint out = go (port->at, port->side, stub);
  guint i = find_line (self->xs, out.x), j = find_line (self->ys, out.y);

  if (self->xs->len == 0 || self->ys->len == 0)
    return NO_STATE;
  if (fabs (g_array_index (self->xs, double, i) - out.x) > 0.6 ||
      fabs (g_array_index (self->ys, double, j) - out.y) > 0.6)
    return NO_STATE;

  return j * self->xs->len + i;
}

static void
step (MlRouter *self, const MlTrip *trip, guint32 state, MlSide way)
{
  guint n_x = self->xs->len, n_y = self->ys->len;
  guint i = state / 4 % n_x, j = state / 4 / n_x;
  guint edge_i = i, edge_j = j;
  MlPoint from = crossing_at (self, state), to;
  guint8 bit = way == ML_SIDE_RIGHT || way == ML_SIDE_LEFT ? 1 : 2;
  guint32 next;
  double length;

  if (way == (state % 4 + 2) % 4)
    return;
  if ((way == ML_SIDE_RIGHT && i + 1 == n_x) || (way == ML_SIDE_DOWN && j + 1 == n_y) ||
      (way == ML_SIDE_LEFT && i == 0) || (way == ML_SIDE_UP && j == 0))
    return;

  edge_i -= way == ML_SIDE_LEFT;
  edge_j -= way == ML_SIDE_UP;
  if (self->shut[edge_j * n_x + edge_i] & bit)
    return;

  i += (way == ML_SIDE_RIGHT) - (way == ML_SIDE_LEFT);
  j += (way == ML_SIDE_DOWN) - (way == ML_SIDE_UP);
  next = 4 * (j * n_x + i) + way;
  to = crossing_at (self, next);
  length = fabs (to.x - from.x) + fabs (to.y - from.y);
  if (self->taken[edge_j * n_x + edge_i] & bit)
    length *= TAKEN_FACTOR;
  if (way != state % 4)
    length += BEND_COST * self->lengths->lane;

  reach (self, trip, next, state, get_visit (self, state)->cost + length);
}

/* The port that is arrived at in @state, or NULL. */
static const MlPort *
arrival (const MlRouter *self, const MlTrip *trip, guint32 state)
{
  for (guint i = 0; i < trip->n_to; i++)
    if (self->goals[i] == state / 4 && trip->to[i].side != (MlSide) (state % 4))
      return &trip->to[i];

  return NULL;
}

static guint32
search (MlRouter *self, const MlTrip *trip, const MlPort **to)
{
  self->round++;
  for (guint i = 0; i < trip->n_to; i++)
    self->goals[i] = port_crossing (self, &trip->to[i], self->stub);

  for (guint i = 0; i < trip->n_from; i++)
    {
      guint32 crossing = port_crossing (self, &trip->from[i], self->lane);

      if (crossing != NO_STATE)
        reach (self,
               trip,
               4 * crossing + trip->from[i].side,
               NO_STATE,
               trip->from[i].cost * self->lengths->lane + 0.01);
    }

  while (self->heap->len > 0)
    {
      guint32 state = heap_pop (self->heap).state;

      if (get_visit (self, state)->done)
        continue;
      get_visit (self, state)->done = TRUE;

      *to = arrival (self, trip, state);
      if (*to != NULL)
        return state;
      for (guint way = 0; way < 4; way++)
        step (self, trip, state, way);
    }

  return NO_STATE;
}

static void
append_corner (GArray *line, MlPoint point)
{
  if (line->len >= 2)
    {
      MlPoint a = g_array_index (line, MlPoint, line->len - 2);
      MlPoint b = g_array_index (line, MlPoint, line->len - 1);

      if ((fabs (a.x - b.x) < 0.01 && fabs (b.x - point.x) < 0.01) ||
          (fabs (a.y - b.y) < 0.01 && fabs (b.y - point.y) < 0.01))
        g_array_set_size (line, line->len - 1);
    }

  g_array_append_val (line, point);
}

/* The port that a path begins at. */
static const MlPort *
departure (const MlRouter *self, const MlTrip *trip, guint32 state)
{
  for (guint i = 0; i < trip->n_from; i++)
    if (port_crossing (self, &trip->from[i], self->lane) == state / 4 &&
        trip->from[i].side == state % 4)
      return &trip->from[i];

  return &trip->from[0];
}

static GArray *
trace (const MlRouter *self, const MlTrip *trip, guint32 state, const MlPort *to)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlPoint));
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (guint32));
  MlPoint start, first;

  for (; state != NO_STATE; state = get_visit (self, state)->before)
    g_array_append_val (states, state);

  /* Grid lines less than half a unit apart are one: the ends keep their own coordinates. */
  state = g_array_index (states, guint32, states->len - 1);
  start = start_of (trip, departure (self, trip, state));
  append_corner (line, start);
  first = crossing_at (self, state);
  if (state % 2 == 0)
    first.y = start.y;
  else
    first.x = start.x;
  append_corner (line, first);

  for (guint i = states->len - 1; i > 0; i--)
    append_corner (line, crossing_at (self, g_array_index (states, guint32, i - 1)));

  append_corner (line, to->at);
  return line;
}

static void
remember (MlRouter *self, const MlPoint *corners, guint n_corners, guint box)
{
  for (guint i = 0; i + 1 < n_corners; i++)
    {
      Segment segment = { corners[i], corners[i + 1], box };

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
      guint32 state;

      self->window = choose_window (self, trip, margins[i] * self->lengths->gap_x);
      widen_region (self, &self->window);
      build_grid (self, trip);
      if (self->xs->len * self->ys->len <= MOST_CROSSINGS)
        {
          state = search (self, trip, to);
          if (state != NO_STATE)
            line = trace (self, trip, state, *to);
        }
      drop_grid (self);
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
    return swing (self, trip, &trip->from[0], &trip->to[0]);

  /* Round corners turn around boxes: the rounder, the nearer they come. */
  curve = round_off (self, *corners, to, radius);
  while (radius > 1 && !is_clear (self, &curve, trip))
    {
      g_free (curve.points);
      radius /= 2;
      curve = round_off (self, *corners, to, radius);
    }
  return curve;
}

/* Keeping paths */

static guint64
mix_port (guint64 hash, const MlPort *port)
{
  hash = mix (hash, &port->at, sizeof port->at);
  hash = mix (hash, &port->side, sizeof port->side);
  return mix (hash, &port->cost, sizeof port->cost);
}

static guint64
mix_trip (const MlRouter *self, const MlTrip *trip)
{
  guint64 hash = MIX_BEGIN;

  hash = mix (hash, &trip->has_start, sizeof trip->has_start);
  hash = mix (hash, &trip->start, sizeof trip->start);
  hash = mix (hash, &trip->n_from, sizeof trip->n_from);
  for (guint i = 0; i < trip->n_from; i++)
    hash = mix_port (hash, &trip->from[i]);
  for (guint i = 0; i < trip->n_to; i++)
    hash = mix_port (hash, &trip->to[i]);
  hash = mix (hash, &g_array_index (self->boxes, MlRect, trip->from_box), sizeof (MlRect));
  return mix (hash, &g_array_index (self->boxes, MlRect, trip->to_box), sizeof (MlRect));
}

/* In whatever order: boxes and lanes near a path have none. Lanes of others are left out if it
 * is @alone. */
static guint64
mix_surroundings (const MlRouter *self, const MlTrip *trip, const MlRect *region, gboolean alone)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const MlRect *box = &g_array_index (self->boxes, MlRect, i);

      if (ml_rect_intersects (box, region))
        sum += mix (MIX_BEGIN, box, sizeof *box);
    }

  for (guint i = 0; i < self->segments->len && !alone; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);
      MlPoint ends[] = { segment->from, segment->to };

      if (segment->box != trip->to_box && MAX (ends[0].x, ends[1].x) >= region->x &&
          MIN (ends[0].x, ends[1].x) <= region->x + region->width &&
          MAX (ends[0].y, ends[1].y) >= region->y &&
          MIN (ends[0].y, ends[1].y) <= region->y + region->height)
        sum += mix (MIX_BEGIN, ends, sizeof ends);
    }

  return sum;
}

/* The path that this trip had in the picture before, if it would have it again. */
static Kept *
take_kept (MlRouter *self, const MlTrip *trip, guint64 key)
{
  Kept *kept = g_hash_table_lookup (self->kept, &key);

  if (kept == NULL ||
      mix_surroundings (self, trip, &kept->region, kept->alone) != kept->surroundings)
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
  kept->surroundings = mix_surroundings (self, trip, &kept->region, kept->alone);
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
  Kept *kept = take_kept (self, trip, key);

  if (kept == NULL)
    kept = lead_anew (self, trip, key);

  remember (self, kept->corners, kept->n_corners, trip->to_box);
  g_hash_table_replace (self->led, &kept->key, kept);
  return (MlCurve){
    kept->curve.n_points,
    g_memdup2 (kept->curve.points, kept->curve.n_points * sizeof (MlPoint)),
  };
}
