/* ml-anchor.h: the moment of a run at which a lesson's step stands
 *
 * It is written for a reader, and found in a recording of the lesson's program:
 *
 *   At the start             before the first line
 *   Before line 5            line 5 is about to run for the first time
 *   Before line 5, run 2     ... for the second time
 *   After line 5, run 2      what line 5 does the second time is done: its frame goes on with
 *                            another line, or returns
 *   At the end               the program has returned; everything that it still uses is alive
 *
 * Lines are those of the program, not of the lesson's file.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

typedef enum
{
  ML_ANCHOR_START,
  ML_ANCHOR_BEFORE,
  ML_ANCHOR_AFTER,
  ML_ANCHOR_END
} MlAnchorKind;

typedef struct
{
  MlAnchorKind kind;
  guint        line;   /* of the program, from 1; BEFORE and AFTER only */
  guint        run;    /* from 1; BEFORE and AFTER only */
} MlAnchor;

/* FALSE if @text is none of the forms above. Capital letters do not matter. */
gboolean  ml_anchor_parse   (MlAnchor          *self,
                             const char        *text);

/* The step in @recording. FALSE if the run never gets there, or not yet. */
gboolean  ml_anchor_find    (const MlAnchor    *self,
                             const MlRecording *recording,
                             MlStep            *step);

/* In the form that ml_anchor_parse() reads. (transfer full) */
char     *ml_anchor_to_text (const MlAnchor    *self);

G_END_DECLS
