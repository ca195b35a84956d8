/* ml-tape.h: what all recordings of one run share
 *
 * The tape grows while the program runs; a recording is the tape up to a certain length. What
 * stands on it is never changed, so a recording needs no lock. Sources are appended by the thread
 * of the interpreter, all else by the packing thread.
 */
#pragma once

#include "ml-pile.h"
#include "ml-recording.h"
#include "ml-roster.h"
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

/* What many things have in common. */
typedef struct
{
  MlSerial type;
  guint32  shape;
  guint8   kind;
  guint8   origin;
  guint8   flags;
  guint8   unused;
} MlTapeSort;

typedef struct
{
  MlPile  *sources;  /* of MlTapeSource */
  MlPile  *blocks;   /* of MlBlock * */
  MlPile  *checkpoints;  /* of MlCheckpoint * */
  MlPile  *output;   /* of MlTapeOutput: each piece that was written */
  MlRoster *spans;    /* of MlSpan; the first is that of no source */
  MlRoster *sorts;    /* of MlTapeSort */
  MlTexts *texts;
  MlTexts *forms;     /* of steps: ml-form.h */
} MlTape;

MlTape *ml_tape_new       (void);
MlTape *ml_tape_ref       (MlTape *self);
void    ml_tape_unref     (MlTape *self);

/* Bytes taken by all but blocks, checkpoints and sources. For the packing thread. */
guint64 ml_tape_get_bytes (const MlTape *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTape, ml_tape_unref)

G_END_DECLS
