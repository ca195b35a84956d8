/* ml-lesson-reader.h: reads a lesson's Markdown
 *
 * A private part of MlLesson. FORMAT.md describes what it reads.
 */
#pragma once

#include "ml-lesson.h"

G_BEGIN_DECLS

/* All that a lesson's file says. */
typedef struct
{
  char      *title;
  char      *subtitle;
  char      *course;
  guint      order;
  MlView     view;
  MlDetail   detail;
  MlRunMode  mode;
  char      *program;
  GPtrArray *steps;    /* of MlLessonStep */
} MlLessonParts;

/* @parts must be zero; on failure some of it may be set. */
gboolean ml_lesson_reader_read  (const char     *name,
                                 const char     *text,
                                 MlLessonParts  *parts,
                                 GError        **error);
void     ml_lesson_parts_clear  (MlLessonParts  *parts);

G_END_DECLS
