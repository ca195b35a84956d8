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
  GArray *blocked; /* Blocked: of the line in question */
};

MlSpace *
ml_space_new (double left, double top)
{
  MlSpace *self = g_new0 (MlSpace, 1);

  self->left = left;
  self->top = top;
  self->taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  self->blocked = g_array_new (FALSE, FALSE, sizeof (Blocked));
  return self;
}

void
ml_space_free (MlSpace *self)
{
  g_array_unref (self->taken);
  g_array_unref (self->blocked);
  g_free (self);
}

void
ml_space_forget (MlSpace *self, MlStep step)
{
  guint kept = 0;

  for (guint i = 0; i < self->taken->len; i++)
    {
      Taken taken = g_array_index (self->taken, Taken, i);

      if (taken.last >= step)
        g_array_index (self->taken, Taken, kept++) = taken;
    }

  g_array_set_size (self->taken, kept);
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

static void
block_line (MlSpace *self, const MlRoom *room, const MlRect *rect)
{
  g_array_set_size (self->blocked, 0);

  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = &g_array_index (self->taken, Taken, i);
      MlRect wide = taken->rect;
      Blocked blocked;

      if (taken->first > room->last || room->first > taken->last)
        continue;

      wide.x -= room->gap_x;
      wide.width += 2 * room->gap_x;
      wide.y -= room->gap_y;
      wide.height += 2 * room->gap_y;

      if (room->across ? wide.y >= rect->y + rect->height || rect->y >= wide.y + wide.height
                       : wide.x >= rect->x + rect->width || rect->x >= wide.x + wide.width)
        continue;

      if (room->across)
        blocked = (Blocked){ wide.x - rect->width, wide.x + wide.width };
      else
        blocked = (Blocked){ wide.y - rect->height, wide.y + wide.height };
      g_array_append_val (self->blocked, blocked);
    }

  g_array_sort (self->blocked, compare_blocked);
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

MlPoint
ml_space_take (MlSpace *self, const MlRoom *room)
{
  MlRect best = room->wish;
  double best_cost = G_MAXDOUBLE;
  Taken taken;

  for (guint line = 0; line < (room->lines > 0 ? room->lines : N_LINES); line++)
    {
      MlRect rect = room->wish;
      double gap = room->across ? room->gap_y : room->gap_x;
      double cost = line * gap * LINE_COST;

      if (cost >= best_cost)
        break;

      rect.x = MAX (rect.x, self->left);
      rect.y = MAX (rect.y, self->top);
      if (room->across)
        {
          rect.y += line * (gap + room->wish.height);
          block_line (self, room, &rect);
          rect.x = nearest_free (self, rect.x, self->left);
          cost += fabs (rect.x - room->wish.x) / 4;
        }
      else
        {
          rect.x += line * gap;
          block_line (self, room, &rect);
          rect.y = nearest_free (self, rect.y, self->top);
          cost += fabs (rect.y - room->wish.y);
        }

      if (cost < best_cost)
        {
          best = rect;
          best_cost = cost;
        }
    }

  taken = (Taken){ best, room->first, room->last };
  g_array_append_val (self->taken, taken);
  return (MlPoint){ best.x, best.y };
}
