/* ml-int-methods.h: the methods and attributes of int */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlMethod ml_int_methods[];
extern const MlGetter ml_int_getters[];

G_END_DECLS
