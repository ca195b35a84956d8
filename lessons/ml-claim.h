/* ml-claim.h: what a lesson says of the memory at a step, in a form that can be checked
 *
 * A claim is written as Python would say it, and is looked up in the memory alone: no code is run
 * for it.
 *
 *   a is b, a is not b               one object, or not
 *   a == [1, 2], b != 'no'           values; one side may be a literal
 *   refcount(x) == 2                 the number on the badge; also with !=, <, <=, >, >=
 *   len(x) == 3
 *   type(x) is C
 *   freed(x)                         what the name x referred to last is gone
 *   immortal(x)                      it stands outside counting
 *   output == '2\n'                  all that was printed so far
 *
 * Wherever x stands, any place may (MlLessonPlace).
 */
#pragma once

#include "ml-lesson-place.h"

G_BEGIN_DECLS

#define ML_CLAIM_ERROR (ml_claim_error_quark ())

typedef enum
{
  ML_CLAIM_ERROR_SYNTAX,  /* it is not a claim */
  ML_CLAIM_ERROR_FALSE    /* it is not so; the message says what is so instead */
} MlClaimError;

typedef struct _MlClaim MlClaim;

GQuark       ml_claim_error_quark (void);

MlClaim     *ml_claim_parse       (const char     *text,
                                   GError        **error);
void         ml_claim_free        (MlClaim        *self);

/* As it was written. */
const char  *ml_claim_get_text    (const MlClaim  *self);

/* Whether it holds at the step at which @memory is; otherwise @error says why not, in this error's
 * domain or in MlLessonPlace's. The memory is back at this step afterwards, but what it returned
 * before may no longer be valid. */
gboolean     ml_claim_check       (const MlClaim  *self,
                                   MlMemory       *memory,
                                   GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlClaim, ml_claim_free)

G_END_DECLS
