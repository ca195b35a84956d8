/* ml-cells.h: memory for objects, in cells of a few sizes
 *
 * Small objects stand in cells of a multiple of 16 bytes, cells of one size together in pools,
 * pools in arenas. A freed cell is the next to be given out again. The simulated address of an
 * object follows from its place, counted from the first arena, so it is the same on every run and
 * is reused as CPython's is. Larger objects come from malloc and get simulated addresses of their
 * own.
 *
 * An object that the collector may watch has its MlGcHead before it, in the same cell.
 */
#pragma once

#include "ml-object.h"

G_BEGIN_DECLS

#define ML_CELL_UNIT 16
#define ML_CELLS_N_CLASSES 33

/* MlObject.cell: the size class, 0 for a large object; the highest bit says that a collector's head
 * stands before it. */
#define ML_CELL_COLLECTED 0x80
#define ML_CELL_CLASS(cell) ((cell) & 0x7f)

typedef struct _MlCellsPrivate MlCellsPrivate;

typedef struct
{
  /* free cells by size class, without and with a collector's head: linked by their type pointers,
   * the last freed first */
  MlObject       *free[2][ML_CELLS_N_CLASSES];
  MlCellsPrivate *priv;
} MlCells;

MlCells  *ml_cells_new         (void);
void      ml_cells_free_all    (MlCells   *self);

/* @size bytes for an object, zeroed, and before it a zeroed MlGcHead if @collected. */
MlObject *ml_cells_take        (MlCells   *self,
                                gsize      size,
                                gboolean   collected);

guint64   ml_cells_get_address (MlCells   *self,
                                MlObject  *object);

/* What ml_cells_give_back() does for whatever object. */
gsize     ml_cells_give_back_any (MlCells *self,
                                MlObject  *object);

/* Visits every object whose serial is not 0. */
void      ml_cells_foreach     (MlCells   *self,
                                void     (*func) (MlObject *object, gpointer data),
                                gpointer   data);

/* The bytes of @object's cell. */
gsize     ml_cells_get_size    (MlObject  *object);

/* The bytes of a cell for @size bytes. */
static inline gsize
ml_cells_round_up (gsize size)
{
  return (size + ML_CELL_UNIT - 1) / ML_CELL_UNIT * ML_CELL_UNIT;
}

/* The address sanitizer wants to be told of every cell that is taken or given back. */
#ifdef __SANITIZE_ADDRESS__
#define ML_CELLS_ARE_WATCHED TRUE
#else
#define ML_CELLS_ARE_WATCHED FALSE
#endif

/* Whether a cell for @size bytes, without a collector's head, can be taken with
 * ml_cells_take_free(). */
static inline gboolean
ml_cells_have_free (MlCells *self,
                    gsize    size)
{
  return !ML_CELLS_ARE_WATCHED
         && self->free[FALSE][ml_cells_round_up (size) / ML_CELL_UNIT] != NULL;
}

/* What ml_cells_take() does for a cell that is free; of the header count, serial, type and origin
 * are left to the caller, and nothing behind it is zeroed. */
static inline MlObject *
ml_cells_take_free (MlCells *self,
                    gsize    size)
{
  guint class = ml_cells_round_up (size) / ML_CELL_UNIT;
  MlObject *object = self->free[FALSE][class];

  self->free[FALSE][class] = (MlObject *) object->type;
  object->flags = 0;
  object->cell = class;
  object->spare = 0;

  return object;
}

/* Makes a small object's cell a free one. */
static inline void
ml_cells_put_free (MlCells  *self,
                   MlObject *object)
{
  guint class = ML_CELL_CLASS (object->cell);
  gboolean collected = (object->cell & ML_CELL_COLLECTED) != 0;

  object->serial = 0;
  object->type = (MlType *) self->free[collected][class];
  self->free[collected][class] = object;
}

/* @object's serial must not be 0; it is after. Returns the bytes given back. */
static inline gsize
ml_cells_give_back (MlCells  *self,
                    MlObject *object)
{
  guint class = ML_CELL_CLASS (object->cell);

  if (G_UNLIKELY (ML_CELLS_ARE_WATCHED || class == 0))
    return ml_cells_give_back_any (self, object);

  ml_cells_put_free (self, object);

  return class * ML_CELL_UNIT;
}

G_END_DECLS
