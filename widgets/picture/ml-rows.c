/* ml-rows.c: where things stand in the view of types */
#include "ml-rows.h"

#include <math.h>

#include "ml-space.h"

/* Lines of instances below the classes. */
#define MOST_LINES 3

/* Instances that a class's column has room for side by side. */
#define MOST_ABREAST 4

/* A class, the column that is kept free for it, and what stands in it. */
typedef struct
{
  MlRect rect;
  double width;              /* of the column */
  guint n_members;           /* at a time */
  MlStep ends[MOST_ABREAST]; /* of those members at the time in question */
  double member_width;
} Column;

struct _MlRows
{
  const MlLengths *lengths;
  double left, top;
  double gap; /* between rows: room for arrows */
  double name_height;
  GArray *levels;      /* double: where each row of classes begins; the last: where instances do */
  GHashTable *columns; /* serial of a class → Column */
  double cursor;       /* where the next column begins */
  MlSpace *classes;
  MlSpace *members;
  MlSpace *names;
  MlRect heap;
  MlRect band; /* without height before the first stretch has ended */
};

MlRows *
ml_rows_new (const MlMetrics *metrics, double left, double top)
{
  MlRows *self = g_new0 (MlRows, 1);

  self->lengths = ml_metrics_get_lengths (metrics);
  self->left = left;
  self->top = top;
  self->gap = 2 * self->lengths->gap_y;
  self->name_height = self->lengths->frame_header + (ml_metrics_is_cells (metrics) ? 1 : 0);
  self->cursor = left;
  self->levels = g_array_new (FALSE, FALSE, sizeof (double));
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->classes = ml_space_new (left, top);
  self->members = ml_space_new (left, top);
  self->heap = (MlRect){ left, top, 4 * self->lengths->box_width, self->lengths->header };
  return self;
}

void
ml_rows_free (MlRows *self)
{
  g_array_unref (self->levels);
  g_hash_table_unref (self->columns);
  ml_space_free (self->classes);
  ml_space_free (self->members);
  g_clear_pointer (&self->names, ml_space_free);
  g_free (self);
}

static gboolean
is_class (const MlLife *life)
{
  return life->kind == ML_KIND_CLASS || life->kind == ML_KIND_BUILTIN_CLASS;
}

static Column *
get_column (MlRows *self, MlSerial class)
{
  Column *column = g_hash_table_lookup (self->columns, GUINT_TO_POINTER (class));

  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      g_hash_table_insert (self->columns, GUINT_TO_POINTER (class), column);
    }
  return column;
}

static void
measure_levels (MlRows *self, const MlLives *lives)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, TRUE, sizeof (double));
  double y = self->top;

  for (guint i = 0; i < ml_lives_get_n (lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (lives, i);

      if (!is_class (life))
        continue;
      if (life->level >= heights->len)
        g_array_set_size (heights, life->level + 1);
      g_array_index (heights, double, life->level) =
          MAX (g_array_index (heights, double, life->level), life->height);
    }

  for (guint i = 0; i < heights->len; i++)
    {
      g_array_append_val (self->levels, y);
      y += g_array_index (heights, double, i) + self->gap;
    }
  g_array_append_val (self->levels, y);
}

/* Members are found in the order of their births, so what ended before is over. */
static void
count_member (Column *column, const MlLife *life)
{
  for (guint i = 0; i < MOST_ABREAST; i++)
    {
      if (i < column->n_members && column->ends[i] >= life->first)
        continue;
      column->ends[i] = life->last;
      column->n_members = MAX (column->n_members, i + 1);
      return;
    }
}

static void
measure_columns (MlRows *self, const MlLives *lives, guint first)
{
  for (guint i = first; i < ml_lives_get_n (lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (lives, i);
      Column *column;

      if (is_class (life) || life->reached == ML_REACHED_BY_STACK)
        continue;
      column = get_column (self, life->type);
      count_member (column, life);
      column->member_width = MAX (column->member_width, life->width);
    }
}

static double
column_width (const MlRows *self, const Column *column, double class_width)
{
  guint n = column->n_members;
  double members = n * (column->member_width + self->lengths->sibling_gap);

  return MAX (class_width, members - self->lengths->sibling_gap);
}

void
ml_rows_begin (MlRows *self, const MlLives *lives, guint first)
{
  double width = 0;

  if (self->levels->len == 0)
    measure_levels (self, lives);
  measure_columns (self, lives, first);

  for (guint i = first; i < ml_lives_get_n (lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (lives, i);

      if (is_class (life) && life->level == 2)
        width += column_width (self, get_column (self, life->serial), life->width) +
                 self->lengths->gap_x;
    }

  self->heap.width = MAX (self->heap.width, width - self->lengths->gap_x);
}

static void
place_class (MlRows *self, const MlLife *life, MlRoom *room)
{
  Column *column = get_column (self, life->serial);
  const Column *base = g_hash_table_lookup (self->columns, GUINT_TO_POINTER (life->base));
  guint level = MIN (life->level, self->levels->len - 2);
  MlPoint corner;

  column->width = column_width (self, column, life->width);
  room->lines = 1;
  room->gap_x = self->lengths->gap_x;
  room->wish.y = g_array_index (self->levels, double, level);

  if (level < 2)
    room->wish.x = self->heap.x + (self->heap.width - life->width) / 2;
  else if (level == 2 || base == NULL)
    {
      room->wish.x = self->cursor + (column->width - life->width) / 2;
      self->cursor += column->width + self->lengths->gap_x;
    }
  else
    room->wish.x = base->rect.x + (base->rect.width - life->width) / 2;

  /* There are no half character cells. */
  room->wish.x = floor (room->wish.x);
  corner = ml_space_take (self->classes, room);
  room->wish.x = corner.x;
  room->wish.y = corner.y;
  column->rect = room->wish;
}

/* Side by side from the left, the middle of all below the class's. */
static gboolean
place_member (MlRows *self, const MlLife *life, MlRoom *room)
{
  Column *column = get_column (self, life->type);
  guint abreast = MAX (column->n_members, 1);
  double step = column->member_width + self->lengths->sibling_gap;
  double middle = column->rect.x + column->rect.width / 2;
  double bottom = self->heap.y + self->heap.height;
  MlPoint corner;

  room->lines = MOST_LINES;
  room->gap_x = self->lengths->sibling_gap;
  room->wish.y = g_array_index (self->levels, double, self->levels->len - 1);
  room->wish.x = floor (middle - (abreast * step - self->lengths->sibling_gap) / 2);

  if (self->band.height > 0 && room->wish.y + room->wish.height > bottom)
    return FALSE;
  if (self->band.height > 0)
    room->lines =
        CLAMP ((bottom - room->wish.y) / (room->wish.height + room->gap_y), 1, MOST_LINES);

  corner = ml_space_take (self->members, room);
  room->wish.x = corner.x;
  room->wish.y = corner.y;
  return self->band.height == 0 || corner.y + room->wish.height <= bottom;
}

gboolean
ml_rows_place (MlRows *self, const MlLife *life, MlRect *rect)
{
  MlRoom room = {
    .wish = { 0, 0, life->width, life->height },
    .gap_y = self->lengths->gap_y,
    .first = life->first,
    .last = life->last,
    .across = TRUE,
  };

  if (is_class (life))
    place_class (self, life, &room);
  else if (!place_member (self, life, &room))
    return FALSE;

  *rect = room.wish;
  self->heap = ml_rect_union (&self->heap, rect);
  return TRUE;
}

void
ml_rows_end (MlRows *self)
{
  if (self->names != NULL)
    return;

  self->band = (MlRect){
    self->left,
    self->heap.y + self->heap.height + self->lengths->panel_footer + self->lengths->panel_gap +
        self->lengths->panel_header,
    self->heap.width,
    self->lengths->frame_header,
  };
  self->names = ml_space_new (self->left, self->band.y);
}

MlRect
ml_rows_place_name (MlRows *self, double width, const MlRect *target)
{
  MlRoom room = {
    .wish = { self->left, self->band.y, width, self->name_height },
    .gap_x = self->lengths->sibling_gap,
    .gap_y = self->lengths->gap_y,
    .last = G_MAXUINT32,
    .across = TRUE,
    .lines = 1,
  };
  MlPoint corner;

  /* The dot stands at the right: that is what should be below the target. */
  if (target != NULL)
    room.wish.x = floor (target->x + target->width / 2 - width + 2 * self->lengths->padding);
  corner = ml_space_take (self->names, &room);
  room.wish.x = corner.x;
  self->band = ml_rect_union (&self->band, &room.wish);
  self->heap.width = MAX (self->heap.width, self->band.width);
  return room.wish;
}

MlRect
ml_rows_get_heap (const MlRows *self)
{
  return self->heap;
}

MlRect
ml_rows_get_band (const MlRows *self)
{
  MlRect band = self->band;

  band.width = MAX (band.width, self->heap.width);
  return band;
}
