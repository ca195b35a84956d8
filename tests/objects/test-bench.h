/* test-bench.h: a heap with the built-in types, for tests of objects without an interpreter
 *
 * What a test owns stands in places that a native frame named "test" registers, so that
 * ml_heap_check() accounts for every reference. A probe is an object with a number: its death is
 * noted, its hash is its number modulo 4, and it equals probes of the same number; a hook may run
 * whenever two of them are compared, as an __eq__ would.
 */
#pragma once

#include "ml-memory.h"
#include "ml-world.h"

G_BEGIN_DECLS

#define TEST_N_PLACES 16

typedef struct
{
  MlHeap    *heap;
  MlNative   native;
  MlObject  *held[TEST_N_PLACES];
  MlType    *probe_type;
  GString   *deaths;                   /* "3 2 1 " */
  void     (*on_compare) (gpointer);   /* runs at each comparison of two different probes */
} TestBench;

/* As cmocka's setup and teardown; the teardown checks the counts once more. */
int       test_bench_setup    (void       **state);
int       test_bench_teardown (void       **state);

/* A new reference. */
MlObject *test_probe          (TestBench   *bench,
                               int          number);

/* A list of probes numbered from 1. */
MlObject *test_probes         (TestBench   *bench,
                               int          n);

/* Fails unless every count is right. */
void      test_check          (TestBench   *bench);

/* Fails unless probes died in this order since the last call. */
void      test_deaths         (TestBench   *bench,
                               const char  *expected);

/* Fails unless repr (@object) is @expected. */
void      test_repr           (TestBench   *bench,
                               MlObject    *object,
                               const char  *expected);

/* Fails unless an exception of @type with this text is raised; clears it. */
void      test_raised         (TestBench   *bench,
                               MlType      *type,
                               const char  *expected);

/* From here on the journal is told; @object is. */
void      test_tell           (TestBench   *bench,
                               MlObject    *object);

/* Fails unless the memory rebuilt from the journal has the slots of @object as they are. */
void      test_memory         (TestBench   *bench,
                               MlObject    *object);

/* sys.getsizeof */
gsize     test_size           (TestBench   *bench,
                               MlObject    *object);

/* A method of @object called with @n arguments; these are stolen. */
MlObject *test_call           (TestBench   *bench,
                               MlObject    *object,
                               const char  *name,
                               gsize        n,
                               ...);

G_END_DECLS
