/* ml-narrator.h: says in words what a step of a recording did
 *
 * One plain sentence a step, in the words that lessons use: a name is bound, rebound or unbound and
 * refers to an object; an object is mutated and freed. It begins with a capital, ends with a full
 * stop, and says how much it leaves out. Names and values of the program stand in backquotes or as
 * the program would write them; all else can be translated.
 *
 * Reads the recording alone, as the picture does, and needs no display. A narrator belongs to one
 * thread at a time.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlNarrator MlNarrator;

/* Characters of a sentence, the longest names of a program apart. */
#define ML_NARRATOR_LONGEST 120

MlNarrator *ml_narrator_new        (MlRecording *recording);
void        ml_narrator_free       (MlNarrator  *self);

/* One sentence on what led to @step: "Line 2: `b` now refers to the same list as `a`; the list has
 * 2 references." (transfer full) */
char       *ml_narrator_tell_step  (MlNarrator  *self,
                                    MlStep       step);

/* Where the program stands: "line 5 in area()". (transfer full) */
char       *ml_narrator_name_place (MlNarrator  *self,
                                    MlStep       step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlNarrator, ml_narrator_free)

G_END_DECLS
