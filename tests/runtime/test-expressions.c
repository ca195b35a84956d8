/* test-expressions.c: the parts of lines are evaluated as CPython does
 *
 * Beside each program stands what CPython 3.13 says of it (regenerate): each part that is
 * evaluated, in order, where it stands, and its value. A closeup of all steps must tell the same;
 * at each expression step every count must be that of the holders, in the interpreter and in a
 * memory, and a memory must come to the same by every way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-memory.h"
#include "test-run.h"

/* Coprime with every smaller number: visits all moments, far from each other. */
#define JUMP 7919

static const char *folder;
static const char *name;

typedef struct
{
  MlStep step;
  guint number;
} Moment;

typedef struct
{
  char *text;
  char *parts; /* as CPython lists them */
  MlRecording *recording;
  MlCloseup *closeup;
  char *report;    /* of the interpreter's recount */
  GArray *moments; /* of Moment: all that the closeup has */
} Program;

/* Values, as repr() would write them; of what is no plain value the name of its type. */

static void write_value (GString *out, const MlMemory *memory, MlSerial serial);

static void
write_items (GString *out, const MlMemory *memory, const MlThing *thing, const char *ends)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];
  gboolean pairs = thing->kind == ML_KIND_DICT;
  const char *between = "";

  g_string_append_c (out, ends[0]);

  for (guint i = 0; i < items->n; i++)
    {
      if (items->slots[i] == 0)
        continue;

      g_string_append (out, between);
      write_value (out, memory, items->slots[i]);
      between = pairs && i % 2 == 0 ? ": " : ", ";
    }

  if (thing->kind == ML_KIND_TUPLE && items->n == 1)
    g_string_append_c (out, ',');

  g_string_append_c (out, ends[1]);
}

static void
write_plain (GString *out, const MlMemory *memory, const MlThing *thing)
{
  switch (thing->value.type)
    {
    case ML_VALUE_INT:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, thing->value.integer);
      break;
    case ML_VALUE_DOUBLE:
      g_string_append_printf (out, "%g", thing->value.number);
      break;
    case ML_VALUE_TEXT:
      g_string_append_printf (out,
                              thing->kind == ML_KIND_STR ? "'%.*s'" : "%.*s",
                              (int) thing->value.length,
                              thing->value.text);
      break;
    case ML_VALUE_NONE:
      break;
    }
}

static void
write_value (GString *out, const MlMemory *memory, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (memory, serial);

  assert_non_null (thing);

  switch (thing->kind)
    {
    case ML_KIND_NONE:
    case ML_KIND_BOOL:
    case ML_KIND_INT:
    case ML_KIND_FLOAT:
    case ML_KIND_STR:
      write_plain (out, memory, thing);
      break;
    case ML_KIND_LIST:
      write_items (out, memory, thing, "[]");
      break;
    case ML_KIND_TUPLE:
      write_items (out, memory, thing, "()");
      break;
    case ML_KIND_DICT:
    case ML_KIND_SET:
      write_items (out, memory, thing, "{}");
      break;
    default:
      g_string_append_printf (out, "<%s>", ml_memory_get_shape (memory, thing->shape)->name);
    }
}

static void
write_moment (GString *out, const MlMemory *memory)
{
  const MlExpression *part = ml_memory_get_evaluated (memory);

  g_string_append_printf (out,
                          "%u:%u-%u:%u %s ",
                          part->span.line,
                          part->span.column,
                          part->span.end_line,
                          part->span.end_column,
                          part->kind == ML_EXPRESSION_TARGET ? "=" : "->");

  if (ml_memory_get (memory, part->value) != NULL)
    write_value (out, memory, part->value);
  else
    g_string_append (out, "gone");

  g_string_append_c (out, '\n');
}

static char *
read_file (const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *text;

  assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static int
set_up (void **state)
{
  Program *program = g_new0 (Program, 1);
  g_autoptr (TestRun) run = test_run_new ();
  g_autoptr (TestRun) again = test_run_new ();

  program->text = read_file (".py");
  program->parts = read_file (".parts");
  run->record = TRUE;
  test_run (run, program->text);
  program->recording = ml_recording_ref (run->recording);

  again->closeup_of = program->recording;
  again->options.check = TRUE;
  test_run (again, program->text);
  assert_non_null (again->closeup);
  program->closeup = ml_closeup_ref (again->closeup);
  program->report = g_strdup (again->report);
  program->moments = g_array_new (FALSE, FALSE, sizeof (Moment));

  for (MlStep step = 0; step < ml_closeup_get_end (program->closeup); step++)
    for (guint i = 0; i <= ml_closeup_get_n_expressions (program->closeup, step); i++)
      g_array_append_vals (program->moments, &(Moment){ step, i }, 1);

  *state = program;

  return 0;
}

static int
tear_down (void **state)
{
  Program *program = *state;

  ml_recording_unref (program->recording);
  ml_closeup_unref (program->closeup);
  g_array_unref (program->moments);
  g_free (program->report);
  g_free (program->text);
  g_free (program->parts);
  g_free (program);

  return 0;
}

static void
go_to (MlMemory *memory, const Program *program, guint i)
{
  const Moment *moment = &g_array_index (program->moments, Moment, i);

  ml_memory_seek_expression (memory, moment->step, moment->number);
}

static MlMemory *
make_memory (const Program *program)
{
  MlMemory *memory = ml_memory_new (program->recording);

  ml_memory_set_closeup (memory, program->closeup);

  return memory;
}

/* The parts, and their order */
static void
test_parts (void **state)
{
  const Program *program = *state;
  g_autoptr (MlMemory) memory = make_memory (program);
  g_autoptr (GString) parts = g_string_new (NULL);

  for (guint i = 0; i < program->moments->len; i++)
    {
      go_to (memory, program, i);

      if (ml_memory_get_expression (memory) > 0)
        write_moment (parts, memory);
    }

  assert_string_equal (parts->str, program->parts);
}

/* The interpreter's own counts, recounted at each expression step. */
static void
test_interpreter_counts (void **state)
{
  const Program *program = *state;

  assert_string_equal (program->report, "");
}

static guint
count_holders (const MlMemory *memory, MlSerial serial)
{
  guint n;
  guint n_counted = 0;
  const MlHolder *holders = ml_memory_get_holders (memory, serial, &n);

  for (guint i = 0; i < n; i++)
    n_counted += !holders[i].weak;

  return n_counted;
}

static void
test_holders (void **state)
{
  const Program *program = *state;
  g_autoptr (MlMemory) memory = make_memory (program);

  for (guint i = 0; i < program->moments->len; i++)
    {
      guint n;
      const MlSerial *things;

      go_to (memory, program, i);
      things = ml_memory_get_things (memory, &n);

      for (guint j = 0; j < n; j++)
        {
          const MlThing *thing = ml_memory_get (memory, things[j]);

          if (thing->kind < ML_KIND_FRAME && !(thing->flags & ML_THING_IMMORTAL))
            assert_int_equal (count_holders (memory, thing->serial), thing->count);
        }
    }
}

/* Jumps, undoing and doing again lead where playing leads; and steps are as without a closeup. */
static void
test_ways (void **state)
{
  const Program *program = *state;
  guint n = program->moments->len;
  g_autofree guint64 *hashes = g_new (guint64, n);
  g_autoptr (MlMemory) memory = make_memory (program);
  g_autoptr (MlMemory) plain = ml_memory_new (program->recording);

  for (guint i = 0; i < n; i++)
    {
      go_to (memory, program, i);
      hashes[i] = ml_memory_hash (memory);

      if (ml_memory_get_expression (memory) == 0)
        {
          ml_memory_seek (plain, ml_memory_get_step (memory));
          assert_int_equal (ml_memory_hash (plain), hashes[i]);
        }
    }

  for (guint i = n; i-- > 0;)
    {
      go_to (memory, program, i);
      assert_int_equal (ml_memory_hash (memory), hashes[i]);
    }

  for (guint i = 0; i < n; i++)
    {
      guint at = (guint) ((guint64) i * JUMP % n);

      go_to (memory, program, at);
      assert_int_equal (ml_memory_hash (memory), hashes[at]);
    }
}

/* What was evaluated and still stands on the stack is in the slot that it was put into. */
static void
test_evaluated (void **state)
{
  const Program *program = *state;
  g_autoptr (MlMemory) memory = make_memory (program);

  for (guint i = 0; i < program->moments->len; i++)
    {
      const MlExpression *part;
      const MlThing *frame;
      g_autoptr (GPtrArray) evaluated = NULL;
      const MlSlots *stack;

      go_to (memory, program, i);
      part = ml_memory_get_evaluated (memory);

      if (part == NULL || part->kind != ML_EXPRESSION_VALUE)
        continue;

      frame = ml_memory_get (memory, part->frame);
      stack = &frame->regions[ML_REGION_STACK];
      assert_true (part->slot < stack->n);
      assert_int_equal (stack->slots[part->slot], part->value);

      evaluated = ml_closeup_list_evaluated (program->closeup,
                                             ml_memory_get_step (memory),
                                             ml_memory_get_expression (memory),
                                             part->frame);
      assert_ptr_equal (g_ptr_array_index (evaluated, evaluated->len - 1), part);
    }
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_parts),     cmocka_unit_test (test_interpreter_counts),
    cmocka_unit_test (test_holders),   cmocka_unit_test (test_ways),
    cmocka_unit_test (test_evaluated),
  };

  g_assert (argc == 3);
  folder = argv[1];
  name = argv[2];

  return cmocka_run_group_tests (tests, set_up, tear_down);
}
