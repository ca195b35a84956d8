/* ml-svg.c: writes a scene as SVG */
#include "ml-svg.h"

#include <string.h>

#include "ml-draw.h"

typedef struct
{
  MlPen pen;
  const MlMetrics *metrics;
  GString *out;
} SvgPen;

/* Lengths with two decimals, no more digits than needed: the same in every locale. */
static void
append_length (GString *out, double length)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", length);
  end = buffer + strlen (buffer) - 1;
  while (*end == '0')
    *end-- = '\0';
  if (*end == '.')
    *end = '\0';

  g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

/* XML has no place for control characters, not even escaped ones. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      switch (c)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        default:
          if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
            g_string_append (out, "\xef\xbf\xbd");
          else
            g_string_append_unichar (out, c);
        }
    }
}

static void
append_attribute (GString *out, const char *name, double length)
{
  g_string_append_printf (out, " %s=\"", name);
  append_length (out, length);
  g_string_append_c (out, '"');
}

static void
append_point (GString *out, MlPoint point)
{
  append_length (out, point.x);
  g_string_append_c (out, ',');
  append_length (out, point.y);
}

static void
append_ink (GString *out, const MlInk *ink)
{
  if (ink->fills)
    g_string_append_printf (out, " fill=\"#%06x\"", ink->fill);
  else
    g_string_append (out, " fill=\"none\"");

  if (ink->width > 0)
    {
      g_string_append_printf (out, " stroke=\"#%06x\"", ink->stroke);
      append_attribute (out, "stroke-width", ink->width);
    }

  if (ink->dash == ML_DASH_DASHED)
    g_string_append (out, " stroke-dasharray=\"5 4\"");
  else if (ink->dash == ML_DASH_DOTTED)
    g_string_append (out, " stroke-dasharray=\"0.01 4.7\" stroke-linecap=\"round\"");
}

static void
begin (MlPen *pen, const char *id, const char *title, MlPoint origin, double opacity)
{
  GString *out = ((SvgPen *) pen)->out;

  g_string_append (out, "<g");
  if (id != NULL)
    g_string_append_printf (out, " id=\"%s\"", id);
  if (origin.x != 0 || origin.y != 0)
    {
      g_string_append (out, " transform=\"translate(");
      append_point (out, origin);
      g_string_append (out, ")\"");
    }
  if (opacity < 1)
    append_attribute (out, "opacity", opacity);
  g_string_append (out, ">\n");

  if (title != NULL)
    {
      g_string_append (out, "<title>");
      append_escaped (out, title);
      g_string_append (out, "</title>\n");
    }
}

static void
end (MlPen *pen)
{
  g_string_append (((SvgPen *) pen)->out, "</g>\n");
}

/* Corners that differ need a path. */
static void
append_band (GString *out, const MlRect *r, double radius)
{
  g_string_append (out, "<path d=\"M");
  append_point (out, (MlPoint){ r->x, r->y + r->height });
  g_string_append (out, " V");
  append_length (out, r->y + radius);
  g_string_append (out, " A");
  append_point (out, (MlPoint){ radius, radius });
  g_string_append (out, " 0 0 1 ");
  append_point (out, (MlPoint){ r->x + radius, r->y });
  g_string_append (out, " H");
  append_length (out, r->x + r->width - radius);
  g_string_append (out, " A");
  append_point (out, (MlPoint){ radius, radius });
  g_string_append (out, " 0 0 1 ");
  append_point (out, (MlPoint){ r->x + r->width, r->y + radius });
  g_string_append (out, " V");
  append_length (out, r->y + r->height);
  g_string_append (out, " Z\"");
}

static void
rect (MlPen *pen, const MlRect *r, double top_radius, double bottom_radius, const MlInk *ink)
{
  GString *out = ((SvgPen *) pen)->out;

  if (top_radius > bottom_radius)
    append_band (out, r, MIN (top_radius, r->height / 2));
  else
    {
      g_string_append (out, "<rect");
      append_attribute (out, "x", r->x);
      append_attribute (out, "y", r->y);
      append_attribute (out, "width", r->width);
      append_attribute (out, "height", r->height);
      if (top_radius > 0)
        append_attribute (out, "rx", MIN (top_radius, r->height / 2));
    }

  append_ink (out, ink);
  g_string_append (out, "/>\n");
}

static void
circle (MlPen *pen, MlPoint center, double radius, const MlInk *ink)
{
  GString *out = ((SvgPen *) pen)->out;

  g_string_append (out, "<circle");
  append_attribute (out, "cx", center.x);
  append_attribute (out, "cy", center.y);
  append_attribute (out, "r", radius);
  append_ink (out, ink);
  g_string_append (out, "/>\n");
}

static void
curve (MlPen *pen, const MlCurve *c, const MlInk *ink)
{
  GString *out = ((SvgPen *) pen)->out;

  g_string_append (out, "<path d=\"M");
  append_point (out, c->points[0]);
  for (guint i = 1; i < c->n_points; i++)
    {
      g_string_append (out, i % 3 == 1 ? " C" : " ");
      append_point (out, c->points[i]);
    }
  g_string_append_c (out, '"');
  append_ink (out, ink);
  g_string_append (out, "/>\n");
}

static void
lines (MlPen *pen, const MlPoint *points, guint n_points, gboolean closed, const MlInk *ink)
{
  GString *out = ((SvgPen *) pen)->out;

  g_string_append (out, closed ? "<polygon points=\"" : "<polyline points=\"");
  for (guint i = 0; i < n_points; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      append_point (out, points[i]);
    }
  g_string_append (out, "\" stroke-linejoin=\"round\"");
  append_ink (out, ink);
  g_string_append (out, "/>\n");
}

static void
words (MlPen *pen, const MlWords *w)
{
  SvgPen *self = (SvgPen *) pen;
  const PangoFontDescription *font = ml_metrics_get_font (self->metrics, w->font);

  g_string_append (self->out, "<text");
  append_attribute (self->out, "x", w->at.x);
  append_attribute (self->out, "y", w->at.y);
  g_string_append (self->out, " font-family=\"");
  append_escaped (self->out, pango_font_description_get_family (font));
  g_string_append_c (self->out, '"');
  append_attribute (
      self->out, "font-size", (double) pango_font_description_get_size (font) / PANGO_SCALE);
  if (pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD)
    g_string_append (self->out, " font-weight=\"700\"");
  if (w->italic)
    g_string_append (self->out, " font-style=\"italic\"");
  if (w->struck)
    g_string_append (self->out, " text-decoration=\"line-through\"");
  if (w->anchor == ML_ANCHOR_MIDDLE)
    g_string_append (self->out, " text-anchor=\"middle\"");
  else if (w->anchor == ML_ANCHOR_END)
    g_string_append (self->out, " text-anchor=\"end\"");
  g_string_append_printf (self->out, " fill=\"#%06x\" xml:space=\"preserve\">", w->color);
  append_escaped (self->out, w->text);
  g_string_append (self->out, "</text>\n");
}

static void
append_description (GString *out, const MlScene *scene)
{
  guint n_boxes, n_arrows;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);

  ml_scene_get_arrows (scene, &n_arrows);
  g_string_append_printf (out,
                          "<desc>The memory of a program at step %u: %u boxes, %u arrows.",
                          ml_scene_get_step (scene),
                          n_boxes,
                          n_arrows);
  for (guint i = 0; i < n_boxes; i++)
    {
      g_string_append_c (out, '\n');
      append_escaped (out, boxes[i].label);
    }
  g_string_append (out, "</desc>\n");
}

char *
ml_svg_write (const MlScene *scene, const MlTheme *theme, const char *title)
{
  MlRect extents = ml_scene_get_extents (scene);
  SvgPen self = {
    .pen = { begin, end, rect, circle, curve, lines, words },
    .metrics = ml_scene_get_metrics (scene),
    .out = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""),
  };

  append_attribute (self.out, "width", extents.width);
  append_attribute (self.out, "height", extents.height);
  g_string_append (self.out, " viewBox=\"0 0 ");
  append_length (self.out, extents.width);
  g_string_append_c (self.out, ' ');
  append_length (self.out, extents.height);
  g_string_append (self.out, "\">\n<title>");
  append_escaped (self.out, title != NULL ? title : "Stack and heap");
  g_string_append (self.out, "</title>\n");
  append_description (self.out, scene);
  ml_draw_scene (scene, theme, &self.pen);
  g_string_append (self.out, "</svg>\n");

  return g_string_free (self.out, FALSE);
}
