#include "ml-parser-private.h"

#include "ml-heap.h"
#include "ml-world.h"

MlNode *
ml_parser_constant (MlParser *self, MlTextPlace start, MlObject *value)
{
  MlNode *node = ml_parser_node (self, ML_NODE_CONSTANT, start);

  node->constant.value = value;

  return node;
}

static MlNode *
parse_name (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  const char *id = ml_parser_name (self, ml_parser_peek (self));
  MlNode *node;

  self->position++;
  node = ml_parser_node (self, ML_NODE_NAME, start);
  node->name.id = id;

  return node;
}

static MlNode *
parse_singleton (MlParser *self)
{
  const MlWorld *world = ml_tree_get_heap (self->tree)->world;
  MlTextPlace start = ml_parser_get_start (self);
  MlObject *value;

  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_TRUE:
      value = world->true_object;
      break;

    case ML_TOKEN_FALSE:
      value = world->false_object;
      break;

    case ML_TOKEN_NONE:
      value = world->none;
      break;

    default:
      value = world->ellipsis;
      break;
    }

  self->position++;

  return ml_parser_constant (self, start, ml_tree_add_constant (self->tree, ml_ref (value)));
}

static gpointer
fail_without_in (MlParser *self)
{
  return ml_parser_fail_last (self, ML_SYNTAX_ERROR, "'in' expected after for-loop variables");
}

static MlNode *
parse_loop_item (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  gboolean starred = ml_parser_accept (self, ML_TOKEN_STAR) != NULL;
  MlNode *value = ml_parser_bitwise_or (self);
  MlNode *node;

  if (value == NULL || !starred)
    return value;

  node = ml_parser_node (self, ML_NODE_STARRED, start);
  node->starred.value = value;

  return node;
}

MlNode *
ml_parser_loop_target (MlParser *self, gboolean in_comprehension)
{
  MlParserMark mark = ml_parser_mark (self);
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  gboolean tuple = FALSE;
  MlNode *node = NULL;

  while (ml_parser_starts_expression (self) || ml_parser_is_at (self, ML_TOKEN_STAR))
    {
      node = parse_loop_item (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);

      if (ml_parser_accept (self, ML_TOKEN_COMMA) == NULL)
        break;

      tuple = TRUE;
    }

  if (node == NULL)
    return NULL;

  if (tuple)
    {
      node = ml_parser_node (self, ML_NODE_TUPLE, start);
      node->list.elts = ml_parser_pop_list (self, base);
    }

  g_ptr_array_set_size (self->stack, base);

  if (ml_parser_set_target (node, ML_CONTEXT_STORE))
    return node;

  if (in_comprehension && ml_parser_explains (self) && !ml_parser_is_at (self, ML_TOKEN_IN))
    return fail_without_in (self);

  if (ml_parser_explains (self))
    {
      ml_parser_go_back (self, mark);
      node = ml_parser_star_expressions (self);

      if (node != NULL)
        ml_parser_fail_target (self, node, ML_CONTEXT_STORE, TRUE);
    }

  return NULL;
}

gboolean
ml_parser_is_at_generators (MlParser *self)
{
  return ml_parser_is_at (self, ML_TOKEN_FOR) ||
         (ml_parser_is_at (self, ML_TOKEN_ASYNC) &&
          ml_parser_peek_at (self, 1)->kind == ML_TOKEN_FOR);
}

static MlNode *
parse_generator (MlParser *self)
{
  MlNode *node =
      ml_tree_new_node (self->tree, ML_NODE_COMPREHENSION, (MlTextPlace){ 0 }, (MlTextPlace){ 0 });
  guint base = self->stack->len;

  node->comprehension.is_async = ml_parser_accept (self, ML_TOKEN_ASYNC) != NULL;
  self->position++;
  node->comprehension.target = ml_parser_loop_target (self, TRUE);

  if (node->comprehension.target == NULL)
    return NULL;

  if (ml_parser_accept (self, ML_TOKEN_IN) == NULL)
    return ml_parser_explains (self) ? fail_without_in (self) : NULL;

  node->comprehension.iter = ml_parser_disjunction (self);

  if (node->comprehension.iter == NULL)
    return NULL;

  while (ml_parser_accept (self, ML_TOKEN_IF) != NULL)
    {
      MlNode *test = ml_parser_disjunction (self);

      if (test == NULL)
        return NULL;

      ml_parser_push (self, test);
    }

  node->comprehension.ifs = ml_parser_pop_list (self, base);

  return node;
}

MlNodeList *
ml_parser_generators (MlParser *self)
{
  guint base = self->stack->len;

  do
    {
      MlNode *node = ml_parser_is_at_generators (self) ? parse_generator (self) : NULL;

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }
  while (ml_parser_is_at_generators (self));

  return ml_parser_pop_list (self, base);
}

/* The rest of a comprehension whose element has been read, and its closing bracket. */
static MlNode *
finish_comprehension (MlParser *self,
                      MlNodeKind kind,
                      MlTokenKind closing,
                      MlTextPlace start,
                      MlNode *element)
{
  MlNodeList *generators = ml_parser_generators (self);
  MlNode *node;

  if (generators == NULL || ml_parser_accept (self, closing) == NULL)
    return NULL;

  node = ml_parser_node (self, kind, start);
  node->list_comp.elt = element;
  node->list_comp.generators = generators;

  return node;
}

/* Items up to, without, the closing bracket; the first one is on the stack above @base already. */
static gboolean
parse_more_items (MlParser *self, MlTokenKind closing)
{
  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL && !ml_parser_is_at (self, closing))
    {
      MlNode *item = ml_parser_star_named_expression (self);

      if (item == NULL)
        return FALSE;

      ml_parser_push (self, item);
    }

  return TRUE;
}

static MlNode *
finish_items (MlParser *self, MlNodeKind kind, MlTokenKind closing, MlTextPlace start, guint base)
{
  MlNode *node;

  if (ml_parser_accept (self, closing) == NULL)
    return NULL;

  node = ml_parser_node (self, kind, start);
  node->list.elts = ml_parser_pop_list (self, base);

  return node;
}

/* `[x, y for x, y in z]`: the tuple needs parentheses. */
static void
explain_comprehension_target (MlParser *self, MlParserMark mark)
{
  guint base = self->stack->len;
  MlTokenKind opening;
  MlNode *first;
  MlTextPlace end;

  ml_parser_go_back (self, mark);
  opening = ml_parser_peek (self)->kind;
  self->position++;

  if (opening != ML_TOKEN_LEFT_BRACE && ml_parser_accept (self, ML_TOKEN_DOUBLE_STAR) != NULL)
    {
      MlTextPlace start = g_array_index (self->tokens, MlToken, self->position - 1).start;
      MlNode *value = ml_parser_expression (self);

      if (value != NULL && ml_parser_is_at_generators (self) && ml_parser_generators (self) != NULL)
        ml_parser_fail_range (self,
                              start,
                              value->end,
                              "cannot use dict unpacking in %s",
                              opening == ML_TOKEN_LEFT_BRACKET ? "list comprehension"
                                                               : "generator expression");
      return;
    }

  if (opening == ML_TOKEN_LEFT_PARENTHESIS)
    return;

  first = ml_parser_star_named_expression (self);

  if (first == NULL || !ml_parser_is_at (self, ML_TOKEN_COMMA))
    return;

  end = ml_parser_peek (self)->end;

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL && !ml_parser_is_at_generators (self))
    {
      MlNode *item = ml_parser_star_named_expression (self);

      if (item == NULL)
        return;

      end = item->end;
    }

  g_ptr_array_set_size (self->stack, base);

  if (ml_parser_is_at_generators (self) && ml_parser_generators (self) != NULL)
    ml_parser_fail_range (
        self, first->start, end, "did you forget parentheses around the comprehension target?");
}

static MlNode *
explain_starred_comprehension (MlParser *self, const MlNode *element)
{
  if (ml_parser_explains (self) && ml_parser_generators (self) != NULL)
    ml_parser_fail_node (self, element, "iterable unpacking cannot be used in comprehension");

  return NULL;
}

static MlNode *
parse_list (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *item;

  self->position++;

  if (ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACKET))
    return finish_items (self, ML_NODE_LIST, ML_TOKEN_RIGHT_BRACKET, start, base);

  item = ml_parser_star_named_expression (self);

  if (item == NULL)
    return NULL;

  if (ml_parser_is_at_generators (self))
    return item->kind == ML_NODE_STARRED
               ? explain_starred_comprehension (self, item)
               : finish_comprehension (
                     self, ML_NODE_LIST_COMP, ML_TOKEN_RIGHT_BRACKET, start, item);

  ml_parser_push (self, item);

  if (!parse_more_items (self, ML_TOKEN_RIGHT_BRACKET))
    return NULL;

  return finish_items (self, ML_NODE_LIST, ML_TOKEN_RIGHT_BRACKET, start, base);
}

/* `(*x)`: only a tuple takes it. */
static void
explain_starred_group (MlParser *self, MlParserMark mark)
{
  MlTextPlace start;
  MlNode *value;
  gboolean twice;

  ml_parser_go_back (self, mark);
  self->position++;
  start = ml_parser_get_start (self);
  twice = ml_parser_is_at (self, ML_TOKEN_DOUBLE_STAR);

  if (!twice && !ml_parser_is_at (self, ML_TOKEN_STAR))
    return;

  self->position++;
  value = ml_parser_expression (self);

  if (value == NULL && !twice)
    ml_parser_fail_last (self, ML_SYNTAX_ERROR, "Invalid star expression");

  if (value == NULL || !ml_parser_is_at (self, ML_TOKEN_RIGHT_PARENTHESIS))
    return;

  if (twice)
    ml_parser_fail_range (self,
                          start,
                          g_array_index (self->tokens, MlToken, mark.position + 1).end,
                          "cannot use double starred expression here");
  else
    ml_parser_fail_range (self, start, value->end, "cannot use starred expression here");
}

/* A tuple, a generator expression, or anything in parentheses, which then keeps its own place. */
static MlNode *
parse_parenthesized (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *item;

  self->position++;

  if (ml_parser_is_at (self, ML_TOKEN_RIGHT_PARENTHESIS))
    return finish_items (self, ML_NODE_TUPLE, ML_TOKEN_RIGHT_PARENTHESIS, start, base);

  if (ml_parser_is_at (self, ML_TOKEN_YIELD))
    {
      item = ml_parser_yield_expression (self);
      return item != NULL && ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) ? item : NULL;
    }

  item = ml_parser_star_named_expression (self);

  if (item == NULL)
    return NULL;

  if (ml_parser_is_at_generators (self))
    return item->kind == ML_NODE_STARRED
               ? explain_starred_comprehension (self, item)
               : finish_comprehension (
                     self, ML_NODE_GENERATOR_EXP, ML_TOKEN_RIGHT_PARENTHESIS, start, item);

  if (item->kind != ML_NODE_STARRED && ml_parser_accept (self, ML_TOKEN_RIGHT_PARENTHESIS) != NULL)
    return item;

  if (!ml_parser_is_at (self, ML_TOKEN_COMMA))
    return NULL;

  ml_parser_push (self, item);

  if (!parse_more_items (self, ML_TOKEN_RIGHT_PARENTHESIS))
    return NULL;

  return finish_items (self, ML_NODE_TUPLE, ML_TOKEN_RIGHT_PARENTHESIS, start, base);
}

static void
explain_pair (MlParser *self, MlNode *key)
{
  MlTextPlace colon;
  MlTokenKind behind;

  if (!ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      ml_parser_fail_node (self, key, "':' expected after dictionary key");

      if (self->error != NULL)
        {
          self->error->offset = key->end.column;
          self->error->end_offset = 0;
        }
      return;
    }

  colon = ml_parser_get_start (self);
  behind = ml_parser_peek_at (self, 1)->kind;

  if (behind == ML_TOKEN_RIGHT_BRACE || behind == ML_TOKEN_COMMA)
    {
      ml_parser_fail_range (self,
                            colon,
                            ml_parser_peek (self)->end,
                            "expression expected after dictionary key and ':'");
    }
  else if (behind == ML_TOKEN_STAR || behind == ML_TOKEN_DOUBLE_STAR)
    {
      self->position++;
      colon = ml_parser_get_start (self);
      self->position++;

      if (ml_parser_bitwise_or (self) != NULL)
        ml_parser_fail_from (self,
                             colon,
                             behind == ML_TOKEN_STAR
                                 ? "cannot use a starred expression in a dictionary value"
                                 : "cannot use dict unpacking in a dictionary value");
    }
}

/* The rest of a pair whose key has been read. @first: nothing before it, so that a set may be
 * meant. */
static gboolean
finish_pair (MlParser *self, MlNode *key, gboolean first)
{
  MlParserMark here = ml_parser_mark (self);
  MlNode *value;

  if (key == NULL)
    return FALSE;

  if (ml_parser_explains (self) && (!first || ml_parser_is_at (self, ML_TOKEN_COLON)))
    explain_pair (self, key);

  ml_parser_go_back (self, here);

  if (ml_parser_accept (self, ML_TOKEN_COLON) == NULL)
    return FALSE;

  value = ml_parser_expression (self);
  ml_parser_push (self, key);
  ml_parser_push (self, value);

  return value != NULL;
}

/* One `key: value` or `**mapping`; pushed as a pair. */
static gboolean
parse_pair (MlParser *self)
{
  MlNode *value;

  if (ml_parser_accept (self, ML_TOKEN_DOUBLE_STAR) == NULL)
    return finish_pair (self, ml_parser_expression (self), FALSE);

  value = ml_parser_bitwise_or (self);
  ml_parser_push (self, NULL);
  ml_parser_push (self, value);

  return value != NULL;
}

static void
take_pairs (MlParser *self, MlNode *node, guint base)
{
  guint n = (self->stack->len - base) / 2;

  node->dict.keys = ml_tree_allocate (self->tree, sizeof (MlNodeList) + n * sizeof (MlNode *));
  node->dict.values = ml_tree_allocate (self->tree, sizeof (MlNodeList) + n * sizeof (MlNode *));
  node->dict.keys->length = node->dict.values->length = n;

  for (guint i = 0; i < n; i++)
    {
      node->dict.keys->items[i] = g_ptr_array_index (self->stack, base + 2 * i);
      node->dict.values->items[i] = g_ptr_array_index (self->stack, base + 2 * i + 1);
    }

  g_ptr_array_set_size (self->stack, base);
}

static MlNode *
finish_dict_comprehension (MlParser *self, MlTextPlace start, guint base)
{
  MlNode *key = g_ptr_array_index (self->stack, base);
  MlNode *value = g_ptr_array_index (self->stack, base + 1);
  MlNodeList *generators;
  MlNode *node;

  g_ptr_array_set_size (self->stack, base);
  generators = ml_parser_generators (self);

  if (generators == NULL || ml_parser_accept (self, ML_TOKEN_RIGHT_BRACE) == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_DICT_COMP, start);
  node->dict_comp.key = key;
  node->dict_comp.value = value;
  node->dict_comp.generators = generators;

  return node;
}

/* The rest of a dict whose first pair stands on the stack above @base. */
static MlNode *
finish_dict (MlParser *self, MlTextPlace start, guint base)
{
  MlNode *node;

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACE))
    if (!parse_pair (self))
      return NULL;

  if (ml_parser_accept (self, ML_TOKEN_RIGHT_BRACE) == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_DICT, start);
  take_pairs (self, node, base);

  return node;
}

static MlNode *
parse_unpacking_dict (MlParser *self, MlTextPlace start)
{
  guint base = self->stack->len;
  MlTextPlace unpacking = ml_parser_get_start (self);
  MlTextPlace unpacking_end = ml_parser_peek (self)->end;

  if (!parse_pair (self))
    return NULL;

  if (ml_parser_explains (self) && ml_parser_is_at_generators (self) &&
      ml_parser_generators (self) != NULL)
    return ml_parser_fail_range (
        self, unpacking, unpacking_end, "dict unpacking cannot be used in dict comprehension");

  return finish_dict (self, start, base);
}

/* The rest of a set whose first item has been read. */
static MlNode *
finish_set (MlParser *self, MlTextPlace start, MlNode *item)
{
  guint base = self->stack->len;

  if (ml_parser_is_at_generators (self))
    return item->kind == ML_NODE_STARRED
               ? explain_starred_comprehension (self, item)
               : finish_comprehension (self, ML_NODE_SET_COMP, ML_TOKEN_RIGHT_BRACE, start, item);

  ml_parser_push (self, item);

  if (!parse_more_items (self, ML_TOKEN_RIGHT_BRACE))
    return NULL;

  return finish_items (self, ML_NODE_SET, ML_TOKEN_RIGHT_BRACE, start, base);
}

/* A dict or a set: the colon behind the first item decides. */
static MlNode *
parse_braces (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  gboolean walrus;
  MlNode *item;

  self->position++;

  if (ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACE))
    return finish_dict (self, start, base);

  if (ml_parser_is_at (self, ML_TOKEN_DOUBLE_STAR))
    return parse_unpacking_dict (self, start);

  walrus = ml_parser_peek_at (self, 1)->kind == ML_TOKEN_COLON_EQUAL;
  item = ml_parser_star_named_expression (self);

  if (item == NULL)
    return NULL;

  if (!ml_parser_is_at (self, ML_TOKEN_COLON) || item->kind == ML_NODE_STARRED || walrus)
    return finish_set (self, start, item);

  if (!finish_pair (self, item, TRUE))
    return NULL;

  if (ml_parser_is_at_generators (self))
    return finish_dict_comprehension (self, start, base);

  return finish_dict (self, start, base);
}

static MlNode *
parse_display (MlParser *self, MlNode *(*parse) (MlParser *self))
{
  MlParserMark mark = ml_parser_mark (self);
  MlNode *node = parse (self);

  if (node == NULL && ml_parser_may_explain (self, ML_RULE_DISPLAY, mark.position))
    {
      explain_comprehension_target (self, mark);

      if (self->error == NULL && parse == parse_parenthesized)
        explain_starred_group (self, mark);
    }

  return node;
}

MlNode *
ml_parser_atom (MlParser *self)
{
  switch (ml_parser_peek (self)->kind)
    {
    case ML_TOKEN_NAME:
      return parse_name (self);

    case ML_TOKEN_NUMBER:
      return ml_parser_number (self);

    case ML_TOKEN_STRING:
    case ML_TOKEN_FSTRING_START:
      return ml_parser_strings (self);

    case ML_TOKEN_TRUE:
    case ML_TOKEN_FALSE:
    case ML_TOKEN_NONE:
    case ML_TOKEN_ELLIPSIS:
      return parse_singleton (self);

    case ML_TOKEN_LEFT_PARENTHESIS:
      return parse_display (self, parse_parenthesized);

    case ML_TOKEN_LEFT_BRACKET:
      return parse_display (self, parse_list);

    case ML_TOKEN_LEFT_BRACE:
      return parse_display (self, parse_braces);

    default:
      return NULL;
    }
}

static MlNode *
parse_slice (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *lower = NULL, *upper = NULL, *step = NULL, *node;

  if (!ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      lower = ml_parser_named_expression (self);

      if (lower == NULL || !ml_parser_is_at (self, ML_TOKEN_COLON))
        return lower;
    }

  self->position++;

  if (ml_parser_starts_expression (self))
    {
      upper = ml_parser_expression (self);

      if (upper == NULL)
        return NULL;
    }

  if (ml_parser_accept (self, ML_TOKEN_COLON) != NULL && ml_parser_starts_expression (self))
    {
      step = ml_parser_expression (self);

      if (step == NULL)
        return NULL;
    }

  node = ml_parser_node (self, ML_NODE_SLICE, start);
  node->slice.lower = lower;
  node->slice.upper = upper;
  node->slice.step = step;

  return node;
}

static MlNode *
parse_slice_or_star (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *value, *node;

  if (ml_parser_accept (self, ML_TOKEN_STAR) == NULL)
    return parse_slice (self);

  value = ml_parser_expression (self);

  if (value == NULL)
    return ml_parser_explains (self)
               ? ml_parser_fail_last (self, ML_SYNTAX_ERROR, "Invalid star expression")
               : NULL;

  node = ml_parser_node (self, ML_NODE_STARRED, start);
  node->starred.value = value;

  return node;
}

/* What stands between the brackets of a subscript. */
static MlNode *
parse_slices (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  MlNode *node = parse_slice_or_star (self);

  if (node == NULL || (!ml_parser_is_at (self, ML_TOKEN_COMMA) && node->kind != ML_NODE_STARRED))
    return node;

  ml_parser_push (self, node);

  while (ml_parser_accept (self, ML_TOKEN_COMMA) != NULL &&
         !ml_parser_is_at (self, ML_TOKEN_RIGHT_BRACKET))
    {
      node = parse_slice_or_star (self);

      if (node == NULL)
        return NULL;

      ml_parser_push (self, node);
    }

  node = ml_parser_node (self, ML_NODE_TUPLE, start);
  node->list.elts = ml_parser_pop_list (self, base);

  return node;
}

static MlNode *
parse_subscript (MlParser *self, MlTextPlace start, MlNode *value)
{
  MlNode *slice = parse_slices (self);
  MlNode *node;

  if (slice == NULL || ml_parser_accept (self, ML_TOKEN_RIGHT_BRACKET) == NULL)
    return NULL;

  node = ml_parser_node (self, ML_NODE_SUBSCRIPT, start);
  node->subscript.value = value;
  node->subscript.slice = slice;

  return node;
}

static MlNode *
parse_attribute (MlParser *self, MlTextPlace start, MlNode *value)
{
  const MlToken *name = ml_parser_accept (self, ML_TOKEN_NAME);
  const char *attr;
  MlNode *node;

  if (name == NULL)
    return NULL;

  attr = ml_parser_name (self, name);
  node = ml_parser_node (self, ML_NODE_ATTRIBUTE, start);
  node->attribute.value = value;
  node->attribute.attr = attr;

  return node;
}

static MlNode *
parse_call (MlParser *self, MlTextPlace start, MlNode *func)
{
  MlNodeList *args, *keywords;
  MlNode *node;

  if (!ml_parser_arguments (self, FALSE, &args, &keywords))
    return NULL;

  node = ml_parser_node (self, ML_NODE_CALL, start);
  node->call.func = func;
  node->call.args = args;
  node->call.keywords = keywords;

  return node;
}

static MlNode *
parse_trailer (MlParser *self, MlTextPlace start, MlNode *node)
{
  MlTokenKind kind = ml_parser_peek (self)->kind;

  self->position++;

  if (kind == ML_TOKEN_DOT)
    return parse_attribute (self, start, node);

  return kind == ML_TOKEN_LEFT_PARENTHESIS ? parse_call (self, start, node)
                                           : parse_subscript (self, start, node);
}

MlNode *
ml_parser_primary (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  MlNode *node = ml_parser_atom (self);

  while (node != NULL && (ml_parser_is_at (self, ML_TOKEN_DOT) ||
                          ml_parser_is_at (self, ML_TOKEN_LEFT_PARENTHESIS) ||
                          ml_parser_is_at (self, ML_TOKEN_LEFT_BRACKET)))
    {
      MlParserMark mark = ml_parser_mark (self);
      MlNode *longer = parse_trailer (self, start, node);

      if (longer == NULL)
        {
          ml_parser_go_back (self, mark);
          return self->error == NULL ? node : NULL;
        }

      node = longer;
    }

  return node;
}
