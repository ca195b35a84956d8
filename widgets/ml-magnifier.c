/* ml-magnifier.c: keeps expression steps at hand where the playback is */
#define G_LOG_DOMAIN "ml-magnifier"

#include "config.h"

#include "ml-magnifier.h"

/* A closeup has so many steps, of which these lie behind the one that it was asked for. */
#define STEPS 512
#define STEPS_BEHIND 128

/* So near to its edge the next one is asked for. */
#define MARGIN 32

struct _MlMagnifier
{
  GObject parent_instance;

  MlPlayback *playback;
  MlRunner *runner;

  /* What was asked for and has not come; @end 0: nothing. */
  MlStep first;
  MlStep end;

  gboolean gave_up; /* there is none of this recording */
  double progress;
};

G_DEFINE_FINAL_TYPE (MlMagnifier, ml_magnifier, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_progress (MlMagnifier *self, double progress)
{
  if (self->progress == progress)
    return;

  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
look_away (MlMagnifier *self)
{
  if (self->end == 0)
    return;

  self->end = 0;
  set_progress (self, -1);
  ml_runner_look_away (self->runner);
}

/* Steps from @first to @end are at hand. Whether @step is well inside, or has nothing beyond. */
static gboolean
is_well_inside (MlStep first, MlStep end, MlStep step, MlStep last)
{
  if (step < first || step >= end)
    return FALSE;

  return (first == 0 || step - first >= MARGIN) && (end == last || end - step > MARGIN);
}

static void
look_closer (MlMagnifier *self, MlStep step, MlStep last)
{
  self->first = step - MIN (step, STEPS_BEHIND);
  self->end = MIN (self->first + STEPS, last);
  set_progress (self, 0);
  ml_runner_look_closer (
      self->runner, ml_playback_get_recording (self->playback), self->first, self->end);
}

static void
moved (MlMagnifier *self)
{
  MlCloseup *closeup = ml_playback_get_closeup (self->playback);
  MlStep step = ml_playback_get_step (self->playback);
  MlStep last = ml_playback_get_last_step (self->playback);

  g_assert (ML_IS_MAGNIFIER (self));

  if (ml_playback_get_level (self->playback) != ML_LEVEL_EXPRESSION)
    {
      look_away (self);
      return;
    }

  /* Behind the last step there is nothing. */
  if (self->gave_up || step >= last)
    return;

  if (closeup != NULL &&
      is_well_inside (ml_closeup_get_first (closeup), ml_closeup_get_end (closeup), step, last))
    return;

  if (self->end == 0 || !is_well_inside (self->first, self->end, step, last))
    look_closer (self, step, last);
}

static void
recording_changed (MlMagnifier *self)
{
  g_assert (ML_IS_MAGNIFIER (self));

  self->gave_up = FALSE;
  look_away (self);
  moved (self);
}

static void
approached (MlMagnifier *self, double share)
{
  g_assert (ML_IS_MAGNIFIER (self));

  if (self->end != 0)
    set_progress (self, share);
}

static void
closeup_made (MlMagnifier *self, MlCloseup *closeup)
{
  g_assert (ML_IS_MAGNIFIER (self));

  if (self->end == 0)
    return;

  self->end = 0;
  self->gave_up = closeup == NULL || ml_closeup_get_end (closeup) == self->first;
  set_progress (self, -1);

  if (!self->gave_up)
    ml_playback_set_closeup (self->playback, closeup);
}

static void
ml_magnifier_dispose (GObject *object)
{
  MlMagnifier *self = ML_MAGNIFIER (object);

  if (self->runner)
    look_away (self);

  g_clear_object (&self->runner);
  g_clear_object (&self->playback);

  G_OBJECT_CLASS (ml_magnifier_parent_class)->dispose (object);
}

static void
ml_magnifier_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlMagnifier *self = ML_MAGNIFIER (object);

  switch (prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_magnifier_class_init (MlMagnifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ml_magnifier_dispose;
  object_class->get_property = ml_magnifier_get_property;

  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress",
                           NULL,
                           NULL,
                           -1,
                           1,
                           -1,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_magnifier_init (MlMagnifier *self)
{
  self->progress = -1;
}

MlMagnifier *
ml_magnifier_new (MlPlayback *playback, MlRunner *runner)
{
  MlMagnifier *self;

  g_return_val_if_fail (ML_IS_PLAYBACK (playback), NULL);
  g_return_val_if_fail (ML_IS_RUNNER (runner), NULL);

  self = g_object_new (ML_TYPE_MAGNIFIER, NULL);
  self->playback = g_object_ref (playback);
  self->runner = g_object_ref (runner);
  g_signal_connect_object (playback, "notify::step", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playback, "notify::level", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      playback, "notify::recording", G_CALLBACK (recording_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "approached", G_CALLBACK (approached), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "closeup", G_CALLBACK (closeup_made), self, G_CONNECT_SWAPPED);

  return self;
}

double
ml_magnifier_get_progress (MlMagnifier *self)
{
  g_return_val_if_fail (ML_IS_MAGNIFIER (self), -1);

  return self->progress;
}
