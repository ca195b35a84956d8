/* ml-compile-check.h: what is allowed by the grammar and yet wrong, or surely not meant */
#pragma once

#include "ml-compile-private.h"

G_BEGIN_DECLS

/* Errors */

/* `__debug__` may not be bound. */
void ml_check_name       (MlCompiler       *self,
                          const MlNode     *node,
                          const char       *name,
                          MlContext         context);

/* No keyword may come twice. */
void ml_check_keywords   (MlCompiler       *self,
                          const MlNodeList *keywords);

/* Warnings */

void ml_check_comparison (MlCompiler       *self,
                          const MlNode     *node);
void ml_check_subscript  (MlCompiler       *self,
                          const MlNode     *node);
void ml_check_callable   (MlCompiler       *self,
                          const MlNode     *node);
void ml_check_assertion  (MlCompiler       *self,
                          const MlNode     *node);

G_END_DECLS
