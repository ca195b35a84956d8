/* ml-fold.c: constant folding within CPython's limits */

#include "ml-fold.h"

#include <string.h>

#include "ml-exception.h"
#include "ml-fold-format.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define MAX_DEPTH 10000
#define MAX_BITS 128        /* of an int */
#define MAX_ITEMS 256       /* of a repeated tuple */
#define MAX_ALL_ITEMS 1024  /* with those inside of it */
#define MAX_CHARACTERS 4096 /* of a repeated str or bytes */

typedef struct
{
  MlTree *tree;
  MlHeap *heap;
  guint depth;
} MlFolder;

static gboolean
is_constant (const MlNode *node)
{
  return node->kind == ML_NODE_CONSTANT;
}

/* Makes @node the constant @value (steals it); what could not be computed leaves it as it is. */
static void
make_constant (MlFolder *self, MlNode *node, MlObject *value)
{
  if (value == NULL)
    {
      ml_clear_raised (self->heap);
      return;
    }

  if (value->origin == ML_ORIGIN_RUN)
    value->origin = ML_ORIGIN_FOLDED;

  node->kind = ML_NODE_CONSTANT;
  node->constant.value = ml_tree_add_constant (self->tree, value);
  node->constant.string_kind = NULL;
}

static gboolean
is_nonzero_int (MlObject *value)
{
  return ml_is_int (value) && ml_int_get_sign (value) != 0;
}

/* The number of items in @value, those of its items too, counted up to @limit; -1: more. */
static gssize
count_down (MlHeap *heap, MlObject *value, gssize limit)
{
  if (ml_is_tuple (value))
    {
      limit -= ml_tuple_get_length (value);
      for (gsize i = 0; limit >= 0 && i < ml_tuple_get_length (value); i++)
        limit = count_down (heap, ml_tuple_get (value, i), limit);
    }
  else if (ml_is_frozenset (heap, value))
    {
      limit -= ml_set_get_length (value);
    }

  return limit;
}

/* Whether @times * @value may be computed: not where the result would be a large sequence. */
static gboolean
may_repeat (MlFolder *self, MlObject *times, MlObject *value)
{
  gssize length, limit;
  gint64 n;

  if (value->type->slots.length == NULL)
    return TRUE;

  length = value->type->slots.length (self->heap, value);
  limit = ml_is_tuple (value) ? MAX_ITEMS : MAX_CHARACTERS;

  if (length <= 0)
    return length == 0;

  if (!ml_int_fits (times, &n) || n < 0 || n > limit / length)
    return FALSE;

  return n == 0 || count_down (self->heap, value, MAX_ALL_ITEMS / n) >= 0;
}

static gboolean
may_multiply (MlFolder *self, MlObject *left, MlObject *right)
{
  if (is_nonzero_int (left) && is_nonzero_int (right))
    return ml_int_get_bit_length (left) + ml_int_get_bit_length (right) <= MAX_BITS;

  if (ml_is_int (left))
    return may_repeat (self, left, right);

  return !ml_is_int (right) || may_repeat (self, right, left);
}

static gboolean
may_raise (MlObject *base, MlObject *exponent)
{
  gint64 n;

  if (!is_nonzero_int (base) || !ml_is_int (exponent) || ml_int_get_sign (exponent) <= 0)
    return TRUE;

  return ml_int_fits (exponent, &n) && n <= MAX_BITS &&
         (gint64) ml_int_get_bit_length (base) <= MAX_BITS / n;
}

static gboolean
may_shift (MlObject *value, MlObject *count)
{
  gint64 n;

  if (!is_nonzero_int (value) || !is_nonzero_int (count))
    return TRUE;

  return ml_int_fits (count, &n) && n <= MAX_BITS &&
         (n < 0 || (gint64) ml_int_get_bit_length (value) <= MAX_BITS - n);
}

static gboolean
may_compute (MlFolder *self, MlBinaryOperator op, MlObject *left, MlObject *right)
{
  switch (op)
    {
    case ML_BINARY_MULT:
      return may_multiply (self, left, right);

    case ML_BINARY_POW:
      return may_raise (left, right);

    case ML_BINARY_L_SHIFT:
      return may_shift (left, right);

    case ML_BINARY_MOD:
      return !(left->type->flags & (ML_TYPE_STR | ML_TYPE_BYTES));

    case ML_BINARY_MAT_MULT:
      return FALSE;

    default:
      return TRUE;
    }
}

static void
fold_binary (MlFolder *self, MlNode *node)
{
  static const MlBinary how[] = {
    [ML_BINARY_ADD] = ML_ADD,
    [ML_BINARY_SUB] = ML_SUBTRACT,
    [ML_BINARY_MULT] = ML_MULTIPLY,
    [ML_BINARY_MAT_MULT] = ML_MATRIX_MULTIPLY,
    [ML_BINARY_DIV] = ML_TRUE_DIVIDE,
    [ML_BINARY_MOD] = ML_REMAINDER,
    [ML_BINARY_POW] = ML_POWER,
    [ML_BINARY_L_SHIFT] = ML_LEFT_SHIFT,
    [ML_BINARY_R_SHIFT] = ML_RIGHT_SHIFT,
    [ML_BINARY_BIT_OR] = ML_OR,
    [ML_BINARY_BIT_XOR] = ML_XOR,
    [ML_BINARY_BIT_AND] = ML_AND,
    [ML_BINARY_FLOOR_DIV] = ML_FLOOR_DIVIDE,
  };
  MlNode *left = node->bin_op.left, *right = node->bin_op.right;

  if (!is_constant (left))
    return;

  if (node->bin_op.op == ML_BINARY_MOD && right->kind == ML_NODE_TUPLE &&
      ml_is_str (left->constant.value))
    {
      ml_fold_format (self->tree, node);
      return;
    }

  if (!is_constant (right) ||
      !may_compute (self, node->bin_op.op, left->constant.value, right->constant.value))
    return;

  make_constant (
      self,
      node,
      ml_binary (self->heap, how[node->bin_op.op], left->constant.value, right->constant.value));
}

/* `not a in b` is `a not in b`; likewise `is`. */
static gboolean
fold_not_into_comparison (MlNode *node)
{
  MlNode *operand = node->unary_op.operand;
  MlCompareOperator *op;

  if (operand->kind != ML_NODE_COMPARE || operand->compare.comparators->length != 1)
    return FALSE;

  op = &operand->compare.ops[0];
  switch (*op)
    {
    case ML_COMPARE_IS:
      *op = ML_COMPARE_IS_NOT;
      break;

    case ML_COMPARE_IS_NOT:
      *op = ML_COMPARE_IS;
      break;

    case ML_COMPARE_IN:
      *op = ML_COMPARE_NOT_IN;
      break;

    case ML_COMPARE_NOT_IN:
      *op = ML_COMPARE_IN;
      break;

    default:
      return FALSE;
    }

  *node = *operand;

  return TRUE;
}

static MlObject *
negate_truth (MlFolder *self, MlObject *value)
{
  int truth = ml_truth (self->heap, value);

  return truth < 0 ? NULL : ml_ref (ml_bool (self->heap, !truth));
}

static void
fold_unary (MlFolder *self, MlNode *node)
{
  const MlNode *operand = node->unary_op.operand;

  if (node->unary_op.op == ML_UNARY_NOT && fold_not_into_comparison (node))
    return;

  if (!is_constant (operand))
    return;

  switch (node->unary_op.op)
    {
    case ML_UNARY_INVERT:
      make_constant (self, node, ml_unary (self->heap, ML_INVERT, operand->constant.value));
      break;

    case ML_UNARY_NOT:
      make_constant (self, node, negate_truth (self, operand->constant.value));
      break;

    case ML_UNARY_U_ADD:
      make_constant (self, node, ml_unary (self->heap, ML_POSITIVE, operand->constant.value));
      break;

    case ML_UNARY_U_SUB:
      make_constant (self, node, ml_unary (self->heap, ML_NEGATE, operand->constant.value));
      break;
    }
}

/* A new tuple if all are constants, else NULL. */
static MlObject *
make_tuple (MlFolder *self, const MlNodeList *items)
{
  MlObject *tuple;

  for (guint i = 0; i < items->length; i++)
    if (!is_constant (items->items[i]))
      return NULL;

  tuple = ml_tuple_new (self->heap, items->length);
  for (guint i = 0; tuple != NULL && i < items->length; i++)
    ml_tuple_fill (tuple, i, ml_ref (items->items[i]->constant.value));

  return tuple;
}

static void
fold_tuple (MlFolder *self, MlNode *node)
{
  if (node->list.ctx == ML_CONTEXT_LOAD)
    make_constant (self, node, make_tuple (self, node->list.elts));
}

static gboolean
has_starred (const MlNodeList *items)
{
  for (guint i = 0; i < items->length; i++)
    if (items->items[i]->kind == ML_NODE_STARRED)
      return TRUE;

  return FALSE;
}

/* A list or set that is only gone through, or looked into, may be a tuple or frozenset. */
static void
fold_iterable (MlFolder *self, MlNode *node)
{
  if (node->kind == ML_NODE_LIST && !has_starred (node->list.elts))
    {
      node->kind = ML_NODE_TUPLE;
      fold_tuple (self, node);
    }
  else if (node->kind == ML_NODE_SET)
    {
      MlObject *tuple = make_tuple (self, node->set.elts);

      if (tuple == NULL)
        return;

      make_constant (self, node, ml_frozenset_from_iterable (self->heap, tuple));
      ml_unref (self->heap, tuple);
    }
}

static void
fold_comparison (MlFolder *self, MlNode *node)
{
  guint last = node->compare.comparators->length - 1;
  MlCompareOperator op = node->compare.ops[last];

  if (op == ML_COMPARE_IN || op == ML_COMPARE_NOT_IN)
    fold_iterable (self, node->compare.comparators->items[last]);
}

static void
fold_subscript (MlFolder *self, MlNode *node)
{
  const MlNode *value = node->subscript.value, *index = node->subscript.slice;

  if (node->subscript.ctx == ML_CONTEXT_LOAD && is_constant (value) && is_constant (index))
    make_constant (
        self, node, ml_get_item (self->heap, value->constant.value, index->constant.value));
}

static void
fold_name (MlFolder *self, MlNode *node)
{
  if (node->name.ctx == ML_CONTEXT_LOAD && strcmp (node->name.id, "__debug__") == 0)
    make_constant (self, node, ml_ref (ml_bool (self->heap, TRUE)));
}

static void
fold_node (MlFolder *self, MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_BIN_OP:
      fold_binary (self, node);
      break;

    case ML_NODE_UNARY_OP:
      fold_unary (self, node);
      break;

    case ML_NODE_TUPLE:
      fold_tuple (self, node);
      break;

    case ML_NODE_SUBSCRIPT:
      fold_subscript (self, node);
      break;

    case ML_NODE_COMPARE:
      fold_comparison (self, node);
      break;

    case ML_NODE_FOR:
    case ML_NODE_ASYNC_FOR:
      fold_iterable (self, node->for_.iter);
      break;

    case ML_NODE_COMPREHENSION:
      fold_iterable (self, node->comprehension.iter);
      break;

    case ML_NODE_NAME:
      fold_name (self, node);
      break;

    default:
      break;
    }
}

static gboolean
is_text (const MlNodeList *body)
{
  const MlNode *first = body->length == 0 ? NULL : body->items[0];

  return first != NULL && first->kind == ML_NODE_EXPR && is_constant (first->expr.value) &&
         ml_is_str (first->expr.value->constant.value);
}

static MlNodeList *
get_body (MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_MODULE:
      return node->module.body;

    case ML_NODE_FUNCTION_DEF:
    case ML_NODE_ASYNC_FUNCTION_DEF:
      return node->function_def.body;

    case ML_NODE_CLASS_DEF:
      return node->class_def.body;

    default:
      return NULL;
    }
}

/* What is a str only after folding is no docstring: it is hidden in an f-string without fields. */
static void
hide_text (MlFolder *self, MlNodeList *body)
{
  MlNode *text = body->items[0]->expr.value;
  MlNode *whole = ml_tree_new_node (self->tree, ML_NODE_JOINED_STR, text->start, text->end);

  whole->joined_str.values = ml_tree_new_list (self->tree, &text, 1);
  body->items[0]->expr.value = whole;
}

static gboolean fold_deep (MlFolder *self, MlNode *node);

static gboolean
fold_list (MlFolder *self, MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    if (list->items[i] != NULL && !fold_deep (self, list->items[i]))
      return FALSE;

  return TRUE;
}

static gboolean
fold_children (MlFolder *self, MlNode *node)
{
  for (const MlField *field = ml_node_kind_get_fields (node->kind); field->name != NULL; field++)
    {
      gpointer place = (char *) node + field->offset;

      if (field->type == ML_FIELD_NODE)
        {
          MlNode *child = *(MlNode **) place;

          if (child != NULL && !fold_deep (self, child))
            return FALSE;
        }
      else if (field->type == ML_FIELD_NODES && !fold_list (self, *(MlNodeList **) place))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/* Folds what is inside of @node, then @node. */
static gboolean
fold_deep (MlFolder *self, MlNode *node)
{
  MlNodeList *body = get_body (node);
  gboolean had_text = body != NULL && is_text (body);

  if (++self->depth > MAX_DEPTH)
    {
      ml_raise (self->heap,
                self->heap->world->recursion_error,
                "maximum recursion depth exceeded during compilation");
      return FALSE;
    }

  if (!fold_children (self, node))
    return FALSE;

  if (body != NULL && !had_text && is_text (body))
    hide_text (self, body);

  fold_node (self, node);
  self->depth--;

  return TRUE;
}

gboolean
ml_fold (MlTree *tree)
{
  MlFolder self = { tree, ml_tree_get_heap (tree), 0 };

  return fold_deep (&self, ml_tree_get_root (tree));
}
