/* ml-lesson-check.c: whether what a lesson says is so */
#include "ml-lesson-check.h"

typedef struct
{
  MlLesson *lesson;
  MlMemory *memory;
  GPtrArray *messages;
} Check;

static void
add_message (Check *self, const MlLessonStep *step, const char *reason)
{
  g_ptr_array_add (
      self->messages,
      g_strdup_printf ("%s:%u: %s", ml_lesson_get_name (self->lesson), step->line, reason));
}

static void
check_step (Check *self, const MlLessonStep *step)
{
  for (guint i = 0; i < step->places->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (ml_lesson_place_find (g_ptr_array_index (step->places, i), self->memory, &error) == 0)
        add_message (self, step, error->message);
    }

  for (guint i = 0; i < step->claims->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!ml_claim_check (g_ptr_array_index (step->claims, i), self->memory, &error))
        add_message (self, step, error->message);
    }
}

GPtrArray *
ml_lesson_check (MlLesson *lesson, MlRecording *recording)
{
  g_autoptr (MlMemory) memory = NULL;
  Check self = { lesson, NULL, NULL };
  MlStep last = 0;

  g_return_val_if_fail (ML_IS_LESSON (lesson), NULL);
  g_return_val_if_fail (recording != NULL, NULL);

  memory = ml_memory_new (recording);
  self.memory = memory;
  self.messages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ml_lesson_get_n_steps (lesson); i++)
    {
      const MlLessonStep *step = ml_lesson_get_step (lesson, i);
      MlStep here;

      if (!ml_anchor_find (&step->anchor, recording, &here))
        {
          g_autofree char *anchor = ml_anchor_to_text (&step->anchor);
          g_autofree char *reason = g_strdup_printf ("the run never comes to “%s”", anchor);

          add_message (&self, step, reason);
          continue;
        }

      if (here < last)
        add_message (&self, step, "this is earlier than the step before");

      last = here;
      ml_memory_seek (memory, here);
      check_step (&self, step);
    }

  return self.messages;
}
