/* ml-document.h: the text of the program that is looked at
 *
 * A text buffer with Python's highlighting and a name. It comes from a file or from a lesson, and
 * may be edited either way; what it is run as is up to MlWorkbench.
 *
 * Properties: "file" GFile, NULL if the text has none; "name" string, as it stands in tracebacks.
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* No program that a person wrote is longer; a wrongly chosen file may be. In bytes. */
#define ML_DOCUMENT_MAX_BYTES (1024 * 1024)

#define ML_TYPE_DOCUMENT (ml_document_get_type ())
G_DECLARE_FINAL_TYPE (MlDocument, ml_document, ML, DOCUMENT, GtkSourceBuffer)

MlDocument *ml_document_new         (void);

/* Replaces everything by a text that belongs to no file. What was typed before cannot be undone. */
void        ml_document_set_program (MlDocument           *self,
                                     const char           *name,
                                     const char           *text);

/* Replaces everything by the text of @file. On failure (unreadable, too long, not UTF-8) nothing is
 * changed. */
void        ml_document_load_async  (MlDocument           *self,
                                     GFile                *file,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean    ml_document_load_finish (MlDocument           *self,
                                     GAsyncResult         *result,
                                     GError              **error);

/* (nullable) (transfer none) */
GFile      *ml_document_get_file    (MlDocument           *self);
const char *ml_document_get_name    (MlDocument           *self);

/* The whole text. (transfer full) */
char       *ml_document_dup_text    (MlDocument           *self);

G_END_DECLS
