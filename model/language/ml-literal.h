/* ml-literal.h: from the text of a literal to its value
 *
 * All functions give a new reference. Where they give NULL, @error says why in CPython's words;
 * nothing is raised in the heap.
 */
#pragma once

#include "ml-heap.h"
#include "ml-str-builder.h"

G_BEGIN_DECLS

/* A number as the tokenizer has found it: any base, underscores, fraction, exponent, `j`. */
MlObject *ml_literal_number (MlHeap       *heap,
                             const char   *text,
                             gsize         length,
                             char        **error);

/* Appends the characters that the text between a str's quotes stands for. FALSE with @error at a
 * bad escape. */
gboolean  ml_literal_unescape (MlStrBuilder *builder,
                               const char   *text,
                               gsize         length,
                               char        **error);

/* The same for bytes. */
gboolean  ml_literal_unescape_bytes (GByteArray *bytes,
                                     const char *text,
                                     gsize       length,
                                     char      **error);

G_END_DECLS
