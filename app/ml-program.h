/* ml-program.h: a program's text, and how it is run in a thread of its own
 *
 * The interpreter needs a deep C stack; here is the one place that makes threads for it.
 */
#pragma once

#include <gio/gio.h>

#include "ml-code.h"
#include "ml-interpreter.h"
#include "ml-syntax-error.h"

G_BEGIN_DECLS

/* Reads FILE.py, or standard input for "-". NULL with @error. (transfer full) */
char    *ml_program_read        (const char  *path,
                                 gsize       *length,
                                 GError     **error);

/* Reads any file, whatever is in it. NULL with @error. (transfer full) */
char    *ml_program_read_bytes  (const char  *path,
                                 gsize       *length,
                                 GError     **error);

/* Compiles a script. NULL with @error, or with an exception in @heap. (transfer full) */
MlCode  *ml_program_compile     (MlHeap         *heap,
                                 const char     *name,
                                 const char     *text,
                                 gsize           length,
                                 MlSyntaxError **error);

/* Runs @func in a thread with a stack of 64 MB and waits for it. */
void     ml_program_run_deep    (void       (*func) (gpointer data),
                                 gpointer     data);

/* The same without waiting for it. */
void     ml_program_start_deep  (gpointer   (*func) (gpointer data),
                                 gpointer     data);

/* MlInterpreterOptions.find_module for programs beside @user_data, a path: NAME.py and
 * NAME/__init__.py in its folder, no link that leads out. */
char    *ml_program_find_module (const char  *name,
                                 char       **file_name,
                                 gpointer     user_data);

G_END_DECLS
