/* ml-chapter.h: what is noted of some thousand steps, so that questions about them need not unpack
 * all
 *
 * A chapter consists of whole stretches. Of each it has a sieve of what its changes touch; of each
 * step, what kinds of things happened; of a few steps at a time, how much lived; of each line, when
 * it ran. It is never changed, and may be read in any thread.
 */
#pragma once

#include "ml-history.h"
#include "ml-stretch.h"

G_BEGIN_DECLS

/* Steps of a full chapter, or a few more. */
#define ML_CHAPTER_STEPS 16384

/* Steps whose samples are noted together. */
#define ML_CHAPTER_CELL 16

/* What a key of a sieve says of a stretch. */
typedef enum
{
  ML_ASPECT_HELD,     /* a thing was born, died, gained or lost a holder */
  ML_ASPECT_CHANGED,  /* something of a thing itself changed */
  ML_ASPECT_SLOT,     /* a slot of a thing was set */
  ML_ASPECT_MOVED,    /* slots of a thing were moved */
  ML_ASPECT_KEY,      /* a thing came into or left another's items: a key of a dict */
  ML_ASPECT_RETURN    /* a frame returned or yielded */
} MlAspect;

typedef struct
{
  MlStep  first;
  guint   sieve;      /* its first word */
  guint64 n_objects;  /* before its first step */
  guint64 n_bytes;
} MlChapterStretch;

/* The least and the most of each series in a cell. */
typedef struct
{
  guint64 min[ML_N_SERIES];
  guint64 max[ML_N_SERIES];
} MlChapterCell;

/* The runs of one line. */
typedef struct
{
  guint32 source;
  guint32 line;
  guint32 start;      /* in the chapter's runs */
  guint32 n;
} MlChapterLine;

typedef struct
{
  MlStep      first;
  guint       n_steps;
  GArray     *stretches;  /* of MlChapterStretch */
  GArray     *words;      /* of guint64: the sieves */
  GByteArray *marks;      /* MlMarks of each step */
  GArray     *cells;      /* of MlChapterCell */
  GArray     *lines;      /* of MlChapterLine, by source and line */
  GArray     *runs;       /* of guint16: steps after the first, line by line */
  MlSerial    oldest;     /* things up to this one were there before the program */
  guint64     n_objects;  /* after the last step */
  guint64     n_bytes;
} MlChapter;

/* The chapter that begins with @first, and goes on behind @before, which is NULL at step 0. */
MlChapter          *ml_chapter_new        (MlRecording     *recording,
                                           MlStep           first,
                                           const MlChapter *before);
MlChapter          *ml_chapter_ref        (MlChapter       *self);
void                ml_chapter_unref      (MlChapter       *self);

/* The number of the stretch that @step is in. */
guint               ml_chapter_find_stretch (const MlChapter *self,
                                             MlStep           step);

/* Whether stretch @number may have a key. */
gboolean            ml_chapter_may_have   (const MlChapter *self,
                                           guint            number,
                                           guint64          key);

/* NULL if the line did not run in this chapter. */
const MlChapterLine *ml_chapter_find_line (const MlChapter *self,
                                           guint32          source,
                                           guint32          line);

/* What a step adds to, or takes from, what lives. */
typedef struct
{
  guint64 n_objects;
  guint64 n_bytes;
} MlLiving;

void                ml_living_add_step    (MlLiving        *self,
                                           const MlStretch *stretch,
                                           MlStep           step,
                                           MlSerial         oldest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlChapter, ml_chapter_unref)

G_END_DECLS
