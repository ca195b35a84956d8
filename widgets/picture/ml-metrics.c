/* ml-metrics.c: how large a text is */
#include "ml-metrics.h"

#include <pango/pangocairo.h>

struct _MlMetrics
{
  gatomicrefcount ref_count;
  double scale;
  MlLengths lengths;

  /* NULL in character cells */
  PangoLayout *layout;
  PangoFontDescription *fonts[ML_N_FONTS];
  GHashTable *widths[ML_N_FONTS]; /* text → its width, a double: few are measured once only */
};

/* Widths that are kept for each font; then they are measured anew. */
#define MOST_WIDTHS 4096

/* Families that belong together come first; fontconfig finds something for the last. */
#define SANS "Cantarell, Noto Sans, Sans"
#define MONOSPACE "Noto Sans Mono, DejaVu Sans Mono, Monospace"

static const struct
{
  const char *family;
  PangoWeight weight;
  double size;
} faces[ML_N_FONTS] = {
  [ML_FONT_TITLE] = { SANS, PANGO_WEIGHT_BOLD, 12.5 },
  [ML_FONT_CODE] = { MONOSPACE, PANGO_WEIGHT_NORMAL, 12.5 },
  [ML_FONT_VALUE] = { MONOSPACE, PANGO_WEIGHT_BOLD, 16 },
  [ML_FONT_NOTE] = { SANS, PANGO_WEIGHT_NORMAL, 11.5 },
  [ML_FONT_INDEX] = { SANS, PANGO_WEIGHT_NORMAL, 8.5 },
  [ML_FONT_BADGE] = { SANS, PANGO_WEIGHT_BOLD, 11 },
  [ML_FONT_MARK] = { SANS, PANGO_WEIGHT_BOLD, 12 },
  [ML_FONT_PANEL] = { SANS, PANGO_WEIGHT_BOLD, 12 },
};

static const MlLengths pixel_lengths = {
  .header = 26,
  .body_top = 4,
  .body_bottom = 4,
  .row = 28,
  .note = 22,
  .code = 22,
  .value = 22,
  .cell_width = 34,
  .cell_height = 30,
  .padding = 10,
  .box_width = 84,
  .box_max = 240,
  .badge_width = 26,
  .badge_height = 18,
  .badge_gap = 6,
  .frame_width = 200,
  .frame_max = 300,
  .frame_header = 34,
  .frame_inset = 16,
  .frame_gap = 22,
  .heap_inset = 40,
  .panel_gap = 18,
  .entry = 18,
  .dot = 3.6,
  .gap_x = 72,
  .gap_y = 30,
  .sibling_gap = 22,
  .margin = 20,
  .panel_header = 40,
  .panel_footer = 36,
  .arrow = 10,
  .lane = 8,
};

static const MlLengths cell_lengths = {
  .header = 2,
  .body_top = 0,
  .body_bottom = 1,
  .row = 1,
  .note = 1,
  .code = 1,
  .value = 1,
  .cell_width = 4,
  .cell_height = 1,
  .padding = 2,
  .box_width = 9,
  .box_max = 40,
  .badge_width = 1,
  .badge_height = 1,
  .badge_gap = 1,
  .frame_width = 18,
  .frame_max = 36,
  .frame_header = 2,
  .frame_inset = 2,
  .frame_gap = 0,
  .heap_inset = 6,
  .panel_gap = 2,
  .entry = 1,
  .dot = 0,
  .gap_x = 8,
  .gap_y = 2,
  .sibling_gap = 3,
  .margin = 0,
  .panel_header = 2,
  .panel_footer = 1,
  .arrow = 1,
  .lane = 1,
};

static MlLengths
scaled_lengths (double scale)
{
  MlLengths lengths = pixel_lengths;
  double *length = (double *) &lengths;

  for (gsize i = 0; i < sizeof lengths / sizeof *length; i++)
    length[i] *= scale;

  return lengths;
}

MlMetrics *
ml_metrics_new_pango (double text_scale)
{
  cairo_font_options_t *options;
  PangoContext *context;
  MlMetrics *self;

  g_return_val_if_fail (text_scale > 0, NULL);

  self = g_new0 (MlMetrics, 1);
  options = cairo_font_options_create ();
  g_atomic_ref_count_init (&self->ref_count);
  self->scale = text_scale;
  self->lengths = scaled_lengths (text_scale);

  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  self->layout = pango_layout_new (context);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  g_object_unref (context);

  for (guint i = 0; i < ML_N_FONTS; i++)
    {
      self->fonts[i] = pango_font_description_new ();
      pango_font_description_set_family_static (self->fonts[i], faces[i].family);
      pango_font_description_set_weight (self->fonts[i], faces[i].weight);
      pango_font_description_set_absolute_size (self->fonts[i],
                                                faces[i].size * text_scale * PANGO_SCALE);
      self->widths[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }

  return self;
}

MlMetrics *
ml_metrics_new_cells (void)
{
  MlMetrics *self = g_new0 (MlMetrics, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->scale = 1;
  self->lengths = cell_lengths;
  return self;
}

MlMetrics *
ml_metrics_ref (MlMetrics *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ml_metrics_unref (MlMetrics *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < ML_N_FONTS; i++)
    {
      g_clear_pointer (&self->fonts[i], pango_font_description_free);
      g_clear_pointer (&self->widths[i], g_hash_table_unref);
    }
  g_clear_object (&self->layout);
  g_free (self);
}

gboolean
ml_metrics_is_cells (const MlMetrics *self)
{
  return self->layout == NULL;
}

double
ml_metrics_get_scale (const MlMetrics *self)
{
  return self->scale;
}

const MlLengths *
ml_metrics_get_lengths (const MlMetrics *self)
{
  return &self->lengths;
}

static double
count_cells (const char *text)
{
  double cells = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        cells += g_unichar_iswide (c) ? 2 : 1;
    }

  return cells;
}

static double
measure_with_pango (const MlMetrics *self, MlFont font, const char *text)
{
  PangoRectangle logical;

  pango_layout_set_font_description (self->layout, self->fonts[font]);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_extents (self->layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

double
ml_metrics_measure (const MlMetrics *self, MlFont font, const char *text)
{
  double *width;

  g_return_val_if_fail (font < ML_N_FONTS, 0);

  if (self->layout == NULL)
    return count_cells (text);

  width = g_hash_table_lookup (self->widths[font], text);
  if (width != NULL)
    return *width;

  if (g_hash_table_size (self->widths[font]) >= MOST_WIDTHS)
    g_hash_table_remove_all (self->widths[font]);
  width = g_new (double, 1);
  *width = measure_with_pango (self, font, text);
  g_hash_table_insert (self->widths[font], g_strdup (text), width);
  return *width;
}

char *
ml_metrics_fit (const MlMetrics *self, MlFont font, const char *text, double width)
{
  g_autoptr (GString) fitted = NULL;
  glong low = 0, high;

  if (ml_metrics_measure (self, font, text) <= width)
    return g_strdup (text);

  /* The most characters that fit, by halving. */
  fitted = g_string_new (NULL);
  high = g_utf8_strlen (text, -1) - 1;
  while (low < high)
    {
      glong middle = (low + high + 1) / 2;

      g_string_truncate (fitted, 0);
      g_string_append_len (fitted, text, g_utf8_offset_to_pointer (text, middle) - text);
      g_string_append (fitted, "…");
      if (ml_metrics_measure (self, font, fitted->str) <= width)
        low = middle;
      else
        high = middle - 1;
    }

  g_string_truncate (fitted, 0);
  g_string_append_len (fitted, text, g_utf8_offset_to_pointer (text, MAX (low, 0)) - text);
  g_string_append (fitted, "…");
  return g_string_free (g_steal_pointer (&fitted), FALSE);
}

const PangoFontDescription *
ml_metrics_get_font (const MlMetrics *self, MlFont font)
{
  g_return_val_if_fail (font < ML_N_FONTS, NULL);

  return self->fonts[font];
}
