/* ml-evaluate.c: the evaluation loop
 *
 * One frame runs until it returns, yields or raises; calls from Python to Python go on in the same
 * loop with a frame of their own. The evaluation stack is CPython's, instruction by instruction, so
 * that counts of temporaries and the moments of death are, too.
 *
 * `frame->top` and `frame->at` are brought up to date (SYNC) before anything that may run other
 * code, raise, or look at the stack; in between `top` and `at` are locals. Operands are released by
 * the stack, not by C variables: whatever a __del__ looks at, every reference has a holder.
 */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-instance.h"
#include "ml-instructions.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-range.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* What happened in a frame when an instruction could not go on. */
typedef enum
{
  UNWIND_TO_HANDLER,
  UNWIND_OUT
} Unwinding;

static gboolean
add_traceback (MlHeap *heap, MlFrame *frame)
{
  MlObject *exception = heap->raised;
  MlObject *object = ml_frame_get_object (heap, frame);
  MlObject *entry;

  if (object == NULL)
    return FALSE;

  entry = ml_traceback_new (heap,
                            ((MlException *) exception)->traceback,
                            object,
                            frame->at - frame->code->instructions,
                            ml_frame_get_line (frame));

  if (entry == NULL)
    return FALSE;

  ml_exception_set_traceback (heap, exception, entry);

  return TRUE;
}

/* Cuts the evaluation stack down to @depth items, the topmost first. */
static void
cut_stack (MlHeap *heap, MlFrame *frame, guint depth)
{
  MlObject **bottom = ml_frame_get_bottom (frame);

  while (frame->top > bottom + depth)
    {
      MlObject *item = *--frame->top;

      if (item != NULL)
        ml_unref (heap, item);
    }
}

/* Finds the handler for what is raised by instruction @by. Where the exception comes from, by what
 * the traceback says, is frame->at; RERAISE is the only one for which that is another instruction.
 */
static Unwinding
unwind (MlHeap *heap, MlFrame *frame, const MlInstruction *by)
{
  guint32 index = frame->at - frame->code->instructions;
  const MlHandler *handler = ml_code_find_handler (frame->code, by - frame->code->instructions);

  /* A run that is stopped is stopped: nothing catches that. */
  if (handler == NULL || ml_interpreter_get (heap)->stop != ML_STOP_NONE)
    {
      /* A traceback may keep the frame, but not its temporaries. */
      cut_stack (heap, frame, 0);
      return UNWIND_OUT;
    }

  cut_stack (heap, frame, handler->depth);

  if (handler->push_last)
    *frame->top++ = ml_int_new (heap, index);

  *frame->top++ = ml_take_raised (heap);
  frame->at = frame->code->instructions + handler->target;

  return UNWIND_TO_HANDLER;
}

/* Makes the generator that owns the running frame, which has just begun. */
static MlObject *
make_generator (MlHeap *heap, MlFrame *frame)
{
  MlFunction *function = (MlFunction *) frame->function;
  MlFrame *own;
  MlObject *generator;

  frame->at++;
  own = ml_frame_detach (heap, frame);
  generator = ml_generator_new (heap, own, function->name, function->qualified_name);

  if (generator != NULL)
    own->owner = generator;

  return generator;
}

/* A class whose instances are made by object.__new__ and begun by an __init__ of the program's: the
 * function, borrowed. */
static MlObject *
find_plain_init (MlHeap *heap, MlObject *callable)
{
  MlType *type = (MlType *) callable;
  MlObject *init;

  if (callable->type != heap->world->type_type || !(type->flags & ML_TYPE_HEAP) ||
      type->slots.make != heap->world->object_type->slots.make || type->flags & ML_TYPE_ABSTRACT)
    return NULL;

  init = ml_type_lookup (heap, type, ml_name (heap, __init__));

  return init != NULL && ml_is_function (heap, init) ? init : NULL;
}

/* Begins the call of a class: the new object, __init__ and the arguments, of which a tuple is made
 * as type.__call__ gets it, are held by a frame of their own. The caller's stack keeps what is on
 * it until the call has ended. The frame of __init__, entered; NULL if it failed. */
static MlFrame *
begin_construction (MlHeap *heap,
                    MlType *type,
                    MlObject *init,
                    MlObject **args,
                    gsize n_args,
                    MlObject *kw_names)
{
  gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  gsize n_all = n_args + n_keywords;
  MlFrame *construct = ml_frame_push_construct (heap);
  MlFrame *frame;
  MlObject **all;

  construct->slots[ML_CONSTRUCT_OBJECT] = ml_instance_new (heap, type);
  construct->slots[ML_CONSTRUCT_INIT] = ml_ref (init);
  construct->slots[ML_CONSTRUCT_ARGS] = ml_tuple_new_from (heap, args, n_args);

  if (n_keywords > 0)
    construct->slots[ML_CONSTRUCT_KEYWORDS] = ml_tuple_new_from (heap, args + n_args, n_keywords);

  ml_frame_enter (heap, construct);

  if (heap->raised != NULL)
    return NULL;

  all = g_newa (MlObject *, n_all + 1);
  all[0] = ml_ref (construct->slots[ML_CONSTRUCT_OBJECT]);

  for (gsize i = 0; i < n_all; i++)
    all[i + 1] = ml_ref (args[i]);

  frame = ml_call_prepare (heap, (MlFunction *) init, all, n_args + 1, kw_names);

  if (frame != NULL)
    ml_frame_enter (heap, frame);

  return frame;
}

/* __init__ has returned @result (steals it): the new object, or NULL with TypeError. The
 * construction's frame leaves. */
static MlObject *
end_construction (MlHeap *heap, MlFrame *construct, MlObject *result)
{
  MlObject *object = ml_ref (construct->slots[ML_CONSTRUCT_OBJECT]);
  MlNative native;

  if (result != ml_none (heap))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__init__() should return None, not '%s'",
                result->type->name);
      g_clear_pointer (&object, ml_drop);
    }

  ml_unref (heap, result);
  ml_native_enter (heap, &native, "new object", &object, 1);
  ml_frame_leave (heap, construct);
  native.below = heap->frame;

  if (object != NULL)
    ml_ref (object);

  result = object;
  ml_native_leave (heap, &native);

  return result;
}

/* Leaves the running frame with an exception under way. The caller's frame, or NULL if the loop
 * began with this one. */
static MlFrame *
leave_with_exception (MlHeap *heap, MlFrame *frame)
{
  MlFrame *caller = frame->previous;
  gboolean is_entry = frame->is_entry;

  if (frame->kind == ML_FRAME_CALL)
    {
      MlObject *exception = ml_take_raised (heap);
      MlNative native;

      ml_native_enter (heap, &native, "exception", &exception, 1);

      /* The program ends with it: the report belongs to what the last step shows. */
      if (frame->previous == NULL && frame->code == ml_interpreter_get (heap)->unit)
        ml_interpreter_end_with (heap, exception);

      /* A return that returns nothing: an exception goes through. */
      if (!ml_steps_are_taken (ml_interpreter_get (heap)) ||
          ml_step (heap, frame, ML_EVENT_RETURN, NULL))
        heap->raised = ml_ref (exception);

      ml_native_leave (heap, &native);
    }

  if (frame->owner != NULL && frame->kind == ML_FRAME_CALL)
    ml_frame_suspend (heap, frame);
  else
    ml_frame_leave (heap, frame);

  return is_entry ? NULL : caller;
}

static inline MlCache *
get_cache (const MlFrame *frame, const MlInstruction *at)
{
  return at->cache != 0 ? &frame->code->caches[at->cache - 1] : NULL;
}

/* The loop's vocabulary */

#define SYNC() (frame->top = top, frame->at = at)
#define PUSH(object) (*top++ = (MlObject *) (object))
#define POP() (*--top)
#define TOP() (top[-1])
#define SECOND() (top[-2])

/* Releases an object that is not on the stack any more. */
#define DROP(object)                     \
  G_STMT_START                           \
  {                                      \
    MlObject *dropped_ = (object);       \
                                         \
    if (G_UNLIKELY (ml_drop (dropped_))) \
      {                                  \
        SYNC ();                         \
        ml_heap_bury (heap, dropped_);   \
      }                                  \
  }                                      \
  G_STMT_END

/* Calls a function that does an instruction. */
#define DO(call)      \
  G_STMT_START        \
  {                   \
    SYNC ();          \
                      \
    if (!(call))      \
      goto failed;    \
                      \
    top = frame->top; \
  }                   \
  G_STMT_END

#define NEXT()              \
  G_STMT_START              \
  {                         \
    at++;                   \
    goto *dispatch[at->op]; \
  }                         \
  G_STMT_END

#define JUMP(index)                           \
  G_STMT_START                                \
  {                                           \
    at = frame->code->instructions + (index); \
    goto *dispatch[at->op];                   \
  }                                           \
  G_STMT_END

#define LABEL(name) op_##name:
#define NAME(index) (((MlTuple *) frame->code->names)->items[index])

MlObject *
ml_evaluate (MlHeap *heap, MlFrame *frame)
{
#define LABEL_ENTRY(name, argument, effect) &&op_##name,
  static const void *const plain[] = { ML_OPCODES (LABEL_ENTRY) };
#undef LABEL_ENTRY
#define LABEL_ENTRY(name, argument, effect) &&step,
  static const void *const stepping[] = { ML_OPCODES (LABEL_ENTRY) };
#undef LABEL_ENTRY
  const gboolean takes_steps = ml_steps_are_taken (ml_interpreter_get (heap));
  const void *const *dispatch = takes_steps ? stepping : plain;
  const MlInstruction *at = frame->at;
  MlObject **top = frame->top;
  MlObject *kw_names;
  MlObject *result;

  /* An exception thrown into a generator comes up where that waits. */
  if (heap->raised != NULL)
    goto failed;

  goto *dispatch[at->op];

step:
  /* Reached before each instruction when steps are taken. A line begins here if it is another one
   * than before, or by a jump back. */
  if (at->spare & ML_INSTRUCTION_BEGINS_LINE)
    {
      guint32 line = frame->code->positions[at - frame->code->instructions].line;

      if (line != frame->line || at <= frame->at)
        {
          frame->line = line;
          SYNC ();

          if (!ml_step (heap, frame, ML_EVENT_LINE, NULL))
            goto failed;
        }
    }

  frame->at = at;
  goto *plain[at->op];

  LABEL (NOP)
  NEXT ();

  LABEL (RESUME)
  {
    SYNC ();

    if (!ml_check_interrupt (heap))
      goto failed;

    if (takes_steps &&
        !ml_step (heap,
                  frame,
                  (at->arg & ML_RESUME_PLACE_MASK) == ML_RESUME_AT_START ? ML_EVENT_CALL
                                                                         : ML_EVENT_RESUME,
                  NULL))
      goto failed;
  }
  NEXT ();

  LABEL (POP_TOP)
  {
    MlObject *object = POP ();

    DROP (object);
  }
  NEXT ();

  LABEL (COPY)
  {
    MlObject *object = top[-at->arg];

    PUSH (object != NULL ? ml_ref (object) : NULL);
  }
  NEXT ();

  LABEL (SWAP)
  {
    MlObject *object = TOP ();

    TOP () = top[-at->arg];
    top[-at->arg] = object;
  }
  NEXT ();

  LABEL (PUSH_NULL)
  PUSH (NULL);
  NEXT ();

  LABEL (LOAD_CONST)
  PUSH (ml_ref (((MlTuple *) frame->code->constants)->items[at->arg]));
  NEXT ();

  LABEL (LOAD_FAST)
  PUSH (ml_ref (frame->slots[at->arg]));
  NEXT ();

  LABEL (LOAD_FAST_CHECK)
  if (G_UNLIKELY (frame->slots[at->arg] == NULL))
    {
      SYNC ();
      ml_raise_unbound_local (heap, frame, at->arg);
      goto failed;
    }
  PUSH (ml_ref (frame->slots[at->arg]));
  NEXT ();

  LABEL (LOAD_FAST_AND_CLEAR)
  {
    MlObject *object = frame->slots[at->arg];

    PUSH (object);
    frame->slots[at->arg] = NULL;

    if (G_UNLIKELY (frame->serial != 0) && object != NULL)
      ml_heap_tell_set (heap, frame->serial, ML_SLOT (ML_REGION_NAME, at->arg), object, NULL);
  }
  NEXT ();

  LABEL (LOAD_FAST_LOAD_FAST)
  PUSH (ml_ref (frame->slots[at->arg >> 4]));
  PUSH (ml_ref (frame->slots[at->arg & 15]));
  NEXT ();

  LABEL (STORE_FAST)
  result = POP ();
  SYNC ();
  ml_frame_store (heap, frame, at->arg, result);
  NEXT ();

  LABEL (STORE_FAST_LOAD_FAST)
  result = POP ();
  SYNC ();
  ml_frame_store (heap, frame, at->arg >> 4, result);
  PUSH (ml_ref (frame->slots[at->arg & 15]));
  NEXT ();

  LABEL (STORE_FAST_STORE_FAST)
  result = POP ();
  SYNC ();
  ml_frame_store (heap, frame, at->arg >> 4, result);
  result = POP ();
  SYNC ();
  ml_frame_store (heap, frame, at->arg & 15, result);
  NEXT ();

  LABEL (DELETE_FAST)
  SYNC ();

  if (frame->slots[at->arg] == NULL)
    {
      ml_raise_unbound_local (heap, frame, at->arg);
      goto failed;
    }

  ml_frame_store (heap, frame, at->arg, NULL);
  NEXT ();

  LABEL (MAKE_CELL)
  SYNC ();
  {
    MlObject *initial = frame->slots[at->arg];
    MlObject *cell = ml_cell_new (heap, initial != NULL ? ml_ref (initial) : NULL);

    if (cell == NULL)
      goto failed;

    ml_frame_store (heap, frame, at->arg, cell);
  }
  NEXT ();

  LABEL (COPY_FREE_VARS)
  {
    MlObject *closure = ((MlFunction *) frame->function)->closure;
    guint first = frame->n_slots - at->arg;

    for (int i = 0; i < at->arg; i++)
      ml_frame_store (heap, frame, first + i, ml_ref (ml_tuple_get (closure, i)));
  }
  NEXT ();

  LABEL (LOAD_DEREF)
  {
    MlObject *value = ml_cell_get (frame->slots[at->arg]);

    if (G_LIKELY (value != NULL))
      PUSH (ml_ref (value));
    else
      DO (ml_do_load_deref (heap, frame, at->arg));
  }
  NEXT ();

  LABEL (STORE_DEREF)
  result = POP ();
  SYNC ();
  ml_cell_set (heap, frame->slots[at->arg], result);
  NEXT ();

  LABEL (DELETE_DEREF)
  DO (ml_do_delete_deref (heap, frame, at->arg));
  NEXT ();

  LABEL (LOAD_FROM_DICT_OR_DEREF)
  DO (ml_do_load_from_dict (heap, frame, at->arg, TRUE));
  NEXT ();

  LABEL (LOAD_FROM_DICT_OR_GLOBALS)
  DO (ml_do_load_from_dict (heap, frame, at->arg, FALSE));
  NEXT ();

  LABEL (LOAD_GLOBAL)
  {
    MlCache *cache = get_cache (frame, at);
    MlObject *value = NULL;

    if (G_LIKELY (cache != NULL && cache->version != 0))
      {
        if (cache->version2 == 0)
          value = ml_dict_get_cached (frame->globals, cache->version, cache->index);
        else if (ml_dict_keys_are (frame->globals, cache->version))
          value = ml_dict_get_cached (frame->builtins, cache->version2, cache->index);
      }

    if (G_LIKELY (value != NULL))
      PUSH (ml_ref (value));
    else
      DO (ml_do_load_global (heap, frame, NAME (at->arg >> 1), cache));

    if (at->arg & 1)
      PUSH (NULL);
  }
  NEXT ();

  LABEL (STORE_GLOBAL)
  DO (ml_do_store_global (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (DELETE_GLOBAL)
  DO (ml_do_delete_global (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (LOAD_NAME)
  DO (ml_do_load_name (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (STORE_NAME)
  DO (ml_do_store_name (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (DELETE_NAME)
  DO (ml_do_delete_name (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (LOAD_LOCALS)
  PUSH (ml_ref (frame->namespace));
  NEXT ();

  LABEL (LOAD_BUILD_CLASS)
  DO (ml_do_load_build_class (heap, frame));
  NEXT ();

  LABEL (LOAD_ASSERTION_ERROR)
  PUSH (ml_ref (heap->world->assertion_error));
  NEXT ();

  LABEL (SETUP_ANNOTATIONS)
  DO (ml_do_setup_annotations (heap, frame));
  NEXT ();

  LABEL (LOAD_ATTR)
  {
    MlCache *cache = get_cache (frame, at);
    MlObject *owner = TOP ();

    /* The value of an instance's attribute, at the index where it was the last time. */
    if (G_LIKELY (cache != NULL && cache->version == owner->type->version && cache->version != 0 &&
                  cache->object == NULL))
      {
        MlObject *value = ml_instance_get_at (owner, cache->index);

        if (G_LIKELY (value != NULL))
          {
            TOP () = ml_ref (value);

            if (at->arg & 1)
              PUSH (NULL);

            DROP (owner);
            NEXT ();
          }
      }

    DO (ml_do_load_attribute (heap, frame, at->arg, cache));
  }
  NEXT ();

  LABEL (LOAD_SUPER_ATTR)
  DO (ml_do_load_super_attribute (heap, frame, at->arg));
  NEXT ();

  LABEL (STORE_ATTR)
  {
    MlCache *cache = get_cache (frame, at);
    MlObject *owner = TOP ();

    /* The value of an instance's attribute gives way, at the index where it was the last time. */
    if (G_LIKELY (cache != NULL && cache->version == owner->type->version && cache->version != 0 &&
                  ml_instance_get_at (owner, cache->index) != NULL))
      {
        result = SECOND ();
        SECOND () = owner;
        top--;
        SYNC ();
        ml_instance_set_at (heap, owner, cache->index, result);
        top--;
        DROP (owner);
      }
    else
      {
        DO (ml_do_store_attribute (heap, frame, NAME (at->arg), cache));
      }
  }
  NEXT ();

  LABEL (DELETE_ATTR)
  DO (ml_do_delete_attribute (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (BINARY_SUBSCR)
  {
    MlObject *list = SECOND ();
    MlObject *index = TOP ();

    if (list->type == heap->world->list_type && ml_is_word (heap, index) &&
        (gsize) ml_int_get_word (index) < ml_list_get_length (list))
      {
        SECOND () = ml_ref (ml_list_get (list, ml_int_get_word (index)));
        top--;
        DROP (index);
        DROP (list);
      }
    else
      {
        DO (ml_do_subscript (heap, frame));
      }
  }
  NEXT ();

  LABEL (STORE_SUBSCR)
  {
    MlObject *list = SECOND ();
    MlObject *index = TOP ();

    if (list->type == heap->world->list_type && ml_is_word (heap, index) &&
        (gsize) ml_int_get_word (index) < ml_list_get_length (list))
      {
        result = top[-3];
        top[-3] = list;
        top[-2] = index;
        top--;
        SYNC ();
        ml_list_set (heap, list, ml_int_get_word (index), result);
        top--;
        DROP (index);
        top--;
        DROP (list);
      }
    else
      {
        DO (ml_do_store_subscript (heap, frame));
      }
  }
  NEXT ();

  LABEL (DELETE_SUBSCR)
  DO (ml_do_delete_subscript (heap, frame));
  NEXT ();

  LABEL (BINARY_SLICE)
  DO (ml_do_slice (heap, frame));
  NEXT ();

  LABEL (STORE_SLICE)
  DO (ml_do_store_slice (heap, frame));
  NEXT ();

  LABEL (UNARY_NEGATIVE)
  SYNC ();
  result = ml_unary (heap, ML_NEGATE, TOP ());
  goto replace_one;

  LABEL (UNARY_INVERT)
  SYNC ();
  result = ml_unary (heap, ML_INVERT, TOP ());
  goto replace_one;

  LABEL (UNARY_NOT)
  TOP () =
      TOP () == heap->world->true_object ? heap->world->false_object : heap->world->true_object;
  NEXT ();

  LABEL (TO_BOOL)
  {
    int truth;

    if (TOP ()->type == heap->world->bool_type)
      NEXT ();

    SYNC ();
    truth = ml_truth (heap, TOP ());
    result = truth < 0 ? NULL : ml_ref (ml_bool (heap, truth));
  }
  goto replace_one;

  LABEL (BINARY_OP)
  {
    MlObject *left = SECOND ();
    MlObject *right = TOP ();

    if (ml_is_word (heap, left) && ml_is_word (heap, right))
      {
        switch (at->arg)
          {
          case ML_BINARY_ARG_ADD:
          case ML_BINARY_ARG_ADD + ML_BINARY_ARG_INPLACE:
            result = ml_int_add (heap, left, right);
            break;
          case ML_BINARY_ARG_SUBTRACT:
          case ML_BINARY_ARG_SUBTRACT + ML_BINARY_ARG_INPLACE:
            result = ml_int_subtract (heap, left, right);
            break;
          case ML_BINARY_ARG_MULTIPLY:
          case ML_BINARY_ARG_MULTIPLY + ML_BINARY_ARG_INPLACE:
            result = ml_int_multiply (heap, left, right);
            break;
          default:
            result = NULL;
            break;
          }

        if (G_LIKELY (result != NULL))
          {
            SECOND () = result;
            top--;
            DROP (left);
            DROP (right);
            NEXT ();
          }

        if (heap->raised != NULL)
          {
            SYNC ();
            goto failed;
          }
      }
    else if (left->type == heap->world->float_type && right->type == heap->world->float_type)
      {
        double a = ml_float_get_value (left);
        double b = ml_float_get_value (right);

        switch (at->arg)
          {
          case ML_BINARY_ARG_ADD:
          case ML_BINARY_ARG_ADD + ML_BINARY_ARG_INPLACE:
            result = ml_float_new (heap, a + b);
            break;
          case ML_BINARY_ARG_SUBTRACT:
          case ML_BINARY_ARG_SUBTRACT + ML_BINARY_ARG_INPLACE:
            result = ml_float_new (heap, a - b);
            break;
          case ML_BINARY_ARG_MULTIPLY:
          case ML_BINARY_ARG_MULTIPLY + ML_BINARY_ARG_INPLACE:
            result = ml_float_new (heap, a * b);
            break;
          default:
            goto any_operands;
          }

        if (G_UNLIKELY (result == NULL))
          {
            SYNC ();
            goto failed;
          }

        SECOND () = result;
        top--;
        DROP (left);
        DROP (right);
        NEXT ();
      }

  any_operands:
    DO (ml_do_binary (heap, frame, at->arg));
  }
  NEXT ();

  LABEL (COMPARE_OP)
  {
    MlObject *left = SECOND ();
    MlObject *right = TOP ();

    if (ml_is_word (heap, left) && ml_is_word (heap, right))
      {
        gboolean truth = ml_int_compare_words (
            ml_int_get_word (left), ml_int_get_word (right), ML_COMPARE_OF_ARG (at->arg));

        SECOND () = ml_bool (heap, truth);
        top--;
        DROP (left);
        DROP (right);
        NEXT ();
      }

    DO (ml_do_compare (heap, frame, at->arg));
  }
  NEXT ();

  LABEL (IS_OP)
  SYNC ();
  result = ml_bool (heap, (SECOND () == TOP ()) != at->arg);
  ml_do_replace (heap, frame, 2, result);
  top = frame->top;
  NEXT ();

  LABEL (CONTAINS_OP)
  DO (ml_do_contains (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_TUPLE)
  DO (ml_do_build_tuple (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_LIST)
  DO (ml_do_build_list (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_SET)
  DO (ml_do_build_set (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_MAP)
  DO (ml_do_build_map (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_CONST_KEY_MAP)
  DO (ml_do_build_const_key_map (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_STRING)
  DO (ml_do_build_string (heap, frame, at->arg));
  NEXT ();

  LABEL (BUILD_SLICE)
  DO (ml_do_build_slice (heap, frame, at->arg));
  NEXT ();

  LABEL (LIST_APPEND)
  {
    MlObject *item = POP ();

    SYNC ();

    if (!ml_list_append_take (heap, top[-at->arg], item))
      goto failed;
  }
  NEXT ();

  LABEL (SET_ADD)
  DO (ml_do_set_add (heap, frame, at->arg));
  NEXT ();

  LABEL (MAP_ADD)
  DO (ml_do_map_add (heap, frame, at->arg));
  NEXT ();

  LABEL (LIST_EXTEND)
  DO (ml_do_list_extend (heap, frame, at->arg));
  NEXT ();

  LABEL (SET_UPDATE)
  DO (ml_do_set_update (heap, frame, at->arg));
  NEXT ();

  LABEL (DICT_UPDATE)
  DO (ml_do_dict_update (heap, frame, at->arg));
  NEXT ();

  LABEL (DICT_MERGE)
  DO (ml_do_dict_merge (heap, frame, at->arg));
  NEXT ();

  LABEL (UNPACK_SEQUENCE)
  DO (ml_do_unpack (heap, frame, at->arg));
  NEXT ();

  LABEL (UNPACK_EX)
  DO (ml_do_unpack_ex (heap, frame, at->arg));
  NEXT ();

  LABEL (CONVERT_VALUE)
  DO (ml_do_convert (heap, frame, at->arg));
  NEXT ();

  LABEL (FORMAT_SIMPLE)
  DO (ml_do_format (heap, frame, FALSE));
  NEXT ();

  LABEL (FORMAT_WITH_SPEC)
  DO (ml_do_format (heap, frame, TRUE));
  NEXT ();

  LABEL (JUMP_BACKWARD)
  SYNC ();

  if (!ml_check_interrupt (heap))
    goto failed;

  JUMP (at->arg);

  LABEL (JUMP_FORWARD)
  LABEL (JUMP_BACKWARD_NO_INTERRUPT)
  JUMP (at->arg);

  LABEL (POP_JUMP_IF_TRUE)
  if (POP () == heap->world->true_object)
    JUMP (at->arg);

  NEXT ();

  LABEL (POP_JUMP_IF_FALSE)
  if (POP () == heap->world->false_object)
    JUMP (at->arg);

  NEXT ();

  LABEL (POP_JUMP_IF_NONE)
  {
    MlObject *object = POP ();
    gboolean is_none = object == heap->world->none;

    DROP (object);

    if (is_none)
      JUMP (at->arg);
  }
  NEXT ();

  LABEL (POP_JUMP_IF_NOT_NONE)
  {
    MlObject *object = POP ();
    gboolean is_none = object == heap->world->none;

    DROP (object);

    if (!is_none)
      JUMP (at->arg);
  }
  NEXT ();

  LABEL (GET_ITER)
  SYNC ();
  result = ml_iterate (heap, TOP ());
  goto replace_one;

  LABEL (GET_YIELD_FROM_ITER)
  DO (ml_do_yield_from_iterator (heap, frame));
  NEXT ();

  LABEL (FOR_ITER)
  {
    MlObject *iterator = TOP ();

    SYNC ();
    result = iterator->type->slots.next (heap, iterator);

    if (G_LIKELY (result != NULL))
      {
        PUSH (result);
        NEXT ();
      }

    if (heap->raised != NULL)
      {
        if (!ml_raised_is (heap, heap->world->stop_iteration))
          goto failed;

        ml_clear_raised (heap);
      }

    top--;
    DROP (iterator);
    JUMP (at->arg + 2);
  }

  LABEL (END_FOR)
  {
    MlObject *object = POP ();

    DROP (object);
  }
  NEXT ();

  LABEL (RETURN_GENERATOR)
  {
    MlFrame *caller = frame->previous;
    gboolean is_entry = frame->is_entry;

    SYNC ();
    frame->is_entry = FALSE;
    result = make_generator (heap, frame);

    if (is_entry)
      return result;

    frame = caller;
    at = frame->at;
    top = frame->top;

    if (result == NULL)
      goto failed;

    PUSH (result);
  }
  NEXT ();

  LABEL (YIELD_VALUE)
  {
    MlGenerator *generator = (MlGenerator *) frame->owner;

    SYNC ();

    if (takes_steps && !ml_step (heap, frame, ML_EVENT_YIELD, TOP ()))
      goto failed;

    result = POP ();
    SYNC ();
    generator->state = ML_GENERATOR_SUSPENDED;
    ml_frame_suspend (heap, frame);
  }
  return result;

  LABEL (SEND)
  {
    MlObject *receiver = SECOND ();
    MlObject *value = TOP ();
    MlObject *returned = NULL;
    gboolean ended = FALSE;

    SYNC ();

    if (receiver->type == heap->world->generator_type)
      {
        result = ml_generator_step (heap, receiver, ml_ref (value), &ended, &returned);
      }
    else
      {
        result = value == ml_none (heap)
                     ? receiver->type->slots.next (heap, receiver)
                     : ml_call_method (heap, receiver, ml_name (heap, send), 1, value);

        if (result == NULL && heap->raised == NULL)
          {
            ended = TRUE;
            returned = ml_ref (ml_none (heap));
          }
        else if (result == NULL && ml_raised_is (heap, heap->world->stop_iteration))
          {
            returned = ((MlException *) heap->raised)->values[ML_STOP_ITERATION_VALUE];
            returned = ml_ref (returned != NULL ? returned : ml_none (heap));
            ended = TRUE;
            ml_clear_raised (heap);
          }
      }

    if (result == NULL && !ended)
      goto failed;

    ml_do_replace (heap, frame, 1, ended ? returned : result);
    top = frame->top;

    if (ended)
      JUMP (at->arg);
  }
  NEXT ();

  LABEL (END_SEND)
  {
    MlObject *receiver = SECOND ();

    SECOND () = TOP ();
    top--;
    DROP (receiver);
  }
  NEXT ();

  LABEL (CLEANUP_THROW)
  DO (ml_do_cleanup_throw (heap, frame));
  NEXT ();

  LABEL (GET_AWAITABLE)
  LABEL (GET_AITER)
  LABEL (GET_ANEXT)
  LABEL (END_ASYNC_FOR)
  LABEL (BEFORE_ASYNC_WITH)
  LABEL (CHECK_EG_MATCH)
  SYNC ();
  ml_raise (heap,
            heap->world->not_implemented_error,
            "Memory Lane cannot run coroutines and exception groups");
  goto failed;

  LABEL (CALL)
  kw_names = NULL;
  goto call;

  LABEL (CALL_KW)
  kw_names = TOP ();

call:
  /* On the stack: what is called, self or nothing, the arguments, and in CALL_KW the names of the
   * last of them. */
  {
    gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
    gsize n_args = at->arg - n_keywords;
    guint n_items = at->arg + (kw_names != NULL ? 3 : 2);
    MlObject **base = top - n_items;
    MlObject *callable = base[0];
    MlObject **args = base + 2;
    MlFrame *callee;
    MlObject *init;

    /* A bound method: its function and its self take its place. */
    if (base[1] == NULL && ml_is_method (heap, callable))
      {
        MlMethodObject *method = (MlMethodObject *) callable;

        base[0] = ml_ref (method->function);
        base[1] = ml_ref (method->self);
        DROP (callable);
        callable = base[0];
      }

    if (base[1] != NULL)
      {
        args--;
        n_args++;
      }

    SYNC ();

    if (ml_is_function (heap, callable))
      {
        /* The arguments move from the stack into the frame. The names are a constant of the code,
         * which keeps them. */
        if (kw_names != NULL)
          kw_names->count--;

        frame->top = base + 1;
        callee = ml_call_prepare (heap, (MlFunction *) callable, args, n_args, kw_names);

        if (callee == NULL)
          goto failed;

        /* The function follows them. */
        frame->top = base;
        callable->count--;
        ml_frame_enter (heap, callee);
        goto enter;
      }

    init = base[1] == NULL ? find_plain_init (heap, callable) : NULL;

    if (init == NULL)
      {
        result = ml_call (heap, callable, args, n_args, kw_names);

        if (result == NULL)
          goto failed;

        ml_do_replace_call (heap, frame, n_items, result);
        top = frame->top;
        NEXT ();
      }

    callee = begin_construction (heap, (MlType *) callable, init, args, n_args, kw_names);

    if (callee == NULL)
      goto construction_failed;

  enter:
    frame = callee;
    at = frame->at;
    top = frame->top;
    goto *dispatch[at->op];
  }

  LABEL (CALL_FUNCTION_EX)
  DO (ml_do_call_unpacked (heap, frame, at->arg));
  NEXT ();

  LABEL (CALL_INTRINSIC_1)
  DO (ml_do_intrinsic_1 (heap, frame, at->arg));
  NEXT ();

  LABEL (CALL_INTRINSIC_2)
  DO (ml_do_intrinsic_2 (heap, frame, at->arg));
  NEXT ();

  LABEL (MAKE_FUNCTION)
  DO (ml_do_make_function (heap, frame));
  NEXT ();

  LABEL (SET_FUNCTION_ATTRIBUTE)
  {
    MlObject *function = TOP ();

    result = SECOND ();
    SECOND () = function;
    top--;
    SYNC ();
    ml_function_set_part (heap, function, at->arg, result);
  }
  NEXT ();

  LABEL (RETURN_CONST)
  PUSH (ml_ref (((MlTuple *) frame->code->constants)->items[at->arg]));
  goto op_RETURN_VALUE;

  LABEL (IMPORT_NAME)
  DO (ml_do_import_name (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (IMPORT_FROM)
  DO (ml_do_import_from (heap, frame, NAME (at->arg)));
  NEXT ();

  LABEL (RAISE_VARARGS)
  SYNC ();


  /* A bare raise adds nothing to the traceback. */
  if (ml_do_raise (heap, frame, at->arg))
    goto failed_again;

  goto failed;

  LABEL (RERAISE)
  {
    MlObject *exception = POP ();

    SYNC ();

    if (at->arg > 0)
      frame->at = frame->code->instructions + ml_int_get_word (top[-at->arg]);

    ml_restore_raised (heap, exception);
  }
  goto failed_again;

  LABEL (PUSH_EXC_INFO)
  {
    MlObject *exception = TOP ();
    MlObject *before;

    SYNC ();
    before = ml_set_handled (heap, ml_ref (exception));
    TOP () = before != NULL ? before : ml_none (heap);
    PUSH (exception);
  }
  NEXT ();

  LABEL (POP_EXCEPT)
  {
    MlObject *before = POP ();
    MlObject *handled;

    SYNC ();
    handled = ml_set_handled (heap, before != ml_none (heap) ? before : NULL);

    if (handled != NULL)
      DROP (handled);
  }
  NEXT ();

  LABEL (CHECK_EXC_MATCH)
  DO (ml_do_check_match (heap, frame));
  NEXT ();

  LABEL (BEFORE_WITH)
  DO (ml_do_before_with (heap, frame));
  NEXT ();

  LABEL (WITH_EXCEPT_START)
  DO (ml_do_with_except_start (heap, frame));
  NEXT ();

  LABEL (GET_LEN)
  DO (ml_do_get_length (heap, frame));
  NEXT ();

  LABEL (MATCH_MAPPING)
  result = ml_bool (heap, (TOP ()->type->flags & ML_TYPE_MAPPING) != 0);
  PUSH (result);
  NEXT ();

  LABEL (MATCH_SEQUENCE)
  result = ml_bool (heap, (TOP ()->type->flags & ML_TYPE_SEQUENCE) != 0);
  PUSH (result);
  NEXT ();

  LABEL (MATCH_KEYS)
  DO (ml_do_match_keys (heap, frame));
  NEXT ();

  LABEL (MATCH_CLASS)
  DO (ml_do_match_class (heap, frame, at->arg));
  NEXT ();

replace_one:
  /* The topmost item gives way to @result. */
  if (result == NULL)
    goto failed;

  ml_do_replace (heap, frame, 1, result);
  top = frame->top;
  NEXT ();

  LABEL (RETURN_VALUE)
  {
    MlFrame *caller = frame->previous;
    MlGenerator *generator = (MlGenerator *) frame->owner;
    gboolean is_entry = frame->is_entry;
    MlNative native;

    SYNC ();

    if (takes_steps && !ml_step (heap, frame, ML_EVENT_RETURN, TOP ()))
      goto failed;

    result = POP ();
    SYNC ();

    /* The value is held by the one who gets it before the frame lets go of what it held. */
    if (!is_entry && caller->kind == ML_FRAME_CALL)
      {
        *caller->top++ = result;
        ml_frame_leave (heap, frame);
        frame = caller;
        at = frame->at;
        top = frame->top;
        NEXT ();
      }

    ml_native_enter (heap, &native, "return value", &result, 1);

    if (generator != NULL)
      ml_frame_suspend (heap, frame);
    else
      ml_frame_leave (heap, frame);

    native.below = heap->frame;
    ml_ref (result);
    {
      MlObject *returned = result;

      ml_native_leave (heap, &native);
      result = returned;
    }

    if (is_entry)
      return result;

    frame = caller->previous;
    is_entry = caller->is_entry;
    result = end_construction (heap, caller, result);
  }

  at = frame->at;
  top = frame->top;

  if (result == NULL)
    goto failed;

  ml_do_replace_call (heap, frame, at->arg + (at->op == ML_OP_CALL_KW ? 3 : 2), result);
  top = frame->top;
  NEXT ();

construction_failed:
  /* The frame of the construction is still there. */
  frame = heap->frame;

leave:
  frame = leave_with_exception (heap, frame);

  if (frame == NULL)
    return NULL;

  if (frame->kind == ML_FRAME_CONSTRUCT)
    goto leave;

failed:
  /* Something is raised here: the traceback gets an entry. */
  at = frame->at;
  g_assert (heap->raised != NULL);

  if (ml_interpreter_get (heap)->stop == ML_STOP_NONE)
    {
      add_traceback (heap, frame);

      if (takes_steps && !ml_step (heap, frame, ML_EVENT_EXCEPTION, heap->raised))
        goto leave;
    }

failed_again:
  /* The same exception goes on. */
  if (unwind (heap, frame, at) == UNWIND_OUT)
    goto leave;

  at = frame->at;
  top = frame->top;
  goto *dispatch[at->op];
}

/* The generator has ended with @result, which may be NULL: its frame lets go of all. */
static void
drop_frame (MlHeap *heap, MlGenerator *generator, MlObject **result)
{
  MlObject *raised = ml_take_raised (heap);
  MlObject *held[] = { raised, *result };
  MlNative native;
  MlObject *dead;
  gsize cursor = 0;

  ml_native_enter (heap, &native, "return value", held, G_N_ELEMENTS (held));

  if (!ml_frame_hand_over (heap, generator->frame))
    while ((dead = ml_frame_hooks.dismantle (heap, generator->frame, &cursor)) != NULL)
      ml_heap_bury (heap, dead);

  generator->frame = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if (held[i] != NULL)
      ml_ref (held[i]);

  ml_native_leave (heap, &native);
  ml_restore_raised (heap, raised);
}

MlObject *
ml_interpreter_resume (MlHeap *heap,
                       MlGenerator *generator,
                       MlObject *value,
                       gboolean *ended,
                       MlObject **returned)
{
  MlFrame *frame = generator->frame;
  MlInterpreter *self = ml_interpreter_get (heap);
  gboolean just_begun = generator->state == ML_GENERATOR_CREATED;
  MlObject *result;

  if (self->depth >= self->recursion_limit)
    {
      ml_unref_any (heap, value);
      return ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded");
    }

  generator->state = ML_GENERATOR_RUNNING;
  ml_push_handled (heap, g_steal_pointer (&generator->handled));
  self->depth++;
  frame->is_entry = TRUE;
  ml_frame_enter (heap, frame);

  if (value != NULL)
    {
      *frame->top++ = value;
      frame->at += just_begun ? 0 : 1;
    }

  result = ml_evaluate (heap, frame);
  self->depth--;
  generator->handled = ml_pop_handled (heap);

  if (generator->state == ML_GENERATOR_SUSPENDED)
    return result;

  generator->state = ML_GENERATOR_ENDED;
  drop_frame (heap, generator, &result);
  *ended = result != NULL;
  *returned = result;

  return NULL;
}
