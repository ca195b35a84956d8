/* ml-frame.c: frames */
#include "ml-frame.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-fault.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-interpreter-private.h"
#include "ml-resume.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define CHUNK_SIZE (64 * 1024)

enum
{
  FIELD_FUNCTION,
  FIELD_CODE,
  FIELD_NAMESPACE,
  FIELD_FRAME_OBJECT,
  N_FIELDS
};

static const char *const fields[] = { "function", "code", "locals", "frame object", NULL };

static const char *const construct_names[] = { "new object",
                                               "__init__",
                                               "arguments",
                                               "keyword arguments",
                                               NULL };

/* The stack of frames: chunks, each filled from its start. A chunk that gets empty is kept for the
 * next call. */

typedef struct _Chunk Chunk;
struct _MlFrameStack
{
  char *free; /* in @chunk, as the next */
  char *end;
  Chunk *chunk;
};

struct _Chunk
{
  Chunk *previous;
  Chunk *next;
  gsize size;
  char *filled; /* how far the chunk before was filled when this one was begun */
};

static Chunk *
chunk_new (Chunk *previous, gsize size)
{
  Chunk *chunk = g_malloc (sizeof (Chunk) + size);

  chunk->previous = previous;
  chunk->next = NULL;
  chunk->size = size;

  return chunk;
}

static void
use_chunk (MlFrameStack *self, Chunk *chunk)
{
  self->chunk = chunk;
  self->end = (char *) (chunk + 1) + chunk->size;
}

MlFrameStack *
ml_frame_stack_new (void)
{
  MlFrameStack *self = g_new0 (MlFrameStack, 1);

  use_chunk (self, chunk_new (NULL, CHUNK_SIZE));
  self->free = (char *) (self->chunk + 1);

  return self;
}

void
ml_frame_stack_free (MlFrameStack *self)
{
  Chunk *chunk = self->chunk;

  while (chunk->next != NULL)
    chunk = chunk->next;

  while (chunk != NULL)
    {
      Chunk *previous = chunk->previous;

      g_free (chunk);
      chunk = previous;
    }

  g_free (self);
}

/* Goes on in the next chunk, which has room for @size bytes. */
static void
stack_grow (MlFrameStack *self, gsize size)
{
  Chunk *chunk = self->chunk;

  if (chunk->next != NULL && chunk->next->size < size)
    {
      g_free (chunk->next);
      chunk->next = NULL;
    }

  if (chunk->next == NULL)
    chunk->next = chunk_new (chunk, MAX (size, (gsize) CHUNK_SIZE));

  chunk->next->filled = self->free;
  use_chunk (self, chunk->next);
  self->free = (char *) (self->chunk + 1);
}

static inline gpointer
stack_take (MlFrameStack *self, gsize size)
{
  gpointer place;

  if (G_UNLIKELY ((gsize) (self->end - self->free) < size))
    stack_grow (self, size);

  place = self->free;
  self->free += size;

  return place;
}

static inline void
stack_give_back (MlFrameStack *self, gpointer place)
{
  self->free = place;

  if (G_UNLIKELY (self->free == (char *) (self->chunk + 1) && self->chunk->previous != NULL))
    {
      self->free = self->chunk->filled;
      use_chunk (self, self->chunk->previous);
    }
}

/* Making */

static gsize
get_size (guint32 n_all)
{
  return sizeof (MlFrame) + n_all * sizeof (MlObject *);
}

/* Of the slots none is set. */
static inline MlFrame *
take (MlHeap *heap, guint32 n_slots, guint32 n_all)
{
  MlFrame *frame = stack_take (ml_interpreter_get (heap)->frames, get_size (n_all));

  *frame = (MlFrame){ .n_slots = n_slots, .n_all = n_all };
  frame->top = ml_frame_get_bottom (frame);

  return frame;
}

MlFrame *
ml_frame_push (MlHeap *heap, MlFunction *function, MlObject *namespace, guint n_set)
{
  MlCode *code = function->code;

  /* One place more than the code needs: for a result that waits while operands are released. */
  MlFrame *frame = take (heap, code->n_locals_plus, code->n_locals_plus + code->stack_size + 1);

  frame->code = ml_ref (code);
  frame->function = ml_ref (function);
  frame->globals = function->globals;
  frame->builtins = function->builtins;
  frame->namespace = namespace != NULL ? ml_ref (namespace) : NULL;
  frame->at = code->instructions;
  ml_interpreter_get (heap)->depth++;

  for (guint i = n_set; i < code->n_locals_plus; i++)
    frame->slots[i] = NULL;

  return frame;
}

MlFrame *
ml_frame_push_construct (MlHeap *heap)
{
  MlFrame *frame = take (heap, ML_CONSTRUCT_N_SLOTS, ML_CONSTRUCT_N_SLOTS);

  frame->kind = ML_FRAME_CONSTRUCT;

  for (guint i = 0; i < ML_CONSTRUCT_N_SLOTS; i++)
    frame->slots[i] = NULL;

  return frame;
}

/* Telling */

static guint32
get_shape (MlHeap *heap, MlFrame *frame)
{
  MlInterpreter *interpreter = ml_interpreter_get (heap);
  MlCode *code = frame->code;

  if (frame->kind == ML_FRAME_CONSTRUCT)
    {
      if (interpreter->construct_shape == 0)
        interpreter->construct_shape = ml_journal_add_shape (
            heap->journal, "new object", ML_ITEMS_NONE, NULL, construct_names);

      return interpreter->construct_shape;
    }

  if (code->shape == 0)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; i < code->n_locals_plus; i++)
        g_ptr_array_add (
            names, (gpointer) ml_str_get_utf8 (ml_tuple_get (code->locals_plus_names, i), NULL));

      g_ptr_array_add (names, NULL);
      code->shape = ml_journal_add_shape (heap->journal,
                                          ml_str_get_utf8 (code->name, NULL),
                                          ML_ITEMS_NONE,
                                          fields,
                                          (const char *const *) names->pdata);
    }

  return code->shape;
}

/* The recording may have ended before the frame. */
static gboolean
is_told (MlHeap *heap, const MlFrame *frame)
{
  return frame->serial != 0 && heap->journal != NULL;
}

static void
tell_slot (MlHeap *heap, MlFrame *frame, MlSlot slot, gpointer value)
{
  if (value != NULL)
    ml_heap_tell_set (heap, frame->serial, slot, NULL, value);
}

/* Whether it looks like a built-in at work: it holds what it holds, but is no call of the program's
 * code. */
static gboolean
is_quiet (const MlFrame *frame)
{
  return frame->kind == ML_FRAME_CONSTRUCT || frame->code->quiet;
}

/* Tells of the frame and what it holds, once. */
static void
tell (MlHeap *heap, MlFrame *frame)
{
  MlBirth birth = { 0 };

  if (frame->serial != 0)
    return;

  birth.serial = frame->serial = ml_heap_take_serial (heap);
  birth.kind = is_quiet (frame) ? ML_KIND_NATIVE_FRAME : ML_KIND_FRAME;
  birth.shape = get_shape (heap, frame);
  ml_journal_birth (heap->journal, &birth);
  frame->told = g_new0 (MlSerial, frame->n_all - frame->n_slots + 1);

  tell_slot (heap, frame, ML_SLOT (ML_REGION_FIELD, FIELD_FUNCTION), frame->function);
  tell_slot (heap, frame, ML_SLOT (ML_REGION_FIELD, FIELD_CODE), frame->code);
  tell_slot (heap, frame, ML_SLOT (ML_REGION_FIELD, FIELD_NAMESPACE), frame->namespace);
  tell_slot (heap, frame, ML_SLOT (ML_REGION_FIELD, FIELD_FRAME_OBJECT), frame->frame_object);

  for (guint i = 0; i < frame->n_slots; i++)
    tell_slot (heap, frame, ML_SLOT (ML_REGION_NAME, i), frame->slots[i]);
}

static void
tell_stack_item (MlHeap *heap, MlFrame *frame, guint index, MlObject *item)
{
  MlSerial now;

  if (item != NULL)
    ml_heap_tell (heap, item);

  now = item != NULL ? item->serial : 0;

  if (frame->told[index] != now)
    {
      ml_journal_set (
          heap->journal, frame->serial, ML_SLOT (ML_REGION_STACK, index), frame->told[index], now);
      frame->told[index] = now;
    }
}

void
ml_frame_tell_stack (MlHeap *heap, MlFrame *frame)
{
  MlObject **bottom = ml_frame_get_bottom (frame);
  guint n = frame->top - bottom;

  if (!is_told (heap, frame))
    return;

  /* What has left goes first, from the top: an object may have moved down. */
  for (guint i = frame->n_told; i > n; i--)
    tell_stack_item (heap, frame, i - 1, NULL);

  for (guint i = 0; i < n; i++)
    tell_stack_item (heap, frame, i, bottom[i]);

  frame->n_told = n;
}

void
ml_frame_forget_on_stack (MlHeap *heap, MlSerial dying)
{
  MlFrame *frame = heap->frame;

  if (frame == NULL || !is_told (heap, frame))
    return;

  for (guint i = 0; i < frame->n_told; i++)
    if (frame->told[i] == dying)
      tell_stack_item (heap, frame, i, NULL);
}

static void
tell_gone (MlHeap *heap, MlFrame *frame)
{
  g_clear_pointer (&frame->told, g_free);

  if (!is_told (heap, frame))
    return;

  if (frame->owner != NULL && ml_object_is_told (frame->owner))
    ml_journal_set (
        heap->journal, frame->owner->serial, ML_SLOT (ML_REGION_FIELD, 0), frame->serial, 0);

  ml_journal_death (heap->journal, frame->serial);
}

/* Running */

void
ml_frame_enter (MlHeap *heap, MlFrame *frame)
{
  if (G_UNLIKELY (heap->journal != NULL))
    {
      if (heap->frame != NULL)
        ml_frame_tell_stack (heap, heap->frame);

      ml_heap_tell_natives (heap);
      tell (heap, frame);
      ml_journal_enter (heap->journal, frame->serial);
      frame->is_on_stack = TRUE;
    }

  frame->previous = heap->frame;
  heap->frame = frame;
}

static void
leave_journal_stack (MlHeap *heap, MlFrame *frame)
{
  if (!frame->is_on_stack || heap->journal == NULL)
    return;

  ml_journal_leave (heap->journal, frame->serial);
  frame->is_on_stack = FALSE;
}

void
ml_frame_suspend (MlHeap *heap, MlFrame *frame)
{
  ml_frame_tell_stack (heap, frame);
  leave_journal_stack (heap, frame);

  heap->frame = frame->previous;
  frame->previous = NULL;
}

/* Gives up one slot: the object if it is to be buried. */
static MlObject *
give_up (MlHeap *heap, MlFrame *frame, MlSlot slot, gpointer place)
{
  MlObject **where = place;
  MlObject *old = *where;

  if (old == NULL)
    return NULL;

  *where = NULL;

  if (frame->serial != 0)
    ml_heap_tell_set (heap, frame->serial, slot, old, NULL);

  if (ML_FAULT (FRAME_LOCAL) && ML_SLOT_REGION (slot) == ML_REGION_NAME)
    return NULL;

  return ml_drop (old) ? old : NULL;
}

/* Gives up what the frame holds, in CPython's order: locals, stack, namespace, function, code. */
static MlObject *
dismantle_slots (MlHeap *heap, MlFrame *frame, gsize *cursor)
{
  MlObject **bottom = ml_frame_get_bottom (frame);
  gsize n_items = frame->top - bottom;
  const struct
  {
    guint field;
    gpointer place;
  } rest[] = {
    { FIELD_NAMESPACE, &frame->namespace },
    { FIELD_FUNCTION, &frame->function },
    { FIELD_CODE, &frame->code },
  };
  MlObject *dead;

  while (*cursor < frame->n_slots)
    {
      gsize i = (*cursor)++;

      dead = give_up (heap, frame, ML_SLOT (ML_REGION_NAME, i), &frame->slots[i]);

      if (dead != NULL)
        return dead;
    }

  while (*cursor < frame->n_slots + n_items)
    {
      gsize i = (*cursor)++ - frame->n_slots;
      MlObject *item = g_steal_pointer (&bottom[i]);

      if (is_told (heap, frame) && i < frame->n_told)
        tell_stack_item (heap, frame, i, NULL);

      if (item != NULL && ml_drop (item))
        return item;
    }

  while (*cursor < frame->n_slots + n_items + G_N_ELEMENTS (rest))
    {
      gsize i = (*cursor)++ - frame->n_slots - n_items;

      dead = give_up (heap, frame, ML_SLOT (ML_REGION_FIELD, rest[i].field), rest[i].place);

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static void
release_place (MlHeap *heap, gpointer place)
{
  MlObject **where = place;
  MlObject *old = *where;

  if (old == NULL)
    return;

  *where = NULL;
  ml_unref (heap, old);
}

/* The same where nothing is recorded. */
static void
release_untold (MlHeap *heap, MlFrame *frame)
{
  gsize n = frame->top - frame->slots;

  for (gsize i = 0; i < n; i++)
    release_place (heap, &frame->slots[i]);

  release_place (heap, &frame->namespace);
  release_place (heap, &frame->function);
  release_place (heap, &frame->code);
}

static void
release_slots (MlHeap *heap, MlFrame *frame)
{
  gsize cursor = 0;
  MlObject *dead;

  if (frame->serial == 0)
    {
      release_untold (heap, frame);
      return;
    }

  while ((dead = dismantle_slots (heap, frame, &cursor)) != NULL)
    ml_heap_bury (heap, dead);
}

/* A copy of @frame, with all that it holds, in memory that the owner frees. */
static MlFrame *
move_out (MlFrame *frame)
{
  MlFrame *copy = g_malloc (get_size (frame->n_all));
  gsize n_items = frame->top - ml_frame_get_bottom (frame);

  memcpy (copy, frame, get_size (frame->n_slots + n_items));
  copy->top = ml_frame_get_bottom (copy) + n_items;

  return copy;
}

static void
tell_frame_object (MlHeap *heap, MlFrame *frame, gpointer old, gpointer new_object)
{
  if (frame->serial != 0)
    ml_heap_tell_set (
        heap, frame->serial, ML_SLOT (ML_REGION_FIELD, FIELD_FRAME_OBJECT), old, new_object);
}

/* The frame object is still held by somebody: it takes the frame over. */
static void
hand_to_object (MlHeap *heap, MlFrame *frame)
{
  MlFrameObject *object = (MlFrameObject *) frame->frame_object;
  MlFrame *copy = move_out (frame);

  copy->frame_object = NULL;
  copy->previous = NULL;
  copy->owner = &object->object;
  object->frame = copy;
  object->owns_frame = TRUE;
  tell_frame_object (heap, frame, object, NULL);
  ml_unref (heap, object);
}

gboolean
ml_frame_hand_over (MlHeap *heap, MlFrame *frame)
{
  MlFrameObject *object = (MlFrameObject *) frame->frame_object;

  if (object == NULL || object->object.count == 1)
    return FALSE;

  if (is_told (heap, frame) && ml_object_is_told (frame->owner))
    ml_journal_set (
        heap->journal, frame->owner->serial, ML_SLOT (ML_REGION_FIELD, 0), frame->serial, 0);

  frame->owner = &object->object;
  frame->frame_object = NULL;
  object->owns_frame = TRUE;
  tell_frame_object (heap, frame, object, NULL);
  ml_unref (heap, object);

  return TRUE;
}

static void
drop_frame_object (MlHeap *heap, MlFrame *frame)
{
  MlFrameObject *object = (MlFrameObject *) g_steal_pointer (&frame->frame_object);

  tell_frame_object (heap, frame, object, NULL);

  if (ml_object_is_told (object))
    ml_journal_set (
        heap->journal, object->object.serial, ML_SLOT (ML_REGION_FIELD, 0), frame->serial, 0);

  object->frame = NULL;
  ml_unref (heap, object);
}

/* The same, whatever is recorded and whoever has asked for the frame. */
static void
leave_known (MlHeap *heap, MlFrame *frame)
{
  /* What it returns is on its caller's stack by now, and has left its own. */
  if (frame->previous != NULL)
    ml_frame_tell_stack (heap, frame->previous);

  ml_frame_tell_stack (heap, frame);
  leave_journal_stack (heap, frame);

  if (frame->frame_object != NULL && frame->frame_object->count > 1)
    {
      hand_to_object (heap, frame);
      return;
    }

  if (frame->frame_object != NULL)
    drop_frame_object (heap, frame);

  release_slots (heap, frame);
  tell_gone (heap, frame);
}

void
ml_frame_leave (MlHeap *heap, MlFrame *frame)
{
  MlInterpreter *interpreter = ml_interpreter_get (heap);

  if (G_UNLIKELY (frame->frame_object != NULL || heap->journal != NULL || frame->serial != 0))
    leave_known (heap, frame);
  else
    release_untold (heap, frame);

  heap->frame = frame->previous;

  if (frame->kind == ML_FRAME_CALL)
    interpreter->depth--;

  stack_give_back (interpreter->frames, frame);
}

void
ml_frame_leave_with (MlHeap *heap, MlFrame *frame, MlObject *result)
{
  MlNative native;

  ml_native_enter (heap, &native, "return value", &result, 1);

  if (frame->owner != NULL)
    ml_frame_suspend (heap, frame);
  else
    ml_frame_leave (heap, frame);

  native.below = heap->frame;
  ml_ref (result);
  ml_native_leave (heap, &native);
}

MlFrame *
ml_frame_detach (MlHeap *heap, MlFrame *frame)
{
  MlFrame *copy = move_out (frame);

  leave_journal_stack (heap, copy);
  copy->previous = NULL;
  heap->frame = frame->previous;
  ml_interpreter_get (heap)->depth--;
  stack_give_back (ml_interpreter_get (heap)->frames, frame);

  if (copy->frame_object != NULL)
    ((MlFrameObject *) copy->frame_object)->frame = copy;

  return copy;
}

MlObject *
ml_frame_get_object (MlHeap *heap, MlFrame *frame)
{
  if (frame->frame_object == NULL)
    {
      frame->frame_object = ml_frame_object_new (heap, frame);

      if (frame->frame_object != NULL)
        tell_frame_object (heap, frame, NULL, frame->frame_object);
    }

  return frame->frame_object;
}

guint32
ml_frame_get_line (MlFrame *frame)
{
  const MlCode *code = frame->code;

  return code->positions[frame->at - code->instructions].line;
}

/* Hooks */

static void
traverse (MlHeap *heap, MlFrame *frame, MlVisit visit, gpointer data)
{
  gsize n_items = frame->top - ml_frame_get_bottom (frame);
  gpointer parts[N_FIELDS] = {
    [FIELD_FUNCTION] = frame->function,
    [FIELD_CODE] = frame->code,
    [FIELD_NAMESPACE] = frame->namespace,
    [FIELD_FRAME_OBJECT] = frame->frame_object,
  };

  for (guint i = 0; i < N_FIELDS; i++)
    if (parts[i] != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), parts[i], data);

  for (gsize i = 0; i < frame->n_slots; i++)
    if (frame->slots[i] != NULL)
      visit (ML_SLOT (ML_REGION_NAME, i), frame->slots[i], data);

  for (gsize i = 0; i < n_items; i++)
    if (frame->slots[frame->n_slots + i] != NULL)
      visit (ML_SLOT (ML_REGION_STACK, i), frame->slots[frame->n_slots + i], data);
}

void
ml_frame_traverse_all (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data)
{
  for (MlFrame *frame = heap->frame; frame != NULL; frame = frame->previous)
    if (frame->owner == NULL)
      traverse (heap, frame, visit, data);
}

static MlObject *
dismantle (MlHeap *heap, MlFrame *frame, gsize *cursor)
{
  MlObject *dead = dismantle_slots (heap, frame, cursor);

  if (dead != NULL)
    return dead;

  if (frame->frame_object != NULL)
    drop_frame_object (heap, frame);

  tell_gone (heap, frame);

  g_free (frame);

  return NULL;
}

static MlSerial
tell_hook (MlHeap *heap, MlFrame *frame)
{
  tell (heap, frame);

  return frame->serial;
}

static MlCode *
get_code (MlFrame *frame)
{
  return frame->code;
}

/* The value of a local, looked for in its cell if it has one: borrowed, NULL if it is not bound. */
static MlObject *
get_local (MlFrame *frame, guint index)
{
  MlObject *value = frame->slots[index];

  if (value != NULL && frame->code->locals_plus_kinds[index] & (ML_LOCAL_CELL | ML_LOCAL_FREE) &&
      value->type->kind == ML_KIND_CELL)
    return ml_cell_get (value);

  return value;
}

static MlObject *
get_locals (MlHeap *heap, MlFrame *frame)
{
  MlObject *dict;

  if (frame->namespace != NULL)
    return ml_ref (frame->namespace);

  dict = ml_dict_new (heap);

  for (guint i = 0; dict != NULL && i < frame->n_slots; i++)
    {
      MlObject *value = get_local (frame, i);

      if (value == NULL || frame->code->locals_plus_kinds[i] & ML_LOCAL_HIDDEN)
        continue;

      if (!ml_dict_set (heap, dict, ml_tuple_get (frame->code->locals_plus_names, i), value))
        {
          ml_unref (heap, dict);
          return NULL;
        }
    }

  return dict;
}

static MlObject *
get_globals (MlFrame *frame)
{
  return frame->globals;
}

static MlObject *
get_back (MlHeap *heap, MlFrame *frame)
{
  for (frame = frame->previous; frame != NULL; frame = frame->previous)
    if (frame->kind == ML_FRAME_CALL)
      {
        MlObject *object = ml_frame_get_object (heap, frame);

        return object != NULL ? ml_ref (object) : NULL;
      }

  return NULL;
}

/* A generator that delegates waits behind SEND's YIELD_VALUE 1, with the iterator on top of its
 * stack below what was yielded. */
static MlObject *
get_delegate (MlFrame *frame)
{
  if (frame->at->op != ML_OP_YIELD_VALUE || frame->at->arg == 0)
    return NULL;

  return frame->top > ml_frame_get_bottom (frame) ? frame->top[-1] : NULL;
}

/* Goes on where SEND jumps to when the iterator has ended: END_SEND drops the iterator and keeps
 * the value. */
static void
end_delegation (MlFrame *frame)
{
  const MlInstruction *send = frame->at;

  while (send->op != ML_OP_SEND)
    send--;

  frame->at = frame->code->instructions + send->arg - 1;
}

const MlFrameHooks ml_frame_hooks = {
  .traverse = traverse,
  .dismantle = dismantle,
  .tell = tell_hook,
  .get_code = get_code,
  .get_line = ml_frame_get_line,
  .get_locals = get_locals,
  .get_globals = get_globals,
  .get_object = ml_frame_get_object,
  .get_back = get_back,
  .resume = ml_interpreter_resume,
  .end = ml_resume_end,
  .get_delegate = get_delegate,
  .end_delegation = end_delegation,
};
