/* include-check.h: reads every #include of the program, and says which ones break the design
 *
 * The program is a house of layers; each stands on some others, and includes those, what they
 * stand on, and itself. It uses the libraries that are named for it and no other. Headers are
 * included by name, so each name is there once, and no header includes itself by way of others.
 * The table of layers is in include-check.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The breaches below @root, a folder that is laid out as the project is: "FILE:LINE: REASON", one
 * for each; circles last. Empty if all is well, NULL and @error if a file cannot be read.
 * (transfer full) */
GPtrArray *include_check_run (const char *root, GError **error);

G_END_DECLS
