#include "ml-parser-private.h"

static MlNode *parse_pattern (MlParser *self);

static MlNode *
make_value (MlParser *self, MlTextPlace start, MlNode *value)
{
  MlNode *node;

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_MATCH_VALUE, start);
  node->match_value.value = value;

  return node;
}

static MlNode *
parse_signed_number (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  gboolean negative = ml_parser_accept (self, ML_TOKEN_MINUS) != NULL;
  MlNode *number = ml_parser_is_at (self, ML_TOKEN_NUMBER) ? ml_parser_number (self) : NULL;
  MlNode *node;

  if (number == NULL || !negative)
    return number;

  node = ml_parser_node (self, ML_NODE_UNARY_OP, start);
  node->unary_op.op = ML_UNARY_U_SUB;
  node->unary_op.operand = number;

  return node;
}

static gboolean
is_imaginary (const MlToken *token)
{
  char last = token->text[token->length - 1];

  return token->kind == ML_TOKEN_NUMBER && (last == 'j' || last == 'J') &&
         !(token->length > 1 && token->text[0] == '0' && (token->text[1] | 0x20) == 'x');
}

/* `-1`, or `-1 + 2j`. */
static MlNode *
parse_number (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *left = parse_signed_number (self), *right, *node;
  gboolean plus = ml_parser_is_at (self, ML_TOKEN_PLUS);

  if (left == NULL || (!plus && !ml_parser_is_at (self, ML_TOKEN_MINUS)))
    return left;

  if (is_imaginary (&g_array_index (self->tokens, MlToken, self->position - 1)))
    return ml_parser_fail_node (self, left, "real number required in complex literal");

  self->position++;

  if (!ml_parser_is_at (self, ML_TOKEN_NUMBER))
    return NULL;

  if (!is_imaginary (ml_parser_peek (self)))
    return ml_parser_fail_here (self, "imaginary number required in complex literal");

  right = ml_parser_number (self);

  if (right == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_BIN_OP, start);
  node->bin_op.left = left;
  node->bin_op.op = plus ? ML_BINARY_ADD : ML_BINARY_SUB;
  node->bin_op.right = right;

  return node;
}

/* `a`, or `a.b.c`. */
static MlNode *
parse_name_or_attribute (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *node = ml_parser_is_at (self, ML_TOKEN_NAME) ? ml_parser_atom (self) : NULL;

  while (node != NULL && ml_parser_accept (self, ML_TOKEN_DOT) != NULL)
    {
      const MlToken *token = ml_parser_accept (self, ML_TOKEN_NAME);
      MlNode *value = node;

      if (token == NULL)
        return NULL;

      node = ml_parser_node (self, ML_NODE_ATTRIBUTE, start);
      node->attribute.value = value;
      node->attribute.attr = ml_parser_name (self, token);
    }

  return node;
}

static MlNode *
make_capture (MlParser *self, MlTextPlace start, MlNode *pattern, const char *name)
{
  MlNode *node = ml_parser_node (self, ML_NODE_MATCH_AS, start);

  node->match_as.pattern = pattern;
  node->match_as.name = name;

  return node;
}

static MlNode *
make_sequence (MlParser *self, MlNodeKind kind, MlTextPlace start, guint base)
{
  MlNode *node = ml_parser_node (self, kind, start);

  node->match_sequence.patterns = ml_parser_pop_list (self, base);

  return node;
}

static MlNode *
parse_star_pattern (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  const MlToken *token;
  const char *name;
  MlNode *node;

  self->position++;
  token = ml_parser_accept (self, ML_TOKEN_NAME);

  if (token == NULL)
    return NULL;

  name = ml_parser_token_is (token, "_") ? NULL : ml_parser_name (self, token);
  node = ml_parser_node (self, ML_NODE_MATCH_STAR, start);
  node->match_star.name = name;

  return node;
}

static MlNode *
parse_maybe_star_pattern (MlParser *self)
{
  return ml_parser_is_at (self, ML_TOKEN_STAR) ? parse_star_pattern (self) : parse_pattern (self);
}

/* `[a, *b]`, `(a, b)`; or a pattern in parentheses, which keeps its own place. */
static MlNode *
parse_bracketed (MlParser *self, MlTokenKind closing)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  gboolean comma = FALSE;

  self->position++;

  while (!ml_parser_is_at (self, closing))
    {
      MlNode *node = parse_maybe_star_pattern (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
      comma = ml_parser_accept (self, ML_TOKEN_COMMA) != NULL;

      if (!comma)
        break;
    }

  if (ml_parser_accept (self, closing) == NULL)
    return NULL;

  if (closing == ML_TOKEN_RIGHT_PARENTHESIS && self->stack->len == base + 1 && !comma)
    {
      MlNode *node = g_ptr_array_index (self->stack, base);

      g_ptr_array_set_size (self->stack, base);
      return node->kind != ML_NODE_MATCH_STAR ? node : NULL;
    }

  return make_sequence (self, ML_NODE_MATCH_SEQUENCE, start, base);
}

static MlNode *
parse_mapping_key (MlParser *self)
{
  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_NUMBER:
    case ML_TOKEN_MINUS:
      return parse_number (self);

    case ML_TOKEN_STRING:
    case ML_TOKEN_FSTRING_START:
    case ML_TOKEN_NONE:
    case ML_TOKEN_TRUE:
    case ML_TOKEN_FALSE:
      return ml_parser_atom (self);

    case ML_TOKEN_NAME:
      {
        MlNode *key = parse_name_or_attribute (self);

        return key != NULL && key->kind == ML_NODE_ATTRIBUTE ? key : NULL;
      }

    default:
      return NULL;
    }
}

static gboolean
parse_rest (MlParser *self, const char **rest)
{
  const MlToken *token;

  self->position++;
  token = ml_parser_accept (self, ML_TOKEN_NAME);

  if (token == NULL || ml_parser_token_is (token, "_"))
    return FALSE;

  *rest = ml_parser_name (self, token);
  ml_parser_accept (self, ML_TOKEN_COMMA);

  return TRUE;
}

static gboolean
parse_items (MlParser *self, GPtrArray *patterns, const char **rest)
{
  while (!ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACE))
    {
      MlNode *key, *pattern;

      if (ml_parser_is_at (self, ML_TOKEN_DOUBLE_STAR))
        return parse_rest (self, rest);

      key = parse_mapping_key (self);

      if (key == NULL || ml_parser_accept (self, ML_TOKEN_COLON) == NULL)
        return FALSE;

      pattern = parse_pattern (self);

      if (pattern == NULL)
        return FALSE;

      ml_parser_push (self, key);
      g_ptr_array_add (patterns, pattern);

      if (ml_parser_accept (self, ML_TOKEN_COMMA) == NULL)
        break;
    }

  return TRUE;
}

static MlNode *
parse_mapping (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  g_autoptr (GPtrArray) patterns = g_ptr_array_new ();
  const char *rest = NULL;
  MlNode *node;

  self->position++;

  if (!parse_items (self, patterns, &rest) || ml_parser_accept (self, ML_TOKEN_RIGHT_BRACE) == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_MATCH_MAPPING, start);
  node->match_mapping.keys = ml_parser_pop_list (self, base);
  node->match_mapping.patterns =
      ml_tree_new_list (self->tree, (MlNode *const *) patterns->pdata, patterns->len);
  node->match_mapping.rest = rest;

  return node;
}

/* Positional patterns go to the stack, keyword patterns to the arrays. */
static gboolean
parse_class_arguments (MlParser *self, GPtrArray *names, GPtrArray *patterns)
{
  while (!ml_parser_is_at (self, ML_TOKEN_RIGHT_PARENTHESIS))
    {
      MlNode *pattern;
      gboolean keyword = ml_parser_is_at (self, ML_TOKEN_NAME) &&
                         ml_parser_peek_at (self, 1)->kind == ML_TOKEN_EQUAL;

      if (keyword)
        {
          g_ptr_array_add (names, (gpointer) ml_parser_name (self, ml_parser_peek (self)));
          self->position += 2;
        }

      pattern = parse_pattern (self);

      if (pattern == NULL)
        return FALSE;

      if (!keyword && names->len > 0)
        {
          if (ml_parser_explains (self))
            ml_parser_fail_node (self, pattern, "positional patterns follow keyword patterns");
          return FALSE;
        }

      if (keyword)
        g_ptr_array_add (patterns, pattern);
      else
        ml_parser_push (self, pattern);

      if (ml_parser_accept (self, ML_TOKEN_COMMA) == NULL)
        break;
    }

  return ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) != NULL;
}

static MlNode *
parse_class (MlParser *self, MlTextPlace start, MlNode *cls)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) patterns = g_ptr_array_new ();
  guint base = self->stack->len;
  MlNode *node;

  self->position++;

  if (!parse_class_arguments (self, names, patterns))
    return NULL;

  node = ml_parser_node (self, ML_NODE_MATCH_CLASS, start);
  node->match_class.cls = cls;
  node->match_class.patterns = ml_parser_pop_list (self, base);
  node->match_class.kwd_attrs =
      ml_tree_new_names (self->tree, (const char *const *) names->pdata, names->len);
  node->match_class.kwd_patterns =
      ml_tree_new_list (self->tree, (MlNode *const *) patterns->pdata, patterns->len);

  return node;
}

/* A name to bind, a dotted name to compare with, or a class with its patterns. */
static MlNode *
parse_named (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  gboolean wildcard = ml_parser_is_at_word (self, "_");
  MlNode *name = parse_name_or_attribute (self);

  if (name == NULL)
    return NULL;

  if (ml_parser_is_at (self, ML_TOKEN_LEFT_PARENTHESIS))
    return parse_class (self, start, name);

  if (name->kind == ML_NODE_ATTRIBUTE)
    return make_value (self, start, name);

  return make_capture (self, start, NULL, wildcard ? NULL : name->name.id);
}

static MlNode *
parse_singleton (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *constant = ml_parser_atom (self);
  MlNode *node = ml_parser_node (self, ML_NODE_MATCH_SINGLETON, start);

  node->match_singleton.value = constant->constant.value;

  return node;
}

static MlNode *
parse_closed (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);

  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_NUMBER:
    case ML_TOKEN_MINUS:
      return make_value (self, start, parse_number (self));

    case ML_TOKEN_STRING:
    case ML_TOKEN_FSTRING_START:
      return make_value (self, start, ml_parser_strings (self));

    case ML_TOKEN_NONE:
    case ML_TOKEN_TRUE:
    case ML_TOKEN_FALSE:
      return parse_singleton (self);

    case ML_TOKEN_NAME:
      return parse_named (self);

    case ML_TOKEN_LEFT_PARENTHESIS:
      return parse_bracketed (self, ML_TOKEN_RIGHT_PARENTHESIS);

    case ML_TOKEN_LEFT_BRACKET:
      return parse_bracketed (self, ML_TOKEN_RIGHT_BRACKET);

    case ML_TOKEN_LEFT_BRACE:
      return parse_mapping (self);

    default:
      return NULL;
    }
}

static MlNode *
parse_or (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = parse_closed (self);

  if (node == NULL || !ml_parser_is_at (self, ML_TOKEN_BAR))
    return node;

  ml_parser_push (self, node);

  while (ml_parser_accept (self, ML_TOKEN_BAR) != NULL)
    {
      node = parse_closed (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }

  return make_sequence (self, ML_NODE_MATCH_OR, start, base);
}

static MlNode *
explain_as (MlParser *self)
{
  MlNode *target;

  if (!ml_parser_explains (self))
    return NULL;

  if (ml_parser_is_at_word (self, "_"))
    return ml_parser_fail_here (self, "cannot use '_' as a target");

  if (ml_parser_is_at (self, ML_TOKEN_NAME))
    return NULL;

  target = ml_parser_expression (self);

  return target != NULL ? ml_parser_fail_node (self, target, "invalid pattern target") : NULL;
}

/* Patterns contain patterns, through brackets only; so their nesting is bounded. */
static MlNode *
parse_pattern (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *pattern = parse_or (self);
  const char *name;

  if (pattern == NULL || ml_parser_accept (self, ML_TOKEN_AS) == NULL)
    return pattern;

  if (!ml_parser_is_at (self, ML_TOKEN_NAME) || ml_parser_is_at_word (self, "_"))
    return explain_as (self);

  name = ml_parser_name (self, ml_parser_peek (self));
  self->position++;

  return make_capture (self, start, pattern, name);
}

/* What stands behind `case`: a pattern, or several with commas, which are a sequence. */
static MlNode *
parse_patterns (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = parse_maybe_star_pattern (self);

  if (node == NULL)
    return NULL;

  if (!ml_parser_is_at (self, ML_TOKEN_COMMA))
    return node->kind != ML_NODE_MATCH_STAR ? node : NULL;

  ml_parser_push (self, node);

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_COLON) && !ml_parser_is_at (self, ML_TOKEN_IF))
    {
      node = parse_maybe_star_pattern (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }

  return make_sequence (self, ML_NODE_MATCH_SEQUENCE, start, base);
}

static MlNode *
parse_case (MlParser *self)
{
  MlNode *node =
      ml_tree_new_node (self->tree, ML_NODE_MATCH_CASE, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  guint32 line = ml_parser_get_start (self).line;

  self->position++;
  node->match_case.pattern = parse_patterns (self);

  if (node->match_case.pattern == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_IF) != NULL)
    {
      node->match_case.guard = ml_parser_named_expression (self);

      if (node->match_case.guard == NULL)
        return NULL;
    }

  if (ml_parser_accept (self, ML_TOKEN_COLON) == NULL)
    {
      if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
        ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");
      return NULL;
    }

  node->match_case.body = ml_parser_block (self, "'case' statement", line);

  return node->match_case.body != NULL ? node : NULL;
}

static MlNode *
parse_subject (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = ml_parser_star_named_expression (self);

  if (node == NULL)
    return NULL;

  if (!ml_parser_is_at (self, ML_TOKEN_COMMA))
    return node->kind != ML_NODE_STARRED ? node : NULL;

  ml_parser_push (self, node);

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL && !ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      node = ml_parser_star_named_expression (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }

  node = ml_parser_node (self, ML_NODE_TUPLE, start);
  node->list.elts = ml_parser_pop_list (self, base);

  return node;
}

/* `match` is a keyword only where a whole head follows it; returns the subject, the newline being
 * next. */
static MlNode *
parse_head (MlParser *self)
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *subject;

  if (!ml_parser_is_at_word (self, "match"))
    return NULL;

  self->position++;

  if (!ml_parser_starts_expression (self) && !ml_parser_is_at (self, ML_TOKEN_STAR))
    {
      ml_parser_go_back (self, mark);
      return NULL;
    }

  self->quiet++;
  subject = parse_subject (self);
  self->quiet--;

  if (subject != NULL && ml_parser_accept (self, ML_TOKEN_COLON) != NULL &&
      ml_parser_is_at (self, ML_TOKEN_NEWLINE))
    return subject;

  if (subject != NULL && ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE) &&
      self->tokens->len == self->position + 1)
    return ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");

  ml_parser_go_back (self, mark);

  return NULL;
}

MlNode *
ml_parser_match_statement (MlParser *self, gboolean *matched)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *subject = parse_head (self);
  MlNode *node;

  *matched = subject != NULL;

  if (subject == NULL)
    return NULL;

  self->position++;

  if (ml_parser_accept (self, ML_TOKEN_INDENT) == NULL)
    {
      if (ml_parser_explains (self))
        ml_parser_fail_last (self,
                             ML_INDENTATION_ERROR,
                             "expected an indented block after 'match' statement on line %u",
                             ml_parser_number_line (self, start.line));
      return NULL;
    }

  while (ml_parser_is_at_word (self, "case"))
    {
      node = parse_case (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }

  if (self->stack->len == base || ml_parser_accept (self, ML_TOKEN_DEDENT) == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_MATCH, start);
  node->match.subject = subject;
  node->match.cases = ml_parser_pop_list (self, base);

  return node;
}
