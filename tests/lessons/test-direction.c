/* test-direction.c: moments, places and claims as they are written */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-direction.h"

typedef struct
{
  const char *text;
  MlAnchor anchor;
} Moment;

static const Moment moments[] = {
  { "At the start", { ML_ANCHOR_START, 0, 0 } },
  { "At the end", { ML_ANCHOR_END, 0, 0 } },
  { "Before line 5", { ML_ANCHOR_BEFORE, 5, 1 } },
  { "Before line 12, run 3", { ML_ANCHOR_BEFORE, 12, 3 } },
  { "After line 5", { ML_ANCHOR_AFTER, 5, 1 } },
  { "After line 5, run 20", { ML_ANCHOR_AFTER, 5, 20 } },
};

static void
place_free (gpointer data)
{
  ml_lesson_place_free (data);
}

static void
claim_free (gpointer data)
{
  ml_claim_free (data);
}

static void
test_moments_are_read_and_written (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      MlAnchor anchor;
      g_autofree char *text = NULL;

      assert_true (ml_anchor_parse (&anchor, moments[i].text));
      assert_int_equal (anchor.kind, moments[i].anchor.kind);
      assert_int_equal (anchor.line, moments[i].anchor.line);
      assert_int_equal (anchor.run, moments[i].anchor.run);

      text = ml_anchor_to_text (&anchor);
      assert_string_equal (text, moments[i].text);
    }
}

static void
test_other_moments_are_refused (void **state)
{
  static const char *const texts[] = {
    "",           "At line 5",       "Before line",         "Before line 0",
    "After line", "After line five", "After line 5, run 0", "At the start, run 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      MlAnchor anchor;

      assert_false (ml_anchor_parse (&anchor, texts[i]));
    }
}

static void
test_places_are_read (void **state)
{
  static const char *const texts[] = {
    "x", "_x1", "naïve", "x.y.z", "x[0][12]", "x['a key'].y", "x[\"it's\"]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlLessonPlace) place = ml_lesson_place_parse (texts[i], NULL, &error);

      assert_null (error);
      assert_string_equal (ml_lesson_place_get_text (place), texts[i]);
    }
}

static void
test_other_places_are_refused (void **state)
{
  static const char *const texts[] = {
    "", "1x", ".x", "x.", "x.1", "x[", "x[]", "x[-1]", "x['a]", "x[1", "x y", "f(x)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_null (ml_lesson_place_parse (texts[i], NULL, &error));
      assert_true (g_error_matches (error, ML_LESSON_PLACE_ERROR, ML_LESSON_PLACE_ERROR_SYNTAX));
    }
}

static void
test_claims_are_read (void **state)
{
  static const char *const texts[] = {
    "a is b",   "a.x is not b[0]", "refcount(x) == 2",     "len(x)>=3",           "type(x) is int",
    "freed(x)", "immortal(x.y)",   "output == '1\\n2\\n'", "a == [1, 'b', None]", "a != ()",
    "x == -5",  "a is None",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlClaim) claim = ml_claim_parse (texts[i], &error);

      assert_null (error);
      assert_string_equal (ml_claim_get_text (claim), texts[i]);
    }
}

static void
test_other_claims_are_refused (void **state)
{
  static const char *const texts[] = {
    "",
    "a",
    "a is",
    "is b",
    "a == [1",
    "a == 'b",
    "a is 5",
    "len(x)",
    "freed x",
    "freed(x",
    "a == b == c",
    "refcount() == 1",
    "a == [b]",
    "a == [output]",
    "len(x) is 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_null (ml_claim_parse (texts[i], &error));
      assert_non_null (error);
    }
}

static gboolean
parse (const char *text, MlAnchor *anchor, GPtrArray **places, GPtrArray **claims, GError **error)
{
  *places = g_ptr_array_new_with_free_func (place_free);
  *claims = g_ptr_array_new_with_free_func (claim_free);
  return ml_direction_parse (text, anchor, *places, *claims, error);
}

static void
test_direction_has_all_three_parts (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GPtrArray) claims = NULL;
  MlAnchor anchor;

  assert_true (parse ("After line 5, run 2. Look at `x`, `y.z` and `w[0]`. Here `x is y`, and "
                      "`refcount(x) == 2`.",
                      &anchor,
                      &places,
                      &claims,
                      &error));
  assert_int_equal (anchor.kind, ML_ANCHOR_AFTER);
  assert_int_equal (anchor.run, 2);
  assert_int_equal (places->len, 3);
  assert_string_equal (ml_lesson_place_get_text (g_ptr_array_index (places, 1)), "y.z");
  assert_int_equal (claims->len, 2);
  assert_string_equal (ml_claim_get_text (g_ptr_array_index (claims, 1)), "refcount(x) == 2");
}

static void
test_direction_may_be_a_moment_alone (void **state)
{
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GPtrArray) claims = NULL;
  MlAnchor anchor;

  assert_true (parse ("At the start.", &anchor, &places, &claims, NULL));
  assert_int_equal (anchor.kind, ML_ANCHOR_START);
  assert_int_equal (places->len, 0);
  assert_int_equal (claims->len, 0);
}

static void
test_other_directions_are_refused (void **state)
{
  static const struct
  {
    const char *text;
    const char *message;
  } broken[] = {
    { "At the start", "“At the start” does not end with a full stop" },
    { "Some day.", "“Some day” is no moment of a run, as “After line 5” is" },
    { "At the end. Watch `x`.", "“Watch `x`” begins with neither “Look at” nor “Here”" },
    { "At the end. Look at x.", "nothing stands in backquotes in “x”" },
    { "At the end. Look at `x` or `y`.", "“ or ” should be a comma or “and”" },
    { "At the end. Look at `1`.", "no name stands in “1”" },
    { "At the end. Here `a is`.", "“a is” makes no claim" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) places = NULL;
      g_autoptr (GPtrArray) claims = NULL;
      MlAnchor anchor;

      assert_false (parse (broken[i].text, &anchor, &places, &claims, &error));
      assert_string_equal (error->message, broken[i].message);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_moments_are_read_and_written),
    cmocka_unit_test (test_other_moments_are_refused),
    cmocka_unit_test (test_places_are_read),
    cmocka_unit_test (test_other_places_are_refused),
    cmocka_unit_test (test_claims_are_read),
    cmocka_unit_test (test_other_claims_are_refused),
    cmocka_unit_test (test_direction_has_all_three_parts),
    cmocka_unit_test (test_direction_may_be_a_moment_alone),
    cmocka_unit_test (test_other_directions_are_refused),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
