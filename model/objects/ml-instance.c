/* ml-instance.c: where an instance keeps its attributes */
#include "ml-instance.h"

#include "ml-dict-methods.h"
#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-instance-values.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define SHARED_LOG2_SIZE 6

/* The names that instances of one class share. Each instance made leaves one place less for names
 * to come, down to the last: later instances need less memory. */
typedef struct
{
  MlTable *table; /* its values are not used */
  MlType *owner;  /* the class, borrowed; NULL as long as there are no names */
  guint n_free;   /* names that may still come */
} MlSharedKeys;

/* Slots stand behind the built-in's struct, the dict behind the slots. */
static inline gsize
align (gsize size)
{
  return (size + sizeof (gpointer) - 1) & ~(sizeof (gpointer) - 1);
}

/* Where an instance's own part begins. */
static gchar *
get_tail (MlObject *self)
{
  gsize size = align (self->type->spec->instance_size);

  if (self->type->flags & ML_TYPE_TUPLE)
    size += ml_tuple_get_length (self) * sizeof (MlObject *);

  return (gchar *) self + size;
}

static MlObject **
get_slot_place (MlObject *self, guint index)
{
  return (MlObject **) (gpointer) (get_tail (self) + index * sizeof (MlObject *));
}

/* Where the dict stands of an instance that can have one. A built-in type with attributes has it as
 * its first member. */
static MlObject **
get_dict_place (MlObject *self)
{
  const MlType *type = self->type;

  if (ml_type_has_inline_values (type) || (type->spec->flags & ML_TYPE_ATTRIBUTES))
    return &((MlInstance *) self)->dict;

  return get_slot_place (self, ml_instance_count_slots (type));
}

guint
ml_instance_get_dict_field (const MlType *type)
{
  const char *const *fields = type->spec->fields;

  return fields != NULL ? g_strv_length ((gchar **) fields) : 0;
}

static MlSlot
get_dict_slot (MlObject *self)
{
  return ML_SLOT (ML_REGION_FIELD, ml_instance_get_dict_field (self->type));
}

static MlSlot
get_slots_slot (MlObject *self, guint index)
{
  return get_dict_slot (self) + 1 + index;
}

static inline MlSharedKeys *
get_keys (MlObject *self)
{
  return self->type->keys;
}

static inline guint8 *
get_order (MlInstance *self)
{
  return (guint8 *) (self->values + self->capacity);
}

/* Shared keys */

gpointer
ml_instance_keys_new (MlHeap *heap)
{
  MlSharedKeys *self = g_new0 (MlSharedKeys, 1);

  self->table = &ml_table_empty;
  self->n_free = ML_INSTANCE_MAX_SHARED;

  return self;
}

void
ml_instance_keys_free (MlHeap *heap, gpointer keys)
{
  MlSharedKeys *self = keys;

  for (guint i = 0; i < self->table->n_entries; i++)
    {
      MlObject *name = self->table->entries[i].key;

      ml_heap_tell_store (heap, self->owner, ML_SLOT (ML_REGION_NAME, i), name, NULL);
      ml_unref (heap, name);
    }

  ml_table_free (heap, self->table);
  g_free (self);
}

void
ml_instance_keys_traverse (gpointer keys, MlVisit visit, gpointer data)
{
  MlSharedKeys *self = keys;

  for (guint i = 0; i < self->table->n_entries; i++)
    visit (ML_SLOT (ML_REGION_NAME, i), self->table->entries[i].key, data);
}

guint
ml_instance_keys_get_names (gpointer keys, MlObject **names)
{
  MlSharedKeys *self = keys;

  for (guint i = 0; names != NULL && i < self->table->n_entries; i++)
    names[i] = self->table->entries[i].key;

  return self->table->n_entries;
}

/* Adds @name, which is not there. Its number, or -1 if there is no room. */
static gssize
add_key (MlHeap *heap, MlType *type, MlObject *name)
{
  MlSharedKeys *keys = type->keys;
  gsize number;

  if (keys->n_free == 0)
    return -1;

  if (keys->table == &ml_table_empty)
    {
      MlTable *table = ml_table_new (heap, SHARED_LOG2_SIZE, TRUE);

      if (table == NULL)
        {
          ml_clear_raised (heap);
          return -1;
        }

      keys->table = table;
      keys->owner = type;
    }

  number = ml_table_append (keys->table, ml_ref (name), ml_str_get_hash (name), NULL);
  keys->n_free--;
  ml_heap_tell_store (heap, type, ML_SLOT (ML_REGION_NAME, number), NULL, name);

  /* Who knew of the class's attribute of that name must look again. */
  if (ml_type_lookup (heap, type, name) != NULL)
    ml_type_modified (heap, type, NULL);

  if (type->shape != 0 && heap->journal != NULL)
    ml_journal_add_shape_name (heap->journal, type->shape, ml_str_get_utf8 (name, NULL));

  return (gssize) number;
}

/* Making */

gpointer
ml_instance_allocate (MlHeap *heap, MlType *type, gsize size)
{
  MlSharedKeys *keys = type->keys;
  MlInstance *self;
  guint capacity;

  if (!(type->flags & ML_TYPE_HEAP))
    return ml_heap_allocate (heap, type, size);

  if (!ml_type_has_inline_values (type))
    {
      gsize n = ml_instance_count_slots (type) + 1;

      return ml_heap_allocate (heap, type, align (size) + n * sizeof (MlObject *));
    }

  if (keys->n_free > 1)
    keys->n_free--;

  capacity = keys->table->n_entries + keys->n_free;
  self = ml_heap_allocate (
      heap, type, sizeof (MlInstance) + capacity * (sizeof (MlObject *) + sizeof (guint8)));

  if (self != NULL)
    self->capacity = (guint8) capacity;

  return self;
}

MlObject *
ml_instance_new (MlHeap *heap, MlType *type)
{
  MlObject *self = ml_instance_allocate (heap, type, type->spec->instance_size);

  if (self != NULL && (type->flags & ML_TYPE_COLLECTED))
    ml_heap_track (heap, self);

  return self;
}

/* Inline values */

MlTable *
ml_instance_get_key_table (MlObject *self)
{
  return get_keys (self)->table;
}

guint
ml_instance_count_shared (MlObject *self)
{
  return get_keys (self)->table->n_entries + get_keys (self)->n_free;
}

gssize
ml_instance_get_nth (MlObject *self, gsize position)
{
  MlInstance *instance = (MlInstance *) self;

  return position < instance->length ? get_order (instance)[position] : -1;
}

/* The __dict__ counts what it shows. */
static void
count_in_window (MlInstance *self)
{
  MlDict *dict = (MlDict *) self->dict;

  if (dict != NULL && dict->instance == &self->object)
    dict->length = self->length;
}

void
ml_instance_add_at (MlHeap *heap, gpointer self, gsize index, MlObject *value)
{
  MlInstance *instance = self;

  get_order (instance)[instance->length++] = (guint8) index;
  count_in_window (instance);
  ml_instance_set_at (heap, self, index, value);
}

gboolean
ml_instance_add_inline (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlInstance *instance = (MlInstance *) self;
  gssize number;

  number = ml_table_find_str (get_keys (self)->table, name, ml_str_get_hash (name));

  if (number < 0)
    number = add_key (heap, self->type, name);

  if (number < 0 || number >= instance->capacity)
    return FALSE;

  ml_instance_put_at (heap, self, (gsize) number, ml_ref (value));

  return TRUE;
}

MlObject *
ml_instance_remove_inline (MlHeap *heap, MlObject *self, gsize number)
{
  MlInstance *instance = (MlInstance *) self;
  guint8 *order = get_order (instance);
  MlObject *value = instance->values[number];
  guint at = 0;

  instance->values[number] = NULL;

  if (!ML_FAULT (ATTRIBUTE_DELETED))
    ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_NAME, number), value, NULL);

  while (order[at] != number)
    at++;

  instance->length--;

  for (; at < instance->length; at++)
    order[at] = order[at + 1];

  count_in_window (instance);

  return value;
}

void
ml_instance_clear_inline (MlHeap *heap, MlObject *self)
{
  MlInstance *instance = (MlInstance *) self;

  for (guint i = 0; i < instance->capacity; i++)
    if (instance->values[i] != NULL)
      ml_unref (heap, ml_instance_remove_inline (heap, self, i));
}

/* Attributes */

gboolean
ml_instance_shares (MlObject *self, MlObject *name)
{
  return ml_table_find_str (get_keys (self)->table, name, ml_str_get_hash (name)) >= 0;
}

gssize
ml_instance_find (MlHeap *heap, MlObject *self, MlObject *name)
{
  MlInstance *instance = (MlInstance *) self;
  gssize number;

  if (!ml_type_has_inline_values (self->type) || instance->moved)
    return -1;

  number = ml_table_find_str (get_keys (self)->table, name, ml_str_get_hash (name));

  if (number < 0 || number >= instance->capacity || instance->values[number] == NULL)
    return -1;

  return number;
}

MlObject *
ml_instance_get (MlHeap *heap, MlObject *self, MlObject *name)
{
  MlObject *dict;
  gssize number;

  if (!(self->type->flags & ML_TYPE_ATTRIBUTES))
    return NULL;

  number = ml_instance_find (heap, self, name);

  if (number >= 0)
    return ml_instance_get_at (self, (gsize) number);

  dict = *get_dict_place (self);

  return dict != NULL ? ml_dict_get_str (heap, dict, name) : NULL;
}

/* Sets in a dict that is no window, made if need be. */
static gboolean
set_in_dict (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlObject *dict = ml_instance_get_dict (heap, self);
  MlNative native;
  gboolean done;

  if (dict == NULL)
    return FALSE;

  if (value == NULL && ml_dict_get_str (heap, dict, name) == NULL)
    {
      ml_raise_no_attribute (heap, self, name);
      return FALSE;
    }

  /* What is released may drop the dict. */
  ml_ref (dict);
  ml_native_enter (heap, &native, "setattr", &dict, 1);
  done = value != NULL ? ml_dict_set (heap, dict, name, value) : ml_dict_delete (heap, dict, name);
  ml_native_leave (heap, &native);

  return done;
}

/* Moves the values into a dict of their own. */
gboolean
ml_instance_move_to_dict (MlHeap *heap, MlObject *self)
{
  MlObject *dict = ml_instance_get_dict (heap, self);

  return dict != NULL &&
         (((MlDict *) dict)->instance == NULL || ml_dict_take_over (heap, (MlDict *) dict));
}

gboolean
ml_instance_set (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value)
{
  MlInstance *instance = (MlInstance *) self;
  gssize number;

  if (!(self->type->flags & ML_TYPE_ATTRIBUTES))
    {
      ml_raise_no_attribute (heap, self, name);
      return FALSE;
    }

  if (!ml_type_has_inline_values (self->type) || instance->moved)
    return set_in_dict (heap, self, name, value);

  number = ml_instance_find (heap, self, name);

  if (value == NULL)
    {
      /* As in CPython, the error does not keep name and object here. */
      if (number < 0)
        ml_raise (heap,
                  heap->world->attribute_error,
                  "'%s' object has no attribute '%s'",
                  self->type->name,
                  ml_str_get_utf8 (name, NULL));
      else
        ml_unref (heap, ml_instance_remove_inline (heap, self, (gsize) number));

      return number >= 0;
    }

  if (number >= 0)
    {
      ml_instance_set_at (heap, self, (gsize) number, ml_ref (value));
      return TRUE;
    }

  if (ml_instance_add_inline (heap, self, name, value))
    return TRUE;

  return ml_instance_move_to_dict (heap, self) && set_in_dict (heap, self, name, value);
}

MlObject *
ml_instance_get_dict (MlHeap *heap, MlObject *self)
{
  MlInstance *instance = (MlInstance *) self;
  MlObject **place;
  MlDict *dict;

  if (!(self->type->flags & ML_TYPE_ATTRIBUTES))
    {
      ml_raise_no_attribute (heap, self, ml_name (heap, __dict__));
      return NULL;
    }

  place = get_dict_place (self);

  if (*place != NULL)
    return *place;

  dict = (MlDict *) ml_dict_new (heap);

  if (dict == NULL)
    return NULL;

  if (ml_type_has_inline_values (self->type) && !instance->moved)
    {
      dict->instance = self;
      dict->object.flags |= ML_OBJECT_WINDOW;
      dict->length = instance->length;

      for (guint i = 0; i < instance->capacity; i++)
        if (instance->values[i] != NULL)
          ml_dict_track_with (heap, dict, instance->values[i]);
    }

  ml_heap_store (heap, self, get_dict_slot (self), place, dict);

  return *place;
}

/* Ends the dict's being a window; who else holds it keeps the values. */
static gboolean
part_from_dict (MlHeap *heap, MlInstance *self)
{
  MlDict *dict = (MlDict *) self->dict;

  if (dict == NULL || dict->instance != &self->object)
    return TRUE;

  if (dict->object.count > 1)
    return ml_dict_take_over (heap, dict);

  dict->instance = NULL;
  dict->object.flags &= ~ML_OBJECT_WINDOW;
  dict->length = 0;

  return TRUE;
}

gboolean
ml_instance_set_dict (MlHeap *heap, MlObject *self, MlObject *dict)
{
  MlInstance *instance = (MlInstance *) self;

  if (ml_type_has_inline_values (self->type) && !instance->moved)
    {
      if (!part_from_dict (heap, instance))
        return FALSE;

      instance->moved = TRUE;
      ml_instance_clear_inline (heap, self);
    }

  ml_heap_store (
      heap, self, get_dict_slot (self), get_dict_place (self), dict != NULL ? ml_ref (dict) : NULL);

  return TRUE;
}

/* Slots */

MlObject *
ml_instance_get_slot (MlObject *self, guint index)
{
  return *get_slot_place (self, index);
}

void
ml_instance_set_slot (MlHeap *heap, MlObject *self, guint index, MlObject *value)
{
  ml_heap_store (heap, self, get_slots_slot (self, index), get_slot_place (self, index), value);
}

/* Life */

/* Slots of derived classes come before those of their bases, each class's in their order. @func is
 * called with the index of each until it returns an object. */
static MlObject *
walk_slots (MlHeap *heap,
            MlObject *self,
            MlObject *(*func) (MlHeap *heap, MlObject *self, guint index, gpointer data),
            gpointer data)
{
  const MlType *type = self->type;

  for (; type != NULL && type->n_slots > 0; type = type->base)
    {
      guint end = ml_instance_count_slots (type);
      guint start = ml_instance_count_slots (type->base);

      for (guint i = start; i < end; i++)
        {
          MlObject *result = func (heap, self, i, data);

          if (result != NULL)
            return result;
        }
    }

  return NULL;
}

typedef struct
{
  MlVisit visit;
  gpointer data;
} Visitor;

static MlObject *
visit_slot (MlHeap *heap, MlObject *self, guint index, gpointer data)
{
  const Visitor *visitor = data;
  MlObject *value = ml_instance_get_slot (self, index);

  if (value != NULL)
    visitor->visit (get_slots_slot (self, index), value, visitor->data);

  return NULL;
}

void
ml_instance_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlInstance *instance = (MlInstance *) self;
  Visitor visitor = { visit, data };

  walk_slots (heap, self, visit_slot, &visitor);

  if (!(self->type->flags & ML_TYPE_ATTRIBUTES))
    return;

  if (ml_type_has_inline_values (self->type))
    for (guint i = 0; i < instance->capacity; i++)
      if (instance->values[i] != NULL)
        visit (ML_SLOT (ML_REGION_NAME, i), instance->values[i], data);

  if (*get_dict_place (self) != NULL)
    visit (get_dict_slot (self), *get_dict_place (self), data);
}

static MlObject *
give_up_slot (MlHeap *heap, MlObject *self, guint index, gpointer data)
{
  return ml_heap_give_up (heap, self, get_slots_slot (self, index), get_slot_place (self, index));
}

/* Begins anew at each call but for the values: the other parts are few, and what was given up is
 * found empty. */
MlObject *
ml_instance_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlInstance *instance = (MlInstance *) self;
  MlObject *dead = walk_slots (heap, self, give_up_slot, NULL);

  if (dead != NULL || !(self->type->flags & ML_TYPE_ATTRIBUTES))
    return dead;

  if (ml_type_has_inline_values (self->type))
    {
      if (!part_from_dict (heap, instance))
        ml_clear_raised (heap);

      while (*cursor < instance->capacity)
        {
          gsize i = (*cursor)++;

          dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_NAME, i), &instance->values[i]);

          if (dead != NULL)
            return dead;
        }
    }

  return ml_heap_give_up (heap, self, get_dict_slot (self), get_dict_place (self));
}

static MlObject *
empty_slot (MlHeap *heap, MlObject *self, guint index, gpointer data)
{
  ml_instance_set_slot (heap, self, index, NULL);

  return NULL;
}

void
ml_instance_clear (MlHeap *heap, MlObject *self)
{
  walk_slots (heap, self, empty_slot, NULL);

  if (self->type->flags & ML_TYPE_ATTRIBUTES)
    ml_instance_set_dict (heap, self, NULL);
}

MlObject *
ml_instance_read_dict (MlHeap *heap, MlObject *self)
{
  MlObject *dict = ml_instance_get_dict (heap, self);

  return dict != NULL ? ml_ref (dict) : NULL;
}

gboolean
ml_instance_write_dict (MlHeap *heap, MlObject *self, MlObject *value)
{
  if (value != NULL && !ml_is_dict (value))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__dict__ must be set to a dictionary, not a '%s'",
                value->type->name);
      return FALSE;
    }

  return ml_instance_set_dict (heap, self, value);
}
