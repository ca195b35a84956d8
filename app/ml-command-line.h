/* ml-command-line.h: the verbs of the command line, none of which needs a display */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs `memory-lane VERB ...` and sets *@status. FALSE if there is no verb, but files or options of
 * the window's: then that is to be opened. */
gboolean ml_command_line_run (int    argc,
                              char **argv,
                              int   *status);

G_END_DECLS
