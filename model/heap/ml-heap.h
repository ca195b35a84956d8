/* ml-heap.h: where objects live and die
 *
 * The heap gives out objects, counts references, buries what nobody holds, and keeps the raised
 * exception. It knows MlObject and the slots of a type, and no type.
 *
 * Always true:
 *   - an object's count is the number of slots, of whatever thing, that hold it;
 *   - an object dies the moment its count comes to 0, what only it held dies right after, depth
 *     first, in the order in which it lets go: CPython's order. No C recursion is used for that,
 *     however long the chain;
 *   - the same program gets the same serials and the same simulated addresses on every run.
 *
 * Telling the journal. An object is *told* when a told thing first takes hold of it, or when a step
 * finds it on an evaluation stack; temporaries that never come that far cost the journal nothing.
 * So whoever changes a slot asks only whether the holder is told, which no holder is without a
 * journal:
 *
 *   ml_heap_store (heap, &self->base, ML_SLOT (ML_REGION_FIELD, 0), &self->function, value);
 *
 * One heap belongs to one thread at a time.
 */
#pragma once

#include "ml-cells.h"
#include "ml-journal.h"

G_BEGIN_DECLS

typedef struct _MlWorld MlWorld;
typedef struct _MlFrame MlFrame;
typedef struct _MlNative MlNative;
typedef struct _MlRoot MlRoot;
typedef struct _MlFrameHooks MlFrameHooks;

typedef struct
{
  MlGcHead head;
  guint32  threshold;
  guint32  count;
  guint64  n_collections;  /* of this generation and all younger ones */
  guint64  n_collected;    /* unreachable containers that they found */
} MlGeneration;

/* A built-in at work that calls back into Python: a holder in its own right, root for collector and
 * checker. It stands on the C stack of the function; each slot is an object it owns or NULL. */
struct _MlNative
{
  MlNative    *previous;
  const char  *name;       /* as a learner reads it: "sorted", "dict look-up" */
  MlObject   **slots;
  guint        n_slots;
  MlSerial     serial;     /* 0 until told */
  MlFrame     *below;      /* the frame that was running */
  MlSerial    *told;       /* what the journal was last told of each slot; NULL until told */
};

typedef enum
{
  ML_COLLECTION_BEGINS,
  ML_COLLECTION_ENDS
} MlCollectionPhase;

/* Something outside the objects that owns references: the syntax tree of a script, the table of modules... */
typedef void (*MlRootFunc) (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data);

struct _MlHeap
{
  MlSerial      next_serial;
  MlJournal    *journal;       /* NULL: nothing is recorded */
  MlObject     *raised;        /* the exception that is under way, or NULL; owned */
  /* the exception that an `except` or `finally` is dealing with, or NULL; owned */
  MlObject     *handled;
  /* the same of those who resumed the running generators, NULLs among them; owned, outermost
   * first */
  GPtrArray    *handled_outside;
  MlWorld      *world;         /* the built-in types and singletons (objects/ml-world.h) */
  MlFrame      *frame;         /* the running frame (runtime/), NULL outside of Python code */
  MlNative     *native;        /* the innermost built-in at work that has registered */
  gpointer      interpreter;   /* runtime's own */
  /* C functions that call each other through objects (objects/ml-operations.h) */
  guint         recursion;
  GPtrArray    *reprs;         /* containers whose repr() is under way, borrowed */

  MlCells      *cells;
  gsize         bytes;         /* simulated bytes in use: objects and their buffers */
  gsize         byte_limit;    /* G_MAXSIZE: none */
  guint64       n_allocations;

  MlGeneration  generations[3];
  MlGeneration  permanent;
  gboolean      collecting;
  gboolean      collector_enabled;
  gboolean      collection_due; /* to be done at the next safe point: ml_heap_collect_if_due() */
  guint         collector_debug; /* gc.set_debug() */
  gboolean      collector_saves; /* what is found goes to save_garbage instead of being taken apart */
  guint         collect_every; /* for tests: a collection after every so many allocations; 0: never */

  MlObject     *garbage;       /* lists: gc.garbage and gc.callbacks; owned, NULL as long as nobody has imported gc */
  MlObject     *callbacks;

  guint8        default_origin; /* MlOrigin of objects that nobody says anything about */

  /* Hooks of the layers above, set when the interpreter is made. */
  void        (*out_of_memory) (MlHeap *heap);                     /* raises MemoryError */
  void        (*report_unraisable) (MlHeap *heap, MlObject *where); /* prints what a finalizer raised, and drops it */
  void        (*forget_on_stack) (MlHeap *heap, MlSerial dying);   /* what was told of the running frame's stack */
  /* clears the weak references to all of @dying, then calls back those that are not among them */
  void        (*weak_died)       (MlHeap *heap, MlObject *const *dying, gsize n);
  void        (*save_garbage)    (MlHeap *heap, MlObject *object); /* NULL as long as collector_saves is not set */

  /* NULL, or told of each collection; may run Python code. @n_collected: 0 at the beginning. */
  void        (*collection)      (MlHeap *heap, MlCollectionPhase phase, guint generation, gsize n_collected);
  MlObject   *(*first_weak)    (MlHeap *heap, MlObject *object);   /* a weak reference to it, borrowed, or NULL */
  MlObject   *(*current_module) (MlHeap *heap);                    /* __name__ of the running code's globals, borrowed, or NULL */
  gboolean    (*find_super)    (MlHeap *heap, MlObject **class_and_self); /* of the running method, borrowed; RuntimeError */
  guint32     (*shape_of)        (MlHeap *heap, MlObject *object); /* declares the shape when it is first needed */

  /* what the runtime does with frames (objects/ml-generator.h) */
  const MlFrameHooks *frame_hooks;

  struct _MlHeapPrivate *priv;
};

MlHeap    *ml_heap_new             (void);

/* Frees all memory at once, whatever still holds whatever: no finalizer runs. */
void       ml_heap_free            (MlHeap       *self);

/* A new object of @type with count 1 and @size bytes, header included, the rest zero. Tracked by
 * the collector only after ml_heap_track(). NULL with MemoryError at the byte limit. */
gpointer   ml_heap_allocate        (MlHeap       *self,
                                    MlType       *type,
                                    gsize         size);

/* The same, quicker, for a small object of a type that is ML_TYPE_PLAIN; what stands behind the
 * header is not cleared. @size should be a constant. */
static inline gpointer
ml_heap_allocate_plain (MlHeap *self,
                        MlType *type,
                        gsize   size)
{
  MlObject *object;

  if (G_UNLIKELY (!ml_cells_have_free (self->cells, size) ||
                  self->bytes + size > self->byte_limit))
    return ml_heap_allocate (self, type, size);

  object = ml_cells_take_free (self->cells, size);
  object->count = 1;
  object->serial = self->next_serial++;
  object->type = type;
  object->origin = self->default_origin;
  self->bytes += ml_cells_round_up (size);
  self->n_allocations++;

  return object;
}

/* For buffers of objects: like g_realloc, but counted against the limit. NULL with MemoryError,
 * @buffer as it was. */
gpointer   ml_heap_resize_buffer   (MlHeap       *self,
                                    gpointer      buffer,
                                    gsize         old_size,
                                    gsize         new_size);
void       ml_heap_free_buffer     (MlHeap       *self,
                                    gpointer      buffer,
                                    gsize         size);

/* What id() returns. Free cells are given again last freed first, so addresses are, too. */
guint64    ml_heap_get_address     (MlHeap       *self,
                                    MlObject     *object);

/* What sys.getsizeof gives, in bytes: with the collector's head. Runs no Python code. */
gsize      ml_object_get_size      (MlHeap       *self,
                                    MlObject     *object);

/* Buries @object, whose count has come to 0, and all that dies with it. */
void       ml_heap_bury            (MlHeap       *self,
                                    MlObject     *object);

/* Takes an object out of the count for ever, and tells of it. Only for what lives as long as the
 * heap. */
void       ml_heap_make_immortal   (MlHeap       *self,
                                    gpointer      object);

/* Puts @object before all others that the collector watches: a full collection meets it first. */
void       ml_heap_track_first     (MlHeap       *self,
                                    gpointer      object);

/* From here on the collector watches @object, which must be whole. */
void       ml_heap_track           (MlHeap       *self,
                                    gpointer      object);
void       ml_heap_untrack         (MlHeap       *self,
                                    gpointer      object);

/* Roots that are not objects; @owner identifies. A store that is to be shown has a serial of its
 * own (ml_heap_take_serial) and tells the journal itself. */
void       ml_heap_add_root        (MlHeap       *self,
                                    MlRootFunc    traverse,
                                    gpointer      owner);
void       ml_heap_remove_root     (MlHeap       *self,
                                    gpointer      owner);
MlSerial   ml_heap_take_serial     (MlHeap       *self);

/* Registers a built-in at work; slots[0..n) are its own until ml_native_leave(), which releases
 * them all, first to last. */
void       ml_native_enter         (MlHeap       *heap,
                                    MlNative     *native,
                                    const char   *name,
                                    MlObject    **slots,
                                    guint         n_slots);
void       ml_native_leave         (MlHeap       *heap,
                                    MlNative     *native);

/* Visits all living objects in the order of their memory. */
void       ml_heap_foreach         (MlHeap       *self,
                                    void        (*func) (MlObject *object, gpointer data),
                                    gpointer      data);

/* Recounts every reference by a full traversal. Returns the number of objects whose count is wrong,
 * and one line for each in @report (may be NULL). For tests and `memory-lane check`. */
guint      ml_heap_check           (MlHeap       *self,
                                    GString      *report);

/* How many references to each object, by serial, are held by built-in things that the journal does
 * not know: so many less of a built-in object are told. (transfer full) */
guint32   *ml_heap_count_unseen    (MlHeap       *self);

/* Telling. ml_heap_tell() tells of an object and, for what it holds, of those too; it does nothing
 * for one that is told. */
void       ml_heap_tell            (MlHeap       *self,
                                    MlObject     *object);
void       ml_heap_tell_set        (MlHeap       *self,
                                    MlSerial      holder,
                                    MlSlot        slot,
                                    MlObject     *old,
                                    MlObject     *new_object);

/* The same of @holder, which is told; and that @n slots of it move, to the front (ml_journal_shift). */
void       ml_heap_tell_change     (MlHeap       *self,
                                    MlObject     *holder,
                                    MlSlot        slot,
                                    MlObject     *old,
                                    MlObject     *new_object);
void       ml_heap_tell_shift      (MlHeap       *self,
                                    MlObject     *holder,
                                    MlSlot        from,
                                    MlSlot        to,
                                    guint32       n);

/* A dict of built-in things, such as that of a built-in type: of what it holds the journal is told
 * item by item, each when it is first told itself (ml-home.h). */
void       ml_heap_add_home        (MlHeap       *self,
                                    MlObject     *home);

/* Brings what the journal knows of the built-ins at work above the running frame up to date. */
void       ml_heap_tell_natives    (MlHeap       *self);

/* Tells of a store that is no object: a thing of ML_KIND_STORE named @name, whose items
 * ml_heap_tell_set() fills. Returns its serial. */
MlSerial   ml_heap_tell_birth_of_store (MlHeap   *self,
                                    const char   *name);

/* Until telling is resumed nothing is told, and nothing that is told may change, but that it
 * becomes immortal. FALSE if it is paused already, or nothing is recorded. */
gboolean   ml_heap_pause_telling   (MlHeap       *self);
void       ml_heap_resume_telling  (MlHeap       *self);

/* From here on nothing is recorded: no object is told any more. */
void       ml_heap_stop_telling    (MlHeap       *self);

/* Collects generations 0..@generation; returns the number of unreachable objects found
 * (gc.collect()). */
gsize      ml_heap_collect         (MlHeap       *self,
                                    guint         generation);

/* Visits what the collector watches in @generation, oldest first. */
void       ml_heap_foreach_tracked (MlHeap       *self,
                                    guint         generation,
                                    void        (*func) (MlObject *object, gpointer data),
                                    gpointer      data);

/* Visits every reference that @object owns, its type included, in the order of its traverse slot. */
void       ml_heap_visit_all       (MlHeap       *self,
                                    MlObject     *object,
                                    MlVisit       visit,
                                    gpointer      data);

/* Puts all that the collector watches where no collection looks; and back, into the oldest generation. */
void       ml_heap_freeze          (MlHeap       *self);
void       ml_heap_unfreeze        (MlHeap       *self);
gsize      ml_heap_count_frozen    (MlHeap       *self);

/* Runs a collection that is due. Only where no C function holds references that it has not registered: between instructions. */
void       ml_heap_collect_if_due  (MlHeap       *self);

static inline gboolean
ml_object_is_told (gconstpointer object)
{
  return (((const MlObject *) object)->flags & ML_OBJECT_TOLD) != 0;
}

/* Drops one reference. At zero the object dies at once. @object may not be NULL. */
static inline void
ml_unref (MlHeap   *heap,
          gpointer  object)
{
  MlObject *self = object;

  if (self->count != ML_IMMORTAL_COUNT && --self->count == 0)
    ml_heap_bury (heap, self);
}

/* The same, and NULL is nothing. */
static inline void
ml_unref_any (MlHeap   *heap,
              gpointer  object)
{
  if (object != NULL)
    ml_unref (heap, object);
}

/* Drops one reference without burying: TRUE if the object is to be buried by the caller. For
 * dismantle. */
static inline gboolean
ml_drop (gpointer object)
{
  MlObject *self = object;

  return self->count != ML_IMMORTAL_COUNT && --self->count == 0;
}

/* Tells that @slot of @holder, which held @old, holds @new_object; only if @holder is told. To be
 * called before the old reference is dropped. */
static inline void
ml_heap_tell_store (MlHeap   *heap,
                    gpointer  holder,
                    MlSlot    slot,
                    gpointer  old,
                    gpointer  new_object)
{
  if (G_UNLIKELY (ml_object_is_told (holder)))
    ml_heap_tell_change (heap, holder, slot, old, new_object);
}

/* Stores @value (steals it; NULL empties) in a slot of @holder, tells of it, and only then releases
 * what was there: as CPython does, so that a __del__ already sees the new value. @place is a
 * pointer to a pointer to an object. */
static inline void
ml_heap_store (MlHeap   *heap,
               gpointer  holder,
               MlSlot    slot,
               gpointer  place,
               gpointer  value)
{
  MlObject **where = place;
  MlObject *old = *where;

  *where = value;
  ml_heap_tell_store (heap, holder, slot, old, value);

  if (old != NULL)
    ml_unref (heap, old);
}

/* For dismantle: empties a slot and tells of it. Returns the object if it is to be buried, else
 * NULL. */
static inline MlObject *
ml_heap_give_up (MlHeap   *heap,
                 gpointer  holder,
                 MlSlot    slot,
                 gpointer  place)
{
  MlObject **where = place;
  MlObject *old = *where;

  if (old == NULL)
    return NULL;

  *where = NULL;
  ml_heap_tell_store (heap, holder, slot, old, NULL);

  return ml_drop (old) ? old : NULL;
}

/* For dismantle: gives up the FIELDs from @first on that stand at @places, one after the other,
 * from *@cursor on. The next object to be buried, NULL at the end. */
MlObject  *ml_heap_give_up_fields  (MlHeap        *heap,
                                    gpointer       holder,
                                    guint          first,
                                    const gpointer *places,
                                    gsize          n,
                                    gsize         *cursor);

G_END_DECLS
