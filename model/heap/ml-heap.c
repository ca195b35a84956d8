/* ml-heap.c: birth, counting and death */
#include "ml-fault.h"
#include "ml-home.h"

#include <string.h>

MlHeap *
ml_heap_new (void)
{
  MlHeap *self = g_new0 (MlHeap, 1);

  self->priv = g_new0 (MlHeapPrivate, 1);
  self->priv->dying_capacity = 16;
  self->priv->dying = g_new (MlDying, self->priv->dying_capacity);
  self->priv->roots = g_array_new (FALSE, FALSE, sizeof (MlRoot));
  self->priv->homes = g_ptr_array_new_with_free_func ((GDestroyNotify) ml_home_free);
  self->priv->telling = g_ptr_array_new ();
  self->priv->keys = g_array_new (FALSE, FALSE, sizeof (MlHomeKey));
  self->priv->native_shapes = g_hash_table_new (NULL, NULL);
  self->reprs = g_ptr_array_new ();
  self->handled_outside = g_ptr_array_new ();
  self->cells = ml_cells_new ();
  self->byte_limit = G_MAXSIZE;
  self->next_serial = 1;

  for (guint i = 0; i < G_N_ELEMENTS (self->generations); i++)
    {
      MlGcHead *head = &self->generations[i].head;

      head->next = head->previous = head;
    }

  self->permanent.head.next = self->permanent.head.previous = &self->permanent.head;

  return self;
}

/* Objects own buffers outside their cells; dismantling is what frees those. */
static void
free_buffers (MlObject *object, gpointer data)
{
  MlHeap *self = data;
  gsize cursor = 0;

  if (object->type->slots.dismantle == NULL)
    return;

  while (object->type->slots.dismantle (self, object, &cursor) != NULL)
    continue;
}

static void
make_immortal (MlObject *object, gpointer data)
{
  object->count = ML_IMMORTAL_COUNT;
  object->flags &= ~ML_OBJECT_TOLD;
}

void
ml_heap_free (MlHeap *self)
{
  g_return_if_fail (self->native == NULL);

  /* Immortal objects let go of each other without dying, in whatever order they come; types, whose
   * slots are needed until the last, keep their tables, which are part of their cells. */
  ml_cells_foreach (self->cells, make_immortal, NULL);
  ml_cells_foreach (self->cells, free_buffers, self);
  ml_cells_free_all (self->cells);

  g_free (self->priv->dying);
  g_array_unref (self->priv->roots);
  g_ptr_array_unref (self->priv->homes);
  g_ptr_array_unref (self->priv->telling);
  g_array_unref (self->priv->keys);
  g_hash_table_unref (self->priv->native_shapes);
  g_ptr_array_unref (self->reprs);
  g_ptr_array_unref (self->handled_outside);
  g_free (self->priv);
  g_free (self);
}

gpointer
ml_heap_allocate (MlHeap *self, MlType *type, gsize size)
{
  gboolean collected = (type->flags & ML_TYPE_COLLECTED) != 0;
  MlObject *object;

  if (G_UNLIKELY (self->bytes + size > self->byte_limit))
    {
      self->out_of_memory (self);
      return NULL;
    }

  if (collected)
    ml_collector_allocated (self);

  object = ml_cells_take (self->cells, size, collected);
  object->count = 1;
  object->serial = self->next_serial++;
  object->type = type;
  object->origin = self->default_origin;
  self->bytes += ml_cells_get_size (object);
  self->n_allocations++;

  if (type->flags & ML_TYPE_HEAP)
    ml_ref (type);

  return object;
}

gpointer
ml_heap_resize_buffer (MlHeap *self, gpointer buffer, gsize old_size, gsize new_size)
{
  gpointer resized;

  if (G_UNLIKELY (new_size > old_size && self->bytes + (new_size - old_size) > self->byte_limit))
    {
      self->out_of_memory (self);
      return NULL;
    }

  resized = g_try_realloc (buffer, new_size);

  if (resized == NULL && new_size != 0)
    {
      self->out_of_memory (self);
      return NULL;
    }

  self->bytes += new_size - old_size;

  return resized;
}

void
ml_heap_free_buffer (MlHeap *self, gpointer buffer, gsize size)
{
  g_free (buffer);
  self->bytes -= size;
}

guint64
ml_heap_get_address (MlHeap *self, MlObject *object)
{
  return ml_cells_get_address (self->cells, object);
}

gsize
ml_object_get_size (MlHeap *self, MlObject *object)
{
  const MlType *type = object->type;
  gsize size = type->slots.size != NULL ? type->slots.size (self, object) : type->python_size;

  return size + type->head_size;
}

void
ml_heap_make_immortal (MlHeap *self, gpointer object)
{
  MlObject *immortal = object;

  immortal->count = ML_IMMORTAL_COUNT;

  if (ml_object_is_told (immortal))
    ml_heap_tell_immortality (self, immortal);
}

static void
track_before (MlObject *tracked, MlGcHead *next)
{
  MlGcHead *head = ml_object_get_gc_head (tracked);

  head->next = next;
  head->previous = next->previous;
  head->previous->next = head;
  next->previous = head;
  tracked->flags |= ML_OBJECT_TRACKED;
}

void
ml_heap_track (MlHeap *self, gpointer object)
{
  MlObject *tracked = object;

  if (!(tracked->flags & ML_OBJECT_TRACKED))
    track_before (tracked, &self->generations[0].head);
}

void
ml_heap_track_first (MlHeap *self, gpointer object)
{
  ml_heap_untrack (self, object);
  track_before (object, self->generations[2].head.next);
}

void
ml_heap_untrack (MlHeap *self, gpointer object)
{
  MlObject *tracked = object;
  MlGcHead *head;

  if (!(tracked->flags & ML_OBJECT_TRACKED))
    return;

  head = ml_object_get_gc_head (tracked);
  head->next->previous = head->previous;
  head->previous->next = head->next;
  tracked->flags &= ~ML_OBJECT_TRACKED;
}

void
ml_heap_add_root (MlHeap *self, MlRootFunc traverse, gpointer owner)
{
  MlRoot root = { traverse, owner };

  g_array_append_val (self->priv->roots, root);
}

void
ml_heap_remove_root (MlHeap *self, gpointer owner)
{
  for (guint i = 0; i < self->priv->roots->len; i++)
    if (g_array_index (self->priv->roots, MlRoot, i).owner == owner)
      {
        g_array_remove_index (self->priv->roots, i);
        return;
      }

  g_return_if_reached ();
}

MlSerial
ml_heap_take_serial (MlHeap *self)
{
  return self->next_serial++;
}

void
ml_native_enter (MlHeap *heap, MlNative *native, const char *name, MlObject **slots, guint n_slots)
{
  native->previous = heap->native;
  native->name = name;
  native->slots = slots;
  native->n_slots = n_slots;
  native->serial = 0;
  native->below = heap->frame;
  native->told = NULL;
  heap->native = native;
}

void
ml_native_leave (MlHeap *heap, MlNative *native)
{
  g_assert (heap->native == native);

  /* What is left is accounted for while finalizers run. */
  for (guint i = 0; i < native->n_slots; i++)
    {
      MlObject *held = g_steal_pointer (&native->slots[i]);

      if (held != NULL && !(i == 0 && ML_FAULT (BUILT_IN_SLOT)))
        ml_unref (heap, held);
    }

  if (native->serial != 0)
    ml_heap_tell_native_gone (heap, native);

  heap->native = native->previous;
}

void
ml_heap_foreach (MlHeap *self, void (*func) (MlObject *object, gpointer data), gpointer data)
{
  ml_cells_foreach (self->cells, func, data);
}

void
ml_heap_visit_all (MlHeap *self, MlObject *object, MlVisit visit, gpointer data)
{
  if (object->type->slots.traverse != NULL)
    object->type->slots.traverse (self, object, visit, data);

  if (object->type->slots.traverse_frame != NULL)
    object->type->slots.traverse_frame (self, object, visit, data);

  visit (ML_SLOT_TYPE, &object->type->object, data);
}

void
ml_heap_visit_natives (MlHeap *self, MlVisit visit, gpointer data)
{
  for (MlNative *native = self->native; native != NULL; native = native->previous)
    for (guint i = 0; i < native->n_slots; i++)
      if (native->slots[i] != NULL)
        visit (ML_SLOT (ML_REGION_FIELD, i), native->slots[i], data);
}

gboolean
ml_heap_finalize (MlHeap *self, MlObject *object)
{
  MlObject *held = object;
  MlNative native;

  object->flags |= ML_OBJECT_FINALIZED;
  object->count = 1;
  ml_native_enter (self, &native, "__del__", &held, 1);
  object->type->slots.finalize (self, object);

  /* The last reference is taken back without burying: whoever finalizes decides what comes next. */
  held = NULL;
  ml_native_leave (self, &native);
  object->count--;

  return object->count > 0;
}

/* The moment of death: what runs before an object lets go of what it holds. FALSE if __del__
 * brought it back. */
static gboolean
begin_death (MlHeap *self, MlObject *object)
{
  if (object->type->slots.finalize != NULL && !(object->flags & ML_OBJECT_FINALIZED) &&
      ml_heap_finalize (self, object))
    return FALSE;

  object->flags |= ML_OBJECT_DYING;

  if (object->flags & ML_OBJECT_TOLD)
    ml_heap_tell_let_go (self, object);

  /* A callback may run the collector, which is to leave the dead alone. */
  if (object->flags & ML_OBJECT_TRACKED)
    ml_heap_untrack (self, object);

  if (object->flags & ML_OBJECT_WEAKLY_HELD)
    self->weak_died (self, &object, 1);

  return TRUE;
}

/* Frees the cell. Returns the type if it is to be buried in turn. */
static MlObject *
end_death (MlHeap *self, MlObject *object)
{
  MlType *type = object->type;

  if (object->flags & ML_OBJECT_TOLD)
    ml_heap_tell_death (self, object);

  if (object->flags & ML_OBJECT_HOME)
    ml_heap_remove_home (self, object);

  if (type->flags & ML_TYPE_COLLECTED)
    ml_collector_freed (self);

  self->bytes -= ml_cells_give_back (self->cells, object);

  return ml_drop (type) ? &type->object : NULL;
}

/* Numbers and texts that nobody was told of: they hold nothing, and nothing happens when they die.
 * Most of what dies is of this kind. */
static inline gboolean
bury_at_once (MlHeap *self, MlObject *object)
{
  if (!(object->type->flags & ML_TYPE_PLAIN) || (object->flags & (ML_OBJECT_TOLD | ML_OBJECT_OWNS)))
    return FALSE;

  self->bytes -= ml_cells_give_back (self->cells, object);

  return TRUE;
}

static void
push_dying (MlHeap *self, MlObject *object)
{
  MlHeapPrivate *priv = self->priv;

  if (!begin_death (self, object))
    return;

  if (G_UNLIKELY (priv->n_dying == priv->dying_capacity))
    {
      priv->dying_capacity *= 2;
      priv->dying = g_renew (MlDying, priv->dying, priv->dying_capacity);
    }

  priv->dying[priv->n_dying++] = (MlDying){ object, 0 };
}

/* The dying wait in a stack of their own instead of C's, so that a chain of a million nodes is no
 * deeper than one. Each lets go of one thing after the other; what dies of that is buried before it
 * goes on. A finalizer that runs in between buries its own dead above @base. */
static void
bury_all (MlHeap *self, guint base)
{
  MlHeapPrivate *priv = self->priv;

  while (priv->n_dying > base)
    {
      MlDying *top = &priv->dying[priv->n_dying - 1];
      MlObject *object = top->object;
      MlObject *next = NULL;

      if (object->type->slots.dismantle != NULL)
        next = object->type->slots.dismantle (self, object, &top->cursor);

      if (next == NULL)
        {
          priv->n_dying--;
          priv->n_dying_told = MIN (priv->n_dying_told, priv->n_dying);
          next = end_death (self, object);
        }

      if (next != NULL && !bury_at_once (self, next))
        push_dying (self, next);
    }
}

/* Apart, so that the many that are buried at once need no place on C's stack. */
static void G_GNUC_NO_INLINE
bury_in_order (MlHeap *self, MlObject *object)
{
  guint base = self->priv->n_dying;

  push_dying (self, object);
  bury_all (self, base);
}

void
ml_heap_bury (MlHeap *self, MlObject *object)
{
  if (!bury_at_once (self, object))
    bury_in_order (self, object);
}

MlObject *
ml_heap_give_up_fields (MlHeap *heap,
                        gpointer holder,
                        guint first,
                        const gpointer *places,
                        gsize n,
                        gsize *cursor)
{
  while (*cursor < n)
    {
      gsize i = (*cursor)++;
      MlObject *dead =
          ml_heap_give_up (heap, holder, ML_SLOT (ML_REGION_FIELD, first + i), places[i]);

      if (dead != NULL)
        return dead;
    }

  return NULL;
}
