/* test-bench.c: a heap with the built-in types, for tests of objects without an interpreter */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-bench.h"

#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-operations.h"
#include "ml-list.h"
#include "ml-str.h"

typedef struct
{
  MlObject object;
  TestBench *bench;
  int number;
} Probe;

static void
probe_finalize (MlHeap *heap, MlObject *self)
{
  Probe *probe = (Probe *) self;

  g_string_append_printf (probe->bench->deaths, "%d ", probe->number);
}

static gint64
probe_hash (MlHeap *heap, MlObject *self)
{
  return ((Probe *) self)->number % 4;
}

static MlObject *
probe_repr (MlHeap *heap, MlObject *self)
{
  return ml_str_format (heap, "p%d", ((Probe *) self)->number);
}

static MlObject *
probe_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  Probe *left = (Probe *) self;
  Probe *right = (Probe *) other;

  if (other->type != self->type)
    return heap->world->not_implemented;

  test_check (left->bench);

  if (left->bench->on_compare != NULL)
    left->bench->on_compare (left->bench);

  switch (how)
    {
    case ML_EQUAL:
      return ml_bool (heap, left->number == right->number);

    case ML_LESS:
      return ml_bool (heap, left->number < right->number);

    default:
      return heap->world->not_implemented;
    }
}

static const MlTypeSpec probe_spec = {
  .name = "probe",
  .instance_size = sizeof (Probe),
  .python_size = 16,
  .kind = ML_KIND_OTHER,
  .slots = {
    .finalize = probe_finalize,
    .hash = probe_hash,
    .repr = probe_repr,
    .compare = probe_compare,
  },
};

/* There are no frames here. */
static void
forget_on_stack (MlHeap *heap, MlSerial dying)
{
}

int
test_bench_setup (void **state)
{
  TestBench *bench = g_new0 (TestBench, 1);

  bench->heap = ml_heap_new ();
  ml_world_init (bench->heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
  bench->heap->default_origin = ML_ORIGIN_RUN;
  bench->heap->forget_on_stack = forget_on_stack;
  bench->probe_type = ml_type_new_builtin (bench->heap, &probe_spec);
  assert_true (ml_type_ready (bench->heap, bench->probe_type));
  bench->deaths = g_string_new (NULL);
  ml_native_enter (bench->heap, &bench->native, "test", bench->held, TEST_N_PLACES);
  *state = bench;

  return 0;
}

int
test_bench_teardown (void **state)
{
  TestBench *bench = *state;
  MlHeap *heap = bench->heap;
  MlJournal *journal = heap->journal;
  MlWorld *world = heap->world;

  test_check (bench);
  bench->on_compare = NULL;
  ml_native_leave (heap, &bench->native);
  test_check (bench);
  heap->journal = NULL;
  ml_heap_free (heap);
  ml_world_free (world);
  g_clear_pointer (&journal, ml_journal_free);
  g_string_free (bench->deaths, TRUE);
  g_free (bench);

  return 0;
}

MlObject *
test_probe (TestBench *bench, int number)
{
  Probe *probe = ml_heap_allocate (bench->heap, bench->probe_type, sizeof (Probe));

  probe->bench = bench;
  probe->number = number;

  return &probe->object;
}

MlObject *
test_probes (TestBench *bench, int n)
{
  MlObject *list = ml_list_new (bench->heap);

  for (int i = 1; i <= n; i++)
    assert_true (ml_list_append_take (bench->heap, list, test_probe (bench, i)));

  return list;
}

void
test_check (TestBench *bench)
{
  g_autoptr (GString) report = g_string_new (NULL);

  if (ml_heap_check (bench->heap, report) != 0)
    fail_msg ("%s", report->str);
}

void
test_deaths (TestBench *bench, const char *expected)
{
  assert_string_equal (bench->deaths->str, expected);
  g_string_truncate (bench->deaths, 0);
  test_check (bench);
}

void
test_repr (TestBench *bench, MlObject *object, const char *expected)
{
  MlObject *text = ml_repr (bench->heap, object);

  assert_non_null (text);
  assert_string_equal (ml_str_get_utf8 (text, NULL), expected);
  ml_unref (bench->heap, text);
  test_check (bench);
}

void
test_raised (TestBench *bench, MlType *type, const char *expected)
{
  MlObject *raised = ml_take_raised (bench->heap);
  MlObject *text;

  assert_non_null (raised);
  assert_ptr_equal (raised->type, type);
  text = ml_to_str (bench->heap, raised);
  assert_string_equal (ml_str_get_utf8 (text, NULL), expected);
  ml_unref (bench->heap, text);
  ml_unref (bench->heap, raised);
  test_check (bench);
}

void
test_tell (TestBench *bench, MlObject *object)
{
  if (bench->heap->journal == NULL)
    {
      MlSpan nowhere = { 0 };

      bench->heap->journal = ml_journal_new (NULL, NULL);
      ml_journal_step (bench->heap->journal, ML_EVENT_START, 0, 0, &nowhere);
    }

  ml_heap_tell (bench->heap, object);
}

typedef struct
{
  const MlThing *thing;
  guint n;
} Comparison;

static void
compare_slot (MlSlot slot, MlObject *target, gpointer data)
{
  Comparison *comparison = data;
  const MlSlots *region = &comparison->thing->regions[ML_SLOT_REGION (slot)];

  assert_true (ML_SLOT_INDEX (slot) < region->n);
  assert_int_equal (region->slots[ML_SLOT_INDEX (slot)], target->serial);
  comparison->n++;
}

void
test_memory (TestBench *bench, MlObject *object)
{
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;
  Comparison comparison = { 0 };
  MlSpan nowhere = { 0 };
  guint n_told = 0;

  ml_journal_step (bench->heap->journal, ML_EVENT_END, 0, 0, &nowhere);
  recording = ml_journal_finish (bench->heap->journal);
  memory = ml_memory_new (recording);
  ml_memory_seek (memory, ml_recording_get_last_step (recording));
  comparison.thing = ml_memory_get (memory, object->serial);
  assert_non_null (comparison.thing);
  object->type->slots.traverse (bench->heap, object, compare_slot, &comparison);

  for (guint region = ML_REGION_FIELD; region < ML_N_REGIONS; region++)
    for (guint i = 0; i < comparison.thing->regions[region].n; i++)
      n_told += comparison.thing->regions[region].slots[i] != 0;

  assert_int_equal (n_told, comparison.n);
}

gsize
test_size (TestBench *bench, MlObject *object)
{
  return ml_object_get_size (bench->heap, object);
}

MlObject *
test_call (TestBench *bench, MlObject *object, const char *name, gsize n, ...)
{
  MlObject *method_name = ml_str_from_ascii (bench->heap, name, -1);
  MlObject *method = ml_get_attribute (bench->heap, object, method_name);
  MlObject *args[4] = { NULL };
  MlObject *result;
  MlNative native;
  va_list list;

  assert_non_null (method);
  va_start (list, n);

  for (gsize i = 0; i < n; i++)
    args[i] = va_arg (list, MlObject *);

  va_end (list);
  args[3] = method;
  ml_unref (bench->heap, method_name);
  ml_native_enter (bench->heap, &native, "call", args, G_N_ELEMENTS (args));
  result = ml_call (bench->heap, method, args, n, NULL);
  ml_native_leave (bench->heap, &native);

  return result;
}
