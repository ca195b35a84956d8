/* ml-rows.h: where things stand in the view of types
 *
 * Rows, from the top: type; object; classes, each below what it derives from; their instances,
 * each below its class; in a band at the bottom the names. A class has the width of all that
 * derives from it, and stands above the middle of that. The rows are as high as the first stretch
 * needs, and then stay where they are.
 */
#pragma once

#include "ml-lives.h"

G_BEGIN_DECLS

typedef struct _MlRows MlRows;

MlRows  *ml_rows_new         (const MlMetrics *metrics,
                              double           left,
                              double           top);
void     ml_rows_free        (MlRows          *self);

/* Makes room for the lives from number @first on. Classes must be placed first, in their order,
 * then the rest. */
void     ml_rows_begin       (MlRows          *self,
                              const MlLives   *lives,
                              guint            first);

/* Whether there was room. */
gboolean ml_rows_place       (MlRows          *self,
                              const MlLife    *life,
                              MlRect          *rect);

/* Fixes where the band is; later, nothing is placed below the rows there are. */
void     ml_rows_end         (MlRows          *self);

/* A name's box, as near to @target as there is room in the band. */
MlRect   ml_rows_place_name  (MlRows          *self,
                              double           width,
                              const MlRect    *target);

MlRect   ml_rows_get_heap    (const MlRows    *self);
MlRect   ml_rows_get_band    (const MlRows    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlRows, ml_rows_free)

G_END_DECLS
