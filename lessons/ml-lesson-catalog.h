/* ml-lesson-catalog.h: the lessons that come with the program
 *
 * They are compiled in, so they are there wherever the program is, installed or not.
 */
#pragma once

#include "ml-lesson.h"

G_BEGIN_DECLS

/* All of them, by course and order: a list model of MlLesson. A shipped lesson that cannot be read
 * is a mistake of the program's, and ends it. (transfer full) */
GListModel *ml_lesson_catalog_list (void);

/* By the name of its file ("05-counting-and-freeing.md"), with or without ".md"; NULL if there is
 * none. (transfer full) */
MlLesson   *ml_lesson_catalog_find (const char *name);

G_END_DECLS
