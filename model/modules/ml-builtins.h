/* ml-builtins.h: the parts of builtins: tables of functions, ended by a NULL name */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlMethod ml_builtins_values[];   /* abs, len, sorted, sum... */
extern const MlMethod ml_builtins_objects[];  /* getattr, id, isinstance, iter... */
extern const MlMethod ml_builtins_running[];  /* print, input, exec, globals... */

G_END_DECLS
