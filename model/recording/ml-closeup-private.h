/* ml-closeup-private.h: a closeup as its makers and the memory see it */
#pragma once

#include "ml-closeup.h"
#include "ml-draft.h"
#include "ml-shapes.h"
#include "ml-stretch.h"
#include "ml-texts.h"

G_BEGIN_DECLS

/* An expression step as it is told of: its changes end before unit @position of the draft. The
 * classes that were asked stand in an array of their own. */
typedef struct
{
  MlExpression expression;
  gsize        position;
  guint        classes;      /* index of the first */
} MlExpressionNote;

typedef struct
{
  MlRecording *recording;
  MlStep       first;
  MlDraft     *draft;        /* the steps behind @first, whole ones */
  GArray      *notes;        /* of MlExpressionNote */
  GArray      *classes;      /* of MlSerial */
} MlCloseupNotes;

/* Works out what each change replaced. NULL if what was told is not what the recording tells: the
 * program did something else this time. */
MlCloseup       *ml_closeup_new           (const MlCloseupNotes *notes);

/* The changes of the steps behind the first one, as those of a recording; and where those of
 * expression step @number of @step end among them. */
const MlStretch *ml_closeup_get_stretch   (const MlCloseup      *self);
guint            ml_closeup_get_delta_end (const MlCloseup      *self,
                                           MlStep                step,
                                           guint                 number);

/* The shapes that its changes speak of. */
MlShapes        *ml_closeup_get_shapes    (const MlCloseup      *self);

G_END_DECLS
