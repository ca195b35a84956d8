/* ml-lesson-check.h: whether what a lesson says is so
 *
 * A lesson is checked against a recording of its own program.
 */
#pragma once

#include "ml-lesson.h"

G_BEGIN_DECLS

/* Checks that every anchor is reached, in the order of the steps; that what is to be looked at is
 * there; that every claim holds. One message, "FILE:LINE: REASON", for each that does not; empty if
 * all is well. (transfer full) */
GPtrArray *ml_lesson_check (MlLesson    *lesson,
                            MlRecording *recording);

G_END_DECLS
