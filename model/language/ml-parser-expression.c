#include "ml-parser-private.h"

#include <string.h>

/* How tightly binary operators bind. */
enum
{
  LEVEL_NONE,
  LEVEL_BIT_OR,
  LEVEL_BIT_XOR,
  LEVEL_BIT_AND,
  LEVEL_SHIFT,
  LEVEL_SUM,
  LEVEL_TERM
};

static int
get_binary_level (MlTokenKind kind, MlBinaryOperator *op)
{
  static const struct
  {
    MlTokenKind kind;
    MlBinaryOperator op;
    int level;
  } table[] = {
    { ML_TOKEN_BAR, ML_BINARY_BIT_OR, LEVEL_BIT_OR },
    { ML_TOKEN_CARET, ML_BINARY_BIT_XOR, LEVEL_BIT_XOR },
    { ML_TOKEN_AMPERSAND, ML_BINARY_BIT_AND, LEVEL_BIT_AND },
    { ML_TOKEN_LEFT_SHIFT, ML_BINARY_L_SHIFT, LEVEL_SHIFT },
    { ML_TOKEN_RIGHT_SHIFT, ML_BINARY_R_SHIFT, LEVEL_SHIFT },
    { ML_TOKEN_PLUS, ML_BINARY_ADD, LEVEL_SUM },
    { ML_TOKEN_MINUS, ML_BINARY_SUB, LEVEL_SUM },
    { ML_TOKEN_STAR, ML_BINARY_MULT, LEVEL_TERM },
    { ML_TOKEN_SLASH, ML_BINARY_DIV, LEVEL_TERM },
    { ML_TOKEN_DOUBLE_SLASH, ML_BINARY_FLOOR_DIV, LEVEL_TERM },
    { ML_TOKEN_PERCENT, ML_BINARY_MOD, LEVEL_TERM },
    { ML_TOKEN_AT, ML_BINARY_MAT_MULT, LEVEL_TERM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].kind == kind)
      {
        *op = table[i].op;
        return table[i].level;
      }

  return LEVEL_NONE;
}

gboolean
ml_parser_starts_expression (MlParser *self)
{
  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_NAME:
    case ML_TOKEN_NUMBER:
    case ML_TOKEN_STRING:
    case ML_TOKEN_FSTRING_START:
    case ML_TOKEN_FALSE:
    case ML_TOKEN_NONE:
    case ML_TOKEN_TRUE:
    case ML_TOKEN_AWAIT:
    case ML_TOKEN_LAMBDA:
    case ML_TOKEN_NOT:
    case ML_TOKEN_ELLIPSIS:
    case ML_TOKEN_LEFT_PARENTHESIS:
    case ML_TOKEN_LEFT_BRACKET:
    case ML_TOKEN_LEFT_BRACE:
    case ML_TOKEN_PLUS:
    case ML_TOKEN_MINUS:
    case ML_TOKEN_TILDE:
      return TRUE;

    default:
      return FALSE;
    }
}

static MlNode *
parse_await (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *value, *node;

  if (ml_parser_accept (self, ML_TOKEN_AWAIT) == NULL)
    return ml_parser_primary (self);

  value = ml_parser_primary (self);

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_AWAIT, start);
  node->await.value = value;

  return node;
}

static MlNode *
make_binary (MlParser *self, MlTextPlace start, MlNode *left, MlBinaryOperator op, MlNode *right)
{
  MlNode *node = ml_parser_node (self, ML_NODE_BIN_OP, start);

  node->bin_op.left = left;
  node->bin_op.op = op;
  node->bin_op.right = right;

  return node;
}

static MlNode *parse_inversion (MlParser *self);

/* `1 + not x`, `- not x`: the `not` would stand at @position. */
static gpointer
explain_not (MlParser *self, guint position, MlNode *(*parse) (MlParser *self))
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *operand;
  MlTextPlace start;

  if (!ml_parser_explains (self))
    return NULL;

  self->position = position;
  start = ml_parser_get_start (self);

  if (ml_parser_accept (self, ML_TOKEN_NOT) != NULL)
    {
      operand = parse (self);

      if (operand != NULL)
        ml_parser_fail_range (
            self, start, operand->end, "'not' after an operator must be parenthesized");
    }

  ml_parser_go_back (self, mark);

  return NULL;
}

/* A sign binds less tightly than `**` on its right, and more on its left: -x ** -y. */
static MlNode *
parse_factor (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlTokenKind kind = ml_parser_peek (self)->kind;
  guint position = self->position + 1;
  MlNode *operand, *node;

  if (kind == ML_TOKEN_PLUS || kind == ML_TOKEN_MINUS || kind == ML_TOKEN_TILDE)
    {
      self->position++;

      if (!ml_parser_enter (self, 1))
        return NULL;

      operand = parse_factor (self);
      ml_parser_leave (self, 1);

      if (operand == NULL)
        return explain_not (self, position, parse_factor);

      node = ml_parser_node (self, ML_NODE_UNARY_OP, start);
      node->unary_op.operand = operand;
      node->unary_op.op = kind == ML_TOKEN_PLUS    ? ML_UNARY_U_ADD
                          : kind == ML_TOKEN_MINUS ? ML_UNARY_U_SUB
                                                   : ML_UNARY_INVERT;
      return node;
    }

  operand = parse_await (self);

  if (operand == NULL || ml_parser_accept (self, ML_TOKEN_DOUBLE_STAR) == NULL)
    return operand;

  if (!ml_parser_enter (self, 2))
    return NULL;

  node = parse_factor (self);
  ml_parser_leave (self, 2);

  return node != NULL ? make_binary (self, start, operand, ML_BINARY_POW, node) : NULL;
}

/* An operator without a right side ends the expression before it, as in Python's grammar: what is
 * said about "x = y +" is said about the whole line. */
static MlNode *
stop_before (MlParser *self, MlParserMark mark, MlNode *left)
{
  if (self->error != NULL)
    return NULL;

  ml_parser_go_back (self, mark);

  return left;
}

static MlNode *
parse_binary (MlParser *self, int lowest)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *left = parse_factor (self);

  while (left != NULL)
    {
      MlBinaryOperator op;
      int level = get_binary_level (ml_parser_peek (self)->kind, &op);
      MlParserMark mark;
      MlNode *right;

      if (level < lowest || level == LEVEL_NONE)
        return left;

      mark = ml_parser_mark (self);
      self->position++;
      right = parse_binary (self, level + 1);

      if (right == NULL)
        {
          if (level >= LEVEL_SUM)
            explain_not (self, mark.position + 1, parse_inversion);

          return stop_before (self, mark, left);
        }

      left = make_binary (self, start, left, op, right);
    }

  return NULL;
}

MlNode *
ml_parser_bitwise_or (MlParser *self)
{
  return parse_binary (self, LEVEL_BIT_OR);
}

static gboolean
accept_comparison (MlParser *self, MlCompareOperator *op)
{
  static const struct
  {
    MlTokenKind kind;
    MlCompareOperator op;
  } table[] = {
    { ML_TOKEN_EQUAL_EQUAL, ML_COMPARE_EQ }, { ML_TOKEN_NOT_EQUAL, ML_COMPARE_NOT_EQ },
    { ML_TOKEN_LESS, ML_COMPARE_LT },        { ML_TOKEN_LESS_EQUAL, ML_COMPARE_LT_E },
    { ML_TOKEN_GREATER, ML_COMPARE_GT },     { ML_TOKEN_GREATER_EQUAL, ML_COMPARE_GT_E },
    { ML_TOKEN_IN, ML_COMPARE_IN },
  };
  MlTokenKind kind = ml_parser_peek (self)->kind;

  if (kind == ML_TOKEN_IS)
    {
      self->position++;
      *op = ml_parser_accept (self, ML_TOKEN_NOT) ? ML_COMPARE_IS_NOT : ML_COMPARE_IS;
      return TRUE;
    }

  if (kind == ML_TOKEN_NOT && ml_parser_peek_at (self, 1)->kind == ML_TOKEN_IN)
    {
      self->position += 2;
      *op = ML_COMPARE_NOT_IN;
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].kind == kind)
      {
        self->position++;
        *op = table[i].op;
        return TRUE;
      }

  return FALSE;
}

static MlNode *
parse_comparison (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *left = ml_parser_bitwise_or (self);
  guint base = self->stack->len;
  MlCompareOperator op;
  GArray *ops;
  MlNode *node;

  if (left == NULL || !accept_comparison (self, &op))
    return left;

  ops = g_array_new (FALSE, FALSE, sizeof op);

  do
    {
      MlNode *right = ml_parser_bitwise_or (self);

      if (right == NULL)
        {
          g_array_unref (ops);
          return NULL;
        }

      g_array_append_val (ops, op);
      ml_parser_push (self, right);
    }
  while (accept_comparison (self, &op));

  node = ml_parser_node (self, ML_NODE_COMPARE, start);
  node->compare.left = left;
  node->compare.comparators = ml_parser_pop_list (self, base);
  node->compare.ops = ml_tree_allocate (self->tree, ops->len * sizeof op);
  memcpy (node->compare.ops, ops->data, ops->len * sizeof op);
  g_array_unref (ops);

  return node;
}

static MlNode *
parse_inversion (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *operand, *node;

  if (ml_parser_accept (self, ML_TOKEN_NOT) == NULL)
    return parse_comparison (self);

  if (!ml_parser_enter (self, 1))
    return NULL;

  operand = parse_inversion (self);
  ml_parser_leave (self, 1);

  if (operand == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_UNARY_OP, start);
  node->unary_op.op = ML_UNARY_NOT;
  node->unary_op.operand = operand;

  return node;
}

/* `a and b and c` is one node; so is `a or b or c`. */
static MlNode *
parse_chain (MlParser *self, MlTokenKind word, MlBoolOperator op, MlNode *(*parse) (MlParser *self))
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = parse (self);

  if (node == NULL || !ml_parser_is_at (self, word))
    return node;

  ml_parser_push (self, node);

  while (ml_parser_is_at (self, word))
    {
      MlParserMark mark = ml_parser_mark (self);

      self->position++;
      node = parse (self);

      if (node == NULL && stop_before (self, mark, self->stack->pdata[base]) == NULL)
        return NULL;

      if (node == NULL)
        break;

      ml_parser_push (self, node);
    }

  if (self->stack->len == base + 1)
    {
      node = g_ptr_array_index (self->stack, base);
      g_ptr_array_set_size (self->stack, base);
      return node;
    }

  node = ml_parser_node (self, ML_NODE_BOOL_OP, start);
  node->bool_op.op = op;
  node->bool_op.values = ml_parser_pop_list (self, base);

  return node;
}

static MlNode *
parse_conjunction (MlParser *self)
{
  return parse_chain (self, ML_TOKEN_AND, ML_BOOL_AND, parse_inversion);
}

MlNode *
ml_parser_disjunction (MlParser *self)
{
  return parse_chain (self, ML_TOKEN_OR, ML_BOOL_OR, parse_conjunction);
}

static MlNode *
parse_lambda (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *args, *body, *node;

  self->position++;
  args = ml_parser_parameters (self, TRUE);

  if (args == NULL)
    return NULL;

  if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_COLON) &&
      ml_parser_peek_at (self, 1)->kind == ML_TOKEN_FSTRING_MIDDLE)
    return ml_parser_fail_range (self,
                                 start,
                                 ml_parser_peek (self)->end,
                                 "f-string: lambda expressions are not allowed without "
                                 "parentheses");

  if (ml_parser_accept (self, ML_TOKEN_COLON) == NULL || !ml_parser_enter (self, 2))
    return NULL;

  body = ml_parser_expression (self);
  ml_parser_leave (self, 2);

  if (body == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_LAMBDA, start);
  node->lambda.args = args;
  node->lambda.body = body;

  return node;
}

static gboolean
is_legacy_name (const MlToken *token)
{
  return ml_parser_token_is (token, "print") || ml_parser_token_is (token, "exec");
}

/* Words that may begin a statement of their own say nothing about what follows them; a name right
 * before a string may be a mistaken prefix. */
static gboolean
may_lack_comma (MlParser *self, guint position)
{
  static const char *const soft[] = { "_", "case", "match", "type" };
  const MlToken *first = &g_array_index (self->tokens, MlToken, position);

  for (gsize i = 0; i < G_N_ELEMENTS (soft); i++)
    if (ml_parser_token_is (first, soft[i]))
      return FALSE;

  return first->kind != ML_TOKEN_NAME || first[1].kind != ML_TOKEN_STRING;
}

/* Two expressions side by side, in brackets: a comma is missing. */
static void
explain_missing_comma (MlParser *self, MlParserMark mark, MlNode *left)
{
  MlParserMark here = ml_parser_mark (self);
  MlNode *right = NULL;

  if (!ml_parser_starts_expression (self) || !may_lack_comma (self, mark.position))
    return;

  if (left->kind == ML_NODE_NAME &&
      (strcmp (left->name.id, "print") == 0 || strcmp (left->name.id, "exec") == 0))
    return;

  self->quiet++;
  right = ml_parser_expression (self);
  self->quiet--;

  if (right != NULL && g_array_index (self->tokens, MlToken, self->position - 1).level > 0)
    ml_parser_fail_range (
        self, left->start, right->end, "invalid syntax. Perhaps you forgot a comma?");

  ml_parser_go_back (self, here);
}

/* `print x`, as in Python 2. */
static void
explain_legacy (MlParser *self, MlParserMark mark)
{
  MlParserMark here = ml_parser_mark (self);
  const MlToken *first = &g_array_index (self->tokens, MlToken, mark.position);
  MlTextPlace start = first->start;
  const char *name;
  MlNode *rest;

  if (!is_legacy_name (first) || !ml_parser_may_explain (self, ML_RULE_LEGACY, mark.position))
    return;

  name = ml_parser_name (self, first);
  ml_parser_go_back (self, mark);
  self->position++;

  if (!ml_parser_is_at (self, ML_TOKEN_LEFT_PARENTHESIS))
    {
      rest = ml_parser_star_expressions (self);

      if (rest != NULL)
        ml_parser_fail_range (self,
                              start,
                              rest->end,
                              "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                              name,
                              name);
    }

  ml_parser_go_back (self, here);
}

static MlNode *
parse_conditional (MlParser *self, MlTextPlace start, MlNode *body)
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *test, *orelse, *node;

  self->position++;
  test = ml_parser_disjunction (self);

  if (test != NULL && ml_parser_explains (self) && !ml_parser_is_at (self, ML_TOKEN_ELSE) &&
      !ml_parser_is_at (self, ML_TOKEN_COLON))
    return ml_parser_fail_range (
        self, body->start, test->end, "expected 'else' after 'if' expression");

  if (test == NULL || ml_parser_accept (self, ML_TOKEN_ELSE) == NULL)
    return stop_before (self, mark, body);

  if (!ml_parser_enter (self, 1))
    return NULL;

  orelse = ml_parser_expression (self);
  ml_parser_leave (self, 1);

  if (orelse == NULL)
    return stop_before (self, mark, body);

  node = ml_parser_node (self, ML_NODE_IF_EXP, start);
  node->if_exp.test = test;
  node->if_exp.body = body;
  node->if_exp.orelse = orelse;

  return node;
}

MlNode *
ml_parser_expression (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlParserMark mark = ml_parser_mark (self);
  MlNode *node;

  if (ml_parser_is_at (self, ML_TOKEN_LAMBDA))
    return parse_lambda (self);

  node = ml_parser_disjunction (self);

  if (node == NULL)
    return NULL;

  if (ml_parser_explains (self))
    {
      explain_missing_comma (self, mark, node);
      explain_legacy (self, mark);

      if (self->error != NULL)
        return NULL;
    }

  return ml_parser_is_at (self, ML_TOKEN_IF) ? parse_conditional (self, start, node) : node;
}

/* TRUE if what begins at the mark is a list, a tuple or a generator expression, or True, False or
 * None. */
static gboolean
begins_with_display (MlParser *self, MlParserMark mark)
{
  const MlToken *token;
  MlTextPlace start;
  MlNode *atom;

  ml_parser_go_back (self, mark);
  token = ml_parser_peek (self);

  if (token->kind == ML_TOKEN_TRUE || token->kind == ML_TOKEN_FALSE || token->kind == ML_TOKEN_NONE)
    return TRUE;

  if (token->kind != ML_TOKEN_LEFT_BRACKET && token->kind != ML_TOKEN_LEFT_PARENTHESIS)
    return FALSE;

  start = token->start;
  self->quiet++;
  atom = ml_parser_atom (self);
  self->quiet--;
  ml_parser_go_back (self, mark);

  return atom != NULL && atom->start.byte == start.byte && atom->start.line == start.line &&
         (atom->kind == ML_NODE_LIST || atom->kind == ML_NODE_TUPLE ||
          atom->kind == ML_NODE_GENERATOR_EXP);
}

static gboolean
is_at_assignment (MlParser *self)
{
  return ml_parser_is_at (self, ML_TOKEN_EQUAL) || ml_parser_is_at (self, ML_TOKEN_COLON_EQUAL);
}

/* `x = y` where an expression is wanted: `==` was meant. */
static void
explain_equal (MlParser *self, MlParserMark mark)
{
  gboolean display, named;
  MlNode *left, *right;

  display = begins_with_display (self, mark);
  named = ml_parser_peek (self)->kind == ML_TOKEN_NAME &&
          ml_parser_peek_at (self, 1)->kind == ML_TOKEN_EQUAL;
  left = ml_parser_bitwise_or (self);

  if (left == NULL || ml_parser_accept (self, ML_TOKEN_EQUAL) == NULL)
    return;

  right = ml_parser_bitwise_or (self);

  if (right == NULL || is_at_assignment (self))
    return;

  if (named)
    ml_parser_fail_range (self,
                          left->start,
                          right->end,
                          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  else if (!display)
    ml_parser_fail_node (self,
                         left,
                         "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                         ml_parser_describe (self, left));
}

static void
explain_named (MlParser *self, MlParserMark mark, MlNode *node)
{
  MlParserMark here = ml_parser_mark (self);

  if (ml_parser_accept (self, ML_TOKEN_COLON_EQUAL) != NULL)
    {
      if (ml_parser_expression (self) != NULL)
        ml_parser_fail_node (self,
                             node,
                             "cannot use assignment expressions with %s",
                             ml_parser_describe (self, node));
    }
  else if (ml_parser_is_at (self, ML_TOKEN_EQUAL))
    {
      explain_equal (self, mark);
    }

  ml_parser_go_back (self, here);
}

static MlNode *
parse_walrus (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  const char *id = ml_parser_name (self, ml_parser_peek (self));
  MlNode *target, *value, *node;

  self->position++;
  target = ml_parser_node (self, ML_NODE_NAME, start);
  target->name.id = id;
  target->name.ctx = ML_CONTEXT_STORE;
  self->position++;
  value = ml_parser_expression (self);

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_NAMED_EXPR, start);
  node->named_expr.target = target;
  node->named_expr.value = value;

  return node;
}

MlNode *
ml_parser_named_expression (MlParser *self)
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *node;

  if (ml_parser_is_at (self, ML_TOKEN_NAME) &&
      ml_parser_peek_at (self, 1)->kind == ML_TOKEN_COLON_EQUAL)
    return parse_walrus (self);

  node = ml_parser_expression (self);

  if (node == NULL)
    return NULL;

  if (ml_parser_explains (self))
    explain_named (self, mark, node);

  return self->error != NULL || ml_parser_is_at (self, ML_TOKEN_COLON_EQUAL) ? NULL : node;
}

static MlNode *
parse_starred (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *value, *node;

  self->position++;
  value = ml_parser_bitwise_or (self);

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_STARRED, start);
  node->starred.value = value;

  return node;
}

MlNode *
ml_parser_star_named_expression (MlParser *self)
{
  if (ml_parser_is_at (self, ML_TOKEN_STAR))
    return parse_starred (self);

  return ml_parser_named_expression (self);
}

static MlNode *
parse_star_expression (MlParser *self)
{
  if (ml_parser_is_at (self, ML_TOKEN_STAR))
    return parse_starred (self);

  return ml_parser_expression (self);
}

static MlNode *
parse_tuple (MlParser *self, MlNode *(*parse) (MlParser *self), gboolean stars)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = parse (self);
  MlParserMark mark;

  if (node == NULL || !ml_parser_is_at (self, ML_TOKEN_COMMA))
    return node;

  ml_parser_push (self, node);

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL)
    {
      if (!ml_parser_starts_expression (self) && !(stars && ml_parser_is_at (self, ML_TOKEN_STAR)))
        break;

      mark = ml_parser_mark (self);
      node = parse (self);

      if (node == NULL)
        {
          if (self->error != NULL)
            return NULL;

          ml_parser_go_back (self, mark);
          break;
        }

      ml_parser_push (self, node);
    }

  node = ml_parser_node (self, ML_NODE_TUPLE, start);
  node->list.elts = ml_parser_pop_list (self, base);

  return node;
}

MlNode *
ml_parser_expressions (MlParser *self)
{
  return parse_tuple (self, ml_parser_expression, FALSE);
}

MlNode *
ml_parser_star_expressions (MlParser *self)
{
  return parse_tuple (self, parse_star_expression, TRUE);
}

MlNode *
ml_parser_yield_expression (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNodeKind kind = ML_NODE_YIELD;
  MlNode *value = NULL, *node;

  if (ml_parser_accept (self, ML_TOKEN_YIELD) == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_FROM) != NULL)
    {
      kind = ML_NODE_YIELD_FROM;
      value = ml_parser_expression (self);

      if (value == NULL)
        return NULL;
    }
  else if (ml_parser_starts_expression (self) || ml_parser_is_at (self, ML_TOKEN_STAR))
    {
      value = ml_parser_star_expressions (self);

      if (value == NULL)
        return NULL;
    }

  node = ml_parser_node (self, kind, start);
  node->yield.value = value;

  return node;
}

MlNode *
ml_parser_right_side (MlParser *self)
{
  return ml_parser_is_at (self, ML_TOKEN_YIELD) ? ml_parser_yield_expression (self)
                                                : ml_parser_star_expressions (self);
}
