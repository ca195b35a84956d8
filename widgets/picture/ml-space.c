/* ml-space.c: finds room for boxes whose lives may meet */
#include "ml-space.h"

#include <math.h>

/* How many columns, or rows, are tried beside the wished one. */
#define N_LINES 24

/* What one line further costs, in gaps: a column may become rather high before the next is begun, a
 * row of items rather wide. */
#define LINE_COST 10

typedef struct
{
  MlRect rect;
  MlStep first, last;
} Taken;

/* Positions in between are not free. */
typedef struct
{
  double low, high;
} Blocked;

struct _MlSpace
{
  double left, top;
  GArray *taken;   /* Taken */
  GArray *present; /* likewise: those that the room in question may meet in time */
  GArray *blocked; /* Blocked: of the line in question */
};

MlSpace *
ml_space_new (double left, double top)
{
  MlSpace *self = g_new0 (MlSpace, 1);

  self->left = left;
  self->top = top;
  self->taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  self->present = g_array_new (FALSE, FALSE, sizeof (Taken));
  self->blocked = g_array_new (FALSE, FALSE, sizeof (Blocked));
  return self;
}

void
ml_space_free (MlSpace *self)
{
  g_array_unref (self->taken);
  g_array_unref (self->present);
  g_array_unref (self->blocked);
  g_free (self);
}

void
ml_space_clear (MlSpace *self)
{
  g_array_set_size (self->taken, 0);
}

void
ml_space_occupy (MlSpace *self, const MlRect *rect, MlStep first, MlStep last)
{
  Taken taken = { *rect, first, last };

  g_array_append_val (self->taken, taken);
}

guint
ml_space_count (const MlSpace *self, MlStep step)
{
  guint n = 0;

  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = &g_array_index (self->taken, Taken, i);

      n += taken->first <= step && step <= taken->last;
    }

  return n;
}

static int
compare_blocked (gconstpointer a, gconstpointer b)
{
  double one = ((const Blocked *) a)->low, other = ((const Blocked *) b)->low;

  return (one > other) - (one < other);
}

/* Where the corner of the room may not be on the line through @corner, since @part would meet
 * @taken. */
static void
block_part (MlSpace *self,
            const MlRoom *room,
            const MlRoomPart *part,
            const MlPoint *corner,
            const Taken *taken)
{
  double x = corner->x + part->rect.x, y = corner->y + part->rect.y;
  MlRect wide = taken->rect;
  Blocked blocked;

  if (taken->first > part->last || part->first > taken->last)
    return;

  wide.x -= room->gap_x;
  wide.width += 2 * room->gap_x;
  wide.y -= room->gap_y;
  wide.height += 2 * room->gap_y;

  if (room->across ? wide.y >= y + part->rect.height || y >= wide.y + wide.height
                   : wide.x >= x + part->rect.width || x >= wide.x + wide.width)
    return;

  if (room->across)
    blocked = (Blocked){ wide.x - part->rect.width, wide.x + wide.width };
  else
    blocked = (Blocked){ wide.y - part->rect.height, wide.y + wide.height };
  blocked.low -= room->across ? part->rect.x : part->rect.y;
  blocked.high -= room->across ? part->rect.x : part->rect.y;
  g_array_append_val (self->blocked, blocked);
}

static void
block_line (MlSpace *self, const MlRoom *room, const MlPoint *corner)
{
  g_array_set_size (self->blocked, 0);

  for (guint i = 0; i < self->present->len; i++)
    for (guint j = 0; j < room->n_parts; j++)
      block_part (self, room, &room->parts[j], corner, &g_array_index (self->present, Taken, i));

  g_array_sort (self->blocked, compare_blocked);
}

static void
find_present (MlSpace *self, const MlRoom *room)
{
  MlStep first = G_MAXUINT32, last = 0;

  for (guint i = 0; i < room->n_parts; i++)
    {
      first = MIN (first, room->parts[i].first);
      last = MAX (last, room->parts[i].last);
    }

  g_array_set_size (self->present, 0);
  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = &g_array_index (self->taken, Taken, i);

      if (taken->first <= last && first <= taken->last)
        g_array_append_val (self->present, *taken);
    }
}

/* The free position nearest to @wish that is not below @least. */
static double
nearest_free (MlSpace *self, double wish, double least)
{
  double before = wish, after = wish;
  double low = -G_MAXDOUBLE, high = -G_MAXDOUBLE;

  for (guint i = 0; i <= self->blocked->len; i++)
    {
      const Blocked *next =
          i < self->blocked->len ? &g_array_index (self->blocked, Blocked, i) : NULL;

      if (next != NULL && next->low < high)
        {
          high = MAX (high, next->high);
          continue;
        }
      if (wish > low && wish < high)
        {
          before = low;
          after = high;
        }
      if (next != NULL)
        {
          low = next->low;
          high = next->high;
        }
    }

  if (before >= least && wish - before < after - wish)
    return before;
  return MAX (after, least);
}

/* The nearest free place of a room of known parts. */
static MlPoint
find_place (MlSpace *self, const MlRoom *room)
{
  MlPoint wish = { MAX (room->wish.x, self->left), MAX (room->wish.y, self->top) };
  MlPoint best = wish;
  double best_cost = G_MAXDOUBLE;

  for (guint line = 0; line < (room->lines > 0 ? room->lines : N_LINES); line++)
    {
      double gap = room->across ? room->gap_y : room->gap_x;
      double cost = line * gap * LINE_COST;
      MlPoint corner = wish;

      if (cost >= best_cost)
        break;

      if (room->across)
        {
          corner.y += line * (gap + room->wish.height);
          block_line (self, room, &corner);
          corner.x = nearest_free (self, corner.x, self->left);
          cost += fabs (corner.x - room->wish.x) / 4;
        }
      else
        {
          corner.x += line * gap;
          block_line (self, room, &corner);
          corner.y = nearest_free (self, corner.y, self->top);
          cost += fabs (corner.y - room->wish.y);
        }

      if (cost < best_cost)
        {
          best = corner;
          best_cost = cost;
        }
    }

  return best;
}

MlPoint
ml_space_take (MlSpace *self, const MlRoom *room)
{
  MlRoomPart whole = {
    { 0, 0, room->wish.width, room->wish.height },
    room->first,
    room->last,
  };
  MlRoom parted = *room;
  MlPoint corner;

  if (parted.parts == NULL)
    {
      parted.parts = &whole;
      parted.n_parts = 1;
    }

  find_present (self, &parted);
  corner = find_place (self, &parted);
  for (guint i = 0; i < parted.n_parts; i++)
    {
      const MlRoomPart *part = &parted.parts[i];
      MlRect rect = part->rect;

      rect.x += corner.x;
      rect.y += corner.y;
      ml_space_occupy (self, &rect, part->first, part->last);
    }

  return corner;
}
