/* ml-coder.h: how a stretch of steps is written in few bytes
 *
 * Numbers are written as differences from what came shortly before in the same stretch, so each
 * stretch can be read by itself. Steps come first and their deltas behind, so that steps can be
 * read alone.
 */
#pragma once

#include "ml-delta.h"
#include "ml-byte-reader.h"
#include "ml-tape.h"

G_BEGIN_DECLS

/* Appends @stretch to @bytes. What it says of sorts is added to @tape. */
void       ml_coder_write      (const MlStretch *stretch,
                                MlTape          *tape,
                                GByteArray      *bytes);

/* Reads @n steps from @bytes, the first of which is @first. FALSE if the bytes are doubtful and
 * cannot be read: then @stretch is of no use. */
gboolean   ml_coder_read       (MlByteReader        *bytes,
                                MlStep           first,
                                guint            n,
                                const MlTape    *tape,
                                MlStretch       *stretch);

/* The step that stands @index steps behind the first. */
MlStepInfo ml_coder_read_step  (MlByteReader        *bytes,
                                guint            index,
                                const MlTape    *tape);

/* A serial near @near, or a small one. */
void       ml_coder_put_serial (GByteArray      *bytes,
                                MlSerial         near,
                                MlSerial         serial);
MlSerial   ml_coder_get_serial (MlByteReader        *bytes,
                                MlSerial         near);

/* Traits. @address is the one that came before, and becomes that of these. */
void       ml_coder_put_traits (GByteArray      *bytes,
                                MlTape          *tape,
                                const MlTraits  *traits,
                                guint64         *address);
void       ml_coder_get_traits (MlByteReader        *bytes,
                                const MlTape    *tape,
                                MlTraits        *traits,
                                guint64         *address);

G_END_DECLS
