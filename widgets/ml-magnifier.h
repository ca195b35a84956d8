/* ml-magnifier.h: keeps expression steps at hand where the playback is
 *
 * At the level of expressions a playback needs a closeup of the steps around it. A magnifier asks
 * its runner for one, and for the next before the playback comes to its edge. At other levels it
 * asks for nothing.
 *
 * Property, read-only:
 *   "progress" double: how much of the way to the wanted closeup has been gone, 0 to 1; negative
 *              while none is wanted
 */
#pragma once

#include "ml-playback.h"
#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_MAGNIFIER (ml_magnifier_get_type ())
G_DECLARE_FINAL_TYPE (MlMagnifier, ml_magnifier, ML, MAGNIFIER, GObject)

MlMagnifier *ml_magnifier_new          (MlPlayback  *playback,
                                        MlRunner    *runner);
double       ml_magnifier_get_progress (MlMagnifier *self);

G_END_DECLS
