/* ml-canvas-input.c: pointer and touch on a canvas */

#define G_LOG_DOMAIN "ml-canvas"

#include "config.h"

#include <math.h>

#include "ml-canvas-private.h"

#define SCROLL_PIXELS 48.0
#define ZOOM_NOTCH 1.15

/* An arrow is easier to hit than it is thin. */
#define ARROW_SLACK 6.0

static MlSerial
find_serial (MlCanvas *self, double x, double y)
{
  MlPoint point = ml_viewport_to_picture (&self->viewport, x, y);
  const MlBox *box = NULL;
  const MlArrow *arrow = NULL;

  if (!self->shown || self->job)
    return 0;

  box = ml_scene_hit_box (self->shown, point.x, point.y, NULL);

  if (box)
    return box->serial;

  arrow = ml_scene_hit_arrow (self->shown, point.x, point.y, ARROW_SLACK / self->viewport.scale);
  box = arrow ? ml_scene_get_box (self->shown, arrow->to) : NULL;

  return box ? box->serial : 0;
}

/* The reference at a point of the window: a row's, or an arrow's. */
static void
find_reference (MlCanvas *self, double x, double y)
{
  MlPoint point = ml_viewport_to_picture (&self->viewport, x, y);
  double slack = ARROW_SLACK / self->viewport.scale;
  const MlArrow *arrow = NULL;
  const MlRow *row = NULL;
  MlSerial holder = 0;
  MlSlot slot = 0;

  if (self->shown && !self->job && !ml_scene_hit_box (self->shown, point.x, point.y, &row))
    arrow = ml_scene_hit_arrow (self->shown, point.x, point.y, slack);

  if (row && row->target)
    {
      holder = row->holder;
      slot = row->slot;
    }
  else if (arrow)
    {
      holder = arrow->holder;
      slot = arrow->slot;
    }

  if (holder == self->lit_holder && slot == self->lit_slot)
    return;

  self->lit_holder = holder;
  self->lit_slot = slot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_moved (MlCanvas *self, double x, double y)
{
  MlSerial serial = find_serial (self, x, y);

  self->pointer = (MlPoint){ x, y };

  if (!self->playback)
    return;

  find_reference (self, x, y);

  ml_playback_set_hovered (self->playback, serial);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), serial ? "pointer" : NULL);
}

static void
pointer_left (MlCanvas *self)
{
  self->lit_holder = 0;

  if (self->playback)
    ml_playback_set_hovered (self->playback, 0);
}

static void
clicked (MlCanvas *self, int n_press, double x, double y)
{
  MlSerial serial = find_serial (self, x, y);
  MlPoint point = ml_viewport_to_picture (&self->viewport, x, y);
  MlStep step;

  if (!self->playback)
    return;

  if (self->shown && !self->job && ml_scene_find_step (self->shown, point.x, &step))
    ml_playback_set_step (self->playback, step);

  /* So that the keys that step mean the picture again, not the editor. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  ml_playback_set_selected (self->playback, serial);

  if (serial)
    gtk_widget_activate_action (GTK_WIDGET (self), "details.show", NULL);
}

static void
pan_began (MlCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_PRIMARY && find_serial (self, x, y) != 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->at_begin = self->viewport;
}

static void
pan_moved (MlCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  MlViewport viewport = self->at_begin;

  if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  viewport.x += dx;
  viewport.y += dy;
  ml_canvas_move_viewport (self, &viewport);
}

static void
pinch_began (MlCanvas *self)
{
  self->at_begin = self->viewport;
}

static void
pinch_changed (MlCanvas *self, double scale, GtkGestureZoom *gesture)
{
  MlViewport viewport = self->at_begin;
  double x;
  double y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;

  ml_viewport_zoom_at (&viewport, scale, x, y);
  ml_canvas_move_viewport (self, &viewport);
}

static gboolean
scrolled (MlCanvas *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  gboolean notches = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  MlViewport viewport = self->viewport;
  double unit = notches ? SCROLL_PIXELS : 1;

  if (state & GDK_CONTROL_MASK)
    {
      ml_viewport_zoom_at (&viewport,
                           pow (ZOOM_NOTCH, notches ? -dy : -dy / SCROLL_PIXELS),
                           self->pointer.x,
                           self->pointer.y);
    }
  else
    {
      viewport.x -= (state & GDK_SHIFT_MASK ? dy : dx) * unit;
      viewport.y -= (state & GDK_SHIFT_MASK ? dx : dy) * unit;
    }

  ml_canvas_move_viewport (self, &viewport);
  return GDK_EVENT_STOP;
}

void
ml_canvas_init_input (MlCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();
  GtkGesture *middle_pan = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (pan_began), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (pan_moved), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pan));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle_pan), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (middle_pan, "drag-begin", G_CALLBACK (pan_began), self);
  g_signal_connect_swapped (middle_pan, "drag-update", G_CALLBACK (pan_moved), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (middle_pan));

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_changed), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
