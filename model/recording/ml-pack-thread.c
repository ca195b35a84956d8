/* ml-pack-thread.c: the thread in which drafts are packed */
#include "ml-pack-thread.h"

#include "ml-packer.h"

struct _MlPackThread
{
  MlPacker *packer; /* the thread's own */
  MlJournalGrown grown;
  gpointer user_data;
  GThread *thread; /* NULL before the first draft */

  GMutex mutex; /* over what follows */
  GCond changed;
  MlDraft *draft; /* NULL when all is packed; owned by the thread */
  MlRecording *recording;
  gboolean stopping;
};

/* The next draft; NULL when there will be none. */
static const MlDraft *
await_draft (MlPackThread *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->draft == NULL && !self->stopping)
    g_cond_wait (&self->changed, &self->mutex);

  return self->draft;
}

static void
finish_draft (MlPackThread *self, MlRecording *recording)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_clear_pointer (&self->draft, ml_draft_free);
  g_clear_pointer (&self->recording, ml_recording_unref);
  self->recording = recording;
  g_cond_broadcast (&self->changed);
}

static gpointer
run (gpointer data)
{
  MlPackThread *self = data;
  const MlDraft *draft;

  while ((draft = await_draft (self)) != NULL)
    {
      MlRecording *recording = ml_packer_pack (self->packer, draft);

      if (self->grown != NULL)
        self->grown (recording, self->user_data);

      finish_draft (self, recording);
    }

  return NULL;
}

/* With the mutex held. */
static void
await_idle (MlPackThread *self)
{
  while (self->draft != NULL)
    g_cond_wait (&self->changed, &self->mutex);
}

MlPackThread *
ml_pack_thread_new (MlTape *tape, MlJournalGrown grown, gpointer user_data)
{
  MlPackThread *self = g_new0 (MlPackThread, 1);

  self->packer = ml_packer_new (tape);
  self->grown = grown;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);

  return self;
}

void
ml_pack_thread_set_spacing (MlPackThread *self, guint n_changes)
{
  g_return_if_fail (self->thread == NULL);

  ml_packer_set_spacing (self->packer, n_changes);
}

void
ml_pack_thread_free (MlPackThread *self)
{
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      await_idle (self);
      self->stopping = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_thread_join (self->thread);
    }

  g_clear_pointer (&self->recording, ml_recording_unref);
  ml_packer_free (self->packer);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

guint64
ml_pack_thread_push (MlPackThread *self, MlDraft *draft)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  await_idle (self);
  self->draft = draft;

  if (self->thread == NULL)
    self->thread = g_thread_new ("ml-pack", run, self);

  g_cond_broadcast (&self->changed);

  return self->recording == NULL ? 0 : ml_recording_get_bytes (self->recording);
}

MlRecording *
ml_pack_thread_wait (MlPackThread *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  await_idle (self);

  return self->recording == NULL ? NULL : ml_recording_ref (self->recording);
}
