/* ml-thing.h: the words that the writer and the readers of a recording share
 *
 * Everything that can hold a reference is a *thing* and has a serial number that is never given
 * again: objects, frames, native frames, and the interpreter itself with its internal stores. A
 * reference is an *edge* from a slot of one thing to an object. A count is never stored: it is the
 * number of edges.
 *
 * This vocabulary knows no Python. What a slot is called comes from the thing's MlShape, which the
 * writer declares before it is first used.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 0 is no thing. Serials grow with time: of two things the one with the smaller number is older. */
typedef guint32 MlSerial;

/* Steps count from 0, which is before the first line. */
typedef guint32 MlStep;

/* A slot of a thing: its region in the upper 4 bits, an index into that region in the lower 28. */
typedef guint32 MlSlot;

typedef enum
{
  ML_REGION_TYPE,      /* index 0: the thing's type. Counts only if the type is mortal */
  ML_REGION_FIELD,     /* parts whose names the shape fixes: a function's code */
  ML_REGION_NAME,      /* named by the program: a frame's locals, an instance's attributes */
  ML_REGION_ITEM,      /* numbered: a list's items; of pairs, key and value in turn */
  ML_REGION_STACK,     /* a frame's evaluation stack, bottom first */
  ML_N_REGIONS
} MlRegion;

#define ML_SLOT(region, index)   ((MlSlot) (((guint32) (region) << 28) | (guint32) (index)))
#define ML_SLOT_REGION(slot)     ((MlRegion) ((slot) >> 28))
#define ML_SLOT_INDEX(slot)      ((slot) & 0x0fffffffu)
#define ML_SLOT_TYPE             ML_SLOT (ML_REGION_TYPE, 0)

/* What a thing is drawn as. A subclass of list made by the program is an ML_KIND_INSTANCE whose
 * shape has items. */
typedef enum
{
  ML_KIND_NONE,        /* None, Ellipsis, NotImplemented */
  ML_KIND_BOOL,
  ML_KIND_INT,
  ML_KIND_FLOAT,       /* and complex */
  ML_KIND_STR,
  ML_KIND_BYTES,
  ML_KIND_LIST,
  ML_KIND_TUPLE,
  ML_KIND_DICT,
  ML_KIND_SET,
  ML_KIND_RANGE,
  ML_KIND_FUNCTION,    /* written in the program */
  ML_KIND_BUILTIN,     /* a built-in function or method, a descriptor of a built-in type */
  ML_KIND_METHOD,
  ML_KIND_GENERATOR,
  ML_KIND_ITERATOR,
  ML_KIND_CODE,
  ML_KIND_CELL,
  ML_KIND_CLASS,       /* written in the program */
  ML_KIND_BUILTIN_CLASS,
  ML_KIND_INSTANCE,
  ML_KIND_EXCEPTION,
  ML_KIND_TRACEBACK,
  ML_KIND_FRAME_OBJECT,
  ML_KIND_MODULE,
  ML_KIND_WEAKREF,
  ML_KIND_OTHER,
  ML_KIND_FRAME,         /* no object: a call of the program's code */
  ML_KIND_NATIVE_FRAME,  /* no object: a built-in at work that owns references */
  ML_KIND_STORE,         /* no object: a store of the interpreter, such as the syntax tree */
  ML_N_KINDS
} MlKind;

/* Where an object comes from: the ground for saying why two names are or are not one object. */
typedef enum
{
  ML_ORIGIN_RUN,        /* made anew at run time */
  ML_ORIGIN_LITERAL,    /* a constant of one compilation unit */
  ML_ORIGIN_FOLDED,     /* computed by the compiler from constants */
  ML_ORIGIN_SMALL_INT,
  ML_ORIGIN_INTERNED,   /* a name, or a literal that looks like one */
  ML_ORIGIN_CHARACTER,  /* a one-character or empty string or bytes object */
  ML_ORIGIN_SINGLETON,
  ML_ORIGIN_BUILTIN,    /* was there before the program */
  ML_N_ORIGINS
} MlOrigin;

/* How the items of a thing are to be read. */
typedef enum
{
  ML_ITEMS_NONE,
  ML_ITEMS_SEQUENCE,
  ML_ITEMS_PAIRS,
  ML_ITEMS_SET
} MlItems;

typedef enum
{
  ML_THING_IMMORTAL = 1 << 0,  /* outside counting: its count is ML_IMMORTAL_COUNT */
  ML_THING_HIDDEN   = 1 << 1,  /* machinery: drawn only at the CPython level of detail */
  ML_THING_MUTABLE  = 1 << 2,
} MlThingFlags;

#define ML_IMMORTAL_COUNT  G_MAXUINT32

/* A value that is not made of references. Small ints, floats and texts are shown from here; no code
 * is run for it. */
typedef enum
{
  ML_VALUE_NONE,
  ML_VALUE_INT,
  ML_VALUE_DOUBLE,
  ML_VALUE_TEXT      /* UTF-8: a str's characters, a big int's digits, a class's name */
} MlValueType;

typedef struct
{
  MlValueType type;
  guint32     length;  /* of text, in bytes */
  union
  {
    gint64      integer;
    double      number;
    const char *text;  /* not zero-terminated */
  };
} MlValue;

/* The settrace event at which a step stands. */
typedef enum
{
  ML_EVENT_START,      /* step 0 only: before the first line */
  ML_EVENT_LINE,       /* about to run a line */
  ML_EVENT_CALL,
  ML_EVENT_RESUME,     /* a call that resumes a generator */
  ML_EVENT_RETURN,
  ML_EVENT_YIELD,      /* a return that suspends a generator */
  ML_EVENT_EXCEPTION,
  ML_EVENT_END,        /* the end of the script: its code object and syntax tree have let go */
  ML_EVENT_CLOSED,     /* everything was cleared at exit */
  ML_N_EVENTS
} MlEvent;

/* A part of a source text. Lines count from 1, columns from 0 in characters; the end is
 * exclusive. */
typedef struct
{
  guint32 source;      /* number of the source in the recording, from 1; 0 if there is none */
  guint32 line;
  guint32 column;
  guint32 end_line;
  guint32 end_column;
} MlSpan;

const char *ml_kind_get_name   (MlKind   kind);
const char *ml_event_get_name  (MlEvent  event);
const char *ml_origin_get_name (MlOrigin origin);

G_END_DECLS
