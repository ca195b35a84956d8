/* ml-scene.h: what is to be seen of a memory: boxes, arrows, panels
 *
 * A scene is a pure function of a memory and a layout. It holds geometry and words, no colours; painting, hit test,
 * tooltips and the screen reader's outline all read the same arrays.
 *
 * Always true:
 *   - a box's count is the number of arrows drawn to it plus its hidden ones (immortals apart);
 *   - no two boxes intersect;
 *   - ids are stable: the same object, slot or name has the same id at every step.
 *
 * Scenes never change once made and may be shared and read in any thread.
 */
#pragma once

#include "ml-geometry.h"
#include "ml-layout.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlScene MlScene;

/* Of an object or a frame: its serial. Of a name's own box in the types view: the holder's serial in the upper
 * half, the slot + 1 in the lower. */
typedef guint64 MlBoxId;

#define ML_BOX_ID(serial)             ((MlBoxId) (serial))
#define ML_BOX_ID_OF_SLOT(holder, slot) (((MlBoxId) (holder) << 32 | (guint32) (slot)) + 1)

typedef enum
{
  ML_BOX_FRAME,        /* a call, with its names */
  ML_BOX_OBJECT,
  ML_BOX_NAME          /* one name by itself, in the types view */
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
} MlBoxFlags;

typedef enum
{
  ML_ROW_NAME,         /* a label, and at the right a dot or a value */
  ML_ROW_PAIR,         /* likewise, with a rule between key and value */
  ML_ROW_CELL,         /* one cell of a sequence or set: a dot or a value in its middle, its number above */
  ML_ROW_VALUE,        /* the value of the object, large */
  ML_ROW_NOTE          /* a grey remark */
} MlRowKind;

typedef enum
{
  ML_ROW_CHANGED   = 1 << 0,   /* bound or stored into in this step */
  ML_ROW_NEW       = 1 << 1,   /* was not there before this step */
  ML_ROW_GONE      = 1 << 2,   /* deleted in this step; drawn dashed */
  ML_ROW_CLOSED    = 1 << 3,   /* a cell of what cannot change: closed all round */
} MlRowFlags;

typedef struct
{
  MlRowKind  kind;
  guint      flags;       /* MlRowFlags */
  MlSerial   holder;      /* the thing whose slot this is: the box's own, or one that is shown as part of it */
  MlSlot     slot;
  MlSerial   target;      /* what the slot holds if it is drawn as a reference; 0 otherwise */
  char      *label;       /* name, key or number; may be NULL */
  char      *text;        /* value or remark; may be NULL */
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

typedef enum
{
  ML_ARROW_REFERENCE,     /* solid, filled head, from a dot */
  ML_ARROW_INSTANCE_OF,   /* dotted, small filled head */
  ML_ARROW_SUBCLASS_OF,   /* solid, hollow head */
  ML_ARROW_WEAK           /* dashed, open head; does not count */
} MlArrowKind;

typedef enum
{
  ML_ARROW_ASIDE   = 1 << 0,  /* starts in a frame that does not run */
  ML_ARROW_NEW     = 1 << 1,  /* drawn in this step */
} MlArrowFlags;

typedef struct
{
  MlArrowKind kind;
  guint       flags;      /* MlArrowFlags */
  MlSerial    holder;     /* the reference: slot @slot of @holder */
  MlSlot      slot;
  MlBoxId     from, to;   /* boxes */
  MlCurve     curve;      /* from dot to the target's edge */
  double      drawn;      /* how much of it is drawn, from its start: 1, but between two steps */
  double      opacity;
  char       *caption;    /* "instance of", on the first of its kind; may be NULL */
} MlArrow;

typedef struct
{
  char      *title;       /* "STACK" */
  char      *subtitle;    /* "function calls & names" */
  MlRect     rect;
  gboolean   is_heap;
} MlPanel;

/* Of @memory at its step. The layout must be of the same recording, or a longer one. (transfer full) */
MlScene       *ml_scene_new           (MlLayout       *layout,
                                       const MlMemory *memory);
MlScene       *ml_scene_ref           (MlScene        *self);
void           ml_scene_unref         (MlScene        *self);

MlStep         ml_scene_get_step      (const MlScene  *self);
MlView         ml_scene_get_view      (const MlScene  *self);
MlMetrics     *ml_scene_get_metrics   (const MlScene  *self);

/* In painting order: the last is on top. */
const MlBox   *ml_scene_get_boxes     (const MlScene  *self,
                                       guint          *n);
const MlArrow *ml_scene_get_arrows    (const MlScene  *self,
                                       guint          *n);
const MlPanel *ml_scene_get_panels    (const MlScene  *self,
                                       guint          *n);

/* The panels and a margin: the size of the whole picture, the same at every step. Starts at 0, 0. */
MlRect         ml_scene_get_extents   (const MlScene  *self);

const MlBox   *ml_scene_get_box       (const MlScene  *self,
                                       MlBoxId         id);

/* What is at a point: NULL if there is none. A row is one of the box's. An arrow counts within @slack of its line. */
const MlBox   *ml_scene_hit_box       (const MlScene  *self,
                                       double          x,
                                       double          y,
                                       const MlRow   **row);
const MlArrow *ml_scene_hit_arrow     (const MlScene  *self,
                                       double          x,
                                       double          y,
                                       double          slack);

/* Where the badge is, from the box's corner; without width if it has none. */
MlRect         ml_scene_get_badge     (const MlScene  *self,
                                       const MlBox    *box);

/* What a box's painting may cover, halo, caption and remark included, from the box's corner. */
MlRect         ml_scene_get_ink       (const MlScene  *self,
                                       const MlBox    *box);

/* Equal for two boxes, of any two scenes with the same metrics, that are painted alike but for place and opacity. */
guint64        ml_box_get_look        (const MlBox    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlScene, ml_scene_unref)

G_END_DECLS
