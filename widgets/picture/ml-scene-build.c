/* ml-scene-build.c: makes a scene from a memory
 *
 * Boxes are found by following the rows from the frames on; what nothing reaches any more is
 * garbage, what died in this step a tombstone. Then arrows are drawn for the rows, holders without
 * an arrow are counted, and ml-scene-paths.c leads the arrows.
 */
#include "ml-scene-private.h"

#include <string.h>

#include "ml-lives.h"
#include "ml-card.h"
#include "ml-reader.h"
#include "ml-router.h"
#include "ml-timeline-scene.h"
#include "ml-words.h"

/* So many instances of one class are drawn with an arrow to it; where there are more, the pill
 * beside its badge tells of them. */
#define MOST_INSTANCES 12

typedef struct
{
  MlLayout *layout;
  const MlMemory *memory;
  const MlMemory *before; /* of the step before; NULL at step 0 */
  MlRecording *recording;
  MlStepInfo info;
  MlDetail detail;
  const MlLengths *lengths;
  MlScene *scene;

  GHashTable *sets;      /* holder → GHashTable of slots that were set in this step */
  GHashTable *born;      /* serials */
  GArray *dead;          /* serials, in order */
  GHashTable *n_arrows;  /* serial → counted arrows that lead there */
  guint card;            /* number of the card's box; 0: there is none */
  MlRect below;          /* where the next box below it stands, and how wide it may be */
  gboolean early;        /* places of the next step may be taken, if they are free */
  guint explained;       /* origins that a caption was given to, as bits */
  GHashTable *instances; /* serial of a class → instance-of arrows that lead there */
  GHashTable *drawn;     /* references that have an arrow, as ML_BOX_ID_OF_SLOT() */
  GArray *links;         /* MlLink */
} Build;

/* What happened in the step */

static gboolean
note_change (const MlChange *change, gpointer user_data)
{
  Build *self = user_data;
  gpointer thing = GUINT_TO_POINTER (change->thing);
  GHashTable *slots;

  switch (change->type)
    {
    case ML_CHANGE_BIRTH:
      g_hash_table_add (self->born, thing);
      break;
    case ML_CHANGE_DEATH:
      g_array_append_val (self->dead, change->thing);
      break;
    case ML_CHANGE_SET:
      slots = g_hash_table_lookup (self->sets, thing);
      if (slots == NULL)
        {
          slots = g_hash_table_new (NULL, NULL);
          g_hash_table_insert (self->sets, thing, slots);
        }
      g_hash_table_add (slots, GUINT_TO_POINTER (change->slot));
      break;
    default:
      break;
    }

  return TRUE;
}

static gboolean
was_set (const Build *self, MlSerial holder, MlSlot slot)
{
  GHashTable *slots = g_hash_table_lookup (self->sets, GUINT_TO_POINTER (holder));

  return slots != NULL && g_hash_table_contains (slots, GUINT_TO_POINTER (slot));
}

/* What a slot held in the step before. */
static MlSerial
held_before (const Build *self, MlSerial holder, MlSlot slot)
{
  const MlThing *thing = self->before != NULL ? ml_memory_get (self->before, holder) : NULL;
  const MlSlots *slots;

  if (thing == NULL)
    return 0;

  slots = &thing->regions[ML_SLOT_REGION (slot)];
  return ML_SLOT_INDEX (slot) < slots->n ? slots->slots[ML_SLOT_INDEX (slot)] : 0;
}

/* Rows */

static void
mark_row (Build *self, MlBox *box, MlRow *row)
{
  MlSerial old;
  const MlThing *value;

  if (row->holder == 0 || !was_set (self, row->holder, row->slot) || self->before == NULL)
    return;

  old = held_before (self, row->holder, row->slot);
  if (old != 0 && old == row->target)
    return;

  row->flags |= old == 0 ? ML_ROW_NEW : ML_ROW_CHANGED;
  box->flags |= ML_BOX_CHANGED;

  value = ml_memory_get (self->before, old);
  if (value != NULL && row->kind == ML_ROW_NAME && ml_words_is_value (value))
    row->was = ml_words_value (value);
}

static gboolean
has_row (const MlBox *box, const MlRow *wanted)
{
  for (guint i = 0; i < box->n_rows; i++)
    if (g_strcmp0 (box->rows[i].label, wanted->label) == 0)
      return TRUE;

  return FALSE;
}

/* Names that were there in the step before stay for one step more. */
static void
add_gone_rows (Build *self, MlBox *box)
{
  const MlThing *old = self->before != NULL ? ml_memory_get (self->before, box->serial) : NULL;
  MlBox earlier;

  if (old == NULL)
    return;

  ml_box_init (&earlier, self->before, old, self->scene->view, self->detail);
  for (guint i = 0; i < earlier.n_rows; i++)
    {
      const MlRow *gone = &earlier.rows[i];
      MlRow ghost = { .kind = gone->kind, .flags = ML_ROW_GONE };

      if (gone->kind != ML_ROW_NAME || gone->label == NULL || has_row (box, gone))
        continue;

      ghost.label = g_strdup (gone->label);
      ml_box_add_row (box, ML_ROW_NOTE, NULL, NULL);
      if (i + 1 < box->n_rows)
        memmove (&box->rows[i + 1], &box->rows[i], (box->n_rows - 1 - i) * sizeof (MlRow));
      box->rows[MIN (i, box->n_rows - 1)] = ghost;
      box->flags |= ML_BOX_CHANGED;
    }
  ml_box_clear (&earlier);
}

static gboolean
fits (const MlBox *box, const MlMetrics *metrics, const MlPlace *place)
{
  double width, height;

  ml_box_measure (box, metrics, place->standing, &width, &height);
  return height <= place->rect.height + 0.01;
}

/* Boxes */

/* In the middle of a line, what the next step is going to show may be there already. */
static const MlPlace *
get_place (const Build *self, MlSerial serial)
{
  const MlPlace *place = ml_layout_get_place (self->layout, serial, self->scene->step);

  if (place == NULL && self->early)
    place = ml_layout_get_place (self->layout, serial, self->scene->step + 1);

  return place;
}

static void
mark_box (Build *self, MlBox *box)
{
  const MlThing *old = self->before != NULL ? ml_memory_get (self->before, box->serial) : NULL;

  if (self->before == NULL)
    return;
  if (!(box->flags & ML_BOX_IMMORTAL) &&
      g_hash_table_contains (self->born, GUINT_TO_POINTER (box->serial)))
    box->flags |= ML_BOX_NEW;
  if (old != NULL && !(box->flags & ML_BOX_IMMORTAL))
    box->delta = (int) box->count - (int) old->count;
}

/* Why a value is the one it is, on the first of each kind. */
static void
explain_origin (Build *self, const MlThing *thing, MlBox *box)
{
  if (self->scene->view != ML_VIEW_TYPES || self->explained & 1u << thing->origin ||
      box->caption != NULL)
    return;

  if (thing->origin == ML_ORIGIN_SMALL_INT)
    box->caption = g_strdup ("shared for ever");
  else if (thing->origin == ML_ORIGIN_INTERNED)
    box->caption = g_strdup ("interned");
  self->explained |= 1u << thing->origin;
}

static void
add_thing (Build *self, const MlThing *thing, const MlPlace *place, const MlRect *rect)
{
  MlMetrics *metrics = self->scene->metrics;
  MlBox box, with_gone;

  ml_box_init (&box, self->memory, thing, self->scene->view, self->detail);
  if (thing->kind == ML_KIND_FRAME)
    ml_reader_add_return (&box, self->memory, thing, &self->info, self->detail);
  ml_reader_add_line (&box, place->line);
  for (guint i = 0; i < box.n_rows; i++)
    mark_row (self, &box, &box.rows[i]);

  ml_box_init_copy (&with_gone, &box);
  add_gone_rows (self, &with_gone);
  if (fits (&with_gone, metrics, place))
    {
      ml_box_clear (&box);
      box = with_gone;
    }
  else
    ml_box_clear (&with_gone);

  mark_box (self, &box);
  explain_origin (self, thing, &box);
  ml_box_arrange (&box, metrics, rect, place->standing);
  ml_scene_add_box (self->scene, &box);
}

/* What the next step is going to show may stand where something else does until then. */
static gboolean
is_taken (const Build *self, const MlPlace *place)
{
  if (place->first <= self->scene->step)
    return FALSE;

  for (guint i = 0; i < self->scene->boxes->len; i++)
    if (ml_rect_intersects (&place->rect, &g_array_index (self->scene->boxes, MlBox, i).rect))
      return TRUE;

  return FALSE;
}

static void
add_object (Build *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->memory, serial);
  const MlPlace *place = get_place (self, serial);

  if (thing == NULL || place == NULL || thing->kind == ML_KIND_FRAME ||
      ml_scene_get_box (self->scene, ML_BOX_ID (serial)) != NULL || is_taken (self, place))
    return;

  add_thing (self, thing, place, &place->rect);
}

/* In place of @n calls of one function that are folded: @frame is the first of them. */
static void
add_fold (Build *self, const MlThing *frame, guint n, const MlRect *rect)
{
  g_autofree char *title = ml_words_title (self->memory, frame);
  MlBox box = {
    .id = ML_BOX_ID_OF_SLOT (frame->serial, 0),
    .serial = frame->serial,
    .role = ML_BOX_FRAME,
    .kind = ML_KIND_FRAME,
    .rect = *rect,
    .opacity = 1,
    .title = g_strdup_printf (n == 1 ? "… %u more call of %s" : "… %u more calls of %s", n, title),
  };

  box.rect.height = self->lengths->frame_header;
  box.label = g_strdup (box.title);
  ml_scene_add_box (self->scene, &box);
}

/* The frames on the stack that are of the program's code. */
static GPtrArray *
list_frames (Build *self)
{
  GPtrArray *found = g_ptr_array_new ();
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n_frames);

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME && get_place (self, frames[i]) != NULL)
        g_ptr_array_add (found, (gpointer) frame);
    }

  return found;
}

/* Whether a frame is folded: it belongs to a long run of calls that goes on above it. */
static gboolean
is_folded (const Build *self, const GPtrArray *frames, guint i)
{
  const MlPlace *place = get_place (self, ((const MlThing *) frames->pdata[i])->serial);
  const MlPlace *above = i + 1 < frames->len
                             ? get_place (self, ((const MlThing *) frames->pdata[i + 1])->serial)
                             : NULL;

  return place->run >= ML_LIVES_RUN && above != NULL && above->run == place->run + 1;
}

static void
add_frame (Build *self, const MlThing *frame, const MlRect *rect, guint caller_line)
{
  MlBox *box;

  add_thing (self, frame, get_place (self, frame->serial), rect);
  box = &g_array_index (self->scene->boxes, MlBox, self->scene->boxes->len - 1);
  if (caller_line > 0)
    box->subtitle = g_strdup_printf ("called by line %u", caller_line);
}

static void
add_frames (Build *self)
{
  g_autoptr (GPtrArray) frames = list_frames (self);
  double fold = self->lengths->frame_header + self->lengths->frame_gap;
  MlSpan caller = { 0 };
  MlRect rect = { 0 };
  guint n_folded = 0;

  for (guint i = 0; i < frames->len; i++)
    {
      const MlThing *frame = frames->pdata[i];
      const MlPlace *place = get_place (self, frame->serial);

      if (i == 0)
        rect = place->rect;
      rect.height = place->rect.height;

      if (is_folded (self, frames, i))
        n_folded++;
      else
        {
          if (n_folded > 0)
            add_fold (self, frames->pdata[i - n_folded], n_folded, &rect);
          if (place->run >= ML_LIVES_RUN)
            rect.y += fold;
          n_folded = 0;
          add_frame (self, frame, &rect, caller.line);
          rect.y += rect.height + self->lengths->frame_gap;
        }

      if (!ml_memory_get_frame_span (self->memory, frame->serial, &caller))
        caller.line = 0;
    }

  if (frames->len > 0)
    g_array_index (self->scene->boxes, MlBox, self->scene->boxes->len - 1).flags |= ML_BOX_ACTIVE;
}

/* Below the running frame, which was added last. */
static void
add_card (Build *self)
{
  g_autoptr (MlStatement) statement = ml_statement_new (self->memory);
  MlMetrics *metrics = self->scene->metrics;
  const MlBox *frame;
  MlPoint corner;
  MlBox card;

  if (statement == NULL || self->scene->boxes->len == 0)
    return;

  frame = &g_array_index (self->scene->boxes, MlBox, self->scene->boxes->len - 1);
  corner.x = frame->rect.x;
  corner.y = frame->rect.y + frame->rect.height + self->lengths->frame_gap;
  ml_card_init (&card, self->memory, statement, self->detail, metrics, frame->rect.width);
  ml_card_arrange (&card, statement, metrics, corner, frame->rect.width);
  self->card = self->scene->boxes->len;
  self->below = (MlRect){
    corner.x,
    card.rect.y + card.rect.height + self->lengths->frame_gap,
    card.rect.width - 3 * self->lengths->padding,
    0,
  };
  ml_scene_add_box (self->scene, &card);
}

/* In the view of types a frame is but its names. */
static void
add_names (Build *self, guint depth, const MlThing *frame, gboolean active)
{
  MlBox box, name;
  MlRect rect;

  ml_box_init (&box, self->memory, frame, self->scene->view, self->detail);
  box.flags |= active ? ML_BOX_ACTIVE : 0;
  for (guint i = 0; i < box.n_rows; i++)
    {
      if (box.rows[i].label == NULL ||
          !ml_layout_get_name (self->layout, depth, box.title, box.rows[i].label, &rect))
        continue;

      ml_box_init_name (&name, &box, &box.rows[i], self->scene->metrics, &rect);
      if (depth > 0)
        name.caption = g_strdup (box.title);
      mark_row (self, &name, &name.rows[0]);
      ml_scene_add_box (self->scene, &name);
    }
  ml_box_clear (&box);
}

static void
add_all_names (Build *self)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n_frames);
  guint depth = 0;

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME)
        add_names (self, depth++, frame, i + 1 == n_frames);
    }
}

/* Everything that is reached from the boxes there are. */
static void
add_reached (Build *self, guint from)
{
  for (guint i = from; i < self->scene->boxes->len; i++)
    {
      MlSerial serial = g_array_index (self->scene->boxes, MlBox, i).serial;
      const MlThing *thing = ml_memory_get (self->memory, serial);

      for (guint j = 0; j < g_array_index (self->scene->boxes, MlBox, i).n_rows; j++)
        add_object (self, g_array_index (self->scene->boxes, MlBox, i).rows[j].target);

      g_array_set_size (self->links, 0);
      if (thing->kind != ML_KIND_FRAME)
        ml_reader_get_links (self->memory, thing, self->scene->view, self->links);
      for (guint j = 0; j < self->links->len; j++)
        add_object (self, g_array_index (self->links, MlLink, j).target);
    }
}

static void
add_garbage (Build *self)
{
  guint n_things;
  const MlSerial *things = ml_memory_get_things (self->memory, &n_things);

  for (guint i = 0; i < n_things; i++)
    {
      guint n_boxes = self->scene->boxes->len;

      if (ml_memory_get (self->memory, things[i])->flags & ML_THING_IMMORTAL ||
          get_place (self, things[i]) == NULL ||
          ml_scene_get_box (self->scene, ML_BOX_ID (things[i])) != NULL ||
          ml_memory_is_reachable (self->memory, things[i]))
        continue;

      add_object (self, things[i]);
      if (self->scene->boxes->len == n_boxes)
        continue;
      g_array_index (self->scene->boxes, MlBox, n_boxes).flags |= ML_BOX_GARBAGE;
    }
}

/* A tombstone shows what the object was, and holds nothing. */
static void
add_tombstone_at (Build *self, const MlThing *thing, const MlPlace *place)
{
  g_autofree char *bytes = NULL;
  MlBox box;

  ml_box_init (&box, self->before, thing, self->scene->view, self->detail);
  for (guint i = 0; i < box.n_rows; i++)
    {
      MlRow *row = &box.rows[i];
      const MlThing *target = ml_memory_get (self->before, row->target);

      row->target = 0;
      if (row->text == NULL && target != NULL)
        row->text = ml_words_value (target);
    }

  ml_reader_add_line (&box, place->line);
  ml_box_arrange (&box, self->scene->metrics, &place->rect, place->standing);
  bytes = ml_words_bytes (thing->size);
  box.remark = g_strdup_printf ("%s returned", bytes);
  box.flags |= ML_BOX_FREED;
  box.delta = -(int) box.count;
  box.count = 0;
  ml_scene_add_box (self->scene, &box);
}

/* What lives no longer than the statement stands below the card, one below the other. */
static void
add_temporary (Build *self, const MlMemory *memory, const MlThing *thing)
{
  MlPlace place = { .rect = self->below };
  MlBox box;
  double width;

  ml_box_init (&box, memory, thing, self->scene->view, self->detail);
  ml_box_measure (&box, self->scene->metrics, FALSE, &width, &place.rect.height);
  ml_box_clear (&box);
  place.rect.width = MIN (width, self->below.width);

  if (memory == self->before)
    add_tombstone_at (self, thing, &place);
  else
    add_thing (self, thing, &place, &place.rect);

  self->below.y += place.rect.height + self->lengths->note;
}

/* Values that wait on the evaluation stack and have no place on the heap. Plain ones are written
 * into the card. */
static void
add_temporaries (Build *self)
{
  guint card = self->card;

  for (guint i = 0; i < g_array_index (self->scene->boxes, MlBox, card).n_rows; i++)
    {
      MlSerial serial = g_array_index (self->scene->boxes, MlBox, card).rows[i].target;
      const MlThing *thing = ml_memory_get (self->memory, serial);

      if (thing != NULL && !ml_words_is_value (thing) &&
          ml_scene_get_box (self->scene, ML_BOX_ID (serial)) == NULL)
        add_temporary (self, self->memory, thing);
    }
}

static gboolean
was_on_stack (const Build *self, MlSerial serial)
{
  const MlExpression *last = ml_memory_get_evaluated (self->memory);
  const MlThing *frame = ml_memory_get (self->before, last->frame);
  const MlSlots *stack = frame == NULL ? NULL : &frame->regions[ML_REGION_STACK];

  for (guint i = 0; stack != NULL && i < stack->n; i++)
    if (stack->slots[i] == serial)
      return TRUE;

  return FALSE;
}

static void
add_tombstone (Build *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->before, serial);
  const MlPlace *place = get_place (self, serial);

  if (thing == NULL || thing->kind == ML_KIND_FRAME)
    return;

  if (place != NULL && !is_taken (self, place))
    add_tombstone_at (self, thing, place);
  else if (self->card != 0 && !ml_words_is_value (thing) && was_on_stack (self, serial))
    add_temporary (self, self->before, thing);
}

/* Arrows */

static void
add_arrow (Build *self, MlArrow *arrow, gboolean counts)
{
  gpointer target = GUINT_TO_POINTER ((MlSerial) arrow->to);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_arrows, target));
  gint64 edge = (gint64) ML_BOX_ID_OF_SLOT (arrow->holder, arrow->slot);

  if (!g_hash_table_add (self->drawn, g_memdup2 (&edge, sizeof edge)))
    return;

  arrow->drawn = 1;
  arrow->opacity = 1;
  if (self->before != NULL &&
      held_before (self, arrow->holder, arrow->slot) != (MlSerial) arrow->to)
    arrow->flags |= ML_ARROW_NEW;
  if (counts)
    g_hash_table_insert (self->n_arrows, target, GUINT_TO_POINTER (n + 1));
  ml_scene_add_arrow (self->scene, arrow);
}

static gboolean
is_weak (const Build *self, MlSerial holder, MlSlot slot)
{
  const MlThing *thing = ml_memory_get (self->memory, holder);
  const char *const *fields;

  if (ML_SLOT_REGION (slot) != ML_REGION_FIELD)
    return FALSE;

  fields = ml_memory_get_shape (self->memory, thing->shape)->fields;
  return fields[ML_SLOT_INDEX (slot)][0] == '~';
}

static void
add_row_arrows (Build *self, MlBox *box)
{
  for (guint i = 0; i < box->n_rows; i++)
    {
      MlRow *row = &box->rows[i];
      gboolean weak;

      if (row->target == 0)
        continue;

      /* What has no place, since there are too many, is named instead. */
      if (ml_scene_get_box (self->scene, ML_BOX_ID (row->target)) == NULL)
        {
          row->text = ml_words_key (self->memory, ml_memory_get (self->memory, row->target));
          row->target = 0;
          continue;
        }

      weak = is_weak (self, row->holder, row->slot);
      add_arrow (
          self,
          &(MlArrow){
              .kind = weak ? ML_ARROW_WEAK : ML_ARROW_REFERENCE,
              .flags = box->role != ML_BOX_OBJECT && !(box->flags & (ML_BOX_ACTIVE | ML_BOX_CARD))
                           ? ML_ARROW_ASIDE
                           : 0,
              .holder = row->holder,
              .slot = row->slot,
              .from = box->id,
              .to = ML_BOX_ID (row->target),
          },
          !weak);
    }
}

static gboolean
has_too_many (Build *self, const MlLink *link)
{
  gpointer class = GUINT_TO_POINTER (link->target);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->instances, class));

  if (link->is_base || self->scene->view == ML_VIEW_TYPES)
    return FALSE;

  g_hash_table_insert (self->instances, class, GUINT_TO_POINTER (n + 1));
  return n >= MOST_INSTANCES;
}

static void
add_link_arrows (Build *self, const MlBox *box)
{
  g_array_set_size (self->links, 0);
  ml_reader_get_links (
      self->memory, ml_memory_get (self->memory, box->serial), self->scene->view, self->links);

  for (guint i = 0; i < self->links->len; i++)
    {
      const MlLink *link = &g_array_index (self->links, MlLink, i);

      if (ml_scene_get_box (self->scene, ML_BOX_ID (link->target)) == NULL ||
          has_too_many (self, link))
        continue;

      add_arrow (self,
                 &(MlArrow){
                     .kind = link->is_base ? ML_ARROW_SUBCLASS_OF : ML_ARROW_INSTANCE_OF,
                     .holder = link->holder,
                     .slot = link->slot,
                     .from = box->id,
                     .to = ML_BOX_ID (link->target),
                 },
                 TRUE);
    }
}

/* Rows first: a reference that a row shows needs no link beside it. */
static void
add_arrows (Build *self)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->scene->boxes->len; i++)
      {
        MlBox *box = &g_array_index (self->scene->boxes, MlBox, i);

        if (box->flags & ML_BOX_FREED)
          continue;
        if (pass == 0)
          add_row_arrows (self, box);
        else if (box->role == ML_BOX_OBJECT)
          add_link_arrows (self, box);
      }
}

static void
count_hidden (Build *self)
{
  for (guint i = 0; i < self->scene->boxes->len; i++)
    {
      MlBox *box = &g_array_index (self->scene->boxes, MlBox, i);
      guint n_arrows =
          GPOINTER_TO_UINT (g_hash_table_lookup (self->n_arrows, GUINT_TO_POINTER (box->serial)));

      if (box->role == ML_BOX_OBJECT && !(box->flags & (ML_BOX_IMMORTAL | ML_BOX_FREED)))
        box->hidden = box->count - MIN (n_arrows, box->count);
    }
}

/* Where there is no room for it, a tombstone does not say how much was returned. */
static void
trim_remarks (Build *self)
{
  for (guint i = 0; i < self->scene->boxes->len; i++)
    {
      MlBox *box = &g_array_index (self->scene->boxes, MlBox, i);
      MlRect words = ml_box_get_remark_rect (box, self->scene->metrics);

      words.x += box->rect.x;
      words.y += box->rect.y;
      if (box->remark != NULL && !ml_metrics_is_cells (self->scene->metrics) &&
          !ml_scene_is_free (self->scene, &words))
        g_clear_pointer (&box->remark, g_free);
    }
}

static void
add_panels (Build *self)
{
  gboolean types = self->scene->view == ML_VIEW_TYPES;

  ml_scene_add_panel (self->scene,
                      &(MlPanel){
                          .title = (char *) "STACK",
                          .subtitle = (char *) (types ? "names" : "function calls & names"),
                          .rect = ml_layout_get_stack (self->layout),
                      });
  ml_scene_add_panel (self->scene,
                      &(MlPanel){
                          .title = (char *) "HEAP",
                          .subtitle = (char *) "classes, objects, lists, dicts, numbers",
                          .rect = ml_layout_get_heap (self->layout),
                          .is_heap = TRUE,
                      });
}

/* The panels' height stays the same from card to card, unless one is very large. */
static void
make_room_for_card (Build *self)
{
  double bottom =
      ml_layout_get_frames_bottom (self->layout) + ml_card_get_room (self->scene->metrics);
  MlPanel *stack = &g_array_index (self->scene->panels, MlPanel, 0);
  double grown;

  if (self->scene->view == ML_VIEW_TYPES)
    return;

  bottom = MAX (bottom, self->below.y) + self->lengths->frame_inset;
  grown = bottom - (stack->rect.y + stack->rect.height);

  if (grown <= 0)
    return;

  for (guint i = 0; i < self->scene->panels->len; i++)
    g_array_index (self->scene->panels, MlPanel, i).rect.height += grown;

  self->scene->extents.height += grown;
}

/* The moment before that of @memory; NULL at step 0. */
static const MlMemory *
find_before (MlLayout *layout, const MlMemory *memory)
{
  MlStep step = ml_memory_get_step (memory);
  guint number = ml_memory_get_expression (memory);

  if (number > 0)
    return ml_layout_seek_expression (layout, ml_memory_get_closeup (memory), step, number - 1);

  return step > 0 ? ml_layout_seek (layout, step - 1) : NULL;
}

static MlScene *
build_scene (MlLayout *layout, const MlMemory *memory)
{
  MlStep step = ml_memory_get_step (memory);
  guint number = ml_memory_get_expression (memory);
  MlRecording *recording = ml_layout_get_recording (layout);
  Build build = {
    .layout = layout,
    .memory = memory,
    .before = find_before (layout, memory),
    .recording = recording,
    .info = ml_recording_get_step (recording, step),
    .detail = ml_layout_get_detail (layout),
    .lengths = ml_metrics_get_lengths (ml_layout_get_metrics (layout)),
  };

  build.scene = ml_scene_new_empty (
      recording, ml_layout_get_metrics (layout), ml_layout_get_view (layout), step, number);
  build.scene->extents = ml_layout_get_extents (layout);
  build.sets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  build.born = g_hash_table_new (NULL, NULL);
  build.dead = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  build.n_arrows = g_hash_table_new (NULL, NULL);
  build.instances = g_hash_table_new (NULL, NULL);
  build.drawn = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  build.links = g_array_new (FALSE, FALSE, sizeof (MlLink));
  if (number > 0)
    ml_closeup_foreach_change (ml_memory_get_closeup (memory), step, number, note_change, &build);
  else
    ml_recording_foreach_change (recording, step, note_change, &build);

  add_panels (&build);
  if (build.scene->view == ML_VIEW_TYPES)
    add_all_names (&build);
  else
    {
      add_frames (&build);
      add_card (&build);
    }
  add_reached (&build, 0);
  if (number > 0)
    {
      build.early = TRUE;
      add_reached (&build, 0);
    }
  if (build.card != 0)
    {
      guint n_boxes = build.scene->boxes->len;

      add_temporaries (&build);
      add_reached (&build, n_boxes);
    }
  add_garbage (&build);
  for (guint i = 0; i < build.dead->len && build.before != NULL; i++)
    add_tombstone (&build, g_array_index (build.dead, MlSerial, i));
  add_arrows (&build);
  count_hidden (&build);
  ml_scene_lead_arrows (build.scene, ml_layout_get_router (layout));
  if (ml_memory_get_closeup (memory) != NULL)
    make_room_for_card (&build);
  trim_remarks (&build);

  g_hash_table_unref (build.sets);
  g_hash_table_unref (build.born);
  g_array_unref (build.dead);
  g_hash_table_unref (build.n_arrows);
  g_hash_table_unref (build.instances);
  g_hash_table_unref (build.drawn);
  g_array_unref (build.links);
  return build.scene;
}

MlScene *
ml_scene_new (MlLayout *layout, const MlMemory *memory)
{
  if (ml_layout_get_view (layout) == ML_VIEW_LIFETIMES)
    return ml_timeline_scene_new (ml_layout_get_timeline (layout),
                                  ml_layout_get_recording (layout),
                                  ml_layout_get_metrics (layout),
                                  ml_memory_get_step (memory));

  return build_scene (layout, memory);
}

/* Around all boxes, their words and arrows that stand in or right of @panel. */
static MlRect
measure_content (const MlScene *scene, const MlRect *panel)
{
  MlRect all = { panel->x, panel->y, 1, 1 };

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      const MlBox *box = &g_array_index (scene->boxes, MlBox, i);
      MlRect rect = ml_box_get_ink (box, scene->metrics);

      rect.x += box->rect.x;
      rect.y += box->rect.y;
      if (ml_rect_intersects (&rect, panel))
        all = ml_rect_union (&all, &rect);
    }

  for (guint i = 0; i < scene->arrows->len; i++)
    {
      const MlCurve *curve = &g_array_index (scene->arrows, MlArrow, i).curve;

      for (guint j = 0; j < curve->n_points; j++)
        {
          MlRect point = { curve->points[j].x, curve->points[j].y, 1, 1 };

          if (ml_rect_intersects (&point, panel))
            all = ml_rect_union (&all, &point);
        }
    }

  return all;
}

/* Room for a panel's heading. */
static double
measure_heading (const MlScene *scene, const MlPanel *panel)
{
  const MlLengths *lengths = ml_metrics_get_lengths (scene->metrics);

  return ml_metrics_measure (scene->metrics, ML_FONT_PANEL, panel->title) +
         ml_metrics_measure (scene->metrics, ML_FONT_NOTE, panel->subtitle) +
         2 * lengths->frame_inset + lengths->padding;
}

static void
fit_panels (MlScene *self)
{
  const MlLengths *lengths = ml_metrics_get_lengths (self->metrics);
  MlPanel *stack = &g_array_index (self->panels, MlPanel, 0);
  MlPanel *heap = &g_array_index (self->panels, MlPanel, 1);
  MlRect content = measure_content (self, &stack->rect);
  MlRect shown = measure_content (self, &heap->rect);
  double right = MAX (shown.x + shown.width + lengths->frame_inset,
                      heap->rect.x + measure_heading (self, heap));
  double bottom = MAX (content.y + content.height, shown.y + shown.height);

  if (self->view == ML_VIEW_TYPES)
    {
      right = MAX (right, content.x + content.width + lengths->frame_inset);
      stack->rect.width = MIN (stack->rect.width, right - stack->rect.x);
    }
  else
    {
      stack->rect.height = MIN (stack->rect.height, bottom + lengths->frame_inset - stack->rect.y);
      heap->rect.height = stack->rect.height;
    }

  heap->rect.width = MIN (heap->rect.width, right - heap->rect.x);
  content = ml_rect_union (&stack->rect, &heap->rect);
  self->extents.width = content.x + content.width + lengths->margin;
  self->extents.height = content.y + content.height + lengths->margin;
}

MlScene *
ml_scene_new_alone (MlLayout *layout, const MlMemory *memory)
{
  MlScene *self = ml_scene_new (layout, memory);

  if (self->view != ML_VIEW_LIFETIMES)
    fit_panels (self);
  return self;
}
