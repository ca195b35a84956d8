/* ml-constants.h: the constants of one compilation unit
 *
 * A unit (a file, a statement typed at the prompt) has each constant once, shared by all functions
 * and classes in it: that is why two names for 1000 in a script are one object, and why two typed
 * lines are not. Equal are constants of the same type and value; 0.0 and -0.0 are not, nor are 1
 * and True. Tuples and frozensets are merged with all that is in them.
 *
 * The table lives while its unit is compiled.
 */
#pragma once

#include "ml-object.h"

G_BEGIN_DECLS

typedef struct _MlConstants MlConstants;

MlConstants *ml_constants_new         (MlHeap      *heap);
void         ml_constants_free        (MlConstants *self);
MlHeap      *ml_constants_get_heap    (MlConstants *self);

/* The unit's one constant that equals @constant (steals it): that one or an earlier. A new
 * reference, or NULL with an exception. */
MlObject    *ml_constants_merge       (MlConstants *self,
                                       MlObject    *constant);

/* The same for a code object's tuple of constants or names, whose items are merged already. */
MlObject    *ml_constants_merge_whole (MlConstants *self,
                                       MlObject    *tuple);

/* Truth of a constant: nothing can fail. */
gboolean     ml_constant_is_true      (MlHeap      *heap,
                                       MlObject    *constant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlConstants, ml_constants_free)

G_END_DECLS
