/* ml-texts.h: the texts of a recording, each stored once
 *
 * A text gets a number, counted from 0, at which it is found again. Texts never move and are never
 * forgotten, so pointers to them are good for as long as the store is. Threads: as in ml-pile.h; a
 * number may be handed over to a reader.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlTexts MlTexts;

MlTexts    *ml_texts_new       (void);
void        ml_texts_free      (MlTexts       *self);

/* The number of a text of @length bytes, which may contain zeros. */
guint32     ml_texts_add       (MlTexts       *self,
                                const char    *text,
                                guint32        length);

/* The text at @number, followed by a zero that @length does not count. */
const char *ml_texts_get       (const MlTexts *self,
                                guint32        number,
                                guint32       *length);

/* The number of a text that ml_texts_get() returned, of any store. */
guint32     ml_texts_number_of (const char    *text);

/* How many there are, and the bytes that they take. For the thread that adds. */
guint       ml_texts_get_n     (const MlTexts *self);
guint64     ml_texts_get_bytes (const MlTexts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTexts, ml_texts_free)

G_END_DECLS
