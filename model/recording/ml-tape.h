/* ml-tape.h: what all recordings of one run share
 *
 * The tape grows while the program runs; a recording is the tape up to a certain length. What stands on it
 * is never changed, so a recording needs no lock. Sources are appended by the thread of the interpreter, all else
 * by the packing thread.
 */
#pragma once

#include "ml-pile.h"
#include "ml-recording.h"
#include "ml-texts.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *text;
} MlTapeSource;

typedef struct
{
  guint8      stream;
  const char *text;    /* owned by the texts */
  guint32     length;
} MlTapeOutput;

typedef struct
{
  MlPile  *sources;  /* of MlTapeSource */
  MlPile  *blocks;   /* of MlBlock * */
  MlPile  *spans;    /* of MlSpan; number n stands at n - 1 */
  MlPile  *output;   /* of MlTapeOutput: each piece that was written */
  MlTexts *texts;
} MlTape;

MlTape *ml_tape_new   (void);
MlTape *ml_tape_ref   (MlTape *self);
void    ml_tape_unref (MlTape *self);

/* Span @number; one of source 0 for number 0. */
MlSpan  ml_tape_get_span (const MlTape *self,
                          guint32       number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTape, ml_tape_unref)

G_END_DECLS
