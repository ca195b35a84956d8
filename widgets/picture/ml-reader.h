/* ml-reader.h: what of a thing is shown, and as what
 *
 * The one place that knows how slots become rows: which dict is shown as its owner's own rows,
 * which fields belong to the machinery, what is folded. It knows the words of the recording, not
 * the interpreter.
 */
#pragma once

#include "ml-box.h"

G_BEGIN_DECLS

/* An arrow that starts at no row: from an object to its class, from a class to a base. */
typedef struct
{
  gboolean is_base;
  MlSerial holder;      /* the reference: the object's type slot, or an item of the class's bases */
  MlSlot   slot;
  MlSerial target;
} MlLink;

/* The thing that a field of @thing holds, whatever underscores are around its name; NULL if
 * there is none. */
const MlThing *ml_reader_get_field (const MlMemory *memory,
                                    const MlThing  *thing,
                                    const char     *name);

/* Whether a function, a class or an object comes from a module of Python's library: what it is made
 * of is not the program's affair. */
gboolean       ml_reader_is_shipped (const MlMemory *memory,
                                     const MlThing  *thing);

/* Whether a thing has a box of its own at this level of detail: it is no frame or store, does
 * not belong to the machinery, and is not shown as part of its owner. */
gboolean       ml_reader_is_shown  (const MlMemory *memory,
                                    const MlThing  *thing,
                                    MlDetail        detail);

/* The dict, tuple or frame that is shown as @thing's own rows, or NULL. */
const MlThing *ml_reader_get_part  (const MlMemory *memory,
                                    const MlThing  *thing,
                                    MlDetail        detail);

/* The links of @thing that are drawn in a view: all in that of types, in that of memory those to
 * classes of the program. Appended to @links, an array of MlLink. */
void           ml_reader_get_links (const MlMemory *memory,
                                    const MlThing  *thing,
                                    MlView          view,
                                    GArray         *links);

/* Adds a remark on where a function was made; nothing if @line is 0. */
void           ml_reader_add_line   (MlBox           *box,
                                     guint            line);

/* Adds a row for what a frame is about to return, if @info is its return. */
void           ml_reader_add_return (MlBox           *box,
                                     const MlMemory  *memory,
                                     const MlThing   *frame,
                                     const MlStepInfo *info,
                                     MlDetail         detail);

/* Adds the rows that @thing shows, folded to a sensible number. */
void           ml_reader_add_rows  (MlBox          *box,
                                    const MlMemory *memory,
                                    const MlThing  *thing,
                                    MlDetail        detail);

G_END_DECLS
