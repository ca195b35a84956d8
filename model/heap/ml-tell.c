/* ml-tell.c: what the journal is told, and when
 *
 * An object becomes known to the journal when something known takes hold of it. Everything that it
 * holds becomes known with it, and so on: a list of things to do stands in for recursion.
 */
#include "ml-home.h"

#include <string.h>

typedef struct
{
  MlHeap *heap;
  MlObject *holder;
} Telling;

/* A built-in thing is held by stores of built-ins, of whose contents nothing was told. */
static void
tell_homes (MlHeap *self, MlObject *object)
{
  for (guint i = 0; i < self->priv->homes->len; i++)
    {
      MlHome *home = g_ptr_array_index (self->priv->homes, i);

      if (ml_object_is_told (home->dict) && home->dict != object)
        ml_home_tell (self, home, object);
    }
}

/* What the journal is told of a birth, but for the shape, which has its number from the first time
 * that it is asked for. */
static void
describe (MlHeap *self, MlObject *object, MlBirth *birth)
{
  MlType *type = object->type;

  birth->type = type->object.serial;
  birth->kind = type->kind;
  birth->origin = object->origin;
  birth->flags = (ml_object_is_immortal (object) ? ML_THING_IMMORTAL : 0) |
                 (type->flags & ML_TYPE_MUTABLE ? ML_THING_MUTABLE : 0) |
                 (object->flags & ML_OBJECT_HOME ? ML_THING_HIDDEN : 0);
  birth->address = ml_heap_get_address (self, object);
  birth->size = ml_object_get_size (self, object);

  if (type->flags & ML_TYPE_TYPE && !(((MlType *) object)->flags & ML_TYPE_HEAP))
    birth->kind = ML_KIND_BUILTIN_CLASS;

  if (type->slots.tell_value != NULL)
    type->slots.tell_value (self, object, &birth->value);
}

/* An object's type comes before it; `type` is its own. The recursion is as deep as metaclasses have
 * metaclasses. */
static void
tell_birth (MlHeap *self, MlObject *object)
{
  MlType *type = object->type;
  MlBirth birth = { .serial = object->serial };

  object->flags |= ML_OBJECT_TOLD;

  if (!ml_object_is_told (type))
    tell_birth (self, &type->object);

  birth.shape = self->shape_of (self, object);

  if (!ml_journal_is_deaf (self->journal))
    describe (self, object, &birth);

  ml_journal_birth (self->journal, &birth);

  if (object->origin == ML_ORIGIN_BUILTIN)
    tell_homes (self, object);

  if (object->flags & ML_OBJECT_HOME)
    ml_home_tell (self, ml_home_find (self, object), NULL);
  else if (type->slots.traverse != NULL || type->slots.tell_frame != NULL)
    g_ptr_array_add (self->priv->telling, object);
}

static void
tell_edge (MlSlot slot, MlObject *target, gpointer data)
{
  Telling *telling = data;

  if (!ml_object_is_told (target))
    tell_birth (telling->heap, target);

  ml_journal_set (telling->heap->journal, telling->holder->serial, slot, 0, target->serial);
}

static void
tell_holdings (MlHeap *self, MlObject *holder)
{
  const MlTypeSlots *slots = &holder->type->slots;
  Telling edges = { self, holder };

  if (slots->traverse != NULL)
    slots->traverse (self, holder, tell_edge, &edges);

  if (slots->traverse_weak != NULL)
    slots->traverse_weak (self, holder, tell_edge, &edges);

  if (slots->tell_frame != NULL)
    {
      MlSerial frame = slots->tell_frame (self, holder);

      if (frame != 0)
        ml_journal_set (self->journal, holder->serial, ML_SLOT (ML_REGION_FIELD, 0), 0, frame);
    }
}

static void
tell_key (MlHeap *self, MlHomeKey key)
{
  if (!ml_object_is_told (key.key))
    tell_birth (self, key.key);

  ml_home_set (self, key.home, key.slot, key.key->serial);
}

/* What is told holds other things; what is told of those holds others again. */
static void
tell_rest (MlHeap *self)
{
  GPtrArray *telling = self->priv->telling;
  GArray *keys = self->priv->keys;
  guint n_told = 0;

  while (n_told < telling->len || keys->len > 0)
    {
      MlHomeKey key;

      if (n_told < telling->len)
        {
          tell_holdings (self, g_ptr_array_index (telling, n_told++));
          continue;
        }

      key = g_array_index (keys, MlHomeKey, keys->len - 1);
      g_array_set_size (keys, keys->len - 1);
      tell_key (self, key);
    }

  g_ptr_array_set_size (telling, 0);
}

void
ml_heap_tell (MlHeap *self, MlObject *object)
{
  if (ml_object_is_told (object) || self->journal == NULL)
    return;

  tell_birth (self, object);
  tell_rest (self);
}

void
ml_heap_tell_set (MlHeap *self, MlSerial holder, MlSlot slot, MlObject *old, MlObject *new_object)
{
  MlSerial before;

  /* What was told of may outlive the recording. */
  if (self->journal == NULL)
    return;

  before = old != NULL && ml_object_is_told (old) ? old->serial : 0;

  if (new_object != NULL)
    ml_heap_tell (self, new_object);

  ml_journal_set (self->journal, holder, slot, before, new_object != NULL ? new_object->serial : 0);
}

static void
tell_set_in_home (MlHeap *self, MlHome *home, MlSlot slot, MlObject *new_object)
{
  if (self->journal == NULL)
    return;

  if (new_object == NULL)
    {
      ml_home_set (self, home, slot, 0);
      return;
    }

  ml_heap_tell (self, new_object);
  ml_home_set (self, home, slot, new_object->serial);

  /* With its key, if that has not been told. */
  ml_home_tell (self, home, new_object);
  tell_rest (self);
}

void
ml_heap_tell_change (MlHeap *self,
                     MlObject *holder,
                     MlSlot slot,
                     MlObject *old,
                     MlObject *new_object)
{
  if (holder->flags & ML_OBJECT_HOME)
    tell_set_in_home (self, ml_home_find (self, holder), slot, new_object);
  else
    ml_heap_tell_set (self, holder->serial, slot, old, new_object);
}

void
ml_heap_tell_shift (MlHeap *self, MlObject *holder, MlSlot from, MlSlot to, guint32 n)
{
  if (holder->flags & ML_OBJECT_HOME)
    ml_home_shift (self, ml_home_find (self, holder), from, to, n);
  else
    ml_journal_shift (self->journal, holder->serial, from, to, n);
}

void
ml_heap_add_home (MlHeap *self, MlObject *home)
{
  home->flags |= ML_OBJECT_HOME;
  g_ptr_array_add (self->priv->homes, ml_home_new (home));
}

void
ml_heap_remove_home (MlHeap *self, MlObject *home)
{
  g_ptr_array_remove (self->priv->homes, ml_home_find (self, home));
}

gboolean
ml_heap_pause_telling (MlHeap *self)
{
  if (self->journal == NULL)
    return FALSE;

  self->priv->paused = g_steal_pointer (&self->journal);

  return TRUE;
}

void
ml_heap_resume_telling (MlHeap *self)
{
  self->journal = g_steal_pointer (&self->priv->paused);
}

void
ml_heap_tell_immortality (MlHeap *self, MlObject *object)
{
  MlJournal *journal = self->journal != NULL ? self->journal : self->priv->paused;

  ml_journal_immortality (journal, object->serial, object->origin);
}

static void
forget (MlObject *object, gpointer data)
{
  object->flags &= ~ML_OBJECT_TOLD;
}

void
ml_heap_stop_telling (MlHeap *self)
{
  if (self->journal == NULL)
    return;

  ml_heap_foreach (self, forget, NULL);

  for (MlNative *native = self->native; native != NULL; native = native->previous)
    {
      g_clear_pointer (&native->told, g_free);
      native->serial = 0;
    }

  self->journal = NULL;
}

MlSerial
ml_heap_tell_birth_of_store (MlHeap *self, const char *name)
{
  MlBirth birth = { .serial = ml_heap_take_serial (self), .kind = ML_KIND_STORE };

  birth.shape = ml_journal_add_shape (self->journal, name, ML_ITEMS_SEQUENCE, NULL, NULL);
  birth.value = (MlValue){ .type = ML_VALUE_TEXT, .length = strlen (name), .text = name };
  ml_journal_birth (self->journal, &birth);

  return birth.serial;
}

static guint32
get_native_shape (MlHeap *self, const char *name)
{
  GHashTable *shapes = self->priv->native_shapes;
  guint32 shape = GPOINTER_TO_UINT (g_hash_table_lookup (shapes, name));

  if (shape == 0)
    {
      shape = ml_journal_add_shape (self->journal, name, ML_ITEMS_SEQUENCE, NULL, NULL);
      g_hash_table_insert (shapes, (gpointer) name, GUINT_TO_POINTER (shape));
    }

  return shape;
}

static void
tell_native (MlHeap *self, MlNative *native)
{
  if (native->serial == 0)
    {
      MlBirth birth = { .serial = ml_heap_take_serial (self), .kind = ML_KIND_NATIVE_FRAME };

      birth.shape = get_native_shape (self, native->name);
      ml_journal_birth (self->journal, &birth);
      ml_journal_enter (self->journal, birth.serial);
      native->serial = birth.serial;
      native->told = g_new0 (MlSerial, native->n_slots);
    }

  for (guint i = 0; i < native->n_slots; i++)
    {
      MlObject *held = native->slots[i];

      if (held != NULL)
        ml_heap_tell (self, held);

      if (native->told[i] != (held != NULL ? held->serial : 0))
        {
          MlSerial now = held != NULL ? held->serial : 0;

          ml_journal_set (
              self->journal, native->serial, ML_SLOT (ML_REGION_ITEM, i), native->told[i], now);
          native->told[i] = now;
        }
    }
}

/* Oldest first; the recursion is bounded by the limit of built-ins at work. */
static void
tell_natives_from (MlHeap *self, MlNative *native)
{
  if (native == NULL || native->below != self->frame)
    return;

  tell_natives_from (self, native->previous);
  tell_native (self, native);
}

/* Temporaries that die inside one line may hold, while a finalizer runs, what the journal knows. */
static void
tell_dying (MlHeap *self)
{
  MlHeapPrivate *priv = self->priv;

  for (guint i = priv->n_dying_told; i < priv->n_dying; i++)
    ml_heap_tell (self, priv->dying[i].object);

  priv->n_dying_told = priv->n_dying;
}

void
ml_heap_tell_natives (MlHeap *self)
{
  tell_dying (self);
  tell_natives_from (self, self->native);
}

void
ml_heap_tell_native_gone (MlHeap *self, MlNative *native)
{
  for (guint i = 0; i < native->n_slots; i++)
    if (native->told[i] != 0)
      ml_journal_set (
          self->journal, native->serial, ML_SLOT (ML_REGION_ITEM, i), native->told[i], 0);

  ml_journal_leave (self->journal, native->serial);
  ml_journal_death (self->journal, native->serial);
  g_clear_pointer (&native->told, g_free);
}

static void
forget_in_native (MlHeap *self, MlNative *native, MlSerial dying)
{
  for (guint i = 0; i < native->n_slots; i++)
    if (native->told[i] == dying)
      {
        ml_journal_set (self->journal, native->serial, ML_SLOT (ML_REGION_ITEM, i), dying, 0);
        native->told[i] = 0;
      }
}

void
ml_heap_tell_let_go (MlHeap *self, MlObject *dying)
{
  for (MlNative *native = self->native; native != NULL && native->below == self->frame;
       native = native->previous)
    if (native->serial != 0)
      forget_in_native (self, native, dying->serial);

  self->forget_on_stack (self, dying->serial);
}

void
ml_heap_tell_death (MlHeap *self, MlObject *dying)
{
  ml_journal_death (self->journal, dying->serial);
}
