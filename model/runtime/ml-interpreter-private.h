/* ml-interpreter-private.h: what the files of the runtime share */
#pragma once

#include <signal.h>

#include "ml-frame.h"
#include "ml-interpreter.h"

G_BEGIN_DECLS

struct _MlInterpreter
{
  MlInterpreterOptions options;
  MlHeap              *heap;
  MlFrameStack        *frames;
  guint                depth;            /* of Python calls */
  guint                recursion_limit;

  MlObject            *modules;          /* dict: sys.modules */
  MlObject            *builtins;         /* dict of the module */
  MlObject            *main;             /* module */
  MlCode              *unit;             /* the script or statement that runs, borrowed; NULL: none does */
  MlType              *unraisable_type;  /* sys.UnraisableHookArgs; NULL until it is asked for */
  guint                construct_shape;
  /* thing that holds exceptions under way and handled; 0: not told */
  MlSerial             stores;
  MlSerial             root;             /* thing that holds the modules */
  guint                n_steps;
  guint                n_expressions;    /* since the last step */
  gboolean             takes_parts;      /* the journal is that of a closeup */
  gboolean             wants_expressions;
  GHashTable          *pending;          /* ml-expressions.c's; NULL until it is needed */
  gint                 interrupted;      /* atomic */
  MlStop               stop;
  gboolean             has_outlived;     /* its recording */
  int                  status;           /* of the program, once it has ended with an exception */
  MlSpan               error_span;       /* where that was raised in the program's own text */
  gboolean             exits;            /* that exception was SystemExit, or the run was stopped */
  gint64               deadline;         /* monotonic microseconds; 0: none */
  gsize                n_output;
  GString             *report;
  GHashTable          *sources;          /* file name -> lines (a string vector), for tracebacks */
  guint                n_checks;         /* for interrupts: the clock is looked at now and then */
  gboolean             script_ended;     /* and no prompt has gone on behind it */
  guint32              prompt_source;    /* number of the prompt's text in the journal */
};

static inline MlInterpreter *
ml_interpreter_get (MlHeap *heap)
{
  return heap->interpreter;
}

/* Whether one more call of Python code is one too many. */
static inline gboolean
ml_interpreter_is_too_deep (MlHeap *heap)
{
  const MlInterpreter *self = ml_interpreter_get (heap);

  return self->depth >= self->recursion_limit;
}

/* The evaluation loop (ml-evaluate.c): runs @frame, which is entered, to its end. The returned
 * value, or NULL with an exception. */
MlObject *ml_evaluate               (MlHeap          *heap,
                                     MlFrame         *frame);

/* Where in the program's own text @exception was raised; source 0: not there (ml-report.c). */
MlSpan    ml_report_find_place      (MlHeap          *heap,
                                     MlObject        *exception);

/* @exception has come up to the top: it is reported, or is the exit that was asked for. */
void      ml_interpreter_end_with   (MlHeap          *heap,
                                     MlObject        *exception);

/* A generator's hook: MlFrameHooks.resume. */
MlObject *ml_interpreter_resume     (MlHeap          *heap,
                                     MlGenerator     *generator,
                                     MlObject        *value,
                                     gboolean        *ended,
                                     MlObject       **returned);

/* Calls (ml-call.c) */

/* A frame for a call of @function, not yet entered: arguments are in their places. Steals the
 * references of @args (n_args and one for each of @kw_names), also in failure. NULL with TypeError
 * or RecursionError. */
MlFrame  *ml_call_prepare           (MlHeap          *heap,
                                     MlFunction      *function,
                                     MlObject       **args,
                                     gsize            n_args,
                                     MlObject        *kw_names);

/* The call slot of functions. */
MlObject *ml_call_function          (MlHeap          *heap,
                                     MlObject        *self,
                                     MlObject *const *args,
                                     gsize            n_args,
                                     MlObject        *kw_names);
MlObject *ml_call_method_object     (MlHeap          *heap,
                                     MlObject        *self,
                                     MlObject *const *args,
                                     gsize            n_args,
                                     MlObject        *kw_names);

/* Runs @code with namespaces, as exec() does. @closure may be NULL. */
MlObject *ml_run_code               (MlHeap          *heap,
                                     MlCode          *code,
                                     MlObject        *globals,
                                     MlObject        *locals);

/* Steps (ml-steps.c) */

/* Whether steps are taken: something is recorded, counted or checked. */
gboolean  ml_steps_are_taken        (MlInterpreter   *self);

/* A step of the running frame. @value: returned or raised, or NULL. FALSE if the run is to stop:
 * then something is raised that cannot be caught. */
gboolean  ml_step                   (MlHeap          *heap,
                                     MlFrame         *frame,
                                     MlEvent          event,
                                     MlObject        *value);

/* An expression step, if the journal wants any. */
void      ml_expression_step        (MlHeap          *heap,
                                     MlFrame         *frame,
                                     const MlExpression *expression);

/* Between two instructions of the running @frame, whose stack is up to date, while the journal
 * wants expression steps: tells of those that the last one has finished (ml-expressions.c). */
void      ml_expressions_between    (MlHeap          *heap,
                                     MlFrame         *frame,
                                     const MlInstruction *next);

/* What ml_check_interrupt() does when there may be something to do. */
gboolean  ml_interrupt              (MlHeap          *heap);

/* To be called now and then, with nothing raised: FALSE if the run is to stop. */
static inline gboolean
ml_check_interrupt (MlHeap *heap)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  if (G_LIKELY (!g_atomic_int_get (&self->interrupted) && self->deadline == 0 &&
                !heap->collection_due))
    return TRUE;

  return ml_interrupt (heap);
}

/* Sets the exception that is being handled (steals @exception; NULL: none); the one before is
 * returned, owned. */
MlObject *ml_set_handled            (MlHeap          *heap,
                                     MlObject        *exception);

/* While a generator runs it handles @handled (steals it; may be NULL); what its caller handles
 * waits outside. */
void      ml_push_handled           (MlHeap          *heap,
                                     MlObject        *handled);

/* The end of that: what it handles now, owned, or NULL. */
MlObject *ml_pop_handled            (MlHeap          *heap);

/* Marks the instructions that begin a line, and gives caches to those that learn. Once for each
 * code object. */
void      ml_code_prepare           (MlCode          *code);
#define ML_INSTRUCTION_BEGINS_LINE 1

/* Whether a line begins in @frame with @at, which is so marked and runs next: if it is another line
 * than that of the instruction before, or comes by a jump back. */
gboolean  ml_line_begins            (MlFrame         *frame,
                                     const MlInstruction *at);

/* Reports (ml-report.c) */

/* Prints an exception with its traceback and chain to standard error, as CPython does. */
void      ml_report_exception       (MlHeap          *heap,
                                     MlObject        *exception);

/* Behind its message, the name that may have been meant (ml-report-suggestion.c). */
void      ml_report_append_suggestion (MlHeap       *heap,
                                     GString         *out,
                                     MlObject        *exception);

/* MlHeap.report_unraisable */
void      ml_report_unraisable      (MlHeap          *heap,
                                     MlObject        *where);

/* Prints an exception that was ignored: what sys.__unraisablehook__ does. @where may be NULL. */
void      ml_report_ignored         (MlHeap          *heap,
                                     MlObject        *exception,
                                     MlObject        *where);
void      ml_report_add_source      (MlInterpreter   *self,
                                     const char      *file_name,
                                     const char      *text);

/* A line of such a source, without its end. Borrowed; NULL if the text is not known. */
const char *ml_report_find_line     (MlInterpreter   *self,
                                     const char      *file_name,
                                     guint32          line);

/* Writes to the program's output, recorded. FALSE if that is too much: the run stops. */
gboolean  ml_interpreter_write      (MlHeap          *heap,
                                     int              stream,
                                     const char      *text,
                                     gsize            length);

/* Imports (ml-import.c). A new reference. */
MlObject *ml_import                 (MlHeap          *heap,
                                     MlObject        *name);

G_END_DECLS
