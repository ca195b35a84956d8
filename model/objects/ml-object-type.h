/* ml-object-type.h: object, the base of all classes */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

extern const MlTypeSpec ml_object_spec;
extern const MlTypeSpec ml_type_spec;

G_END_DECLS
