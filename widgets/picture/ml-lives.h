/* ml-lives.h: what is shown of a recording, from when to when, how large, and from where it was first reached
 *
 * What a layout is made from. The lives are found by walking through the steps in order; a walk over more steps only
 * adds to what an earlier one found.
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
  ML_REACHED_BY_LINK,    /* as a class or a base */
  ML_REACHED_AS_GARBAGE
} MlReached;

typedef struct
{
  MlSerial  serial;
  MlKind    kind;
  MlReached reached;
  MlSerial  referrer;       /* the box it was first reached from; of a frame: the frame below; 0: none */
  guint     index;          /* of the row there */
  MlPoint   dot;            /* of that row, from the referrer's corner, in a flat or standing sequence */
  MlPoint   standing_dot;
  MlStep    first;          /* first shown step */
  MlStep    last;           /* in which it died; G_MAXUINT32 while it lives */
  double    width;          /* largest so far */
  double    height;
  double    standing_width;
  double    standing_height;
  gboolean  stands;         /* a sequence that holds other than plain values */
} MlLife;

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
const MlLife *ml_lives_find      (const MlLives *self,
                                  MlSerial       serial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlLives, ml_lives_free)

G_END_DECLS
