/* ml-lesson.h: a lesson, as it was read from its file
 *
 * A lesson is a Markdown file that reads well in any viewer: a title, a sentence that says what it
 * is about, a list of settings, a program, and a heading for each step with its text. A step stands
 * at a moment of the program's run (MlAnchor), may name what to look at, and may claim what is true
 * there (MlClaim). FORMAT.md describes the format.
 *
 * A lesson never changes once it is made; it may be read in any thread. It knows no recording: what
 * it says of the program is checked with the run of the day.
 *
 * Properties (read-only): "title", "subtitle", "course" strings, "order" uint.
 */
#pragma once

#include <gio/gio.h>

#include "ml-anchor.h"
#include "ml-claim.h"
#include "ml-playback.h"
#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_LESSON (ml_lesson_get_type ())
G_DECLARE_FINAL_TYPE (MlLesson, ml_lesson, ML, LESSON, GObject)

#define ML_LESSON_ERROR (ml_lesson_error_quark ())

typedef enum
{
  ML_LESSON_ERROR_FORMAT   /* the message begins with "FILE:LINE: " */
} MlLessonError;

typedef enum
{
  ML_LESSON_PARAGRAPH,
  ML_LESSON_ITEM,          /* of a list */
  ML_LESSON_CODE
} MlLessonBlockKind;

/* A piece of a step's text. */
typedef struct
{
  MlLessonBlockKind  kind;
  char              *text;    /* without any markup */
  char              *markup;  /* the same with <b>, <i> and <tt>, as GtkLabel takes it */
} MlLessonBlock;

typedef struct
{
  char      *heading;
  guint      line;      /* of the file, where the heading stands */
  MlAnchor   anchor;
  GPtrArray *blocks;    /* of MlLessonBlock */
  GPtrArray *places;    /* of MlLessonPlace: what to look at */
  GPtrArray *claims;    /* of MlClaim */
} MlLessonStep;

GQuark              ml_lesson_error_quark   (void);

/* Reads a lesson. @name is what messages call it, and what it is known by: its file's name. */
MlLesson           *ml_lesson_new_from_text (const char         *name,
                                             const char         *text,
                                             GError            **error);
MlLesson           *ml_lesson_load          (GFile              *file,
                                             GError            **error);

const char         *ml_lesson_get_name      (MlLesson           *self);
const char         *ml_lesson_get_title     (MlLesson           *self);
const char         *ml_lesson_get_subtitle  (MlLesson           *self);
const char         *ml_lesson_get_course    (MlLesson           *self);

/* Its place in the course, from 1. */
guint               ml_lesson_get_order     (MlLesson           *self);
MlView              ml_lesson_get_view      (MlLesson           *self);
MlDetail            ml_lesson_get_detail    (MlLesson           *self);
MlRunMode           ml_lesson_get_mode      (MlLesson           *self);
const char         *ml_lesson_get_program   (MlLesson           *self);

/* At least 1. */
guint               ml_lesson_get_n_steps   (MlLesson           *self);
const MlLessonStep *ml_lesson_get_step      (MlLesson           *self,
                                             guint               index);

G_END_DECLS
