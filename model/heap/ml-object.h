/* ml-object.h: what every Python object is made of, and what its type must know to do
 *
 * An object is a header and a payload; its type is a table of slots. The heap calls the slots that
 * matter for life and death (traverse, dismantle, clear, finalize); the rest is for objects/ and
 * runtime/. As in CPython, a type is an object itself, so a class that the program makes differs
 * from int only in who filled its slots.
 *
 * References are owned as in CPython: what a function returns is a new reference unless its comment
 * says "borrowed"; arguments are borrowed unless it says "steals". A function that fails returns
 * NULL, -1 or FALSE and has left an exception in heap->raised.
 */
#pragma once

#include "ml-thing.h"

G_BEGIN_DECLS

typedef struct _MlHeap     MlHeap;
typedef struct _MlObject   MlObject;
typedef struct _MlType     MlType;
typedef struct _MlTypeSpec MlTypeSpec;

/* The collector's view of one container; it stands before the object. */
typedef struct _MlGcHead   MlGcHead;
struct _MlGcHead
{
  MlGcHead *next;
  MlGcHead *previous;
};

typedef enum
{
  ML_OBJECT_TOLD         = 1 << 0,  /* the journal knows it */
  ML_OBJECT_TRACKED      = 1 << 1,  /* the collector watches it */
  ML_OBJECT_FINALIZED    = 1 << 2,  /* its __del__ has run; it never runs again */
  ML_OBJECT_WEAKLY_HELD  = 1 << 3,  /* a weak reference to it exists */
  ML_OBJECT_DYING        = 1 << 4,
  ML_OBJECT_INTERNED     = 1 << 5,  /* a str in the table of interned strings */
  ML_OBJECT_WINDOW       = 1 << 6,  /* shows what another object holds: no container of its own for the collector */
  ML_OBJECT_HOME         = 1 << 7,  /* a store of built-in things, see ml_heap_add_home() */
  /* a plain object (ML_TYPE_PLAIN) with a buffer, or known in a table: dismantle gives that back */
  ML_OBJECT_OWNS         = 1 << 8,
  ML_OBJECT_PRIVATE      = 1 << 9,  /* this bit and those above are the type's own */
} MlObjectFlags;

struct _MlObject
{
  guint32   count;   /* references; ML_IMMORTAL_COUNT never changes */
  MlSerial  serial;
  MlType   *type;    /* counted if the type is mortal */
  guint16   flags;   /* MlObjectFlags */
  guint8    origin;  /* MlOrigin */
  guint8    cell;    /* the allocator's (ml-cells.h) */
  guint32   spare;   /* the type's own: a str's or tuple's cached bits, an int's sign... */
};

/* Sees one reference that @slot of an object holds. */
typedef void (*MlVisit) (MlSlot    slot,
                         MlObject *target,
                         gpointer  data);

/* A function in C that Python code can call. @args holds @n_args positional arguments and behind
 * them one value for each name in the tuple @kw_names (NULL: none). All borrowed: the caller's
 * evaluation stack owns them. */
typedef MlObject *(*MlNativeFunc) (MlHeap          *heap,
                                   MlObject        *self,
                                   MlObject *const *args,
                                   gsize            n_args,
                                   MlObject        *kw_names);

typedef enum
{
  ML_ADD, ML_SUBTRACT, ML_MULTIPLY, ML_MATRIX_MULTIPLY, ML_TRUE_DIVIDE, ML_FLOOR_DIVIDE, ML_REMAINDER, ML_POWER,
  ML_LEFT_SHIFT, ML_RIGHT_SHIFT, ML_AND, ML_XOR, ML_OR, ML_DIVMOD,
  ML_N_BINARY
} MlBinary;

typedef enum
{
  ML_NEGATE, ML_POSITIVE, ML_ABSOLUTE, ML_INVERT,
  ML_N_UNARY
} MlUnary;

typedef enum
{
  ML_LESS, ML_LESS_EQUAL, ML_EQUAL, ML_NOT_EQUAL, ML_GREATER, ML_GREATER_EQUAL
} MlCompare;

typedef MlObject *(*MlUnaryFunc)   (MlHeap *heap, MlObject *self);

/* NotImplemented (a new reference) lets the other operand try. */
typedef MlObject *(*MlBinaryFunc)  (MlHeap *heap, MlObject *left, MlObject *right);

/* The slots of a type. NULL: the type cannot do it, or (for a new type) inherits it. */
typedef struct
{
  /* Life. None of these may run Python code, but for finalize. */

  /* Visits each reference that @self owns, in the order in which @self would release them, its type
   * left out. */
  void       (*traverse)      (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data);

  /* Visits what @self refers to without owning it. */
  void       (*traverse_weak) (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data);

  /* An object that owns a frame: visits what the frame holds; and tells the journal of the frame,
   * which FIELD 0 refers to. */
  void       (*traverse_frame) (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data);
  /* its serial; 0: there is none */
  MlSerial   (*tell_frame)    (MlHeap *heap, MlObject *self);

  /* Gives up @self's references one after the other, in CPython's order, telling the journal of
   * each. Returns the first object whose count thereby came to 0, to be buried by the caller before
   * the next call; NULL when nothing is left and buffers are freed. *@cursor starts at 0 and is
   * @self's to use. */
  MlObject  *(*dismantle)     (MlHeap *heap, MlObject *self, gsize *cursor);

  /* Empties @self to break a cycle; @self stays usable. Only for what can be changed. */
  void       (*clear)         (MlHeap *heap, MlObject *self);

  /* Runs __del__, or closes a generator; may bring @self back by storing it. Leaves heap->raised as
   * it was. */
  void       (*finalize)      (MlHeap *heap, MlObject *self);

  /* What the journal is told of a value: no Python code runs. */
  void       (*tell_value)    (MlHeap *heap, MlObject *self, MlValue *value);

  /* sys.getsizeof without the collector's head, in bytes, as CPython 3.13's. */
  gsize      (*size)          (MlHeap *heap, MlObject *self);

  /* Look */
  MlObject  *(*repr)          (MlHeap *heap, MlObject *self);
  MlObject  *(*str)           (MlHeap *heap, MlObject *self);
  gint64     (*hash)          (MlHeap *heap, MlObject *self);                 /* -1: failed */
  int        (*truth)         (MlHeap *heap, MlObject *self);                 /* 1, 0; -1: failed */
  MlObject  *(*compare)       (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how);

  /* Attributes. @value NULL deletes. The look-up returns NULL with AttributeError. */
  MlObject  *(*get_attribute) (MlHeap *heap, MlObject *self, MlObject *name);
  gboolean   (*set_attribute) (MlHeap *heap, MlObject *self, MlObject *name, MlObject *value);

  /* Descriptors. @instance NULL: looked up on the class. */
  MlObject  *(*descriptor_get) (MlHeap *heap, MlObject *self, MlObject *instance, MlType *owner);
  gboolean   (*descriptor_set) (MlHeap *heap, MlObject *self, MlObject *instance, MlObject *value);

  MlObject  *(*call)          (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args,
                               MlObject *kw_names);

  /* Making an instance: __new__ and __init__. */
  MlObject  *(*make)          (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args,
                               MlObject *kw_names);
  gboolean   (*init)          (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args,
                               MlObject *kw_names);

  /* Iteration. next returns NULL at the end with nothing raised. */
  MlObject  *(*iterate)       (MlHeap *heap, MlObject *self);
  MlObject  *(*next)          (MlHeap *heap, MlObject *self);

  /* Containers. set_item with @value NULL deletes. */
  gssize     (*length)        (MlHeap *heap, MlObject *self);                 /* -1: failed */
  MlObject  *(*get_item)      (MlHeap *heap, MlObject *self, MlObject *key);
  gboolean   (*set_item)      (MlHeap *heap, MlObject *self, MlObject *key, MlObject *value);
  int        (*contains)      (MlHeap *heap, MlObject *self, MlObject *item); /* 1, 0; -1: failed */
  MlObject  *(*concat)        (MlHeap *heap, MlObject *self, MlObject *other);
  MlObject  *(*repeat)        (MlHeap *heap, MlObject *self, gssize n);
  MlObject  *(*inplace_concat) (MlHeap *heap, MlObject *self, MlObject *other);
  MlObject  *(*inplace_repeat) (MlHeap *heap, MlObject *self, gssize n);

  /* Numbers */
  MlUnaryFunc  unary[ML_N_UNARY];
  MlBinaryFunc binary[ML_N_BINARY];
  MlBinaryFunc inplace[ML_N_BINARY];
  MlObject  *(*index)         (MlHeap *heap, MlObject *self);                 /* an int */
  MlObject  *(*to_int)        (MlHeap *heap, MlObject *self);
  MlObject  *(*to_float)      (MlHeap *heap, MlObject *self);

  /* Asynchronous: await, aiter, anext. */
  MlUnaryFunc  await, async_iterate, async_next;
} MlTypeSlots;

typedef enum
{
  ML_TYPE_COLLECTED   = 1 << 0,  /* instances carry a collector's head and can be in cycles */
  ML_TYPE_HEAP        = 1 << 1,  /* made by a class statement: mortal, counted by its instances */
  ML_TYPE_BASE        = 1 << 2,  /* may be subclassed */
  /* instances have a __dict__: shared keys and inline values, as CPython's managed dicts */
  ML_TYPE_ATTRIBUTES  = 1 << 3,
  ML_TYPE_WEAKREFS    = 1 << 4,  /* instances may be referred to weakly */
  ML_TYPE_MUTABLE     = 1 << 5,  /* instances can change */
  /* a subclass of int; likewise the next ones: quick isinstance checks */
  ML_TYPE_LONG        = 1 << 6,
  ML_TYPE_LIST        = 1 << 7,
  ML_TYPE_TUPLE       = 1 << 8,
  ML_TYPE_BYTES       = 1 << 9,
  ML_TYPE_STR         = 1 << 10,
  ML_TYPE_DICT        = 1 << 11,
  ML_TYPE_EXCEPTION   = 1 << 12,
  ML_TYPE_TYPE        = 1 << 13,
  /* o.m() may call it with o as the first argument, without binding */
  ML_TYPE_METHOD_DESCRIPTOR = 1 << 14,
  ML_TYPE_SEQUENCE    = 1 << 15, /* match statements */
  ML_TYPE_MAPPING     = 1 << 16,
  ML_TYPE_DISALLOW_NEW = 1 << 17, /* cannot be called to make instances */
  ML_TYPE_ABSTRACT    = 1 << 18,
  ML_TYPE_SELF_ITEM   = 1 << 19, /* match: C(x) binds the subject itself */
  /* built-in, instances hold no references and nothing runs when they die; found out when the type
   * is made */
  ML_TYPE_PLAIN       = 1 << 20,
} MlTypeFlags;

/* A class or built-in type. The part behind the slots belongs to objects/ml-type.c. */
struct _MlType
{
  MlObject           object;
  /* UTF-8, as error messages print it: without the module. Owned by name_object */
  const char        *name;
  guint32            flags;          /* MlTypeFlags */
  /* bytes of an instance in C, inline items and values left out */
  guint32            instance_size;
  guint32            python_size;    /* bytes that sys.getsizeof gives for one (see slots.size) */
  /* what sys.getsizeof adds: the collector's head, managed dict and weak references */
  guint16            head_size;
  guint8             kind;           /* MlKind of its instances */
  guint8             items;          /* MlItems of its instances */
  guint32            shape;          /* of its instances in the journal; 0: not declared */
  /* changes with each change of the class or a base; 0: unknown, take a new one */
  guint32            version;
  MlTypeSlots        slots;
  const MlTypeSpec  *spec;           /* of the built-in type that the layout comes from */

  /* the one of bases that decides the layout; owned, as CPython's tp_base */
  MlType            *base;
  MlObject          *bases;          /* tuple */
  MlObject          *mro;            /* tuple */
  MlObject          *dict;
  MlObject          *name_object;    /* str */
  MlObject          *qualified_name; /* str */
  MlObject          *module;         /* str or NULL */
  MlObject          *slot_names;     /* tuple of str: __slots__ of this class, in order; or NULL */
  guint              n_slots;        /* of __slots__, of this class and its bases */
  /* the names that instances' inline values share (objects/ml-instance.c) */
  gpointer           keys;
  GPtrArray         *subclasses;     /* of MlType, borrowed: each takes itself out when it dies */
};

static inline gboolean
ml_object_is_immortal (const MlObject *object)
{
  return object->count == ML_IMMORTAL_COUNT;
}

static inline MlGcHead *
ml_object_get_gc_head (gpointer object)
{
  return ((MlGcHead *) object) - 1;
}

/* Adds a reference and returns @object. */
static inline gpointer
ml_ref (gpointer object)
{
  MlObject *self = object;

  if (self->count != ML_IMMORTAL_COUNT)
    self->count++;

  return object;
}

G_END_DECLS
