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
  guint expression;
  MlCloseup *closeup; /* of this recording or a shorter one of the same run */
  MlLevel level;
  MlView view;
  MlDetail detail;
  MlSerial hovered;
  MlSerial selected;
  double speed;
  gboolean playing;
};

G_DEFINE_FINAL_TYPE (MlPlayback, ml_playback, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (MlRecording, ml_recording, ml_recording_ref, ml_recording_unref)
G_DEFINE_BOXED_TYPE (MlCloseup, ml_closeup, ml_closeup_ref, ml_closeup_unref)
G_DEFINE_ENUM_TYPE (MlLevel,
                    ml_level,
                    G_DEFINE_ENUM_VALUE (ML_LEVEL_CALL, "call"),
                    G_DEFINE_ENUM_VALUE (ML_LEVEL_LINE, "line"),
                    G_DEFINE_ENUM_VALUE (ML_LEVEL_EXPRESSION, "expression"))
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
  PROP_EXPRESSION,
  PROP_CLOSEUP,
  PROP_LEVEL,
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
  g_clear_pointer (&self->closeup, ml_closeup_unref);
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
    case PROP_EXPRESSION:
      g_value_set_uint (value, self->expression);
      break;
    case PROP_CLOSEUP:
      g_value_set_boxed (value, self->closeup);
      break;
    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
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
    case PROP_CLOSEUP:
      ml_playback_set_closeup (self, g_value_get_boxed (value));
      break;
    case PROP_LEVEL:
      ml_playback_set_level (self, g_value_get_enum (value));
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
  properties[PROP_EXPRESSION] = g_param_spec_uint (
      "expression", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLOSEUP] =
      g_param_spec_boxed ("closeup", NULL, NULL, ml_closeup_get_type (), flags);
  properties[PROP_LEVEL] =
      g_param_spec_enum ("level", NULL, NULL, ml_level_get_type (), ML_LEVEL_LINE, flags);
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
  self->level = ML_LEVEL_LINE;
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
  guint expression;
  gboolean had_closeup;
  MlSerial hovered;
  MlSerial selected;

  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->recording == recording)
    return;

  last_step = ml_playback_get_last_step (self);
  step = self->step;
  hovered = self->hovered;
  selected = self->selected;

  expression = self->expression;
  had_closeup = self->closeup != NULL;

  if (!exchange_recording (self, recording))
    {
      self->step = self->expression = self->hovered = self->selected = 0;
      g_clear_pointer (&self->closeup, ml_closeup_unref);
    }

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

  if (self->expression != expression)
    notify (self, PROP_EXPRESSION);

  if (had_closeup && self->closeup == NULL)
    notify (self, PROP_CLOSEUP);
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
    ml_memory_seek_expression (self->memory, self->step, self->expression);

  return self->memory;
}

/* Both are in place before the first listener hears of one. */
static void
go_to (MlPlayback *self, MlStep step, guint expression)
{
  gboolean other_step = self->step != step;
  gboolean other_expression = self->expression != expression;

  self->step = step;
  self->expression = expression;

  if (other_step)
    notify (self, PROP_STEP);

  if (other_expression)
    notify (self, PROP_EXPRESSION);
}

void
ml_playback_set_closeup (MlPlayback *self, MlCloseup *closeup)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (closeup == self->closeup)
    return;

  if (closeup != NULL)
    {
      g_return_if_fail (self->recording != NULL);
      g_return_if_fail (
          ml_recording_is_prefix_of (ml_closeup_get_recording (closeup), self->recording));
      ml_closeup_ref (closeup);
    }

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_pointer (&self->closeup, ml_closeup_unref);
  self->closeup = closeup;

  if (closeup == NULL || !ml_closeup_has (closeup, self->step))
    go_to (self, self->step, 0);

  if (self->memory != NULL)
    ml_memory_set_closeup (self->memory, closeup);

  notify (self, PROP_CLOSEUP);
  g_object_thaw_notify (G_OBJECT (self));
}

MlCloseup *
ml_playback_get_closeup (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), NULL);

  return self->closeup;
}

void
ml_playback_set_step (MlPlayback *self, MlStep step)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  go_to (self, MIN (step, ml_playback_get_last_step (self)), 0);
}

guint
ml_playback_get_expression (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), 0);

  return self->expression;
}

const MlExpression *
ml_playback_get_evaluated (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), NULL);

  if (self->expression == 0)
    return NULL;

  return ml_closeup_get_expression (self->closeup, self->step, self->expression);
}

/* How many expression steps follow @step, as far as that is known. */
static guint
count_expressions (MlPlayback *self, MlStep step)
{
  if (self->level != ML_LEVEL_EXPRESSION || self->closeup == NULL ||
      !ml_closeup_has (self->closeup, step))
    return 0;

  return ml_closeup_get_n_expressions (self->closeup, step);
}

/* The next step to @direction that no call made from here has taken. What is left of the steps of
 * this one's function, or else of its caller's, is never deeper than it. */
static MlStep
pass_over_calls (MlPlayback *self, int direction)
{
  guint depth = ml_recording_get_step (self->recording, self->step).depth;
  MlStep last = ml_playback_get_last_step (self);
  MlStep step = self->step + direction;

  while (step > 0 && step < last && ml_recording_get_step (self->recording, step).depth > depth)
    step += direction;

  return step;
}

gboolean
ml_playback_go_forward (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), FALSE);

  if (self->expression < count_expressions (self, self->step))
    go_to (self, self->step, self->expression + 1);
  else if (self->step == ml_playback_get_last_step (self))
    return FALSE;
  else
    go_to (self, self->level == ML_LEVEL_CALL ? pass_over_calls (self, 1) : self->step + 1, 0);

  return TRUE;
}

gboolean
ml_playback_go_back (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), FALSE);

  if (self->expression > 0)
    go_to (self, self->step, self->expression - 1);
  else if (self->step == 0)
    return FALSE;
  else if (self->level == ML_LEVEL_CALL)
    go_to (self, pass_over_calls (self, -1), 0);
  else
    go_to (self, self->step - 1, count_expressions (self, self->step - 1));

  return TRUE;
}

void
ml_playback_set_level (MlPlayback *self, MlLevel level)
{
  g_return_if_fail (ML_IS_PLAYBACK (self));

  if (self->level == level)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->level = level;

  if (level != ML_LEVEL_EXPRESSION)
    ml_playback_set_closeup (self, NULL);

  notify (self, PROP_LEVEL);
  g_object_thaw_notify (G_OBJECT (self));
}

MlLevel
ml_playback_get_level (MlPlayback *self)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (self), ML_LEVEL_LINE);

  return self->level;
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
