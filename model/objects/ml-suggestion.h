/* ml-suggestion.h: "Did you mean": the known name that is nearest to a wrong one
 *
 * The distance is CPython's: each letter that is put in, taken out or replaced costs two, another case of the same letter one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first nearest of @n names, UTF-8, or NULL if none is near enough. */
const char *ml_suggest (const char        *wrong,
                        const char *const *names,
                        gsize              n);

G_END_DECLS
