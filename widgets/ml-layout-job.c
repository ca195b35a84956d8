/* ml-layout-job.c: the places of a long recording, found in a thread of their own
 *
 * The thread is not one of a pool: Pango's fonts belong to a thread, and may be taken over only
 * when that one has ended.
 */
#define G_LOG_DOMAIN "ml-canvas"

#include "config.h"

#include "ml-layout-job.h"

struct _MlLayoutJob
{
  gatomicrefcount references; /* the owner's and the thread's */

  /* Never changed. */
  MlView view;
  MlDetail detail;
  double text_scale;
  GMainContext *context;

  /* The owner's. */
  GThread *thread;
  MlLayoutDone done; /* NULL once the job is freed */
  gpointer user_data;

  MlLayout *layout; /* the thread's, then the owner's */

  GMutex lock;

  /* Guarded by the lock. */
  MlRecording *wanted;
  gboolean abandoned;
  gboolean over; /* nothing more can be wanted */
};

static MlLayoutJob *
job_ref (MlLayoutJob *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
job_unref (MlLayoutJob *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->layout, ml_layout_unref);
  ml_recording_unref (self->wanted);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
deliver (gpointer data)
{
  MlLayoutJob *self = data;

  g_thread_join (g_steal_pointer (&self->thread));

  if (self->done)
    self->done (g_steal_pointer (&self->layout), self->user_data);

  return G_SOURCE_REMOVE;
}

/* The recording that is still to be laid out; NULL if there is none. */
static MlRecording *
take_wanted (MlLayoutJob *self, MlRecording *laid_out)
{
  MlRecording *recording = NULL;

  g_mutex_lock (&self->lock);
  self->over = self->abandoned || self->wanted == laid_out;

  if (!self->over)
    recording = ml_recording_ref (self->wanted);

  g_mutex_unlock (&self->lock);

  return recording;
}

static void
lay_out (MlLayoutJob *self, MlRecording *recording)
{
  g_autoptr (MlMetrics) metrics = NULL;

  if (self->layout)
    {
      ml_layout_set_recording (self->layout, recording);
      return;
    }

  metrics = ml_metrics_new_pango (self->text_scale);
  self->layout = ml_layout_new (recording, self->view, self->detail, metrics);
}

static gpointer
run_thread (gpointer data)
{
  MlLayoutJob *self = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  MlRecording *recording;

  while ((recording =
              take_wanted (self, self->layout ? ml_layout_get_recording (self->layout) : NULL)))
    {
      lay_out (self, recording);
      ml_recording_unref (recording);
    }

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, self, (GDestroyNotify) job_unref);
  g_source_attach (source, self->context);

  return NULL;
}

MlLayoutJob *
ml_layout_job_start (MlRecording *recording,
                     MlView view,
                     MlDetail detail,
                     double text_scale,
                     MlLayoutDone done,
                     gpointer user_data)
{
  MlLayoutJob *self;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (text_scale > 0, NULL);
  g_return_val_if_fail (done != NULL, NULL);

  self = g_new0 (MlLayoutJob, 1);
  g_atomic_ref_count_init (&self->references);
  self->view = view;
  self->detail = detail;
  self->text_scale = text_scale;
  self->context = g_main_context_ref_thread_default ();
  self->done = done;
  self->user_data = user_data;
  self->wanted = ml_recording_ref (recording);
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("layout", run_thread, job_ref (self));

  return self;
}

gboolean
ml_layout_job_extend (MlLayoutJob *self, MlRecording *recording)
{
  gboolean extended;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (recording != NULL, FALSE);

  g_mutex_lock (&self->lock);
  extended = !self->over && ml_recording_is_prefix_of (self->wanted, recording);

  if (extended)
    {
      ml_recording_ref (recording);
      ml_recording_unref (self->wanted);
      self->wanted = recording;
    }

  g_mutex_unlock (&self->lock);

  return extended;
}

void
ml_layout_job_free (MlLayoutJob *self)
{
  g_return_if_fail (self != NULL);

  self->done = NULL;
  g_mutex_lock (&self->lock);
  self->abandoned = TRUE;
  g_mutex_unlock (&self->lock);
  job_unref (self);
}
