#include "ml-parser-private.h"

#include "ml-heap.h"

#include <string.h>

/* CPython counts calls of its grammar's rules up to 6,000. The levels counted here are chosen so
 * that what it refuses is refused here, too. */
#define MAX_DEPTH 5968

static MlParser *
parser_new (MlHeap *heap, MlSource *source, gsize offset, gboolean interactive)
{
  MlParser *self = g_new0 (MlParser, 1);

  self->source = source;
  self->tree = ml_tree_new (heap);
  self->tokenizer = ml_tokenizer_new (source, offset, interactive);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (MlToken));
  self->stack = g_ptr_array_sized_new (64);
  self->explained = g_hash_table_new (NULL, NULL);
  self->first_line = interactive ? ml_source_find_line (source, offset) : 1;

  return self;
}

/* Returns the tree if the parser has set its root. */
static MlTree *
parser_free (MlParser *self, MlSyntaxError **error)
{
  MlTree *tree = self->tree;

  if (self->error != NULL)
    {
      g_clear_pointer (&tree, ml_tree_free);
      *error = self->error;
    }

  g_hash_table_unref (self->explained);
  g_ptr_array_unref (self->stack);
  g_array_unref (self->tokens);
  ml_tokenizer_free (self->tokenizer);
  g_free (self);

  return tree;
}

static void
fail_never_closed (MlParser *self, const MlBracket *bracket)
{
  ml_parser_fail (self,
                  ML_SYNTAX_ERROR,
                  bracket->place,
                  bracket->place,
                  g_strdup_printf ("'%c' was never closed", bracket->kind));
  self->error->end_offset = 0;
}

/* Reads one more token. FALSE with an error. */
static gboolean
fetch (MlParser *self)
{
  const MlBracket *bracket;
  MlToken token;

  if (self->error != NULL)
    return FALSE;

  if (!ml_tokenizer_next (self->tokenizer, &token))
    {
      self->error = ml_tokenizer_steal_error (self->tokenizer);
      return FALSE;
    }

  bracket = ml_tokenizer_get_open_bracket (self->tokenizer);

  if (token.kind == ML_TOKEN_END && bracket != NULL)
    {
      fail_never_closed (self, bracket);
      return FALSE;
    }

  g_array_append_val (self->tokens, token);

  return TRUE;
}

const MlToken *
ml_parser_peek_at (MlParser *self, guint n)
{
  static const MlToken nothing = { .kind = ML_N_TOKEN_KINDS, .text = "" };

  if (self->error != NULL)
    return &nothing;

  while (self->position + n >= self->tokens->len)
    if (!fetch (self))
      return &nothing;

  return &g_array_index (self->tokens, MlToken, self->position + n);
}

const MlToken *
ml_parser_peek (MlParser *self)
{
  return ml_parser_peek_at (self, 0);
}

gboolean
ml_parser_is_at (MlParser *self, MlTokenKind kind)
{
  return ml_parser_peek (self)->kind == kind;
}

gboolean
ml_parser_token_is (const MlToken *token, const char *word)
{
  return token->kind == ML_TOKEN_NAME && strlen (word) == token->length &&
         memcmp (token->text, word, token->length) == 0;
}

gboolean
ml_parser_is_at_word (MlParser *self, const char *word)
{
  return ml_parser_token_is (ml_parser_peek (self), word);
}

const MlToken *
ml_parser_accept (MlParser *self, MlTokenKind kind)
{
  const MlToken *token = ml_parser_peek (self);

  if (token->kind != kind)
    return NULL;

  self->position++;

  return token;
}

gboolean
ml_parser_demand (MlParser *self, MlTokenKind kind, const char *text)
{
  if (ml_parser_accept (self, kind) != NULL)
    return TRUE;

  if (self->quiet == 0)
    ml_parser_fail_here (self, "expected '%s'", text);

  return FALSE;
}

MlTextPlace
ml_parser_get_start (MlParser *self)
{
  return ml_parser_peek (self)->start;
}

MlTextPlace
ml_parser_get_end (MlParser *self)
{
  guint i = self->position - 1;

  for (;; i--)
    {
      const MlToken *token = &g_array_index (self->tokens, MlToken, i);

      if (i == 0 || (token->kind != ML_TOKEN_NEWLINE && token->kind != ML_TOKEN_INDENT &&
                     token->kind != ML_TOKEN_DEDENT))
        return token->end;
    }
}

MlParserMark
ml_parser_mark (MlParser *self)
{
  return (
      MlParserMark){ .position = self->position, .stack = self->stack->len, .depth = self->depth };
}

void
ml_parser_go_back (MlParser *self, MlParserMark mark)
{
  self->position = mark.position;
  self->depth = mark.depth;
  g_ptr_array_set_size (self->stack, mark.stack);
}

gboolean
ml_parser_explains (MlParser *self)
{
  return self->explaining && self->quiet == 0 && self->error == NULL;
}

gboolean
ml_parser_may_explain (MlParser *self, MlParserRule rule, guint position)
{
  return ml_parser_explains (self) &&
         g_hash_table_add (self->explained, GUINT_TO_POINTER (position * ML_N_RULES + rule));
}

gboolean
ml_parser_enter (MlParser *self, guint levels)
{
  self->depth += levels;

  if (self->depth <= MAX_DEPTH)
    return TRUE;

  if (self->error == NULL)
    self->error = ml_syntax_error_new (ML_PARSER_OVERFLOW,
                                       g_strdup ("Parser stack overflowed - Python source too "
                                                 "complex to parse"),
                                       NULL);

  return FALSE;
}

void
ml_parser_leave (MlParser *self, guint levels)
{
  self->depth -= levels;
}

MlNode *
ml_parser_node (MlParser *self, MlNodeKind kind, MlTextPlace start)
{
  return ml_tree_new_node (self->tree, kind, start, ml_parser_get_end (self));
}

void
ml_parser_push (MlParser *self, gconstpointer item)
{
  g_ptr_array_add (self->stack, (gpointer) item);
}

MlNodeList *
ml_parser_pop_list (MlParser *self, guint base)
{
  guint n = self->stack->len - base;
  MlNodeList *list =
      ml_tree_new_list (self->tree, (MlNode *const *) (self->stack->pdata + base), n);

  g_ptr_array_set_size (self->stack, base);

  return list;
}

MlNameList *
ml_parser_pop_names (MlParser *self, guint base)
{
  guint n = self->stack->len - base;
  MlNameList *list =
      ml_tree_new_names (self->tree, (const char *const *) (self->stack->pdata + base), n);

  g_ptr_array_set_size (self->stack, base);

  return list;
}

MlNodeList *
ml_parser_list_of (MlParser *self, MlNode *item)
{
  return ml_tree_new_list (self->tree, &item, 1);
}

MlNodeList *
ml_parser_no_list (MlParser *self)
{
  return ml_tree_new_list (self->tree, NULL, 0);
}

const char *
ml_parser_name (MlParser *self, const MlToken *token)
{
  g_autofree char *normal = NULL;

  for (guint32 i = 0; i < token->length; i++)
    if (token->text[i] & 0x80)
      {
        normal = g_utf8_normalize (token->text, token->length, G_NORMALIZE_ALL_COMPOSE);
        return ml_tree_intern (self->tree, normal, strlen (normal));
      }

  return ml_tree_intern (self->tree, token->text, token->length);
}

guint32
ml_parser_number_line (MlParser *self, guint32 line)
{
  return line - self->first_line + 1;
}

gpointer
ml_parser_fail (MlParser *self,
                MlSyntaxErrorType type,
                MlTextPlace start,
                MlTextPlace end,
                char *message)
{
  g_autofree char *line = ml_source_dup_line (self->source, start.line);

  if (self->error != NULL)
    {
      g_free (message);
      return NULL;
    }

  self->error = ml_syntax_error_new (type, message, line);
  self->error->first_line = self->first_line;
  self->error->line = ml_parser_number_line (self, start.line);
  self->error->offset = start.column + 1;
  self->error->end_line = ml_parser_number_line (self, end.line);
  self->error->end_offset = end.column + 1;

  return NULL;
}

#define FORMAT(message, format)                \
  G_STMT_START                                 \
  {                                            \
    va_list args;                              \
                                               \
    va_start (args, format);                   \
    message = g_strdup_vprintf (format, args); \
    va_end (args);                             \
  }                                            \
  G_STMT_END

gpointer
ml_parser_fail_node (MlParser *self, const MlNode *node, const char *format, ...)
{
  char *message;

  FORMAT (message, format);

  return ml_parser_fail (self, ML_SYNTAX_ERROR, node->start, node->end, message);
}

gpointer
ml_parser_fail_range (MlParser *self, MlTextPlace start, MlTextPlace end, const char *format, ...)
{
  char *message;

  FORMAT (message, format);

  return ml_parser_fail (self, ML_SYNTAX_ERROR, start, end, message);
}

gpointer
ml_parser_fail_from (MlParser *self, MlTextPlace start, const char *format, ...)
{
  MlTextPlace end;
  char *message;

  FORMAT (message, format);
  end = g_array_index (self->tokens, MlToken, self->tokens->len - 1).end;

  if (self->error != NULL)
    {
      g_free (message);
      return NULL;
    }

  ml_parser_fail (self, ML_SYNTAX_ERROR, start, end, message);
  self->error->end_offset = end.column;

  return NULL;
}

/* At the end of the text that is the end of its last line. */
static MlTextPlace
get_place_of_placeless (MlParser *self, const MlToken *token)
{
  guint32 n_lines = ml_source_get_n_lines (self->source);
  MlTextPlace place = ml_tokenizer_get_place (self->tokenizer);
  const char *line;
  gsize length;

  if (token->start.line <= n_lines || n_lines == 0)
    return place;

  line = ml_source_get_line (self->source, n_lines, &length);

  return (MlTextPlace){ .line = n_lines, .column = g_utf8_strlen (line, length) + 1 };
}

/* Tokens of no characters have no columns in CPython, which then takes the tokenizer's. */
static void
fail_at_token (MlParser *self, MlSyntaxErrorType type, const MlToken *token, char *message)
{
  MlTextPlace start = token->start, end = token->end;
  gboolean placeless = token->kind == ML_TOKEN_INDENT || token->kind == ML_TOKEN_DEDENT ||
                       token->kind == ML_TOKEN_END;

  if (self->error != NULL)
    {
      g_free (message);
      return;
    }

  if (placeless)
    start = end = get_place_of_placeless (self, token);

  ml_parser_fail (self, type, start, end, message);

  if (placeless)
    {
      self->error->offset = start.column;
      self->error->end_offset = 0;
    }
}

gpointer
ml_parser_fail_here (MlParser *self, const char *format, ...)
{
  const MlToken *token = ml_parser_peek (self);
  char *message;

  FORMAT (message, format);
  fail_at_token (self, ML_SYNTAX_ERROR, token, message);

  return NULL;
}

gpointer
ml_parser_fail_last (MlParser *self, MlSyntaxErrorType type, const char *format, ...)
{
  char *message;

  FORMAT (message, format);
  fail_at_token (
      self, type, &g_array_index (self->tokens, MlToken, self->tokens->len - 1), message);

  return NULL;
}

static MlNode *
parse_module (MlParser *self)
{
  guint base = self->stack->len;
  MlNode *root;

  while (!ml_parser_is_at (self, ML_TOKEN_END))
    if (!ml_parser_statement (self))
      return NULL;

  root = ml_tree_new_node (self->tree, ML_NODE_MODULE, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  root->module.body = ml_parser_pop_list (self, base);

  return root;
}

static MlNode *
parse_eval (MlParser *self)
{
  MlNode *body = ml_parser_expressions (self);
  MlNode *root;

  if (body == NULL)
    return NULL;

  while (ml_parser_accept (self, ML_TOKEN_NEWLINE) != NULL)
    continue;

  if (!ml_parser_is_at (self, ML_TOKEN_END))
    return NULL;

  root = ml_tree_new_node (self->tree, ML_NODE_EXPRESSION, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  root->expression.body = body;

  return root;
}

static MlNode *
parse_unit (MlParser *self)
{
  guint base = self->stack->len;
  MlNode *root;
  gboolean matched = FALSE;

  if (ml_parser_accept (self, ML_TOKEN_NEWLINE) == NULL && !ml_parser_is_at (self, ML_TOKEN_END))
    {
      MlNode *compound = ml_parser_compound_statement (self, &matched);

      if (compound != NULL)
        ml_parser_push (self, compound);

      if (matched && (compound == NULL || (!ml_parser_accept (self, ML_TOKEN_NEWLINE) &&
                                           !ml_parser_is_at (self, ML_TOKEN_END))))
        return NULL;

      if (!matched && !ml_parser_simple_statements (self))
        return NULL;
    }

  root = ml_tree_new_node (self->tree, ML_NODE_INTERACTIVE, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  root->module.body = ml_parser_pop_list (self, base);

  return root;
}

/* What the tokenizer finds wrong further on counts more than what the parser has found. */
static void
look_for_bad_tokens (MlParser *self)
{
  MlSyntaxError *found = g_steal_pointer (&self->error);
  guint32 line = g_array_index (self->tokens, MlToken, self->tokens->len - 1).start.line;
  const MlBracket *bracket;
  MlToken token;

  while (ml_tokenizer_next (self->tokenizer, &token) && token.kind != ML_TOKEN_END)
    continue;

  self->error = ml_tokenizer_steal_error (self->tokenizer);

  if (self->error != NULL && ml_tokenizer_overrules_parser (self->tokenizer))
    {
      ml_syntax_error_free (found);
      return;
    }

  g_clear_pointer (&self->error, ml_syntax_error_free);
  bracket = ml_tokenizer_get_open_bracket (self->tokenizer);

  if (bracket != NULL && line > bracket->place.line)
    {
      ml_syntax_error_free (found);
      fail_never_closed (self, bracket);
      return;
    }

  self->error = found;
}

static gboolean
explain (MlParser *self, MlNode *(*parse) (MlParser *self))
{
  MlToken last = g_array_index (self->tokens, MlToken, self->tokens->len - 1);

  if (self->error == NULL)
    {
      ml_parser_go_back (self, (MlParserMark){ 0 });
      self->quiet = 0;
      self->explaining = TRUE;
      parse (self);
    }

  if (self->error != NULL)
    return self->error->type != ML_PARSER_OVERFLOW && !ml_tokenizer_has_failed (self->tokenizer);

  if (last.kind == ML_TOKEN_INDENT)
    fail_at_token (self, ML_INDENTATION_ERROR, &last, g_strdup ("unexpected indent"));
  else if (last.kind == ML_TOKEN_DEDENT)
    fail_at_token (self, ML_INDENTATION_ERROR, &last, g_strdup ("unexpected unindent"));
  else
    ml_parser_fail (self, ML_SYNTAX_ERROR, last.start, last.end, g_strdup ("invalid syntax"));

  return self->error->type == ML_SYNTAX_ERROR;
}

static void
parse_root (MlParser *self, MlNode *(*parse) (MlParser *self), gboolean look_further)
{
  MlNode *root = parse (self);

  self->ended = ml_tokenizer_has_ended (self->tokenizer);
  self->next_line = ml_tokenizer_get_next_line (self->tokenizer);

  if (root != NULL && self->error == NULL)
    {
      ml_tree_set_root (self->tree, root);
      return;
    }

  if (self->tokens->len == 0)
    return;

  if (explain (self, parse) && look_further)
    look_for_bad_tokens (self);
}

static MlTree *
parse_all (MlHeap *heap, MlSource *source, MlNode *(*parse) (MlParser *self), MlSyntaxError **error)
{
  MlParser *self = parser_new (heap, source, 0, FALSE);

  parse_root (self, parse, TRUE);

  return parser_free (self, error);
}

MlTree *
ml_parse_file (MlHeap *heap, MlSource *source, MlSyntaxError **error)
{
  g_return_val_if_fail (heap != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  return parse_all (heap, source, parse_module, error);
}

MlTree *
ml_parse_expression (MlHeap *heap, MlSource *source, MlSyntaxError **error)
{
  g_return_val_if_fail (heap != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  return parse_all (heap, source, parse_eval, error);
}

MlTree *
ml_parse_interactive (MlHeap *heap,
                      MlSource *source,
                      gsize offset,
                      gboolean more_may_come,
                      gsize *next,
                      MlSyntaxError **error)
{
  MlParser *self;

  g_return_val_if_fail (heap != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (next != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  self = parser_new (heap, source, offset, TRUE);
  parse_root (self, parse_unit, FALSE);
  *next = self->next_line;

  if (more_may_come && self->ended)
    {
      g_clear_pointer (&self->error, ml_syntax_error_free);
      self->error = ml_syntax_error_new (ML_INCOMPLETE_INPUT, g_strdup ("incomplete input"), NULL);
    }

  return parser_free (self, error);
}
