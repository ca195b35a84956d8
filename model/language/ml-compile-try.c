/* ml-compile-try.c: try, with, and leaving what a statement stands in
 *
 * What must happen on the way out of a block is compiled for each way: at its end, for an
 * exception, and for each return, break or continue that leaves it.
 */

#include "ml-compile-private.h"

/* Leaving */

static void
emit_exit_call (MlCompiler *self, MlLocation location)
{
  ml_emit_none (self, location);
  ml_emit_none (self, location);
  ml_emit_none (self, location);
  ml_emit (self, location, ML_OP_CALL, 2);
}

static void
emit_await (MlCompiler *self, MlLocation location, int what)
{
  ml_emit (self, location, ML_OP_GET_AWAITABLE, what);
  ml_emit_none (self, location);
  ml_emit_yield_from (self, location, TRUE);
}

/* The name of a handled exception is unbound at the end of its handler. */
static void
emit_unbinding (MlCompiler *self, MlLocation location, const char *name)
{
  ml_emit_none (self, location);
  ml_emit_variable (self, location, name, ML_CONTEXT_STORE);
  ml_emit_variable (self, location, name, ML_CONTEXT_DEL);
}

static void
swap_kept (MlCompiler *self, MlLocation location, gboolean keeps_value)
{
  if (keeps_value)
    ml_emit (self, location, ML_OP_SWAP, 2);
}

static void
unwind_finally (MlCompiler *self, MlLocation *location, const MlGuard *guard, gboolean keeps_value)
{
  ml_emit (self, *location, ML_OP_POP_BLOCK, 0);

  if (keeps_value)
    ml_push_guard (self, ML_GUARD_POP_VALUE, -1, -1, *location);
  ml_compile_statements (self, guard->finally);
  if (keeps_value)
    ml_pop_guard (self);

  *location = ML_NOWHERE;
}

static void
unwind_with (MlCompiler *self, MlLocation *location, const MlGuard *guard, gboolean keeps_value)
{
  *location = guard->location;
  ml_emit (self, *location, ML_OP_POP_BLOCK, 0);
  swap_kept (self, *location, keeps_value);
  emit_exit_call (self, *location);
  if (guard->type == ML_GUARD_ASYNC_WITH)
    emit_await (self, *location, 2);
  ml_emit (self, *location, ML_OP_POP_TOP, 0);

  *location = ML_NOWHERE;
}

static void
unwind_handler (MlCompiler *self, MlLocation location, const MlGuard *guard, gboolean keeps_value)
{
  if (guard->name != NULL)
    ml_emit (self, location, ML_OP_POP_BLOCK, 0);

  swap_kept (self, location, keeps_value);
  ml_emit (self, location, ML_OP_POP_BLOCK, 0);
  ml_emit (self, location, ML_OP_POP_EXCEPT, 0);

  if (guard->name != NULL)
    emit_unbinding (self, location, guard->name);
}

static void
unwind_finally_end (MlCompiler *self, MlLocation location, gboolean keeps_value)
{
  swap_kept (self, location, keeps_value);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
  swap_kept (self, location, keeps_value);
  ml_emit (self, location, ML_OP_POP_BLOCK, 0);
  ml_emit (self, location, ML_OP_POP_EXCEPT, 0);
}

void
ml_unwind_guard (MlCompiler *self, MlLocation *location, const MlGuard *guard, gboolean keeps_value)
{
  switch (guard->type)
    {
    case ML_GUARD_WHILE_LOOP:
    case ML_GUARD_EXCEPTION_HANDLER:
    case ML_GUARD_EXCEPTION_GROUP_HANDLER:
    case ML_GUARD_ASYNC_COMPREHENSION:
    case ML_GUARD_STOP_ITERATION:
      break;

    case ML_GUARD_FOR_LOOP:
    case ML_GUARD_POP_VALUE:
      swap_kept (self, *location, keeps_value);
      ml_emit (self, *location, ML_OP_POP_TOP, 0);
      break;

    case ML_GUARD_TRY_EXCEPT:
      ml_emit (self, *location, ML_OP_POP_BLOCK, 0);
      break;

    case ML_GUARD_FINALLY_TRY:
      unwind_finally (self, location, guard, keeps_value);
      break;

    case ML_GUARD_FINALLY_END:
      unwind_finally_end (self, *location, keeps_value);
      break;

    case ML_GUARD_WITH:
    case ML_GUARD_ASYNC_WITH:
      unwind_with (self, location, guard, keeps_value);
      break;

    case ML_GUARD_HANDLER_CLEANUP:
      unwind_handler (self, *location, guard, keeps_value);
      break;
    }
}

/* While a guard is unwound it is not there: a return in a finally block does not run that again. */
void
ml_unwind (MlCompiler *self,
           MlLocation *location,
           gboolean keeps_value,
           const MlNode *node,
           MlGuard *loop,
           gboolean *found)
{
  GArray *guards = self->unit->guards;
  MlGuard guard;

  if (guards->len == 0)
    return;

  guard = g_array_index (guards, MlGuard, guards->len - 1);

  if (guard.type == ML_GUARD_EXCEPTION_GROUP_HANDLER)
    {
      ml_compiler_fail (
          self, node, "'break', 'continue' and 'return' cannot appear in an except* block");
      return;
    }

  if (loop != NULL && (guard.type == ML_GUARD_WHILE_LOOP || guard.type == ML_GUARD_FOR_LOOP))
    {
      *loop = guard;
      *found = TRUE;
      return;
    }

  g_array_set_size (guards, guards->len - 1);
  ml_unwind_guard (self, location, &guard, keeps_value);
  ml_unwind (self, location, keeps_value, node, loop, found);
  g_array_append_val (guards, guard);
}

static void
check_return (MlCompiler *self, const MlNode *node)
{
  const MlScope *scope = self->unit->scope;

  if (!ml_scope_is_function_like (scope))
    ml_compiler_fail (self, node, "'return' outside function");
  else if (node->return_.value != NULL && scope->is_coroutine && scope->is_generator)
    ml_compiler_fail (self, node, "'return' with value in async generator");
}

static void
compile_return (MlCompiler *self, const MlNode *node)
{
  const MlNode *value = node->return_.value;
  gboolean keeps_value = value != NULL && value->kind != ML_NODE_CONSTANT;
  MlLocation location = ml_node_get_location (node);

  check_return (self, node);

  if (keeps_value)
    ml_compile_expression (self, value);
  else if (value != NULL)
    {
      location = ml_node_get_location (value);
      ml_emit (self, location, ML_OP_NOP, 0);
    }

  if (value == NULL || value->start.line != node->start.line)
    {
      location = ml_node_get_location (node);
      ml_emit (self, location, ML_OP_NOP, 0);
    }

  ml_unwind (self, &location, keeps_value, node, NULL, NULL);

  if (value == NULL)
    ml_emit_none (self, location);
  else if (!keeps_value)
    ml_emit_constant (self, location, ml_ref (value->constant.value));
  ml_emit (self, location, ML_OP_RETURN_VALUE, 0);
}

static void
compile_break_or_continue (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  gboolean is_break = node->kind == ML_NODE_BREAK, found = FALSE;
  MlGuard loop;

  ml_emit (self, location, ML_OP_NOP, 0);
  ml_unwind (self, &location, FALSE, node, &loop, &found);

  if (!found)
    {
      ml_compiler_fail (
          self, node, is_break ? "'break' outside loop" : "'continue' not properly in loop");
      return;
    }

  if (is_break)
    ml_unwind_guard (self, &location, &loop, FALSE);
  ml_emit (self, location, ML_OP_JUMP, is_break ? loop.end : loop.start);
}

void
ml_compile_leave (MlCompiler *self, const MlNode *node)
{
  if (node->kind == ML_NODE_RETURN)
    compile_return (self, node);
  else
    compile_break_or_continue (self, node);
}

/* try */

static void
emit_reraise_outer (MlCompiler *self)
{
  ml_emit (self, ML_NOWHERE, ML_OP_COPY, 3);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 1);
}

static void
begin_handlers (MlCompiler *self, MlLabel cleanup)
{
  ml_emit (self, ML_NOWHERE, ML_OP_SETUP_CLEANUP, cleanup);
  ml_emit (self, ML_NOWHERE, ML_OP_PUSH_EXC_INFO, 0);
}

static void
compile_handler_body (MlCompiler *self, const MlNode *handler)
{
  MlGuard guard = { ML_GUARD_HANDLER_CLEANUP,      -1, -1, NULL, handler->except_handler.name,
                    ml_node_get_location (handler) };

  ml_push_guard_full (self, guard);
  ml_compile_statements (self, handler->except_handler.body);
  ml_pop_guard (self);
}

/* The body of `except E as name`, in a try of its own that unbinds the name. */
static void
compile_named_handler (MlCompiler *self, const MlNode *handler, MlLabel end)
{
  MlLocation location = ml_node_get_location (handler);
  const char *name = handler->except_handler.name;
  MlLabel failed = ml_new_label (self);

  ml_emit_variable (self, location, name, ML_CONTEXT_STORE);
  ml_emit (self, location, ML_OP_SETUP_CLEANUP, failed);
  compile_handler_body (self, handler);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
  emit_unbinding (self, ML_NOWHERE, name);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);

  ml_use_label (self, failed);
  emit_unbinding (self, ML_NOWHERE, name);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 1);
}

static void
compile_handler (MlCompiler *self, const MlNode *handler, MlLabel end)
{
  MlLocation location = ml_node_get_location (handler);
  MlLabel next = ml_new_label (self);

  if (handler->except_handler.type != NULL)
    {
      ml_compile_expression (self, handler->except_handler.type);
      ml_emit (self, location, ML_OP_CHECK_EXC_MATCH, 0);
      ml_emit (self, location, ML_OP_POP_JUMP_IF_FALSE, next);
    }

  if (handler->except_handler.name != NULL)
    compile_named_handler (self, handler, end);
  else
    {
      ml_emit (self, location, ML_OP_POP_TOP, 0);
      compile_handler_body (self, handler);
      ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
      ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
      ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
    }

  ml_use_label (self, next);
}

static void
compile_guarded_body (MlCompiler *self, const MlNode *node, MlLabel except)
{
  MlLocation location = ml_node_get_location (node);

  ml_emit (self, location, ML_OP_SETUP_FINALLY, except);
  ml_push_guard (self, ML_GUARD_TRY_EXCEPT, -1, -1, location);
  ml_compile_statements (self, node->try.body);
  ml_pop_guard (self);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
}

static void
compile_try_except (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *handlers = node->try.handlers;
  MlLabel except = ml_new_label (self), cleanup = ml_new_label (self), end = ml_new_label (self);

  compile_guarded_body (self, node, except);
  ml_compile_statements (self, node->try.orelse);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);

  ml_use_label (self, except);
  begin_handlers (self, cleanup);
  ml_push_guard (self, ML_GUARD_EXCEPTION_HANDLER, -1, -1, ml_node_get_location (node));

  for (guint i = 0; i < handlers->length; i++)
    {
      if (handlers->items[i]->except_handler.type == NULL && i + 1 < handlers->length)
        ml_compiler_fail (self, handlers->items[i], "default 'except:' must be last");
      compile_handler (self, handlers->items[i], end);
    }

  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 0);
  ml_pop_guard (self);

  ml_use_label (self, cleanup);
  emit_reraise_outer (self);
  ml_use_label (self, end);
}

/* One `except*`. On the stack: the group as it came, a list of what the handlers raised, what of
 * the group no handler has taken. */
static void
compile_group_handler (MlCompiler *self, const MlNode *handler)
{
  MlLocation location = ml_node_get_location (handler);
  const char *name = handler->except_handler.name;
  MlLabel next = ml_new_label (self), with_error = ml_new_label (self);
  MlLabel no_match = ml_new_label (self), failed = ml_new_label (self);

  ml_compile_expression (self, handler->except_handler.type);
  ml_emit (self, location, ML_OP_CHECK_EG_MATCH, 0);
  ml_emit (self, location, ML_OP_COPY, 1);
  ml_emit (self, location, ML_OP_POP_JUMP_IF_NONE, no_match);

  if (name != NULL)
    ml_emit_variable (self, location, name, ML_CONTEXT_STORE);
  else
    ml_emit (self, location, ML_OP_POP_TOP, 0);

  ml_emit (self, location, ML_OP_SETUP_CLEANUP, failed);
  compile_handler_body (self, handler);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  if (name != NULL)
    emit_unbinding (self, ML_NOWHERE, name);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, next);

  ml_use_label (self, failed);
  if (name != NULL)
    emit_unbinding (self, ML_NOWHERE, name);
  ml_emit (self, ML_NOWHERE, ML_OP_LIST_APPEND, 3);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, with_error);

  ml_use_label (self, next);
  ml_emit (self, ML_NOWHERE, ML_OP_NOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, with_error);

  ml_use_label (self, no_match);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
  ml_use_label (self, with_error);
}

/* What is left of the group, and what the handlers raised, goes on as one. */
static void
emit_group_end (MlCompiler *self, MlLabel end)
{
  MlLabel reraise = ml_new_label (self);

  ml_emit (self, ML_NOWHERE, ML_OP_CALL_INTRINSIC_2, ML_INTRINSIC_PREP_RERAISE_STAR);
  ml_emit (self, ML_NOWHERE, ML_OP_COPY, 1);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_JUMP_IF_NOT_NONE, reraise);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);

  ml_use_label (self, reraise);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_SWAP, 2);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 0);
}

static void
compile_try_star (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *handlers = node->try.handlers;
  MlLabel except = ml_new_label (self), cleanup = ml_new_label (self);
  MlLabel otherwise = ml_new_label (self), end = ml_new_label (self);
  MlLabel group_end = ml_new_label (self);

  compile_guarded_body (self, node, except);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, otherwise);

  ml_use_label (self, except);
  begin_handlers (self, cleanup);
  ml_push_guard (self, ML_GUARD_EXCEPTION_GROUP_HANDLER, -1, -1, ml_node_get_location (node));

  for (guint i = 0; i < handlers->length; i++)
    {
      MlLocation location = ml_node_get_location (handlers->items[i]);

      if (i == 0)
        {
          ml_emit (self, location, ML_OP_BUILD_LIST, 0);
          ml_emit (self, location, ML_OP_COPY, 2);
        }
      compile_group_handler (self, handlers->items[i]);
    }

  ml_emit (self, ML_NOWHERE, ML_OP_LIST_APPEND, 1);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, group_end);
  ml_pop_guard (self);

  ml_use_label (self, group_end);
  emit_group_end (self, end);
  ml_use_label (self, cleanup);
  emit_reraise_outer (self);
  ml_use_label (self, otherwise);
  ml_compile_statements (self, node->try.orelse);
  ml_use_label (self, end);
}

static void
compile_try_with_handlers (MlCompiler *self, const MlNode *node)
{
  if (node->try.handlers->length == 0)
    ml_compile_statements (self, node->try.body);
  else if (node->kind == ML_NODE_TRY_STAR)
    compile_try_star (self, node);
  else
    compile_try_except (self, node);
}

void
ml_compile_try (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  MlLabel body, except, cleanup, end;

  if (node->try.finalbody->length == 0)
    {
      compile_try_with_handlers (self, node);
      return;
    }

  body = ml_new_label (self);
  except = ml_new_label (self);
  cleanup = ml_new_label (self);
  end = ml_new_label (self);

  ml_emit (self, location, ML_OP_SETUP_FINALLY, except);
  ml_use_label (self, body);
  ml_push_guard_full (
      self, (MlGuard){ ML_GUARD_FINALLY_TRY, body, except, node->try.finalbody, NULL, location });
  compile_try_with_handlers (self, node);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_pop_guard (self);
  ml_compile_statements (self, node->try.finalbody);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);

  ml_use_label (self, except);
  ml_push_guard (self, ML_GUARD_FINALLY_END, except, -1, ML_NOWHERE);
  begin_handlers (self, cleanup);
  ml_compile_statements (self, node->try.finalbody);
  ml_pop_guard (self);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 0);
  ml_use_label (self, cleanup);
  emit_reraise_outer (self);
  ml_use_label (self, end);
}

/* with */

static void
emit_with_handler_end (MlCompiler *self, MlLabel cleanup)
{
  MlLabel suppressed = ml_new_label (self), end = ml_new_label (self);

  ml_emit (self, ML_NOWHERE, ML_OP_TO_BOOL, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_JUMP_IF_TRUE, suppressed);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 2);
  ml_use_label (self, suppressed);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_EXCEPT, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, end);
  ml_use_label (self, cleanup);
  emit_reraise_outer (self);
  ml_use_label (self, end);
}

static void
compile_with_item (MlCompiler *self, const MlNode *node, guint index)
{
  const MlNode *item = node->with.items->items[index];
  MlLocation location = ml_node_get_location (item->with_item.context_expr);
  gboolean is_async = node->kind == ML_NODE_ASYNC_WITH;
  MlLabel body = ml_new_label (self), final = ml_new_label (self);
  MlLabel cleanup = ml_new_label (self), end = ml_new_label (self);

  ml_compile_expression (self, item->with_item.context_expr);
  ml_emit (self, location, is_async ? ML_OP_BEFORE_ASYNC_WITH : ML_OP_BEFORE_WITH, 0);
  if (is_async)
    emit_await (self, location, 1);

  ml_emit (self, location, ML_OP_SETUP_WITH, final);
  ml_use_label (self, body);
  ml_push_guard (self, is_async ? ML_GUARD_ASYNC_WITH : ML_GUARD_WITH, body, final, location);

  if (item->with_item.optional_vars != NULL)
    ml_compile_expression (self, item->with_item.optional_vars);
  else
    ml_emit (self, location, ML_OP_POP_TOP, 0);

  if (index + 1 < node->with.items->length)
    compile_with_item (self, node, index + 1);
  else
    ml_compile_statements (self, node->with.body);

  ml_pop_guard (self);
  ml_emit (self, is_async ? location : ML_NOWHERE, ML_OP_POP_BLOCK, 0);
  emit_exit_call (self, location);
  if (is_async)
    emit_await (self, location, 2);
  ml_emit (self, location, ML_OP_POP_TOP, 0);
  ml_emit (self, location, ML_OP_JUMP, end);

  ml_use_label (self, final);
  ml_emit (self, location, ML_OP_SETUP_CLEANUP, cleanup);
  ml_emit (self, location, ML_OP_PUSH_EXC_INFO, 0);
  ml_emit (self, location, ML_OP_WITH_EXCEPT_START, 0);
  if (is_async)
    emit_await (self, location, 2);
  emit_with_handler_end (self, cleanup);
  ml_use_label (self, end);
}

void
ml_compile_with (MlCompiler *self, const MlNode *node)
{
  if (node->kind == ML_NODE_ASYNC_WITH && self->unit->type != ML_UNIT_ASYNC_FUNCTION)
    ml_compiler_fail (self, node, "'async with' outside async function");

  compile_with_item (self, node, 0);
}
