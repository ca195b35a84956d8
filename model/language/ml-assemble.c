/* ml-assemble.c: runs the passes, numbers cells, lays the blocks in a row */

#include "ml-assemble.h"

#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-world.h"

/* Where each cell and free variable stands in the frame: a cell that is a parameter in that one's
 * place, the others behind the locals. */
static int *
place_cells (MlUnit *unit)
{
  guint n_locals = unit->locals.names->len, n_cells = unit->cells.names->len;
  int *places = g_new (int, n_cells + unit->free.names->len + 1);
  int next = n_locals;

  for (guint i = 0; i < n_cells; i++)
    {
      int local = ml_roll_find (&unit->locals, unit->cells.names->pdata[i]);

      places[i] = local >= 0 ? local : next++;
    }

  for (guint i = 0; i < unit->free.names->len; i++)
    places[n_cells + i] = next++;

  return places;
}

static void
number_cells (MlFlow *flow, const int *places)
{
  for (MlBasicBlock *block = flow->first; block != NULL; block = block->next)
    for (guint i = 0; i < block->operations->len; i++)
      {
        MlOperation *operation = ml_basic_block_get (block, i);

        switch (operation->op)
          {
          case ML_OP_MAKE_CELL:
          case ML_OP_LOAD_CLOSURE:
          case ML_OP_LOAD_DEREF:
          case ML_OP_STORE_DEREF:
          case ML_OP_DELETE_DEREF:
          case ML_OP_LOAD_FROM_DICT_OR_DEREF:
            operation->arg = places[operation->arg];
            break;

          default:
            break;
          }
      }
}

static int
compare_places (gconstpointer left, gconstpointer right)
{
  return *(const int *) left - *(const int *) right;
}

static void
add_prefix (MlUnit *unit, const int *places, guint flags)
{
  const guint generator = ML_CODE_GENERATOR | ML_CODE_COROUTINE | ML_CODE_ASYNC_GENERATOR;
  guint n_cells = unit->cells.names->len;
  MlLocation start = { unit->first_line, unit->first_line, -1, -1 };
  g_autoptr (GArray) prefix = g_array_new (FALSE, FALSE, sizeof (MlOperation));
  g_autofree int *sorted = g_memdup2 (places, n_cells * sizeof (int));

  if (unit->free.names->len > 0)
    {
      MlOperation copy = { ML_OP_COPY_FREE_VARS, unit->free.names->len, ML_NOWHERE };

      g_array_append_val (prefix, copy);
    }

  if (n_cells > 0)
    qsort (sorted, n_cells, sizeof (int), compare_places);

  for (guint i = 0; i < n_cells; i++)
    {
      MlOperation make = { ML_OP_MAKE_CELL, sorted[i], ML_NOWHERE };

      g_array_append_val (prefix, make);
    }

  if (flags & generator)
    {
      MlOperation operations[] = { { ML_OP_RETURN_GENERATOR, 0, start },
                                   { ML_OP_POP_TOP, 0, start } };

      g_array_append_vals (prefix, operations, G_N_ELEMENTS (operations));
    }

  g_array_prepend_vals (unit->flow->first->operations, prefix->data, prefix->len);
}

static guint
get_flags (const MlUnit *unit)
{
  const MlScope *scope = unit->scope;
  guint flags = 0;

  if (!ml_scope_is_function_like (scope))
    return 0;

  flags = ML_CODE_OPTIMIZED | ML_CODE_NEW_LOCALS;
  if (scope->is_nested)
    flags |= ML_CODE_NESTED;
  if (scope->is_generator && !scope->is_coroutine)
    flags |= ML_CODE_GENERATOR;
  if (!scope->is_generator && scope->is_coroutine)
    flags |= ML_CODE_COROUTINE;
  if (scope->is_generator && scope->is_coroutine)
    flags |= ML_CODE_ASYNC_GENERATOR;
  if (scope->has_varargs)
    flags |= ML_CODE_VARARGS;
  if (scope->has_varkeywords)
    flags |= ML_CODE_VARKEYWORDS;

  return flags;
}

/* Steals the references in @items. */
static MlObject *
make_merged_tuple (MlCompiler *self, GPtrArray *items)
{
  MlObject *tuple = ml_tuple_new_take (self->heap, (MlObject **) items->pdata, items->len);

  g_ptr_array_set_size (items, 0);

  return tuple == NULL ? NULL : ml_constants_merge_whole (self->constants, tuple);
}

static void
add_names (MlCompiler *self, GPtrArray *objects, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (objects, ml_name_from_utf8 (self->heap, names->pdata[i], -1));
}

static MlObject *
make_names (MlCompiler *self, const MlRoll *roll)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  add_names (self, objects, roll->names);

  return make_merged_tuple (self, objects);
}

static gboolean intern_constants (MlHeap *heap, MlObject *tuple);

/* Steals @set; returns it, or one with interned strings. */
static MlObject *
intern_items (MlHeap *heap, MlObject *set)
{
  MlObject *items = ml_tuple_from_iterable (heap, set), *other;

  if (items == NULL)
    return set;

  other = intern_constants (heap, items) ? ml_frozenset_from_iterable (heap, items) : ml_ref (set);
  ml_unref (heap, items);
  if (other == NULL)
    return set;

  ml_unref (heap, set);

  return other;
}

/* Interns strings among the constants, those in tuples and frozensets too. Returns whether another
 * object took an item's place. */
static gboolean
intern_constants (MlHeap *heap, MlObject *tuple)
{
  gboolean changed = FALSE;

  for (gsize i = 0; i < ml_tuple_get_length (tuple); i++)
    {
      MlObject *item = ml_tuple_get (tuple, i), *interned = item;

      if (ml_is_tuple (item))
        intern_constants (heap, item);
      else if (ml_is_frozenset (heap, item))
        interned = intern_items (heap, item);
      else if (ml_is_exact_str (heap, item))
        interned = ml_intern_literal (heap, item);

      if (interned != item && ml_object_is_told (tuple))
        ml_heap_tell_set (heap, tuple->serial, ML_SLOT (ML_REGION_ITEM, i), item, interned);

      ml_tuple_fill (tuple, i, interned);
      changed |= interned != item;
    }

  return changed;
}

/* Names and kinds of what the frame has places for: locals, cells, free variables. */
static gboolean
fill_locals (MlCompiler *self, MlUnit *unit, MlCode *code)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, 1);

  for (guint i = 0; i < unit->locals.names->len; i++)
    {
      const char *name = unit->locals.names->pdata[i];
      guint8 kind = ML_LOCAL_PLAIN;

      if (g_hash_table_contains (unit->hidden, name))
        kind |= ML_LOCAL_HIDDEN;
      if (ml_roll_find (&unit->cells, name) >= 0)
        kind |= ML_LOCAL_CELL;
      g_array_append_val (kinds, kind);
    }
  add_names (self, names, unit->locals.names);

  for (guint i = 0; i < unit->cells.names->len; i++)
    {
      const char *name = unit->cells.names->pdata[i];
      guint8 kind = ML_LOCAL_CELL;

      if (ml_roll_find (&unit->locals, name) >= 0)
        continue;
      g_array_append_val (kinds, kind);
      g_ptr_array_add (names, ml_name_from_utf8 (self->heap, name, -1));
    }

  for (guint i = 0; i < unit->free.names->len; i++)
    {
      guint8 kind = ML_LOCAL_FREE;

      g_array_append_val (kinds, kind);
    }
  add_names (self, names, unit->free.names);

  code->n_locals = unit->locals.names->len;
  code->n_cells = unit->cells.names->len;
  code->n_free = unit->free.names->len;
  code->n_locals_plus = names->len;
  code->locals_plus_kinds = g_memdup2 (kinds->data, kinds->len);
  code->locals_plus_names = make_merged_tuple (self, names);

  return code->locals_plus_names != NULL;
}

static guint
number_instructions (MlFlow *flow)
{
  guint n = 0;

  for (MlBasicBlock *block = flow->first; block != NULL; block = block->next)
    {
      block->index = n;
      n += block->operations->len;
    }

  return n;
}

static MlPosition
make_position (MlLocation location)
{
  MlPosition position = { location.line, location.end_line, location.column, location.end_column };

  if (location.line < 0)
    return (MlPosition){ 0 };

  if (location.column < 0 || location.end_column < 0)
    position.column = position.end_column = ML_NO_COLUMN;

  return position;
}

static void
add_handler (GArray *handlers, MlBasicBlock *target, guint start, guint end)
{
  MlHandler handler = { .start = start, .end = end, .push_last = target->pushes_place };

  handler.target = target->index;
  handler.depth = target->depth - 1 - (target->pushes_place ? 1 : 0);
  g_array_append_val (handlers, handler);
}

static void
lay_instructions (MlFlow *flow, MlCode *code)
{
  g_autoptr (GArray) handlers = g_array_new (FALSE, FALSE, sizeof (MlHandler));
  MlBasicBlock *guard = NULL;
  guint index = 0, start = 0;

  code->n_instructions = number_instructions (flow);
  code->instructions = g_new0 (MlInstruction, code->n_instructions);
  code->positions = g_new0 (MlPosition, code->n_instructions);
  code->second_positions = g_new0 (MlPosition, code->n_instructions);

  for (MlBasicBlock *block = flow->first; block != NULL; block = block->next)
    for (guint i = 0; i < block->operations->len; i++, index++)
      {
        const MlOperation *operation = ml_basic_block_get (block, i);
        gboolean jumps = ml_opcode_is_jump (operation->op);

        code->instructions[index].op = operation->op;
        code->instructions[index].arg = jumps ? (int) operation->target->index : operation->arg;
        code->positions[index] = make_position (operation->location);
        code->second_positions[index] = make_position (operation->second);

        if (operation->handler == guard)
          continue;

        if (guard != NULL)
          add_handler (handlers, guard, start, index);
        guard = operation->handler;
        start = index;
      }

  if (guard != NULL)
    add_handler (handlers, guard, start, index);

  code->n_handlers = handlers->len;
  code->handlers = g_memdup2 (handlers->data, handlers->len * sizeof (MlHandler));
}

static gboolean
run_passes (MlUnit *unit, MlCode *code)
{
  MlFlow *flow = unit->flow;
  g_autofree int *places = NULL;

  ml_flow_make_blocks (flow);
  if (!ml_flow_optimize (flow))
    return FALSE;

  ml_flow_prune_constants (flow);
  ml_flow_check_locals (flow, unit->locals.names->len, unit->scope->parameters->len);
  ml_flow_join_locals (flow);
  ml_flow_move_cold (flow);
  ml_flow_resolve_lines (flow);
  code->stack_size = ml_flow_measure_stack (flow);

  places = place_cells (unit);
  number_cells (flow, places);
  ml_flow_lower (flow);
  add_prefix (unit, places, code->flags);
  ml_flow_direct_jumps (flow);

  return TRUE;
}

static gboolean
fill_code (MlCompiler *self, MlUnit *unit, MlCode *code)
{
  code->flags = get_flags (unit);
  code->n_arguments = unit->n_arguments;
  code->n_positional_only = unit->n_positional_only;
  code->n_keyword_only = unit->n_keyword_only;
  code->first_line = unit->first_line;
  code->file_name = ml_ref (self->file_name);
  code->name = ml_name_from_utf8 (self->heap, unit->name, -1);
  code->qualified_name = ml_ref (unit->qualified_name_object);

  if (!run_passes (unit, code) || !fill_locals (self, unit, code))
    return FALSE;

  code->names = make_names (self, &unit->names);
  code->constants = make_merged_tuple (self, unit->flow->constants);
  if (code->names == NULL || code->constants == NULL)
    return FALSE;

  intern_constants (self->heap, code->constants);
  lay_instructions (unit->flow, code);

  return TRUE;
}

MlCode *
ml_assemble (MlCompiler *self, MlUnit *unit)
{
  MlCode *code = ml_code_new (self->heap);

  if (code == NULL || fill_code (self, unit, code))
    return code;

  ml_unref (self->heap, code);

  return NULL;
}
