/* ml-operations.c: what can be done with any object: text, hash, truth, comparison, iteration,
 * items, classes */
#include "ml-operations.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Levels of C functions that call each other through objects; far below what the interpreter's 64
 * MB stack holds. */
#define RECURSION_LIMIT 6000

gboolean
ml_enter_recursion (MlHeap *heap, const char *what)
{
  if (G_LIKELY (heap->recursion < RECURSION_LIMIT))
    {
      heap->recursion++;
      return TRUE;
    }

  /* Making the exception takes a few levels, too. */
  heap->recursion = 0;
  ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded%s", what);
  heap->recursion = RECURSION_LIMIT;

  return FALSE;
}

void
ml_leave_recursion (MlHeap *heap)
{
  heap->recursion--;
}

gboolean
ml_repr_enter (MlHeap *heap, MlNative *native, MlObject **object)
{
  for (guint i = 0; i < heap->reprs->len; i++)
    if (g_ptr_array_index (heap->reprs, i) == *object)
      return TRUE;

  g_ptr_array_add (heap->reprs, *object);
  ml_ref (*object);
  ml_native_enter (heap, native, "repr", object, 1);

  return FALSE;
}

void
ml_repr_leave (MlHeap *heap, MlNative *native)
{
  g_ptr_array_remove (heap->reprs, native->slots[0]);
  ml_native_leave (heap, native);
}

/* Text */

static MlObject *
default_repr (MlHeap *heap, MlObject *object)
{
  return ml_str_format (heap,
                        "<%s object at 0x%" G_GINT64_MODIFIER "x>",
                        object->type->name,
                        ml_heap_get_address (heap, object));
}

MlObject *
ml_repr (MlHeap *heap, MlObject *object)
{
  MlObject *text;

  if (object->type->slots.repr == NULL)
    return default_repr (heap, object);

  if (!ml_enter_recursion (heap, " while getting the repr of an object"))
    return NULL;

  text = object->type->slots.repr (heap, object);
  ml_leave_recursion (heap);

  return text;
}

MlObject *
ml_to_str (MlHeap *heap, MlObject *object)
{
  MlObject *text;

  if (object->type == heap->world->str_type)
    return ml_ref (object);

  if (object->type->slots.str == NULL)
    return ml_repr (heap, object);

  if (!ml_enter_recursion (heap, " while getting the str of an object"))
    return NULL;

  text = object->type->slots.str (heap, object);
  ml_leave_recursion (heap);

  return text;
}

MlObject *
ml_ascii (MlHeap *heap, MlObject *object)
{
  MlObject *text = ml_repr (heap, object);
  g_autoptr (GString) plain = NULL;
  MlObject *result;

  if (text == NULL)
    return NULL;

  plain = g_string_new (NULL);

  for (gsize i = 0; i < ml_str_get_length (text); i++)
    {
      gunichar character = ml_str_read (text, i);

      if (character < 0x80)
        g_string_append_c (plain, character);
      else
        g_string_append_printf (plain,
                                character < 0x100     ? "\\x%02x"
                                : character < 0x10000 ? "\\u%04x"
                                                      : "\\U%08x",
                                character);
    }

  ml_unref (heap, text);
  result = ml_str_from_ascii (heap, plain->str, plain->len);

  return result;
}

/* Hash and truth */

gint64
ml_hash (MlHeap *heap, MlObject *object)
{
  gint64 hash;

  if (object->type->slots.hash == NULL)
    {
      ml_raise (heap, heap->world->type_error, "unhashable type: '%s'", object->type->name);
      return -1;
    }

  if (!ml_enter_recursion (heap, ""))
    return -1;

  hash = object->type->slots.hash (heap, object);
  ml_leave_recursion (heap);

  return hash;
}

int
ml_truth (MlHeap *heap, MlObject *object)
{
  const MlTypeSlots *slots = &object->type->slots;

  if (object == heap->world->true_object)
    return 1;

  if (object == heap->world->false_object || object == heap->world->none)
    return 0;

  if (slots->truth != NULL)
    return slots->truth (heap, object);

  if (slots->length != NULL)
    {
      gssize length = slots->length (heap, object);

      return length < 0 ? -1 : length > 0;
    }

  return 1;
}

/* Comparison */

static const char *const compare_signs[] = { "<", "<=", "==", "!=", ">", ">=" };
static const MlCompare swapped[] = { ML_GREATER,   ML_GREATER_EQUAL, ML_EQUAL,
                                     ML_NOT_EQUAL, ML_LESS,          ML_LESS_EQUAL };

static MlObject *
try_compare (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  if (left->type->slots.compare == NULL)
    return ml_ref (heap->world->not_implemented);

  return left->type->slots.compare (heap, left, right, how);
}

static MlObject *
compare_both_ways (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlObject *not_implemented = heap->world->not_implemented;
  gboolean right_first = left->type != right->type && ml_type_is_subtype (right->type, left->type);
  MlObject *result;

  if (right_first)
    {
      result = try_compare (heap, right, left, swapped[how]);

      if (result != not_implemented)
        return result;
    }

  result = try_compare (heap, left, right, how);

  if (result != not_implemented)
    return result;

  if (!right_first)
    {
      result = try_compare (heap, right, left, swapped[how]);

      if (result != not_implemented)
        return result;
    }

  if (how == ML_EQUAL || how == ML_NOT_EQUAL)
    return ml_ref (ml_bool (heap, (left == right) == (how == ML_EQUAL)));

  return ml_raise (heap,
                   heap->world->type_error,
                   "'%s' not supported between instances of '%s' and '%s'",
                   compare_signs[how],
                   left->type->name,
                   right->type->name);
}

MlObject *
ml_compare (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlObject *result;

  if (!ml_enter_recursion (heap, " in comparison"))
    return NULL;

  result = compare_both_ways (heap, left, right, how);
  ml_leave_recursion (heap);

  return result;
}

int
ml_compare_bool (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlObject *result;
  int truth;

  if (left == right && how == ML_EQUAL)
    return 1;

  if (left == right && how == ML_NOT_EQUAL)
    return 0;

  result = ml_compare (heap, left, right, how);

  if (result == NULL)
    return -1;

  truth = ml_truth (heap, result);
  ml_unref (heap, result);

  return truth;
}

/* Iteration */

MlObject *
ml_iterate (MlHeap *heap, MlObject *object)
{
  const MlTypeSlots *slots = &object->type->slots;
  MlObject *iterator;

  if (slots->iterate == NULL)
    {
      if (slots->get_item != NULL && !ml_is_dict (object) &&
          object->type->flags & (ML_TYPE_HEAP | ML_TYPE_SEQUENCE))
        return ml_sequence_iterator_new (heap, object);

      return ml_raise (
          heap, heap->world->type_error, "'%s' object is not iterable", object->type->name);
    }

  iterator = slots->iterate (heap, object);

  if (iterator != NULL && iterator->type->slots.next == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "iter() returned non-iterator of type '%s'",
                iterator->type->name);
      ml_unref (heap, iterator);
      return NULL;
    }

  return iterator;
}

MlObject *
ml_next (MlHeap *heap, MlObject *iterator)
{
  MlObject *item = iterator->type->slots.next (heap, iterator);

  if (item == NULL && heap->raised != NULL && ml_raised_is (heap, heap->world->stop_iteration))
    ml_clear_raised (heap);

  return item;
}

static gssize
read_length_hint (MlHeap *heap, MlObject *hint, gssize otherwise)
{
  gssize length;

  if (hint == heap->world->not_implemented)
    return otherwise;

  if (!ml_is_int (hint))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__length_hint__ must be an integer, not %s",
                hint->type->name);
      return -1;
    }

  if (!ml_int_as_index (heap, hint, heap->world->overflow_error, &length))
    return -1;

  if (length < 0)
    ml_raise (heap, heap->world->value_error, "__length_hint__() should return >= 0");

  return length;
}

gssize
ml_length_hint (MlHeap *heap, MlObject *object, gssize otherwise)
{
  MlObject *method, *hint;
  gssize length;

  if (object->type->slots.length != NULL)
    {
      length = object->type->slots.length (heap, object);

      if (length >= 0 || !ml_raised_is (heap, heap->world->type_error))
        return length;

      ml_clear_raised (heap);
    }

  method = ml_find_special (heap, object, ml_name (heap, __length_hint__));

  if (method == NULL)
    return heap->raised != NULL ? -1 : otherwise;

  hint = ml_call_held (heap, ml_name (heap, __length_hint__), method, NULL, 0, NULL);

  if (hint == NULL)
    {
      if (!ml_raised_is (heap, heap->world->type_error))
        return -1;

      ml_clear_raised (heap);
      return otherwise;
    }

  length = read_length_hint (heap, hint, otherwise);
  ml_unref (heap, hint);

  return length;
}

MlObject *
ml_as_tuple (MlHeap *heap, MlObject *iterable)
{
  return ml_tuple_from_iterable (heap, iterable);
}

/* Items */

gssize
ml_length (MlHeap *heap, MlObject *object)
{
  if (object->type->slots.length == NULL)
    {
      ml_raise (
          heap, heap->world->type_error, "object of type '%s' has no len()", object->type->name);
      return -1;
    }

  return object->type->slots.length (heap, object);
}

/* list[int]: what a class says to square brackets. */
static MlObject *
get_item_of_class (MlHeap *heap, MlObject *object, MlObject *key)
{
  MlObject *method;

  if (!ml_find_attribute (heap, object, ml_name (heap, __class_getitem__), &method))
    return NULL;

  if (method == NULL)
    return ml_raise (
        heap, heap->world->type_error, "type '%s' is not subscriptable", ((MlType *) object)->name);

  return ml_call_held (heap, ml_name (heap, __class_getitem__), method, &key, 1, NULL);
}

MlObject *
ml_get_item (MlHeap *heap, MlObject *object, MlObject *key)
{
  if (object->type->slots.get_item != NULL)
    return object->type->slots.get_item (heap, object, key);

  if (ml_is_type (object))
    return get_item_of_class (heap, object, key);

  return ml_raise (
      heap, heap->world->type_error, "'%s' object is not subscriptable", object->type->name);
}

/* Whether CPython takes del object[key] for an access by position, which words its complaint. */
static gboolean
is_sequence (const MlObject *object, const MlObject *key)
{
  const MlTypeSlots *slots = &object->type->slots;

  return key->type->slots.index != NULL &&
         (slots->length != NULL || slots->contains != NULL || object->type->flags & ML_TYPE_HEAP);
}

gboolean
ml_set_item (MlHeap *heap, MlObject *object, MlObject *key, MlObject *value)
{
  if (object->type->slots.set_item == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                value != NULL               ? "'%s' object does not support item assignment"
                : is_sequence (object, key) ? "'%s' object doesn't support item deletion"
                                            : "'%s' object does not support item deletion",
                object->type->name);
      return FALSE;
    }

  return object->type->slots.set_item (heap, object, key, value);
}

/* item in iterable: the iterator is looked through. */
static int
contains_by_iteration (MlHeap *heap, MlObject *container, MlObject *item)
{
  MlObject *held[2] = { NULL, NULL };
  MlNative native;
  int found = 0;

  held[0] = ml_iterate (heap, container);

  if (held[0] == NULL)
    {
      if (ml_raised_is (heap, heap->world->type_error))
        {
          ml_clear_raised (heap);
          ml_raise (heap,
                    heap->world->type_error,
                    "argument of type '%s' is not iterable",
                    container->type->name);
        }

      return -1;
    }

  ml_native_enter (heap, &native, "in", held, G_N_ELEMENTS (held));

  while (found == 0 && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      MlObject *candidate;

      found = ml_compare_bool (heap, held[1], item, ML_EQUAL);
      candidate = g_steal_pointer (&held[1]);
      ml_unref (heap, candidate);
    }

  ml_native_leave (heap, &native);

  return heap->raised != NULL ? -1 : found;
}

int
ml_contains (MlHeap *heap, MlObject *container, MlObject *item)
{
  if (container->type->slots.contains != NULL)
    return container->type->slots.contains (heap, container, item);

  return contains_by_iteration (heap, container, item);
}

/* Classes */

static int
truth_of_call (MlHeap *heap, MlObject *name, MlObject *method, MlObject *arg)
{
  MlObject *result = ml_call_held (heap, name, method, &arg, 1, NULL);
  int truth;

  if (result == NULL)
    return -1;

  truth = ml_truth (heap, result);
  ml_unref (heap, result);

  return truth;
}

/* Asks each class of a tuple. */
static int
any_of_tuple (MlHeap *heap,
              MlObject *object,
              MlObject *tuple,
              int (*ask) (MlHeap *heap, MlObject *object, MlObject *class))
{
  int answer = 0;

  if (!ml_enter_recursion (heap, " in __instancecheck__"))
    return -1;

  for (gsize i = 0; answer == 0 && i < ml_tuple_get_length (tuple); i++)
    answer = ask (heap, object, ml_tuple_get (tuple, i));

  ml_leave_recursion (heap);

  return answer;
}

int
ml_is_instance (MlHeap *heap, MlObject *object, MlObject *class)
{
  MlObject *method;

  if (&object->type->object == class)
    return 1;

  if (class->type == heap->world->type_type)
    {
      MlObject *claimed;
      int answer;

      if (ml_object_is_a (object, (MlType *) class))
        return 1;

      /* An object may claim another class than its own. */
      if (object->type->slots.get_attribute == ml_generic_get_attribute ||
          !ml_find_attribute (heap, object, ml_name (heap, __class__), &claimed))
        return heap->raised != NULL ? -1 : 0;

      answer = claimed != NULL && ml_is_type (claimed) &&
               ml_type_is_subtype ((MlType *) claimed, (MlType *) class);
      ml_unref_any (heap, claimed);

      return answer;
    }

  if (ml_is_tuple (class))
    return any_of_tuple (heap, object, class, ml_is_instance);

  method = ml_find_special (heap, class, ml_name (heap, __instancecheck__));

  if (method != NULL)
    return truth_of_call (heap, ml_name (heap, __instancecheck__), method, object);

  if (heap->raised == NULL)
    ml_raise (heap,
              heap->world->type_error,
              "isinstance() arg 2 must be a type, a tuple of types, or a union");

  return -1;
}

int
ml_is_subclass (MlHeap *heap, MlObject *type, MlObject *class)
{
  MlObject *method;

  if (ml_is_tuple (class))
    return any_of_tuple (heap, type, class, ml_is_subclass);

  if (class->type != heap->world->type_type)
    {
      method = ml_find_special (heap, class, ml_name (heap, __subclasscheck__));

      if (method != NULL)
        return truth_of_call (heap, ml_name (heap, __subclasscheck__), method, type);

      if (heap->raised == NULL)
        ml_raise (heap,
                  heap->world->type_error,
                  "issubclass() arg 2 must be a class, a tuple of classes, or a union");

      return -1;
    }

  if (!ml_is_type (type))
    {
      ml_raise (heap, heap->world->type_error, "issubclass() arg 1 must be a class");
      return -1;
    }

  return ml_type_is_subtype ((MlType *) type, (MlType *) class);
}
