/* ml-group.c: things that belong together, and how they stand to each other */
#include "ml-group.h"

#include <math.h>

/* What is deeper belongs to a group of its own. */
#define DEEPEST 64

/* A longer chain goes on in the next row, as a text does. */
#define CHAIN_ROW 6
#define LONGEST_CHAIN 500

/* Between the levels of a tree, in gaps: room for arrows to spread. */
#define TREE_GAP 1.6

/* What all of one group share. */
typedef struct
{
  const MlLengths *lengths;
  GHashTable *children;
} Family;

static MlGroup *arrange (const Family *family, const MlLife *life, guint depth);

static MlGroup *
group_new (void)
{
  MlGroup *self = g_new0 (MlGroup, 1);

  self->lives = g_ptr_array_new ();
  self->parts = g_array_new (FALSE, FALSE, sizeof (MlRoomPart));
  return self;
}

void
ml_group_free (MlGroup *self)
{
  g_ptr_array_unref (self->lives);
  g_array_unref (self->parts);
  g_free (self);
}

static MlRoomPart *
get_part (const MlGroup *self, guint i)
{
  return &g_array_index (self->parts, MlRoomPart, i);
}

static void
add_part (MlGroup *self, const MlLife *life, const MlRoomPart *part)
{
  g_ptr_array_add (self->lives, (gpointer) life);
  g_array_append_val (self->parts, *part);
  self->width = MAX (self->width, part->rect.x + part->rect.width);
  self->height = MAX (self->height, part->rect.y + part->rect.height);
}

/* @other is freed. */
static void
take_over (MlGroup *self, MlGroup *other, MlPoint corner)
{
  for (guint i = 0; i < other->parts->len; i++)
    {
      MlRoomPart part = *get_part (other, i);

      part.rect.x += corner.x;
      part.rect.y += corner.y;
      add_part (self, g_ptr_array_index (other->lives, i), &part);
    }

  ml_group_free (other);
}

static void
shift (MlGroup *self, double x)
{
  for (guint i = 0; i < self->parts->len; i++)
    get_part (self, i)->rect.x += x;
  self->width += x;
}

static MlGroup *
group_of_one (const MlLife *life)
{
  MlGroup *self = group_new ();

  add_part (self,
            life,
            &(MlRoomPart){
                .rect = { 0,
                          0,
                          life->stands ? life->standing_width : life->width,
                          life->stands ? life->standing_height : life->height },
                .first = life->first,
                .last = life->last,
            });
  return self;
}

static const GPtrArray *
get_children (const Family *family, const MlLife *life)
{
  static const GPtrArray none = { NULL, 0 };
  const GPtrArray *children = g_hash_table_lookup (family->children, life);

  return children != NULL ? children : &none;
}

static gboolean
meet (const MlLife *a, const MlLife *b)
{
  return a->first <= b->last && b->first <= a->last;
}

static gboolean
has_links (const Family *family, const MlLife *life)
{
  const GPtrArray *children = get_children (family, life);

  for (guint i = 0; i < children->len; i++)
    if (((const MlLife *) children->pdata[i])->is_link)
      return TRUE;

  return FALSE;
}

/* Whether some node below @life has two others at a time: then they make a tree. */
static gboolean
branches (const Family *family, const MlLife *life, guint depth)
{
  const GPtrArray *children = get_children (family, life);
  const MlLife *before = NULL;

  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];

      if (!child->is_link)
        continue;
      if (before != NULL && meet (before, child))
        return TRUE;
      if (depth < LONGEST_CHAIN && branches (family, child, depth + 1))
        return TRUE;
      before = child;
    }

  return FALSE;
}

/* Puts @other into @self where it meets nothing, as near to @wish as can be. */
static void
join (const Family *family, MlGroup *self, MlSpace *space, MlGroup *other, MlRoom *room)
{
  room->parts = (const MlRoomPart *) other->parts->data;
  room->n_parts = other->parts->len;
  room->wish.width = other->width;
  room->wish.height = other->height;
  room->lines = 1;
  take_over (self, other, ml_space_take (space, room));
}

/* What belongs to @life, whose top is at @top, and is no node itself: in @space, each where the
 * arrow from its row comes straight. */
static void
add_beside (const Family *family,
            MlGroup *self,
            MlSpace *space,
            const MlLife *life,
            double top,
            guint depth)
{
  const GPtrArray *children = get_children (family, life);

  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];
      double row = life->stands ? child->standing_dot.y : child->dot.y;
      MlRoom room = { .gap_x = family->lengths->gap_x, .gap_y = family->lengths->gap_y };
      MlGroup *group;

      if (child->is_link)
        continue;

      group = arrange (family, child, depth + 1);
      room.wish.y = top + row - family->lengths->entry - get_part (group, 0)->rect.y;
      join (family, self, space, group, &room);
    }
}

/* Below the thing, from left to right. */
static void
add_below (const Family *family, MlGroup *self, const MlLife *life, guint depth)
{
  const GPtrArray *children = get_children (family, life);
  double top = self->height + family->lengths->gap_y;
  double step = family->lengths->box_width + family->lengths->sibling_gap;
  g_autoptr (MlSpace) space = ml_space_new (0, top);

  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];
      MlRoom room = {
        .gap_x = family->lengths->sibling_gap,
        .gap_y = family->lengths->gap_y,
        .across = TRUE,
      };

      if (child->is_link)
        continue;

      room.wish.x = child->reached == ML_REACHED_BY_CELL ? child->index * step : 0;
      room.wish.y = top;
      join (family, self, space, arrange (family, child, depth + 1), &room);
    }
}

static void
add_subtrees (const Family *family, MlGroup *self, const MlLife *life, guint depth)
{
  const GPtrArray *children = get_children (family, life);
  double top = floor (self->height + TREE_GAP * family->lengths->gap_y);
  g_autoptr (MlSpace) space = ml_space_new (0, top);
  MlGroup *below = group_new ();
  double first = -1, middle = 0;
  MlRect own = get_part (self, 0)->rect;

  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];
      guint n = below->parts->len;
      MlRoom room = {
        .wish = { below->width, top, 0, 0 },
        .gap_x = family->lengths->sibling_gap,
        .gap_y = family->lengths->gap_y,
        .across = TRUE,
      };

      if (!child->is_link)
        continue;

      join (family, below, space, arrange (family, child, depth + 1), &room);
      middle = get_part (below, n)->rect.x + get_part (below, n)->rect.width / 2;
      if (first < 0)
        first = middle;
    }

  /* Above the middle of its children. */
  middle = first < 0 ? 0 : floor ((first + middle) / 2 - own.width / 2);
  if (middle >= 0)
    shift (self, middle);
  take_over (self, below, (MlPoint){ middle < 0 ? -middle : 0, 0 });
}

static MlGroup *
arrange_tree (const Family *family, const MlLife *life, guint depth)
{
  MlGroup *self = group_of_one (life);
  g_autoptr (MlSpace) space = ml_space_new (self->width + family->lengths->sibling_gap, 0);

  add_beside (family, self, space, life, 0, depth);
  add_subtrees (family, self, life, depth);
  return self;
}

/* Of the links of a node the one that lasts longest. */
static const MlLife *
find_next (const Family *family, const MlLife *life)
{
  const GPtrArray *children = get_children (family, life);
  const MlLife *next = NULL;

  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];

      if (child->is_link && (next == NULL || child->last - child->first > next->last - next->first))
        next = child;
    }

  return next;
}

/* A node with what belongs to it below; other nodes that it had in time too. */
static MlGroup *
arrange_node (const Family *family, const MlLife *life, const MlLife *next, guint depth)
{
  MlGroup *self = group_of_one (life);
  const GPtrArray *children = get_children (family, life);

  add_below (family, self, life, depth);
  for (guint i = 0; i < children->len; i++)
    {
      const MlLife *child = children->pdata[i];

      if (child->is_link && child != next)
        take_over (self,
                   arrange (family, child, depth + 1),
                   (MlPoint){ 0, self->height + family->lengths->gap_y });
    }

  return self;
}

static MlGroup *
arrange_chain (const Family *family, const MlLife *life, guint depth)
{
  MlGroup *self = group_new ();
  MlPoint corner = { 0, 0 };
  double bottom = 0;

  for (guint i = 0; life != NULL && i < LONGEST_CHAIN; i++)
    {
      const MlLife *next = find_next (family, life);
      MlGroup *node = arrange_node (family, life, next, depth);
      double width = node->width, height = node->height;

      if (i > 0 && i % CHAIN_ROW == 0)
        corner = (MlPoint){ 0, bottom + family->lengths->gap_y };
      take_over (self, node, corner);
      corner.x += width + family->lengths->gap_x;
      bottom = MAX (bottom, corner.y + height);
      life = next;
    }

  return self;
}

static gboolean
is_flat_row (const MlLife *life)
{
  return (life->kind == ML_KIND_LIST || life->kind == ML_KIND_TUPLE) && !life->stands;
}

/* Whether the cells of @life hold rows of plain values alone, and few different ones, as those of a
 * board do. */
static gboolean
is_table (const Family *family, const MlLife *life)
{
  const GPtrArray *children = get_children (family, life);
  guint n_values = 0;

  for (guint i = 0; i < children->len; i++)
    {
      if (!is_flat_row (children->pdata[i]))
        return FALSE;
      n_values += get_children (family, children->pdata[i])->len;
    }

  return life->stands && children->len > 1 && n_values <= 2 * children->len;
}

/* Rows below each other, and beside them what stands in them. */
static MlGroup *
arrange_table (const Family *family, const MlLife *life, guint depth)
{
  MlGroup *self = group_of_one (life);
  const GPtrArray *rows = get_children (family, life);
  g_autoptr (MlSpace) space = ml_space_new (self->width + family->lengths->gap_x, 0);
  g_autoptr (MlSpace) beside = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const MlLife *row = rows->pdata[i];
      MlRoom room = {
        .wish = { 0, row->standing_dot.y - family->lengths->entry, 0, 0 },
        .gap_x = family->lengths->gap_x,
        .gap_y = floor (family->lengths->gap_y * 0.8),
      };

      join (family, self, space, group_of_one (row), &room);
    }

  beside = ml_space_new (self->width + family->lengths->gap_x, 0);
  for (guint i = 0; i < rows->len; i++)
    add_beside (family, self, beside, rows->pdata[i], get_part (self, i + 1)->rect.y, depth + 1);
  return self;
}

static MlGroup *
arrange (const Family *family, const MlLife *life, guint depth)
{
  g_autoptr (MlSpace) beside = NULL;
  MlGroup *self;

  if (depth >= DEEPEST)
    return group_of_one (life);
  if ((life->is_link && depth > 0) || branches (family, life, 0))
    return arrange_tree (family, life, depth);
  if (has_links (family, life))
    return arrange_chain (family, life, depth);
  if (is_table (family, life))
    return arrange_table (family, life, depth);

  self = group_of_one (life);
  if (is_flat_row (life))
    {
      add_below (family, self, life, depth);
      return self;
    }

  beside = ml_space_new (self->width + family->lengths->gap_x, 0);
  add_beside (family, self, beside, life, 0, depth);
  return self;
}

MlGroup *
ml_group_new (const MlMetrics *metrics, GHashTable *children, const MlLife *root)
{
  Family family = { ml_metrics_get_lengths (metrics), children };

  return arrange (&family, root, 0);
}
