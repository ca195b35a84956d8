/* ml-scene.c: boxes, arrows and panels, and how to find them */
#include "ml-scene-private.h"

static void
clear_box (gpointer box)
{
  ml_box_clear (box);
}

static void
clear_arrow (gpointer data)
{
  MlArrow *arrow = data;

  g_free (arrow->curve.points);
  g_free (arrow->caption);
}

static void
clear_panel (gpointer data)
{
  MlPanel *panel = data;

  g_free (panel->title);
  g_free (panel->subtitle);
}

MlScene *
ml_scene_new_empty (MlRecording *recording,
                    MlMetrics *metrics,
                    MlView view,
                    MlStep step,
                    guint expression)
{
  MlScene *self = g_new0 (MlScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->recording = ml_recording_ref (recording);
  self->metrics = ml_metrics_ref (metrics);
  self->view = view;
  self->step = step;
  self->expression = expression;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (MlBox));
  self->arrows = g_array_new (FALSE, FALSE, sizeof (MlArrow));
  self->panels = g_array_new (FALSE, FALSE, sizeof (MlPanel));
  self->index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_array_set_clear_func (self->boxes, clear_box);
  g_array_set_clear_func (self->arrows, clear_arrow);
  g_array_set_clear_func (self->panels, clear_panel);
  return self;
}

MlScene *
ml_scene_ref (MlScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ml_scene_unref (MlScene *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->index);
  g_array_unref (self->boxes);
  g_array_unref (self->arrows);
  g_array_unref (self->panels);
  ml_metrics_unref (self->metrics);
  ml_recording_unref (self->recording);
  g_free (self);
}

MlBox *
ml_scene_add_box (MlScene *self, const MlBox *box)
{
  gint64 *id = g_new (gint64, 1);

  *id = (gint64) box->id;
  g_array_append_val (self->boxes, *box);
  g_hash_table_insert (self->index, id, GUINT_TO_POINTER (self->boxes->len));
  return &g_array_index (self->boxes, MlBox, self->boxes->len - 1);
}

MlArrow *
ml_scene_add_arrow (MlScene *self, const MlArrow *arrow)
{
  MlArrow copy = *arrow;

  copy.curve.points = g_memdup2 (arrow->curve.points, arrow->curve.n_points * sizeof (MlPoint));
  copy.caption = g_strdup (arrow->caption);
  g_array_append_val (self->arrows, copy);
  return &g_array_index (self->arrows, MlArrow, self->arrows->len - 1);
}

MlPanel *
ml_scene_add_panel (MlScene *self, const MlPanel *panel)
{
  MlPanel copy = *panel;

  copy.title = g_strdup (panel->title);
  copy.subtitle = g_strdup (panel->subtitle);
  g_array_append_val (self->panels, copy);
  return &g_array_index (self->panels, MlPanel, self->panels->len - 1);
}

MlStep
ml_scene_get_step (const MlScene *self)
{
  return self->step;
}

guint
ml_scene_get_expression (const MlScene *self)
{
  return self->expression;
}

MlView
ml_scene_get_view (const MlScene *self)
{
  return self->view;
}

MlMetrics *
ml_scene_get_metrics (const MlScene *self)
{
  return self->metrics;
}

const MlBox *
ml_scene_get_boxes (const MlScene *self, guint *n)
{
  *n = self->boxes->len;
  return (const MlBox *) self->boxes->data;
}

const MlArrow *
ml_scene_get_arrows (const MlScene *self, guint *n)
{
  *n = self->arrows->len;
  return (const MlArrow *) self->arrows->data;
}

const MlPanel *
ml_scene_get_panels (const MlScene *self, guint *n)
{
  *n = self->panels->len;
  return (const MlPanel *) self->panels->data;
}

MlRect
ml_scene_get_extents (const MlScene *self)
{
  return self->extents;
}

const MlBox *
ml_scene_get_box (const MlScene *self, MlBoxId id)
{
  gint64 key = (gint64) id;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, &key));

  return number == 0 ? NULL : &g_array_index (self->boxes, MlBox, number - 1);
}

const MlBox *
ml_scene_hit_box (const MlScene *self, double x, double y, const MlRow **row)
{
  if (row != NULL)
    *row = NULL;

  for (guint i = self->boxes->len; i > 0; i--)
    {
      const MlBox *box = &g_array_index (self->boxes, MlBox, i - 1);

      if (!ml_rect_contains (&box->rect, x, y))
        continue;

      for (guint j = 0; row != NULL && j < box->n_rows; j++)
        if (ml_rect_contains (&box->rows[j].rect, x - box->rect.x, y - box->rect.y))
          *row = &box->rows[j];
      return box;
    }

  return NULL;
}

const MlArrow *
ml_scene_hit_arrow (const MlScene *self, double x, double y, double slack)
{
  const MlArrow *nearest = NULL;
  double best = slack;

  for (guint i = 0; i < self->arrows->len; i++)
    {
      const MlArrow *arrow = &g_array_index (self->arrows, MlArrow, i);
      double distance = ml_curve_distance (&arrow->curve, x, y);

      if (distance <= best)
        {
          best = distance;
          nearest = arrow;
        }
    }

  return nearest;
}

MlRect
ml_scene_get_badge (const MlScene *self, const MlBox *box)
{
  return ml_box_get_badge_rect (box, self->metrics);
}

MlRect
ml_scene_get_ink (const MlScene *self, const MlBox *box)
{
  return ml_box_get_ink (box, self->metrics);
}

gboolean
ml_scene_find_step (const MlScene *self, double x, MlStep *step)
{
  if (x < self->time.x || x >= self->time.x + self->time.width)
    return FALSE;

  *step = MIN ((MlStep) ((x - self->time.x) / self->step_width),
               ml_recording_get_last_step (self->recording));
  return TRUE;
}

static gboolean
has_arrow (const MlScene *self, MlSerial holder, MlSlot slot)
{
  for (guint i = 0; i < self->arrows->len; i++)
    {
      const MlArrow *arrow = &g_array_index (self->arrows, MlArrow, i);

      if (arrow->holder == holder && arrow->slot == slot)
        return TRUE;
    }

  return FALSE;
}

gboolean
ml_scene_is_lit (const MlScene *self,
                 const MlArrow *arrow,
                 MlSerial serial,
                 MlSerial holder,
                 MlSlot slot)
{
  const MlBox *from;

  if (holder != 0 && has_arrow (self, holder, slot))
    return arrow->holder == holder && arrow->slot == slot;

  from = ml_scene_get_box (self, arrow->from);
  return serial != 0 &&
         (arrow->to == ML_BOX_ID (serial) || (from != NULL && from->serial == serial));
}
