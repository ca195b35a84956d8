/* ml-subject.h: what a verb is about: a program or a lesson, with the recording of its run
 *
 * A program's steps are those of its recording, from 0; a lesson's are its own, from 1. Both are
 * asked for by the same numbers that the window shows.
 */
#pragma once

#include "ml-lesson.h"
#include "ml-recording.h"

G_BEGIN_DECLS

#define ML_SUBJECT_ERROR (ml_subject_error_quark ())

typedef enum
{
  ML_SUBJECT_ERROR_SYNTAX,   /* the program does not compile */
  ML_SUBJECT_ERROR_STEP      /* no such step */
} MlSubjectError;

typedef struct _MlSubject MlSubject;

GQuark              ml_subject_error_quark    (void);

/* Reads FILE.py or LESSON.md, runs the program without any input, and records it; or reads the
 * recording FILE.mlrec, which is as good as the program that it was made of. NULL with @error. */
MlSubject          *ml_subject_load           (const char       *path,
                                               GError          **error);

/* The same with a bound on the recording, in bytes; 0: none. When that is reached the program
 * stops, or goes on unrecorded if it @goes_on. */
MlSubject          *ml_subject_load_within    (const char       *path,
                                               guint64           bytes,
                                               gboolean          goes_on,
                                               GError          **error);

/* The same as ml_subject_load() for a lesson that was read already. */
MlSubject          *ml_subject_load_lesson    (MlLesson         *lesson,
                                               GError          **error);
void                ml_subject_free           (MlSubject        *self);

/* NULL for a program. */
MlLesson           *ml_subject_get_lesson     (const MlSubject  *self);
MlRecording        *ml_subject_get_recording  (const MlSubject  *self);

/* Seconds from the first instruction to the last block sealed; 0 if that was at another time. */
double              ml_subject_get_seconds    (const MlSubject  *self);

/* Why the run ended before the program did, or the recording before the run: a sentence; NULL if
 * neither did. */
const char         *ml_subject_get_stop       (const MlSubject  *self);

/* The number of the last step. */
guint               ml_subject_get_last       (const MlSubject  *self);

/* Step @number's place in the recording. */
gboolean            ml_subject_find_step      (const MlSubject  *self,
                                               guint             number,
                                               MlStep           *step,
                                               GError          **error);

/* What --step asks for: "3", "last", "all", "1,2,5". An array of guint, or NULL with @error. @text
 * may be NULL: the last one. */
GArray             *ml_subject_parse_steps    (const MlSubject  *self,
                                               const char       *text,
                                               GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSubject, ml_subject_free)

G_END_DECLS
