/* ml-flow-lines.c: what is reached, and which line it belongs to
 *
 * A debugger sees a line when an operation of it is reached. So an operation that does nothing
 * stays if its line has no other, and what leaves a function or jumps back without a line of its
 * own is copied to each place that it is reached from.
 */

#include "ml-flow.h"

static void
reach (GPtrArray *work, MlBasicBlock *block)
{
  block->n_predecessors++;

  if (block->is_marked)
    return;

  block->is_marked = TRUE;
  g_ptr_array_add (work, block);
}

static void
reach_followers (GPtrArray *work, MlBasicBlock *block)
{
  if (block->next != NULL && ml_basic_block_falls_through (block))
    reach (work, block->next);

  for (guint i = 0; i < block->operations->len; i++)
    {
      const MlOperation *operation = ml_basic_block_get (block, i);

      if (ml_opcode_is_jump (operation->op) || ml_opcode_is_setup (operation->op))
        reach (work, operation->target);
    }
}

/* Counts each block's predecessors, and empties the blocks that have none. */
void
ml_flow_remove_unreachable (MlFlow *self)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();

  ml_flow_unmark (self);
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    block->n_predecessors = 0;

  reach (work, self->first);
  while (work->len > 0)
    reach_followers (work, g_ptr_array_remove_index (work, work->len - 1));

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (block->n_predecessors == 0)
      {
        g_array_set_size (block->operations, 0);
        block->is_handler = FALSE;
      }
}

/* The line that is reached behind @block, -1 if it has none. */
static int
get_line_behind (MlBasicBlock *block)
{
  MlBasicBlock *next = ml_basic_block_skip_empty (block->next);

  for (guint i = 0; next != NULL && i < next->operations->len; i++)
    {
      const MlOperation *operation = ml_basic_block_get (next, i);

      if (operation->op != ML_OP_NOP || operation->location.line >= 0)
        return operation->location.line;
    }

  return -1;
}

/* Whether the NOP at @index is needed for its line. What has no line itself takes the NOP's. */
static gboolean
is_nop_needed (MlBasicBlock *block, guint index, int line_before)
{
  const MlOperation *nop = ml_basic_block_get (block, index);
  int line = nop->location.line;
  MlOperation *next;

  if (line < 0 || line == line_before)
    return FALSE;

  if (index + 1 == block->operations->len)
    return block->next == NULL || line != get_line_behind (block);

  next = ml_basic_block_get (block, index + 1);
  if (next->location.line >= 0)
    return next->location.line != line;

  next->location = nop->location;

  return FALSE;
}

guint
ml_flow_remove_nops_in (MlBasicBlock *block)
{
  guint n_kept = 0, n_removed;
  int line_before = -1;

  for (guint i = 0; i < block->operations->len; i++)
    {
      MlOperation *operation = ml_basic_block_get (block, i);
      int line = operation->location.line;

      if (operation->op == ML_OP_NOP && !is_nop_needed (block, i, line_before))
        continue;

      *ml_basic_block_get (block, n_kept++) = *operation;
      line_before = line;
    }

  n_removed = block->operations->len - n_kept;
  g_array_set_size (block->operations, n_kept);

  return n_removed;
}

guint
ml_flow_remove_nops (MlFlow *self)
{
  guint n_removed = 0;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    n_removed += ml_flow_remove_nops_in (block);

  return n_removed;
}

/* A jump to what follows anyway is none. */
static guint
remove_jumps_to_next (MlFlow *self)
{
  guint n_removed = 0;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      MlOperation *last = ml_basic_block_get_last (block);

      if (last == NULL || !ml_opcode_is_always_jump (last->op))
        continue;

      if (ml_basic_block_skip_empty (last->target) == ml_basic_block_skip_empty (block->next))
        {
          ml_operation_set (last, ML_OP_NOP, 0);
          n_removed++;
        }
    }

  return n_removed;
}

void
ml_flow_remove_nops_and_jumps (MlFlow *self)
{
  guint n_removed;

  do
    {
      n_removed = ml_flow_remove_nops (self);
      n_removed += remove_jumps_to_next (self);
    }
  while (n_removed > 0);
}

/* At these a run may be interrupted, so they need a line. */
static gboolean
can_be_interrupted (MlBasicBlock *block)
{
  for (guint i = 0; i < block->operations->len; i++)
    switch (ml_basic_block_get (block, i)->op)
      {
      case ML_OP_CALL:
      case ML_OP_CALL_KW:
      case ML_OP_CALL_FUNCTION_EX:
      case ML_OP_JUMP:
      case ML_OP_JUMP_BACKWARD:
      case ML_OP_RESUME:
        return TRUE;

      default:
        break;
      }

  return FALSE;
}

static gboolean
needs_line (MlBasicBlock *block)
{
  const MlOperation *last = ml_basic_block_get_last (block);

  if (last == NULL || !(ml_opcode_is_exit (last->op) || can_be_interrupted (block)))
    return FALSE;

  return ml_basic_block_has_no_line (block);
}

/* Gives the jump @last a copy of its own of the block it goes to. */
static void
copy_target (MlFlow *self, MlBasicBlock *target, MlOperation *last)
{
  MlBasicBlock *copy = ml_flow_new_block (self);

  g_array_append_vals (copy->operations, target->operations->data, target->operations->len);
  ml_basic_block_get (copy, 0)->location = last->location;
  copy->n_predecessors = 1;
  copy->is_labelled = TRUE;
  copy->next = target->next;
  target->next = copy;
  target->n_predecessors--;
  last->target = copy;
}

static void
copy_blocks_without_line (MlFlow *self)
{
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      MlOperation *last = ml_basic_block_get_last (block);
      MlBasicBlock *target;

      if (last == NULL || !ml_opcode_is_jump (last->op))
        continue;

      target = ml_basic_block_skip_empty (last->target);
      if (target != NULL && target->n_predecessors > 1 && needs_line (target))
        copy_target (self, target, last);
    }

  /* What is left is reached from the block before it only. */
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (block->operations->len > 0 && block->next != NULL && ml_basic_block_falls_through (block) &&
        needs_line (block->next))
      ml_basic_block_get (block->next, 0)->location = ml_basic_block_get_last (block)->location;
}

static void
give_location (MlBasicBlock *block, MlLocation location)
{
  MlOperation *first;

  if (block->n_predecessors != 1 || block->operations->len == 0)
    return;

  first = ml_basic_block_get (block, 0);
  if (first->location.line < 0)
    first->location = location;
}

/* What has no line belongs to the one before, in the block and behind it. */
static void
spread_lines (MlFlow *self)
{
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      const MlOperation *last = ml_basic_block_get_last (block);
      MlLocation location = ML_NOWHERE;

      if (last == NULL)
        continue;

      for (guint i = 0; i < block->operations->len; i++)
        {
          MlOperation *operation = ml_basic_block_get (block, i);

          if (operation->location.line < 0)
            operation->location = location;
          else
            location = operation->location;
        }

      if (block->next != NULL && ml_basic_block_falls_through (block))
        give_location (block->next, location);

      if (ml_opcode_is_jump (last->op))
        give_location (last->target, location);
    }
}

void
ml_flow_resolve_lines (MlFlow *self)
{
  copy_blocks_without_line (self);
  spread_lines (self);
}
