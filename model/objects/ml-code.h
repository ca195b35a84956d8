/* ml-code.h: a compiled code object
 *
 * Instructions, constants, names, and for each instruction the span it comes from. The instruction
 * set is CPython 3.13's in name and in stack effect (ml-opcodes.h); an instruction is one 8-byte
 * word, so there is no EXTENDED_ARG, and jump targets are indexes of instructions. What an
 * instruction learns at run time is kept in a cache beside the code, not in the code.
 */
#pragma once

#include "ml-opcodes.h"
#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  guint8  op;       /* MlOpcode */
  guint8  spare;
  guint16 cache;    /* index into the code's caches; 0: the one that belongs to none */
  gint32  arg;      /* an index, a count, or for a jump the absolute index of its target */
} MlInstruction;

/* What a look-up or call at one place found the last time, and under which versions it still
 * holds. */
typedef struct
{
  guint32  version;
  guint32  version2;
  guint32  index;
  guint32  spare;
  gpointer object;  /* borrowed: valid while the versions are */
} MlCache;

/* A part of the code that a handler guards: at an exception in [start, end) cut the evaluation
 * stack to @depth, push the instruction's index if @push_last, push the exception, go to
 * @target. */
typedef struct
{
  guint32  start;
  guint32  end;
  guint32  target;
  guint16  depth;
  gboolean push_last;
} MlHandler;

/* What CPython's co_positions() gives for one instruction. All is 0 where there is no place, and
 * line 0 alone at the start of a module. Columns are UTF-8 bytes as CPython's. */
typedef struct
{
  guint32 line;
  guint32 end_line;
  guint32 column;
  guint32 end_column;
} MlPosition;

#define ML_NO_COLUMN G_MAXUINT32  /* both columns of a place that has a line alone */

typedef enum
{
  ML_CODE_OPTIMIZED       = 0x0001,  /* fast locals; CPython's co_flags */
  ML_CODE_NEW_LOCALS      = 0x0002,
  ML_CODE_VARARGS         = 0x0004,
  ML_CODE_VARKEYWORDS     = 0x0008,
  ML_CODE_NESTED          = 0x0010,
  ML_CODE_GENERATOR       = 0x0020,
  ML_CODE_COROUTINE       = 0x0080,
  ML_CODE_ITERABLE_COROUTINE = 0x0100,
  ML_CODE_ASYNC_GENERATOR = 0x0200
} MlCodeFlags;

typedef enum
{
  ML_LOCAL_PLAIN  = 0x20,  /* CPython's kinds of fast locals */
  ML_LOCAL_CELL   = 0x40,
  ML_LOCAL_FREE   = 0x80,
  ML_LOCAL_HIDDEN = 0x10   /* an inlined comprehension's variable */
} MlLocalKind;

typedef struct
{
  MlObject        object;
  guint32         flags;                     /* MlCodeFlags */
  guint32         n_arguments;               /* positional, positional-only ones included */
  guint32         n_positional_only;
  guint32         n_keyword_only;
  /* plain locals and cells that are arguments: co_nlocals */
  guint32         n_locals;
  guint32         n_locals_plus;             /* with cells and free variables */
  guint32         n_cells;
  guint32         n_free;
  guint32         stack_size;
  guint32         first_line;
  guint32         source;                    /* number of the source in the journal; 0: not told */
  guint32         shape;                     /* of its frames in the journal; 0: not declared */
  /* code of a shipped module: makes no steps and no frames in the recording */
  gboolean        quiet;

  guint32         n_instructions;
  MlInstruction  *instructions;
  MlPosition     *positions;                 /* one for each instruction */
  MlPosition     *second_positions;          /* where an instruction that does two things does the second */
  guint32         n_handlers;
  MlHandler      *handlers;                  /* innermost first for any instruction */
  guint32         n_caches;
  MlCache        *caches;

  MlObject       *constants;                 /* tuple */
  MlObject       *names;                     /* tuple of str */
  MlObject       *locals_plus_names;         /* tuple of str */
  guint8         *locals_plus_kinds;         /* MlLocalKind, one for each of n_locals_plus */
  MlObject       *file_name;                 /* str */
  MlObject       *name;                      /* str */
  MlObject       *qualified_name;            /* str */
} MlCode;

extern const MlTypeSpec ml_code_spec;

/* An empty code object, to be filled by the compiler. Its arrays are g_malloc()ed, and its own. */
MlCode     *ml_code_new        (MlHeap         *heap);

/* As Python's ==: whether both do the same at the same places. */
gboolean    ml_code_equal      (MlHeap         *heap,
                                const MlCode   *left,
                                const MlCode   *right);

/* The handler that guards instruction @index, or NULL. */
const MlHandler *ml_code_find_handler (const MlCode *self,
                                       guint32       index);

const char *ml_opcode_get_name (MlOpcode        op);
MlArgument  ml_opcode_get_argument (MlOpcode    op);

/* A listing in the manner of Python's dis module: "line  OPNAME  arg (meaning)". (transfer full) */
char       *ml_code_disassemble (MlHeap        *heap,
                                 MlCode        *self);

G_END_DECLS
