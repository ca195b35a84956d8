/* ml-lesson-pane.h: what a lesson says at its current step, and the way on and back
 *
 * Property: "player" MlLessonPlayer. Without a lesson the pane is not visible.
 */
#pragma once

#include <gtk/gtk.h>

#include "ml-lesson-player.h"

G_BEGIN_DECLS

#define ML_TYPE_LESSON_PANE (ml_lesson_pane_get_type ())
G_DECLARE_FINAL_TYPE (MlLessonPane, ml_lesson_pane, ML, LESSON_PANE, GtkWidget)

void ml_lesson_pane_set_player (MlLessonPane   *self,
                                MlLessonPlayer *player);

G_END_DECLS
