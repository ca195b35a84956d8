/* ml-historian.h: keeps the history of a playback's recording
 *
 * Makes the index in a thread, piece by piece, and goes on as the recording grows; what is known so
 * far can be asked at any time.
 *
 * Properties: "playback" MlPlayback; "history" MlHistory, boxed, read-only: NULL as long as nothing
 * is known; notified whenever more is.
 */
#pragma once

#include "ml-history.h"
#include "ml-playback.h"

G_BEGIN_DECLS

#define ML_TYPE_HISTORIAN (ml_historian_get_type ())
G_DECLARE_FINAL_TYPE (MlHistorian, ml_historian, ML, HISTORIAN, GObject)

GType        ml_history_get_type        (void);

MlHistorian *ml_historian_new           (MlPlayback  *playback);
void         ml_historian_set_playback  (MlHistorian *self,
                                         MlPlayback  *playback);

/* Owned by the historian, valid until the next notification. */
MlHistory   *ml_historian_get_history   (MlHistorian *self);

/* Whether the history goes as far as the recording does. */
gboolean     ml_historian_is_up_to_date (MlHistorian *self);

G_END_DECLS
