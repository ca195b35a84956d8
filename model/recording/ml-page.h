/* ml-page.h: the living things of a page, packed
 *
 * A page is a row of things whose serials are neighbours.
 */
#pragma once

#include "ml-being.h"
#include "ml-buffer.h"
#include "ml-tape.h"

G_BEGIN_DECLS

#define ML_BEING_BITS 6
#define ML_N_BEINGS   (1u << ML_BEING_BITS)

/* NULL if none of them lives. */
typedef const guint8 *MlPackedPage;

/* Keeps @size bytes for as long as the page is, and returns where they are. */
typedef gpointer (*MlPageKeep) (gpointer      user_data,
                                gconstpointer data,
                                gsize         size);

/* Packs ML_N_BEINGS beings, NULL where none lives. Chunks that have changed are kept by @keep. */
void  ml_page_pack   (MlBeing *const *beings,
                      MlTape         *tape,
                      MlPageKeep      keep,
                      gpointer        user_data,
                      MlBuffer       *bytes);

/* Makes the beings of @page, whose first has, or would have, the serial @first; returns how many
 * there are. */
guint ml_page_unpack (MlPackedPage    page,
                      const MlTape   *tape,
                      MlSerial        first,
                      MlBeing       **beings);

G_END_DECLS
