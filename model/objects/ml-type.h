/* ml-type.h: how a built-in type is described, and what can be asked of any type
 *
 * A built-in type is written down as one constant MlTypeSpec in its own file. Each interpreter
 * makes its own type object from it when it starts (types are Python objects, with counts and dicts
 * of their own), in the order of ML_WORLD_TYPES.
 */
#pragma once

#include "ml-heap.h"

G_BEGIN_DECLS

typedef enum
{
  ML_METHOD_PLAIN,
  ML_METHOD_STATIC,
  ML_METHOD_CLASS
} MlMethodKind;

/* A method in C. The caller has checked that between @min and @max positional arguments are there
 * (@max -1: any number) and that there are keywords only if @keywords. */
typedef struct
{
  const char   *name;
  MlNativeFunc  func;
  gint8         min;
  gint8         max;
  guint8        keywords;
  guint8        kind;      /* MlMethodKind */
  /* "append($self, object, /)\n--\n\nAppend object to the end." as CPython's, or NULL */
  const char   *doc;
} MlMethod;

/* A computed attribute. */
typedef struct
{
  const char *name;
  MlObject *(*get) (MlHeap *heap, MlObject *self);
  /* NULL: read-only; @value NULL deletes */
  gboolean  (*set) (MlHeap *heap, MlObject *self, MlObject *value);
} MlGetter;

struct _MlTypeSpec
{
  const char         *name;
  const char         *module;        /* NULL: builtins */
  const MlTypeSpec   *base;          /* NULL: object */
  const char         *doc;
  guint32             flags;         /* MlTypeFlags */
  guint32             instance_size; /* sizeof of the C struct */
  /* what sys.getsizeof gives without the collector's head, unless slots.size says it */
  guint32             python_size;
  guint8              kind;          /* MlKind */
  guint8              items;         /* MlItems */
  /* names of the FIELD region, NULL-terminated; "~" before a weak one */
  const char *const  *fields;
  MlTypeSlots         slots;
  const MlMethod     *methods;       /* ended by a NULL name, as the next one */
  const MlGetter     *getters;
};

/* Making */

/* A built-in type from its description; immortal. Its dict is filled by ml_type_ready(). */
MlType    *ml_type_new_builtin   (MlHeap           *heap,
                                  const MlTypeSpec *spec);

/* Fills the dict with descriptors for methods, getters and slots ("__add__", ...), and computes
 * bases and mro. */
gboolean   ml_type_ready         (MlHeap           *heap,
                                  MlType           *type);

/* type(name, bases, dict, **keywords): the class statement's end. @metaclass must be the most
 * derived one. New reference. */
MlObject  *ml_type_new_class     (MlHeap           *heap,
                                  MlType           *metaclass,
                                  MlObject         *name,
                                  MlObject         *bases,
                                  MlObject         *namespace,
                                  MlObject *const  *keyword_values,
                                  MlObject         *keyword_names);

/* Asking */

gboolean   ml_type_is_subtype    (const MlType     *type,
                                  const MlType     *base);

/* Looks @name up along the method resolution order: borrowed, NULL without raising. No descriptor
 * is bound. */
MlObject  *ml_type_lookup        (MlHeap           *heap,
                                  MlType           *type,
                                  MlObject         *name);

/* A version under which a look-up may be cached; changes when the class or a base does. */
guint32    ml_type_get_version   (MlHeap           *heap,
                                  MlType           *type);

/* To be called after a change of @type's dict: forgets versions, and sets the slot that belongs to
 * @name anew. */
void       ml_type_modified      (MlHeap           *heap,
                                  MlType           *type,
                                  MlObject         *name);

static inline gboolean
ml_is_type (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_TYPE) != 0;
}

static inline gboolean
ml_object_is_a (gconstpointer  object,
                const MlType  *type)
{
  const MlType *own = ((const MlObject *) object)->type;

  return own == type || ml_type_is_subtype (own, type);
}

G_END_DECLS
