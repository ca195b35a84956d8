/* fuzz-interpreter.c: whatever a program does, it ends within its limits, and its recording can be
 * played */
#include "ml-interpreter.h"
#include "ml-memory.h"
#include "ml-modules.h"

#define MAX_STEPS 500
#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_OUTPUT 10000
#define MAX_SECONDS 5

/* The C stack of a fuzzer is not the 64 MB that an interpreter should have. */
#define MAX_RECURSION 50

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MlJournal) journal = ml_journal_new (NULL, NULL);
  const MlInterpreterOptions options = {
    .modules = ml_modules,
    .journal = journal,
    .max_steps = MAX_STEPS,
    .max_seconds = MAX_SECONDS,
    .max_bytes = MAX_BYTES,
    .max_output = MAX_OUTPUT,
    .recursion = MAX_RECURSION,
  };
  g_autoptr (MlInterpreter) interpreter = ml_interpreter_new (&options);
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) memory = NULL;

  ml_interpreter_run_script (interpreter, "fuzz.py", (const char *) data, size);
  recording = ml_journal_finish (journal);

  memory = ml_memory_new (recording);
  ml_memory_seek (memory, ml_recording_get_last_step (recording));
  ml_memory_seek (memory, 0);
  return 0;
}
