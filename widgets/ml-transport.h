/* ml-transport.h: the bar at the bottom: first, back, play, forward, last; the slider over all
 * steps; the speed; and the sentence of the step
 *
 * Its buttons activate the window's "step.*" and "play.*" actions.
 *
 * Properties: "playback" MlPlayback; "historian" MlHistorian; "scrubbing" boolean, read-only: true
 * while the slider sets the step.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-historian.h"

G_BEGIN_DECLS

#define ML_TYPE_TRANSPORT (ml_transport_get_type ())
G_DECLARE_FINAL_TYPE (MlTransport, ml_transport, ML, TRANSPORT, GtkWidget)

void ml_transport_set_playback  (MlTransport *self,
                                 MlPlayback  *playback);
void ml_transport_set_historian (MlTransport *self,
                                 MlHistorian *historian);

G_END_DECLS
