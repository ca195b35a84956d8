/* ml-tokenizer.h: from text to tokens
 *
 * Reads one token after the other, as many as it is asked for, and stops at the first error. At a
 * prompt nothing behind the statement in work is ever looked at.
 */
#pragma once

#include "ml-source.h"
#include "ml-token.h"

G_BEGIN_DECLS

/* As in CPython, which learners' programs never reach. */
#define ML_MAX_BRACKETS 200
#define ML_MAX_INDENTS  100
#define ML_MAX_FSTRINGS 150

typedef struct _MlTokenizer MlTokenizer;

typedef struct
{
  char        kind;  /* '(', '[' or '{' */
  MlTextPlace place;
} MlBracket;

/* Begins at byte @offset of the text, which is the start of a line. @interactive: an empty line
 * ends a block, and messages count lines from this one. */
MlTokenizer     *ml_tokenizer_new                (MlSource      *source,
                                                  gsize          offset,
                                                  gboolean       interactive);
void             ml_tokenizer_free               (MlTokenizer   *self);

/* Reads the next token. FALSE after an error. At the end of the text the token is ML_TOKEN_END,
 * again and again; if brackets are open then, ml_tokenizer_get_open_bracket() tells. */
gboolean         ml_tokenizer_next               (MlTokenizer   *self,
                                                  MlToken       *token);

/* NULL if there was none. (transfer full) */
MlSyntaxError   *ml_tokenizer_steal_error        (MlTokenizer   *self);

/* Whether an error was met: nothing is read any more. */
gboolean         ml_tokenizer_has_failed         (const MlTokenizer *self);

/* Whether that error counts more than one that the parser has found before it. */
gboolean         ml_tokenizer_overrules_parser   (const MlTokenizer *self);

/* The innermost bracket that is still open, or NULL. */
const MlBracket *ml_tokenizer_get_open_bracket   (const MlTokenizer *self);

/* Whether the end of the text was asked for, or cut a token short. */
gboolean         ml_tokenizer_has_ended          (const MlTokenizer *self);

/* Where the line after the one in work begins, in bytes. */
gsize            ml_tokenizer_get_next_line      (const MlTokenizer *self);

/* Where the tokenizer stands. */
MlTextPlace      ml_tokenizer_get_place          (MlTokenizer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTokenizer, ml_tokenizer_free)

G_END_DECLS
