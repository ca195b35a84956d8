/* ml-instance.h: where an instance keeps its attributes
 *
 * A class whose instances have attributes (ML_TYPE_ATTRIBUTES) keeps one list of their names, the
 * *shared keys*: up to 30, in the order in which they first came, never fewer. A plain instance has
 * one value for each name, inline, by the same index; so an attribute is found with one comparison
 * of the class's version and one index. The order in which this instance got its attributes is kept
 * beside, as __dict__ must show it.
 *
 * obj.__dict__ makes a dict that is a window on those values. When a name comes that the shared
 * keys have no room for, or that is no str, the values move into that dict, once and for ever;
 * likewise when the instance dies before the dict. Instances of classes with a layout of their own
 * (slots, a subclass of list...) have such a dict from the first attribute on.
 *
 * In the journal: value i is ML_REGION_NAME i of the instance, by the names of its type's shape.
 * The dict and what __slots__ holds are ML_REGION_FIELD, behind the fields of the built-in base.
 */
#pragma once

#include "ml-dict.h"

G_BEGIN_DECLS

/* So many names a class shares at most, as CPython's SHARED_KEYS_MAX_SIZE. */
#define ML_INSTANCE_MAX_SHARED 30

/* An instance of a class that adds nothing in C to object. */
typedef struct
{
  MlObject  object;
  MlObject *dict;      /* the __dict__ once it was asked for, or NULL; owned */
  guint8    capacity;  /* inline values; their order, one byte each, stands behind them */
  guint8    length;    /* of that order: attributes that are set */
  guint8    moved;     /* the values have moved to @dict */
  MlObject *values[];
} MlInstance;

/* The fields of an instance's own part stand behind those of a built-in base: its dict, then its
 * slots in the order of their index. This is the dict's index among the fields. */
guint      ml_instance_get_dict_field (const MlType *type);

/* A new object of @type with all that @type adds to @size bytes of a built-in's struct: places for
 * slots and attributes. What every built-in type that may be subclassed makes its instances with.
 * @size is the instance_size of the type's spec; only a tuple has items inside as well: a str of a
 * subclass keeps its characters in a buffer. A built-in type that has ML_TYPE_ATTRIBUTES itself has
 * a pointer for the dict as its first member. */
gpointer   ml_instance_allocate     (MlHeap        *heap,
                                     MlType        *type,
                                     gsize          size);

/* object.__new__ without checks: an instance, tracked. */
MlObject  *ml_instance_new          (MlHeap        *heap,
                                     MlType        *type);

/* The plain look-up in the instance itself, without the class. Borrowed; NULL without raising.
 * @name is a plain str. */
MlObject  *ml_instance_get          (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *name);

/* Sets or, with @value NULL, deletes. FALSE with an exception: AttributeError if there is nothing
 * to delete, or the instance can have no attributes. */
gboolean   ml_instance_set          (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *name,
                                     MlObject      *value);

/* The index of @name's inline value, for a cache under the type's version; -1: there is none, or it
 * is not inline. */
gssize     ml_instance_find         (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *name);

/* Whether the class's shared keys have @name, whether or not @self has a value for it. Its class has
 * inline values. */
gboolean   ml_instance_shares       (MlObject      *self,
                                     MlObject      *name);

/* Sets the inline value at @index, which is not set; steals @value. */
void       ml_instance_add_at       (MlHeap        *heap,
                                     gpointer       self,
                                     gsize          index,
                                     MlObject      *value);

/* obj.__dict__: borrowed, made if need be. NULL with an exception (AttributeError: it has none). */
MlObject  *ml_instance_get_dict     (MlHeap        *heap,
                                     MlObject      *self);

/* The attribute __dict__ of a type whose instances have one. */
MlObject  *ml_instance_read_dict    (MlHeap        *heap,
                                     MlObject      *self);
gboolean   ml_instance_write_dict   (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *value);

#define ML_INSTANCE_DICT_GETTER { "__dict__", ml_instance_read_dict, ml_instance_write_dict }

/* Inline values move into the __dict__, once and for ever. FALSE with MemoryError. */
gboolean   ml_instance_move_to_dict (MlHeap        *heap,
                                     MlObject      *self);

/* obj.__dict__ = dict; NULL deletes: the next look-up makes an empty one. */
gboolean   ml_instance_set_dict     (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *dict);

/* The parts of life of what @type adds: slots first, derived classes before bases, then attributes.
 * For the slots of classes; a built-in base's own part comes after. */
void       ml_instance_traverse     (MlHeap        *heap,
                                     MlObject      *self,
                                     MlVisit        visit,
                                     gpointer       data);
MlObject  *ml_instance_dismantle    (MlHeap        *heap,
                                     MlObject      *self,
                                     gsize         *cursor);
void       ml_instance_clear        (MlHeap        *heap,
                                     MlObject      *self);

/* Slots. @index counts all slots of the class and its bases, the eldest base's first:
 * ml_instance_count_slots() of the base. Borrowed; NULL: not set. */
MlObject  *ml_instance_get_slot     (MlObject      *self,
                                     guint          index);

/* Steals @value; NULL empties. */
void       ml_instance_set_slot     (MlHeap        *heap,
                                     MlObject      *self,
                                     guint          index,
                                     MlObject      *value);

/* The shared keys of a class: made with the class, freed by its death. */
gpointer   ml_instance_keys_new     (MlHeap        *heap);
void       ml_instance_keys_free    (MlHeap        *heap,
                                     gpointer       keys);

/* The names are references of the class, visited with it: ML_REGION_NAME of the class, in the order
 * of the keys. */
void       ml_instance_keys_traverse (gpointer     keys,
                                     MlVisit       visit,
                                     gpointer      data);

/* The names that instances share, borrowed, and how many: for declaring a shape. */
guint      ml_instance_keys_get_names (gpointer    keys,
                                     MlObject    **names);

static inline guint
ml_instance_count_slots (const MlType *type)
{
  return type->n_slots;
}

/* Whether attributes of instances of @type stand inline: a class that adds nothing to object but
 * them. */
static inline gboolean
ml_type_has_inline_values (const MlType *type)
{
  return (type->flags & ML_TYPE_ATTRIBUTES) && (type->flags & ML_TYPE_HEAP)
         && type->python_size == 16;
}

/* Replaces the inline value at @index under a valid cache, which must be set; steals @value. */
static inline void
ml_instance_set_at (MlHeap   *heap,
                    gpointer  self,
                    gsize     index,
                    MlObject *value)
{
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_NAME, index), &((MlInstance *) self)->values[index],
                 value);
}

/* The inline value at @index under a valid cache; NULL: not set, or moved away. Borrowed. */
static inline MlObject *
ml_instance_get_at (gconstpointer self,
                    gsize         index)
{
  return ((const MlInstance *) self)->values[index];
}

/* Whether @self, whose class has inline values, still has them. */
static inline gboolean
ml_instance_has_values (gconstpointer self)
{
  return !((const MlInstance *) self)->moved;
}

/* Sets the inline value at @index under a valid cache, whether it is set or not; steals @value. */
static inline void
ml_instance_put_at (MlHeap   *heap,
                    gpointer  self,
                    gsize     index,
                    MlObject *value)
{
  if (G_LIKELY (ml_instance_get_at (self, index) != NULL))
    ml_instance_set_at (heap, self, index, value);
  else
    ml_instance_add_at (heap, self, index, value);
}

G_END_DECLS
