/* ml-viewport.c: which part of a picture is seen, and how large */
#define G_LOG_DOMAIN "ml-viewport"

#include "config.h"

#include "ml-viewport.h"

/* How far @start must move so that @start … @start + @length lies within @low … @high; the start
 * counts more. */
static double
shift_into (double start, double length, double low, double high)
{
  if (start < low || length > high - low)
    return low - start;

  if (start + length > high)
    return high - length - start;

  return 0;
}

static double
confine_start (double start, double length, double available)
{
  if (length <= available)
    return CLAMP (start, 0, available - length);

  return CLAMP (start, available / 2 - length, available / 2);
}

MlPoint
ml_viewport_to_picture (const MlViewport *self, double x, double y)
{
  return (MlPoint){ (x - self->x) / self->scale, (y - self->y) / self->scale };
}

MlRect
ml_viewport_to_window (const MlViewport *self, const MlRect *rect)
{
  return (MlRect){
    self->x + rect->x * self->scale,
    self->y + rect->y * self->scale,
    rect->width * self->scale,
    rect->height * self->scale,
  };
}

void
ml_viewport_zoom_at (MlViewport *self, double factor, double x, double y)
{
  double scale = CLAMP (self->scale * factor, ML_VIEWPORT_MIN_SCALE, ML_VIEWPORT_MAX_SCALE);
  double change = scale / self->scale;

  self->x = x - (x - self->x) * change;
  self->y = y - (y - self->y) * change;
  self->scale = scale;
}

void
ml_viewport_fit (MlViewport *self,
                 const MlRect *picture,
                 double width,
                 double height,
                 double min_scale,
                 double max_scale)
{
  double scale = max_scale;

  if (picture->width > 0 && picture->height > 0)
    scale = MIN (width / picture->width, height / picture->height);

  self->scale = CLAMP (scale, min_scale, max_scale);
  self->x = -picture->x * self->scale;
  self->y = -picture->y * self->scale;
}

void
ml_viewport_reveal (MlViewport *self,
                    const MlRect *rect,
                    double width,
                    double height,
                    double margin)
{
  MlRect seen = ml_viewport_to_window (self, rect);

  self->x += shift_into (seen.x, seen.width, margin, width - margin);
  self->y += shift_into (seen.y, seen.height, margin, height - margin);
}

void
ml_viewport_confine (MlViewport *self, const MlRect *picture, double width, double height)
{
  MlRect seen = ml_viewport_to_window (self, picture);

  self->x += confine_start (seen.x, seen.width, width) - seen.x;
  self->y += confine_start (seen.y, seen.height, height) - seen.y;
}
