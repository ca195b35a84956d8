/* ml-ties.h: what refers to an object for how long, and which of it the object belongs to
 *
 * Two lists may hold the same node, a dozen names may have passed over it; in the picture it stands
 * beside one of them. It is the tie that lasted longest, where one between nodes of a kind weighs
 * more than a name, and a name more than that of a call that is over. Every object belongs to one
 * that is nearer to the frames, so there are no circles.
 */
#pragma once

#include "ml-lives.h"

G_BEGIN_DECLS

typedef struct
{
  MlLife   *from;
  MlReached reached;
  guint     index;          /* of the row of @from */
  MlPoint   dot;            /* of that row, if @from is flat */
  MlPoint   standing_dot;   /* likewise, if it stands */
  gboolean  is_link;        /* between objects of one type */

  /* Private. */
  guint     steps;          /* how long it lasted, up to @since */
  MlStep    since;
  gboolean  holds;          /* still: since @since */
} MlTie;

/* @life is tied from @step on; or goes on to be. */
void     ml_ties_open    (MlLife       *life,
                          const MlTie  *tie,
                          MlStep        step);
void     ml_ties_close   (MlLife       *life,
                          const MlLife *from,
                          MlStep        step);

/* Decides what the lives from number @first on, an array of MlLife, belong to, as of @last. */
void     ml_ties_settle  (GPtrArray    *lives,
                          guint         first,
                          MlStep        last);

G_END_DECLS
