/* ml-wrapper.h: the special methods of built-in types
 *
 * int.__add__ is a wrapper descriptor: it stands for a slot in the dict of a built-in type.
 * (1).__add__ is a method-wrapper: the same, bound to an object.
 */
#pragma once

#include "ml-slot-entry.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject           object;
  MlType            *owner;
  MlObject          *name;
  const MlSlotEntry *entry;
  gpointer           slot;    /* the function of @owner's own slot */
} MlWrapper;

extern const MlTypeSpec ml_wrapper_descriptor_spec;
extern const MlTypeSpec ml_method_wrapper_spec;

/* NULL with MemoryError. */
MlObject *ml_wrapper_new (MlHeap            *heap,
                          MlType            *type,
                          const MlSlotEntry *entry,
                          MlObject          *name,
                          gpointer           slot);

G_END_DECLS
