/* ml-wrapper.c: the special methods of built-in types, free and bound */
#include "ml-wrapper.h"

#include "ml-descriptor.h"
#include "ml-exception.h"
#include "ml-str.h"

/* MlWrapper descriptors: what stands for a slot in the dict of a built-in type */

typedef struct
{
  MlObject object;
  MlWrapper *wrapper;
  MlObject *self;
} BoundWrapper;

static void
wrapper_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlWrapper *self = (MlWrapper *) object;

  visit (ML_SLOT (ML_REGION_FIELD, 0), &self->owner->object, data);
  visit (ML_SLOT (ML_REGION_FIELD, 1), self->name, data);
}

static MlObject *
wrapper_repr (MlHeap *heap, MlObject *object)
{
  MlWrapper *self = (MlWrapper *) object;

  return ml_str_format (
      heap, "<slot wrapper '%s' of '%s' objects>", self->entry->name, self->owner->name);
}

static MlObject *
bound_wrapper_new (MlHeap *heap, MlWrapper *wrapper, MlObject *self)
{
  BoundWrapper *bound =
      ml_heap_allocate (heap, heap->world->method_wrapper_type, sizeof (BoundWrapper));

  if (bound == NULL)
    return NULL;

  bound->wrapper = ml_ref (wrapper);
  bound->self = ml_ref (self);
  ml_heap_track (heap, bound);

  return &bound->object;
}

static MlObject *
wrapper_get (MlHeap *heap, MlObject *object, MlObject *instance, MlType *owner)
{
  if (instance == NULL)
    return ml_ref (object);

  return bound_wrapper_new (heap, (MlWrapper *) object, instance);
}

static MlObject *
wrapper_call (MlHeap *heap,
              MlObject *object,
              MlObject *const *args,
              gsize n_args,
              MlObject *kw_names)
{
  MlWrapper *self = (MlWrapper *) object;

  if (n_args == 0)
    return ml_raise (heap,
                     heap->world->type_error,
                     "descriptor '%s' of '%s' object needs an argument",
                     self->entry->name,
                     self->owner->name);

  if (!ml_object_is_a (args[0], self->owner))
    return ml_raise (heap,
                     heap->world->type_error,
                     "descriptor '%s' requires a '%s' object but received a '%s'",
                     self->entry->name,
                     self->owner->name,
                     args[0]->type->name);

  if (kw_names != NULL && !self->entry->takes_keywords)
    return ml_raise (heap,
                     heap->world->type_error,
                     "wrapper %s() takes no keyword arguments",
                     self->entry->name);

  return self->entry->wrap (heap, self->entry, self->slot, args[0], args + 1, n_args - 1, kw_names);
}

static MlObject *
wrapper_get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlWrapper *) object)->name);
}

static MlObject *
wrapper_get_owner (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlWrapper *) object)->owner);
}

static MlObject *
wrapper_get_doc (MlHeap *heap, MlObject *object)
{
  return ml_str_from_utf8 (heap, ((MlWrapper *) object)->entry->doc, -1);
}

static const MlGetter wrapper_getters[] = {
  { "__name__", wrapper_get_name, NULL },
  { "__objclass__", wrapper_get_owner, NULL },
  { "__doc__", wrapper_get_doc, NULL },
  { NULL },
};

static const char *const wrapper_fields[] = { "__objclass__", "__name__", NULL };

const MlTypeSpec ml_wrapper_descriptor_spec = {
  .name = "wrapper_descriptor",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW | ML_TYPE_METHOD_DESCRIPTOR,
  .instance_size = sizeof (MlWrapper),
  .python_size = 56,
  .kind = ML_KIND_BUILTIN,
  .fields = wrapper_fields,
  .getters = wrapper_getters,
  .slots = {
    .traverse = wrapper_traverse,
    .repr = wrapper_repr,
    .call = wrapper_call,
    .descriptor_get = wrapper_get,
  },
};

static void
bound_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  BoundWrapper *self = (BoundWrapper *) object;

  visit (ML_SLOT (ML_REGION_FIELD, 0), &self->wrapper->object, data);
  visit (ML_SLOT (ML_REGION_FIELD, 1), self->self, data);
}

static MlObject *
bound_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  BoundWrapper *self = (BoundWrapper *) object;
  gpointer places[] = { &self->wrapper, &self->self };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static MlObject *
bound_repr (MlHeap *heap, MlObject *object)
{
  BoundWrapper *self = (BoundWrapper *) object;

  return ml_str_format (heap,
                        "<method-wrapper '%s' of %s object at 0x%" G_GINT64_MODIFIER "x>",
                        self->wrapper->entry->name,
                        self->self->type->name,
                        ml_heap_get_address (heap, self->self));
}

static MlObject *
bound_call (MlHeap *heap, MlObject *object, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  BoundWrapper *self = (BoundWrapper *) object;
  const MlSlotEntry *entry = self->wrapper->entry;

  return entry->wrap (heap, entry, self->wrapper->slot, self->self, args, n_args, kw_names);
}

static MlObject *
bound_get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((BoundWrapper *) object)->wrapper->name);
}

static MlObject *
bound_get_self (MlHeap *heap, MlObject *object)
{
  return ml_ref (((BoundWrapper *) object)->self);
}

static const MlGetter bound_getters[] = {
  { "__name__", bound_get_name, NULL },
  { "__self__", bound_get_self, NULL },
  { NULL },
};

static const char *const bound_fields[] = { "wrapper", "__self__", NULL };

const MlTypeSpec ml_method_wrapper_spec = {
  .name = "method-wrapper",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (BoundWrapper),
  .python_size = 32,
  .kind = ML_KIND_BUILTIN,
  .fields = bound_fields,
  .getters = bound_getters,
  .slots = {
    .traverse = bound_traverse,
    .dismantle = bound_dismantle,
    .repr = bound_repr,
    .call = bound_call,
  },
};

MlObject *
ml_wrapper_new (MlHeap *heap, MlType *type, const MlSlotEntry *entry, MlObject *name, gpointer slot)
{
  MlWrapper *wrapper =
      ml_heap_allocate (heap, heap->world->wrapper_descriptor_type, sizeof (MlWrapper));

  if (wrapper == NULL)
    return NULL;

  wrapper->owner = ml_ref (type);
  wrapper->name = ml_ref (name);
  wrapper->entry = entry;
  wrapper->slot = slot;
  ml_heap_track (heap, wrapper);

  return &wrapper->object;
}
