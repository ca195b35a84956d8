/* test-stage.c: a heap with nodes, for tests of the heap alone */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test-stage.h"

static TestStage *
get_stage (MlHeap *heap)
{
  return heap->interpreter;
}

static void
node_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  TestNode *node = (TestNode *) self;

  for (guint i = 0; i < TEST_N_LINKS; i++)
    if (node->links[i] != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), node->links[i], data);
}

static MlObject *
node_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  TestNode *node = (TestNode *) self;

  while (*cursor < TEST_N_LINKS)
    {
      gsize i = (*cursor)++;
      MlObject *dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, i), &node->links[i]);

      if (dead != NULL)
        return dead;
    }

  if (node->buffer != NULL)
    ml_heap_free_buffer (heap, g_steal_pointer (&node->buffer), node->buffer_size);

  return NULL;
}

static void
node_clear (MlHeap *heap, MlObject *self)
{
  for (guint i = 0; i < TEST_N_LINKS; i++)
    test_link (get_stage (heap), self, i, NULL);
}

static void
node_finalize (MlHeap *heap, MlObject *self)
{
  TestStage *stage = get_stage (heap);
  TestNode *node = (TestNode *) self;

  stage->n_deaths++;

  if (!stage->quiet)
    g_string_append_printf (stage->log, "%d ", node->number);

  if (stage->on_finalize != NULL)
    stage->on_finalize (stage, node);
}

static void
init_type (MlType *type, const char *name, guint32 flags)
{
  type->object.count = ML_IMMORTAL_COUNT;
  type->object.type = type;
  type->name = name;
  type->flags = flags;
  type->instance_size = sizeof (TestNode);
  type->slots.traverse = node_traverse;
  type->slots.dismantle = node_dismantle;
  type->slots.clear = node_clear;
  type->slots.finalize = node_finalize;
}

static void
note_out_of_memory (MlHeap *heap)
{
  get_stage (heap)->n_memory_errors++;
}

int
test_stage_setup (void **state)
{
  TestStage *stage = g_new0 (TestStage, 1);

  stage->heap = ml_heap_new ();
  stage->heap->interpreter = stage;
  stage->heap->out_of_memory = note_out_of_memory;
  stage->log = g_string_new (NULL);
  init_type (&stage->plain, "plain", 0);
  init_type (&stage->collected, "collected", ML_TYPE_COLLECTED);
  ml_native_enter (stage->heap, &stage->native, "test", stage->held, TEST_N_PLACES);
  *state = stage;

  return 0;
}

int
test_stage_teardown (void **state)
{
  TestStage *stage = *state;

  stage->on_finalize = NULL;
  stage->quiet = TRUE;
  test_check (stage);
  ml_native_leave (stage->heap, &stage->native);
  test_check (stage);
  ml_heap_free (stage->heap);
  g_string_free (stage->log, TRUE);
  g_free (stage);

  return 0;
}

static MlObject *
make_node (TestStage *stage, MlType *type, int number)
{
  TestNode *node = ml_heap_allocate (stage->heap, type, sizeof (TestNode));

  if (node == NULL)
    return NULL;

  node->number = number;

  return &node->object;
}

MlObject *
test_plain (TestStage *stage, int number)
{
  return make_node (stage, &stage->plain, number);
}

MlObject *
test_collected (TestStage *stage, int number)
{
  MlObject *node = make_node (stage, &stage->collected, number);

  if (node != NULL)
    ml_heap_track (stage->heap, node);

  return node;
}

void
test_link (TestStage *stage, MlObject *node, guint index, MlObject *target)
{
  ml_heap_store (stage->heap,
                 node,
                 ML_SLOT (ML_REGION_FIELD, index),
                 &((TestNode *) node)->links[index],
                 target);
}

void
test_release (TestStage *stage, guint place)
{
  ml_unref (stage->heap, g_steal_pointer (&stage->held[place]));
}

void
test_check (TestStage *stage)
{
  g_autoptr (GString) report = g_string_new (NULL);

  if (ml_heap_check (stage->heap, report) != 0)
    fail_msg ("%s", report->str);
}

void
test_log (TestStage *stage, const char *expected)
{
  assert_string_equal (stage->log->str, expected);
  g_string_truncate (stage->log, 0);
  test_check (stage);
}
