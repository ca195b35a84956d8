/* ml-draw.c: draws a scene with any pen */
#include "ml-draw.h"

#include <math.h>

#include "ml-draw-timeline.h"

typedef struct
{
  const MlMetrics *metrics;
  const MlLengths *lengths;
  const MlTheme *theme;
  MlPen *pen;
  double unit; /* one pixel of the design */
} Draw;

static Draw
make_draw (const MlScene *scene, const MlTheme *theme, MlPen *pen)
{
  const MlMetrics *metrics = ml_scene_get_metrics (scene);

  return (Draw){
    .metrics = metrics,
    .lengths = ml_metrics_get_lengths (metrics),
    .theme = theme,
    .pen = pen,
    .unit = ml_metrics_get_scale (metrics),
  };
}

/* Capital letters stand in the middle of a line of text; so do digits. */
static double
baseline (const Draw *self, MlFont font, double middle)
{
  const PangoFontDescription *description = ml_metrics_get_font (self->metrics, font);

  return middle + 0.35 * pango_font_description_get_size (description) / PANGO_SCALE;
}

static void
write_words (const Draw *self,
             const char *text,
             MlFont font,
             MlColor color,
             double x,
             double middle,
             MlAnchor anchor)
{
  self->pen->words (self->pen,
                    &(MlWords){
                        .text = text,
                        .font = font,
                        .color = color,
                        .at = { x, baseline (self, font, middle) },
                        .anchor = anchor,
                    });
}

static void
draw_line (const Draw *self, double x1, double y1, double x2, double y2, const MlInk *ink)
{
  MlPoint points[] = { { x1, y1 }, { x2, y2 } };

  self->pen->lines (self->pen, points, G_N_ELEMENTS (points), FALSE, ink);
}

/* Boxes */

typedef struct
{
  MlColor outline, band, title, body, text, note;
  MlDash dash;
} Coat;

static Coat
choose_coat (const Draw *self, const MlBox *box)
{
  const MlTheme *theme = self->theme;
  const MlHueColors *hue = &theme->hues[ml_hue_of_kind (box->kind)];
  Coat coat = {
    .outline = hue->outline,
    .band = hue->band,
    .title = hue->title,
    .body = hue->body,
    .text = theme->text,
    .note = theme->secondary,
  };

  if (box->role != ML_BOX_OBJECT)
    {
      coat.outline = box->flags & ML_BOX_ACTIVE ? theme->active_frame : theme->frame_outline;
      coat.body = coat.band = theme->frame;
      coat.title = box->flags & ML_BOX_ACTIVE ? theme->active_frame : theme->secondary;
    }
  else if (box->flags & ML_BOX_FREED)
    {
      coat.body = coat.band = theme->heap;
      coat.outline = coat.title = coat.text = theme->secondary;
      coat.dash = ML_DASH_DASHED;
    }
  else if (box->flags & ML_BOX_GARBAGE)
    {
      coat.outline = coat.title = theme->secondary;
      coat.band = coat.body;
      coat.dash = ML_DASH_DASHED;
    }

  return coat;
}

/* Diagonals for what nothing reaches any more; they keep away from the words by being pale. */
static void
draw_hatch (const Draw *self, const MlBox *box, const Coat *coat)
{
  double width = box->rect.width, height = box->rect.height;
  MlInk ink = {
    .width = self->unit,
    .stroke = ml_color_mix (coat->body, self->theme->secondary, 0.22),
  };
  double step = 9 * self->unit;

  for (double at = step; at < width + height; at += step)
    draw_line (
        self, MIN (at, width), MAX (at - width, 0), MAX (at - height, 0), MIN (at, height), &ink);
}

static double
corner_radius (const Draw *self, const MlBox *box)
{
  /* A cell is as round as its words allow. */
  return (box->kind == ML_KIND_CELL ? 20 : 8) * self->unit;
}

static void
draw_body (const Draw *self, const MlBox *box, const Coat *coat)
{
  MlPen *pen = self->pen;
  MlRect all = { 0, 0, box->rect.width, box->rect.height };
  MlRect band = { 0, 0, box->rect.width, self->lengths->header };
  double radius = corner_radius (self, box);
  double width = (self->theme->line_width - 0.4) * self->unit;

  if (box->flags & ML_BOX_ACTIVE)
    width = (self->theme->line_width + 0.2) * self->unit;

  pen->rect (pen, &all, radius, radius, &(MlInk){ .fills = TRUE, .fill = coat->body });
  if (box->flags & ML_BOX_GARBAGE)
    draw_hatch (self, box, coat);
  else if (box->role == ML_BOX_OBJECT && box->kind != ML_KIND_CELL)
    pen->rect (pen,
               &band,
               radius,
               box->n_rows > 0 ? 0 : radius,
               &(MlInk){ .fills = TRUE, .fill = coat->band });

  pen->rect (pen,
             &all,
             radius,
             radius,
             &(MlInk){ .width = width, .stroke = coat->outline, .dash = coat->dash });

  if (box->kind == ML_KIND_CLASS || box->kind == ML_KIND_BUILTIN_CLASS)
    {
      MlRect outer = ml_rect_grow (&all, 3 * self->unit);

      pen->rect (pen,
                 &outer,
                 radius + 3 * self->unit,
                 radius + 3 * self->unit,
                 &(MlInk){
                     .width = self->unit,
                     .stroke = ml_color_mix (coat->outline, self->theme->heap, 0.35),
                     .dash = coat->dash,
                 });
    }
}

static void
draw_pill (const Draw *self, const MlRect *rect, const char *text, MlColor color, const MlInk *ink)
{
  self->pen->rect (self->pen, rect, rect->height / 2, rect->height / 2, ink);
  write_words (self,
               text,
               ML_FONT_BADGE,
               color,
               rect->x + rect->width / 2,
               rect->y + rect->height / 2,
               ML_ANCHOR_MIDDLE);
}

/* What stands beside the badge: how the count changed. */
static char *
describe_mark (const Draw *self, const MlBox *box, MlColor *color)
{
  *color = box->delta < 0 ? self->theme->changed : self->theme->created;
  if (box->delta != 0)
    return g_strdup_printf (box->delta > 0 ? "+%d" : "−%d", ABS (box->delta));
  if (box->flags & ML_BOX_NEW)
    return g_strdup ("new");
  return NULL;
}

static void
draw_mark (const Draw *self, const MlBox *box, const Coat *coat, double right)
{
  MlColor color;
  g_autofree char *mark = describe_mark (self, box, &color);
  double left = self->lengths->padding +
                ml_metrics_measure (self->metrics, ML_FONT_TITLE, box->title) + 4 * self->unit;

  if (mark == NULL || right - ml_metrics_measure (self->metrics, ML_FONT_MARK, mark) < left)
    return;

  write_words (self,
               mark,
               ML_FONT_MARK,
               ml_theme_get_mark (self->theme, coat->band, color),
               right,
               self->lengths->header / 2,
               ML_ANCHOR_END);
}

/* Returns where the room for other marks ends. */
static double
draw_badge (const Draw *self, const MlBox *box, const Coat *coat)
{
  const MlHueColors *hue = &self->theme->hues[ml_hue_of_kind (box->kind)];
  MlRect badge = ml_box_get_badge_rect (box, self->metrics);
  MlRect pill = ml_box_get_pill_rect (box, self->metrics);
  gboolean freed = (box->flags & ML_BOX_FREED) != 0;
  MlInk ink = { .fills = TRUE, .fill = freed ? self->theme->freed : hue->badge };
  g_autofree char *count = NULL;
  g_autofree char *hidden = NULL;

  if (badge.width <= 0)
    return box->rect.width - self->lengths->padding;

  /* Where the badge has the colour of its band, its edge shows what it is. */
  if (ml_color_get_contrast (ink.fill, coat->band) < 1.5)
    {
      ink.width = self->unit;
      ink.stroke = hue->on_badge;
    }

  count = ml_box_get_count (box, self->metrics);
  draw_pill (self, &badge, count, freed ? self->theme->on_freed : hue->on_badge, &ink);
  if (pill.width <= 0)
    return badge.x - self->lengths->badge_gap;

  hidden = ml_box_get_pill (box);
  draw_pill (self,
             &pill,
             hidden,
             self->theme->secondary,
             &(MlInk){
                 .fills = TRUE,
                 .fill = coat->body,
                 .width = self->unit,
                 .stroke = self->theme->secondary,
             });
  return pill.x - self->lengths->badge_gap;
}

static void
draw_dot (const Draw *self, const MlBox *box, const MlRow *row)
{
  gboolean aside = box->role != ML_BOX_OBJECT && !(box->flags & ML_BOX_ACTIVE);
  MlColor color = aside ? self->theme->reference_aside : self->theme->reference;

  self->pen->circle (
      self->pen, row->dot, self->lengths->dot, &(MlInk){ .fills = TRUE, .fill = color });
}

/* A list's cells are open at the top and right: there is room for more. What cannot change is
 * closed all round. */
static void
draw_cell (const Draw *self, const MlBox *box, const MlRow *row, const Coat *coat)
{
  const MlRect *rect = &row->rect;
  MlInk ink = { .width = 1.2 * self->unit, .stroke = coat->outline, .dash = coat->dash };
  MlPoint corner[] = {
    { rect->x, rect->y },
    { rect->x, rect->y + rect->height },
    { rect->x + rect->width, rect->y + rect->height },
  };

  if (row->flags & ML_ROW_CLOSED)
    self->pen->rect (self->pen, rect, 0, 0, &ink);
  else
    self->pen->lines (self->pen, corner, G_N_ELEMENTS (corner), FALSE, &ink);

  if (row->label != NULL)
    self->pen->words (self->pen,
                      &(MlWords){
                          .text = row->label,
                          .font = ML_FONT_INDEX,
                          .color = coat->note,
                          .at = { rect->x + 3 * self->unit, rect->y + 8.5 * self->unit },
                      });
  if (row->text != NULL)
    write_words (self,
                 row->text,
                 ML_FONT_CODE,
                 row->holder == 0 ? coat->note : coat->text,
                 rect->x + rect->width / 2,
                 rect->y + rect->height / 2 + 2 * self->unit,
                 ML_ANCHOR_MIDDLE);
}

/* A bar at the edge of a row that was bound or changed in this step. */
static void
draw_change (const Draw *self, const MlRow *row)
{
  MlRect bar = {
    row->rect.x + 3 * self->unit,
    row->rect.y + 5 * self->unit,
    3 * self->unit,
    row->rect.height - 10 * self->unit,
  };
  gboolean new = (row->flags & ML_ROW_NEW) != 0;

  if (!(row->flags & (ML_ROW_NEW | ML_ROW_CHANGED)) || row->rect.x > 0)
    return;

  self->pen->rect (self->pen,
                   &bar,
                   1.5 * self->unit,
                   1.5 * self->unit,
                   &(MlInk){
                       .fills = TRUE,
                       .fill = new ? self->theme->created : self->theme->changed,
                   });
}

static void
draw_was (const Draw *self, const MlRow *row, double right, double middle)
{
  g_autofree char *was = NULL;

  if (row->was == NULL)
    return;

  was = g_strdup_printf ("was %s", row->was);
  self->pen->words (self->pen,
                    &(MlWords){
                        .text = was,
                        .font = ML_FONT_NOTE,
                        .color = self->theme->secondary,
                        .at = { right, baseline (self, ML_FONT_NOTE, middle) },
                        .anchor = ML_ANCHOR_END,
                        .struck = TRUE,
                    });
}

static void
draw_name (const Draw *self, const MlBox *box, const MlRow *row, const Coat *coat)
{
  const MlRect *rect = &row->rect;
  double middle = rect->y + rect->height / 2;
  double right = rect->x + rect->width - self->lengths->padding;
  gboolean gone = (row->flags & ML_ROW_GONE) != 0;

  draw_change (self, row);
  if (row->label != NULL)
    self->pen->words (self->pen,
                      &(MlWords){
                          .text = row->label,
                          .font = ML_FONT_CODE,
                          .color = gone || row->flags & ML_ROW_RETURN ? coat->note : coat->text,
                          .at = { rect->x + self->lengths->padding + 2 * self->unit,
                                  baseline (self, ML_FONT_CODE, middle) },
                          .struck = gone,
                          .italic = (row->flags & ML_ROW_RETURN) != 0,
                      });

  if (row->text != NULL)
    {
      write_words (self, row->text, ML_FONT_CODE, coat->text, right, middle, ML_ANCHOR_END);
      right -= ml_metrics_measure (self->metrics, ML_FONT_CODE, row->text) + self->lengths->padding;
    }
  else
    right = row->dot.x - self->lengths->padding;
  draw_was (self, row, right, middle);
}

/* What was evaluated last stands on a ground of its own. */
static void
draw_code (const Draw *self, const MlRow *row, const Coat *coat)
{
  double left = self->lengths->padding + 2 * self->unit;
  double middle = row->rect.y + row->rect.height / 2;

  if (row->mark_end > row->mark_start)
    {
      g_autofree char *before = g_utf8_substring (row->text, 0, row->mark_start);
      g_autofree char *marked = g_utf8_substring (row->text, row->mark_start, row->mark_end);
      MlRect ground = {
        left + ml_metrics_measure (self->metrics, ML_FONT_CODE, before) - self->unit,
        row->rect.y + self->unit,
        ml_metrics_measure (self->metrics, ML_FONT_CODE, marked) + 2 * self->unit,
        row->rect.height - 2 * self->unit,
      };
      MlInk ink = { .fills = TRUE, .fill = ml_color_mix (coat->body, self->theme->created, 0.25) };

      self->pen->rect (self->pen, &ground, 3 * self->unit, 3 * self->unit, &ink);
    }

  write_words (self, row->text, ML_FONT_CODE, coat->text, left, middle, ML_ANCHOR_START);
}

static void
draw_row (const Draw *self, const MlBox *box, const MlRow *row, const Coat *coat)
{
  double middle = row->rect.y + row->rect.height / 2;

  switch (row->kind)
    {
    case ML_ROW_CELL:
      if (!(row->flags & ML_ROW_STANDING))
        {
          draw_cell (self, box, row, coat);
          break;
        }
      draw_name (self, box, row, coat);
      break;
    case ML_ROW_VALUE:
      write_words (self,
                   row->text,
                   ML_FONT_VALUE,
                   coat->text,
                   box->rect.width / 2,
                   middle,
                   ML_ANCHOR_MIDDLE);
      break;
    case ML_ROW_NOTE:
      write_words (self,
                   row->text,
                   ML_FONT_NOTE,
                   coat->note,
                   self->lengths->padding + 2 * self->unit,
                   middle,
                   ML_ANCHOR_START);
      break;
    case ML_ROW_CODE:
      draw_code (self, row, coat);
      break;
    case ML_ROW_NAME:
    case ML_ROW_PAIR:
    default:
      draw_name (self, box, row, coat);
    }

  if (row->target != 0)
    draw_dot (self, box, row);
}

/* Rules between a frame's names, a dict's pairs, the cells of a standing sequence. */
static void
draw_rules (const Draw *self, const MlBox *box, const Coat *coat)
{
  for (guint i = 0; i < box->n_rows; i++)
    {
      const MlRow *row = &box->rows[i];
      MlInk ink = { .width = self->unit, .stroke = self->theme->frame_rule };
      double edge = self->unit;

      if (box->role == ML_BOX_NAME || (row->kind == ML_ROW_CODE && i > 0))
        continue;
      if (box->role != ML_BOX_FRAME)
        {
          if (i == 0 || (row->kind != ML_ROW_PAIR && !(row->flags & ML_ROW_STANDING)))
            continue;
          ink.stroke = ml_color_mix (coat->body, coat->outline, 0.25);
          edge = self->lengths->padding;
        }
      draw_line (self, edge, row->rect.y, box->rect.width - edge, row->rect.y, &ink);
    }
}

static void
draw_header (const Draw *self, const MlBox *box, const Coat *coat)
{
  gboolean frame = box->role == ML_BOX_FRAME;
  double middle = (frame ? self->lengths->frame_header : self->lengths->header) / 2;

  write_words (self,
               box->title,
               ML_FONT_TITLE,
               coat->title,
               self->lengths->padding + (frame ? 2 * self->unit : 0),
               middle,
               ML_ANCHOR_START);
  if (box->subtitle != NULL)
    write_words (self,
                 box->subtitle,
                 ML_FONT_NOTE,
                 coat->note,
                 box->rect.width - self->lengths->padding,
                 middle,
                 ML_ANCHOR_END);
  if (box->role == ML_BOX_OBJECT)
    draw_mark (self, box, coat, draw_badge (self, box, coat));
}

/* Below a tombstone, in one line: "freed 88 bytes returned". */
static void
draw_freed (const Draw *self, const MlBox *box)
{
  const MlRect words = ml_box_get_remark_rect (box, self->metrics);
  double middle = words.y + words.height / 2;

  write_words (self, "freed", ML_FONT_MARK, self->theme->freed, words.x, middle, ML_ANCHOR_START);
  if (box->remark != NULL)
    write_words (self,
                 box->remark,
                 ML_FONT_NOTE,
                 self->theme->secondary,
                 words.x + words.width,
                 middle,
                 ML_ANCHOR_END);
}

/* Above an object: what there is to know of it. In the view of types an arrow leaves it there. */
static void
draw_caption (const Draw *self, const MlBox *box, MlView view)
{
  gboolean aside = box->role == ML_BOX_OBJECT && view == ML_VIEW_TYPES;
  double left = aside ? box->rect.width / 2 + 7 * self->unit : 0;

  write_words (self,
               box->caption,
               ML_FONT_NOTE,
               self->theme->secondary,
               left,
               -self->lengths->note * 0.55,
               ML_ANCHOR_START);
}

static void
draw_halo (const Draw *self, const MlBox *box)
{
  MlRect all = { 0, 0, box->rect.width, box->rect.height };
  double away = (box->kind == ML_KIND_CLASS ? 7 : 5) * self->unit;
  MlRect halo = ml_rect_grow (&all, away);
  double radius = corner_radius (self, box) + away;

  if (box->role == ML_BOX_OBJECT && box->flags & ML_BOX_NEW)
    self->pen->rect (self->pen,
                     &halo,
                     radius,
                     radius,
                     &(MlInk){
                         .width = 2 * self->unit,
                         .stroke = ml_color_mix (self->theme->created, self->theme->heap, 0.55),
                     });
}

void
ml_draw_box (const MlScene *scene, const MlBox *box, const MlTheme *theme, MlPen *pen)
{
  Draw self = make_draw (scene, theme, pen);
  Coat coat = choose_coat (&self, box);

  if (box->role >= ML_BOX_TRACK)
    {
      ml_draw_timeline_box (scene, box, theme, pen);
      return;
    }

  draw_halo (&self, box);
  draw_body (&self, box, &coat);
  if (box->role != ML_BOX_NAME)
    draw_header (&self, box, &coat);
  draw_rules (&self, box, &coat);
  for (guint i = 0; i < box->n_rows; i++)
    draw_row (&self, box, &box->rows[i], &coat);
  if (box->caption != NULL)
    draw_caption (&self, box, ml_scene_get_view (scene));
  if (box->flags & ML_BOX_FREED)
    draw_freed (&self, box);
}

void
ml_draw_ring (const MlScene *scene, const MlBox *box, const MlTheme *theme, MlPen *pen)
{
  Draw self = make_draw (scene, theme, pen);
  MlRect all = { 0, 0, box->rect.width, box->rect.height };
  MlRect ring = ml_rect_grow (&all, 4 * self.unit);
  double radius = corner_radius (&self, box) + 3 * self.unit;

  pen->rect (
      pen, &ring, radius, radius, &(MlInk){ .width = 2.5 * self.unit, .stroke = theme->selection });
}

/* Arrows */

/* The part of a Bézier from its start to @t, and the direction there. */
static void
cut_bezier (const MlPoint *p, double t, MlPoint *cut)
{
  MlPoint a = { p[0].x + (p[1].x - p[0].x) * t, p[0].y + (p[1].y - p[0].y) * t };
  MlPoint b = { p[1].x + (p[2].x - p[1].x) * t, p[1].y + (p[2].y - p[1].y) * t };
  MlPoint c = { p[2].x + (p[3].x - p[2].x) * t, p[2].y + (p[3].y - p[2].y) * t };
  MlPoint d = { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
  MlPoint e = { b.x + (c.x - b.x) * t, b.y + (c.y - b.y) * t };

  cut[0] = p[0];
  cut[1] = a;
  cut[2] = d;
  cut[3] = (MlPoint){ d.x + (e.x - d.x) * t, d.y + (e.y - d.y) * t };
}

/* The line of an arrow without its head, as far as it is drawn. The points are the caller's. */
static MlCurve
cut_line (const MlArrow *arrow)
{
  guint n = arrow->curve.n_points / 3 - 1;
  double upto = CLAMP (arrow->drawn, 0, 1) * n;
  guint whole = MIN ((guint) upto, n);
  MlCurve line = { 0, g_new (MlPoint, 3 * n + 1) };

  for (guint i = 0; i <= 3 * whole; i++)
    line.points[line.n_points++] = arrow->curve.points[i];
  if (whole < n && upto - whole > 0.001)
    {
      cut_bezier (arrow->curve.points + 3 * whole, upto - whole, line.points + line.n_points - 1);
      line.n_points += 3;
    }

  return line;
}

static void
draw_head (const Draw *self, const MlArrow *arrow, MlPoint base, MlPoint tip, MlColor color)
{
  double length = hypot (tip.x - base.x, tip.y - base.y);
  double half = self->lengths->arrow / (arrow->kind == ML_ARROW_INSTANCE_OF ? 2.4 : 2);
  double x = (tip.x - base.x) / MAX (length, 0.001) * half;
  double y = (tip.y - base.y) / MAX (length, 0.001) * half;
  MlPoint points[] = { { base.x - y, base.y + x }, tip, { base.x + y, base.y - x } };
  MlInk ink = { .fills = TRUE, .fill = color, .width = 0.8 * self->unit, .stroke = color };

  if (arrow->kind == ML_ARROW_SUBCLASS_OF)
    {
      ink.fill = self->theme->heap;
      ink.width = 1.4 * self->unit;
    }
  else if (arrow->kind == ML_ARROW_WEAK)
    {
      ink.fills = FALSE;
      ink.width = 1.6 * self->unit;
    }

  self->pen->lines (self->pen, points, 3, arrow->kind != ML_ARROW_WEAK, &ink);
}

static MlColor
arrow_color (const Draw *self, const MlScene *scene, const MlArrow *arrow)
{
  const MlBox *from = ml_scene_get_box (scene, arrow->from);

  if (arrow->kind == ML_ARROW_INSTANCE_OF || arrow->kind == ML_ARROW_SUBCLASS_OF)
    return from != NULL ? self->theme->hues[ml_hue_of_kind (from->kind)].outline
                        : self->theme->reference;
  return arrow->flags & ML_ARROW_ASIDE ? self->theme->reference_aside : self->theme->reference;
}

void
ml_draw_arrow (const MlScene *scene, const MlArrow *arrow, const MlTheme *theme, MlPen *pen)
{
  Draw self = make_draw (scene, theme, pen);
  MlColor color = arrow_color (&self, scene, arrow);
  MlInk ink = { .width = theme->line_width * self.unit, .stroke = color };
  guint n = arrow->curve.n_points;
  MlPoint base, tip;
  MlCurve line;

  if (n < 7 || arrow->drawn <= 0.01 || arrow->opacity <= 0)
    return;

  if (arrow->kind == ML_ARROW_INSTANCE_OF)
    ink.dash = ML_DASH_DOTTED;
  else if (arrow->kind == ML_ARROW_WEAK)
    ink.dash = ML_DASH_DASHED;

  line = cut_line (arrow);
  pen->curve (pen, &line, &ink);

  base = line.points[line.n_points - 1];
  if (arrow->drawn >= 1)
    tip = arrow->curve.points[n - 1];
  else
    {
      MlPoint before = line.points[line.n_points - 2];
      double length = MAX (hypot (base.x - before.x, base.y - before.y), 0.001);

      tip.x = base.x + (base.x - before.x) / length * self.lengths->arrow;
      tip.y = base.y + (base.y - before.y) / length * self.lengths->arrow;
    }
  draw_head (&self, arrow, base, tip, color);
  g_free (line.points);

  if (arrow->caption != NULL && arrow->drawn >= 1)
    pen->words (pen,
                &(MlWords){
                    .text = arrow->caption,
                    .font = ML_FONT_NOTE,
                    .color = color,
                    .at = arrow->caption_at,
                    .italic = TRUE,
                });
}

/* The whole */

static void
draw_panel (const Draw *self, const MlPanel *panel, const MlRect *rect)
{
  const MlTheme *theme = self->theme;
  double left = rect->x + self->lengths->frame_inset;
  double middle = rect->y + self->lengths->panel_header / 2;

  self->pen->rect (self->pen,
                   rect,
                   12 * self->unit,
                   12 * self->unit,
                   &(MlInk){
                       .fills = TRUE,
                       .fill = panel->is_plain  ? theme->frame
                               : panel->is_heap ? theme->heap
                                                : theme->stack,
                       .width = self->unit,
                       .stroke = panel->is_heap ? theme->heap_outline : theme->stack_outline,
                   });
  write_words (self,
               panel->title,
               ML_FONT_PANEL,
               panel->is_heap ? theme->heap_title : theme->stack_title,
               left,
               middle,
               ML_ANCHOR_START);
  if (panel->subtitle != NULL)
    write_words (self,
                 panel->subtitle,
                 ML_FONT_NOTE,
                 theme->secondary,
                 left + ml_metrics_measure (self->metrics, ML_FONT_PANEL, panel->title) +
                     self->lengths->padding,
                 middle,
                 ML_ANCHOR_START);
}

/* A panel that reaches to the right or lower margin of @extents, made to reach to that of @room. */
static MlRect
stretch_panel (const MlRect *panel, const MlRect *extents, const MlRect *room, double margin)
{
  MlRect rect = *panel;

  if (rect.x + rect.width + margin >= extents->x + extents->width - 1)
    rect.width = room->x + room->width - margin - rect.x;

  if (rect.y + rect.height + margin >= extents->y + extents->height - 1)
    rect.height = room->y + room->height - margin - rect.y;

  return rect;
}

void
ml_draw_ground (const MlScene *scene, const MlTheme *theme, const MlRect *room, MlPen *pen)
{
  Draw self = make_draw (scene, theme, pen);
  MlRect extents = ml_scene_get_extents (scene);
  MlRect whole = room == NULL ? extents : ml_rect_union (&extents, room);
  guint n_panels;
  const MlPanel *panels = ml_scene_get_panels (scene, &n_panels);

  pen->rect (pen, &whole, 0, 0, &(MlInk){ .fills = TRUE, .fill = theme->canvas });
  for (guint i = 0; i < n_panels; i++)
    {
      MlRect rect = stretch_panel (&panels[i].rect, &extents, &whole, self.lengths->margin);

      draw_panel (&self, &panels[i], &rect);
    }
}

static void
draw_arrows (const MlScene *scene, const MlTheme *theme, MlPen *pen, gboolean aside)
{
  guint n_arrows;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_arrows; i++)
    {
      const MlArrow *arrow = &arrows[i];
      g_autofree char *id = g_strdup_printf ("arrow-%u-%x", arrow->holder, arrow->slot);

      if (((arrow->flags & ML_ARROW_ASIDE) != 0) != aside)
        continue;

      pen->begin (pen, id, NULL, (MlPoint){ 0, 0 }, arrow->opacity);
      ml_draw_arrow (scene, arrow, theme, pen);
      pen->end (pen);
    }
}

void
ml_draw_scene (const MlScene *scene, const MlTheme *theme, MlPen *pen)
{
  guint n_boxes;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);

  ml_draw_ground (scene, theme, NULL, pen);

  for (guint i = 0; i < n_boxes; i++)
    {
      const MlBox *box = &boxes[i];
      g_autofree char *id = g_strdup_printf ("object-%" G_GUINT64_FORMAT, (guint64) box->id);

      pen->begin (pen, id, box->label, (MlPoint){ box->rect.x, box->rect.y }, box->opacity);
      ml_draw_box (scene, box, theme, pen);
      pen->end (pen);
    }

  draw_arrows (scene, theme, pen, TRUE);
  draw_arrows (scene, theme, pen, FALSE);
}
