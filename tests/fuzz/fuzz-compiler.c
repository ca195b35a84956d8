/* fuzz-compiler.c: whatever a program's file holds, it is compiled, or refused with one error */
#include "ml-compile.h"
#include "ml-heap.h"
#include "ml-operations.h"
#include "ml-parser.h"
#include "ml-world.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
compile (MlHeap *heap, const char *bytes, gsize size)
{
  g_autoptr (MlSyntaxError) error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("fuzz.py", bytes, size, &error);
  g_autoptr (MlTree) tree = source != NULL ? ml_parse_file (heap, source, &error) : NULL;
  MlCode *code;

  g_assert_true ((tree == NULL) == (error != NULL));
  if (tree == NULL)
    return;

  code = ml_compile (heap, tree, "fuzz.py", ML_COMPILE_FILE, NULL, &error);
  g_assert_true ((code == NULL) == (error != NULL || heap->raised != NULL));

  if (code != NULL)
    ml_unref (heap, code);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  MlHeap *heap = ml_heap_new ();
  MlWorld *world;

  ml_world_init (heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
  world = heap->world;

  compile (heap, (const char *) data, size);

  ml_heap_free (heap);
  ml_world_free (world);
  return 0;
}
