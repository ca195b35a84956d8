/* ml-timeline.h: what names were bound to over a recording's steps
 *
 * A track is a name: of the module, of a function (all its calls together) or of a class. Its bars
 * are the objects that it was bound to, one after the other. Made by one walk over the steps; what
 * the view of lifetimes is drawn from.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct
{
  MlStep   first, last;  /* both included */
  MlSerial serial;
  MlKind   kind;
  char    *text;         /* "2", "list" */
  gboolean ended;        /* then the name was gone: deleted, or its call over */
  gboolean freed;        /* then the object died */
} MlBar;

typedef struct
{
  char    *name;         /* "num" */
  char    *place;        /* "my_function()"; NULL for the module's */
  char    *note;         /* what it is: "stack", "class object" */
  GArray  *bars;         /* MlBar */
} MlTrack;

/* From @step on, @n. */
typedef struct
{
  MlStep   step;
  guint    n;
} MlTally;

typedef struct
{
  GPtrArray *tracks;     /* MlTrack, in the order in which they began */
  guint      n_left_out; /* tracks beyond those */
  MlSerial   counted;    /* the object whose count changed most; 0 if there is none */
  char      *counted_name;
  GArray    *counts;     /* MlTally: of that object */
  GArray    *births;     /* MlTally: for each step in which objects of the program were born */
  GArray    *deaths;     /* likewise */
  MlStep     last;
} MlTimeline;

MlTimeline *ml_timeline_new   (MlRecording *recording);
void        ml_timeline_free  (MlTimeline  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTimeline, ml_timeline_free)

G_END_DECLS
