/* test-examples.c: what little recordings made by hand say */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-memory.h"
#include "ml-test-journal.h"

/* What the newest frame's @name refers to; 0 if it is not bound. */
static MlSerial
look_up (const MlMemory *memory, const char *name)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (memory, &n);
  const MlThing *frame = ml_memory_get (memory, frames[n - 1]);
  const MlSlots *region = &frame->regions[ML_REGION_NAME];

  for (guint i = 0; i < region->n; i++)
    {
      g_autofree char *slot_name = ml_memory_name_slot (memory, frame, ML_SLOT (ML_REGION_NAME, i));

      if (g_str_equal (slot_name, name))
        return region->slots[i];
    }

  return 0;
}

static void
test_labels (void **state)
{
  static const guint counts[] = { 1, 2, 1 };
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlSerial list;

  assert_int_equal (ml_recording_get_last_step (recording), 5);
  assert_int_equal (look_up (memory, "x"), 0);

  ml_memory_seek (memory, 2);
  list = look_up (memory, "x");
  assert_int_not_equal (list, 0);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      ml_memory_seek (memory, 2 + i);
      assert_int_equal (ml_memory_get (memory, list)->count, counts[i]);
      assert_int_equal (look_up (memory, "y"), i == 1 ? list : 0);
    }

  ml_memory_seek (memory, 5);
  assert_null (ml_memory_get (memory, list));

  ml_memory_seek (memory, 3);
  assert_int_equal (ml_memory_get (memory, list)->count, 2);
  assert_int_equal (ml_memory_get (memory, list)->regions[ML_REGION_ITEM].n, 3);
}

static void
test_garbage (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_classes ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  const MlHolder *holders;
  MlSerial d;
  guint n;

  ml_memory_seek (memory, 6);
  d = look_up (memory, "d");
  assert_true (ml_memory_is_reachable (memory, d));
  assert_int_equal (ml_memory_get (memory, d)->count, 2);

  ml_memory_seek (memory, 7);
  assert_int_equal (ml_memory_get (memory, d)->count, 1);
  assert_false (ml_memory_is_reachable (memory, d));

  holders = ml_memory_get_holders (memory, d, &n);
  assert_int_equal (n, 1);
  assert_int_equal (holders[0].thing, d);
  assert_int_equal (holders[0].slot, ML_SLOT (ML_REGION_NAME, 1));
}

static void
test_call (void **state)
{
  g_autoptr (MlRecording) recording = ml_test_recording_call ();
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  MlSpan span;
  guint n;
  const MlSerial *frames;

  ml_memory_seek (memory, 4);
  frames = ml_memory_get_frames (memory, &n);
  assert_int_equal (n, 2);
  assert_int_equal (ml_recording_get_step (recording, 4).depth, 2);
  assert_int_not_equal (look_up (memory, "w"), 0);
  assert_true (ml_memory_get_frame_span (memory, frames[0], &span));
  assert_int_equal (span.line, 3);
  assert_true (ml_memory_get_frame_span (memory, frames[1], &span));
  assert_int_equal (span.line, 2);

  ml_memory_seek (memory, ml_recording_get_last_step (recording));
  ml_memory_get_frames (memory, &n);
  assert_int_equal (n, 1);
  assert_int_not_equal (look_up (memory, "a"), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_labels),
    cmocka_unit_test (test_garbage),
    cmocka_unit_test (test_call),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
