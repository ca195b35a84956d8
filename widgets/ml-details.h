/* ml-details.h: what is known of an object at a step, in words
 *
 * Reads the memory alone, and needs no display.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

/* "class Point", "list", "frame area()". (transfer full) */
char      *ml_details_name         (MlMemory *memory,
                                    MlSerial  serial);

/* "id 0x7f0000001340 · 48 bytes"; NULL for what is no object. (transfer full) */
char      *ml_details_tell_facts   (MlMemory *memory,
                                    MlSerial  serial);

/* "2 references hold it". (transfer full) */
char      *ml_details_tell_count   (MlMemory *memory,
                                    MlSerial  serial);

/* All that refers to @serial, as strings: "x in <module>", names of the program first. At most
 * @max; how many more there are is put into @left_out. (transfer full) */
GPtrArray *ml_details_list_holders (MlMemory *memory,
                                    MlSerial  serial,
                                    guint     max,
                                    guint    *left_out);

G_END_DECLS
