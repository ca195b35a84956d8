/* ml-compile-statement.c: statements but for definitions, try, with and match */

#include "ml-compile-private.h"

#include <string.h>

#include "ml-compile-check.h"
#include "ml-int.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Assignment */

static void
compile_assign (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *targets = node->assign.targets;

  ml_compile_expression (self, node->assign.value);
  for (guint i = 0; i < targets->length; i++)
    {
      if (i + 1 < targets->length)
        ml_emit (self, ml_node_get_location (node), ML_OP_COPY, 1);
      ml_compile_expression (self, targets->items[i]);
    }
}

/* Loads what an augmented assignment changes; what it takes to store it again stays on the stack.
 */
static void
load_augmented (MlCompiler *self, const MlNode *target)
{
  MlLocation location = ml_node_get_location (target);

  if (target->kind == ML_NODE_ATTRIBUTE)
    {
      const char *name = ml_compiler_mangle (self, target->attribute.attr);

      ml_compile_expression (self, target->attribute.value);
      ml_emit (self, location, ML_OP_COPY, 1);
      ml_emit (self,
               ml_get_method_location (target, location),
               ML_OP_LOAD_ATTR,
               ml_roll_add (&self->unit->names, name) << 1);
    }
  else if (target->kind == ML_NODE_SUBSCRIPT)
    {
      gboolean is_slice = ml_is_two_part_slice (target->subscript.slice);

      ml_compile_expression (self, target->subscript.value);
      if (is_slice)
        ml_compile_slice_parts (self, target->subscript.slice);
      else
        ml_compile_expression (self, target->subscript.slice);

      for (int i = is_slice ? 3 : 2, n = i; i > 0; i--)
        ml_emit (self, location, ML_OP_COPY, n);
      ml_emit (self, location, is_slice ? ML_OP_BINARY_SLICE : ML_OP_BINARY_SUBSCR, 0);
    }
  else
    ml_emit_variable (self, location, target->name.id, ML_CONTEXT_LOAD);
}

static void
store_augmented (MlCompiler *self, const MlNode *target)
{
  MlLocation location = ml_node_get_location (target);

  if (target->kind == ML_NODE_ATTRIBUTE)
    {
      location = ml_get_method_location (target, location);
      ml_emit (self, location, ML_OP_SWAP, 2);
      ml_emit_name (
          self, location, ML_OP_STORE_ATTR, ml_compiler_mangle (self, target->attribute.attr));
    }
  else if (target->kind == ML_NODE_SUBSCRIPT)
    {
      gboolean is_slice = ml_is_two_part_slice (target->subscript.slice);

      for (int i = is_slice ? 4 : 3; i > 1; i--)
        ml_emit (self, location, ML_OP_SWAP, i);
      ml_emit (self, location, is_slice ? ML_OP_STORE_SLICE : ML_OP_STORE_SUBSCR, 0);
    }
  else
    {
      ml_check_name (self, target, target->name.id, ML_CONTEXT_STORE);
      ml_emit_variable (self, location, target->name.id, ML_CONTEXT_STORE);
    }
}

static void
compile_aug_assign (MlCompiler *self, const MlNode *node)
{
  load_augmented (self, node->aug_assign.target);
  ml_compile_expression (self, node->aug_assign.value);
  ml_emit (self,
           ml_node_get_location (node),
           ML_OP_BINARY_OP,
           ML_BINARY_ARG_INPLACE + ml_get_binary_arg (node->aug_assign.op));
  store_augmented (self, node->aug_assign.target);
}

static gboolean
stores_annotations (const MlCompiler *self)
{
  return self->unit->type == ML_UNIT_MODULE || self->unit->type == ML_UNIT_CLASS;
}

static void
compile_and_drop (MlCompiler *self, const MlNode *node)
{
  if (node == NULL)
    return;

  ml_compile_expression (self, node);
  ml_emit (self, ml_node_get_location (node), ML_OP_POP_TOP, 0);
}

static void
compile_index_and_drop (MlCompiler *self, const MlNode *index)
{
  if (index->kind == ML_NODE_SLICE)
    {
      compile_and_drop (self, index->slice.lower);
      compile_and_drop (self, index->slice.upper);
      compile_and_drop (self, index->slice.step);
    }
  else if (index->kind == ML_NODE_TUPLE)
    {
      for (guint i = 0; i < index->list.elts->length; i++)
        compile_index_and_drop (self, index->list.elts->items[i]);
    }
  else
    compile_and_drop (self, index);
}

static void
store_annotation (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const char *name = node->ann_assign.target->name.id;

  ml_compile_expression (self, node->ann_assign.annotation);
  ml_emit_name (self, location, ML_OP_LOAD_NAME, ml_tree_get_name (self->tree, "__annotations__"));
  ml_emit_text (self, location, ml_compiler_mangle (self, name));
  ml_emit (self, location, ML_OP_STORE_SUBSCR, 0);
}

/* Evaluates a target that is only annotated, for its effects and errors. */
static void
evaluate_target (MlCompiler *self, const MlNode *target)
{
  if (target->kind == ML_NODE_ATTRIBUTE)
    compile_and_drop (self, target->attribute.value);
  else if (target->kind == ML_NODE_SUBSCRIPT)
    {
      compile_and_drop (self, target->subscript.value);
      compile_index_and_drop (self, target->subscript.slice);
    }
}

static void
compile_ann_assign (MlCompiler *self, const MlNode *node)
{
  const MlNode *target = node->ann_assign.target;

  if (node->ann_assign.value != NULL)
    {
      ml_compile_expression (self, node->ann_assign.value);
      ml_compile_expression (self, target);
    }

  if (target->kind == ML_NODE_NAME)
    {
      ml_check_name (self, target, target->name.id, ML_CONTEXT_STORE);
      if (node->ann_assign.simple && stores_annotations (self))
        store_annotation (self, node);
    }
  else if (node->ann_assign.value == NULL)
    evaluate_target (self, target);

  if (!node->ann_assign.simple && stores_annotations (self))
    compile_and_drop (self, node->ann_assign.annotation);
}

void
ml_compile_assignment (MlCompiler *self, const MlNode *node)
{
  if (node->kind == ML_NODE_ASSIGN)
    compile_assign (self, node);
  else if (node->kind == ML_NODE_AUG_ASSIGN)
    compile_aug_assign (self, node);
  else
    compile_ann_assign (self, node);
}

/* Import */

/* `import a.b.c as d` binds the last part. */
static void
store_imported_as (MlCompiler *self, MlLocation location, const char *name, const char *as_name)
{
  const char *part = strchr (name, '.');

  if (part == NULL)
    {
      ml_emit_variable (self, location, as_name, ML_CONTEXT_STORE);
      return;
    }

  for (;;)
    {
      const char *start = part + 1;
      gsize length = strcspn (start, ".");

      ml_emit_name (self, location, ML_OP_IMPORT_FROM, ml_tree_intern (self->tree, start, length));
      if (start[length] == '\0')
        break;

      part = start + length;
      ml_emit (self, location, ML_OP_SWAP, 2);
      ml_emit (self, location, ML_OP_POP_TOP, 0);
    }

  ml_emit_variable (self, location, as_name, ML_CONTEXT_STORE);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
}

static void
compile_plain_import (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  for (guint i = 0; i < node->import.names->length; i++)
    {
      const MlNode *alias = node->import.names->items[i];
      const char *name = alias->alias.name;

      ml_emit_constant (self, location, ml_int_new (self->heap, 0));
      ml_emit_none (self, location);
      ml_emit_name (self, location, ML_OP_IMPORT_NAME, name);

      if (alias->alias.asname != NULL)
        store_imported_as (self, location, name, alias->alias.asname);
      else
        ml_emit_variable (self,
                          location,
                          ml_tree_intern (self->tree, name, strcspn (name, ".")),
                          ML_CONTEXT_STORE);
    }
}

static MlObject *
make_alias_names (MlCompiler *self, const MlNodeList *aliases)
{
  MlObject *names = ml_tuple_new (self->heap, aliases->length);

  for (guint i = 0; names != NULL && i < aliases->length; i++)
    ml_tuple_fill (names, i, ml_name_from_utf8 (self->heap, aliases->items[i]->alias.name, -1));

  return names;
}

static void
compile_import_from (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const MlNodeList *aliases = node->import_from.names;
  const char *module = node->import_from.module;

  ml_emit_constant (self, location, ml_int_new (self->heap, node->import_from.level));
  ml_emit_constant (self, location, make_alias_names (self, aliases));
  ml_emit_name (self,
                location,
                ML_OP_IMPORT_NAME,
                module != NULL ? module : ml_tree_get_name (self->tree, ""));

  if (strcmp (aliases->items[0]->alias.name, "*") == 0)
    {
      ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_IMPORT_STAR);
      ml_emit (self, location, ML_OP_POP_TOP, 0);
      return;
    }

  for (guint i = 0; i < aliases->length; i++)
    {
      const MlNode *alias = aliases->items[i];
      const char *as_name = alias->alias.asname;

      ml_emit_name (self, location, ML_OP_IMPORT_FROM, alias->alias.name);
      ml_emit_variable (
          self, location, as_name != NULL ? as_name : alias->alias.name, ML_CONTEXT_STORE);
    }

  ml_emit (self, location, ML_OP_POP_TOP, 0);
}

void
ml_compile_import (MlCompiler *self, const MlNode *node)
{
  if (node->kind == ML_NODE_IMPORT)
    compile_plain_import (self, node);
  else
    compile_import_from (self, node);
}

/* Control flow */

static void
compile_if (MlCompiler *self, const MlNode *node)
{
  gboolean has_else = node->if_.orelse->length > 0;
  MlLabel end = ml_new_label (self);
  MlLabel otherwise = has_else ? ml_new_label (self) : end;

  ml_compile_jump_if (self, ml_node_get_location (node), node->if_.test, otherwise, FALSE);
  ml_compile_statements (self, node->if_.body);

  if (has_else)
    {
      ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
      ml_use_label (self, otherwise);
      ml_compile_statements (self, node->if_.orelse);
    }

  ml_use_label (self, end);
}

static void
compile_while (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  MlLabel start = ml_new_label (self), body = ml_new_label (self);
  MlLabel at_end = ml_new_label (self), end = ml_new_label (self);

  ml_use_label (self, start);
  ml_push_guard (self, ML_GUARD_WHILE_LOOP, start, end, location);
  ml_compile_jump_if (self, location, node->while_.test, at_end, FALSE);
  ml_use_label (self, body);
  ml_compile_statements (self, node->while_.body);
  ml_compile_jump_if (self, location, node->while_.test, body, TRUE);
  ml_pop_guard (self);
  ml_use_label (self, at_end);
  ml_compile_statements (self, node->while_.orelse);
  ml_use_label (self, end);
}

static void
compile_for (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node->for_.iter);
  MlLabel start = ml_new_label (self), cleanup = ml_new_label (self), end = ml_new_label (self);

  ml_push_guard (self, ML_GUARD_FOR_LOOP, start, end, ml_node_get_location (node));
  ml_compile_expression (self, node->for_.iter);
  ml_emit (self, location, ML_OP_GET_ITER, 0);

  ml_use_label (self, start);
  ml_emit (self, location, ML_OP_FOR_ITER, cleanup);
  ml_emit (self, ml_node_get_location (node->for_.target), ML_OP_NOP, 0);
  ml_compile_expression (self, node->for_.target);
  ml_compile_statements (self, node->for_.body);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP, start);

  ml_use_label (self, cleanup);
  ml_emit (self, ML_NOWHERE, ML_OP_END_FOR, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_pop_guard (self);
  ml_compile_statements (self, node->for_.orelse);
  ml_use_label (self, end);
}

static void
compile_async_for (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  MlLocation iter_location = ml_node_get_location (node->for_.iter);
  MlLabel start = ml_new_label (self), except = ml_new_label (self), end = ml_new_label (self);

  if (self->unit->type != ML_UNIT_ASYNC_FUNCTION)
    ml_compiler_fail (self, node, "'async for' outside async function");

  ml_compile_expression (self, node->for_.iter);
  ml_emit (self, iter_location, ML_OP_GET_AITER, 0);

  ml_use_label (self, start);
  ml_push_guard (self, ML_GUARD_FOR_LOOP, start, end, location);
  ml_emit (self, location, ML_OP_SETUP_FINALLY, except);
  ml_emit (self, location, ML_OP_GET_ANEXT, 0);
  ml_emit_none (self, location);
  ml_emit_yield_from (self, location, TRUE);
  ml_emit (self, location, ML_OP_POP_BLOCK, 0);

  ml_compile_expression (self, node->for_.target);
  ml_compile_statements (self, node->for_.body);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP, start);
  ml_pop_guard (self);

  ml_use_label (self, except);
  ml_emit (self, iter_location, ML_OP_END_ASYNC_FOR, 0);
  ml_compile_statements (self, node->for_.orelse);
  ml_use_label (self, end);
}

void
ml_compile_loop (MlCompiler *self, const MlNode *node)
{
  if (node->kind == ML_NODE_WHILE)
    compile_while (self, node);
  else if (node->kind == ML_NODE_FOR)
    compile_for (self, node);
  else
    compile_async_for (self, node);
}

static void
compile_raise (MlCompiler *self, const MlNode *node)
{
  int n = 0;

  if (node->raise.exc != NULL)
    {
      ml_compile_expression (self, node->raise.exc);
      n++;
    }

  if (node->raise.cause != NULL)
    {
      ml_compile_expression (self, node->raise.cause);
      n++;
    }

  ml_emit (self, ml_node_get_location (node), ML_OP_RAISE_VARARGS, n);
}

static void
compile_assert (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  MlLabel end = ml_new_label (self);

  ml_check_assertion (self, node);
  ml_compile_jump_if (self, location, node->assert_.test, end, TRUE);
  ml_emit (self, location, ML_OP_LOAD_ASSERTION_ERROR, 0);

  if (node->assert_.msg != NULL)
    {
      ml_compile_expression (self, node->assert_.msg);
      ml_emit (self, location, ML_OP_CALL, 0);
    }

  ml_emit (self, ml_node_get_location (node->assert_.test), ML_OP_RAISE_VARARGS, 1);
  ml_use_label (self, end);
}

static void
compile_expression_statement (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);

  if (self->mode == ML_COMPILE_INTERACTIVE && self->unit->outer == NULL)
    {
      ml_compile_expression (self, node->expr.value);
      ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_PRINT);
      ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
    }
  else if (node->expr.value->kind == ML_NODE_CONSTANT)
    ml_emit (self, location, ML_OP_NOP, 0);
  else
    {
      ml_compile_expression (self, node->expr.value);
      ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
    }
}

static void
compile_simple_statement (MlCompiler *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_EXPR:
      compile_expression_statement (self, node);
      break;

    case ML_NODE_ASSIGN:
    case ML_NODE_AUG_ASSIGN:
    case ML_NODE_ANN_ASSIGN:
      ml_compile_assignment (self, node);
      break;

    case ML_NODE_RETURN:
    case ML_NODE_BREAK:
    case ML_NODE_CONTINUE:
      ml_compile_leave (self, node);
      break;

    case ML_NODE_DELETE:
      ml_compile_expressions (self, node->delete.targets);
      break;

    case ML_NODE_RAISE:
      compile_raise (self, node);
      break;

    case ML_NODE_ASSERT:
      compile_assert (self, node);
      break;

    case ML_NODE_IMPORT:
    case ML_NODE_IMPORT_FROM:
      ml_compile_import (self, node);
      break;

    case ML_NODE_PASS:
      ml_emit (self, ml_node_get_location (node), ML_OP_NOP, 0);
      break;

    default:
      /* global and nonlocal: the symbol table knows */
      break;
    }
}

static void
compile_statement (MlCompiler *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_FUNCTION_DEF:
    case ML_NODE_ASYNC_FUNCTION_DEF:
      ml_compile_function (self, node);
      break;

    case ML_NODE_CLASS_DEF:
      ml_compile_class (self, node);
      break;

    case ML_NODE_TYPE_ALIAS:
      ml_compile_type_alias (self, node);
      break;

    case ML_NODE_IF:
      compile_if (self, node);
      break;

    case ML_NODE_FOR:
    case ML_NODE_ASYNC_FOR:
    case ML_NODE_WHILE:
      ml_compile_loop (self, node);
      break;

    case ML_NODE_WITH:
    case ML_NODE_ASYNC_WITH:
      ml_compile_with (self, node);
      break;

    case ML_NODE_TRY:
    case ML_NODE_TRY_STAR:
      ml_compile_try (self, node);
      break;

    case ML_NODE_MATCH:
      ml_compile_match (self, node);
      break;

    default:
      compile_simple_statement (self, node);
      break;
    }
}

void
ml_compile_statements (MlCompiler *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    compile_statement (self, list->items[i]);
}
