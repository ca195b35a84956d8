#include "ml-parser-private.h"

static gboolean
get_augmented_operator (MlTokenKind kind, MlBinaryOperator *op)
{
  static const struct
  {
    MlTokenKind kind;
    MlBinaryOperator op;
  } table[] = {
    { ML_TOKEN_PLUS_EQUAL, ML_BINARY_ADD },
    { ML_TOKEN_MINUS_EQUAL, ML_BINARY_SUB },
    { ML_TOKEN_STAR_EQUAL, ML_BINARY_MULT },
    { ML_TOKEN_AT_EQUAL, ML_BINARY_MAT_MULT },
    { ML_TOKEN_SLASH_EQUAL, ML_BINARY_DIV },
    { ML_TOKEN_PERCENT_EQUAL, ML_BINARY_MOD },
    { ML_TOKEN_AMPERSAND_EQUAL, ML_BINARY_BIT_AND },
    { ML_TOKEN_BAR_EQUAL, ML_BINARY_BIT_OR },
    { ML_TOKEN_CARET_EQUAL, ML_BINARY_BIT_XOR },
    { ML_TOKEN_LEFT_SHIFT_EQUAL, ML_BINARY_L_SHIFT },
    { ML_TOKEN_RIGHT_SHIFT_EQUAL, ML_BINARY_R_SHIFT },
    { ML_TOKEN_DOUBLE_STAR_EQUAL, ML_BINARY_POW },
    { ML_TOKEN_DOUBLE_SLASH_EQUAL, ML_BINARY_FLOOR_DIV },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].kind == kind)
      {
        *op = table[i].op;
        return TRUE;
      }

  return FALSE;
}

static MlNode *
parse_expression_statement (MlParser *self, MlTextPlace start, MlNode *value)
{
  MlNode *node = ml_parser_node (self, ML_NODE_EXPR, start);

  node->expr.value = value;

  return node;
}

/* `target: annotation = value`. @bare: the target is not in parentheses. */
static MlNode *
parse_annotated (MlParser *self, MlTextPlace start, MlNode *target, gboolean bare)
{
  MlNode *annotation, *value = NULL, *node;

  if (!ml_parser_is_single_target (target))
    return NULL;

  ml_parser_set_target (target, ML_CONTEXT_STORE);
  self->position++;
  annotation = ml_parser_expression (self);

  if (annotation == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_EQUAL) != NULL)
    {
      value = ml_parser_right_side (self);

      if (value == NULL)
        return NULL;
    }

  node = ml_parser_node (self, ML_NODE_ANN_ASSIGN, start);
  node->ann_assign.target = target;
  node->ann_assign.annotation = annotation;
  node->ann_assign.value = value;
  node->ann_assign.simple = bare && target->kind == ML_NODE_NAME;

  return node;
}

static MlNode *
parse_augmented (MlParser *self, MlTextPlace start, MlNode *target, MlBinaryOperator op)
{
  MlNode *value, *node;

  if (!ml_parser_is_single_target (target))
    return NULL;

  ml_parser_set_target (target, ML_CONTEXT_STORE);
  self->position++;
  value = ml_parser_right_side (self);

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_AUG_ASSIGN, start);
  node->aug_assign.target = target;
  node->aug_assign.op = op;
  node->aug_assign.value = value;

  return node;
}

/* `a = b = value`; the first target has been read. */
static MlNode *
parse_chain (MlParser *self, MlTextPlace start, MlNode *value)
{
  guint base = self->stack->len;
  MlNode *node;

  while (ml_parser_accept (self, ML_TOKEN_EQUAL) != NULL)
    {
      if (!ml_parser_set_target (value, ML_CONTEXT_STORE))
        return NULL;

      ml_parser_push (self, value);
      value = ml_parser_right_side (self);

      if (value == NULL)
        return NULL;
    }

  node = ml_parser_node (self, ML_NODE_ASSIGN, start);
  node->assign.targets = ml_parser_pop_list (self, base);
  node->assign.value = value;

  return node;
}

/* An assignment of any kind, or an expression alone. */
static MlNode *
parse_assignment (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  gboolean bare = !ml_parser_is_at (self, ML_TOKEN_LEFT_PARENTHESIS);
  MlNode *node = ml_parser_right_side (self);
  MlBinaryOperator op;

  if (node == NULL)
    return NULL;

  if (ml_parser_is_at (self, ML_TOKEN_EQUAL))
    return parse_chain (self, start, node);

  if (ml_parser_is_at (self, ML_TOKEN_COLON))
    return parse_annotated (self, start, node, bare);

  if (get_augmented_operator (ml_parser_peek (self)->kind, &op))
    return parse_augmented (self, start, node, op);

  return parse_expression_statement (self, start, node);
}

/* What is annotated is no single target: `a, b: int`. */
static void
explain_annotation (MlParser *self, MlParserMark mark)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *first = ml_parser_star_named_expression (self);
  guint n = 1;

  if (first == NULL)
    return;

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL && !ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      n++;

      if (ml_parser_star_named_expression (self) == NULL)
        return;
    }

  if (n == 1 && g_array_index (self->tokens, MlToken, self->position - 1).kind == ML_TOKEN_COMMA)
    n++;

  if (ml_parser_accept (self, ML_TOKEN_COLON) == NULL || ml_parser_expression (self) == NULL)
    return;

  if (n > 1)
    ml_parser_fail_node (self, first, "only single target (not tuple) can be annotated");
  else if ((first->kind == ML_NODE_LIST || first->kind == ML_NODE_TUPLE) &&
           start.byte <= first->start.byte)
    ml_parser_fail_node (self,
                         first,
                         "only single target (not %s) can be annotated",
                         ml_parser_describe (self, first));
  else if (!ml_parser_is_single_target (first))
    ml_parser_fail_node (self, first, "illegal target for annotation");
}

static void
explain_chain (MlParser *self)
{
  MlNode *node;

  do
    {
      gboolean yield = ml_parser_is_at (self, ML_TOKEN_YIELD);

      node = ml_parser_right_side (self);

      if (node == NULL || !ml_parser_is_at (self, ML_TOKEN_EQUAL))
        return;

      if (yield)
        ml_parser_fail_node (self, node, "assignment to yield expression not possible");
      else
        ml_parser_fail_target (self, node, ML_CONTEXT_STORE, FALSE);
    }
  while (self->error == NULL && ml_parser_accept (self, ML_TOKEN_EQUAL) != NULL);
}

static void
explain_augmented (MlParser *self)
{
  MlNode *node = ml_parser_star_expressions (self);
  MlBinaryOperator op;

  if (node == NULL || !get_augmented_operator (ml_parser_peek (self)->kind, &op))
    return;

  self->position++;

  if (!ml_parser_is_single_target (node) && ml_parser_right_side (self) != NULL)
    ml_parser_fail_node (self,
                         node,
                         "'%s' is an illegal expression for augmented assignment",
                         ml_parser_describe (self, node));
}

static MlNode *
parse_assignment_or_explain (MlParser *self)
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *node = parse_assignment (self);

  if (node != NULL || !ml_parser_may_explain (self, ML_RULE_ASSIGNMENT, mark.position))
    return node;

  ml_parser_go_back (self, mark);
  explain_annotation (self, mark);
  ml_parser_go_back (self, mark);
  explain_chain (self);
  ml_parser_go_back (self, mark);
  explain_augmented (self);

  return NULL;
}

static MlNode *
parse_bare (MlParser *self, MlNodeKind kind)
{
  MlTextPlace start = ml_parser_get_start (self);

  self->position++;

  return ml_parser_node (self, kind, start);
}

static gboolean
is_at_statement_end (MlParser *self)
{
  return ml_parser_is_at (self, ML_TOKEN_NEWLINE) || ml_parser_is_at (self, ML_TOKEN_SEMICOLON);
}

static MlNode *
parse_return (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *value = NULL, *node;

  self->position++;

  if (ml_parser_starts_expression (self) || ml_parser_is_at (self, ML_TOKEN_STAR))
    {
      value = ml_parser_star_expressions (self);

      if (value == NULL)
        return NULL;
    }

  node = ml_parser_node (self, ML_NODE_RETURN, start);
  node->return_.value = value;

  return node;
}

static MlNode *
parse_raise (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *exc = NULL, *cause = NULL, *node;

  self->position++;

  if (ml_parser_starts_expression (self))
    {
      exc = ml_parser_expression (self);

      if (exc == NULL)
        return NULL;

      if (ml_parser_accept (self, ML_TOKEN_FROM) != NULL)
        {
          cause = ml_parser_expression (self);

          if (cause == NULL)
            return NULL;
        }
    }

  node = ml_parser_node (self, ML_NODE_RAISE, start);
  node->raise.exc = exc;
  node->raise.cause = cause;

  return node;
}

static MlNode *
parse_assert (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *test, *msg = NULL, *node;

  self->position++;
  test = ml_parser_expression (self);

  if (test == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL)
    {
      msg = ml_parser_expression (self);

      if (msg == NULL)
        return NULL;
    }

  node = ml_parser_node (self, ML_NODE_ASSERT, start);
  node->assert_.test = test;
  node->assert_.msg = msg;

  return node;
}

static MlNodeList *
parse_del_targets (MlParser *self)
{
  guint base = self->stack->len;

  do
    {
      MlNode *target = ml_parser_primary (self);

      if (target == NULL || !ml_parser_set_target (target, ML_CONTEXT_DEL))
        return NULL;

      ml_parser_push (self, target);
    }
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL && !is_at_statement_end (self));

  return is_at_statement_end (self) ? ml_parser_pop_list (self, base) : NULL;
}

static MlNode *
parse_del (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlParserMark mark;
  MlNodeList *targets;
  MlNode *node;

  self->position++;
  mark = ml_parser_mark (self);
  targets = parse_del_targets (self);

  if (targets != NULL)
    {
      node = ml_parser_node (self, ML_NODE_DELETE, start);
      node->delete.targets = targets;
      return node;
    }

  if (ml_parser_explains (self))
    {
      ml_parser_go_back (self, mark);
      node = ml_parser_star_expressions (self);

      if (node != NULL)
        ml_parser_fail_target (self, node, ML_CONTEXT_DEL, FALSE);
    }

  return NULL;
}

static MlNode *
parse_global (MlParser *self, MlNodeKind kind)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node;

  self->position++;

  do
    {
      const MlToken *name = ml_parser_accept (self, ML_TOKEN_NAME);

      if (name == NULL)
        return NULL;

      ml_parser_push (self, ml_parser_name (self, name));
    }
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL);

  node = ml_parser_node (self, kind, start);
  node->global.names = ml_parser_pop_names (self, base);

  return node;
}

/* `a.b.c` as one name, without blanks; NULL if there is none. */
static const char *
parse_dotted_name (MlParser *self)
{
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_NAME);
  g_autoptr (GString) dotted = NULL;

  if (token == NULL)
    return NULL;

  dotted = g_string_new (ml_parser_name (self, token));

  while (ml_parser_accept (self, ML_TOKEN_DOT) != NULL)
    {
      token = ml_parser_accept (self, ML_TOKEN_NAME);

      if (token == NULL)
        return NULL;

      g_string_append_printf (dotted, ".%s", ml_parser_name (self, token));
    }

  return ml_tree_intern (self->tree, dotted->str, dotted->len);
}

/* A name with or without `as`: a dotted one behind `import`, a plain one behind `from`. */
static MlNode *
parse_alias (MlParser *self, gboolean dotted)
{
  MlTextPlace start = ml_parser_get_start (self);
  const MlToken *token;
  const char *name, *asname = NULL;
  MlNode *node;

  if (dotted)
    {
      name = parse_dotted_name (self);
    }
  else
    {
      token = ml_parser_accept (self, ML_TOKEN_NAME);
      name = token != NULL ? ml_parser_name (self, token) : NULL;
    }

  if (name == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_AS) != NULL)
    {
      token = ml_parser_accept (self, ML_TOKEN_NAME);

      if (token == NULL)
        return NULL;

      asname = ml_parser_name (self, token);
    }

  node = ml_parser_node (self, ML_NODE_ALIAS, start);
  node->alias.name = name;
  node->alias.asname = asname;

  return node;
}

static MlNode *
parse_import (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node;

  self->position++;

  if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
    return ml_parser_fail_from (
        self, ml_parser_get_start (self), "Expected one or more names after 'import'");

  do
    {
      MlNode *alias = parse_alias (self, TRUE);

      if (alias == NULL)
        return NULL;

      ml_parser_push (self, alias);
    }
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL);

  if (ml_parser_explains (self) && ml_parser_accept (self, ML_TOKEN_FROM) != NULL &&
      parse_dotted_name (self) != NULL)
    return ml_parser_fail_from (self, start, "Did you mean to use 'from ... import ...' instead?");

  node = ml_parser_node (self, ML_NODE_IMPORT, start);
  node->import.names = ml_parser_pop_list (self, base);

  return node;
}

static MlNode *
parse_star_alias (MlParser *self)
{
  MlNode *node = parse_bare (self, ML_NODE_ALIAS);

  node->alias.name = ml_tree_intern (self->tree, "*", 1);

  return node;
}

static MlNodeList *
parse_from_names (MlParser *self)
{
  guint base = self->stack->len;
  gboolean parenthesized;

  if (ml_parser_is_at (self, ML_TOKEN_STAR))
    return ml_parser_list_of (self, parse_star_alias (self));

  if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
    return ml_parser_fail_from (
        self, ml_parser_get_start (self), "Expected one or more names after 'import'");

  parenthesized = ml_parser_accept (self, ML_TOKEN_LEFT_PARENTHESIS) != NULL;

  do
    {
      MlNode *alias = parse_alias (self, FALSE);

      if (alias == NULL)
        return NULL;

      ml_parser_push (self, alias);

      if (!ml_parser_is_at (self, ML_TOKEN_COMMA))
        break;

      self->position++;

      if (ml_parser_explains (self) && !parenthesized && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
        return ml_parser_fail_last (
            self, ML_SYNTAX_ERROR, "trailing comma not allowed without surrounding parentheses");
    }
  while (!parenthesized || !ml_parser_is_at (self, ML_TOKEN_RIGHT_PARENTHESIS));

  if (parenthesized && ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) == NULL)
    return NULL;

  return ml_parser_pop_list (self, base);
}

static MlNode *
parse_from (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  const char *module = NULL;
  MlNodeList *names;
  guint level = 0;
  MlNode *node;

  self->position++;

  while (ml_parser_is_at (self, ML_TOKEN_DOT) || ml_parser_is_at (self, ML_TOKEN_ELLIPSIS))
    {
      level += ml_parser_is_at (self, ML_TOKEN_DOT) ? 1 : 3;
      self->position++;
    }

  if (level == 0 || !ml_parser_is_at (self, ML_TOKEN_IMPORT))
    {
      module = parse_dotted_name (self);

      if (module == NULL)
        return NULL;
    }

  if (ml_parser_accept (self, ML_TOKEN_IMPORT) == NULL)
    return NULL;

  names = parse_from_names (self);

  if (names == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_IMPORT_FROM, start);
  node->import_from.module = module;
  node->import_from.names = names;
  node->import_from.level = level;

  return node;
}

static gboolean
is_at_type_alias (MlParser *self)
{
  MlTokenKind behind;

  if (!ml_parser_is_at_word (self, "type") || ml_parser_peek_at (self, 1)->kind != ML_TOKEN_NAME)
    return FALSE;

  behind = ml_parser_peek_at (self, 2)->kind;

  return behind == ML_TOKEN_EQUAL || behind == ML_TOKEN_LEFT_BRACKET;
}

static MlNode *
parse_type_alias (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNodeList *params;
  MlNode *name, *value, *node;

  self->position++;
  name = ml_parser_atom (self);
  ml_parser_set_target (name, ML_CONTEXT_STORE);
  params = ml_parser_type_params (self);

  if (params == NULL || ml_parser_accept (self, ML_TOKEN_EQUAL) == NULL)
    return NULL;

  value = ml_parser_expression (self);

  if (value == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_TYPE_ALIAS, start);
  node->type_alias.name = name;
  node->type_alias.type_params = params;
  node->type_alias.value = value;

  return node;
}

static MlNode *
parse_simple_statement (MlParser *self)
{
  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_PASS:
      return parse_bare (self, ML_NODE_PASS);

    case ML_TOKEN_BREAK:
      return parse_bare (self, ML_NODE_BREAK);

    case ML_TOKEN_CONTINUE:
      return parse_bare (self, ML_NODE_CONTINUE);

    case ML_TOKEN_RETURN:
      return parse_return (self);

    case ML_TOKEN_RAISE:
      return parse_raise (self);

    case ML_TOKEN_ASSERT:
      return parse_assert (self);

    case ML_TOKEN_DEL:
      return parse_del (self);

    case ML_TOKEN_GLOBAL:
      return parse_global (self, ML_NODE_GLOBAL);

    case ML_TOKEN_NONLOCAL:
      return parse_global (self, ML_NODE_NONLOCAL);

    case ML_TOKEN_IMPORT:
      return parse_import (self);

    case ML_TOKEN_FROM:
      return parse_from (self);

    default:
      return is_at_type_alias (self) ? parse_type_alias (self) : parse_assignment_or_explain (self);
    }
}

gboolean
ml_parser_simple_statements (MlParser *self)
{
  do
    {
      MlNode *node = parse_simple_statement (self);

      if (node == NULL)
        return FALSE;

      ml_parser_push (self, node);
    }
  while (ml_parser_accept (self, ML_TOKEN_SEMICOLON) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_NEWLINE));

  return ml_parser_accept (self, ML_TOKEN_NEWLINE) != NULL;
}

gboolean
ml_parser_statement (MlParser *self)
{
  gboolean matched;
  MlNode *node = ml_parser_compound_statement (self, &matched);

  if (!matched)
    return self->error == NULL && ml_parser_simple_statements (self);

  if (node != NULL)
    ml_parser_push (self, node);

  return node != NULL;
}

MlNodeList *
ml_parser_block (MlParser *self, const char *what, guint32 line)
{
  guint base = self->stack->len;

  if (ml_parser_accept (self, ML_TOKEN_NEWLINE) == NULL)
    return ml_parser_simple_statements (self) ? ml_parser_pop_list (self, base) : NULL;

  if (ml_parser_accept (self, ML_TOKEN_INDENT) == NULL)
    {
      if (ml_parser_explains (self))
        ml_parser_fail_last (self,
                             ML_INDENTATION_ERROR,
                             "expected an indented block after %s on line %u",
                             what,
                             ml_parser_number_line (self, line));
      return NULL;
    }

  while (ml_parser_accept (self, ML_TOKEN_DEDENT) == NULL)
    if (!ml_parser_statement (self))
      return NULL;

  return ml_parser_pop_list (self, base);
}
