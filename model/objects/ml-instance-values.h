/* ml-instance-values.h: the inline values of an instance, as its __dict__ sees them
 *
 * For ml-dict.c, whose windows show them, and ml-instance.c. A value's number is its index among
 * the shared keys of the instance's class.
 */
#pragma once

#include "ml-instance.h"

G_BEGIN_DECLS

/* The shared keys, as a table whose values are not used. */
MlTable  *ml_instance_get_key_table   (MlObject  *self);

/* Names that the shared keys have or still have room for. */
guint     ml_instance_count_shared    (MlObject  *self);

/* The number of the value that came as number @position of those that are set; -1: so many there
 * are not. */
gssize    ml_instance_get_nth         (MlObject  *self,
                                       gsize      position);

/* Sets an attribute that is not set, with references of its own. FALSE, and nothing raised, if the
 * shared keys have no room for @name, a plain str. */
gboolean  ml_instance_add_inline      (MlHeap    *heap,
                                       MlObject  *self,
                                       MlObject  *name,
                                       MlObject  *value);

/* Empties a value that is set; the caller owns it. */
MlObject *ml_instance_remove_inline   (MlHeap    *heap,
                                       MlObject  *self,
                                       gsize      number);
void      ml_instance_clear_inline    (MlHeap    *heap,
                                       MlObject  *self);

G_END_DECLS
