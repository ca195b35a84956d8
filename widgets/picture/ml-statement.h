/* ml-statement.h: the statement that is being evaluated, with what has been evaluated in its place
 *
 * At an expression step parts of the running statement have become values that wait on the
 * evaluation stack. A statement says which, and what its text looks like with the values put in:
 * `f([1])[0] + x` becomes `[1, 2][0] + x`, then `1 + x`, then `1 + 10`, then `11`.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct
{
  const MlExpression *expression;
  char               *source;     /* as it stands in the text, on one line, cut if it is long */
} MlStatementPart;

typedef struct
{
  MlSerial  frame;
  guint     line;        /* where it begins; 0: the source is not known */
  char     *text;        /* on one line */
  guint     done_start;  /* what was evaluated or assigned to last: characters of @text */
  guint     done_end;
  GArray   *parts;       /* of MlStatementPart: what stands on the frame's evaluation stack now, bottom
                          * first, as far as it has a place in the text */
  guint     n_values;    /* that will stand there at most while the statement is evaluated */
} MlStatement;

/* NULL unless @memory is at an expression step. (transfer full) */
MlStatement *ml_statement_new       (const MlMemory    *memory);
void         ml_statement_free      (MlStatement       *self);

/* The part that stands in @slot; NULL if none does. */
const MlStatementPart *ml_statement_find (const MlStatement *self,
                                          guint32            slot);

/* A part of a source text on one line; NULL if it is not known. (transfer full) */
char        *ml_statement_cut       (MlRecording       *recording,
                                     const MlSpan      *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlStatement, ml_statement_free)

G_END_DECLS
