/* ml-float-methods.h: the methods and attributes of float */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlMethod ml_float_methods[];
extern const MlGetter ml_float_getters[];

G_END_DECLS
