/* ml-list.c: list: its array, its life, and what C code does with it */
#include "ml-list.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-list-methods.h"
#include "ml-operations.h"
#include "ml-sequence.h"
#include "ml-set.h"
#include "ml-unhashable.h"

#include <string.h>

#define MAX_LENGTH ((gsize) G_MAXSSIZE / sizeof (MlObject *))

/* What an iterable that cannot tell its length is taken for. */
#define DEFAULT_LENGTH_HINT 8

static void
tell_capacity (MlHeap *heap, MlList *self)
{
  if (ml_object_is_told (self))
    ml_journal_resize (heap->journal,
                       self->object.serial,
                       (guint32) (56 + self->capacity * sizeof (MlObject *)),
                       (guint32) self->capacity);
}

static gboolean
set_capacity (MlHeap *heap, MlList *self, gsize capacity)
{
  MlObject **items;

  if (capacity > MAX_LENGTH)
    {
      heap->out_of_memory (heap);
      return FALSE;
    }

  if (capacity == 0)
    {
      ml_heap_free_buffer (heap, self->items, self->capacity * sizeof (MlObject *));
      self->items = NULL;
    }
  else
    {
      items = ml_heap_resize_buffer (
          heap, self->items, self->capacity * sizeof (MlObject *), capacity * sizeof (MlObject *));

      if (items == NULL)
        return FALSE;

      self->items = items;
    }

  self->capacity = capacity;
  self->object.flags &= ~ML_LIST_SORTING;
  tell_capacity (heap, self);

  return TRUE;
}

gboolean
ml_list_resize (MlHeap *heap, MlList *self, gsize length)
{
  gsize capacity = 0;

  if (G_LIKELY (self->capacity >= length && length >= self->capacity / 2 && self->items != NULL))
    {
      self->length = length;
      return TRUE;
    }

  if (length > MAX_LENGTH)
    {
      heap->out_of_memory (heap);
      return FALSE;
    }

  if (length > 0)
    {
      capacity = (length + (length >> 3) + 6) & ~(gsize) 3;

      /* One large step, as when a list is extended, leaves less room than many small ones. */
      if (length > self->length && length - self->length > capacity - length)
        capacity = (length + 3) & ~(gsize) 3;
    }

  if (!set_capacity (heap, self, capacity))
    return FALSE;

  self->length = length;

  return TRUE;
}

/* For a list that is filled for the first time from something whose length is known. */
static gboolean
make_room (MlHeap *heap, MlList *self, gsize n)
{
  return set_capacity (heap, self, (n + 1) & ~(gsize) 1);
}

/* Making */

MlObject *
ml_list_new (MlHeap *heap)
{
  MlList *self = ml_heap_allocate (heap, heap->world->list_type, sizeof (MlList));

  if (self == NULL)
    return NULL;

  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_list_new_with_room (MlHeap *heap, gsize capacity)
{
  MlObject *self = ml_list_new (heap);

  if (self == NULL || capacity == 0)
    return self;

  if (!set_capacity (heap, (MlList *) self, capacity))
    {
      ml_unref (heap, self);
      return NULL;
    }

  return self;
}

static void
release_items (MlHeap *heap, const char *name, MlObject **items, gsize n)
{
  MlNative native;

  ml_native_enter (heap, &native, name, items, (guint) n);

  while (n > 0)
    ml_unref_any (heap, g_steal_pointer (&items[--n]));

  ml_native_leave (heap, &native);
}

MlObject *
ml_list_new_take (MlHeap *heap, MlObject **items, gsize length)
{
  MlList *self = (MlList *) ml_list_new_with_room (heap, length);

  if (self == NULL)
    {
      release_items (heap, "list display", items, length);
      return NULL;
    }

  if (length > 0)
    memcpy (self->items, items, length * sizeof (MlObject *));

  self->length = length;

  return &self->object;
}

MlObject *
ml_list_new_from (MlHeap *heap, MlObject *const *items, gsize length)
{
  MlList *self = (MlList *) ml_list_new_with_room (heap, length);

  if (self == NULL)
    return NULL;

  for (gsize i = 0; i < length; i++)
    self->items[i] = ml_ref (items[i]);

  self->length = length;

  return &self->object;
}

MlObject *
ml_list_from_iterable (MlHeap *heap, MlObject *iterable)
{
  MlObject *self = ml_list_new (heap);
  MlObject *held = self;
  MlNative native;

  if (self == NULL)
    return NULL;

  /* The iterator may run Python code. */
  ml_native_enter (heap, &native, "list", &held, 1);

  if (ml_list_extend (heap, self, iterable))
    ml_ref (self);
  else
    self = NULL;

  ml_native_leave (heap, &native);

  return self;
}

MlObject *
ml_list_slice (MlHeap *heap, MlObject *self, gsize start, gsize end)
{
  return ml_list_new_from (heap, ((MlList *) self)->items + start, end - start);
}

MlObject *
ml_list_to_tuple (MlHeap *heap, MlObject *self)
{
  MlList *list = (MlList *) self;

  return ml_tuple_new_from (heap, list->items, list->length);
}

/* Changing */

gboolean
ml_list_append_take (MlHeap *heap, MlObject *self, MlObject *item)
{
  MlList *list = (MlList *) self;
  gsize end = list->length;

  if (G_LIKELY (end < list->capacity))
    {
      list->length = end + 1;
    }
  else if (!ml_list_resize (heap, list, end + 1))
    {
      ml_unref (heap, item);
      return FALSE;
    }

  list->items[end] = item;
  ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, end), NULL, item);

  return TRUE;
}

gboolean
ml_list_append (MlHeap *heap, MlObject *self, MlObject *item)
{
  if (ML_FAULT (LIST_ITEM))
    ml_ref (item);

  return ml_list_append_take (heap, self, ml_ref (item));
}

/* Tells that @n items move from @from to @to. */
static void
tell_shift (MlHeap *heap, MlList *self, gsize from, gsize to, gsize n)
{
  if (n > 0 && ml_object_is_told (self))
    ml_journal_shift (heap->journal,
                      self->object.serial,
                      ML_SLOT (ML_REGION_ITEM, from),
                      ML_SLOT (ML_REGION_ITEM, to),
                      (guint32) n);
}

gboolean
ml_list_insert (MlHeap *heap, MlObject *self, gssize index, MlObject *item)
{
  MlList *list = (MlList *) self;
  gsize old_length = list->length;
  gsize where;

  if (index < 0)
    index = MAX (index + (gssize) old_length, 0);

  where = MIN ((gsize) index, old_length);

  if (!ml_list_resize (heap, list, old_length + 1))
    return FALSE;

  tell_shift (heap, list, where, where + 1, old_length - where);
  memmove (
      list->items + where + 1, list->items + where, (old_length - where) * sizeof (MlObject *));
  list->items[where] = ml_ref (item);
  ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, where), NULL, item);

  return TRUE;
}

MlObject *
ml_list_take_out (MlHeap *heap, MlList *self, gsize index)
{
  MlObject *item = self->items[index];
  gsize behind = self->length - index - 1;

  ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, index), item, NULL);
  tell_shift (heap, self, index + 1, index, behind);
  memmove (self->items + index, self->items + index + 1, behind * sizeof (MlObject *));
  self->length--;

  return item;
}

/* To shrink may fail for want of memory; the room then stays. */
void
ml_list_tidy (MlHeap *heap, MlList *self)
{
  if (!ml_list_resize (heap, self, self->length))
    ml_clear_raised (heap);
}

/* Empties the list at once; its items are released last to first, while it can be filled again
 * already. */
void
ml_list_clear (MlHeap *heap, MlObject *self)
{
  MlList *list = (MlList *) self;
  MlObject **items = list->items;
  gsize length = list->length;
  gsize capacity = list->capacity;

  if (items == NULL)
    return;

  for (gsize i = length; i-- > 0;)
    ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_ITEM, i), items[i], NULL);

  list->items = NULL;
  list->length = 0;
  list->capacity = 0;
  tell_capacity (heap, list);
  release_items (heap, "list.clear", items, length);
  ml_heap_free_buffer (heap, items, capacity * sizeof (MlObject *));
}

/* Moves what stands behind @end so that @n items fit between @start and there; those that stood
 * there are taken out already. */
static gboolean
make_gap (MlHeap *heap, MlList *self, gsize start, gsize end, gsize n)
{
  gsize old_length = self->length;
  gsize behind = old_length - end;
  gsize new_length = start + n + behind;

  if (new_length > old_length && !ml_list_resize (heap, self, new_length))
    return FALSE;

  if (n != end - start)
    {
      tell_shift (heap, self, end, start + n, behind);
      memmove (self->items + start + n, self->items + end, behind * sizeof (MlObject *));
    }

  return new_length >= old_length || ml_list_resize (heap, self, new_length);
}

static void
tell_slice (MlHeap *heap, MlList *self, gsize start, gsize n, gboolean coming)
{
  if (!ml_object_is_told (self))
    return;

  for (gsize i = start; i < start + n; i++)
    ml_heap_tell_set (heap,
                      self->object.serial,
                      ML_SLOT (ML_REGION_ITEM, i),
                      coming ? NULL : self->items[i],
                      coming ? self->items[i] : NULL);
}

/* @values are owned by @source, a list or tuple that is not @self and that the caller holds. */
static gboolean
replace_slice (MlHeap *heap, MlList *self, gsize start, gsize end, MlObject *const *values, gsize n)
{
  gsize n_old = end - start;
  g_autofree MlObject **old = NULL;

  if (n_old == self->length && n == 0)
    {
      ml_list_clear (heap, &self->object);
      return TRUE;
    }

  if (n_old > 0)
    old = g_memdup2 (self->items + start, n_old * sizeof (MlObject *));

  tell_slice (heap, self, start, n_old, FALSE);

  if (!make_gap (heap, self, start, end, n))
    {
      tell_slice (heap, self, start, n_old, TRUE);
      return FALSE;
    }

  for (gsize i = 0; i < n; i++)
    self->items[start + i] = ml_ref (values[i]);

  tell_slice (heap, self, start, n, TRUE);
  release_items (heap, "slice assignment", old, n_old);

  return TRUE;
}

gboolean
ml_list_set_slice (MlHeap *heap, MlObject *self, gsize start, gsize end, MlObject *values)
{
  MlList *list = (MlList *) self;
  MlObject *source;
  MlObject *const *items;
  MlNative native;
  gboolean done;
  gsize n;

  if (values == NULL)
    return replace_slice (heap, list, start, end, NULL, 0);

  if (values != self && (ml_is_list (values) || ml_is_tuple (values)))
    source = ml_ref (values);
  else
    source = ml_list_from_iterable (heap, values);

  if (source == NULL)
    return FALSE;

  /* The iterable may have changed this list. */
  start = MIN (start, list->length);
  end = CLAMP (end, start, list->length);
  ml_native_enter (heap, &native, "slice assignment", &source, 1);
  items = ml_sequence_get_items (source, &n);
  done = replace_slice (heap, list, start, end, items, n);
  ml_native_leave (heap, &native);

  return done;
}

/* Extending */

static gboolean
extend_by_items (MlHeap *heap, MlList *self, MlObject *source)
{
  gsize old_length = self->length;
  MlObject *const *items;
  gsize n;

  ml_sequence_get_items (source, &n);

  if (n == 0)
    return TRUE;

  if (self->items == NULL)
    {
      if (!make_room (heap, self, n))
        return FALSE;

      self->length = n;
    }
  else if (!ml_list_resize (heap, self, old_length + n))
    {
      return FALSE;
    }

  /* The source may be this list, whose items have just moved. */
  items = ml_sequence_get_items (source, &n);
  n = self->length - old_length;

  for (gsize i = 0; i < n; i++)
    self->items[old_length + i] = ml_ref (items[i]);

  tell_slice (heap, self, old_length, n, TRUE);

  return TRUE;
}

/* A plain set or dict, whose items come without any code of the program's. */
static gboolean
extend_by_table (MlHeap *heap, MlList *self, MlObject *table, gboolean is_set)
{
  gsize n = is_set ? ml_set_get_length (table) : ml_dict_get_length (table);
  gsize start = self->length;
  gsize position = 0;
  MlObject *item;

  if (n == 0)
    return TRUE;

  if (!ml_list_resize (heap, self, start + n))
    return FALSE;

  for (gsize i = start; i < start + n; i++)
    {
      if (is_set)
        ml_set_next (table, &position, &item, NULL);
      else
        ml_dict_next (table, &position, &item, NULL, NULL);

      self->items[i] = ml_ref (item);
    }

  tell_slice (heap, self, start, n, TRUE);

  return TRUE;
}

static gboolean
append_all (MlHeap *heap, MlList *self, MlObject *iterator)
{
  MlObject *item;

  while ((item = ml_next (heap, iterator)) != NULL)
    if (!ml_list_append_take (heap, &self->object, item))
      return FALSE;

  if (heap->raised != NULL)
    return FALSE;

  /* What was made room for in vain is given back. */
  return self->length >= self->capacity || ml_list_resize (heap, self, self->length);
}

static gboolean
extend_by_iterator (MlHeap *heap, MlList *self, MlObject *iterable)
{
  MlObject *iterator = ml_iterate (heap, iterable);
  gsize length;
  MlNative native;
  gboolean done;
  gssize hint;

  if (iterator == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "list", &iterator, 1);
  hint = ml_length_hint (heap, iterable, DEFAULT_LENGTH_HINT);
  length = self->length;

  if (hint < 0)
    done = FALSE;
  else if (self->items == NULL)
    done = hint == 0 || make_room (heap, self, (gsize) hint);
  else
    done = ml_list_resize (heap, self, length + (gsize) hint);

  if (done)
    {
      self->length = length;
      done = append_all (heap, self, iterator);
    }

  ml_native_leave (heap, &native);

  return done;
}

gboolean
ml_list_extend (MlHeap *heap, MlObject *self, MlObject *iterable)
{
  MlList *list = (MlList *) self;
  const MlWorld *world = heap->world;
  const MlType *type = iterable->type;

  if (type == world->list_type || type == world->tuple_type || iterable == self)
    return extend_by_items (heap, list, iterable);

  if (type == world->set_type || type == world->frozenset_type)
    return extend_by_table (heap, list, iterable, TRUE);

  if (type == world->dict_type)
    return extend_by_table (heap, list, iterable, FALSE);

  return extend_by_iterator (heap, list, iterable);
}

void
ml_list_permute (MlHeap *heap, MlList *self, const guint32 *order)
{
  g_autofree MlObject **old = g_memdup2 (self->items, self->length * sizeof (MlObject *));

  for (gsize i = 0; i < self->length; i++)
    self->items[i] = old[order[i]];

  if (self->length > 1 && ml_object_is_told (self))
    ml_journal_permute (heap->journal, self->object.serial, order, (guint32) self->length);
}

gboolean
ml_list_reverse (MlHeap *heap, MlObject *self)
{
  MlList *list = (MlList *) self;
  gsize n = list->length;

  if (n > 1 && ml_object_is_told (self))
    {
      g_autofree guint32 *order = g_new (guint32, n);

      for (gsize i = 0; i < n; i++)
        order[i] = (guint32) (n - 1 - i);

      ml_journal_permute (heap->journal, self->serial, order, (guint32) n);
    }

  for (gsize i = 0; i < n / 2; i++)
    {
      MlObject *item = list->items[i];

      list->items[i] = list->items[n - 1 - i];
      list->items[n - 1 - i] = item;
    }

  return TRUE;
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlList *list = (MlList *) self;

  for (gsize i = list->length; i-- > 0;)
    visit (ML_SLOT (ML_REGION_ITEM, i), list->items[i], data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlList *list = (MlList *) self;

  while (list->length > 0)
    {
      gsize i = --list->length;
      MlObject *dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_ITEM, i), &list->items[i]);

      if (dead != NULL)
        return dead;
    }

  ml_heap_free_buffer (heap, list->items, list->capacity * sizeof (MlObject *));
  list->items = NULL;
  list->capacity = 0;

  return NULL;
}

static gsize
size (MlHeap *heap, MlObject *self)
{
  return 40 + ((MlList *) self)->capacity * sizeof (MlObject *);
}

const MlTypeSpec ml_list_spec = {
  .name = "list",
  .doc = "Built-in mutable sequence.\n\n"
         "If no argument is given, the constructor creates a new empty list.\n"
         "The argument must be an iterable if specified.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_MUTABLE | ML_TYPE_LIST | ML_TYPE_SEQUENCE
           | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlList),
  .python_size = 40,
  .kind = ML_KIND_LIST,
  .items = ML_ITEMS_SEQUENCE,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = ml_list_clear,
    .size = size,
    .repr = ml_list_repr,
    .hash = ml_unhashable,
    .compare = ml_list_compare,
    .make = ml_list_make,
    .init = ml_list_init,
    .iterate = ml_list_iterate,
    .length = ml_list_length,
    .get_item = ml_list_get_item,
    .set_item = ml_list_set_item,
    .contains = ml_sequence_contains,
    .concat = ml_list_concat,
    .repeat = ml_list_repeat,
    .inplace_concat = ml_list_inplace_concat,
    .inplace_repeat = ml_list_inplace_repeat,
  },
  .methods = ml_list_methods,
};
