/* ml-unraisable.h: an exception that nobody can catch, as sys.unraisablehook gets it
 *
 * __del__, callbacks of weak references and of the collector are called by nobody who could handle what they raise.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

/* sys.UnraisableHookArgs, borrowed; made when first asked for. NULL with MemoryError. */
MlType   *ml_unraisable_get_type (MlHeap   *heap);

/* What a hook is given about @exception, raised in @where (NULL: not known). */
MlObject *ml_unraisable_new      (MlHeap   *heap,
                                  MlObject *exception,
                                  MlObject *where);

/* Borrowed. */
MlObject *ml_unraisable_get_exception (MlObject *self);
MlObject *ml_unraisable_get_where     (MlObject *self);

G_END_DECLS
