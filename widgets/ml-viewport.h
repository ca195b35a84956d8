/* ml-viewport.h: which part of a picture is seen, and how large
 *
 * A plain value and pure functions: gestures, keys and tests all move it by the same few calls.
 * The point of the picture that lies under the pointer stays there while one zooms.
 */
#pragma once

#include "ml-geometry.h"

G_BEGIN_DECLS

#define ML_VIEWPORT_MIN_SCALE 0.2
#define ML_VIEWPORT_MAX_SCALE 8.0

typedef struct
{
  double scale;
  double x, y;    /* where the picture's corner is, in pixels of the window */
} MlViewport;

MlPoint ml_viewport_to_picture (const MlViewport *self,
                                double            x,
                                double            y);
MlRect  ml_viewport_to_window  (const MlViewport *self,
                                const MlRect     *rect);

/* Makes everything @factor times as large; what is at @x, @y stays there. */
void    ml_viewport_zoom_at    (MlViewport       *self,
                                double            factor,
                                double            x,
                                double            y);

/* Shows all of @picture, from the corner of a window of that size; not below @min_scale, even if
 * then only a part is seen. */
void    ml_viewport_fit        (MlViewport       *self,
                                const MlRect     *picture,
                                double            width,
                                double            height,
                                double            min_scale,
                                double            max_scale);

/* Pans as little as is needed for @rect to be seen with @margin pixels around it. */
void    ml_viewport_reveal     (MlViewport       *self,
                                const MlRect     *rect,
                                double            width,
                                double            height,
                                double            margin);

/* Keeps a picture from being moved out of the window: what is smaller stays inside, what is larger
 * covers the middle. */
void    ml_viewport_confine    (MlViewport       *self,
                                const MlRect     *picture,
                                double            width,
                                double            height);

G_END_DECLS
