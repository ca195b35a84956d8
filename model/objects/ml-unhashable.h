/* ml-unhashable.h: the hash slot of what can change: list, dict, set, bytearray, slice
 *
 * A type that has this one shows __hash__ = None in Python.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

/* TypeError "unhashable type: 'list'". */
gint64 ml_unhashable (MlHeap   *heap,
                      MlObject *self);

G_END_DECLS
