/* test-theme.c: whether everything that is drawn can be seen */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-metrics.h"
#include "ml-theme.h"

#define TEXT_CONTRAST 4.5
#define LINE_CONTRAST 3.0

static void
check (const MlTheme *theme, const char *what, MlColor color, MlColor ground, double least)
{
  double contrast = ml_color_get_contrast (color, ground);

  if (contrast < least)
    fail_msg ("%s: %s: #%06x on #%06x: %.2f", theme->name, what, color, ground, contrast);
}

static void
check_text (const MlTheme *theme, const char *what, MlColor color, MlColor ground)
{
  check (theme, what, color, ground, TEXT_CONTRAST);
}

static void
check_line (const MlTheme *theme, const char *what, MlColor color, MlColor ground)
{
  check (theme, what, color, ground, LINE_CONTRAST);
}

static void
check_hue (const MlTheme *theme, const MlHueColors *hue)
{
  check_text (theme, "title", hue->title, hue->band);
  check_text (theme, "badge", hue->on_badge, hue->badge);
  check_text (theme, "text", theme->text, hue->body);
  check_text (theme, "remark", theme->secondary, hue->body);
  check_text (theme, "created", theme->created, theme->heap);
  check_line (theme, "outline", hue->outline, theme->heap);
  check_line (theme, "cell", hue->outline, hue->body);
  check_line (theme, "dot", theme->reference, hue->body);
}

static void
check_panels (const MlTheme *theme)
{
  check_text (theme, "stack", theme->stack_title, theme->stack);
  check_text (theme, "heap", theme->heap_title, theme->heap);
  check_text (theme, "stack's remark", theme->secondary, theme->stack);
  check_text (theme, "heap's remark", theme->secondary, theme->heap);
  check_text (theme, "name", theme->text, theme->frame);
  check_text (theme, "frame", theme->secondary, theme->frame);
  check_text (theme, "running frame", theme->active_frame, theme->frame);
  check_text (theme, "freed", theme->freed, theme->heap);
  check_text (theme, "freed badge", theme->on_freed, theme->freed);
  check_line (theme, "arrow", theme->reference, theme->heap);
  check_line (theme, "arrow", theme->reference, theme->stack);
  check_line (theme, "other arrow", theme->reference_aside, theme->heap);
  check_line (theme, "other arrow", theme->reference_aside, theme->frame);
  check_line (theme, "selection", theme->selection, theme->heap);
}

static void
test_contrast (void **state)
{
  for (guint i = 0; i < ML_N_THEMES; i++)
    {
      const MlTheme *theme = ml_theme_get (i);

      assert_ptr_equal (ml_theme_get_by_name (theme->name), theme);
      check_panels (theme);
      for (guint j = 0; j < ML_N_HUES; j++)
        check_hue (theme, &theme->hues[j]);
    }

  assert_null (ml_theme_get_by_name ("pink"));
}

/* "+1", "−1" and "new" stand on the bands of all kinds. */
static void
test_marks (void **state)
{
  for (guint i = 0; i < ML_N_THEMES; i++)
    for (guint j = 0; j < ML_N_HUES; j++)
      {
        const MlTheme *theme = ml_theme_get (i);
        const MlHueColors *hue = &theme->hues[j];

        check_text (theme, "+1", ml_theme_get_mark (theme, hue->band, theme->created), hue->band);
        check_text (theme, "−1", ml_theme_get_mark (theme, hue->band, theme->changed), hue->band);
      }
}

static void
test_known_contrasts (void **state)
{
  assert_true (ml_color_get_contrast (0x000000, 0xffffff) == 21);
  assert_true (ml_color_get_contrast (0x777777, 0x777777) == 1);
  assert_int_equal (ml_color_mix (0x000000, 0xffffff, 0.5), 0x808080);
}

static void
check_fit (MlMetrics *metrics)
{
  static const char *const texts[] = { "", "x", "a_rather_long_name", "日本語の名前です" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double whole = ml_metrics_measure (metrics, ML_FONT_CODE, texts[i]);
      double room = MAX (whole / 2, ml_metrics_measure (metrics, ML_FONT_CODE, "…"));
      g_autofree char *all = ml_metrics_fit (metrics, ML_FONT_CODE, texts[i], whole);
      g_autofree char *half = ml_metrics_fit (metrics, ML_FONT_CODE, texts[i], room);

      assert_string_equal (all, texts[i]);
      assert_true (ml_metrics_measure (metrics, ML_FONT_CODE, half) <= room);
      assert_true (g_utf8_validate (half, -1, NULL));
    }
}

static void
test_fit (void **state)
{
  g_autoptr (MlMetrics) pango = ml_metrics_new_pango (1);
  g_autoptr (MlMetrics) cells = ml_metrics_new_cells ();

  check_fit (pango);
  check_fit (cells);
  assert_true (ml_metrics_measure (cells, ML_FONT_CODE, "日本") == 4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_contrast),
    cmocka_unit_test (test_marks),
    cmocka_unit_test (test_known_contrasts),
    cmocka_unit_test (test_fit),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
