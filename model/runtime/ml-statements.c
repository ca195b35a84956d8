/* ml-statements.c: what the longer instructions do: calls, classes, imports, exceptions, with,
 * match */
#include "ml-instructions.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-interpreter-private.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Calls and functions */

/* Enters a function's frame. The arguments move into it; the tuple and dict that brought them are
 * gone before it runs. */
static gboolean
enter_unpacked (MlHeap *heap, MlFrame *frame, MlObject **base)
{
  MlObject *function = base[0];
  MlObject *tuple = base[2];
  MlObject *dict = frame->top - base > 3 ? base[3] : NULL;
  gsize n_args = ml_tuple_get_length (tuple);
  gsize n_all = n_args + (dict != NULL ? ml_dict_get_length (dict) : 0);
  g_autofree MlObject **args = g_new (MlObject *, n_all + 1);
  MlObject *names = NULL;
  MlFrame *callee;

  if (n_all > n_args && (names = ml_unpack_keywords (heap, dict, args + n_args)) == NULL)
    return FALSE;

  for (gsize i = 0; i < n_args; i++)
    args[i] = ml_tuple_get (tuple, i);

  for (gsize i = 0; i < n_all; i++)
    ml_ref (args[i]);

  callee = ml_call_prepare (heap, (MlFunction *) function, args, n_args, names);
  ml_unref_any (heap, names);

  if (callee == NULL)
    return FALSE;

  frame->top = base;
  ml_unref (heap, tuple);
  ml_unref_any (heap, dict);
  ml_unref (heap, function);
  ml_frame_enter (heap, callee);

  return TRUE;
}

gboolean
ml_do_call_unpacked (MlHeap *heap, MlFrame *frame, int arg)
{
  guint n_items = 3 + (arg & 1);
  MlObject **base = frame->top - n_items;
  MlObject *args = base[2];
  MlObject *result;

  if (!ml_is_tuple (args))
    {
      MlObject *tuple;

      if (args->type->slots.iterate == NULL && args->type->slots.get_item == NULL)
        {
          g_autofree char *name = ml_describe_callable (heap, base[0]);

          ml_raise (heap,
                    heap->world->type_error,
                    "%s argument after * must be an iterable, not %s",
                    name,
                    args->type->name);
          return FALSE;
        }

      tuple = ml_tuple_from_iterable (heap, args);

      if (tuple == NULL)
        return FALSE;

      base[2] = tuple;
      ml_unref (heap, args);
    }

  if (ml_is_function (heap, base[0]))
    return enter_unpacked (heap, frame, base);

  result = ml_call_unpacked (heap, base[0], base[2], arg & 1 ? base[3] : NULL);

  if (result == NULL)
    return FALSE;

  ml_operands_replace_call (heap, frame, n_items, result);

  return TRUE;
}

gboolean
ml_do_make_function (MlHeap *heap, MlFrame *frame)
{
  return ml_operands_finish (
      heap,
      frame,
      1,
      ml_function_new (heap, (MlCode *) frame->top[-1], frame->globals, frame->builtins));
}

gboolean
ml_do_load_build_class (MlHeap *heap, MlFrame *frame)
{
  MlObject *function = ml_dict_get_str (heap, frame->builtins, ml_name (heap, __build_class__));

  if (function == NULL)
    {
      ml_raise (heap, heap->world->name_error, "__build_class__ not found");
      return FALSE;
    }

  *frame->top++ = ml_ref (function);

  return TRUE;
}

/* Intrinsics */

/* sys.displayhook: what the prompt does with the value of an expression. */
static MlObject *
print_value (MlHeap *heap, MlObject *value)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlObject *none = ml_none (heap);
  MlObject *name = ml_name (heap, _);
  MlObject *text;

  if (value == none)
    return ml_ref (none);

  if (!ml_dict_set (heap, self->builtins, name, none))
    return NULL;

  text = ml_repr (heap, value);

  if (text == NULL)
    return NULL;

  {
    gsize length;
    const char *utf8 = ml_str_get_utf8 (text, &length);
    gboolean done =
        ml_interpreter_write (heap, 1, utf8, length) && ml_interpreter_write (heap, 1, "\n", 1);

    ml_unref (heap, text);

    if (!done)
      return NULL;
  }

  return ml_dict_set (heap, self->builtins, name, value) ? ml_ref (none) : NULL;
}

/* A StopIteration that leaves a generator would end a loop silently (PEP 479). */
static MlObject *
replace_stop_iteration (MlHeap *heap, MlObject *exception)
{
  MlObject *message, *error;

  if (!ml_object_is_a (exception, heap->world->stop_iteration))
    return ml_ref (exception);

  message = ml_str_from_utf8 (heap, "generator raised StopIteration", -1);
  error =
      message != NULL ? ml_call_with (heap, &heap->world->runtime_error->object, 1, message) : NULL;
  ml_unref_any (heap, message);

  if (error != NULL)
    {
      ml_exception_set_cause (heap, error, ml_ref (exception));
      ml_exception_set_context (heap, error, ml_ref (exception));
    }

  return error;
}

static gboolean
copy_public_names (MlHeap *heap, MlObject *module, MlObject *namespace)
{
  MlObject *dict = NULL;
  MlObject *key, *value;
  gsize position = 0;
  gboolean done = TRUE;

  if (!ml_find_attribute (heap, module, ml_name (heap, __dict__), &dict) || dict == NULL)
    return FALSE;

  while (done && ml_dict_next (dict, &position, &key, &value, NULL))
    if (!ml_is_str (key) || ml_str_get_utf8 (key, NULL)[0] != '_')
      done = ml_set_item (heap, namespace, key, value);

  ml_unref (heap, dict);

  return done;
}

/* from module import *: what __all__ lists, or every name without an underscore in front. */
static MlObject *
import_star (MlHeap *heap, MlFrame *frame, MlObject *module)
{
  MlObject *all;
  gboolean done = TRUE;

  if (!ml_find_attribute (heap, module, ml_name (heap, __all__), &all))
    return NULL;

  if (all == NULL)
    return copy_public_names (heap, module, frame->namespace) ? ml_ref (ml_none (heap)) : NULL;

  {
    MlObject *names = ml_tuple_from_iterable (heap, all);

    ml_unref (heap, all);

    for (gsize i = 0; names != NULL && done && i < ml_tuple_get_length (names); i++)
      {
        MlObject *name = ml_tuple_get (names, i);
        MlObject *value = ml_get_attribute (heap, module, name);

        done = value != NULL && ml_set_item (heap, frame->namespace, name, value);
        ml_unref_any (heap, value);
      }

    ml_unref_any (heap, names);

    return done && names != NULL ? ml_ref (ml_none (heap)) : NULL;
  }
}

gboolean
ml_do_intrinsic_1 (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *value = frame->top[-1];

  switch (arg)
    {
    case ML_INTRINSIC_PRINT:
      return ml_operands_finish (heap, frame, 1, print_value (heap, value));
    case ML_INTRINSIC_IMPORT_STAR:
      return ml_operands_finish (heap, frame, 1, import_star (heap, frame, value));
    case ML_INTRINSIC_STOPITERATION_ERROR:
      return ml_operands_finish (heap, frame, 1, replace_stop_iteration (heap, value));
    case ML_INTRINSIC_UNARY_POSITIVE:
      return ml_operands_finish (heap, frame, 1, ml_unary (heap, ML_POSITIVE, value));
    case ML_INTRINSIC_LIST_TO_TUPLE:
      return ml_operands_finish (heap, frame, 1, ml_list_to_tuple (heap, value));
    default:
      ml_raise (heap,
                heap->world->not_implemented_error,
                "Memory Lane cannot run type parameters and coroutines");
      return FALSE;
    }
}

gboolean
ml_do_intrinsic_2 (MlHeap *heap, MlFrame *frame, int arg)
{
  ml_raise (heap,
            heap->world->not_implemented_error,
            "Memory Lane cannot run type parameters and exception groups");

  return FALSE;
}

/* Imports */

gboolean
ml_do_import_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  return ml_operands_finish (heap, frame, 2, ml_import (heap, name));
}

/* A str that the module has under @name; NULL with or without an exception. New reference. */
static MlObject *
get_module_text (MlHeap *heap, MlObject *module, MlObject *name)
{
  MlObject *text;

  if (!ml_find_attribute (heap, module, name, &text) || text == NULL || ml_is_str (text))
    return heap->raised == NULL ? text : NULL;

  ml_unref (heap, text);

  return NULL;
}

static void
raise_cannot_import (MlHeap *heap, MlObject *module, MlObject *name)
{
  MlObject *module_name = get_module_text (heap, module, ml_name (heap, __name__));
  MlObject *file;

  if (heap->raised != NULL)
    return;

  file = get_module_text (heap, module, ml_name (heap, __file__));

  if (heap->raised == NULL)
    ml_raise (heap,
              heap->world->import_error,
              "cannot import name '%s' from '%s' (%s)",
              ml_str_get_utf8 (name, NULL),
              module_name != NULL ? ml_str_get_utf8 (module_name, NULL) : "<unknown module name>",
              file != NULL ? ml_str_get_utf8 (file, NULL) : "unknown location");

  if (ml_raised_is (heap, heap->world->import_error))
    {
      ml_exception_set_value (
          heap, heap->raised, ML_IMPORT_ERROR_NAME, g_steal_pointer (&module_name));
      ml_exception_set_value (heap, heap->raised, ML_IMPORT_ERROR_PATH, g_steal_pointer (&file));
    }

  ml_unref_any (heap, module_name);
  ml_unref_any (heap, file);
}

gboolean
ml_do_import_from (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *module = frame->top[-1];
  MlObject *value;

  if (!ml_find_attribute (heap, module, name, &value))
    return FALSE;

  if (value == NULL)
    {
      raise_cannot_import (heap, module, name);
      return FALSE;
    }

  *frame->top++ = value;

  return TRUE;
}

/* Exceptions */

/* An instance for what stands behind `raise`: itself, or what the class gives when called. New
 * reference. */
static MlObject *
make_exception (MlHeap *heap, MlObject *object)
{
  MlObject *exception;

  if (ml_is_exception (object))
    return ml_ref (object);

  if (!ml_is_type (object) || !ml_type_is_subtype ((MlType *) object, heap->world->base_exception))
    return ml_raise (heap, heap->world->type_error, "exceptions must derive from BaseException");

  exception = ml_call (heap, object, NULL, 0, NULL);

  if (exception != NULL && !ml_is_exception (exception))
    {
      ml_raise (heap,
                heap->world->type_error,
                "calling %s should have returned an instance of BaseException, not %s",
                ((MlType *) object)->name,
                exception->type->name);
      ml_unref (heap, exception);
      return NULL;
    }

  return exception;
}

/* raise X from Y. FALSE with an exception. */
static gboolean
set_cause (MlHeap *heap, MlObject *exception, MlObject *from)
{
  MlObject *cause = NULL;

  if (from != ml_none (heap))
    {
      if (!ml_is_exception (from) && !ml_is_type (from))
        {
          ml_raise (
              heap, heap->world->type_error, "exception causes must derive from BaseException");
          return FALSE;
        }

      cause = make_exception (heap, from);

      if (cause == NULL)
        return FALSE;
    }

  ml_exception_set_cause (heap, exception, cause);

  return TRUE;
}

/* What `raise` names gives way to the exception under way. */
static void
raise_from_stack (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject **base = frame->top - arg;
  MlObject *exception = make_exception (heap, base[0]);

  if (exception == NULL)
    return;

  if (arg == 2 && !set_cause (heap, exception, base[1]))
    {
      ml_unref (heap, exception);
      return;
    }

  ml_raise_object (heap, exception);

  while (frame->top > base)
    ml_unref (heap, *--frame->top);
}

/* TRUE: the exception being handled goes on as it is; FALSE: another one is raised. */
gboolean
ml_do_raise (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *handled;

  if (arg > 0)
    {
      raise_from_stack (heap, frame, arg);
      return FALSE;
    }

  handled = ml_get_handled (heap);

  if (handled == NULL)
    {
      ml_raise (heap, heap->world->runtime_error, "No active exception to reraise");
      return FALSE;
    }

  ml_restore_raised (heap, ml_ref (handled));

  return TRUE;
}

static gboolean
check_catchable (MlHeap *heap, MlObject *class)
{
  if (ml_is_tuple (class))
    {
      for (gsize i = 0; i < ml_tuple_get_length (class); i++)
        if (!check_catchable (heap, ml_tuple_get (class, i)))
          return FALSE;

      return TRUE;
    }

  if (ml_is_type (class) && ml_type_is_subtype ((MlType *) class, heap->world->base_exception))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "catching classes that do not inherit from BaseException is not allowed");

  return FALSE;
}

gboolean
ml_do_check_match (MlHeap *heap, MlFrame *frame)
{
  MlObject *class = frame->top[-1];
  int matches;

  if (!check_catchable (heap, class))
    return FALSE;

  matches = ml_exception_matches (heap, frame->top[-2], class);

  return matches >= 0 && ml_operands_finish (heap, frame, 1, ml_bool (heap, matches));
}

/* with */

static MlObject *
find_manager_method (MlHeap *heap, MlObject *manager, MlObject *name, const char *missing)
{
  MlObject *method = ml_find_special (heap, manager, name);

  if (method == NULL && heap->raised == NULL)
    ml_raise (heap,
              heap->world->type_error,
              "'%s' object does not support the context manager protocol%s",
              manager->type->name,
              missing);

  return method;
}

gboolean
ml_do_before_with (MlHeap *heap, MlFrame *frame)
{
  MlObject *manager = frame->top[-1];
  MlObject *enter, *leave, *value;

  enter = find_manager_method (heap, manager, ml_name (heap, __enter__), "");

  if (enter == NULL)
    return FALSE;

  leave =
      find_manager_method (heap, manager, ml_name (heap, __exit__), " (missed __exit__ method)");

  if (leave == NULL)
    {
      ml_unref (heap, enter);
      return FALSE;
    }

  /* Both stand on the stack while __enter__ runs; then the manager is let go. */
  frame->top[-1] = leave;
  *frame->top++ = enter;
  ml_unref (heap, manager);
  value = ml_call (heap, enter, NULL, 0, NULL);

  return ml_operands_finish (heap, frame, 1, value);
}

gboolean
ml_do_with_except_start (MlHeap *heap, MlFrame *frame)
{
  MlException *exception = (MlException *) frame->top[-1];
  MlObject *leave = frame->top[-4];
  MlObject *traceback = exception->traceback != NULL ? exception->traceback : ml_none (heap);
  MlObject *result = ml_call_with (heap, leave, 3, exception->object.type, exception, traceback);

  if (result == NULL)
    return FALSE;

  *frame->top++ = result;

  return TRUE;
}

/* Generators */

gboolean
ml_do_yield_from_iterator (MlHeap *heap, MlFrame *frame)
{
  MlObject *iterable = frame->top[-1];

  if (iterable->type == heap->world->generator_type)
    return TRUE;

  return ml_operands_finish (heap, frame, 1, ml_iterate (heap, iterable));
}

gboolean
ml_do_cleanup_throw (MlHeap *heap, MlFrame *frame)
{
  MlObject *exception = frame->top[-1];
  MlObject *value;

  if (!ml_object_is_a (exception, heap->world->stop_iteration))
    {
      frame->top--;
      ml_restore_raised (heap, exception);
      return FALSE;
    }

  value = ((MlException *) exception)->values[ML_STOP_ITERATION_VALUE];
  value = ml_ref (value != NULL ? value : ml_none (heap));
  ml_operands_replace (heap, frame, 3, value);
  *frame->top = frame->top[-1];
  frame->top[-1] = ml_none (heap);
  frame->top++;

  return TRUE;
}

/* match */

gboolean
ml_do_get_length (MlHeap *heap, MlFrame *frame)
{
  gssize length = ml_length (heap, frame->top[-1]);

  if (length < 0)
    return FALSE;

  *frame->top++ = ml_int_new (heap, length);

  return TRUE;
}

/* The value under a key: new reference; NULL and nothing raised if there is none. */
static MlObject *
get_value (MlHeap *heap, MlObject *mapping, MlObject *key)
{
  MlObject *value;

  if (mapping->type == heap->world->dict_type)
    {
      value = ml_dict_get (heap, mapping, key);

      return value != NULL ? ml_ref (value) : NULL;
    }

  value = ml_get_item (heap, mapping, key);

  if (value == NULL && ml_raised_is (heap, heap->world->key_error))
    ml_clear_raised (heap);

  return value;
}

gboolean
ml_do_match_keys (MlHeap *heap, MlFrame *frame)
{
  MlObject *mapping = frame->top[-2];
  MlObject *keys = frame->top[-1];
  MlObject *values = ml_list_new (heap);
  MlObject *result;

  if (values == NULL)
    return FALSE;

  /* On the stack from now on: looking up keys may run code of the program's. */
  *frame->top++ = values;

  for (gsize i = 0; i < ml_tuple_get_length (keys); i++)
    {
      MlObject *value = get_value (heap, mapping, ml_tuple_get (keys, i));

      if (value == NULL)
        return heap->raised == NULL && ml_operands_finish (heap, frame, 1, ml_none (heap));

      if (!ml_list_append_take (heap, values, value))
        return FALSE;
    }

  result = ml_list_to_tuple (heap, values);

  return ml_operands_finish (heap, frame, 1, result);
}

/* The attribute of @subject called @name for a pattern: FALSE with an exception; *@value NULL if
 * there is none. */
static gboolean
match_attribute (MlHeap *heap, MlObject *subject, MlObject *name, MlObject **value)
{
  return ml_find_attribute (heap, subject, name, value);
}

static gboolean
collect_positional (MlHeap *heap,
                    MlObject *subject,
                    MlType *type,
                    int n_positional,
                    MlObject *values,
                    gboolean *matched)
{
  MlObject *names;
  gsize n_names;
  gboolean done = TRUE;

  if (!ml_find_attribute (heap, &type->object, ml_name (heap, __match_args__), &names))
    return FALSE;

  if (names == NULL && type->flags & ML_TYPE_SELF_ITEM && n_positional == 1)
    return ml_list_append (heap, values, subject);

  if (names != NULL && !ml_is_tuple (names))
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s.__match_args__ must be a tuple (got %s)",
                type->name,
                names->type->name);
      ml_unref (heap, names);
      return FALSE;
    }

  n_names = names != NULL ? ml_tuple_get_length (names) : 0;

  if (n_names < (gsize) n_positional)
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s() accepts %" G_GSIZE_FORMAT " positional sub-pattern%s (%d given)",
                type->name,
                n_names,
                n_names == 1 ? "" : "s",
                n_positional);
      ml_unref_any (heap, names);
      return FALSE;
    }

  for (int i = 0; done && *matched && i < n_positional; i++)
    {
      MlObject *value;

      done = match_attribute (heap, subject, ml_tuple_get (names, i), &value);
      *matched = done && value != NULL;

      if (*matched)
        done = ml_list_append_take (heap, values, value);
    }

  ml_unref_any (heap, names);

  return done;
}

gboolean
ml_do_match_class (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *subject = frame->top[-3];
  MlObject *class = frame->top[-2];
  MlObject *names = frame->top[-1];
  MlObject *values;
  gboolean matched = TRUE;
  int is_instance;

  if (!ml_is_type (class))
    {
      ml_raise (heap, heap->world->type_error, "called match pattern must be a class");
      return FALSE;
    }

  is_instance = ml_is_instance (heap, subject, class);

  if (is_instance < 0)
    return FALSE;

  if (!is_instance)
    return ml_operands_finish (heap, frame, 3, ml_none (heap));

  values = ml_list_new (heap);

  if (values == NULL)
    return FALSE;

  *frame->top++ = values;

  if (!collect_positional (heap, subject, (MlType *) class, arg, values, &matched))
    return FALSE;

  for (gsize i = 0; matched && i < ml_tuple_get_length (names); i++)
    {
      MlObject *value;

      if (!match_attribute (heap, subject, ml_tuple_get (names, i), &value))
        return FALSE;

      matched = value != NULL;

      if (matched && !ml_list_append_take (heap, values, value))
        return FALSE;
    }

  return ml_operands_finish (
      heap, frame, 4, matched ? ml_list_to_tuple (heap, values) : ml_none (heap));
}
