/* ml-stretch.c: some steps that follow each other, decoded */
#include "ml-stretch.h"

#include "ml-context.h"

/* Room for more deltas than this is given back: one step may have a million, most have few. */
#define MANY_DELTAS 65536

void
ml_stretch_init (MlStretch *self)
{
  self->first = 0;
  self->steps = g_array_new (FALSE, FALSE, sizeof (MlStepDelta));
  self->deltas = g_array_new (FALSE, FALSE, sizeof (MlDelta));
  self->orders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->context = ml_context_new ();
}

void
ml_stretch_clear (MlStretch *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->deltas);
  g_array_unref (self->orders);
  ml_context_free (self->context);
}

void
ml_stretch_reset (MlStretch *self, MlStep first)
{
  if (self->deltas->len > MANY_DELTAS)
    {
      ml_stretch_clear (self);
      ml_stretch_init (self);
    }

  self->first = first;
  g_array_set_size (self->steps, 0);
  g_array_set_size (self->deltas, 0);
  g_array_set_size (self->orders, 0);
}
