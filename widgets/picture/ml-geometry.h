/* ml-geometry.h: points, rectangles and curves
 *
 * Lengths are in units of the metrics in use: pixels at scale 1, or character cells. x grows to
 * the right, y down.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} MlPoint;

typedef struct
{
  double x, y, width, height;
} MlRect;

/* A smooth line: a start, then groups of three points: two controls and the end of a cubic
 * Bézier. */
typedef struct
{
  guint    n_points;   /* 1 + 3 * the number of curves; 0 for nothing */
  MlPoint *points;
} MlCurve;

gboolean ml_rect_contains      (const MlRect  *self,
                                double         x,
                                double         y);

gboolean ml_rect_equal         (const MlRect  *self,
                                const MlRect  *other);

/* Touching edges do not intersect. */
gboolean ml_rect_intersects    (const MlRect  *self,
                                const MlRect  *other);

/* Larger by @by on every side. */
MlRect   ml_rect_grow          (const MlRect  *self,
                                double         by);

/* The smallest rectangle around both; one without width is nothing. */
MlRect   ml_rect_union         (const MlRect  *self,
                                const MlRect  *other);

MlPoint  ml_curve_end          (const MlCurve *self);

/* Where the curve is at @t, from 0 to 1, each of its Béziers taking the same share. */
MlPoint  ml_curve_at           (const MlCurve *self,
                                double         t);
gboolean ml_curve_crosses_rect (const MlCurve *self,
                                const MlRect  *rect);

/* The distance from a point to the nearest part of the curve. */
double   ml_curve_distance     (const MlCurve *self,
                                double         x,
                                double         y);

G_END_DECLS
