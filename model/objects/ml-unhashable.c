/* ml-unhashable.c: the hash slot of what can change */
#include "ml-unhashable.h"

#include "ml-exception.h"

gint64
ml_unhashable (MlHeap *heap, MlObject *self)
{
  ml_raise (heap, heap->world->type_error, "unhashable type: '%s'", self->type->name);

  return -1;
}
