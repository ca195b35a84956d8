/* ml-window-private.h: what the files of MlWindow share
 *
 * ml-window.c builds the window and binds its parts; ml-window-actions.c holds its commands and
 * keys; ml-window-files.c opens and saves.
 */
#pragma once

#include "ml-canvas.h"
#include "ml-code-view.h"
#include "ml-console.h"
#include "ml-draft-keeper.h"
#include "ml-inspector.h"
#include "ml-lesson-menu.h"
#include "ml-lesson-pane.h"
#include "ml-magnifier.h"
#include "ml-player.h"
#include "ml-transport.h"
#include "ml-window.h"
#include "ml-workbench.h"

G_BEGIN_DECLS

struct _MlWindow
{
  AdwApplicationWindow  parent_instance;

  MlDocument           *document;
  MlPlayback           *playback;
  MlPlayer             *player;
  MlLessonPlayer       *lesson_player;
  GListModel           *lessons;    /* those that come with the program */
  MlRunner             *runner;     /* may be NULL */
  MlWorkbench          *workbench;
  MlDraftKeeper        *keeper;     /* NULL if drafts are not kept */
  MlMagnifier          *magnifier;  /* NULL without a runner */
  GCancellable         *opening;    /* of the file that is being opened */
  gboolean              code_visible;

  AdwToastOverlay      *toasts;
  AdwWindowTitle       *title;
  GtkMenuButton        *lessons_button;
  GtkWidget            *sides;
  MlCodeView           *code_view;
  MlConsole            *console;
  MlCanvas             *canvas;
  MlInspector          *inspector;
  MlTransport          *transport;
  MlHistorian          *historian;
};

/* Installs actions and keys; needs the window's properties. */
void ml_window_class_init_actions (MlWindowClass *klass);

/* Binds the actions' being enabled to the playback. */
void ml_window_init_actions       (MlWindow      *self);

/* Commands (GtkWidgetActionActivateFunc): choose a file and open it, save, save elsewhere. */
void ml_window_choose_file        (GtkWidget     *widget,
                                   const char    *action_name,
                                   GVariant      *parameter);
void ml_window_save               (GtkWidget     *widget,
                                   const char    *action_name,
                                   GVariant      *parameter);
void ml_window_save_as            (GtkWidget     *widget,
                                   const char    *action_name,
                                   GVariant      *parameter);

/* Shows @next, a GFile or an MlLesson, in place of what is there: asks first if that is unsaved. */
void ml_window_replace            (MlWindow      *self,
                                   GObject       *next);

/* Tells of a failure, in one sentence. */
void ml_window_tell               (MlWindow      *self,
                                   const char    *sentence);

G_END_DECLS
