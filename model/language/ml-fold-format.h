/* ml-fold-format.h: `'%s: %r' % (a, b)` as an f-string
 *
 * CPython turns this form into the f-string that does the same, where it knows every conversion;
 * the tuple is then never built.
 */
#pragma once

#include "ml-tree.h"

G_BEGIN_DECLS

/* Turns @node, a str constant % a tuple display, into a JoinedStr; leaves it as it is if it
 * cannot. */
void ml_fold_format (MlTree *tree,
                     MlNode *node);

G_END_DECLS
