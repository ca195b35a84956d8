/* ml-test-runner.c: a runner that runs nothing */
#include "ml-test-runner.h"

struct _MlTestRunner
{
  GObject parent_instance;

  MlRecording *answer;
  char *text;
  char *answers;
  char *entered;
  guint n_runs;
  gboolean cancelled;
};

static void
run (MlRunner *runner, const MlRunRequest *request)
{
  MlTestRunner *self = ML_TEST_RUNNER (runner);

  g_free (self->text);
  g_free (self->answers);
  self->text = g_strdup (request->text);
  self->answers = g_strjoinv ("\n", (char **) request->answers);
  self->n_runs++;
  self->cancelled = FALSE;

  if (self->answer)
    {
      ml_test_runner_grow (self, self->answer);
      ml_test_runner_end (self, ML_RUN_ENDED, NULL);
    }
}

static void
enter (MlRunner *runner, const char *text)
{
  MlTestRunner *self = ML_TEST_RUNNER (runner);

  g_free (self->entered);
  self->entered = g_strdup (text);
}

static gboolean
needs_more (MlRunner *runner, const char *statement)
{
  return !g_str_has_suffix (statement, "\n\n");
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
  iface->answer = enter;
  iface->prompt = enter;
  iface->needs_more = needs_more;
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
  g_clear_pointer (&self->answers, g_free);
  g_clear_pointer (&self->entered, g_free);

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
  g_signal_emit_by_name (self, "ended", how, 0, message, NULL);
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

const char *
ml_test_runner_get_answers (MlTestRunner *self)
{
  return self->answers;
}

const char *
ml_test_runner_get_entered (MlTestRunner *self)
{
  return self->entered;
}
