/* ml-rules.h: the few values of memory that differ between versions of Python
 *
 * The one table of them: nothing else in code, picture or lesson names these numbers.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *version;              /* "3.13" */
  int         small_int_first;      /* the ints that exist once each, for ever */
  int         small_int_last;
  guint       collector_thresholds[3];
} MlRules;

/* The rules of "3.13" or "3.15"; NULL for a version that is not known. */
const MlRules *ml_rules_find (const char *version);

#define ML_RULES_DEFAULT_VERSION "3.13"

G_END_DECLS
