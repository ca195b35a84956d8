/* ml-scene-paths.c: where the arrows of a scene leave and arrive, and what is written beside them
 */
#include <stdlib.h>

#include "ml-scene-private.h"

typedef struct
{
  MlScene *scene;
  MlRouter *router;
  const MlLengths *lengths;
} Paths;

static MlPort
port_at (const Paths *self, const MlRect *rect, MlSide side, double share)
{
  gboolean cells = ml_metrics_is_cells (self->scene->metrics);
  double right = rect->x + rect->width - (cells ? 1 : 0);
  double bottom = rect->y + rect->height - (cells ? 1 : 0);
  double across = rect->x + (cells ? (int) (rect->width * share) : rect->width * share);
  double entry = MIN (rect->y + self->lengths->entry, bottom);

  switch (side)
    {
    case ML_SIDE_RIGHT:
      return (MlPort){ { right, entry }, side, 0 };
    case ML_SIDE_LEFT:
      return (MlPort){ { rect->x, entry }, side, 0 };
    case ML_SIDE_DOWN:
      return (MlPort){ { across, bottom }, side, 0 };
    case ML_SIDE_UP:
    default:
      return (MlPort){ { across, rect->y }, side, 0 };
    }
}

/* How far along the edge of @to an arrow that comes straight from @x would arrive. */
static double
straight_share (double x, const MlBox *to)
{
  double share = (x - to->rect.x) / to->rect.width;

  return share > 0.1 && share < 0.9 ? share : 0.5;
}

static gboolean
is_below (const MlBox *box, const MlBox *other)
{
  return box->rect.y >= other->rect.y + other->rect.height;
}

static void
add_from (MlTrip *trip, MlPort port)
{
  trip->from[trip->n_from++] = port;
}

static void
add_to (MlTrip *trip, MlPort port)
{
  trip->to[trip->n_to++] = port;
}

/* Names in the band below look up to what they refer to. */
static void
plan_name (const Paths *self, MlTrip *trip, const MlBox *from, const MlBox *to)
{
  MlPort out = port_at (self, &from->rect, ML_SIDE_UP, 0);

  out.at.x = trip->start.x;
  add_from (trip, out);
  add_to (trip, port_at (self, &to->rect, ML_SIDE_DOWN, straight_share (trip->start.x, to)));
  add_to (trip, port_at (self, &to->rect, ML_SIDE_LEFT, 0));
  add_to (trip, port_at (self, &to->rect, ML_SIDE_RIGHT, 0));
}

static void
plan_row (const Paths *self, MlTrip *trip, const MlBox *from, const MlRow *row, const MlBox *to)
{
  gboolean flat = row->kind == ML_ROW_CELL && !(row->flags & ML_ROW_STANDING);
  MlPort out;

  trip->has_start = TRUE;
  trip->start = (MlPoint){ from->rect.x + row->dot.x, from->rect.y + row->dot.y };
  if (from->role == ML_BOX_NAME)
    {
      plan_name (self, trip, from, to);
      return;
    }

  out = port_at (self, &from->rect, flat ? ML_SIDE_DOWN : ML_SIDE_RIGHT, 0);
  if (flat)
    out.at.x = trip->start.x;
  else
    out.at.y = trip->start.y;
  add_from (trip, out);

  if (flat || from == to)
    add_to (trip, port_at (self, &to->rect, ML_SIDE_UP, from == to ? 0.8 : 0.5));
  if (from != to)
    add_to (trip, port_at (self, &to->rect, ML_SIDE_LEFT, 0));

  if (!flat && is_below (to, from))
    add_to (trip, port_at (self, &to->rect, ML_SIDE_UP, 0.5));

  /* What lies right below is nearer from behind. */
  if (!flat && is_below (to, from) &&
      to->rect.x + to->rect.width <= from->rect.x + from->rect.width &&
      trip->n_to < G_N_ELEMENTS (trip->to))
    add_to (trip, port_at (self, &to->rect, ML_SIDE_RIGHT, 0));
}

/* Classes have two arrows: to their bases from the middle of the top, to their own class from its
 * end. */
static void
plan_class (const Paths *self, MlTrip *trip, const MlBox *from, const MlBox *to, gboolean left)
{
  add_from (trip, port_at (self, &from->rect, ML_SIDE_UP, left ? 0.2 : 0.8));
  add_from (trip, port_at (self, &from->rect, left ? ML_SIDE_LEFT : ML_SIDE_RIGHT, 0));
  add_to (trip, port_at (self, &to->rect, left ? ML_SIDE_LEFT : ML_SIDE_RIGHT, 0));
}

static void
plan_link (const Paths *self, MlTrip *trip, const MlBox *from, const MlBox *to, MlArrowKind kind)
{
  double middle = from->rect.x + from->rect.width / 2;
  gboolean left = middle < to->rect.x + to->rect.width / 2 - 1;

  if (is_below (to, from))
    {
      add_from (trip, port_at (self, &from->rect, ML_SIDE_DOWN, 0.5));
      add_to (trip, port_at (self, &to->rect, ML_SIDE_UP, straight_share (middle, to)));
    }
  else if (kind == ML_ARROW_INSTANCE_OF &&
           (from->kind == ML_KIND_CLASS || from->kind == ML_KIND_BUILTIN_CLASS))
    plan_class (self, trip, from, to, left);
  else
    {
      add_from (trip, port_at (self, &from->rect, ML_SIDE_UP, 0.5));
      add_from (trip, port_at (self, &from->rect, ML_SIDE_RIGHT, 0));
      add_to (trip, port_at (self, &to->rect, ML_SIDE_DOWN, straight_share (middle, to)));
      add_to (trip, port_at (self, &to->rect, ML_SIDE_RIGHT, 0));
    }
}

static const MlRow *
find_row (const MlBox *box, const MlArrow *arrow)
{
  for (guint i = 0; i < box->n_rows; i++)
    if (box->rows[i].holder == arrow->holder && box->rows[i].slot == arrow->slot)
      return &box->rows[i];

  return NULL;
}

static guint
box_number (const Paths *self, const MlBox *box)
{
  return box - (const MlBox *) self->scene->boxes->data;
}

gboolean
ml_scene_is_free (const MlScene *self, const MlRect *rect)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (ml_rect_intersects (rect, &g_array_index (self->boxes, MlBox, i).rect))
      return FALSE;

  for (guint i = 0; i < self->arrows->len; i++)
    if (ml_curve_crosses_rect (&g_array_index (self->arrows, MlArrow, i).curve, rect))
      return FALSE;

  return TRUE;
}

/* Beside the first arrow of its kind that has room: what the kind means. */
static void
name_arrow (const Paths *self, MlArrow *arrow, gboolean *named)
{
  const char *words = arrow->kind == ML_ARROW_INSTANCE_OF ? "instance of" : "subclass of";
  double width = ml_metrics_measure (self->scene->metrics, ML_FONT_NOTE, words);
  double height = self->lengths->note * 0.7;

  if (arrow->kind != ML_ARROW_INSTANCE_OF && arrow->kind != ML_ARROW_SUBCLASS_OF)
    return;

  /* Among many arrows there is no room: not worth a search. */
  if (self->scene->arrows->len > 200)
    return;

  for (double t = 0.3; t < 0.85 && !named[arrow->kind]; t += 0.05)
    {
      MlPoint at = ml_curve_at (&arrow->curve, t);
      MlRect rect = { at.x + self->lengths->padding, at.y - height, width, height };
      MlRect wide = ml_rect_grow (&rect, self->lengths->dot);

      if (!ml_scene_is_free (self->scene, &wide))
        continue;
      arrow->caption = g_strdup (words);
      arrow->caption_at = (MlPoint){ rect.x, rect.y + height * 0.8 };
      named[arrow->kind] = TRUE;
    }
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const MlArrow *one = *(const MlArrow *const *) a, *other = *(const MlArrow *const *) b;
  gint64 age = MAX (one->holder, (MlSerial) one->to);
  gint64 other_age = MAX (other->holder, (MlSerial) other->to);

  if (age != other_age)
    return age < other_age ? -1 : 1;
  if (one->holder != other->holder)
    return one->holder < other->holder ? -1 : 1;
  return (one->slot > other->slot) - (one->slot < other->slot);
}

/* The order in which arrows look for a way. What changes most comes last, so that it does not move
 * the others: names after objects, the young after the old. */
static GPtrArray *
order_arrows (const Paths *self)
{
  GPtrArray *order = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->scene->arrows->len; i++)
        {
          MlArrow *arrow = &g_array_index (self->scene->arrows, MlArrow, i);
          gboolean name = ml_scene_get_box (self->scene, arrow->from)->role != ML_BOX_OBJECT;

          if (name == (pass == 1))
            g_ptr_array_add (order, arrow);
        }
      if (pass == 0)
        g_ptr_array_sort (order, compare_ages);
    }

  return order;
}

static void
lead_arrow (Paths *self, MlArrow *arrow)
{
  const MlBox *from = ml_scene_get_box (self->scene, arrow->from);
  const MlBox *to = ml_scene_get_box (self->scene, arrow->to);
  const MlRow *row = find_row (from, arrow);
  MlTrip trip = {
    .from_box = box_number (self, from),
    .to_box = box_number (self, to),
  };

  if (row != NULL)
    plan_row (self, &trip, from, row, to);
  else
    plan_link (self, &trip, from, to, arrow->kind);
  arrow->curve = ml_router_lead (self->router, &trip);
}

void
ml_scene_lead_arrows (MlScene *self, MlRouter *router)
{
  Paths paths = { self, router, ml_metrics_get_lengths (self->metrics) };
  g_autoptr (GPtrArray) order = order_arrows (&paths);
  gboolean named[ML_N_ARROW_KINDS] = { FALSE };

  ml_router_begin (router, &self->extents);
  for (guint i = 0; i < self->boxes->len; i++)
    ml_router_add_box (router, &g_array_index (self->boxes, MlBox, i).rect);
  for (guint i = 0; i < order->len; i++)
    lead_arrow (&paths, order->pdata[i]);

  for (guint i = 0; i < self->arrows->len && !ml_metrics_is_cells (self->metrics); i++)
    name_arrow (&paths, &g_array_index (self->arrows, MlArrow, i), named);
}
