/* ml-home.c: a store of built-in things, told of bit by bit */
#include "ml-home.h"

/* A walk through a home. */
typedef struct
{
  MlHeap *heap;
  MlHome *home;
  MlObject *only;   /* NULL: all that is told */
  MlObject *before; /* what the slot before holds */
} Walk;

MlHome *
ml_home_new (MlObject *dict)
{
  MlHome *self = g_new (MlHome, 1);

  self->dict = dict;
  self->told = g_array_new (FALSE, TRUE, sizeof (MlSerial));

  return self;
}

void
ml_home_free (MlHome *self)
{
  g_array_unref (self->told);
  g_free (self);
}

MlHome *
ml_home_find (MlHeap *heap, MlObject *dict)
{
  GPtrArray *homes = heap->priv->homes;

  for (guint i = 0; i < homes->len; i++)
    {
      MlHome *home = g_ptr_array_index (homes, i);

      if (home->dict == dict)
        return home;
    }

  return NULL;
}

static MlSerial
get_told (const MlHome *self, MlSlot slot)
{
  guint index = ML_SLOT_INDEX (slot);

  return index < self->told->len ? g_array_index (self->told, MlSerial, index) : 0;
}

void
ml_home_set (MlHeap *heap, MlHome *self, MlSlot slot, MlSerial now)
{
  guint index = ML_SLOT_INDEX (slot);
  MlSerial before = get_told (self, slot);

  if (before == now)
    return;

  if (index >= self->told->len)
    g_array_set_size (self->told, index + 1);

  g_array_index (self->told, MlSerial, index) = now;
  ml_journal_set (heap->journal, self->dict->serial, slot, before, now);
}

static gboolean
is_key (const MlHome *self, MlSlot slot)
{
  return self->dict->type->items == ML_ITEMS_PAIRS && ML_SLOT_INDEX (slot) % 2 == 0;
}

static void
tell_value (MlSlot slot, MlObject *target, gpointer data)
{
  Walk *walk = data;
  MlHome *home = walk->home;
  MlHomeKey key = { home, walk->before, slot - 1 };

  walk->before = target;

  if (is_key (home, slot) ||
      (walk->only != NULL ? target != walk->only : !ml_object_is_told (target)))
    return;

  ml_home_set (walk->heap, home, slot, target->serial);

  if (ML_SLOT_INDEX (slot) > 0 && is_key (home, key.slot) && get_told (home, key.slot) == 0)
    g_array_append_val (walk->heap->priv->keys, key);
}

void
ml_home_tell (MlHeap *heap, MlHome *self, MlObject *value)
{
  Walk walk = { heap, self, value, NULL };

  self->dict->type->slots.traverse (heap, self->dict, tell_value, &walk);
}

void
ml_home_shift (MlHeap *heap, MlHome *self, MlSlot from, MlSlot to, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      ml_home_set (heap, self, to + i, get_told (self, from + i));
      ml_home_set (heap, self, from + i, 0);
    }
}
