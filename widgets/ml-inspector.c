/* ml-inspector.c: a card on the selected object */
#define G_LOG_DOMAIN "ml-inspector"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-biography.h"
#include "ml-details.h"
#include "ml-inspector.h"
#include "ml-template.h"

#define MAX_HOLDERS 5
#define MAX_EVENTS 8

struct _MlInspector
{
  GtkWidget parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;
  MlHistorian *historian;
  GSignalGroup *historian_signals;
  gboolean open;

  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *count;
  GtkLabel *holders;
  GtkWidget *life;
  GtkLabel *events;
};

G_DEFINE_FINAL_TYPE (MlInspector, ml_inspector, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_HISTORIAN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words && *words != '\0');
}

static char *
join_holders (MlMemory *memory, MlSerial serial)
{
  guint left_out;
  g_autoptr (GPtrArray) holders = ml_details_list_holders (memory, serial, MAX_HOLDERS, &left_out);

  if (left_out > 0)
    g_ptr_array_add (holders, g_strdup_printf (_ ("… %u more"), left_out));

  g_ptr_array_add (holders, NULL);
  return g_strjoinv ("\n", (char **) holders->pdata);
}

/* Each event is a link that leads to its step; those to come are told as well. */
static char *
link_events (const GArray *lines, MlStep step)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const MlBiographyLine *line = &g_array_index (lines, MlBiographyLine, i);
      g_autofree char *words = g_markup_escape_text (line->words, -1);
      g_autofree char *number = g_strdup_printf (_ ("Step %u"), line->step);

      g_string_append_printf (markup,
                              "%s<a href=\"%u\">%s</a>  %s%s%s",
                              i > 0 ? "\n" : "",
                              line->step,
                              number,
                              line->step == step ? "<b>" : "",
                              words,
                              line->step == step ? "</b>" : "");
    }

  return g_string_free (markup, FALSE);
}

static void
update_life (MlInspector *self)
{
  MlHistory *history = self->historian ? ml_historian_get_history (self->historian) : NULL;
  MlStep step = self->playback ? ml_playback_get_step (self->playback) : 0;
  gboolean known = history && step < ml_history_get_n_steps (history);
  g_autoptr (GArray) lines = NULL;
  g_autofree char *markup = NULL;

  g_assert (ML_IS_INSPECTOR (self));

  gtk_widget_set_visible (self->life, known);

  if (!known || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  lines = ml_biography_list (ml_playback_get_recording (self->playback),
                             history,
                             ml_playback_get_selected (self->playback),
                             step,
                             MAX_EVENTS);
  markup = link_events (lines, step);
  gtk_label_set_markup (self->events, markup);
}

static gboolean
event_activated (MlInspector *self, const char *uri)
{
  g_assert (ML_IS_INSPECTOR (self));

  ml_playback_set_step (self->playback, (MlStep) g_ascii_strtoull (uri, NULL, 10));

  return GDK_EVENT_STOP;
}

static void
update (MlInspector *self)
{
  MlMemory *memory = self->playback ? ml_playback_get_memory (self->playback) : NULL;
  MlSerial serial = memory ? ml_playback_get_selected (self->playback) : 0;
  g_autofree char *name = serial ? ml_details_name (memory, serial) : NULL;
  g_autofree char *facts = NULL;
  g_autofree char *count = NULL;
  g_autofree char *holders = NULL;

  g_assert (ML_IS_INSPECTOR (self));

  if (self->playback && ml_playback_get_selected (self->playback) == 0)
    self->open = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self), name && self->open);

  if (!name || !self->open)
    return;

  facts = ml_details_tell_facts (memory, serial);
  count = ml_details_tell_count (memory, serial);
  holders = join_holders (memory, serial);
  show_words (self->name, name);
  show_words (self->facts, facts);
  show_words (self->count, count);
  show_words (self->holders, holders);
  update_life (self);
}

static void
close_clicked (MlInspector *self)
{
  g_assert (ML_IS_INSPECTOR (self));

  ml_playback_set_selected (self->playback, 0);
}

static void
ml_inspector_dispose (GObject *object)
{
  MlInspector *self = ML_INSPECTOR (object);

  g_clear_object (&self->playback_signals);
  g_clear_object (&self->historian_signals);
  g_clear_object (&self->playback);
  g_clear_object (&self->historian);
  ml_template_dispose (GTK_WIDGET (self), ML_TYPE_INSPECTOR);

  G_OBJECT_CLASS (ml_inspector_parent_class)->dispose (object);
}

static void
ml_inspector_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlInspector *self = ML_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_HISTORIAN:
      g_value_set_object (value, self->historian);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_inspector_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlInspector *self = ML_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_inspector_set_playback (self, g_value_get_object (value));
      break;

    case PROP_HISTORIAN:
      ml_inspector_set_historian (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_inspector_class_init (MlInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_inspector_dispose;
  object_class->get_property = ml_inspector_get_property;
  object_class->set_property = ml_inspector_set_property;

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

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "inspector");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, MlInspector, name);
  gtk_widget_class_bind_template_child (widget_class, MlInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, MlInspector, count);
  gtk_widget_class_bind_template_child (widget_class, MlInspector, holders);
  gtk_widget_class_bind_template_child (widget_class, MlInspector, life);
  gtk_widget_class_bind_template_child (widget_class, MlInspector, events);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, event_activated);
}

static void
ml_inspector_init (MlInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->historian_signals = g_signal_group_new (ML_TYPE_HISTORIAN);
  g_signal_group_connect_swapped (
      self->historian_signals, "notify::history", G_CALLBACK (update_life), self);

  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::step", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::expression", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::selected", G_CALLBACK (update), self);
}

void
ml_inspector_set_playback (MlInspector *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_INSPECTOR (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

void
ml_inspector_set_historian (MlInspector *self, MlHistorian *historian)
{
  g_return_if_fail (ML_IS_INSPECTOR (self));
  g_return_if_fail (!historian || ML_IS_HISTORIAN (historian));

  if (!g_set_object (&self->historian, historian))
    return;

  g_signal_group_set_target (self->historian_signals, historian);
  update_life (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORIAN]);
}

void
ml_inspector_open (MlInspector *self)
{
  g_return_if_fail (ML_IS_INSPECTOR (self));

  self->open = TRUE;
  update (self);
}
