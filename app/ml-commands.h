/* ml-commands.h: what the verbs share
 *
 * A verb gets the arguments from its own name on and returns the exit status: 2, after one message
 * on standard error, for whatever the user got wrong.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int      ml_command_check     (int                  argc,
                               char               **argv);
int      ml_command_describe  (int                  argc,
                               char               **argv);
int      ml_command_export    (int                  argc,
                               char               **argv);
int      ml_command_lessons   (int                  argc,
                               char               **argv);
int      ml_command_record    (int                  argc,
                               char               **argv);
int      ml_command_run       (int                  argc,
                               char               **argv);

/* Takes options out of the arguments. @passes_on: what stands behind the first argument that is no
 * option is left alone, because it belongs to the program. */
gboolean ml_command_parse     (int                 *argc,
                               char              ***argv,
                               const GOptionEntry  *entries,
                               gboolean             passes_on,
                               const char          *arguments,
                               const char          *summary,
                               GError             **error);

/* One line on standard error; always 2. */
int      ml_command_fail      (const GError        *error);
int      ml_command_fail_with (const char          *message);

G_END_DECLS
