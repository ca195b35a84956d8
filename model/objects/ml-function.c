/* ml-function.c: functions of the program, and methods bound to an object */
#include "ml-function.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* function */

enum
{
  FIELD_GLOBALS,
  FIELD_MODULE,
  FIELD_DEFAULTS,
  FIELD_KEYWORD_DEFAULTS,
  FIELD_DOC,
  FIELD_DICT,
  FIELD_CLOSURE,
  FIELD_ANNOTATIONS,
  FIELD_TYPE_PARAMS,
  FIELD_BUILTINS,
  FIELD_CODE,
  FIELD_NAME,
  FIELD_QUALIFIED_NAME,
  N_FIELDS
};

static const char *const function_fields[] = {
  "__globals__",     "__module__",   "__defaults__", "__kwdefaults__",
  "__doc__",         "__dict__",     "__closure__",  "__annotations__",
  "__type_params__", "__builtins__", "__code__",     "__name__",
  "__qualname__",    NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (function_fields) == N_FIELDS + 1);

/* The parts stand one after the other, so a field's place follows from its number. */
static MlObject **
get_place (gpointer function, guint field)
{
  return &((MlFunction *) function)->globals + field;
}

static void
store (MlHeap *heap, gpointer function, guint field, MlObject *value)
{
  ml_heap_store (
      heap, function, ML_SLOT (ML_REGION_FIELD, field), get_place (function, field), value);
}

MlObject *
ml_function_new (MlHeap *heap, MlCode *code, MlObject *globals, MlObject *builtins)
{
  MlFunction *self = ml_heap_allocate (heap, heap->world->function_type, sizeof (MlFunction));
  MlObject *module;

  if (self == NULL)
    return NULL;

  self->globals = ml_ref (globals);
  self->builtins = ml_ref (builtins);
  self->code = ml_ref (code);
  self->name = ml_ref (code->name);
  self->qualified_name = ml_ref (code->qualified_name);
  self->doc = ml_ref (ml_none (heap));

  /* The docstring is the first constant, if that is a str. */
  if (ml_tuple_get_length (code->constants) > 0 && ml_is_str (ml_tuple_get (code->constants, 0)))
    {
      self->doc = ml_ref (ml_tuple_get (code->constants, 0));
    }

  module = ml_dict_get_str (heap, globals, ml_name (heap, __name__));
  self->module = module != NULL ? ml_ref (module) : NULL;
  ml_heap_track (heap, self);

  return &self->object;
}

void
ml_function_set_part (MlHeap *heap, MlObject *self, int part, MlObject *value)
{
  switch (part)
    {
    case ML_FUNCTION_DEFAULTS:
      store (heap, self, FIELD_DEFAULTS, value);
      break;
    case ML_FUNCTION_KEYWORD_DEFAULTS:
      store (heap, self, FIELD_KEYWORD_DEFAULTS, value);
      break;
    case ML_FUNCTION_ANNOTATIONS:
      store (heap, self, FIELD_ANNOTATIONS, value);
      break;
    case ML_FUNCTION_CLOSURE:
      store (heap, self, FIELD_CLOSURE, value);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* In the order that gc.get_referents() shows; they are let go of in that of the fields. */
static void
function_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  static const guint8 order[N_FIELDS] = {
    FIELD_CODE,           FIELD_GLOBALS,          FIELD_BUILTINS,    FIELD_MODULE,
    FIELD_DEFAULTS,       FIELD_KEYWORD_DEFAULTS, FIELD_DOC,         FIELD_NAME,
    FIELD_DICT,           FIELD_CLOSURE,          FIELD_ANNOTATIONS, FIELD_TYPE_PARAMS,
    FIELD_QUALIFIED_NAME,
  };

  for (guint i = 0; i < N_FIELDS; i++)
    if (*get_place (object, order[i]) != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, order[i]), *get_place (object, order[i]), data);
}

static MlObject *
function_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  while (*cursor < N_FIELDS)
    {
      gsize i = (*cursor)++;
      MlObject *dead =
          ml_heap_give_up (heap, object, ML_SLOT (ML_REGION_FIELD, i), get_place (object, i));

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

/* What a dying cycle does not need any more; code and names stay, so that it can still be printed.
 */
static void
function_clear (MlHeap *heap, MlObject *object)
{
  for (guint i = FIELD_GLOBALS; i < FIELD_BUILTINS; i++)
    store (heap, object, i, NULL);
}

static void
function_tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  gsize length;
  const char *name = ml_str_get_utf8 (((MlFunction *) object)->qualified_name, &length);

  *value = (MlValue){ .type = ML_VALUE_TEXT, .length = length, .text = name };
}

static MlObject *
function_repr (MlHeap *heap, MlObject *object)
{
  return ml_str_format (heap,
                        "<function %s at 0x%" G_GINT64_MODIFIER "x>",
                        ml_str_get_utf8 (((MlFunction *) object)->qualified_name, NULL),
                        ml_heap_get_address (heap, object));
}

static MlObject *
function_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  return instance != NULL ? ml_method_new (heap, object, instance) : ml_ref (object);
}

static MlObject *
get_or_none (MlHeap *heap, MlObject *object, guint field)
{
  MlObject *value = *get_place (object, field);

  return ml_ref (value != NULL ? value : ml_none (heap));
}

/* Sets a part that None or deletion empties and that otherwise is a @type. */
static gboolean
set_or_empty (MlHeap *heap,
              MlObject *object,
              guint field,
              MlObject *value,
              MlType *type,
              const char *noun)
{
  if (value == ml_none (heap))
    value = NULL;

  if (value != NULL && !ml_object_is_a (value, type))
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s must be set to a %s object",
                function_fields[field],
                noun);
      return FALSE;
    }

  store (heap, object, field, value != NULL ? ml_ref (value) : NULL);

  return TRUE;
}

static gboolean
set_str (MlHeap *heap, MlObject *object, guint field, MlObject *value)
{
  if (value == NULL || !ml_is_str (value))
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s must be set to a string object",
                function_fields[field]);
      return FALSE;
    }

  store (heap, object, field, ml_ref (value));

  return TRUE;
}

static MlObject *
function_get_name (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_NAME);
}

static gboolean
function_set_name (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_str (heap, object, FIELD_NAME, value);
}

static MlObject *
function_get_qualified_name (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_QUALIFIED_NAME);
}

static gboolean
function_set_qualified_name (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_str (heap, object, FIELD_QUALIFIED_NAME, value);
}

static MlObject *
function_get_code (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_CODE);
}

static gboolean
function_set_code (MlHeap *heap, MlObject *object, MlObject *value)
{
  MlFunction *self = (MlFunction *) object;
  gsize n_free = self->closure != NULL ? ml_tuple_get_length (self->closure) : 0;

  if (value == NULL || value->type != heap->world->code_type)
    {
      ml_raise (heap, heap->world->type_error, "__code__ must be set to a code object");
      return FALSE;
    }

  if (((MlCode *) value)->n_free != n_free)
    {
      ml_raise (heap,
                heap->world->value_error,
                "%s() requires a code object with %" G_GSIZE_FORMAT " free vars, not %u",
                ml_str_get_utf8 (self->name, NULL),
                n_free,
                ((MlCode *) value)->n_free);
      return FALSE;
    }

  store (heap, object, FIELD_CODE, ml_ref (value));

  return TRUE;
}

static MlObject *
function_get_globals (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_GLOBALS);
}

static MlObject *
function_get_builtins (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_BUILTINS);
}

static MlObject *
function_get_closure (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_CLOSURE);
}

static MlObject *
function_get_defaults (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_DEFAULTS);
}

static gboolean
function_set_defaults (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_or_empty (heap, object, FIELD_DEFAULTS, value, heap->world->tuple_type, "tuple");
}

static MlObject *
function_get_keyword_defaults (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_KEYWORD_DEFAULTS);
}

static gboolean
function_set_keyword_defaults (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_or_empty (heap, object, FIELD_KEYWORD_DEFAULTS, value, heap->world->dict_type, "dict");
}

static MlObject *
function_get_module (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_MODULE);
}

static gboolean
function_set_module (MlHeap *heap, MlObject *object, MlObject *value)
{
  store (heap, object, FIELD_MODULE, value != NULL ? ml_ref (value) : NULL);

  return TRUE;
}

static MlObject *
function_get_doc (MlHeap *heap, MlObject *object)
{
  return get_or_none (heap, object, FIELD_DOC);
}

static gboolean
function_set_doc (MlHeap *heap, MlObject *object, MlObject *value)
{
  store (heap, object, FIELD_DOC, value != NULL ? ml_ref (value) : NULL);

  return TRUE;
}

static MlObject *
function_get_dict (MlHeap *heap, MlObject *object)
{
  MlFunction *self = (MlFunction *) object;

  if (self->dict == NULL)
    {
      MlObject *dict = ml_dict_new (heap);

      if (dict == NULL)
        return NULL;

      store (heap, object, FIELD_DICT, dict);
    }

  return ml_ref (self->dict);
}

static gboolean
function_set_dict (MlHeap *heap, MlObject *object, MlObject *value)
{
  if (value == NULL || !ml_is_dict (value))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__dict__ must be set to a dictionary, not a '%s'",
                value != NULL ? value->type->name : "NULL");
      return FALSE;
    }

  store (heap, object, FIELD_DICT, ml_ref (value));

  return TRUE;
}

/* The compiler leaves names and values in a tuple; the dict is made when it is first asked for. */
static MlObject *
function_get_annotations (MlHeap *heap, MlObject *object)
{
  MlFunction *self = (MlFunction *) object;
  MlObject *dict;

  if (self->annotations != NULL && ml_is_dict (self->annotations))
    return ml_ref (self->annotations);

  dict = ml_dict_new (heap);

  for (gsize i = 0;
       dict != NULL && self->annotations != NULL && i + 1 < ml_tuple_get_length (self->annotations);
       i += 2)
    if (!ml_dict_set (heap,
                      dict,
                      ml_tuple_get (self->annotations, i),
                      ml_tuple_get (self->annotations, i + 1)))
      {
        ml_unref (heap, dict);
        return NULL;
      }

  if (dict == NULL)
    return NULL;

  store (heap, object, FIELD_ANNOTATIONS, dict);

  return ml_ref (dict);
}

static gboolean
function_set_annotations (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_or_empty (heap, object, FIELD_ANNOTATIONS, value, heap->world->dict_type, "dict");
}

static MlObject *
function_get_type_params (MlHeap *heap, MlObject *object)
{
  MlFunction *self = (MlFunction *) object;

  return ml_ref (self->type_params != NULL ? self->type_params : heap->world->empty_tuple);
}

static gboolean
function_set_type_params (MlHeap *heap, MlObject *object, MlObject *value)
{
  return set_or_empty (heap, object, FIELD_TYPE_PARAMS, value, heap->world->tuple_type, "tuple");
}

static const MlGetter function_getters[] = {
  { "__name__", function_get_name, function_set_name },
  { "__qualname__", function_get_qualified_name, function_set_qualified_name },
  { "__code__", function_get_code, function_set_code },
  { "__globals__", function_get_globals, NULL },
  { "__builtins__", function_get_builtins, NULL },
  { "__closure__", function_get_closure, NULL },
  { "__defaults__", function_get_defaults, function_set_defaults },
  { "__kwdefaults__", function_get_keyword_defaults, function_set_keyword_defaults },
  { "__module__", function_get_module, function_set_module },
  { "__doc__", function_get_doc, function_set_doc },
  { "__dict__", function_get_dict, function_set_dict },
  { "__annotations__", function_get_annotations, function_set_annotations },
  { "__type_params__", function_get_type_params, function_set_type_params },
  { NULL },
};

static MlObject *
function_get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  MlFunction *self = (MlFunction *) object;
  MlObject *of_type = ml_type_lookup (heap, object->type, name);
  MlObject *own;

  if (of_type == NULL && self->dict != NULL)
    {
      own = ml_dict_get (heap, self->dict, name);

      if (own != NULL)
        return ml_ref (own);
    }

  return ml_generic_get_attribute (heap, object, name);
}

static gboolean
function_set_attribute (MlHeap *heap, MlObject *object, MlObject *name, MlObject *value)
{
  MlFunction *self = (MlFunction *) object;
  MlObject *dict;
  gboolean done;

  if (ml_type_lookup (heap, object->type, name) != NULL)
    return ml_generic_set_attribute (heap, object, name, value);

  if (value == NULL && (self->dict == NULL || ml_dict_get (heap, self->dict, name) == NULL))
    {
      ml_raise_no_attribute (heap, object, name);
      return FALSE;
    }

  dict = function_get_dict (heap, object);

  if (dict == NULL)
    return FALSE;

  done = value != NULL ? ml_dict_set (heap, dict, name, value) : ml_dict_delete (heap, dict, name);
  ml_unref (heap, dict);

  return done;
}

const MlTypeSpec ml_function_spec = {
  .name = "function",
  .doc = "Create a function object.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW | ML_TYPE_METHOD_DESCRIPTOR | ML_TYPE_WEAKREFS
           | ML_TYPE_MUTABLE,
  .instance_size = sizeof (MlFunction),
  .python_size = 144,
  .kind = ML_KIND_FUNCTION,
  .fields = function_fields,
  .getters = function_getters,
  .slots = {
    .traverse = function_traverse,
    .dismantle = function_dismantle,
    .clear = function_clear,
    .tell_value = function_tell_value,
    .repr = function_repr,
    .get_attribute = function_get_attribute,
    .set_attribute = function_set_attribute,
    .descriptor_get = function_get,
  },
};

/* method */

enum
{
  METHOD_FUNCTION,
  METHOD_SELF
};

MlObject *
ml_method_new (MlHeap *heap, MlObject *function, MlObject *self)
{
  MlMethodObject *method =
      ml_heap_allocate (heap, heap->world->method_type, sizeof (MlMethodObject));

  if (method == NULL)
    return NULL;

  method->function = ml_ref (function);
  method->self = ml_ref (self);
  ml_heap_track (heap, method);

  return &method->object;
}

static void
method_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlMethodObject *self = (MlMethodObject *) object;

  /* A dying one has let go of its function when a finalizer of that runs. */
  if (self->function != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, METHOD_FUNCTION), self->function, data);

  if (self->self != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, METHOD_SELF), self->self, data);
}

static MlObject *
method_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlMethodObject *self = (MlMethodObject *) object;
  gpointer places[] = { &self->function, &self->self };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static MlObject *
method_repr (MlHeap *heap, MlObject *object)
{
  MlMethodObject *self = (MlMethodObject *) object;
  MlObject *name, *of, *text;

  if (!ml_find_attribute (heap, self->function, ml_name (heap, __qualname__), &name))
    return NULL;

  of = ml_repr (heap, self->self);
  text = of != NULL
             ? ml_str_format (heap,
                              "<bound method %s of %s>",
                              name != NULL && ml_is_str (name) ? ml_str_get_utf8 (name, NULL) : "?",
                              ml_str_get_utf8 (of, NULL))
             : NULL;
  ml_unref_any (heap, name);
  ml_unref_any (heap, of);

  return text;
}

static MlObject *
method_compare (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlMethodObject *self = (MlMethodObject *) left;
  MlMethodObject *other = (MlMethodObject *) right;
  int equal;

  if ((how != ML_EQUAL && how != ML_NOT_EQUAL) || !ml_is_method (heap, right))
    return ml_ref (heap->world->not_implemented);

  equal = ml_compare_bool (heap, self->function, other->function, ML_EQUAL);

  if (equal < 0)
    return NULL;

  equal = equal && self->self == other->self;

  return ml_ref (ml_bool (heap, equal == (how == ML_EQUAL)));
}

static gint64
method_hash (MlHeap *heap, MlObject *object)
{
  MlMethodObject *self = (MlMethodObject *) object;
  gint64 of_function = ml_hash (heap, self->function);
  gint64 hash;

  if (of_function == -1)
    return -1;

  hash = of_function ^ (gint64) (ml_heap_get_address (heap, self->self) >> 4);

  return hash == -1 ? -2 : hash;
}

static MlObject *
method_get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  if (ml_type_lookup (heap, object->type, name) != NULL)
    return ml_generic_get_attribute (heap, object, name);

  return ml_get_attribute (heap, ((MlMethodObject *) object)->function, name);
}

static MlObject *
method_get_function (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlMethodObject *) object)->function);
}

static MlObject *
method_get_self (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlMethodObject *) object)->self);
}

static MlObject *
method_get_doc (MlHeap *heap, MlObject *object)
{
  return ml_get_attribute (heap, ((MlMethodObject *) object)->function, ml_name (heap, __doc__));
}

static const MlGetter method_getters[] = {
  { "__func__", method_get_function, NULL },
  { "__self__", method_get_self, NULL },
  { "__doc__", method_get_doc, NULL },
  { NULL },
};

static const char *const method_fields[] = { "__func__", "__self__", NULL };

static MlObject *
method_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (n_args != 2)
    return ml_raise (
        heap, heap->world->type_error, "method expected 2 arguments, got %" G_GSIZE_FORMAT, n_args);

  if (!ml_is_callable (args[0]))
    return ml_raise (heap, heap->world->type_error, "first argument must be callable");

  if (args[1] == ml_none (heap))
    return ml_raise (heap, heap->world->type_error, "instance must not be None");

  return ml_method_new (heap, args[0], args[1]);
}

const MlTypeSpec ml_method_spec = {
  .name = "method",
  .doc = "Create a bound instance method object.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_WEAKREFS,
  .instance_size = sizeof (MlMethodObject),
  .python_size = 48,
  .kind = ML_KIND_METHOD,
  .fields = method_fields,
  .getters = method_getters,
  .slots = {
    .traverse = method_traverse,
    .dismantle = method_dismantle,
    .repr = method_repr,
    .compare = method_compare,
    .hash = method_hash,
    .get_attribute = method_get_attribute,
    .make = method_make,
  },
};
