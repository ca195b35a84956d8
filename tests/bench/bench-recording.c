/* bench-recording.c: what a recording of a million steps costs
 *
 * Four programs are told to a journal by hand, each in the manner of one that learners write. For
 * each it prints what the recording takes and how long it takes to go to any step of it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ml-journal.h"
#include "ml-memory.h"

#define N_STEPS 1000000
#define N_SEEKS 1000
#define N_SMALL 262
#define N_SORTED 10000
#define FIRST_SLOT ML_SLOT (ML_REGION_NAME, 0)

/* Serials of what is there from the start. */
enum
{
  TYPE = 1,
  INT,
  NODE,
  MODULE,
  LIST,
  FIRST_SMALL
};

enum
{
  SHAPE_INT = 1,
  SHAPE_CLASS,
  SHAPE_NODE,
  SHAPE_MODULE,
  SHAPE_CALL,
  SHAPE_LIST
};

/* A program under way: its serials and addresses, and the step that it is at. */
typedef struct
{
  MlJournal *journal;
  MlSerial last;
  MlStep step;
  GArray *addresses; /* by serial */
  GArray *freed;     /* addresses, the last freed last */
  guint64 break_address;
  MlSerial names[4]; /* of the module */
  guint32 source;
} Program;

typedef void (*Run) (Program *program);

static guint64
take_address (Program *self)
{
  guint64 address;

  if (self->freed->len == 0)
    return self->break_address += 48;

  address = g_array_index (self->freed, guint64, self->freed->len - 1);
  g_array_set_size (self->freed, self->freed->len - 1);

  return address;
}

static MlSerial
give_birth (Program *self, MlKind kind, MlSerial type, guint32 shape, guint8 flags, gint64 number)
{
  MlBirth birth = {
    .serial = ++self->last,
    .type = type,
    .shape = shape,
    .kind = kind,
    .flags = flags,
    .address = take_address (self),
    .size = 48,
  };

  g_array_append_val (self->addresses, birth.address);

  if (kind == ML_KIND_INT)
    birth.value = (MlValue){ .type = ML_VALUE_INT, .integer = number };

  ml_journal_birth (self->journal, &birth);

  return self->last;
}

/* All things of a program have one size class, which is what CPython's ints and small objects come
 * to. */
static void
die (Program *self, MlSerial serial)
{
  ml_journal_death (self->journal, serial);
  g_array_append_val (self->freed, g_array_index (self->addresses, guint64, serial - 1));
}

static MlSerial
make_int (Program *self, gint64 number)
{
  if (number >= 0 && number < N_SMALL)
    return FIRST_SMALL + number;

  return give_birth (self, ML_KIND_INT, INT, SHAPE_INT, 0, number);
}

/* Binds a name of the module; the int that it had dies. */
static void
bind_int (Program *self, guint name, MlSerial new)
{
  MlSerial old = self->names[name];

  ml_journal_set (self->journal, MODULE, FIRST_SLOT + name, old, new);
  self->names[name] = new;

  if (old >= FIRST_SMALL + N_SMALL)
    die (self, old);
}

static void
step (Program *self, MlEvent event, MlSerial frame, guint line)
{
  MlSpan span = { self->source, line, 4, line, 20 };

  self->step = ml_journal_step (self->journal, event, frame, 0, &span);
}

static void
start (Program *self)
{
  static const char *const names[] = { "i", "x", "y", "z", NULL };

  self->source = ml_journal_add_source (self->journal, "bench.py", "");
  ml_journal_add_shape (self->journal, "int", ML_ITEMS_NONE, NULL, NULL);
  ml_journal_add_shape (self->journal, "type", ML_ITEMS_NONE, NULL, NULL);
  ml_journal_add_shape (self->journal, "Node", ML_ITEMS_NONE, NULL, names);
  ml_journal_add_shape (self->journal, "<module>", ML_ITEMS_NONE, NULL, names);
  ml_journal_add_shape (self->journal, "call", ML_ITEMS_NONE, NULL, names);
  ml_journal_add_shape (self->journal, "list", ML_ITEMS_SEQUENCE, NULL, NULL);

  give_birth (self, ML_KIND_BUILTIN_CLASS, TYPE, SHAPE_CLASS, ML_THING_IMMORTAL, 0);
  give_birth (self, ML_KIND_BUILTIN_CLASS, TYPE, SHAPE_CLASS, ML_THING_IMMORTAL, 0);
  give_birth (self, ML_KIND_CLASS, TYPE, SHAPE_CLASS, 0, 0);
  give_birth (self, ML_KIND_FRAME, 0, SHAPE_MODULE, 0, 0);
  give_birth (self, ML_KIND_LIST, TYPE, SHAPE_LIST, ML_THING_MUTABLE, 0);

  for (int i = 0; i < N_SMALL; i++)
    give_birth (self, ML_KIND_INT, INT, SHAPE_INT, ML_THING_IMMORTAL, i);

  ml_journal_enter (self->journal, MODULE);
  step (self, ML_EVENT_START, 0, 0);
}

/* for i in range (n): x = i * 2; y = x + i */
static void
run_loop (Program *self)
{
  for (gint64 i = 0; self->step < N_STEPS; i++)
    {
      bind_int (self, 0, make_int (self, i));
      step (self, ML_EVENT_LINE, MODULE, 2);
      bind_int (self, 1, make_int (self, i * 2));
      step (self, ML_EVENT_LINE, MODULE, 3);
      bind_int (self, 2, make_int (self, i * 3));
      step (self, ML_EVENT_LINE, MODULE, 1);
    }
}

/* for i in range (n): x = Node (i, x), which has an __init__ of two lines. Nothing dies. */
static void
run_linked (Program *self)
{
  MlJournal *journal = self->journal;
  MlSerial head = FIRST_SMALL;

  for (gint64 i = 0; self->step < N_STEPS; i++)
    {
      MlSerial number = make_int (self, i);
      MlSerial node;
      MlSerial frame;

      ml_journal_set (journal, MODULE, FIRST_SLOT, self->names[0], number);
      self->names[0] = number;
      step (self, ML_EVENT_LINE, MODULE, 6);
      node = give_birth (self, ML_KIND_INSTANCE, NODE, SHAPE_NODE, ML_THING_MUTABLE, 0);
      ml_journal_set (journal, MODULE, ML_SLOT (ML_REGION_STACK, 0), 0, node);
      frame = give_birth (self, ML_KIND_FRAME, 0, SHAPE_CALL, 0, 0);
      ml_journal_set (journal, frame, FIRST_SLOT, 0, node);
      ml_journal_set (journal, frame, FIRST_SLOT + 1, 0, number);
      ml_journal_set (journal, frame, FIRST_SLOT + 2, 0, head);
      ml_journal_enter (journal, frame);
      step (self, ML_EVENT_CALL, frame, 2);
      step (self, ML_EVENT_LINE, frame, 3);
      ml_journal_set (journal, node, FIRST_SLOT, 0, number);
      step (self, ML_EVENT_LINE, frame, 4);
      ml_journal_set (journal, node, FIRST_SLOT + 1, 0, head);
      step (self, ML_EVENT_RETURN, frame, 4);
      ml_journal_set (journal, frame, FIRST_SLOT, node, 0);
      ml_journal_set (journal, frame, FIRST_SLOT + 1, number, 0);
      ml_journal_set (journal, frame, FIRST_SLOT + 2, head, 0);
      ml_journal_leave (journal, frame);
      die (self, frame);
      ml_journal_set (journal, MODULE, ML_SLOT (ML_REGION_STACK, 0), node, 0);
      ml_journal_set (journal, MODULE, FIRST_SLOT + 1, self->names[1], node);
      self->names[1] = head = node;
      step (self, ML_EVENT_LINE, MODULE, 5);
    }
}

/* def f (n): if n < 1: return n; return f (n - 1) + f (n - 2) */
static void
call (Program *self, int n)
{
  MlSerial frame;

  if (self->step >= N_STEPS)
    return;

  frame = give_birth (self, ML_KIND_FRAME, 0, SHAPE_CALL, 0, 0);
  ml_journal_set (self->journal, frame, FIRST_SLOT, 0, FIRST_SMALL + n);
  ml_journal_enter (self->journal, frame);
  step (self, ML_EVENT_CALL, frame, 1);
  step (self, ML_EVENT_LINE, frame, 2);

  if (n > 1)
    {
      MlSerial result;

      step (self, ML_EVENT_LINE, frame, 3);
      call (self, n - 1);
      result = make_int (self, 1000 + n);
      ml_journal_set (self->journal, frame, ML_SLOT (ML_REGION_STACK, 0), 0, result);
      call (self, n - 2);
      ml_journal_set (self->journal, frame, ML_SLOT (ML_REGION_STACK, 0), result, 0);
      die (self, result);
    }

  step (self, ML_EVENT_RETURN, frame, 3);
  ml_journal_set (self->journal, frame, FIRST_SLOT, FIRST_SMALL + n, 0);
  ml_journal_leave (self->journal, frame);
  die (self, frame);
}

static void
run_calls (Program *self)
{
  while (self->step < N_STEPS)
    call (self, 25);
}

/* A list of many ints is sorted by swapping neighbours, as learners do it. */
static void
run_sort (Program *self)
{
  MlSerial *items = g_new (MlSerial, N_SORTED);

  for (guint i = 0; i < N_SORTED; i++)
    {
      items[i] = make_int (self, 1000 + i);
      ml_journal_set (self->journal, LIST, ML_SLOT (ML_REGION_ITEM, i), 0, items[i]);
    }

  for (guint i = 0; self->step < N_STEPS; i++)
    {
      guint at = i % (N_SORTED - 1);
      MlSlot slot = ML_SLOT (ML_REGION_ITEM, at);
      MlSerial left = items[at];
      MlSerial right = items[at + 1];

      bind_int (self, 0, make_int (self, at));
      step (self, ML_EVENT_LINE, MODULE, 3);
      step (self, ML_EVENT_LINE, MODULE, 4);
      ml_journal_set (self->journal, LIST, slot, left, right);
      ml_journal_set (self->journal, LIST, slot + 1, right, left);
      items[at] = right;
      items[at + 1] = left;
      step (self, ML_EVENT_LINE, MODULE, 2);
    }

  g_free (items);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return *one < *other ? -1 : *one > *other;
}

static void
print_times (const char *what, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  g_print ("  %-13s median %7.3f ms  99 %% %7.3f ms  maximum %7.3f ms\n",
           what,
           times[n / 2] / 1e3,
           times[n * 99 / 100] / 1e3,
           times[n - 1] / 1e3);
}

/* Microseconds of work, so that what else the machine does is not counted. */
static double
get_work_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static double
time_seek (MlMemory *memory, MlStep to)
{
  double start_time = get_work_time ();

  ml_memory_seek (memory, to);

  return get_work_time () - start_time;
}

static void
measure_seeks (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  MlStep last = ml_recording_get_last_step (recording);
  double seeks[N_SEEKS];
  double forwards[N_SEEKS];
  double backwards[N_SEEKS];

  for (guint i = 0; i < N_SEEKS; i++)
    {
      MlStep to = g_rand_int_range (rand, 0, last);

      seeks[i] = time_seek (memory, to);
      forwards[i] = time_seek (memory, to + 1);
      backwards[i] = time_seek (memory, to);
    }

  print_times ("seek", seeks, N_SEEKS);
  print_times ("step forward", forwards, N_SEEKS);
  print_times ("step back", backwards, N_SEEKS);
}

static void
measure (const char *name, Run run)
{
  Program program = { .break_address = 0x7f0000000000 };
  g_autoptr (MlRecording) recording = NULL;
  gint64 start_time = g_get_monotonic_time ();
  gint64 told_time;
  guint64 bytes;

  program.journal = ml_journal_new (NULL, NULL);
  program.addresses = g_array_new (FALSE, FALSE, sizeof (guint64));
  program.freed = g_array_new (FALSE, FALSE, sizeof (guint64));
  start (&program);
  run (&program);
  told_time = g_get_monotonic_time ();
  recording = ml_journal_finish (program.journal);
  bytes = ml_recording_get_bytes (recording);

  g_print ("%s: %u steps, %.1f bytes a step, %.1f MB, told in %.2f s, packed in %.2f s\n",
           name,
           ml_recording_get_last_step (recording),
           (double) bytes / ml_recording_get_last_step (recording),
           bytes / 1e6,
           (told_time - start_time) / 1e6,
           (g_get_monotonic_time () - start_time) / 1e6);

  ml_journal_free (program.journal);
  g_array_unref (program.addresses);
  g_array_unref (program.freed);
  measure_seeks (recording);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    Run run;
  } programs[] = {
    { "loop", run_loop },
    { "linked", run_linked },
    { "calls", run_calls },
    { "sort", run_sort },
  };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      if (argc < 2 || strcmp (argv[1], programs[i].name) == 0)
        measure (programs[i].name, programs[i].run);
    }

  return EXIT_SUCCESS;
}
