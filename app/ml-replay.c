/* ml-replay.c: whether a recording can be trusted */
#include "ml-replay.h"

#include "ml-memory.h"
#include "ml-recording-file.h"

#define MANY_STEPS 2000
#define SPREAD_STEPS 200

/* Coprime with every smaller number of steps: visits all of them, far from each other. */
#define JUMP 7919

/* A step, or an expression step that follows it. */
typedef struct
{
  MlStep step;
  guint number;
} Moment;

/* "step 5", "step 5.2"; (transfer full) */
static char *
name_moment (const MlMemory *memory)
{
  guint number = ml_memory_get_expression (memory);

  return number == 0 ? g_strdup_printf ("step %u", ml_memory_get_step (memory))
                     : g_strdup_printf ("step %u.%u", ml_memory_get_step (memory), number);
}

static void
go_to (MlMemory *memory, const GArray *moments, guint i)
{
  const Moment *moment = &g_array_index (moments, Moment, i);

  ml_memory_seek_expression (memory, moment->step, moment->number);
}

static GArray *
list_moments (MlCloseup *closeup)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (Moment));

  for (MlStep step = ml_closeup_get_first (closeup); step < ml_closeup_get_end (closeup); step++)
    for (guint i = 0; i <= ml_closeup_get_n_expressions (closeup, step); i++)
      g_array_append_vals (moments, &(Moment){ step, i }, 1);

  return moments;
}

static MlMemory *
make_memory (MlCloseup *closeup)
{
  MlMemory *memory = ml_memory_new (ml_closeup_get_recording (closeup));

  ml_memory_set_closeup (memory, closeup);

  return memory;
}

struct _MlCounts
{
  MlStep detailed;
  GArray *sums;        /* of guint64, by step: of counts and slots */
  GHashTable *details; /* serial -> count */
  GHashTable *slots;   /* serial -> sum of what the slots hold */
};

MlCounts *
ml_counts_new (MlStep detailed)
{
  MlCounts *self = g_new (MlCounts, 1);

  self->detailed = detailed;
  self->sums = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->details = g_hash_table_new (NULL, NULL);
  self->slots = g_hash_table_new (NULL, NULL);

  return self;
}

void
ml_counts_free (MlCounts *self)
{
  g_array_unref (self->sums);
  g_hash_table_unref (self->details);
  g_hash_table_unref (self->slots);
  g_free (self);
}

/* Of a sum of these in any order it is all but certain that no others have it. */
static guint64
mix (guint64 x)
{
  x = (x ^ x >> 31) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ x >> 29) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  return x ^ x >> 32;
}

static guint64
mix_count (MlSerial serial, guint32 count)
{
  return mix ((guint64) serial << 32 | count);
}

static guint64
mix_slot (MlSlot slot, MlSerial target)
{
  return mix (mix ((guint64) slot << 32 | target));
}

/* All slots of one holder. */
static guint64
mix_slots (MlSerial holder, guint64 sum)
{
  return mix (sum + holder);
}

typedef struct
{
  MlCounts *counts;
  MlHeap *heap;
  MlStep step;
  const guint32 *unseen; /* references that the journal is not told of, by serial */
} Note;

static void
note_count (Note *note, MlObject *object)
{
  MlCounts *self = note->counts;
  guint32 count = object->count;

  if (ml_object_is_immortal (object))
    return;

  if (object->origin == ML_ORIGIN_BUILTIN)
    count -= note->unseen[object->serial];

  g_array_index (self->sums, guint64, note->step) += mix_count (object->serial, count);

  if (note->step == self->detailed)
    g_hash_table_insert (
        self->details, GUINT_TO_POINTER (object->serial), GUINT_TO_POINTER (count));
}

static void
add_slot (MlSlot slot, MlObject *target, gpointer data)
{
  guint64 *sum = data;

  *sum += mix_slot (slot, target->serial);
}

static void
note_slots (Note *note, MlObject *object)
{
  const MlTypeSlots *slots = &object->type->slots;
  MlCounts *self = note->counts;
  guint64 sum = 0;

  /* Not all is told of what it holds. */
  if (object->flags & ML_OBJECT_HOME)
    return;

  if (slots->traverse != NULL)
    slots->traverse (note->heap, object, add_slot, &sum);

  if (slots->traverse_weak != NULL)
    slots->traverse_weak (note->heap, object, add_slot, &sum);

  g_array_index (self->sums, guint64, note->step) += mix_slots (object->serial, sum);

  if (note->step == self->detailed)
    g_hash_table_insert (self->slots, GUINT_TO_POINTER (object->serial), GSIZE_TO_POINTER (sum));
}

static void
note_object (MlObject *object, gpointer data)
{
  if (!ml_object_is_told (object))
    return;

  note_count (data, object);
  note_slots (data, object);
}

void
ml_counts_note (MlCounts *self, MlHeap *heap, MlStep step)
{
  g_autofree guint32 *unseen = ml_heap_count_unseen (heap);
  Note note = { self, heap, step, unseen };

  if (step >= self->sums->len)
    g_array_set_size (self->sums, step + 1);

  ml_heap_foreach (heap, note_object, &note);
}

static gboolean
is_counted (const MlThing *thing)
{
  return thing->kind < ML_KIND_FRAME && !(thing->flags & ML_THING_IMMORTAL);
}

/* An object whose slots are told of; homes are hidden. */
static gboolean
has_slots (const MlThing *thing)
{
  return thing->kind < ML_KIND_FRAME && !(thing->flags & ML_THING_HIDDEN);
}

/* Frames are no objects: a generator's is left out. */
static guint64
sum_up_slots (MlMemory *memory, const MlThing *thing)
{
  guint64 sum = 0;

  for (guint region = ML_REGION_TYPE + 1; region < ML_N_REGIONS; region++)
    for (guint i = 0; i < thing->regions[region].n; i++)
      {
        MlSerial target = thing->regions[region].slots[i];
        const MlThing *held = target != 0 ? ml_memory_get (memory, target) : NULL;

        /* What a weak reference refers to may be gone only by mistake. */
        if (target != 0 && (held == NULL || held->kind < ML_KIND_FRAME))
          sum += mix_slot (ML_SLOT (region, i), target);
      }

  return sum;
}

static guint64
sum_up (MlMemory *memory)
{
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);

      if (is_counted (thing))
        sum += mix_count (thing->serial, thing->count);

      if (has_slots (thing))
        sum += mix_slots (thing->serial, sum_up_slots (memory, thing));
    }

  return sum;
}

/* Whether the counts of @memory are those that were noted at @index. */
static gboolean
agrees_at (const MlCounts *self, MlStep index, MlMemory *memory)
{
  return index < self->sums->len && sum_up (memory) == g_array_index (self->sums, guint64, index);
}

gboolean
ml_counts_agree (const MlCounts *self, MlRecording *recording, MlStep *step)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);

  for (*step = 0; *step <= ml_recording_get_last_step (recording); (*step)++)
    {
      ml_memory_seek (memory, *step);
      if (!agrees_at (self, *step, memory))
        return FALSE;
    }

  return TRUE;
}

static void
report_count (const MlCounts *self, const char *moment, const MlThing *thing, GString *report)
{
  gpointer count = g_hash_table_lookup (self->details, GUINT_TO_POINTER (thing->serial));

  if (GPOINTER_TO_UINT (count) != thing->count)
    g_string_append_printf (report,
                            "%s: %s %u has count %u, the recording tells of %u\n",
                            moment,
                            ml_kind_get_name (thing->kind),
                            thing->serial,
                            GPOINTER_TO_UINT (count),
                            thing->count);
}

static void
report_slots (const MlCounts *self,
              const char *moment,
              MlMemory *memory,
              const MlThing *thing,
              GString *report)
{
  gpointer sum = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (thing->serial));

  if (GPOINTER_TO_SIZE (sum) != sum_up_slots (memory, thing))
    g_string_append_printf (report,
                            "%s: the slots of %s %u hold other than the recording tells\n",
                            moment,
                            ml_kind_get_name (thing->kind),
                            thing->serial);
}

/* Of @memory, at the detailed step. */
static void
report_counts (const MlCounts *self, MlMemory *memory, GString *report)
{
  g_autofree char *moment = name_moment (memory);
  guint n_told = 0;
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);

      if (is_counted (thing))
        {
          n_told++;
          report_count (self, moment, thing, report);
        }

      if (has_slots (thing))
        report_slots (self, moment, memory, thing, report);
    }

  if (n_told != g_hash_table_size (self->details))
    g_string_append_printf (report,
                            "%s: %u objects, the recording tells of %u\n",
                            moment,
                            g_hash_table_size (self->details),
                            n_told);
}

void
ml_counts_report (const MlCounts *self, MlRecording *recording, GString *report)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);

  ml_memory_seek (memory, self->detailed);
  report_counts (self, memory, report);
}

/* Goes to the expression step that was noted at @index. FALSE if there is none. */
static gboolean
go_to_expression (MlMemory *memory, const GArray *moments, guint index)
{
  for (guint i = 0; i < moments->len; i++)
    if (g_array_index (moments, Moment, i).number > 0 && index-- == 0)
      {
        go_to (memory, moments, i);
        return TRUE;
      }

  return FALSE;
}

gboolean
ml_counts_agree_closely (const MlCounts *self, MlCloseup *closeup, guint *index)
{
  g_autoptr (MlMemory) memory = make_memory (closeup);
  g_autoptr (GArray) moments = list_moments (closeup);

  *index = 0;

  for (guint i = 0; i < moments->len; i++)
    {
      if (g_array_index (moments, Moment, i).number == 0)
        continue;

      go_to (memory, moments, i);
      if (!agrees_at (self, *index, memory))
        return FALSE;

      (*index)++;
    }

  return TRUE;
}

void
ml_counts_report_closely (const MlCounts *self, MlCloseup *closeup, GString *report)
{
  g_autoptr (MlMemory) memory = make_memory (closeup);
  g_autoptr (GArray) moments = list_moments (closeup);

  if (go_to_expression (memory, moments, self->detailed))
    report_counts (self, memory, report);
}

/* The recording by itself */

static void
check_holders (MlMemory *memory, GString *report)
{
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);
      const MlHolder *holders;
      guint n_holders;
      guint n_counted = 0;

      if (!is_counted (thing))
        continue;

      holders = ml_memory_get_holders (memory, thing->serial, &n_holders);
      for (guint j = 0; j < n_holders; j++)
        n_counted += !holders[j].weak;

      if (n_counted != thing->count)
        {
          g_autofree char *moment = name_moment (memory);

          g_string_append_printf (report,
                                  "%s: %s %u has count %u and %u holders\n",
                                  moment,
                                  ml_kind_get_name (thing->kind),
                                  thing->serial,
                                  thing->count,
                                  n_counted);
        }
    }
}

/* Goes to the moments as @order says, and compares with the hashes there. */
static void
compare (MlMemory *memory,
         const GArray *moments,
         const guint64 *hashes,
         const char *how,
         guint (*order) (guint i, guint n),
         GString *report)
{
  for (guint i = 0; i < moments->len; i++)
    {
      guint at = order (i, moments->len);

      go_to (memory, moments, at);
      if (ml_memory_hash (memory) != hashes[at])
        {
          g_autofree char *moment = name_moment (memory);

          g_string_append_printf (report, "%s: %s leads elsewhere than playing\n", moment, how);
        }
    }
}

static guint
order_forwards (guint i, guint n)
{
  return i;
}

static guint
order_backwards (guint i, guint n)
{
  return n - 1 - i;
}

static guint
order_jumping (guint i, guint n)
{
  return (guint) ((guint64) i * JUMP % n);
}

/* A walk: to and fro around some step, then on from another one. */
static guint
order_walking (guint i, guint n)
{
  static const guint offsets[] = { 0, 1, 2, 1, 0, 3, 5, 4 };
  guint there = order_jumping (i / G_N_ELEMENTS (offsets), n);

  return (there + offsets[i % G_N_ELEMENTS (offsets)]) % n;
}

static GArray *
choose_steps (MlStep last)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  guint n = last < MANY_STEPS ? last + 1 : SPREAD_STEPS;

  for (guint i = 0; i < n; i++)
    {
      Moment moment = { n > 1 ? (MlStep) ((guint64) i * last / (n - 1)) : 0, 0 };

      g_array_append_val (moments, moment);
    }

  return moments;
}

/* What comes back from a file must be the same memory at each step. */
static void
check_file (MlRecording *recording, const GArray *moments, const guint64 *hashes, GString *report)
{
  g_autoptr (GBytes) bytes = ml_recording_file_write (recording);
  g_autoptr (MlRecording) copy = NULL;
  g_autoptr (MlMemory) memory = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  copy = ml_recording_file_read (data, size, &error);

  if (copy == NULL)
    {
      g_string_append_printf (report, "the file of the recording: %s\n", error->message);
      return;
    }

  memory = ml_memory_new (copy);
  compare (memory, moments, hashes, "the way through a file", order_forwards, report);
}

/* Plays, checks the counts as it goes, and then goes every other way. (transfer full) */
static guint64 *
check_moments (MlMemory *memory, MlMemory *other, const GArray *moments, GString *report)
{
  guint64 *hashes = g_new (guint64, moments->len);

  for (guint i = 0; i < moments->len; i++)
    {
      go_to (memory, moments, i);
      check_holders (memory, report);
      hashes[i] = ml_memory_hash (memory);
    }

  compare (other, moments, hashes, "a jump", order_jumping, report);
  compare (other, moments, hashes, "a walk", order_walking, report);
  compare (memory, moments, hashes, "undoing", order_backwards, report);
  compare (memory, moments, hashes, "doing again", order_forwards, report);

  return hashes;
}

void
ml_replay_check (MlRecording *recording, GString *report)
{
  g_autoptr (GArray) moments = choose_steps (ml_recording_get_last_step (recording));
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (MlMemory) other = ml_memory_new (recording);
  g_autofree guint64 *hashes = check_moments (memory, other, moments, report);

  check_file (recording, moments, hashes, report);
}

void
ml_replay_check_closeup (MlCloseup *closeup, GString *report)
{
  g_autoptr (GArray) moments = list_moments (closeup);
  g_autoptr (MlMemory) memory = make_memory (closeup);
  g_autoptr (MlMemory) other = make_memory (closeup);

  g_free (check_moments (memory, other, moments, report));
}
