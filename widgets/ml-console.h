/* ml-console.h: what the program has printed up to the step that is looked at, and what is typed
 *
 * Properties:
 *   "playback" MlPlayback
 *   "status" string: a remark on how the run ended, may be NULL
 *   "prompt" string: what stands before the line to type; NULL while none is wanted
 *
 * Signal:
 *   "entered" (const char *line)
 *            a line was typed, without its newline
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-playback.h"

G_BEGIN_DECLS

#define ML_TYPE_CONSOLE (ml_console_get_type ())
G_DECLARE_FINAL_TYPE (MlConsole, ml_console, ML, CONSOLE, GtkWidget)

void  ml_console_set_playback (MlConsole  *self,
                               MlPlayback *playback);
void  ml_console_set_status   (MlConsole  *self,
                               const char *status);
void  ml_console_set_prompt   (MlConsole  *self,
                               const char *prompt);

/* What is shown at the moment. (transfer full) */
char *ml_console_dup_text     (MlConsole  *self);

G_END_DECLS
