/* ml-box.c: one thing as it is drawn */
#include "ml-box.h"

#include <string.h>

#include "ml-reader.h"
#include "ml-words.h"

/* What has more rows than these is folded. */
#define ROW_LIMIT 10
#define FRAME_LIMIT 24

/* The longest that stands beside a badge: there is always room for it. */
#define DELTA_WORDS "new "

MlRow *
ml_box_add_row (MlBox *self, MlRowKind kind, char *label, char *text)
{
  MlRow *row;

  /* Grows at powers of two. */
  if ((self->n_rows & (self->n_rows - 1)) == 0)
    self->rows = g_renew (MlRow, self->rows, MAX (2 * self->n_rows, 1));

  row = &self->rows[self->n_rows++];
  *row = (MlRow){ .kind = kind, .label = label, .text = text };
  return row;
}

static void
row_clear (MlRow *row)
{
  g_free (row->label);
  g_free (row->text);
  g_free (row->was);
}

/* The last rows that are kept give way to one that says how many are not shown. */
static void
fold (MlBox *self, guint keep, gboolean flat)
{
  guint n_folded = 0;
  MlRow *row;

  keep = MAX (keep, 1);
  if (self->n_rows <= keep)
    return;

  for (guint i = keep - 1; i < self->n_rows; i++)
    {
      row = &self->rows[i];
      n_folded += row->n_folded > 0 ? row->n_folded : 1;
      row_clear (row);
    }

  row = &self->rows[keep - 1];
  *row = (MlRow){
    .kind = flat ? ML_ROW_CELL : ML_ROW_NOTE,
    .text = g_strdup_printf (flat ? "…%u" : "… %u more", n_folded),
    .n_folded = n_folded,
  };
  self->n_rows = keep;
}

/* Puts words into the place of references. */
static void
write_out (MlBox *self, const MlMemory *memory)
{
  for (guint i = 0; i < self->n_rows; i++)
    {
      MlRow *row = &self->rows[i];

      if (row->target == 0)
        continue;
      row->text = ml_words_key (memory, ml_memory_get (memory, row->target));
      row->target = 0;
    }
}

void
ml_box_init (MlBox *self,
             const MlMemory *memory,
             const MlThing *thing,
             MlView view,
             MlDetail detail)
{
  guint n_names = 0;

  *self = (MlBox){
    .id = ML_BOX_ID (thing->serial),
    .serial = thing->serial,
    .role = thing->kind == ML_KIND_FRAME ? ML_BOX_FRAME : ML_BOX_OBJECT,
    .kind = (MlKind) thing->kind,
    .opacity = 1,
    .count = thing->count,
    .title = ml_words_title (memory, thing),
  };

  if (thing->flags & ML_THING_IMMORTAL)
    self->flags |= ML_BOX_IMMORTAL;
  if (thing->flags & ML_THING_MUTABLE)
    self->flags |= ML_BOX_MUTABLE;
  if (detail != ML_DETAIL_SIMPLE && self->role == ML_BOX_OBJECT)
    self->flags |= ML_BOX_BADGE;

  ml_reader_add_rows (self, memory, thing, detail);
  if (view == ML_VIEW_TYPES && self->role == ML_BOX_OBJECT)
    write_out (self, memory);
  fold (self,
        self->role == ML_BOX_FRAME ? FRAME_LIMIT : ROW_LIMIT,
        self->n_rows > 0 && self->rows[0].kind == ML_ROW_CELL);

  for (guint i = 0; i < self->n_rows; i++)
    if (self->rows[i].kind == ML_ROW_NAME)
      n_names++;
  self->label = ml_words_label (thing, self->title, n_names);
}

void
ml_box_init_copy (MlBox *self, const MlBox *other)
{
  *self = *other;
  self->title = g_strdup (other->title);
  self->subtitle = g_strdup (other->subtitle);
  self->caption = g_strdup (other->caption);
  self->remark = g_strdup (other->remark);
  self->label = g_strdup (other->label);
  self->rows = NULL;
  self->n_rows = 0;

  for (guint i = 0; i < other->n_rows; i++)
    {
      const MlRow *row = &other->rows[i];
      MlRow *copy = ml_box_add_row (self, row->kind, NULL, NULL);

      *copy = *row;
      copy->label = g_strdup (row->label);
      copy->text = g_strdup (row->text);
      copy->was = g_strdup (row->was);
    }
}

void
ml_box_clear (MlBox *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    row_clear (&self->rows[i]);

  g_free (self->rows);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->caption);
  g_free (self->remark);
  g_free (self->label);
  *self = (MlBox){ .rows = NULL };
}

double
ml_box_measure_name (const char *name, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = ml_metrics_measure (metrics, ML_FONT_CODE, name) + 4 * lengths->padding;

  return MIN (width, lengths->frame_max);
}

void
ml_box_init_name (MlBox *self,
                  const MlBox *frame,
                  const MlRow *row,
                  const MlMetrics *metrics,
                  const MlRect *place)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  gboolean cells = ml_metrics_is_cells (metrics);
  MlRow *own;

  *self = (MlBox){
    .id = ML_BOX_ID_OF_SLOT (row->holder, row->slot),
    .serial = frame->serial,
    .role = ML_BOX_NAME,
    .kind = frame->kind,
    .flags = frame->flags & ML_BOX_ACTIVE,
    .rect = *place,
    .opacity = 1,
    .title = g_strdup (row->label),
    .label = g_strdup_printf ("name %s in %s", row->label, frame->title),
  };

  own = ml_box_add_row (self, row->kind, g_strdup (row->label), g_strdup (row->text));
  own->holder = row->holder;
  own->slot = row->slot;
  own->target = row->target;
  own->flags = row->flags;
  own->rect = (MlRect){ 0, cells ? 1 : 0, place->width, cells ? 1 : place->height };
  own->dot = (MlPoint){
    place->width - (cells ? 3 : 1.4 * lengths->padding),
    cells ? 1 : place->height / 2,
  };
}

char *
ml_box_get_count (const MlBox *self, const MlMetrics *metrics)
{
  const char *word = ml_metrics_is_cells (metrics) ? "refs " : "";

  if (self->flags & ML_BOX_IMMORTAL)
    return g_strconcat (word, "∞", NULL);
  return g_strdup_printf ("%s%u", word, self->count);
}

char *
ml_box_get_pill (const MlBox *self)
{
  return g_strdup_printf ("⋯%u", self->hidden);
}

static double
badge_width (const MlMetrics *metrics, const char *text)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = ml_metrics_measure (metrics, ML_FONT_BADGE, text);

  if (ml_metrics_is_cells (metrics))
    return width;
  return MAX (lengths->badge_width, width + lengths->badge_height * 0.75);
}

MlRect
ml_box_get_badge_rect (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  g_autofree char *text = NULL;
  double width, right;

  if (!(self->flags & ML_BOX_BADGE))
    return (MlRect){ 0 };

  text = ml_box_get_count (self, metrics);
  width = badge_width (metrics, text);
  right = ml_metrics_is_cells (metrics) ? lengths->padding : lengths->badge_gap;
  return (MlRect){
    self->rect.width - right - width,
    (lengths->header - lengths->badge_height + (ml_metrics_is_cells (metrics) ? 1 : 0)) / 2,
    width,
    lengths->badge_height,
  };
}

MlRect
ml_box_get_pill_rect (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  g_autofree char *text = NULL;
  MlRect rect = ml_box_get_badge_rect (self, metrics);
  double width;

  if (self->hidden == 0 || rect.width <= 0)
    return (MlRect){ 0 };

  text = ml_box_get_pill (self);
  width = badge_width (metrics, text);
  rect.x -= lengths->badge_gap + width;
  rect.width = width;
  return rect;
}

/* A header's room is the same whatever its count is: badges change, boxes do not. */
static double
measure_header (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = ml_metrics_measure (metrics, ML_FONT_TITLE, self->title) + 2 * lengths->padding;

  if (self->role == ML_BOX_FRAME)
    return width +
           (self->subtitle == NULL
                ? 0
                : lengths->padding + ml_metrics_measure (metrics, ML_FONT_NOTE, self->subtitle));
  if (!(self->flags & ML_BOX_BADGE))
    return width;

  if (ml_metrics_is_cells (metrics))
    return width + ml_metrics_measure (metrics, ML_FONT_BADGE, " refs 99 ⋯9");

  width += lengths->badge_width;
  if (!(self->flags & ML_BOX_IMMORTAL))
    width += lengths->badge_gap + lengths->badge_width +
             ml_metrics_measure (metrics, ML_FONT_MARK, DELTA_WORDS);
  return width;
}

static gboolean
is_cell (const MlRow *row)
{
  return row->kind == ML_ROW_CELL;
}

static double
measure_row (const MlRow *row, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  MlFont font = ML_FONT_CODE;
  double width = 2 * lengths->padding;

  if (row->kind == ML_ROW_NOTE)
    font = ML_FONT_NOTE;
  else if (row->kind == ML_ROW_VALUE)
    font = ML_FONT_VALUE;

  if (row->label != NULL)
    width += ml_metrics_measure (metrics, ML_FONT_CODE, row->label);
  if (row->text != NULL)
    width += ml_metrics_measure (metrics, font, row->text);
  if (row->label != NULL)
    width += 2 * lengths->padding;
  return width;
}

/* All cells of a flat sequence are as wide as the widest. */
static double
measure_cell (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = lengths->cell_width;

  for (guint i = 0; i < self->n_rows; i++)
    if (is_cell (&self->rows[i]) && self->rows[i].text != NULL)
      width = MAX (
          width, lengths->padding + ml_metrics_measure (metrics, ML_FONT_CODE, self->rows[i].text));

  return width;
}

static double
row_height (const MlBox *self, const MlRow *row, const MlMetrics *metrics, gboolean standing)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);

  switch (row->kind)
    {
    case ML_ROW_NOTE:
      return lengths->note;
    case ML_ROW_CODE:
      return lengths->code;
    case ML_ROW_VALUE:
      return lengths->value;
    case ML_ROW_CELL:
      return standing ? lengths->row : lengths->cell_height;
    case ML_ROW_NAME:
    case ML_ROW_PAIR:
    default:
      return lengths->row;
    }
}

static double
header_height (const MlBox *self, const MlLengths *lengths)
{
  return self->role == ML_BOX_FRAME ? lengths->frame_header : lengths->header + lengths->body_top;
}

static double
footer_height (const MlBox *self, const MlMetrics *metrics, gboolean flat)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);

  if (ml_metrics_is_cells (metrics))
    return lengths->body_bottom;
  if (self->role == ML_BOX_FRAME)
    return 0;
  if (self->n_rows == 0)
    return -lengths->body_top;
  return flat ? lengths->padding : lengths->body_bottom;
}

static gboolean
is_flat (const MlBox *self, gboolean standing)
{
  return !standing && self->n_rows > 0 && is_cell (&self->rows[0]);
}

void
ml_box_measure (const MlBox *self,
                const MlMetrics *metrics,
                gboolean standing,
                double *width,
                double *height)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  gboolean flat = is_flat (self, standing);
  double smallest = self->role == ML_BOX_FRAME ? lengths->frame_width : lengths->box_width;
  double largest = self->role == ML_BOX_FRAME ? lengths->frame_max : lengths->box_max;

  *width = MAX (smallest, measure_header (self, metrics));
  *height = header_height (self, lengths) + footer_height (self, metrics, flat);

  for (guint i = 0; i < self->n_rows; i++)
    {
      if (flat && is_cell (&self->rows[i]))
        continue;
      *width = MAX (*width, measure_row (&self->rows[i], metrics));
      *height += row_height (self, &self->rows[i], metrics, standing);
    }

  *width = MIN (*width, largest);
  if (flat)
    {
      *width = MAX (*width, self->n_rows * measure_cell (self, metrics) + 2 * lengths->padding);
      *height += lengths->cell_height + (ml_metrics_is_cells (metrics) ? 0 : lengths->body_top);
    }
}

static void
arrange_row (MlBox *self, MlRow *row, const MlMetrics *metrics, const MlRect *rect)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double room = rect->width - 2 * lengths->padding;
  MlFont font = row->kind == ML_ROW_NOTE    ? ML_FONT_NOTE
                : row->kind == ML_ROW_VALUE ? ML_FONT_VALUE
                                            : ML_FONT_CODE;

  row->rect = *rect;
  row->flags |= is_cell (row) ? ML_ROW_STANDING : 0;
  row->dot = (MlPoint){
    rect->x + rect->width - lengths->padding - lengths->dot,
    rect->y + (ml_metrics_is_cells (metrics) ? 0 : rect->height / 2),
  };

  if (row->label != NULL)
    {
      char *fitted = ml_metrics_fit (metrics, ML_FONT_CODE, row->label, room - lengths->padding);

      g_free (row->label);
      row->label = fitted;
      room -= ml_metrics_measure (metrics, ML_FONT_CODE, fitted) + lengths->padding;
    }

  if (row->text != NULL)
    {
      char *fitted = ml_metrics_fit (metrics, font, row->text, room);

      g_free (row->text);
      row->text = fitted;
    }
}

static void
arrange_flat (MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = measure_cell (self, metrics);
  double room = self->rect.width - 2 * lengths->padding;
  double y =
      header_height (self, lengths) + (ml_metrics_is_cells (metrics) ? 0 : lengths->body_top / 2);

  fold (self, (guint) (room / width + 0.01), TRUE);

  for (guint i = 0; i < self->n_rows; i++)
    {
      MlRow *row = &self->rows[i];

      row->rect = (MlRect){ lengths->padding + i * width, y, width, lengths->cell_height };
      row->dot = (MlPoint){
        ml_metrics_is_cells (metrics) ? row->rect.x + (int) (width / 2) : row->rect.x + width / 2,
        ml_metrics_is_cells (metrics) ? y : y + lengths->cell_height / 2,
      };
    }
}

/* The most rows that fit below each other into @room. */
static guint
count_fitting (const MlBox *self, const MlMetrics *metrics, double room, gboolean standing)
{
  guint n = 0;

  while (n < self->n_rows)
    {
      room -= row_height (self, &self->rows[n], metrics, standing);
      if (room < -0.01)
        break;
      n++;
    }

  return n;
}

void
ml_box_arrange (MlBox *self, const MlMetrics *metrics, const MlRect *place, gboolean standing)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  gboolean flat = is_flat (self, standing);
  double y = header_height (self, lengths);
  double room = place->height - y - footer_height (self, metrics, flat);

  self->rect = *place;
  if (flat)
    {
      arrange_flat (self, metrics);
      return;
    }

  fold (self, count_fitting (self, metrics, room, standing), FALSE);

  for (guint i = 0; i < self->n_rows; i++)
    {
      MlRow *row = &self->rows[i];
      MlRect rect = { 0, y, place->width, row_height (self, row, metrics, standing) };

      arrange_row (self, row, metrics, &rect);
      y += rect.height;
    }

  if (self->role == ML_BOX_FRAME)
    self->rect.height = y + footer_height (self, metrics, FALSE);
}

MlRect
ml_box_get_remark_rect (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double width = ml_metrics_measure (metrics, ML_FONT_MARK, "freed");

  if (self->remark != NULL)
    width += lengths->badge_gap + ml_metrics_measure (metrics, ML_FONT_NOTE, self->remark);
  return (MlRect){
    (self->rect.width - width) / 2,
    self->rect.height + lengths->note * 0.1,
    width,
    lengths->note,
  };
}

MlRect
ml_box_get_ink (const MlBox *self, const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double away = lengths->padding;
  double above = self->caption != NULL ? lengths->note : 0;
  MlRect ink = {
    -away,
    -away - above,
    self->rect.width + 2 * away,
    self->rect.height + 2 * away + above,
  };

  if (self->role >= ML_BOX_TRACK)
    {
      ink.width += away + lengths->box_max;
      return ink;
    }
  if (self->flags & ML_BOX_FREED)
    {
      MlRect remark = ml_box_get_remark_rect (self, metrics);

      ink = ml_rect_union (&ink, &remark);
    }
  if (self->caption != NULL)
    ink.width = MAX (ink.width,
                     self->rect.width / 2 + 3 * away +
                         ml_metrics_measure (metrics, ML_FONT_NOTE, self->caption));
  return ink;
}

static guint64
mix (guint64 hash, guint64 value)
{
  return (hash ^ value) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
mix_words (guint64 hash, const char *words)
{
  for (const char *p = words != NULL ? words : ""; *p != '\0'; p++)
    hash = mix (hash, (guchar) *p);

  return mix (hash, words == NULL ? 1 : 2);
}

static guint64
mix_length (guint64 hash, double length)
{
  return mix (hash, (guint64) (gint64) (length * 64));
}

guint64
ml_box_get_look (const MlBox *self)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  hash = mix (hash, self->role);
  hash = mix (hash, self->kind);
  hash = mix (hash, self->flags);
  hash = mix (hash, self->count);
  hash = mix (hash, self->hidden);
  hash = mix (hash, (guint64) (gint64) self->delta);
  hash = mix_length (hash, self->rect.width);
  hash = mix_length (hash, self->rect.height);
  hash = mix_words (hash, self->title);
  hash = mix_words (hash, self->subtitle);
  hash = mix_words (hash, self->caption);
  hash = mix_words (hash, self->remark);

  for (guint i = 0; i < self->n_rows; i++)
    {
      const MlRow *row = &self->rows[i];

      hash = mix (hash, row->kind);
      hash = mix (hash, row->flags);
      hash = mix (hash, row->target != 0);
      hash = mix_words (hash, row->label);
      hash = mix_words (hash, row->text);
      hash = mix_words (hash, row->was);
      hash = mix (hash, row->mark_start);
      hash = mix (hash, row->mark_end);
      hash = mix_length (hash, row->rect.x);
      hash = mix_length (hash, row->rect.y);
      hash = mix_length (hash, row->rect.width);
    }

  return hash;
}
