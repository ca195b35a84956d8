/* ml-recording-private.h: a recording as its makers and the memory see it */
#pragma once

#include "ml-block.h"
#include "ml-checkpoint.h"
#include "ml-recording.h"
#include "ml-shapes.h"
#include "ml-tape.h"

G_BEGIN_DECLS

struct _MlRecording
{
  MlTape   *tape;
  MlShapes *shapes;
  guint     n_sources;
  guint     n_blocks;
  guint     n_checkpoints;
  MlStep    last_step;
  guint64   bytes;
};

/* The tape as long as it is now; for the packing thread. */
MlRecording *ml_recording_new          (MlTape            *tape,
                                        MlShapes          *shapes,
                                        guint              n_sources,
                                        guint64            bytes);

/* Unpacks the stretch that @step is in. */
void         ml_recording_read_stretch (const MlRecording *self,
                                        MlStep             step,
                                        MlStretch         *stretch);

/* The checkpoint nearest to @step; NULL if there is none. */
const MlCheckpoint *ml_recording_find_checkpoint (const MlRecording *self,
                                                  MlStep             step);

G_END_DECLS
