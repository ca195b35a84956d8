/* ml-closeup.h: some steps of a recording, recorded again in fine detail
 *
 * Between step n, the moment before a line, and step n + 1 lie the line's *expression steps*: one
 * for each part of it that was evaluated or assigned to. They are numbered from 1; number 0 is step
 * n itself. A closeup holds those of a window of steps, and the changes that lead from one to the
 * next. It was made by running the program once more, which does the same each time.
 *
 * A closeup never changes, and may be read in any thread.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

typedef struct _MlCloseup MlCloseup;

typedef enum
{
  ML_EXPRESSION_VALUE,   /* evaluated: its value stands on the evaluation stack */
  ML_EXPRESSION_TARGET   /* the left side of an assignment: it refers to the value now */
} MlExpressionKind;

/* Where a name or an attribute was found. */
typedef enum
{
  ML_FOUND_NOWHERE,        /* nothing was looked up */
  ML_FOUND_LOCAL,       /* among the frame's own names */
  ML_FOUND_CELL,        /* a name that an outer or inner function has too */
  ML_FOUND_GLOBAL,      /* among the module's names */
  ML_FOUND_BUILTIN,     /* among the built-in names */
  ML_FOUND_OBJECT,      /* an attribute that the object itself has */
  ML_FOUND_CLASS,       /* in a class, as it stands there */
  ML_FOUND_METHOD,      /* in a class: a function, bound to the object */
  ML_FOUND_DESCRIPTOR,  /* in a class: something that was asked for the value, such as a property */
  ML_FOUND_HOOK,        /* __getattr__ or __getattribute__ gave it */
  ML_N_FOUND
} MlFound;

typedef struct
{
  MlFound   place;
  const char     *name;        /* that was looked up; NULL if none was */
  MlSerial        owner;       /* whose attribute it is; 0 for a name */
  guint           n_classes;
  const MlSerial *classes;     /* that were asked, in their order; the last one had it */
} MlSearch;

typedef struct
{
  MlExpressionKind kind;
  MlSerial         frame;
  MlSerial         value;      /* what a slice is assigned, or a setter gets, may be gone by now */
  guint32          slot;       /* of a value: its index on the frame's evaluation stack */
  MlSpan           span;
  MlSearch         search;
} MlExpression;

MlCloseup          *ml_closeup_ref               (MlCloseup       *self);
void                ml_closeup_unref             (MlCloseup       *self);

/* What it is a closeup of. */
MlRecording        *ml_closeup_get_recording     (const MlCloseup *self);

/* The first step that it divides, and the one behind the last. */
MlStep              ml_closeup_get_first         (const MlCloseup *self);
MlStep              ml_closeup_get_end           (const MlCloseup *self);

/* Whether it divides @step. */
gboolean            ml_closeup_has               (const MlCloseup *self,
                                                  MlStep           step);

/* How many expression steps follow @step, which it must have; there may be none. */
guint               ml_closeup_get_n_expressions (const MlCloseup *self,
                                                  MlStep           step);

/* What expression step @number (from 1) of @step evaluated. Owned by the closeup. */
const MlExpression *ml_closeup_get_expression    (const MlCloseup *self,
                                                  MlStep           step,
                                                  guint            number);

/* The changes that lead to expression step @number (from 1) of @step from the one before. */
void                ml_closeup_foreach_change    (const MlCloseup *self,
                                                  MlStep           step,
                                                  guint            number,
                                                  MlChangeFunc     func,
                                                  gpointer         user_data);

/* Of the statement that @frame is in at (@step, @number): what was evaluated so far, and had been
 * put on the evaluation stack when that was done; of each slot the latest. Whether the slot still
 * holds it, a memory says. (element-type MlExpression *) (transfer container) */
GPtrArray          *ml_closeup_list_evaluated    (const MlCloseup *self,
                                                  MlStep           step,
                                                  guint            number,
                                                  MlSerial         frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlCloseup, ml_closeup_unref)

G_END_DECLS
