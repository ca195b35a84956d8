/* ml-player.h: the clock of a playback
 *
 * While the playback's "playing" is true, a player moves its step forward, one in a second and a
 * half at speed 1, and ends the playing at the last step. It has no state besides the timer.
 */
#pragma once

#include "ml-playback.h"

G_BEGIN_DECLS

#define ML_TYPE_PLAYER (ml_player_get_type ())
G_DECLARE_FINAL_TYPE (MlPlayer, ml_player, ML, PLAYER, GObject)

MlPlayer *ml_player_new (MlPlayback *playback);

G_END_DECLS
