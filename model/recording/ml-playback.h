/* ml-playback.h: a recording, the position in it, and what is looked at
 *
 * Every widget binds to one playback and holds no truth of its own; a lesson steers by it alone. It
 * has no clock: whoever plays moves "step".
 *
 * Properties (all notify only on change):
 *   recording  MlRecording, boxed, may be NULL
 *   step       uint, clamped to the recording
 *   expression uint, the expression step that follows it; 0 at the step itself
 *   closeup    MlCloseup, boxed, may be NULL: expression steps at hand, at their level only
 *   level      MlLevel: how far one step forwards or back leads
 *   last-step  uint, read-only
 *   playing    boolean
 *   speed      double, 0.25 to 8, 1 by default
 *   view       MlView
 *   detail     MlDetail
 *   hovered    uint, a serial, 0 for none
 *   selected   uint, a serial, 0 for none
 */
#pragma once

#include <glib-object.h>

#include "ml-memory.h"

G_BEGIN_DECLS

typedef enum
{
  ML_VIEW_MEMORY,
  ML_VIEW_TYPES,
  ML_VIEW_LIFETIMES,
  ML_VIEW_TEXT
} MlView;

typedef enum
{
  ML_DETAIL_SIMPLE,
  ML_DETAIL_HONEST,
  ML_DETAIL_CPYTHON
} MlDetail;

/* Levels of time. */
typedef enum
{
  ML_LEVEL_CALL,        /* over what the running function calls */
  ML_LEVEL_LINE,        /* every step */
  ML_LEVEL_EXPRESSION   /* every part of a line, as far as the closeup has it */
} MlLevel;

#define ML_TYPE_PLAYBACK (ml_playback_get_type ())
G_DECLARE_FINAL_TYPE (MlPlayback, ml_playback, ML, PLAYBACK, GObject)

GType        ml_recording_get_type        (void);
GType        ml_closeup_get_type          (void);
GType        ml_view_get_type             (void);
GType        ml_level_get_type            (void);
GType        ml_detail_get_type           (void);

MlPlayback  *ml_playback_new              (void);

/* Keeps the step if @recording is a longer one of the same run; otherwise goes to step 0. May be
 * NULL. */
void         ml_playback_set_recording    (MlPlayback  *self,
                                           MlRecording *recording);
MlRecording *ml_playback_get_recording    (MlPlayback  *self);

/* Kept only as long as the recording goes on; may be NULL. Does not move. */
void         ml_playback_set_closeup      (MlPlayback  *self,
                                           MlCloseup   *closeup);
MlCloseup   *ml_playback_get_closeup      (MlPlayback  *self);

/* The memory at the current step or expression step; NULL without a recording. Owned by the playback, valid until the
 * step changes. */
MlMemory    *ml_playback_get_memory       (MlPlayback  *self);

void         ml_playback_set_step         (MlPlayback  *self,
                                           MlStep       step);
MlStep       ml_playback_get_step         (MlPlayback  *self);
guint        ml_playback_get_expression   (MlPlayback  *self);

/* What was evaluated last; NULL at a step itself. Owned by the closeup. */
const MlExpression *ml_playback_get_evaluated (MlPlayback *self);

/* One step at the current level. FALSE, without moving, at the end or the beginning. */
gboolean     ml_playback_go_forward       (MlPlayback  *self);
gboolean     ml_playback_go_back          (MlPlayback  *self);

/* Only at the level of expressions there are other steps than those of the recording. */
void         ml_playback_set_level        (MlPlayback  *self,
                                           MlLevel      level);
MlLevel      ml_playback_get_level        (MlPlayback  *self);
MlStep       ml_playback_get_last_step    (MlPlayback  *self);

void         ml_playback_set_playing      (MlPlayback  *self,
                                           gboolean     playing);
gboolean     ml_playback_get_playing      (MlPlayback  *self);
void         ml_playback_set_speed        (MlPlayback  *self,
                                           double       speed);
double       ml_playback_get_speed        (MlPlayback  *self);
void         ml_playback_set_view         (MlPlayback  *self,
                                           MlView       view);
MlView       ml_playback_get_view         (MlPlayback  *self);
void         ml_playback_set_detail       (MlPlayback  *self,
                                           MlDetail     detail);
MlDetail     ml_playback_get_detail       (MlPlayback  *self);
void         ml_playback_set_hovered      (MlPlayback  *self,
                                           MlSerial     serial);
MlSerial     ml_playback_get_hovered      (MlPlayback  *self);
void         ml_playback_set_selected     (MlPlayback  *self,
                                           MlSerial     serial);
MlSerial     ml_playback_get_selected     (MlPlayback  *self);

G_END_DECLS
