/* test-description.c: what `memory-lane describe --format=json` says of the article's programs
 *
 * At every step an object's count must be the number of the holders that are listed, and every ID
 * that is mentioned must be one that is described.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-description.h"
#include "ml-subject.h"

/* Calls @func with each program of the article, recorded. */
static void
foreach_program (void (*func) (MlSubject *subject))
{
  const char *folder = g_getenv ("ML_TEST_PROGRAMS");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  assert_non_null (folder);
  dir = g_dir_open (folder, 0, NULL);
  assert_non_null (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (MlSubject) subject = NULL;

      if (!g_str_has_suffix (name, ".py"))
        continue;

      subject = ml_subject_load (path, NULL);
      assert_non_null (subject);
      func (subject);
      n++;
    }

  assert_true (n > 0);
}

/* Calls @func with the description of each step. */
static void
foreach_step (MlSubject *subject, void (*func) (JsonObject *description))
{
  g_autoptr (MlMemory) memory = ml_memory_new (ml_subject_get_recording (subject));

  for (guint i = 0; i <= ml_subject_get_last (subject); i++)
    {
      const MlDescriptionStep step = { i, ml_subject_get_last (subject) };
      g_autoptr (JsonNode) node = NULL;

      ml_memory_seek (memory, i);
      node = ml_description_to_json (memory, &step);
      assert_int_equal (json_object_get_int_member (json_node_get_object (node), "step"), i);
      func (json_node_get_object (node));
    }
}

static void
assert_count (JsonObject *objects, const char *id, JsonNode *node, gpointer user_data)
{
  JsonObject *object = json_node_get_object (node);
  gint64 count = json_object_get_int_member (object, "refcount");
  guint n_holders = json_array_get_length (json_object_get_array_member (object, "holders"));

  if (count != ML_IMMORTAL_COUNT && count != n_holders)
    fail_msg ("object %s has count %u and %u holders", id, (guint) count, n_holders);
}

static void
assert_counts (JsonObject *description)
{
  json_object_foreach_member (
      json_object_get_object_member (description, "objects"), assert_count, NULL);
}

static void
check_counts (MlSubject *subject)
{
  foreach_step (subject, assert_counts);
}

static void
test_counts_are_holders (void **state)
{
  foreach_program (check_counts);
}

/* A number alone says nothing of what holds. */
static void
assert_holder_named (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  JsonObject *holder = json_node_get_object (node);
  const char *text = json_object_get_string_member (holder, "text");

  assert_false (g_str_has_prefix (text, "value "));

  if (json_object_get_null_member (holder, "by"))
    assert_false (g_str_has_prefix (text, "["));
}

static void
assert_holders_named (JsonObject *objects, const char *id, JsonNode *node, gpointer user_data)
{
  JsonObject *object = json_node_get_object (node);

  json_array_foreach_element (
      json_object_get_array_member (object, "holders"), assert_holder_named, NULL);
}

static void
assert_all_named (JsonObject *description)
{
  json_object_foreach_member (
      json_object_get_object_member (description, "objects"), assert_holders_named, NULL);
}

static void
check_holders (MlSubject *subject)
{
  foreach_step (subject, assert_all_named);
}

static void
test_holders_are_named (void **state)
{
  foreach_program (check_holders);
}

static void
assert_described (JsonObject *names, const char *name, JsonNode *node, gpointer user_data)
{
  assert_true (json_object_has_member (user_data, json_node_get_string (node)));
}

static void
assert_names_described (JsonObject *description)
{
  JsonObject *objects = json_object_get_object_member (description, "objects");
  JsonArray *frames = json_object_get_array_member (description, "frames");

  for (guint i = 0; i < json_array_get_length (frames); i++)
    {
      JsonObject *frame = json_array_get_object_element (frames, i);

      json_object_foreach_member (
          json_object_get_object_member (frame, "names"), assert_described, objects);
    }
}

static void
check_names (MlSubject *subject)
{
  foreach_step (subject, assert_names_described);
}

static void
test_names_lead_to_objects (void **state)
{
  foreach_program (check_names);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_counts_are_holders),
    cmocka_unit_test (test_holders_are_named),
    cmocka_unit_test (test_names_lead_to_objects),
  };

  return cmocka_run_group_tests_name ("description", tests, NULL, NULL);
}
