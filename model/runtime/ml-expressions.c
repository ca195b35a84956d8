/* ml-expressions.c: expression steps
 *
 * An instruction comes from a part of the source, and many finish one: what they leave on the
 * evaluation stack is that part's value, and what they store is the value that its left side refers
 * to from now on. So between two instructions the journal is told what the first has finished. What
 * cannot be seen any more by then, such as the object whose attribute was read, is noted before.
 *
 * Some parts are finished by no instruction of their own. Of `a and b` the value is that of an
 * operand: it is there where the jump goes that passes over `b`. A comprehension is there when the
 * variable that it has hidden comes back. And some instructions only prepare: what follows them in
 * their own part shows that.
 *
 * Nothing here is reached unless the journal is that of a closeup.
 */
#include "ml-interpreter-private.h"

#include "ml-search.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* What was noted of an instruction before it ran. */
typedef struct
{
  const MlInstruction *at;
  MlSerial stored[2]; /* what it stores, the first one first */
  MlSearchNote search;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *self = data;

  ml_search_note_clear (&self->search);
  g_free (self);
}

static guint32
index_of (const MlFrame *frame, const MlInstruction *at)
{
  return at - frame->code->instructions;
}

static const MlPosition *
position_of (const MlFrame *frame, const MlInstruction *at)
{
  return &frame->code->positions[index_of (frame, at)];
}

static const MlPosition *
second_position_of (const MlFrame *frame, const MlInstruction *at)
{
  return &frame->code->second_positions[index_of (frame, at)];
}

static gboolean
is_before (guint32 line, guint32 column, guint32 other_line, guint32 other_column)
{
  return line != other_line ? line < other_line : column < other_column;
}

static gboolean
is_within (const MlPosition *inner, const MlPosition *outer)
{
  return !is_before (inner->line, inner->column, outer->line, outer->column) &&
         !is_before (outer->end_line, outer->end_column, inner->end_line, inner->end_column);
}

static gboolean
is_same (const MlPosition *one, const MlPosition *other)
{
  return is_within (one, other) && is_within (other, one);
}

/* What the compiler adds to a class's body has no place, or one without extent. */
static gboolean
is_place (const MlPosition *position)
{
  return position->line != 0 && position->column != ML_NO_COLUMN &&
         is_before (position->line, position->column, position->end_line, position->end_column);
}

/* Which item from the top, counted from 1, is the value of the part that an instruction has
 * finished; 0 if it finishes none. */
static guint
get_value_depth (const MlInstruction *at)
{
  switch (at->op)
    {
    case ML_OP_LOAD_CONST:
    case ML_OP_LOAD_FAST:
    case ML_OP_LOAD_FAST_CHECK:
    case ML_OP_LOAD_FAST_LOAD_FAST:
    case ML_OP_LOAD_DEREF:
    case ML_OP_LOAD_FROM_DICT_OR_DEREF:
    case ML_OP_LOAD_FROM_DICT_OR_GLOBALS:
    case ML_OP_LOAD_NAME:
    case ML_OP_BINARY_SUBSCR:
    case ML_OP_BINARY_SLICE:
    case ML_OP_UNARY_NEGATIVE:
    case ML_OP_UNARY_INVERT:
    case ML_OP_UNARY_NOT:
    case ML_OP_BINARY_OP:
    case ML_OP_COMPARE_OP:
    case ML_OP_IS_OP:
    case ML_OP_CONTAINS_OP:
    case ML_OP_BUILD_TUPLE:
    case ML_OP_BUILD_LIST:
    case ML_OP_BUILD_SET:
    case ML_OP_BUILD_MAP:
    case ML_OP_BUILD_CONST_KEY_MAP:
    case ML_OP_BUILD_STRING:
    case ML_OP_BUILD_SLICE:
    case ML_OP_LIST_EXTEND:
    case ML_OP_SET_UPDATE:
    case ML_OP_DICT_UPDATE:
    case ML_OP_DICT_MERGE:
    case ML_OP_CONVERT_VALUE:
    case ML_OP_FORMAT_SIMPLE:
    case ML_OP_FORMAT_WITH_SPEC:
    case ML_OP_CALL:
    case ML_OP_CALL_KW:
    case ML_OP_CALL_FUNCTION_EX:
    case ML_OP_MAKE_FUNCTION:
    case ML_OP_SET_FUNCTION_ATTRIBUTE:
    case ML_OP_IMPORT_NAME:
    case ML_OP_IMPORT_FROM:
      return 1;

    case ML_OP_LOAD_GLOBAL:
    case ML_OP_LOAD_ATTR:
    case ML_OP_LOAD_SUPER_ATTR:
      return 1 + (at->arg & 1);

    case ML_OP_CALL_INTRINSIC_1:
      return at->arg == ML_INTRINSIC_UNARY_POSITIVE || at->arg == ML_INTRINSIC_LIST_TO_TUPLE;

    case ML_OP_RESUME:
      return (at->arg & ML_RESUME_PLACE_MASK) == ML_RESUME_AFTER_YIELD;

    default:
      return 0;
    }
}

/* Which item from the top an instruction is going to store; 0 if it stores none. */
static guint
get_stored_depth (const MlInstruction *at)
{
  switch (at->op)
    {
    case ML_OP_STORE_FAST:
    case ML_OP_STORE_FAST_LOAD_FAST:
    case ML_OP_STORE_FAST_STORE_FAST:
    case ML_OP_STORE_DEREF:
    case ML_OP_STORE_GLOBAL:
    case ML_OP_STORE_NAME:
      return 1;

    case ML_OP_STORE_ATTR:
      return 2;

    case ML_OP_STORE_SUBSCR:
      return 3;

    case ML_OP_STORE_SLICE:
      return 4;

    default:
      return 0;
    }
}

/* Whether it does something of its own with what stands on the stack; not just a branch. */
static gboolean
takes_part (const MlInstruction *at)
{
  return at->op == ML_OP_COPY || get_value_depth (at) > 0 || get_stored_depth (at) > 0;
}

/* Telling */

/* Columns of @span, in bytes of the line so far, are counted in characters. */
static guint32
count_characters (MlHeap *heap, const MlFrame *frame, guint32 line, guint32 column)
{
  const char *text = ml_report_find_line (
      ml_interpreter_get (heap), ml_str_get_utf8 (frame->code->file_name, NULL), line);

  return text == NULL ? column : g_utf8_strlen (text, column);
}

static MlSpan
get_span (MlHeap *heap, const MlFrame *frame, const MlPosition *position)
{
  return (MlSpan){
    .source = frame->code->source,
    .line = position->line,
    .column = count_characters (heap, frame, position->line, position->column),
    .end_line = position->end_line,
    .end_column = count_characters (heap, frame, position->end_line, position->end_column),
  };
}

static void
tell (MlHeap *heap, MlFrame *frame, const MlPosition *position, MlExpression *expression)
{
  if (!is_place (position) || expression->value == 0)
    return;

  expression->frame = frame->serial;
  expression->span = get_span (heap, frame, position);
  ml_frame_tell_stack (heap, frame);
  ml_expression_step (heap, frame, expression);
}

static void
tell_value (MlHeap *heap,
            MlFrame *frame,
            const MlPosition *position,
            guint depth,
            MlSearchNote *search)
{
  MlObject *value = frame->top[-(int) depth];
  MlExpression expression = {
    .kind = ML_EXPRESSION_VALUE,
    .value = value == NULL ? 0 : value->serial,
    .slot = frame->top - depth - ml_frame_get_bottom (frame),
  };

  if (search != NULL)
    expression.search = ml_search_note_tell (heap, search);

  tell (heap, frame, position, &expression);
}

static void
tell_target (MlHeap *heap, MlFrame *frame, const MlPosition *position, MlSerial value)
{
  MlExpression expression = { .kind = ML_EXPRESSION_TARGET, .value = value };

  tell (heap, frame, position, &expression);
}

/* What only prepares */

/* A call that stands nowhere in the text, of __exit__ at the end of `with`: its constants are in
 * the same place as it. */
static gboolean
is_hidden_call (const MlFrame *frame, const MlInstruction *at)
{
  return at->op == ML_OP_CALL && at[-1].op == ML_OP_LOAD_CONST && at[-2].op == ML_OP_LOAD_CONST &&
         is_same (position_of (frame, at - 1), position_of (frame, at));
}

/* What nobody wrote: the end that a slice leaves out, the iterator that a generator expression is
 * given, what is sent to one. */
static gboolean
is_hidden_value (const MlFrame *frame, const MlInstruction *at)
{
  if (at->op == ML_OP_LOAD_CONST)
    return is_place (position_of (frame, at - 1)) &&
           is_within (position_of (frame, at - 1), position_of (frame, at));

  if (at->op == ML_OP_LOAD_FAST)
    return ml_str_get_utf8 (ml_tuple_get (frame->code->locals_plus_names, at->arg), NULL)[0] == '.';

  return at->op == ML_OP_RESUME && is_same (position_of (frame, at - 2), position_of (frame, at));
}

/* At the end of a class's body: the names of the attributes that its methods set. */
static gboolean
is_hidden_store (MlHeap *heap, const MlFrame *frame, const MlInstruction *at)
{
  return at->op == ML_OP_STORE_NAME &&
         ml_tuple_get (frame->code->names, at->arg) == ml_name (heap, __static_attributes__);
}

/* Of `a < b < c` not the last comparison, and true: what the chain comes to is open. */
static gboolean
is_link_of_chain (MlHeap *heap,
                  const MlFrame *frame,
                  const MlInstruction *at,
                  const MlInstruction *next)
{
  if (at[-1].op != ML_OP_COPY || !is_same (position_of (frame, at - 1), position_of (frame, at)))
    return FALSE;

  return next->op == ML_OP_COPY || frame->top[-1] == heap->world->true_object;
}

/* Whether @next goes on with the part that @at seems to have finished. */
static gboolean
goes_on (MlHeap *heap, const MlFrame *frame, const MlInstruction *at, const MlInstruction *next)
{
  const MlPosition *position = position_of (frame, at);

  /* An empty list that a comprehension is going to fill. */
  if (next->op == ML_OP_SWAP && at->arg == 0 &&
      (at->op == ML_OP_BUILD_LIST || at->op == ML_OP_BUILD_SET || at->op == ML_OP_BUILD_MAP))
    return TRUE;

  if (next->op == ML_OP_LOAD_SUPER_ATTR || is_hidden_call (frame, at) ||
      is_hidden_value (frame, at) || is_hidden_store (heap, frame, next))
    return TRUE;

  if (at->op == ML_OP_COMPARE_OP && is_link_of_chain (heap, frame, at, next))
    return TRUE;

  return get_value_depth (next) > 0 && is_within (position_of (frame, next), position);
}

/* Parts without an instruction of their own */

/* Whether the jump at @at passes over the rest of `a and b`: if it is taken, the value so far is
 * that of the whole. */
static gboolean
is_operation (const MlFrame *frame, const MlInstruction *at)
{
  const MlInstruction *target = frame->code->instructions + at->arg;

  if (at->op != ML_OP_POP_JUMP_IF_TRUE && at->op != ML_OP_POP_JUMP_IF_FALSE)
    return FALSE;

  /* A chain of comparisons drops what it has kept. */
  if (index_of (frame, at) < 2 || target->op == ML_OP_SWAP)
    return FALSE;

  at -= at[-1].op == ML_OP_TO_BOOL ? 2 : 1;

  return at->op == ML_OP_COPY && at->arg == 1;
}

/* @at was the last operand of `a and b`, to whose end, @next, jumps lead; and of what that is the
 * last operand of. */
static void
tell_operations (MlHeap *heap, MlFrame *frame, const MlInstruction *at, const MlInstruction *next)
{
  const MlPosition *told = position_of (frame, at);

  for (const MlInstruction *jump = at - 1; jump > frame->code->instructions; jump--)
    {
      const MlPosition *whole = position_of (frame, jump);

      if (!is_operation (frame, jump) || (guint32) jump->arg != index_of (frame, next) ||
          !is_within (told, whole) || is_same (told, whole))
        continue;

      tell_value (heap, frame, whole, 1, NULL);
      told = whole;
    }
}

/* A chain of comparisons ended before its last one: what it had kept has been dropped. */
static gboolean
ends_chain (const MlFrame *frame, const MlInstruction *at)
{
  return at->op == ML_OP_POP_TOP && at > frame->code->instructions && at[-1].op == ML_OP_SWAP &&
         is_same (position_of (frame, at - 1), position_of (frame, at));
}

static gboolean
is_jump_taken (const MlFrame *frame, const MlInstruction *at, const MlInstruction *next)
{
  return index_of (frame, next) == (guint32) at->arg;
}

/* `name := value`: the value was copied before it was stored. In `a = b = value` it was, too, but
 * what comes next, at @next, is part of that. */
static void
tell_walrus (MlHeap *heap,
             MlFrame *frame,
             const MlInstruction *at,
             const MlPosition *next,
             guint depth)
{
  const MlPosition *whole;

  if (at == frame->code->instructions || at[-1].op != ML_OP_COPY || at[-1].arg != 1)
    return;

  whole = position_of (frame, at - 1);

  if (is_within (position_of (frame, at), whole) && (next == NULL || !is_within (next, whole)))
    tell_value (heap, frame, whole, depth, NULL);
}

/* Comprehensions. A variable of theirs hides the function's own of that name, which comes back at
 * the end: that store has the place of the whole comprehension. */

static gboolean
is_hidden (const MlFrame *frame, const MlPosition *position)
{
  const MlCode *code = frame->code;

  for (guint32 i = 0; i < code->n_instructions; i++)
    if (code->instructions[i].op == ML_OP_LOAD_FAST_AND_CLEAR &&
        is_same (&code->positions[i], position))
      return TRUE;

  return FALSE;
}

static gboolean
stores_hidden (const MlFrame *frame, const MlInstruction *at)
{
  return (at->op == ML_OP_STORE_FAST || at->op == ML_OP_STORE_FAST_LOAD_FAST ||
          at->op == ML_OP_STORE_FAST_STORE_FAST) &&
         is_hidden (frame, position_of (frame, at));
}

/* @at has brought back the last hidden variable. Before the first, the comprehension's value was
 * exchanged with them, so it is on top. */
static void
tell_comprehension (MlHeap *heap, MlFrame *frame, const MlInstruction *at, guint depth)
{
  const MlPosition *position = position_of (frame, at);

  if (!stores_hidden (frame, at))
    return;

  while (stores_hidden (frame, at))
    at--;

  if (at->op == ML_OP_SWAP)
    tell_value (heap, frame, position, depth, NULL);
}

/* Or the compiler has found that @next, which takes the value, may as well come first. */
static void
tell_stored_comprehension (MlHeap *heap, MlFrame *frame, const MlInstruction *next)
{
  if (stores_hidden (frame, next))
    return;

  if (next->op == ML_OP_STORE_FAST_STORE_FAST &&
      is_hidden (frame, second_position_of (frame, next)))
    tell_value (heap, frame, second_position_of (frame, next), 1, NULL);
  else if ((next->op == ML_OP_STORE_FAST || next->op == ML_OP_POP_TOP) &&
           stores_hidden (frame, next + 1))
    tell_value (heap, frame, position_of (frame, next + 1), 1, NULL);
}

/* Between two instructions */

static void
tell_pair_of_loads (MlHeap *heap, MlFrame *frame, const MlInstruction *at, MlSearchNote *search)
{
  tell_value (heap, frame, position_of (frame, at), 2, search);
  search->name = ml_tuple_get (frame->code->locals_plus_names, at->arg & 15);
  tell_value (heap, frame, second_position_of (frame, at), 1, search);
}

static void
tell_finished_value (MlHeap *heap,
                     MlFrame *frame,
                     const MlInstruction *at,
                     const MlInstruction *next,
                     Pending *pending)
{
  if (goes_on (heap, frame, at, next))
    return;

  if (at->op == ML_OP_LOAD_FAST_LOAD_FAST)
    tell_pair_of_loads (heap, frame, at, &pending->search);
  else
    tell_value (heap, frame, position_of (frame, at), get_value_depth (at), &pending->search);

  tell_operations (heap, frame, at, next);
}

static void
tell_stored (MlHeap *heap,
             MlFrame *frame,
             const MlInstruction *at,
             const MlInstruction *next,
             Pending *pending)
{
  const MlPosition *position = position_of (frame, at);
  const MlPosition *second = second_position_of (frame, at);

  if (!is_hidden (frame, position))
    tell_target (heap, frame, position, pending->stored[0]);

  if (at->op == ML_OP_STORE_FAST_LOAD_FAST)
    {
      tell_comprehension (heap, frame, at, 2);
      tell_walrus (heap, frame, at, second, 2);
      tell_value (heap, frame, second, 1, &pending->search);
    }
  else if (at->op == ML_OP_STORE_FAST_STORE_FAST && !is_hidden (frame, second))
    {
      tell_target (heap, frame, second, pending->stored[1]);
    }
  else if (!stores_hidden (frame, next))
    {
      tell_comprehension (heap, frame, at, 1);
      tell_walrus (heap, frame, at, takes_part (next) ? position_of (frame, next) : NULL, 1);
    }
}

/* Instruction @at has run; @next is going to. */
static void
tell_finished (MlHeap *heap,
               MlFrame *frame,
               const MlInstruction *at,
               const MlInstruction *next,
               Pending *pending)
{
  if (get_value_depth (at) > 0)
    {
      tell_finished_value (heap, frame, at, next, pending);
    }
  else if (get_stored_depth (at) > 0 && !is_hidden_store (heap, frame, at))
    {
      tell_stored (heap, frame, at, next, pending);
    }
  else if (at->op == ML_OP_FOR_ITER && index_of (frame, next) == (guint32) at->arg + 2)
    {
      tell_stored_comprehension (heap, frame, next);
    }
  else if (ends_chain (frame, at))
    {
      tell_value (heap, frame, position_of (frame, at), 1, NULL);
    }
  else if (is_operation (frame, at) && is_jump_taken (frame, at, next))
    {
      tell_value (heap, frame, position_of (frame, at), 1, NULL);
      tell_operations (heap, frame, at, next);
    }
}

static MlSerial
get_serial (const MlObject *object)
{
  return object == NULL ? 0 : object->serial;
}

/* What cannot be seen any more when @at has run. */
static void
note (MlHeap *heap, MlFrame *frame, const MlInstruction *at, Pending *pending)
{
  guint depth = get_stored_depth (at);

  pending->at = at;
  pending->stored[0] = pending->stored[1] = 0;
  ml_search_note_take (heap, frame, at, &pending->search);

  if (depth == 0)
    return;

  /* What was unpacked stands on the stack before it has a name. */
  ml_frame_tell_stack (heap, frame);
  pending->stored[0] = get_serial (frame->top[-(int) depth]);

  if (at->op == ML_OP_STORE_FAST_STORE_FAST)
    pending->stored[1] = get_serial (frame->top[-2]);
}

static Pending *
get_pending (MlInterpreter *self, MlSerial frame)
{
  Pending *pending;

  if (self->pending == NULL)
    self->pending = g_hash_table_new_full (NULL, NULL, NULL, pending_free);

  pending = g_hash_table_lookup (self->pending, GUINT_TO_POINTER (frame));

  if (pending == NULL)
    {
      pending = g_new0 (Pending, 1);
      g_hash_table_insert (self->pending, GUINT_TO_POINTER (frame), pending);
    }

  return pending;
}

void
ml_expressions_between (MlHeap *heap, MlFrame *frame, const MlInstruction *next)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  Pending *pending;

  if (frame->code->quiet || self->stop != ML_STOP_NONE)
    return;

  pending = get_pending (self, frame->serial);

  /* Otherwise it has begun, or goes on in a handler. */
  if (pending->at == frame->at && frame->at != next)
    tell_finished (heap, frame, frame->at, next, pending);

  note (heap, frame, next, pending);
}
