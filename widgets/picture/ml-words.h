/* ml-words.h: what things are called in a picture
 *
 * Values are written as Python writes them, from the recording alone: no code of the program is
 * run.
 */
#pragma once

#include "ml-memory.h"
#include "ml-playback.h"

G_BEGIN_DECLS

/* Whether a thing is a plain value: it refers to nothing, and can be written on one line. */
gboolean        ml_words_is_value     (const MlThing  *thing);

/* "5", "\"hello\"", "True"; NULL for what is no plain value. Long ones are cut. (transfer full) */
char           *ml_words_value        (const MlThing  *thing);

/* A dict's key in one word: a plain value, or "(…)", "Point". (transfer full) */
char           *ml_words_key          (const MlMemory *memory,
                                       const MlThing  *key);

/* As Python would write it, in one line: "[1, 2]", "{\"a\": (…)}", "Point", "area". Long ones are
 * cut. (transfer full) */
char           *ml_words_line         (const MlMemory *memory,
                                       const MlThing  *thing);

/* What stands in a box's header: "list", "class Point", "def area", "area()". (transfer full) */
char           *ml_words_title        (const MlMemory *memory,
                                       const MlThing  *thing);

/* What a screen reader says: "list object, 2 references". (transfer full) */
char           *ml_words_label        (const MlThing  *thing,
                                       const char     *title,
                                       guint           n_names);

/* The text of a str, as it is: a name. NULL for other things. (transfer full) */
char           *ml_words_name         (const MlThing  *thing);

/* Names like __this__ belong to the language, not to the program. */
gboolean        ml_words_is_dunder    (const char     *name);

/* The name of a field without marks and underscores: "~__dict__" is "dict". (transfer full) */
char           *ml_words_field        (const char     *name);

/* "1,712 bytes". (transfer full) */
char           *ml_words_bytes        (guint32         bytes);

G_END_DECLS
