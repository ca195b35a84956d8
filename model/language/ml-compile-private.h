/* ml-compile-private.h: what the parts of the compiler share
 *
 * Each code object that is being made is an MlUnit; the innermost is at work. The parts are
 * functions that emit the operations of one kind of node into its MlFlow.
 *
 * An error does not stop the walk: the first one is kept, and nothing comes of what is made
 * after it.
 */
#pragma once

#include "ml-compile.h"
#include "ml-flow.h"
#include "ml-symbols.h"

G_BEGIN_DECLS

/* Names by the order of their first mention. */
typedef struct
{
  GPtrArray  *names;
  GHashTable *indexes;
} MlRoll;

typedef enum
{
  ML_UNIT_MODULE,
  ML_UNIT_CLASS,
  ML_UNIT_FUNCTION,
  ML_UNIT_ASYNC_FUNCTION,
  ML_UNIT_LAMBDA,
  ML_UNIT_COMPREHENSION,
  ML_UNIT_TYPE_PARAMETERS
} MlUnitType;

/* What a statement stands in, and must be undone by whatever leaves it early. */
typedef enum
{
  ML_GUARD_WHILE_LOOP,
  ML_GUARD_FOR_LOOP,
  ML_GUARD_TRY_EXCEPT,
  ML_GUARD_FINALLY_TRY,
  ML_GUARD_FINALLY_END,
  ML_GUARD_WITH,
  ML_GUARD_ASYNC_WITH,
  ML_GUARD_HANDLER_CLEANUP,
  ML_GUARD_POP_VALUE,
  ML_GUARD_EXCEPTION_HANDLER,
  ML_GUARD_EXCEPTION_GROUP_HANDLER,
  ML_GUARD_ASYNC_COMPREHENSION,
  ML_GUARD_STOP_ITERATION
} MlGuardType;

typedef struct
{
  MlGuardType       type;
  MlLabel           start;    /* where `continue` goes */
  MlLabel           end;      /* where `break` goes */
  const MlNodeList *finally;  /* the statements of a FINALLY_TRY */
  const char       *name;     /* of a HANDLER_CLEANUP's exception, or NULL */
  MlLocation        location;
} MlGuard;

typedef struct _MlUnit MlUnit;

struct _MlUnit
{
  MlUnit     *outer;
  MlUnitType  type;
  MlScope    *scope;
  const char *name;
  char       *qualified_name;
  MlObject   *qualified_name_object;
  const char *class_name;        /* for mangling; or NULL */
  int         first_line;
  MlFlow     *flow;
  MlRoll      names;
  MlRoll      locals;
  MlRoll      cells;
  MlRoll      free;
  GHashTable *hidden;            /* locals of inlined comprehensions in a class or module, by name:
                                  * not NULL while they are in force */
  GPtrArray  *attributes;        /* names that a class's methods store in self */
  GHashTable *attribute_set;
  GArray     *guards;            /* MlGuard */
  guint       n_arguments;
  guint       n_positional_only;
  guint       n_keyword_only;
  guint       in_comprehension;  /* depth of inlined ones */
};

typedef struct
{
  MlHeap          *heap;
  MlTree          *tree;
  MlSymbols       *symbols;
  MlConstants     *constants;
  MlObject        *file_name;
  MlCompileMode    mode;
  GPtrArray       *warnings;
  MlSyntaxError   *error;
  MlUnit          *unit;
} MlCompiler;

typedef enum
{
  ML_MAKE_LIST,
  ML_MAKE_SET,
  ML_MAKE_TUPLE
} MlMake;

/* Names */

int        ml_roll_add               (MlRoll           *self,
                                      const char       *name);
int        ml_roll_find              (const MlRoll     *self,
                                      const char       *name);   /* -1: not there */

/* Places */

MlLocation ml_node_get_location      (const MlNode     *node);
gboolean   ml_compiler_has_failed    (const MlCompiler *self);
void       ml_compiler_fail          (MlCompiler       *self,
                                      const MlNode     *node,
                                      const char       *format,
                                      ...) G_GNUC_PRINTF (3, 4);
void       ml_compiler_warn          (MlCompiler       *self,
                                      const MlNode     *node,
                                      const char       *format,
                                      ...) G_GNUC_PRINTF (3, 4);

/* Units */

void       ml_compiler_enter         (MlCompiler       *self,
                                      MlUnitType        type,
                                      MlScope          *scope,
                                      const char       *name,
                                      int               first_line);

/* Ends the innermost unit: its code, or NULL after a failure. @returns_none: the end is reached. */
MlCode    *ml_compiler_leave         (MlCompiler       *self,
                                      gboolean          returns_none);

/* The unit's cells and free variables as an index of the frame's locals is only known at the end;
 * until then cells count from 0, free variables behind them. */
int        ml_compiler_find_cell     (MlCompiler       *self,
                                      const char       *name);

/* Emitting */

void       ml_emit                   (MlCompiler       *self,
                                      MlLocation        location,
                                      int               op,
                                      int               arg);
void       ml_emit_name              (MlCompiler       *self,
                                      MlLocation        location,
                                      int               op,
                                      const char       *name);   /* mangled, in names */
void       ml_emit_constant          (MlCompiler       *self,
                                      MlLocation        location,
                                      MlObject         *constant);  /* steals */
void       ml_emit_none              (MlCompiler       *self,
                                      MlLocation        location);
void       ml_emit_text              (MlCompiler       *self,
                                      MlLocation        location,
                                      const char       *text);   /* a name as a str */
MlLabel    ml_new_label              (MlCompiler       *self);
void       ml_use_label              (MlCompiler       *self,
                                      MlLabel           label);

/* Loads, stores or deletes a variable by its binding. */
void       ml_emit_variable          (MlCompiler       *self,
                                      MlLocation        location,
                                      const char       *name,
                                      MlContext         context);
const char *ml_compiler_mangle       (MlCompiler       *self,
                                      const char       *name);

/* Expressions */

void       ml_compile_expression     (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_expressions    (MlCompiler       *self,
                                      const MlNodeList *list);

/* Jumps to @target if the truth of @node is @condition, otherwise goes on. */
void       ml_compile_jump_if        (MlCompiler       *self,
                                      MlLocation        location,
                                      const MlNode     *node,
                                      MlLabel           target,
                                      gboolean          condition);

/* A display with what lies on the stack already, @n_pushed items of it. */
void       ml_compile_display        (MlCompiler       *self,
                                      MlLocation        location,
                                      const MlNodeList *items,
                                      const char       *injected,  /* one name more, or NULL */
                                      int               n_pushed,
                                      MlMake            what);
void       ml_compile_call           (MlCompiler       *self,
                                      const MlNode     *node);

/* The rest of a call: arguments on top of @n_pushed that lie there. @injected: one more, or NULL */
void       ml_compile_arguments      (MlCompiler       *self,
                                      MlLocation        location,
                                      int               n_pushed,
                                      const MlNodeList *args,
                                      const char       *injected,
                                      const MlNodeList *keywords);
void       ml_compile_attribute      (MlCompiler       *self,
                                      const MlNode     *node);
gboolean   ml_is_two_part_slice      (const MlNode     *slice);
void       ml_compile_slice_parts    (MlCompiler       *self,
                                      const MlNode     *slice);
void       ml_compile_comprehension  (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_lambda         (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_unpack         (MlCompiler       *self,
                                      const MlNode     *node);

/* The handler around a generator's whole body. */
void       ml_wrap_generator         (MlCompiler       *self);

void       ml_emit_yield             (MlCompiler       *self,
                                      MlLocation        location);

/* Waits: `yield from` and await. */
void       ml_emit_yield_from        (MlCompiler       *self,
                                      MlLocation        location,
                                      gboolean          is_await);

/* BINARY_OP's argument. */
int        ml_get_binary_arg         (MlBinaryOperator  op);

/* The location of a method's name in `o.m(...)`, which may stand in a later line than o. */
MlLocation ml_get_method_location    (const MlNode     *attribute,
                                      MlLocation        location);

/* Statements */

void       ml_compile_statements     (MlCompiler       *self,
                                      const MlNodeList *list);
void       ml_compile_body           (MlCompiler       *self,
                                      MlLocation        location,
                                      const MlNodeList *body);
void       ml_compile_function       (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_class          (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_type_alias     (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_try            (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_with           (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_match          (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_loop           (MlCompiler       *self,
                                      const MlNode     *node);
void       ml_compile_leave          (MlCompiler       *self,
                                      const MlNode     *node);   /* return, break, continue */
void       ml_compile_assignment     (MlCompiler       *self,
                                      const MlNode     *node);   /* all three kinds */
void       ml_compile_import         (MlCompiler       *self,
                                      const MlNode     *node);   /* both kinds */

/* A function of @code (steals it; NULL after a failure), on the stack; the parts that @attributes
 * (MlFunctionAttribute) names lie there. */
void       ml_emit_function          (MlCompiler       *self,
                                      MlLocation        location,
                                      MlCode           *code,
                                      int               attributes);

/* Guards */

void       ml_push_guard             (MlCompiler       *self,
                                      MlGuardType       type,
                                      MlLabel           start,
                                      MlLabel           end,
                                      MlLocation        location);
void       ml_push_guard_full        (MlCompiler       *self,
                                      MlGuard           guard);
void       ml_pop_guard              (MlCompiler       *self);

/* Emits what it takes to leave all guards at @node, or with @loop those up to the innermost loop,
 * which is then stored there. With @keeps_value a value on the stack stays on top. */
void       ml_unwind                 (MlCompiler       *self,
                                      MlLocation       *location,
                                      gboolean          keeps_value,
                                      const MlNode     *node,
                                      MlGuard          *loop,
                                      gboolean         *found);

/* Emits what leaving @guard needs. */
void       ml_unwind_guard           (MlCompiler       *self,
                                      MlLocation       *location,
                                      const MlGuard    *guard,
                                      gboolean          keeps_value);

G_END_DECLS
