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

#include "ml-caches.h"
#include "ml-cell.h"
#include "ml-construct.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-instructions.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-quick.h"
#include "ml-resume.h"
#include "ml-tuple.h"
#include "ml-unwind.h"

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

/* An instruction that is nothing but such a call. */
#define DONE_BY(name, call) \
  LABEL (name)              \
  DO (call);                \
  NEXT ()

/* Two operands, the topmost items, give way to their result. */
#define REPLACE_TWO(left, right, result) \
  G_STMT_START                           \
  {                                      \
    SECOND () = (result);                \
    top--;                               \
    DROP (left);                         \
    DROP (right);                        \
  }                                      \
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
#define LABEL_ENTRY(name, argument, effect) &&part,
  static const void *const parting[] = { ML_OPCODES (LABEL_ENTRY) };
#undef LABEL_ENTRY
  MlInterpreter *const self = ml_interpreter_get (heap);
  const gboolean takes_steps = ml_steps_are_taken (self);
  const void *const *dispatch = self->takes_parts ? parting : takes_steps ? stepping : plain;
  const MlInstruction *at = frame->at;
  MlObject **top = frame->top;
  MlObject *kw_names;
  MlObject *result;

  /* An exception thrown into a generator comes up where that waits. */
  if (heap->raised != NULL)
    {
      if (takes_steps)
        ml_step (heap, frame, ML_EVENT_RESUME, NULL);

      goto failed;
    }

  goto *dispatch[at->op];

part:
  /* Reached before each instruction when a closeup is made. */
  if (self->wants_expressions)
    {
      frame->top = top;
      ml_expressions_between (heap, frame, at);
    }

step:
  /* Reached before each instruction when steps are taken. */
  if (at->spare & ML_INSTRUCTION_BEGINS_LINE && ml_line_begins (frame, at))
    {
      SYNC ();

      if (!ml_step (heap, frame, ML_EVENT_LINE, NULL))
        goto failed;
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

  DONE_BY (DELETE_DEREF, ml_do_delete_deref (heap, frame, at->arg));
  DONE_BY (LOAD_FROM_DICT_OR_DEREF, ml_do_load_from_dict (heap, frame, at->arg, TRUE));
  DONE_BY (LOAD_FROM_DICT_OR_GLOBALS, ml_do_load_from_dict (heap, frame, at->arg, FALSE));

  LABEL (LOAD_GLOBAL)
  {
    MlCache *cache = ml_cache_get (frame, at);
    MlObject *value = ml_cache_find_global (cache, frame);

    if (G_LIKELY (value != NULL))
      PUSH (ml_ref (value));
    else
      DO (ml_do_load_global (heap, frame, NAME (at->arg >> 1), cache));

    if (at->arg & 1)
      PUSH (NULL);
  }
  NEXT ();

  DONE_BY (STORE_GLOBAL, ml_do_store_global (heap, frame, NAME (at->arg)));
  DONE_BY (DELETE_GLOBAL, ml_do_delete_global (heap, frame, NAME (at->arg)));
  DONE_BY (LOAD_NAME, ml_do_load_name (heap, frame, NAME (at->arg)));
  DONE_BY (STORE_NAME, ml_do_store_name (heap, frame, NAME (at->arg)));
  DONE_BY (DELETE_NAME, ml_do_delete_name (heap, frame, NAME (at->arg)));

  LABEL (LOAD_LOCALS)
  PUSH (ml_ref (frame->namespace));
  NEXT ();

  DONE_BY (LOAD_BUILD_CLASS, ml_do_load_build_class (heap, frame));

  LABEL (LOAD_ASSERTION_ERROR)
  PUSH (ml_ref (heap->world->assertion_error));
  NEXT ();

  DONE_BY (SETUP_ANNOTATIONS, ml_do_setup_annotations (heap, frame));

  LABEL (LOAD_ATTR)
  {
    MlCache *cache = ml_cache_get (frame, at);
    MlObject *owner = TOP ();
    MlObject *found;

    if (G_LIKELY (ml_cache_knows (cache, owner)))
      {
        found = ml_cache_find_method (cache, owner);

        if (found != NULL)
          {
            TOP () = ml_ref (found);
            PUSH (owner);
            NEXT ();
          }

        found = cache->object == NULL ? ml_instance_get_at (owner, cache->index) : NULL;

        if (G_LIKELY (found != NULL))
          {
            TOP () = ml_ref (found);

            if (at->arg & 1)
              PUSH (NULL);

            DROP (owner);
            NEXT ();
          }
      }

    DO (ml_do_load_attribute (heap, frame, at->arg, cache));
  }
  NEXT ();

  DONE_BY (LOAD_SUPER_ATTR, ml_do_load_super_attribute (heap, frame, at->arg));

  LABEL (STORE_ATTR)
  {
    MlCache *cache = ml_cache_get (frame, at);
    MlObject *owner = TOP ();

    if (G_LIKELY (ml_cache_knows (cache, owner) && ml_instance_has_values (owner)))
      {
        result = SECOND ();
        SECOND () = owner;
        top--;
        SYNC ();
        ml_instance_put_at (heap, owner, cache->index, result);
        top--;
        DROP (owner);
      }
    else
      {
        DO (ml_do_store_attribute (heap, frame, NAME (at->arg), cache));
      }
  }
  NEXT ();

  DONE_BY (DELETE_ATTR, ml_do_delete_attribute (heap, frame, NAME (at->arg)));

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

  DONE_BY (DELETE_SUBSCR, ml_do_delete_subscript (heap, frame));
  DONE_BY (BINARY_SLICE, ml_do_slice (heap, frame));
  DONE_BY (STORE_SLICE, ml_do_store_slice (heap, frame));

  DONE_BY (UNARY_NEGATIVE, ml_operands_finish (heap, frame, 1, ml_unary (heap, ML_NEGATE, TOP ())));
  DONE_BY (UNARY_INVERT, ml_operands_finish (heap, frame, 1, ml_unary (heap, ML_INVERT, TOP ())));

  LABEL (UNARY_NOT)
  TOP () =
      TOP () == heap->world->true_object ? heap->world->false_object : heap->world->true_object;
  NEXT ();

  LABEL (TO_BOOL)
  if (TOP ()->type != heap->world->bool_type)
    DO (ml_do_to_bool (heap, frame));
  NEXT ();

  LABEL (BINARY_OP)
  {
    MlObject *left = SECOND ();
    MlObject *right = TOP ();

    result = ml_quick_binary (heap, at->arg, left, right);

    if (G_LIKELY (result != NULL))
      {
        REPLACE_TWO (left, right, result);
        NEXT ();
      }

    SYNC ();

    if (heap->raised != NULL)
      goto failed;

    DO (ml_do_binary (heap, frame, at->arg));
  }
  NEXT ();

  LABEL (COMPARE_OP)
  {
    MlObject *left = SECOND ();
    MlObject *right = TOP ();
    int truth = ml_quick_compare (heap, ML_COMPARE_OF_ARG (at->arg), left, right);

    if (G_LIKELY (truth >= 0))
      {
        REPLACE_TWO (left, right, ml_bool (heap, truth));

        /* What nearly always follows is done at once, unless somebody watches each instruction. */
        if (at[1].op != ML_OP_POP_JUMP_IF_FALSE || takes_steps)
          NEXT ();

        at++;
        top--;

        if (!truth)
          JUMP (at->arg);

        NEXT ();
      }

    DO (ml_do_compare (heap, frame, at->arg));
  }
  NEXT ();

  LABEL (IS_OP)
  SYNC ();
  result = ml_bool (heap, (SECOND () == TOP ()) != at->arg);
  ml_operands_replace (heap, frame, 2, result);
  top = frame->top;
  NEXT ();

  DONE_BY (CONTAINS_OP, ml_do_contains (heap, frame, at->arg));
  DONE_BY (BUILD_TUPLE, ml_do_build_tuple (heap, frame, at->arg));
  DONE_BY (BUILD_LIST, ml_do_build_list (heap, frame, at->arg));
  DONE_BY (BUILD_SET, ml_do_build_set (heap, frame, at->arg));
  DONE_BY (BUILD_MAP, ml_do_build_map (heap, frame, at->arg));
  DONE_BY (BUILD_CONST_KEY_MAP, ml_do_build_const_key_map (heap, frame, at->arg));
  DONE_BY (BUILD_STRING, ml_do_build_string (heap, frame, at->arg));
  DONE_BY (BUILD_SLICE, ml_do_build_slice (heap, frame, at->arg));

  LABEL (LIST_APPEND)
  {
    MlObject *item = POP ();

    SYNC ();

    if (!ml_list_append_take (heap, top[-at->arg], item))
      goto failed;
  }
  NEXT ();

  DONE_BY (SET_ADD, ml_do_set_add (heap, frame, at->arg));
  DONE_BY (MAP_ADD, ml_do_map_add (heap, frame, at->arg));
  DONE_BY (LIST_EXTEND, ml_do_list_extend (heap, frame, at->arg));
  DONE_BY (SET_UPDATE, ml_do_set_update (heap, frame, at->arg));
  DONE_BY (DICT_UPDATE, ml_do_dict_update (heap, frame, at->arg));
  DONE_BY (DICT_MERGE, ml_do_dict_merge (heap, frame, at->arg));
  DONE_BY (UNPACK_SEQUENCE, ml_do_unpack (heap, frame, at->arg));
  DONE_BY (UNPACK_EX, ml_do_unpack_ex (heap, frame, at->arg));
  DONE_BY (CONVERT_VALUE, ml_do_convert (heap, frame, at->arg));
  DONE_BY (FORMAT_SIMPLE, ml_do_format (heap, frame, FALSE));
  DONE_BY (FORMAT_WITH_SPEC, ml_do_format (heap, frame, TRUE));

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

  DONE_BY (GET_ITER, ml_operands_finish (heap, frame, 1, ml_iterate (heap, TOP ())));
  DONE_BY (GET_YIELD_FROM_ITER, ml_do_yield_from_iterator (heap, frame));

  LABEL (FOR_ITER)
  {
    MlObject *iterator = TOP ();

    SYNC ();
    result = ml_quick_next (heap, iterator);

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
    result = ml_resume_make_generator (heap, frame);

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
    gboolean ended;

    SYNC ();
    ended = ml_resume_send (heap, SECOND (), TOP (), &result);

    if (result == NULL)
      goto failed;

    ml_operands_replace (heap, frame, 1, result);
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
  SYNC ();

  /* Not a new exception, but that which was thrown in. */
  if (!ml_do_cleanup_throw (heap, frame))
    goto failed_again;

  top = frame->top;
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

    init = base[1] == NULL ? ml_construct_find_init (heap, frame, callable) : NULL;

    if (init == NULL)
      {
        result = ml_call (heap, callable, args, n_args, kw_names);

        ml_operands_replace_call (heap, frame, n_items, result);
        top = frame->top;

        if (result == NULL)
          {
            frame->top--;
            goto failed;
          }

        NEXT ();
      }

    callee = ml_construct_begin (heap, (MlType *) callable, init, args, n_args, kw_names);

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

  /* A function's frame has begun. */
  if (heap->frame != frame)
    {
      frame = heap->frame;
      at = frame->at;
      top = frame->top;
      goto *dispatch[at->op];
    }

  NEXT ();
  DONE_BY (CALL_INTRINSIC_1, ml_do_intrinsic_1 (heap, frame, at->arg));
  DONE_BY (CALL_INTRINSIC_2, ml_do_intrinsic_2 (heap, frame, at->arg));
  DONE_BY (MAKE_FUNCTION, ml_do_make_function (heap, frame));

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

  DONE_BY (IMPORT_NAME, ml_do_import_name (heap, frame, NAME (at->arg)));
  DONE_BY (IMPORT_FROM, ml_do_import_from (heap, frame, NAME (at->arg)));

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

  DONE_BY (CHECK_EXC_MATCH, ml_do_check_match (heap, frame));
  DONE_BY (BEFORE_WITH, ml_do_before_with (heap, frame));
  DONE_BY (WITH_EXCEPT_START, ml_do_with_except_start (heap, frame));
  DONE_BY (GET_LEN, ml_do_get_length (heap, frame));

  LABEL (MATCH_MAPPING)
  result = ml_bool (heap, (TOP ()->type->flags & ML_TYPE_MAPPING) != 0);
  PUSH (result);
  NEXT ();

  LABEL (MATCH_SEQUENCE)
  result = ml_bool (heap, (TOP ()->type->flags & ML_TYPE_SEQUENCE) != 0);
  PUSH (result);
  NEXT ();

  DONE_BY (MATCH_KEYS, ml_do_match_keys (heap, frame));
  DONE_BY (MATCH_CLASS, ml_do_match_class (heap, frame, at->arg));

  LABEL (RETURN_VALUE)
  {
    MlFrame *caller = frame->previous;
    gboolean is_entry = frame->is_entry;

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

    ml_frame_leave_with (heap, frame, result);

    if (is_entry)
      return result;

    frame = caller->previous;
    result = ml_construct_end (heap, caller, result);
  }

  at = frame->at;
  top = frame->top;

  if (result == NULL)
    goto failed;

  ml_operands_replace_call (heap, frame, at->arg + (at->op == ML_OP_CALL_KW ? 3 : 2), result);
  top = frame->top;
  NEXT ();

construction_failed:
  /* The frame of the construction is still there. */
  frame = heap->frame;

leave:
  frame = ml_unwind_leave (heap, frame);

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
      ml_unwind_add_traceback (heap, frame);

      if (takes_steps && !ml_step (heap, frame, ML_EVENT_EXCEPTION, heap->raised))
        goto leave;
    }

failed_again:
  /* The same exception goes on. */
  if (!ml_unwind_to_handler (heap, frame, at))
    goto leave;

  at = frame->at;
  top = frame->top;
  goto *dispatch[at->op];
}
