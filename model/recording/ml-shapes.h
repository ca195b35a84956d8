/* ml-shapes.h: the shapes that a recording knows
 *
 * A set of shapes is never changed; a longer recording has a larger set, in which a shape may have
 * gained names. Its fields never change.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

typedef struct _MlShapes MlShapes;

/* Collects the shapes while the program runs. */
typedef struct _MlShapeMaker MlShapeMaker;

MlShapeMaker  *ml_shape_maker_new      (void);
void           ml_shape_maker_free     (MlShapeMaker       *self);
guint32        ml_shape_maker_add      (MlShapeMaker       *self,
                                        const char         *name,
                                        MlItems             items,
                                        const char * const *fields,
                                        const char * const *names);
void           ml_shape_maker_add_name (MlShapeMaker       *self,
                                        guint32             shape,
                                        const char         *name);

/* The shapes as they are now; the same set as before if none is new or has grown. (transfer
 * full) */
MlShapes      *ml_shape_maker_get      (MlShapeMaker       *self);

MlShapes      *ml_shapes_ref           (MlShapes           *self);
void           ml_shapes_unref         (MlShapes           *self);

/* Shape @number, from 1; NULL if there is none. */
const MlShape *ml_shapes_get           (const MlShapes     *self,
                                        guint32             number);

/* Whether a reference from @slot of a thing of shape @number does not count. */
gboolean       ml_shapes_is_weak       (const MlShapes     *self,
                                        guint32             number,
                                        MlSlot              slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlShapes, ml_shapes_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlShapeMaker, ml_shape_maker_free)

G_END_DECLS
