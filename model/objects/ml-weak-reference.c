/* ml-weak-reference.c: weak references */
#include "ml-weak-reference.h"

#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-instance.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"

enum
{
  FIELD_REFERENT,
  FIELD_CALLBACK
};

static MlWeakReference *
get_newest (MlHeap *heap, MlObject *object)
{
  if (!(object->flags & ML_OBJECT_WEAKLY_HELD))
    return NULL;

  return g_hash_table_lookup (heap->world->weak_references, object);
}

static void
set_newest (MlHeap *heap, MlObject *object, MlWeakReference *newest)
{
  if (newest != NULL)
    {
      object->flags |= ML_OBJECT_WEAKLY_HELD;
      g_hash_table_insert (heap->world->weak_references, object, newest);
    }
  else
    {
      object->flags &= ~ML_OBJECT_WEAKLY_HELD;
      g_hash_table_remove (heap->world->weak_references, object);
    }
}

/* @self forgets its object. */
static void
unlink_from_referent (MlHeap *heap, MlWeakReference *self)
{
  MlObject *referent = self->referent;
  MlWeakReference *newest = get_newest (heap, referent);
  MlWeakReference **link = &newest;

  while (*link != self)
    link = &(*link)->next;

  *link = self->next;
  set_newest (heap, referent, newest);
  self->referent = NULL;
  self->next = NULL;

  if (ml_object_is_told (self) && !ML_FAULT (WEAK_REFERENT))
    ml_journal_set (heap->journal,
                    self->object.serial,
                    ML_SLOT (ML_REGION_FIELD, FIELD_REFERENT),
                    referent->serial,
                    0);
}

static MlWeakReference *
find_shared (MlHeap *heap, MlType *type, MlObject *object)
{
  for (MlWeakReference *link = get_newest (heap, object); link != NULL; link = link->next)
    if (link->callback == NULL && link->object.type == type)
      return link;

  return NULL;
}

MlObject *
ml_weak_reference_new (MlHeap *heap, MlType *type, MlObject *object, MlObject *callback)
{
  MlWeakReference *self;

  if (!(object->type->flags & ML_TYPE_WEAKREFS))
    return ml_raise (heap,
                     heap->world->type_error,
                     "cannot create weak reference to '%s' object",
                     object->type->name);

  if (callback == ml_none (heap))
    callback = NULL;

  if (callback == NULL && type == heap->world->weak_reference_type)
    {
      self = find_shared (heap, type, object);

      if (self != NULL)
        return ml_ref (self);
    }

  self = ml_instance_allocate (heap, type, sizeof (MlWeakReference));

  if (self == NULL)
    return NULL;

  self->referent = object;
  self->callback = callback != NULL ? ml_ref (callback) : NULL;
  self->hash = -1;
  self->next = get_newest (heap, object);
  set_newest (heap, object, self);
  ml_heap_track (heap, self);

  return &self->object;
}

guint
ml_weak_reference_count (MlHeap *heap, MlObject *object)
{
  guint n = 0;

  for (MlWeakReference *link = get_newest (heap, object); link != NULL; link = link->next)
    n++;

  return n;
}

MlObject *
ml_weak_reference_first (MlHeap *heap, MlObject *object)
{
  return (MlObject *) get_newest (heap, object);
}

static MlObject *
give_up_callback (MlHeap *heap, MlWeakReference *self)
{
  return ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_CALLBACK), &self->callback);
}

static void
call_back (MlHeap *heap, MlObject *reference, MlObject *callback)
{
  MlObject *raised = ml_take_raised (heap);
  MlObject *result = ml_call (heap, callback, &reference, 1, NULL);

  if (result != NULL)
    ml_unref (heap, result);
  else
    heap->report_unraisable (heap, callback);

  ml_restore_raised (heap, raised);
}

/* Clears the weak references to @object, and appends to @calls those that call back, each with its
 * callback: what dies itself, alone or as one of @dying, does not. */
static void
clear_references (MlHeap *heap, MlObject *object, GHashTable *dying, GPtrArray *calls)
{
  MlWeakReference *link;

  while ((link = get_newest (heap, object)) != NULL)
    {
      unlink_from_referent (heap, link);

      if (link->callback == NULL || link->object.count == 0 || g_hash_table_contains (dying, link))
        continue;

      g_ptr_array_add (calls, ml_ref (link));
      g_ptr_array_add (calls, ml_ref (link->callback));
      give_up_callback (heap, link);
    }
}

void
ml_weak_reference_died (MlHeap *heap, MlObject *const *dying, gsize n)
{
  g_autoptr (GHashTable) all = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();
  MlNative native;

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (all, dying[i]);

  /* All are clear before the first callback runs. */
  for (gsize i = 0; i < n; i++)
    clear_references (heap, dying[i], all, calls);

  if (calls->len == 0)
    return;

  ml_native_enter (
      heap, &native, "weak reference callback", (MlObject **) calls->pdata, calls->len);

  for (guint i = 0; i < calls->len; i += 2)
    call_back (heap, g_ptr_array_index (calls, i), g_ptr_array_index (calls, i + 1));

  ml_native_leave (heap, &native);
}

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (self->callback != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, FIELD_CALLBACK), self->callback, data);
}

static void
traverse_weak (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (self->referent != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, FIELD_REFERENT), self->referent, data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (self->referent != NULL)
    unlink_from_referent (heap, self);

  return give_up_callback (heap, self);
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (n_args < 1 || n_args > 2)
    return ml_raise (heap,
                     heap->world->type_error,
                     "__new__ expected at %s %d argument%s, got %" G_GSIZE_FORMAT,
                     n_args < 1 ? "least" : "most",
                     n_args < 1 ? 1 : 2,
                     n_args < 1 ? "" : "s",
                     n_args);

  return ml_weak_reference_new (heap, type, args[0], n_args > 1 ? args[1] : NULL);
}

static gboolean
init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return TRUE;
}

static MlObject *
call (MlHeap *heap, MlObject *object, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (n_args > 0 || kw_names != NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "weakref expected 0 arguments, got %" G_GSIZE_FORMAT,
                     n_args);

  return ml_ref (self->referent != NULL ? self->referent : ml_none (heap));
}

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (self->referent == NULL)
    return ml_str_format (
        heap, "<weakref at 0x%" G_GINT64_MODIFIER "x; dead>", ml_heap_get_address (heap, object));

  return ml_str_format (heap,
                        "<weakref at 0x%" G_GINT64_MODIFIER "x; to '%s' at 0x%" G_GINT64_MODIFIER
                        "x>",
                        ml_heap_get_address (heap, object),
                        self->referent->type->name,
                        ml_heap_get_address (heap, self->referent));
}

static gint64
hash (MlHeap *heap, MlObject *object)
{
  MlWeakReference *self = (MlWeakReference *) object;

  if (self->hash != -1)
    return self->hash;

  if (self->referent == NULL)
    {
      ml_raise (heap, heap->world->type_error, "weak object has gone away");
      return -1;
    }

  self->hash = ml_hash (heap, self->referent);

  return self->hash;
}

/* While both objects live they decide; then only a reference itself is equal to itself. */
static MlObject *
compare (MlHeap *heap, MlObject *left, MlObject *right, MlCompare how)
{
  MlWeakReference *self = (MlWeakReference *) left;
  MlWeakReference *other = (MlWeakReference *) right;
  MlObject *held[2];
  MlNative native;
  MlObject *result;

  if ((how != ML_EQUAL && how != ML_NOT_EQUAL) ||
      !ml_object_is_a (right, heap->world->weak_reference_type))
    return ml_ref (heap->world->not_implemented);

  if (self->referent == NULL || other->referent == NULL)
    return ml_ref (ml_bool (heap, (left == right) == (how == ML_EQUAL)));

  held[0] = ml_ref (self->referent);
  held[1] = ml_ref (other->referent);
  ml_native_enter (heap, &native, "comparison", held, G_N_ELEMENTS (held));
  result = ml_compare (heap, held[0], held[1], how);
  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
get_callback (MlHeap *heap, MlObject *object)
{
  MlWeakReference *self = (MlWeakReference *) object;

  return ml_ref (self->callback != NULL ? self->callback : ml_none (heap));
}

static const MlGetter getters[] = {
  { "__callback__", get_callback, NULL },
  { NULL },
};

static const char *const fields[] = { "~referent", "__callback__", NULL };

const MlTypeSpec ml_weak_reference_spec = {
  .name = "ReferenceType",
  .module = "weakref",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE,
  .instance_size = sizeof (MlWeakReference),
  .python_size = 56,
  .kind = ML_KIND_WEAKREF,
  .fields = fields,
  .getters = getters,
  .slots = {
    .traverse = traverse,
    .traverse_weak = traverse_weak,
    .dismantle = dismantle,
    .repr = repr,
    .hash = hash,
    .compare = compare,
    .call = call,
    .make = make,
    .init = init,
  },
};
