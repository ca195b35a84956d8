/* ml-noun.h: what a sentence calls an object
 *
 * A plain value is called by what it is (`5`, `'hello'`), a function, class or module by its name,
 * anything else by its type.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* Whether an object is worth a word: it is no machinery. @thing may be NULL. */
gboolean  ml_noun_is_told   (const MlThing     *thing);

/* "list", "Point object", "function `f`". (transfer full) */
char     *ml_noun_bare      (MlRecording       *recording,
                             const MlThing     *thing);

/* "5", "the list", "the function `f`". (transfer full) */
char     *ml_noun_definite  (MlRecording       *recording,
                             const MlThing     *thing);

/* Of one that has just been made: "5", "a new list of 3 items", "a new function". (transfer
 * full) */
char     *ml_noun_new       (MlRecording       *recording,
                             const MlThing     *thing);

/* How many items, entries or elements a container has: "3 items"; NULL for what is none. (transfer
 * full) */
char     *ml_noun_contents  (MlRecording       *recording,
                             const MlThing     *thing);

/* What a frame runs: "area", "<lambda>". Owned by the recording. */
const char *ml_noun_frame   (MlRecording       *recording,
                             const MlThing     *frame);

G_END_DECLS
