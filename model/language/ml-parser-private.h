/* ml-parser-private.h: what the files of the parser share
 *
 *   ml-parser.c             tokens, errors, the entry points
 *   ml-parser-statement.c   simple statements, blocks, imports
 *   ml-parser-compound.c    if, while, for, with, try, def, class
 *   ml-parser-parameters.c  parameters of def and lambda, type parameters
 *   ml-parser-pattern.c     match and its patterns
 *   ml-parser-expression.c  operators, by precedence
 *   ml-parser-atom.c        names, displays, comprehensions, subscripts
 *   ml-parser-call.c        arguments of calls
 *   ml-parser-string.c      numbers, strings and f-strings
 *   ml-parser-target.c      what can be assigned to
 *
 * Each parsing function takes the tokens of what it is named after and returns its node; or NULL,
 * with the tokens taken up to anywhere. Then either self->error is set, or there is nothing to say
 * but "invalid syntax". Whoever tries one thing and then another takes a mark before and goes back
 * to it.
 */
#pragma once

#include "ml-parser.h"
#include "ml-tokenizer.h"

G_BEGIN_DECLS

typedef struct
{
  MlSource      *source;
  MlTree        *tree;
  MlTokenizer   *tokenizer;
  GArray        *tokens;      /* MlToken, as many as were looked at */
  guint          position;    /* of the next token */
  GPtrArray     *stack;       /* items of the lists in work, those of the innermost on top */
  guint          depth;       /* of nesting in expressions and statements */
  gboolean       explaining;  /* the second pass */
  guint          quiet;       /* above 0: a trial, whose failure explains nothing */
  GHashTable    *explained;   /* the second pass: (rule, position) of what was looked for in vain */
  guint32        first_line;
  gsize          next_line;   /* behind what the first pass has read */
  gboolean       ended;       /* the first pass came to the end of the text */
  MlSyntaxError *error;
} MlParser;

/* What the second pass looks for in more than one way, and thus could look for again and again. */
typedef enum
{
  ML_RULE_ASSIGNMENT,
  ML_RULE_DISPLAY,
  ML_RULE_LEGACY,
  ML_N_RULES
} MlParserRule;

typedef struct
{
  guint position;
  guint stack;
  guint depth;
} MlParserMark;

/* Tokens */

/* The next token, and the one @n behind it. After an error a token of no kind. */
const MlToken *ml_parser_peek         (MlParser          *self);
const MlToken *ml_parser_peek_at      (MlParser          *self,
                                       guint              n);
gboolean       ml_parser_is_at        (MlParser          *self,
                                       MlTokenKind        kind);
gboolean       ml_parser_is_at_word   (MlParser          *self,
                                       const char        *word);
gboolean       ml_parser_token_is     (const MlToken     *token,
                                       const char        *word);

/* Takes the next token if it is of @kind; NULL otherwise. The pointer holds until the next token
 * is read. */
const MlToken *ml_parser_accept       (MlParser          *self,
                                       MlTokenKind        kind);

/* The same, and a failure is explained at once: "expected ':'". */
gboolean       ml_parser_demand       (MlParser          *self,
                                       MlTokenKind        kind,
                                       const char        *text);

/* Of the next token; of the last one taken that has characters. */
MlTextPlace    ml_parser_get_start    (MlParser          *self);
MlTextPlace    ml_parser_get_end      (MlParser          *self);

MlParserMark   ml_parser_mark         (MlParser          *self);
void           ml_parser_go_back      (MlParser          *self,
                                       MlParserMark       mark);

/* Whether the second pass runs here and may set errors. */
gboolean       ml_parser_explains     (MlParser          *self);

/* Whether the second pass runs here and has not yet looked for the mistakes of @rule at @position.
 * Without this, nested brackets would be looked through twice at each level. */
gboolean       ml_parser_may_explain  (MlParser          *self,
                                       MlParserRule       rule,
                                       guint              position);

/* Counts a level of nesting; FALSE with an error at the limit. */
gboolean       ml_parser_enter        (MlParser          *self,
                                       guint              levels);
void           ml_parser_leave        (MlParser          *self,
                                       guint              levels);

/* Nodes */

/* A node from @start to the end of the last token taken. */
MlNode        *ml_parser_node         (MlParser          *self,
                                       MlNodeKind         kind,
                                       MlTextPlace        start);

/* Lists are built on self->stack: take its length, push, and make a list of what is above. */
void           ml_parser_push         (MlParser          *self,
                                       gconstpointer      item);
MlNodeList    *ml_parser_pop_list     (MlParser          *self,
                                       guint              base);
MlNameList    *ml_parser_pop_names    (MlParser          *self,
                                       guint              base);
MlNodeList    *ml_parser_list_of      (MlParser          *self,
                                       MlNode            *item);
MlNodeList    *ml_parser_no_list      (MlParser          *self);

/* A name in the tree: NFKC, as Python compares names. NULL and an error for True, False... never:
 * those are keywords. */
const char    *ml_parser_name         (MlParser          *self,
                                       const MlToken     *token);

/* Errors. All return NULL; none replaces an earlier error. */

gpointer       ml_parser_fail         (MlParser          *self,
                                       MlSyntaxErrorType  type,
                                       MlTextPlace        start,
                                       MlTextPlace        end,
                                       char              *message);
gpointer       ml_parser_fail_node    (MlParser          *self,
                                       const MlNode      *node,
                                       const char        *format,
                                       ...) G_GNUC_PRINTF (3, 4);
gpointer       ml_parser_fail_range   (MlParser          *self,
                                       MlTextPlace        start,
                                       MlTextPlace        end,
                                       const char        *format,
                                       ...) G_GNUC_PRINTF (4, 5);

/* From @start up to where the tokenizer stands. */
gpointer       ml_parser_fail_from    (MlParser          *self,
                                       MlTextPlace        start,
                                       const char        *format,
                                       ...) G_GNUC_PRINTF (3, 4);

/* At the next token. */
gpointer       ml_parser_fail_here    (MlParser          *self,
                                       const char        *format,
                                       ...) G_GNUC_PRINTF (2, 3);

/* At the last token that was looked at, here or in the first pass. */
gpointer       ml_parser_fail_last    (MlParser          *self,
                                       MlSyntaxErrorType  type,
                                       const char        *format,
                                       ...) G_GNUC_PRINTF (3, 4);

/* The number that messages give to a line. */
guint32        ml_parser_number_line  (MlParser          *self,
                                       guint32            line);

/* Expressions */

MlNode        *ml_parser_expression            (MlParser *self);
MlNode        *ml_parser_named_expression      (MlParser *self);
MlNode        *ml_parser_disjunction           (MlParser *self);
MlNode        *ml_parser_bitwise_or            (MlParser *self);
MlNode        *ml_parser_yield_expression      (MlParser *self);

/* `*x`, or a named expression: an item of a display. */
MlNode        *ml_parser_star_named_expression (MlParser *self);

/* One or more, a tuple if there is a comma; with `*x` items where said so. */
MlNode        *ml_parser_expressions           (MlParser *self);
MlNode        *ml_parser_star_expressions      (MlParser *self);

/* A yield expression or star expressions: the right side of an assignment. */
MlNode        *ml_parser_right_side            (MlParser *self);

gboolean       ml_parser_starts_expression     (MlParser *self);

/* An atom with its calls, subscripts and attributes. */
MlNode        *ml_parser_primary               (MlParser *self);
MlNode        *ml_parser_atom                  (MlParser *self);

/* The arguments behind an opening parenthesis, and the closing one. */
gboolean       ml_parser_arguments             (MlParser    *self,
                                                gboolean     in_class,
                                                MlNodeList **args,
                                                MlNodeList **keywords);

/* `for x in y if z` as often as it stands there; NULL if not once. */
MlNodeList    *ml_parser_generators            (MlParser *self);
gboolean       ml_parser_is_at_generators      (MlParser *self);

/* What stands between `for` and `in`: targets, which reach no further than `|`. */
MlNode        *ml_parser_loop_target           (MlParser *self,
                                                gboolean  in_comprehension);

MlNode        *ml_parser_number                (MlParser *self);
MlNode        *ml_parser_strings               (MlParser *self);
MlNode        *ml_parser_constant              (MlParser    *self,
                                                MlTextPlace  start,
                                                MlObject    *value);

/* Targets */

/* Makes @node, a chain of names, attributes, subscripts, lists and tuples, a thing to @context.
 * FALSE if it cannot be. */
gboolean       ml_parser_set_target    (MlNode       *node,
                                        MlContext     context);

/* The same without lists and tuples: what `+=` and `:` can stand behind. */
gboolean       ml_parser_is_single_target (const MlNode *node);

/* What of @node cannot be assigned to or deleted, or NULL. @in_for: left of an `in`. */
MlNode        *ml_parser_get_bad_target (MlNode      *node,
                                         MlContext    context,
                                         gboolean     in_for);

/* What messages call an expression: "function call", "literal"... */
const char    *ml_parser_describe      (MlParser     *self,
                                        const MlNode *node);

/* Sets the error "cannot assign to ..." if a part of @node is no target. NULL. */
gpointer       ml_parser_fail_target   (MlParser     *self,
                                        MlNode       *node,
                                        MlContext     context,
                                        gboolean      in_for);

/* Parameters */

/* Up to, without, the closing token: `)` for def, `:` for lambda. Always a node, but after a
 * failure. */
MlNode        *ml_parser_parameters    (MlParser     *self,
                                        gboolean      in_lambda);

/* `[T, *Ts, **P]`, or an empty list if no bracket is there. */
MlNodeList    *ml_parser_type_params   (MlParser     *self);

/* Statements */

/* Pushes one line's statements, or one compound statement. FALSE after a failure. */
gboolean       ml_parser_statement     (MlParser     *self);
gboolean       ml_parser_simple_statements (MlParser *self);
MlNode        *ml_parser_compound_statement (MlParser *self,
                                             gboolean *matched);
MlNode        *ml_parser_match_statement (MlParser   *self,
                                          gboolean   *matched);

/* Behind a colon: the statements of a line, or an indented block. @what and @line say whose it
 * is. */
MlNodeList    *ml_parser_block         (MlParser     *self,
                                        const char   *what,
                                        guint32       line);

G_END_DECLS
