/* ml-router.h: leads arrows round boxes
 *
 * A smooth curve straight to the target where nothing stands in between; otherwise a path along
 * the lanes beside the boxes, with rounded corners. Arrows to different targets do not share a
 * lane if there is another. The same boxes and arrows in the same order give the same paths.
 *
 * A router leads the arrows of one picture after the other. It keeps the paths of the last one:
 * where nothing around a path has changed, it would be found again, and so need not be looked for.
 *
 * The last Bézier of a path is straight and as long as an arrow's head: there the head is drawn.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-metrics.h"

G_BEGIN_DECLS

typedef struct _MlRouter MlRouter;

typedef enum
{
  ML_SIDE_RIGHT,
  ML_SIDE_DOWN,
  ML_SIDE_LEFT,
  ML_SIDE_UP
} MlSide;

/* A place at a box's edge where an arrow may leave or arrive. */
typedef struct
{
  MlPoint at;
  MlSide  side;     /* which edge */
  double  cost;     /* how much the other ports are preferred, in units of length */
} MlPort;

typedef struct
{
  gboolean has_start;      /* the line begins at @start, a dot behind the port, not at the port */
  MlPoint start;
  guint   n_from, n_to;
  MlPort  from[3];         /* the first are tried first */
  MlPort  to[3];
  guint   from_box;        /* as numbered by ml_router_add_box() */
  guint   to_box;
} MlTrip;

/* @metrics must live longer. */
MlRouter *ml_router_new      (const MlMetrics *metrics);
void      ml_router_free     (MlRouter        *self);

/* Begins another picture, without boxes. Paths stay within @bounds. */
void      ml_router_begin    (MlRouter        *self,
                              const MlRect    *bounds);

/* Returns the box's number, from 0. */
guint     ml_router_add_box  (MlRouter        *self,
                              const MlRect    *rect);

/* The points are the caller's to free. Boxes must all have been added. */
MlCurve   ml_router_lead     (MlRouter        *self,
                              const MlTrip    *trip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlRouter, ml_router_free)

G_END_DECLS
