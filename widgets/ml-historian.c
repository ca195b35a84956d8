/* ml-historian.c: keeps the history of a playback's recording */
#define G_LOG_DOMAIN "ml-historian"

#include "config.h"

#include <gio/gio.h>

#include "ml-historian.h"

/* Steps that are read before the window hears of them: some hundredths of a second. */
#define PIECE 65536

struct _MlHistorian
{
  GObject parent_instance;

  MlPlayback *playback;
  GSignalGroup *playback_signals;
  MlRecording *recording; /* of the last piece that was begun */
  MlHistory *history;
  GCancellable *cancellable; /* of the piece that is being made; NULL if none is */
};

typedef struct
{
  MlRecording *recording;
  MlHistory *shorter;
} Piece;

G_DEFINE_BOXED_TYPE (MlHistory, ml_history, ml_history_ref, ml_history_unref)
G_DEFINE_FINAL_TYPE (MlHistorian, ml_historian, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_HISTORY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  ml_recording_unref (piece->recording);
  g_clear_pointer (&piece->shorter, ml_history_unref);
  g_free (piece);
}

static void
make_piece (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Piece *piece = data;

  g_task_return_pointer (task,
                         ml_history_new (piece->recording, piece->shorter, PIECE),
                         (GDestroyNotify) ml_history_unref);
}

static void
set_history (MlHistorian *self, MlHistory *history)
{
  g_clear_pointer (&self->history, ml_history_unref);
  self->history = history;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

/* A piece that was cancelled belongs to a recording that is not looked at any more. The next
 * one is begun by those who are notified, of whom this object is one. */
static void
piece_made (GObject *object, GAsyncResult *result, gpointer data)
{
  MlHistorian *self = ML_HISTORIAN (object);
  MlHistory *history = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!history)
    return;

  g_clear_object (&self->cancellable);
  set_history (self, history);
}

static void
go_on (MlHistorian *self)
{
  MlRecording *recording = self->playback ? ml_playback_get_recording (self->playback) : NULL;
  g_autoptr (GTask) task = NULL;
  Piece *piece;

  if (!recording || self->cancellable || ml_historian_is_up_to_date (self))
    return;

  piece = g_new0 (Piece, 1);
  piece->recording = ml_recording_ref (recording);
  piece->shorter = self->history ? ml_history_ref (self->history) : NULL;
  g_clear_pointer (&self->recording, ml_recording_unref);
  self->recording = ml_recording_ref (recording);

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, piece_made, NULL);
  g_task_set_task_data (task, piece, piece_free);
  g_task_run_in_thread (task, make_piece);
}

static void
forget (MlHistorian *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->recording, ml_recording_unref);

  if (self->history)
    set_history (self, NULL);
}

static void
update_recording (MlHistorian *self)
{
  MlRecording *recording = self->playback ? ml_playback_get_recording (self->playback) : NULL;

  g_assert (ML_IS_HISTORIAN (self));

  if (self->recording && (!recording || !ml_recording_is_prefix_of (self->recording, recording)))
    forget (self);

  go_on (self);
}

static void
ml_historian_dispose (GObject *object)
{
  MlHistorian *self = ML_HISTORIAN (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->playback_signals);
  g_clear_object (&self->playback);
  g_clear_pointer (&self->history, ml_history_unref);
  g_clear_pointer (&self->recording, ml_recording_unref);

  G_OBJECT_CLASS (ml_historian_parent_class)->dispose (object);
}

static void
ml_historian_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlHistorian *self = ML_HISTORIAN (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;

    case PROP_HISTORY:
      g_value_set_boxed (value, self->history);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_historian_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlHistorian *self = ML_HISTORIAN (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      ml_historian_set_playback (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_historian_class_init (MlHistorianClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ml_historian_dispose;
  object_class->get_property = ml_historian_get_property;
  object_class->set_property = ml_historian_set_property;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HISTORY] =
      g_param_spec_boxed ("history",
                          NULL,
                          NULL,
                          ml_history_get_type (),
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_historian_init (MlHistorian *self)
{
  self->playback_signals = g_signal_group_new (ML_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (
      self->playback_signals, "notify::recording", G_CALLBACK (update_recording), self);
  g_signal_connect (self, "notify::history", G_CALLBACK (go_on), NULL);
}

MlHistorian *
ml_historian_new (MlPlayback *playback)
{
  return g_object_new (ML_TYPE_HISTORIAN, "playback", playback, NULL);
}

void
ml_historian_set_playback (MlHistorian *self, MlPlayback *playback)
{
  g_return_if_fail (ML_IS_HISTORIAN (self));
  g_return_if_fail (!playback || ML_IS_PLAYBACK (playback));

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_signals, playback);
  update_recording (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYBACK]);
}

MlHistory *
ml_historian_get_history (MlHistorian *self)
{
  g_return_val_if_fail (ML_IS_HISTORIAN (self), NULL);

  return self->history;
}

gboolean
ml_historian_is_up_to_date (MlHistorian *self)
{
  MlRecording *recording;

  g_return_val_if_fail (ML_IS_HISTORIAN (self), FALSE);

  recording = self->playback ? ml_playback_get_recording (self->playback) : NULL;

  return recording && self->history && ml_history_is_whole (self->history, recording);
}
