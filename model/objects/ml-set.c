/* ml-set.c: set and frozenset: their table, their life, and what C code does with them */
#include "ml-set.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-set-methods.h"
#include "ml-str.h"
#include "ml-unhashable.h"

#include <string.h>

/* As CPython's: so many places behind the first are looked at before the probing jumps. */
#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5

/* Sets beyond this size double, smaller ones grow fourfold. */
#define LARGE_SET 50000

#define DELETED_HASH (-1)
#define ITEM_SLOT(place) ML_SLOT (ML_REGION_ITEM, place)

static inline gboolean
is_unused (const MlSetEntry *entry)
{
  return entry->key == NULL && entry->hash != DELETED_HASH;
}

gboolean
ml_is_set (MlHeap *heap, gconstpointer object)
{
  return ml_object_is_a (object, heap->world->set_type);
}

gboolean
ml_is_frozenset (MlHeap *heap, gconstpointer object)
{
  return ml_object_is_a (object, heap->world->frozenset_type);
}

gboolean
ml_is_any_set (MlHeap *heap, gconstpointer object)
{
  return ml_is_set (heap, object) || ml_is_frozenset (heap, object);
}

/* Looking up */

/* What a place has to do with an item that is looked for. */
typedef enum
{
  PLACE_OTHER,
  PLACE_UNUSED,
  PLACE_FOUND,
  PLACE_CHANGED, /* __eq__ has changed the set */
  PLACE_FAILED
} Place;

static Place
compare_item (MlHeap *heap, MlSet *self, MlSetEntry *entry, MlObject *item)
{
  MlSetEntry *table = self->table;
  MlObject *found = entry->key;
  MlObject *held = ml_ref (found);
  MlNative native;
  gboolean changed;
  int equal;

  ml_native_enter (heap, &native, "set look-up", &held, 1);
  equal = ml_compare_bool (heap, found, item, ML_EQUAL);
  changed = self->table != table || entry->key != found;
  ml_native_leave (heap, &native);

  if (equal < 0)
    return PLACE_FAILED;

  if (changed)
    return PLACE_CHANGED;

  return equal ? PLACE_FOUND : PLACE_OTHER;
}

static Place
look_at (MlHeap *heap, MlSet *self, MlSetEntry *entry, MlObject *item, gint64 hash)
{
  if (is_unused (entry))
    return PLACE_UNUSED;

  if (entry->hash != hash || entry->key == NULL)
    return PLACE_OTHER;

  if (entry->key == item)
    return PLACE_FOUND;

  if (ml_is_exact_str (heap, item) && ml_is_exact_str (heap, entry->key))
    return ml_str_equal (item, entry->key) ? PLACE_FOUND : PLACE_OTHER;

  if (ml_is_word (heap, item) && ml_is_word (heap, entry->key))
    return ml_int_get_word (item) == ml_int_get_word (entry->key) ? PLACE_FOUND : PLACE_OTHER;

  return compare_item (heap, self, entry, item);
}

/* The place of @item, or the unused one where it belongs; NULL with an exception. */
static MlSetEntry *
find_once (MlHeap *heap, MlSet *self, MlObject *item, gint64 hash, Place *what)
{
  guint64 perturb = (guint64) hash;
  gsize mask = self->mask;
  gsize i = (gsize) hash & mask;

  for (;;)
    {
      gsize probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;

      for (gsize n = 0; n <= probes; n++)
        {
          MlSetEntry *entry = &self->table[i + n];

          *what = look_at (heap, self, entry, item, hash);

          if (*what != PLACE_OTHER)
            return entry;
        }

      perturb >>= PERTURB_SHIFT;
      i = (i * 5 + 1 + perturb) & mask;
    }
}

static MlSetEntry *
find (MlHeap *heap, MlSet *self, MlObject *item, gint64 hash)
{
  Place what;
  MlSetEntry *entry;

  do
    entry = find_once (heap, self, item, hash, &what);
  while (what == PLACE_CHANGED);

  return what == PLACE_FAILED ? NULL : entry;
}

/* An empty place of @table for an item that is not in it. */
static gsize
find_empty (const MlSetEntry *table, gsize mask, gint64 hash)
{
  guint64 perturb = (guint64) hash;
  gsize i = (gsize) hash & mask;

  for (;;)
    {
      gsize probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;

      for (gsize n = 0; n <= probes; n++)
        if (table[i + n].key == NULL)
          return i + n;

      perturb >>= PERTURB_SHIFT;
      i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Growing */

static gsize
get_size (const MlSet *self)
{
  return 200 + (self->table != self->small ? (self->mask + 1) * sizeof (MlSetEntry) : 0);
}

/* Items went from their places in the old table to those in the new one: @order, which is completed
 * to a permutation of as many places as the larger has. */
static void
tell_moves (MlHeap *heap, MlSet *self, guint32 *order, gsize n)
{
  g_autofree gboolean *taken = g_new0 (gboolean, n);
  gsize next = 0;

  for (gsize i = 0; i < n; i++)
    if (order[i] != G_MAXUINT32)
      taken[order[i]] = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      if (order[i] != G_MAXUINT32)
        continue;

      while (taken[next])
        next++;

      order[i] = (guint32) next++;
    }

  ml_journal_permute (heap->journal, self->object.serial, order, (guint32) n);
  ml_journal_resize (heap->journal,
                     self->object.serial,
                     (guint32) (16 + get_size (self)),
                     (guint32) self->mask + 1);
}

/* Moves all items to a table with more than @minimum places. */
static gboolean
resize (MlHeap *heap, MlSet *self, gsize minimum)
{
  MlSetEntry old_small[ML_SET_SMALL];
  MlSetEntry *old = self->table;
  MlSetEntry *table = self->small;
  gsize old_mask = self->mask;
  gsize size = ML_SET_SMALL;
  g_autofree guint32 *order = NULL;

  while (size <= minimum)
    size *= 2;

  if (size > ML_SET_SMALL)
    {
      table = ml_heap_resize_buffer (heap, NULL, 0, size * sizeof (MlSetEntry));

      if (table == NULL)
        return FALSE;
    }

  if (old == self->small)
    old = memcpy (old_small, old, sizeof old_small);

  memset (table, 0, size * sizeof (MlSetEntry));

  if (ml_object_is_told (self))
    {
      order = g_new (guint32, MAX (size, old_mask + 1));
      memset (order, 0xff, MAX (size, old_mask + 1) * sizeof (guint32));
    }

  for (gsize i = 0; i <= old_mask; i++)
    if (old[i].key != NULL)
      {
        gsize place = find_empty (table, size - 1, old[i].hash);

        table[place] = old[i];

        if (order != NULL)
          order[place] = (guint32) i;
      }

  if (old != old_small)
    ml_heap_free_buffer (heap, old, (old_mask + 1) * sizeof (MlSetEntry));

  self->table = table;
  self->mask = size - 1;
  self->fill = self->length;

  if (order != NULL)
    tell_moves (heap, self, order, MAX (size, old_mask + 1));

  return TRUE;
}

static gboolean
grow (MlHeap *heap, MlSet *self)
{
  return resize (heap, self, self->length > LARGE_SET ? self->length * 2 : self->length * 4);
}

gboolean
ml_set_tidy (MlHeap *heap, MlSet *self)
{
  return self->fill - self->length <= self->mask / 4 || grow (heap, self);
}

/* Before many items are added at once. */
static gboolean
prepare (MlHeap *heap, MlSet *self, gsize n)
{
  return (self->fill + n) * 5 < self->mask * 3 || resize (heap, self, (self->length + n) * 2);
}

/* Making */

MlObject *
ml_set_new_of (MlHeap *heap, MlType *type)
{
  MlSet *self = ml_instance_allocate (heap, type, sizeof (MlSet));

  if (self == NULL)
    return NULL;

  self->table = self->small;
  self->mask = ML_SET_SMALL - 1;
  self->hash = -1;
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_set_new (MlHeap *heap)
{
  return ml_set_new_of (heap, heap->world->set_type);
}

static MlObject *
new_from_iterable (MlHeap *heap, MlType *type, MlObject *items)
{
  MlObject *self = ml_set_new_of (heap, type);

  if (self != NULL && items != NULL && !ml_set_update (heap, self, items))
    {
      ml_unref (heap, self);
      return NULL;
    }

  return self;
}

MlObject *
ml_set_from_iterable (MlHeap *heap, MlObject *items)
{
  return new_from_iterable (heap, heap->world->set_type, items);
}

MlObject *
ml_frozenset_from_iterable (MlHeap *heap, MlObject *items)
{
  if (items != NULL && items->type == heap->world->frozenset_type)
    return ml_ref (items);

  return new_from_iterable (heap, heap->world->frozenset_type, items);
}

/* Changing */

static void
put (MlHeap *heap, MlSet *self, MlSetEntry *entry, MlObject *item, gint64 hash)
{
  entry->key = ml_ref (item);
  entry->hash = hash;
  self->fill++;
  self->length++;
  ml_heap_tell_store (heap, self, ITEM_SLOT (entry - self->table), NULL, item);
}

gboolean
ml_set_add_hashed (MlHeap *heap, MlSet *self, MlObject *item, gint64 hash)
{
  MlSetEntry *entry = find (heap, self, item, hash);

  if (entry == NULL)
    return FALSE;

  if (entry->key != NULL)
    return TRUE;

  put (heap, self, entry, item, hash);

  return self->fill * 5 < self->mask * 3 || grow (heap, self);
}

gboolean
ml_set_add (MlHeap *heap, MlObject *self, MlObject *item)
{
  gint64 hash = ml_hash (heap, item);
  MlObject *held = item;
  MlNative native;
  gboolean done;

  if (hash == -1)
    return FALSE;

  ml_ref (held);
  ml_native_enter (heap, &native, "set look-up", &held, 1);
  done = ml_set_add_hashed (heap, (MlSet *) self, item, hash);
  ml_native_leave (heap, &native);

  return done;
}

/* A whole set into this one. */
static gboolean
add_set (MlHeap *heap, MlSet *self, MlSet *other)
{
  if (self == other || other->length == 0)
    return TRUE;

  if (!prepare (heap, self, other->length))
    return FALSE;

  if (self->fill == 0)
    {
      gboolean same = self->mask == other->mask && other->fill == other->length;

      for (gsize i = 0; i <= other->mask; i++)
        {
          const MlSetEntry *entry = &other->table[i];

          if (entry->key != NULL)
            put (heap,
                 self,
                 &self->table[same ? i : find_empty (self->table, self->mask, entry->hash)],
                 entry->key,
                 entry->hash);
        }

      return TRUE;
    }

  for (gsize i = 0; i <= other->mask; i++)
    {
      MlObject *held = other->table[i].key;
      gint64 hash = other->table[i].hash;
      MlNative native;
      gboolean done;

      if (held == NULL)
        continue;

      ml_native_enter (heap, &native, "set.update", &held, 1);
      done = ml_set_add_hashed (heap, self, ml_ref (held), hash);
      ml_native_leave (heap, &native);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_keys (MlHeap *heap, MlSet *self, MlObject *dict)
{
  gsize position = 0;
  MlObject *key;
  gint64 hash;

  if (!prepare (heap, self, ml_dict_get_length (dict)))
    return FALSE;

  while (ml_dict_next (dict, &position, &key, NULL, &hash))
    {
      MlObject *held = ml_ref (key);
      MlNative native;
      gboolean done;

      ml_native_enter (heap, &native, "set.update", &held, 1);
      done = ml_set_add_hashed (heap, self, key, hash);
      ml_native_leave (heap, &native);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

gboolean
ml_set_update (MlHeap *heap, MlObject *self, MlObject *items)
{
  MlObject *held[2] = { NULL }; /* iterator, item */
  MlNative native;
  gboolean done = TRUE;

  if (ml_is_any_set (heap, items))
    return add_set (heap, (MlSet *) self, (MlSet *) items);

  if (items->type == heap->world->dict_type)
    return add_keys (heap, (MlSet *) self, items);

  held[0] = ml_iterate (heap, items);

  if (held[0] == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "set", held, G_N_ELEMENTS (held));

  while (done && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      done = ml_set_add (heap, self, held[1]);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return done && heap->raised == NULL;
}

int
ml_set_contains_hashed (MlHeap *heap, MlSet *self, MlObject *item, gint64 hash)
{
  MlSetEntry *entry = find (heap, self, item, hash);

  return entry == NULL ? -1 : entry->key != NULL;
}

int
ml_set_contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  gint64 hash = ml_hash (heap, item);

  return hash == -1 ? -1 : ml_set_contains_hashed (heap, (MlSet *) self, item, hash);
}

static MlObject *
take_out (MlHeap *heap, MlSet *self, MlSetEntry *entry)
{
  MlObject *item = g_steal_pointer (&entry->key);

  entry->hash = DELETED_HASH;
  self->length--;
  ml_heap_tell_store (heap, self, ITEM_SLOT (entry - self->table), item, NULL);

  return item;
}

int
ml_set_discard_hashed (MlHeap *heap, MlSet *self, MlObject *item, gint64 hash)
{
  MlSetEntry *entry = find (heap, self, item, hash);

  if (entry == NULL)
    return -1;

  if (entry->key == NULL)
    return 0;

  ml_unref (heap, take_out (heap, self, entry));

  return 1;
}

int
ml_set_discard (MlHeap *heap, MlObject *self, MlObject *item)
{
  gint64 hash = ml_hash (heap, item);

  return hash == -1 ? -1 : ml_set_discard_hashed (heap, (MlSet *) self, item, hash);
}

MlObject *
ml_set_take_any (MlHeap *heap, MlSet *self)
{
  gsize i = self->finger & self->mask;

  while (self->table[i].key == NULL)
    i = i == self->mask ? 0 : i + 1;

  self->finger = i + 1;

  return take_out (heap, self, &self->table[i]);
}

static void
make_empty (MlSet *self)
{
  memset (self->small, 0, sizeof self->small);
  self->table = self->small;
  self->mask = ML_SET_SMALL - 1;
  self->fill = 0;
  self->length = 0;
  self->hash = -1;
}

void
ml_set_clear (MlHeap *heap, MlObject *self)
{
  MlSet *set = (MlSet *) self;
  gsize n = set->mask + 1;
  g_autofree MlObject **held = g_new (MlObject *, set->length + 1);
  MlNative native;
  guint n_held = 0;

  for (gsize i = 0; i < n; i++)
    if (set->table[i].key != NULL)
      {
        held[n_held++] = set->table[i].key;
        ml_heap_tell_store (heap, self, ITEM_SLOT (i), set->table[i].key, NULL);
      }

  if (set->table != set->small)
    ml_heap_free_buffer (heap, set->table, n * sizeof (MlSetEntry));

  make_empty (set);

  if (ml_object_is_told (self))
    ml_journal_resize (heap->journal, self->serial, 216, ML_SET_SMALL);

  ml_native_enter (heap, &native, "set.clear", held, n_held);

  ml_native_leave (heap, &native);
}

/* Tells that the items of @self come to be there, or are not there any more. */
static void
tell_items (MlHeap *heap, MlSet *self, gboolean coming)
{
  if (!ml_object_is_told (self))
    return;

  for (gsize i = 0; i <= self->mask; i++)
    {
      MlObject *item = self->table[i].key;

      if (item != NULL)
        ml_heap_tell_set (
            heap, self->object.serial, ITEM_SLOT (i), coming ? NULL : item, coming ? item : NULL);
    }
}

static void
copy_body (MlSet *to, const MlSet *from)
{
  to->fill = from->fill;
  to->length = from->length;
  to->mask = from->mask;
  to->hash = -1;
  memcpy (to->small, from->small, sizeof to->small);
  to->table = from->table == from->small ? to->small : from->table;
}

void
ml_set_exchange (MlHeap *heap, MlSet *self, MlSet *other)
{
  MlSet kept = { .table = NULL };

  tell_items (heap, self, FALSE);
  tell_items (heap, other, FALSE);
  copy_body (&kept, self);
  copy_body (self, other);
  copy_body (other, &kept);
  tell_items (heap, self, TRUE);
  tell_items (heap, other, TRUE);
}

gboolean
ml_set_next (MlObject *self, gsize *position, MlObject **item, gint64 *hash)
{
  MlSet *set = (MlSet *) self;

  while (*position <= set->mask)
    {
      const MlSetEntry *entry = &set->table[(*position)++];

      if (entry->key == NULL)
        continue;

      if (item != NULL)
        *item = entry->key;

      if (hash != NULL)
        *hash = entry->hash;

      return TRUE;
    }

  return FALSE;
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  MlSet *set = (MlSet *) self;

  for (gsize i = 0; i <= set->mask; i++)
    if (set->table[i].key != NULL)
      visit (ITEM_SLOT (i), set->table[i].key, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  MlSet *set = (MlSet *) self;

  while (*cursor <= set->mask)
    {
      gsize i = (*cursor)++;
      MlObject *dead = ml_heap_give_up (heap, self, ITEM_SLOT (i), &set->table[i].key);

      if (dead != NULL)
        return dead;
    }

  if (set->table != set->small)
    ml_heap_free_buffer (heap, set->table, (set->mask + 1) * sizeof (MlSetEntry));

  make_empty (set);

  return NULL;
}

static gsize
size (MlHeap *heap, MlObject *self)
{
  return get_size ((MlSet *) self);
}

const MlTypeSpec ml_set_spec = {
  .name = "set",
  .doc = "Build an unordered collection of unique elements.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_MUTABLE | ML_TYPE_WEAKREFS
           | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlSet),
  .python_size = 200,
  .kind = ML_KIND_SET,
  .items = ML_ITEMS_SET,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = ml_set_clear,
    .size = size,
    .repr = ml_set_repr,
    .hash = ml_unhashable,
    .compare = ml_set_compare,
    .make = ml_set_make,
    .init = ml_set_init,
    .iterate = ml_set_iterate,
    .length = ml_set_length,
    .contains = ml_set_contains_any,
    .binary = {
      [ML_SUBTRACT] = ml_set_subtract,
      [ML_AND] = ml_set_and,
      [ML_XOR] = ml_set_xor,
      [ML_OR] = ml_set_or,
    },
    .inplace = {
      [ML_SUBTRACT] = ml_set_inplace_subtract,
      [ML_AND] = ml_set_inplace_and,
      [ML_XOR] = ml_set_inplace_xor,
      [ML_OR] = ml_set_inplace_or,
    },
  },
  .methods = ml_set_methods,
};

const MlTypeSpec ml_frozenset_spec = {
  .name = "frozenset",
  .doc = "Build an immutable unordered collection of unique elements.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_WEAKREFS | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlSet),
  .python_size = 200,
  .kind = ML_KIND_SET,
  .items = ML_ITEMS_SET,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .size = size,
    .repr = ml_set_repr,
    .hash = ml_frozenset_hash,
    .compare = ml_set_compare,
    .make = ml_frozenset_make,
    .iterate = ml_set_iterate,
    .length = ml_set_length,
    .contains = ml_set_contains_any,
    .binary = {
      [ML_SUBTRACT] = ml_set_subtract,
      [ML_AND] = ml_set_and,
      [ML_XOR] = ml_set_xor,
      [ML_OR] = ml_set_or,
    },
  },
  .methods = ml_frozenset_methods,
};
