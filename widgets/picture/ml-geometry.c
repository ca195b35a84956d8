/* ml-geometry.c: points, rectangles and curves */
#include "ml-geometry.h"

#include <math.h>

/* Samples for each Bézier when a curve is compared with something: at the sizes of a picture they
 * lie a few pixels apart. */
#define SAMPLES 24

gboolean
ml_rect_contains (const MlRect *self, double x, double y)
{
  return x >= self->x && x < self->x + self->width && y >= self->y && y < self->y + self->height;
}

gboolean
ml_rect_equal (const MlRect *self, const MlRect *other)
{
  return self->x == other->x && self->y == other->y && self->width == other->width &&
         self->height == other->height;
}

gboolean
ml_rect_intersects (const MlRect *self, const MlRect *other)
{
  return self->x < other->x + other->width && other->x < self->x + self->width &&
         self->y < other->y + other->height && other->y < self->y + self->height;
}

MlRect
ml_rect_grow (const MlRect *self, double by)
{
  return (MlRect){ self->x - by, self->y - by, self->width + 2 * by, self->height + 2 * by };
}

MlRect
ml_rect_union (const MlRect *self, const MlRect *other)
{
  double left, top;

  if (self->width <= 0)
    return *other;
  if (other->width <= 0)
    return *self;

  left = MIN (self->x, other->x);
  top = MIN (self->y, other->y);
  return (MlRect){
    left,
    top,
    MAX (self->x + self->width, other->x + other->width) - left,
    MAX (self->y + self->height, other->y + other->height) - top,
  };
}

MlPoint
ml_curve_end (const MlCurve *self)
{
  if (self->n_points == 0)
    return (MlPoint){ 0, 0 };
  return self->points[self->n_points - 1];
}

static MlPoint
bezier_at (const MlPoint *p, double t)
{
  double u = 1 - t;
  double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return (MlPoint){
    a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
    a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y,
  };
}

MlPoint
ml_curve_at (const MlCurve *self, double t)
{
  guint n = self->n_points / 3;
  double position;
  guint i;

  if (n == 0)
    return ml_curve_end (self);

  position = CLAMP (t, 0, 1) * n;
  i = MIN ((guint) position, n - 1);
  return bezier_at (self->points + 3 * i, position - i);
}

/* A Bézier lies within the hull of its points. */
static gboolean
may_cross (const MlPoint *p, const MlRect *rect)
{
  double left = MIN (MIN (p[0].x, p[1].x), MIN (p[2].x, p[3].x));
  double right = MAX (MAX (p[0].x, p[1].x), MAX (p[2].x, p[3].x));
  double top = MIN (MIN (p[0].y, p[1].y), MIN (p[2].y, p[3].y));
  double bottom = MAX (MAX (p[0].y, p[1].y), MAX (p[2].y, p[3].y));

  return left < rect->x + rect->width && right > rect->x && top < rect->y + rect->height &&
         bottom > rect->y;
}

gboolean
ml_curve_crosses_rect (const MlCurve *self, const MlRect *rect)
{
  for (guint i = 0; i + 3 < self->n_points; i += 3)
    {
      if (!may_cross (self->points + i, rect))
        continue;

      for (guint j = 0; j <= SAMPLES; j++)
        {
          MlPoint p = bezier_at (self->points + i, (double) j / SAMPLES);

          if (p.x > rect->x && p.x < rect->x + rect->width && p.y > rect->y &&
              p.y < rect->y + rect->height)
            return TRUE;
        }
    }

  return FALSE;
}

static double
segment_distance (MlPoint a, MlPoint b, double x, double y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1) : 0;

  return hypot (x - a.x - t * dx, y - a.y - t * dy);
}

double
ml_curve_distance (const MlCurve *self, double x, double y)
{
  guint n = self->n_points / 3 * SAMPLES;
  MlPoint last = ml_curve_at (self, 0);
  double best = G_MAXDOUBLE;

  for (guint i = 1; i <= n; i++)
    {
      MlPoint next = ml_curve_at (self, (double) i / n);

      best = MIN (best, segment_distance (last, next, x, y));
      last = next;
    }

  return best;
}
