/* ml-paint.c: paints a scene with cairo */
#include "ml-paint.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "ml-draw.h"

typedef struct
{
  MlPen pen;
  const MlMetrics *metrics;
  cairo_t *cr;
  PangoLayout *layout;
  GArray *opacities; /* double: of the open groups */
} CairoPen;

static CairoPen *
get_self (MlPen *pen)
{
  return (CairoPen *) pen;
}

static void
set_color (cairo_t *cr, MlColor color)
{
  cairo_set_source_rgb (
      cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void
begin (MlPen *pen, const char *id, const char *title, MlPoint origin, double opacity)
{
  CairoPen *self = get_self (pen);

  cairo_save (self->cr);
  cairo_translate (self->cr, origin.x, origin.y);
  if (opacity < 1)
    cairo_push_group (self->cr);
  g_array_append_val (self->opacities, opacity);
}

static void
end (MlPen *pen)
{
  CairoPen *self = get_self (pen);
  double opacity = g_array_index (self->opacities, double, self->opacities->len - 1);

  g_array_set_size (self->opacities, self->opacities->len - 1);
  if (opacity < 1)
    {
      cairo_pop_group_to_source (self->cr);
      cairo_paint_with_alpha (self->cr, opacity);
    }
  cairo_restore (self->cr);
}

static void
ink_path (cairo_t *cr, const MlInk *ink)
{
  const double dashes[] = { 5 * ink->width / 1.4, 4 * ink->width / 1.4 };
  const double dots[] = { 0.01, 2.6 * ink->width };

  if (ink->fills)
    {
      set_color (cr, ink->fill);
      if (ink->width > 0)
        cairo_fill_preserve (cr);
      else
        cairo_fill (cr);
    }
  if (ink->width <= 0)
    return;

  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, ink->dash == ML_DASH_DOTTED ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  if (ink->dash == ML_DASH_DASHED)
    cairo_set_dash (cr, dashes, 2, 0);
  else if (ink->dash == ML_DASH_DOTTED)
    cairo_set_dash (cr, dots, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static void
rect (MlPen *pen, const MlRect *r, double top_radius, double bottom_radius, const MlInk *ink)
{
  cairo_t *cr = get_self (pen)->cr;
  double right = r->x + r->width, bottom = r->y + r->height;
  double top = MIN (top_radius, r->height / 2), low = MIN (bottom_radius, r->height / 2);

  cairo_new_path (cr);
  cairo_arc (cr, right - top, r->y + top, top, -G_PI_2, 0);
  cairo_arc (cr, right - low, bottom - low, low, 0, G_PI_2);
  cairo_arc (cr, r->x + low, bottom - low, low, G_PI_2, G_PI);
  cairo_arc (cr, r->x + top, r->y + top, top, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  ink_path (cr, ink);
}

static void
circle (MlPen *pen, MlPoint center, double radius, const MlInk *ink)
{
  cairo_t *cr = get_self (pen)->cr;

  cairo_new_path (cr);
  cairo_arc (cr, center.x, center.y, radius, 0, 2 * G_PI);
  ink_path (cr, ink);
}

static void
curve (MlPen *pen, const MlCurve *c, const MlInk *ink)
{
  cairo_t *cr = get_self (pen)->cr;

  cairo_new_path (cr);
  cairo_move_to (cr, c->points[0].x, c->points[0].y);
  for (guint i = 1; i + 2 < c->n_points; i += 3)
    cairo_curve_to (cr,
                    c->points[i].x,
                    c->points[i].y,
                    c->points[i + 1].x,
                    c->points[i + 1].y,
                    c->points[i + 2].x,
                    c->points[i + 2].y);
  ink_path (cr, ink);
}

static void
lines (MlPen *pen, const MlPoint *points, guint n_points, gboolean closed, const MlInk *ink)
{
  cairo_t *cr = get_self (pen)->cr;

  cairo_new_path (cr);
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
  if (closed)
    cairo_close_path (cr);
  ink_path (cr, ink);
}

static PangoLayout *
get_layout (CairoPen *self)
{
  cairo_font_options_t *options;

  if (self->layout != NULL)
    return self->layout;

  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->layout = pango_cairo_create_layout (self->cr);
  pango_cairo_context_set_font_options (pango_layout_get_context (self->layout), options);
  pango_cairo_context_set_resolution (pango_layout_get_context (self->layout), 96);
  pango_context_set_round_glyph_positions (pango_layout_get_context (self->layout), FALSE);
  pango_layout_context_changed (self->layout);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  cairo_font_options_destroy (options);
  return self->layout;
}

static void
words (MlPen *pen, const MlWords *w)
{
  CairoPen *self = get_self (pen);
  PangoLayout *layout = get_layout (self);
  PangoFontDescription *font =
      pango_font_description_copy_static (ml_metrics_get_font (self->metrics, w->font));
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoRectangle logical;
  double x = w->at.x;

  if (w->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  if (w->struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));

  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, w->text, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  if (w->anchor == ML_ANCHOR_MIDDLE)
    x -= (double) logical.width / PANGO_SCALE / 2;
  else if (w->anchor == ML_ANCHOR_END)
    x -= (double) logical.width / PANGO_SCALE;

  set_color (self->cr, w->color);
  cairo_move_to (self->cr, x, w->at.y);
  pango_cairo_show_layout_line (self->cr, pango_layout_get_line_readonly (layout, 0));
  pango_layout_set_attributes (layout, NULL);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static void
pen_init (CairoPen *self, const MlScene *scene, cairo_t *cr)
{
  *self = (CairoPen){
    .pen = { begin, end, rect, circle, curve, lines, words },
    .metrics = ml_scene_get_metrics (scene),
    .cr = cr,
    .opacities = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

static void
pen_clear (CairoPen *self)
{
  g_array_unref (self->opacities);
  g_clear_object (&self->layout);
}

void
ml_paint_scene (const MlScene *scene, const MlTheme *theme, cairo_t *cr)
{
  CairoPen self;

  pen_init (&self, scene, cr);
  ml_draw_scene (scene, theme, &self.pen);
  pen_clear (&self);
}

void
ml_paint_ground (const MlScene *scene, const MlTheme *theme, const MlRect *room, cairo_t *cr)
{
  CairoPen self;

  pen_init (&self, scene, cr);
  ml_draw_ground (scene, theme, room, &self.pen);
  pen_clear (&self);
}

void
ml_paint_box (const MlScene *scene, const MlBox *box, const MlTheme *theme, cairo_t *cr)
{
  CairoPen self;

  pen_init (&self, scene, cr);
  ml_draw_box (scene, box, theme, &self.pen);
  pen_clear (&self);
}

void
ml_paint_ring (const MlScene *scene, const MlBox *box, const MlTheme *theme, cairo_t *cr)
{
  CairoPen self;

  pen_init (&self, scene, cr);
  ml_draw_ring (scene, box, theme, &self.pen);
  pen_clear (&self);
}

void
ml_paint_arrow (const MlScene *scene, const MlArrow *arrow, const MlTheme *theme, cairo_t *cr)
{
  CairoPen self;

  pen_init (&self, scene, cr);
  begin (&self.pen, NULL, NULL, (MlPoint){ 0, 0 }, arrow->opacity);
  ml_draw_arrow (scene, arrow, theme, &self.pen);
  end (&self.pen);
  pen_clear (&self);
}
