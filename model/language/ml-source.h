/* ml-source.h: the text of a program
 *
 * Made from the bytes of a file or a string, once: decoded to UTF-8, checked, newlines made "\n",
 * and one added at the end where it lacks. From then on it never changes, and every line and
 * column is one of this text.
 *
 * Reference counted, safe to share between threads.
 */
#pragma once

#include "ml-syntax-error.h"

G_BEGIN_DECLS

typedef struct _MlSource MlSource;

/* @name is what tracebacks call it: a path, "<stdin>", "<string>". @bytes are a file's: a byte
 * order mark and a coding line (UTF-8, ASCII or Latin-1) are honoured. NULL with @error set where
 * the bytes are not text. */
MlSource   *ml_source_new          (const char     *name,
                                    const char     *bytes,
                                    gsize           length,
                                    MlSyntaxError **error);

MlSource   *ml_source_ref          (MlSource       *self);
void        ml_source_unref        (MlSource       *self);

const char *ml_source_get_name     (const MlSource *self);

/* The whole text, zero-terminated; without a byte order mark. */
const char *ml_source_get_text     (const MlSource *self,
                                    gsize          *length);

guint32     ml_source_get_n_lines  (const MlSource *self);

/* A line without its newline, not zero-terminated; lines count from 1. NULL if there is none of
 * that number. */
const char *ml_source_get_line     (const MlSource *self,
                                    guint32         line,
                                    gsize          *length);

/* A copy of it. */
char       *ml_source_dup_line     (const MlSource *self,
                                    guint32         line);

/* The line in which byte @offset of the text stands. */
guint32     ml_source_find_line    (const MlSource *self,
                                    gsize           offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSource, ml_source_unref)

G_END_DECLS
