/* ml-outline.h: a scene as an outline in words
 *
 * The text view, what a screen reader reads, and what tests compare: it holds no lengths and no
 * colours.
 */
#pragma once

#include "ml-scene.h"

G_BEGIN_DECLS

/* Frames and their names first, then the heap. (transfer full) */
char *ml_outline_write (const MlScene *scene);

G_END_DECLS
