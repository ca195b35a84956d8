/* ml-syntax-error.h: what is wrong with a source text
 *
 * A value, not an exception: the interpreter makes the exception of it, an editor its underline.
 * Message and numbers are those of CPython 3.13's SyntaxError, on which learners will search the
 * web.
 */
#pragma once

#include "ml-thing.h"

G_BEGIN_DECLS

typedef enum
{
  ML_SYNTAX_ERROR,
  ML_INDENTATION_ERROR,
  ML_TAB_ERROR,
  ML_INCOMPLETE_INPUT,  /* more lines could make it right: a prompt asks for them */
  ML_PARSER_OVERFLOW,   /* nested too deeply, or the heap is full: MemoryError; has no place */
} MlSyntaxErrorType;

typedef struct
{
  MlSyntaxErrorType type;
  char             *message;

  /* The line of the source that @line counts from as 1: at a prompt each unit starts anew. */
  guint32           first_line;

  /* As SyntaxError's attributes lineno, offset, end_lineno, end_offset: characters from 1, the end
   * exclusive; 0 where CPython has None or -1. It marks one character where the end is not behind
   * the start, and none where offset is 0. */
  guint32           line;
  guint32           offset;
  guint32           end_line;
  guint32           end_offset;

  char             *text;        /* the line of the source without its newline, or NULL */
} MlSyntaxError;

/* Takes @message. @text, the line, is copied and may be NULL. */
MlSyntaxError *ml_syntax_error_new           (MlSyntaxErrorType    type,
                                              char                *message,
                                              const char          *text);
void           ml_syntax_error_free          (MlSyntaxError       *self);

/* The name of the Python exception: "SyntaxError", "TabError"... */
const char    *ml_syntax_error_get_type_name (const MlSyntaxError *self);

/* The marked part of source number @source, for an editor: at least one character wide. */
MlSpan         ml_syntax_error_get_span      (const MlSyntaxError *self,
                                              guint32              source);

/* Appends what CPython prints: the file's line, the source line, the marks under it, type and
 * message. */
void           ml_syntax_error_print         (const MlSyntaxError *self,
                                              const char          *file_name,
                                              GString             *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSyntaxError, ml_syntax_error_free)

G_END_DECLS
