/* ml-narrator.h: says in words what a step of a recording did
 *
 * Reads the recording alone, as the picture does, and needs no display. A narrator belongs to one
 * thread.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlNarrator MlNarrator;

MlNarrator *ml_narrator_new        (MlRecording *recording);
void        ml_narrator_free       (MlNarrator  *self);

/* One sentence on what led to @step: "Line 2: b now names the list, too." (transfer full) */
char       *ml_narrator_tell_step  (MlNarrator  *self,
                                    MlStep       step);

/* Where the program stands: "line 5 in area()". (transfer full) */
char       *ml_narrator_name_place (MlNarrator  *self,
                                    MlStep       step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlNarrator, ml_narrator_free)

G_END_DECLS
