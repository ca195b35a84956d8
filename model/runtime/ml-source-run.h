/* ml-source-run.h: from a text to a run: parse, compile, evaluate */
#pragma once

#include "ml-compile.h"
#include "ml-interpreter-private.h"
#include "ml-source.h"

G_BEGIN_DECLS

/* Runs a whole text in a namespace, as an imported module or exec() of a string does. FALSE with an
 * exception, SyntaxError among them. */
gboolean  ml_run_text           (MlHeap              *heap,
                                 const char          *file_name,
                                 const char          *text,
                                 MlObject            *globals);

/* The same for a module that comes with the interpreter: its code is quiet. */
gboolean  ml_run_shipped_text       (MlHeap              *heap,
                                     const char          *file_name,
                                     const char          *text,
                                     MlObject            *globals);

/* Parses and compiles; tells the journal of the source. The tree holds the literals, and is freed by the caller behind the
 * run: *@tree. NULL with an exception. */
MlCode   *ml_compile_text       (MlHeap              *heap,
                                 const char          *file_name,
                                 const char          *text,
                                 gsize                length,
                                 MlCompileMode        mode,
                                 MlTree             **tree);

/* Raises the exception that stands for @error (takes it). Always FALSE. */
gboolean  ml_raise_syntax_error (MlHeap              *heap,
                                 MlSyntaxError       *error,
                                 const char          *file_name);

/* Prints what the compiler warns of to standard error, as CPython does. */
void      ml_print_warnings     (MlHeap              *heap,
                                 GPtrArray           *warnings,
                                 MlSource            *source);

/* Gives the number of a source in the journal to a code object and all nested in it. */
void      ml_code_set_source    (MlHeap              *heap,
                                 MlCode              *code,
                                 guint32              source);

G_END_DECLS
