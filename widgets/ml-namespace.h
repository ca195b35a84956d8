/* ml-namespace.h: dicts that hold names
 *
 * A module's names, a class body's and an object's attributes may stand in a dict. Readers speak
 * of them as of names all the same.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* Whose names or attributes @dict holds; NULL if it is a dict like any other. */
const MlThing *ml_namespace_find_owner (MlMemory *memory,
                                        MlSerial  dict);

G_END_DECLS
