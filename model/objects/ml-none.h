/* ml-none.h: None, NotImplemented and Ellipsis
 *
 * Three types with one immortal object each; the objects are heap->world->none, not_implemented and
 * ellipsis.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlTypeSpec ml_none_spec;
extern const MlTypeSpec ml_not_implemented_spec;
extern const MlTypeSpec ml_ellipsis_spec;

/* Makes the three objects. Their types must stand. */
void ml_none_init_world (MlHeap *heap);

G_END_DECLS
