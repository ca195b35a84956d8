/* test-includes.c: no layer of the program includes what it must not
 *
 * The first test reads the program itself; the others plant a small tree with one mistake in it, to
 * show that the check would find it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "include-check.h"

static const char *source_root;

typedef struct
{
  const char *path;
  const char *text;
} Planted;

/* The smallest tree with every layer in it, and nothing wrong. */
static const Planted sound_tree[] = {
  { "model/recording/ml-thing.h", "#include <glib.h>\n" },
  { "model/recording/ml-playback.h", "#include <glib-object.h>\n#include \"ml-thing.h\"\n" },
  { "model/heap/ml-heap.h", "#include \"ml-thing.h\"\n" },
  { "model/objects/ml-list.h", "#include \"ml-heap.h\"\n" },
  { "model/objects/ml-int.c", "#include <gmp.h>\n#include \"ml-list.h\"\n" },
  { "model/language/ml-parser.h", "#include \"ml-list.h\"\n" },
  { "model/runtime/ml-frame.h", "#include \"ml-parser.h\"\n#include \"ml-list.h\"\n" },
  { "model/modules/ml-gc.h", "#include \"ml-frame.h\"\n#include \"ml-thing.h\"\n" },
  { "widgets/picture/ml-scene.h", "#include <cairo.h>\n#include \"ml-thing.h\"\n" },
  { "lessons/ml-lesson.h", "#include <gio/gio.h>\n#include \"ml-thing.h\"\n" },
  { "widgets/ml-canvas.h",
    "#include <gtk/gtk.h>\n#include \"ml-scene.h\"\n#include \"ml-lesson.h\"\n" },
  { "app/main.c", "#include \"config.h\"\n#include \"ml-canvas.h\"\n#include \"ml-gc.h\"\n" },
};

static void
plant (const char *root, const char *path, const char *text)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  assert_int_equal (g_mkdir_with_parents (folder, 0700), 0);
  assert_true (g_file_set_contents (full, text, -1, NULL));
}

static void
uproot (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      uproot (child);
    }

  g_remove (path);
}

static int
set_up (void **state)
{
  char *root = g_dir_make_tmp ("memory-lane-includes-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sound_tree); i++)
    plant (root, sound_tree[i].path, sound_tree[i].text);

  *state = root;
  return 0;
}

static int
tear_down (void **state)
{
  uproot (*state);
  g_free (*state);
  return 0;
}

static void
assert_breach (const char *root, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) breaches = include_check_run (root, &error);

  assert_null (error);
  assert_int_equal (breaches->len, expected != NULL ? 1 : 0);
  if (expected != NULL)
    assert_string_equal (g_ptr_array_index (breaches, 0), expected);
}

static void
test_program_keeps_the_rules (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) breaches = include_check_run (source_root, &error);

  assert_null (error);
  for (guint i = 0; i < breaches->len; i++)
    print_error ("%s\n", (const char *) g_ptr_array_index (breaches, i));
  assert_int_equal (breaches->len, 0);
}

static void
test_sound_tree_passes (void **state)
{
  assert_breach (*state, NULL);
}

static void
test_upward_include_is_found (void **state)
{
  plant (*state, "model/heap/ml-arena.c", "#include \"ml-heap.h\"\n\n#include \"ml-list.h\"\n");
  assert_breach (*state,
                 "model/heap/ml-arena.c:3: model/heap must not include ml-list.h of model/objects");
}

static void
test_path_does_not_hide_the_layer (void **state)
{
  plant (*state, "model/heap/ml-arena.c", "#include \"../objects/ml-list.h\"\n");
  assert_breach (*state,
                 "model/heap/ml-arena.c:1: model/heap must not include ../objects/ml-list.h of "
                 "model/objects");
}

static void
test_wings_do_not_meet (void **state)
{
  plant (*state, "widgets/ml-window.c", "#include \"ml-frame.h\"\n");
  assert_breach (*state,
                 "widgets/ml-window.c:1: widgets must not include ml-frame.h of model/runtime");
}

static void
test_lessons_and_picture_stand_apart (void **state)
{
  plant (*state, "lessons/ml-player.c", "#include \"ml-scene.h\"\n");
  assert_breach (*state,
                 "lessons/ml-player.c:1: lessons must not include ml-scene.h of widgets/picture");
}

static void
test_gtk_outside_widgets_is_found (void **state)
{
  plant (*state, "widgets/picture/ml-paint.c", "#  include <gtk/gtk.h>\n");
  assert_breach (*state,
                 "widgets/picture/ml-paint.c:1: widgets/picture must not include gtk/gtk.h");
}

static void
test_drawing_outside_picture_is_found (void **state)
{
  plant (*state, "lessons/ml-lesson.c", "#include <pango/pango.h>\n");
  assert_breach (*state, "lessons/ml-lesson.c:1: lessons must not include pango/pango.h");
}

static void
test_recording_knows_glib_alone (void **state)
{
  plant (*state, "model/recording/ml-block.c", "#include <string.h>\n#include <gmp.h>\n");
  assert_breach (*state, "model/recording/ml-block.c:2: model/recording must not include gmp.h");
}

static void
test_unknown_header_is_found (void **state)
{
  plant (*state, "app/ml-web.c", "#include <libsoup/soup.h>\n");
  assert_breach (*state, "app/ml-web.c:1: libsoup/soup.h is in no layer and in no known library");
}

static void
test_file_outside_the_layers_is_found (void **state)
{
  plant (*state, "model/ml-loose.c", "#include <glib.h>\n");
  assert_breach (*state, "model/ml-loose.c:1: belongs to no layer");
}

static void
test_twin_header_is_found (void **state)
{
  plant (*state, "widgets/ml-thing.h", "\n");
  assert_breach (*state, "widgets/ml-thing.h:1: there is also model/recording/ml-thing.h");
}

static void
test_circle_of_files_is_found (void **state)
{
  plant (*state, "model/heap/ml-a.h", "#include \"ml-b.h\"\n");
  plant (*state, "model/heap/ml-b.h", "#include \"ml-c.h\"\n");
  plant (*state, "model/heap/ml-c.h", "#include \"ml-a.h\"\n");
  assert_breach (*state, "circle: ml-a.h → ml-b.h → ml-c.h → ml-a.h");
}

static void
test_missing_tree_is_an_error (void **state)
{
  g_autoptr (GError) error = NULL;

  assert_null (include_check_run ("/nonexistent", &error));
  assert_non_null (error);
}

#define planted_test(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (int argc, char *argv[])
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_program_keeps_the_rules),
    planted_test (test_sound_tree_passes),
    planted_test (test_upward_include_is_found),
    planted_test (test_path_does_not_hide_the_layer),
    planted_test (test_wings_do_not_meet),
    planted_test (test_lessons_and_picture_stand_apart),
    planted_test (test_gtk_outside_widgets_is_found),
    planted_test (test_drawing_outside_picture_is_found),
    planted_test (test_recording_knows_glib_alone),
    planted_test (test_unknown_header_is_found),
    planted_test (test_file_outside_the_layers_is_found),
    planted_test (test_twin_header_is_found),
    planted_test (test_circle_of_files_is_found),
    cmocka_unit_test (test_missing_tree_is_an_error),
  };

  if (argc != 2)
    return 2;

  source_root = argv[1];
  return cmocka_run_group_tests (tests, NULL, NULL);
}
