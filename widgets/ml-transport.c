/* ml-transport.c: the bar at the bottom: first, back, play, forward, last */
#define G_LOG_DOMAIN "ml-transport"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ml-evaluation.h"
#include "ml-narrator.h"
#include "ml-template.h"
#include "ml-time-strip.h"
#include "ml-transport.h"

struct _MlTransport
{
  GtkWidget parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;
  MlHistorian *historian;
  GSignalGroup *historian_signals;
  MlNarrator *narrator;
  gboolean scrubbing;
  double progress; /* of the way to expression steps; negative if none are wanted */

  GtkWidget *play_button;
  GtkLabel *step_label;
  GtkLabel *place_label;
  GtkWidget *slider;
  GtkAdjustment *steps;
  GtkLabel *narration;
  GtkMenuButton *level_button;
  GtkMenuButton *speed_button;
};

G_DEFINE_FINAL_TYPE (MlTransport, ml_transport, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_HISTORIAN,
  PROP_SCRUBBING,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_scrubbing (MlTransport *self, gboolean scrubbing)
{
  self->scrubbing = scrubbing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCRUBBING]);
}

static gboolean
slider_moved (MlTransport *self, GtkScrollType scroll, double value)
{
  g_assert (ML_IS_TRANSPORT (self));

  if (!self->playback)
    return GDK_EVENT_STOP;

  set_scrubbing (self, TRUE);
  ml_playback_set_step (self->playback, (MlStep) (MAX (value, 0) + 0.5));
  set_scrubbing (self, FALSE);

  return GDK_EVENT_STOP;
}

/* So wide as the longest text that it will show, else the slider would move as the numbers grow. */
static void
reserve_width (MlTransport *self, MlStep last)
{
  gboolean fine = self->playback && ml_playback_get_level (self->playback) == ML_LEVEL_EXPRESSION;
  g_autofree char *widest = g_strdup_printf (_ ("Step %u of %u"), last, last);
  int more = fine ? (int) strlen (".99") : 0;

  gtk_label_set_width_chars (self->step_label, (int) g_utf8_strlen (widest, -1) + more);
}

/* What led to where the playback is. */
static char *
tell (MlTransport *self, MlStep step)
{
  char *evaluation = NULL;

  /* A short way is not worth a word. */
  if (self->progress > 0)
    return g_strdup_printf (_ ("Looking closer: %.0f %%"), 100 * self->progress);

  if (!self->narrator)
    return NULL;

  if (ml_playback_get_expression (self->playback) > 0)
    evaluation = ml_evaluation_tell (ml_playback_get_memory (self->playback));

  return evaluation ? evaluation : ml_narrator_tell_step (self->narrator, step);
}

static char *
count_steps (MlTransport *self, MlStep step, MlStep last)
{
  guint expression = self->playback ? ml_playback_get_expression (self->playback) : 0;

  if (expression > 0)
    return g_strdup_printf (_ ("Step %u.%u of %u"), step, expression, last);

  return g_strdup_printf (_ ("Step %u of %u"), step, last);
}

/* A sentence as the label shows it: what it quotes in a typewriter's letters. */
static char *
mark_up (const char *sentence)
{
  g_auto (GStrv) parts = g_strsplit (sentence, "`", -1);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (parts[i], -1);

      g_string_append_printf (markup, i % 2 == 1 ? "<tt>%s</tt>" : "%s", escaped);
    }

  return g_string_free (markup, FALSE);
}

/* How often the line that is about to run runs; NULL if that is not known or no line is. */
static char *
count_runs (MlTransport *self, MlStep step)
{
  MlHistory *history = self->historian ? ml_historian_get_history (self->historian) : NULL;
  MlStepInfo info;
  guint n;

  if (!history || !ml_historian_is_up_to_date (self->historian))
    return NULL;

  info = ml_recording_get_step (ml_playback_get_recording (self->playback), step);

  if (info.event != ML_EVENT_LINE)
    return NULL;

  n = ml_history_count_runs (history, info.span.source, info.span.line, G_MAXUINT32);

  return g_strdup_printf (ngettext ("This line runs %u time; this is run %u",
                                    "This line runs %u times; this is run %u",
                                    n),
                          n,
                          ml_history_count_runs (history, info.span.source, info.span.line, step));
}

static void
update_runs (MlTransport *self)
{
  MlStep step = self->playback ? ml_playback_get_step (self->playback) : 0;
  g_autofree char *runs = count_runs (self, step);

  g_assert (ML_IS_TRANSPORT (self));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place_label), runs);
}

static void
update_words (MlTransport *self, MlStep step, MlStep last)
{
  g_autofree char *count = count_steps (self, step, last);
  g_autofree char *place = self->narrator ? ml_narrator_name_place (self->narrator, step) : NULL;
  g_autofree char *sentence = tell (self, step);
  g_autofree char *markup = mark_up (sentence ? sentence : "");
  g_auto (GStrv) parts = g_strsplit (sentence ? sentence : "", "`", -1);
  g_autofree char *words = g_strjoinv ("", parts);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", count, words);

  gtk_label_set_label (self->step_label, count);
  gtk_label_set_label (self->place_label, place);
  gtk_label_set_markup (self->narration, markup);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->narration), markup);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
}

static void
update_step (MlTransport *self)
{
  MlStep step = self->playback ? ml_playback_get_step (self->playback) : 0;
  MlStep last = self->playback ? ml_playback_get_last_step (self->playback) : 0;

  g_assert (ML_IS_TRANSPORT (self));

  gtk_adjustment_set_upper (self->steps, last);
  gtk_adjustment_set_value (self->steps, step);
  reserve_width (self, last);
  update_words (self, step, last);
  update_runs (self);
}

static void
update_recording (MlTransport *self)
{
  MlRecording *recording = self->playback ? ml_playback_get_recording (self->playback) : NULL;

  g_assert (ML_IS_TRANSPORT (self));

  g_clear_pointer (&self->narrator, ml_narrator_free);

  if (recording)
    self->narrator = ml_narrator_new (recording);

  update_step (self);
}

static void
update_playing (MlTransport *self)
{
  gboolean playing = self->playback && ml_playback_get_playing (self->playback);
  const char *label = playing ? _ ("Pause") : _ ("Play");
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (Space)"), label);

  g_assert (ML_IS_TRANSPORT (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button),
                            playing ? "media-playback-pause-symbolic"
                                    : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, tooltip);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_level (MlTransport *self)
{
  static const char *const names[] = {
    [ML_LEVEL_CALL] = N_ ("Calls"),
    [ML_LEVEL_LINE] = N_ ("Lines"),
    [ML_LEVEL_EXPRESSION] = N_ ("Expressions"),
  };
  MlLevel level = self->playback ? ml_playback_get_level (self->playback) : ML_LEVEL_LINE;

  g_assert (ML_IS_TRANSPORT (self));

  gtk_menu_button_set_label (self->level_button, _ (names[level]));
  update_step (self);
}

static void
update_speed (MlTransport *self)
{
  double speed = self->playback ? ml_playback_get_speed (self->playback) : 1;
  g_autofree char *label = g_strdup_printf ("%g×", speed);

  g_assert (ML_IS_TRANSPORT (self));

  gtk_menu_button_set_label (self->speed_button, label);
}

static void
set_progress (MlTransport *self, double progress)
{
  if (self->progress == progress)
    return;

  self->progress = progress;
  update_step (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
ml_transport_dispose (GObject *object)
{
  MlTransport *self = ML_TRANSPORT (object);

  g_clear_object (&self->playback_signals);
  g_clear_object (&self->historian_signals);
  g_clear_object (&self->playback);
  g_clear_object (&self->historian);
  g_clear_pointer (&self->narrator, ml_narrator_free);
  ml_template_dispose (GTK_WIDGET (self), ML_TYPE_TRANSPORT);

  G_OBJECT_CLASS (ml_transport_parent_class)->dispose (object);
}

static void
ml_transport_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlTransport *self = ML_TRANSPORT (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_HISTORIAN:
      g_value_set_object (value, self->historian);
      break;

    case PROP_SCRUBBING:
      g_value_set_boolean (value, self->scrubbing);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_transport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlTransport *self = ML_TRANSPORT (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_transport_set_playback (self, g_value_get_object (value));
      break;

    case PROP_HISTORIAN:
      ml_transport_set_historian (self, g_value_get_object (value));
      break;

    case PROP_PROGRESS:
      set_progress (self, g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_transport_class_init (MlTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ML_TYPE_TIME_STRIP);
  object_class->dispose = ml_transport_dispose;
  object_class->get_property = ml_transport_get_property;
  object_class->set_property = ml_transport_set_property;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HISTORIAN] =
      g_param_spec_object ("historian",
                           NULL,
                           NULL,
                           ML_TYPE_HISTORIAN,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCRUBBING] =
      g_param_spec_boolean ("scrubbing",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress",
                           NULL,
                           NULL,
                           -1,
                           1,
                           -1,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "transport");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, MlTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, step_label);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, place_label);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, slider);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, steps);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, narration);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, level_button);
  gtk_widget_class_bind_template_child (widget_class, MlTransport, speed_button);
  gtk_widget_class_bind_template_callback (widget_class, slider_moved);
}

static void
ml_transport_init (MlTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->historian_signals = g_signal_group_new (ML_TYPE_HISTORIAN);
  g_signal_group_connect_swapped (
      self->historian_signals, "notify::history", G_CALLBACK (update_runs), self);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update_recording), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (update_step), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::expression", G_CALLBACK (update_step), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::level", G_CALLBACK (update_level), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::playing", G_CALLBACK (update_playing), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::speed", G_CALLBACK (update_speed), self);

  self->progress = -1;
  update_level (self);
  update_playing (self);
  update_speed (self);
}

void
ml_transport_set_historian (MlTransport *self, MlHistorian *historian)
{
  g_return_if_fail (ML_IS_TRANSPORT (self));
  g_return_if_fail (!historian || ML_IS_HISTORIAN (historian));

  if (!g_set_object (&self->historian, historian))
    return;

  g_signal_group_set_target (self->historian_signals, historian);
  update_runs (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORIAN]);
}

void
ml_transport_set_playback (MlTransport *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_TRANSPORT (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  update_recording (self);
  update_level (self);
  update_playing (self);
  update_speed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}
