/* ml-text-art.h: draws a scene with Unicode box-drawing letters, ready to be pasted into plain text
 *
 * The scene must have been laid out in character cells, see ml_metrics_new_cells().
 */
#pragma once

#include "ml-scene.h"

G_BEGIN_DECLS

/* Lines end in a newline and carry no spaces at their end. (transfer full) */
char *ml_text_art_write (const MlScene *scene);

G_END_DECLS
