#include "ml-parser-private.h"

#include "ml-heap.h"
#include "ml-world.h"

static gboolean
set_targets (MlNodeList *list, MlContext context)
{
  for (guint i = 0; i < list->length; i++)
    if (!ml_parser_set_target (list->items[i], context))
      return FALSE;

  return TRUE;
}

gboolean
ml_parser_set_target (MlNode *node, MlContext context)
{
  switch (node->kind)
    {
    case ML_NODE_NAME:
      node->name.ctx = context;
      return TRUE;

    case ML_NODE_ATTRIBUTE:
      node->attribute.ctx = context;
      return TRUE;

    case ML_NODE_SUBSCRIPT:
      node->subscript.ctx = context;
      return TRUE;

    case ML_NODE_STARRED:
      node->starred.ctx = context;
      return context == ML_CONTEXT_STORE && node->starred.value->kind != ML_NODE_STARRED &&
             ml_parser_set_target (node->starred.value, context);

    case ML_NODE_LIST:
    case ML_NODE_TUPLE:
      node->list.ctx = context;
      return set_targets (node->list.elts, context);

    default:
      return FALSE;
    }
}

gboolean
ml_parser_is_single_target (const MlNode *node)
{
  return node->kind == ML_NODE_NAME || node->kind == ML_NODE_ATTRIBUTE ||
         node->kind == ML_NODE_SUBSCRIPT;
}

MlNode *
ml_parser_get_bad_target (MlNode *node, MlContext context, gboolean in_for)
{
  switch (node->kind)
    {
    case ML_NODE_NAME:
    case ML_NODE_ATTRIBUTE:
    case ML_NODE_SUBSCRIPT:
      return NULL;

    case ML_NODE_LIST:
    case ML_NODE_TUPLE:
      for (guint i = 0; i < node->list.elts->length; i++)
        {
          MlNode *bad = ml_parser_get_bad_target (node->list.elts->items[i], context, in_for);

          if (bad != NULL)
            return bad;
        }
      return NULL;

    case ML_NODE_STARRED:
      if (context == ML_CONTEXT_DEL)
        return node;
      return ml_parser_get_bad_target (node->starred.value, context, in_for);

    case ML_NODE_COMPARE:
      if (in_for && node->compare.ops[0] == ML_COMPARE_IN)
        return ml_parser_get_bad_target (node->compare.left, context, in_for);
      return node;

    default:
      return node;
    }
}

static const char *
describe_constant (MlParser *self, MlObject *value)
{
  const MlWorld *world = ml_tree_get_heap (self->tree)->world;

  if (value == world->none)
    return "None";

  if (value == world->true_object)
    return "True";

  if (value == world->false_object)
    return "False";

  return value == world->ellipsis ? "ellipsis" : "literal";
}

const char *
ml_parser_describe (MlParser *self, const MlNode *node)
{
  static const char *const names[ML_N_NODE_KINDS] = {
    [ML_NODE_ATTRIBUTE] = "attribute",
    [ML_NODE_SUBSCRIPT] = "subscript",
    [ML_NODE_STARRED] = "starred",
    [ML_NODE_NAME] = "name",
    [ML_NODE_LIST] = "list",
    [ML_NODE_TUPLE] = "tuple",
    [ML_NODE_LAMBDA] = "lambda",
    [ML_NODE_CALL] = "function call",
    [ML_NODE_BOOL_OP] = "expression",
    [ML_NODE_BIN_OP] = "expression",
    [ML_NODE_UNARY_OP] = "expression",
    [ML_NODE_GENERATOR_EXP] = "generator expression",
    [ML_NODE_YIELD] = "yield expression",
    [ML_NODE_YIELD_FROM] = "yield expression",
    [ML_NODE_AWAIT] = "await expression",
    [ML_NODE_LIST_COMP] = "list comprehension",
    [ML_NODE_SET_COMP] = "set comprehension",
    [ML_NODE_DICT_COMP] = "dict comprehension",
    [ML_NODE_DICT] = "dict literal",
    [ML_NODE_SET] = "set display",
    [ML_NODE_JOINED_STR] = "f-string expression",
    [ML_NODE_FORMATTED_VALUE] = "f-string expression",
    [ML_NODE_COMPARE] = "comparison",
    [ML_NODE_IF_EXP] = "conditional expression",
    [ML_NODE_NAMED_EXPR] = "named expression",
  };

  if (node->kind == ML_NODE_CONSTANT)
    return describe_constant (self, node->constant.value);

  return names[node->kind];
}

gpointer
ml_parser_fail_target (MlParser *self, MlNode *node, MlContext context, gboolean in_for)
{
  MlNode *bad = ml_parser_get_bad_target (node, context, in_for);

  if (bad == NULL)
    return NULL;

  return ml_parser_fail_node (self,
                              bad,
                              "cannot %s %s",
                              context == ML_CONTEXT_DEL ? "delete" : "assign to",
                              ml_parser_describe (self, bad));
}
