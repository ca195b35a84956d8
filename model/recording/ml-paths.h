/* ml-paths.h: what a program calls its objects at one moment
 *
 * A path begins with a name and leads through attributes and items: `x`, `p.items`, `d['k']`. Each
 * object that is near enough has one, the shortest; the names of one frame come first, then those
 * of the module. What is far is left out, so that a question costs the same however much lives.
 *
 * A name may stand in a slot of the frame, in a dict that holds its names, or in a cell; an
 * attribute in a slot of its object or in its dict. Readers speak of all of them alike.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlPaths MlPaths;

/* @frame: whose names come first; 0 for the newest. @memory must outlive the paths, and stay where
 * it is as long as they are asked. */
MlPaths  *ml_paths_new       (MlMemory       *memory,
                              MlSerial        frame);
void      ml_paths_free      (MlPaths        *self);

/* The frame of the program itself, the oldest; 0 if there is none. */
MlSerial  ml_paths_get_main  (const MlPaths  *self);

/* How the program would write @thing; NULL if no short path leads there. (transfer full) */
char     *ml_paths_write     (const MlPaths  *self,
                              MlSerial        thing);

/* Whether the path of @thing, a way through slots, leads to it in @memory too. */
gboolean  ml_paths_leads     (const MlPaths  *self,
                              MlSerial        thing,
                              const MlMemory *memory);

/* How the program would write what stands in @slot of @holder, which may be empty: the name, the
 * attribute, the item. @key is the key of a dict's slot, 0 if it still stands in the dict. NULL if
 * there is no short path. (transfer full) */
char     *ml_paths_write_slot (const MlPaths *self,
                               MlSerial       holder,
                               MlSlot         slot,
                               MlSerial       key);

/* Whether @dict holds the names of a frame, or an object's attributes. */
gboolean  ml_paths_is_namespace (const MlPaths *self,
                                 MlSerial       dict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPaths, ml_paths_free)

G_END_DECLS
