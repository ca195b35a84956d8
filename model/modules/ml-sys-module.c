/* ml-sys-module.c: the module sys */
#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-modules.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-running.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-unraisable.h"

#define FUNCTION(name)    \
  static MlObject *name ( \
      MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)

FUNCTION (sys_getrefcount)
{
  return ml_int_new (heap, args[0]->count);
}

/* What __sizeof__ of a class of the program's says, and what stands before the object. */
static MlObject *
ask_size (MlHeap *heap, MlObject *object)
{
  MlObject *said = ml_call_method (heap, object, ml_name (heap, __sizeof__), 0);
  gssize size;
  gboolean is_int;

  if (said == NULL)
    return NULL;

  is_int = ml_int_as_index (heap, said, heap->world->overflow_error, &size);
  ml_unref (heap, said);

  if (!is_int)
    return NULL;

  if (size < 0)
    return ml_raise (heap, heap->world->value_error, "__sizeof__() should return >= 0");

  return ml_int_new (heap, size + object->type->head_size);
}

FUNCTION (sys_getsizeof)
{
  static const char *const names[] = { "object", "default", NULL };
  MlObject *places[2];
  MlObject *method, *size;

  if (!ml_native_parse (heap, "getsizeof", names, 1, 2, args, n_args, kw_names, places))
    return NULL;

  method = ml_type_lookup (heap, places[0]->type, ml_name (heap, __sizeof__));

  if (method == NULL || !ml_is_function (heap, method))
    return ml_int_new (heap, ml_object_get_size (heap, places[0]));

  size = ask_size (heap, places[0]);

  if (size != NULL || places[1] == NULL || !ml_raised_is (heap, heap->world->type_error))
    return size;

  ml_clear_raised (heap);

  return ml_ref (places[1]);
}

FUNCTION (sys_exit)
{
  return ml_raise_value (heap, heap->world->system_exit, n_args > 0 ? args[0] : NULL);
}

FUNCTION (sys_intern)
{
  if (args[0]->type != heap->world->str_type)
    return ml_raise (heap,
                     heap->world->type_error,
                     ml_is_str (args[0]) ? "can't intern %s" : "intern() argument must be str, not %s",
                     args[0]->type->name);

  return ml_str_intern (heap, ml_ref (args[0]));
}

FUNCTION (sys_getrecursionlimit)
{
  return ml_int_new (heap, ml_running_get_recursion_limit (heap));
}

/* So deep that no program means it, and no stack of ours overflows: built-ins at work have a limit
 * of their own. */
#define MAX_RECURSION_LIMIT 100000

FUNCTION (sys_setrecursionlimit)
{
  gssize limit;

  if (!ml_int_as_index (heap, args[0], heap->world->overflow_error, &limit))
    return NULL;

  if (limit < 1)
    return ml_raise (
        heap, heap->world->value_error, "recursion limit must be greater or equal than 1");

  ml_running_set_recursion_limit (heap, MIN (limit, MAX_RECURSION_LIMIT));

  return ml_none (heap);
}

FUNCTION (sys_getframe)
{
  gssize depth = 0;

  if (n_args > 0 && !ml_int_as_index (heap, args[0], heap->world->overflow_error, &depth))
    return NULL;

  return ml_running_get_frame (heap, MAX (depth, 0));
}

FUNCTION (sys_exception)
{
  MlObject *handled = ml_get_handled (heap);

  return ml_ref (handled != NULL ? handled : ml_none (heap));
}

FUNCTION (sys_exc_info)
{
  MlObject *handled = ml_get_handled (heap);
  MlObject *none = ml_none (heap);
  MlObject *traceback;

  if (handled == NULL)
    return ml_tuple_pack (heap, 3, none, none, none);

  traceback = ((MlException *) handled)->traceback;

  return ml_tuple_pack (heap, 3, handled->type, handled, traceback != NULL ? traceback : none);
}

FUNCTION (sys_unraisablehook)
{
  MlObject *where;

  if (args[0]->type != ml_unraisable_get_type (heap))
    return ml_raise (heap,
                     heap->world->type_error,
                     "sys.unraisablehook argument type must be UnraisableHookArgs");

  where = ml_unraisable_get_where (args[0]);
  ml_running_report_ignored (
      heap, ml_unraisable_get_exception (args[0]), where != ml_none (heap) ? where : NULL);

  return ml_none (heap);
}

static const MlMethod functions[] = {
  { "getrefcount",
    sys_getrefcount,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "getrefcount($module, object, /)\n--\n\nReturn the reference count of object.\n\nThe count "
    "returned is generally one higher than you might expect,\nbecause it includes the (temporary) "
    "reference as an argument to\ngetrefcount()." },
  { "getsizeof", sys_getsizeof, 0, -1, TRUE, ML_METHOD_PLAIN,
    "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes." },
  { "exit",
    sys_exit,
    0,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "exit($module, status=None, /)\n--\n\nExit the interpreter by raising SystemExit(status)." },
  { "intern",
    sys_intern,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "intern($module, string, /)\n--\n\n``Intern'' the given string." },
  { "getrecursionlimit",
    sys_getrecursionlimit,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "getrecursionlimit($module, /)\n--\n\nReturn the current value of the recursion limit." },
  { "setrecursionlimit",
    sys_setrecursionlimit,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "setrecursionlimit($module, limit, /)\n--\n\nSet the maximum depth of the Python interpreter "
    "stack to n." },
  { "_getframe",
    sys_getframe,
    0,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "_getframe($module, depth=0, /)\n--\n\nReturn a frame object from the call stack." },
  { "unraisablehook",
    sys_unraisablehook,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "unraisablehook($module, unraisable, /)\n--\n\nHandle an unraisable exception." },
  { "exc_info",
    sys_exc_info,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "exc_info($module, /)\n--\n\nReturn current exception information: (type, value, traceback)." },
  { "exception",
    sys_exception,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "exception($module, /)\n--\n\nReturn the current exception." },
  { NULL },
};

/* sys.stdout and sys.stderr: what write() and flush() need, and no more. */

typedef struct
{
  MlObject object;
  int stream;
} Stream;

FUNCTION (stream_write)
{
  gsize length;
  const char *text;

  if (!ml_is_str (args[0]))
    return ml_raise (
        heap, heap->world->type_error, "write() argument must be str, not %s", args[0]->type->name);

  text = ml_str_get_utf8 (args[0], &length);

  if (!ml_running_write (heap, ((Stream *) self)->stream, text, length))
    return NULL;

  return ml_int_new (heap, ml_str_get_length (args[0]));
}

FUNCTION (stream_flush)
{
  return ml_none (heap);
}

static const MlMethod stream_methods[] = {
  { "write", stream_write, 1, 1, FALSE, ML_METHOD_PLAIN, "Write string to stream." },
  { "flush", stream_flush, 0, 0, FALSE, ML_METHOD_PLAIN, "Flush write buffers, if applicable." },
  { NULL },
};

static MlObject *
stream_repr (MlHeap *heap, MlObject *self)
{
  return ml_str_format (heap,
                        "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>",
                        ((Stream *) self)->stream == 1 ? "<stdout>" : "<stderr>");
}

static const MlTypeSpec stream_spec = {
  .name = "TextIOWrapper",
  .module = "_io",
  .flags = ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (Stream),
  .python_size = 152,
  .kind = ML_KIND_OTHER,
  .methods = stream_methods,
  .slots = { .repr = stream_repr },
};

static MlObject *
stream_new (MlHeap *heap, MlType *type, int stream)
{
  Stream *self = ml_heap_allocate (heap, type, sizeof (Stream));

  if (self != NULL)
    self->stream = stream;

  return (MlObject *) self;
}

static gboolean
add_streams (MlHeap *heap, MlObject *module)
{
  MlType *type = ml_type_new_builtin (heap, &stream_spec);
  MlObject *out, *error;

  if (!ml_type_ready (heap, type))
    return FALSE;

  out = stream_new (heap, type, 1);
  error = stream_new (heap, type, 2);

  return out != NULL && error != NULL && ml_module_add (heap, module, "__stdout__", ml_ref (out)) &&
         ml_module_add (heap, module, "stdout", out) &&
         ml_module_add (heap, module, "__stderr__", ml_ref (error)) &&
         ml_module_add (heap, module, "stderr", error);
}

static MlObject *
make_arguments (MlHeap *heap)
{
  const char *const *arguments = ml_running_get_arguments (heap);
  MlObject *list = ml_list_new (heap);

  for (guint i = 0; list != NULL && arguments != NULL && arguments[i] != NULL; i++)
    {
      MlObject *text = ml_str_from_utf8 (heap, arguments[i], -1);

      if (text == NULL || !ml_list_append_take (heap, list, text))
        g_clear_pointer (&list, ml_drop);
    }

  return list;
}

/* sys.version_info's first numbers, of the version whose rules hold. */
static MlObject *
make_version_info (MlHeap *heap)
{
  g_auto (GStrv) parts = g_strsplit (heap->world->rules->version, ".", 2);

  return ml_tuple_new_take (heap,
                            (MlObject *[]){
                                ml_int_new (heap, g_ascii_strtoll (parts[0], NULL, 10)),
                                ml_int_new (heap, g_ascii_strtoll (parts[1], NULL, 10)),
                                ml_int_new (heap, 0),
                                ml_str_from_utf8 (heap, "final", -1),
                                ml_int_new (heap, 0),
                            },
                            5);
}

static gboolean
add_unraisable_hook (MlHeap *heap, MlObject *module)
{
  MlType *type = ml_unraisable_get_type (heap);
  MlObject *hook = ml_dict_get_ascii (heap, ml_module_get_dict (module), "unraisablehook");

  return type != NULL && ml_module_add (heap, module, "__unraisablehook__", ml_ref (hook)) &&
         ml_module_add (heap, module, "UnraisableHookArgs", ml_ref (type));
}

MlObject *
ml_sys_module_new (MlHeap *heap)
{
  MlObject *module = ml_module_new (
      heap,
      "sys",
      "This module provides access to some objects used or maintained by the\ninterpreter and to "
      "functions that interact strongly with the interpreter.");
  g_autofree char *version = g_strconcat (heap->world->rules->version, ".0", NULL);

  if (module == NULL || !ml_module_add_functions (heap, module, functions) ||
      !add_streams (heap, module) || !add_unraisable_hook (heap, module) ||
      !ml_module_add (heap, module, "argv", make_arguments (heap)) ||
      !ml_module_add (heap, module, "maxsize", ml_int_new (heap, G_MAXSSIZE)) ||
      !ml_module_add (heap, module, "maxunicode", ml_int_new (heap, 0x10ffff)) ||
      !ml_module_add (heap, module, "modules", ml_ref (ml_running_get_modules (heap))) ||
      !ml_module_add (heap, module, "byteorder", ml_str_from_utf8 (heap, "little", -1)) ||
      !ml_module_add (heap, module, "version", ml_str_from_utf8 (heap, version, -1)) ||
      !ml_module_add (heap, module, "version_info", make_version_info (heap)))
    {
      ml_unref_any (heap, module);
      return NULL;
    }

  return module;
}
