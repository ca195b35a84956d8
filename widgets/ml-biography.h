/* ml-biography.h: the life of an object in words
 *
 * Reads the history and the recording alone, and needs no display. It has a memory of its own, so
 * that what is shown stays where it is.
 */
#pragma once

#include "ml-history.h"

G_BEGIN_DECLS

/* An event: "+1: y refers to it". */
typedef struct
{
  MlStep  step;
  char   *words;
} MlBiographyLine;

/* What happened to @serial around @step: at most @n_most events, oldest first, about half of them
 * up to it. An array of MlBiographyLine. (transfer full) */
GArray *ml_biography_list (MlRecording     *recording,
                           const MlHistory *history,
                           MlSerial         serial,
                           MlStep           step,
                           guint            n_most);

G_END_DECLS
