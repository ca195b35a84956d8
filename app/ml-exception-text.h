/* ml-exception-text.h: what an exception says, as the last line of a traceback does */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* "KeyError: 'k'": made from its type and arguments, as BaseException does, whatever __str__ the
 * program may have given it. (transfer full) */
char *ml_exception_text (const MlMemory *memory,
                         MlSerial        exception);

G_END_DECLS
