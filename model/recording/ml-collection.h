/* ml-collection.h: one run of the cycle collector, phase by phase
 *
 * The collector looks at candidates: containers of the program's that its lists hold. It copies the
 * count of each, subtracts every reference that comes from another candidate, and what is left is
 * held from outside. What survivors reach survives; the rest is unreachable. Finalizers run, which
 * may bring things back, and what is still unreachable is taken apart.
 *
 * The journal is told of each phase by remarks, whose words stand here; an MlCollection reads them
 * back. Candidates are told of only if there are no more than ML_COLLECTION_MOST of them.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

#define ML_COLLECTION_MOST 1000

#define ML_REMARK_COLLECTION_BEGINS "collection begins"
#define ML_REMARK_CANDIDATE         "candidate held %u times, from outside %u"
#define ML_REMARK_UNREACHABLE       "unreachable"
#define ML_REMARK_FINALIZER         "finalizer"
#define ML_REMARK_CAME_BACK         "came back"
#define ML_REMARK_TAKEN_APART       "taken apart"
#define ML_REMARK_COLLECTION_ENDS   "collection ends"

typedef struct
{
  MlSerial serial;
  guint    count;          /* copied */
  guint    from_outside;   /* what was left when inner references were subtracted */
  gboolean survives;
} MlCandidate;

typedef struct
{
  MlStep  first, last;     /* steps: a finalizer makes steps of its own */
  GArray *candidates;      /* of MlCandidate, in the order in which the collector met them */
  GArray *finalized;       /* of MlSerial, in their order, as all that follow */
  GArray *came_back;       /* by what a finalizer stored */
  GArray *taken_apart;
  GArray *freed;           /* all deaths from the begin to the end */
} MlCollection;

/* The collection @index, from 0, of those that begin in @step, to its end. NULL if there are fewer. */
MlCollection *ml_collection_new  (MlRecording  *recording,
                                  MlStep        step,
                                  guint         index);
void          ml_collection_free (MlCollection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCollection, ml_collection_free)

G_END_DECLS
