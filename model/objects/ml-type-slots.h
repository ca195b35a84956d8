/* ml-type-slots.h: slots and special methods are two faces of one thing
 *
 * For a built-in type each slot shows as a special method: a wrapper descriptor in its dict. For a
 * class of the program each special method fills a slot: with a function that calls it, or, where
 * the method is an inherited wrapper, with the slot that it wraps.
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
};

extern const MlTypeSpec ml_wrapper_descriptor_spec;
extern const MlTypeSpec ml_method_wrapper_spec;

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

/* Whether @object is object.__init__ or the like: a wrapper for @slot_offset's own function. */
gboolean ml_is_wrapper_of          (MlHeap   *heap,
                                    MlObject *object,
                                    gpointer  slot_function);

G_END_DECLS
