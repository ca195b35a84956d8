/* ml-text-art.c: draws a scene with box-drawing letters
 *
 * Every line is first noted as the directions in which it leaves each cell; the letters follow from
 * them at the end, so that lines which meet join by themselves.
 */
#include "ml-text-art.h"

#include <math.h>
#include <string.h>

enum
{
  UP = 1,
  RIGHT = 2,
  DOWN = 4,
  LEFT = 8,
};

static const char *const joints[] = {
  [0] = " ",
  [UP] = "╵",
  [RIGHT] = "╶",
  [DOWN] = "╷",
  [LEFT] = "╴",
  [UP | DOWN] = "│",
  [LEFT | RIGHT] = "─",
  [UP | RIGHT] = "└",
  [UP | LEFT] = "┘",
  [DOWN | RIGHT] = "┌",
  [DOWN | LEFT] = "┐",
  [UP | DOWN | RIGHT] = "├",
  [UP | DOWN | LEFT] = "┤",
  [LEFT | RIGHT | UP] = "┴",
  [LEFT | RIGHT | DOWN] = "┬",
  [UP | DOWN | LEFT | RIGHT] = "┼",
};

typedef struct
{
  guint8 ways; /* of the lines that meet here */
  gboolean dashed;
  gboolean covered; /* the right half of a wide letter */
  gunichar letter;  /* 0: none; stands above lines */
} Cell;

typedef struct
{
  int width, height;
  Cell *cells;
} Sheet;

static Cell *
cell_at (const Sheet *sheet, int x, int y)
{
  if (x < 0 || y < 0 || x >= sheet->width || y >= sheet->height)
    return NULL;
  return &sheet->cells[y * sheet->width + x];
}

static void
add_way (const Sheet *sheet, int x, int y, guint8 ways, gboolean dashed)
{
  Cell *cell = cell_at (sheet, x, y);

  if (cell == NULL)
    return;
  cell->dashed = dashed && cell->ways == 0;
  cell->ways |= ways;
}

static void
put_letter (const Sheet *sheet, int x, int y, gunichar letter)
{
  Cell *cell = cell_at (sheet, x, y);

  if (cell != NULL)
    cell->letter = letter;
}

static void
put_text (const Sheet *sheet, int x, int y, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iszerowidth (c))
        continue;
      put_letter (sheet, x++, y, c);
      if (g_unichar_iswide (c))
        {
          Cell *half = cell_at (sheet, x++, y);

          if (half != NULL)
            half->covered = TRUE;
        }
    }
}

static void
draw_flat (const Sheet *sheet, int from, int to, int y, gboolean dashed)
{
  for (int x = MIN (from, to); x <= MAX (from, to); x++)
    add_way (
        sheet, x, y, (x > MIN (from, to) ? LEFT : 0) | (x < MAX (from, to) ? RIGHT : 0), dashed);
}

static void
draw_upright (const Sheet *sheet, int x, int from, int to, gboolean dashed)
{
  for (int y = MIN (from, to); y <= MAX (from, to); y++)
    add_way (sheet, x, y, (y > MIN (from, to) ? UP : 0) | (y < MAX (from, to) ? DOWN : 0), dashed);
}

static void
draw_rect (const Sheet *sheet, const MlRect *rect, gboolean dashed)
{
  int x = rect->x, y = rect->y;
  int right = x + (int) rect->width - 1, bottom = y + (int) rect->height - 1;

  draw_flat (sheet, x, right, y, dashed);
  draw_flat (sheet, x, right, bottom, dashed);
  draw_upright (sheet, x, y, bottom, dashed);
  draw_upright (sheet, right, y, bottom, dashed);
}

static int
text_width (const MlScene *scene, const char *text)
{
  return ml_metrics_measure (ml_scene_get_metrics (scene), ML_FONT_CODE, text);
}

/* Boxes */

static void
put_panel (const Sheet *sheet, const MlScene *scene, const MlPanel *panel)
{
  int x = panel->rect.x + panel->rect.width / 2 - (text_width (scene, panel->title) + 2) / 2;
  g_autofree char *title = g_strdup_printf (" %s ", panel->title);

  draw_rect (sheet, &panel->rect, FALSE);
  put_text (sheet, x, panel->rect.y, title);
}

static void
put_counts (const Sheet *sheet, const MlScene *scene, const MlBox *box)
{
  MlMetrics *metrics = ml_scene_get_metrics (scene);
  MlRect badge = ml_box_get_badge_rect (box, metrics);
  MlRect pill = ml_box_get_pill_rect (box, metrics);
  g_autofree char *count = NULL;
  g_autofree char *hidden = NULL;

  if (badge.width > 0)
    {
      count = ml_box_get_count (box, metrics);
      put_text (sheet, box->rect.x + badge.x, box->rect.y + badge.y, count);
    }
  if (pill.width > 0)
    {
      hidden = ml_box_get_pill (box);
      put_text (sheet, box->rect.x + pill.x, box->rect.y + pill.y, hidden);
    }
}

static void
put_cell (const Sheet *sheet, const MlScene *scene, const MlBox *box, const MlRow *row)
{
  int x = box->rect.x + row->rect.x, y = box->rect.y + row->rect.y;
  int width = row->rect.width;

  put_letter (sheet, x, y, 0x2502);
  if (row->text != NULL)
    put_text (sheet, x + 1 + (width - 1 - text_width (scene, row->text)) / 2, y, row->text);
  if (row->target != 0)
    put_letter (sheet, box->rect.x + row->dot.x, box->rect.y + row->dot.y, 0x25cf);
}

static void
put_row (const Sheet *sheet, const MlScene *scene, const MlBox *box, const MlRow *row)
{
  int left = box->rect.x + 2, y = box->rect.y + row->rect.y;
  int right = box->rect.x + box->rect.width - 2;

  if (row->kind == ML_ROW_CELL && !(row->flags & ML_ROW_STANDING))
    {
      put_cell (sheet, scene, box, row);
      return;
    }

  if (row->label != NULL)
    put_text (sheet, left, y, row->label);
  if (row->text != NULL)
    put_text (
        sheet, row->label == NULL ? left : right - text_width (scene, row->text), y, row->text);
  if (row->flags & ML_ROW_GONE)
    put_text (sheet, right - 1, y, "✕");
  if (row->target != 0)
    put_letter (sheet, box->rect.x + row->dot.x, box->rect.y + row->dot.y, 0x25cf);
}

static void
put_box (const Sheet *sheet, const MlScene *scene, const MlBox *box)
{
  int x = box->rect.x + 2, y = box->rect.y;

  draw_rect (sheet, &box->rect, (box->flags & (ML_BOX_FREED | ML_BOX_GARBAGE)) != 0);
  put_text (sheet, x, y + 1, box->title);
  put_counts (sheet, scene, box);
  for (guint i = 0; i < box->n_rows; i++)
    put_row (sheet, scene, box, &box->rows[i]);

  if (box->flags & ML_BOX_FREED)
    put_text (sheet, x, y + box->rect.height - 1, " freed ");
  else if (box->flags & ML_BOX_GARBAGE)
    put_text (sheet, x, y + box->rect.height - 1, " garbage ");
}

/* Arrows */

static void
put_arrow (const Sheet *sheet, const MlArrow *arrow)
{
  static const gunichar filled[] = { 0x25ba, 0x25bc, 0x25c4, 0x25b2 };
  static const gunichar hollow[] = { 0x25b7, 0x25bd, 0x25c1, 0x25b3 };
  gboolean dashed = arrow->kind == ML_ARROW_INSTANCE_OF || arrow->kind == ML_ARROW_WEAK;
  const MlCurve *curve = &arrow->curve;
  MlPoint last, tip;
  guint way;

  if (curve->n_points < 4)
    return;

  last = curve->points[0];
  for (guint i = 3; i < curve->n_points; i += 3)
    {
      MlPoint next = curve->points[i];

      if (fabs (next.y - last.y) < 0.5)
        draw_flat (sheet, lround (last.x), lround (next.x), lround (last.y), dashed);
      else
        draw_upright (sheet, lround (last.x), lround (last.y), lround (next.y), dashed);
      if (i + 3 < curve->n_points)
        last = next;
    }

  tip = ml_curve_end (curve);
  if (fabs (tip.x - last.x) >= fabs (tip.y - last.y))
    way = tip.x >= last.x ? 0 : 2;
  else
    way = tip.y >= last.y ? 1 : 3;
  put_letter (sheet,
              lround (tip.x),
              lround (tip.y),
              arrow->kind == ML_ARROW_SUBCLASS_OF ? hollow[way] : filled[way]);
}

/* The sheet */

static const char *
line_letter (const Cell *cell)
{
  if (cell->dashed && cell->ways == (LEFT | RIGHT))
    return "╌";
  if (cell->dashed && cell->ways == (UP | DOWN))
    return "╎";
  return joints[cell->ways];
}

static char *
write_sheet (const Sheet *sheet)
{
  GString *out = g_string_new (NULL);

  for (int y = 0; y < sheet->height; y++)
    {
      gsize end = out->len;

      for (int x = 0; x < sheet->width; x++)
        {
          const Cell *cell = cell_at (sheet, x, y);

          if (cell->covered)
            continue;
          if (cell->letter != 0)
            g_string_append_unichar (out, cell->letter);
          else
            g_string_append (out, line_letter (cell));
          if (cell->letter != 0 ? cell->letter != ' ' : cell->ways != 0)
            end = out->len;
        }

      g_string_truncate (out, end);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

char *
ml_text_art_write (const MlScene *scene)
{
  MlRect extents = ml_scene_get_extents (scene);
  Sheet sheet = { ceil (extents.width), ceil (extents.height), NULL };
  guint n_boxes, n_arrows, n_panels;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);
  const MlPanel *panels = ml_scene_get_panels (scene, &n_panels);
  char *text;

  g_return_val_if_fail (ml_metrics_is_cells (ml_scene_get_metrics (scene)), NULL);

  sheet.cells = g_new0 (Cell, sheet.width * sheet.height);
  for (guint i = 0; i < n_panels; i++)
    put_panel (&sheet, scene, &panels[i]);
  for (guint i = 0; i < n_arrows; i++)
    put_arrow (&sheet, &arrows[i]);
  for (guint i = 0; i < n_boxes; i++)
    put_box (&sheet, scene, &boxes[i]);

  text = write_sheet (&sheet);
  g_free (sheet.cells);
  return text;
}
