/* ml-tape.c: what all recordings of one run share */
#include "ml-tape.h"

#include "ml-block.h"
#include "ml-checkpoint.h"

static void
source_clear (gpointer data)
{
  MlTapeSource *source = data;

  g_free (source->name);
  g_free (source->text);
}

static void
block_clear (gpointer data)
{
  ml_block_free (*(MlBlock **) data);
}

static void
checkpoint_clear (gpointer data)
{
  ml_checkpoint_free (*(MlCheckpoint **) data);
}

static void
tape_clear (gpointer data)
{
  MlTape *self = data;

  ml_pile_free (self->sources);
  ml_pile_free (self->blocks);
  ml_pile_free (self->checkpoints);
  ml_pile_free (self->output);
  ml_roster_free (self->spans);
  ml_roster_free (self->sorts);
  ml_texts_free (self->texts);
  ml_texts_free (self->forms);
}

MlTape *
ml_tape_new (void)
{
  static const MlSpan no_span = { 0 };
  MlTape *self = g_atomic_rc_box_new (MlTape);

  self->sources = ml_pile_new (sizeof (MlTapeSource), source_clear);
  self->blocks = ml_pile_new (sizeof (MlBlock *), block_clear);
  self->checkpoints = ml_pile_new (sizeof (MlCheckpoint *), checkpoint_clear);
  self->output = ml_pile_new (sizeof (MlTapeOutput), NULL);
  self->spans = ml_roster_new (sizeof (MlSpan));
  self->sorts = ml_roster_new (sizeof (MlTapeSort));
  self->texts = ml_texts_new ();
  self->forms = ml_texts_new ();
  ml_roster_add (self->spans, &no_span);

  return self;
}

MlTape *
ml_tape_ref (MlTape *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ml_tape_unref (MlTape *self)
{
  g_atomic_rc_box_release_full (self, tape_clear);
}

guint64
ml_tape_get_bytes (const MlTape *self)
{
  return ml_pile_get_length (self->output) * sizeof (MlTapeOutput) +
         ml_roster_get_bytes (self->spans) + ml_roster_get_bytes (self->sorts) +
         ml_texts_get_bytes (self->texts) + ml_texts_get_bytes (self->forms);
}
