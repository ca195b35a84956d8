/* ml-unraisable.c: sys.UnraisableHookArgs */
#include "ml-unraisable.h"

#include "ml-exception.h"
#include "ml-interpreter-private.h"
#include "ml-operations.h"
#include "ml-str.h"

enum
{
  EXC_TYPE,
  EXC_VALUE,
  EXC_TRACEBACK,
  ERR_MSG,
  OBJECT,
  N_FIELDS
};

typedef struct
{
  MlObject  object;
  MlObject *values[N_FIELDS];
} MlUnraisable;

static const char *const fields[]
    = { "exc_type", "exc_value", "exc_traceback", "err_msg", "object", NULL };

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlUnraisable *self = (MlUnraisable *) object;

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->values[i] != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), self->values[i], data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlUnraisable *self = (MlUnraisable *) object;

  while (*cursor < N_FIELDS)
    {
      gsize i = (*cursor)++;
      MlObject *dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, i), &self->values[i]);

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  MlUnraisable *self = (MlUnraisable *) object;
  g_autoptr (GString) text = g_string_new ("UnraisableHookArgs(");

  for (guint i = 0; i < N_FIELDS; i++)
    {
      MlObject *value = ml_repr (heap, self->values[i]);

      if (value == NULL)
        return NULL;

      g_string_append_printf (
          text, "%s%s=%s", i > 0 ? ", " : "", fields[i], ml_str_get_utf8 (value, NULL));
      ml_unref (heap, value);
    }

  g_string_append_c (text, ')');

  return ml_str_from_utf8 (heap, text->str, text->len);
}

#define GETTER(name, field)                          \
  static MlObject *name (MlHeap *heap, MlObject *self) \
  {                                                  \
    return ml_ref (((MlUnraisable *) self)->values[field]); \
  }

GETTER (get_exc_type, EXC_TYPE)
GETTER (get_exc_value, EXC_VALUE)
GETTER (get_exc_traceback, EXC_TRACEBACK)
GETTER (get_err_msg, ERR_MSG)
GETTER (get_object, OBJECT)

static const MlGetter getters[] = {
  { "exc_type", get_exc_type, NULL },
  { "exc_value", get_exc_value, NULL },
  { "exc_traceback", get_exc_traceback, NULL },
  { "err_msg", get_err_msg, NULL },
  { "object", get_object, NULL },
  { NULL },
};

static const MlTypeSpec spec = {
  .name = "UnraisableHookArgs",
  .module = "sys",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlUnraisable),
  .python_size = 64,
  .kind = ML_KIND_OTHER,
  .fields = fields,
  .getters = getters,
  .slots = { .traverse = traverse, .dismantle = dismantle, .repr = repr },
};

MlType *
ml_unraisable_get_type (MlHeap *heap)
{
  MlInterpreter *interpreter = ml_interpreter_get (heap);

  if (interpreter->unraisable_type == NULL)
    {
      MlType *type = ml_type_new_builtin (heap, &spec);

      if (!ml_type_ready (heap, type))
        return NULL;

      interpreter->unraisable_type = type;
    }

  return interpreter->unraisable_type;
}

MlObject *
ml_unraisable_new (MlHeap *heap, MlObject *exception, MlObject *where)
{
  MlType *type = ml_unraisable_get_type (heap);
  MlObject *traceback = ((MlException *) exception)->traceback;
  MlUnraisable *self
      = type != NULL ? ml_heap_allocate (heap, type, sizeof (MlUnraisable)) : NULL;

  if (self == NULL)
    return NULL;

  self->values[EXC_TYPE] = ml_ref (exception->type);
  self->values[EXC_VALUE] = ml_ref (exception);
  self->values[EXC_TRACEBACK] = ml_ref (traceback != NULL ? traceback : ml_none (heap));
  self->values[ERR_MSG] = ml_ref (ml_none (heap));
  self->values[OBJECT] = ml_ref (where != NULL ? where : ml_none (heap));
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_unraisable_get_exception (MlObject *self)
{
  return ((MlUnraisable *) self)->values[EXC_VALUE];
}

MlObject *
ml_unraisable_get_where (MlObject *self)
{
  return ((MlUnraisable *) self)->values[OBJECT];
}
