/* test-narration.c: the sentences of all steps of all conformance programs
 *
 * Each must be a sentence, and true: what it says of names, of identity and of counts is looked up
 * in the memory at its step, by the ways that lessons use. Those of the article's programs are
 * compared word by word with narration.txt, which `test-narration --print` writes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ml-lesson-place.h"
#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-narrator.h"
#include "ml-program.h"

#define MOST_STEPS 2000      /* of a program, that are all read */
#define SPREAD_STEPS 200     /* of a longer one, that are read */
#define LONGEST_SENTENCE 140 /* with the longest names of these programs */

static const char *const folders[] = { "article", "language", "memory", "memory-own" };

/* Recording */

typedef struct
{
  const char *path;
  char *text;
  gsize length;
  MlRecording *recording;
} Run;

static char *
find_module (const char *name, char **file_name, gpointer user_data)
{
  Run *self = user_data;

  return ml_program_find_module (name, file_name, (gpointer) self->path);
}

static void
write_nothing (int stream, const char *text, gsize length, gpointer user_data)
{
}

/* In a thread with a deep stack. */
static void
run (gpointer data)
{
  Run *self = data;
  const char *arguments[] = { self->path, NULL };
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  const MlInterpreterOptions options = {
    .modules = ml_modules,
    .journal = journal,
    .max_steps = 100000,
    .max_bytes = ML_LIMIT_HEAP_BYTES,
    .arguments = arguments,
    .write = write_nothing,
    .find_module = find_module,
    .user_data = self,
  };
  g_autoptr (MlInterpreter) interpreter = ml_interpreter_new (&options);

  if (g_str_has_suffix (self->path, ".repl"))
    ml_interpreter_run_interactive (interpreter, self->text, self->length);
  else
    ml_interpreter_run_script (interpreter, self->path, self->text, self->length);

  self->recording = ml_journal_finish (journal);
}

static MlRecording *
record (const char *path)
{
  Run self = { .path = path };

  self.text = ml_program_read (path, &self.length, NULL);
  assert_non_null (self.text);
  ml_program_run_deep (run, &self);
  g_free (self.text);

  return self.recording;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The programs of a folder, by name. */
static GPtrArray *
list_programs (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (g_getenv ("ML_TEST_PROGRAMS"), folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  assert_non_null (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".py") || g_str_has_suffix (name, ".repl"))
        g_ptr_array_add (paths, g_build_filename (path, name, NULL));
    }

  g_ptr_array_sort (paths, compare_names);

  return paths;
}

/* What is looked up */

typedef struct
{
  const char *path; /* of the program */
  MlStep step;
  const char *sentence;
  const MlMemory *memory;
  const MlMemory *speaker; /* where other names are looked up: a call speaks of its caller's */
  guint *n_checked;
} Claim;

static void
fail_claim (const Claim *claim, const char *what)
{
  fail_msg ("%s, step %u: %s\n  in “%s”", claim->path, claim->step, what, claim->sentence);
}

/* NULL if the lessons' language has no word for this place: a key that was cut, say. What stands in
 * a cell is meant by its name. */
static const MlThing *
look_up (const MlMemory *memory, const char *text)
{
  g_autoptr (MlLessonPlace) place = ml_lesson_place_parse (text, NULL, NULL);
  MlSerial serial = place == NULL ? 0 : ml_lesson_place_find (place, memory, NULL);
  const MlThing *thing = serial == 0 ? NULL : ml_memory_get (memory, serial);

  if (thing == NULL || thing->kind != ML_KIND_CELL)
    return thing;

  if (thing->regions[ML_REGION_FIELD].n == 0)
    return NULL;

  return ml_memory_get (memory, thing->regions[ML_REGION_FIELD].slots[0]);
}

static void
check_same (const Claim *claim, const GMatchInfo *match)
{
  g_autofree char *one = g_match_info_fetch (match, 1);
  g_autofree char *other = g_match_info_fetch (match, 2);
  const MlThing *first = look_up (claim->memory, one);
  const MlThing *second = look_up (claim->speaker, other);

  if (first == NULL || second == NULL)
    return;

  if (first->serial != second->serial)
    fail_claim (claim, "they are two objects");

  (*claim->n_checked)++;
}

/* Large ones are recorded as their digits. */
static gboolean
is_number (const MlThing *thing, const char *digits)
{
  if (thing->kind != ML_KIND_INT)
    return FALSE;

  if (thing->value.type == ML_VALUE_INT)
    return thing->value.integer == g_ascii_strtoll (digits, NULL, 10);

  return strlen (digits) == thing->value.length &&
         memcmp (digits, thing->value.text, thing->value.length) == 0;
}

static void
check_number (const Claim *claim, const GMatchInfo *match)
{
  g_autofree char *place = g_match_info_fetch (match, 1);
  g_autofree char *number = g_match_info_fetch (match, 2);
  const MlThing *thing = look_up (claim->memory, place);

  if (thing == NULL)
    return;

  if (!is_number (thing, number))
    fail_claim (claim, "it is another number");

  (*claim->n_checked)++;
}

static void
check_contents (const Claim *claim, const GMatchInfo *match)
{
  g_autofree char *place = g_match_info_fetch (match, 1);
  g_autofree char *number = g_match_info_fetch (match, 2);
  const MlThing *thing = look_up (claim->memory, place);

  if (thing == NULL)
    return;

  if (thing->kind != ML_KIND_LIST ||
      thing->regions[ML_REGION_ITEM].n != g_ascii_strtoull (number, NULL, 10))
    fail_claim (claim, "it is no list, or not so long");

  (*claim->n_checked)++;
}

static void
check_count (const Claim *claim, const GMatchInfo *match)
{
  g_autofree char *place = g_match_info_fetch (match, 1);
  g_autofree char *number = g_match_info_fetch (match, 2);
  const MlThing *thing = look_up (claim->memory, place);

  if (thing == NULL)
    return;

  if (thing->count != g_ascii_strtoull (number, NULL, 10))
    fail_claim (claim, "it has another count");

  (*claim->n_checked)++;
}

static void
check_returned (const Claim *claim, const GMatchInfo *match)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  MlStepInfo info = ml_recording_get_step (ml_memory_get_recording (claim->memory), claim->step);
  const MlThing *thing = ml_memory_get (claim->memory, info.value);

  if (thing == NULL || !is_number (thing, number))
    fail_claim (claim, "something else is returned");

  (*claim->n_checked)++;
}

/* A clause ends at a semicolon or the full stop. */
static const struct
{
  const char *pattern;
  void (*check) (const Claim *claim, const GMatchInfo *match);
} claims[] = {
  { "`([^`]+)` (?:now refers to|is rebound from [^;]+ to) the same [^;`]+ as `([^`]+)`",
    check_same },
  { "`([^`]+)` is bound to [^;`]+, the same object as `([^`]+)`", check_same },
  { "`([^`]+)` is bound to (-?\\d+)(?=;|\\.$)", check_number },
  { "`([^`]+)` is rebound from -?\\d+ to (-?\\d+)(?=;|\\.$)", check_number },
  { "`([^`]+)` is bound to a new list with (\\d+) items?", check_contents },
  { "`([^`]+)` now refers to [^;]+; the [^;]+ has (\\d+) references?", check_count },
  { "`[^`]+` returns (-?\\d+)\\.$", check_returned },
};

static void
check_claims (const Claim *claim)
{
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (claims[i].pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      assert_non_null (regex);
      g_regex_match (regex, claim->sentence, 0, &match);

      while (g_match_info_matches (match))
        {
          claims[i].check (claim, match);
          g_match_info_next (match, NULL);
        }
    }
}

static void
check_form (const Claim *claim)
{
  const char *sentence = claim->sentence;

  if (!g_utf8_validate (sentence, -1, NULL))
    fail_claim (claim, "it is no UTF-8");
  if (!g_unichar_isupper (g_utf8_get_char (sentence)))
    fail_claim (claim, "it begins with no capital");
  if (!g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, " ."))
    fail_claim (claim, "it ends with no full stop");
  if (strchr (sentence, '\n') != NULL)
    fail_claim (claim, "it has more than one line");
  if (g_utf8_strlen (sentence, -1) > LONGEST_SENTENCE)
    fail_claim (claim, "it is too long");
}

static void
check_step (const char *path, MlNarrator *narrator, MlMemory *memory, MlStep step, guint *n)
{
  MlRecording *recording = ml_memory_get_recording (memory);
  gboolean is_call = ml_recording_get_step (recording, step).event == ML_EVENT_CALL;
  g_autoptr (MlMemory) before = ml_memory_new (recording);
  g_autofree char *sentence = ml_narrator_tell_step (narrator, step);
  const Claim claim = { path, step, sentence, memory, is_call ? before : memory, n };

  assert_non_null (sentence);
  check_form (&claim);
  ml_memory_seek (memory, step);
  ml_memory_seek (before, step > 0 ? step - 1 : 0);
  check_claims (&claim);
}

static void
check_program (const char *path, guint *n_checked)
{
  g_autoptr (MlRecording) recording = record (path);
  g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlStep last = ml_recording_get_last_step (recording);
  MlStep stride = last <= MOST_STEPS ? 1 : last / SPREAD_STEPS;

  for (MlStep step = 0; step <= last; step += stride)
    check_step (path, narrator, memory, step, n_checked);
}

static void
test_sentences_are_true (void **state)
{
  guint n_checked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GPtrArray) paths = list_programs (folders[i]);

      assert_true (paths->len > 0);

      for (guint j = 0; j < paths->len; j++)
        check_program (g_ptr_array_index (paths, j), &n_checked);
    }

  print_message ("# %u claims looked up\n", n_checked);
  assert_true (n_checked > 1000);
}

/* The article's programs */

static char *
tell_article (void)
{
  g_autoptr (GPtrArray) paths = list_programs ("article");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (MlRecording) recording = record (g_ptr_array_index (paths, i));
      g_autoptr (MlNarrator) narrator = ml_narrator_new (recording);
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (paths, i));

      g_string_append_printf (text, "%s%s\n", i > 0 ? "\n" : "", name);

      for (MlStep step = 1; step <= ml_recording_get_last_step (recording); step++)
        {
          g_autofree char *sentence = ml_narrator_tell_step (narrator, step);

          g_string_append_printf (text, "%u. %s\n", step, sentence);
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_article (void **state)
{
  g_autofree char *told = tell_article ();
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = g_strsplit (told, "\n", -1);
  g_auto (GStrv) expected_lines = NULL;

  assert_true (g_file_get_contents (g_getenv ("ML_TEST_SENTENCES"), &expected, NULL, NULL));
  expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    assert_string_equal (lines[i], expected_lines[i]);

  assert_int_equal (g_strv_length (lines), g_strv_length (expected_lines));
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_sentences_are_true),
    cmocka_unit_test (test_article),
  };

  if (argc == 2 && strcmp (argv[1], "--print") == 0)
    {
      g_autofree char *text = tell_article ();

      return fputs (text, stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    }

  return cmocka_run_group_tests_name ("narration", tests, NULL, NULL);
}
