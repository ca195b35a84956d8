/* ml-builtins-objects.c: builtins that ask about objects: getattr, id, isinstance, iter... */
#include "ml-builtins.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-running.h"
#include "ml-str.h"

#define FUNCTION(name)                         \
  static MlObject *name (MlHeap *heap,         \
                         MlObject *self,       \
                         MlObject *const *args, \
                         gsize n_args,         \
                         MlObject *kw_names)

FUNCTION (builtin_callable)
{
  return ml_bool (heap, ml_is_callable (args[0]));
}

static gboolean
check_name (MlHeap *heap, MlObject *name)
{
  if (ml_is_str (name))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "attribute name must be string, not '%s'",
            name->type->name);

  return FALSE;
}

/* Names that come from run-time strings are interned, mortally, as in CPython. */
static MlObject *
intern (MlHeap *heap, MlObject *name)
{
  return name->type == heap->world->str_type ? ml_str_intern (heap, ml_ref (name)) : ml_ref (name);
}

FUNCTION (builtin_getattr)
{
  MlObject *value;

  if (!check_name (heap, args[1]))
    return NULL;

  if (n_args == 2)
    return ml_get_attribute (heap, args[0], args[1]);

  if (!ml_find_attribute (heap, args[0], args[1], &value))
    return NULL;

  return value != NULL ? value : ml_ref (args[2]);
}

FUNCTION (builtin_hasattr)
{
  MlObject *value;

  if (!check_name (heap, args[1]) || !ml_find_attribute (heap, args[0], args[1], &value))
    return NULL;

  ml_unref_any (heap, value);

  return ml_bool (heap, value != NULL);
}

static MlObject *
set_attribute (MlHeap *heap, MlObject *object, MlObject *name, MlObject *value)
{
  MlObject *interned;
  gboolean done;

  if (!check_name (heap, name))
    return NULL;

  interned = intern (heap, name);
  done = interned != NULL && ml_set_attribute (heap, object, interned, value);
  ml_unref_any (heap, interned);

  return done ? ml_none (heap) : NULL;
}

FUNCTION (builtin_setattr)
{
  return set_attribute (heap, args[0], args[1], args[2]);
}

FUNCTION (builtin_delattr)
{
  return set_attribute (heap, args[0], args[1], NULL);
}

static MlObject *
list_attributes (MlHeap *heap, MlObject *object)
{
  MlObject *method = ml_find_special (heap, object, ml_name (heap, __dir__));

  if (method == NULL)
    return heap->raised != NULL
               ? NULL
               : ml_raise (heap, heap->world->type_error, "object does not provide __dir__");

  return ml_call_held (heap, ml_name (heap, __dir__), method, NULL, 0, NULL);
}

/* Without an argument: the names of the scope. */
FUNCTION (builtin_dir)
{
  MlObject *names = n_args > 0 ? list_attributes (heap, args[0]) : ml_running_get_locals (heap);
  MlObject *list;

  if (names == NULL)
    return NULL;

  list = ml_list_from_iterable (heap, names);
  ml_unref (heap, names);

  if (list != NULL && !ml_list_sort (heap, list, NULL, FALSE))
    {
      ml_unref (heap, list);
      return NULL;
    }

  return list;
}

FUNCTION (builtin_id)
{
  return ml_int_new (heap, ml_heap_get_address (heap, args[0]));
}

FUNCTION (builtin_isinstance)
{
  int answer = ml_is_instance (heap, args[0], args[1]);

  return answer < 0 ? NULL : ml_bool (heap, answer);
}

FUNCTION (builtin_issubclass)
{
  int answer = ml_is_subclass (heap, args[0], args[1]);

  return answer < 0 ? NULL : ml_bool (heap, answer);
}

FUNCTION (builtin_iter)
{
  if (n_args == 1)
    return ml_iterate (heap, args[0]);

  if (!ml_is_callable (args[0]))
    return ml_raise (heap, heap->world->type_error, "iter(v, w): v must be callable");

  return ml_callable_iterator_new (heap, args[0], args[1]);
}

FUNCTION (builtin_next)
{
  MlObject *item;

  if (args[0]->type->slots.next == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "'%s' object is not an iterator",
                     args[0]->type->name);

  item = args[0]->type->slots.next (heap, args[0]);

  if (item != NULL)
    return item;

  if (n_args > 1)
    {
      if (heap->raised != NULL && !ml_raised_is (heap, heap->world->stop_iteration))
        return NULL;

      ml_clear_raised (heap);
      return ml_ref (args[1]);
    }

  return heap->raised != NULL ? NULL : ml_raise_value (heap, heap->world->stop_iteration, NULL);
}

FUNCTION (builtin_repr)
{
  return ml_repr (heap, args[0]);
}

const MlMethod ml_builtins_objects[] = {
  { "callable", builtin_callable, 1, 1, FALSE, ML_METHOD_PLAIN,
    "callable($module, obj, /)\n--\n\nReturn whether the object is callable (i.e., some kind of "
    "function)." },
  { "delattr", builtin_delattr, 2, 2, FALSE, ML_METHOD_PLAIN,
    "delattr($module, obj, name, /)\n--\n\nDeletes the named attribute from the given object." },
  { "dir", builtin_dir, 0, 1, FALSE, ML_METHOD_PLAIN,
    "dir([object]) -> list of strings" },
  { "getattr", builtin_getattr, 2, 3, FALSE, ML_METHOD_PLAIN,
    "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, "
    "'y') is equivalent to x.y." },
  { "hasattr", builtin_hasattr, 2, 2, FALSE, ML_METHOD_PLAIN,
    "hasattr($module, obj, name, /)\n--\n\nReturn whether the object has an attribute with the "
    "given name." },
  { "id", builtin_id, 1, 1, FALSE, ML_METHOD_PLAIN,
    "id($module, obj, /)\n--\n\nReturn the identity of an object." },
  { "isinstance", builtin_isinstance, 2, 2, FALSE, ML_METHOD_PLAIN,
    "isinstance($module, obj, class_or_tuple, /)\n--\n\nReturn whether an object is an instance of "
    "a class or of a subclass thereof." },
  { "issubclass", builtin_issubclass, 2, 2, FALSE, ML_METHOD_PLAIN,
    "issubclass($module, cls, class_or_tuple, /)\n--\n\nReturn whether 'cls' is derived from "
    "another class or is the same class." },
  { "iter", builtin_iter, 1, 2, FALSE, ML_METHOD_PLAIN,
    "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an "
    "object." },
  { "next", builtin_next, 1, 2, FALSE, ML_METHOD_PLAIN,
    "next(iterator[, default])\n\nReturn the next item from the iterator." },
  { "repr", builtin_repr, 1, 1, FALSE, ML_METHOD_PLAIN,
    "repr($module, obj, /)\n--\n\nReturn the canonical string representation of the object." },
  { "setattr", builtin_setattr, 3, 3, FALSE, ML_METHOD_PLAIN,
    "setattr($module, obj, name, value, /)\n--\n\nSets the named attribute on the given object to "
    "the specified value." },
  { NULL },
};
