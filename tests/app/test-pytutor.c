/* test-pytutor.c: our traces against those of an independent tracer, entry by entry
 *
 * test-pytutor TRACES PROGRAMS: for each TRACES/FOLDER/NAME.json the program
 * PROGRAMS/FOLDER/NAME.py is recorded and its trace compared. Objects may be numbered otherwise;
 * but what is one object in one of them is one in the other, within an entry and from each entry to
 * the next. The result is TAP.
 */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "ml-pytutor.h"
#include "ml-subject.h"

/* The numbers of the objects in one entry: ours by theirs, and theirs by ours. */
typedef struct
{
  GHashTable *ours;
  GHashTable *theirs;
  GPtrArray *queue; /* of those of theirs, as text, whose objects are still to be compared */
} Pairing;

static int n_tests;
static int n_failed;

static Pairing *
pairing_new (void)
{
  Pairing *self = g_new (Pairing, 1);

  self->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->theirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->queue = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static void
pairing_free (Pairing *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->ours);
  g_hash_table_unref (self->theirs);
  g_ptr_array_unref (self->queue);
  g_free (self);
}

static gboolean
pair (Pairing *self, gint64 their_number, gint64 our_number)
{
  g_autofree char *theirs = g_strdup_printf ("%" G_GINT64_FORMAT, their_number);
  g_autofree char *ours = g_strdup_printf ("%" G_GINT64_FORMAT, our_number);
  const char *known = g_hash_table_lookup (self->ours, theirs);

  if (known != NULL || g_hash_table_contains (self->theirs, ours))
    return g_strcmp0 (known, ours) == 0;

  g_hash_table_insert (self->ours, g_strdup (theirs), g_strdup (ours));
  g_hash_table_insert (self->theirs, g_strdup (ours), g_strdup (theirs));
  g_ptr_array_add (self->queue, g_strdup (theirs));

  return TRUE;
}

static gboolean
is_reference (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) == 2 &&
         json_node_get_value_type (json_array_get_element (array, 0)) == G_TYPE_STRING &&
         g_str_equal (json_array_get_string_element (array, 0), "REF");
}

/* 1 and 1.0 are the same number of JSON. */
static gboolean
values_match (JsonNode *theirs, JsonNode *ours)
{
  GType type = json_node_get_value_type (theirs);

  if (type == G_TYPE_DOUBLE || json_node_get_value_type (ours) == G_TYPE_DOUBLE)
    return json_node_get_double (theirs) == json_node_get_double (ours);

  return json_node_equal (theirs, ours);
}

static gboolean
nodes_match (Pairing *pairing, JsonNode *theirs, JsonNode *ours)
{
  JsonArray *their_items, *our_items;
  JsonObject *their_members, *our_members;
  g_autoptr (GList) names = NULL;

  if (json_node_get_node_type (theirs) != json_node_get_node_type (ours))
    return FALSE;

  if (is_reference (theirs) && is_reference (ours))
    return pair (pairing,
                 json_array_get_int_element (json_node_get_array (theirs), 1),
                 json_array_get_int_element (json_node_get_array (ours), 1));

  if (JSON_NODE_HOLDS_ARRAY (theirs))
    {
      their_items = json_node_get_array (theirs);
      our_items = json_node_get_array (ours);

      if (json_array_get_length (their_items) != json_array_get_length (our_items))
        return FALSE;

      for (guint i = 0; i < json_array_get_length (their_items); i++)
        if (!nodes_match (pairing,
                          json_array_get_element (their_items, i),
                          json_array_get_element (our_items, i)))
          return FALSE;

      return TRUE;
    }

  if (!JSON_NODE_HOLDS_OBJECT (theirs))
    return values_match (theirs, ours);

  their_members = json_node_get_object (theirs);
  our_members = json_node_get_object (ours);
  names = json_object_get_members (their_members);

  if (json_object_get_size (their_members) != json_object_get_size (our_members))
    return FALSE;

  for (GList *name = names; name != NULL; name = name->next)
    if (!json_object_has_member (our_members, name->data) ||
        !nodes_match (pairing,
                      json_object_get_member (their_members, name->data),
                      json_object_get_member (our_members, name->data)))
      return FALSE;

  return TRUE;
}

/* All objects of both, by the pairs that the names and the other objects made. */
static gboolean
heaps_match (Pairing *pairing, JsonObject *theirs, JsonObject *ours)
{
  for (guint i = 0; i < pairing->queue->len; i++)
    {
      const char *number = g_ptr_array_index (pairing->queue, i);
      const char *our_number = g_hash_table_lookup (pairing->ours, number);

      if (!json_object_has_member (theirs, number) || !json_object_has_member (ours, our_number) ||
          !nodes_match (pairing,
                        json_object_get_member (theirs, number),
                        json_object_get_member (ours, our_number)))
        return FALSE;
    }

  return json_object_get_size (theirs) == pairing->queue->len &&
         json_object_get_size (ours) == pairing->queue->len;
}

/* What was paired in the entry before is so still. */
static gboolean
goes_on (Pairing *before, Pairing *pairing)
{
  GHashTableIter iter;
  gpointer theirs, ours;

  g_hash_table_iter_init (&iter, pairing->ours);

  while (g_hash_table_iter_next (&iter, &theirs, &ours))
    {
      const char *known = g_hash_table_lookup (before->ours, theirs);

      if (known != NULL && !g_str_equal (known, ours))
        return FALSE;
    }

  return TRUE;
}

/* The key of @theirs in which an entry differs; NULL if in none. The last entry of a trace that is
 * too long is worded by us. */
static const char *
find_difference (Pairing *before, Pairing *pairing, JsonObject *theirs, JsonObject *ours)
{
  static const char *const keys[] = {
    "event", "line", "func_name", "globals", "ordered_globals", "stack_to_render", "stdout"
  };
  gboolean is_limit =
      g_str_equal (json_object_get_string_member (theirs, "event"), "instruction_limit_reached");

  if (json_object_get_size (theirs) != json_object_get_size (ours))
    return "number of keys";

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (json_object_has_member (theirs, keys[i]) &&
        (!json_object_has_member (ours, keys[i]) ||
         !nodes_match (pairing,
                       json_object_get_member (theirs, keys[i]),
                       json_object_get_member (ours, keys[i]))))
      return keys[i];

  if (is_limit)
    return NULL;

  if (json_object_has_member (theirs, "exception_msg") &&
      g_strcmp0 (json_object_get_string_member (theirs, "exception_msg"),
                 json_object_get_string_member (ours, "exception_msg")) != 0)
    return "exception_msg";

  if (!heaps_match (pairing,
                    json_object_get_object_member (theirs, "heap"),
                    json_object_get_object_member (ours, "heap")))
    return "heap";

  return before == NULL || goes_on (before, pairing) ? NULL : "numbers that go on";
}

/* (transfer full), NULL if all is the same. */
static char *
compare_traces (JsonObject *theirs, JsonObject *ours)
{
  JsonArray *their_trace = json_object_get_array_member (theirs, "trace");
  JsonArray *our_trace = json_object_get_array_member (ours, "trace");
  guint n = json_array_get_length (their_trace);
  Pairing *before = NULL;
  char *difference = NULL;

  if (g_strcmp0 (json_object_get_string_member (theirs, "code"),
                 json_object_get_string_member (ours, "code")) != 0)
    return g_strdup ("the code");

  if (n == 0 || n != json_array_get_length (our_trace))
    return g_strdup_printf ("%u entries, not %u", json_array_get_length (our_trace), n);

  for (guint i = 0; i < n && difference == NULL; i++)
    {
      Pairing *pairing = pairing_new ();
      const char *key = find_difference (before,
                                         pairing,
                                         json_array_get_object_element (their_trace, i),
                                         json_array_get_object_element (our_trace, i));

      if (key != NULL)
        difference = g_strdup_printf ("entry %u: %s", i, key);

      pairing_free (before);
      before = pairing;
    }

  pairing_free (before);

  return difference;
}

/* (transfer full) */
static char *
check_program (const char *trace, const char *program)
{
  g_autoptr (JsonParser) theirs = json_parser_new_immutable ();
  g_autoptr (JsonParser) ours = json_parser_new_immutable ();
  g_autoptr (MlSubject) subject = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  subject = ml_subject_load (program, &error);

  if (subject == NULL)
    return g_strdup (error->message);

  text = ml_pytutor_write (ml_subject_get_recording (subject));

  if (!json_parser_load_from_file (theirs, trace, &error) ||
      !json_parser_load_from_data (ours, text, -1, &error))
    return g_strdup (error->message);

  return compare_traces (json_node_get_object (json_parser_get_root (theirs)),
                         json_node_get_object (json_parser_get_root (ours)));
}

static void
check_folder (const char *traces, const char *programs, const char *folder)
{
  g_autofree char *path = g_build_filename (traces, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *trace = g_build_filename (path, name, NULL);
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".json"));
      g_autofree char *file = g_strconcat (stem, ".py", NULL);
      g_autofree char *program = g_build_filename (programs, folder, file, NULL);
      g_autofree char *problem = check_program (trace, program);

      n_tests++;
      n_failed += problem != NULL;
      g_print ("%sok %d - %s/%s\n", problem != NULL ? "not " : "", n_tests, folder, stem);

      if (problem != NULL)
        g_print ("# %s\n", problem);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const folders[] = { "article", "language", "memory" };

  g_assert_cmpint (argc, ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    check_folder (argv[1], argv[2], folders[i]);

  g_print ("1..%d\n", n_tests);

  return n_tests > 0 && n_failed == 0 ? 0 : 1;
}
