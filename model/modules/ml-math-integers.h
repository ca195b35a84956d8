/* ml-math-integers.h: what the module math knows of whole numbers */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlMethod ml_math_integers[];

G_END_DECLS
