/* ml-router-private.h: what the files of MlRouter share
 *
 * ml-router.c keeps paths, and decides which are to be found anew; ml-router-grid.c finds them;
 * ml-router-curve.c makes smooth lines of them.
 */
#pragma once

#include <math.h>

#include "ml-router.h"

G_BEGIN_DECLS

/* A part of an arrow's path: others keep away from it. */
typedef struct
{
  MlPoint  from, to;
  guint    box;          /* where the arrow leads */
  guint64  hash;         /* of both ends */
} MlSegment;

struct _MlRouter
{
  const MlLengths *lengths;
  gboolean    cells;
  MlRect      bounds;
  double      clear;     /* kept free around boxes */
  double      lane;      /* from a box to its first lane */
  double      stub;      /* an arrow runs straight so far into its target */
  GArray     *boxes;     /* MlRect */
  GArray     *before;    /* MlRect: the boxes of the picture before */
  GArray     *changed;   /* MlRect: boxes of one of these pictures alone; told when all are added */
  gboolean    compared;  /* @changed is told */
  GArray     *segments;  /* MlSegment: of the paths so far */
  GHashTable *kept;      /* of the picture before, by the trip's key */
  GHashTable *led;       /* likewise, of this one */
  MlRect      region;    /* of the trip in question: all that its path depends on */
  gboolean    looked;    /* likewise: other arrows' lanes too */

  /* The grid of one trip. */
  MlRect      window;    /* the part of the plane that it covers */
  GArray     *xs, *ys;   /* double, ascending */
  guint8     *shut;      /* of each crossing: bit 0: no way right, bit 1: no way down */
  guint8     *taken;     /* likewise: another arrow's lane */
  GArray     *visits;    /* of each state */
  guint       round;     /* the number of the search */
  gboolean    crowd;     /* many boxes stand around */
  GArray     *heap;      /* states to be looked at */
  guint32     goals[G_N_ELEMENTS (((MlTrip *) NULL)->to)]; /* crossings before the ports */
};

static inline MlPoint
ml_router_way (MlSide side)
{
  return (MlPoint){ (side == ML_SIDE_RIGHT) - (side == ML_SIDE_LEFT),
                    (side == ML_SIDE_DOWN) - (side == ML_SIDE_UP) };
}

/* The point @distance away from @from, straight out of an edge. */
static inline MlPoint
ml_router_go (MlPoint from, MlSide side, double distance)
{
  MlPoint way = ml_router_way (side);

  return (MlPoint){ from.x + distance * way.x, from.y + distance * way.y };
}

static inline MlPoint
ml_router_start (const MlTrip *trip, const MlPort *from)
{
  return trip->has_start ? trip->start : from->at;
}

/* Of some bytes. */
guint64  ml_router_mix        (guint64        hash,
                               gconstpointer  data,
                               gsize          size);

#define ML_ROUTER_MIX G_GUINT64_CONSTANT (14695981039346656037)

/* What of the arrays of a grid is needed once for a router. */
void     ml_router_init_grid  (MlRouter      *self);
void     ml_router_clear_grid (MlRouter      *self);

/* The corners of a path within self->window, and the port that it arrives at; NULL if there is none
 * that is worth the search. */
GArray  *ml_router_search     (MlRouter      *self,
                               const MlTrip  *trip,
                               const MlPort **to);

/* From port to port without a corner: an S, or straight. */
MlCurve  ml_router_swing      (const MlRouter *self,
                               const MlTrip   *trip,
                               const MlPort   *from,
                               const MlPort   *to);

/* A line through corners, which are rounded. */
MlCurve  ml_router_round_off  (const MlRouter *self,
                               const GArray   *line,
                               const MlPort   *to,
                               double          radius_most);

G_END_DECLS
