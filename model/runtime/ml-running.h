/* ml-running.h: what built-in functions may ask of the running interpreter
 *
 * For modules/: the narrow way from a C function to frames, input and output. New references, NULL
 * or FALSE with an exception.
 */
#pragma once

#include "ml-function.h"

G_BEGIN_DECLS

/* Writes to standard output (1) or error (2); recorded. */
gboolean  ml_running_write        (MlHeap     *heap,
                                   int         stream,
                                   const char *text,
                                   gsize       length);

/* Prints @exception, which nobody can catch, as sys.__unraisablehook__ does. @where may be NULL. */
void      ml_running_report_ignored (MlHeap   *heap,
                                     MlObject *exception,
                                     MlObject *where);

/* A line of input, (transfer full); NULL at the end, with nothing raised. Recorded. */
char     *ml_running_read         (MlHeap     *heap,
                                   const char *prompt);

/* What sys.stdout is, borrowed: *@file NULL if it is the interpreter's own. */
gboolean  ml_running_get_stdout   (MlHeap     *heap,
                                   MlObject  **file);

MlObject *ml_running_get_globals  (MlHeap     *heap);
MlObject *ml_running_get_locals   (MlHeap     *heap);

/* The frame object @depth calls up from the running code. ValueError. */
MlObject *ml_running_get_frame    (MlHeap     *heap,
                                   guint       depth);

/* exec() and eval(): @code is a str or a code object; namespaces may be NULL: those of the running
 * code. */
MlObject *ml_running_execute      (MlHeap     *heap,
                                   MlObject   *code,
                                   MlObject   *globals,
                                   MlObject   *locals,
                                   gboolean    is_expression);

/* compile(): a code object. */
MlObject *ml_running_compile      (MlHeap     *heap,
                                   MlObject   *text,
                                   MlObject   *file_name,
                                   MlObject   *mode);

/* Runs a class body in @namespace: what it returns, the class cell or None. */
MlObject *ml_running_execute_body (MlHeap     *heap,
                                   MlFunction *body,
                                   MlObject   *namespace);
MlObject *ml_running_import       (MlHeap     *heap,
                                   MlObject   *name);

/* sys.modules, borrowed. */
MlObject *ml_running_get_modules  (MlHeap     *heap);
guint     ml_running_get_recursion_limit (MlHeap *heap);
void      ml_running_set_recursion_limit (MlHeap *heap,
                                          guint   limit);
const char *const *ml_running_get_arguments (MlHeap *heap);

G_END_DECLS
