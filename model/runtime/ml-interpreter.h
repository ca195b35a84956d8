/* ml-interpreter.h: one run of a program
 *
 * An interpreter has a heap, its modules, limits, input and output; it writes a journal or none,
 * and knows no reader. It belongs to one thread, which should have a stack of 64 MB; only
 * ml_interpreter_interrupt() may be called from another.
 */
#pragma once

#include "ml-heap.h"
#include "ml-rules.h"

G_BEGIN_DECLS

typedef struct _MlInterpreter MlInterpreter;

/* A module that comes with the interpreter: made when it is first imported. What of it is written in Python runs quietly: its code makes no
 * steps, and its frames are those of built-ins. */
typedef struct
{
  const char *name;
  MlObject *(*make) (MlHeap *heap);  /* NULL: an empty module */
  const char *text;                  /* in Python, to be run in the module; it imports nothing. NULL: there is none */
} MlModuleSpec;

typedef struct
{
  const MlRules      *rules;          /* NULL: of ML_RULES_DEFAULT_VERSION */
  const MlModuleSpec *modules;        /* ended by a NULL name; must have builtins and sys */
  MlJournal          *journal;        /* NULL: nothing is recorded */
  guint               max_steps;      /* 0: no limit; likewise below */
  double              max_seconds;    /* of each run, without the time that it waits for input */
  gsize               max_bytes;      /* of the heap */
  gsize               max_output;     /* bytes */
  gboolean            outlives_recording; /* a full journal ends the recording, not the program */
  guint               recursion;      /* calls; 0: 1000, as CPython */
  gboolean            check;          /* recount every reference after every step */
  guint               collect_every;  /* for tests: collect after so many allocations; 0: never */
  const char *const  *arguments;      /* sys.argv, NULL-terminated; may be NULL */

  /* Text for standard output (1) or error (2). NULL: only recorded. */
  void (*write) (int stream, const char *text, gsize length, gpointer user_data);

  /* A line of input without its newline, (transfer full); NULL at the end. */
  char *(*read) (const char *prompt, gpointer user_data);

  /* The text of module @name beside the program, (transfer full), and its file's name; NULL if
   * there is none. */
  char *(*find_module) (const char *name, char **file_name, gpointer user_data);
  /* Step @step has been recorded: whoever wants to may look at the heap, and must leave it as it
   * is. For checks; may be NULL. */
  void (*stepped) (MlInterpreter *self, guint step, gpointer user_data);

  /* The same of expression step @number, from 1, of @step. */
  void (*evaluated) (MlInterpreter *self, guint step, guint number, gpointer user_data);

  gpointer user_data;
} MlInterpreterOptions;

typedef enum
{
  ML_STOP_NONE,
  ML_STOP_STEPS,
  ML_STOP_SECONDS,
  ML_STOP_OUTPUT,
  ML_STOP_RECORDING,    /* the journal is full */
  ML_STOP_INTERRUPTED
} MlStop;

/* Copies @options; the journal must live longer. */
MlInterpreter *ml_interpreter_new        (const MlInterpreterOptions *options);

/* Frees the heap with all that is in it: no finalizer runs any more. */
void           ml_interpreter_free       (MlInterpreter *self);

MlHeap        *ml_interpreter_get_heap   (MlInterpreter *self);

/* Runs a script as `python3 FILE` does: the exit status. A traceback goes to standard error. The
 * recording ends with the module's return, unless the prompt goes on. */
int            ml_interpreter_run_script (MlInterpreter *self,
                                          const char    *file_name,
                                          const char    *text,
                                          gsize          length);

/* Runs @text as typed at the prompt, statement by statement: each is a unit of its own, values are
 * echoed, errors do not end it. The exit status, which is other than 0 only for SystemExit. May be
 * called again, or behind a script: the prompt goes on. */
int            ml_interpreter_run_interactive (MlInterpreter *self,
                                               const char    *text,
                                               gsize          length);

/* Whether @text ends inside a statement, so that the prompt asks for another line, as CPython's
 * codeop.compile_command finds out. Nothing runs; but what stands in @text is made, and so an
 * interpreter that is recorded should not be asked. */
gboolean       ml_interpreter_needs_more (MlInterpreter *self,
                                          const char    *text,
                                          gsize          length);

/* The end of the program as Py_FinalizeEx has it: what still lives is finalized and let go. Nothing
 * of it is recorded. */
void           ml_interpreter_finish     (MlInterpreter *self);

/* Asks a running interpreter to stop soon. From any thread. */
void           ml_interpreter_interrupt  (MlInterpreter *self);

/* Why it stopped before the program's end. */
MlStop         ml_interpreter_get_stop   (MlInterpreter *self);

/* One sentence for the user about why it stopped, or why its recording did before it: NULL if the
 * program came to its end and all of it is recorded. */
const char    *ml_interpreter_get_stop_message (MlInterpreter *self);

/* Where in the program's own text, which is the first source, the exception was raised that ended
 * it. FALSE if nothing did, or if it was raised elsewhere. */
gboolean       ml_interpreter_get_error_span (MlInterpreter *self,
                                              MlSpan        *span);

/* What `check` found wrong, one line each; empty if nothing. */
const char    *ml_interpreter_get_report (MlInterpreter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlInterpreter, ml_interpreter_free)

G_END_DECLS
