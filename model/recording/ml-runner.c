/* ml-runner.c: how a reader asks for a run */
#include "ml-runner.h"

#include "ml-playback.h"

enum
{
  GROWN,
  ENDED,
  APPROACHED,
  CLOSEUP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (MlRunner, ml_runner, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (MlRunEnd,
                    ml_run_end,
                    G_DEFINE_ENUM_VALUE (ML_RUN_ENDED, "ended"),
                    G_DEFINE_ENUM_VALUE (ML_RUN_WANTS_INPUT, "wants-input"),
                    G_DEFINE_ENUM_VALUE (ML_RUN_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (ML_RUN_CANCELLED, "cancelled"))

static void
ml_runner_default_init (MlRunnerInterface *iface)
{
  signals[GROWN] = g_signal_new ("grown",
                                 ML_TYPE_RUNNER,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 ml_recording_get_type ());

  signals[ENDED] = g_signal_new ("ended",
                                 ML_TYPE_RUNNER,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 4,
                                 ML_TYPE_RUN_END,
                                 G_TYPE_INT,
                                 G_TYPE_STRING,
                                 G_TYPE_POINTER);

  signals[APPROACHED] = g_signal_new ("approached",
                                      ML_TYPE_RUNNER,
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      G_TYPE_DOUBLE);

  signals[CLOSEUP] = g_signal_new ("closeup",
                                   ML_TYPE_RUNNER,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   ml_closeup_get_type ());
}

void
ml_runner_run (MlRunner *self, const MlRunRequest *request)
{
  g_return_if_fail (ML_IS_RUNNER (self));
  g_return_if_fail (request != NULL && request->name != NULL && request->text != NULL);

  ML_RUNNER_GET_IFACE (self)->run (self, request);
}

void
ml_runner_answer (MlRunner *self, const char *line)
{
  g_return_if_fail (ML_IS_RUNNER (self));
  g_return_if_fail (line != NULL);

  ML_RUNNER_GET_IFACE (self)->answer (self, line);
}

void
ml_runner_prompt (MlRunner *self, const char *statement)
{
  g_return_if_fail (ML_IS_RUNNER (self));
  g_return_if_fail (statement != NULL);

  ML_RUNNER_GET_IFACE (self)->prompt (self, statement);
}

gboolean
ml_runner_needs_more (MlRunner *self, const char *statement)
{
  g_return_val_if_fail (ML_IS_RUNNER (self), FALSE);
  g_return_val_if_fail (statement != NULL, FALSE);

  return ML_RUNNER_GET_IFACE (self)->needs_more (self, statement);
}

void
ml_runner_cancel (MlRunner *self)
{
  g_return_if_fail (ML_IS_RUNNER (self));

  ML_RUNNER_GET_IFACE (self)->cancel (self);
}

void
ml_runner_look_closer (MlRunner *self, MlRecording *recording, MlStep first, MlStep end)
{
  g_return_if_fail (ML_IS_RUNNER (self));
  g_return_if_fail (recording != NULL);
  g_return_if_fail (first < end && end <= ml_recording_get_last_step (recording));

  ML_RUNNER_GET_IFACE (self)->look_closer (self, recording, first, end);
}

void
ml_runner_look_away (MlRunner *self)
{
  g_return_if_fail (ML_IS_RUNNER (self));

  ML_RUNNER_GET_IFACE (self)->look_away (self);
}
