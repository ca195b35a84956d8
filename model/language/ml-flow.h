/* ml-flow.h: the instructions of one code object while they are made
 *
 * The compiler appends operations and labels to an MlFlow. From that list the basic blocks are
 * made: stretches of operations that are entered at the first and left at the last. On the blocks
 * run the passes that make CPython's code out of plain one: folding of constants, threading of
 * jumps, removal of what is never reached, the line of each operation. The last one, ml-assemble.h,
 * lays them in a row.
 *
 * What is observable of CPython's passes is done here too, and in its order: which lines have
 * operations, what is on the stack, what dies when.
 */
#pragma once

#include "ml-constants.h"
#include "ml-node.h"
#include "ml-opcodes.h"

G_BEGIN_DECLS

/* Operations that no code object contains; each becomes another one, or nothing. */
typedef enum
{
  ML_OP_JUMP = ML_N_OPCODES,     /* either way */
  ML_OP_JUMP_NO_INTERRUPT,
  ML_OP_LOAD_CLOSURE,            /* LOAD_FAST of a cell */
  ML_OP_STORE_FAST_MAYBE_NULL,   /* STORE_FAST of what may be nothing */
  ML_OP_POP_BLOCK,               /* ends what the latest one of the following began */
  ML_OP_SETUP_FINALLY,           /* from here on exceptions go to the target */
  ML_OP_SETUP_CLEANUP,           /* the same; the handler is given the place of the exception */
  ML_OP_SETUP_WITH               /* the same, one item lower */
} MlPseudoOpcode;

/* Where in the source an operation comes from; columns in bytes. -1: nowhere. */
typedef struct
{
  gint32 line;
  gint32 end_line;
  gint32 column;
  gint32 end_column;
} MlLocation;

#define ML_NOWHERE ((MlLocation) { -1, -1, -1, -1 })

typedef struct _MlBasicBlock MlBasicBlock;

typedef struct
{
  int           op;        /* MlOpcode or MlPseudoOpcode */
  int           arg;       /* before the blocks are made, a jump's is its label */
  MlLocation    location;
  MlBasicBlock *target;    /* of a jump or a SETUP */
  MlBasicBlock *handler;   /* where an exception goes, or NULL */
  MlLocation    second;    /* of two operations in one: the other's location */
} MlOperation;

struct _MlBasicBlock
{
  MlBasicBlock *next;      /* in the order of the code */
  GArray       *operations;
  GPtrArray    *handlers;  /* those in force at the start, while they are being found */
  int           n_predecessors;
  int           depth;     /* of the stack at the start; -1: not known */
  guint64       unsafe;    /* a bit for each of the first locals: may it be unbound at the start? */
  guint         index;     /* of the first instruction, once laid out */
  guint         is_labelled : 1;
  guint         is_handler : 1;
  guint         pushes_place : 1; /* a handler that is given the place of the exception, too */
  guint         is_warm : 1;      /* reached without an exception */
  guint         is_cold : 1;      /* reached only through one */
  guint         is_marked : 1;    /* for the pass at work */
};

typedef struct
{
  GArray       *operations;  /* as emitted */
  GArray       *labels;      /* of guint: index of the operation that a label stands before */
  MlBasicBlock *first;       /* NULL until the blocks are made */
  GPtrArray    *blocks;      /* all, for freeing */
  GPtrArray    *constants;   /* of the code object, canonical, with a reference each */
  MlConstants  *unit;        /* those of the whole compilation unit */
} MlFlow;

typedef int MlLabel;

MlFlow       *ml_flow_new           (MlConstants   *unit);
void          ml_flow_free          (MlFlow        *self);

/* Emitting */

void          ml_flow_emit          (MlFlow        *self,
                                     int            op,
                                     int            arg,
                                     MlLocation     location);

/* The same at the front. */
void          ml_flow_emit_first    (MlFlow        *self,
                                     int            op,
                                     int            arg,
                                     MlLocation     location);
MlLabel       ml_flow_new_label     (MlFlow        *self);

/* Places @label before the next operation. */
void          ml_flow_use_label     (MlFlow        *self,
                                     MlLabel        label);

/* The index of @constant (steals it) in the code's constants. -1 with an exception. */
int           ml_flow_add_constant  (MlFlow        *self,
                                     MlObject      *constant);

/* Passes, in this order */

/* Makes the blocks, and finds each operation's handler. */
void          ml_flow_make_blocks   (MlFlow        *self);

/* Folds, threads, shortens. @first_line is the code's. FALSE with an exception. */
gboolean      ml_flow_optimize      (MlFlow        *self);

/* Drops constants that nothing loads; the first one, which may be a docstring, stays. */
void          ml_flow_prune_constants (MlFlow      *self);

/* Turns LOAD_FAST into LOAD_FAST_CHECK where the local may be unbound. */
void          ml_flow_check_locals  (MlFlow        *self,
                                     guint          n_locals,
                                     guint          n_parameters);

/* Joins neighbouring loads and stores of locals. */
void          ml_flow_join_locals   (MlFlow        *self);

/* Moves blocks that only an exception reaches behind all others. */
void          ml_flow_move_cold     (MlFlow        *self);

/* Gives a line to what has none and needs one. */
void          ml_flow_resolve_lines (MlFlow        *self);

/* Finds the depth of the stack at each block; returns the greatest. */
guint         ml_flow_measure_stack (MlFlow        *self);

/* Replaces pseudo operations but for jumps. */
void          ml_flow_lower         (MlFlow        *self);

/* Makes each jump a forward or a backward one. */
void          ml_flow_direct_jumps  (MlFlow        *self);

/* What passes share */

MlBasicBlock *ml_flow_new_block     (MlFlow        *self);
void          ml_flow_unmark        (MlFlow        *self);
void          ml_flow_remove_unreachable (MlFlow   *self);
guint         ml_flow_remove_nops_in (MlBasicBlock *block);
guint         ml_flow_remove_nops   (MlFlow        *self);
void          ml_flow_remove_nops_and_jumps (MlFlow *self);

gboolean      ml_opcode_is_jump     (int            op);
gboolean      ml_opcode_is_always_jump (int         op);
gboolean      ml_opcode_is_setup    (int            op);
gboolean      ml_opcode_is_exit     (int            op);
int           ml_opcode_get_effect  (int            op,
                                     int            arg,
                                     gboolean       jumps);

MlOperation  *ml_basic_block_get_last (MlBasicBlock *self);
gboolean      ml_basic_block_falls_through (MlBasicBlock *self);
gboolean      ml_basic_block_has_no_line (MlBasicBlock *self);

/* @self or the first one behind it that has operations; NULL at the end. */
MlBasicBlock *ml_basic_block_skip_empty (MlBasicBlock *self);

static inline MlOperation *
ml_basic_block_get (MlBasicBlock *self,
                    guint         index)
{
  return &g_array_index (self->operations, MlOperation, index);
}

static inline void
ml_operation_set (MlOperation *self,
                  int          op,
                  int          arg)
{
  self->op = op;
  self->arg = arg;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlFlow, ml_flow_free)

G_END_DECLS
