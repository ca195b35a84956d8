/* ml-compile-check.c: errors and warnings that need more than the grammar */

#include "ml-compile-check.h"

#include <string.h>

#include "ml-set.h"
#include "ml-tuple.h"
#include "ml-world.h"

void
ml_check_name (MlCompiler *self, const MlNode *node, const char *name, MlContext context)
{
  if (context == ML_CONTEXT_LOAD || strcmp (name, "__debug__") != 0)
    return;

  ml_compiler_fail (self,
                    node,
                    context == ML_CONTEXT_STORE ? "cannot assign to __debug__"
                                                : "cannot delete __debug__");
}

void
ml_check_keywords (MlCompiler *self, const MlNodeList *keywords)
{
  g_autoptr (GHashTable) seen = NULL;

  if (keywords->length == 0)
    return;

  seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < keywords->length; i++)
    {
      const MlNode *keyword = keywords->items[i];
      const char *name = keyword->keyword.arg;

      if (name == NULL)
        continue;

      ml_check_name (self, keyword, name, ML_CONTEXT_STORE);
      if (!g_hash_table_add (seen, (gpointer) name))
        ml_compiler_fail (self, keyword, "keyword argument repeated: %s", name);
    }
}

/* The type that @node's value is sure to have, or NULL. */
static const char *
get_type_name (const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_CONSTANT:
      return node->constant.value->type->name;

    case ML_NODE_TUPLE:
      return "tuple";

    case ML_NODE_LIST:
    case ML_NODE_LIST_COMP:
      return "list";

    case ML_NODE_DICT:
    case ML_NODE_DICT_COMP:
      return "dict";

    case ML_NODE_SET:
    case ML_NODE_SET_COMP:
      return "set";

    case ML_NODE_GENERATOR_EXP:
      return "generator";

    case ML_NODE_LAMBDA:
      return "function";

    case ML_NODE_JOINED_STR:
    case ML_NODE_FORMATTED_VALUE:
      return "str";

    default:
      return NULL;
    }
}

static gboolean
is_singleton (MlCompiler *self, const MlObject *value)
{
  const MlWorld *world = self->heap->world;

  return value == world->none || value == world->true_object || value == world->false_object ||
         value == world->ellipsis;
}

static gboolean
may_be_identical (MlCompiler *self, const MlNode *node)
{
  return node->kind != ML_NODE_CONSTANT || is_singleton (self, node->constant.value);
}

void
ml_check_comparison (MlCompiler *self, const MlNode *node)
{
  const MlNode *left = node->compare.left;

  for (guint i = 0; i < node->compare.comparators->length; i++)
    {
      const MlNode *right = node->compare.comparators->items[i];
      MlCompareOperator op = node->compare.ops[i];
      gboolean is_left = !may_be_identical (self, left);

      if ((op == ML_COMPARE_IS || op == ML_COMPARE_IS_NOT) &&
          (is_left || !may_be_identical (self, right)))
        {
          ml_compiler_warn (self,
                            node,
                            op == ML_COMPARE_IS
                                ? "\"is\" with '%s' literal. Did you mean \"==\"?"
                                : "\"is not\" with '%s' literal. Did you mean \"!=\"?",
                            get_type_name (is_left ? left : right));
          return;
        }

      left = right;
    }
}

/* Whether [] makes no sense behind @node. */
static gboolean
has_no_items (MlCompiler *self, const MlNode *node)
{
  const MlObject *value;

  switch (node->kind)
    {
    case ML_NODE_SET:
    case ML_NODE_SET_COMP:
    case ML_NODE_GENERATOR_EXP:
    case ML_NODE_LAMBDA:
      return TRUE;

    case ML_NODE_CONSTANT:
      value = node->constant.value;
      return !(value->type->flags & (ML_TYPE_STR | ML_TYPE_BYTES | ML_TYPE_TUPLE));

    default:
      return FALSE;
    }
}

/* Whether @node is sure to be a sequence, with ints or slices for indexes. */
static gboolean
is_sequence (const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_TUPLE:
    case ML_NODE_LIST:
    case ML_NODE_LIST_COMP:
    case ML_NODE_JOINED_STR:
    case ML_NODE_FORMATTED_VALUE:
      return TRUE;

    case ML_NODE_CONSTANT:
      return (node->constant.value->type->flags & (ML_TYPE_STR | ML_TYPE_BYTES | ML_TYPE_TUPLE)) !=
             0;

    default:
      return FALSE;
    }
}

void
ml_check_subscript (MlCompiler *self, const MlNode *node)
{
  const MlNode *value = node->subscript.value, *index = node->subscript.slice;
  const char *index_type = get_type_name (index);

  if (has_no_items (self, value))
    ml_compiler_warn (self,
                      value,
                      "'%s' object is not subscriptable; perhaps you missed a comma?",
                      get_type_name (value));

  if (index_type == NULL || !is_sequence (value) ||
      (index->kind == ML_NODE_CONSTANT && (index->constant.value->type->flags & ML_TYPE_LONG)))
    return;

  ml_compiler_warn (self,
                    value,
                    "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                    get_type_name (value),
                    index_type);
}

void
ml_check_callable (MlCompiler *self, const MlNode *node)
{
  const char *type = get_type_name (node);

  if (type != NULL && node->kind != ML_NODE_LAMBDA)
    ml_compiler_warn (self, node, "'%s' object is not callable; perhaps you missed a comma?", type);
}

void
ml_check_assertion (MlCompiler *self, const MlNode *node)
{
  const MlNode *test = node->assert_.test;
  gboolean is_tuple = FALSE;

  if (test->kind == ML_NODE_TUPLE)
    is_tuple = test->list.elts->length > 0;
  else if (test->kind == ML_NODE_CONSTANT && ml_is_tuple (test->constant.value))
    is_tuple = ml_tuple_get_length (test->constant.value) > 0;

  if (is_tuple)
    ml_compiler_warn (self, node, "assertion is always true, perhaps remove parentheses?");
}
