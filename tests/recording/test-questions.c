/* test-questions.c: an index answers as one who reads every change of the recording does */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-difference.h"
#include "ml-history.h"
#include "ml-memory.h"
#include "ml-random-history.h"
#include "ml-test-journal.h"

#define N_STEPS 17000 /* more than a chapter */
#define N_QUESTIONS 25

/* All changes of a recording, read once. */
typedef struct
{
  MlRecording *recording;
  MlStep last;
  GArray *changes; /* of MlChange, without texts */
  GArray *ends;    /* of guint: where those of each step end */
  GArray *infos;   /* of MlStepInfo */
  MlSerial n_serials;
} Reading;

static gboolean
read_change (const MlChange *change, gpointer user_data)
{
  Reading *self = user_data;

  g_array_append_vals (self->changes, change, 1);
  self->n_serials = MAX (self->n_serials, change->thing);

  return TRUE;
}

static void
reading_init (Reading *self, MlRecording *recording)
{
  self->recording = recording;
  self->last = ml_recording_get_last_step (recording);
  self->changes = g_array_new (FALSE, FALSE, sizeof (MlChange));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->infos = g_array_new (FALSE, FALSE, sizeof (MlStepInfo));
  self->n_serials = 0;

  for (MlStep step = 0; step <= self->last; step++)
    {
      MlStepInfo info = ml_recording_get_step (recording, step);

      ml_recording_foreach_change (recording, step, read_change, self);
      g_array_append_val (self->ends, self->changes->len);
      g_array_append_val (self->infos, info);
    }
}

static void
reading_clear (Reading *self)
{
  g_array_unref (self->changes);
  g_array_unref (self->ends);
  g_array_unref (self->infos);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const MlChange *
get_changes (const Reading *self, MlStep step, guint *n)
{
  guint start = step == 0 ? 0 : g_array_index (self->ends, guint, step - 1);

  *n = g_array_index (self->ends, guint, step) - start;

  return &g_array_index (self->changes, MlChange, start);
}

static gboolean
has_change (const Reading *self, MlStep step, MlChangeType type, MlSerial thing)
{
  guint n;
  const MlChange *changes = get_changes (self, step, &n);

  for (guint i = 0; i < n; i++)
    {
      if (changes[i].type == type && changes[i].thing == thing)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_own_change (const MlChange *change, MlSerial thing)
{
  MlRegion region = ML_SLOT_REGION (change->slot);

  if (change->thing != thing)
    return FALSE;

  switch (change->type)
    {
    case ML_CHANGE_SET:
      return change->old != change->new &&region != ML_REGION_STACK &&region != ML_REGION_TYPE;
    case ML_CHANGE_SHIFT:
    case ML_CHANGE_PERMUTE:
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_RETYPE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
happens_to_thing (const Reading *self, const MlMoment *what, MlStep step)
{
  guint n;
  const MlChange *changes = get_changes (self, step, &n);

  if (what->type == ML_MOMENT_CHANGE && (has_change (self, step, ML_CHANGE_BIRTH, what->thing) ||
                                         has_change (self, step, ML_CHANGE_DEATH, what->thing)))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const MlChange *change = &changes[i];
      gboolean sets = change->type == ML_CHANGE_SET && change->old != change->new;

      if ((what->type == ML_MOMENT_CHANGE && is_own_change (change, what->thing)) ||
          (what->type == ML_MOMENT_GAIN && sets && change->new == what->thing) ||
          (what->type == ML_MOMENT_LOSS && sets && change->old == what->thing))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_in_range (MlSlot slot, MlSlot first, guint32 n)
{
  return slot >= first && slot - first < n;
}

static gboolean
is_rebound (const Reading *self, const MlMoment *what, MlStep step)
{
  MlSerial old = 0, new = 0;
  gboolean moved = FALSE;
  gboolean set = FALSE;
  guint n;
  const MlChange *changes = get_changes (self, step, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlChange *change = &changes[i];

      if (change->thing != what->thing)
        continue;

      if (change->type == ML_CHANGE_SET && change->slot == what->slot)
        {
          old = set ? old : change->old;
          new = change->new;
          set = TRUE;
        }

      moved |=
          change->type == ML_CHANGE_SHIFT && (is_in_range (what->slot, change->slot, change->n) ||
                                              is_in_range (what->slot, change->to, change->n));
      moved |= change->type == ML_CHANGE_PERMUTE &&
               is_in_range (what->slot, ML_SLOT (ML_REGION_ITEM, 0), change->n);
    }

  return moved || old != new;
}

static gboolean
happens (const Reading *self, const MlMoment *what, MlStep step)
{
  MlStepInfo info = g_array_index (self->infos, MlStepInfo, step);
  gboolean returns = info.event == ML_EVENT_RETURN || info.event == ML_EVENT_YIELD;

  switch (what->type)
    {
    case ML_MOMENT_LINE:
      return info.event == ML_EVENT_LINE && info.span.source == what->source &&
             info.span.line == what->line;
    case ML_MOMENT_CALL:
      return info.event == ML_EVENT_CALL || info.event == ML_EVENT_RESUME;
    case ML_MOMENT_RETURN:
      return returns && (what->thing == 0 || info.frame == what->thing);
    case ML_MOMENT_EXCEPTION:
      return info.event == ML_EVENT_EXCEPTION;
    case ML_MOMENT_OUTPUT:
      return has_change (self, step, ML_CHANGE_OUTPUT, 0);
    case ML_MOMENT_BIRTH:
      return has_change (self, step, ML_CHANGE_BIRTH, what->thing);
    case ML_MOMENT_DEATH:
      return has_change (self, step, ML_CHANGE_DEATH, what->thing);
    case ML_MOMENT_REBIND:
      return is_rebound (self, what, step);
    default:
      return happens_to_thing (self, what, step);
    }
}

static void
assert_moments (const Reading *self, const MlHistory *history, const MlMoment *what, MlStep from)
{
  MlStep next = from + 1;
  gint64 previous = (gint64) from - 1;
  MlStep found;

  while (next <= self->last && !happens (self, what, next))
    next++;

  while (previous >= 0 && !happens (self, what, previous))
    previous--;

  assert_int_equal (ml_history_find_next (history, what, from, &found), next <= self->last);
  if (next <= self->last)
    assert_int_equal (found, next);

  assert_int_equal (ml_history_find_previous (history, what, from, &found), previous >= 0);
  if (previous >= 0)
    assert_int_equal (found, previous);
}

static MlHistory *
make_history (MlRecording *recording)
{
  return ml_history_new (recording, NULL, G_MAXUINT);
}

static MlRandomHistory *
go_on (guint32 seed, guint n_steps)
{
  MlRandomHistory *random = ml_random_history_new (seed, NULL, NULL);

  ml_random_history_write_each (random, G_MAXUINT);

  for (guint i = 0; i < n_steps; i++)
    ml_random_history_go_on (random);

  return random;
}

/* A slot that some change has set. */
static void
pick_slot (const Reading *self, GRand *rand, MlMoment *what)
{
  const MlChange *change;

  do
    change =
        &g_array_index (self->changes, MlChange, g_rand_int_range (rand, 0, self->changes->len));
  while (change->type != ML_CHANGE_SET || ML_SLOT_REGION (change->slot) == ML_REGION_STACK ||
         ML_SLOT_REGION (change->slot) == ML_REGION_TYPE);

  what->thing = change->thing;
  what->slot = change->slot;
}

static void
ask (const Reading *reading, const MlHistory *history, MlMomentType type, GRand *rand)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      MlMoment what = { .type = type, .source = 1, .line = g_rand_int_range (rand, 1, 22) };
      MlStep from = g_rand_int_range (rand, 0, reading->last + 1);

      what.thing = g_rand_int_range (rand, 0, reading->n_serials + 1);

      if (type == ML_MOMENT_REBIND)
        pick_slot (reading, rand, &what);

      assert_moments (reading, history, &what, from);
    }
}

static void
test_moments (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (1, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlHistory) history = make_history (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_auto (Reading) reading = { 0 };

  reading_init (&reading, recording);
  assert_true (ml_history_is_whole (history, recording));

  for (MlMomentType type = ML_MOMENT_LINE; type <= ML_MOMENT_REBIND; type++)
    {
      if (type != ML_MOMENT_COLLECTION)
        ask (&reading, history, type, rand);
    }
}

static void
test_runs (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (2, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlHistory) history = make_history (recording);
  guint counts[32] = { 0 };

  for (MlStep step = 0; step < ml_history_get_n_steps (history); step++)
    {
      MlStepInfo info = ml_recording_get_step (recording, step);

      if (info.event == ML_EVENT_LINE && info.span.source == 1)
        counts[info.span.line]++;

      if (step % 1000 == 7)
        assert_int_equal (ml_history_count_runs (history, 1, 5, step), counts[5]);
    }

  for (guint line = 0; line < G_N_ELEMENTS (counts); line++)
    assert_int_equal (ml_history_count_runs (history, 1, line, G_MAXUINT32), counts[line]);
}

static void
count_living (const MlMemory *memory, MlSerial oldest, guint64 values[ML_N_SERIES])
{
  MlStepInfo info =
      ml_recording_get_step (ml_memory_get_recording (memory), ml_memory_get_step (memory));
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  values[ML_SERIES_OBJECTS] = values[ML_SERIES_BYTES] = 0;
  values[ML_SERIES_DEPTH] = info.depth;

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);

      if (thing->serial <= oldest)
        continue;

      values[ML_SERIES_OBJECTS] += thing->kind < ML_KIND_FRAME;
      values[ML_SERIES_BYTES] += thing->size;
    }
}

static MlSerial
find_oldest (const Reading *reading)
{
  guint n;
  const MlChange *changes = get_changes (reading, 0, &n);
  MlSerial oldest = 0;

  for (guint i = 0; i < n; i++)
    {
      if (changes[i].type == ML_CHANGE_BIRTH)
        oldest = MAX (oldest, changes[i].thing);
    }

  return oldest;
}

/* Samples follow each other without a gap, and each is the least and most of its steps. */
static void
assert_samples (const MlHistory *history,
                guint64 (*values)[ML_N_SERIES],
                MlSeries series,
                MlStep first,
                MlStep last,
                guint n)
{
  g_autoptr (GArray) samples = ml_history_sample (history, series, first, last, n);

  assert_true (samples->len > 0 && samples->len <= n + 1);
  assert_int_equal (g_array_index (samples, MlSample, 0).first, first);

  for (guint i = 0; i < samples->len; i++)
    {
      const MlSample *sample = &g_array_index (samples, MlSample, i);
      MlStep end = i + 1 < samples->len ? sample[1].first : last + 1;
      guint64 min = G_MAXUINT64, max = 0;

      /* The last cell may reach behind @last, the first may begin before @first. */
      if ((last - first) / n >= 16 && (i == 0 || i + 1 == samples->len))
        continue;

      for (MlStep step = sample->first; step < end; step++)
        {
          min = MIN (min, values[step][series]);
          max = MAX (max, values[step][series]);
        }

      if (sample->min != min || sample->max != max)
        fail_msg ("series %u, steps %u to %u of %u to %u", series, sample->first, end, first, last);
    }
}

static void
test_samples (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (3, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlHistory) history = make_history (recording);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autofree guint64 (*values)[ML_N_SERIES] = NULL;
  g_auto (Reading) reading = { 0 };

  reading_init (&reading, recording);
  values = g_malloc_n (reading.last + 1, sizeof *values);

  for (MlStep step = 0; step <= reading.last; step++)
    {
      ml_memory_seek (memory, step);
      count_living (memory, find_oldest (&reading), values[step]);
    }

  for (MlSeries series = 0; series < ML_N_SERIES; series++)
    {
      assert_samples (history, values, series, 0, reading.last, 100);
      assert_samples (history, values, series, 0, reading.last, 3000);
      assert_samples (history, values, series, 15900, 16900, 1000);
      assert_samples (history, values, series, 5000, 5000, 7);
      assert_samples (history, values, series, 333, 16998, 37);
    }
}

static void
test_marks (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (4, N_STEPS);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlHistory) history = make_history (recording);
  g_auto (Reading) reading = { 0 };
  guint8 marks[50];

  reading_init (&reading, recording);
  ml_history_get_marks (history, 16380, 16429, G_N_ELEMENTS (marks), marks);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const MlMoment call = { .type = ML_MOMENT_CALL };
      const MlMoment exception = { .type = ML_MOMENT_EXCEPTION };

      assert_int_equal ((marks[i] & ML_MARK_CALL) != 0, happens (&reading, &call, 16380 + i));
      assert_int_equal ((marks[i] & ML_MARK_EXCEPTION) != 0,
                        happens (&reading, &exception, 16380 + i));
    }

  ml_history_get_marks (history, 0, reading.last, 1, marks);
  assert_true ((marks[0] & (ML_MARK_CALL | ML_MARK_BIRTH)) == (ML_MARK_CALL | ML_MARK_BIRTH));
}

/* As it grows, the same answers come from pieces of index that are shared. */
static void
test_prolonged (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (5, 0);
  MlJournal *journal = ml_random_history_get_journal (random);
  g_autoptr (MlRecording) recording = ml_journal_finish (journal);
  g_autoptr (MlHistory) history = make_history (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_auto (Reading) reading = { 0 };

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (MlRecording) longer = NULL;
      g_autoptr (MlHistory) prolonged = NULL;

      for (guint n = g_rand_int_range (rand, 1, 2800); n > 0; n--)
        ml_random_history_go_on (random);

      longer = ml_journal_finish (journal);
      prolonged = ml_history_new (longer, history, G_MAXUINT);
      assert_true (ml_history_is_whole (prolonged, longer));
      assert_false (ml_history_is_whole (history, longer));
      ml_history_unref (history);
      history = g_steal_pointer (&prolonged);
      ml_recording_unref (recording);
      recording = g_steal_pointer (&longer);
    }

  reading_init (&reading, recording);
  ask (&reading, history, ML_MOMENT_CHANGE, rand);
  ask (&reading, history, ML_MOMENT_DEATH, rand);
  ask (&reading, history, ML_MOMENT_LINE, rand);
}

/* Made in pieces, it knows more with each. */
static void
test_in_stretches (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (6, 18000);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlHistory) whole = make_history (recording);
  g_autoptr (MlHistory) history = ml_history_new (recording, NULL, 1);
  guint n_pieces = 1;

  while (!ml_history_is_whole (history, recording))
    {
      g_autoptr (MlHistory) more = ml_history_new (recording, history, 1);

      assert_true (ml_history_get_n_steps (more) > ml_history_get_n_steps (history));
      ml_history_unref (history);
      history = g_steal_pointer (&more);
      n_pieces++;
    }

  assert_true (n_pieces > 1);
  assert_int_equal (ml_history_get_n_steps (history), ml_history_get_n_steps (whole));
  assert_int_equal (ml_history_count_runs (history, 1, 3, G_MAXUINT32),
                    ml_history_count_runs (whole, 1, 3, G_MAXUINT32));
}

/* x = [1, 2, 3]; y = x; del y; del x */
static void
test_life (void **state)
{
  static const struct
  {
    MlStep step;
    MlLifeType type;
  } expected[] = {
    { 2, ML_LIFE_BIRTH }, { 2, ML_LIFE_GAIN }, { 3, ML_LIFE_GAIN },
    { 4, ML_LIFE_LOSS },  { 5, ML_LIFE_LOSS }, { 5, ML_LIFE_DEATH },
  };
  g_autoptr (MlRecording) recording = ml_test_recording_labels ();
  g_autoptr (MlHistory) history = make_history (recording);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (GArray) life = NULL;
  g_autoptr (GArray) back = NULL;
  g_autoptr (GArray) two = NULL;
  MlSerial list = 0;
  const MlSerial *things;
  guint n;

  ml_memory_seek (memory, 3);
  things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ml_memory_get (memory, things[i])->kind == ML_KIND_LIST)
        list = things[i];
    }

  life = ml_history_list_life (history, list, 0, 100);
  back = ml_history_list_life_before (history, list, 5, 100);
  two = ml_history_list_life (history, list, 4, 2);
  assert_int_equal (life->len, G_N_ELEMENTS (expected));
  assert_int_equal (back->len, life->len);
  assert_int_equal (two->len, 2);
  assert_int_equal (g_array_index (two, MlLifeEvent, 1).type, ML_LIFE_LOSS);

  for (guint i = 0; i < life->len; i++)
    {
      const MlLifeEvent *event = &g_array_index (life, MlLifeEvent, i);

      assert_int_equal (event->step, expected[i].step);
      assert_int_equal (event->type, expected[i].type);
      assert_memory_equal (
          event, &g_array_index (back, MlLifeEvent, back->len - 1 - i), sizeof *event);
    }
}

static void
assert_rebindings (const GArray *rebindings, const MlRebinding *expected, guint n)
{
  assert_int_equal (rebindings->len, n);

  for (guint i = 0; i < n; i++)
    {
      const MlRebinding *rebinding = &g_array_index (rebindings, MlRebinding, i);

      assert_int_equal (rebinding->step, expected[i].step);
      assert_int_equal (rebinding->old, expected[i].old);
      assert_int_equal (rebinding->new, expected[i].new);
    }
}

/* The value of a key is found again after the dict was packed, and after it was deleted and came
 * back elsewhere. */
static void
test_key (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlHistory) history = NULL;
  g_autoptr (GArray) forwards = NULL;
  g_autoptr (GArray) backwards = NULL;
  const MlSlot items = ML_SLOT (ML_REGION_ITEM, 0);
  MlSerial dict = ml_test_journal_dict (test);
  MlSerial a = ml_test_journal_str (test, "a");
  MlSerial b = ml_test_journal_str (test, "b");
  MlSerial one = ml_test_journal_int (test, 1);
  MlSerial two = ml_test_journal_int (test, 2);
  const MlMoment first = { ML_MOMENT_REBIND, .thing = dict, .slot = items + 3, .key = b };
  const MlMoment last = { ML_MOMENT_REBIND, .thing = dict, .slot = items + 3, .key = b };

  ml_test_journal_bind (test, test->module, "d", dict);
  ml_test_journal_set (test, dict, items, a);
  ml_test_journal_set (test, dict, items + 1, one);
  ml_test_journal_line (test, 1);
  ml_test_journal_set (test, dict, items + 2, b);
  ml_test_journal_set (test, dict, items + 3, one);
  ml_test_journal_line (test, 2);

  /* Without the first pair, the second takes its place. */
  ml_test_journal_set (test, dict, items, 0);
  ml_test_journal_set (test, dict, items + 1, 0);
  ml_journal_shift (test->journal, dict, items + 2, items, 2);
  ml_test_journal_line (test, 3);
  ml_journal_set (test->journal, dict, items + 1, one, two);
  ml_test_journal_line (test, 4);
  ml_journal_set (test->journal, dict, items, b, 0);
  ml_journal_set (test->journal, dict, items + 1, two, 0);
  ml_test_journal_line (test, 5);
  ml_journal_set (test->journal, dict, items + 2, 0, b);
  ml_journal_set (test->journal, dict, items + 3, 0, one);
  recording = ml_test_journal_end (test);
  history = make_history (recording);

  forwards = ml_history_list_rebindings (history, &first, 2, 10);
  assert_rebindings (forwards, (MlRebinding[]){ { 4, one, two }, { 5, two, 0 }, { 6, 0, one } }, 3);

  backwards = ml_history_list_rebindings_before (history, &last, 6, 10);
  assert_rebindings (
      backwards,
      (MlRebinding[]){ { 6, 0, one }, { 5, two, 0 }, { 4, one, two }, { 2, 0, one } },
      4);
}

static const MlDifference *
find_difference (const GArray *differences, MlSerial serial)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const MlDifference *difference = &g_array_index (differences, MlDifference, i);

      if (difference->serial == serial)
        return difference;
    }

  return NULL;
}

/* Each thing that lives in either is as it should be; none but these is listed. */
static void
assert_differences (MlMemory *from, MlMemory *to, MlSerial n_serials)
{
  g_autoptr (GArray) differences = ml_difference_list (from, to);
  guint n_expected = 0;

  for (MlSerial serial = 1; serial <= n_serials; serial++)
    {
      const MlThing *old = ml_memory_get (from, serial);
      const MlThing *new = ml_memory_get (to, serial);
      const MlDifference *difference = find_difference (differences, serial);
      g_autoptr (GArray) slots = ml_difference_list_slots (from, to, serial);

      if (old != NULL && new != NULL && slots->len == 0 && old->count == new->count &&
          (difference == NULL || difference->type == ML_DIFFERENCE_CHANGED))
        {
          /* Of size, value or type, which have no slots. */
          n_expected += difference != NULL;
          continue;
        }

      if (old == NULL && new == NULL)
        {
          assert_null (difference);
          continue;
        }

      assert_non_null (difference);
      assert_int_equal (difference->old_count, old == NULL ? 0 : old->count);
      assert_int_equal (difference->new_count, new == NULL ? 0 : new->count);
      assert_int_equal (difference->type == ML_DIFFERENCE_BORN, old == NULL);
      assert_int_equal (difference->type == ML_DIFFERENCE_FREED, new == NULL);
      assert_true (difference->type != ML_DIFFERENCE_COUNTED || slots->len == 0);
      n_expected++;
    }

  assert_int_equal (differences->len, n_expected);
}

static void
test_differences (void **state)
{
  g_autoptr (MlRandomHistory) random = go_on (7, 1500);
  g_autoptr (MlRecording) recording = ml_journal_finish (ml_random_history_get_journal (random));
  g_autoptr (MlMemory) from = ml_memory_new (recording);
  g_autoptr (MlMemory) to = ml_memory_new (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_auto (Reading) reading = { 0 };

  reading_init (&reading, recording);

  for (guint i = 0; i < 20; i++)
    {
      MlStep step = g_rand_int_range (rand, 0, 1400);
      MlStep other = g_rand_int_range (rand, 0, 1400);

      /* Near and far, both ways. */
      ml_memory_seek (from, step);
      ml_memory_seek (to, i % 2 == 0 ? step + i : other);
      assert_differences (from, to, reading.n_serials);
    }
}

/* Steps so far apart that all that lives is compared. */
static void
test_far_differences (void **state)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("");
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlMemory) from = NULL;
  g_autoptr (MlMemory) to = NULL;
  g_auto (Reading) reading = { 0 };
  MlSerial list = ml_test_journal_list (test);

  ml_test_journal_bind (test, test->module, "x", list);

  for (guint i = 0; i < 70000; i++)
    {
      ml_test_journal_line (test, 1);
      ml_test_journal_bind (test, test->module, "i", ml_test_journal_int (test, i % 3));
    }

  ml_test_journal_append (test, list, ml_test_journal_int (test, 7));
  ml_test_journal_bind (test, test->module, "y", list);
  recording = ml_test_journal_end (test);
  reading_init (&reading, recording);
  from = ml_memory_new (recording);
  to = ml_memory_new (recording);
  ml_memory_seek (from, 2);
  ml_memory_seek (to, reading.last);
  assert_differences (from, to, reading.n_serials);
  assert_differences (to, from, reading.n_serials);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_moments),     cmocka_unit_test (test_runs),
    cmocka_unit_test (test_samples),     cmocka_unit_test (test_marks),
    cmocka_unit_test (test_prolonged),   cmocka_unit_test (test_in_stretches),
    cmocka_unit_test (test_life),        cmocka_unit_test (test_key),
    cmocka_unit_test (test_differences), cmocka_unit_test (test_far_differences),
  };

  return cmocka_run_group_tests_name ("questions", tests, NULL, NULL);
}
