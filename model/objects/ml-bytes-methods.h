/* ml-bytes-methods.h: the methods of bytes */
#pragma once

#include "ml-bytes.h"

G_BEGIN_DECLS

extern const MlMethod ml_bytes_methods[];

/* The first (or last) place of @part, bytes or an int that is one, in [start, end); *@index -1:
 * none. FALSE with an exception. */
gboolean ml_bytes_search (MlHeap   *heap,
                          MlObject *self,
                          MlObject *part,
                          gsize     start,
                          gsize     end,
                          gboolean  backwards,
                          gssize   *index);

G_END_DECLS
