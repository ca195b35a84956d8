/* ml-playback.c: a recording, the position in it, and what is looked at */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-playback.h"

#define MIN_SPEED 0.25
#define MAX_SPEED 8.0

struct _MlPlayback
{
  GObject parent_instance;

  MlRecording *recording;
  MlMemory *memory; /* NULL without a recording; follows @step when it is asked for */
  MlStep step;
  MlView view;
  MlDetail detail;
  MlSerial hovered;
  MlSerial selected;
  double speed;
  gboolean playing;
};

G_DEFINE_FINAL_TYPE (MlPlayback, ml_playback, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (MlRecording, ml_recording, ml_recording_ref, ml_recording_unref)
G_DEFINE_ENUM_TYPE (MlView,
                    ml_view,
                    G_DEFINE_ENUM_VALUE (ML_VIEW_MEMORY, "memory"),
                    G_DEFINE_ENUM_VALUE (ML_VIEW_TYPES, "types"),
                    G_DEFINE_ENUM_VALUE (ML_VIEW_LIFETIMES, "lifetimes"),
                    G_DEFINE_ENUM_VALUE (ML_VIEW_TEXT, "text"))
G_DEFINE_ENUM_TYPE (MlDetail,
                    ml_detail,
                    G_DEFINE_ENUM_VALUE (ML_DETAIL_SIMPLE, "simple"),
                    G_DEFINE_ENUM_VALUE (ML_DETAIL_HONEST, "honest"),
                    G_DEFINE_ENUM_VALUE (ML_DETAIL_CPYTHON, "cpython"))

enum
{
  PROP_0,
  PROP_RECORDING,
  PROP_STEP,
  PROP_LAST_STEP,
  PROP_PLAYING,
  PROP_SPEED,
  PROP_VIEW,
  PROP_DETAIL,
  PROP_HOVERED,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (MlPlayback *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Keeps the memory, which knows where it is, if the new recording goes on where the old one ended.
 */
static gboolean
exchange_recording (MlPlayback *self, MlRecording *recording)
{
  MlRecording *old = self->recording;
  gboolean longer = old != NULL && recording != NULL && ml_recording_is_prefix_of (old, recording);

  if (longer)
    ml_memory_set_recording (self->memory, recording);
  else
    g_clear_pointer (&self->memory, ml_memory_free);

  if (recording != NULL && self->memory == NULL)
    self->memory = ml_memory_new (recording);

  self->recording = recording == NULL ? NULL : ml_recording_ref (recording);
  g_clear_pointer (&old, ml_recording_unref);

  return longer;
}

static void
ml_playback_finalize (GObject *object)
{
  MlPlayback *self = ML_PLAYBACK (object);

  g_clear_pointer (&self->memory, ml_memory_free);
  g_clear_pointer (&self->recording, ml_recording_unref);

  G_OBJECT_CLASS (ml_playback_parent_class)->finalize (object);
}

static void
ml_playback_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MlPlayback *self = ML_PLAYBACK (object);

  switch (id)
    {
    case PROP_RECORDING:
      g_value_set_boxed (value, self->recording);
      break;
    case PROP_STEP:
      g_value_set_uint (value, self->step);
      break;
    case PROP_LAST_STEP:
      g_value_set_uint (value, ml_playback_get_last_step (self));
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_VIEW:
      g_value_set_enum (value, self->view);
      break;
    case PROP_DETAIL:
      g_value_set_enum (value, self->detail);
      break;
    case PROP_HOVERED:
      g_value_set_uint (value, self->hovered);
      break;
    case PROP_SELECTED:
      g_value_set_uint (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ml_playback_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MlPlayback *self = ML_PLAYBACK (object);

  switch (id)
    {
    case PROP_RECORDING:
      ml_playback_set_recording (self, g_value_get_boxed (value));
      break;
    case PROP_STEP:
      ml_playback_set_step (self, g_value_get_uint (value));
      break;
    case PROP_PLAYING:
      ml_playback_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      ml_playback_set_speed (self, g_value_get_double (value));
      break;
    case PROP_VIEW:
      ml_playback_set_view (self, g_value_get_enum (value));
      break;
    case PROP_DETAIL:
      ml_playback_set_detail (self, g_value_get_enum (value));
      break;
    case PROP_HOVERED:
      ml_playback_set_hovered (self, g_value_get_uint (value));
      break;
    case PROP_SELECTED:
      ml_playback_set_selected (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ml_playback_class_init (MlPlaybackClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ml_playback_finalize;
  object_class->get_property = ml_playback_get_property;
  object_class->set_property = ml_playback_set_property;

  properties[PROP_RECORDING] =
      g_param_spec_boxed ("recording", NULL, NULL, ml_recording_get_type (), flags);
  properties[PROP_STEP] = g_param_spec_uint ("step", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_STEP] = g_param_spec_uint (
      "last-step", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_SPEED] =
      g_param_spec_double ("speed", NULL, NULL, MIN_SPEED, MAX_SPEED, 1.0, flags);
  properties[PROP_VIEW] =
      g_param_spec_enum ("view", NULL, NULL, ml_view_get_type (), ML_VIEW_MEMORY, flags);
  properties[PROP_DETAIL] =
      g_param_spec_enum ("detail", NULL, NULL, ml_detail_get_type (), ML_DETAIL_HONEST, flags);
  properties[PROP_HOVERED] = g_param_spec_uint ("hovered", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_playback_init (MlPlayback *self)
{
  self->view = ML_VIEW_MEMORY;
  self->detail = ML_DETAIL_HONEST;
  self->speed = 1.0;
}

MlPlayback *
ml_playback_new (void)
{
  return g_object_new (ML_TYPE_PLAYBACK, NULL);
}

void
ml_playback_set_recording (MlPlayback *self, MlRecording *recording)
{
  MlStep last_step;
  MlStep step;
  MlSerial hovered;
  MlSerial selected;

  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->recording == recording)
    return;

  last_step = ml_playback_get_last_step (self);
  step = self->step;
  hovered = self->hovered;
  selected = self->selected;

  if (!exchange_recording (self, recording))
    self->step = self->hovered = self->selected = 0;

  /* All is in place before the first listener hears of it. */
  notify (self, PROP_RECORDING);

  if (ml_playback_get_last_step (self) != last_step)
    notify (self, PROP_LAST_STEP);

  if (self->step != step)
    notify (self, PROP_STEP);

  if (self->hovered != hovered)
    notify (self, PROP_HOVERED);

  if (self->selected != selected)
    notify (self, PROP_SELECTED);
}

MlRecording *
ml_playback_get_recording (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), NULL);

  return self->recording;
}

MlMemory *
ml_playback_get_memory (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), NULL);

  if (self->memory != NULL)
    ml_memory_seek (self->memory, self->step);

  return self->memory;
}

void
ml_playback_set_step (MlPlayback *self, MlStep step)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  step = MIN (step, ml_playback_get_last_step (self));

  if (self->step == step)
    return;

  self->step = step;
  notify (self, PROP_STEP);
}

MlStep
ml_playback_get_step (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 0);

  return self->step;
}

MlStep
ml_playback_get_last_step (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 0);

  return self->recording == NULL ? 0 : ml_recording_get_last_step (self->recording);
}

void
ml_playback_set_playing (MlPlayback *self, gboolean playing)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  playing = !!playing;

  if (self->playing == playing)
    return;

  self->playing = playing;
  notify (self, PROP_PLAYING);
}

gboolean
ml_playback_get_playing (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), FALSE);

  return self->playing;
}

void
ml_playback_set_speed (MlPlayback *self, double speed)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  speed = CLAMP (speed, MIN_SPEED, MAX_SPEED);

  if (self->speed == speed)
    return;

  self->speed = speed;
  notify (self, PROP_SPEED);
}

double
ml_playback_get_speed (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 1.0);

  return self->speed;
}

void
ml_playback_set_view (MlPlayback *self, MlView view)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->view == view)
    return;

  self->view = view;
  notify (self, PROP_VIEW);
}

MlView
ml_playback_get_view (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), ML_VIEW_MEMORY);

  return self->view;
}

void
ml_playback_set_detail (MlPlayback *self, MlDetail detail)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->detail == detail)
    return;

  self->detail = detail;
  notify (self, PROP_DETAIL);
}

MlDetail
ml_playback_get_detail (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), ML_DETAIL_HONEST);

  return self->detail;
}

void
ml_playback_set_hovered (MlPlayback *self, MlSerial serial)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->hovered == serial)
    return;

  self->hovered = serial;
  notify (self, PROP_HOVERED);
}

MlSerial
ml_playback_get_hovered (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 0);

  return self->hovered;
}

void
ml_playback_set_selected (MlPlayback *self, MlSerial serial)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->selected == serial)
    return;

  self->selected = serial;
  notify (self, PROP_SELECTED);
}

MlSerial
ml_playback_get_selected (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 0);

  return self->selected;
}
