/* ml-cell.h: a cell, the variable that a function and its closures share
 *
 * Its content is ML_REGION_FIELD 0, "cell_contents".
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *value;  /* NULL: not bound */
} MlCell;

extern const MlTypeSpec ml_cell_spec;

/* Steals @value, which may be NULL. */
MlObject *ml_cell_new (MlHeap   *heap,
                       MlObject *value);

static inline gboolean
ml_is_cell (MlHeap        *heap,
            gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->cell_type;
}

/* Borrowed, NULL if nothing is bound. */
static inline MlObject *
ml_cell_get (gconstpointer self)
{
  return ((const MlCell *) self)->value;
}

/* Steals @value; NULL unbinds. */
static inline void
ml_cell_set (MlHeap   *heap,
             gpointer  self,
             MlObject *value)
{
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &((MlCell *) self)->value, value);
}

G_END_DECLS
