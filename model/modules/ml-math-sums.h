/* ml-math-sums.h: what the module math knows of sums, products and distances */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

extern const MlMethod ml_math_sums[];

G_END_DECLS
