/* ml-type-slots.h: slots and special methods are two faces of one thing
 *
 * For a built-in type each slot shows as a special method: a wrapper descriptor in its dict. For a
 * class of the program each special method fills a slot: with a function that calls it, or, where
 * the method is an inherited wrapper, with the slot that it wraps.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

/* Adds a wrapper for each slot that the built-in @type fills itself, and __new__. */
gboolean ml_type_add_slot_wrappers (MlHeap   *heap,
                                    MlType   *type);

/* Sets the slots that @name, a special method's name or not, stands for, in @type and its
 * subclasses. */
void     ml_type_update_slots      (MlHeap   *heap,
                                    MlType   *type,
                                    MlObject *name);

/* Sets all slots of a new class. */
void     ml_type_set_slots         (MlHeap   *heap,
                                    MlType   *type);

G_END_DECLS
