/* ml-description.h: the memory at one step in words, and as JSON
 *
 * What `memory-lane describe` prints, made from an MlMemory alone.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "ml-memory.h"

G_BEGIN_DECLS

/* The step as its reader counts them. */
typedef struct
{
  guint step;
  guint n_steps;
} MlDescriptionStep;

/* What the step did, in a sentence; all that the program's names reach, and garbage; of each object
 * all holders. An object's ID is its serial number. (transfer full) */
JsonNode *ml_description_to_json (MlMemory                *memory,
                                  const MlDescriptionStep *step);

/* The same as an outline. (transfer full) */
char     *ml_description_to_text (MlMemory                *memory,
                                  const MlDescriptionStep *step);

/* One sentence: by which rule two things are one object, or not. @a and @b are what the program
 * calls them. (transfer full) */
char     *ml_description_why     (MlMemory                *memory,
                                  const char              *a,
                                  MlSerial                 first,
                                  const char              *b,
                                  MlSerial                 second);

/* The same for other tools: {"names": {A: ID, B: ID}, "one", "rule", "text"}. (transfer full) */
JsonNode *ml_description_why_to_json (MlMemory            *memory,
                                      const char          *a,
                                      MlSerial             first,
                                      const char          *b,
                                      MlSerial             second);

G_END_DECLS
