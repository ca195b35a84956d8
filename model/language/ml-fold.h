/* ml-fold.h: computes what is constant in a syntax tree
 *
 * The same as CPython computes before it makes code, and no more: a program can observe it, for two
 * equal folded constants are one object. What is computed is given to the tree, which holds it,
 * with the operands, as long as it lives.
 */
#pragma once

#include "ml-tree.h"

G_BEGIN_DECLS

/* Folds the whole tree. Errors in computing leave a node as it is; FALSE only with RecursionError,
 * where the tree is too deep. */
gboolean ml_fold (MlTree *tree);

G_END_DECLS
