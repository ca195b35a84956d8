/* ml-player.c: the clock of a playback */
#define G_LOG_DOMAIN "ml-player"

#include "config.h"

#include "ml-player.h"

/* A movement takes up to a second; then one wants to read what it meant. */
#define STEP_MILLISECONDS 1500.0

struct _MlPlayer
{
  GObject parent_instance;

  MlPlayback *playback;
  guint timer;
};

G_DEFINE_FINAL_TYPE (MlPlayer, ml_player, G_TYPE_OBJECT)

static gboolean
play_step (gpointer user_data)
{
  MlPlayer *self = user_data;

  if (ml_playback_go_forward (self->playback))
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  ml_playback_set_playing (self->playback, FALSE);
  return G_SOURCE_REMOVE;
}

static void
restart_timer (MlPlayer *self)
{
  double speed = ml_playback_get_speed (self->playback);

  g_clear_handle_id (&self->timer, g_source_remove);

  if (ml_playback_get_playing (self->playback))
    self->timer = g_timeout_add ((guint) (STEP_MILLISECONDS / speed), play_step, self);
}

static void
ml_player_dispose (GObject *object)
{
  MlPlayer *self = ML_PLAYER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->playback);

  G_OBJECT_CLASS (ml_player_parent_class)->dispose (object);
}

static void
ml_player_class_init (MlPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ml_player_dispose;
}

static void
ml_player_init (MlPlayer *self)
{
}

MlPlayer *
ml_player_new (MlPlayback *playback)
{
  MlPlayer *self;

  g_return_val_if_fail (ML_IS_PLAYBACK (playback), NULL);

  self = g_object_new (ML_TYPE_PLAYER, NULL);
  self->playback = g_object_ref (playback);
  g_signal_connect_object (
      playback, "notify::playing", G_CALLBACK (restart_timer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      playback, "notify::speed", G_CALLBACK (restart_timer), self, G_CONNECT_SWAPPED);
  restart_timer (self);

  return self;
}
