/* test-export.c: pictures as files */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ml-export.h"
#include "ml-samples.h"
#include "ml-test-journal.h"

typedef struct
{
  char *folder;
  MlRecording *recording;
} Place;

static int
set_up (void **state)
{
  Place *place = g_new0 (Place, 1);

  place->folder = g_dir_make_tmp ("ml-export-XXXXXX", NULL);
  place->recording = ml_test_recording_labels ();
  *state = place;
  return place->folder != NULL ? 0 : -1;
}

static int
tear_down (void **state)
{
  Place *place = *state;
  GDir *dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (place->folder);
  g_free (place->folder);
  ml_recording_unref (place->recording);
  g_free (place);
  return 0;
}

static gboolean
write_to (Place *place, const char *name, guint n_steps, GError **error)
{
  static const MlStep steps[] = { 2, 3, 5 };
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  MlExportOptions options = {
    .detail = ML_DETAIL_HONEST,
    .title = "Labels",
    .steps = steps,
    .n_steps = n_steps,
  };

  return ml_export (place->recording, &options, path, error);
}

static GBytes *
read_back (Place *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  char *contents;
  gsize length;

  assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

static gboolean
is_there (Place *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_same_bytes (void **state)
{
  static const struct
  {
    const char *one, *other, *magic;
  } formats[] = {
    { "a.png", "b.png", "\x89PNG" },
    { "a.svg", "b.svg", "<svg" },
    { "a.pdf", "b.pdf", "%PDF" },
    { "a.txt", "b.txt", "┌" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) a = NULL;
      g_autoptr (GBytes) b = NULL;

      assert_true (write_to (*state, formats[i].one, 1, NULL));
      assert_true (write_to (*state, formats[i].other, 1, NULL));
      a = read_back (*state, formats[i].one);
      b = read_back (*state, formats[i].other);
      assert_true (g_bytes_equal (a, b));
      assert_memory_equal (g_bytes_get_data (a, NULL), formats[i].magic, strlen (formats[i].magic));
    }
}

static void
test_several (void **state)
{
  assert_true (write_to (*state, "steps.svg", 3, NULL));
  assert_true (is_there (*state, "steps-2.svg"));
  assert_true (is_there (*state, "steps-3.svg"));
  assert_true (is_there (*state, "steps-5.svg"));
  assert_false (is_there (*state, "steps.svg"));

  assert_true (write_to (*state, "steps.pdf", 3, NULL));
  assert_true (is_there (*state, "steps.pdf"));
}

static void
test_bad_names (void **state)
{
  g_autoptr (GError) format = NULL;
  g_autoptr (GError) folder = NULL;

  assert_false (write_to (*state, "picture.bmp", 1, &format));
  assert_true (g_error_matches (format, ML_EXPORT_ERROR, ML_EXPORT_ERROR_FORMAT));
  assert_false (write_to (*state, "nowhere/picture.png", 1, &folder));
  assert_true (g_error_matches (folder, ML_EXPORT_ERROR, ML_EXPORT_ERROR_WRITE));
}

static void
test_bad_steps (void **state)
{
  static const MlStep late[] = { 99 };
  Place *place = *state;
  g_autofree char *path = g_build_filename (place->folder, "late.png", NULL);
  g_autoptr (GError) step = NULL;
  g_autoptr (GError) size = NULL;
  MlExportOptions options = { .steps = late, .n_steps = 1 };

  assert_false (ml_export (place->recording, &options, path, &step));
  assert_true (g_error_matches (step, ML_EXPORT_ERROR, ML_EXPORT_ERROR_STEP));

  options.n_steps = 1;
  options.steps = &(const MlStep){ 1 };
  options.scale = 1000;
  assert_false (ml_export (place->recording, &options, path, &size));
  assert_true (g_error_matches (size, ML_EXPORT_ERROR, ML_EXPORT_ERROR_SIZE));
  assert_false (is_there (place, "late.png"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_same_bytes, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_several, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_bad_names, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_bad_steps, set_up, tear_down),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
