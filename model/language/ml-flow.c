/* ml-flow.c: operations, labels, and basic blocks made of them */

#include "ml-flow.h"

#include "ml-heap.h"

gboolean
ml_opcode_is_always_jump (int op)
{
  return op == ML_OP_JUMP || op == ML_OP_JUMP_NO_INTERRUPT || op == ML_OP_JUMP_FORWARD ||
         op == ML_OP_JUMP_BACKWARD || op == ML_OP_JUMP_BACKWARD_NO_INTERRUPT;
}

gboolean
ml_opcode_is_jump (int op)
{
  switch (op)
    {
    case ML_OP_POP_JUMP_IF_TRUE:
    case ML_OP_POP_JUMP_IF_FALSE:
    case ML_OP_POP_JUMP_IF_NONE:
    case ML_OP_POP_JUMP_IF_NOT_NONE:
    case ML_OP_FOR_ITER:
    case ML_OP_SEND:
      return TRUE;

    default:
      return ml_opcode_is_always_jump (op);
    }
}

gboolean
ml_opcode_is_setup (int op)
{
  return op == ML_OP_SETUP_FINALLY || op == ML_OP_SETUP_CLEANUP || op == ML_OP_SETUP_WITH;
}

gboolean
ml_opcode_is_exit (int op)
{
  return op == ML_OP_RETURN_VALUE || op == ML_OP_RETURN_CONST || op == ML_OP_RAISE_VARARGS ||
         op == ML_OP_RERAISE;
}

/* A SETUP changes nothing for what follows; its handler finds the exception and more. */
static int
get_pseudo_effect (int op, gboolean jumps)
{
  switch (op)
    {
    case ML_OP_LOAD_CLOSURE:
      return 1;

    case ML_OP_STORE_FAST_MAYBE_NULL:
      return -1;

    case ML_OP_SETUP_FINALLY:
    case ML_OP_SETUP_WITH:
      return jumps ? 1 : 0;

    case ML_OP_SETUP_CLEANUP:
      return jumps ? 2 : 0;

    default:
      return 0;
    }
}

int
ml_opcode_get_effect (int op, int arg, gboolean jumps)
{
  switch (op)
    {
#define EFFECT_ENTRY(name, argument, effect) \
  case ML_OP_##name:                         \
    return effect;
      ML_OPCODES (EFFECT_ENTRY)
#undef EFFECT_ENTRY

    default:
      return get_pseudo_effect (op, jumps);
    }
}

static void
basic_block_free (gpointer data)
{
  MlBasicBlock *self = data;

  g_array_unref (self->operations);
  g_clear_pointer (&self->handlers, g_ptr_array_unref);
  g_free (self);
}

MlBasicBlock *
ml_flow_new_block (MlFlow *self)
{
  MlBasicBlock *block = g_new0 (MlBasicBlock, 1);

  block->operations = g_array_new (FALSE, FALSE, sizeof (MlOperation));
  block->depth = -1;
  g_ptr_array_add (self->blocks, block);

  return block;
}

MlOperation *
ml_basic_block_get_last (MlBasicBlock *self)
{
  if (self->operations->len == 0)
    return NULL;

  return ml_basic_block_get (self, self->operations->len - 1);
}

gboolean
ml_basic_block_falls_through (MlBasicBlock *self)
{
  const MlOperation *last = ml_basic_block_get_last (self);

  return last == NULL || !(ml_opcode_is_always_jump (last->op) || ml_opcode_is_exit (last->op));
}

gboolean
ml_basic_block_has_no_line (MlBasicBlock *self)
{
  for (guint i = 0; i < self->operations->len; i++)
    if (ml_basic_block_get (self, i)->location.line >= 0)
      return FALSE;

  return TRUE;
}

MlBasicBlock *
ml_basic_block_skip_empty (MlBasicBlock *self)
{
  while (self != NULL && self->operations->len == 0)
    self = self->next;

  return self;
}

MlFlow *
ml_flow_new (MlConstants *unit)
{
  MlFlow *self = g_new0 (MlFlow, 1);

  self->operations = g_array_new (FALSE, FALSE, sizeof (MlOperation));
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  self->blocks = g_ptr_array_new_with_free_func (basic_block_free);
  self->constants = g_ptr_array_new ();
  self->unit = unit;

  return self;
}

void
ml_flow_free (MlFlow *self)
{
  MlHeap *heap = ml_constants_get_heap (self->unit);

  for (guint i = 0; i < self->constants->len; i++)
    ml_unref (heap, self->constants->pdata[i]);

  g_ptr_array_unref (self->constants);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->labels);
  g_array_unref (self->operations);
  g_free (self);
}

void
ml_flow_emit (MlFlow *self, int op, int arg, MlLocation location)
{
  MlOperation operation = { op, arg, location, NULL, NULL };

  g_array_append_val (self->operations, operation);
}

void
ml_flow_emit_first (MlFlow *self, int op, int arg, MlLocation location)
{
  MlOperation operation = { op, arg, location, NULL, NULL };

  g_array_prepend_val (self->operations, operation);

  for (guint i = 0; i < self->labels->len; i++)
    g_array_index (self->labels, guint, i)++;
}

MlLabel
ml_flow_new_label (MlFlow *self)
{
  guint nowhere = 0;

  g_array_append_val (self->labels, nowhere);

  return self->labels->len - 1;
}

void
ml_flow_use_label (MlFlow *self, MlLabel label)
{
  g_array_index (self->labels, guint, label) = self->operations->len;
}

int
ml_flow_add_constant (MlFlow *self, MlObject *constant)
{
  MlObject *merged = ml_constants_merge (self->unit, constant);
  guint index;

  if (merged == NULL)
    return -1;

  if (g_ptr_array_find (self->constants, merged, &index))
    {
      ml_unref (ml_constants_get_heap (self->unit), merged);
      return index;
    }

  g_ptr_array_add (self->constants, merged);

  return self->constants->len - 1;
}

static gboolean
has_target (const MlOperation *operation)
{
  return ml_opcode_is_jump (operation->op) || ml_opcode_is_setup (operation->op);
}

/* The block that starts at each operation which some other one goes to; NULL elsewhere. */
static MlBasicBlock **
make_targets (MlFlow *self)
{
  MlBasicBlock **targets = g_new0 (MlBasicBlock *, self->operations->len + 1);

  for (guint i = 0; i < self->operations->len; i++)
    {
      const MlOperation *operation = &g_array_index (self->operations, MlOperation, i);
      guint where;

      if (!has_target (operation))
        continue;

      where = g_array_index (self->labels, guint, operation->arg);
      if (targets[where] == NULL)
        {
          targets[where] = ml_flow_new_block (self);
          targets[where]->is_labelled = TRUE;
        }
    }

  return targets;
}

static gboolean
ends_block (const MlOperation *operation)
{
  return ml_opcode_is_jump (operation->op) || ml_opcode_is_exit (operation->op);
}

static void
split_into_blocks (MlFlow *self)
{
  g_autofree MlBasicBlock **targets = make_targets (self);
  MlBasicBlock *current = targets[0] != NULL ? targets[0] : ml_flow_new_block (self);

  self->first = current;

  for (guint i = 0; i < self->operations->len; i++)
    {
      MlOperation operation = g_array_index (self->operations, MlOperation, i);
      const MlOperation *last = ml_basic_block_get_last (current);

      if (targets[i] != NULL && targets[i] != current)
        current = current->next = targets[i];
      else if (last != NULL && ends_block (last))
        current = current->next = ml_flow_new_block (self);

      if (has_target (&operation))
        operation.target = targets[g_array_index (self->labels, guint, operation.arg)];

      g_array_append_val (current->operations, operation);
    }
}

void
ml_flow_unmark (MlFlow *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    ((MlBasicBlock *) self->blocks->pdata[i])->is_marked = FALSE;
}

static MlBasicBlock *
get_innermost (GPtrArray *handlers)
{
  return handlers->len == 0 ? NULL : handlers->pdata[handlers->len - 1];
}

/* Puts @block on the list of work, with its own copy of the handlers in force at its start. */
static void
visit_with_handlers (GPtrArray *work, MlBasicBlock *block, GPtrArray *handlers)
{
  if (block->is_marked)
    return;

  block->is_marked = TRUE;
  block->handlers = g_ptr_array_copy (handlers, NULL, NULL);
  g_ptr_array_add (work, block);
}

static void
begin_handler (MlOperation *setup, GPtrArray *handlers)
{
  setup->target->is_handler = TRUE;
  setup->target->pushes_place = setup->target->pushes_place || setup->op != ML_OP_SETUP_FINALLY;
  g_ptr_array_add (handlers, setup->target);
}

/* Gives each operation of @block its handler, and goes on to the blocks that can follow. */
static void
find_handlers_in (MlBasicBlock *block, GPtrArray *work)
{
  g_autoptr (GPtrArray) handlers = g_steal_pointer (&block->handlers);
  guint depth_at_yield = 0;

  for (guint i = 0; i < block->operations->len; i++)
    {
      MlOperation *operation = ml_basic_block_get (block, i);

      if (ml_opcode_is_setup (operation->op))
        {
          visit_with_handlers (work, operation->target, handlers);
          begin_handler (operation, handlers);
          continue;
        }

      if (operation->op == ML_OP_POP_BLOCK)
        {
          g_ptr_array_remove_index (handlers, handlers->len - 1);
          ml_operation_set (operation, ML_OP_NOP, 0);
          continue;
        }

      operation->handler = get_innermost (handlers);

      if (ml_opcode_is_jump (operation->op))
        visit_with_handlers (work, operation->target, handlers);
      else if (operation->op == ML_OP_YIELD_VALUE)
        depth_at_yield = handlers->len;
      else if (operation->op == ML_OP_RESUME && operation->arg != ML_RESUME_AT_START &&
               depth_at_yield == 1)
        operation->arg |= ML_RESUME_OUTSIDE_TRY;
    }

  if (block->next != NULL && ml_basic_block_falls_through (block))
    visit_with_handlers (work, block->next, handlers);
}

static void
find_handlers (MlFlow *self)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  visit_with_handlers (work, self->first, none);

  while (work->len > 0)
    find_handlers_in (g_ptr_array_remove_index (work, work->len - 1), work);

  ml_flow_unmark (self);
}

void
ml_flow_make_blocks (MlFlow *self)
{
  split_into_blocks (self);
  find_handlers (self);
}
