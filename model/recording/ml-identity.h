/* ml-identity.h: why two names mean one object, or two
 *
 * Python does not say which objects are shared; it follows from where an object comes from, which the
 * recording knows of each (MlOrigin). An MlIdentity names the rule that decides.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef enum
{
  /* one object */
  ML_IDENTITY_ALIAS,         /* made once at run time; assignment never copies */
  ML_IDENTITY_CONSTANT,      /* equal constants of one compilation unit */
  ML_IDENTITY_FOLDED,        /* the same, computed by the compiler */
  ML_IDENTITY_SMALL_INT,
  ML_IDENTITY_INTERNED,
  ML_IDENTITY_CHARACTER,     /* an empty or one-character text */
  ML_IDENTITY_SINGLETON,
  ML_IDENTITY_BUILTIN,

  /* two objects */
  ML_IDENTITY_OTHER_TYPES,
  ML_IDENTITY_OTHER_VALUES,
  ML_IDENTITY_OTHER_UNITS,   /* equal constants of units that were compiled apart */
  ML_IDENTITY_MADE_ANEW,     /* at least one was made at run time */
  ML_N_IDENTITIES
} MlIdentity;

/* The rule for @first and @second, which live at @memory's step. */
MlIdentity  ml_identity_find         (MlMemory   *memory,
                                      MlSerial    first,
                                      MlSerial    second);

/* Whether it is a rule by which two names mean one object. */
gboolean    ml_identity_is_one       (MlIdentity  identity);

/* "small-int", for other tools. */
const char *ml_identity_get_name     (MlIdentity  identity);

/* The rule as half a sentence: "small integers are made in advance, each of them once". */
const char *ml_identity_get_rule     (MlIdentity  identity);

G_END_DECLS
