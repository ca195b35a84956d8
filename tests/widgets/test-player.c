/* test-player.c: the clock moves the playback, and stops at the end */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-player.h"
#include "ml-test-journal.h"
#include "ml-test-widgets.h"

static gboolean
has_stopped (gpointer data)
{
  return !ml_playback_get_playing (data);
}

static void
test_plays_to_the_end (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlPlayer) player = ml_player_new (playback);

  ml_playback_set_recording (playback, recording);
  ml_playback_set_speed (playback, 8);
  ml_playback_set_playing (playback, TRUE);

  assert_true (ml_test_wait_for (has_stopped, playback));
  assert_int_equal (ml_playback_get_step (playback), ml_recording_get_last_step (recording));
}

static void
test_holds_no_timer_when_paused (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlPlayback) playback = ml_playback_new ();
  g_autoptr (MlPlayer) player = ml_player_new (playback);

  ml_playback_set_recording (playback, recording);
  ml_playback_set_playing (playback, TRUE);
  ml_playback_set_playing (playback, FALSE);

  assert_false (g_main_context_pending (NULL));
  assert_int_equal (ml_playback_get_step (playback), 0);
}

static void
test_ends_with_its_owner (void **state)
{
  MlPlayback *playback = ml_playback_new ();
  MlPlayer *player = ml_player_new (playback);

  ml_playback_set_playing (playback, TRUE);
  g_assert_finalize_object (player);
  g_assert_finalize_object (playback);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_plays_to_the_end),
    cmocka_unit_test (test_holds_no_timer_when_paused),
    cmocka_unit_test (test_ends_with_its_owner),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
