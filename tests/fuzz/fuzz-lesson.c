/* fuzz-lesson.c: whatever a lesson holds, it is read or refused, and can be checked */
#include <string.h>

#include "ml-lesson-check.h"
#include "ml-test-journal.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MlRecording *recording;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (MlLesson) lesson = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;

  if (recording == NULL)
    recording = ml_test_recording_labels ();

  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  lesson = ml_lesson_new_from_text ("fuzz.md", text, &error);
  g_assert_true ((lesson == NULL) == (error != NULL));

  if (lesson != NULL)
    messages = ml_lesson_check (lesson, recording);

  return 0;
}
