/* ml-metrics.h: how large a text is, and how much room a picture leaves around it
 *
 * The scene asks the metrics for every length, so one layout serves pixels (measured by Pango,
 * hinting off, hence the same at every scale) and character cells (for pictures drawn with box-
 * drawing letters).
 *
 * Metrics never change once made and may be shared; those from Pango belong to the thread that
 * made them, and may be taken over when that one has ended.
 */
#pragma once

#include <pango/pango.h>

#include "ml-theme.h"

G_BEGIN_DECLS

typedef struct _MlMetrics MlMetrics;

/* Lengths in the unit of the metrics. */
typedef struct
{
  double header;          /* height of a box's header */
  double body_top;        /* between header and rows */
  double body_bottom;     /* below the rows */
  double row;             /* height of a name's row */
  double note;            /* height of a row of small text */
  double code;            /* height of a line of source text */
  double value;           /* height of the row with an object's value */
  double cell_width;      /* smallest width of a list's cell */
  double cell_height;
  double padding;         /* between a box's edge and its text */
  double box_width;       /* smallest width of a box */
  double box_max;         /* no box is wider, flat sequences apart */
  double badge_width;     /* smallest width of a badge */
  double badge_height;
  double badge_gap;
  double frame_width;     /* smallest width of a frame */
  double frame_max;
  double frame_header;
  double frame_inset;     /* between a frame and its panel's edge */
  double frame_gap;       /* between frames */
  double heap_inset;      /* between the heap's content and its panel's edge */
  double panel_gap;       /* between panels */
  double entry;           /* from a box's top to where arrows arrive at its left */
  double dot;             /* radius of the dot where a reference starts */
  double gap_x, gap_y;    /* between boxes */
  double sibling_gap;     /* between the items of one sequence */
  double margin;          /* around the whole, and between its panels */
  double panel_header;
  double panel_footer;    /* below the lowest box */
  double arrow;           /* length of an arrow's head */
  double lane;            /* between parallel arrows */
} MlLengths;

/* @text_scale: 1 for the design's sizes. */
MlMetrics                  *ml_metrics_new_pango    (double            text_scale);
MlMetrics                  *ml_metrics_new_cells    (void);
MlMetrics                  *ml_metrics_ref          (MlMetrics        *self);
void                        ml_metrics_unref        (MlMetrics        *self);

gboolean                    ml_metrics_is_cells     (const MlMetrics  *self);
double                      ml_metrics_get_scale    (const MlMetrics  *self);
const MlLengths            *ml_metrics_get_lengths  (const MlMetrics  *self);

/* The width of one line of UTF-8. */
double                      ml_metrics_measure      (const MlMetrics  *self,
                                                     MlFont            font,
                                                     const char       *text);

/* Shortens @text with "…" until it is at most @width wide. (transfer full) */
char                       *ml_metrics_fit          (const MlMetrics  *self,
                                                     MlFont            font,
                                                     const char       *text,
                                                     double            width);

/* What Pango draws this font with; sizes are absolute, in pixels. */
const PangoFontDescription *ml_metrics_get_font     (const MlMetrics  *self,
                                                     MlFont            font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlMetrics, ml_metrics_unref)

G_END_DECLS
