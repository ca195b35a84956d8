/* test-stage.h: a heap with nodes, for tests of the heap alone
 *
 * The heap knows no type, so a test brings its own: a node is an object with a number and two
 * links. Its death is noted by its number. Nodes of the collected type are watched by the
 * collector; those of both types may be given something to do when they are finalized.
 *
 * What a test owns stands in places that a native frame registers, so that ml_heap_check() accounts
 * for every reference.
 */
#pragma once

#include "ml-heap.h"

G_BEGIN_DECLS

#define TEST_N_PLACES 8
#define TEST_N_LINKS  2

typedef struct _TestStage TestStage;

typedef struct
{
  MlObject   object;
  MlObject  *links[TEST_N_LINKS];
  gpointer   buffer;                /* counted by the heap; may be NULL */
  gsize      buffer_size;
  int        number;
} TestNode;

struct _TestStage
{
  MlHeap    *heap;
  MlType     plain;
  MlType     collected;
  MlNative   native;
  MlObject  *held[TEST_N_PLACES];
  GString   *log;                   /* "1 2 3 " */
  gboolean   quiet;                 /* deaths are counted, not noted */
  guint      n_deaths;
  guint      n_memory_errors;
  void     (*on_finalize) (TestStage *stage, TestNode *node);   /* may be NULL */
};

/* As cmocka's setup and teardown; the teardown checks the counts once more. */
int       test_stage_setup    (void       **state);
int       test_stage_teardown (void       **state);

/* A new reference. */
MlObject *test_plain          (TestStage   *stage,
                               int          number);
MlObject *test_collected      (TestStage   *stage,
                               int          number);

/* Steals @target, which may be NULL. */
void      test_link           (TestStage   *stage,
                               MlObject    *node,
                               guint        index,
                               MlObject    *target);

/* Lets go of a place. */
void      test_release        (TestStage   *stage,
                               guint        place);

/* Fails unless every count is right. */
void      test_check          (TestStage   *stage);

/* Fails unless this was noted since the last call. */
void      test_log            (TestStage   *stage,
                               const char  *expected);

G_END_DECLS
