/* ml-tokenizer-private.h: what the files of the tokenizer share
 *
 * ml-tokenizer.c knows lines, indentation, names and operators; ml-tokenizer-number.c numbers;
 * ml-tokenizer-string.c strings and the text of f-strings.
 */
#pragma once

#include "ml-tokenizer.h"

G_BEGIN_DECLS

/* An f-string being read. Its text and the expressions in its fields take turns. */
typedef struct
{
  const char *start;        /* of its prefix */
  const char *line_start;
  guint32     line;
  char        quote;
  guint8      quote_size;   /* 1 or 3 */
  gboolean    raw;
  gboolean    in_text;      /* not in an expression */
  gboolean    in_spec;      /* in a format specification */
  int         depth;        /* open brackets since its start */
  int         field_depth;  /* nesting of fields, -1 outside of any: where @depth is when the
                             * field's own brace is met */
} MlFString;

struct _MlTokenizer
{
  MlSource      *source;
  const char    *text;
  const char    *end;
  const char    *cursor;
  const char    *line_start;
  guint32        line;
  guint32        first_line;
  gboolean       interactive;
  MlSyntaxError *error;
  gboolean       failed;      /* nothing more is read */
  gboolean       weak;        /* the error yields to one that the parser finds before it */

  /* The place computed last: columns are counted on from here. */
  const char    *counted_line;
  const char    *counted;
  guint32        column;

  gboolean       at_line_start;
  gboolean       ended;
  guint32        indents[ML_MAX_INDENTS];      /* columns, a tab up to the next multiple of 8 */
  guint32        alt_indents[ML_MAX_INDENTS];  /* columns, a tab counting 1 */
  guint          n_indents;
  int            pending;                      /* dedents (negative) or an indent to be given out */

  MlBracket      brackets[ML_MAX_BRACKETS];
  guint          n_brackets;

  MlFString      fstrings[ML_MAX_FSTRINGS];
  guint          n_fstrings;
};

/* The place of @at, which stands in the line in work and not before the last place asked for in
 * it. */
MlTextPlace ml_tokenizer_place_of (MlTokenizer      *self,
                                   const char       *at);

/* Sets an error behind the character before @at, in the line in work, and returns FALSE. Takes
 * @message. */
gboolean ml_tokenizer_fail_at     (MlTokenizer      *self,
                                   MlSyntaxErrorType type,
                                   const char       *at,
                                   char             *message);

/* Moves over a newline at the cursor. */
void     ml_tokenizer_next_line   (MlTokenizer      *self);

/* Ends a token that began at @start. */
gboolean ml_tokenizer_finish      (MlTokenizer      *self,
                                   MlToken          *token,
                                   MlTokenKind       kind,
                                   const char       *text,
                                   MlTextPlace       start);

gboolean ml_tokenizer_is_identifier_byte (char c);

/* A number at the cursor. */
gboolean ml_tokenizer_read_number (MlTokenizer      *self,
                                   MlToken          *token);

/* A string whose prefix begins at @start; the cursor is at the quote. */
gboolean ml_tokenizer_read_string (MlTokenizer      *self,
                                   MlToken          *token,
                                   const char       *start);

/* The beginning of an f-string, likewise. */
gboolean ml_tokenizer_begin_fstring (MlTokenizer    *self,
                                     MlToken        *token,
                                     const char     *start,
                                     gboolean        raw);

/* The f-string in work, or NULL. */
MlFString *ml_tokenizer_get_fstring (MlTokenizer    *self);

/* Text of the f-string in work, or its end; @switched: neither, a field begins here. */
gboolean ml_tokenizer_read_fstring  (MlTokenizer    *self,
                                     MlToken        *token,
                                     gboolean       *switched);

G_END_DECLS
