/* ml-worker-run.c: one run of a program in a thread of its own
 *
 * Two threads share a run: the owner, which began it, and the runner, in which the interpreter
 * lives. (The journal's packing thread only hands over recordings.) What both touch is guarded by
 * one lock; reports go to the owner through its main context.
 */
#define G_LOG_DOMAIN "ml-worker"

#include "ml-worker-run.h"

#include <string.h>

#include "ml-limits.h"
#include "ml-program.h"

struct _MlWorkerRun
{
  gatomicrefcount references;

  GMainContext *context; /* never changed */

  /* The owner's. */
  MlWorkerListener listener; /* zero once the run is abandoned */

  /* The runner's. */
  MlInterpreter *interpreter;
  MlJournal *journal;
  guint n_answered;   /* of the script's answers that were read */
  guint n_stated;     /* of its statements that were run */
  GString *last_line; /* of standard error: what the program failed with */

  GMutex lock;
  GCond wake;

  /* Guarded by the lock. */
  MlWorkerScript *script;       /* only its answers and statements change */
  MlInterpreter *interruptible; /* the interpreter while another thread may interrupt it */
  gboolean cancelled;
  gboolean abandoned;
  gboolean over;      /* nothing can run any more */
  gboolean running;   /* the program or a statement */
  gboolean asking;    /* input() waits */
  MlRecording *grown; /* the longest that the owner has not been told of */
  gboolean reporting; /* the owner is going to be told of it */
};

typedef struct
{
  MlWorkerRun *run;
  MlRunEnd how;
  int status;
  char *message;
  MlSpan where; /* source 0: nowhere */
} End;

static MlWorkerRun *
run_ref (MlWorkerRun *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
run_unref (MlWorkerRun *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  ml_worker_script_free (self->script);
  g_main_context_unref (self->context);
  g_string_free (self->last_line, TRUE);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_clear_pointer (&self->grown, ml_recording_unref);
  g_free (self);
}

static void
end_free (End *end)
{
  run_unref (end->run);
  g_free (end->message);
  g_free (end);
}

/* Reports to the owner. */

static void
call_owner (MlWorkerRun *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

static gboolean
deliver_grown (gpointer data)
{
  MlWorkerRun *self = data;
  g_autoptr (MlRecording) recording = NULL;

  g_mutex_lock (&self->lock);
  recording = g_steal_pointer (&self->grown);
  self->reporting = FALSE;
  g_mutex_unlock (&self->lock);

  if (self->listener.grown != NULL)
    self->listener.grown (recording, self->listener.user_data);

  return G_SOURCE_REMOVE;
}

/* A slow owner is told of the longest recording only. */
static void
report_grown (MlRecording *recording, gpointer user_data)
{
  MlWorkerRun *self = user_data;
  gboolean reporting;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->grown, ml_recording_unref);
  self->grown = ml_recording_ref (recording);
  reporting = self->reporting;
  self->reporting = TRUE;
  g_mutex_unlock (&self->lock);

  if (!reporting)
    call_owner (self, deliver_grown, run_ref (self), (GDestroyNotify) run_unref);
}

static gboolean
deliver_end (gpointer data)
{
  End *end = data;
  const MlWorkerListener *listener = &end->run->listener;

  if (listener->ended != NULL)
    listener->ended (end->how,
                     end->status,
                     end->message,
                     end->where.source != 0 ? &end->where : NULL,
                     listener->user_data);

  return G_SOURCE_REMOVE;
}

static void
report_end (MlWorkerRun *self, MlRunEnd how, int status, const char *message)
{
  g_autoptr (MlRecording) recording = ml_journal_finish (self->journal);
  End *end = g_new (End, 1);

  *end = (End){ run_ref (self), how, status, g_strdup (message), { 0 } };
  if (how == ML_RUN_ENDED && status != 0)
    ml_interpreter_get_error_span (self->interpreter, &end->where);
  report_grown (recording, self);
  call_owner (self, deliver_end, end, (GDestroyNotify) end_free);
}

/* The program's input and output. */

static gboolean
must_stop (const MlWorkerRun *self)
{
  return self->cancelled || self->abandoned;
}

/* The next answer, which is asked for if there is none yet; NULL if there will be none. */
static char *
read_line (const char *prompt, gpointer user_data)
{
  MlWorkerRun *self = user_data;
  const GPtrArray *answers = self->script->answers;
  char *answer = NULL;
  gboolean asks;

  g_mutex_lock (&self->lock);
  asks = self->asking = self->n_answered == answers->len;
  g_mutex_unlock (&self->lock);

  if (asks)
    report_end (self, ML_RUN_WANTS_INPUT, 0, prompt);

  g_mutex_lock (&self->lock);
  while (self->n_answered == answers->len && !must_stop (self))
    g_cond_wait (&self->wake, &self->lock);
  self->asking = FALSE;
  if (self->n_answered < answers->len)
    answer = g_strdup (g_ptr_array_index (answers, self->n_answered++));
  g_mutex_unlock (&self->lock);

  return answer;
}

/* Output is in the recording; here only the line is kept that a traceback ends with. */
static void
note_error (int stream, const char *text, gsize length, gpointer user_data)
{
  MlWorkerRun *self = user_data;

  if (stream != 2)
    return;

  for (gsize i = 0; i < length; i++)
    {
      gboolean begins =
          self->last_line->len > 0 && self->last_line->str[self->last_line->len - 1] == '\n';

      if (begins)
        g_string_truncate (self->last_line, 0);

      g_string_append_c (self->last_line, text[i]);
    }
}

static char *
find_module (const char *name, char **file_name, gpointer user_data)
{
  MlWorkerRun *self = user_data;

  return ml_worker_script_find_module (self->script, name, file_name);
}

/* The runner's thread. */

static void
set_up (MlWorkerRun *self)
{
  MlInterpreterOptions options = {
    .max_seconds = ML_LIMIT_SECONDS,
    .write = note_error,
    .read = read_line,
    .find_module = find_module,
    .user_data = self,
  };

  self->journal = ml_journal_new (report_grown, self);
  ml_journal_set_limit (self->journal, ML_LIMIT_RECORDING_BYTES);
  options.journal = self->journal;
  self->interpreter = ml_worker_script_prepare (self->script, &options);

  g_mutex_lock (&self->lock);
  self->interruptible = self->interpreter;
  if (must_stop (self))
    ml_interpreter_interrupt (self->interpreter);
  g_mutex_unlock (&self->lock);
}

static void
tear_down (MlWorkerRun *self)
{
  g_mutex_lock (&self->lock);
  self->interruptible = NULL;
  g_mutex_unlock (&self->lock);

  ml_interpreter_free (self->interpreter);
  ml_journal_free (self->journal);
}

static void
report_result (MlWorkerRun *self, int status)
{
  MlStop stop = ml_interpreter_get_stop (self->interpreter);
  const char *message = ml_interpreter_get_stop_message (self->interpreter);
  gboolean cancelled;

  g_mutex_lock (&self->lock);
  self->running = FALSE;
  cancelled = self->cancelled;
  self->over = cancelled || stop != ML_STOP_NONE;
  g_mutex_unlock (&self->lock);

  if (cancelled)
    report_end (self, ML_RUN_CANCELLED, status, message);
  else if (stop != ML_STOP_NONE)
    report_end (self, ML_RUN_LIMIT, status, message);
  else
    report_end (self,
                ML_RUN_ENDED,
                status,
                status != 0 && self->last_line->len > 0 ? g_strchomp (self->last_line->str) : NULL);
}

/* The next statement; NULL if there will be none. */
static char *
wait_for_statement (MlWorkerRun *self)
{
  const GPtrArray *statements = self->script->statements;
  char *statement = NULL;

  g_mutex_lock (&self->lock);
  while (!self->over && !self->abandoned && self->n_stated == statements->len)
    g_cond_wait (&self->wake, &self->lock);
  if (!self->over && !self->abandoned)
    {
      statement = g_strdup (g_ptr_array_index (statements, self->n_stated++));
      self->running = TRUE;
    }
  g_mutex_unlock (&self->lock);

  return statement;
}

static gpointer
run_thread (gpointer data)
{
  MlWorkerRun *self = data;
  char *statement;

  set_up (self);
  report_result (self, ml_worker_script_run (self->script, self->interpreter));

  while ((statement = wait_for_statement (self)) != NULL)
    {
      g_string_truncate (self->last_line, 0);
      report_result (
          self, ml_interpreter_run_interactive (self->interpreter, statement, strlen (statement)));
      g_free (statement);
    }

  tear_down (self);
  run_unref (self);

  return NULL;
}

/* The owner's calls. */

MlWorkerRun *
ml_worker_run_start (const MlRunRequest *request, const MlWorkerListener *listener)
{
  MlWorkerRun *self = g_new0 (MlWorkerRun, 1);

  g_atomic_ref_count_init (&self->references);
  self->script = ml_worker_script_new (request);
  self->context = g_main_context_ref_thread_default ();
  self->listener = *listener;
  self->last_line = g_string_new (NULL);
  self->running = TRUE;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);

  run_ref (self);
  ml_program_start_deep (run_thread, self);

  return self;
}

static void
interrupt (MlWorkerRun *self)
{
  if (self->interruptible != NULL)
    ml_interpreter_interrupt (self->interruptible);

  g_cond_signal (&self->wake);
}

void
ml_worker_run_abandon (MlWorkerRun *self)
{
  g_return_if_fail (self != NULL);

  self->listener = (MlWorkerListener){ 0 };

  g_mutex_lock (&self->lock);
  self->abandoned = TRUE;
  interrupt (self);
  g_mutex_unlock (&self->lock);

  run_unref (self);
}

void
ml_worker_run_cancel (MlWorkerRun *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  if (self->running)
    {
      self->cancelled = TRUE;
      interrupt (self);
    }
  g_mutex_unlock (&self->lock);
}

void
ml_worker_run_answer (MlWorkerRun *self, const char *line)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  if (self->asking)
    {
      self->asking = FALSE;
      g_ptr_array_add (self->script->answers, g_strdup (line));
      g_cond_signal (&self->wake);
    }
  g_mutex_unlock (&self->lock);
}

gboolean
ml_worker_run_prompt (MlWorkerRun *self, const char *statement)
{
  gboolean goes_on;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  goes_on = !self->over && !self->cancelled;
  if (goes_on)
    {
      g_ptr_array_add (self->script->statements, g_strdup (statement));
      g_cond_signal (&self->wake);
    }
  g_mutex_unlock (&self->lock);

  return goes_on;
}

MlWorkerScript *
ml_worker_run_copy_script (MlWorkerRun *self)
{
  MlWorkerScript *script;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  script = ml_worker_script_copy (self->script);
  g_mutex_unlock (&self->lock);

  return script;
}
