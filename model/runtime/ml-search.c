/* ml-search.c: how a name or an attribute is found, told to a closeup */
#include "ml-search.h"

#include "ml-dict.h"
#include "ml-instance.h"
#include "ml-module.h"
#include "ml-str.h"
#include "ml-tuple.h"

void
ml_search_note_clear (MlSearchNote *self)
{
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_array_unref);
}

/* Names */

static gboolean
has (MlHeap *heap, MlObject *dict, MlObject *name)
{
  return dict != NULL && dict->type == heap->world->dict_type &&
         ml_dict_get_str (heap, dict, name) != NULL;
}

static MlFound
find_global (MlHeap *heap, const MlFrame *frame, MlObject *name)
{
  if (has (heap, frame->globals, name))
    return ML_FOUND_GLOBAL;

  return has (heap, frame->builtins, name) ? ML_FOUND_BUILTIN : ML_FOUND_NOWHERE;
}

static MlFound
find_name (MlHeap *heap, const MlFrame *frame, MlObject *name)
{
  if (frame->namespace != frame->globals && has (heap, frame->namespace, name))
    return ML_FOUND_LOCAL;

  return find_global (heap, frame, name);
}

static MlObject *
get_name (const MlFrame *frame, int index)
{
  return ml_tuple_get (frame->code->names, index);
}

static MlObject *
get_local (const MlFrame *frame, int index)
{
  return ml_tuple_get (frame->code->locals_plus_names, index);
}

/* Attributes */

/* Asks the classes in the order of @type's: what the first that has it holds under @name. */
static MlObject *
ask_classes (MlHeap *heap, MlType *type, MlObject *name, MlSearchNote *self)
{
  gsize n = ml_tuple_get_length (type->mro);

  for (gsize i = 0; i < n; i++)
    {
      MlType *class = (MlType *) ml_tuple_get (type->mro, i);
      MlObject *found = ml_dict_get_str (heap, class->dict, name);

      g_ptr_array_add (self->asked, class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_own (MlHeap *heap, MlObject *owner, MlObject *name)
{
  if (owner->type == heap->world->module_type)
    return has (heap, ml_module_get_dict (owner), name);

  return owner->type->flags & ML_TYPE_ATTRIBUTES && ml_instance_get (heap, owner, name) != NULL;
}

static MlFound
place_of (MlHeap *heap, MlObject *found)
{
  if (found->type == heap->world->function_type || found->type->kind == ML_KIND_BUILTIN)
    return ML_FOUND_METHOD;

  return found->type->slots.descriptor_get != NULL ? ML_FOUND_DESCRIPTOR : ML_FOUND_CLASS;
}

/* An attribute of a class: it and its bases hold it as it is. */
static MlFound
find_in_class (MlHeap *heap, MlType *class, MlObject *name, MlSearchNote *self)
{
  MlObject *found = ask_classes (heap, class, name, self);

  if (found != NULL)
    return place_of (heap, found) == ML_FOUND_DESCRIPTOR ? ML_FOUND_DESCRIPTOR : ML_FOUND_CLASS;

  g_ptr_array_set_size (self->asked, 0);
  found = ask_classes (heap, class->object.type, name, self);

  return found != NULL ? place_of (heap, found) : ML_FOUND_NOWHERE;
}

static gboolean
has_hook (MlHeap *heap, MlType *type)
{
  MlObject *plain =
      ml_type_lookup (heap, heap->world->object_type, ml_name (heap, __getattribute__));

  return type->flags & ML_TYPE_HEAP &&
         ml_type_lookup (heap, type, ml_name (heap, __getattribute__)) != plain;
}

/* What is looked up on the class, in CPython's order: data descriptors of the class, the object,
 * the class, __getattr__. */
static MlFound
find_in_object (MlHeap *heap, MlObject *owner, MlObject *name, MlSearchNote *self)
{
  MlType *type = owner->type;
  MlObject *found;

  if (has_hook (heap, type))
    return ML_FOUND_HOOK;

  found = ask_classes (heap, type, name, self);

  if (found != NULL && found->type->slots.descriptor_get != NULL &&
      found->type->slots.descriptor_set != NULL)
    return ML_FOUND_DESCRIPTOR;

  if (is_own (heap, owner, name))
    {
      g_ptr_array_set_size (self->asked, 0);
      return ML_FOUND_OBJECT;
    }

  if (found != NULL)
    return place_of (heap, found);

  return ml_type_lookup (heap, type, ml_name (heap, __getattr__)) != NULL ? ML_FOUND_HOOK
                                                                          : ML_FOUND_NOWHERE;
}

static void
note_attribute (MlHeap *heap, MlObject *owner, MlObject *name, MlSearchNote *self)
{
  self->name = name;
  self->owner = owner->serial;

  if (self->asked == NULL)
    self->asked = g_ptr_array_new ();

  self->place = ml_is_type (owner) ? find_in_class (heap, (MlType *) owner, name, self)
                                   : find_in_object (heap, owner, name, self);

  if (self->place == ML_FOUND_HOOK)
    g_ptr_array_set_size (self->asked, 0);
}

static void
note_name (MlSearchNote *self, MlFound place, MlObject *name)
{
  self->place = place;
  self->name = name;
}

void
ml_search_note_take (MlHeap *heap, MlFrame *frame, const MlInstruction *at, MlSearchNote *self)
{
  MlObject *name;

  self->place = ML_FOUND_NOWHERE;
  self->name = NULL;
  self->owner = 0;

  if (self->asked != NULL)
    g_ptr_array_set_size (self->asked, 0);

  switch (at->op)
    {
    case ML_OP_LOAD_FAST:
    case ML_OP_LOAD_FAST_CHECK:
      note_name (self, ML_FOUND_LOCAL, get_local (frame, at->arg));
      break;

    case ML_OP_LOAD_FAST_LOAD_FAST:
      note_name (self, ML_FOUND_LOCAL, get_local (frame, at->arg >> 4));
      break;

    case ML_OP_STORE_FAST_LOAD_FAST:
      note_name (self, ML_FOUND_LOCAL, get_local (frame, at->arg & 15));
      break;

    case ML_OP_LOAD_DEREF:
      note_name (self, ML_FOUND_CELL, get_local (frame, at->arg));
      break;

    case ML_OP_LOAD_GLOBAL:
      name = get_name (frame, at->arg >> 1);
      note_name (self, find_global (heap, frame, name), name);
      break;

    case ML_OP_LOAD_NAME:
      name = get_name (frame, at->arg);
      note_name (self, find_name (heap, frame, name), name);
      break;

    case ML_OP_LOAD_ATTR:
      note_attribute (heap, frame->top[-1], get_name (frame, at->arg >> 1), self);
      break;

    default:
      break;
    }
}

MlSearch
ml_search_note_tell (MlHeap *heap, MlSearchNote *self)
{
  MlSearch search = { .place = self->place, .owner = self->owner };

  if (self->place == ML_FOUND_NOWHERE)
    return (MlSearch){ 0 };

  search.name = ml_str_get_utf8 (self->name, NULL);

  if (self->asked == NULL || self->asked->len == 0)
    return search;

  if (self->classes == NULL)
    self->classes = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  g_array_set_size (self->classes, 0);

  for (guint i = 0; i < self->asked->len; i++)
    {
      MlObject *class = g_ptr_array_index (self->asked, i);

      ml_heap_tell (heap, class);
      g_array_append_val (self->classes, class->serial);
    }

  search.n_classes = self->classes->len;
  search.classes = (const MlSerial *) self->classes->data;

  return search;
}
