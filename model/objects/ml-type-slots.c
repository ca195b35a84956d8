/* ml-type-slots.c: slots and special methods are two faces of one thing */
#include "ml-type-slots.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-native-function.h"
#include "ml-slot-entry.h"
#include "ml-str.h"
#include "ml-wrapper.h"

static gpointer *
get_place (MlTypeSlots *slots, gsize offset)
{
  return (gpointer *) ((char *) slots + offset);
}

/* Built-in types: slots become methods */

/* object.__new__ and the like: makes an instance of the class that is its first argument. */
static MlObject *
call_make (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlType *owner = (MlType *) self;
  MlType *layout, *type;

  if (n_args == 0)
    return ml_raise (
        heap, heap->world->type_error, "%s.__new__(): not enough arguments", owner->name);

  if (!ml_is_type (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s.__new__(X): X is not a type object (%s)",
                     owner->name,
                     args[0]->type->name);

  type = (MlType *) args[0];

  if (!ml_type_is_subtype (type, owner))
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s.__new__(%s): %s is not a subtype of %s",
                     owner->name,
                     type->name,
                     type->name,
                     owner->name);

  for (layout = type; layout->flags & ML_TYPE_HEAP; layout = layout->base)
    continue;

  if (layout->slots.make != owner->slots.make)
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s.__new__(%s) is not safe, use %s.__new__()",
                     owner->name,
                     type->name,
                     layout->name);

  return owner->slots.make (heap, type, args + 1, n_args - 1, kw_names);
}

static const MlMethod make_method = {
  "__new__",
  call_make,
  0,
  -1,
  TRUE,
  ML_METHOD_STATIC,
  "__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  "
  "See help(type) for accurate signature.",
};

static gboolean
set_new (MlHeap *heap, MlType *type, MlObject *name, MlObject *value)
{
  gboolean done = value != NULL && ml_dict_set (heap, type->dict, name, value);

  ml_unref_any (heap, value);

  return done;
}

gboolean
ml_type_add_slot_wrappers (MlHeap *heap, MlType *type)
{
  MlTypeSlots own = type->spec->slots;

  for (const MlSlotEntry *entry = ml_slot_entries; entry->name != NULL; entry++)
    {
      gpointer slot = *get_place (&own, entry->offset);
      MlObject *name;

      if (slot == NULL || entry->wrap == NULL)
        continue;

      name = ml_name_from_utf8 (heap, entry->name, -1);

      if (ml_dict_get_str (heap, type->dict, name) == NULL &&
          !set_new (heap, type, name, ml_wrapper_new (heap, type, entry, name, slot)))
        return FALSE;
    }

  if (own.make != NULL &&
      !set_new (heap,
                type,
                ml_name (heap, __new__),
                ml_native_function_new (heap, &make_method, &type->object, NULL)))
    return FALSE;

  return own.compare == NULL || own.hash != NULL ||
         ml_dict_set (heap, type->dict, ml_name (heap, __hash__), ml_none (heap));
}

/* Classes of the program: methods become slots */

/* The slot of the first class in the order that defines one, if @method is its wrapper and nothing
 * else has a say. */
static gpointer
get_wrapped (MlHeap *heap, MlType *type, MlObject *method, const MlSlotEntry *entry)
{
  MlWrapper *wrapper = (MlWrapper *) method;

  if (method->type != heap->world->wrapper_descriptor_type || wrapper->entry->wrap != entry->wrap ||
      wrapper->entry->offset != entry->offset || !ml_type_is_subtype (type, wrapper->owner))
    return NULL;

  return wrapper->slot;
}

static gboolean
is_inherited_make (MlHeap *heap, MlType *type, MlObject *method)
{
  return method->type == heap->world->native_function_type &&
         ((MlNativeFunction *) method)->method == &make_method;
}

/* Sets the slot at @offset from all methods that stand for it. */
static void
set_slot (MlHeap *heap, MlType *type, gsize offset)
{
  gpointer special = NULL, generic = NULL;
  gboolean use_generic = FALSE;
  gboolean any = FALSE;

  for (const MlSlotEntry *entry = ml_slot_entries; entry->name != NULL; entry++)
    {
      MlObject *method;
      gpointer wrapped;

      if (entry->offset != offset)
        continue;

      method = ml_type_lookup (heap, type, ml_name_from_utf8 (heap, entry->name, -1));

      if (method == NULL)
        continue;

      /* A list's __add__ joins; it says nothing of the slot for numbers. */
      if (method->type == heap->world->wrapper_descriptor_type &&
          ((MlWrapper *) method)->entry->offset != offset)
        continue;

      any = TRUE;
      generic = entry->generic;
      wrapped = get_wrapped (heap, type, method, entry);

      if (offset == G_STRUCT_OFFSET (MlTypeSlots, make) && is_inherited_make (heap, type, method))
        wrapped = ((MlType *) ((MlNativeFunction *) method)->self)->slots.make;

      if (offset == G_STRUCT_OFFSET (MlTypeSlots, hash) && method == ml_none (heap))
        generic = NULL;

      if (wrapped == NULL || (special != NULL && special != wrapped))
        use_generic = TRUE;
      else
        special = wrapped;
    }

  if (!any)
    *get_place (&type->slots, offset) = NULL;
  else
    *get_place (&type->slots, offset) = use_generic ? generic : special;
}

static void
update_everywhere (MlHeap *heap, MlType *type, gsize offset)
{
  set_slot (heap, type, offset);

  for (guint i = 0; type->subclasses != NULL && i < type->subclasses->len; i++)
    update_everywhere (heap, g_ptr_array_index (type->subclasses, i), offset);
}

void
ml_type_update_slots (MlHeap *heap, MlType *type, MlObject *name)
{
  const char *text = ml_str_get_utf8 (name, NULL);

  if (!g_str_has_prefix (text, "__"))
    return;

  for (const MlSlotEntry *entry = ml_slot_entries; entry->name != NULL; entry++)
    if (g_str_equal (entry->name, text))
      update_everywhere (heap, type, entry->offset);
}

void
ml_type_set_slots (MlHeap *heap, MlType *type)
{
  for (const MlSlotEntry *entry = ml_slot_entries; entry->name != NULL; entry++)
    if (entry == ml_slot_entries || entry->offset != entry[-1].offset)
      set_slot (heap, type, entry->offset);
}
