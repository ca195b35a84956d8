/* ml-blend.h: the picture between two steps
 *
 * Changes are shown one after another in the order in which they happened: what is born appears,
 * its arrow is drawn, the badge counts up; the badge counts down, the arrow is taken away; at 0
 * the box turns red, to an outline, and fades.
 *
 * The first moment is @from as it is, the last @to as it is. Played backwards it is the exact
 * reverse.
 */
#pragma once

#include "ml-scene.h"

G_BEGIN_DECLS

/* How long it takes to show, in seconds at speed 1: 0.15 to 0.25 for each event, at most 1. 0 if
 * nothing moves. */
double   ml_blend_get_duration (const MlScene *from,
                                const MlScene *to);

/* @t from 0 to 1. Steps that do not follow each other fade over. (transfer full) */
MlScene *ml_blend              (MlScene       *from,
                                MlScene       *to,
                                double         t);

G_END_DECLS
