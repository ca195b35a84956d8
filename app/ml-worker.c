/* ml-worker.c: runs the window's programs in a thread of their own */
#define G_LOG_DOMAIN "ml-worker"

#include "ml-worker.h"

#include <string.h>

#include "ml-interpreter.h"
#include "ml-modules.h"
#include "ml-worker-closeup.h"
#include "ml-worker-run.h"

struct _MlWorker
{
  GObject parent_instance;

  MlWorkerRun *run;         /* the newest; NULL before the first */
  MlWorkerCloseup *closeup; /* the newest that was asked for; NULL if none is wanted */
  MlInterpreter *reader;    /* runs nothing: it reads what is typed; made when first needed */
};

static void
grown (MlRecording *recording, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "grown", recording);
}

static void
ended (MlRunEnd how, int status, const char *message, const MlSpan *where, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "ended", how, status, message, where);
}

static void
approached (double share, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "approached", share);
}

static void
made (MlCloseup *closeup, gpointer user_data)
{
  MlWorker *self = user_data;

  g_clear_pointer (&self->closeup, ml_worker_closeup_abandon);
  g_signal_emit_by_name (self, "closeup", closeup);
}

static void
start (MlWorker *self, const MlRunRequest *request)
{
  const MlWorkerListener listener = { grown, ended, self };

  g_clear_pointer (&self->closeup, ml_worker_closeup_abandon);
  g_clear_pointer (&self->run, ml_worker_run_abandon);
  self->run = ml_worker_run_start (request, &listener);
}

static void
ml_worker_run (MlRunner *runner, const MlRunRequest *request)
{
  start (ML_WORKER (runner), request);
}

static void
ml_worker_answer (MlRunner *runner, const char *line)
{
  MlWorker *self = ML_WORKER (runner);

  if (self->run != NULL)
    ml_worker_run_answer (self->run, line);
}

/* A prompt without a program behind it, or behind one that was stopped, begins anew. */
static void
ml_worker_prompt (MlRunner *runner, const char *statement)
{
  MlWorker *self = ML_WORKER (runner);

  if (self->run == NULL || !ml_worker_run_prompt (self->run, statement))
    start (self,
           &(MlRunRequest){ .name = "<stdin>", .text = statement, .mode = ML_RUN_INTERACTIVE });
}

/* The interpreter of the run is in another thread, and would number its objects otherwise. */
static gboolean
ml_worker_needs_more (MlRunner *runner, const char *statement)
{
  MlWorker *self = ML_WORKER (runner);

  if (self->reader == NULL)
    self->reader = ml_interpreter_new (&(MlInterpreterOptions){ .modules = ml_modules });

  return ml_interpreter_needs_more (self->reader, statement, strlen (statement));
}

static void
ml_worker_cancel (MlRunner *runner)
{
  MlWorker *self = ML_WORKER (runner);

  if (self->run != NULL)
    ml_worker_run_cancel (self->run);
}

static void
ml_worker_look_away (MlRunner *runner)
{
  g_clear_pointer (&ML_WORKER (runner)->closeup, ml_worker_closeup_abandon);
}

/* A recording that was opened has no run: there is nothing that could be done again. */
static void
ml_worker_look_closer (MlRunner *runner, MlRecording *recording, MlStep first, MlStep end)
{
  MlWorker *self = ML_WORKER (runner);
  const MlCloseupListener listener = { approached, made, self };

  ml_worker_look_away (runner);

  if (self->run == NULL)
    {
      g_signal_emit_by_name (self, "closeup", NULL);
      return;
    }

  self->closeup = ml_worker_closeup_start (
      ml_worker_run_copy_script (self->run), recording, first, end, &listener);
}

static void
ml_worker_init_runner (MlRunnerInterface *iface)
{
  iface->run = ml_worker_run;
  iface->answer = ml_worker_answer;
  iface->prompt = ml_worker_prompt;
  iface->needs_more = ml_worker_needs_more;
  iface->cancel = ml_worker_cancel;
  iface->look_closer = ml_worker_look_closer;
  iface->look_away = ml_worker_look_away;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MlWorker,
                               ml_worker,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ML_TYPE_RUNNER, ml_worker_init_runner))

static void
ml_worker_dispose (GObject *object)
{
  MlWorker *self = ML_WORKER (object);

  g_clear_pointer (&self->closeup, ml_worker_closeup_abandon);
  g_clear_pointer (&self->run, ml_worker_run_abandon);
  g_clear_pointer (&self->reader, ml_interpreter_free);

  G_OBJECT_CLASS (ml_worker_parent_class)->dispose (object);
}

static void
ml_worker_class_init (MlWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ml_worker_dispose;
}

static void
ml_worker_init (MlWorker *self)
{
}

MlRunner *
ml_worker_new (void)
{
  return g_object_new (ML_TYPE_WORKER, NULL);
}
