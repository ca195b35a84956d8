#include "ml-parser-private.h"

/* The colon before a block. At the end of the line it was forgotten; anywhere else something else
 * is wrong. */
static gboolean
parse_colon (MlParser *self)
{
  if (ml_parser_accept (self, ML_TOKEN_COLON) != NULL)
    return TRUE;

  if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
    ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");

  return FALSE;
}

/* `else` and its block; an empty list if there is none. */
static MlNodeList *
parse_else (MlParser *self)
{
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_ELSE);
  guint32 line;

  if (token == NULL)
    return self->error == NULL ? ml_parser_no_list (self) : NULL;

  line = token->start.line;

  if (!ml_parser_demand (self, ML_TOKEN_COLON, ":"))
    return NULL;

  return ml_parser_block (self, "'else' statement", line);
}

/* One `if` or `elif` without what follows. */
static MlNode *
parse_branch (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  const char *what = ml_parser_is_at (self, ML_TOKEN_IF) ? "'if' statement" : "'elif' statement";
  MlNodeList *body;
  MlNode *test, *node;

  self->position++;
  test = ml_parser_named_expression (self);

  if (test == NULL || !parse_colon (self))
    return NULL;

  body = ml_parser_block (self, what, start.line);

  if (body == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_IF, start);
  node->if_.test = test;
  node->if_.body = body;

  return node;
}

static MlNode *
parse_if (MlParser *self)
{
  guint base = self->stack->len;
  MlNodeList *orelse;
  MlNode *node;
  guint n;

  do
    {
      node = parse_branch (self);

      if (node == NULL || !ml_parser_enter (self, 1))
        return NULL;

      ml_parser_push (self, node);
    }
  while (ml_parser_is_at (self, ML_TOKEN_ELIF));

  n = self->stack->len - base;
  ml_parser_leave (self, n);
  orelse = parse_else (self);

  if (orelse == NULL)
    return NULL;

  /* From the last one to the first: each is the `else` of the one before, and all end where the
   * last one does. */
  for (guint i = n; i > 0; i--)
    {
      node = g_ptr_array_index (self->stack, base + i - 1);
      node->if_.orelse = orelse;
      node->end = ml_parser_get_end (self);
      orelse = ml_parser_list_of (self, node);
    }

  g_ptr_array_set_size (self->stack, base);

  return node;
}

static MlNode *
parse_while (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNodeList *body, *orelse;
  MlNode *test, *node;

  self->position++;
  test = ml_parser_named_expression (self);

  if (test == NULL || !parse_colon (self))
    return NULL;

  body = ml_parser_block (self, "'while' statement", start.line);
  orelse = body != NULL ? parse_else (self) : NULL;

  if (orelse == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_WHILE, start);
  node->while_.test = test;
  node->while_.body = body;
  node->while_.orelse = orelse;

  return node;
}

/* @start: of `for`, or of the `async` before it. */
static MlNode *
parse_for (MlParser *self, MlNodeKind kind, MlTextPlace start)
{
  guint32 line = ml_parser_get_start (self).line;
  MlNodeList *body, *orelse;
  MlNode *target, *iter, *node;

  self->position++;
  target = ml_parser_loop_target (self, FALSE);

  if (target == NULL || ml_parser_accept (self, ML_TOKEN_IN) == NULL)
    return NULL;

  iter = ml_parser_star_expressions (self);

  if (iter == NULL || !parse_colon (self))
    return NULL;

  body = ml_parser_block (self, "'for' statement", line);
  orelse = body != NULL ? parse_else (self) : NULL;

  if (orelse == NULL)
    return NULL;

  node = ml_parser_node (self, kind, start);
  node->for_.target = target;
  node->for_.iter = iter;
  node->for_.body = body;
  node->for_.orelse = orelse;

  return node;
}

/* The target behind `as` of a with statement. */
static MlNode *
parse_with_target (MlParser *self)
{
  MlParserMark mark = ml_parser_mark (self);
  gboolean star = ml_parser_is_at (self, ML_TOKEN_STAR);
  MlNode *target = star ? ml_parser_star_named_expression (self) : ml_parser_primary (self);
  MlTokenKind behind = ml_parser_peek (self)->kind;

  if (target != NULL && ml_parser_set_target (target, ML_CONTEXT_STORE) &&
      (behind == ML_TOKEN_COMMA || behind == ML_TOKEN_RIGHT_PARENTHESIS ||
       behind == ML_TOKEN_COLON))
    return target;

  if (ml_parser_explains (self) && target != NULL && behind == ML_TOKEN_NEWLINE)
    return ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");

  if (ml_parser_explains (self))
    {
      ml_parser_go_back (self, mark);
      target = ml_parser_expression (self);
      behind = ml_parser_peek (self)->kind;

      if (target != NULL && (behind == ML_TOKEN_COMMA || behind == ML_TOKEN_RIGHT_PARENTHESIS ||
                             behind == ML_TOKEN_COLON))
        ml_parser_fail_target (self, target, ML_CONTEXT_STORE, FALSE);
    }

  return NULL;
}

static gboolean
parse_with_item (MlParser *self)
{
  MlNode *node =
      ml_tree_new_node (self->tree, ML_NODE_WITH_ITEM, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });

  node->with_item.context_expr = ml_parser_expression (self);

  if (node->with_item.context_expr == NULL)
    return FALSE;

  if (ml_parser_accept (self, ML_TOKEN_AS) != NULL)
    {
      node->with_item.optional_vars = parse_with_target (self);

      if (node->with_item.optional_vars == NULL)
        return FALSE;
    }

  ml_parser_push (self, node);

  return TRUE;
}

/* `(a as b, c as d)` up to the colon, which is not taken. */
static MlNodeList *
parse_parenthesized_items (MlParser *self)
{
  guint base = self->stack->len;

  if (ml_parser_accept (self, ML_TOKEN_LEFT_PARENTHESIS) == NULL)
    return NULL;

  do
    if (!parse_with_item (self))
      return NULL;
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_RIGHT_PARENTHESIS));

  if (ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) == NULL)
    return NULL;

  if (!ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
        ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");
      return NULL;
    }

  return ml_parser_pop_list (self, base);
}

static MlNodeList *
parse_plain_items (MlParser *self)
{
  guint base = self->stack->len;

  for (;;)
    {
      if (!parse_with_item (self))
        return NULL;

      if (ml_parser_accept (self, ML_TOKEN_COMMA) == NULL)
        break;
    }

  if (!ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_NEWLINE))
        ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected ':'");
      return NULL;
    }

  return ml_parser_pop_list (self, base);
}

/* Parentheses may hold all the items, or be part of the first one's expression: only what follows
 * tells. */
static MlNodeList *
parse_with_items (MlParser *self)
{
  MlParserMark mark = ml_parser_mark (self);
  MlNodeList *items;

  self->quiet++;
  items = parse_parenthesized_items (self);
  self->quiet--;

  if (items != NULL)
    return items;

  ml_parser_go_back (self, mark);
  items = parse_plain_items (self);

  if (items == NULL && ml_parser_explains (self))
    {
      ml_parser_go_back (self, mark);
      parse_parenthesized_items (self);
    }

  return items;
}

static MlNode *
parse_with (MlParser *self, MlNodeKind kind, MlTextPlace start)
{
  guint32 line = ml_parser_get_start (self).line;
  MlNodeList *items, *body;
  MlNode *node;

  self->position++;
  items = parse_with_items (self);

  if (items == NULL || ml_parser_accept (self, ML_TOKEN_COLON) == NULL)
    return NULL;

  body = ml_parser_block (self, "'with' statement", line);

  if (body == NULL)
    return NULL;

  node = ml_parser_node (self, kind, start);
  node->with.items = items;
  node->with.body = body;

  return node;
}

/* `except A, B:` */
static void
explain_several_types (MlParser *self, MlNode *first)
{
  if (!ml_parser_explains (self) || ml_parser_accept (self, ML_TOKEN_COMMA) == NULL ||
      ml_parser_expressions (self) == NULL)
    return;

  if (ml_parser_accept (self, ML_TOKEN_AS) != NULL &&
      ml_parser_accept (self, ML_TOKEN_NAME) == NULL)
    return;

  if (ml_parser_accept (self, ML_TOKEN_COLON) != NULL)
    ml_parser_fail_from (self, first->start, "multiple exception types must be parenthesized");
}

static gboolean
parse_handler_type (MlParser *self, MlNode *node, gboolean star)
{
  const MlToken *name;

  if (!star && (ml_parser_is_at (self, ML_TOKEN_COLON) || ml_parser_is_at (self, ML_TOKEN_NEWLINE)))
    return TRUE;

  if (star && ml_parser_explains (self) &&
      (ml_parser_is_at (self, ML_TOKEN_COLON) || ml_parser_is_at (self, ML_TOKEN_NEWLINE)))
    {
      ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected one or more exception types");
      return FALSE;
    }

  node->except_handler.type = ml_parser_expression (self);

  if (node->except_handler.type == NULL)
    return FALSE;

  explain_several_types (self, node->except_handler.type);

  if (ml_parser_accept (self, ML_TOKEN_AS) == NULL)
    return TRUE;

  name = ml_parser_accept (self, ML_TOKEN_NAME);

  if (name != NULL)
    node->except_handler.name = ml_parser_name (self, name);

  return name != NULL;
}

/* *@star says of which kind the first clause was; the others must be so, too. */
static MlNode *
parse_handler (MlParser *self, gboolean first, gboolean *star)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlTextPlace end = ml_parser_peek (self)->end;
  MlNode *node;
  gboolean starred;

  self->position++;
  starred = ml_parser_accept (self, ML_TOKEN_STAR) != NULL;

  if (first)
    *star = starred;

  if (starred)
    end = ml_parser_get_end (self);

  if (starred != *star)
    {
      if (ml_parser_explains (self))
        ml_parser_fail_range (
            self, start, end, "cannot have both 'except' and 'except*' on the same 'try'");
      return NULL;
    }

  node = ml_tree_new_node (self->tree, ML_NODE_EXCEPT_HANDLER, start, start);

  if (!parse_handler_type (self, node, starred) || !parse_colon (self))
    return NULL;

  node->except_handler.body =
      ml_parser_block (self, starred ? "'except*' statement" : "'except' statement", start.line);

  if (node->except_handler.body == NULL)
    return NULL;

  node->end = ml_parser_get_end (self);

  return node;
}

static MlNodeList *
parse_finally (MlParser *self)
{
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_FINALLY);
  guint32 line;

  if (token == NULL)
    return self->error == NULL ? ml_parser_no_list (self) : NULL;

  line = token->start.line;

  if (!ml_parser_demand (self, ML_TOKEN_COLON, ":"))
    return NULL;

  return ml_parser_block (self, "'finally' statement", line);
}

static MlNode *
parse_try (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  gboolean star = FALSE;
  MlNodeList *body, *handlers, *orelse, *finalbody;
  MlNode *node;

  self->position++;

  if (!ml_parser_demand (self, ML_TOKEN_COLON, ":"))
    return NULL;

  body = ml_parser_block (self, "'try' statement", start.line);

  if (body == NULL)
    return NULL;

  while (ml_parser_is_at (self, ML_TOKEN_EXCEPT))
    {
      MlNode *handler = parse_handler (self, self->stack->len == base, &star);

      if (handler == NULL)
        return NULL;

      ml_parser_push (self, handler);
    }

  handlers = ml_parser_pop_list (self, base);

  if (handlers->length == 0 && !ml_parser_is_at (self, ML_TOKEN_FINALLY))
    {
      if (ml_parser_explains (self))
        ml_parser_fail_last (self, ML_SYNTAX_ERROR, "expected 'except' or 'finally' block");
      return NULL;
    }

  orelse = handlers->length > 0 ? parse_else (self) : ml_parser_no_list (self);
  finalbody = orelse != NULL ? parse_finally (self) : NULL;

  if (finalbody == NULL)
    return NULL;

  node = ml_parser_node (self, star ? ML_NODE_TRY_STAR : ML_NODE_TRY, start);
  node->try.body = body;
  node->try.handlers = handlers;
  node->try.orelse = orelse;
  node->try.finalbody = finalbody;

  return node;
}

static gboolean
parse_signature (MlParser *self, MlNode *node)
{
  MlParserMark mark;

  node->function_def.type_params = ml_parser_type_params (self);

  if (node->function_def.type_params == NULL ||
      !ml_parser_demand (self, ML_TOKEN_LEFT_PARENTHESIS, "("))
    return FALSE;

  node->function_def.args = ml_parser_parameters (self, FALSE);

  if (node->function_def.args == NULL ||
      ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) == NULL)
    return FALSE;

  mark = ml_parser_mark (self);

  if (ml_parser_accept (self, ML_TOKEN_ARROW) != NULL)
    {
      node->function_def.returns = ml_parser_expression (self);

      if (node->function_def.returns == NULL)
        ml_parser_go_back (self, mark);
    }

  return ml_parser_demand (self, ML_TOKEN_COLON, ":");
}

static MlNode *
parse_def (MlParser *self, MlNodeKind kind, MlTextPlace start, MlNodeList *decorators)
{
  guint32 line = ml_parser_get_start (self).line;
  MlNode *node = ml_tree_new_node (self->tree, kind, start, start);
  const MlToken *name;

  self->position++;
  name = ml_parser_accept (self, ML_TOKEN_NAME);

  if (name == NULL)
    return NULL;

  node->function_def.name = ml_parser_name (self, name);
  node->function_def.decorator_list = decorators;

  if (!parse_signature (self, node))
    return NULL;

  node->function_def.body = ml_parser_block (self, "function definition", line);

  if (node->function_def.body == NULL)
    return NULL;

  node->end = ml_parser_get_end (self);

  return node;
}

static MlNode *
parse_class (MlParser *self, MlNodeList *decorators)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *node = ml_tree_new_node (self->tree, ML_NODE_CLASS_DEF, start, start);
  const MlToken *name;

  self->position++;
  name = ml_parser_accept (self, ML_TOKEN_NAME);

  if (name == NULL)
    return NULL;

  node->class_def.name = ml_parser_name (self, name);
  node->class_def.decorator_list = decorators;
  node->class_def.bases = node->class_def.keywords = ml_parser_no_list (self);
  node->class_def.type_params = ml_parser_type_params (self);

  if (node->class_def.type_params == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_LEFT_PARENTHESIS) != NULL &&
      !ml_parser_arguments (self, TRUE, &node->class_def.bases, &node->class_def.keywords))
    return NULL;

  if (!parse_colon (self))
    return NULL;

  node->class_def.body = ml_parser_block (self, "class definition", start.line);

  if (node->class_def.body == NULL)
    return NULL;

  node->end = ml_parser_get_end (self);

  return node;
}

static MlNode *
parse_async (MlParser *self, MlNodeList *decorators)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlTokenKind kind;

  self->position++;
  kind = ml_parser_peek (self)->kind;

  if (kind == ML_TOKEN_DEF)
    return parse_def (self, ML_NODE_ASYNC_FUNCTION_DEF, start, decorators);

  if (kind == ML_TOKEN_FOR && decorators->length == 0)
    return parse_for (self, ML_NODE_ASYNC_FOR, start);

  if (kind == ML_TOKEN_WITH && decorators->length == 0)
    return parse_with (self, ML_NODE_ASYNC_WITH, start);

  return NULL;
}

static MlNode *
parse_decorated (MlParser *self)
{
  guint base = self->stack->len;
  MlNodeList *decorators;

  while (ml_parser_accept (self, ML_TOKEN_AT) != NULL)
    {
      MlNode *decorator = ml_parser_named_expression (self);

      if (decorator == NULL || ml_parser_accept (self, ML_TOKEN_NEWLINE) == NULL)
        return NULL;

      ml_parser_push (self, decorator);
    }

  decorators = ml_parser_pop_list (self, base);

  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_DEF:
      return parse_def (self, ML_NODE_FUNCTION_DEF, ml_parser_get_start (self), decorators);

    case ML_TOKEN_CLASS:
      return parse_class (self, decorators);

    case ML_TOKEN_ASYNC:
      return parse_async (self, decorators);

    default:
      return NULL;
    }
}

MlNode *
ml_parser_compound_statement (MlParser *self, gboolean *matched)
{
  const MlToken *token = ml_parser_peek (self);

  *matched = TRUE;

  switch (token->kind)
    {
    case ML_TOKEN_IF:
      return parse_if (self);

    case ML_TOKEN_WHILE:
      return parse_while (self);

    case ML_TOKEN_FOR:
      return parse_for (self, ML_NODE_FOR, token->start);

    case ML_TOKEN_WITH:
      return parse_with (self, ML_NODE_WITH, token->start);

    case ML_TOKEN_TRY:
      return parse_try (self);

    case ML_TOKEN_DEF:
      return parse_def (self, ML_NODE_FUNCTION_DEF, token->start, ml_parser_no_list (self));

    case ML_TOKEN_CLASS:
      return parse_class (self, ml_parser_no_list (self));

    case ML_TOKEN_ASYNC:
      return parse_async (self, ml_parser_no_list (self));

    case ML_TOKEN_AT:
      return parse_decorated (self);

    default:
      return ml_parser_match_statement (self, matched);
    }
}
