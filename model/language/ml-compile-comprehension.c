/* ml-compile-comprehension.c: comprehensions and generator expressions
 *
 * A list, set or dict comprehension runs in the frame of the function around it (PEP 709): its own
 * variables take the place of that function's while it runs. A generator expression is a function.
 */

#include "ml-compile-private.h"

#include "ml-heap.h"

/* What an inlined comprehension hides, to be brought back. */
typedef struct
{
  GPtrArray *locals;   /* names of those whose outer values lie on the stack */
  GPtrArray *hidden;   /* names made fast locals in a class or module */
  GPtrArray *symbols;  /* of the outer scope... */
  GArray *old_symbols; /* ...as they were (MlSymbol) */
  MlLabel cleanup;
  MlLabel end;
} MlHiding;

/* The parts of all kinds of comprehension. */
typedef struct
{
  const MlNode *node;
  MlComprehension type;
  const MlNodeList *generators;
  const MlNode *element;
  const MlNode *value; /* of a dict's pair, or NULL */
  const char *name;
  MlLocation location;
  MlLocation element_location;
} MlParts;

static MlParts
get_parts (const MlNode *node)
{
  MlParts parts = { .node = node, .location = ml_node_get_location (node) };

  if (node->kind == ML_NODE_DICT_COMP)
    {
      parts.type = ML_COMPREHENSION_DICT;
      parts.generators = node->dict_comp.generators;
      parts.element = node->dict_comp.key;
      parts.value = node->dict_comp.value;
      parts.name = "<dictcomp>";
    }
  else
    {
      parts.generators = node->list_comp.generators;
      parts.element = node->list_comp.elt;
      parts.type = node->kind == ML_NODE_LIST_COMP  ? ML_COMPREHENSION_LIST
                   : node->kind == ML_NODE_SET_COMP ? ML_COMPREHENSION_SET
                                                    : ML_COMPREHENSION_GENERATOR;
      parts.name = node->kind == ML_NODE_LIST_COMP  ? "<listcomp>"
                   : node->kind == ML_NODE_SET_COMP ? "<setcomp>"
                                                    : "<genexpr>";
    }

  parts.element_location = ml_node_get_location (parts.element);

  return parts;
}

/* Inlining */

/* Gives @name the meaning that it has in the comprehension. */
static void
replace_symbol (MlCompiler *self, MlHiding *hiding, const MlSymbol *inner)
{
  MlSymbol *outer = ml_scope_add (self->unit->scope, inner->name, 0);

  g_ptr_array_add (hiding->symbols, outer);
  g_array_append_val (hiding->old_symbols, *outer);
  outer->flags = inner->flags;
  outer->binding = inner->binding;
}

static void
save_local (MlCompiler *self, MlLocation location, MlHiding *hiding, const MlSymbol *inner)
{
  ml_emit (
      self, location, ML_OP_LOAD_FAST_AND_CLEAR, ml_roll_add (&self->unit->locals, inner->name));
  if (inner->binding == ML_BINDING_CELL)
    ml_emit (self, location, ML_OP_MAKE_CELL, ml_compiler_find_cell (self, inner->name));
  g_ptr_array_add (hiding->locals, (gpointer) inner->name);
}

static void
hide_symbol (MlCompiler *self,
             MlLocation location,
             MlHiding *hiding,
             const MlSymbol *inner,
             gboolean in_class)
{
  MlUnit *unit = self->unit;
  gboolean is_bound = (inner->flags & ML_SYMBOL_LOCAL) && !(inner->flags & ML_SYMBOL_NONLOCAL);
  MlBinding outer = ml_scope_get_binding (unit->scope, inner->name);

  if (!is_bound && !in_class)
    return;

  if (!ml_scope_is_function_like (unit->scope) &&
      g_hash_table_lookup (unit->hidden, inner->name) == NULL)
    {
      g_hash_table_insert (unit->hidden, (gpointer) inner->name, GINT_TO_POINTER (TRUE));
      g_ptr_array_add (hiding->hidden, (gpointer) inner->name);
    }

  if (in_class ||
      (inner->binding != outer && !(inner->binding == ML_BINDING_FREE && outer == ML_BINDING_CELL)))
    replace_symbol (self, hiding, inner);

  save_local (self, location, hiding, inner);
}

static void
begin_inlined (MlCompiler *self, MlLocation location, MlScope *inner, MlHiding *hiding)
{
  gboolean in_class =
      self->unit->scope->type == ML_SCOPE_CLASS && self->unit->in_comprehension == 0;

  hiding->locals = g_ptr_array_new ();
  hiding->hidden = g_ptr_array_new ();
  hiding->symbols = g_ptr_array_new ();
  hiding->old_symbols = g_array_new (FALSE, FALSE, sizeof (MlSymbol));
  self->unit->in_comprehension++;

  for (guint i = 0; i < inner->symbols->len; i++)
    hide_symbol (self, location, hiding, inner->symbols->pdata[i], in_class);

  if (hiding->locals->len == 0)
    return;

  hiding->cleanup = ml_new_label (self);
  hiding->end = ml_new_label (self);
  ml_emit (self, location, ML_OP_SWAP, hiding->locals->len + 1);
  ml_emit (self, location, ML_OP_SETUP_FINALLY, hiding->cleanup);
}

static void
restore_locals (MlCompiler *self, MlLocation location, const MlHiding *hiding)
{
  ml_emit (self, location, ML_OP_SWAP, hiding->locals->len + 1);
  for (guint i = hiding->locals->len; i-- > 0;)
    ml_emit (self,
             location,
             ML_OP_STORE_FAST_MAYBE_NULL,
             ml_roll_add (&self->unit->locals, hiding->locals->pdata[i]));
}

static void
end_inlined (MlCompiler *self, MlLocation location, MlHiding *hiding)
{
  self->unit->in_comprehension--;

  if (hiding->locals->len > 0)
    {
      ml_emit (self, ML_NOWHERE, ML_OP_POP_BLOCK, 0);
      ml_emit (self, ML_NOWHERE, ML_OP_JUMP_NO_INTERRUPT, hiding->end);
      ml_use_label (self, hiding->cleanup);
      ml_emit (self, ML_NOWHERE, ML_OP_SWAP, 2);
      ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
      restore_locals (self, location, hiding);
      ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 0);
      ml_use_label (self, hiding->end);
      restore_locals (self, location, hiding);
    }

  for (guint i = 0; i < hiding->symbols->len; i++)
    *(MlSymbol *) hiding->symbols->pdata[i] = g_array_index (hiding->old_symbols, MlSymbol, i);
  for (guint i = 0; i < hiding->hidden->len; i++)
    g_hash_table_insert (self->unit->hidden, hiding->hidden->pdata[i], NULL);

  g_ptr_array_unref (hiding->locals);
  g_ptr_array_unref (hiding->hidden);
  g_ptr_array_unref (hiding->symbols);
  g_array_unref (hiding->old_symbols);
}

/* Loops */

static void
emit_element (MlCompiler *self, MlParts *parts, int depth)
{
  ml_compile_expression (self, parts->element);

  switch (parts->type)
    {
    case ML_COMPREHENSION_LIST:
      ml_emit (self, parts->element_location, ML_OP_LIST_APPEND, depth + 1);
      break;

    case ML_COMPREHENSION_SET:
      ml_emit (self, parts->element_location, ML_OP_SET_ADD, depth + 1);
      break;

    case ML_COMPREHENSION_DICT:
      ml_compile_expression (self, parts->value);
      parts->element_location.end_line = parts->value->end.line;
      parts->element_location.end_column = parts->value->end.byte;
      ml_emit (self, parts->element_location, ML_OP_MAP_ADD, depth + 1);
      break;

    default:
      ml_emit_yield (self, parts->element_location);
      ml_emit (self, parts->element_location, ML_OP_POP_TOP, 0);
      break;
    }
}

static void compile_generator (MlCompiler *self,
                               MlParts *parts,
                               guint index,
                               int depth,
                               gboolean iterator_on_stack);

/* The conditions, then the next loop or the element. Returns the location that the jump back has.
 */
static MlLocation
compile_inside (MlCompiler *self,
                MlParts *parts,
                const MlNode *generator,
                guint index,
                int depth,
                MlLabel skip)
{
  const MlNodeList *ifs = generator->comprehension.ifs;
  MlLocation location = ml_node_get_location (parts->element);

  for (guint i = 0; i < ifs->length; i++)
    ml_compile_jump_if (self, parts->location, ifs->items[i], skip, FALSE);

  if (index + 1 < parts->generators->length)
    {
      compile_generator (self, parts, index + 1, depth, FALSE);
      return location;
    }

  emit_element (self, parts, depth);

  return parts->element_location;
}

/* The one item of `for x in [item]`, which is no loop at all; or NULL. */
static const MlNode *
get_only_item (const MlNode *iterable)
{
  const MlNodeList *items;

  if (iterable->kind != ML_NODE_LIST && iterable->kind != ML_NODE_TUPLE)
    return NULL;

  items = iterable->list.elts;

  return items->length == 1 && items->items[0]->kind != ML_NODE_STARRED ? items->items[0] : NULL;
}

static void
compile_assignment_idiom (MlCompiler *self,
                          MlParts *parts,
                          guint index,
                          int depth,
                          const MlNode *item)
{
  const MlNode *generator = parts->generators->items[index];
  MlLabel skip = ml_new_label (self);

  ml_compile_expression (self, item);
  ml_compile_expression (self, generator->comprehension.target);
  compile_inside (self, parts, generator, index, depth, skip);
  ml_use_label (self, skip);
}

static void
compile_plain_generator (MlCompiler *self,
                         MlParts *parts,
                         guint index,
                         int depth,
                         gboolean iterator_on_stack)
{
  const MlNode *generator = parts->generators->items[index];
  const MlNode *iterable = generator->comprehension.iter;
  const MlNode *item = index > 0 ? get_only_item (iterable) : NULL;
  MlLocation jump_location;
  MlLabel start, skip, end;

  if (item != NULL)
    {
      compile_assignment_idiom (self, parts, index, depth, item);
      return;
    }

  if (!iterator_on_stack && index == 0)
    ml_emit (self, parts->location, ML_OP_LOAD_FAST, 0);
  else if (!iterator_on_stack)
    {
      ml_compile_expression (self, iterable);
      ml_emit (self, ml_node_get_location (iterable), ML_OP_GET_ITER, 0);
    }

  start = ml_new_label (self);
  skip = ml_new_label (self);
  end = ml_new_label (self);

  ml_use_label (self, start);
  ml_emit (self, ml_node_get_location (iterable), ML_OP_FOR_ITER, end);
  ml_compile_expression (self, generator->comprehension.target);
  jump_location = compile_inside (self, parts, generator, index, depth + 1, skip);
  ml_use_label (self, skip);
  ml_emit (self, jump_location, ML_OP_JUMP, start);
  ml_use_label (self, end);
  ml_emit (self, ML_NOWHERE, ML_OP_END_FOR, 0);
  ml_emit (self, ML_NOWHERE, ML_OP_POP_TOP, 0);
}

static void
compile_async_generator (MlCompiler *self,
                         MlParts *parts,
                         guint index,
                         int depth,
                         gboolean iterator_on_stack)
{
  const MlNode *generator = parts->generators->items[index];
  const MlNode *iterable = generator->comprehension.iter;
  MlLocation location = parts->location;
  MlLabel start = ml_new_label (self), skip = ml_new_label (self), except = ml_new_label (self);
  MlLocation jump_location;

  if (!iterator_on_stack && index == 0)
    ml_emit (self, location, ML_OP_LOAD_FAST, 0);
  else if (!iterator_on_stack)
    {
      ml_compile_expression (self, iterable);
      ml_emit (self, ml_node_get_location (iterable), ML_OP_GET_AITER, 0);
    }

  ml_use_label (self, start);
  ml_push_guard (self, ML_GUARD_ASYNC_COMPREHENSION, start, -1, location);
  ml_emit (self, location, ML_OP_SETUP_FINALLY, except);
  ml_emit (self, location, ML_OP_GET_ANEXT, 0);
  ml_emit_none (self, location);
  ml_emit_yield_from (self, location, TRUE);
  ml_emit (self, location, ML_OP_POP_BLOCK, 0);
  ml_compile_expression (self, generator->comprehension.target);
  jump_location = compile_inside (self, parts, generator, index, depth + 1, skip);
  ml_use_label (self, skip);
  ml_emit (self, jump_location, ML_OP_JUMP, start);
  ml_pop_guard (self);
  ml_use_label (self, except);
  ml_emit (self, location, ML_OP_END_ASYNC_FOR, 0);
}

static void
compile_generator (MlCompiler *self,
                   MlParts *parts,
                   guint index,
                   int depth,
                   gboolean iterator_on_stack)
{
  if (parts->generators->items[index]->comprehension.is_async)
    compile_async_generator (self, parts, index, depth, iterator_on_stack);
  else
    compile_plain_generator (self, parts, index, depth, iterator_on_stack);
}

static void
emit_iterator (MlCompiler *self, MlLocation location, const MlNode *generator)
{
  ml_emit (self, location, generator->comprehension.is_async ? ML_OP_GET_AITER : ML_OP_GET_ITER, 0);
}

static void
begin_result (MlCompiler *self, MlParts *parts)
{
  static const int ops[] = {
    [ML_COMPREHENSION_LIST] = ML_OP_BUILD_LIST,
    [ML_COMPREHENSION_DICT] = ML_OP_BUILD_MAP,
    [ML_COMPREHENSION_SET] = ML_OP_BUILD_SET,
  };

  ml_emit (self, parts->location, ops[parts->type], 0);
}

static void
check_async (MlCompiler *self, const MlParts *parts, gboolean is_async)
{
  MlUnitType type = self->unit->type;

  if (is_async && parts->type != ML_COMPREHENSION_GENERATOR && type != ML_UNIT_ASYNC_FUNCTION &&
      type != ML_UNIT_COMPREHENSION)
    ml_compiler_fail (
        self, parts->node, "asynchronous comprehension outside of an asynchronous function");
}

static void
compile_inlined (MlCompiler *self, MlParts *parts, MlScope *scope)
{
  const MlNode *first = parts->generators->items[0];
  MlHiding hiding = { 0 };

  ml_compile_expression (self, first->comprehension.iter);
  emit_iterator (self, ml_node_get_location (first->comprehension.iter), first);
  begin_inlined (self, parts->location, scope, &hiding);
  check_async (self, parts, scope->is_coroutine);
  begin_result (self, parts);
  ml_emit (self, parts->location, ML_OP_SWAP, 2);
  compile_generator (self, parts, 0, 0, TRUE);
  end_inlined (self, parts->location, &hiding);
}

static MlCode *
compile_own_function (MlCompiler *self, MlParts *parts, MlScope *scope)
{
  gboolean is_generator = parts->type == ML_COMPREHENSION_GENERATOR;

  ml_compiler_enter (self,
                     ML_UNIT_COMPREHENSION,
                     scope,
                     ml_tree_get_name (self->tree, parts->name),
                     parts->node->start.line);
  self->unit->n_arguments = 1;
  check_async (self, parts, scope->is_coroutine);

  if (!is_generator)
    begin_result (self, parts);
  compile_generator (self, parts, 0, 0, FALSE);

  if (is_generator)
    ml_wrap_generator (self);
  else
    ml_emit (self, ml_node_get_location (parts->element), ML_OP_RETURN_VALUE, 0);

  return ml_compiler_leave (self, TRUE);
}

void
ml_compile_comprehension (MlCompiler *self, const MlNode *node)
{
  MlParts parts = get_parts (node);
  MlScope *scope = ml_symbols_get_scope (self->symbols, node);
  const MlNode *first = parts.generators->items[0];
  MlCode *code;

  if (scope->is_inlined)
    {
      compile_inlined (self, &parts, scope);
      return;
    }

  code = compile_own_function (self, &parts, scope);
  ml_emit_function (self, parts.location, code, 0);
  ml_compile_expression (self, first->comprehension.iter);
  emit_iterator (self, ml_node_get_location (first->comprehension.iter), first);
  ml_emit (self, parts.location, ML_OP_CALL, 0);

  if (scope->is_coroutine && parts.type != ML_COMPREHENSION_GENERATOR)
    {
      ml_emit (self, parts.location, ML_OP_GET_AWAITABLE, 0);
      ml_emit_none (self, parts.location);
      ml_emit_yield_from (self, parts.location, TRUE);
    }
}
