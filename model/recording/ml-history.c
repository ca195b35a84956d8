/* ml-history.c: answers to questions about a whole recording */
#include "ml-history-private.h"

#include <string.h>

#include "ml-recording-private.h"
#include "ml-sieve.h"

static void
history_clear (gpointer data)
{
  MlHistory *self = data;

  g_ptr_array_unref (self->chapters);
  ml_recording_unref (self->recording);
}

const MlChapter *
ml_history_get_chapter (const MlHistory *self, guint number)
{
  return g_ptr_array_index (self->chapters, number);
}

/* The last chapter may not have been full; it is made anew. */
static void
share_chapters (MlHistory *self, MlHistory *shorter)
{
  for (guint i = 0; i < shorter->chapters->len; i++)
    {
      MlChapter *chapter = g_ptr_array_index (shorter->chapters, i);

      if (chapter->n_steps < ML_CHAPTER_STEPS)
        break;

      g_ptr_array_add (self->chapters, ml_chapter_ref (chapter));
      self->n_steps += chapter->n_steps;
    }
}

static void
add_chapter (MlHistory *self)
{
  const MlChapter *before = NULL;
  MlChapter *chapter;

  if (self->chapters->len > 0)
    before = ml_history_get_chapter (self, self->chapters->len - 1);

  chapter = ml_chapter_new (self->recording, self->n_steps, before);
  g_ptr_array_add (self->chapters, chapter);
  self->n_steps += chapter->n_steps;
}

MlHistory *
ml_history_new (MlRecording *recording, MlHistory *shorter, guint n_steps)
{
  MlHistory *self;
  guint n_known = shorter == NULL ? 0 : shorter->n_steps;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (
      shorter == NULL || ml_recording_is_prefix_of (shorter->recording, recording), NULL);

  self = g_atomic_rc_box_new0 (MlHistory);
  self->recording = ml_recording_ref (recording);
  self->chapters = g_ptr_array_new_with_free_func ((GDestroyNotify) ml_chapter_unref);

  if (shorter != NULL)
    share_chapters (self, shorter);

  do
    {
      if (ml_history_is_whole (self, recording))
        break;

      add_chapter (self);
    }
  while (self->n_steps - MIN (n_known, self->n_steps) < n_steps);

  return self;
}

MlHistory *
ml_history_ref (MlHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
ml_history_unref (MlHistory *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, history_clear);
}

guint
ml_history_get_n_steps (const MlHistory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_steps;
}

gboolean
ml_history_is_whole (const MlHistory *self, MlRecording *recording)
{
  g_return_val_if_fail (self != NULL && recording != NULL, FALSE);

  return self->n_steps > ml_recording_get_last_step (recording);
}

static guint64
get_array_bytes (const GArray *array)
{
  return (guint64) array->len * g_array_get_element_size ((GArray *) array);
}

guint64
ml_history_get_bytes (const MlHistory *self)
{
  guint64 bytes = sizeof *self;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);

      bytes += sizeof *chapter + chapter->marks->len + get_array_bytes (chapter->stretches) +
               get_array_bytes (chapter->words) + get_array_bytes (chapter->cells) +
               get_array_bytes (chapter->lines) + get_array_bytes (chapter->runs);
    }

  return bytes;
}

guint
ml_history_find_chapter (const MlHistory *self, MlStep step)
{
  guint low = 0;
  guint high = self->chapters->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (ml_history_get_chapter (self, middle)->first <= step)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Stretches */

static gboolean
may_have (const MlChapter *chapter, guint number, const MlKeys *keys)
{
  for (guint i = 0; i < keys->n_keys; i++)
    {
      if (ml_chapter_may_have (chapter, number, keys->keys[i]))
        return TRUE;
    }

  return FALSE;
}

static MlStep
get_first (const MlChapter *chapter, guint number)
{
  return g_array_index (chapter->stretches, MlChapterStretch, number).first;
}

static gboolean
look_forwards (const MlStretch *stretch, MlStep first, MlStepFunc func, gpointer user_data)
{
  for (guint i = 0; i < stretch->steps->len; i++)
    {
      if (stretch->first + i >= first && !func (stretch, stretch->first + i, user_data))
        return FALSE;
    }

  return TRUE;
}

static gboolean
look_backwards (const MlStretch *stretch, MlStep last, MlStepFunc func, gpointer user_data)
{
  for (guint i = stretch->steps->len; i > 0; i--)
    {
      if (stretch->first + i - 1 <= last && !func (stretch, stretch->first + i - 1, user_data))
        return FALSE;
    }

  return TRUE;
}

void
ml_history_scan_forwards (const MlHistory *self,
                          const MlKeys *keys,
                          MlStep first,
                          MlStepFunc func,
                          gpointer user_data)
{
  g_auto (MlStretch) stretch = { 0 };
  guint at = ml_history_find_chapter (self, first);
  guint number = ml_chapter_find_stretch (ml_history_get_chapter (self, at), first);

  ml_stretch_init (&stretch);

  for (; at < self->chapters->len; at++, number = 0)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, at);

      for (; number < chapter->stretches->len; number++)
        {
          if (!may_have (chapter, number, keys))
            continue;

          ml_recording_read_stretch (self->recording, get_first (chapter, number), &stretch);

          if (!look_forwards (&stretch, first, func, user_data))
            return;
        }
    }
}

/* FALSE to stop. */
static gboolean
scan_chapter_backwards (const MlHistory *self,
                        const MlChapter *chapter,
                        const MlKeys *keys,
                        MlStep last,
                        MlStepFunc func,
                        gpointer user_data,
                        MlStretch *stretch)
{
  for (guint i = ml_chapter_find_stretch (chapter, last) + 1; i > 0; i--)
    {
      if (!may_have (chapter, i - 1, keys))
        continue;

      ml_recording_read_stretch (self->recording, get_first (chapter, i - 1), stretch);

      if (!look_backwards (stretch, last, func, user_data))
        return FALSE;
    }

  return TRUE;
}

void
ml_history_scan_backwards (const MlHistory *self,
                           const MlKeys *keys,
                           MlStep last,
                           MlStepFunc func,
                           gpointer user_data)
{
  g_auto (MlStretch) stretch = { 0 };

  ml_stretch_init (&stretch);

  for (guint i = ml_history_find_chapter (self, last) + 1; i > 0; i--)
    {
      if (!scan_chapter_backwards (
              self, ml_history_get_chapter (self, i - 1), keys, last, func, user_data, &stretch))
        return;
    }
}

/* Lines */

/* The first of a line's runs that is not before @step. */
static guint
find_run (const MlChapter *chapter, const MlChapterLine *line, MlStep step)
{
  guint low = line->start;
  guint high = line->start + line->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (chapter->first + g_array_index (chapter->runs, guint16, middle) < step)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
ml_history_find_line_forwards (const MlHistory *self,
                               const MlMoment *what,
                               MlStep first,
                               MlStep *found)
{
  for (guint i = ml_history_find_chapter (self, first); i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);
      const MlChapterLine *line = ml_chapter_find_line (chapter, what->source, what->line);
      guint run = line == NULL ? 0 : find_run (chapter, line, first);

      if (line == NULL || run == line->start + line->n)
        continue;

      *found = chapter->first + g_array_index (chapter->runs, guint16, run);
      return TRUE;
    }

  return FALSE;
}

gboolean
ml_history_find_line_backwards (const MlHistory *self,
                                const MlMoment *what,
                                MlStep last,
                                MlStep *found)
{
  for (guint i = ml_history_find_chapter (self, last) + 1; i > 0; i--)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i - 1);
      const MlChapterLine *line = ml_chapter_find_line (chapter, what->source, what->line);
      guint run = line == NULL ? 0 : find_run (chapter, line, last + 1);

      if (line == NULL || run == line->start)
        continue;

      *found = chapter->first + g_array_index (chapter->runs, guint16, run - 1);
      return TRUE;
    }

  return FALSE;
}

guint
ml_history_count_runs (const MlHistory *self, guint32 source, guint32 line, MlStep last)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);
      const MlChapterLine *found = ml_chapter_find_line (chapter, source, line);

      if (chapter->first > last)
        break;

      if (found != NULL)
        n += last == G_MAXUINT32 ? found->n : find_run (chapter, found, last + 1) - found->start;
    }

  return n;
}

/* Marks */

gboolean
ml_history_find_mark_forwards (const MlHistory *self, guint8 marks, MlStep first, MlStep *found)
{
  for (guint i = ml_history_find_chapter (self, first); i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);

      for (guint j = MAX (first, chapter->first) - chapter->first; j < chapter->n_steps; j++)
        {
          if ((chapter->marks->data[j] & marks) == 0)
            continue;

          *found = chapter->first + j;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
ml_history_find_mark_backwards (const MlHistory *self, guint8 marks, MlStep last, MlStep *found)
{
  for (guint i = ml_history_find_chapter (self, last) + 1; i > 0; i--)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i - 1);

      for (guint j = MIN (chapter->n_steps, last - chapter->first + 1); j > 0; j--)
        {
          if ((chapter->marks->data[j - 1] & marks) == 0)
            continue;

          *found = chapter->first + j - 1;
          return TRUE;
        }
    }

  return FALSE;
}

void
ml_history_get_marks (const MlHistory *self, MlStep first, MlStep last, guint n, guint8 *marks)
{
  guint64 length;

  g_return_if_fail (self != NULL && marks != NULL);
  g_return_if_fail (first <= last && last < self->n_steps);

  length = (guint64) last - first + 1;
  memset (marks, 0, n);

  for (guint i = ml_history_find_chapter (self, first); i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);

      for (guint j = first < chapter->first ? 0 : first - chapter->first;
           j < chapter->n_steps && chapter->first + j <= last;
           j++)
        marks[(chapter->first + j - first) * (guint64) n / length] |= chapter->marks->data[j];
    }
}

/* Samples */

static void
add_to_sample (GArray *samples, gboolean is_new, MlStep step, guint64 min, guint64 max)
{
  MlSample new = { step, min, max };
  MlSample *sample;

  if (is_new)
    {
      g_array_append_val (samples, new);
      return;
    }

  sample = &g_array_index (samples, MlSample, samples->len - 1);
  sample->min = MIN (sample->min, min);
  sample->max = MAX (sample->max, max);
}

/* Cell by cell. */
static void
sample_coarsely (const MlHistory *self,
                 MlSeries series,
                 MlStep first,
                 MlStep last,
                 guint n,
                 GArray *samples)
{
  guint64 length = (guint64) last - first + 1;
  guint64 number = G_MAXUINT64;

  for (guint i = ml_history_find_chapter (self, first); i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);

      for (guint j = 0; j < chapter->cells->len; j++)
        {
          const MlChapterCell *cell = &g_array_index (chapter->cells, MlChapterCell, j);
          MlStep step = chapter->first + j * ML_CHAPTER_CELL;
          guint64 next = (guint64) (MAX (step, first) - first) * n / length;

          if (step + ML_CHAPTER_CELL <= first || step > last)
            continue;

          add_to_sample (
              samples, next != number, MAX (step, first), cell->min[series], cell->max[series]);
          number = next;
        }
    }
}

static guint64
get_value (const MlLiving *living, const MlStepInfo *info, MlSeries series)
{
  switch (series)
    {
    case ML_SERIES_OBJECTS:
      return living->n_objects;
    case ML_SERIES_BYTES:
      return living->n_bytes;
    case ML_SERIES_DEPTH:
    default:
      return info->depth;
    }
}

typedef struct
{
  MlSeries series;
  MlStep first;
  MlStep last;
  guint n;
  GArray *samples;
  guint64 number;
} Sampling;

static void
sample_stretch (Sampling *self, const MlStretch *stretch, MlLiving living, MlSerial oldest)
{
  for (guint i = 0; i < stretch->steps->len && stretch->first + i <= self->last; i++)
    {
      MlStep step = stretch->first + i;
      guint64 value, number;

      ml_living_add_step (&living, stretch, step, oldest);

      if (step < self->first)
        continue;

      value = get_value (&living, &ml_stretch_get (stretch, step)->info, self->series);
      number = (guint64) (step - self->first) * self->n / ((guint64) self->last - self->first + 1);
      add_to_sample (self->samples, number != self->number, step, value, value);
      self->number = number;
    }
}

/* Step by step. */
static void
sample_finely (const MlHistory *self, Sampling *sampling)
{
  g_auto (MlStretch) stretch = { 0 };

  ml_stretch_init (&stretch);

  for (guint i = ml_history_find_chapter (self, sampling->first); i < self->chapters->len; i++)
    {
      const MlChapter *chapter = ml_history_get_chapter (self, i);

      for (guint j = ml_chapter_find_stretch (chapter, MAX (sampling->first, chapter->first));
           j < chapter->stretches->len && get_first (chapter, j) <= sampling->last;
           j++)
        {
          const MlChapterStretch *note = &g_array_index (chapter->stretches, MlChapterStretch, j);
          MlLiving living = { note->n_objects, note->n_bytes };

          ml_recording_read_stretch (self->recording, note->first, &stretch);
          sample_stretch (sampling, &stretch, living, chapter->oldest);
        }
    }
}

GArray *
ml_history_sample (const MlHistory *self, MlSeries series, MlStep first, MlStep last, guint n)
{
  Sampling sampling = { series, first, last, n, NULL, G_MAXUINT64 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (series < ML_N_SERIES && n > 0, NULL);
  g_return_val_if_fail (first <= last && last < self->n_steps, NULL);

  sampling.samples = g_array_new (FALSE, FALSE, sizeof (MlSample));

  if ((last - first) / n >= ML_CHAPTER_CELL)
    sample_coarsely (self, series, first, last, n, sampling.samples);
  else
    sample_finely (self, &sampling);

  return sampling.samples;
}
