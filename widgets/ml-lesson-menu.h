/* ml-lesson-menu.h: the list of lessons that the header bar's button opens
 *
 * Choosing one activates the window's action "lesson.open" with the lesson's name.
 *
 * Property: "lessons" GListModel of MlLesson, may be NULL.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ML_TYPE_LESSON_MENU (ml_lesson_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlLessonMenu, ml_lesson_menu, ML, LESSON_MENU, GtkPopover)

void ml_lesson_menu_set_lessons (MlLessonMenu *self,
                                 GListModel   *lessons);

G_END_DECLS
