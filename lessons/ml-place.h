/* ml-place.h: the way to an object, as the program would write it: x, x.name, x[2]
 *
 * It begins with a name: of the newest frame, else of the module, else of a built-in class. What
 * follows leads through attributes and items. It is looked up in the memory alone: an attribute
 * that stands on the object itself or on its class is found, one that code would compute is not.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

#define ML_PLACE_ERROR (ml_place_error_quark ())

typedef enum
{
  ML_PLACE_ERROR_SYNTAX,   /* it is not a place */
  ML_PLACE_ERROR_MISSING   /* a name, an attribute or an item is not there at this step */
} MlPlaceError;

typedef struct _MlPlace MlPlace;

GQuark      ml_place_error_quark (void);

/* Reads a place from the beginning of @text; @end, if not NULL, is set behind it. Without @end the
 * whole text must be a place. */
MlPlace    *ml_place_parse       (const char      *text,
                                  const char     **end,
                                  GError         **error);
void        ml_place_free        (MlPlace         *self);

/* As it was written. */
const char *ml_place_get_text    (const MlPlace   *self);

/* The object that is there at the step at which @memory is; 0 and @error if there is none. */
MlSerial    ml_place_find        (const MlPlace   *self,
                                  const MlMemory  *memory,
                                  GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPlace, ml_place_free)

G_END_DECLS
