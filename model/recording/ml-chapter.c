/* ml-chapter.c: what is noted of some thousand steps */
#include "ml-chapter.h"

#include <stdlib.h>
#include <string.h>

#include "ml-recording-private.h"
#include "ml-sieve.h"

#define N_RECENT 512 /* keys that are not noted twice; a power of two */

/* A line that ran, and when. */
typedef struct
{
  guint32 source;
  guint32 line;
  guint32 step; /* after the chapter's first */
} Run;

/* A chapter that is being made. */
typedef struct
{
  MlChapter *chapter;
  MlLiving living;
  GArray *keys; /* of guint64: of one stretch */
  GArray *runs; /* of Run */
  guint64 recent[N_RECENT];
} Making;

static void
note_key (Making *self, MlAspect aspect, guint32 a, guint32 b)
{
  guint64 key = ml_sieve_make_key (aspect, a, b);
  guint64 *recent = &self->recent[key % N_RECENT];

  if (*recent == key)
    return;

  *recent = key;
  g_array_append_val (self->keys, key);
}

static void
note_held (Making *self, MlSerial serial)
{
  if (serial != 0)
    note_key (self, ML_ASPECT_HELD, serial, 0);
}

/* Keys of a dict stand in its even items; those of a list do no harm. */
static void
note_set (Making *self, const MlDelta *delta)
{
  MlRegion region = ML_SLOT_REGION (delta->set.slot);

  note_held (self, delta->set.old);
  note_held (self, delta->set.new);

  if (region == ML_REGION_STACK || region == ML_REGION_TYPE)
    return;

  note_key (self, ML_ASPECT_CHANGED, delta->thing, 0);
  note_key (self, ML_ASPECT_SLOT, delta->thing, delta->set.slot);

  if (region == ML_REGION_ITEM && delta->set.slot % 2 == 0)
    {
      note_key (self, ML_ASPECT_KEY, delta->thing, delta->set.old);
      note_key (self, ML_ASPECT_KEY, delta->thing, delta->set.new);
    }
}

static void
note_delta (Making *self, const MlDelta *delta)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
    case ML_CHANGE_DEATH:
      note_held (self, delta->thing);
      break;
    case ML_CHANGE_SET:
      note_set (self, delta);
      break;
    case ML_CHANGE_SHIFT:
    case ML_CHANGE_PERMUTE:
      note_key (self, ML_ASPECT_MOVED, delta->thing, 0);
      note_key (self, ML_ASPECT_CHANGED, delta->thing, 0);
      break;
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_RETYPE:
      note_key (self, ML_ASPECT_CHANGED, delta->thing, 0);
      break;
    default:
      break;
    }
}

static gboolean
is_object (const MlDelta *delta, MlSerial oldest)
{
  return delta->traits.kind < ML_KIND_FRAME && delta->thing > oldest;
}

void
ml_living_add_step (MlLiving *self, const MlStretch *stretch, MlStep step, MlSerial oldest)
{
  for (guint i = ml_stretch_start (stretch, step); i < ml_stretch_get (stretch, step)->end; i++)
    {
      const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, i);

      if (delta->thing <= oldest)
        continue;

      if (delta->type == ML_CHANGE_BIRTH)
        {
          self->n_objects += is_object (delta, oldest);
          self->n_bytes += delta->traits.size;
        }
      else if (delta->type == ML_CHANGE_DEATH)
        {
          self->n_objects -= is_object (delta, oldest);
          self->n_bytes -= delta->traits.size;
        }
      else if (delta->type == ML_CHANGE_RESIZE)
        {
          self->n_bytes += (gint64) delta->resize.new_size - delta->resize.old_size;
        }
    }
}

static guint8
get_event_mark (MlEvent event)
{
  switch (event)
    {
    case ML_EVENT_LINE:
      return ML_MARK_LINE;
    case ML_EVENT_CALL:
    case ML_EVENT_RESUME:
      return ML_MARK_CALL;
    case ML_EVENT_RETURN:
    case ML_EVENT_YIELD:
      return ML_MARK_RETURN;
    case ML_EVENT_EXCEPTION:
      return ML_MARK_EXCEPTION;
    default:
      return 0;
    }
}

static guint8
get_delta_mark (const MlDelta *delta, MlSerial oldest)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      return is_object (delta, oldest) ? ML_MARK_BIRTH : 0;
    case ML_CHANGE_DEATH:
      return is_object (delta, oldest) ? ML_MARK_DEATH : 0;
    case ML_CHANGE_OUTPUT:
      return ML_MARK_OUTPUT;
    case ML_CHANGE_REMARK:
      return g_str_equal (delta->text.text, "collection begins") ? ML_MARK_COLLECTION : 0;
    default:
      return 0;
    }
}

static void
note_sample (Making *self, guint number, const MlStepInfo *info)
{
  GArray *cells = self->chapter->cells;
  guint64 values[ML_N_SERIES] = {
    [ML_SERIES_OBJECTS] = self->living.n_objects,
    [ML_SERIES_BYTES] = self->living.n_bytes,
    [ML_SERIES_DEPTH] = info->depth,
  };
  MlChapterCell *cell;
  gboolean is_first = number % ML_CHAPTER_CELL == 0;

  if (is_first)
    g_array_set_size (cells, cells->len + 1);

  cell = &g_array_index (cells, MlChapterCell, cells->len - 1);

  for (guint i = 0; i < ML_N_SERIES; i++)
    {
      cell->min[i] = is_first ? values[i] : MIN (cell->min[i], values[i]);
      cell->max[i] = is_first ? values[i] : MAX (cell->max[i], values[i]);
    }
}

static void
note_event (Making *self, guint number, const MlStepInfo *info)
{
  Run run = { info->span.source, info->span.line, number };

  if (info->event == ML_EVENT_LINE)
    g_array_append_val (self->runs, run);

  if (info->event == ML_EVENT_RETURN || info->event == ML_EVENT_YIELD)
    note_key (self, ML_ASPECT_RETURN, info->frame, 0);
}

static void
note_step (Making *self, const MlStretch *stretch, MlStep step)
{
  MlChapter *chapter = self->chapter;
  const MlStepDelta *info = ml_stretch_get (stretch, step);
  guint8 marks = get_event_mark (info->info.event);

  for (guint i = ml_stretch_start (stretch, step); i < info->end; i++)
    {
      const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, i);

      note_delta (self, delta);
      marks |= get_delta_mark (delta, chapter->oldest);
    }

  ml_living_add_step (&self->living, stretch, step, chapter->oldest);
  note_sample (self, step - chapter->first, &info->info);
  note_event (self, step - chapter->first, &info->info);
  g_byte_array_append (chapter->marks, &marks, 1);
}

/* What the first step is made of was there before the program. */
static MlSerial
find_oldest (const MlStretch *stretch)
{
  MlSerial oldest = 0;

  for (guint i = 0; i < ml_stretch_get (stretch, 0)->end; i++)
    {
      const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, i);

      if (delta->type == ML_CHANGE_BIRTH)
        oldest = MAX (oldest, delta->thing);
    }

  return oldest;
}

static void
make_sieve (Making *self)
{
  GArray *words = self->chapter->words;
  guint first = words->len;
  guint n_words = ml_sieve_measure (self->keys->len);

  g_array_set_size (words, first + n_words);

  for (guint i = 0; i < self->keys->len; i++)
    ml_sieve_add (
        &g_array_index (words, guint64, first), n_words, g_array_index (self->keys, guint64, i));
}

static void
note_stretch (Making *self, const MlStretch *stretch)
{
  MlChapter *chapter = self->chapter;
  MlChapterStretch note = {
    stretch->first, chapter->words->len, self->living.n_objects, self->living.n_bytes
  };

  g_array_append_val (chapter->stretches, note);
  g_array_set_size (self->keys, 0);
  memset (self->recent, 0, sizeof self->recent);

  for (guint i = 0; i < stretch->steps->len; i++)
    note_step (self, stretch, stretch->first + i);

  make_sieve (self);
  chapter->n_steps += stretch->steps->len;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *one = a;
  const Run *other = b;

  if (one->source != other->source)
    return one->source < other->source ? -1 : 1;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;

  return one->step < other->step ? -1 : one->step > other->step;
}

static void
sort_runs (Making *self)
{
  MlChapter *chapter = self->chapter;
  MlChapterLine *line = NULL;

  g_array_sort (self->runs, compare_runs);

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      MlChapterLine new = { run->source, run->line, i, 0 };
      guint16 step = run->step;

      if (line == NULL || line->source != run->source || line->line != run->line)
        {
          g_array_append_val (chapter->lines, new);
          line = &g_array_index (chapter->lines, MlChapterLine, chapter->lines->len - 1);
        }

      g_array_append_val (chapter->runs, step);
      line->n++;
    }
}

static void
making_init (Making *self, MlStep first, const MlChapter *before)
{
  MlChapter *chapter = g_atomic_rc_box_new0 (MlChapter);

  chapter->first = first;
  chapter->stretches = g_array_new (FALSE, FALSE, sizeof (MlChapterStretch));
  chapter->words = g_array_new (FALSE, TRUE, sizeof (guint64));
  chapter->marks = g_byte_array_new ();
  chapter->cells = g_array_new (FALSE, FALSE, sizeof (MlChapterCell));
  chapter->lines = g_array_new (FALSE, FALSE, sizeof (MlChapterLine));
  chapter->runs = g_array_new (FALSE, FALSE, sizeof (guint16));

  self->chapter = chapter;
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));

  if (before == NULL)
    return;

  chapter->oldest = before->oldest;
  self->living.n_objects = before->n_objects;
  self->living.n_bytes = before->n_bytes;
}

static MlChapter *
making_finish (Making *self)
{
  sort_runs (self);
  self->chapter->n_objects = self->living.n_objects;
  self->chapter->n_bytes = self->living.n_bytes;
  g_array_unref (self->keys);
  g_array_unref (self->runs);

  return self->chapter;
}

MlChapter *
ml_chapter_new (MlRecording *recording, MlStep first, const MlChapter *before)
{
  g_auto (MlStretch) stretch = { 0 };
  Making making = { 0 };
  MlStep last = ml_recording_get_last_step (recording);

  making_init (&making, first, before);
  ml_stretch_init (&stretch);

  for (MlStep step = first; step <= last && making.chapter->n_steps < ML_CHAPTER_STEPS;
       step = first + making.chapter->n_steps)
    {
      ml_recording_read_stretch (recording, step, &stretch);

      if (step == 0)
        making.chapter->oldest = find_oldest (&stretch);

      note_stretch (&making, &stretch);
    }

  return making_finish (&making);
}

MlChapter *
ml_chapter_ref (MlChapter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
chapter_clear (gpointer data)
{
  MlChapter *self = data;

  g_array_unref (self->stretches);
  g_array_unref (self->words);
  g_byte_array_unref (self->marks);
  g_array_unref (self->cells);
  g_array_unref (self->lines);
  g_array_unref (self->runs);
}

void
ml_chapter_unref (MlChapter *self)
{
  g_atomic_rc_box_release_full (self, chapter_clear);
}

guint
ml_chapter_find_stretch (const MlChapter *self, MlStep step)
{
  guint low = 0;
  guint high = self->stretches->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->stretches, MlChapterStretch, middle).first <= step)
        low = middle;
      else
        high = middle;
    }

  return low;
}

gboolean
ml_chapter_may_have (const MlChapter *self, guint number, guint64 key)
{
  const MlChapterStretch *stretch = &g_array_index (self->stretches, MlChapterStretch, number);
  guint end = number + 1 < self->stretches->len ? stretch[1].sieve : self->words->len;

  return ml_sieve_may_have (
      &g_array_index (self->words, guint64, stretch->sieve), end - stretch->sieve, key);
}

const MlChapterLine *
ml_chapter_find_line (const MlChapter *self, guint32 source, guint32 line)
{
  guint low = 0;
  guint high = self->lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const MlChapterLine *found = &g_array_index (self->lines, MlChapterLine, middle);

      if (found->source == source && found->line == line)
        return found;

      if (found->source < source || (found->source == source && found->line < line))
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}
