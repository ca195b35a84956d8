/* ml-modules.c: the table of modules */
#include "ml-modules.h"

const MlModuleSpec ml_modules[] = {
  { "builtins", ml_builtins_module_new },
  { "gc", ml_gc_module_new },
  { "sys", ml_sys_module_new },
  { "weakref", ml_weakref_module_new },
  { NULL, NULL },
};
