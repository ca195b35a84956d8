/* ml-anchor.c: the moment of a run at which a lesson's step stands */
#include "ml-anchor.h"

/* The lesson's program is the first source that is run. */
#define PROGRAM_SOURCE 1

gboolean
ml_anchor_parse (MlAnchor *self, const char *text)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *line = NULL;
  g_autofree char *run = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  regex = g_regex_new ("^(?:at the (start|end)|(before|after) line ([1-9]\\d{0,5})"
                       "(?:, run ([1-9]\\d{0,5}))?)$",
                       G_REGEX_CASELESS,
                       0,
                       NULL);
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;

  line = g_match_info_fetch (match, 3);
  run = g_match_info_fetch (match, 4);

  *self = (MlAnchor){ ML_ANCHOR_START, 0, 0 };

  moment = g_match_info_fetch (match, 1);
  if (*moment != '\0')
    {
      self->kind = g_ascii_strcasecmp (moment, "start") == 0 ? ML_ANCHOR_START : ML_ANCHOR_END;
      return TRUE;
    }

  g_free (moment);
  moment = g_match_info_fetch (match, 2);
  self->kind = g_ascii_strcasecmp (moment, "before") == 0 ? ML_ANCHOR_BEFORE : ML_ANCHOR_AFTER;
  self->line = (guint) g_ascii_strtoull (line, NULL, 10);
  self->run = run != NULL && *run != '\0' ? (guint) g_ascii_strtoull (run, NULL, 10) : 1;
  return TRUE;
}

char *
ml_anchor_to_text (const MlAnchor *self)
{
  const char *moment;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == ML_ANCHOR_START)
    return g_strdup ("At the start");
  if (self->kind == ML_ANCHOR_END)
    return g_strdup ("At the end");

  moment = self->kind == ML_ANCHOR_BEFORE ? "Before" : "After";
  if (self->run == 1)
    return g_strdup_printf ("%s line %u", moment, self->line);
  return g_strdup_printf ("%s line %u, run %u", moment, self->line, self->run);
}

/* The step at which @line is about to run for the @run-th time. */
static gboolean
find_line (const MlRecording *recording, guint line, guint run, MlStep *step)
{
  MlStep last = ml_recording_get_last_step (recording);

  for (MlStep s = 0; s <= last; s++)
    {
      MlStepInfo info = ml_recording_get_step (recording, s);

      if (info.event != ML_EVENT_LINE || info.span.source != PROGRAM_SOURCE ||
          info.span.line != line)
        continue;

      if (--run == 0)
        {
          *step = s;
          return TRUE;
        }
    }

  return FALSE;
}

/* From @step, where a line begins, to the step at which its frame has done it. */
static gboolean
find_next_of_frame (const MlRecording *recording, MlStep *step)
{
  MlStep last = ml_recording_get_last_step (recording);
  MlSerial frame = ml_recording_get_step (recording, *step).frame;

  for (MlStep s = *step + 1; s <= last; s++)
    {
      MlStepInfo info = ml_recording_get_step (recording, s);

      if (info.frame != frame)
        continue;

      if (info.event == ML_EVENT_LINE || info.event == ML_EVENT_RETURN ||
          info.event == ML_EVENT_YIELD)
        {
          *step = s;
          return TRUE;
        }
    }

  return FALSE;
}

/* The last return of the frame that was there first, the module's. */
static gboolean
find_end (const MlRecording *recording, MlStep *step)
{
  MlStep last = ml_recording_get_last_step (recording);
  MlSerial module = 0;
  gboolean found = FALSE;

  for (MlStep s = 0; s <= last; s++)
    {
      MlStepInfo info = ml_recording_get_step (recording, s);

      if (module == 0)
        module = info.frame;

      if (info.event == ML_EVENT_RETURN && info.frame == module)
        {
          *step = s;
          found = TRUE;
        }
    }

  return found;
}

gboolean
ml_anchor_find (const MlAnchor *self, const MlRecording *recording, MlStep *step)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (recording != NULL, FALSE);
  g_return_val_if_fail (step != NULL, FALSE);

  switch (self->kind)
    {
    case ML_ANCHOR_START:
      *step = 0;
      return TRUE;

    case ML_ANCHOR_BEFORE:
      return find_line (recording, self->line, self->run, step);

    case ML_ANCHOR_AFTER:
      return find_line (recording, self->line, self->run, step) &&
             find_next_of_frame (recording, step);

    case ML_ANCHOR_END:
      return find_end (recording, step);

    default:
      g_return_val_if_reached (FALSE);
    }
}
