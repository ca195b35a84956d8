/* ml-telling.h: one step, while it is told
 *
 * The narrator's notes: the memory before and after the step, what came of its changes, and the
 * clauses that have been made of it so far. Only the narrator uses it.
 */
#pragma once

#include "ml-episode.h"
#include "ml-paths.h"

G_BEGIN_DECLS

typedef struct
{
  MlRecording *recording;
  MlMemory    *before;
  MlMemory    *after;
  MlStepInfo   info;
  MlStepInfo   last;       /* of the step before */
  MlEpisode   *episode;
  MlPaths     *old_paths;
  MlPaths     *new_paths;
  GHashTable  *told;       /* object: what a clause called it */
  GHashTable  *mutated;    /* objects that a clause has said this of */
  GPtrArray   *clauses;    /* in the order in which they are said */
} MlTelling;

/* @before and @after must outlive it, and stay where they are. */
void            ml_telling_init           (MlTelling       *self,
                                           MlMemory        *before,
                                           MlMemory        *after);
void            ml_telling_clear          (MlTelling       *self);

/* A thing of either moment; NULL if there is none. */
const MlThing  *ml_telling_find           (const MlTelling *self,
                                           MlSerial         serial);
gboolean        ml_telling_lived_before   (const MlTelling *self,
                                           MlSerial         serial);

/* "the list `x`", "the list", "5". (transfer full) */
char           *ml_telling_name           (const MlTelling *self,
                                           const MlThing   *thing);

/* Takes over a clause; NULL is none. */
void            ml_telling_say            (MlTelling       *self,
                                           char            *clause);

/* Says what the changes of the step did. */
void            ml_telling_say_changes    (MlTelling       *self);

/* What the event of the step is; NULL for a plain line. (transfer full) */
char           *ml_telling_word_event     (const MlTelling *self);

G_END_DECLS
