/* ml-flow-finish.c: the passes that come last: locals, order of blocks, stack, jumps */

#include "ml-flow.h"

#include "ml-heap.h"

/* So many locals are followed through the whole code, the others through each block alone. */
#define N_FOLLOWED 64

/* Says that the locals in @unsafe may be unbound at the start of @block. */
static void
add_unsafe (GPtrArray *work, MlBasicBlock *block, guint64 unsafe)
{
  if ((block->unsafe | unsafe) == block->unsafe)
    return;

  block->unsafe |= unsafe;
  if (block->is_marked)
    return;

  block->is_marked = TRUE;
  g_ptr_array_add (work, block);
}

/* What an operation on a followed local leaves of the unsafe ones. */
static guint64
follow_local (MlOperation *operation, guint64 unsafe)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << operation->arg;

  switch (operation->op)
    {
    case ML_OP_DELETE_FAST:
    case ML_OP_LOAD_FAST_AND_CLEAR:
    case ML_OP_STORE_FAST_MAYBE_NULL:
      return unsafe | bit;

    case ML_OP_LOAD_FAST:
      if (unsafe & bit)
        operation->op = ML_OP_LOAD_FAST_CHECK;
      return unsafe & ~bit;

    case ML_OP_LOAD_FAST_CHECK:
    case ML_OP_STORE_FAST:
      return unsafe & ~bit;

    default:
      return unsafe;
    }
}

static void
check_locals_in (GPtrArray *work, MlBasicBlock *block)
{
  guint64 unsafe = block->unsafe;
  const MlOperation *last = ml_basic_block_get_last (block);

  for (guint i = 0; i < block->operations->len; i++)
    {
      MlOperation *operation = ml_basic_block_get (block, i);

      if (operation->handler != NULL)
        add_unsafe (work, operation->handler, unsafe);

      if (operation->arg < N_FOLLOWED)
        unsafe = follow_local (operation, unsafe);
    }

  if (block->next != NULL && ml_basic_block_falls_through (block))
    add_unsafe (work, block->next, unsafe);

  if (last != NULL && ml_opcode_is_jump (last->op))
    add_unsafe (work, last->target, unsafe);
}

/* The locals beyond the followed ones: safe is what was bound or read in the same block. */
static void
check_many_locals (MlFlow *self, guint n_locals)
{
  g_autofree guint *safe_in = g_new0 (guint, n_locals);
  guint number = 0;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      number++;
      for (guint i = 0; i < block->operations->len; i++)
        {
          MlOperation *operation = ml_basic_block_get (block, i);

          if (operation->arg < N_FOLLOWED)
            continue;

          switch (operation->op)
            {
            case ML_OP_DELETE_FAST:
            case ML_OP_LOAD_FAST_AND_CLEAR:
            case ML_OP_STORE_FAST_MAYBE_NULL:
              safe_in[operation->arg] = 0;
              break;

            case ML_OP_LOAD_FAST:
              if (safe_in[operation->arg] != number)
                operation->op = ML_OP_LOAD_FAST_CHECK;
              safe_in[operation->arg] = number;
              break;

            case ML_OP_STORE_FAST:
              safe_in[operation->arg] = number;
              break;

            default:
              break;
            }
        }
    }
}

void
ml_flow_check_locals (MlFlow *self, guint n_locals, guint n_parameters)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();
  guint64 unbound = 0;

  if (n_locals > N_FOLLOWED)
    check_many_locals (self, n_locals);

  for (guint i = n_parameters; i < MIN (n_locals, N_FOLLOWED); i++)
    unbound |= G_GUINT64_CONSTANT (1) << i;

  ml_flow_unmark (self);
  add_unsafe (work, self->first, unbound);

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    check_locals_in (work, block);

  while (work->len > 0)
    {
      MlBasicBlock *block = g_ptr_array_remove_index (work, work->len - 1);

      block->is_marked = FALSE;
      check_locals_in (work, block);
    }
}

static void
join_pair (MlOperation *first, int op)
{
  MlOperation *second = first + 1;
  int line = first->location.line, next_line = second->location.line;

  if ((line >= 0 && next_line >= 0 && line != next_line) || first->arg >= 16 || second->arg >= 16)
    return;

  ml_operation_set (first, op, first->arg << 4 | second->arg);
  first->second = second->location;
  ml_operation_set (second, ML_OP_NOP, 0);
}

void
ml_flow_join_locals (MlFlow *self)
{
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    for (guint i = 0; i + 1 < block->operations->len; i++)
      {
        MlOperation *first = ml_basic_block_get (block, i);
        int next = first[1].op;

        if (first->op == ML_OP_LOAD_FAST && next == ML_OP_LOAD_FAST)
          join_pair (first, ML_OP_LOAD_FAST_LOAD_FAST);
        else if (first->op == ML_OP_STORE_FAST && next == ML_OP_LOAD_FAST)
          join_pair (first, ML_OP_STORE_FAST_LOAD_FAST);
        else if (first->op == ML_OP_STORE_FAST && next == ML_OP_STORE_FAST)
          join_pair (first, ML_OP_STORE_FAST_STORE_FAST);
      }

  ml_flow_remove_nops (self);
}

static void
visit_unmarked (GPtrArray *work, MlBasicBlock *block)
{
  if (block->is_marked)
    return;

  block->is_marked = TRUE;
  g_ptr_array_add (work, block);
}

static void
visit_followers (GPtrArray *work, MlBasicBlock *block)
{
  const MlOperation *last = ml_basic_block_get_last (block);

  if (block->next != NULL && ml_basic_block_falls_through (block))
    visit_unmarked (work, block->next);

  if (last != NULL && ml_opcode_is_jump (last->op))
    visit_unmarked (work, last->target);
}

/* Warm blocks stay marked, so that cold ones are those which only a handler leads to. */
static void
mark_warm_and_cold (MlFlow *self)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();

  ml_flow_unmark (self);
  visit_unmarked (work, self->first);

  while (work->len > 0)
    {
      MlBasicBlock *block = g_ptr_array_remove_index (work, work->len - 1);

      block->is_warm = TRUE;
      visit_followers (work, block);
    }

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (block->is_handler)
      visit_unmarked (work, block);

  while (work->len > 0)
    {
      MlBasicBlock *block = g_ptr_array_remove_index (work, work->len - 1);

      block->is_cold = TRUE;
      visit_followers (work, block);
    }
}

/* Where a cold block goes on into a warm one it must jump, once it is moved. */
static void
add_jumps_to_warm (MlFlow *self)
{
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      MlOperation jump = { ML_OP_JUMP_NO_INTERRUPT, 0, ML_NOWHERE, block->next, NULL };
      MlBasicBlock *between;

      if (!block->is_cold || block->next == NULL || !block->next->is_warm ||
          !ml_basic_block_falls_through (block))
        continue;

      between = ml_flow_new_block (self);
      block->next->is_labelled = TRUE;
      g_array_append_val (between->operations, jump);
      between->is_cold = TRUE;
      between->n_predecessors = 1;
      between->next = block->next;
      block->next = between;
    }
}

void
ml_flow_move_cold (MlFlow *self)
{
  MlBasicBlock *cold = NULL, **cold_end = &cold, **warm_end = &self->first;

  if (self->first->next == NULL)
    return;

  mark_warm_and_cold (self);
  add_jumps_to_warm (self);

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (block->is_cold)
      {
        *cold_end = block;
        cold_end = &block->next;
      }
    else
      {
        *warm_end = block;
        warm_end = &block->next;
      }

  *warm_end = cold;
  *cold_end = NULL;

  if (cold != NULL)
    ml_flow_remove_nops_and_jumps (self);
}

void
ml_flow_prune_constants (MlFlow *self)
{
  MlHeap *heap = ml_constants_get_heap (self->unit);
  guint n = self->constants->len, n_kept = 0;
  g_autofree int *places = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = i == 0 ? 0 : -1;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    for (guint i = 0; i < block->operations->len; i++)
      {
        const MlOperation *operation = ml_basic_block_get (block, i);

        if (operation->op == ML_OP_LOAD_CONST || operation->op == ML_OP_RETURN_CONST)
          places[operation->arg] = 0;
      }

  for (guint i = 0; i < n; i++)
    if (places[i] < 0)
      ml_unref (heap, self->constants->pdata[i]);
    else
      {
        self->constants->pdata[n_kept] = self->constants->pdata[i];
        places[i] = n_kept++;
      }

  g_ptr_array_set_size (self->constants, n_kept);

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    for (guint i = 0; i < block->operations->len; i++)
      {
        MlOperation *operation = ml_basic_block_get (block, i);

        if (operation->op == ML_OP_LOAD_CONST || operation->op == ML_OP_RETURN_CONST)
          operation->arg = places[operation->arg];
      }
}

static void
set_depth (GPtrArray *work, MlBasicBlock *block, int depth)
{
  if (block->depth >= 0)
    return;

  block->depth = depth;
  g_ptr_array_add (work, block);
}

/* Returns the greatest depth within @block. */
static int
measure_block (GPtrArray *work, MlBasicBlock *block)
{
  int depth = block->depth, deepest = depth;

  for (guint i = 0; i < block->operations->len; i++)
    {
      const MlOperation *operation = ml_basic_block_get (block, i);

      if (ml_opcode_is_jump (operation->op) || ml_opcode_is_setup (operation->op))
        {
          int there = depth + ml_opcode_get_effect (operation->op, operation->arg, TRUE);

          deepest = MAX (deepest, there);
          set_depth (work, operation->target, there);
        }

      depth += ml_opcode_get_effect (operation->op, operation->arg, FALSE);
      deepest = MAX (deepest, depth);
    }

  if (block->next != NULL && ml_basic_block_falls_through (block))
    set_depth (work, block->next, depth);

  return deepest;
}

guint
ml_flow_measure_stack (MlFlow *self)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();
  int deepest = 1;

  set_depth (work, self->first, 0);

  while (work->len > 0)
    {
      MlBasicBlock *block = g_ptr_array_remove_index (work, work->len - 1);

      deepest = MAX (deepest, measure_block (work, block));
    }

  return deepest;
}

void
ml_flow_lower (MlFlow *self)
{
  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    for (guint i = 0; i < block->operations->len; i++)
      {
        MlOperation *operation = ml_basic_block_get (block, i);

        if (ml_opcode_is_setup (operation->op))
          ml_operation_set (operation, ML_OP_NOP, 0);
        else if (operation->op == ML_OP_LOAD_CLOSURE)
          operation->op = ML_OP_LOAD_FAST;
        else if (operation->op == ML_OP_STORE_FAST_MAYBE_NULL)
          operation->op = ML_OP_STORE_FAST;
      }

  ml_flow_remove_nops (self);
}

static int
get_opposite (int op)
{
  switch (op)
    {
    case ML_OP_POP_JUMP_IF_NONE:
      return ML_OP_POP_JUMP_IF_NOT_NONE;

    case ML_OP_POP_JUMP_IF_NOT_NONE:
      return ML_OP_POP_JUMP_IF_NONE;

    case ML_OP_POP_JUMP_IF_TRUE:
      return ML_OP_POP_JUMP_IF_FALSE;

    default:
      return ML_OP_POP_JUMP_IF_TRUE;
    }
}

/* A conditional jump goes forward only: back it is the opposite jump over a plain one. */
static void
split_backward_jump (MlFlow *self, MlBasicBlock *block, MlOperation *last)
{
  MlBasicBlock *back = ml_flow_new_block (self);
  MlOperation jump = { ML_OP_JUMP, 0, last->location, last->target, NULL };

  g_array_append_val (back->operations, jump);
  back->is_cold = block->is_cold;
  back->next = block->next;
  last->op = get_opposite (last->op);
  last->target = block->next;
  block->next = back;
}

static void
direct_jump (MlFlow *self, MlBasicBlock *block, MlOperation *last)
{
  gboolean is_forward = !last->target->is_marked;

  if (last->op == ML_OP_JUMP)
    last->op = is_forward ? ML_OP_JUMP_FORWARD : ML_OP_JUMP_BACKWARD;
  else if (last->op == ML_OP_JUMP_NO_INTERRUPT)
    last->op = is_forward ? ML_OP_JUMP_FORWARD : ML_OP_JUMP_BACKWARD_NO_INTERRUPT;
  else if (!is_forward && ml_opcode_is_jump (last->op))
    split_backward_jump (self, block, last);
}

void
ml_flow_direct_jumps (MlFlow *self)
{
  ml_flow_unmark (self);

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      MlOperation *last = ml_basic_block_get_last (block);

      block->is_marked = TRUE;
      if (last != NULL && ml_opcode_is_jump (last->op))
        direct_jump (self, block, last);
    }
}
