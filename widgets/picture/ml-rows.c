/* ml-rows.c: where things stand in the view of types */
#include "ml-rows.h"

#include <math.h>

#include "ml-space.h"

/* Lines of instances below the classes. */
#define MOST_LINES 3

/* Instances that a class's column has room for side by side. */
#define MOST_ABREAST 4

/* What the heading of the band takes, in paddings: names begin to the right of it. */
#define HEADING 3

/* A class, the column that is kept free for it, and what stands in it. */
typedef struct
{
  const MlLife *class;       /* NULL if only members of it are known */
  GPtrArray *derived;        /* MlLife: classes that have it as their first base */
  double x;                  /* where the column begins: first the members, then what derives */
  double width;              /* of the column, with all that derives from the class */
  guint n_members;           /* at a time */
  MlStep ends[MOST_ABREAST]; /* of those members at the time in question */
  double member_width;
  MlStep first, last; /* when there is anything in it */
} Column;

struct _MlRows
{
  const MlLengths *lengths;
  double left, top;
  double gap;    /* between rows: room for arrows */
  double middle; /* of the classes that last: object and type stand above it */
  double name_height;
  GArray *levels;      /* double: where each row of classes begins; the last: where instances do */
  GHashTable *columns; /* serial of a class → Column */
  MlSpace *floor;      /* where columns begin and end */
  MlSpace *classes;
  MlSpace *members;
  MlSpace *names;
  MlRect heap;
  MlRect band; /* without height before the first stretch has ended */
};

static void
column_free (gpointer data)
{
  Column *self = data;

  g_ptr_array_unref (self->derived);
  g_free (self);
}

MlRows *
ml_rows_new (const MlMetrics *metrics, double left, double top)
{
  MlRows *self = g_new0 (MlRows, 1);

  self->lengths = ml_metrics_get_lengths (metrics);
  self->left = left;
  self->top = top;
  self->gap = 2 * self->lengths->gap_y;
  self->name_height = self->lengths->frame_header + (ml_metrics_is_cells (metrics) ? 1 : 0);
  self->levels = g_array_new (FALSE, FALSE, sizeof (double));
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, column_free);
  self->floor = ml_space_new (left, top);
  self->classes = ml_space_new (left, top);
  self->members = ml_space_new (left, top);
  self->heap = (MlRect){ left, top, 2 * self->lengths->box_width, self->lengths->header };
  return self;
}

void
ml_rows_free (MlRows *self)
{
  g_array_unref (self->levels);
  g_hash_table_unref (self->columns);
  ml_space_free (self->floor);
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
      column->derived = g_ptr_array_new ();
      column->first = G_MAXUINT32;
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
fill_column (Column *column, const MlLife *life)
{
  column->first = MIN (column->first, life->first);
  column->last = MAX (column->last, life->last);
}

/* Which members each class has, and which classes derive from it. What is older than @first has its
 * column. */
static void
fill_columns (MlRows *self, const MlLives *lives, guint first)
{
  for (guint i = first; i < ml_lives_get_n (lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (lives, i);
      Column *column;

      if (life->reached == ML_REACHED_BY_STACK)
        continue;

      column = get_column (self, is_class (life) ? life->serial : life->type);
      fill_column (column, life);
      if (is_class (life))
        {
          column->class = life;
          if (life->level > 2)
            g_ptr_array_add (get_column (self, life->base)->derived, (gpointer) life);
          continue;
        }
      count_member (column, life);
      column->member_width = MAX (column->member_width, life->width);
    }
}

static double
members_width (const MlRows *self, const Column *column)
{
  return MAX (0,
              column->n_members * (column->member_width + self->lengths->sibling_gap) -
                  self->lengths->sibling_gap);
}

static double
measure_column (MlRows *self, Column *column)
{
  double width = members_width (self, column);

  for (guint i = 0; i < column->derived->len; i++)
    {
      const MlLife *derived = column->derived->pdata[i];
      Column *other = get_column (self, derived->serial);

      width += (width > 0 ? self->lengths->gap_x : 0) + measure_column (self, other);
      column->first = MIN (column->first, other->first);
      column->last = MAX (column->last, other->last);
    }

  column->width = MAX (width, column->class != NULL ? column->class->width : 0);
  return column->width;
}

static void
put_column (MlRows *self, Column *column, double x)
{
  double members = members_width (self, column);
  double derived = x + members + (members > 0 ? self->lengths->gap_x : 0);

  column->x = x;
  if (column->derived->len == 0)
    column->x = floor (x + (column->width - members) / 2);
  for (guint i = 0; i < column->derived->len; i++)
    {
      Column *other = get_column (self, ((const MlLife *) column->derived->pdata[i])->serial);

      put_column (self, other, derived);
      derived += other->width + self->lengths->gap_x;
    }
}

/* Where @column and all that belongs to it stand. */
static void
take_floor (MlRows *self, Column *column)
{
  MlRoom room = {
    .wish = { self->left, self->top, measure_column (self, column), 1 },
    .gap_x = self->lengths->gap_x,
    .across = TRUE,
    .lines = 1,
  };
  MlPoint corner;

  room.first = column->first;
  room.last = column->last;
  corner = ml_space_take (self->floor, &room);
  put_column (self, column, corner.x);
  self->heap.width = MAX (self->heap.width, corner.x + column->width - self->heap.x);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const MlLife *one = *(const MlLife *const *) a, *other = *(const MlLife *const *) b;
  MlStep span = one->last - one->first, other_span = other->last - other->first;

  if (span != other_span)
    return span > other_span ? -1 : 1;
  return (one->number > other->number) - (one->number < other->number);
}

/* What lasts comes first, on the left; what passes takes what is left. */
void
ml_rows_begin (MlRows *self, const MlLives *lives, guint first)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();

  if (self->levels->len == 0)
    measure_levels (self, lives);
  fill_columns (self, lives, first);

  for (guint i = first; i < ml_lives_get_n (lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (lives, i);

      if (is_class (life) && (life->level == 2 || get_column (self, life->serial)->n_members > 0))
        g_ptr_array_add (classes, (gpointer) life);
    }

  g_ptr_array_sort (classes, compare_spans);
  for (guint i = 0; i < classes->len; i++)
    {
      const MlLife *life = classes->pdata[i];

      if (life->level <= 2)
        take_floor (self, get_column (self, life->serial));
      if (self->middle == 0 || life->last == G_MAXUINT32)
        self->middle = self->heap.x + self->heap.width / 2;
    }
}

/* The middle of what stands below the class: its members, or the classes that derive from it. */
static double
find_middle (MlRows *self, const Column *column)
{
  return column->derived->len == 0 ? column->x + members_width (self, column) / 2
                                   : column->x + column->width / 2;
}

static void
place_class (MlRows *self, const MlLife *life, MlRoom *room)
{
  Column *column = get_column (self, life->serial);
  guint level = MIN (life->level, self->levels->len - 2);
  MlPoint corner;

  room->lines = 1;
  room->gap_x = self->lengths->gap_x;
  room->wish.y = g_array_index (self->levels, double, level);

  if (level < 2)
    room->wish.x = self->middle - life->width / 2;
  else
    room->wish.x = find_middle (self, column) - life->width / 2;

  /* There are no half character cells. */
  room->wish.x = floor (room->wish.x);
  corner = ml_space_take (self->classes, room);
  room->wish.x = corner.x;
  room->wish.y = corner.y;
}

/* Side by side in the class's column, from the left. */
static gboolean
place_member (MlRows *self, const MlLife *life, MlRoom *room)
{
  double bottom = self->heap.y + self->heap.height;
  MlPoint corner;

  room->lines = MOST_LINES;
  room->gap_x = self->lengths->sibling_gap;
  room->wish.x = get_column (self, life->type)->x;
  room->wish.y = g_array_index (self->levels, double, self->levels->len - 1);

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
  self->names = ml_space_new (self->left + HEADING * self->lengths->padding, self->band.y);
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
