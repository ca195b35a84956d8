/* ml-layout.c: the places of a recording's objects */
#include "ml-layout.h"

#include "ml-group.h"
#include "ml-lives.h"
#include "ml-rows.h"
#include "ml-space.h"

/* Steps that are looked at together before anything that they show is placed. */
#define STRETCH 2000

/* What is shown beyond these at a time has no place. */
#define MOST_PLACES 1000

/* A place for one showing. */
typedef struct _Spot Spot;

struct _Spot
{
  MlPlace place;
  Spot *earlier;
};

static void
spot_free (gpointer data)
{
  Spot *spot = data;

  while (spot != NULL)
    {
      Spot *earlier = spot->earlier;

      g_free (spot);
      spot = earlier;
    }
}

struct _MlLayout
{
  gatomicrefcount ref_count;
  MlRecording *recording;
  MlView view;
  MlDetail detail;
  MlMetrics *metrics;
  MlMemory *memory;
  MlRouter *router;
  MlTimeline *timeline; /* instead of places, in the view of lifetimes */

  /* as of the full stretches, and what was added by the last, open one */
  MlLives *lives;
  MlSpace *space;
  GHashTable *spots; /* serial → Spot: the latest */
  MlRows *rows;      /* instead of the space, in the view of types */
  GHashTable *names; /* key of a name → MlRect, both owned */
  guint n_names;
  guint n_placed;     /* lives that were placed, or found too many */
  MlStep open_from;   /* first step of the stretch that may still grow */
  double frame_width; /* of all frames: as the first stretch needs; 0: not known */
  MlRect stack, heap; /* content, without the panels' edges */
};

static void
clear_places (MlLayout *self)
{
  g_clear_pointer (&self->timeline, ml_timeline_free);
  g_clear_pointer (&self->lives, ml_lives_free);
  g_clear_pointer (&self->space, ml_space_free);
  g_clear_pointer (&self->rows, ml_rows_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  self->n_names = 0;
  g_clear_pointer (&self->spots, g_hash_table_unref);
  self->n_placed = 0;
  self->open_from = 0;
  self->frame_width = 0;
  self->stack = self->heap = (MlRect){ 0 };
}

static Spot *
find (const MlLayout *self, MlSerial serial, MlStep step)
{
  Spot *spot = g_hash_table_lookup (self->spots, GUINT_TO_POINTER (serial));

  while (spot != NULL && spot->place.first > step)
    spot = spot->earlier;
  return spot;
}

const MlPlace *
ml_layout_get_place (const MlLayout *self, MlSerial serial, MlStep step)
{
  const Spot *spot = find (self, serial, step);

  if (spot == NULL || spot->place.last < step || spot->place.rect.width <= 0)
    return NULL;
  return &spot->place;
}

/* Of what an object was first reached from; NULL if it has no place. */
static const MlPlace *
find_referrer (const MlLayout *self, const MlLife *life)
{
  const MlLife *from = life->from;

  if (from == NULL)
    return NULL;
  return ml_layout_get_place (self, from->serial, MAX (life->first, from->first));
}

static double
frames_left (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);

  return lengths->margin + lengths->frame_inset;
}

static double
content_top (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);

  return lengths->margin + lengths->panel_header;
}

/* Frames begin a stretch as wide as the widest of the first one; later, longer names are cut. */
static void
begin_space (MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  double left;

  self->frame_width = lengths->frame_width;
  for (guint i = 0; i < ml_lives_get_n (self->lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);

      if (life->reached == ML_REACHED_BY_STACK)
        self->frame_width = MAX (self->frame_width, life->width);
    }

  left = frames_left (self) + self->frame_width + lengths->frame_inset + lengths->panel_gap +
         lengths->heap_inset;
  self->space = ml_space_new (left, content_top (self));
  self->stack = (MlRect){
    frames_left (self),
    content_top (self),
    self->frame_width,
    lengths->frame_header,
  };
  self->heap = (MlRect){
    left,
    content_top (self),
    2 * lengths->box_width + lengths->gap_x,
    lengths->frame_header,
  };
}

/* Frames stand below the one that called them; each has room for all the names that it will have.
 */
static void
place_frame (MlLayout *self, const MlLife *life, MlPlace *place)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  const MlPlace *below = find_referrer (self, life);
  double fold = lengths->frame_header + lengths->frame_gap;

  place->rect = (MlRect){ frames_left (self), content_top (self), self->frame_width, life->height };
  place->run = life->run;
  if (below != NULL && life->run > ML_LIVES_RUN)
    place->rect.y = below->rect.y;
  else if (below != NULL)
    place->rect.y = below->rect.y + below->rect.height + lengths->frame_gap +
                    (life->run == ML_LIVES_RUN ? fold : 0);
  self->stack = ml_rect_union (&self->stack, &place->rect);
}

/* Where an arrow from what @life belongs to could run straight into it, a life that was placed by
 * itself. */
static void
wish (const MlLayout *self, const MlLife *life, MlRoom *room)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  const MlPlace *from = find_referrer (self, life);

  room->gap_x = lengths->gap_x;
  room->gap_y = lengths->gap_y;
  room->wish.x = self->heap.x;
  room->wish.y = content_top (self);
  if (from == NULL)
    return;

  if (from->rank == 0)
    room->wish.y = from->rect.y + life->dot.y - lengths->entry;
  else if (life->reached == ML_REACHED_BY_CELL && !from->standing)
    {
      room->across = TRUE;
      room->gap_x = lengths->sibling_gap;
      room->wish.x = from->rect.x + life->index * (lengths->box_width + lengths->sibling_gap);
      room->wish.y = from->rect.y + from->rect.height + lengths->gap_y;
    }
  else if (life->reached == ML_REACHED_BY_LINK)
    {
      room->wish.x = from->rect.x;
      room->wish.y = from->rect.y - room->wish.height - lengths->gap_y;
    }
  else
    {
      double row = from->standing ? life->standing_dot.y : life->dot.y;

      room->wish.x = from->rect.x + from->rect.width + lengths->gap_x;
      room->wish.y = from->rect.y + (life->is_link ? 0 : row - lengths->entry);
    }
}

static Spot *
add_spot (MlLayout *self, const MlLife *life)
{
  gpointer key = GUINT_TO_POINTER (life->serial);
  Spot *spot = g_new0 (Spot, 1);

  spot->place.first = life->first;
  spot->place.last = life->last;
  spot->place.line = life->line;
  spot->earlier = g_hash_table_lookup (self->spots, key);
  g_hash_table_steal (self->spots, key);
  g_hash_table_insert (self->spots, key, spot);
  return spot;
}

static gboolean
is_placed (const MlLayout *self, const MlLife *life)
{
  const Spot *spot = find (self, life->serial, life->first);

  return spot != NULL && spot->place.first == life->first;
}

static int
compare_children (gconstpointer a, gconstpointer b)
{
  const MlLife *one = *(const MlLife *const *) a, *other = *(const MlLife *const *) b;

  if (one->index != other->index)
    return one->index < other->index ? -1 : 1;
  return (one->number > other->number) - (one->number < other->number);
}

/* Of the lives that are still to be placed: which belong to which, in the order of the rows. */
static GHashTable *
find_children (const MlLayout *self)
{
  GHashTable *children =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer value;

  for (guint i = self->n_placed; i < ml_lives_get_n (self->lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);
      GPtrArray *siblings;

      if (life->reached == ML_REACHED_BY_STACK || life->from == NULL)
        continue;

      siblings = g_hash_table_lookup (children, life->from);
      if (siblings == NULL)
        {
          siblings = g_ptr_array_new ();
          g_hash_table_insert (children, life->from, siblings);
        }
      g_ptr_array_add (siblings, (gpointer) life);
    }

  g_hash_table_iter_init (&iter, children);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_sort (value, compare_children);
  return children;
}

/* Leaves out what would stand there beside too many others. */
static void
limit_group (const MlLayout *self, MlGroup *group)
{
  guint kept = 0;

  for (guint i = 0; i < group->parts->len; i++)
    {
      MlRoomPart part = g_array_index (group->parts, MlRoomPart, i);
      guint n = ml_space_count (self->space, part.first);

      for (guint j = 0; j < kept; j++)
        {
          const MlRoomPart *other = &g_array_index (group->parts, MlRoomPart, j);

          n += other->first <= part.first && part.first <= other->last;
        }
      if (n >= MOST_PLACES)
        continue;

      g_array_index (group->parts, MlRoomPart, kept) = part;
      group->lives->pdata[kept++] = group->lives->pdata[i];
    }

  g_array_set_size (group->parts, kept);
  g_ptr_array_set_size (group->lives, kept);
}

static void
place_group (MlLayout *self, MlGroup *group)
{
  const MlLife *root = g_ptr_array_index (group->lives, 0);
  const MlPlace *from = find_referrer (self, root);
  guint rank = from == NULL ? 1 : from->rank + 1;
  MlRect first = g_array_index (group->parts, MlRoomPart, 0).rect;
  MlRoom room = {
    .wish = { 0, 0, group->width, group->height },
    .parts = (const MlRoomPart *) group->parts->data,
    .n_parts = group->parts->len,
  };
  MlPoint corner;

  wish (self, root, &room);
  room.wish.x -= first.x;
  room.wish.y -= first.y;
  corner = ml_space_take (self->space, &room);

  for (guint i = 0; i < group->parts->len; i++)
    {
      const MlLife *life = g_ptr_array_index (group->lives, i);
      MlPlace *place = &add_spot (self, life)->place;

      place->rect = room.parts[i].rect;
      place->rect.x += corner.x;
      place->rect.y += corner.y;
      place->standing = life->stands;
      place->rank = rank + (i > 0);
      self->heap = ml_rect_union (&self->heap, &place->rect);
    }
}

/* What @life belongs to comes first, unless it stands already. */
static void
place_life (MlLayout *self, GHashTable *children, const MlLife *life)
{
  g_autoptr (MlGroup) group = NULL;

  while (life->reached != ML_REACHED_BY_STACK && life->from != NULL &&
         !is_placed (self, life->from))
    life = life->from;

  if (life->reached == ML_REACHED_BY_STACK)
    {
      place_frame (self, life, &add_spot (self, life)->place);
      return;
    }

  group = ml_group_new (self->metrics, children, life);
  limit_group (self, group);
  if (group->parts->len > 0)
    place_group (self, group);
  if (!is_placed (self, life))
    add_spot (self, life);
}

/* What is shown still, and what will be in this stretch. */
static void
reopen_space (MlLayout *self, MlStep first)
{
  if (self->space == NULL)
    {
      begin_space (self);
      return;
    }

  ml_space_clear (self->space);
  for (guint i = 0; i < self->n_placed; i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);
      const MlPlace *place = &find (self, life->serial, life->first)->place;

      if (life->last >= first && place->rect.width > 0 && life->reached != ML_REACHED_BY_STACK)
        ml_space_occupy (self->space, &place->rect, life->first, life->last);
    }
}

/* The first step from @first on in which nothing stands below @frame; G_MAXUINT32 if there is none.
 */
static MlStep
find_top (const MlLayout *self, const MlLife *frame, MlStep first)
{
  for (guint i = 0; i < ml_lives_get_n (self->lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);

      if (life->reached == ML_REACHED_BY_STACK && life->from == frame && life->first < first &&
          life->last >= first)
        first = life->last < G_MAXUINT32 ? life->last + 1 : G_MAXUINT32;
    }

  return first;
}

/* A frame that goes on in this stretch may have more names in it: it becomes higher, once nothing
 * stands below it. */
static void
grow_frames (MlLayout *self, MlStep first)
{
  for (guint i = 0; i < self->n_placed; i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);
      MlPlace place;
      MlStep top;

      if (life->reached != ML_REACHED_BY_STACK || life->last < first)
        continue;

      place = find (self, life->serial, first)->place;
      top = life->height > place.rect.height ? find_top (self, life, first) : G_MAXUINT32;
      if (top > life->last || top == G_MAXUINT32)
        continue;

      place.first = top;
      place.rect.height = life->height;
      add_spot (self, life)->place = place;
      self->stack = ml_rect_union (&self->stack, &place.rect);
    }
}

/* In the order in which they were found, but each after what it is to stand beside. */
static void
place_lives (MlLayout *self, MlStep first)
{
  g_autoptr (GHashTable) children = NULL;

  reopen_space (self, first);
  grow_frames (self, first);
  children = find_children (self);
  for (; self->n_placed < ml_lives_get_n (self->lives); self->n_placed++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, self->n_placed);

      while (!is_placed (self, life))
        place_life (self, children, life);
    }
}

typedef struct
{
  const MlNameLife *name;
  const MlPlace *target;
} PlacedName;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const PlacedName *one = a, *other = b;
  guint depth = one->name->depth, other_depth = other->name->depth;
  double x = one->target != NULL ? one->target->rect.x : 0;
  double y = other->target != NULL ? other->target->rect.x : 0;

  if (depth != other_depth)
    return depth < other_depth ? -1 : 1;
  return (x > y) - (x < y);
}

/* The module's first; from left to right as what they refer to stands, so that their arrows do not
 * cross. */
static void
place_names (MlLayout *self)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (PlacedName));

  for (; self->n_names < ml_lives_get_n_names (self->lives); self->n_names++)
    {
      const MlNameLife *name = ml_lives_get_nth_name (self->lives, self->n_names);
      PlacedName placed = { name, ml_layout_get_place (self, name->target, name->first) };

      g_array_append_val (names, placed);
    }

  g_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const PlacedName *placed = &g_array_index (names, PlacedName, i);
      MlRect *rect = g_new (MlRect, 1);

      *rect = ml_rows_place_name (
          self->rows, placed->name->width, placed->target != NULL ? &placed->target->rect : NULL);
      g_hash_table_insert (self->names, g_strdup (placed->name->key), rect);
    }
}

static gboolean
is_class (const MlLife *life)
{
  return life->kind == ML_KIND_CLASS || life->kind == ML_KIND_BUILTIN_CLASS;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const MlLife *one = *(const MlLife *const *) a, *other = *(const MlLife *const *) b;
  guint level = is_class (one) ? one->level : G_MAXUINT;
  guint other_level = is_class (other) ? other->level : G_MAXUINT;

  if (level != other_level)
    return level < other_level ? -1 : 1;
  return (one->number > other->number) - (one->number < other->number);
}

/* Classes, each after its bases, then what stands below them, then the names below that. */
static void
place_rows (MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  g_autoptr (GPtrArray) lives = g_ptr_array_new ();

  if (self->rows == NULL)
    {
      self->rows = ml_rows_new (
          self->metrics, lengths->margin + 2 * lengths->heap_inset, content_top (self));
      self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }

  ml_rows_begin (self->rows, self->lives, self->n_placed);
  for (; self->n_placed < ml_lives_get_n (self->lives); self->n_placed++)
    g_ptr_array_add (lives, (gpointer) ml_lives_get_nth (self->lives, self->n_placed));
  g_ptr_array_sort (lives, compare_rows);

  for (guint i = 0; i < lives->len; i++)
    {
      const MlLife *life = g_ptr_array_index (lives, i);
      MlPlace *place = &add_spot (self, life)->place;

      if (life->reached != ML_REACHED_BY_STACK && !ml_rows_place (self->rows, life, &place->rect))
        place->rect.width = 0;
    }

  ml_rows_end (self->rows);
  place_names (self);
  self->heap = ml_rows_get_heap (self->rows);
  self->stack = ml_rows_get_band (self->rows);
}

/* Deaths that a later stretch has seen. */
static void
end_lives (MlLayout *self)
{
  for (guint i = 0; i < ml_lives_get_n (self->lives); i++)
    {
      const MlLife *life = ml_lives_get_nth (self->lives, i);
      MlStep last_first = life->reached == ML_REACHED_BY_STACK ? G_MAXUINT32 : life->first;

      for (Spot *spot = find (self, life->serial, last_first);
           spot != NULL && spot->place.first >= life->first;
           spot = spot->earlier)
        spot->place.last = life->last;
    }
}

/* The last step of the stretch that begins at @first: after so many steps, or where the script ends
 * and a prompt may go on. Whether it is full, and so will never change. */
static MlStep
find_stretch_end (const MlLayout *self, MlStep first, gboolean *full)
{
  MlStep last = ml_recording_get_last_step (self->recording);

  *full = TRUE;
  for (MlStep step = first; step <= last; step++)
    if (step - first == STRETCH - 1 ||
        ml_recording_get_step (self->recording, step).event == ML_EVENT_END)
      return step;

  *full = FALSE;
  return last;
}

static void
lay_out (MlLayout *self)
{
  MlStep last = ml_recording_get_last_step (self->recording);
  MlStep first = self->open_from;
  gboolean full = TRUE;

  if (self->lives == NULL)
    {
      self->lives = ml_lives_new (self->view, self->detail, self->metrics);
      self->spots = g_hash_table_new_full (NULL, NULL, NULL, spot_free);
    }

  if (self->view == ML_VIEW_LIFETIMES)
    {
      g_clear_pointer (&self->timeline, ml_timeline_free);
      self->timeline = ml_timeline_new (self->recording);
      return;
    }

  while (first <= last)
    {
      MlStep end = find_stretch_end (self, first, &full);

      ml_lives_walk (self->lives, self->memory, first, end);
      if (self->view == ML_VIEW_TYPES)
        place_rows (self);
      else
        place_lives (self, first);
      first = end + 1;
      if (full)
        self->open_from = first;
    }

  end_lives (self);
}

MlLayout *
ml_layout_new (MlRecording *recording, MlView view, MlDetail detail, MlMetrics *metrics)
{
  MlLayout *self;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (metrics != NULL, NULL);

  self = g_new0 (MlLayout, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->recording = ml_recording_ref (recording);
  self->view = view;
  self->detail = detail;
  self->metrics = ml_metrics_ref (metrics);
  self->memory = ml_memory_new (recording);
  self->router = ml_router_new (metrics);
  lay_out (self);
  return self;
}

MlLayout *
ml_layout_ref (MlLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ml_layout_unref (MlLayout *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  clear_places (self);
  ml_memory_free (self->memory);
  ml_router_free (self->router);
  ml_metrics_unref (self->metrics);
  ml_recording_unref (self->recording);
  g_free (self);
}

/* An open stretch was laid out with less ahead of it than it has now. What it added is woven into
 * what was there before, so all is laid out again; full stretches come out the same. */
void
ml_layout_set_recording (MlLayout *self, MlRecording *recording)
{
  MlStep old_last;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ml_recording_is_prefix_of (self->recording, recording));

  old_last = ml_recording_get_last_step (self->recording);
  ml_recording_ref (recording);
  ml_recording_unref (self->recording);
  self->recording = recording;
  ml_memory_set_recording (self->memory, recording);

  if (self->open_from <= old_last)
    clear_places (self);
  lay_out (self);
}

MlRecording *
ml_layout_get_recording (const MlLayout *self)
{
  return self->recording;
}

MlView
ml_layout_get_view (const MlLayout *self)
{
  return self->view;
}

MlDetail
ml_layout_get_detail (const MlLayout *self)
{
  return self->detail;
}

MlMetrics *
ml_layout_get_metrics (const MlLayout *self)
{
  return self->metrics;
}

const MlTimeline *
ml_layout_get_timeline (const MlLayout *self)
{
  return self->timeline;
}

MlRouter *
ml_layout_get_router (const MlLayout *self)
{
  return self->router;
}

gboolean
ml_layout_get_name (const MlLayout *self,
                    guint depth,
                    const char *frame,
                    const char *name,
                    MlRect *rect)
{
  g_autofree char *key = ml_lives_name_key (depth, frame, name);
  const MlRect *found = self->names != NULL ? g_hash_table_lookup (self->names, key) : NULL;

  if (found == NULL)
    return FALSE;
  *rect = *found;
  return TRUE;
}

const MlMemory *
ml_layout_seek (MlLayout *self, MlStep step)
{
  ml_memory_seek (self->memory, step);
  return self->memory;
}

const MlMemory *
ml_layout_seek_expression (MlLayout *self, MlCloseup *closeup, MlStep step, guint number)
{
  ml_memory_set_closeup (self->memory, closeup);
  ml_memory_seek_expression (self->memory, step, number);
  return self->memory;
}

double
ml_layout_get_frames_bottom (const MlLayout *self)
{
  return self->stack.y + self->stack.height;
}

/* Side by side, both panels are as high as the higher one. */
static double
panel_height (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  double bottom = MAX (self->stack.y + self->stack.height, self->heap.y + self->heap.height);

  return bottom - lengths->margin + lengths->panel_footer;
}

MlRect
ml_layout_get_stack (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);

  if (self->view == ML_VIEW_TYPES)
    return (MlRect){
      lengths->margin,
      self->stack.y - lengths->panel_header,
      MAX (self->stack.width, self->heap.width) + 2 * lengths->heap_inset,
      self->stack.height + lengths->panel_header + lengths->frame_inset,
    };

  return (MlRect){
    lengths->margin,
    lengths->margin,
    self->stack.width + 2 * lengths->frame_inset,
    panel_height (self),
  };
}

MlRect
ml_layout_get_heap (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  double left = self->heap.x - lengths->heap_inset;

  if (self->view == ML_VIEW_TYPES)
    return (MlRect){
      lengths->margin,
      lengths->margin,
      MAX (self->stack.width, self->heap.width) + 2 * lengths->heap_inset,
      self->heap.y + self->heap.height - lengths->margin + lengths->panel_footer,
    };

  return (MlRect){
    left,
    lengths->margin,
    self->heap.x + self->heap.width + lengths->heap_inset - left,
    panel_height (self),
  };
}

MlRect
ml_layout_get_extents (const MlLayout *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  MlRect stack = ml_layout_get_stack (self);
  MlRect heap = ml_layout_get_heap (self);
  MlRect all = ml_rect_union (&stack, &heap);

  return (MlRect){
    0,
    0,
    all.x + all.width + lengths->margin,
    all.y + all.height + lengths->margin,
  };
}
