/* ml-test-runner.c: a runner that runs nothing */
#include "ml-test-runner.h"

struct _MlTestRunner
{
  GObject parent_instance;

  MlRecording *answer;
  char *text;
  guint n_runs;
  gboolean cancelled;
};

static void
run (MlRunner *runner, const MlRunRequest *request)
{
  MlTestRunner *self = ML_TEST_RUNNER (runner);

  g_free (self->text);
  self->text = g_strdup (request->text);
  self->n_runs++;
  self->cancelled = FALSE;

  if (self->answer)
    {
      ml_test_runner_grow (self, self->answer);
      ml_test_runner_end (self, ML_RUN_ENDED, NULL);
    }
}

static void
cancel (MlRunner *runner)
{
  ML_TEST_RUNNER (runner)->cancelled = TRUE;
}

static void
runner_iface_init (MlRunnerInterface *iface)
{
  iface->run = run;
  iface->cancel = cancel;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MlTestRunner,
                               ml_test_runner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ML_TYPE_RUNNER, runner_iface_init))

static void
ml_test_runner_finalize (GObject *object)
{
  MlTestRunner *self = ML_TEST_RUNNER (object);

  g_clear_pointer (&self->answer, ml_recording_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (ml_test_runner_parent_class)->finalize (object);
}

static void
ml_test_runner_class_init (MlTestRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ml_test_runner_finalize;
}

static void
ml_test_runner_init (MlTestRunner *self)
{
}

MlTestRunner *
ml_test_runner_new (void)
{
  return g_object_new (ML_TYPE_TEST_RUNNER, NULL);
}

void
ml_test_runner_grow (MlTestRunner *self, MlRecording *recording)
{
  g_signal_emit_by_name (self, "grown", recording);
}

void
ml_test_runner_end (MlTestRunner *self, MlRunEnd how, const char *message)
{
  g_signal_emit_by_name (self, "ended", how, 0, message);
}

void
ml_test_runner_answer_with (MlTestRunner *self, MlRecording *recording)
{
  g_clear_pointer (&self->answer, ml_recording_unref);
  self->answer = ml_recording_ref (recording);
}

guint
ml_test_runner_get_n_runs (MlTestRunner *self)
{
  return self->n_runs;
}

const char *
ml_test_runner_get_text (MlTestRunner *self)
{
  return self->text;
}

gboolean
ml_test_runner_was_cancelled (MlTestRunner *self)
{
  return self->cancelled;
}
