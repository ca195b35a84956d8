/* ml-value.h: plain values, written as the program would write them
 *
 * From the recording alone: no code of the program is run for it.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* Whether a thing is a plain value: it refers to nothing, and can be written on one line. */
gboolean  ml_value_is_plain (const MlThing *thing);

/* "5", "'hello'", "True"; NULL for what is no plain value. At most @longest characters of a text
 * are written, in @quote. (transfer full) */
char     *ml_value_write    (const MlThing *thing,
                             char           quote,
                             guint          longest);

G_END_DECLS
