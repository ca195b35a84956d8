/* ml-docstring.h: docstrings as the compiler stores them */
#pragma once

#include "ml-tree.h"

G_BEGIN_DECLS

/* The docstring of a body, or NULL; borrowed. */
MlObject *ml_docstring_find  (const MlNodeList *body);

/* @docstring without the indentation that its lines share; itself if it has none. A new reference,
 * or NULL with an exception. */
MlObject *ml_docstring_clean (MlHeap           *heap,
                              MlObject         *docstring);

G_END_DECLS
