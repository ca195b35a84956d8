/* ml-memory-private.h: a memory as the rest of the recording sees it */
#pragma once

#include "ml-memory.h"
#include "ml-state.h"

G_BEGIN_DECLS

/* What the memory is now. Who moves it must not use the memory any more. */
MlState *ml_memory_get_state (MlMemory *self);

G_END_DECLS
