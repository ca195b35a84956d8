/* ml-worker-closeup.c: makes a closeup in a thread of its own
 *
 * Two threads share it, the owner and the maker. What both touch is guarded by one lock; reports go
 * to the owner through its main context.
 */
#define G_LOG_DOMAIN "ml-worker"

#include "ml-worker-closeup.h"

#include <string.h>

#include "ml-program.h"

/* The clock is looked at after so many steps, and the owner told of so much time's progress. */
#define REPORT_STEPS 1024
#define REPORT_MICROSECONDS 50000

struct _MlWorkerCloseup
{
  gatomicrefcount references;

  /* Never changed. */
  MlWorkerScript *script;
  MlRecording *recording;
  MlStep first;
  MlStep end;
  GMainContext *context;

  /* The owner's. */
  MlCloseupListener listener; /* zero once it is abandoned */

  /* The maker's. */
  guint n_answered;
  gint64 reported; /* monotonic microseconds */

  GMutex lock;

  /* Guarded by the lock. */
  MlInterpreter *interruptible; /* the interpreter while another thread may interrupt it */
  gboolean abandoned;
  double share; /* of the way */
  MlCloseup *closeup;
};

static MlWorkerCloseup *
closeup_ref (MlWorkerCloseup *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
closeup_unref (MlWorkerCloseup *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  ml_worker_script_free (self->script);
  ml_recording_unref (self->recording);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->closeup, ml_closeup_unref);
  g_free (self);
}

/* Reports to the owner */

static void
call_owner (MlWorkerCloseup *self, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, closeup_ref (self), (GDestroyNotify) closeup_unref);
  g_source_attach (source, self->context);
}

static gboolean
deliver_share (gpointer data)
{
  MlWorkerCloseup *self = data;
  double share;

  g_mutex_lock (&self->lock);
  share = self->share;
  g_mutex_unlock (&self->lock);

  if (self->listener.approached != NULL)
    self->listener.approached (share, self->listener.user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
deliver_closeup (gpointer data)
{
  MlWorkerCloseup *self = data;
  g_autoptr (MlCloseup) closeup = NULL;

  g_mutex_lock (&self->lock);
  closeup = g_steal_pointer (&self->closeup);
  g_mutex_unlock (&self->lock);

  if (self->listener.made != NULL)
    self->listener.made (closeup, self->listener.user_data);

  return G_SOURCE_REMOVE;
}

/* The maker's thread */

static void
report_share (MlInterpreter *interpreter, guint step, gpointer user_data)
{
  MlWorkerCloseup *self = user_data;
  gint64 now;

  if (step % REPORT_STEPS != 0)
    return;

  now = g_get_monotonic_time ();

  if (now - self->reported < REPORT_MICROSECONDS)
    return;

  self->reported = now;
  g_mutex_lock (&self->lock);
  self->share = MIN (1.0, (double) step / self->end);
  g_mutex_unlock (&self->lock);
  call_owner (self, deliver_share);
}

static char *
read_line (const char *prompt, gpointer user_data)
{
  MlWorkerCloseup *self = user_data;
  const GPtrArray *answers = self->script->answers;

  if (self->n_answered == answers->len)
    return NULL;

  return g_strdup (g_ptr_array_index (answers, self->n_answered++));
}

static char *
find_module (const char *name, char **file_name, gpointer user_data)
{
  MlWorkerCloseup *self = user_data;

  return ml_worker_script_find_module (self->script, name, file_name);
}

/* FALSE if it was abandoned before it began. */
static gboolean
set_interruptible (MlWorkerCloseup *self, MlInterpreter *interpreter)
{
  gboolean abandoned;

  g_mutex_lock (&self->lock);
  self->interruptible = interpreter;
  abandoned = self->abandoned;
  g_mutex_unlock (&self->lock);

  return !abandoned;
}

static void
run_again (MlWorkerCloseup *self, MlInterpreter *interpreter)
{
  const GPtrArray *statements = self->script->statements;

  ml_worker_script_run (self->script, interpreter);

  for (guint i = 0; i < statements->len; i++)
    {
      const char *statement = g_ptr_array_index (statements, i);

      if (ml_interpreter_get_stop (interpreter) != ML_STOP_NONE)
        return;

      ml_interpreter_run_interactive (interpreter, statement, strlen (statement));
    }
}

static gpointer
make (gpointer data)
{
  MlWorkerCloseup *self = data;
  g_autoptr (MlJournal) journal = ml_journal_new_closeup (self->recording, self->first, self->end);
  MlInterpreterOptions options = {
    .journal = journal,
    .read = read_line,
    .find_module = find_module,
    .stepped = report_share,
    .user_data = self,
  };
  g_autoptr (MlInterpreter) interpreter = ml_worker_script_prepare (self->script, &options);
  MlCloseup *closeup = NULL;

  if (set_interruptible (self, interpreter))
    {
      run_again (self, interpreter);
      closeup = ml_journal_finish_closeup (journal);
    }

  g_mutex_lock (&self->lock);
  self->interruptible = NULL;
  self->closeup = closeup;
  g_mutex_unlock (&self->lock);

  call_owner (self, deliver_closeup);
  closeup_unref (self);

  return NULL;
}

/* The owner's calls */

MlWorkerCloseup *
ml_worker_closeup_start (MlWorkerScript *script,
                         MlRecording *recording,
                         MlStep first,
                         MlStep end,
                         const MlCloseupListener *listener)
{
  MlWorkerCloseup *self = g_new0 (MlWorkerCloseup, 1);

  g_atomic_ref_count_init (&self->references);
  self->script = script;
  self->recording = ml_recording_ref (recording);
  self->first = first;
  self->end = end;
  self->context = g_main_context_ref_thread_default ();
  self->listener = *listener;
  self->reported = g_get_monotonic_time ();
  g_mutex_init (&self->lock);

  closeup_ref (self);
  ml_program_start_deep (make, self);

  return self;
}

void
ml_worker_closeup_abandon (MlWorkerCloseup *self)
{
  g_return_if_fail (self != NULL);

  self->listener = (MlCloseupListener){ 0 };

  g_mutex_lock (&self->lock);
  self->abandoned = TRUE;

  if (self->interruptible != NULL)
    ml_interpreter_interrupt (self->interruptible);

  g_mutex_unlock (&self->lock);

  closeup_unref (self);
}
