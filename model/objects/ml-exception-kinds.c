/* ml-exception-kinds.c: the exceptions that derive from BaseException */
#include "ml-exception-private.h"

#include <string.h>

#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* What the values are called: a kind of exception has its own first. */

static const char *const plain_fields[] = { ML_EXCEPTION_FIELDS_1 };
static const char *const stop_iteration_fields[] = { "value", ML_EXCEPTION_FIELDS_2 };
static const char *const system_exit_fields[] = { "code", ML_EXCEPTION_FIELDS_2 };
static const char *const name_error_fields[] = { "name", ML_EXCEPTION_FIELDS_2 };
static const char *const attribute_error_fields[] = { "obj", "name", ML_EXCEPTION_FIELDS_3 };
static const char *const import_error_fields[] = { "msg", "name", "path", ML_EXCEPTION_FIELDS_4 };
static const char *const os_error_fields[] = { "errno",
                                               "strerror",
                                               "filename",
                                               ML_EXCEPTION_FIELDS_4 };
static const char *const syntax_error_fields[] = {
  "msg",
  "filename",
  "lineno",
  "offset",
  "text",
  "end_lineno",
  "end_offset",
  "print_file_and_line",
  ML_EXCEPTION_FIELDS,
};

/* Plain ones: a name, a base, a sentence */

#define PLAIN_EXCEPTION(member, name_, base_, doc_) \
  const MlTypeSpec ml_##member##_spec = {           \
    .name = #name_,                                 \
    .base = &ml_##base_##_spec,                     \
    .doc = doc_,                                    \
    .flags = ML_EXCEPTION_FLAGS,                    \
    .instance_size = sizeof (MlException),          \
    .python_size = 72,                              \
    .kind = ML_KIND_EXCEPTION,                      \
    .fields = plain_fields,                         \
  };

ML_EXCEPTIONS (PLAIN_EXCEPTION)

/* Those with values of their own */

#define VALUE_ACCESSORS(index)                                                         \
  static MlObject *get_value_##index (MlHeap *heap, MlObject *self)                    \
  {                                                                                    \
    return ml_exception_get_value (heap, self, index);                                 \
  }                                                                                    \
                                                                                       \
  static gboolean set_value_##index (MlHeap *heap, MlObject *self, MlObject *value)    \
  {                                                                                    \
    ml_exception_set_value (heap, self, index, value != NULL ? ml_ref (value) : NULL); \
    return TRUE;                                                                       \
  }

VALUE_ACCESSORS (0)
VALUE_ACCESSORS (1)
VALUE_ACCESSORS (2)
VALUE_ACCESSORS (3)
VALUE_ACCESSORS (4)
VALUE_ACCESSORS (5)
VALUE_ACCESSORS (6)
VALUE_ACCESSORS (7)

static void
keep (MlHeap *heap, MlObject *self, guint index, MlObject *value)
{
  ml_exception_set_value (heap, self, index, ml_ref (value));
}

/* Takes keyword arguments that a kind of exception has: names[i] goes to value first + i. */
static gboolean
take_keywords (MlHeap *heap,
               MlObject *self,
               MlObject *const *values,
               MlObject *kw_names,
               const char *const *names,
               guint first)
{
  for (gsize i = 0; kw_names != NULL && i < ml_tuple_get_length (kw_names); i++)
    {
      MlObject *name = ml_tuple_get (kw_names, i);
      guint at = 0;

      while (names[at] != NULL && !ml_str_equal_utf8 (name, names[at]))
        at++;

      if (names[at] == NULL)
        {
          ml_raise (heap,
                    heap->world->type_error,
                    "%s() got an unexpected keyword argument '%s'",
                    self->type->name,
                    ml_str_get_utf8 (name, NULL));
          return FALSE;
        }

      keep (heap, self, first + at, values[i]);
    }

  return TRUE;
}

static gboolean
stop_iteration_init (MlHeap *heap,
                     MlObject *self,
                     MlObject *const *args,
                     gsize n_args,
                     MlObject *kw_names)
{
  keep (heap, self, ML_STOP_ITERATION_VALUE, n_args > 0 ? args[0] : ml_none (heap));

  return ml_exception_init (heap, self, args, n_args, kw_names);
}

static const MlGetter stop_iteration_getters[] = {
  { "value", get_value_0, set_value_0 },
  { NULL },
};

static gboolean
system_exit_init (MlHeap *heap,
                  MlObject *self,
                  MlObject *const *args,
                  gsize n_args,
                  MlObject *kw_names)
{
  if (!ml_exception_init (heap, self, args, n_args, kw_names))
    return FALSE;

  keep (heap,
        self,
        ML_SYSTEM_EXIT_CODE,
        n_args == 0   ? ml_none (heap)
        : n_args == 1 ? args[0]
                      : ((MlException *) self)->args);

  return TRUE;
}

static const MlGetter system_exit_getters[] = {
  { "code", get_value_0, set_value_0 },
  { NULL },
};

static gboolean
attribute_error_init (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  static const char *const names[] = { "obj", "name", NULL };

  return ml_exception_set_args (heap, self, args, n_args) &&
         take_keywords (heap, self, args + n_args, kw_names, names, ML_ATTRIBUTE_ERROR_OBJ);
}

static const MlGetter attribute_error_getters[] = {
  { "obj", get_value_0, set_value_0 },
  { "name", get_value_1, set_value_1 },
  { NULL },
};

static gboolean
name_error_init (MlHeap *heap,
                 MlObject *self,
                 MlObject *const *args,
                 gsize n_args,
                 MlObject *kw_names)
{
  static const char *const names[] = { "name", NULL };

  return ml_exception_set_args (heap, self, args, n_args) &&
         take_keywords (heap, self, args + n_args, kw_names, names, ML_NAME_ERROR_NAME);
}

static const MlGetter name_error_getters[] = {
  { "name", get_value_0, set_value_0 },
  { NULL },
};

static gboolean
import_error_init (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  static const char *const names[] = { "name", "path", NULL };

  if (n_args == 1)
    keep (heap, self, ML_IMPORT_ERROR_MSG, args[0]);

  return ml_exception_set_args (heap, self, args, n_args) &&
         take_keywords (heap, self, args + n_args, kw_names, names, ML_IMPORT_ERROR_NAME);
}

static const MlGetter import_error_getters[] = {
  { "msg", get_value_0, set_value_0 },
  { "name", get_value_1, set_value_1 },
  { "path", get_value_2, set_value_2 },
  { NULL },
};

static gboolean
os_error_init (MlHeap *heap,
               MlObject *self,
               MlObject *const *args,
               gsize n_args,
               MlObject *kw_names)
{
  if (!ml_exception_init (heap, self, args, n_args, kw_names) || n_args < 2)
    return heap->raised == NULL;

  keep (heap, self, ML_OS_ERROR_ERRNO, args[0]);
  keep (heap, self, ML_OS_ERROR_STRERROR, args[1]);

  if (n_args > 2)
    keep (heap, self, ML_OS_ERROR_FILENAME, args[2]);

  return TRUE;
}

static MlObject *
os_error_str (MlHeap *heap, MlObject *object)
{
  MlException *self = (MlException *) object;
  MlObject *file = self->values[ML_OS_ERROR_FILENAME];
  MlObject *number, *text;
  MlObject *file_text = NULL;
  MlObject *result = NULL;

  if (self->values[ML_OS_ERROR_STRERROR] == NULL)
    return ml_exception_str (heap, object);

  number = ml_to_str (heap, self->values[ML_OS_ERROR_ERRNO]);
  text = number != NULL ? ml_to_str (heap, self->values[ML_OS_ERROR_STRERROR]) : NULL;

  if (text != NULL && file != NULL)
    file_text = ml_repr (heap, file);

  if (heap->raised == NULL)
    result = ml_str_format (heap,
                            "[Errno %s] %s%s%s",
                            ml_str_get_utf8 (number, NULL),
                            ml_str_get_utf8 (text, NULL),
                            file_text != NULL ? ": " : "",
                            file_text != NULL ? ml_str_get_utf8 (file_text, NULL) : "");

  ml_unref_any (heap, number);
  ml_unref_any (heap, text);
  ml_unref_any (heap, file_text);

  return result;
}

static const MlGetter os_error_getters[] = {
  { "errno", get_value_0, set_value_0 },
  { "strerror", get_value_1, set_value_1 },
  { "filename", get_value_2, set_value_2 },
  { NULL },
};

/* SyntaxError (message, (file, line, column, text, end line, end column)) */
static gboolean
syntax_error_init (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  MlObject *details;

  if (!ml_exception_init (heap, self, args, n_args, kw_names))
    return FALSE;

  if (n_args > 0)
    keep (heap, self, ML_SYNTAX_ERROR_MSG, args[0]);

  if (n_args != 2)
    return TRUE;

  details = ml_tuple_from_iterable (heap, args[1]);

  if (details == NULL)
    return FALSE;

  if (ml_tuple_get_length (details) != 4 && ml_tuple_get_length (details) != 6)
    {
      ml_raise (heap,
                heap->world->type_error,
                "function missing required argument '%s' (pos %" G_GSIZE_FORMAT ")",
                ml_tuple_get_length (details) < 4 ? "text" : "end_offset",
                ml_tuple_get_length (details) + 1);
      ml_unref (heap, details);
      return FALSE;
    }

  for (gsize i = 0; i < ml_tuple_get_length (details); i++)
    keep (heap, self, ML_SYNTAX_ERROR_FILENAME + i, ml_tuple_get (details, i));

  ml_unref (heap, details);

  return TRUE;
}

static const char *
get_base_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static MlObject *
syntax_error_str (MlHeap *heap, MlObject *object)
{
  MlException *self = (MlException *) object;
  MlObject *file = self->values[ML_SYNTAX_ERROR_FILENAME];
  MlObject *line = self->values[ML_SYNTAX_ERROR_LINENO];
  MlObject *message, *number, *result;

  if (self->values[ML_SYNTAX_ERROR_MSG] == NULL)
    return ml_to_str (heap, ml_none (heap));

  message = ml_to_str (heap, self->values[ML_SYNTAX_ERROR_MSG]);

  if (message == NULL || line == NULL || line == ml_none (heap))
    return message;

  number = ml_to_str (heap, line);

  if (number == NULL)
    result = NULL;
  else if (file != NULL && ml_is_str (file))
    result = ml_str_format (heap,
                            "%s (%s, line %s)",
                            ml_str_get_utf8 (message, NULL),
                            get_base_name (ml_str_get_utf8 (file, NULL)),
                            ml_str_get_utf8 (number, NULL));
  else
    result = ml_str_format (
        heap, "%s (line %s)", ml_str_get_utf8 (message, NULL), ml_str_get_utf8 (number, NULL));

  ml_unref (heap, message);
  ml_unref_any (heap, number);

  return result;
}

static const MlGetter syntax_error_getters[] = {
  { "msg", get_value_0, set_value_0 },
  { "filename", get_value_1, set_value_1 },
  { "lineno", get_value_2, set_value_2 },
  { "offset", get_value_3, set_value_3 },
  { "text", get_value_4, set_value_4 },
  { "end_lineno", get_value_5, set_value_5 },
  { "end_offset", get_value_6, set_value_6 },
  { "print_file_and_line", get_value_7, set_value_7 },
  { NULL },
};

/* A missing key is shown as repr() shows it: otherwise KeyError: '' would say nothing. */
static MlObject *
key_error_str (MlHeap *heap, MlObject *object)
{
  MlException *self = (MlException *) object;

  if (ml_tuple_get_length (self->args) == 1)
    return ml_repr (heap, ml_tuple_get (self->args, 0));

  return ml_exception_str (heap, object);
}

#define SPECIAL_EXCEPTION(member, name_, base_, size_, doc_, init_, str_, fields_, getters_) \
  const MlTypeSpec ml_##member##_spec = {                                                    \
    .name = #name_,                                                                          \
    .base = &ml_##base_##_spec,                                                              \
    .doc = doc_,                                                                             \
    .flags = ML_EXCEPTION_FLAGS,                                                             \
    .instance_size = sizeof (MlException),                                                   \
    .python_size = size_,                                                                    \
    .kind = ML_KIND_EXCEPTION,                                                               \
    .fields = fields_,                                                                       \
    .getters = getters_,                                                                     \
    .slots = { .init = init_, .str = str_ },                                                 \
  };

SPECIAL_EXCEPTION (stop_iteration,
                   StopIteration,
                   exception,
                   80,
                   "Signal the end from iterator.__next__().",
                   stop_iteration_init,
                   NULL,
                   stop_iteration_fields,
                   stop_iteration_getters)
SPECIAL_EXCEPTION (system_exit,
                   SystemExit,
                   base_exception,
                   80,
                   "Request to exit from the interpreter.",
                   system_exit_init,
                   NULL,
                   system_exit_fields,
                   system_exit_getters)
SPECIAL_EXCEPTION (attribute_error,
                   AttributeError,
                   exception,
                   88,
                   "Attribute not found.",
                   attribute_error_init,
                   NULL,
                   attribute_error_fields,
                   attribute_error_getters)
SPECIAL_EXCEPTION (name_error,
                   NameError,
                   exception,
                   80,
                   "Name not found globally.",
                   name_error_init,
                   NULL,
                   name_error_fields,
                   name_error_getters)
SPECIAL_EXCEPTION (unbound_local_error,
                   UnboundLocalError,
                   name_error,
                   80,
                   "Local name referenced but not bound to a value.",
                   NULL,
                   NULL,
                   name_error_fields,
                   NULL)
SPECIAL_EXCEPTION (import_error,
                   ImportError,
                   exception,
                   104,
                   "Import can't find module, or can't find name in module.",
                   import_error_init,
                   NULL,
                   import_error_fields,
                   import_error_getters)
SPECIAL_EXCEPTION (module_not_found_error,
                   ModuleNotFoundError,
                   import_error,
                   104,
                   "Module not found.",
                   NULL,
                   NULL,
                   import_error_fields,
                   NULL)
SPECIAL_EXCEPTION (os_error,
                   OSError,
                   exception,
                   112,
                   "Base class for I/O related errors.",
                   os_error_init,
                   os_error_str,
                   os_error_fields,
                   os_error_getters)
SPECIAL_EXCEPTION (syntax_error,
                   SyntaxError,
                   exception,
                   136,
                   "Invalid syntax.",
                   syntax_error_init,
                   syntax_error_str,
                   syntax_error_fields,
                   syntax_error_getters)
SPECIAL_EXCEPTION (indentation_error,
                   IndentationError,
                   syntax_error,
                   136,
                   "Improper indentation.",
                   NULL,
                   NULL,
                   syntax_error_fields,
                   NULL)
SPECIAL_EXCEPTION (tab_error,
                   TabError,
                   indentation_error,
                   136,
                   "Improper mixture of spaces and tabs.",
                   NULL,
                   NULL,
                   syntax_error_fields,
                   NULL)
SPECIAL_EXCEPTION (key_error,
                   KeyError,
                   lookup_error,
                   72,
                   "Mapping key not found.",
                   NULL,
                   key_error_str,
                   plain_fields,
                   NULL)
