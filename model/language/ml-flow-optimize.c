/* ml-flow-optimize.c: CPython's peephole, block by block */

#include "ml-flow.h"

#include "ml-heap.h"
#include "ml-tuple.h"
#include "ml-world.h"

/* A block that leaves the function and is no longer than this is copied to where it is jumped to.
 */
#define MAX_COPIED 4

static int
get_op (MlBasicBlock *block, guint index)
{
  return index < block->operations->len ? ml_basic_block_get (block, index)->op : ML_OP_NOP;
}

/* Copies a small last block, or one without a line of its own, into the place of a jump to it. */
static gboolean
inline_target (MlBasicBlock *block)
{
  MlOperation *last = ml_basic_block_get_last (block);
  MlBasicBlock *target;
  const MlOperation *target_last;
  gboolean leaves;
  int jump;

  if (last == NULL || !ml_opcode_is_always_jump (last->op))
    return FALSE;

  target = last->target;
  target_last = ml_basic_block_get_last (target);
  leaves = target_last != NULL && ml_opcode_is_exit (target_last->op) &&
           target->operations->len <= MAX_COPIED;

  if (!leaves && (!ml_basic_block_has_no_line (target) || ml_basic_block_falls_through (target)))
    return FALSE;

  jump = last->op;
  ml_operation_set (last, ML_OP_NOP, 0);
  g_array_append_vals (block->operations, target->operations->data, target->operations->len);
  target->n_predecessors--;

  /* A loop may be interrupted at its jump back: that must not be lost. */
  last = ml_basic_block_get_last (block);
  if (ml_opcode_is_always_jump (last->op) && jump == ML_OP_JUMP)
    last->op = ML_OP_JUMP;

  return TRUE;
}

static void
inline_small_blocks (MlFlow *self)
{
  gboolean changed;

  do
    {
      changed = FALSE;
      for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
        changed |= inline_target (block);
    }
  while (changed);
}

/* What a condition that is a constant decides is decided here. */
static void
decide_jump (MlFlow *self, MlBasicBlock *block, guint index, int constant)
{
  MlOperation *jump = ml_basic_block_get (block, index + 1);
  gboolean truth =
      ml_constant_is_true (ml_constants_get_heap (self->unit), self->constants->pdata[constant]);

  ml_operation_set (ml_basic_block_get (block, index), ML_OP_NOP, 0);

  if (truth == (jump->op == ML_OP_POP_JUMP_IF_TRUE))
    jump->op = ML_OP_JUMP;
  else
    ml_operation_set (jump, ML_OP_NOP, 0);
}

/* `x is None` before a conditional jump becomes the jump that tests for None. */
static void
shorten_none_test (MlFlow *self, MlBasicBlock *block, guint index, int constant)
{
  MlOperation *test = ml_basic_block_get (block, index + 1);
  gboolean inverted = test->arg;
  MlOperation *jump;

  if (self->constants->pdata[constant] != ml_none (ml_constants_get_heap (self->unit)) ||
      block->operations->len <= index + 2)
    return;

  jump = ml_basic_block_get (block, index + 2);
  if (jump->op == ML_OP_TO_BOOL)
    {
      ml_operation_set (jump, ML_OP_NOP, 0);
      if (block->operations->len <= index + 3)
        return;
      jump = ml_basic_block_get (block, index + 3);
    }

  if (jump->op == ML_OP_POP_JUMP_IF_FALSE)
    inverted = !inverted;
  else if (jump->op != ML_OP_POP_JUMP_IF_TRUE)
    return;

  ml_operation_set (ml_basic_block_get (block, index), ML_OP_NOP, 0);
  ml_operation_set (test, ML_OP_NOP, 0);
  jump->op = inverted ? ML_OP_POP_JUMP_IF_NOT_NONE : ML_OP_POP_JUMP_IF_NONE;
}

static gboolean
replace_by_truth (MlFlow *self, MlBasicBlock *block, guint index, int constant)
{
  MlHeap *heap = ml_constants_get_heap (self->unit);
  gboolean truth = ml_constant_is_true (heap, self->constants->pdata[constant]);
  int answer = ml_flow_add_constant (self, ml_ref (ml_bool (heap, truth)));

  if (answer < 0)
    return FALSE;

  ml_operation_set (ml_basic_block_get (block, index), ML_OP_NOP, 0);
  ml_operation_set (ml_basic_block_get (block, index + 1), ML_OP_LOAD_CONST, answer);

  return TRUE;
}

/* Looks at what follows each constant; a copy of a constant counts as one. */
static gboolean
optimize_constants (MlFlow *self, MlBasicBlock *block)
{
  int op = ML_OP_NOP, constant = 0;

  for (guint i = 0; i < block->operations->len; i++)
    {
      MlOperation *operation = ml_basic_block_get (block, i);

      if (!(op == ML_OP_LOAD_CONST && operation->op == ML_OP_COPY && operation->arg == 1))
        {
          op = operation->op;
          constant = operation->arg;
        }

      if (op != ML_OP_LOAD_CONST)
        continue;

      switch (get_op (block, i + 1))
        {
        case ML_OP_POP_JUMP_IF_FALSE:
        case ML_OP_POP_JUMP_IF_TRUE:
          decide_jump (self, block, i, constant);
          break;

        case ML_OP_IS_OP:
          shorten_none_test (self, block, i, constant);
          break;

        case ML_OP_RETURN_VALUE:
          ml_operation_set (operation, ML_OP_NOP, 0);
          i++;
          ml_operation_set (ml_basic_block_get (block, i), ML_OP_RETURN_CONST, constant);
          break;

        case ML_OP_TO_BOOL:
          if (!replace_by_truth (self, block, i, constant))
            return FALSE;
          break;

        default:
          break;
        }
    }

  return TRUE;
}

/* A tuple of constants is a constant. */
static gboolean
fold_tuple (MlFlow *self, MlBasicBlock *block, guint index, guint length)
{
  MlHeap *heap = ml_constants_get_heap (self->unit);
  MlObject *tuple;
  int constant;

  for (guint i = index - length; i < index; i++)
    if (ml_basic_block_get (block, i)->op != ML_OP_LOAD_CONST)
      return TRUE;

  tuple = ml_tuple_new (heap, length);
  if (tuple == NULL)
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      MlOperation *load = ml_basic_block_get (block, index - length + i);

      ml_tuple_fill (tuple, i, ml_ref (self->constants->pdata[load->arg]));
      ml_operation_set (load, ML_OP_NOP, 0);
    }

  if (tuple->origin == ML_ORIGIN_RUN)
    tuple->origin = ML_ORIGIN_FOLDED;

  constant = ml_flow_add_constant (self, tuple);
  if (constant < 0)
    return FALSE;

  ml_operation_set (ml_basic_block_get (block, index), ML_OP_LOAD_CONST, constant);

  return TRUE;
}

/* A tuple that is unpacked at once is not built: two or three items change places on the stack. */
static gboolean
optimize_build_tuple (MlFlow *self, MlBasicBlock *block, guint index)
{
  MlOperation *build = ml_basic_block_get (block, index);
  guint length = build->arg;

  if (get_op (block, index + 1) == ML_OP_UNPACK_SEQUENCE && length >= 1 && length <= 3 &&
      ml_basic_block_get (block, index + 1)->arg == (int) length)
    {
      ml_operation_set (build, ML_OP_NOP, 0);
      ml_basic_block_get (block, index + 1)->op = length == 1 ? ML_OP_NOP : ML_OP_SWAP;
      return TRUE;
    }

  return index < length || fold_tuple (self, block, index, length);
}

/* A jump to a jump goes where that one goes. The first stays as a NOP if its line needs it. Returns
 * whether it was changed, so that it is looked at again. */
static gboolean
thread_jump (MlBasicBlock *block, guint index, int op)
{
  MlOperation *jump = ml_basic_block_get (block, index);
  const MlOperation *second = ml_basic_block_get (jump->target, 0);
  MlOperation joined = { op, 0, second->location, second->target, NULL };

  if (jump->target == second->target)
    return FALSE;

  ml_operation_set (jump, ML_OP_NOP, 0);
  g_array_append_val (block->operations, joined);

  return TRUE;
}

static gboolean
try_to_thread (MlBasicBlock *block, guint index)
{
  MlOperation *jump = ml_basic_block_get (block, index);
  int target_op = get_op (jump->target, 0);

  switch (jump->op)
    {
    case ML_OP_POP_JUMP_IF_NONE:
    case ML_OP_POP_JUMP_IF_NOT_NONE:
    case ML_OP_POP_JUMP_IF_FALSE:
    case ML_OP_POP_JUMP_IF_TRUE:
      return target_op == ML_OP_JUMP && thread_jump (block, index, jump->op);

    case ML_OP_JUMP:
    case ML_OP_JUMP_NO_INTERRUPT:
      if (target_op == ML_OP_JUMP)
        return thread_jump (block, index, ML_OP_JUMP);
      return target_op == ML_OP_JUMP_NO_INTERRUPT && thread_jump (block, index, jump->op);

    default:
      return FALSE;
    }
}

/* Two stores in one line to the same local: the first is lost. */
static void
optimize_store (MlBasicBlock *block, guint index)
{
  MlOperation *store = ml_basic_block_get (block, index);
  const MlOperation *next = store + 1;

  if (get_op (block, index + 1) == ML_OP_STORE_FAST && next->arg == store->arg &&
      next->location.line == store->location.line)
    ml_operation_set (store, ML_OP_POP_TOP, 0);
}

/* Operations that say what the next one asks, or undo it. */
static void
join_with_next (MlBasicBlock *block, guint index)
{
  MlOperation *operation = ml_basic_block_get (block, index);
  MlOperation *next = operation + 1;
  int next_op = get_op (block, index + 1);

  switch (operation->op)
    {
    case ML_OP_LOAD_GLOBAL:
      if (next_op == ML_OP_PUSH_NULL && (operation->arg & 1) == 0)
        {
          operation->arg |= 1;
          ml_operation_set (next, ML_OP_NOP, 0);
        }
      break;

    case ML_OP_COMPARE_OP:
      if (next_op == ML_OP_TO_BOOL)
        {
          ml_operation_set (next, ML_OP_COMPARE_OP, operation->arg | ML_COMPARE_TO_BOOL);
          ml_operation_set (operation, ML_OP_NOP, 0);
        }
      break;

    case ML_OP_CONTAINS_OP:
    case ML_OP_IS_OP:
    case ML_OP_TO_BOOL:
    case ML_OP_UNARY_NOT:
      if (next_op == ML_OP_TO_BOOL)
        {
          ml_operation_set (next, operation->op, operation->arg);
          ml_operation_set (operation, ML_OP_NOP, 0);
        }
      else if (operation->op == ML_OP_UNARY_NOT && next_op == ML_OP_UNARY_NOT)
        {
          ml_operation_set (operation, ML_OP_NOP, 0);
          ml_operation_set (next, ML_OP_NOP, 0);
        }
      break;

    default:
      break;
    }
}

/* Finds the fewest exchanges that do what a row of them does. @stack[i] is what the row leaves in
 * place i. Exchanges are all with the top, so each cycle of places is entered and left by it. */
static void
write_cycles (MlBasicBlock *block, guint first, guint length, int *stack, int depth)
{
  int current = first + length - 1;

  for (int i = 0; i < depth; i++)
    {
      int j = i;

      if (stack[i] == -1 || stack[i] == i)
        continue;

      for (;;)
        {
          int next;

          if (j != 0)
            ml_operation_set (ml_basic_block_get (block, current--), ML_OP_SWAP, j + 1);

          if (stack[j] == -1)
            break;

          next = stack[j];
          stack[j] = -1;
          j = next;
        }
    }

  while (current >= (int) first)
    ml_operation_set (ml_basic_block_get (block, current--), ML_OP_NOP, 0);
}

/* Returns the index of the last operation of the row of exchanges that starts at @first. */
static guint
shorten_swaps (MlBasicBlock *block, guint first)
{
  g_autofree int *stack = NULL;
  guint length = 0, n_swaps = 0;
  int depth = 0;

  while (first + length < block->operations->len)
    {
      const MlOperation *operation = ml_basic_block_get (block, first + length);

      if (operation->op == ML_OP_SWAP)
        {
          depth = MAX (depth, operation->arg);
          n_swaps++;
        }
      else if (operation->op != ML_OP_NOP)
        break;

      length++;
    }

  if (n_swaps < 2)
    return first;

  stack = g_new (int, depth);
  for (int i = 0; i < depth; i++)
    stack[i] = i;

  for (guint i = first; i < first + length; i++)
    {
      const MlOperation *operation = ml_basic_block_get (block, i);
      int top = stack[0];

      if (operation->op != ML_OP_SWAP)
        continue;

      stack[0] = stack[operation->arg - 1];
      stack[operation->arg - 1] = top;
    }

  write_cycles (block, first, length, stack, depth);

  return first + length - 1;
}

static gboolean
only_takes_top (int op)
{
  return op == ML_OP_STORE_FAST || op == ML_OP_STORE_FAST_MAYBE_NULL || op == ML_OP_POP_TOP;
}

/* The next operation behind @index that only takes the top of the stack, in line @line if that is
 * one; -1 if another comes first. */
static int
find_taker (MlBasicBlock *block, int index, int line)
{
  while (++index < (int) block->operations->len)
    {
      const MlOperation *operation = ml_basic_block_get (block, index);

      if (line >= 0 && operation->location.line != line)
        return -1;

      if (operation->op == ML_OP_NOP)
        continue;

      return only_takes_top (operation->op) ? index : -1;
    }

  return -1;
}

static int
get_stored (const MlOperation *operation)
{
  if (operation->op == ML_OP_STORE_FAST || operation->op == ML_OP_STORE_FAST_MAYBE_NULL)
    return operation->arg;

  return -1;
}

/* Whether the operations @j and @k may change places: neither stores what one between stores. */
static gboolean
may_exchange (MlBasicBlock *block, int j, int k)
{
  int stored_j = get_stored (ml_basic_block_get (block, j));
  int stored_k = get_stored (ml_basic_block_get (block, k));

  if (stored_j < 0 && stored_k < 0)
    return TRUE;

  if (stored_j == stored_k)
    return FALSE;

  for (int i = j + 1; i < k; i++)
    {
      int stored = get_stored (ml_basic_block_get (block, i));

      if (stored >= 0 && (stored == stored_j || stored == stored_k))
        return FALSE;
    }

  return TRUE;
}

/* An exchange before stores becomes an exchange of the stores, while the program is written. */
static gboolean
apply_swap (MlBasicBlock *block, int index)
{
  MlOperation *swap = ml_basic_block_get (block, index);
  MlOperation kept;
  int j = find_taker (block, index, -1);
  int k = j, line;

  if (j < 0)
    return FALSE;

  line = ml_basic_block_get (block, j)->location.line;
  for (int count = swap->arg - 1; count > 0; count--)
    {
      k = find_taker (block, k, line);
      if (k < 0)
        return FALSE;
    }

  if (!may_exchange (block, j, k))
    return FALSE;

  ml_operation_set (swap, ML_OP_NOP, 0);
  kept = *ml_basic_block_get (block, j);
  *ml_basic_block_get (block, j) = *ml_basic_block_get (block, k);
  *ml_basic_block_get (block, k) = kept;

  return TRUE;
}

static void
apply_swaps_up_to (MlBasicBlock *block, int index)
{
  for (; index >= 0; index--)
    {
      const MlOperation *operation = ml_basic_block_get (block, index);

      if (operation->op == ML_OP_NOP || only_takes_top (operation->op))
        continue;

      if (operation->op != ML_OP_SWAP || !apply_swap (block, index))
        return;
    }
}

static void
optimize_swaps (MlBasicBlock *block)
{
  for (guint i = 0; i < block->operations->len; i++)
    if (ml_basic_block_get (block, i)->op == ML_OP_SWAP)
      {
        i = shorten_swaps (block, i);
        apply_swaps_up_to (block, i);
      }
}

static gboolean
optimize_block (MlFlow *self, MlBasicBlock *block)
{
  for (guint i = 0; i < block->operations->len; i++)
    {
      MlOperation *operation = ml_basic_block_get (block, i);

      if (operation->target != NULL && operation->op != ML_OP_NOP)
        operation->target = ml_basic_block_skip_empty (operation->target);

      if (operation->op == ML_OP_BUILD_TUPLE)
        {
          if (!optimize_build_tuple (self, block, i))
            return FALSE;
        }
      else if (operation->op == ML_OP_STORE_FAST)
        optimize_store (block, i);
      else if (operation->op == ML_OP_SWAP && operation->arg == 1)
        ml_operation_set (operation, ML_OP_NOP, 0);
      else if (ml_opcode_is_jump (operation->op))
        try_to_thread (block, i);
      else
        join_with_next (block, i);
    }

  optimize_swaps (block);

  return TRUE;
}

static gboolean
is_useless_pair (const MlOperation *first, const MlOperation *second)
{
  return first != NULL && second->op == ML_OP_POP_TOP &&
         (first->op == ML_OP_LOAD_CONST || (first->op == ML_OP_COPY && first->arg == 1));
}

/* Removes what is pushed only to be dropped. A block that is no jump's target goes on where the one
 * before it ends. */
static gboolean
remove_pairs (MlFlow *self)
{
  MlOperation *last = NULL;
  gboolean changed = FALSE;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    {
      ml_flow_remove_nops_in (block);

      if (block->is_labelled)
        last = NULL;

      for (guint i = 0; i < block->operations->len; i++)
        {
          MlOperation *operation = ml_basic_block_get (block, i);

          if (is_useless_pair (last, operation))
            {
              ml_operation_set (last, ML_OP_NOP, 0);
              ml_operation_set (operation, ML_OP_NOP, 0);
              changed = TRUE;
            }

          last = operation;
        }

      if ((last != NULL && ml_opcode_is_jump (last->op)) || !ml_basic_block_falls_through (block))
        last = NULL;
    }

  return changed;
}

gboolean
ml_flow_optimize (MlFlow *self)
{
  inline_small_blocks (self);
  ml_flow_remove_unreachable (self);
  ml_flow_resolve_lines (self);

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (!optimize_constants (self, block))
      return FALSE;

  for (MlBasicBlock *block = self->first; block != NULL; block = block->next)
    if (!optimize_block (self, block))
      return FALSE;

  while (remove_pairs (self))
    continue;

  ml_flow_remove_unreachable (self);
  ml_flow_remove_nops_and_jumps (self);

  return TRUE;
}
