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

#include "ml-heap.h"

G_BEGIN_DECLS

typedef struct _MlCells MlCells;

MlCells  *ml_cells_new         (void);
void      ml_cells_free_all    (MlCells   *self);

/* @size bytes for an object, zeroed, and before it a zeroed MlGcHead if @collected. */
MlObject *ml_cells_take        (MlCells   *self,
                                gsize      size,
                                gboolean   collected);

/* @object's serial must not be 0; it is after. Returns the bytes given back. */
gsize     ml_cells_give_back   (MlCells   *self,
                                MlObject  *object);

/* The bytes of @object's cell. */
gsize     ml_cells_get_size    (MlCells   *self,
                                MlObject  *object);

guint64   ml_cells_get_address (MlCells   *self,
                                MlObject  *object);

/* Visits every object whose serial is not 0. */
void      ml_cells_foreach     (MlCells   *self,
                                void     (*func) (MlObject *object, gpointer data),
                                gpointer   data);

G_END_DECLS
