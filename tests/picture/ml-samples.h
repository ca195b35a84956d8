/* ml-samples.h: recordings made by hand that show what pictures have to cope with */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

typedef struct
{
  const char   *name;
  MlRecording *(*make) (void);
} MlSample;

/* Ended by one without a name. */
extern const MlSample ml_samples[];

/* A class that counts its objects: its attribute is rebound in two calls of __init__. */
MlRecording *ml_sample_counter (void);

/* A linked list, a list of lists, a dict, a tuple; the linked list ends as a circle. */
MlRecording *ml_sample_shapes  (void);

/* @n_steps in which objects are made, bound, stored into each other and let go of. The first
 * steps of a longer one are those of a shorter one. */
MlRecording *ml_sample_random  (guint n_steps);

G_END_DECLS
