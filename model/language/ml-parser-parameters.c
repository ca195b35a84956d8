#include "ml-parser-private.h"

/* Parameters in the making. Their order: those before a `/`, plain ones, `*args` or a bare `*`,
 * keyword-only ones, `**kwargs`. */
typedef struct
{
  MlParser *parser;
  gboolean in_lambda;
  MlNode *arguments;
  GPtrArray *positional;
  GPtrArray *defaults;
  GPtrArray *keyword_only;
  GPtrArray *keyword_defaults; /* NULL items */
  gboolean slash;
  gboolean star; /* `*` or `*args` was seen */
  gboolean bare; /* the last thing seen was a bare `*` */
} Parameters;

static gboolean
is_at_end (Parameters *self)
{
  return ml_parser_is_at (self->parser,
                          self->in_lambda ? ML_TOKEN_COLON : ML_TOKEN_RIGHT_PARENTHESIS);
}

static gboolean
fail_at (Parameters *self, MlTextPlace start, MlTextPlace end, const char *message)
{
  if (ml_parser_explains (self->parser))
    ml_parser_fail_range (self->parser, start, end, "%s", message);

  return FALSE;
}

static gboolean
fail_here (Parameters *self, const char *message)
{
  const MlToken *token = ml_parser_peek (self->parser);

  return fail_at (self, token->start, token->end, message);
}

/* A name, outside of lambda with its annotation. @star_annotation: `*args: *Ts` is allowed. */
static MlNode *
parse_parameter (Parameters *self, gboolean star_annotation)
{
  MlParser *parser = self->parser;
  const MlToken *token = ml_parser_accept (parser, ML_TOKEN_NAME);
  MlNode *annotation = NULL, *node;
  const char *name;
  MlTextPlace start;

  if (token == NULL)
    return NULL;

  name = ml_parser_name (parser, token);
  start = token->start;

  if (!self->in_lambda && ml_parser_accept (parser, ML_TOKEN_COLON) != NULL)
    {
      annotation = star_annotation && ml_parser_is_at (parser, ML_TOKEN_STAR)
                       ? ml_parser_star_named_expression (parser)
                       : ml_parser_expression (parser);

      if (annotation == NULL)
        return NULL;
    }

  node = ml_parser_node (parser, ML_NODE_ARG, start);
  node->arg.arg = name;
  node->arg.annotation = annotation;

  return node;
}

static gboolean
parse_default (Parameters *self, MlNode **value)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);

  *value = NULL;

  if (ml_parser_accept (parser, ML_TOKEN_EQUAL) == NULL)
    return TRUE;

  if (is_at_end (self) || ml_parser_is_at (parser, ML_TOKEN_COMMA))
    return fail_at (self, start, ml_parser_get_end (parser), "expected default value expression");

  *value = ml_parser_expression (parser);

  return *value != NULL;
}

static gboolean
parse_plain (Parameters *self)
{
  MlParser *parser = self->parser;
  MlNode *parameter = parse_parameter (self, FALSE);
  MlNode *value;

  if (parameter == NULL || !parse_default (self, &value))
    return FALSE;

  self->bare = FALSE;

  if (self->star)
    {
      g_ptr_array_add (self->keyword_only, parameter);
      g_ptr_array_add (self->keyword_defaults, value);
      return TRUE;
    }

  if (value == NULL && self->defaults->len > 0)
    {
      if (ml_parser_explains (parser))
        ml_parser_fail_node (
            parser, parameter, "parameter without a default follows parameter with a default");
      return FALSE;
    }

  g_ptr_array_add (self->positional, parameter);

  if (value != NULL)
    g_ptr_array_add (self->defaults, value);

  return TRUE;
}

static MlNodeList *
take (Parameters *self, GPtrArray *items)
{
  MlNodeList *list =
      ml_tree_new_list (self->parser->tree, (MlNode *const *) items->pdata, items->len);

  g_ptr_array_set_size (items, 0);

  return list;
}

static gboolean
parse_slash (Parameters *self)
{
  MlParser *parser = self->parser;

  if (self->slash)
    return fail_here (self, "/ may appear only once");

  if (self->star)
    return fail_here (self, "/ must be ahead of *");

  if (self->positional->len == 0 &&
      (!ml_parser_explains (parser) || ml_parser_peek_at (parser, 1)->kind != ML_TOKEN_COMMA))
    return FALSE;

  if (self->positional->len == 0)
    return fail_here (self, "at least one argument must precede /");

  parser->position++;
  self->slash = TRUE;
  self->arguments->arguments.posonlyargs = take (self, self->positional);

  if (ml_parser_is_at (parser, ML_TOKEN_STAR))
    return fail_here (self, "expected comma between / and *");

  return TRUE;
}

static gboolean
fail_bare_star (Parameters *self, MlTextPlace start, MlTextPlace end)
{
  MlParser *parser = self->parser;

  if (!self->in_lambda)
    return fail_at (self, start, end, "named arguments must follow bare *");

  if (ml_parser_explains (parser))
    ml_parser_fail_last (parser, ML_SYNTAX_ERROR, "named arguments must follow bare *");

  return FALSE;
}

static gboolean
parse_star (Parameters *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser), end;

  if (self->star)
    return fail_here (self, "* argument may appear only once");

  parser->position++;
  end = ml_parser_get_end (parser);
  self->star = TRUE;

  if (is_at_end (self))
    return fail_bare_star (self, start, end);

  if (ml_parser_is_at (parser, ML_TOKEN_COMMA))
    {
      MlTokenKind behind = ml_parser_peek_at (parser, 1)->kind;

      self->bare = TRUE;

      if (behind == ML_TOKEN_DOUBLE_STAR ||
          behind == (self->in_lambda ? ML_TOKEN_COLON : ML_TOKEN_RIGHT_PARENTHESIS))
        return fail_bare_star (self, start, end);

      return TRUE;
    }

  self->arguments->arguments.vararg = parse_parameter (self, TRUE);

  if (self->arguments->arguments.vararg == NULL)
    return FALSE;

  if (ml_parser_is_at (parser, ML_TOKEN_EQUAL))
    return fail_here (self, "var-positional argument cannot have default value");

  return TRUE;
}

static gboolean
parse_double_star (Parameters *self)
{
  MlParser *parser = self->parser;

  parser->position++;
  self->arguments->arguments.kwarg = parse_parameter (self, FALSE);

  if (self->arguments->arguments.kwarg == NULL)
    return FALSE;

  if (ml_parser_is_at (parser, ML_TOKEN_EQUAL))
    return fail_here (self, "var-keyword argument cannot have default value");

  if (ml_parser_accept (parser, ML_TOKEN_COMMA) == NULL || is_at_end (self))
    return TRUE;

  if (ml_parser_is_at (parser, ML_TOKEN_NAME))
    {
      MlNode *next = parse_parameter (self, FALSE);

      if (next != NULL)
        fail_at (self, next->start, next->end, "arguments cannot follow var-keyword argument");
      return FALSE;
    }

  if (ml_parser_is_at (parser, ML_TOKEN_STAR) || ml_parser_is_at (parser, ML_TOKEN_DOUBLE_STAR) ||
      ml_parser_is_at (parser, ML_TOKEN_SLASH))
    return fail_here (self, "arguments cannot follow var-keyword argument");

  return FALSE;
}

static gboolean
fail_parenthesized (Parameters *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);

  if (!ml_parser_explains (parser) || ml_parser_accept (parser, ML_TOKEN_LEFT_PARENTHESIS) == NULL)
    return FALSE;

  do
    if (ml_parser_accept (parser, ML_TOKEN_NAME) == NULL)
      break;
  while (ml_parser_accept (parser, ML_TOKEN_COMMA) != NULL);

  if (ml_parser_accept (parser, ML_TOKEN_RIGHT_PARENTHESIS) == NULL)
    return FALSE;

  return fail_at (self,
                  start,
                  ml_parser_get_end (parser),
                  self->in_lambda ? "Lambda expression parameters cannot be parenthesized"
                                  : "Function parameters cannot be parenthesized");
}

static gboolean
parse_one (Parameters *self)
{
  switch (ml_parser_peek (self->parser)->kind)
    {
    case ML_TOKEN_NAME:
      return parse_plain (self);

    case ML_TOKEN_SLASH:
      return parse_slash (self);

    case ML_TOKEN_STAR:
      return parse_star (self);

    case ML_TOKEN_DOUBLE_STAR:
      return parse_double_star (self);

    default:
      return fail_parenthesized (self);
    }
}

static gboolean
parse_all (Parameters *self)
{
  while (!is_at_end (self))
    {
      if (!parse_one (self))
        return FALSE;

      if (self->arguments->arguments.kwarg != NULL)
        return TRUE;

      if (ml_parser_accept (self->parser, ML_TOKEN_COMMA) == NULL)
        return TRUE;
    }

  return !self->bare;
}

MlNode *
ml_parser_parameters (MlParser *self, gboolean in_lambda)
{
  g_autoptr (GPtrArray) positional = g_ptr_array_new ();
  g_autoptr (GPtrArray) defaults = g_ptr_array_new ();
  g_autoptr (GPtrArray) keyword_only = g_ptr_array_new ();
  g_autoptr (GPtrArray) keyword_defaults = g_ptr_array_new ();
  MlNode *node =
      ml_tree_new_node (self->tree, ML_NODE_ARGUMENTS, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  Parameters parameters = { .parser = self,
                            .in_lambda = in_lambda,
                            .arguments = node,
                            .positional = positional,
                            .defaults = defaults,
                            .keyword_only = keyword_only,
                            .keyword_defaults = keyword_defaults };

  node->arguments.posonlyargs = ml_parser_no_list (self);

  if (!parse_all (&parameters))
    return NULL;

  node->arguments.args = take (&parameters, positional);
  node->arguments.defaults = take (&parameters, defaults);
  node->arguments.kwonlyargs = take (&parameters, keyword_only);
  node->arguments.kw_defaults = take (&parameters, keyword_defaults);

  return node;
}

static void
explain_bound (MlParser *self, const char *what)
{
  MlTextPlace colon = ml_parser_get_start (self);
  MlNode *bound;

  if (!ml_parser_explains (self) || ml_parser_accept (self, ML_TOKEN_COLON) == NULL)
    return;

  bound = ml_parser_expression (self);

  if (bound != NULL)
    ml_parser_fail_from (self,
                         colon,
                         "cannot use %s with %s",
                         bound->kind == ML_NODE_TUPLE ? "constraints" : "bound",
                         what);
}

static MlNode *
parse_type_param (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  gboolean star = ml_parser_accept (self, ML_TOKEN_STAR) != NULL;
  gboolean double_star = !star && ml_parser_accept (self, ML_TOKEN_DOUBLE_STAR) != NULL;
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_NAME);
  MlNode *bound = NULL, *value = NULL, *node;
  const char *name;

  if (token == NULL)
    return NULL;

  name = ml_parser_name (self, token);

  if (star || double_star)
    {
      explain_bound (self, star ? "TypeVarTuple" : "ParamSpec");
    }
  else if (ml_parser_accept (self, ML_TOKEN_COLON) != NULL)
    {
      bound = ml_parser_expression (self);

      if (bound == NULL)
        return NULL;
    }

  if (ml_parser_accept (self, ML_TOKEN_EQUAL) != NULL)
    {
      value = star && ml_parser_is_at (self, ML_TOKEN_STAR) ? ml_parser_star_named_expression (self)
                                                            : ml_parser_expression (self);

      if (value == NULL)
        return NULL;
    }

  node = ml_parser_node (self,
                         star          ? ML_NODE_TYPE_VAR_TUPLE
                         : double_star ? ML_NODE_PARAM_SPEC
                                       : ML_NODE_TYPE_VAR,
                         start);

  if (node->kind == ML_NODE_TYPE_VAR)
    {
      node->type_var.name = name;
      node->type_var.bound = bound;
      node->type_var.default_value = value;
    }
  else
    {
      node->param_spec.name = name;
      node->param_spec.default_value = value;
    }

  return node;
}

MlNodeList *
ml_parser_type_params (MlParser *self)
{
  guint base = self->stack->len;

  if (ml_parser_accept (self, ML_TOKEN_LEFT_BRACKET) == NULL)
    return ml_parser_no_list (self);

  if (ml_parser_explains (self) && ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACKET))
    return ml_parser_fail_from (
        self, ml_parser_get_start (self), "Type parameter list cannot be empty");

  do
    {
      MlNode *node = parse_type_param (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACKET));

  return ml_parser_accept (self, ML_TOKEN_RIGHT_BRACKET) ? ml_parser_pop_list (self, base) : NULL;
}
