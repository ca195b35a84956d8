/* ml-document.h: the text of the program that is looked at
 *
 * A text buffer with Python's highlighting and a name. It comes from a file or from a lesson, and
 * may be edited either way; what it is run as is up to MlWorkbench. What is typed in a lesson's
 * program is an experiment; in an own one it is work, which must not be lost.
 *
 * Properties, read-only:
 *   "file" GFile: NULL if the text has none
 *   "name" string: as it stands in tracebacks
 *   "unsaved" boolean: an own program with changes that its file, if it has one, does not have
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* No program that a person wrote is longer; a wrongly chosen file may be. In bytes. */
#define ML_DOCUMENT_MAX_BYTES (1024 * 1024)

#define ML_TYPE_DOCUMENT (ml_document_get_type ())
G_DECLARE_FINAL_TYPE (MlDocument, ml_document, ML, DOCUMENT, GtkSourceBuffer)

MlDocument *ml_document_new         (void);

/* Replaces everything by a text that is a lesson's or a recording's. What was typed before cannot be
 * undone. */
void        ml_document_set_program (MlDocument           *self,
                                     const char           *name,
                                     const char           *text);

/* Replaces everything by an own program that is unsaved unless it is empty. @file: where it was
 * saved before; NULL: nowhere. */
void        ml_document_set_draft   (MlDocument           *self,
                                     GFile                *file,
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

/* Writes the text to @file, whole or not at all; from then on it is the document's, and an own
 * program. What is typed meanwhile stays unsaved. */
void        ml_document_save_async  (MlDocument           *self,
                                     GFile                *file,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean    ml_document_save_finish (MlDocument           *self,
                                     GAsyncResult         *result,
                                     GError              **error);

gboolean    ml_document_get_unsaved (MlDocument           *self);

/* (nullable) (transfer none) */
GFile      *ml_document_get_file    (MlDocument           *self);
const char *ml_document_get_name    (MlDocument           *self);

/* The whole text. (transfer full) */
char       *ml_document_dup_text    (MlDocument           *self);

G_END_DECLS
