/* ml-bool.h: True and False
 *
 * bool is a subclass of int with two immortal objects, heap->world->true_object and false_object
 * (ml_bool() in ml-world.h). Each is an MlInt whose word is 1 or 0.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlTypeSpec ml_bool_spec;

/* Makes the two objects. Their type must stand. */
void ml_bool_init_world (MlHeap *heap);

G_END_DECLS
