/* ml-console.h: what the program has printed up to the step that is looked at
 *
 * Properties: "playback" MlPlayback; "status" string, a remark on how the run ended, may be NULL.
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

/* What is shown at the moment. (transfer full) */
char *ml_console_dup_text     (MlConsole  *self);

G_END_DECLS
