/* ml-modules.c: the table of modules */
#include "ml-modules.h"

#include "ml-python.h"

const MlModuleSpec ml_modules[] = {
  { "builtins", ml_builtins_module_new, NULL },
  { "copy", NULL, ml_python_copy },
  { "gc", ml_gc_module_new, NULL },
  { "math", ml_math_module_new, NULL },
  { "sys", ml_sys_module_new, NULL },
  { "weakref", ml_weakref_module_new, ml_python_weakref },
  { NULL, NULL, NULL },
};
