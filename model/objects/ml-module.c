/* ml-module.c: modules */
#include "ml-module.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"

static MlObject *
new_module (MlHeap *heap, MlType *type)
{
  MlModule *self = ml_heap_allocate (heap, type, sizeof (MlModule));

  if (self == NULL)
    return NULL;

  self->dict = ml_dict_new (heap);
  ml_heap_track (heap, self);

  if (self->dict == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  return &self->object;
}

static gboolean
set_names (MlHeap *heap, MlObject *self, MlObject *name, MlObject *doc)
{
  MlObject *dict = ((MlModule *) self)->dict;
  MlObject *none = ml_none (heap);

  return ml_dict_set (heap, dict, ml_name (heap, __name__), name) &&
         ml_dict_set (heap, dict, ml_name (heap, __doc__), doc) &&
         ml_dict_set (heap, dict, ml_name (heap, __package__), none) &&
         ml_dict_set (heap, dict, ml_name (heap, __loader__), none) &&
         ml_dict_set (heap, dict, ml_name (heap, __spec__), none);
}

MlObject *
ml_module_new (MlHeap *heap, const char *name, const char *doc)
{
  MlObject *self = new_module (heap, heap->world->module_type);
  MlObject *text = doc != NULL ? ml_str_from_utf8 (heap, doc, -1) : ml_ref (ml_none (heap));
  gboolean done = self != NULL && text != NULL &&
                  set_names (heap, self, ml_name_from_utf8 (heap, name, -1), text);

  ml_unref_any (heap, text);

  if (!done)
    {
      ml_unref_any (heap, self);
      return NULL;
    }

  return self;
}

MlObject *
ml_module_get_dict (MlObject *self)
{
  return ((MlModule *) self)->dict;
}

gboolean
ml_module_add (MlHeap *heap, MlObject *self, const char *name, MlObject *value)
{
  gboolean done =
      value != NULL &&
      ml_dict_set (heap, ((MlModule *) self)->dict, ml_name_from_utf8 (heap, name, -1), value);

  ml_unref_any (heap, value);

  return done;
}

gboolean
ml_module_add_functions (MlHeap *heap, MlObject *self, const MlMethod *functions)
{
  MlObject *name = ml_dict_get_str (heap, ((MlModule *) self)->dict, ml_name (heap, __name__));

  for (const MlMethod *method = functions; method->name != NULL; method++)
    if (!ml_module_add (
            heap, self, method->name, ml_native_function_new (heap, method, self, name)))
      return FALSE;

  return TRUE;
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return new_module (heap, type);
}

static gboolean
init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "name", "doc", NULL };
  MlObject *places[2];

  if (!ml_native_parse (heap, "module", names, 1, 2, args, n_args, kw_names, places))
    return FALSE;

  if (!ml_is_str (places[0]))
    {
      ml_raise (heap,
                heap->world->type_error,
                "module() argument 'name' must be str, not %s",
                places[0]->type->name);
      return FALSE;
    }

  return set_names (heap, self, places[0], places[1] != NULL ? places[1] : ml_none (heap));
}

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlObject *dict = ((MlModule *) self)->dict;

  if (dict != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 0), dict, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &((MlModule *) self)->dict);
}

static void
tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  MlObject *name = ml_dict_get_str (heap, ((MlModule *) self)->dict, ml_name (heap, __name__));

  if (name != NULL && ml_is_str (name))
    {
      gsize length;

      value->text = ml_str_get_utf8 (name, &length);
      value->length = length;
      value->type = ML_VALUE_TEXT;
    }
}

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  MlObject *dict = ((MlModule *) self)->dict;
  MlObject *name = ml_dict_get_str (heap, dict, ml_name (heap, __name__));
  MlObject *file = ml_dict_get_str (heap, dict, ml_name (heap, __file__));
  const char *text = name != NULL && ml_is_str (name) ? ml_str_get_utf8 (name, NULL) : "?";

  if (file != NULL && ml_is_str (file))
    return ml_str_format (heap, "<module '%s' from '%s'>", text, ml_str_get_utf8 (file, NULL));

  return ml_str_format (heap, "<module '%s' (built-in)>", text);
}

static MlObject *
get_attribute (MlHeap *heap, MlObject *self, MlObject *name)
{
  MlObject *dict = ((MlModule *) self)->dict;
  MlObject *found, *hook, *module_name;

  if (ml_type_lookup (heap, self->type, name) == NULL)
    {
      found = ml_dict_get (heap, dict, name);

      if (found != NULL)
        return ml_ref (found);

      if (heap->raised != NULL)
        return NULL;

      hook = ml_dict_get_str (heap, dict, ml_name (heap, __getattr__));

      if (hook != NULL)
        return ml_call (heap, hook, &name, 1, NULL);

      module_name = ml_dict_get_str (heap, dict, ml_name (heap, __name__));

      ml_raise (heap,
                heap->world->attribute_error,
                "module '%s' has no attribute '%s'",
                module_name != NULL && ml_is_str (module_name)
                    ? ml_str_get_utf8 (module_name, NULL)
                    : "?",
                ml_str_get_utf8 (name, NULL));

      return ml_complete_attribute_error (heap, self, name);
    }

  found = ml_dict_get_str (heap, dict, name);

  if (found != NULL && name != ml_name (heap, __dict__) && name != ml_name (heap, __class__))
    return ml_ref (found);

  return ml_generic_get_attribute (heap, self, name);
}

static gboolean
set_attribute (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlObject *dict = ((MlModule *) self)->dict;

  if (name == ml_name (heap, __dict__) || name == ml_name (heap, __class__))
    return ml_generic_set_attribute (heap, self, name, value);

  if (value != NULL)
    return ml_dict_set (heap, dict, name, value);

  if (ml_dict_get (heap, dict, name) == NULL)
    {
      if (heap->raised == NULL)
        ml_raise_no_attribute (heap, self, name);

      return FALSE;
    }

  return ml_dict_delete (heap, dict, name);
}

static MlObject *
get_dict (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlModule *) self)->dict);
}

static const MlGetter getters[] = {
  { "__dict__", get_dict, NULL },
  { NULL },
};

static const char *const fields[] = { "__dict__", NULL };

const MlTypeSpec ml_module_spec = {
  .name = "module",
  .doc = "Create a module object.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_WEAKREFS | ML_TYPE_MUTABLE,
  .instance_size = sizeof (MlModule),
  .python_size = 56,
  .kind = ML_KIND_MODULE,
  .fields = fields,
  .getters = getters,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .tell_value = tell_value,
    .repr = repr,
    .get_attribute = get_attribute,
    .set_attribute = set_attribute,
    .make = make,
    .init = init,
  },
};
