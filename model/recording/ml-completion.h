/* ml-completion.h: what each change replaces
 *
 * The journal is told only what is new. A state that has played all changes before knows what was
 * there, and whether a change can be at all.
 */
#pragma once

#include "ml-delta.h"
#include "ml-state.h"
#include "ml-texts.h"

G_BEGIN_DECLS

/* Adds to @delta, as the journal was told of it, what it replaces in @state, and keeps its text
 * among @texts. @orders are those of its stretch. FALSE if the change breaks one of the writer's
 * promises: then it must not be played. */
gboolean ml_completion_add (MlDelta      *delta,
                            MlState      *state,
                            MlTexts      *texts,
                            const GArray *orders);

G_END_DECLS
