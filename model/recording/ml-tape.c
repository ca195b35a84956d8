/* ml-tape.c: what all recordings of one run share */
#include "ml-tape.h"

#include "ml-block.h"

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
tape_clear (gpointer data)
{
  MlTape *self = data;

  ml_pile_free (self->sources);
  ml_pile_free (self->blocks);
  ml_pile_free (self->spans);
  ml_pile_free (self->output);
  ml_texts_free (self->texts);
}

MlTape *
ml_tape_new (void)
{
  MlTape *self = g_atomic_rc_box_new (MlTape);

  self->sources = ml_pile_new (sizeof (MlTapeSource), source_clear);
  self->blocks = ml_pile_new (sizeof (MlBlock *), block_clear);
  self->spans = ml_pile_new (sizeof (MlSpan), NULL);
  self->output = ml_pile_new (sizeof (MlTapeOutput), NULL);
  self->texts = ml_texts_new ();

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

MlSpan
ml_tape_get_span (const MlTape *self, guint32 number)
{
  if (number == 0)
    return (MlSpan){ 0 };

  return *(const MlSpan *) ml_pile_get (self->spans, number - 1);
}
