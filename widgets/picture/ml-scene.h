/* ml-scene.h: what is to be seen of a memory: boxes, arrows, panels
 *
 * A scene is a pure function of a memory and a layout. It holds geometry and words, no colours;
 * painting, hit test, tooltips and the screen reader's outline all read the same arrays.
 *
 * Always true:
 *   - a box's count is the number of arrows drawn to it plus its hidden ones (immortals apart);
 *   - no two boxes intersect, but in the view of lifetimes, where bars stand in rows;
 *   - ids are stable: the same object, slot or name has the same id at every step.
 *
 * Scenes never change once made and may be shared and read in any thread.
 */
#pragma once

#include "ml-box.h"
#include "ml-layout.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlScene MlScene;

typedef enum
{
  ML_ARROW_REFERENCE,     /* solid, filled head, from a dot */
  ML_ARROW_INSTANCE_OF,   /* dotted, small filled head */
  ML_ARROW_SUBCLASS_OF,   /* solid, hollow head */
  ML_ARROW_WEAK,          /* dashed, open head; does not count */
  ML_N_ARROW_KINDS
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
  char       *caption;    /* "instance of", on the first that has room for it; or NULL */
  MlPoint     caption_at; /* its start, on the baseline */
} MlArrow;

typedef struct
{
  char      *title;       /* "STACK" */
  char      *subtitle;    /* "function calls & names" */
  MlRect     rect;
  gboolean   is_heap;
  gboolean   is_plain;      /* neither heap nor stack: white, as a frame */
} MlPanel;

/* Of @memory at its step. The layout must be of the same recording, or a longer one. (transfer
 * full) */
MlScene       *ml_scene_new           (MlLayout       *layout,
                                       const MlMemory *memory);

/* The same with panels no larger than this step needs: a picture that stands alone. (transfer
 * full) */
MlScene       *ml_scene_new_alone     (MlLayout       *layout,
                                       const MlMemory *memory);
MlScene       *ml_scene_ref           (MlScene        *self);
void           ml_scene_unref         (MlScene        *self);

MlStep         ml_scene_get_step      (const MlScene  *self);
guint          ml_scene_get_expression (const MlScene *self);
MlView         ml_scene_get_view      (const MlScene  *self);
MlMetrics     *ml_scene_get_metrics   (const MlScene  *self);

/* In painting order: the last is on top. */
const MlBox   *ml_scene_get_boxes     (const MlScene  *self,
                                       guint          *n);
const MlArrow *ml_scene_get_arrows    (const MlScene  *self,
                                       guint          *n);
const MlPanel *ml_scene_get_panels    (const MlScene  *self,
                                       guint          *n);

/* The panels and a margin: the size of the whole picture, the same at every step. Starts at 0,
 * 0. */
MlRect         ml_scene_get_extents   (const MlScene  *self);

const MlBox   *ml_scene_get_box       (const MlScene  *self,
                                       MlBoxId         id);

/* In the view of lifetimes, the step at @x. FALSE elsewhere. */
gboolean       ml_scene_find_step     (const MlScene  *self,
                                       double          x,
                                       MlStep         *step);

/* What is at a point: NULL if there is none. A row is one of the box's. An arrow counts within
 * @slack of its line. */
const MlBox   *ml_scene_hit_box       (const MlScene  *self,
                                       double          x,
                                       double          y,
                                       const MlRow   **row);
const MlArrow *ml_scene_hit_arrow     (const MlScene  *self,
                                       double          x,
                                       double          y,
                                       double          slack);

/* Whether @arrow belongs to what is pointed at: slot @slot of @holder, if an arrow starts there, or
 * else the thing @serial with all that it refers to and that refers to it. */
gboolean       ml_scene_is_lit        (const MlScene  *self,
                                       const MlArrow  *arrow,
                                       MlSerial        serial,
                                       MlSerial        holder,
                                       MlSlot          slot);

/* Where the badge is, from the box's corner; without width if it has none. */
MlRect         ml_scene_get_badge     (const MlScene  *self,
                                       const MlBox    *box);

/* What a box's painting may cover, halo, caption and remark included, from the box's corner. */
MlRect         ml_scene_get_ink       (const MlScene  *self,
                                       const MlBox    *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlScene, ml_scene_unref)

G_END_DECLS
