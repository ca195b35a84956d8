/* ml-canvas.c: the picture of a program's memory, on the screen */
#define G_LOG_DOMAIN "ml-canvas"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ml-blend.h"
#include "ml-canvas-item.h"
#include "ml-canvas-private.h"
#include "ml-details.h"

#define MAX_ITEMS 500
#define MAX_TOLD_HOLDERS 8

/* So many steps are laid out within a frame; more, in another thread. */
#define MAX_STEPS_AT_ONCE 100

#define USUAL_DPI 96

G_DEFINE_FINAL_TYPE (MlCanvas, ml_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_ANIMATED,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
take_item (MlCanvas *self, GHashTable *old, const MlBox *box)
{
  gpointer key = NULL;
  gpointer value = NULL;
  GtkWidget *item;

  if (g_hash_table_steal_extended (old, &box->id, &key, &value))
    {
      g_free (key);
      ml_canvas_item_update (value, box);
      return value;
    }

  item = ml_canvas_item_new (box);
  gtk_widget_set_parent (item, GTK_WIDGET (self));

  return item;
}

/* Gives each box that is seen its child widget; those of boxes that are still there stay, and keep
 * the focus. */
static void
update_items (MlCanvas *self)
{
  GHashTable *old = self->items;
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  MlRect seen = ml_canvas_get_seen (self);
  guint n = 0;
  const MlBox *boxes = self->scene ? ml_scene_get_boxes (self->scene, &n) : NULL;

  self->items = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) gtk_widget_unparent);

  for (guint i = 0; i < n && g_hash_table_size (self->items) < MAX_ITEMS; i++)
    {
      if (!ml_rect_intersects (&boxes[i].rect, &seen))
        continue;

      g_hash_table_insert (self->items,
                           g_memdup2 (&boxes[i].id, sizeof boxes[i].id),
                           take_item (self, old, &boxes[i]));
    }

  g_hash_table_unref (old);

  /* The object that had it is gone. */
  if (had_focus && !gtk_widget_get_focus_child (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
items_are_due (gpointer user_data)
{
  MlCanvas *self = user_data;

  self->items_source = 0;
  update_items (self);

  return G_SOURCE_REMOVE;
}

/* Children must not come and go while they are being allocated. */
static void
queue_update_items (MlCanvas *self)
{
  if (self->items_source == 0)
    self->items_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, items_are_due, self, NULL);
}

void
ml_canvas_invalidate (MlCanvas *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  ml_box_cache_invalidate (self->boxes, self->theme, self->viewport.scale, factor);
  ml_layer_invalidate (self->ground);
  ml_layer_invalidate (self->arrows);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_theme (MlCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    self->theme = ml_theme_get (dark ? ML_THEME_HIGH_CONTRAST_DARK : ML_THEME_HIGH_CONTRAST);
  else
    self->theme = ml_theme_get (dark ? ML_THEME_DARK : ML_THEME_LIGHT);

  ml_canvas_invalidate (self);
}

static void
show (MlCanvas *self, MlScene *shown)
{
  g_clear_pointer (&self->shown, ml_scene_unref);
  self->shown = shown ? ml_scene_ref (shown) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
movement_went_on (double t, gpointer user_data)
{
  MlCanvas *self = user_data;
  g_autoptr (MlScene) between = NULL;

  if (!self->from || !self->scene)
    return;

  between = ml_blend (self->from, self->scene, t);
  show (self, between);
}

static void
movement_done (MlCanvas *self)
{
  g_assert (ML_IS_CANVAS (self));

  g_clear_pointer (&self->from, ml_scene_unref);
  ml_canvas_rest (self);
  show (self, self->scene);
}

static void
start_movement (MlCanvas *self, MlScene *from)
{
  double seconds = ml_blend_get_duration (from, self->scene);
  double speed = ml_playback_get_speed (self->playback);

  ml_canvas_find_resting (self, from);

  if (seconds <= 0)
    {
      movement_done (self);
      return;
    }

  self->from = ml_scene_ref (from);
  adw_timed_animation_set_duration (ADW_TIMED_ANIMATION (self->animation),
                                    (guint) (seconds * 1000 / speed));
  adw_animation_play (self->animation);
}

/* How much larger than usual the desktop's texts are. */
static double
get_text_scale (MlCanvas *self)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / (USUAL_DPI * 1024.0) : 1;
}

static void
lay_out_at_once (MlCanvas *self, MlRecording *recording)
{
  g_autoptr (MlMetrics) metrics = NULL;

  if (self->layout && ml_recording_is_prefix_of (ml_layout_get_recording (self->layout), recording))
    {
      ml_layout_set_recording (self->layout, recording);
      return;
    }

  metrics = ml_metrics_new_pango (get_text_scale (self));
  g_clear_pointer (&self->layout, ml_layout_unref);
  self->layout = ml_layout_new (recording,
                                ml_playback_get_view (self->playback),
                                ml_playback_get_detail (self->playback),
                                metrics);
}

static void
update_scene (MlCanvas *self)
{
  g_clear_pointer (&self->scene, ml_scene_unref);

  if (self->layout)
    self->scene = ml_scene_new (self->layout, ml_playback_get_memory (self->playback));
}

/* Shows a picture that has nothing to do with the one before. */
static void
show_anew (MlCanvas *self)
{
  ml_canvas_settle (self);
  update_scene (self);
  ml_layer_invalidate (self->ground);
  ml_layer_invalidate (self->arrows);
  show (self, self->scene);
  update_items (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
layout_made (MlLayout *layout, gpointer user_data)
{
  MlCanvas *self = user_data;

  g_clear_pointer (&self->job, ml_layout_job_free);
  self->layout = layout;
  show_anew (self);
}

/* Until the layout is made, the last picture stays, and tells nothing. */
static void
lay_out_aside (MlCanvas *self, MlRecording *recording)
{
  g_clear_pointer (&self->layout, ml_layout_unref);

  if (self->job && ml_layout_job_extend (self->job, recording))
    return;

  g_clear_pointer (&self->job, ml_layout_job_free);
  self->job = ml_layout_job_start (recording,
                                   ml_playback_get_view (self->playback),
                                   ml_playback_get_detail (self->playback),
                                   get_text_scale (self),
                                   layout_made,
                                   self);
}

static void
update_layout (MlCanvas *self)
{
  MlRecording *recording = self->playback ? ml_playback_get_recording (self->playback) : NULL;

  if (recording && ml_recording_get_last_step (recording) > MAX_STEPS_AT_ONCE)
    {
      lay_out_aside (self, recording);
      return;
    }

  g_clear_pointer (&self->job, ml_layout_job_free);

  if (recording)
    lay_out_at_once (self, recording);
  else
    g_clear_pointer (&self->layout, ml_layout_unref);

  show_anew (self);
}

static void
selected_changed (MlCanvas *self)
{
  MlSerial serial = ml_playback_get_selected (self->playback);
  const MlBox *box = serial && self->scene && !self->job
                         ? ml_scene_get_box (self->scene, ML_BOX_ID (serial))
                         : NULL;

  g_assert (ML_IS_CANVAS (self));

  if (box)
    ml_canvas_reveal (self, &box->rect);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
recording_changed (MlCanvas *self)
{
  g_assert (ML_IS_CANVAS (self));

  update_layout (self);
}

static void
look_changed (MlCanvas *self)
{
  g_assert (ML_IS_CANVAS (self));

  g_clear_pointer (&self->job, ml_layout_job_free);
  g_clear_pointer (&self->layout, ml_layout_unref);
  update_layout (self);
}

static gboolean
is_neighbour (MlScene *a, MlScene *b)
{
  MlStep from = ml_scene_get_step (a);
  MlStep to = ml_scene_get_step (b);

  return from == to || from + 1 == to || to + 1 == from;
}

static gboolean
shows_current_step (MlCanvas *self)
{
  return self->scene && ml_scene_get_step (self->scene) == ml_playback_get_step (self->playback) &&
         ml_scene_get_expression (self->scene) == ml_playback_get_expression (self->playback);
}

static void
step_changed (MlCanvas *self)
{
  g_autoptr (MlScene) from = NULL;

  g_assert (ML_IS_CANVAS (self));

  /* A step and an expression step are told of one by one. */
  if (self->job || shows_current_step (self))
    return;

  ml_canvas_settle (self);
  from = g_steal_pointer (&self->scene);
  update_scene (self);

  if (self->animated && from && self->scene && is_neighbour (from, self->scene))
    start_movement (self, from);
  else
    {
      if (from && self->scene)
        ml_canvas_find_resting (self, from);
      movement_done (self);
    }

  ml_canvas_follow (self);
  update_items (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
ml_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MlCanvas *self = ML_CANVAS (widget);
  GHashTableIter iter;
  gpointer item;

  ml_canvas_fit (self, width, height);
  queue_update_items (self);
  g_hash_table_iter_init (&iter, self->items);

  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      MlRect rect = ml_canvas_item_get_rect (item);
      MlRect place = ml_viewport_to_window (&self->viewport, &rect);
      GtkAllocation allocation = {
        (int) place.x, (int) place.y, (int) ceil (place.width), (int) ceil (place.height)
      };

      /* GTK wants to have asked, although the picture alone decides. */
      gtk_widget_measure (item, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (item, &allocation, -1);
    }
}

static void
ml_canvas_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
ml_canvas_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  GTK_WIDGET_CLASS (ml_canvas_parent_class)->set_focus_child (widget, child);

  if (child)
    {
      MlRect rect = ml_canvas_item_get_rect (ML_CANVAS_ITEM (child));

      ml_canvas_reveal (ML_CANVAS (widget), &rect);
    }
}

/* All that is known of an object: what it is, where it lies, who holds it. */
static char *
tell_box (MlCanvas *self, const MlBox *box)
{
  MlMemory *memory = ml_playback_get_memory (self->playback);
  g_autofree char *facts = ml_details_tell_facts (memory, box->serial);
  GString *words = g_string_new (box->label);

  if (facts && box->role == ML_BOX_OBJECT)
    {
      guint left_out;
      g_autoptr (GPtrArray) holders =
          ml_details_list_holders (memory, box->serial, MAX_TOLD_HOLDERS, &left_out);

      g_string_append_printf (words, "\n%s", facts);

      for (guint i = 0; i < holders->len; i++)
        g_string_append_printf (words, "\n• %s", (char *) g_ptr_array_index (holders, i));

      if (left_out > 0)
        g_string_append_printf (words, _ ("\n… %u more"), left_out);
    }

  return g_string_free (words, FALSE);
}

static const MlBox *
find_tooltip_box (MlCanvas *self, int x, int y, gboolean by_keyboard)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self));
  MlPoint point = ml_viewport_to_picture (&self->viewport, x, y);

  if (!by_keyboard)
    return ml_scene_hit_box (self->scene, point.x, point.y, NULL);

  return focused ? ml_scene_get_box (self->scene, ml_canvas_item_get_id (ML_CANVAS_ITEM (focused)))
                 : NULL;
}

static gboolean
ml_canvas_query_tooltip (GtkWidget *widget,
                         int x,
                         int y,
                         gboolean keyboard_tooltip,
                         GtkTooltip *tooltip)
{
  MlCanvas *self = ML_CANVAS (widget);
  g_autofree char *words = NULL;
  const MlBox *box;
  MlRect area;

  if (!self->scene || self->job || ml_canvas_is_moving (self))
    return FALSE;

  box = find_tooltip_box (self, x, y, keyboard_tooltip);

  if (!box)
    return FALSE;

  words = tell_box (self, box);
  area = ml_viewport_to_window (&self->viewport, &box->rect);
  gtk_tooltip_set_text (tooltip, words);
  gtk_tooltip_set_tip_area (
      tooltip, &(GdkRectangle){ (int) area.x, (int) area.y, (int) area.width, (int) area.height });

  return TRUE;
}

static void
ml_canvas_dispose (GObject *object)
{
  MlCanvas *self = ML_CANVAS (object);

  ml_canvas_dispose_view (self);
  g_clear_handle_id (&self->items_source, g_source_remove);

  if (self->animation)
    ml_canvas_settle (self);

  g_clear_pointer (&self->job, ml_layout_job_free);
  g_clear_object (&self->animation);
  g_clear_object (&self->playback_signals);
  g_clear_object (&self->playback);
  g_hash_table_remove_all (self->items);
  g_clear_pointer (&self->from, ml_scene_unref);
  g_clear_pointer (&self->scene, ml_scene_unref);
  g_clear_pointer (&self->shown, ml_scene_unref);
  g_clear_pointer (&self->layout, ml_layout_unref);

  G_OBJECT_CLASS (ml_canvas_parent_class)->dispose (object);
}

static void
ml_canvas_finalize (GObject *object)
{
  MlCanvas *self = ML_CANVAS (object);

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->resting, g_hash_table_unref);
  g_clear_pointer (&self->boxes, ml_box_cache_free);
  g_clear_pointer (&self->ground, ml_layer_free);
  g_clear_pointer (&self->arrows, ml_layer_free);

  G_OBJECT_CLASS (ml_canvas_parent_class)->finalize (object);
}

static void
ml_canvas_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlCanvas *self = ML_CANVAS (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_ANIMATED:
      g_value_set_boolean (value, self->animated);
      break;

    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.scale);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_canvas_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlCanvas *self = ML_CANVAS (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_canvas_set_playback (self, g_value_get_object (value));
      break;

    case PROP_ANIMATED:
      ml_canvas_set_animated (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_canvas_class_init (MlCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_canvas_dispose;
  object_class->finalize = ml_canvas_finalize;
  object_class->get_property = ml_canvas_get_property;
  object_class->set_property = ml_canvas_set_property;

  widget_class->measure = ml_canvas_measure;
  widget_class->size_allocate = ml_canvas_size_allocate;
  widget_class->snapshot = ml_canvas_snapshot;
  widget_class->set_focus_child = ml_canvas_set_focus_child;
  widget_class->query_tooltip = ml_canvas_query_tooltip;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ANIMATED] =
      g_param_spec_boolean ("animated",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom",
                           NULL,
                           NULL,
                           ML_VIEWPORT_MIN_SCALE,
                           ML_VIEWPORT_MAX_SCALE,
                           1,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
ml_canvas_init (MlCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->animated = TRUE;
  self->items = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) gtk_widget_unparent);
  self->animation = adw_timed_animation_new (
      GTK_WIDGET (self), 0, 1, 0, adw_callback_animation_target_new (movement_went_on, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_LINEAR);
  g_signal_connect_swapped (self->animation, "done", G_CALLBACK (movement_done), self);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (recording_changed), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (step_changed), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::expression", G_CALLBACK (step_changed), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::view", G_CALLBACK (look_changed), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::detail", G_CALLBACK (look_changed), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::hovered", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::selected", G_CALLBACK (selected_changed), self);

  g_signal_connect_object (
      style, "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      style, "notify::high-contrast", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (look_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (ml_canvas_invalidate), NULL);

  ml_canvas_init_view (self);
  ml_canvas_init_paint (self);
  ml_canvas_init_input (self);
  update_theme (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Memory of the program"), -1);
}

void
ml_canvas_set_playback (MlCanvas *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_CANVAS (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  look_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

void
ml_canvas_set_animated (MlCanvas *self, gboolean animated)
{
  g_return_if_fail (ML_IS_CANVAS (self));

  if (self->animated == !!animated)
    return;

  self->animated = !!animated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANIMATED]);
}

void
ml_canvas_settle (MlCanvas *self)
{
  g_return_if_fail (ML_IS_CANVAS (self));

  if (ml_canvas_is_moving (self))
    adw_animation_skip (self->animation);
}

gboolean
ml_canvas_is_moving (MlCanvas *self)
{
  g_return_val_if_fail (ML_IS_CANVAS (self), FALSE);

  return adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING;
}

MlScene *
ml_canvas_get_scene (MlCanvas *self)
{
  g_return_val_if_fail (ML_IS_CANVAS (self), NULL);

  return self->scene;
}
