/* ml-lives.h: what is shown of a recording, from when to when, how large, and from where it was
 * first reached
 *
 * What a call that is over had a name for is held to be reached from what referred to it later.
 *
 * An object is shown from when it is first reached until it dies. A plain value is shown only as
 * long as something shown refers to it: when it is reached again, that is another life. So a
 * loop that counts to a thousand does not fill the heap.
 *
 * What a layout is made from. The lives are found by walking through the steps in order; a walk
 * over more steps only adds to what an earlier one found.
 */
#pragma once

#include "ml-box.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlLives MlLives;

/* How an object was first reached. */
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
  MlReached reached;
  guint     number;         /* among all lives */
  MlLife   *from;           /* what it was reached from; of a frame: the one below; or NULL */
  guint     index;          /* of the row there */
  MlPoint   dot;            /* of that row, from the referrer's corner, if it is flat */
  MlPoint   standing_dot;   /* likewise, if it stands */
  MlStep    first;          /* first shown step */
  MlStep    last;           /* in which it died; G_MAXUINT32 while it lives */
  double    width;          /* largest so far */
  double    height;
  double    standing_width;
  double    standing_height;
  guint     line;           /* of a function: where it was made; 0: not known */
  gboolean  stands;         /* a sequence that holds other than plain values */
  gboolean  chains;         /* refers to another of its type, as the nodes of a list do */
  gboolean  is_value;
  MlSerial  type;
  MlSerial  base;           /* of a class: the first that is shown */
  guint     level;          /* of a class: 0: of classes; 1: the base of all; more: derived */
  gboolean  is_link;        /* was reached from an object of its own type */

  /* Private. */
  guint     n_drawn;        /* arrows that lead here */
  GArray   *targets;        /* MlSerial: where arrows lead from here */
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
