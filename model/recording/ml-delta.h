/* ml-delta.h: a change with all that it needs to be done and undone
 *
 * The journal is told only what is new. A delta also holds what was there before, so that a reader
 * can step backwards with nothing else at hand.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

/* What a thing is, apart from what it holds. */
typedef struct
{
  MlSerial type;
  guint32  shape;
  guint8   kind;
  guint8   origin;
  guint8   flags;
  guint32  size;
  guint32  capacity;
  guint32  span;      /* of a frame: number of the span of its last step, 0 before the first */
  guint64  address;
  MlValue  value;
} MlTraits;

typedef struct
{
  guint8   type;      /* MlChangeType */
  guint8   stream;    /* OUTPUT */
  MlSerial thing;     /* also the subject of REMARK */
  union
  {
    MlTraits traits;                                    /* BIRTH, DEATH */
    struct { MlSlot slot; MlSerial old, new; } set;
    struct { MlSlot from, to; guint32 n; } shift;
    struct { guint32 start, n; } permute;               /* its place among the orders */
    struct { guint32 old_size, new_size, old_capacity, new_capacity; } resize;
    struct { MlValue old, new; } revalue;
    struct { MlSerial old_type, new_type; guint32 old_shape, new_shape; } retype;
    struct { guint32 old_count; guint8 old_origin, new_origin; } immortality;
    struct { const char *text; guint32 length; } text;  /* OUTPUT, INPUT, REMARK: zero-terminated */
  };
} MlDelta;

/* Whether both do and undo the same. Their texts must be of one store. */
gboolean ml_delta_equal  (const MlDelta  *a,
                          const MlDelta  *b);
gboolean ml_traits_equal (const MlTraits *a,
                          const MlTraits *b);

/* What a reader is told of it: its text belongs to @self. */
MlChange ml_delta_describe (const MlDelta *self);

G_END_DECLS
