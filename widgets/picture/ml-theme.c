/* ml-theme.c: the table of colours */
#include "ml-theme.h"

#include <math.h>
#include <string.h>

/* What WCAG 2 asks of text. */
#define TEXT_CONTRAST 4.5

/* The calm palette: a white body, a pale band, the hue in outline, title and badge. */
#define CALM(hue, tint)                     \
  {                                         \
    hue, tint, hue, 0xffffff, hue, 0xffffff \
  }
#define CALM_DARK(hue, tint)                \
  {                                         \
    hue, tint, hue, 0x303030, hue, 0x000000 \
  }

/* The palette for high contrast, after Okabe and Ito: a band in the full hue; text and lines are
 * black and white alone. */
#define BAND(hue, on_band)                               \
  {                                                      \
    0x000000, hue, on_band, 0xffffff, 0x000000, 0xffffff \
  }
#define BAND_DARK(hue, on_band)                          \
  {                                                      \
    0xffffff, hue, on_band, 0x000000, 0xffffff, 0x000000 \
  }

#define CALM_HUES                                                                                  \
  {                                                                                                \
    [ML_HUE_NUMBER] = CALM (0x1a5fb4, 0xe8f1fc), [ML_HUE_TEXT] = CALM (0x146c3c, 0xe6f5ec),        \
    [ML_HUE_LIST] = CALM (0x7a4b00, 0xfbf1dc), [ML_HUE_TUPLE] = CALM (0x7a4b00, 0xfbf1dc),         \
    [ML_HUE_DICT] = CALM (0x0b6470, 0xe0f3f5), [ML_HUE_SET] = CALM (0x0b6470, 0xe0f3f5),           \
    [ML_HUE_FUNCTION] = CALM (0x504e55, 0xf0f0f0), [ML_HUE_CLASS] = CALM (0x6f2f8a, 0xf3e8f8),     \
    [ML_HUE_BUILTIN_CLASS] = CALM (0x3d3846, 0xececf0),                                            \
    [ML_HUE_INSTANCE] = CALM (0xb23c00, 0xfdeee4), [ML_HUE_EXCEPTION] = CALM (0xa51d2d, 0xfbe6e8), \
    [ML_HUE_OTHER] = CALM (0x5e5c64, 0xf4f4f4),                                                    \
  }

#define BAND_HUES(BAND, paper, ink)                                                                \
  {                                                                                                \
    [ML_HUE_NUMBER] = BAND (0x56b4e9, 0x000000), [ML_HUE_TEXT] = BAND (0x009e73, 0x000000),        \
    [ML_HUE_LIST] = BAND (0xe69f00, 0x000000), [ML_HUE_TUPLE] = BAND (0xf0e442, 0x000000),         \
    [ML_HUE_DICT] = BAND (0x0072b2, 0xffffff), [ML_HUE_SET] = BAND (0xcc79a7, 0x000000),           \
    [ML_HUE_FUNCTION] = BAND (0xd55e00, 0x000000), [ML_HUE_CLASS] = BAND (ink, paper),             \
    [ML_HUE_BUILTIN_CLASS] = BAND (ink, paper), [ML_HUE_INSTANCE] = BAND (paper, ink),             \
    [ML_HUE_EXCEPTION] = BAND (paper, ink), [ML_HUE_OTHER] = BAND (paper, ink),                    \
  }

static const MlTheme themes[ML_N_THEMES] = {
  [ML_THEME_LIGHT] = {
    .name = "light",
    .line_width = 1.8,
    .canvas = 0xfafafa,
    .text = 0x241f31,
    .secondary = 0x5e5c64,
    .stack = 0xeaf2fc,
    .stack_outline = 0x99c1f1,
    .stack_title = 0x1a5fb4,
    .heap = 0xfdf8ee,
    .heap_outline = 0xf0dfb8,
    .heap_title = 0x8a5a00,
    .frame = 0xffffff,
    .frame_outline = 0x99c1f1,
    .frame_rule = 0xeeeeee,
    .active_frame = 0x1c71d8,
    .reference = 0x005583,
    .reference_aside = 0x77767b,
    .created = 0x1b7f4b,
    .changed = 0x8a5a00,
    .freed = 0xb3261e,
    .on_freed = 0xffffff,
    .selection = 0x1c71d8,
    .hues = CALM_HUES,
  },
  [ML_THEME_DARK] = {
    .name = "dark",
    .line_width = 1.8,
    .dark = TRUE,
    .canvas = 0x242424,
    .text = 0xffffff,
    .secondary = 0xc0bfbc,
    .stack = 0x262c34,
    .stack_outline = 0x47607d,
    .stack_title = 0x99c1f1,
    .heap = 0x2b2822,
    .heap_outline = 0x665638,
    .heap_title = 0xf5c87a,
    .frame = 0x303030,
    .frame_outline = 0x7296c0,
    .frame_rule = 0x454545,
    .active_frame = 0x99c1f1,
    .reference = 0x8ecbff,
    .reference_aside = 0x9a9996,
    .created = 0x6fdca4,
    .changed = 0xf5c211,
    .freed = 0xff8a80,
    .on_freed = 0x000000,
    .selection = 0x99c1f1,
    .hues = {
      [ML_HUE_NUMBER] = CALM_DARK (0x99c1f1, 0x41474f),
      [ML_HUE_TEXT] = CALM_DARK (0x7fdca4, 0x3d4c43),
      [ML_HUE_LIST] = CALM_DARK (0xf5c87a, 0x50483c),
      [ML_HUE_TUPLE] = CALM_DARK (0xf5c87a, 0x50483c),
      [ML_HUE_DICT] = CALM_DARK (0x7fd3de, 0x3d4a4c),
      [ML_HUE_SET] = CALM_DARK (0x7fd3de, 0x3d4a4c),
      [ML_HUE_FUNCTION] = CALM_DARK (0xcfcfd4, 0x49494a),
      [ML_HUE_CLASS] = CALM_DARK (0xdda8ef, 0x4c434f),
      [ML_HUE_BUILTIN_CLASS] = CALM_DARK (0xc0bfbc, 0x474746),
      [ML_HUE_INSTANCE] = CALM_DARK (0xffb380, 0x51453d),
      [ML_HUE_EXCEPTION] = CALM_DARK (0xff9aa2, 0x514142),
      [ML_HUE_OTHER] = CALM_DARK (0xc0bfbc, 0x474746),
    },
  },
  [ML_THEME_HIGH_CONTRAST] = {
    .name = "high-contrast",
    .line_width = 2.4,
    .canvas = 0xffffff,
    .text = 0x000000,
    .secondary = 0x000000,
    .stack = 0xffffff,
    .stack_outline = 0x000000,
    .stack_title = 0x000000,
    .heap = 0xffffff,
    .heap_outline = 0x000000,
    .heap_title = 0x000000,
    .frame = 0xffffff,
    .frame_outline = 0x000000,
    .frame_rule = 0x000000,
    .active_frame = 0x000000,
    .reference = 0x000000,
    .reference_aside = 0x000000,
    .created = 0x000000,
    .changed = 0x000000,
    .freed = 0x000000,
    .on_freed = 0xffffff,
    .selection = 0x1c71d8,
    .hues = BAND_HUES (BAND, 0xffffff, 0x000000),
  },
  [ML_THEME_HIGH_CONTRAST_DARK] = {
    .name = "high-contrast-dark",
    .line_width = 2.4,
    .dark = TRUE,
    .canvas = 0x000000,
    .text = 0xffffff,
    .secondary = 0xffffff,
    .stack = 0x000000,
    .stack_outline = 0xffffff,
    .stack_title = 0xffffff,
    .heap = 0x000000,
    .heap_outline = 0xffffff,
    .heap_title = 0xffffff,
    .frame = 0x000000,
    .frame_outline = 0xffffff,
    .frame_rule = 0xffffff,
    .active_frame = 0xffffff,
    .reference = 0xffffff,
    .reference_aside = 0xffffff,
    .created = 0xffffff,
    .changed = 0xffffff,
    .freed = 0xffffff,
    .on_freed = 0x000000,
    .selection = 0x99c1f1,
    .hues = BAND_HUES (BAND_DARK, 0x000000, 0xffffff),
  },
  [ML_THEME_PRINT] = {
    .name = "print",
    .line_width = 1.6,
    .canvas = 0xffffff,
    .text = 0x000000,
    .secondary = 0x4a4850,
    .stack = 0xffffff,
    .stack_outline = 0x8a8a8f,
    .stack_title = 0x000000,
    .heap = 0xffffff,
    .heap_outline = 0x8a8a8f,
    .heap_title = 0x000000,
    .frame = 0xffffff,
    .frame_outline = 0x77767b,
    .frame_rule = 0xd5d5d7,
    .active_frame = 0x000000,
    .reference = 0x003a5a,
    .reference_aside = 0x77767b,
    .created = 0x1b7f4b,
    .changed = 0x8a5a00,
    .freed = 0xb3261e,
    .on_freed = 0xffffff,
    .selection = 0x1c71d8,
    .hues = CALM_HUES,
  },
};

static const MlHue hues[ML_N_KINDS] = {
  [ML_KIND_NONE] = ML_HUE_OTHER,
  [ML_KIND_BOOL] = ML_HUE_NUMBER,
  [ML_KIND_INT] = ML_HUE_NUMBER,
  [ML_KIND_FLOAT] = ML_HUE_NUMBER,
  [ML_KIND_STR] = ML_HUE_TEXT,
  [ML_KIND_BYTES] = ML_HUE_TEXT,
  [ML_KIND_LIST] = ML_HUE_LIST,
  [ML_KIND_TUPLE] = ML_HUE_TUPLE,
  [ML_KIND_DICT] = ML_HUE_DICT,
  [ML_KIND_SET] = ML_HUE_SET,
  [ML_KIND_RANGE] = ML_HUE_TUPLE,
  [ML_KIND_FUNCTION] = ML_HUE_FUNCTION,
  [ML_KIND_BUILTIN] = ML_HUE_FUNCTION,
  [ML_KIND_METHOD] = ML_HUE_FUNCTION,
  [ML_KIND_GENERATOR] = ML_HUE_FUNCTION,
  [ML_KIND_ITERATOR] = ML_HUE_FUNCTION,
  [ML_KIND_CODE] = ML_HUE_FUNCTION,
  [ML_KIND_CELL] = ML_HUE_OTHER,
  [ML_KIND_CLASS] = ML_HUE_CLASS,
  [ML_KIND_BUILTIN_CLASS] = ML_HUE_BUILTIN_CLASS,
  [ML_KIND_INSTANCE] = ML_HUE_INSTANCE,
  [ML_KIND_EXCEPTION] = ML_HUE_EXCEPTION,
  [ML_KIND_TRACEBACK] = ML_HUE_EXCEPTION,
  [ML_KIND_FRAME_OBJECT] = ML_HUE_OTHER,
  [ML_KIND_MODULE] = ML_HUE_OTHER,
  [ML_KIND_WEAKREF] = ML_HUE_OTHER,
  [ML_KIND_OTHER] = ML_HUE_OTHER,
  [ML_KIND_FRAME] = ML_HUE_OTHER,
  [ML_KIND_NATIVE_FRAME] = ML_HUE_OTHER,
  [ML_KIND_STORE] = ML_HUE_OTHER,
};

const MlTheme *
ml_theme_get (MlThemeId id)
{
  g_return_val_if_fail (id < ML_N_THEMES, &themes[ML_THEME_LIGHT]);

  return &themes[id];
}

const MlTheme *
ml_theme_get_by_name (const char *name)
{
  for (guint i = 0; i < ML_N_THEMES; i++)
    if (strcmp (themes[i].name, name) == 0)
      return &themes[i];

  return NULL;
}

MlHue
ml_hue_of_kind (MlKind kind)
{
  g_return_val_if_fail (kind < ML_N_KINDS, ML_HUE_OTHER);

  return hues[kind];
}

static double
linear_light (MlColor color, guint shift)
{
  double c = (color >> shift & 0xff) / 255.0;

  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (MlColor color)
{
  return 0.2126 * linear_light (color, 16) + 0.7152 * linear_light (color, 8) +
         0.0722 * linear_light (color, 0);
}

double
ml_color_get_contrast (MlColor a, MlColor b)
{
  double one = luminance (a), other = luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

MlColor
ml_color_mix (MlColor a, MlColor b, double share)
{
  MlColor mixed = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    {
      double one = a >> shift & 0xff, other = b >> shift & 0xff;

      mixed |= (MlColor) lround (one + (other - one) * CLAMP (share, 0, 1)) << shift;
    }

  return mixed;
}

MlColor
ml_theme_get_mark (const MlTheme *self, MlColor ground, MlColor color)
{
  if (ml_color_get_contrast (color, ground) >= TEXT_CONTRAST)
    return color;
  if (ml_color_get_contrast (self->text, ground) >= TEXT_CONTRAST)
    return self->text;
  return self->canvas;
}
