/* ml-lesson-place.h: the way to an object, as the program would write it: x, x.name, x[2]
 *
 * It begins with a name: of the newest frame, else of the module, else of a built-in class. What
 * follows leads through attributes and items. It is looked up in the memory alone: an attribute
 * that stands on the object itself or on its class is found, one that code would compute is not.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

#define ML_LESSON_PLACE_ERROR (ml_lesson_place_error_quark ())

typedef enum
{
  ML_LESSON_PLACE_ERROR_SYNTAX,   /* it is not a place */
  ML_LESSON_PLACE_ERROR_MISSING   /* a name, an attribute or an item is not there at this step */
} MlLessonPlaceError;

typedef struct _MlLessonPlace MlLessonPlace;

GQuark         ml_lesson_place_error_quark (void);

/* Reads a place from the beginning of @text; @end, if not NULL, is set behind it. Without @end the
 * whole text must be a place. */
MlLessonPlace *ml_lesson_place_parse       (const char           *text,
                                            const char          **end,
                                            GError              **error);
void           ml_lesson_place_free        (MlLessonPlace        *self);

/* As it was written. */
const char    *ml_lesson_place_get_text    (const MlLessonPlace  *self);

/* The object that is there at the step at which @memory is; 0 and @error if there is none. */
MlSerial       ml_lesson_place_find        (const MlLessonPlace  *self,
                                            const MlMemory       *memory,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLessonPlace, ml_lesson_place_free)

G_END_DECLS
