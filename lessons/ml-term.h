/* ml-term.h: one side of a claim
 *
 * A place, something that is asked of the object there (refcount(x)), what was printed, or a
 * literal. A private part of MlClaim.
 */
#pragma once

#include "ml-lesson-place.h"

G_BEGIN_DECLS

typedef struct _MlTerm MlTerm;

/* What a term is at one step. Two values are equal if their texts are. */
typedef struct
{
  MlSerial  object;     /* 0 for a value that is no object of the memory */
  gboolean  is_number;
  gint64    number;
  char     *text;       /* as repr() shows it; what has no value is told apart by its serial */
} MlTermValue;

/* Reads a term from @cursor, which goes behind it. */
MlTerm   *ml_term_parse        (const char  **cursor,
                                GError      **error);
void      ml_term_free         (MlTerm       *self);

/* Whether it says something by itself: freed(x), immortal(x). Its value is then True or False. */
gboolean  ml_term_is_statement (const MlTerm *self);

/* Whether it is one object, of which one can ask whether it is another. */
gboolean  ml_term_has_identity (const MlTerm *self);

/* The memory is back at its step afterwards. */
gboolean  ml_term_evaluate     (const MlTerm *self,
                                MlMemory     *memory,
                                MlTermValue  *value,
                                GError      **error);
void      ml_term_value_clear  (MlTermValue  *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTerm, ml_term_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlTermValue, ml_term_value_clear)

G_END_DECLS
