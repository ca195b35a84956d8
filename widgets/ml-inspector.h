/* ml-inspector.h: a card on the selected object: what it is, where it lies, who holds it, and what
 * happens to it in its life, each event a link to its step
 *
 * It is opened on demand and stays until it is closed or nothing is selected: a lesson selects
 * objects, too, and its picture should not be covered. Not visible while the selected object does
 * not live.
 *
 * Properties: "playback" MlPlayback; "historian" MlHistorian, without which no life is told.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-historian.h"

G_BEGIN_DECLS

#define ML_TYPE_INSPECTOR (ml_inspector_get_type ())
G_DECLARE_FINAL_TYPE (MlInspector, ml_inspector, ML, INSPECTOR, GtkWidget)

void ml_inspector_set_playback  (MlInspector *self,
                                 MlPlayback  *playback);
void ml_inspector_set_historian (MlInspector *self,
                                 MlHistorian *historian);

void ml_inspector_open          (MlInspector *self);

G_END_DECLS
