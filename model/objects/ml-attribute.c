/* ml-attribute.c: attributes, special methods, calls */
#include <stdarg.h>
#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-instance.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* More arguments than this in ml_call_with() would be a mistake of ours. */
#define MAX_FIXED_ARGS 8

MlObject *
ml_get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  return object->type->slots.get_attribute (heap, object, name);
}

gboolean
ml_find_attribute (MlHeap *heap, MlObject *object, MlObject *name, MlObject **value)
{
  *value = ml_get_attribute (heap, object, name);

  if (*value != NULL)
    return TRUE;

  if (!ml_raised_is (heap, heap->world->attribute_error))
    return FALSE;

  ml_clear_raised (heap);

  return TRUE;
}

gboolean
ml_set_attribute (MlHeap *heap, MlObject *object, MlObject *name, MlObject *value)
{
  if (object->type->slots.set_attribute == NULL)
    return ml_generic_set_attribute (heap, object, name, value);

  return object->type->slots.set_attribute (heap, object, name, value);
}

MlObject *
ml_find_special (MlHeap *heap, MlObject *object, MlObject *name)
{
  MlObject *found = ml_type_lookup (heap, object->type, name);

  if (found == NULL)
    return NULL;

  if (found->type->slots.descriptor_get != NULL)
    return found->type->slots.descriptor_get (heap, found, object, object->type);

  return ml_ref (found);
}

/* What is looked up on the class, in CPython's order: data descriptors of the class, the instance,
 * the class. */

static gboolean
is_data_descriptor (MlObject *object)
{
  return object->type->slots.descriptor_get != NULL && object->type->slots.descriptor_set != NULL;
}

static MlObject *
get_own (MlHeap *heap, MlObject *self, MlObject *name)
{
  if (!(self->type->flags & ML_TYPE_ATTRIBUTES))
    return NULL;

  return ml_instance_get (heap, self, name);
}

MlObject *
ml_generic_get_attribute (MlHeap *heap, MlObject *self, MlObject *name)
{
  MlObject *found, *own;

  if (!ml_is_str (name))
    return ml_raise (
        heap, heap->world->type_error, "attribute name must be string, not '%s'", name->type->name);

  found = ml_type_lookup (heap, self->type, name);

  if (found != NULL && is_data_descriptor (found))
    return found->type->slots.descriptor_get (heap, found, self, self->type);

  own = get_own (heap, self, name);

  if (own != NULL)
    return ml_ref (own);

  if (found == NULL)
    return ml_raise_no_attribute (heap, self, name);

  if (found->type->slots.descriptor_get != NULL)
    return found->type->slots.descriptor_get (heap, found, self, self->type);

  return ml_ref (found);
}

static void
raise_not_settable (MlHeap *heap, MlObject *self, MlObject *name, MlObject *found)
{
  if (found != NULL)
    ml_raise (heap,
              heap->world->attribute_error,
              "'%s' object attribute '%s' is read-only",
              self->type->name,
              ml_str_get_utf8 (name, NULL));
  else
    {
      ml_raise (heap,
                heap->world->attribute_error,
                "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                self->type->name,
                ml_str_get_utf8 (name, NULL));
      ml_complete_attribute_error (heap, self, name);
    }
}

gboolean
ml_generic_set_attribute (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlObject *found;

  if (!ml_is_str (name))
    {
      ml_raise (heap,
                heap->world->type_error,
                "attribute name must be string, not '%s'",
                name->type->name);
      return FALSE;
    }

  found = ml_type_lookup (heap, self->type, name);

  if (found != NULL && found->type->slots.descriptor_set != NULL)
    return found->type->slots.descriptor_set (heap, found, self, value);

  if (self->type->flags & ML_TYPE_ATTRIBUTES)
    return ml_instance_set (heap, self, name, value);

  raise_not_settable (heap, self, name, found);

  return FALSE;
}

MlObject *
ml_get_method (MlHeap *heap, MlObject *object, MlObject *name, gboolean *is_method)
{
  MlObject *found;

  *is_method = FALSE;

  if (object->type->slots.get_attribute != ml_generic_get_attribute)
    return ml_get_attribute (heap, object, name);

  found = ml_type_lookup (heap, object->type, name);

  if (found == NULL || !(found->type->flags & ML_TYPE_METHOD_DESCRIPTOR) ||
      get_own (heap, object, name) != NULL)
    return ml_get_attribute (heap, object, name);

  *is_method = TRUE;

  return ml_ref (found);
}

/* Calls */

gboolean
ml_is_callable (MlObject *object)
{
  return object->type->slots.call != NULL;
}

static MlObject *
call_plainly (MlHeap *heap,
              MlObject *callable,
              MlObject *const *args,
              gsize n_args,
              MlObject *kw_names)
{
  MlObject *result;

  if (callable->type->slots.call == NULL)
    return ml_raise (
        heap, heap->world->type_error, "'%s' object is not callable", callable->type->name);

  if (!ml_enter_recursion (heap, ""))
    return NULL;

  result = callable->type->slots.call (heap, callable, args, n_args, kw_names);
  ml_leave_recursion (heap);

  return result;
}

/* Classes of the program's and their instances get their arguments in a tuple, and a dict if there
 * are names: as CPython has no quicker way for them. */
static gboolean
is_called_with_tuple (MlHeap *heap, MlObject *callable)
{
  return callable->type->flags & ML_TYPE_HEAP ||
         (callable->type == heap->world->type_type && ((MlType *) callable)->flags & ML_TYPE_HEAP);
}

static MlObject *
call_with_tuple (MlHeap *heap,
                 MlObject *callable,
                 MlObject *const *args,
                 gsize n_args,
                 MlObject *kw_names)
{
  gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  MlObject *held[2] = { NULL, NULL };
  MlNative native;
  MlObject *result = NULL;

  ml_native_enter (heap, &native, "call", held, G_N_ELEMENTS (held));
  held[0] = ml_tuple_new_from (heap, args, n_args);

  if (held[0] != NULL && n_keywords > 0)
    held[1] = ml_tuple_new_from (heap, args + n_args, n_keywords);

  if (heap->raised == NULL)
    result = call_plainly (heap, callable, args, n_args, kw_names);

  ml_native_leave (heap, &native);

  return result;
}

MlObject *
ml_call (MlHeap *heap, MlObject *callable, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return is_called_with_tuple (heap, callable)
             ? call_with_tuple (heap, callable, args, n_args, kw_names)
             : call_plainly (heap, callable, args, n_args, kw_names);
}

MlObject *
ml_call_held (MlHeap *heap,
              MlObject *name,
              MlObject *callable,
              MlObject *const *args,
              gsize n_args,
              MlObject *kw_names)
{
  MlNative native;
  MlObject *result;

  if (callable == NULL)
    return NULL;

  ml_native_enter (heap, &native, ml_str_get_utf8 (name, NULL), &callable, 1);
  result = ml_call (heap, callable, args, n_args, kw_names);
  ml_native_leave (heap, &native);

  return result;
}

MlObject *
ml_call_with (MlHeap *heap, MlObject *callable, gsize n_args, ...)
{
  MlObject *args[MAX_FIXED_ARGS];
  va_list list;

  g_return_val_if_fail (n_args <= MAX_FIXED_ARGS, NULL);

  va_start (list, n_args);

  for (gsize i = 0; i < n_args; i++)
    args[i] = va_arg (list, gpointer);

  va_end (list);

  return ml_call (heap, callable, args, n_args, NULL);
}

MlObject *
ml_call_method (MlHeap *heap, MlObject *object, MlObject *name, gsize n_args, ...)
{
  MlObject *args[MAX_FIXED_ARGS + 1] = { object };
  gboolean is_method;
  MlObject *method, *result;
  MlNative native;
  va_list list;

  g_return_val_if_fail (n_args <= MAX_FIXED_ARGS, NULL);

  va_start (list, n_args);

  for (gsize i = 0; i < n_args; i++)
    args[i + 1] = va_arg (list, gpointer);

  va_end (list);

  method = ml_get_method (heap, object, name, &is_method);

  if (method == NULL)
    return NULL;

  ml_native_enter (heap, &native, ml_str_get_utf8 (name, NULL), &method, 1);
  result = is_method ? ml_call (heap, method, args, n_args + 1, NULL)
                     : ml_call (heap, method, args + 1, n_args, NULL);
  ml_native_leave (heap, &native);

  return result;
}

MlObject *
ml_unpack_keywords (MlHeap *heap, MlObject *dict, MlObject **values)
{
  MlObject *names = ml_tuple_new (heap, ml_dict_get_length (dict));
  MlObject *key, *value;
  gsize position = 0;
  gsize n = 0;

  while (names != NULL && ml_dict_next (dict, &position, &key, &value, NULL))
    {
      ml_tuple_fill (names, n, ml_ref (key));
      values[n++] = value;
    }

  for (gsize i = 0; names != NULL && i < n; i++)
    if (!ml_is_str (ml_tuple_get (names, i)))
      {
        ml_raise (heap, heap->world->type_error, "keywords must be strings");
        ml_unref (heap, names);
        return NULL;
      }

  return names;
}

MlObject *
ml_call_unpacked (MlHeap *heap, MlObject *callable, MlObject *tuple, MlObject *dict)
{
  gsize n_args = ml_tuple_get_length (tuple);
  gsize n_keywords = dict != NULL ? ml_dict_get_length (dict) : 0;
  g_autofree MlObject **values = g_new (MlObject *, n_args + n_keywords + 1);
  MlObject *names;
  MlNative native;
  MlObject *result;

  for (gsize i = 0; i < n_args; i++)
    values[i] = ml_tuple_get (tuple, i);

  if (n_keywords == 0)
    return call_plainly (heap, callable, values, n_args, NULL);

  names = ml_unpack_keywords (heap, dict, values + n_args);

  if (names == NULL)
    return NULL;

  ml_native_enter (heap, &native, "call", &names, 1);
  result = call_plainly (heap, callable, values, n_args, names);
  ml_native_leave (heap, &native);

  return result;
}
