/* ml-time-strip.h: what lived, and what happened, over all steps: a strip under the slider
 *
 * A curve of the living objects that the program made, or of their bytes; above it marks where
 * functions were called, objects were freed, the collector ran and exceptions rose. A click goes to
 * the step below the pointer.
 *
 * Properties: "playback" MlPlayback; "historian" MlHistorian.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-historian.h"

G_BEGIN_DECLS

#define ML_TYPE_TIME_STRIP (ml_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (MlTimeStrip, ml_time_strip, ML, TIME_STRIP, GtkWidget)

void ml_time_strip_set_playback  (MlTimeStrip *self,
                                  MlPlayback  *playback);
void ml_time_strip_set_historian (MlTimeStrip *self,
                                  MlHistorian *historian);

G_END_DECLS
