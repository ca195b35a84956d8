/* ml-blend.c: the picture between two steps
 *
 * The time between two steps is shared out to events, in the order of the changes: each birth,
 * arrow, count and death that is to be seen has its window.
 */
#include "ml-blend.h"

#include "ml-scene-private.h"

/* Seconds. */
#define LONGEST_EVENT 0.25
#define SHORTEST_EVENT 0.15
#define LONGEST_STEP 1.0

typedef enum
{
  EVENT_APPEAR,  /* a box */
  EVENT_ATTACH,  /* an arrow is drawn, and its target counts up */
  EVENT_DETACH,  /* a target counts down, and its arrow is taken away */
  EVENT_DISSOLVE /* a box becomes a tombstone */
} EventKind;

typedef struct
{
  EventKind kind;
  MlBoxId box;   /* the box that appears or dissolves, the arrow's target */
  guint64 arrow; /* its holder and slot */
} Event;

typedef struct
{
  const MlScene *from, *to;
  GArray *events;         /* Event */
  GHashTable *old_arrows; /* of @from, by holder and slot */
  GHashTable *new_arrows; /* of @to */
} Plan;

static guint64
arrow_key (const MlArrow *arrow)
{
  return (guint64) arrow->holder << 32 | arrow->slot;
}

static GHashTable *
index_arrows (const MlScene *scene)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      guint64 key = arrow_key (&arrows[i]);

      g_hash_table_insert (index, g_memdup2 (&key, sizeof key), (gpointer) &arrows[i]);
    }

  return index;
}

static const MlArrow *
find_arrow (GHashTable *index, guint64 key)
{
  return g_hash_table_lookup (index, &key);
}

static void
add_event (Plan *plan, EventKind kind, MlBoxId box, guint64 arrow)
{
  Event event = { kind, box, arrow };

  g_array_append_val (plan->events, event);
}

static gboolean
plan_change (const MlChange *change, gpointer user_data)
{
  Plan *plan = user_data;
  MlBoxId id = ML_BOX_ID (change->thing);
  guint64 key = (guint64) change->thing << 32 | change->slot;
  const MlBox *box;
  const MlArrow *arrow;

  switch (change->type)
    {
    case ML_CHANGE_BIRTH:
    case ML_CHANGE_ENTER:
      if (ml_scene_get_box (plan->to, id) != NULL && ml_scene_get_box (plan->from, id) == NULL)
        add_event (plan, EVENT_APPEAR, id, 0);
      break;

    case ML_CHANGE_SET:
      arrow = find_arrow (plan->new_arrows, key);
      if (arrow != NULL && arrow->to == ML_BOX_ID (change->new) && arrow->flags & ML_ARROW_NEW)
        add_event (plan, EVENT_ATTACH, arrow->to, key);
      arrow = find_arrow (plan->old_arrows, key);
      if (arrow != NULL && arrow->to == ML_BOX_ID (change->old) && change->old != change->new)
        add_event (plan, EVENT_DETACH, arrow->to, key);
      break;

    case ML_CHANGE_DEATH:
    case ML_CHANGE_LEAVE:
      box = ml_scene_get_box (plan->to, id);
      if (ml_scene_get_box (plan->from, id) != NULL && (box == NULL || box->flags & ML_BOX_FREED))
        add_event (plan, EVENT_DISSOLVE, id, 0);
      break;

    default:
      break;
    }

  return TRUE;
}

static void
plan_init (Plan *plan, const MlScene *from, const MlScene *to)
{
  plan->from = from;
  plan->to = to;
  plan->events = g_array_new (FALSE, FALSE, sizeof (Event));
  plan->old_arrows = index_arrows (from);
  plan->new_arrows = index_arrows (to);
  if (to->step == from->step + 1)
    ml_recording_foreach_change (to->recording, to->step, plan_change, plan);
}

static void
plan_clear (Plan *plan)
{
  g_array_unref (plan->events);
  g_hash_table_unref (plan->old_arrows);
  g_hash_table_unref (plan->new_arrows);
}

double
ml_blend_get_duration (const MlScene *from, const MlScene *to)
{
  Plan plan;
  guint n;

  if (from->step > to->step)
    return ml_blend_get_duration (to, from);

  plan_init (&plan, from, to);
  n = plan.events->len;
  plan_clear (&plan);

  if (to->step != from->step + 1)
    return LONGEST_EVENT;
  if (n == 0)
    return 0;
  return MIN (n * CLAMP (LONGEST_STEP / n, SHORTEST_EVENT, LONGEST_EVENT), LONGEST_STEP);
}

/* How far an event is at @t, from 0 to 1, slowing down at its end. */
static double
progress (const Plan *plan, guint i, double t)
{
  double share = CLAMP (t * plan->events->len - i, 0, 1);

  return 1 - (1 - share) * (1 - share) * (1 - share);
}

/* The last of the events of a kind that concern a box or an arrow, as far as it is; -1 if there is
 * none. */
static double
find_progress (const Plan *plan, EventKind kind, MlBoxId box, guint64 arrow, double t)
{
  double found = -1;

  for (guint i = 0; i < plan->events->len; i++)
    {
      const Event *event = &g_array_index (plan->events, Event, i);

      if (event->kind == kind && (arrow != 0 ? event->arrow == arrow : event->box == box))
        found = progress (plan, i, t);
    }

  return found;
}

static int
count_done (const Plan *plan, MlBoxId box, double t)
{
  int count = 0;

  for (guint i = 0; i < plan->events->len; i++)
    {
      const Event *event = &g_array_index (plan->events, Event, i);

      if (event->box != box || progress (plan, i, t) < 0.5)
        continue;
      count += event->kind == EVENT_ATTACH;
      count -= event->kind == EVENT_DETACH;
    }

  return count;
}

/* Until all that concerns it is over, a badge shows the old count and what is seen to come and go.
 */
static void
blend_count (const Plan *plan, MlBox *box, const MlBox *old, double t)
{
  int total, done;

  if (box->flags & (ML_BOX_IMMORTAL | ML_BOX_FREED) || !(box->flags & ML_BOX_BADGE))
    return;

  done = count_done (plan, box->id, t);
  total = count_done (plan, box->id, 1);
  if (done == total)
    return;

  box->count = MAX ((int) (old != NULL ? old->count : 0) + done, 0);
  box->delta = done;
}

static void
add_blended_box (MlScene *scene, const Plan *plan, const MlBox *box, const MlBox *old, double t)
{
  double dissolved = find_progress (plan, EVENT_DISSOLVE, box->id, 0, t);
  double appeared = find_progress (plan, EVENT_APPEAR, box->id, 0, t);
  const MlBox *shown = box;
  MlBox copy;

  /* A tombstone is the old box until its turn comes. */
  if (box->flags & ML_BOX_FREED && old != NULL && dissolved >= 0 && dissolved < 0.5)
    shown = old;

  ml_box_init_copy (&copy, shown);
  if (appeared >= 0)
    copy.opacity = appeared;
  if (shown == old)
    {
      int count = (int) old->count + count_done (plan, box->id, t);

      copy.delta = 0;
      if (!(copy.flags & ML_BOX_IMMORTAL))
        copy.count = MAX (count, 0);
    }
  else
    blend_count (plan, &copy, old, t);
  ml_scene_add_box (scene, &copy);
}

static void
add_boxes (MlScene *scene, const Plan *plan, double t)
{
  guint n;
  const MlBox *boxes = ml_scene_get_boxes (plan->to, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlBox *old = ml_scene_get_box (plan->from, boxes[i].id);

      if (old != NULL || find_progress (plan, EVENT_APPEAR, boxes[i].id, 0, 0) >= 0)
        add_blended_box (scene, plan, &boxes[i], old, t);
      else
        {
          MlBox copy;

          ml_box_init_copy (&copy, &boxes[i]);
          copy.opacity = t;
          ml_scene_add_box (scene, &copy);
        }
    }

  boxes = ml_scene_get_boxes (plan->from, &n);
  for (guint i = 0; i < n; i++)
    {
      double dissolved = find_progress (plan, EVENT_DISSOLVE, boxes[i].id, 0, t);
      MlBox copy;

      if (ml_scene_get_box (plan->to, boxes[i].id) != NULL)
        continue;

      ml_box_init_copy (&copy, &boxes[i]);
      copy.opacity = 1 - (dissolved >= 0 ? dissolved : t);
      ml_scene_add_box (scene, &copy);
    }
}

static void
add_arrows (MlScene *scene, const Plan *plan, double t)
{
  guint n;
  const MlArrow *arrows = ml_scene_get_arrows (plan->to, &n);

  for (guint i = 0; i < n; i++)
    {
      MlArrow arrow = arrows[i];
      const MlArrow *old = find_arrow (plan->old_arrows, arrow_key (&arrow));
      double drawn = find_progress (plan, EVENT_ATTACH, 0, arrow_key (&arrow), t);

      if (drawn >= 0)
        arrow.drawn = drawn;
      else if (old == NULL || old->to != arrow.to)
        arrow.opacity = t;
      ml_scene_add_arrow (scene, &arrow);
    }

  arrows = ml_scene_get_arrows (plan->from, &n);
  for (guint i = 0; i < n; i++)
    {
      MlArrow arrow = arrows[i];
      const MlArrow *new = find_arrow (plan->new_arrows, arrow_key (&arrow));
      double erased = find_progress (plan, EVENT_DETACH, 0, arrow_key (&arrow), t);

      if (new != NULL &&new->to == arrow.to)
        continue;
      arrow.opacity = 1 - (erased >= 0 ? erased : t);
      ml_scene_add_arrow (scene, &arrow);
    }
}

MlScene *
ml_blend (MlScene *from, MlScene *to, double t)
{
  MlScene *scene;
  Plan plan;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  if (t <= 0 || from == to)
    return ml_scene_ref (from);
  if (t >= 1)
    return ml_scene_ref (to);
  if (from->step > to->step)
    return ml_blend (to, from, 1 - t);

  plan_init (&plan, from, to);
  scene = ml_scene_new_empty (
      to->recording, to->metrics, to->view, to->step, to->expression);
  scene->extents = ml_rect_union (&from->extents, &to->extents);
  for (guint i = 0; i < to->panels->len; i++)
    ml_scene_add_panel (scene, &g_array_index (to->panels, MlPanel, i));
  add_boxes (scene, &plan, t);
  add_arrows (scene, &plan, t);
  plan_clear (&plan);
  return scene;
}
