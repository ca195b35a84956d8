/* ml-compile-generic.h: type parameters and type aliases
 *
 * What has type parameters is made in a function of its own that is called at once; it makes the
 * parameters first.
 */
#pragma once

#include "ml-compile-private.h"

G_BEGIN_DECLS

/* Around what makes the function; @attributes are those that lay on the stack before. */
void        ml_begin_generic_function (MlCompiler   *self,
                                       const MlNode *node,
                                       int           attributes,
                                       int           first_line);
void        ml_end_generic_function   (MlCompiler   *self,
                                       const MlNode *node,
                                       int           attributes);

/* Around what makes the class. */
void        ml_begin_generic_class    (MlCompiler   *self,
                                       const MlNode *node,
                                       int           first_line);
void        ml_end_generic            (MlCompiler   *self,
                                       const MlNode *node);

/* Makes Generic[T...]; returns the name it is stored under. */
const char *ml_emit_generic_base      (MlCompiler   *self,
                                       const MlNode *node);

G_END_DECLS
