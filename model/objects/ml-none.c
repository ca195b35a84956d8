#include "ml-none.h"

#include "ml-exception.h"
#include "ml-str.h"
#include "ml-world.h"

static void
tell_text (MlValue *value, const char *text)
{
  value->type = ML_VALUE_TEXT;
  value->text = text;
  value->length = strlen (text);
}

/* None */

static MlObject *
none_repr (MlHeap *heap, MlObject *self)
{
  return ml_str_from_ascii (heap, "None", -1);
}

static int
none_truth (MlHeap *heap, MlObject *self)
{
  return 0;
}

static gint64
none_hash (MlHeap *heap, MlObject *self)
{
  /* A constant since 3.12, whatever the address. */
  return 0xfca86420;
}

static void
none_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  tell_text (value, "None");
}

/* Calling one of the three types gives its object. */
static gboolean
takes_no_arguments (MlHeap *heap, MlType *type, gsize n_args, MlObject *kw_names)
{
  if (n_args == 0 && kw_names == NULL)
    return TRUE;

  ml_raise (heap, heap->world->type_error, "%s takes no arguments", type->name);
  return FALSE;
}

static MlObject *
none_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return takes_no_arguments (heap, type, n_args, kw_names) ? ml_ref (heap->world->none) : NULL;
}

const MlTypeSpec ml_none_spec = {
  .name = "NoneType",
  .doc = "The type of the None singleton.",
  .instance_size = sizeof (MlObject),
  .python_size = 16,
  .kind = ML_KIND_NONE,
  .slots = {
    .tell_value = none_tell_value,
    .repr = none_repr,
    .hash = none_hash,
    .truth = none_truth,
    .make = none_make,
  },
};

/* NotImplemented */

static MlObject *
not_implemented_repr (MlHeap *heap, MlObject *self)
{
  return ml_str_from_ascii (heap, "NotImplemented", -1);
}

static void
not_implemented_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  tell_text (value, "NotImplemented");
}

static MlObject *
not_implemented_make (MlHeap *heap,
                      MlType *type,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  if (!takes_no_arguments (heap, type, n_args, kw_names))
    return NULL;

  return ml_ref (heap->world->not_implemented);
}

const MlTypeSpec ml_not_implemented_spec = {
  .name = "NotImplementedType",
  .doc = "The type of the NotImplemented singleton.",
  .instance_size = sizeof (MlObject),
  .python_size = 16,
  .kind = ML_KIND_NONE,
  .slots = {
    .tell_value = not_implemented_tell_value,
    .repr = not_implemented_repr,
    .make = not_implemented_make,
  },
};

/* Ellipsis */

static MlObject *
ellipsis_repr (MlHeap *heap, MlObject *self)
{
  return ml_str_from_ascii (heap, "Ellipsis", -1);
}

static void
ellipsis_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  tell_text (value, "Ellipsis");
}

static MlObject *
ellipsis_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (!takes_no_arguments (heap, type, n_args, kw_names))
    return NULL;

  return ml_ref (heap->world->ellipsis);
}

const MlTypeSpec ml_ellipsis_spec = {
  .name = "ellipsis",
  .doc = "The type of the Ellipsis singleton.",
  .instance_size = sizeof (MlObject),
  .python_size = 16,
  .kind = ML_KIND_NONE,
  .slots = {
    .tell_value = ellipsis_tell_value,
    .repr = ellipsis_repr,
    .make = ellipsis_make,
  },
};

static MlObject *
make_singleton (MlHeap *heap, MlType *type)
{
  MlObject *object = ml_heap_allocate (heap, type, sizeof (MlObject));

  object->origin = ML_ORIGIN_SINGLETON;
  ml_heap_make_immortal (heap, object);

  return object;
}

void
ml_none_init_world (MlHeap *heap)
{
  MlWorld *world = heap->world;

  world->none = make_singleton (heap, world->none_type);
  world->not_implemented = make_singleton (heap, world->not_implemented_type);
  world->ellipsis = make_singleton (heap, world->ellipsis_type);
}
