/* ml-modules.h: the modules that come with the interpreter
 *
 * The runtime includes none of them: it gets this table at start.
 */
#pragma once

#include "ml-interpreter.h"

G_BEGIN_DECLS

/* All of them, ended by a NULL name: MlInterpreterOptions.modules. */
extern const MlModuleSpec ml_modules[];

/* Each makes its module; a new reference, or NULL with an exception. */
MlObject *ml_builtins_module_new (MlHeap *heap);
MlObject *ml_gc_module_new       (MlHeap *heap);
MlObject *ml_math_module_new     (MlHeap *heap);
MlObject *ml_sys_module_new      (MlHeap *heap);
MlObject *ml_weakref_module_new  (MlHeap *heap);

G_END_DECLS
