/* ml-router-curve.c: the smooth lines of arrows */
#include "ml-router-private.h"

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

MlCurve
ml_router_swing (const MlRouter *self, const MlTrip *trip, const MlPort *from, const MlPort *to)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlPoint));
  MlPoint start = ml_router_start (trip, from);
  MlPoint end = ml_router_go (to->at, to->side, self->lengths->arrow);
  MlPoint way = ml_router_way (from->side);
  double along = fabs (way.x * (end.x - start.x) + way.y * (end.y - start.y));
  double aside = fabs (way.y * (end.x - start.x) + way.x * (end.y - start.y));
  double reach = along * (0.5 + 0.2 * MIN (1, aside / (3 * MAX (along, 1))));

  g_array_append_val (points, start);
  add_bezier (
      points, ml_router_go (start, from->side, reach), ml_router_go (end, to->side, reach), end);
  add_line (points, to->at);
  return take_curve (points);
}

MlCurve
ml_router_round_off (const MlRouter *self, const GArray *line, const MlPort *to, double radius_most)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlPoint));
  MlPoint end = ml_router_go (to->at, to->side, self->lengths->arrow);
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
