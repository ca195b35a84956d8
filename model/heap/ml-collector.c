/* ml-collector.c: the cycle collector
 *
 * Counting frees all but cycles. The collector finds those in the manner of CPython: of the
 * containers in one generation and all younger ones it copies the counts, subtracts every reference
 * that comes from among them, and what is left above zero is held from outside. All that survivors
 * reach survives; the rest is garbage: its weak references are cleared, its finalizers run, and if
 * that brought nothing back it is taken apart.
 *
 * The order of a generation is what later collections, and so finalizers, go by. A survivor that
 * was passed before anything was known to hold it moves to the end, as in CPython.
 *
 * While it works a container's head keeps the copied count: in `previous`, since the lists are only
 * walked forwards then.
 */
#include "ml-collection.h"
#include "ml-fault.h"
#include "ml-heap-private.h"

/* Bits of MlGcHead.previous during a collection: either the copied count stands above them, or, in
 * what nothing is known to hold, the head before. */
#define CANDIDATE ((guintptr) 1)
#define UNREACHED ((guintptr) 2)
#define ALL_BITS (CANDIDATE | UNREACHED)
#define COUNT_SHIFT 2

static MlObject *
get_object (MlGcHead *head)
{
  return (MlObject *) (head + 1);
}

static void
set_copied_count (MlGcHead *head, guintptr count)
{
  head->previous = (MlGcHead *) (count << COUNT_SHIFT | CANDIDATE);
}

static guintptr
get_copied_count (MlGcHead *head)
{
  return (guintptr) head->previous >> COUNT_SHIFT;
}

static gboolean
is_candidate (MlObject *object)
{
  return (object->flags & ML_OBJECT_TRACKED) &&
         ((guintptr) ml_object_get_gc_head (object)->previous & CANDIDATE);
}

static gboolean
list_is_empty (MlGcHead *list)
{
  return list->next == list;
}

static void
list_init (MlGcHead *list)
{
  list->next = list->previous = list;
}

static void
list_append (MlGcHead *list, MlGcHead *head)
{
  head->next = list;
  head->previous = list->previous;
  head->previous->next = head;
  list->previous = head;
}

static void
list_move_all (MlGcHead *from, MlGcHead *to)
{
  if (list_is_empty (from))
    return;

  to->previous->next = from->next;
  from->next->previous = to->previous;
  to->previous = from->previous;
  from->previous->next = to;
  list_init (from);
}

static void
subtract_reference (MlSlot slot, MlObject *target, gpointer data)
{
  if (is_candidate (target))
    {
      MlGcHead *head = ml_object_get_gc_head (target);
      guintptr count = get_copied_count (head);

      g_assert (count > 0);
      set_copied_count (head, count - 1);
    }
}

/* A window is never a candidate: who shows it to the program owns what it shows, and dies with it.
 */
static void
copy_counts (MlGcHead *young)
{
  for (MlGcHead *head = young->next; head != young; head = head->next)
    if (!(get_object (head)->flags & ML_OBJECT_WINDOW))
      set_copied_count (head, get_object (head)->count);
}

static void
subtract_inner_references (MlHeap *self, MlGcHead *young)
{
  for (MlGcHead *head = young->next; head != young; head = head->next)
    ml_heap_visit_all (self, get_object (head), subtract_reference, NULL);
}

/* Puts @head, of a container that nothing is known to hold, at the end of @garbage. */
static void
put_aside (MlGcHead *head, MlGcHead *garbage)
{
  MlGcHead *last = garbage->previous;

  last->next = head;
  head->next = garbage;
  head->previous = (MlGcHead *) ((guintptr) last | UNREACHED);
  garbage->previous = head;
}

/* Takes @head back, to the end of @young, to be looked at again. */
static void
take_back (MlGcHead *head, MlGcHead *young)
{
  MlGcHead *before = (MlGcHead *) ((guintptr) head->previous & ~ALL_BITS);
  MlGcHead *next = head->next;
  guintptr bits = (guintptr) next->previous & ALL_BITS;

  before->next = next;
  next->previous = (MlGcHead *) ((guintptr) before | bits);

  young->previous->next = head;
  head->next = young;
  young->previous = head;
  set_copied_count (head, 1);
}

/* @target is held by a survivor. */
static void
note_survivor (MlSlot slot, MlObject *target, gpointer data)
{
  MlGcHead *young = data;
  MlGcHead *head;
  guintptr bits;

  if (!(target->flags & ML_OBJECT_TRACKED))
    return;

  head = ml_object_get_gc_head (target);
  bits = (guintptr) head->previous & ALL_BITS;

  if (bits == UNREACHED)
    take_back (head, young);
  else if (bits == CANDIDATE && get_copied_count (head) == 0)
    set_copied_count (head, 1);
}

/* Whoever is held from outside survives, and what survivors reach. The rest goes to @garbage. Both
 * lists are whole afterwards. */
static void
split_garbage (MlHeap *self, MlGcHead *young, MlGcHead *garbage)
{
  MlGcHead *previous = young;
  MlGcHead *head = young->next;

  list_init (garbage);

  while (head != young)
    {
      MlGcHead *next = head->next;
      gboolean is_one = ((guintptr) head->previous & CANDIDATE) != 0;

      if (is_one && get_copied_count (head) == 0)
        {
          previous->next = next;
          put_aside (head, garbage);
          head = next;
          continue;
        }

      head->previous = previous;
      previous = head;

      if (is_one)
        ml_heap_visit_all (self, get_object (head), note_survivor, young);

      head = head->next;
    }

  young->previous = previous;

  for (head = garbage->next; head != garbage; head = head->next)
    head->previous = (MlGcHead *) ((guintptr) head->previous & ~ALL_BITS);
}

/* What the journal is told of the phases: of the program's own containers alone. */

static gboolean
is_shown (MlObject *object)
{
  return ml_object_is_told (object) && object->origin != ML_ORIGIN_BUILTIN;
}

static void
remark (MlHeap *self, const char *what, MlObject *subject)
{
  if (self->journal != NULL && is_shown (subject))
    ml_journal_remark (self->journal, what, subject->serial);
}

static gboolean
is_shown_candidate (MlGcHead *head)
{
  return ((guintptr) head->previous & CANDIDATE) != 0 && is_shown (get_object (head));
}

static void
tell_candidates (MlHeap *self, MlGcHead *young)
{
  guint n = 0;

  if (self->journal == NULL)
    return;

  for (MlGcHead *head = young->next; head != young; head = head->next)
    n += is_shown_candidate (head);

  if (n > ML_COLLECTION_MOST)
    return;

  for (MlGcHead *head = young->next; head != young; head = head->next)
    if (is_shown_candidate (head))
      {
        MlObject *object = get_object (head);
        g_autofree char *text =
            g_strdup_printf (ML_REMARK_CANDIDATE, object->count, (guint) get_copied_count (head));

        ml_journal_remark (self->journal, text, object->serial);
      }
}

static void
tell_all (MlHeap *self, const char *what, MlGcHead *list)
{
  for (MlGcHead *head = list->next; head != list; head = head->next)
    remark (self, what, get_object (head));
}

static void
find_garbage (MlHeap *self, MlGcHead *young, MlGcHead *garbage, gboolean first)
{
  copy_counts (young);
  subtract_inner_references (self, young);

  if (first)
    tell_candidates (self, young);

  split_garbage (self, young, garbage);
}

static void
note_container (MlSlot slot, MlObject *target, gpointer data)
{
  gboolean *found = data;
  gboolean is_plain_tuple = (target->type->flags & (ML_TYPE_TUPLE | ML_TYPE_HEAP)) == ML_TYPE_TUPLE;

  if ((target->type->flags & ML_TYPE_COLLECTED) &&
      (!is_plain_tuple || (target->flags & ML_OBJECT_TRACKED)))
    *found = TRUE;
}

/* As CPython: survivors of a built-in type with @flag that hold plain values alone can be in no
 * cycle, and are watched no longer. */
static void
let_plain_go (MlHeap *self, MlGcHead *survivors, guint32 flag)
{
  MlGcHead *next;

  for (MlGcHead *head = survivors->next; head != survivors; head = next)
    {
      MlObject *object = get_object (head);
      gboolean found = FALSE;

      next = head->next;

      if ((object->type->flags & (flag | ML_TYPE_HEAP)) != flag ||
          (object->flags & ML_OBJECT_WINDOW))
        continue;

      object->type->slots.traverse (self, object, note_container, &found);

      if (!found)
        ml_heap_untrack (self, object);
    }
}

/* Weak references to garbage die before any finalizer runs, so that no callback sees an object that
 * is half gone. */
static void
clear_weak_references (MlHeap *self, GPtrArray *garbage)
{
  for (guint i = 0; i < garbage->len; i++)
    {
      MlObject *object = g_ptr_array_index (garbage, i);

      if (object->flags & ML_OBJECT_WEAKLY_HELD)
        {
          self->weak_died (self, (MlObject **) garbage->pdata, garbage->len);
          return;
        }
    }
}

static void
run_finalizers (MlHeap *self, GPtrArray *garbage)
{
  for (guint i = 0; i < garbage->len; i++)
    {
      MlObject *object = g_ptr_array_index (garbage, i);

      if (object->type->slots.finalize == NULL || (object->flags & ML_OBJECT_FINALIZED))
        continue;

      object->flags |= ML_OBJECT_FINALIZED;
      remark (self, ML_REMARK_FINALIZER, object);
      object->type->slots.finalize (self, object);
    }
}

/* All of @garbage is held while callbacks and finalizers run, so that each finds the others whole
 * (PEP 442). */
static void
say_goodbye (MlHeap *self, MlGcHead *garbage)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();
  MlNative native;

  for (MlGcHead *head = garbage->next; head != garbage; head = head->next)
    g_ptr_array_add (held, ml_ref (get_object (head)));

  ml_native_enter (self, &native, "cycle collector", (MlObject **) held->pdata, held->len);

  clear_weak_references (self, held);
  run_finalizers (self, held);
  ml_native_leave (self, &native);
}

/* Breaks the cycles. Each object dies as soon as the last of the others lets go of it; one that
 * cannot be emptied is kept in @old. */
static void
take_apart (MlHeap *self, MlGcHead *garbage, MlGcHead *old)
{
  while (!list_is_empty (garbage))
    {
      MlGcHead *head = garbage->next;
      MlObject *object = ml_ref (get_object (head));
      MlNative native;

      garbage->next = head->next;
      head->next->previous = garbage;
      list_append (old, head);

      remark (self, ML_REMARK_TAKEN_APART, object);
      ml_native_enter (self, &native, "cycle collector", &object, 1);

      if (object->type->slots.clear != NULL)
        object->type->slots.clear (self, object);

      if (ML_FAULT (COLLECTOR_HOLD))
        ml_ref (object);

      ml_native_leave (self, &native);
    }
}

/* The garbage is left as it was found. */
static void
save (MlHeap *self, MlGcHead *garbage, MlGcHead *old)
{
  for (MlGcHead *head = garbage->next; head != garbage; head = head->next)
    self->save_garbage (self, get_object (head));

  list_move_all (garbage, old);
}

static gsize
list_length (const MlGcHead *list)
{
  gsize n = 0;

  for (const MlGcHead *head = list->next; head != list; head = head->next)
    n++;

  return n;
}

static void
announce (MlHeap *self, MlCollectionPhase phase, guint generation, gsize n_collected)
{
  static const char *const remarks[] = {
    [ML_COLLECTION_BEGINS] = ML_REMARK_COLLECTION_BEGINS,
    [ML_COLLECTION_ENDS] = ML_REMARK_COLLECTION_ENDS,
  };

  if (self->journal != NULL)
    ml_journal_remark (self->journal, remarks[phase], 0);

  if (self->collection != NULL)
    self->collection (self, phase, generation, n_collected);
}

gsize
ml_heap_collect (MlHeap *self, guint generation)
{
  MlGcHead *young = &self->generations[generation].head;
  MlGcHead *old = &self->generations[MIN (generation + 1, 2)].head;
  MlGcHead garbage, back;
  gsize n_collected;

  g_return_val_if_fail (generation < G_N_ELEMENTS (self->generations), 0);

  if (self->collecting)
    return 0;

  self->collecting = TRUE;
  self->collection_due = FALSE;
  announce (self, ML_COLLECTION_BEGINS, generation, 0);

  for (guint i = 0; i < generation; i++)
    {
      list_move_all (&self->generations[i].head, young);
      self->generations[i].count = 0;
    }

  self->generations[generation].count = 0;

  if (generation < 2)
    self->generations[generation + 1].count++;

  find_garbage (self, young, &garbage, TRUE);
  tell_all (self, ML_REMARK_UNREACHABLE, &garbage);
  let_plain_go (self, young, ML_TYPE_TUPLE);

  if (generation == 2)
    let_plain_go (self, young, ML_TYPE_DICT);

  if (generation == 1)
    self->priv->long_lived_pending += list_length (young);
  else if (generation == 2)
    {
      self->priv->long_lived_pending = 0;
      self->priv->long_lived_total = list_length (young);
    }

  if (old != young)
    list_move_all (young, old);

  say_goodbye (self, &garbage);

  /* What a finalizer stored somewhere has come back, with all that it reaches. */
  find_garbage (self, &garbage, &back, FALSE);
  tell_all (self, ML_REMARK_CAME_BACK, &garbage);
  list_move_all (&garbage, old);
  n_collected = list_length (&back);

  if (self->collector_saves)
    save (self, &back, old);
  else
    take_apart (self, &back, old);

  self->generations[generation].n_collections++;
  self->generations[generation].n_collected += n_collected;
  announce (self, ML_COLLECTION_ENDS, generation, n_collected);
  self->collecting = FALSE;

  return n_collected;
}

void
ml_heap_foreach_tracked (MlHeap *self,
                         guint generation,
                         void (*func) (MlObject *object, gpointer data),
                         gpointer data)
{
  const MlGcHead *list = &self->generations[generation].head;

  for (MlGcHead *head = list->next; head != list; head = head->next)
    func (get_object (head), data);
}

void
ml_heap_freeze (MlHeap *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->generations); i++)
    {
      list_move_all (&self->generations[i].head, &self->permanent.head);
      self->generations[i].count = 0;
    }
}

void
ml_heap_unfreeze (MlHeap *self)
{
  list_move_all (&self->permanent.head, &self->generations[2].head);
}

gsize
ml_heap_count_frozen (MlHeap *self)
{
  return list_length (&self->permanent.head);
}

/* The oldest generation whose count is over its threshold; the oldest of all only when it has grown
 * by a quarter since it was last looked at whole, so that a growing heap is not traversed again and
 * again. */
static guint
choose_generation (MlHeap *self)
{
  for (guint i = 2; i > 0; i--)
    {
      const MlGeneration *generation = &self->generations[i];

      if (generation->count <= generation->threshold)
        continue;

      if (i == 2 && self->priv->long_lived_pending < self->priv->long_lived_total / 4)
        continue;

      return i;
    }

  return 0;
}

void
ml_heap_collect_if_due (MlHeap *self)
{
  if (!self->collector_enabled && self->collect_every == 0)
    self->collection_due = FALSE;

  if (self->collection_due && !self->collecting)
    ml_heap_collect (self, self->collect_every != 0 ? 2 : choose_generation (self));
}
