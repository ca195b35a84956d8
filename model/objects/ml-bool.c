#include "ml-bool.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"

static MlObject *
bool_repr (MlHeap *heap, MlObject *self)
{
  return ml_int_get_word (self) ? ml_name (heap, True) : ml_name (heap, False);
}

static void
bool_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  value->type = ML_VALUE_TEXT;
  value->text = ml_int_get_word (self) ? "True" : "False";
  value->length = strlen (value->text);
}

static MlObject *
bool_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  int truth;

  if (kw_names != NULL)
    return ml_raise (heap, heap->world->type_error, "bool() takes no keyword arguments");

  if (n_args > 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "bool expected at most 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  if (n_args == 0)
    return ml_bool (heap, FALSE);

  truth = ml_truth (heap, args[0]);

  return truth < 0 ? NULL : ml_bool (heap, truth);
}

/* Bit operations of two bools give a bool; with any other int they are int's. */

static gboolean
are_bools (MlHeap *heap, MlObject *left, MlObject *right)
{
  return left->type == heap->world->bool_type && right->type == heap->world->bool_type;
}

static MlObject *
bool_and (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (!are_bools (heap, left, right))
    return ml_int_spec.slots.binary[ML_AND](heap, left, right);

  return ml_bool (heap, ml_int_get_word (left) & ml_int_get_word (right));
}

static MlObject *
bool_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (!are_bools (heap, left, right))
    return ml_int_spec.slots.binary[ML_OR](heap, left, right);

  return ml_bool (heap, ml_int_get_word (left) | ml_int_get_word (right));
}

static MlObject *
bool_xor (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (!are_bools (heap, left, right))
    return ml_int_spec.slots.binary[ML_XOR](heap, left, right);

  return ml_bool (heap, ml_int_get_word (left) ^ ml_int_get_word (right));
}

const MlTypeSpec ml_bool_spec = {
  .name = "bool",
  .base = &ml_int_spec,
  .doc = "Returns True when the argument is true, False otherwise.\n"
         "The builtins True and False are the only two instances of the class bool.\n"
         "The class bool is a subclass of the class int, and cannot be subclassed.",
  .flags = ML_TYPE_LONG | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlInt),
  .python_size = 28,
  .kind = ML_KIND_BOOL,
  .slots = {
    .tell_value = bool_tell_value,
    .repr = bool_repr,
    .make = bool_make,
    .binary = {
      [ML_AND] = bool_and,
      [ML_OR] = bool_or,
      [ML_XOR] = bool_xor,
    },
  },
};

static MlObject *
make_bool (MlHeap *heap, gint64 value)
{
  MlInt *self = ml_heap_allocate (heap, heap->world->bool_type, sizeof (MlInt));

  self->word = value;
  self->object.origin = ML_ORIGIN_SINGLETON;
  ml_heap_make_immortal (heap, self);

  return &self->object;
}

void
ml_bool_init_world (MlHeap *heap)
{
  heap->world->false_object = make_bool (heap, 0);
  heap->world->true_object = make_bool (heap, 1);
}
