/* ml-theme.h: the colours of a picture
 *
 * All colours stand in one table. Every text on its ground has a contrast of at least 4.5, every
 * line one of at least 3; no meaning rests on a colour alone.
 */
#pragma once

#include "ml-thing.h"

G_BEGIN_DECLS

/* 0xRRGGBB */
typedef guint32 MlColor;

typedef enum
{
  ML_THEME_LIGHT,
  ML_THEME_DARK,
  ML_THEME_HIGH_CONTRAST,
  ML_THEME_HIGH_CONTRAST_DARK,
  ML_THEME_PRINT,
  ML_N_THEMES
} MlThemeId;

/* What a text is: its size, weight and face. */
typedef enum
{
  ML_FONT_TITLE,   /* an object's type, a frame's name */
  ML_FONT_CODE,    /* names and values inside a box */
  ML_FONT_VALUE,   /* the value of a number or a string: large */
  ML_FONT_NOTE,    /* grey remarks */
  ML_FONT_INDEX,   /* the numbers of list cells */
  ML_FONT_BADGE,
  ML_FONT_MARK,    /* "+1", "new", "freed" */
  ML_FONT_PANEL,   /* "STACK", "HEAP" */
  ML_N_FONTS
} MlFont;

/* The kinds that share a colour. */
typedef enum
{
  ML_HUE_NUMBER,
  ML_HUE_TEXT,
  ML_HUE_LIST,
  ML_HUE_TUPLE,
  ML_HUE_DICT,
  ML_HUE_SET,
  ML_HUE_FUNCTION,
  ML_HUE_CLASS,
  ML_HUE_BUILTIN_CLASS,
  ML_HUE_INSTANCE,
  ML_HUE_EXCEPTION,
  ML_HUE_OTHER,
  ML_N_HUES
} MlHue;

typedef struct
{
  MlColor outline;    /* of the box, its cells */
  MlColor band;       /* header */
  MlColor title;      /* on the band */
  MlColor body;
  MlColor badge;
  MlColor on_badge;
} MlHueColors;

typedef struct
{
  const char *name;             /* as on the command line */
  double      line_width;       /* of references; outlines are somewhat thinner */
  gboolean    dark;
  MlColor     canvas;
  MlColor     text;
  MlColor     secondary;        /* remarks, garbage */
  MlColor     stack, stack_outline, stack_title;
  MlColor     heap, heap_outline, heap_title;
  MlColor     frame, frame_outline, frame_rule, active_frame;
  MlColor     reference;        /* from the running frame and within the heap */
  MlColor     reference_aside;  /* from other frames */
  MlColor     created, changed, freed, on_freed;
  MlColor     selection;
  MlHueColors hues[ML_N_HUES];
} MlTheme;

const MlTheme *ml_theme_get          (MlThemeId   id);

/* NULL if there is no theme of that name. */
const MlTheme *ml_theme_get_by_name  (const char *name);

/* The colour of a mark on @ground: @color, or the theme's text where that could not be read. */
MlColor        ml_theme_get_mark     (const MlTheme *self,
                                      MlColor        ground,
                                      MlColor        color);

MlHue          ml_hue_of_kind        (MlKind      kind);

/* WCAG 2 contrast, from 1 to 21. */
double         ml_color_get_contrast (MlColor     a,
                                      MlColor     b);

/* @a with @share of @b mixed in, from 0 to 1. */
MlColor        ml_color_mix          (MlColor     a,
                                      MlColor     b,
                                      double      share);

G_END_DECLS
