/* ml-compile-expression.c: expressions but for calls and comprehensions */

#include "ml-compile-private.h"

#include "ml-compile-check.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-world.h"

/* Displays of more items are built one by one, so that the stack stays small. */
#define MAX_ON_STACK 30

void
ml_compile_expressions (MlCompiler *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    ml_compile_expression (self, list->items[i]);
}

/* Displays */

static gboolean
are_constants (const MlNodeList *items, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (items->items[i] == NULL || items->items[i]->kind != ML_NODE_CONSTANT)
      return FALSE;

  return TRUE;
}

static MlObject *
make_tuple (MlCompiler *self, const MlNodeList *items, guint start, guint end)
{
  MlObject *tuple = ml_tuple_new (self->heap, end - start);

  for (guint i = start; tuple != NULL && i < end; i++)
    ml_tuple_fill (tuple, i - start, ml_ref (items->items[i]->constant.value));

  if (tuple != NULL && tuple->origin == ML_ORIGIN_RUN)
    tuple->origin = ML_ORIGIN_FOLDED;

  return tuple;
}

static MlObject *
make_frozenset (MlCompiler *self, MlObject *tuple)
{
  MlObject *set = tuple == NULL ? NULL : ml_frozenset_from_iterable (self->heap, tuple);

  ml_unref_any (self->heap, tuple);

  return set;
}

typedef struct
{
  int build;
  int add;
  int extend;
} MlDisplayOps;

static MlDisplayOps
get_display_ops (MlMake what)
{
  if (what == ML_MAKE_SET)
    return (MlDisplayOps){ ML_OP_BUILD_SET, ML_OP_SET_ADD, ML_OP_SET_UPDATE };

  return (MlDisplayOps){ ML_OP_BUILD_LIST, ML_OP_LIST_APPEND, ML_OP_LIST_EXTEND };
}

/* Three and more constants come from one tuple. */
static void
compile_constant_display (MlCompiler *self,
                          MlLocation location,
                          const MlNodeList *items,
                          int n_pushed,
                          MlMake what)
{
  MlDisplayOps ops = get_display_ops (what);
  MlObject *folded = make_tuple (self, items, 0, items->length);

  if (what == ML_MAKE_TUPLE && n_pushed == 0)
    {
      ml_emit_constant (self, location, folded);
      return;
    }

  if (what == ML_MAKE_SET)
    folded = make_frozenset (self, folded);

  ml_emit (self, location, ops.build, n_pushed);
  ml_emit_constant (self, location, folded);
  ml_emit (self, location, ops.extend, 1);

  if (what == ML_MAKE_TUPLE)
    ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_LIST_TO_TUPLE);
}

static gboolean
has_starred (const MlNodeList *items)
{
  for (guint i = 0; i < items->length; i++)
    if (items->items[i]->kind == ML_NODE_STARRED)
      return TRUE;

  return FALSE;
}

/* One item after the other into a list or set. */
static void
compile_growing_display (MlCompiler *self,
                         MlLocation location,
                         const MlNodeList *items,
                         const char *injected,
                         int n_pushed,
                         MlMake what,
                         gboolean is_built)
{
  MlDisplayOps ops = get_display_ops (what);

  if (is_built)
    ml_emit (self, location, ops.build, n_pushed);

  for (guint i = 0; i < items->length; i++)
    {
      const MlNode *item = items->items[i];

      if (item->kind != ML_NODE_STARRED)
        {
          ml_compile_expression (self, item);
          if (is_built)
            ml_emit (self, location, ops.add, 1);
          continue;
        }

      if (!is_built)
        ml_emit (self, location, ops.build, i + n_pushed);
      is_built = TRUE;
      ml_compile_expression (self, item->starred.value);
      ml_emit (self, location, ops.extend, 1);
    }

  if (injected != NULL)
    {
      ml_emit_variable (self, location, injected, ML_CONTEXT_LOAD);
      ml_emit (self, location, ops.add, 1);
    }

  if (what == ML_MAKE_TUPLE)
    ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_LIST_TO_TUPLE);
}

void
ml_compile_display (MlCompiler *self,
                    MlLocation location,
                    const MlNodeList *items,
                    const char *injected,
                    int n_pushed,
                    MlMake what)
{
  int n = n_pushed + items->length + (injected != NULL ? 1 : 0);

  if (items->length > 2 && are_constants (items, 0, items->length))
    {
      compile_constant_display (self, location, items, n_pushed, what);
      return;
    }

  if (has_starred (items) || n > MAX_ON_STACK)
    {
      compile_growing_display (self, location, items, injected, n_pushed, what, n > MAX_ON_STACK);
      return;
    }

  ml_compile_expressions (self, items);
  if (injected != NULL)
    ml_emit_variable (self, location, injected, ML_CONTEXT_LOAD);
  ml_emit (
      self, location, what == ML_MAKE_TUPLE ? ML_OP_BUILD_TUPLE : get_display_ops (what).build, n);
}

/* A part of a dict display without `**`. */
static void
compile_pairs (MlCompiler *self, const MlNode *node, guint start, guint end)
{
  const MlNodeList *keys = node->dict.keys, *values = node->dict.values;
  MlLocation location = ml_node_get_location (node);
  gboolean is_big = (end - start) * 2 > MAX_ON_STACK;

  if (end - start > 1 && !is_big && are_constants (keys, start, end))
    {
      for (guint i = start; i < end; i++)
        ml_compile_expression (self, values->items[i]);
      ml_emit_constant (self, location, make_tuple (self, keys, start, end));
      ml_emit (self, location, ML_OP_BUILD_CONST_KEY_MAP, end - start);
      return;
    }

  if (is_big)
    ml_emit (self, location, ML_OP_BUILD_MAP, 0);

  for (guint i = start; i < end; i++)
    {
      ml_compile_expression (self, keys->items[i]);
      ml_compile_expression (self, values->items[i]);
      if (is_big)
        ml_emit (self, location, ML_OP_MAP_ADD, 1);
    }

  if (!is_big)
    ml_emit (self, location, ML_OP_BUILD_MAP, end - start);
}

/* The pairs up to @end that were not yet compiled, into the dict if there is one already. */
static void
flush_pairs (MlCompiler *self, const MlNode *node, guint *n_waiting, guint end, gboolean *has_dict)
{
  if (*n_waiting == 0)
    return;

  compile_pairs (self, node, end - *n_waiting, end);
  if (*has_dict)
    ml_emit (self, ml_node_get_location (node), ML_OP_DICT_UPDATE, 1);

  *has_dict = TRUE;
  *n_waiting = 0;
}

static void
compile_dict (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  guint n = node->dict.values->length, n_waiting = 0;
  gboolean has_dict = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (node->dict.keys->items[i] != NULL)
        {
          n_waiting++;
          if ((n_waiting - 1) * 2 > MAX_ON_STACK)
            flush_pairs (self, node, &n_waiting, i + 1, &has_dict);
          continue;
        }

      flush_pairs (self, node, &n_waiting, i, &has_dict);
      if (!has_dict)
        ml_emit (self, location, ML_OP_BUILD_MAP, 0);
      has_dict = TRUE;
      ml_compile_expression (self, node->dict.values->items[i]);
      ml_emit (self, location, ML_OP_DICT_UPDATE, 1);
    }

  flush_pairs (self, node, &n_waiting, n, &has_dict);
  if (!has_dict)
    ml_emit (self, location, ML_OP_BUILD_MAP, 0);
}

/* Operators */

int
ml_get_binary_arg (MlBinaryOperator op)
{
  static const int args[] = {
    [ML_BINARY_ADD] = ML_BINARY_ARG_ADD,
    [ML_BINARY_SUB] = ML_BINARY_ARG_SUBTRACT,
    [ML_BINARY_MULT] = ML_BINARY_ARG_MULTIPLY,
    [ML_BINARY_MAT_MULT] = ML_BINARY_ARG_MATRIX_MULTIPLY,
    [ML_BINARY_DIV] = ML_BINARY_ARG_TRUE_DIVIDE,
    [ML_BINARY_MOD] = ML_BINARY_ARG_REMAINDER,
    [ML_BINARY_POW] = ML_BINARY_ARG_POWER,
    [ML_BINARY_L_SHIFT] = ML_BINARY_ARG_LEFT_SHIFT,
    [ML_BINARY_R_SHIFT] = ML_BINARY_ARG_RIGHT_SHIFT,
    [ML_BINARY_BIT_OR] = ML_BINARY_ARG_OR,
    [ML_BINARY_BIT_XOR] = ML_BINARY_ARG_XOR,
    [ML_BINARY_BIT_AND] = ML_BINARY_ARG_AND,
    [ML_BINARY_FLOOR_DIV] = ML_BINARY_ARG_FLOOR_DIVIDE,
  };

  return args[op];
}

static void
compile_unary (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  ml_compile_expression (self, node->unary_op.operand);

  switch (node->unary_op.op)
    {
    case ML_UNARY_INVERT:
      ml_emit (self, location, ML_OP_UNARY_INVERT, 0);
      break;

    case ML_UNARY_NOT:
      ml_emit (self, location, ML_OP_TO_BOOL, 0);
      ml_emit (self, location, ML_OP_UNARY_NOT, 0);
      break;

    case ML_UNARY_U_ADD:
      ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_UNARY_POSITIVE);
      break;

    case ML_UNARY_U_SUB:
      ml_emit (self, location, ML_OP_UNARY_NEGATIVE, 0);
      break;
    }
}

static void
compile_bool_op (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const MlNodeList *values = node->bool_op.values;
  int jump = node->bool_op.op == ML_BOOL_AND ? ML_OP_POP_JUMP_IF_FALSE : ML_OP_POP_JUMP_IF_TRUE;
  MlLabel end = ml_new_label (self);

  for (guint i = 0; i + 1 < values->length; i++)
    {
      ml_compile_expression (self, values->items[i]);
      ml_emit (self, location, ML_OP_COPY, 1);
      ml_emit (self, location, ML_OP_TO_BOOL, 0);
      ml_emit (self, location, jump, end);
      ml_emit (self, location, ML_OP_POP_TOP, 0);
    }

  ml_compile_expression (self, values->items[values->length - 1]);
  ml_use_label (self, end);
}

static void
emit_comparison (MlCompiler *self, MlLocation location, MlCompareOperator op)
{
  /* With the outcomes that make each true: 1 unordered, 2 less, 4 greater, 8 equal. */
  static const int args[] = {
    [ML_COMPARE_EQ] = ML_COMPARE_ARG (ML_EQUAL) | 8,
    [ML_COMPARE_NOT_EQ] = ML_COMPARE_ARG (ML_NOT_EQUAL) | 1 | 2 | 4,
    [ML_COMPARE_LT] = ML_COMPARE_ARG (ML_LESS) | 2,
    [ML_COMPARE_LT_E] = ML_COMPARE_ARG (ML_LESS_EQUAL) | 2 | 8,
    [ML_COMPARE_GT] = ML_COMPARE_ARG (ML_GREATER) | 4,
    [ML_COMPARE_GT_E] = ML_COMPARE_ARG (ML_GREATER_EQUAL) | 4 | 8,
  };

  if (op == ML_COMPARE_IS || op == ML_COMPARE_IS_NOT)
    ml_emit (self, location, ML_OP_IS_OP, op == ML_COMPARE_IS_NOT);
  else if (op == ML_COMPARE_IN || op == ML_COMPARE_NOT_IN)
    ml_emit (self, location, ML_OP_CONTAINS_OP, op == ML_COMPARE_NOT_IN);
  else
    ml_emit (self, location, ML_OP_COMPARE_OP, args[op]);
}

/* One link of a chain: the middle operand is kept for the next one. */
static void
compile_link (MlCompiler *self, const MlNode *node, guint index)
{
  MlLocation location = ml_node_get_location (node);

  ml_compile_expression (self, node->compare.comparators->items[index]);
  ml_emit (self, location, ML_OP_SWAP, 2);
  ml_emit (self, location, ML_OP_COPY, 2);
  emit_comparison (self, location, node->compare.ops[index]);
}

static void
compile_compare (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  guint last = node->compare.comparators->length - 1;
  MlLabel cleanup = ml_new_label (self), end = ml_new_label (self);

  ml_check_comparison (self, node);
  ml_compile_expression (self, node->compare.left);

  for (guint i = 0; i < last; i++)
    {
      compile_link (self, node, i);
      ml_emit (self, location, ML_OP_COPY, 1);
      ml_emit (self, location, ML_OP_TO_BOOL, 0);
      ml_emit (self, location, ML_OP_POP_JUMP_IF_FALSE, cleanup);
      ml_emit (self, location, ML_OP_POP_TOP, 0);
    }

  ml_compile_expression (self, node->compare.comparators->items[last]);
  emit_comparison (self, location, node->compare.ops[last]);

  if (last == 0)
    return;

  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
  ml_use_label (self, cleanup);
  ml_emit (self, location, ML_OP_SWAP, 2);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
  ml_use_label (self, end);
}

/* Conditions */

static int
get_jump (gboolean condition)
{
  return condition ? ML_OP_POP_JUMP_IF_TRUE : ML_OP_POP_JUMP_IF_FALSE;
}

static void
compile_jump_if_bool_op (MlCompiler *self,
                         MlLocation location,
                         const MlNode *node,
                         MlLabel target,
                         gboolean condition)
{
  const MlNodeList *values = node->bool_op.values;
  gboolean decides = node->bool_op.op == ML_BOOL_OR;
  MlLabel decided = decides == condition ? target : ml_new_label (self);

  for (guint i = 0; i + 1 < values->length; i++)
    ml_compile_jump_if (self, location, values->items[i], decided, decides);
  ml_compile_jump_if (self, location, values->items[values->length - 1], target, condition);

  if (decided != target)
    ml_use_label (self, decided);
}

static void
compile_jump_if_chosen (MlCompiler *self,
                        MlLocation location,
                        const MlNode *node,
                        MlLabel target,
                        gboolean condition)
{
  MlLabel end = ml_new_label (self), otherwise = ml_new_label (self);

  ml_compile_jump_if (self, location, node->if_exp.test, otherwise, FALSE);
  ml_compile_jump_if (self, location, node->if_exp.body, target, condition);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
  ml_use_label (self, otherwise);
  ml_compile_jump_if (self, location, node->if_exp.orelse, target, condition);
  ml_use_label (self, end);
}

static void
compile_jump_if_chain (MlCompiler *self, const MlNode *node, MlLabel target, gboolean condition)
{
  MlLocation location = ml_node_get_location (node);
  guint last = node->compare.comparators->length - 1;
  MlLabel cleanup = ml_new_label (self), end = ml_new_label (self);

  ml_check_comparison (self, node);
  ml_compile_expression (self, node->compare.left);

  for (guint i = 0; i < last; i++)
    {
      compile_link (self, node, i);
      ml_emit (self, location, ML_OP_TO_BOOL, 0);
      ml_emit (self, location, ML_OP_POP_JUMP_IF_FALSE, cleanup);
    }

  ml_compile_expression (self, node->compare.comparators->items[last]);
  emit_comparison (self, location, node->compare.ops[last]);
  ml_emit (self, location, ML_OP_TO_BOOL, 0);
  ml_emit (self, location, get_jump (condition), target);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
  ml_use_label (self, cleanup);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
  if (!condition)
    ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, target);
  ml_use_label (self, end);
}

void
ml_compile_jump_if (MlCompiler *self,
                    MlLocation location,
                    const MlNode *node,
                    MlLabel target,
                    gboolean condition)
{
  MlLocation own = ml_node_get_location (node);

  if (node->kind == ML_NODE_UNARY_OP && node->unary_op.op == ML_UNARY_NOT)
    ml_compile_jump_if (self, location, node->unary_op.operand, target, !condition);
  else if (node->kind == ML_NODE_BOOL_OP)
    compile_jump_if_bool_op (self, location, node, target, condition);
  else if (node->kind == ML_NODE_IF_EXP)
    compile_jump_if_chosen (self, location, node, target, condition);
  else if (node->kind == ML_NODE_COMPARE && node->compare.comparators->length > 1)
    compile_jump_if_chain (self, node, target, condition);
  else
    {
      ml_compile_expression (self, node);
      ml_emit (self, own, ML_OP_TO_BOOL, 0);
      ml_emit (self, own, get_jump (condition), target);
    }
}

static void
compile_if_exp (MlCompiler *self, const MlNode *node)
{
  MlLabel end = ml_new_label (self), otherwise = ml_new_label (self);

  ml_compile_jump_if (self, ml_node_get_location (node), node->if_exp.test, otherwise, FALSE);
  ml_compile_expression (self, node->if_exp.body);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
  ml_use_label (self, otherwise);
  ml_compile_expression (self, node->if_exp.orelse);
  ml_use_label (self, end);
}

/* f-strings */

static void
compile_joined_str (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const MlNodeList *values = node->joined_str.values;

  if (values->length > MAX_ON_STACK)
    {
      const char *join = ml_tree_get_name (self->tree, "join");

      ml_emit_constant (self, location, ml_ref (self->heap->world->empty_str));
      ml_emit (self, location, ML_OP_LOAD_ATTR, ml_roll_add (&self->unit->names, join) << 1 | 1);
      ml_emit (self, location, ML_OP_BUILD_LIST, 0);
      for (guint i = 0; i < values->length; i++)
        {
          ml_compile_expression (self, values->items[i]);
          ml_emit (self, location, ML_OP_LIST_APPEND, 1);
        }
      ml_emit (self, location, ML_OP_CALL, 1);
      return;
    }

  ml_compile_expressions (self, values);
  if (values->length > 1)
    ml_emit (self, location, ML_OP_BUILD_STRING, values->length);
  else if (values->length == 0)
    ml_emit_constant (self, location, ml_ref (self->heap->world->empty_str));
}

static void
compile_formatted_value (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  ml_compile_expression (self, node->formatted_value.value);

  switch (node->formatted_value.conversion)
    {
    case 's':
      ml_emit (self, location, ML_OP_CONVERT_VALUE, ML_CONVERSION_STR);
      break;

    case 'r':
      ml_emit (self, location, ML_OP_CONVERT_VALUE, ML_CONVERSION_REPR);
      break;

    case 'a':
      ml_emit (self, location, ML_OP_CONVERT_VALUE, ML_CONVERSION_ASCII);
      break;

    default:
      break;
    }

  if (node->formatted_value.format_spec != NULL)
    {
      ml_compile_expression (self, node->formatted_value.format_spec);
      ml_emit (self, location, ML_OP_FORMAT_WITH_SPEC, 0);
    }
  else
    ml_emit (self, location, ML_OP_FORMAT_SIMPLE, 0);
}

/* Subscripts */

gboolean
ml_is_two_part_slice (const MlNode *slice)
{
  return slice->kind == ML_NODE_SLICE && slice->slice.step == NULL;
}

static void
compile_part (MlCompiler *self, const MlNode *slice, const MlNode *part)
{
  if (part != NULL)
    ml_compile_expression (self, part);
  else
    ml_emit_none (self, ml_node_get_location (slice));
}

void
ml_compile_slice_parts (MlCompiler *self, const MlNode *slice)
{
  compile_part (self, slice, slice->slice.lower);
  compile_part (self, slice, slice->slice.upper);
}

static void
compile_slice (MlCompiler *self, const MlNode *node)
{
  ml_compile_slice_parts (self, node);
  if (node->slice.step != NULL)
    ml_compile_expression (self, node->slice.step);
  ml_emit (self, ml_node_get_location (node), ML_OP_BUILD_SLICE, node->slice.step != NULL ? 3 : 2);
}

static void
compile_subscript (MlCompiler *self, const MlNode *node)
{
  static const int ops[] = {
    [ML_CONTEXT_LOAD] = ML_OP_BINARY_SUBSCR,
    [ML_CONTEXT_STORE] = ML_OP_STORE_SUBSCR,
    [ML_CONTEXT_DEL] = ML_OP_DELETE_SUBSCR,
  };
  MlLocation location = ml_node_get_location (node);
  const MlNode *slice = node->subscript.slice;
  MlContext context = node->subscript.ctx;

  if (context == ML_CONTEXT_LOAD)
    ml_check_subscript (self, node);

  ml_compile_expression (self, node->subscript.value);

  if (ml_is_two_part_slice (slice) && context != ML_CONTEXT_DEL)
    {
      ml_compile_slice_parts (self, slice);
      ml_emit (
          self, location, context == ML_CONTEXT_LOAD ? ML_OP_BINARY_SLICE : ML_OP_STORE_SLICE, 0);
      return;
    }

  ml_compile_expression (self, slice);
  ml_emit (self, location, ops[context], 0);
}

/* Suspending */

void
ml_emit_yield_from (MlCompiler *self, MlLocation location, gboolean is_await)
{
  MlLabel send = ml_new_label (self), fail = ml_new_label (self), end = ml_new_label (self);

  ml_use_label (self, send);
  ml_emit (self, location, ML_OP_SEND, end);
  ml_emit (self, location, ML_OP_SETUP_FINALLY, fail);
  ml_emit (self, location, ML_OP_YIELD_VALUE, 1);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (
      self, location, ML_OP_RESUME, is_await ? ML_RESUME_AFTER_AWAIT : ML_RESUME_AFTER_YIELD_FROM);
  ml_emit (self, location, ML_OP_JUMP_NO_INTERRUPT, send);
  ml_use_label (self, fail);
  ml_emit (self, location, ML_OP_CLEANUP_THROW, 0);
  ml_use_label (self, end);
  ml_emit (self, location, ML_OP_END_SEND, 0);
}

void
ml_emit_yield (MlCompiler *self, MlLocation location)
{
  const MlScope *scope = self->unit->scope;

  if (scope->is_generator && scope->is_coroutine)
    ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_ASYNC_GEN_WRAP);
  ml_emit (self, location, ML_OP_YIELD_VALUE, 0);
  ml_emit (self, location, ML_OP_RESUME, ML_RESUME_AFTER_YIELD);
}

static void
compile_yield (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  if (!ml_scope_is_function_like (self->unit->scope))
    ml_compiler_fail (self, node, "'yield' outside function");

  if (node->yield.value != NULL)
    ml_compile_expression (self, node->yield.value);
  else
    ml_emit_none (self, location);

  ml_emit_yield (self, location);
}

static void
compile_yield_from (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  if (!ml_scope_is_function_like (self->unit->scope))
    ml_compiler_fail (self, node, "'yield from' outside function");
  if (self->unit->type == ML_UNIT_ASYNC_FUNCTION)
    ml_compiler_fail (self, node, "'yield from' inside async function");

  ml_compile_expression (self, node->yield.value);
  ml_emit (self, location, ML_OP_GET_YIELD_FROM_ITER, 0);
  ml_emit_none (self, location);
  ml_emit_yield_from (self, location, FALSE);
}

static void
compile_await (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  if (!ml_scope_is_function_like (self->unit->scope))
    ml_compiler_fail (self, node, "'await' outside function");
  if (self->unit->type != ML_UNIT_ASYNC_FUNCTION && self->unit->type != ML_UNIT_COMPREHENSION)
    ml_compiler_fail (self, node, "'await' outside async function");

  ml_compile_expression (self, node->await.value);
  ml_emit (self, location, ML_OP_GET_AWAITABLE, 0);
  ml_emit_none (self, location);
  ml_emit_yield_from (self, location, TRUE);
}

/* Targets */

/* Unpacks what is on the stack into several targets, one of which may be starred. */
static void
emit_unpack (MlCompiler *self, const MlNode *node, const MlNodeList *targets)
{
  MlLocation location = ml_node_get_location (node);
  gboolean has_star = FALSE;

  for (guint i = 0; i < targets->length; i++)
    {
      if (targets->items[i]->kind != ML_NODE_STARRED)
        continue;

      if (has_star)
        {
          ml_compiler_fail (self, node, "multiple starred expressions in assignment");
          return;
        }

      if (i >= 1 << 8 || targets->length - i - 1 >= (guint) G_MAXINT >> 8)
        {
          ml_compiler_fail (self, node, "too many expressions in star-unpacking assignment");
          return;
        }

      ml_emit (self, location, ML_OP_UNPACK_EX, i + ((targets->length - i - 1) << 8));
      has_star = TRUE;
    }

  if (!has_star)
    ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, targets->length);
}

void
ml_compile_unpack (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *targets = node->list.elts;

  emit_unpack (self, node, targets);

  for (guint i = 0; i < targets->length; i++)
    {
      const MlNode *target = targets->items[i];

      ml_compile_expression (self,
                             target->kind == ML_NODE_STARRED ? target->starred.value : target);
    }
}

static void
compile_list_or_tuple (MlCompiler *self, const MlNode *node)
{
  switch (node->list.ctx)
    {
    case ML_CONTEXT_LOAD:
      ml_compile_display (self,
                          ml_node_get_location (node),
                          node->list.elts,
                          NULL,
                          0,
                          node->kind == ML_NODE_TUPLE ? ML_MAKE_TUPLE : ML_MAKE_LIST);
      break;

    case ML_CONTEXT_STORE:
      ml_compile_unpack (self, node);
      break;

    case ML_CONTEXT_DEL:
      ml_compile_expressions (self, node->list.elts);
      break;
    }
}

static void
compile_starred (MlCompiler *self, const MlNode *node)
{
  if (node->starred.ctx == ML_CONTEXT_STORE)
    ml_compiler_fail (self, node, "starred assignment target must be in a list or tuple");
  else
    ml_compiler_fail (self, node, "can't use starred expression here");
}

static void
compile_name (MlCompiler *self, const MlNode *node)
{
  ml_check_name (self, node, node->name.id, node->name.ctx);
  ml_emit_variable (self, ml_node_get_location (node), node->name.id, node->name.ctx);
}

static void
compile_named_expression (MlCompiler *self, const MlNode *node)
{
  ml_compile_expression (self, node->named_expr.value);
  ml_emit (self, ml_node_get_location (node), ML_OP_COPY, 1);
  ml_compile_expression (self, node->named_expr.target);
}

static void
compile_binary (MlCompiler *self, const MlNode *node)
{
  ml_compile_expression (self, node->bin_op.left);
  ml_compile_expression (self, node->bin_op.right);
  ml_emit (self, ml_node_get_location (node), ML_OP_BINARY_OP, ml_get_binary_arg (node->bin_op.op));
}

static void
compile_rarer_expression (MlCompiler *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_LAMBDA:
      ml_compile_lambda (self, node);
      break;

    case ML_NODE_LIST_COMP:
    case ML_NODE_SET_COMP:
    case ML_NODE_DICT_COMP:
    case ML_NODE_GENERATOR_EXP:
      ml_compile_comprehension (self, node);
      break;

    case ML_NODE_YIELD:
      compile_yield (self, node);
      break;

    case ML_NODE_YIELD_FROM:
      compile_yield_from (self, node);
      break;

    case ML_NODE_AWAIT:
      compile_await (self, node);
      break;

    case ML_NODE_JOINED_STR:
      compile_joined_str (self, node);
      break;

    case ML_NODE_FORMATTED_VALUE:
      compile_formatted_value (self, node);
      break;

    case ML_NODE_SLICE:
      compile_slice (self, node);
      break;

    case ML_NODE_STARRED:
      compile_starred (self, node);
      break;

    default:
      g_assert_not_reached ();
    }
}

void
ml_compile_expression (MlCompiler *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_NAME:
      compile_name (self, node);
      break;

    case ML_NODE_CONSTANT:
      ml_emit_constant (self, ml_node_get_location (node), ml_ref (node->constant.value));
      break;

    case ML_NODE_CALL:
      ml_compile_call (self, node);
      break;

    case ML_NODE_ATTRIBUTE:
      ml_compile_attribute (self, node);
      break;

    case ML_NODE_BIN_OP:
      compile_binary (self, node);
      break;

    case ML_NODE_UNARY_OP:
      compile_unary (self, node);
      break;

    case ML_NODE_BOOL_OP:
      compile_bool_op (self, node);
      break;

    case ML_NODE_COMPARE:
      compile_compare (self, node);
      break;

    case ML_NODE_IF_EXP:
      compile_if_exp (self, node);
      break;

    case ML_NODE_NAMED_EXPR:
      compile_named_expression (self, node);
      break;

    case ML_NODE_LIST:
    case ML_NODE_TUPLE:
      compile_list_or_tuple (self, node);
      break;

    case ML_NODE_SET:
      ml_compile_display (self, ml_node_get_location (node), node->set.elts, NULL, 0, ML_MAKE_SET);
      break;

    case ML_NODE_DICT:
      compile_dict (self, node);
      break;

    case ML_NODE_SUBSCRIPT:
      compile_subscript (self, node);
      break;

    default:
      compile_rarer_expression (self, node);
      break;
    }
}
