/* ml-table.h: small structs, each stored once and given a number
 *
 * Elements are compared byte by byte, so their padding must be zero. Threads: as in ml-pile.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlTable MlTable;

MlTable       *ml_table_new       (gsize          element_size);
void           ml_table_free      (MlTable       *self);

/* The number of @element, from 0; it is added if it is new. */
guint32        ml_table_add       (MlTable       *self,
                                   gconstpointer  element);
gconstpointer  ml_table_get       (const MlTable *self,
                                   guint32        number);

/* Bytes taken. For the thread that adds. */
guint64        ml_table_get_bytes (const MlTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTable, ml_table_free)

G_END_DECLS
