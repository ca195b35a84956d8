/* ml-draw-timeline.c: draws the boxes of which a timeline is made */
#include "ml-draw-timeline.h"

typedef struct
{
  const MlMetrics *metrics;
  const MlTheme *theme;
  MlPen *pen;
  double unit;
} Draw;

static void
write_at (const Draw *self,
          const char *text,
          MlFont font,
          MlColor color,
          double x,
          double baseline,
          MlAnchor anchor)
{
  self->pen->words (self->pen,
                    &(MlWords){
                        .text = text,
                        .font = font,
                        .color = color,
                        .at = { x, baseline },
                        .anchor = anchor,
                    });
}

static void
draw_line (const Draw *self, MlPoint from, MlPoint to, double width, MlColor color, MlDash dash)
{
  MlPoint points[] = { from, to };

  self->pen->lines (
      self->pen, points, 2, FALSE, &(MlInk){ .width = width, .stroke = color, .dash = dash });
}

static void
draw_track (const Draw *self, const MlBox *box)
{
  double left = 16 * self->unit;
  double middle = box->rect.height / 2;
  g_autofree char *title =
      ml_metrics_fit (self->metrics, ML_FONT_TITLE, box->title, 185 * self->unit);

  draw_line (self,
             (MlPoint){ 0, 0 },
             (MlPoint){ box->rect.width, 0 },
             self->unit,
             self->theme->frame_rule,
             ML_DASH_NONE);
  write_at (self,
            title,
            ML_FONT_TITLE,
            self->theme->text,
            left,
            middle - (box->subtitle != NULL ? 2 : -4) * self->unit,
            ML_ANCHOR_START);
  if (box->subtitle != NULL)
    write_at (self,
              box->subtitle,
              ML_FONT_NOTE,
              self->theme->secondary,
              left,
              middle + 14 * self->unit,
              ML_ANCHOR_START);
}

static void
draw_bar (const Draw *self, const MlBox *box)
{
  const MlHueColors *hue = &self->theme->hues[ml_hue_of_kind (box->kind)];
  MlRect all = { 0, 0, box->rect.width, box->rect.height };
  double radius = MIN (6 * self->unit, box->rect.width / 2);
  double middle = box->rect.height / 2 + 4.5 * self->unit;
  double room = box->rect.width - 8 * self->unit;
  g_autofree char *text = NULL;

  self->pen->rect (self->pen,
                   &all,
                   radius,
                   radius,
                   &(MlInk){
                       .fills = TRUE,
                       .fill = hue->band,
                       .width = 1.4 * self->unit,
                       .stroke = hue->outline,
                   });
  text = room > 0 ? ml_metrics_fit (self->metrics, ML_FONT_CODE, box->title, room) : NULL;
  if (text != NULL && ml_metrics_measure (self->metrics, ML_FONT_CODE, text) <= room)
    write_at (self, text, ML_FONT_CODE, hue->title, box->rect.width / 2, middle, ML_ANCHOR_MIDDLE);
  if (box->flags & (ML_BOX_FREED | ML_BOX_CHANGED))
    write_at (self,
              "×",
              ML_FONT_TITLE,
              box->flags & ML_BOX_FREED ? self->theme->freed : self->theme->secondary,
              box->rect.width + 4 * self->unit,
              middle,
              ML_ANCHOR_START);
}

static void
draw_level (const Draw *self, const MlBox *box)
{
  const MlHueColors *hue = &self->theme->hues[ml_hue_of_kind (box->kind)];
  MlRect all = { 0, 0, box->rect.width, box->rect.height };
  MlInk ink = { .fills = TRUE, .fill = hue->band };
  MlPoint top[] = {
    { 0, box->rect.height },
    { 0, 0 },
    { box->rect.width, 0 },
    { box->rect.width, box->rect.height },
  };

  if (box->flags & (ML_BOX_NEW | ML_BOX_FREED))
    {
      ink.fill = box->flags & ML_BOX_NEW ? self->theme->created : self->theme->freed;
      self->pen->rect (self->pen, &all, self->unit, self->unit, &ink);
      return;
    }

  self->pen->rect (self->pen, &all, 0, 0, &ink);
  self->pen->lines (self->pen,
                    top,
                    G_N_ELEMENTS (top),
                    FALSE,
                    &(MlInk){ .width = 1.4 * self->unit, .stroke = hue->outline });
  if (ml_metrics_measure (self->metrics, ML_FONT_NOTE, box->title) < box->rect.width)
    write_at (self,
              box->title,
              ML_FONT_NOTE,
              self->theme->secondary,
              box->rect.width / 2,
              -4 * self->unit,
              ML_ANCHOR_MIDDLE);
}

static void
draw_heading (const Draw *self, const MlBox *box)
{
  draw_line (self,
             (MlPoint){ 0, 0 },
             (MlPoint){ 0, box->rect.height },
             self->unit,
             self->theme->frame_rule,
             ML_DASH_NONE);
  write_at (self,
            box->title,
            ML_FONT_CODE,
            self->theme->secondary,
            6 * self->unit,
            19 * self->unit,
            ML_ANCHOR_START);
}

/* The step that is looked at: a band, and its number above. */
static void
draw_now (const Draw *self, const MlBox *box)
{
  MlRect band = { 0, 0, box->rect.width, box->rect.height };

  self->pen->rect (self->pen,
                   &band,
                   0,
                   0,
                   &(MlInk){ .width = 1.6 * self->unit, .stroke = self->theme->selection });
  write_at (self,
            box->title,
            ML_FONT_MARK,
            ml_theme_get_mark (self->theme, self->theme->frame, self->theme->selection),
            box->rect.width,
            -5 * self->unit,
            ML_ANCHOR_END);
}

void
ml_draw_timeline_box (const MlScene *scene, const MlBox *box, const MlTheme *theme, MlPen *pen)
{
  const MlMetrics *metrics = ml_scene_get_metrics (scene);
  Draw self = { metrics, theme, pen, ml_metrics_get_scale (metrics) };

  switch (box->role)
    {
    case ML_BOX_TRACK:
      draw_track (&self, box);
      break;
    case ML_BOX_BAR:
      draw_bar (&self, box);
      break;
    case ML_BOX_LEVEL:
      draw_level (&self, box);
      break;
    case ML_BOX_HEADING:
      draw_heading (&self, box);
      break;
    case ML_BOX_NOW:
    default:
      draw_now (&self, box);
    }
}
