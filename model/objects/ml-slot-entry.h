/* ml-slot-entry.h: each special method, the slot it stands for, and the way between them
 *
 * A slot's generic function calls the method that a class of the program defines; a wrapping
 * function calls the slot of a built-in type for Python code.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

typedef struct _MlSlotEntry MlSlotEntry;

/* A special method and the slot it stands for. */
struct _MlSlotEntry
{
  const char *name;
  gsize       offset;    /* of the slot in MlTypeSlots */
  /* the slot's function for classes that define the method in Python; NULL: they do not fill the
   * slot */
  gpointer    generic;

  /* Calls @slot for Python code: int.__add__ (1, 2). */
  MlObject *(*wrap) (MlHeap *heap, const MlSlotEntry *entry, gpointer slot, MlObject *self,
                     MlObject *const *args, gsize n_args, MlObject *kw_names);
  int         detail;    /* which comparison */
  const char *doc;
  gboolean    takes_keywords;
};

/* All of them, up to one without a name. Those that stand for one slot stand side by side. */
extern const MlSlotEntry ml_slot_entries[];

G_END_DECLS
