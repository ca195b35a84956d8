/* ml-test-language.h: a heap with its built-in types, and texts parsed in it */
#pragma once

#include "ml-parser.h"

G_BEGIN_DECLS

typedef struct
{
  MlHeap *heap;
} MlTestLanguage;

void      ml_test_language_init       (MlTestLanguage  *self);
void      ml_test_language_clear      (MlTestLanguage  *self);

/* "no error", or "SyntaxError: message @1:2-1:3", for a file of this text. */
char     *ml_test_language_judge      (MlTestLanguage  *self,
                                       const char      *text,
                                       gsize            length);

/* The same of an error. */
char     *ml_test_describe_error      (const MlSyntaxError *error);

/* The tree of a file of this text as ml_tree_dump() writes it, or what ml_test_language_judge()
 * gives. */
char     *ml_test_language_dump       (MlTestLanguage  *self,
                                       const char      *text,
                                       gsize            length);

/* The text of a file beside the tests. */
char     *ml_test_read                (const char      *folder,
                                       const char      *name,
                                       gsize           *length);

/* The names in a folder beside the tests that end with @suffix, sorted, without the suffix. */
GPtrArray *ml_test_list_files         (const char      *folder,
                                       const char      *suffix);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlTestLanguage, ml_test_language_clear)

G_END_DECLS
