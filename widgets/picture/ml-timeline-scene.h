/* ml-timeline-scene.h: a timeline as a scene: rows of bars, a curve, the step that is looked at
 */
#pragma once

#include "ml-scene.h"
#include "ml-timeline.h"

G_BEGIN_DECLS

/* With @step marked. (transfer full) */
MlScene *ml_timeline_scene_new (const MlTimeline *timeline,
                                MlRecording      *recording,
                                MlMetrics        *metrics,
                                MlStep            step);

G_END_DECLS
