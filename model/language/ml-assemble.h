/* ml-assemble.h: from a finished unit to a code object */
#pragma once

#include "ml-compile-private.h"

G_BEGIN_DECLS

/* A new reference, or NULL with an exception. @unit's flow is used up. */
MlCode *ml_assemble (MlCompiler *self,
                     MlUnit     *unit);

G_END_DECLS
