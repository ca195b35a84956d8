/* ml-steps.c: steps, limits, and the exceptions under way and handled
 *
 * Steps are the events of sys.settrace. At each the journal is told how the evaluation stacks
 * stand; every other change it was told of when it happened.
 */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-caches.h"
#include "ml-exception.h"
#include "ml-str.h"

/* Items of the store of exceptions. */
enum
{
  STORE_HANDLED,
  STORE_RAISED,
  STORE_OUTSIDE
};

gboolean
ml_steps_are_taken (MlInterpreter *self)
{
  return self->heap->journal != NULL || self->options.check || self->options.max_steps != 0;
}

/* Stopping: what is raised then is caught by nobody. */

static void
stop (MlHeap *heap, MlStop why)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  self->stop = why;
  ml_raise_value (heap, heap->world->keyboard_interrupt, NULL);
}

gboolean
ml_interrupt (MlHeap *heap)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (g_atomic_int_get (&self->interrupted))
    {
      stop (heap, ML_STOP_INTERRUPTED);
      return FALSE;
    }

  if (G_UNLIKELY (self->deadline != 0) && (++self->n_checks & 1023) == 0 &&
      g_get_monotonic_time () > self->deadline)
    {
      stop (heap, ML_STOP_SECONDS);
      return FALSE;
    }

  if (G_UNLIKELY (heap->collection_due))
    ml_heap_collect_if_due (heap);

  return heap->raised == NULL;
}

/* Telling of exceptions */

static void
tell_store (MlHeap *heap, guint item, MlObject *old, MlObject *now)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (heap->journal == NULL || old == now)
    return;

  if (self->stores == 0)
    self->stores = ml_heap_tell_birth_of_store (heap, "exceptions under way");

  ml_heap_tell_set (heap, self->stores, ML_SLOT (ML_REGION_ITEM, item), old, now);
}

MlObject *
ml_set_handled (MlHeap *heap, MlObject *exception)
{
  MlObject *before = heap->handled;

  heap->handled = exception;
  tell_store (heap, STORE_HANDLED, before, exception);

  return before;
}

void
ml_push_handled (MlHeap *heap, MlObject *handled)
{
  MlObject *outside = ml_set_handled (heap, handled);

  g_ptr_array_add (heap->handled_outside, outside);
  tell_store (heap, STORE_OUTSIDE + heap->handled_outside->len - 1, NULL, outside);
}

MlObject *
ml_pop_handled (MlHeap *heap)
{
  guint last = heap->handled_outside->len - 1;
  MlObject *outside = g_ptr_array_index (heap->handled_outside, last);

  tell_store (heap, STORE_OUTSIDE + last, outside, NULL);
  g_ptr_array_set_size (heap->handled_outside, last);

  return ml_set_handled (heap, outside);
}

/* Steps */

static MlSpan
get_span (MlFrame *frame, MlEvent event)
{
  const MlCode *code = frame->code;
  const MlPosition *position = &code->positions[frame->at - code->instructions];
  MlSpan span = { .source = code->source, .line = position->line, .end_line = position->line };

  if (event == ML_EVENT_EXCEPTION)
    {
      span.column = position->column;
      span.end_line = position->end_line;
      span.end_column = position->end_column;
    }

  /* A call stands at its function's first line. */
  if (event == ML_EVENT_CALL && span.line == 0)
    span.line = span.end_line = code->first_line;

  return span;
}

static void
check_counts (MlInterpreter *self, MlFrame *frame)
{
  g_autoptr (GString) report = g_string_new (NULL);

  if (ml_heap_check (self->heap, report) == 0 || self->report->len > 4096)
    return;

  g_string_append_printf (
      self->report, "step %u, line %u:\n%s", self->n_steps, ml_frame_get_line (frame), report->str);
}

static void
record (MlHeap *heap, MlFrame *frame, MlEvent event, MlObject *value)
{
  MlSpan span = get_span (frame, event);
  MlObject *raised = heap->raised;

  ml_frame_tell_stack (heap, frame);
  ml_heap_tell_natives (heap);

  if (value != NULL)
    ml_heap_tell (heap, value);

  if (raised != NULL)
    {
      ml_heap_tell (heap, raised);
      tell_store (heap, STORE_RAISED, NULL, raised);
    }

  ml_journal_step (heap->journal, event, frame->serial, value != NULL ? value->serial : 0, &span);

  if (raised != NULL)
    tell_store (heap, STORE_RAISED, raised, NULL);
}

void
ml_expression_step (MlHeap *heap, MlFrame *frame, const MlExpression *expression)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (!self->wants_expressions)
    return;

  ml_journal_expression (heap->journal, expression);
  self->n_expressions++;

  if (self->options.evaluated != NULL)
    self->options.evaluated (
        self, self->n_steps - 1, self->n_expressions, self->options.user_data);

  if (self->options.check)
    check_counts (self, frame);
}

/* The journal is full: the program goes on without it, or stops. */
static gboolean
outlive_recording (MlHeap *heap)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (!self->options.outlives_recording)
    {
      stop (heap, ML_STOP_RECORDING);
      return FALSE;
    }

  self->has_outlived = TRUE;
  self->wants_expressions = FALSE;
  ml_heap_stop_telling (heap);

  return TRUE;
}

gboolean
ml_step (MlHeap *heap, MlFrame *frame, MlEvent event, MlObject *value)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (self->stop != ML_STOP_NONE)
    return heap->raised == NULL;

  if (frame->code->quiet)
    return TRUE;

  /* The module itself: the first time it is the moment before the program, later on the next line
   * at the prompt. */
  if (event == ML_EVENT_CALL && frame->code == self->unit)
    {
      if (self->n_steps > 0)
        return TRUE;

      event = ML_EVENT_START;
    }

  if (self->options.max_steps != 0 && self->n_steps >= self->options.max_steps)
    {
      stop (heap, ML_STOP_STEPS);
      return FALSE;
    }

  if (heap->journal != NULL && ml_journal_is_full (heap->journal) && !outlive_recording (heap))
    return FALSE;

  if (heap->journal != NULL)
    {
      record (heap, frame, event, value);
      self->wants_expressions = ml_journal_wants_expressions (heap->journal);
      self->n_expressions = 0;

      if (self->options.stepped != NULL)
        self->options.stepped (self, self->n_steps, self->options.user_data);
    }

  if (self->options.check)
    check_counts (self, frame);

  self->n_steps++;

  return TRUE;
}

/* A handler runs behind the instruction that raised, every other one behind `frame->at`. */
gboolean
ml_line_begins (MlFrame *frame, const MlInstruction *at)
{
  const MlInstruction *before = frame->at;
  guint32 line = frame->code->positions[at - frame->code->instructions].line;

  if (before == at)
    return line != frame->raised_line;

  return line != ml_frame_get_line (frame) || before->op == ML_OP_RESUME ||
         before->op == ML_OP_JUMP_BACKWARD;
}

/* Code */

static gboolean
is_jump (guint8 op)
{
#define JUMP_ENTRY(name, argument, effect) [ML_OP_##name] = ML_ARG_##argument == ML_ARG_JUMP,
  static const gboolean jumps[ML_N_OPCODES] = { ML_OPCODES (JUMP_ENTRY) };
#undef JUMP_ENTRY

  return jumps[op];
}

static gboolean
learns (guint8 op)
{
  return op == ML_OP_LOAD_GLOBAL || op == ML_OP_LOAD_ATTR || op == ML_OP_STORE_ATTR ||
         op == ML_OP_CALL;
}

/* Never the first of a line: they are jumped over, or belong to the call itself. */
static gboolean
cannot_begin_line (guint8 op)
{
  return op == ML_OP_RESUME || op == ML_OP_END_FOR || op == ML_OP_END_SEND;
}

static void
mark_line (MlCode *code, guint32 index)
{
  MlInstruction *instruction = &code->instructions[index];

  if (code->positions[index].line != 0 && !cannot_begin_line (instruction->op))
    instruction->spare = ML_INSTRUCTION_BEGINS_LINE;
}

/* A loop is left behind the END_FOR at which its jump aims. */
static void
mark_target (MlCode *code, guint32 index)
{
  mark_line (code, cannot_begin_line (code->instructions[index].op) ? index + 1 : index);
}

/* What stands before the first RESUME belongs to the call. */
static guint32
find_body (const MlCode *code)
{
  for (guint32 i = 0; i < code->n_instructions; i++)
    if (code->instructions[i].op == ML_OP_RESUME)
      return i + 1;

  return 0;
}

void
ml_code_prepare (MlCode *code)
{
  guint32 line = 0;
  guint32 n_caches = 0;

  for (guint32 i = 0; i < code->n_instructions; i++)
    if (learns (code->instructions[i].op) && n_caches < G_MAXUINT16)
      code->instructions[i].cache = ++n_caches;

  code->n_caches = n_caches;
  code->caches = g_new0 (MlCache, n_caches + 1);

  for (guint32 i = 0; i <= n_caches; i++)
    code->caches[i].version = ML_CACHE_EMPTY;

  for (guint32 i = find_body (code); i < code->n_instructions; i++)
    {
      if (code->positions[i].line != line && !cannot_begin_line (code->instructions[i].op))
        {
          line = code->positions[i].line;
          mark_line (code, i);
        }

      if (is_jump (code->instructions[i].op))
        mark_target (code, code->instructions[i].arg);
    }

  for (guint32 i = 0; i < code->n_handlers; i++)
    mark_line (code, code->handlers[i].target);
}
