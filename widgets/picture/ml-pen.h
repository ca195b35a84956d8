/* ml-pen.h: what a scene is drawn with
 *
 * Drawing says what there is to see, a pen puts it somewhere: on a cairo surface, into an SVG.
 * So all painters show the same. Coordinates are those of the innermost group.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-theme.h"

G_BEGIN_DECLS

typedef enum
{
  ML_DASH_NONE,
  ML_DASH_DASHED,
  ML_DASH_DOTTED
} MlDash;

typedef struct
{
  gboolean fills;
  MlColor  fill;
  double   width;       /* of the stroke; 0: none */
  MlColor  stroke;
  MlDash   dash;
} MlInk;

typedef enum
{
  ML_ANCHOR_START,
  ML_ANCHOR_MIDDLE,
  ML_ANCHOR_END
} MlAnchor;

typedef struct
{
  const char *text;
  MlFont      font;
  MlColor     color;
  MlPoint     at;       /* on the baseline */
  MlAnchor    anchor;
  gboolean    struck;
  gboolean    italic;
} MlWords;

typedef struct _MlPen MlPen;

struct _MlPen
{
  /* @id and @title may be NULL. Groups may be nested. */
  void (*begin)   (MlPen          *pen,
                   const char     *id,
                   const char     *title,
                   MlPoint         origin,
                   double          opacity);
  void (*end)     (MlPen          *pen);

  /* Corners are round at the top, and at the bottom. */
  void (*rect)    (MlPen          *pen,
                   const MlRect   *rect,
                   double          top_radius,
                   double          bottom_radius,
                   const MlInk    *ink);
  void (*circle)  (MlPen          *pen,
                   MlPoint         center,
                   double          radius,
                   const MlInk    *ink);

  /* A start and Béziers. */
  void (*curve)   (MlPen          *pen,
                   const MlCurve  *curve,
                   const MlInk    *ink);
  void (*lines)   (MlPen          *pen,
                   const MlPoint  *points,
                   guint           n_points,
                   gboolean        closed,
                   const MlInk    *ink);
  void (*words)   (MlPen          *pen,
                   const MlWords  *words);
};

G_END_DECLS
