/* ml-token.h: the words of a source text
 *
 * A token points into its source's text. Indentation is made into tokens too, so that the parser
 * need not look at columns; an f-string is a run of tokens, for its fields are tokens themselves.
 */
#pragma once

#include "ml-node.h"

G_BEGIN_DECLS

/* kind, how it is written */
#define ML_TOKEN_KEYWORDS(X) \
  X (FALSE, "False")         \
  X (NONE, "None")           \
  X (TRUE, "True")           \
  X (AND, "and")             \
  X (AS, "as")               \
  X (ASSERT, "assert")       \
  X (ASYNC, "async")         \
  X (AWAIT, "await")         \
  X (BREAK, "break")         \
  X (CLASS, "class")         \
  X (CONTINUE, "continue")   \
  X (DEF, "def")             \
  X (DEL, "del")             \
  X (ELIF, "elif")           \
  X (ELSE, "else")           \
  X (EXCEPT, "except")       \
  X (FINALLY, "finally")     \
  X (FOR, "for")             \
  X (FROM, "from")           \
  X (GLOBAL, "global")       \
  X (IF, "if")               \
  X (IMPORT, "import")       \
  X (IN, "in")               \
  X (IS, "is")               \
  X (LAMBDA, "lambda")       \
  X (NONLOCAL, "nonlocal")   \
  X (NOT, "not")             \
  X (OR, "or")               \
  X (PASS, "pass")           \
  X (RAISE, "raise")         \
  X (RETURN, "return")       \
  X (TRY, "try")             \
  X (WHILE, "while")         \
  X (WITH, "with")           \
  X (YIELD, "yield")

/* Longer ones stand before those that they begin with. */
#define ML_TOKEN_OPERATORS(X)         \
  X (DOUBLE_STAR_EQUAL, "**=")        \
  X (DOUBLE_SLASH_EQUAL, "//=")       \
  X (LEFT_SHIFT_EQUAL, "<<=")         \
  X (RIGHT_SHIFT_EQUAL, ">>=")        \
  X (ELLIPSIS, "...")                 \
  X (EQUAL_EQUAL, "==")               \
  X (NOT_EQUAL, "!=")                 \
  X (LESS_EQUAL, "<=")                \
  X (GREATER_EQUAL, ">=")             \
  X (ARROW, "->")                     \
  X (COLON_EQUAL, ":=")               \
  X (PLUS_EQUAL, "+=")                \
  X (MINUS_EQUAL, "-=")               \
  X (STAR_EQUAL, "*=")                \
  X (SLASH_EQUAL, "/=")               \
  X (PERCENT_EQUAL, "%=")             \
  X (AMPERSAND_EQUAL, "&=")           \
  X (BAR_EQUAL, "|=")                 \
  X (CARET_EQUAL, "^=")               \
  X (AT_EQUAL, "@=")                  \
  X (DOUBLE_STAR, "**")               \
  X (DOUBLE_SLASH, "//")              \
  X (LEFT_SHIFT, "<<")                \
  X (RIGHT_SHIFT, ">>")               \
  X (UNEQUAL, "<>")                   \
  X (LEFT_PARENTHESIS, "(")           \
  X (RIGHT_PARENTHESIS, ")")          \
  X (LEFT_BRACKET, "[")               \
  X (RIGHT_BRACKET, "]")              \
  X (LEFT_BRACE, "{")                 \
  X (RIGHT_BRACE, "}")                \
  X (COLON, ":")                      \
  X (COMMA, ",")                      \
  X (SEMICOLON, ";")                  \
  X (PLUS, "+")                       \
  X (MINUS, "-")                      \
  X (STAR, "*")                       \
  X (SLASH, "/")                      \
  X (BAR, "|")                        \
  X (AMPERSAND, "&")                  \
  X (LESS, "<")                       \
  X (GREATER, ">")                    \
  X (EQUAL, "=")                      \
  X (DOT, ".")                        \
  X (PERCENT, "%")                    \
  X (TILDE, "~")                      \
  X (CARET, "^")                      \
  X (AT, "@")                         \
  X (EXCLAMATION, "!")

typedef enum
{
  ML_TOKEN_END,             /* of the text */
  ML_TOKEN_NEWLINE,         /* the end of a logical line */
  ML_TOKEN_INDENT,
  ML_TOKEN_DEDENT,
  ML_TOKEN_NAME,            /* match, case, type, _ too: keywords in some places only */
  ML_TOKEN_NUMBER,
  ML_TOKEN_STRING,          /* with prefix and quotes */
  ML_TOKEN_FSTRING_START,   /* prefix and opening quotes */
  ML_TOKEN_FSTRING_MIDDLE,  /* characters; of a doubled brace at the end the text has one */
  ML_TOKEN_FSTRING_END,     /* closing quotes */
  ML_TOKEN_UNKNOWN,         /* a character that Python has no use for: "$", "?", "`" */
#define ML_TOKEN_ENTRY(kind, text) ML_TOKEN_##kind,
  ML_TOKEN_KEYWORDS (ML_TOKEN_ENTRY)
  ML_TOKEN_OPERATORS (ML_TOKEN_ENTRY)
#undef ML_TOKEN_ENTRY
  ML_N_TOKEN_KINDS
} MlTokenKind;

typedef struct
{
  MlTokenKind kind;
  guint32     length;  /* of text, in bytes */
  guint32     level;   /* brackets open behind it */
  const char *text;
  MlTextPlace start;
  MlTextPlace end;
} MlToken;

G_END_DECLS
