/* test-viewport.c: panning and zooming are pure functions */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-viewport.h"

#define CLOSE 1e-9

static const MlRect picture = { 0, 0, 400, 200 };

static void
test_point_under_pointer_stays (void **state)
{
  MlViewport viewport = { 1.5, 20, -30 };
  MlPoint before = ml_viewport_to_picture (&viewport, 100, 60);
  MlPoint after;

  ml_viewport_zoom_at (&viewport, 1.7, 100, 60);
  after = ml_viewport_to_picture (&viewport, 100, 60);

  assert_float_equal (viewport.scale, 1.5 * 1.7, CLOSE);
  assert_float_equal (after.x, before.x, CLOSE);
  assert_float_equal (after.y, before.y, CLOSE);
}

static void
test_scale_has_bounds (void **state)
{
  MlViewport viewport = { 1, 0, 0 };

  ml_viewport_zoom_at (&viewport, 1000, 0, 0);
  assert_float_equal (viewport.scale, ML_VIEWPORT_MAX_SCALE, CLOSE);

  ml_viewport_zoom_at (&viewport, 1e-6, 0, 0);
  assert_float_equal (viewport.scale, ML_VIEWPORT_MIN_SCALE, CLOSE);
}

static void
test_fit_shows_all (void **state)
{
  MlViewport viewport = { 3, 7, 7 };
  MlRect seen;

  ml_viewport_fit (&viewport, &picture, 200, 300, 0.2, 4);
  seen = ml_viewport_to_window (&viewport, &picture);

  assert_float_equal (viewport.scale, 0.5, CLOSE);
  assert_float_equal (seen.x, 0, CLOSE);
  assert_float_equal (seen.width, 200, CLOSE);
  assert_float_equal (seen.y, 0, CLOSE);
  assert_float_equal (seen.height, 100, CLOSE);
}

static void
test_fit_stops_at_its_largest (void **state)
{
  MlViewport viewport = { 1, 0, 0 };

  ml_viewport_fit (&viewport, &picture, 4000, 4000, 0.2, 1.5);
  assert_float_equal (viewport.scale, 1.5, CLOSE);
  assert_float_equal (viewport.x, 0, CLOSE);
}

static void
test_fit_stops_at_its_smallest (void **state)
{
  MlViewport viewport = { 1, -30, -30 };

  ml_viewport_fit (&viewport, &picture, 40, 40, 0.6, 1.5);
  assert_float_equal (viewport.scale, 0.6, CLOSE);
  assert_float_equal (viewport.x, 0, CLOSE);
  assert_float_equal (viewport.y, 0, CLOSE);
}

static void
test_reveal_pans_no_more_than_needed (void **state)
{
  MlViewport viewport = { 1, 0, 0 };
  const MlRect inside = { 50, 50, 20, 20 };
  const MlRect right_of_it = { 190, 50, 20, 20 };

  ml_viewport_reveal (&viewport, &inside, 200, 200, 10);
  assert_float_equal (viewport.x, 0, CLOSE);
  assert_float_equal (viewport.y, 0, CLOSE);

  ml_viewport_reveal (&viewport, &right_of_it, 200, 200, 10);
  assert_float_equal (viewport.x, -20, CLOSE);
  assert_float_equal (viewport.y, 0, CLOSE);
}

static void
test_picture_cannot_be_lost (void **state)
{
  MlViewport viewport = { 1, 5000, -5000 };
  MlRect seen;

  ml_viewport_confine (&viewport, &picture, 300, 250);
  seen = ml_viewport_to_window (&viewport, &picture);

  /* Wider than the window: it covers the middle. Lower: it lies inside. */
  assert_true (seen.x <= 150 && seen.x + seen.width >= 150);
  assert_true (seen.y >= 0 && seen.y + seen.height <= 250);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_point_under_pointer_stays),
    cmocka_unit_test (test_scale_has_bounds),
    cmocka_unit_test (test_fit_shows_all),
    cmocka_unit_test (test_fit_stops_at_its_largest),
    cmocka_unit_test (test_fit_stops_at_its_smallest),
    cmocka_unit_test (test_reveal_pans_no_more_than_needed),
    cmocka_unit_test (test_picture_cannot_be_lost),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
