/* ml-router-grid.c: finds a way between boxes
 *
 * Paths are found by A* on a sparse grid: its lines are the lanes beside the boxes and the ports of
 * the arrow. A state is a crossing of two lines and the direction in which it was entered, so that
 * bends have a price.
 */
#include "ml-router-private.h"

/* Lanes on each side of a box, where no more than so many stand around. */
#define N_LANES 3
#define FEW_BOXES 24

/* In units of length: what a bend costs, and how much longer a taken lane seems. */
#define BEND_COST 4.0
#define TAKEN_FACTOR 3.0

/* In a crowd a path is soon as good as any: one that is at most so much longer is taken. */
#define CROWD_HASTE 2.0

/* The largest grid that is searched: where more boxes stand, an arrow may as well run through one.
 */
#define MOST_CROSSINGS 60000

#define NO_STATE G_MAXUINT32

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

void
ml_router_init_grid (MlRouter *self)
{
  self->xs = g_array_new (FALSE, FALSE, sizeof (double));
  self->ys = g_array_new (FALSE, FALSE, sizeof (double));
  self->visits = g_array_new (FALSE, TRUE, sizeof (Visit));
  self->heap = g_array_new (FALSE, FALSE, sizeof (Candidate));
}

void
ml_router_clear_grid (MlRouter *self)
{
  g_array_unref (self->xs);
  g_array_unref (self->ys);
  g_array_unref (self->visits);
  g_array_unref (self->heap);
}

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
  MlPoint out = ml_router_go (port->at, port->side, stub);

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
mark_taken (MlRouter *self, const MlSegment *segment)
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
  guint own = ml_router_mix (ML_ROUTER_MIX, target, sizeof *target) / 7 % N_LANES;
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
      const MlSegment *segment = &g_array_index (self->segments, MlSegment, i);

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
      MlPoint out = ml_router_go (trip->to[i].at, trip->to[i].side, self->stub);

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
  MlPoint out = ml_router_go (port->at, port->side, stub);
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
find_goal (MlRouter *self, const MlTrip *trip, const MlPort **to)
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
  start = ml_router_start (trip, departure (self, trip, state));
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

GArray *
ml_router_search (MlRouter *self, const MlTrip *trip, const MlPort **to)
{
  GArray *line = NULL;
  guint32 state;

  build_grid (self, trip);
  if (self->xs->len * self->ys->len <= MOST_CROSSINGS)
    {
      state = find_goal (self, trip, to);
      if (state != NO_STATE)
        line = trace (self, trip, state, *to);
    }

  drop_grid (self);
  return line;
}
