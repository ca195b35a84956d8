/* ml-direction.h: the line under a step's heading that says when, where to look, and what is so
 *
 *   After line 5, run 2. Look at `x` and `y`. Here `x is y`, `refcount(x) == 2`.
 *
 * The first sentence is an anchor; the other two may be left out. What stands in backquotes is a
 * place (after "Look at") or a claim (after "Here"); between them stand commas and "and".
 */
#pragma once

#include "ml-anchor.h"
#include "ml-claim.h"
#include "ml-lesson-place.h"

G_BEGIN_DECLS

#define ML_DIRECTION_ERROR (ml_direction_error_quark ())

typedef enum
{
  ML_DIRECTION_ERROR_SYNTAX
} MlDirectionError;

GQuark   ml_direction_error_quark (void);

/* Sets @anchor and adds to @places (of MlLessonPlace) and @claims (of MlClaim). The error is in this
 * domain or in that of MlLessonPlace or MlClaim. */
gboolean ml_direction_parse       (const char  *text,
                                   MlAnchor    *anchor,
                                   GPtrArray   *places,
                                   GPtrArray   *claims,
                                   GError     **error);

G_END_DECLS
