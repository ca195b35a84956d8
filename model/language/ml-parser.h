/* ml-parser.h: from a source text to a syntax tree
 *
 * A recursive-descent parser that reads as Python's own grammar does. Nesting is bounded
 * (ML_MAX_BRACKETS, ML_MAX_INDENTS, and a count of its own for what needs no brackets), so no text
 * can exhaust the C stack.
 *
 * A text with an error is parsed a second time: the first pass is strict and quick, the second
 * looks at each place for the mistakes that people make, and says what the first meets.
 */
#pragma once

#include "ml-source.h"
#include "ml-tree.h"

G_BEGIN_DECLS

/* Parses a whole file: the root is a Module. NULL with @error set. */
MlTree *ml_parse_file        (MlHeap         *heap,
                              MlSource       *source,
                              MlSyntaxError **error);

/* Parses one expression, as eval() takes it, blanks around it allowed: the root is an
 * Expression. */
MlTree *ml_parse_expression  (MlHeap         *heap,
                              MlSource       *source,
                              MlSyntaxError **error);

/* Parses one unit as typed at a prompt: a line of simple statements, or a compound statement up to
 * the empty line that ends it. The root is an Interactive; its body is empty where the text has
 * only blanks and comments left.
 *
 * Reads from byte @offset, the start of a line, and stores in @next where the next unit begins:
 * behind the line of the error if there is one.
 *
 * With @more_may_come the end of the text inside a statement is ML_INCOMPLETE_INPUT; otherwise the
 * text ends there, as a file does. */
MlTree *ml_parse_interactive (MlHeap         *heap,
                              MlSource       *source,
                              gsize           offset,
                              gboolean        more_may_come,
                              gsize          *next,
                              MlSyntaxError **error);

G_END_DECLS
