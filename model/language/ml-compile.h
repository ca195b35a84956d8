/* ml-compile.h: from a syntax tree to a code object
 *
 * What comes out is what CPython 3.13's compiler makes of the same tree, as far as a program or a
 * person who watches it can tell: instructions, names and their order, constants and which are
 * shared, the line and columns of each instruction, what guards what.
 */
#pragma once

#include "ml-code.h"
#include "ml-syntax-error.h"
#include "ml-tree.h"

G_BEGIN_DECLS

typedef enum
{
  ML_COMPILE_FILE,
  ML_COMPILE_INTERACTIVE,  /* prints what expression statements give */
  ML_COMPILE_EVAL          /* one expression, whose value the code returns */
} MlCompileMode;

/* A new code object for the whole of @tree, which is folded in the course. @file_name is what
 * tracebacks call it.
 *
 * On failure NULL, with @error where the program is wrong (its text is NULL: the line is for
 * whoever has the source), otherwise with an exception in @heap (RecursionError, MemoryError).
 *
 * Warnings ("is" with a literal...) are added to @warnings, MlSyntaxErrors; it may be NULL. */
MlCode *ml_compile (MlHeap          *heap,
                    MlTree          *tree,
                    const char      *file_name,
                    MlCompileMode    mode,
                    GPtrArray       *warnings,
                    MlSyntaxError  **error);

G_END_DECLS
