/* ml-window-actions.c: the commands of the window
 *
 * Keys with Alt, Ctrl and the function keys work everywhere; Space, arrows, Home and End only where
 * they mean nothing else: see takes_key().
 */

#define G_LOG_DOMAIN "ml-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-lesson-catalog.h"
#include "ml-window-private.h"

#define ZOOM_STEP 1.2

static void
go_to_step (MlWindow *self, MlStep step)
{
  ml_playback_set_playing (self->playback, FALSE);
  ml_playback_set_step (self->playback, step);
}

static void
step_first (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_to_step (ML_WINDOW (widget), 0);
}

static void
step_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MlWindow *self = ML_WINDOW (widget);

  ml_playback_set_playing (self->playback, FALSE);
  ml_playback_go_back (self->playback);
}

static void
step_forward (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MlWindow *self = ML_WINDOW (widget);

  ml_playback_set_playing (self->playback, FALSE);
  ml_playback_go_forward (self->playback);
}

static void
step_last (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MlWindow *self = ML_WINDOW (widget);

  go_to_step (self, ml_playback_get_last_step (self->playback));
}

/* To where the line that is about to run did so before, or does so again. */
static void
go_to_run (
    MlWindow *self,
    gboolean (*find) (const MlHistory *history, const MlMoment *what, MlStep from, MlStep *step))
{
  MlHistory *history = ml_historian_get_history (self->historian);
  MlStep step = ml_playback_get_step (self->playback);
  MlStepInfo info;

  if (!history || step >= ml_history_get_n_steps (history))
    return;

  info = ml_recording_get_step (ml_playback_get_recording (self->playback), step);

  if (find (history,
            &(MlMoment){ ML_MOMENT_LINE, .source = info.span.source, .line = info.span.line },
            step,
            &step))
    go_to_step (self, step);
}

static void
run_previous (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_to_run (ML_WINDOW (widget), ml_history_find_previous);
}

static void
run_next (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_to_run (ML_WINDOW (widget), ml_history_find_next);
}

static void
play_toggle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MlWindow *self = ML_WINDOW (widget);
  gboolean playing = ml_playback_get_playing (self->playback);

  if (!playing &&
      ml_playback_get_step (self->playback) == ml_playback_get_last_step (self->playback))
    ml_playback_set_step (self->playback, 0);

  ml_playback_set_playing (self->playback, !playing);
}

static void
lesson_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_lesson_player_back (ML_WINDOW (widget)->lesson_player);
}

static void
lesson_next (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_lesson_player_next (ML_WINDOW (widget)->lesson_player);
}

static void
lesson_return (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_lesson_player_return (ML_WINDOW (widget)->lesson_player);
}

static void
lesson_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (ML_WINDOW (widget)->lessons_button);
}

static void
lesson_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (MlLesson) lesson = ml_lesson_catalog_find (g_variant_get_string (parameter, NULL));

  if (lesson)
    ml_window_replace (ML_WINDOW (widget), G_OBJECT (lesson));
}

static void
zoom_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_canvas_zoom_by (ML_WINDOW (widget)->canvas, ZOOM_STEP);
}

static void
zoom_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_canvas_zoom_by (ML_WINDOW (widget)->canvas, 1 / ZOOM_STEP);
}

static void
zoom_normal (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_canvas_zoom_normal (ML_WINDOW (widget)->canvas);
}

static void
zoom_fit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_canvas_zoom_fit (ML_WINDOW (widget)->canvas);
}

static void
show_details (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ml_inspector_open (ML_WINDOW (widget)->inspector);
}

static void
close_window (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
has_ancestor_with_own_keys (GtkWidget *focus)
{
  return gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* Whether the focused widget itself has a use for @key. */
static gboolean
takes_key (GtkWidget *focus, guint key)
{
  if (!focus)
    return FALSE;

  if (GTK_IS_TEXT_VIEW (focus))
    return key != GDK_KEY_space || gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));

  if (GTK_IS_EDITABLE (focus) || has_ancestor_with_own_keys (focus))
    return TRUE;

  return key == GDK_KEY_space && GTK_IS_BUTTON (focus);
}

static const char *
find_plain_action (guint key)
{
  switch (key)
    {
    case GDK_KEY_space:
      return "play.toggle";

    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return "step.back";

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return "step.forward";

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return "step.first";

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return "step.last";

    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return "lesson.back";

    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return "lesson.next";

    default:
      return NULL;
    }
}

/* Before the focused widget gets the key: the slider, a scrolled text and the window itself would
 * all do something of their own with it. */
static gboolean
key_pressed (MlWindow *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  const char *action = find_plain_action (key);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  g_assert (ML_IS_WINDOW (self));

  if (!action || (modifiers != 0 && modifiers != GDK_ALT_MASK) ||
      (modifiers == GDK_ALT_MASK && key == GDK_KEY_space) ||
      (modifiers == 0 && takes_key (focus, key)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}

static void
update_enabled (MlWindow *self)
{
  MlStep step = ml_playback_get_step (self->playback);
  MlStep last = ml_playback_get_last_step (self->playback);
  gboolean begun = step > 0 || ml_playback_get_expression (self->playback) > 0;
  GtkWidget *widget = GTK_WIDGET (self);

  g_assert (ML_IS_WINDOW (self));

  gtk_widget_action_set_enabled (widget, "step.first", begun);
  gtk_widget_action_set_enabled (widget, "step.back", begun);
  gtk_widget_action_set_enabled (widget, "step.forward", step < last);
  gtk_widget_action_set_enabled (widget, "step.last", step < last);
  gtk_widget_action_set_enabled (widget, "play.toggle", last > 0);
}

static void
update_lesson_enabled (MlWindow *self)
{
  guint index = ml_lesson_player_get_index (self->lesson_player);
  guint n = ml_lesson_player_get_n_steps (self->lesson_player);

  g_assert (ML_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.back", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.next", index + 1 < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.return", n > 0);
}

void
ml_window_class_init_actions (MlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "step.first", NULL, step_first);
  gtk_widget_class_install_action (widget_class, "step.back", NULL, step_back);
  gtk_widget_class_install_action (widget_class, "step.forward", NULL, step_forward);
  gtk_widget_class_install_action (widget_class, "step.last", NULL, step_last);
  gtk_widget_class_install_action (widget_class, "run.previous", NULL, run_previous);
  gtk_widget_class_install_action (widget_class, "run.next", NULL, run_next);
  gtk_widget_class_install_action (widget_class, "play.toggle", NULL, play_toggle);
  gtk_widget_class_install_property_action (widget_class, "play.speed", "speed");
  gtk_widget_class_install_property_action (widget_class, "play.level", "level");
  gtk_widget_class_install_action (widget_class, "lesson.back", NULL, lesson_back);
  gtk_widget_class_install_action (widget_class, "lesson.next", NULL, lesson_next);
  gtk_widget_class_install_action (widget_class, "lesson.return", NULL, lesson_return);
  gtk_widget_class_install_action (widget_class, "lesson.choose", NULL, lesson_choose);
  gtk_widget_class_install_action (widget_class, "lesson.open", "s", lesson_open);
  gtk_widget_class_install_action (widget_class, "zoom.in", NULL, zoom_in);
  gtk_widget_class_install_action (widget_class, "zoom.out", NULL, zoom_out);
  gtk_widget_class_install_action (widget_class, "zoom.normal", NULL, zoom_normal);
  gtk_widget_class_install_action (widget_class, "zoom.fit", NULL, zoom_fit);
  gtk_widget_class_install_action (widget_class, "details.show", NULL, show_details);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, ml_window_choose_file);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, ml_window_save);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, ml_window_save_as);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_window);
  gtk_widget_class_install_property_action (widget_class, "win.view", "view");
  gtk_widget_class_install_property_action (widget_class, "win.code-visible", "code-visible");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "play.toggle", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "run.next", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_F8, GDK_SHIFT_MASK, "run.previous", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "details.show", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.code-visible", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.save", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.save-as", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "lesson.choose", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "win.close", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "zoom.in", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "zoom.in", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "zoom.in", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "zoom.out", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "zoom.out", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "zoom.normal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_9, GDK_CONTROL_MASK, "zoom.fit", NULL);
}

void
ml_window_init_actions (MlWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (
      self->playback, "notify::step", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::expression", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::last-step", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  update_enabled (self);

  g_signal_connect_object (self->lesson_player,
                           "notify::index",
                           G_CALLBACK (update_lesson_enabled),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lesson_player,
                           "notify::n-steps",
                           G_CALLBACK (update_lesson_enabled),
                           self,
                           G_CONNECT_SWAPPED);
  update_lesson_enabled (self);
}
