/* ml-box.h: one thing as it is drawn: a header, a badge, rows
 *
 * A box is read from a memory, then arranged: its rows get their places, and those that do not
 * fit are folded into one that says how many there are.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-memory.h"
#include "ml-metrics.h"
#include "ml-playback.h"

G_BEGIN_DECLS

/* Of an object or a frame: its serial. Of a name's own box in the types view: the holder's
 * serial in the upper half, the slot + 1 in the lower. */
typedef guint64 MlBoxId;

#define ML_BOX_ID(serial)             ((MlBoxId) (serial))
#define ML_BOX_ID_OF_SLOT(holder, slot) (((MlBoxId) (holder) << 32 | (guint32) (slot)) + 1)

typedef enum
{
  ML_BOX_FRAME,        /* a call, with its names */
  ML_BOX_OBJECT,
  ML_BOX_NAME,         /* one name by itself, in the types view */

  /* Of the view of lifetimes. */
  ML_BOX_TRACK,        /* a row, with what it tells of at its left */
  ML_BOX_BAR,          /* what a name is bound to for a while */
  ML_BOX_LEVEL,        /* how many of something there are for a while */
  ML_BOX_HEADING,      /* a line of the program, where it runs */
  ML_BOX_NOW           /* the step that is looked at */
} MlBoxRole;

typedef enum
{
  ML_BOX_NEW       = 1 << 0,   /* born in this step */
  ML_BOX_CHANGED   = 1 << 1,   /* something in it changed in this step */
  ML_BOX_FREED     = 1 << 2,   /* a tombstone: died in this step */
  ML_BOX_GARBAGE   = 1 << 3,   /* alive, but nothing reaches it */
  ML_BOX_IMMORTAL  = 1 << 4,
  ML_BOX_ACTIVE    = 1 << 5,   /* the running frame */
  ML_BOX_BADGE     = 1 << 6,   /* has a badge */
  ML_BOX_MUTABLE   = 1 << 7,
  ML_BOX_CARD      = 1 << 8,   /* the expression that is being evaluated, below its frame */
} MlBoxFlags;

typedef enum
{
  ML_ROW_NAME,         /* a label, and at the right a dot or a value */
  ML_ROW_PAIR,         /* likewise, with a rule between key and value */
  ML_ROW_CELL,         /* one cell of a sequence or set: a dot or a value, its number above */
  ML_ROW_VALUE,        /* the value of the object, large */
  ML_ROW_NOTE,         /* a grey remark */
  ML_ROW_CODE          /* a line of source text, of which a part may be marked */
} MlRowKind;

typedef enum
{
  ML_ROW_CHANGED   = 1 << 0,   /* bound or stored into in this step */
  ML_ROW_NEW       = 1 << 1,   /* was not there before this step */
  ML_ROW_GONE      = 1 << 2,   /* deleted in this step; drawn dashed */
  ML_ROW_CLOSED    = 1 << 3,   /* a cell of what cannot change: closed all round */
  ML_ROW_STANDING  = 1 << 4,   /* a cell above and below others */
  ML_ROW_RETURN    = 1 << 5,   /* what a frame is about to return */
} MlRowFlags;

typedef struct
{
  MlRowKind  kind;
  guint      flags;       /* MlRowFlags */
  MlSerial   holder;      /* whose slot this is: the box's own, or of a part of it */
  MlSlot     slot;
  MlSerial   target;      /* what the slot holds if it is drawn as a reference; 0 otherwise */
  char      *label;       /* name, key or number; may be NULL */
  char      *text;        /* value or remark; may be NULL */
  guint      mark_start;  /* of a line of source text: the characters that are marked */
  guint      mark_end;
  guint      n_folded;    /* of "… 6 more": how many */
  char      *was;         /* the value that was replaced in this step; may be NULL */
  MlRect     rect;        /* from the box's corner */
  MlPoint    dot;         /* likewise; where the reference starts */
} MlRow;

typedef struct
{
  MlBoxId    id;
  MlSerial   serial;
  MlBoxRole  role;
  MlKind     kind;
  guint      flags;       /* MlBoxFlags */
  MlRect     rect;
  double     opacity;     /* 1, but between two steps */
  char      *title;       /* "list", "class Point", "area()" */
  char      *subtitle;    /* of a frame: "called by line 13"; may be NULL */
  char      *caption;     /* above the box: "interned"; may be NULL */
  char      *remark;      /* below it: "88 bytes returned"; may be NULL */
  char      *label;       /* for the screen reader: "list object, 2 references" */
  guint32    count;       /* the badge's number; ML_IMMORTAL_COUNT for ∞ */
  guint32    hidden;      /* holders that are not drawn as arrows: "⋯n" */
  int        delta;       /* what the count gained or lost in this step */
  guint      n_rows;
  MlRow     *rows;
} MlBox;

/* Reads what @thing shows in a view, at a level of detail; not yet arranged. @self need not be
 * initialized. In the view of types only names refer to objects; what objects hold is written
 * into them. */
void       ml_box_init      (MlBox            *self,
                             const MlMemory   *memory,
                             const MlThing    *thing,
                             MlView            view,
                             MlDetail          detail);
void       ml_box_init_copy (MlBox            *self,
                             const MlBox      *other);
void       ml_box_clear     (MlBox            *self);

/* Adds a row at the end; the words are taken over. Valid until the next row is added. */
MlRow     *ml_box_add_row   (MlBox            *self,
                             MlRowKind         kind,
                             char             *label,
                             char             *text);

/* How large the box would be. A @standing sequence has its cells one below the other. */
void       ml_box_measure   (const MlBox      *self,
                             const MlMetrics  *metrics,
                             gboolean          standing,
                             double           *width,
                             double           *height);

/* Puts the box into @place, and its rows and dots into the box; folds what does not fit. A frame
 * is only as high as it needs to be, other boxes fill their place. */
void       ml_box_arrange   (MlBox            *self,
                             const MlMetrics  *metrics,
                             const MlRect     *place,
                             gboolean          standing);

/* A name by itself, in the view of types: @row of @frame. @self need not be initialized. */
void       ml_box_init_name (MlBox            *self,
                             const MlBox      *frame,
                             const MlRow      *row,
                             const MlMetrics  *metrics,
                             const MlRect     *place);
double     ml_box_measure_name (const char      *name,
                                const MlMetrics *metrics);

/* What is written in the badge, "2" or "∞", and in the pill beside it, "⋯4". (transfer full) */
char      *ml_box_get_count (const MlBox      *self,
                             const MlMetrics  *metrics);
char      *ml_box_get_pill  (const MlBox      *self);

/* Where they are, from the box's corner; without width if there is none. */
MlRect     ml_box_get_badge_rect (const MlBox     *self,
                                  const MlMetrics *metrics);
MlRect     ml_box_get_pill_rect  (const MlBox     *self,
                                  const MlMetrics *metrics);

/* Where "freed" and the remark stand below a tombstone, from the corner. */
MlRect     ml_box_get_remark_rect (const MlBox     *self,
                                   const MlMetrics *metrics);

/* What painting may cover, halo, caption and remark included, from the corner. */
MlRect     ml_box_get_ink   (const MlBox      *self,
                             const MlMetrics  *metrics);

/* Equal for two boxes, of any two scenes with the same metrics, that are painted alike but for
 * place and opacity. */
guint64    ml_box_get_look  (const MlBox      *self);

G_END_DECLS
