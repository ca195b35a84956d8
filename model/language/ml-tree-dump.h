/* ml-tree-dump.h: a syntax tree as text, for tests and for the curious
 *
 * One line for each node: the field that holds it, its kind, its place, its plain fields; what it
 * holds stands below, indented. Columns are Python's, in bytes, so that a script can write the
 * same from Python's own tree:
 *
 *   Module
 *     body: Assign @1:0-1:5
 *       targets: Name @1:0-1:1 id=x ctx=Store
 *       value: Constant @1:4-1:5 value=1
 */
#pragma once

#include "ml-tree.h"

G_BEGIN_DECLS

/* The whole tree; below some thousand levels "..." stands for what is left out. (transfer full) */
char *ml_tree_dump (const MlTree *tree);

G_END_DECLS
