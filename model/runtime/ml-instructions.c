/* ml-instructions.c: what the longer instructions do: operators, names, attributes, displays */
#include "ml-instructions.h"

#include <string.h>

#include "ml-caches.h"
#include "ml-cell.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-interpreter-private.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Operators */

static const MlBinary binary_of_arg[] = {
  [ML_BINARY_ARG_ADD] = ML_ADD,
  [ML_BINARY_ARG_AND] = ML_AND,
  [ML_BINARY_ARG_FLOOR_DIVIDE] = ML_FLOOR_DIVIDE,
  [ML_BINARY_ARG_LEFT_SHIFT] = ML_LEFT_SHIFT,
  [ML_BINARY_ARG_MATRIX_MULTIPLY] = ML_MATRIX_MULTIPLY,
  [ML_BINARY_ARG_MULTIPLY] = ML_MULTIPLY,
  [ML_BINARY_ARG_REMAINDER] = ML_REMAINDER,
  [ML_BINARY_ARG_OR] = ML_OR,
  [ML_BINARY_ARG_POWER] = ML_POWER,
  [ML_BINARY_ARG_RIGHT_SHIFT] = ML_RIGHT_SHIFT,
  [ML_BINARY_ARG_SUBTRACT] = ML_SUBTRACT,
  [ML_BINARY_ARG_TRUE_DIVIDE] = ML_TRUE_DIVIDE,
  [ML_BINARY_ARG_XOR] = ML_XOR,
};

gboolean
ml_do_binary (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *left = frame->top[-2];
  MlObject *right = frame->top[-1];
  MlObject *result =
      arg >= ML_BINARY_ARG_INPLACE
          ? ml_inplace (heap, binary_of_arg[arg - ML_BINARY_ARG_INPLACE], left, right)
          : ml_binary (heap, binary_of_arg[arg], left, right);

  return ml_operands_finish (heap, frame, 2, result);
}

gboolean
ml_do_to_bool (MlHeap *heap, MlFrame *frame)
{
  int truth = ml_truth (heap, frame->top[-1]);

  return truth >= 0 && ml_operands_finish (heap, frame, 1, ml_bool (heap, truth));
}

gboolean
ml_do_compare (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *result = ml_compare (heap, frame->top[-2], frame->top[-1], ML_COMPARE_OF_ARG (arg));

  if (!ml_operands_finish (heap, frame, 2, result))
    return FALSE;

  return !(arg & ML_COMPARE_TO_BOOL) || result->type == heap->world->bool_type ||
         ml_do_to_bool (heap, frame);
}

gboolean
ml_do_contains (MlHeap *heap, MlFrame *frame, int arg)
{
  int found = ml_contains (heap, frame->top[-1], frame->top[-2]);

  return found >= 0 && ml_operands_finish (heap, frame, 2, ml_bool (heap, found != arg));
}

/* Names */

static gboolean
raise_name_error (MlHeap *heap, MlObject *name)
{
  ml_raise (
      heap, heap->world->name_error, "name '%s' is not defined", ml_str_get_utf8 (name, NULL));

  if (heap->raised != NULL && ml_raised_is (heap, heap->world->name_error))
    ml_exception_set_value (heap, heap->raised, ML_NAME_ERROR_NAME, ml_ref (name));

  return FALSE;
}

gboolean
ml_raise_unbound_local (MlHeap *heap, MlFrame *frame, guint index)
{
  ml_raise (heap,
            heap->world->unbound_local_error,
            "cannot access local variable '%s' where it is not associated with a value",
            ml_str_get_utf8 (ml_tuple_get (frame->code->locals_plus_names, index), NULL));

  return FALSE;
}

/* Globals, then builtins: borrowed; NULL without raising, or with what a look-up raised. */
static MlObject *
find_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = ml_dict_get_str (heap, frame->globals, name);

  return value != NULL ? value : ml_dict_get_str (heap, frame->builtins, name);
}

static gboolean
push_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = find_global (heap, frame, name);

  if (value == NULL)
    return raise_name_error (heap, name);

  *frame->top++ = ml_ref (value);

  return TRUE;
}

gboolean
ml_do_load_global (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache)
{
  ml_cache_learn_global (heap, frame, cache, name);

  return push_global (heap, frame, name);
}

/* In a namespace that may be any mapping: new reference; NULL and nothing raised if it is not
 * there. */
static MlObject *
look_in_namespace (MlHeap *heap, MlObject *namespace, MlObject *name)
{
  MlObject *value;

  if (ml_is_dict (namespace))
    {
      value = ml_dict_get (heap, namespace, name);

      return value != NULL ? ml_ref (value) : NULL;
    }

  value = ml_get_item (heap, namespace, name);

  if (value == NULL && ml_raised_is (heap, heap->world->key_error))
    ml_clear_raised (heap);

  return value;
}

gboolean
ml_do_load_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = look_in_namespace (heap, frame->namespace, name);

  if (value != NULL)
    {
      *frame->top++ = value;
      return TRUE;
    }

  return heap->raised == NULL && push_global (heap, frame, name);
}

gboolean
ml_do_store_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = frame->top[-1];
  gboolean done;

  if (ml_is_dict (frame->namespace))
    {
      /* The value moves from the stack into the namespace. */
      frame->top--;
      return ml_dict_set_take (heap, frame->namespace, ml_ref (name), value);
    }

  done = ml_set_item (heap, frame->namespace, name, value);

  return ml_operands_drop (heap, frame, 1, done);
}

gboolean
ml_do_delete_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  if (ml_set_item (heap, frame->namespace, name, NULL))
    return TRUE;

  if (!ml_raised_is (heap, heap->world->key_error))
    return FALSE;

  ml_clear_raised (heap);

  return raise_name_error (heap, name);
}

gboolean
ml_do_store_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = *--frame->top;

  return ml_dict_set_take (heap, frame->globals, ml_ref (name), value);
}

gboolean
ml_do_delete_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  if (ml_dict_get_str (heap, frame->globals, name) == NULL)
    return raise_name_error (heap, name);

  return ml_dict_delete (heap, frame->globals, name);
}

static gboolean
raise_unbound_cell (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *name = ml_tuple_get (frame->code->locals_plus_names, arg);

  if (!(frame->code->locals_plus_kinds[arg] & ML_LOCAL_FREE))
    return ml_raise_unbound_local (heap, frame, arg);

  ml_raise (heap,
            heap->world->name_error,
            "cannot access free variable '%s' where it is not associated with a value in "
            "enclosing scope",
            ml_str_get_utf8 (name, NULL));

  if (ml_raised_is (heap, heap->world->name_error))
    ml_exception_set_value (heap, heap->raised, ML_NAME_ERROR_NAME, ml_ref (name));

  return FALSE;
}

gboolean
ml_do_load_deref (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *value = ml_cell_get (frame->slots[arg]);

  if (value == NULL)
    return raise_unbound_cell (heap, frame, arg);

  *frame->top++ = ml_ref (value);

  return TRUE;
}

gboolean
ml_do_delete_deref (MlHeap *heap, MlFrame *frame, int arg)
{
  if (ml_cell_get (frame->slots[arg]) == NULL)
    return raise_unbound_cell (heap, frame, arg);

  ml_cell_set (heap, frame->slots[arg], NULL);

  return TRUE;
}

gboolean
ml_do_load_from_dict (MlHeap *heap, MlFrame *frame, int arg, gboolean or_deref)
{
  MlObject *name =
      ml_tuple_get (or_deref ? frame->code->locals_plus_names : frame->code->names, arg);
  MlObject *value = look_in_namespace (heap, frame->top[-1], name);
  MlObject *found;

  if (value != NULL)
    return ml_operands_finish (heap, frame, 1, value);

  if (heap->raised != NULL)
    return FALSE;

  if (or_deref)
    {
      found = ml_cell_get (frame->slots[arg]);

      return found != NULL ? ml_operands_finish (heap, frame, 1, ml_ref (found))
                           : raise_unbound_cell (heap, frame, arg);
    }

  found = find_global (heap, frame, name);

  return found != NULL ? ml_operands_finish (heap, frame, 1, ml_ref (found))
                       : raise_name_error (heap, name);
}

gboolean
ml_do_setup_annotations (MlHeap *heap, MlFrame *frame)
{
  MlObject *name = ml_name (heap, __annotations__);
  MlObject *there = look_in_namespace (heap, frame->namespace, name);
  gboolean done;

  if (there == NULL && heap->raised == NULL)
    {
      there = ml_dict_new (heap);
      done = there != NULL && ml_set_item (heap, frame->namespace, name, there);
    }
  else
    {
      done = there != NULL;
    }

  ml_unref_any (heap, there);

  return done;
}

/* Attributes */

gboolean
ml_do_load_attribute (MlHeap *heap, MlFrame *frame, int arg, MlCache *cache)
{
  MlObject *owner = frame->top[-1];
  MlObject *name = ml_tuple_get (frame->code->names, arg >> 1);
  gboolean is_method;
  MlObject *found;

  ml_cache_learn_attribute (heap, frame, cache, owner, name, arg & 1);

  if (!(arg & 1))
    return ml_operands_finish (heap, frame, 1, ml_get_attribute (heap, owner, name));

  found = ml_get_method (heap, owner, name, &is_method);

  if (found == NULL)
    return FALSE;

  if (is_method)
    {
      /* self moves up, the function takes its place. */
      frame->top[-1] = found;
      *frame->top++ = owner;

      return TRUE;
    }

  ml_operands_replace (heap, frame, 1, found);
  *frame->top++ = NULL;

  return TRUE;
}

gboolean
ml_do_load_super_attribute (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *super = frame->top[-3];
  MlType *type = (MlType *) frame->top[-2];
  MlObject *self = frame->top[-1];
  MlObject *name = ml_tuple_get (frame->code->names, arg >> 2);
  gboolean is_method = FALSE;
  MlObject *found;

  if (super == &heap->world->super_type->object)
    {
      found = ml_super_get_attribute (heap, type, self, name, &is_method);
    }
  else
    {
      /* Somebody has given `super` another meaning. */
      MlObject *proxy =
          arg & 2 ? ml_call_with (heap, super, 2, type, self) : ml_call_with (heap, super, 0);

      found = proxy != NULL ? ml_get_attribute (heap, proxy, name) : NULL;
      ml_unref_any (heap, proxy);
    }

  if (found == NULL)
    return FALSE;

  if (is_method && !(arg & 1))
    {
      MlObject *bound = ml_method_new (heap, found, self);

      ml_unref (heap, found);
      return ml_operands_finish (heap, frame, 3, bound);
    }

  if (is_method)
    {
      /* super and class go; the function and self stay. */
      frame->top[-3] = found;
      frame->top[-2] = self;
      frame->top[-1] = &type->object;
      ml_operand_release (heap, &frame->top[-1]);
      frame->top--;
      ml_unref (heap, super);

      return TRUE;
    }

  ml_operands_replace (heap, frame, 3, found);

  if (arg & 1)
    *frame->top++ = NULL;

  return TRUE;
}

gboolean
ml_do_store_attribute (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache)
{
  MlObject *owner = frame->top[-1];
  gboolean done = ml_set_attribute (heap, owner, name, frame->top[-2]);

  if (done && owner->type->slots.set_attribute == ml_generic_set_attribute)
    ml_cache_learn_attribute (heap, frame, cache, owner, name, FALSE);

  return ml_operands_drop (heap, frame, 2, done);
}

gboolean
ml_do_delete_attribute (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  return ml_operands_drop (heap, frame, 1, ml_set_attribute (heap, frame->top[-1], name, NULL));
}

/* Items */

gboolean
ml_do_subscript (MlHeap *heap, MlFrame *frame)
{
  return ml_operands_finish (heap, frame, 2, ml_get_item (heap, frame->top[-2], frame->top[-1]));
}

gboolean
ml_do_store_subscript (MlHeap *heap, MlFrame *frame)
{
  gboolean done = ml_set_item (heap, frame->top[-2], frame->top[-1], frame->top[-3]);

  return ml_operands_drop (heap, frame, 3, done);
}

gboolean
ml_do_delete_subscript (MlHeap *heap, MlFrame *frame)
{
  return ml_operands_drop (
      heap, frame, 2, ml_set_item (heap, frame->top[-2], frame->top[-1], NULL));
}

gboolean
ml_do_build_slice (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject **items = frame->top - arg;
  MlObject *slice = ml_slice_new (heap, items[0], items[1], arg == 3 ? items[2] : ml_none (heap));

  return ml_operands_finish (heap, frame, arg, slice);
}

/* a[b:c]: the two bounds become a slice, which the stack holds. */
static gboolean
make_slice (MlHeap *heap, MlFrame *frame)
{
  return ml_do_build_slice (heap, frame, 2);
}

gboolean
ml_do_slice (MlHeap *heap, MlFrame *frame)
{
  return make_slice (heap, frame) && ml_do_subscript (heap, frame);
}

gboolean
ml_do_store_slice (MlHeap *heap, MlFrame *frame)
{
  return make_slice (heap, frame) && ml_do_store_subscript (heap, frame);
}
