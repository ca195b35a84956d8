/* ml-inspector.h: a card on the selected object: what it is, where it lies, who holds it
 *
 * Not visible while nothing is selected, or the selected object does not live at the current step.
 *
 * Property: "playback" MlPlayback.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-playback.h"

G_BEGIN_DECLS

#define ML_TYPE_INSPECTOR (ml_inspector_get_type ())
G_DECLARE_FINAL_TYPE (MlInspector, ml_inspector, ML, INSPECTOR, GtkWidget)

void ml_inspector_set_playback (MlInspector *self,
                                MlPlayback  *playback);

G_END_DECLS
