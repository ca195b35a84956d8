/* test-recording-json.c: a reader who knows nothing but FORMAT-json.md makes the same memory */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "ml-random-history.h"
#include "ml-recording-json.h"
#include "ml-test-journal.h"

/* A thing as a foreign reader keeps it. */
typedef struct
{
  gint64 type, shape, size, capacity, address;
  char *kind;
  gboolean immortal;
  JsonNode *value;
  GHashTable *slots; /* MlSlot -> serial */
} Thing;

typedef struct
{
  GPtrArray *lines;   /* of JsonNode; the head first */
  GHashTable *things; /* serial -> Thing */
  GArray *frames;
  GString *output;
} Reader;

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_free (thing->kind);
  json_node_unref (thing->value);
  g_hash_table_unref (thing->slots);
  g_free (thing);
}

static gboolean
take_line (const char *line, gsize length, gpointer user_data, GError **error)
{
  GPtrArray *lines = user_data;
  g_autofree char *text = g_strndup (line, length);
  JsonNode *node = json_from_string (text, error);

  assert_int_equal (strlen (text), length);
  assert_ptr_equal (strchr (text, '\n'), text + length - 1);

  if (node != NULL)
    g_ptr_array_add (lines, node);

  return node != NULL;
}

static Reader *
reader_new (MlRecording *recording)
{
  Reader *self = g_new0 (Reader, 1);
  g_autoptr (GError) error = NULL;

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->things = g_hash_table_new_full (NULL, NULL, NULL, thing_free);
  self->frames = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->output = g_string_new (NULL);
  assert_true (ml_recording_json_write (recording, take_line, self->lines, &error));
  assert_null (error);

  return self;
}

static void
reader_free (Reader *self)
{
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->things);
  g_array_unref (self->frames);
  g_string_free (self->output, TRUE);
  g_free (self);
}

static JsonObject *
get_line (Reader *self, guint index)
{
  return json_node_get_object (g_ptr_array_index (self->lines, index));
}

static MlSerial
get_serial (JsonObject *object, const char *name)
{
  return json_object_get_null_member (object, name) ? 0 : json_object_get_int_member (object, name);
}

static MlSlot
get_slot (JsonObject *object, const char *name)
{
  static const char *const regions[] = { "type", "field", "name", "item", "stack", NULL };
  JsonArray *slot = json_object_get_array_member (object, name);
  guint region = 0;

  while (!g_str_equal (regions[region], json_array_get_string_element (slot, 0)))
    region++;

  return ML_SLOT (region, json_array_get_int_element (slot, 1));
}

static void
put (Thing *thing, MlSlot slot, MlSerial serial)
{
  if (serial == 0)
    g_hash_table_remove (thing->slots, GUINT_TO_POINTER (slot));
  else
    g_hash_table_insert (thing->slots, GUINT_TO_POINTER (slot), GUINT_TO_POINTER (serial));
}

static MlSerial
get (Thing *thing, MlSlot slot)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (thing->slots, GUINT_TO_POINTER (slot)));
}

static void
give_birth (Reader *self, MlSerial serial, JsonObject *change)
{
  Thing *thing = g_new0 (Thing, 1);

  thing->type = get_serial (change, "type");
  thing->shape = json_object_get_int_member (change, "shape");
  thing->size = json_object_get_int_member (change, "size");
  thing->capacity = json_object_get_int_member (change, "capacity");
  thing->address = json_object_get_int_member (change, "address");
  thing->immortal = json_object_get_boolean_member (change, "immortal");
  thing->kind = g_strdup (json_object_get_string_member (change, "kind"));
  thing->value = json_node_ref (json_object_get_member (change, "value"));
  thing->slots = g_hash_table_new (NULL, NULL);
  put (thing, ML_SLOT_TYPE, thing->type);
  g_hash_table_insert (self->things, GUINT_TO_POINTER (serial), thing);
}

static void
shift (Thing *thing, JsonObject *change)
{
  MlSlot from = get_slot (change, "from");
  MlSlot to = get_slot (change, "to");
  guint n = json_object_get_int_member (change, "n");
  g_autofree MlSerial *moved = g_new (MlSerial, n);

  for (guint i = 0; i < n; i++)
    {
      moved[i] = get (thing, from + i);
      put (thing, from + i, 0);
    }

  for (guint i = 0; i < n; i++)
    put (thing, to + i, moved[i]);
}

static void
permute (Thing *thing, JsonObject *change)
{
  JsonArray *order = json_object_get_array_member (change, "order");
  guint n = json_array_get_length (order);
  g_autofree MlSerial *before = g_new (MlSerial, n);

  for (guint i = 0; i < n; i++)
    before[i] = get (thing, ML_SLOT (ML_REGION_ITEM, i));

  for (guint i = 0; i < n; i++)
    put (thing, ML_SLOT (ML_REGION_ITEM, i), before[json_array_get_int_element (order, i)]);
}

static void
retype (Thing *thing, JsonObject *change)
{
  thing->type = get_serial (change, "type");
  thing->shape = json_object_get_int_member (change, "shape");
  put (thing, ML_SLOT_TYPE, thing->type);
}

static void
change_thing (Thing *thing, const char *what, JsonObject *change)
{
  if (g_str_equal (what, "set"))
    {
      MlSlot slot = get_slot (change, "slot");

      assert_int_equal (get (thing, slot), get_serial (change, "old"));
      put (thing, slot, get_serial (change, "new"));
    }
  else if (g_str_equal (what, "shift"))
    shift (thing, change);
  else if (g_str_equal (what, "permute"))
    permute (thing, change);
  else if (g_str_equal (what, "retype"))
    retype (thing, change);
  else if (g_str_equal (what, "immortality"))
    thing->immortal = TRUE;
  else if (g_str_equal (what, "resize"))
    {
      thing->size = json_object_get_int_member (change, "size");
      thing->capacity = json_object_get_int_member (change, "capacity");
    }
  else if (g_str_equal (what, "revalue"))
    {
      json_node_unref (thing->value);
      thing->value = json_node_ref (json_object_get_member (change, "value"));
    }
  else
    fail_msg ("an unknown change: %s", what);
}

static void
make_change (JsonArray *changes, guint index, JsonNode *node, gpointer user_data)
{
  Reader *self = user_data;
  JsonObject *change = json_node_get_object (node);
  const char *what = json_object_get_string_member (change, "change");
  MlSerial serial = get_serial (change, "thing");

  if (g_str_equal (what, "birth"))
    give_birth (self, serial, change);
  else if (g_str_equal (what, "death"))
    assert_true (g_hash_table_remove (self->things, GUINT_TO_POINTER (serial)));
  else if (g_str_equal (what, "enter"))
    g_array_append_val (self->frames, serial);
  else if (g_str_equal (what, "leave"))
    g_array_set_size (self->frames, self->frames->len - 1);
  else if (g_str_equal (what, "output"))
    g_string_append (self->output, json_object_get_string_member (change, "text"));
  else if (!g_str_equal (what, "input") && !g_str_equal (what, "remark"))
    change_thing (g_hash_table_lookup (self->things, GUINT_TO_POINTER (serial)), what, change);
}

static void
assert_value (JsonNode *node, const MlValue *value)
{
  switch (value->type)
    {
    case ML_VALUE_NONE:
      assert_true (json_node_is_null (node));
      break;
    case ML_VALUE_INT:
      assert_true (json_node_get_value_type (node) == G_TYPE_INT64);
      assert_true (json_node_get_int (node) == value->integer);
      break;
    case ML_VALUE_DOUBLE:
      assert_true (json_node_get_value_type (node) == G_TYPE_DOUBLE);
      assert_true (json_node_get_double (node) == value->number);
      break;
    case ML_VALUE_TEXT:
      assert_string_equal (json_node_get_string (node), value->text);
      break;
    }
}

/* Each slot that holds something, and no more of them. */
static void
assert_slots (Thing *thing, const MlThing *expected)
{
  guint n = 0;

  for (guint region = 0; region < ML_N_REGIONS; region++)
    for (guint i = 0; i < expected->regions[region].n; i++)
      {
        MlSerial target = expected->regions[region].slots[i];

        assert_int_equal (get (thing, ML_SLOT (region, i)), target);
        n += target != 0;
      }

  assert_int_equal (g_hash_table_size (thing->slots), n);
}

static void
assert_thing (Reader *self, const MlThing *expected)
{
  Thing *thing = g_hash_table_lookup (self->things, GUINT_TO_POINTER (expected->serial));

  assert_non_null (thing);
  assert_int_equal (thing->type, expected->type);
  assert_int_equal (thing->shape, expected->shape);
  assert_int_equal (thing->size, expected->size);
  assert_int_equal (thing->capacity, expected->capacity);
  assert_int_equal (thing->address, expected->address);
  assert_int_equal (thing->immortal, (expected->flags & ML_THING_IMMORTAL) != 0);
  assert_string_equal (thing->kind, ml_kind_get_name (expected->kind));
  assert_value (thing->value, &expected->value);
  assert_slots (thing, expected);
}

static void
assert_memory (Reader *self, MlMemory *memory)
{
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);
  const MlSerial *frames;

  assert_int_equal (g_hash_table_size (self->things), n);

  for (guint i = 0; i < n; i++)
    assert_thing (self, ml_memory_get (memory, things[i]));

  frames = ml_memory_get_frames (memory, &n);
  assert_int_equal (self->frames->len, n);
  assert_memory_equal (self->frames->data, frames, n * sizeof *frames);
  assert_string_equal (self->output->str, ml_memory_get_output (memory, 0));
}

static void
assert_step (JsonObject *line, MlStep step, const MlStepInfo *info)
{
  assert_int_equal (json_object_get_int_member (line, "step"), step);
  assert_string_equal (json_object_get_string_member (line, "event"),
                       ml_event_get_name (info->event));
  assert_int_equal (get_serial (line, "frame"), info->frame);
  assert_int_equal (get_serial (line, "value"), info->value);
  assert_int_equal (json_object_get_int_member (line, "depth"), info->depth);
  assert_int_equal (json_object_get_null_member (line, "span"), info->span.source == 0);

  if (info->span.source != 0)
    assert_int_equal (json_array_get_int_element (json_object_get_array_member (line, "span"), 1),
                      info->span.line);
}

static void
assert_recording (MlRecording *recording)
{
  Reader *reader = reader_new (recording);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlStep last = ml_recording_get_last_step (recording);

  assert_int_equal (reader->lines->len, last + 2);
  assert_int_equal (json_object_get_int_member (get_line (reader, 0), "last_step"), last);

  for (MlStep step = 0; step <= last; step++)
    {
      JsonObject *line = get_line (reader, step + 1);
      MlStepInfo info = ml_recording_get_step (recording, step);

      json_array_foreach_element (
          json_object_get_array_member (line, "changes"), make_change, reader);
      ml_memory_seek (memory, step);
      assert_step (line, step, &info);
      assert_memory (reader, memory);
    }

  reader_free (reader);
}

static void
test_random_histories (void **state)
{
  for (guint32 seed = 0; seed < 4; seed++)
    {
      g_autoptr (MlRandomHistory) history = ml_random_history_new (seed, NULL, NULL);
      g_autoptr (MlRecording) recording = NULL;

      for (guint i = 0; i < 200; i++)
        ml_random_history_go_on (history);

      recording = ml_journal_finish (ml_random_history_get_journal (history));
      assert_recording (recording);
    }
}

static void
test_examples (void **state)
{
  g_autoptr (MlRecording) labels = ml_test_recording_labels ();
  g_autoptr (MlRecording) classes = ml_test_recording_classes ();
  g_autoptr (MlRecording) call = ml_test_recording_call ();

  assert_recording (labels);
  assert_recording (classes);
  assert_recording (call);
}

/* What JSON cannot say by itself. */
static void
test_values (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = ...\n");
  const MlValue values[] = {
    { .type = ML_VALUE_DOUBLE, .number = 3 },
    { .type = ML_VALUE_DOUBLE, .number = 1e300 },
    { .type = ML_VALUE_DOUBLE, .number = 0.1 },
    { .type = ML_VALUE_INT, .integer = G_MININT64 },
    { .type = ML_VALUE_TEXT, .text = "\"\\\n\t\x01 αβγ", .length = 12 },
  };
  const MlValue infinite = { .type = ML_VALUE_DOUBLE, .number = -INFINITY };
  g_autoptr (MlRecording) recording = NULL;
  JsonNode *value;
  MlSerial serial;
  Reader *reader;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    ml_test_journal_thing (test, ML_KIND_FLOAT, test->float_type, test->plain, &values[i]);

  recording = ml_test_journal_end (test);
  assert_recording (recording);

  serial = ml_test_journal_thing (test, ML_KIND_FLOAT, test->float_type, test->plain, &infinite);
  g_clear_pointer (&recording, ml_recording_unref);
  recording = ml_test_journal_end (test);
  reader = reader_new (recording);

  for (guint i = 1; i < reader->lines->len; i++)
    json_array_foreach_element (
        json_object_get_array_member (get_line (reader, i), "changes"), make_change, reader);

  value = ((Thing *) g_hash_table_lookup (reader->things, GUINT_TO_POINTER (serial)))->value;
  assert_string_equal (json_object_get_string_member (json_node_get_object (value), "double"),
                       "-Infinity");
  reader_free (reader);
}

static void
test_head (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  Reader *reader = reader_new (recording);
  JsonObject *head = get_line (reader, 0);
  JsonArray *shapes = json_object_get_array_member (head, "shapes");
  JsonObject *source =
      json_array_get_object_element (json_object_get_array_member (head, "sources"), 0);

  assert_string_equal (json_object_get_string_member (head, "format"), "memory-lane");
  assert_int_equal (json_object_get_int_member (head, "version"), ML_RECORDING_JSON_VERSION);
  assert_string_equal (json_object_get_string_member (source, "text"),
                       ml_recording_get_source_text (recording, 1));

  for (guint i = 0; i < json_array_get_length (shapes); i++)
    {
      const MlShape *shape = ml_recording_get_shape (recording, i + 1);
      JsonObject *object = json_array_get_object_element (shapes, i);

      assert_string_equal (json_object_get_string_member (object, "name"), shape->name);
      assert_int_equal (json_array_get_length (json_object_get_array_member (object, "names")),
                        g_strv_length ((char **) shape->names));
    }

  assert_null (ml_recording_get_shape (recording, json_array_get_length (shapes) + 1));
  reader_free (reader);
}

static gboolean
refuse_second (const char *line, gsize length, gpointer user_data, GError **error)
{
  guint *n = user_data;

  if (++*n < 2)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full");

  return FALSE;
}

static void
test_stops_at_an_error (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  assert_false (ml_recording_json_write (recording, refuse_second, &n, &error));
  assert_int_equal (n, 2);
  assert_non_null (error);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_random_histories),
    cmocka_unit_test (test_examples),
    cmocka_unit_test (test_values),
    cmocka_unit_test (test_head),
    cmocka_unit_test (test_stops_at_an_error),
  };

  return cmocka_run_group_tests_name ("recording-json", tests, NULL, NULL);
}
