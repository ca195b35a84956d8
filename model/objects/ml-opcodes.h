/* ml-opcodes.h: the instruction set
 *
 * The instructions are those that CPython 3.13's compiler emits, with its names, its meanings and
 * its effects on the evaluation stack: then counts of temporaries, moved arguments and the order of
 * death come out right by themselves. Left out is what serves its encoding (EXTENDED_ARG, CACHE) or
 * is made while a program runs (specialised instructions).
 *
 * A jump's argument is the index of the instruction it goes to. "1st", "2nd"... count from the top
 * of the stack before the instruction.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an instruction's argument means. */
typedef enum
{
  ML_ARG_NONE,
  ML_ARG_NUMBER,        /* a count, a depth, or flags: the instruction says which */
  ML_ARG_CONSTANT,      /* index into constants */
  ML_ARG_NAME,          /* index into names */
  ML_ARG_NAME_1,        /* index into names, shifted left by 1 for a flag */
  ML_ARG_NAME_2,        /* index into names, shifted left by 2 for two flags */
  ML_ARG_LOCAL,         /* index into the frame's locals, cells and free variables */
  ML_ARG_LOCAL_PAIR,    /* two such indexes below 16, the first one shifted left by 4 */
  ML_ARG_CELL,          /* index into the frame's locals, of a cell or free variable */
  ML_ARG_JUMP,          /* index of the target */
  ML_ARG_BINARY,        /* MlBinaryArg */
  ML_ARG_COMPARE,       /* ML_COMPARE_ARG() and flags */
  ML_ARG_INVERT,        /* 1: the answer is negated (`is not`, `not in`) */
  ML_ARG_INTRINSIC_1,   /* MlIntrinsic1 */
  ML_ARG_INTRINSIC_2,   /* MlIntrinsic2 */
  ML_ARG_CONVERSION,    /* MlConversion */
  ML_ARG_FUNCTION       /* MlFunctionAttribute */
} MlArgument;

/* X (NAME, ARGUMENT, EFFECT): the stack grows by EFFECT items, an expression of `arg`. */
#define ML_OPCODES(X)                                                                             \
  /* Does nothing; stands where a line has no other instruction. */                               \
  X (NOP,                        NONE,        0)                                                  \
  /* The start of a function (0), behind a yield (1), `yield from` (2), await (3); +4: outside    \
   * of all try. No effect. */                                                                    \
  X (RESUME,                     NUMBER,      0)                                                  \
                                                                                                  \
  /* The stack */                                                                                 \
                                                                                                  \
  /* Drops the 1st. */                                                                            \
  X (POP_TOP,                    NONE,        -1)                                                 \
  /* Pushes the arg-th again. */                                                                  \
  X (COPY,                       NUMBER,      1)                                                  \
  /* Exchanges the 1st with the arg-th. */                                                        \
  X (SWAP,                       NUMBER,      0)                                                  \
  /* Pushes nothing: the place of self in a call of what is no method. */                         \
  X (PUSH_NULL,                  NONE,        1)                                                  \
                                                                                                  \
  /* Constants and names */                                                                       \
                                                                                                  \
  /* Pushes a constant. */                                                                        \
  X (LOAD_CONST,                 CONSTANT,    1)                                                  \
  /* Pushes a local that is known to be bound. */                                                 \
  X (LOAD_FAST,                  LOCAL,       1)                                                  \
  /* Pushes a local, or raises UnboundLocalError. */                                              \
  X (LOAD_FAST_CHECK,            LOCAL,       1)                                                  \
  /* Moves a local (or nothing) to the stack; it is then unbound. Saves an outer variable from    \
   * an inlined comprehension. */                                                                 \
  X (LOAD_FAST_AND_CLEAR,        LOCAL,       1)                                                  \
  /* LOAD_FAST twice: the upper 4 bits first. */                                                  \
  X (LOAD_FAST_LOAD_FAST,        LOCAL_PAIR,  2)                                                  \
  /* Pops into a local. What is popped may be nothing, from LOAD_FAST_AND_CLEAR. */               \
  X (STORE_FAST,                 LOCAL,       -1)                                                 \
  /* STORE_FAST of the upper 4 bits, then LOAD_FAST of the lower ones. */                         \
  X (STORE_FAST_LOAD_FAST,       LOCAL_PAIR,  0)                                                  \
  /* STORE_FAST twice: the upper 4 bits first. */                                                 \
  X (STORE_FAST_STORE_FAST,      LOCAL_PAIR,  -2)                                                 \
  /* Unbinds a local, or raises UnboundLocalError. */                                             \
  X (DELETE_FAST,                LOCAL,       0)                                                  \
  /* Turns a local into a cell that holds what the local held. */                                 \
  X (MAKE_CELL,                  CELL,        0)                                                  \
  /* Moves nothing: puts the closure's arg cells into the last of the frame's locals. */          \
  X (COPY_FREE_VARS,             NUMBER,      0)                                                  \
  /* Pushes what a cell holds, or raises NameError (UnboundLocalError for the frame's own). */    \
  X (LOAD_DEREF,                 CELL,        1)                                                  \
  /* Pops into a cell. */                                                                         \
  X (STORE_DEREF,                CELL,        -1)                                                 \
  /* Empties a cell, or raises as LOAD_DEREF. */                                                  \
  X (DELETE_DEREF,               CELL,        0)                                                  \
  /* Replaces a mapping (the 1st) by its entry under the cell's name, otherwise by what the       \
   * cell holds. */                                                                               \
  X (LOAD_FROM_DICT_OR_DEREF,    CELL,        0)                                                  \
  /* Pushes a global or builtin; low bit: then pushes nothing, for a call. */                     \
  X (LOAD_GLOBAL,                NAME_1,      1 + (arg & 1))                                      \
  /* Pops into a global. */                                                                       \
  X (STORE_GLOBAL,               NAME,        -1)                                                 \
  /* Unbinds a global, or raises NameError. */                                                    \
  X (DELETE_GLOBAL,              NAME,        0)                                                  \
  /* Pushes what a name means in the frame's namespace, globals, builtins. */                     \
  X (LOAD_NAME,                  NAME,        1)                                                  \
  /* Pops into a name of the frame's namespace. */                                                \
  X (STORE_NAME,                 NAME,        -1)                                                 \
  /* Unbinds a name of the frame's namespace, or raises NameError. */                             \
  X (DELETE_NAME,                NAME,        0)                                                  \
  /* Replaces a mapping (the 1st) by its entry under a name, otherwise by the global or           \
   * builtin. */                                                                                  \
  X (LOAD_FROM_DICT_OR_GLOBALS,  NAME,        0)                                                  \
  /* Pushes the frame's namespace. */                                                             \
  X (LOAD_LOCALS,                NONE,        1)                                                  \
  /* Pushes the function that makes classes. */                                                   \
  X (LOAD_BUILD_CLASS,           NONE,        1)                                                  \
  /* Pushes AssertionError, whatever the name means now. */                                       \
  X (LOAD_ASSERTION_ERROR,       NONE,        1)                                                  \
  /* Makes an empty __annotations__ in the frame's namespace unless there is one. */              \
  X (SETUP_ANNOTATIONS,          NONE,        0)                                                  \
                                                                                                  \
  /* Attributes and items */                                                                      \
                                                                                                  \
  /* Replaces the 1st by its attribute; low bit: by a method and its self, or by the attribute    \
   * and nothing. */                                                                              \
  X (LOAD_ATTR,                  NAME_1,      arg & 1)                                            \
  /* Pops the owner (1st), then the value (2nd): owner.name = value. */                           \
  X (STORE_ATTR,                 NAME,        -2)                                                 \
  /* Pops the owner: del owner.name. */                                                           \
  X (DELETE_ATTR,                NAME,        -1)                                                 \
  /* Replaces super (3rd), __class__ (2nd), self (1st) by the attribute; bit 0: as LOAD_ATTR's;   \
   * bit 1: super had arguments. */                                                               \
  X (LOAD_SUPER_ATTR,            NAME_2,      -2 + (arg & 1))                                     \
  /* 2nd[1st]. */                                                                                 \
  X (BINARY_SUBSCR,              NONE,        -1)                                                 \
  /* 2nd[1st] = 3rd. */                                                                           \
  X (STORE_SUBSCR,               NONE,        -3)                                                 \
  /* del 2nd[1st]. */                                                                             \
  X (DELETE_SUBSCR,              NONE,        -2)                                                 \
  /* 3rd[2nd:1st]. */                                                                             \
  X (BINARY_SLICE,               NONE,        -2)                                                 \
  /* 3rd[2nd:1st] = 4th. */                                                                       \
  X (STORE_SLICE,                NONE,        -4)                                                 \
                                                                                                  \
  /* Operators */                                                                                 \
                                                                                                  \
  /* -1st. */                                                                                     \
  X (UNARY_NEGATIVE,             NONE,        0)                                                  \
  /* ~1st. */                                                                                     \
  X (UNARY_INVERT,               NONE,        0)                                                  \
  /* not 1st, which is a bool. */                                                                 \
  X (UNARY_NOT,                  NONE,        0)                                                  \
  /* Replaces the 1st by its truth, a bool. */                                                    \
  X (TO_BOOL,                    NONE,        0)                                                  \
  /* 2nd op 1st. */                                                                               \
  X (BINARY_OP,                  BINARY,      -1)                                                 \
  /* 2nd op 1st; the answer is made a bool if the argument says so. */                            \
  X (COMPARE_OP,                 COMPARE,     -1)                                                 \
  /* 2nd is 1st. */                                                                               \
  X (IS_OP,                      INVERT,      -1)                                                 \
  /* 2nd in 1st. */                                                                               \
  X (CONTAINS_OP,                INVERT,      -1)                                                 \
                                                                                                  \
  /* Displays */                                                                                  \
                                                                                                  \
  /* A tuple of the last arg items. */                                                            \
  X (BUILD_TUPLE,                NUMBER,      1 - arg)                                            \
  /* A list of the last arg items. */                                                             \
  X (BUILD_LIST,                 NUMBER,      1 - arg)                                            \
  /* A set of the last arg items. */                                                              \
  X (BUILD_SET,                  NUMBER,      1 - arg)                                            \
  /* A dict of the last arg pairs. */                                                             \
  X (BUILD_MAP,                  NUMBER,      1 - 2 * arg)                                        \
  /* A dict of arg values and a tuple of their keys (1st). */                                     \
  X (BUILD_CONST_KEY_MAP,        NUMBER,      -arg)                                               \
  /* One str of the last arg ones. */                                                             \
  X (BUILD_STRING,               NUMBER,      1 - arg)                                            \
  /* slice(2nd, 1st) for 2, slice(3rd, 2nd, 1st) for 3. */                                        \
  X (BUILD_SLICE,                NUMBER,      1 - arg)                                            \
  /* Pops an item; appends it to the list that is then the arg-th. */                             \
  X (LIST_APPEND,                NUMBER,      -1)                                                 \
  /* Pops an item; adds it to the set that is then the arg-th. */                                 \
  X (SET_ADD,                    NUMBER,      -1)                                                 \
  /* Pops a value (1st) and a key (2nd); adds them to the dict that is then the arg-th. */        \
  X (MAP_ADD,                    NUMBER,      -2)                                                 \
  /* Pops an iterable; extends the list that is then the arg-th. */                               \
  X (LIST_EXTEND,                NUMBER,      -1)                                                 \
  /* Pops an iterable; updates the set that is then the arg-th. */                                \
  X (SET_UPDATE,                 NUMBER,      -1)                                                 \
  /* Pops a mapping; updates the dict that is then the arg-th. */                                 \
  X (DICT_UPDATE,                NUMBER,      -1)                                                 \
  /* The same for `**` in a call: raises at a key that is already there. The function is 4        \
   * below that dict. */                                                                          \
  X (DICT_MERGE,                 NUMBER,      -1)                                                 \
  /* Pops an iterable, pushes its arg items, the first one on top. */                             \
  X (UNPACK_SEQUENCE,            NUMBER,      arg - 1)                                            \
  /* The same with a starred target: arg & 255 items before it, arg >> 8 behind it. */            \
  X (UNPACK_EX,                  NUMBER,      (arg & 255) + (arg >> 8))                           \
                                                                                                  \
  /* Text */                                                                                      \
                                                                                                  \
  /* str(), repr() or ascii() of the 1st. */                                                      \
  X (CONVERT_VALUE,              CONVERSION,  0)                                                  \
  /* format(1st, ''); a str stays as it is. */                                                    \
  X (FORMAT_SIMPLE,              NONE,        0)                                                  \
  /* format(2nd, 1st). */                                                                         \
  X (FORMAT_WITH_SPEC,           NONE,        -1)                                                 \
                                                                                                  \
  /* Jumps */                                                                                     \
                                                                                                  \
  /* Goes to a later instruction. */                                                              \
  X (JUMP_FORWARD,               JUMP,        0)                                                  \
  /* Goes to an earlier instruction; here a run may be interrupted. */                            \
  X (JUMP_BACKWARD,              JUMP,        0)                                                  \
  /* Goes to an earlier instruction. */                                                           \
  X (JUMP_BACKWARD_NO_INTERRUPT, JUMP,        0)                                                  \
  /* Pops a bool, goes there if it is True. */                                                    \
  X (POP_JUMP_IF_TRUE,           JUMP,        -1)                                                 \
  /* Pops a bool, goes there if it is False. */                                                   \
  X (POP_JUMP_IF_FALSE,          JUMP,        -1)                                                 \
  /* Pops, goes there if it was None. */                                                          \
  X (POP_JUMP_IF_NONE,           JUMP,        -1)                                                 \
  /* Pops, goes there if it was not None. */                                                      \
  X (POP_JUMP_IF_NOT_NONE,       JUMP,        -1)                                                 \
                                                                                                  \
  /* Loops and generators */                                                                      \
                                                                                                  \
  /* iter(1st). */                                                                                \
  X (GET_ITER,                   NONE,        0)                                                  \
  /* The 1st as `yield from` delegates to it: a generator or, in one, a coroutine as it is;       \
   * otherwise iter(1st). */                                                                      \
  X (GET_YIELD_FROM_ITER,        NONE,        0)                                                  \
  /* Pushes the iterator's next item. At its end: drops the iterator and goes to the              \
   * instruction 2 behind the target. */                                                          \
  X (FOR_ITER,                   JUMP,        1)                                                  \
  /* The target of FOR_ITER, a POP_TOP behind it; jumped over. Drops the 1st. */                  \
  X (END_FOR,                    NONE,        -1)                                                 \
  /* First in a generator: makes it, moves the frame there, returns it; when resumed, a value     \
   * to send is on the stack. */                                                                  \
  X (RETURN_GENERATOR,           NONE,        1)                                                  \
  /* Suspends with the 1st as value; when resumed, what was sent is on the stack. arg 1: in       \
   * `yield from` or await. */                                                                    \
  X (YIELD_VALUE,                NUMBER,      0)                                                  \
  /* Sends the 1st to the 2nd and replaces it by what comes back; when that returned, goes to     \
   * the target. */                                                                               \
  X (SEND,                       JUMP,        0)                                                  \
  /* Drops the 2nd: the iterator that SEND is done with. */                                       \
  X (END_SEND,                   NONE,        -1)                                                 \
  /* An exception (1st) in `yield from`: for StopIteration leaves its value for the lower two     \
   * items, otherwise goes on raising. */                                                         \
  X (CLEANUP_THROW,              NONE,        -1)                                                 \
                                                                                                  \
  /* Asynchronous */                                                                              \
                                                                                                  \
  /* The awaitable's iterator. arg 1: of __aenter__, 2: of __aexit__, for the error message. */   \
  X (GET_AWAITABLE,              NUMBER,      0)                                                  \
  /* aiter(1st). */                                                                               \
  X (GET_AITER,                  NONE,        0)                                                  \
  /* Pushes the awaitable of the asynchronous iterator's next item. */                            \
  X (GET_ANEXT,                  NONE,        1)                                                  \
  /* An exception (1st) of an asynchronous iterator (2nd): drops both for StopAsyncIteration,     \
   * otherwise goes on raising. */                                                                \
  X (END_ASYNC_FOR,              NONE,        -2)                                                 \
  /* Replaces a manager by its __aexit__, then pushes what __aenter__() gives. */                 \
  X (BEFORE_ASYNC_WITH,          NONE,        1)                                                  \
                                                                                                  \
  /* Calls and functions */                                                                       \
                                                                                                  \
  /* Calls with arg arguments; below them self or nothing, below that the function. */            \
  X (CALL,                       NUMBER,      -1 - arg)                                           \
  /* The same; on top a tuple with the names of the last arguments. */                            \
  X (CALL_KW,                    NUMBER,      -2 - arg)                                           \
  /* Calls the function with a tuple of arguments and, if arg is 1, a dict on top; between        \
   * function and tuple nothing. */                                                               \
  X (CALL_FUNCTION_EX,           NUMBER,      -2 - (arg & 1))                                     \
  /* Replaces the 1st. */                                                                         \
  X (CALL_INTRINSIC_1,           INTRINSIC_1, 0)                                                  \
  /* Replaces the 2nd and the 1st. */                                                             \
  X (CALL_INTRINSIC_2,           INTRINSIC_2, -1)                                                 \
  /* Replaces a code object by a function in the frame's globals. */                              \
  X (MAKE_FUNCTION,              NONE,        0)                                                  \
  /* Gives the 2nd to the function (1st) and leaves the function. */                              \
  X (SET_FUNCTION_ATTRIBUTE,     FUNCTION,    -1)                                                 \
  /* Returns the 1st. */                                                                          \
  X (RETURN_VALUE,               NONE,        -1)                                                 \
  /* Returns a constant. */                                                                       \
  X (RETURN_CONST,               CONSTANT,    0)                                                  \
                                                                                                  \
  /* Modules */                                                                                   \
                                                                                                  \
  /* Replaces level (2nd) and names (1st) by the module. */                                       \
  X (IMPORT_NAME,                NAME,        -1)                                                 \
  /* Pushes an attribute of the module (1st), or a module in it. */                               \
  X (IMPORT_FROM,                NAME,        1)                                                  \
                                                                                                  \
  /* Exceptions and with */                                                                       \
                                                                                                  \
  /* raise (0), raise 1st (1), raise 2nd from 1st (2). */                                         \
  X (RAISE_VARARGS,              NUMBER,      -arg)                                               \
  /* Raises the 1st again as it is. arg > 0: the instruction to be named in the traceback is      \
   * the arg-th below it. */                                                                      \
  X (RERAISE,                    NUMBER,      -1)                                                 \
  /* At a handler: puts the exception handled until now below the new one (1st), which is now     \
   * handled. */                                                                                  \
  X (PUSH_EXC_INFO,              NONE,        1)                                                  \
  /* Pops the exception that was handled before; it is handled again. */                          \
  X (POP_EXCEPT,                 NONE,        -1)                                                 \
  /* Replaces a class (1st) by whether the exception (2nd) is one of its kind. */                 \
  X (CHECK_EXC_MATCH,            NONE,        0)                                                  \
  /* Splits the exception (2nd) by a class (1st): leaves what is left over or None, and the       \
   * matching group or None. */                                                                   \
  X (CHECK_EG_MATCH,             NONE,        0)                                                  \
  /* Replaces a manager by its __exit__, then pushes what __enter__() gives. */                   \
  X (BEFORE_WITH,                NONE,        1)                                                  \
  /* Pushes what the __exit__ (4th) says to the exception (1st). */                               \
  X (WITH_EXCEPT_START,          NONE,        1)                                                  \
                                                                                                  \
  /* match */                                                                                     \
                                                                                                  \
  /* Pushes len(1st). */                                                                          \
  X (GET_LEN,                    NONE,        1)                                                  \
  /* Pushes whether the 1st is a mapping. */                                                      \
  X (MATCH_MAPPING,              NONE,        1)                                                  \
  /* Pushes whether the 1st is a sequence, neither str nor bytes nor bytearray. */                \
  X (MATCH_SEQUENCE,             NONE,        1)                                                  \
  /* Pushes a tuple of the values of a mapping (2nd) under keys (1st, a tuple), or None. */       \
  X (MATCH_KEYS,                 NONE,        1)                                                  \
  /* Replaces subject (3rd), class (2nd), names (1st, a tuple) by a tuple of attributes, arg of   \
   * them by position, or None. */                                                                \
  X (MATCH_CLASS,                NUMBER,      -2)

typedef enum
{
#define ML_OPCODE_ENTRY(name, argument, effect) ML_OP_##name,
  ML_OPCODES (ML_OPCODE_ENTRY)
#undef ML_OPCODE_ENTRY
  ML_N_OPCODES
} MlOpcode;

/* X (NAME, TEXT): the operators of BINARY_OP. ML_BINARY_ARG_INPLACE added makes an augmented
 * assignment of it. */
#define ML_BINARY_ARGS(X)      \
  X (ADD,             "+")     \
  X (AND,             "&")     \
  X (FLOOR_DIVIDE,    "//")    \
  X (LEFT_SHIFT,      "<<")    \
  X (MATRIX_MULTIPLY, "@")     \
  X (MULTIPLY,        "*")     \
  X (REMAINDER,       "%")     \
  X (OR,              "|")     \
  X (POWER,           "**")    \
  X (RIGHT_SHIFT,     ">>")    \
  X (SUBTRACT,        "-")     \
  X (TRUE_DIVIDE,     "/")     \
  X (XOR,             "^")

typedef enum
{
#define ML_BINARY_ARG_ENTRY(name, text) ML_BINARY_ARG_##name,
  ML_BINARY_ARGS (ML_BINARY_ARG_ENTRY)
#undef ML_BINARY_ARG_ENTRY
  ML_BINARY_ARG_INPLACE
} MlBinaryArg;

/* COMPARE_OP's argument: an MlCompare and a flag. The lower 4 bits are CPython's own: the outcomes
 * that make it true. */
#define ML_COMPARE_ARG(compare)  ((compare) << 5)
#define ML_COMPARE_OF_ARG(arg)   ((arg) >> 5)
#define ML_COMPARE_TO_BOOL       16

/* X (NAME): the functions of CALL_INTRINSIC_1. */
#define ML_INTRINSICS_1(X)                                                        \
  X (1_INVALID)                                                                   \
  X (PRINT)                /* sys.displayhook(1st) */                             \
  X (IMPORT_STAR)          /* a module's public names to the namespace */         \
  X (STOPITERATION_ERROR)  /* StopIteration in a generator becomes RuntimeError */\
  X (ASYNC_GEN_WRAP)       /* wraps what an asynchronous generator yields */      \
  X (UNARY_POSITIVE)       /* +1st */                                             \
  X (LIST_TO_TUPLE)                                                               \
  X (TYPEVAR)              /* of a name */                                        \
  X (PARAMSPEC)                                                                   \
  X (TYPEVARTUPLE)                                                                \
  X (SUBSCRIPT_GENERIC)    /* Generic[*1st] */                                    \
  X (TYPEALIAS)            /* of (name, parameters, function that gives the value) */

typedef enum
{
#define ML_INTRINSIC_ENTRY(name) ML_INTRINSIC_##name,
  ML_INTRINSICS_1 (ML_INTRINSIC_ENTRY)
#undef ML_INTRINSIC_ENTRY
  ML_N_INTRINSICS_1
} MlIntrinsic1;

/* X (NAME): the functions of CALL_INTRINSIC_2. */
#define ML_INTRINSICS_2(X)                                                        \
  X (2_INVALID)                                                                   \
  X (PREP_RERAISE_STAR)         /* what `except*` raises in the end, or None:     \
                                 * from the exception (2nd) and a list (1st) */   \
  X (TYPEVAR_WITH_BOUND)        /* of a name (2nd) and a function (1st) */        \
  X (TYPEVAR_WITH_CONSTRAINTS)  /* likewise; the function gives a tuple */        \
  X (SET_FUNCTION_TYPE_PARAMS)  /* 2nd.__type_params__ = 1st, gives the 2nd */    \
  X (SET_TYPEPARAM_DEFAULT)     /* of a parameter (2nd) and a function (1st) */

typedef enum
{
#define ML_INTRINSIC_ENTRY(name) ML_INTRINSIC_##name,
  ML_INTRINSICS_2 (ML_INTRINSIC_ENTRY)
#undef ML_INTRINSIC_ENTRY
  ML_N_INTRINSICS_2
} MlIntrinsic2;

/* CONVERT_VALUE's argument. */
typedef enum
{
  ML_CONVERSION_NONE,
  ML_CONVERSION_STR,
  ML_CONVERSION_REPR,
  ML_CONVERSION_ASCII
} MlConversion;

/* SET_FUNCTION_ATTRIBUTE's argument. */
typedef enum
{
  ML_FUNCTION_DEFAULTS         = 1,  /* tuple: of the last positional parameters */
  ML_FUNCTION_KEYWORD_DEFAULTS = 2,  /* dict: of keyword-only parameters */
  ML_FUNCTION_ANNOTATIONS      = 4,  /* tuple of names and values in turn */
  ML_FUNCTION_CLOSURE          = 8   /* tuple of cells */
} MlFunctionAttribute;

/* RESUME's argument. */
typedef enum
{
  ML_RESUME_AT_START    = 0,
  ML_RESUME_AFTER_YIELD = 1,
  ML_RESUME_AFTER_YIELD_FROM = 2,
  ML_RESUME_AFTER_AWAIT = 3,
  ML_RESUME_PLACE_MASK  = 3,
  ML_RESUME_OUTSIDE_TRY = 4
} MlResume;

G_END_DECLS
