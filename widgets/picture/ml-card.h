/* ml-card.h: the card of the expression that is being evaluated
 *
 * The card stands below the running frame: the statement's text with what has been evaluated in its
 * place, and a row for each value that waits on the evaluation stack. What lives no longer than the
 * statement has no place on the heap, so it stands below the card.
 */
#pragma once

#include "ml-box.h"
#include "ml-statement.h"

G_BEGIN_DECLS

/* Reads what the card shows of @statement. @width: how wide it will be. @self need not be
 * initialized. */
void   ml_card_init        (MlBox             *self,
                            const MlMemory    *memory,
                            const MlStatement *statement,
                            MlDetail           detail,
                            const MlMetrics   *metrics,
                            double             width);

/* Puts it at @corner: as high as it needs to be while the statement is evaluated, so that what
 * stands below it need not move. */
void   ml_card_arrange     (MlBox             *self,
                            const MlStatement *statement,
                            const MlMetrics   *metrics,
                            MlPoint            corner,
                            double             width);

/* The room that panels keep for a card and what stands below it. */
double ml_card_get_room    (const MlMetrics   *metrics);

G_END_DECLS
