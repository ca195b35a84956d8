/* ml-exception.c: BaseException, raising and catching */
#include "ml-exception-private.h"

#include <stdarg.h>
#include <string.h>

#include "ml-dict.h"
#include "ml-fault.h"
#include "ml-instance.h"
#include "ml-list.h"
#include "ml-object-type.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* In the order in which a dying exception lets go. The values come first: a derived type's part. */
enum
{
  FIELD_VALUES = 0,
  FIELD_ARGS = ML_EXCEPTION_N_VALUES,
  FIELD_TRACEBACK,
  FIELD_CAUSE,
  FIELD_CONTEXT,
  N_FIELDS
};

static const char *const fields[] = { ML_EXCEPTION_FIELDS_1 };

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_FIELDS + 1);

static MlObject **
get_place (gpointer exception, guint field)
{
  MlException *self = exception;

  switch (field)
    {
    case FIELD_ARGS:
      return &self->args;
    case FIELD_TRACEBACK:
      return &self->traceback;
    case FIELD_CAUSE:
      return &self->cause;
    case FIELD_CONTEXT:
      return &self->context;
    default:
      return &self->values[field - FIELD_VALUES];
    }
}

static void
store (MlHeap *heap, MlObject *self, guint field, MlObject *value)
{
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, field), get_place (self, field), value);
}

void
ml_exception_set_traceback (MlHeap *heap, MlObject *self, MlObject *value)
{
  store (heap, self, FIELD_TRACEBACK, value);
}

void
ml_exception_set_cause (MlHeap *heap, MlObject *self, MlObject *value)
{
  ((MlException *) self)->suppress_context = TRUE;
  store (heap, self, FIELD_CAUSE, value);
}

void
ml_exception_set_context (MlHeap *heap, MlObject *self, MlObject *value)
{
  if (ML_FAULT (EXCEPTION_CONTEXT))
    {
      ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_CAUSE), NULL, value);
      ((MlException *) self)->context = value;
      return;
    }

  store (heap, self, FIELD_CONTEXT, value);
}

void
ml_exception_set_value (MlHeap *heap, MlObject *self, guint index, MlObject *value)
{
  store (heap, self, FIELD_VALUES + index, value);
}

/* Raising */

MlObject *
ml_get_handled (MlHeap *heap)
{
  if (heap->handled != NULL)
    return heap->handled;

  for (guint i = heap->handled_outside->len; i > 0; i--)
    if (g_ptr_array_index (heap->handled_outside, i - 1) != NULL)
      return g_ptr_array_index (heap->handled_outside, i - 1);

  return NULL;
}

/* An exception that is raised while another is handled remembers it. The chain must not come back
 * to itself. */
static void
set_context (MlHeap *heap, MlObject *exception)
{
  MlObject *handled = ml_get_handled (heap);

  if (handled == NULL || handled == exception)
    return;

  for (MlObject *link = handled; link != NULL; link = ((MlException *) link)->context)
    {
      MlObject *next = ((MlException *) link)->context;

      if (next == exception)
        {
          ml_exception_set_context (heap, link, NULL);
          break;
        }
    }

  ml_exception_set_context (heap, exception, ml_ref (handled));
}

gpointer
ml_raise_object (MlHeap *heap, MlObject *exception)
{
  set_context (heap, exception);
  ml_clear_raised (heap);
  heap->raised = exception;

  return NULL;
}

gpointer
ml_raise_value (MlHeap *heap, MlType *type, MlObject *value)
{
  MlObject *exception = ml_call (heap, &type->object, &value, value != NULL ? 1 : 0, NULL);

  return exception != NULL ? ml_raise_object (heap, exception) : NULL;
}

gpointer
ml_raise (MlHeap *heap, MlType *type, const char *format, ...)
{
  g_autofree char *text = NULL;
  MlObject *message;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  message = ml_str_from_utf8 (heap, text, -1);

  if (message == NULL)
    return NULL;

  ml_raise_value (heap, type, message);
  ml_unref (heap, message);

  return NULL;
}

gpointer
ml_raise_no_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  ml_raise (heap,
            heap->world->attribute_error,
            "'%s' object has no attribute '%s'",
            object->type->name,
            ml_str_get_utf8 (name, NULL));

  return ml_complete_attribute_error (heap, object, name);
}

gpointer
ml_complete_attribute_error (MlHeap *heap, MlObject *object, MlObject *name)
{
  if (heap->raised != NULL && ml_raised_is (heap, heap->world->attribute_error))
    {
      ml_exception_set_value (heap, heap->raised, ML_ATTRIBUTE_ERROR_OBJ, ml_ref (object));
      ml_exception_set_value (heap, heap->raised, ML_ATTRIBUTE_ERROR_NAME, ml_ref (name));
    }

  return NULL;
}

MlObject *
ml_take_raised (MlHeap *heap)
{
  return g_steal_pointer (&heap->raised);
}

void
ml_restore_raised (MlHeap *heap, MlObject *exception)
{
  ml_clear_raised (heap);
  heap->raised = exception;
}

void
ml_clear_raised (MlHeap *heap)
{
  MlObject *raised = g_steal_pointer (&heap->raised);

  if (raised != NULL)
    ml_unref (heap, raised);
}

gboolean
ml_raised_is (MlHeap *heap, const MlType *type)
{
  return heap->raised != NULL && ml_object_is_a (heap->raised, type);
}

int
ml_exception_matches (MlHeap *heap, MlObject *exception, MlObject *class)
{
  if (ml_is_tuple (class))
    {
      int answer = 0;

      for (gsize i = 0; answer == 0 && i < ml_tuple_get_length (class); i++)
        answer = ml_exception_matches (heap, exception, ml_tuple_get (class, i));

      return answer;
    }

  if (ml_is_type (class) && ml_type_is_subtype ((MlType *) class, heap->world->base_exception))
    return ml_object_is_a (exception, (MlType *) class);

  ml_raise (heap,
            heap->world->type_error,
            "catching classes that do not inherit from BaseException is not allowed");

  return -1;
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (*get_place (self, i) != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), *get_place (self, i), data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  while (*cursor < N_FIELDS)
    {
      gsize i = (*cursor)++;
      MlObject *dead =
          ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, i), get_place (self, i));

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static void
clear (MlHeap *heap, MlObject *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (i != FIELD_ARGS)
      store (heap, self, i, NULL);
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlException *self = ml_instance_allocate (heap, type, sizeof (MlException));

  if (self == NULL)
    return NULL;

  self->args = ml_tuple_new_from (heap, args, n_args);
  ml_heap_track (heap, self);

  if (self->args == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  return &self->object;
}

gboolean
ml_exception_set_args (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args)
{
  MlObject *tuple = ml_tuple_new_from (heap, args, n_args);

  if (tuple == NULL)
    return FALSE;

  store (heap, self, FIELD_ARGS, tuple);

  return TRUE;
}

gboolean
ml_exception_init (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  if (kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    {
      ml_raise (heap, heap->world->type_error, "%s() takes no keyword arguments", self->type->name);
      return FALSE;
    }

  return ml_exception_set_args (heap, self, args, n_args);
}

/* Look */

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  MlException *self = (MlException *) object;
  gboolean one = ml_tuple_get_length (self->args) == 1;
  MlObject *inner = ml_repr (heap, one ? ml_tuple_get (self->args, 0) : self->args);
  MlObject *text;

  if (inner == NULL)
    return NULL;

  text = ml_str_format (
      heap, one ? "%s(%s)" : "%s%s", object->type->name, ml_str_get_utf8 (inner, NULL));
  ml_unref (heap, inner);

  return text;
}

MlObject *
ml_exception_str (MlHeap *heap, MlObject *object)
{
  MlException *self = (MlException *) object;

  switch (ml_tuple_get_length (self->args))
    {
    case 0:
      return ml_ref (heap->world->empty_str);
    case 1:
      return ml_to_str (heap, ml_tuple_get (self->args, 0));
    default:
      return ml_to_str (heap, self->args);
    }
}

/* Attributes */

static MlObject *
get_field (MlHeap *heap, MlObject *self, guint field)
{
  MlObject *value = *get_place (self, field);

  return ml_ref (value != NULL ? value : ml_none (heap));
}

MlObject *
ml_exception_get_value (MlHeap *heap, MlObject *self, guint index)
{
  return get_field (heap, self, FIELD_VALUES + index);
}

static MlObject *
get_args (MlHeap *heap, MlObject *self)
{
  return get_field (heap, self, FIELD_ARGS);
}

static gboolean
set_args_attribute (MlHeap *heap, MlObject *self, MlObject *value)
{
  MlObject *tuple;

  if (value == NULL)
    {
      ml_raise (heap, heap->world->type_error, "args may not be deleted");
      return FALSE;
    }

  tuple = ml_tuple_from_iterable (heap, value);

  if (tuple == NULL)
    return FALSE;

  store (heap, self, FIELD_ARGS, tuple);

  return TRUE;
}

static MlObject *
get_traceback (MlHeap *heap, MlObject *self)
{
  return get_field (heap, self, FIELD_TRACEBACK);
}

static gboolean
set_traceback (MlHeap *heap, MlObject *self, MlObject *value)
{
  if (value == NULL || (value != ml_none (heap) && value->type->kind != ML_KIND_TRACEBACK))
    {
      ml_raise (heap,
                heap->world->type_error,
                value == NULL ? "__traceback__ may not be deleted"
                              : "__traceback__ must be a traceback or None");
      return FALSE;
    }

  ml_exception_set_traceback (heap, self, value != ml_none (heap) ? ml_ref (value) : NULL);

  return TRUE;
}

static gboolean
check_link (MlHeap *heap, MlObject *value, const char *noun)
{
  if (value != NULL && (value == ml_none (heap) || ml_is_exception (value)))
    return TRUE;

  if (value == NULL)
    ml_raise (heap, heap->world->type_error, "__%s__ may not be deleted", noun);
  else
    ml_raise (heap,
              heap->world->type_error,
              "exception %s must be None or derive from BaseException",
              noun);

  return FALSE;
}

static MlObject *
get_cause (MlHeap *heap, MlObject *self)
{
  return get_field (heap, self, FIELD_CAUSE);
}

static gboolean
set_cause (MlHeap *heap, MlObject *self, MlObject *value)
{
  if (!check_link (heap, value, "cause"))
    return FALSE;

  ml_exception_set_cause (heap, self, value != ml_none (heap) ? ml_ref (value) : NULL);

  return TRUE;
}

static MlObject *
get_context (MlHeap *heap, MlObject *self)
{
  return get_field (heap, self, FIELD_CONTEXT);
}

static gboolean
set_context_attribute (MlHeap *heap, MlObject *self, MlObject *value)
{
  if (!check_link (heap, value, "context"))
    return FALSE;

  ml_exception_set_context (heap, self, value != ml_none (heap) ? ml_ref (value) : NULL);

  return TRUE;
}

static MlObject *
get_suppress_context (MlHeap *heap, MlObject *self)
{
  return ml_ref (ml_bool (heap, ((MlException *) self)->suppress_context));
}

static gboolean
set_suppress_context (MlHeap *heap, MlObject *self, MlObject *value)
{
  int truth = value != NULL ? ml_truth (heap, value) : 0;

  if (truth < 0)
    return FALSE;

  ((MlException *) self)->suppress_context = truth;

  return TRUE;
}

static MlObject *
method_with_traceback (MlHeap *heap,
                       MlObject *self,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  return set_traceback (heap, self, args[0]) ? ml_ref (self) : NULL;
}

static MlObject *
method_add_note (MlHeap *heap,
                 MlObject *self,
                 MlObject *const *args,
                 gsize n_args,
                 MlObject *kw_names)
{
  MlObject *notes;
  gboolean done;

  if (!ml_is_str (args[0]))
    return ml_raise (
        heap, heap->world->type_error, "note must be a str, not '%s'", args[0]->type->name);

  if (!ml_find_attribute (heap, self, ml_name (heap, __notes__), &notes))
    return NULL;

  if (notes == NULL)
    {
      notes = ml_list_new (heap);

      if (notes == NULL || !ml_set_attribute (heap, self, ml_name (heap, __notes__), notes))
        {
          ml_unref_any (heap, notes);
          return NULL;
        }
    }

  if (!ml_is_list (notes))
    {
      ml_unref (heap, notes);
      return ml_raise (heap, heap->world->type_error, "Cannot add note: __notes__ is not a list");
    }

  done = ml_list_append (heap, notes, args[0]);
  ml_unref (heap, notes);

  return done ? ml_ref (ml_none (heap)) : NULL;
}

static const MlMethod methods[] = {
  { "with_traceback",
    method_with_traceback,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "Set self.__traceback__ to tb and return self." },
  { "add_note", method_add_note, 1, 1, FALSE, ML_METHOD_PLAIN, "Add a note to the exception" },
  { NULL },
};

static const MlGetter getters[] = {
  ML_INSTANCE_DICT_GETTER,
  { "args", get_args, set_args_attribute },
  { "__traceback__", get_traceback, set_traceback },
  { "__cause__", get_cause, set_cause },
  { "__context__", get_context, set_context_attribute },
  { "__suppress_context__", get_suppress_context, set_suppress_context },
  { NULL },
};

const MlTypeSpec ml_base_exception_spec = {
  .name = "BaseException",
  .doc = "Common base class for all exceptions.",
  .flags = ML_EXCEPTION_FLAGS,
  .instance_size = sizeof (MlException),
  .python_size = 72,
  .kind = ML_KIND_EXCEPTION,
  .fields = fields,
  .methods = methods,
  .getters = getters,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = clear,
    .repr = repr,
    .str = ml_exception_str,
    .make = make,
    .init = ml_exception_init,
  },
};
