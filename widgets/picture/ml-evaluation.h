/* ml-evaluation.h: says in words what an expression step did
 *
 * Reads the memory alone, as the picture does, and needs no display.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* One sentence on the expression step that @memory is at: what was evaluated, to what, and where a
 * name was found. NULL if it is at none. (transfer full) */
char *ml_evaluation_tell (const MlMemory *memory);

G_END_DECLS
