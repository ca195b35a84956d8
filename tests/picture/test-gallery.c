/* test-gallery.c: the scenes of the gallery are those that were looked at and found good
 *
 * The argument is the folder of the gallery. Beside each program stands its scene as an outline.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "ml-exhibit.h"

static void
test_exhibit (void **state)
{
  const char *path = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlExhibit) exhibit = ml_exhibit_load (path, &error);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".py"));
  g_autofree char *file = g_strconcat (stem, ".txt", NULL);
  g_autofree char *outline = NULL;
  g_autofree char *expected = NULL;

  assert_non_null (exhibit);
  outline = ml_exhibit_describe (exhibit);
  assert_true (g_file_get_contents (file, &expected, NULL, &error));
  assert_string_equal (outline, expected);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = ml_exhibit_list (argc > 1 ? argv[1] : ".");
  g_autofree struct CMUnitTest *tests = g_new0 (struct CMUnitTest, paths->len);

  for (guint i = 0; i < paths->len; i++)
    tests[i] = (struct CMUnitTest){
      .name = g_ptr_array_index (paths, i),
      .test_func = test_exhibit,
      .initial_state = g_ptr_array_index (paths, i),
    };

  return paths->len == 0 ? 1 : _cmocka_run_group_tests ("gallery", tests, paths->len, NULL, NULL);
}
