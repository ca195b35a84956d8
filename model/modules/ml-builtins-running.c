/* ml-builtins-running.c: builtins that act on the running program: print, input, exec,
 * globals... */
#include <string.h>

#include "ml-builtins.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-generator.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-running.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-type-class.h"

#define FUNCTION(name)    \
  static MlObject *name ( \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)

/* print */

static gboolean
write_str (MlHeap *heap, MlObject *file, MlObject *text)
{
  MlObject *result;

  if (file == NULL)
    {
      gsize length;
      const char *utf8 = ml_str_get_utf8 (text, &length);

      return ml_running_write (heap, 1, utf8, length);
    }

  result = ml_call_method (heap, file, ml_name (heap, write), 1, text);
  ml_unref_any (heap, result);

  return result != NULL;
}

static gboolean
write_object (MlHeap *heap, MlObject *file, MlObject *object)
{
  MlObject *text = ml_to_str (heap, object);
  MlNative native;
  gboolean done;

  if (text == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "print", &text, 1);
  done = write_str (heap, file, text);
  ml_native_leave (heap, &native);

  return done;
}

/* sep and end: NULL is @otherwise. FALSE with TypeError. */
static gboolean
check_text (MlHeap *heap, MlObject **text, const char *name)
{
  if (*text == ml_none (heap))
    *text = NULL;

  if (*text == NULL || ml_is_str (*text))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "%s must be None or a string, not %s",
            name,
            (*text)->type->name);

  return FALSE;
}

static gboolean
write_all (MlHeap *heap, MlObject *file, MlObject *separator, MlObject *const *args, gsize n_args)
{
  for (gsize i = 0; i < n_args; i++)
    if ((i > 0 && !write_str (heap, file, separator)) || !write_object (heap, file, args[i]))
      return FALSE;

  return TRUE;
}

FUNCTION (builtin_print)
{
  static const char *const names[] = { "sep", "end", "file", "flush", NULL };
  MlObject *named[4];
  MlObject *file, *separator, *end;
  MlObject *values;
  MlNative native;
  gboolean done;

  if (!ml_native_parse (heap, "print", names, 0, 0, args + n_args, 0, kw_names, named) ||
      !check_text (heap, &named[0], "sep") || !check_text (heap, &named[1], "end"))
    return NULL;

  file = named[2] != ml_none (heap) ? named[2] : NULL;

  if (file == NULL && !ml_running_get_stdout (heap, &file))
    return NULL;

  separator = named[0] != NULL ? named[0] : heap->world->characters[' '];
  end = named[1] != NULL ? named[1] : heap->world->characters['\n'];

  values = ml_tuple_new_from (heap, args, n_args);

  if (values == NULL)
    return NULL;

  ml_native_enter (heap, &native, "print", &values, 1);
  done = write_all (heap, file, separator, args, n_args);
  ml_native_leave (heap, &native);

  return done && write_str (heap, file, end) ? ml_none (heap) : NULL;
}

FUNCTION (builtin_input)
{
  MlObject *prompt = n_args > 0 ? ml_to_str (heap, args[0]) : ml_ref (heap->world->empty_str);
  g_autofree char *line = NULL;
  gsize length;
  const char *text;

  if (prompt == NULL)
    return NULL;

  text = ml_str_get_utf8 (prompt, &length);

  if (!ml_running_write (heap, 1, text, length))
    {
      ml_unref (heap, prompt);
      return NULL;
    }

  line = ml_running_read (heap, text);
  ml_unref (heap, prompt);

  if (line == NULL)
    return heap->raised != NULL
               ? NULL
               : ml_raise (heap, heap->world->eof_error, "EOF when reading a line");

  return ml_str_from_utf8 (heap, line, -1);
}

/* Namespaces */

FUNCTION (builtin_globals)
{
  return ml_running_get_globals (heap);
}

FUNCTION (builtin_locals)
{
  return ml_running_get_locals (heap);
}

FUNCTION (builtin_vars)
{
  MlObject *dict;

  if (n_args == 0)
    return ml_running_get_locals (heap);

  if (!ml_find_attribute (heap, args[0], ml_name (heap, __dict__), &dict))
    return NULL;

  if (dict == NULL)
    return ml_raise (heap, heap->world->type_error, "vars() argument must have __dict__ attribute");

  return dict;
}

/* exec, eval, compile */

static gboolean
check_namespaces (MlHeap *heap, const char *name, MlObject *globals, MlObject *locals)
{
  if (globals != NULL && !ml_is_dict (globals))
    ml_raise (heap,
              heap->world->type_error,
              "%s() globals must be a dict, not %s",
              name,
              globals->type->name);
  else if (locals != NULL && !ml_is_dict (locals) && locals->type->slots.get_item == NULL)
    ml_raise (heap,
              heap->world->type_error,
              "%s() locals must be a mapping or None, not %s",
              name,
              locals->type->name);
  else
    return TRUE;

  return FALSE;
}

static MlObject *
run (MlHeap *heap,
     const char *name,
     MlObject *const *args,
     gsize n_args,
     MlObject *kw_names,
     gboolean is_expression)
{
  static const char *const names[] = { "", "globals", "locals", NULL };
  MlObject *places[3];

  if (!ml_native_parse (heap, name, names, 1, 3, args, n_args, kw_names, places))
    return NULL;

  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    if (places[i] == ml_none (heap))
      places[i] = NULL;

  if (!check_namespaces (heap, name, places[1], places[2]))
    return NULL;

  if (!ml_is_str (places[0]) && places[0]->type != heap->world->code_type)
    return ml_raise (
        heap, heap->world->type_error, "%s() arg 1 must be a string, bytes or code object", name);

  return ml_running_execute (heap, places[0], places[1], places[2], is_expression);
}

FUNCTION (builtin_exec)
{
  MlObject *result = run (heap, "exec", args, n_args, kw_names, FALSE);

  ml_unref_any (heap, result);

  return result != NULL ? ml_none (heap) : NULL;
}

FUNCTION (builtin_eval)
{
  return run (heap, "eval", args, n_args, kw_names, TRUE);
}

FUNCTION (builtin_compile)
{
  static const char *const names[] = { "source",       "filename", "mode", "flags",
                                       "dont_inherit", "optimize", NULL };
  MlObject *places[6];

  if (!ml_native_parse (heap, "compile", names, 3, 6, args, n_args, kw_names, places))
    return NULL;

  if (!ml_is_str (places[0]) || !ml_is_str (places[1]) || !ml_is_str (places[2]))
    return ml_raise (
        heap, heap->world->type_error, "compile() arguments 1, 2 and 3 must be strings");

  return ml_running_compile (heap, places[0], places[1], places[2]);
}

FUNCTION (builtin_import)
{
  if (n_args == 0 || !ml_is_str (args[0]))
    return ml_raise (heap, heap->world->type_error, "__import__() argument 1 must be str");

  return ml_running_import (heap, args[0]);
}

FUNCTION (builtin_open)
{
  return ml_raise (
      heap, heap->world->os_error, "Memory Lane cannot open files: programs here reach none");
}

/* __build_class__ (function, name, *bases, metaclass=type, **keywords): the class statement */

enum
{
  HELD_BASES,
  HELD_NAMESPACE,
  HELD_CELL,
  HELD_METACLASS,
  HELD_VALUES,
  HELD_NAMES,
  N_HELD
};

/* Takes `metaclass` out of the keywords; the others are kept in two tuples. */
static gboolean
sort_keywords (MlHeap *heap, MlObject *const *values, MlObject *kw_names, MlObject **held)
{
  gsize n = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  g_autoptr (GPtrArray) kept_values = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept_names = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    {
      MlObject *name = ml_tuple_get (kw_names, i);

      if (name == ml_name (heap, metaclass))
        {
          held[HELD_METACLASS] = ml_ref (values[i]);
          continue;
        }

      g_ptr_array_add (kept_values, values[i]);
      g_ptr_array_add (kept_names, name);
    }

  held[HELD_VALUES] = ml_tuple_new_from (heap, (MlObject **) kept_values->pdata, kept_values->len);
  held[HELD_NAMES] =
      kept_names->len > 0
          ? ml_tuple_new_from (heap, (MlObject **) kept_names->pdata, kept_names->len)
          : NULL;

  return heap->raised == NULL;
}

static gboolean
choose_metaclass (MlHeap *heap, MlObject **held)
{
  MlType *type;

  if (held[HELD_METACLASS] != NULL && !ml_is_type (held[HELD_METACLASS]))
    return TRUE;

  type = held[HELD_METACLASS] != NULL                 ? (MlType *) held[HELD_METACLASS]
         : ml_tuple_get_length (held[HELD_BASES]) > 0 ? ml_tuple_get (held[HELD_BASES], 0)->type
                                                      : heap->world->type_type;
  type = ml_type_choose_metaclass (heap, type, held[HELD_BASES]);

  if (type == NULL)
    return FALSE;

  ml_ref (type);
  ml_unref_any (heap, held[HELD_METACLASS]);
  held[HELD_METACLASS] = &type->object;

  return TRUE;
}

/* All keywords behind two positional arguments. */
static MlObject *
call_with_keywords (MlHeap *heap,
                    MlObject *callable,
                    MlObject **two_or_three,
                    gsize n,
                    MlObject **held)
{
  gsize n_values = ml_tuple_get_length (held[HELD_VALUES]);
  g_autofree MlObject **all = g_new (MlObject *, n + n_values);

  memcpy (all, two_or_three, n * sizeof (MlObject *));

  for (gsize i = 0; i < n_values; i++)
    all[n + i] = ml_tuple_get (held[HELD_VALUES], i);

  return ml_call (heap, callable, all, n, held[HELD_NAMES]);
}

static gboolean
prepare_namespace (MlHeap *heap, MlObject *name, MlObject **held)
{
  MlObject *args[] = { name, held[HELD_BASES] };
  MlObject *prepare;
  MlNative native;

  if (held[HELD_METACLASS] == &heap->world->type_type->object)
    {
      held[HELD_NAMESPACE] = ml_dict_new (heap);
      return held[HELD_NAMESPACE] != NULL;
    }

  if (!ml_find_attribute (heap, held[HELD_METACLASS], ml_name (heap, __prepare__), &prepare))
    return FALSE;

  if (prepare == NULL)
    {
      held[HELD_NAMESPACE] = ml_dict_new (heap);
      return held[HELD_NAMESPACE] != NULL;
    }

  ml_native_enter (heap, &native, "__prepare__", &prepare, 1);
  held[HELD_NAMESPACE] = call_with_keywords (heap, prepare, args, G_N_ELEMENTS (args), held);
  ml_native_leave (heap, &native);

  return held[HELD_NAMESPACE] != NULL;
}

FUNCTION (builtin_build_class)
{
  MlObject *held[N_HELD] = { NULL };
  MlObject *class = NULL;
  MlObject *class_args[3];
  MlNative native;

  if (n_args < 2 || !ml_is_function (heap, args[0]) || !ml_is_str (args[1]))
    return ml_raise (
        heap, heap->world->type_error, "__build_class__: func must be a function, name a string");

  ml_native_enter (heap, &native, "class statement", held, N_HELD);
  held[HELD_BASES] = ml_tuple_new_from (heap, args + 2, n_args - 2);

  if (held[HELD_BASES] == NULL || !sort_keywords (heap, args + n_args, kw_names, held) ||
      !choose_metaclass (heap, held) || !prepare_namespace (heap, args[1], held))
    goto out;

  held[HELD_CELL] = ml_running_execute_body (heap, (MlFunction *) args[0], held[HELD_NAMESPACE]);

  if (held[HELD_CELL] == NULL)
    goto out;

  class_args[0] = args[1];
  class_args[1] = held[HELD_BASES];
  class_args[2] = held[HELD_NAMESPACE];
  class =
      call_with_keywords (heap, held[HELD_METACLASS], class_args, G_N_ELEMENTS (class_args), held);

out:
  ml_native_leave (heap, &native);

  return class;
}

const MlMethod ml_builtins_running[] = {
  { "__build_class__",
    builtin_build_class,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper "
    "function used by the class statement." },
  { "__import__", builtin_import, 0, -1, TRUE, ML_METHOD_PLAIN, "Import a module." },
  { "compile",
    builtin_compile,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "Compile source into a code object that can be executed by exec() or eval()." },
  { "eval",
    builtin_eval,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "Evaluate the given source in the context of globals and locals." },
  { "exec",
    builtin_exec,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "Execute the given source in the context of globals and locals." },
  { "globals",
    builtin_globals,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "globals($module, /)\n--\n\nReturn the dictionary containing the current scope's global "
    "variables." },
  { "input",
    builtin_input,
    0,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "input($module, prompt='', /)\n--\n\nRead a string from standard input.  The trailing newline "
    "is stripped." },
  { "locals",
    builtin_locals,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "locals($module, /)\n--\n\nReturn a dictionary containing the current scope's local "
    "variables." },
  { "open", builtin_open, 0, -1, TRUE, ML_METHOD_PLAIN, "Open file and return a stream." },
  { "print",
    builtin_print,
    0,
    -1,
    TRUE,
    ML_METHOD_PLAIN,
    "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\nPrints the values "
    "to a stream, or to sys.stdout by default." },
  { "vars", builtin_vars, 0, 1, FALSE, ML_METHOD_PLAIN, "vars([object]) -> dictionary" },
  { NULL },
};
