#include "ml-parser-private.h"

typedef struct
{
  MlParser *parser;
  GPtrArray *keywords; /* MlNode */
  guint base;          /* of the positional ones, on the parser's stack */
  MlTextPlace start;   /* of the opening parenthesis */
  gboolean unpacked;   /* a `**mapping` was among them */
  gboolean in_class;   /* the bases of a class: no generator expression without parentheses */
  gboolean alone; /* a generator expression without parentheses of its own: nothing may follow */
} Arguments;

/* Where the last part of a comprehension's clauses ends. */
static MlTextPlace
get_generators_end (const MlNodeList *generators)
{
  const MlNode *last = generators->items[generators->length - 1];
  const MlNodeList *ifs = last->comprehension.ifs;

  return ifs->length > 0 ? ifs->items[ifs->length - 1]->end : last->comprehension.iter->end;
}

static gboolean
parse_starred (Arguments *self)
{
  MlParser *parser = self->parser;
  MlTextPlace comma = g_array_index (parser->tokens, MlToken, parser->position - 1).start;
  MlTextPlace start = ml_parser_get_start (parser);
  MlNode *value, *node;

  parser->position++;
  value = ml_parser_expression (parser);

  if (value == NULL)
    {
      if (ml_parser_explains (parser))
        ml_parser_fail_last (parser, ML_SYNTAX_ERROR, "Invalid star expression");
      return FALSE;
    }

  if (ml_parser_explains (parser) && ml_parser_accept (parser, ML_TOKEN_EQUAL) != NULL)
    {
      value = ml_parser_expression (parser);

      if (value != NULL)
        ml_parser_fail_range (
            parser, start, value->end, "cannot assign to iterable argument unpacking");
      return FALSE;
    }

  if (self->unpacked)
    {
      if (ml_parser_explains (parser))
        ml_parser_fail_from (
            parser, comma, "iterable argument unpacking follows keyword argument unpacking");
      return FALSE;
    }

  node = ml_parser_node (parser, ML_NODE_STARRED, start);
  node->starred.value = value;
  ml_parser_push (parser, node);

  return TRUE;
}

static gboolean
add_keyword (Arguments *self, MlTextPlace start, const char *name, MlNode *value)
{
  MlNode *node = ml_parser_node (self->parser, ML_NODE_KEYWORD, start);

  node->keyword.arg = name;
  node->keyword.value = value;
  g_ptr_array_add (self->keywords, node);

  return TRUE;
}

static gboolean
parse_unpacking (Arguments *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);
  MlNode *value;

  parser->position++;
  value = ml_parser_expression (parser);

  if (value == NULL)
    return FALSE;

  if (ml_parser_explains (parser) && ml_parser_accept (parser, ML_TOKEN_EQUAL) != NULL)
    {
      value = ml_parser_expression (parser);

      if (value != NULL)
        ml_parser_fail_range (
            parser, start, value->end, "cannot assign to keyword argument unpacking");
      return FALSE;
    }

  self->unpacked = TRUE;

  return add_keyword (self, start, NULL, value);
}

static gboolean
parse_keyword (Arguments *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);
  const char *name = ml_parser_name (parser, ml_parser_peek (parser));
  MlTextPlace equal_end;
  MlNode *value;

  parser->position += 2;
  equal_end = ml_parser_get_end (parser);

  if (ml_parser_explains (parser) && (ml_parser_is_at (parser, ML_TOKEN_COMMA) ||
                                      ml_parser_is_at (parser, ML_TOKEN_RIGHT_PARENTHESIS)))
    {
      ml_parser_fail_range (parser, start, equal_end, "expected argument value expression");
      return FALSE;
    }

  value = ml_parser_expression (parser);

  if (value == NULL)
    return FALSE;

  if (ml_parser_is_at_generators (parser))
    {
      if (ml_parser_explains (parser) && ml_parser_generators (parser) != NULL)
        ml_parser_fail_range (parser,
                              start,
                              equal_end,
                              "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return FALSE;
    }

  return add_keyword (self, start, name, value);
}

static gboolean
parse_generator (Arguments *self, MlNode *element)
{
  MlParser *parser = self->parser;
  gboolean sole = parser->stack->len == self->base && self->keywords->len == 0;
  MlNodeList *generators;
  MlNode *node;

  if (self->in_class && !ml_parser_explains (parser))
    return FALSE;

  generators = ml_parser_generators (parser);

  if (generators == NULL)
    return FALSE;

  sole = sole && ml_parser_is_at (parser, ML_TOKEN_RIGHT_PARENTHESIS);

  if (sole && !self->in_class)
    {
      node = ml_tree_new_node (
          parser->tree, ML_NODE_GENERATOR_EXP, self->start, ml_parser_peek (parser)->end);
      node->list_comp.elt = element;
      node->list_comp.generators = generators;
      ml_parser_push (parser, node);
      self->alone = TRUE;
      return TRUE;
    }

  if (ml_parser_explains (parser) && !sole)
    ml_parser_fail_range (parser,
                          element->start,
                          get_generators_end (generators),
                          "Generator expression must be parenthesized");

  return FALSE;
}

static gboolean
explain_assigned_argument (Arguments *self, MlNode *left)
{
  MlParser *parser = self->parser;
  MlTextPlace end = ml_parser_peek (parser)->end;
  const char *what = ml_parser_describe (parser, left);

  if (!ml_parser_explains (parser))
    return FALSE;

  if (g_str_equal (what, "True") || g_str_equal (what, "False") || g_str_equal (what, "None"))
    ml_parser_fail_range (parser, left->start, end, "cannot assign to %s", what);
  else
    ml_parser_fail_range (parser,
                          left->start,
                          end,
                          "expression cannot contain assignment, perhaps you meant \"==\"?");

  return FALSE;
}

static gboolean
parse_positional (Arguments *self)
{
  MlParser *parser = self->parser;
  gboolean walrus = ml_parser_is_at (parser, ML_TOKEN_NAME) &&
                    ml_parser_peek_at (parser, 1)->kind == ML_TOKEN_COLON_EQUAL;
  MlNode *node = walrus ? ml_parser_named_expression (parser) : ml_parser_expression (parser);

  if (node == NULL)
    return FALSE;

  if (ml_parser_is_at_generators (parser))
    return parse_generator (self, node);

  if (ml_parser_is_at (parser, ML_TOKEN_EQUAL))
    return explain_assigned_argument (self, node);

  ml_parser_push (parser, node);

  return !ml_parser_is_at (parser, ML_TOKEN_COLON_EQUAL);
}

static gboolean
parse_argument (Arguments *self)
{
  MlParser *parser = self->parser;

  if (ml_parser_is_at (parser, ML_TOKEN_STAR))
    return parse_starred (self);

  if (ml_parser_is_at (parser, ML_TOKEN_DOUBLE_STAR))
    return parse_unpacking (self);

  if (ml_parser_is_at (parser, ML_TOKEN_NAME) &&
      ml_parser_peek_at (parser, 1)->kind == ML_TOKEN_EQUAL)
    return parse_keyword (self);

  if (self->keywords->len > 0 && !parser->explaining)
    return FALSE;

  return parse_positional (self);
}

/* A positional argument behind a keyword one. CPython reads on before it complains; so the mark
 * stands further to the right. */
static gboolean
explain_order (Arguments *self)
{
  MlParser *parser = self->parser;
  guint n = parser->stack->len;

  parser->quiet++;

  while (ml_parser_accept (parser, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (parser, ML_TOKEN_RIGHT_PARENTHESIS) && parse_argument (self))
    continue;

  parser->quiet--;
  g_ptr_array_set_size (parser->stack, n);
  ml_parser_fail_last (parser,
                       ML_SYNTAX_ERROR,
                       self->unpacked ? "positional argument follows keyword argument unpacking"
                                      : "positional argument follows keyword argument");

  return FALSE;
}

static gboolean
parse_all (Arguments *self)
{
  MlParser *parser = self->parser;

  while (!ml_parser_is_at (parser, ML_TOKEN_RIGHT_PARENTHESIS))
    {
      guint n_keywords = self->keywords->len;
      guint n = parser->stack->len;

      if (!parse_argument (self))
        return FALSE;

      if (n_keywords > 0 && parser->stack->len > n &&
          ((MlNode *) g_ptr_array_index (parser->stack, n))->kind != ML_NODE_STARRED)
        return ml_parser_explains (parser) && explain_order (self);

      if (ml_parser_accept (parser, ML_TOKEN_COMMA) == NULL)
        break;

      if (self->alone)
        return FALSE;
    }

  return ml_parser_accept (parser, ML_TOKEN_RIGHT_PARENTHESIS) != NULL;
}

gboolean
ml_parser_arguments (MlParser *self, gboolean in_class, MlNodeList **args, MlNodeList **keywords)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  Arguments arguments = {
    .parser = self, .in_class = in_class, .keywords = array, .base = self->stack->len
  };

  arguments.start = g_array_index (self->tokens, MlToken, self->position - 1).start;

  if (!parse_all (&arguments))
    return FALSE;

  *args = ml_parser_pop_list (self, arguments.base);
  *keywords = ml_tree_new_list (self->tree, (MlNode *const *) array->pdata, array->len);

  return TRUE;
}
