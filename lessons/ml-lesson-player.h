/* ml-lesson-player.h: where a learner is in a lesson
 *
 * A player steers a playback by a lesson: at each of the lesson's steps the playback goes to that
 * step's anchor, shows the lesson's view and level of detail, and selects what is to be looked at.
 * The learner may wander off in the playback and come back. The player asks for no run: whoever
 * sets its lesson has the lesson's program run, and the playback gets the recording; as soon as
 * that reaches the anchor the player moves the playback to it.
 *
 * Properties (all notify only on change):
 *   playback  MlPlayback, construct-only
 *   lesson    MlLesson, may be NULL
 *   index     uint, the lesson's current step, from 0
 *   n-steps   uint, read-only, 0 without a lesson
 *   heading   string, read-only, of the current step, NULL without a lesson
 *   text      string, read-only, its text as markup, an empty line between paragraphs, or NULL
 *   progress  double, read-only, 0 to 1: how much of the lesson has been seen
 *   astray    boolean, read-only: the playback stands elsewhere than at the anchor
 */
#pragma once

#include "ml-lesson.h"

G_BEGIN_DECLS

#define ML_TYPE_LESSON_PLAYER (ml_lesson_player_get_type ())
G_DECLARE_FINAL_TYPE (MlLessonPlayer, ml_lesson_player, ML, LESSON_PLAYER, GObject)

MlLessonPlayer     *ml_lesson_player_new           (MlPlayback     *playback);

/* Begins @lesson at its first step, or ends the one that is played if NULL. */
void                ml_lesson_player_set_lesson    (MlLessonPlayer *self,
                                                    MlLesson       *lesson);
MlLesson           *ml_lesson_player_get_lesson    (MlLessonPlayer *self);

/* Clamped to the lesson's steps. */
void                ml_lesson_player_set_index     (MlLessonPlayer *self,
                                                    guint           index);
guint               ml_lesson_player_get_index     (MlLessonPlayer *self);
guint               ml_lesson_player_get_n_steps   (MlLessonPlayer *self);

/* The current step; NULL without a lesson. */
const MlLessonStep *ml_lesson_player_get_step      (MlLessonPlayer *self);

/* One step on or back, or nothing at the ends. FALSE if nothing. */
gboolean            ml_lesson_player_next          (MlLessonPlayer *self);
gboolean            ml_lesson_player_back          (MlLessonPlayer *self);

/* Takes the playback back to the current step's anchor. */
void                ml_lesson_player_return        (MlLessonPlayer *self);

gboolean            ml_lesson_player_get_astray    (MlLessonPlayer *self);
double              ml_lesson_player_get_progress  (MlLessonPlayer *self);

G_END_DECLS
