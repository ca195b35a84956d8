/* ml-arguments.h: arguments by position or by name, for functions in C */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

/* Sorts the arguments of @function ("split") into @values by @names (NULL-terminated), which is
 * their order by position; what is not given stays as it is. Borrowed. FALSE with TypeError. */
gboolean ml_read_arguments (MlHeap            *heap,
                            const char        *function,
                            const char *const *names,
                            MlObject *const   *args,
                            gsize              n_args,
                            MlObject          *kw_names,
                            MlObject         **values);


G_END_DECLS
