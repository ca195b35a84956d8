/* ml-roster.h: small structs, each stored once and given a number
 *
 * Elements are compared byte by byte, so their padding must be zero. Threads: as in ml-pile.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlRoster MlRoster;

MlRoster      *ml_roster_new        (gsize           element_size);
void           ml_roster_free       (MlRoster       *self);

/* The number of @element, from 0; it is added if it is new. */
guint32        ml_roster_add        (MlRoster       *self,
                                     gconstpointer   element);
gconstpointer  ml_roster_get        (const MlRoster *self,
                                     guint32         number);

/* How many there are. For the thread that adds. */
guint32        ml_roster_get_length (const MlRoster *self);

/* Bytes taken. For the thread that adds. */
guint64        ml_roster_get_bytes  (const MlRoster *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlRoster, ml_roster_free)

G_END_DECLS
