/* ml-lesson-pane.c: what a lesson says at its current step, and the way on and back */
#define G_LOG_DOMAIN "ml-lesson-pane"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-lesson-pane.h"
#include "ml-template.h"

struct _MlLessonPane
{
  GtkWidget parent_instance;

  MlLessonPlayer *player;
  GSignalGroup *player_signals;
  GBindingGroup *player_bindings;

  GtkLevelBar *progress;
  GtkScrolledWindow *scroller;
  GtkLabel *heading;
  GtkLabel *text;
  GtkWidget *return_button;
  GtkLabel *counter;
};

G_DEFINE_FINAL_TYPE (MlLessonPane, ml_lesson_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_index (MlLessonPane *self)
{
  guint n = self->player ? ml_lesson_player_get_n_steps (self->player) : 0;
  guint number = n > 0 ? ml_lesson_player_get_index (self->player) + 1 : 0;
  g_autofree char *counter = g_strdup_printf (_ ("%u of %u"), number, n);

  g_assert (ML_IS_LESSON_PANE (self));

  gtk_level_bar_set_max_value (self->progress, MAX (n, 1));
  gtk_level_bar_set_value (self->progress, number);
  gtk_label_set_label (self->counter, counter);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
ml_lesson_pane_dispose (GObject *object)
{
  MlLessonPane *self = ML_LESSON_PANE (object);

  g_clear_object (&self->player_signals);
  g_clear_object (&self->player_bindings);
  g_clear_object (&self->player);
  ml_template_dispose (GTK_WIDGET (self), ML_TYPE_LESSON_PANE);

  G_OBJECT_CLASS (ml_lesson_pane_parent_class)->dispose (object);
}

static void
ml_lesson_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlLessonPane *self = ML_LESSON_PANE (object);

  switch (prop_id)
    {
    case PROP_PLAYER:
      g_value_set_object (value, self->player);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlLessonPane *self = ML_LESSON_PANE (object);

  switch (prop_id)
    {
    case PROP_PLAYER:
      ml_lesson_pane_set_player (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_pane_class_init (MlLessonPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_lesson_pane_dispose;
  object_class->get_property = ml_lesson_pane_get_property;
  object_class->set_property = ml_lesson_pane_set_property;

  properties[PROP_PLAYER] =
      g_param_spec_object ("player",
                           NULL,
                           NULL,
                           ML_TYPE_LESSON_PLAYER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "lesson");
  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-lesson-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, progress);
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, heading);
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, text);
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, return_button);
  gtk_widget_class_bind_template_child (widget_class, MlLessonPane, counter);
}

static void
ml_lesson_pane_init (MlLessonPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The colours of a battery's charge have no meaning here. */
  gtk_level_bar_remove_offset_value (self->progress, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->progress, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->progress, GTK_LEVEL_BAR_OFFSET_FULL);

  self->player_signals = g_signal_group_new (ML_TYPE_LESSON_PLAYER);
  g_signal_group_connect_swapped (
      self->player_signals, "notify::index", G_CALLBACK (update_index), self);
  g_signal_group_connect_swapped (
      self->player_signals, "notify::n-steps", G_CALLBACK (update_index), self);

  self->player_bindings = g_binding_group_new ();
  g_binding_group_bind (
      self->player_bindings, "heading", self->heading, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->player_bindings, "text", self->text, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (
      self->player_bindings, "astray", self->return_button, "visible", G_BINDING_SYNC_CREATE);
}

void
ml_lesson_pane_set_player (MlLessonPane *self, MlLessonPlayer *player)
{
  g_return_if_fail (ML_IS_LESSON_PANE (self));
  g_return_if_fail (!player || ML_IS_LESSON_PLAYER (player));

  if (!g_set_object (&self->player, player))
    return;

  g_signal_group_set_target (self->player_signals, player);
  g_binding_group_set_source (self->player_bindings, player);
  update_index (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYER]);
}
