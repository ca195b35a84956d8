/* ml-lives.h: what is shown of a recording, from when to when, how large, and what it belongs to
 *
 * Of all that refers to an object, it belongs to what does so longest and most plainly: the next
 * node of a chain to the node before it, not to the name that passed over both. What an object
 * belongs to belongs, in the end, to a frame.
 *
 * An object is shown from when it is first reached. A plain value is shown only as long as
 * something shown refers to it: when it is reached again, that is another life. So a loop that
 * counts to a thousand does not fill the heap. Anything else is shown until it dies; what nothing
 * shown refers to at the end of a walk, until then.
 *
 * What a layout is made from. The lives are found by walking through the steps in order; a walk
 * over more steps only adds to what an earlier one found.
 */
#pragma once

#include "ml-box.h"
#include "ml-memory.h"

G_BEGIN_DECLS

/* So many calls of one function right above each other are shown. Of more, the newest is shown
 * above those, always at the same place, and the rest is folded. */
#define ML_LIVES_RUN 6

typedef struct _MlLives MlLives;

/* How an object is reached from what it belongs to. */
typedef enum
{
  ML_REACHED_BY_STACK,   /* a frame */
  ML_REACHED_BY_ROW,     /* a name, an attribute, a cell of a standing sequence */
  ML_REACHED_BY_CELL,
  ML_REACHED_BY_LINK     /* as a class or a base */
} MlReached;

typedef struct _MlLife MlLife;

struct _MlLife
{
  MlSerial  serial;
  MlKind    kind;
  guint     number;         /* among all lives */
  MlReached reached;
  MlLife   *from;           /* what it belongs to; of a frame: the one below; or NULL */
  guint     run;            /* of a frame: calls of the same code right below it */
  guint     index;          /* of the row there */
  MlPoint   dot;            /* of that row, from the referrer's corner, if it is flat */
  MlPoint   standing_dot;   /* likewise, if it stands */
  MlStep    first;          /* first shown step */
  MlStep    last;           /* last shown step; G_MAXUINT32 while there is none */
  double    width;          /* largest so far */
  double    height;
  double    standing_width;
  double    standing_height;
  guint     line;           /* of a function: where it was made; 0: not known */
  gboolean  stands;         /* a sequence that holds other than plain values */
  gboolean  is_value;
  MlSerial  type;
  MlSerial  base;           /* of a class: the first that is shown */
  guint     level;          /* of a class: 0: of classes; 1: the base of all; more: derived */
  gboolean  is_link;        /* belongs to an object of its own type */

  /* Private. */
  gboolean  is_folded;      /* a frame that the picture leaves out just now */
  guint     n_drawn;        /* arrows that lead here */
  MlStep    undrawn;        /* the step in which the last of them was let go */
  GArray   *targets;        /* MlSerial: where arrows lead from here */
  GArray   *ties;           /* what refers to it, or did in this walk */
  guint     distance;       /* from the frames, in ties that matter */
};

/* A name as the view of types shows it: every call of a function at the same depth has the same. */
typedef struct
{
  char     *key;
  guint     depth;
  double    width;
  MlSerial  target;         /* what it first referred to */
  MlStep    first;
} MlNameLife;

/* The key of a name of the frame titled @frame, @depth frames above the module's. (transfer
 * full) */
char         *ml_lives_name_key  (guint         depth,
                                  const char   *frame,
                                  const char   *name);

MlLives      *ml_lives_new       (MlView        view,
                                  MlDetail      detail,
                                  MlMetrics    *metrics);
void          ml_lives_free      (MlLives      *self);

/* Walks @memory from @first to @last. Walks must follow each other. */
void          ml_lives_walk      (MlLives      *self,
                                  MlMemory     *memory,
                                  MlStep        first,
                                  MlStep        last);

/* In the order in which they were found; those of earlier walks come first. */
guint         ml_lives_get_n     (const MlLives *self);
const MlLife *ml_lives_get_nth   (const MlLives *self,
                                  guint          i);

/* Likewise; only in the view of types. */
guint             ml_lives_get_n_names  (const MlLives *self);
const MlNameLife *ml_lives_get_nth_name (const MlLives *self,
                                         guint          i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLives, ml_lives_free)

G_END_DECLS
