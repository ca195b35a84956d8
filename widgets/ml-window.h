/* ml-window.h: one program, seen
 *
 * On the left the lesson, the code and the console; on the right the picture; at the bottom the
 * bar that moves time. The window owns the document, the playback, the player and the workbench,
 * and hands them to its parts. Every command is an action of the window: see ml-window-actions.c
 * for their names.
 *
 * Properties: "playback" MlPlayback, "document" MlDocument, "lesson-player" MlLessonPlayer and
 * "lessons" GListModel of MlLesson, read-only; "runner" MlRunner, at construction only, may be
 * NULL; "view" MlView and "speed" double, those of the playback; "code-visible" boolean: whether
 * the left side is shown.
 */
#pragma once

#include <adwaita.h>

#include "ml-document.h"
#include "ml-lesson.h"
#include "ml-playback.h"
#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_WINDOW (ml_window_get_type ())
G_DECLARE_FINAL_TYPE (MlWindow, ml_window, ML, WINDOW, AdwApplicationWindow)

GtkWidget  *ml_window_new          (GtkApplication *application,
                                    MlRunner       *runner);

/* Shows a lesson from its first step, and runs its program. */
void        ml_window_show_lesson  (MlWindow       *self,
                                    MlLesson       *lesson);

/* Shows a program or, if the name ends so, a lesson (.md) or a recording (.mlrec). A failure is told
 * in the window. */
void        ml_window_open         (MlWindow       *self,
                                    GFile          *file);

/* Shows an own program that is still empty. */
void        ml_window_start_program (MlWindow      *self);

/* Keeps what is typed and not saved in @folder: see ml-draft-keeper.h. */
void        ml_window_keep_drafts  (MlWindow       *self,
                                    GFile          *folder);

/* Shows a draft, and goes on keeping it; ml_window_keep_drafts() comes first. A failure is told in
 * the window. */
void        ml_window_restore      (MlWindow       *self,
                                    GFile          *draft);

/* Binds size, panes and speed to @settings, which must have the program's schema. */
void        ml_window_keep_state   (MlWindow       *self,
                                    GSettings      *settings);

MlPlayback *ml_window_get_playback (MlWindow       *self);
MlDocument *ml_window_get_document (MlWindow       *self);

G_END_DECLS
