/* ml-difference.c: what is otherwise at one step than at another */
#include "ml-difference.h"

#include <string.h>

#include "ml-recording-private.h"
#include "ml-stretch.h"

#define NEAR 65536 /* steps between which changes are read, not memories */

static gboolean
slots_differ (const MlSlots *a, const MlSlots *b)
{
  return a->n != b->n || (a->n > 0 && memcmp (a->slots, b->slots, a->n * sizeof *a->slots) != 0);
}

static gboolean
values_differ (const MlValue *a, const MlValue *b)
{
  if (a->type != b->type || a->length != b->length)
    return TRUE;

  switch (a->type)
    {
    case ML_VALUE_INT:
    case ML_VALUE_DOUBLE:
      return a->integer != b->integer;
    case ML_VALUE_TEXT:
      return memcmp (a->text, b->text, a->length) != 0;
    case ML_VALUE_NONE:
    default:
      return FALSE;
    }
}

static gboolean
things_differ (const MlThing *a, const MlThing *b)
{
  if (a->type != b->type || a->shape != b->shape || a->size != b->size ||
      a->capacity != b->capacity || values_differ (&a->value, &b->value))
    return TRUE;

  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      if (i != ML_REGION_STACK && slots_differ (&a->regions[i], &b->regions[i]))
        return TRUE;
    }

  return FALSE;
}

static void
compare (GArray *differences, const MlMemory *from, const MlMemory *to, MlSerial serial)
{
  const MlThing *old = ml_memory_get (from, serial);
  const MlThing *new = ml_memory_get (to, serial);
  MlDifference difference = {
    .serial = serial,
    .old_count = old == NULL ? 0 : old->count,
    .new_count = new == NULL ? 0 : new->count,
  };

  if (old == NULL && new == NULL)
    return;

  if (old == NULL)
    difference.type = ML_DIFFERENCE_BORN;
  else if (new == NULL)
    difference.type = ML_DIFFERENCE_FREED;
  else if (things_differ (old, new))
    difference.type = ML_DIFFERENCE_CHANGED;
  else if (old->count != new->count)
    difference.type = ML_DIFFERENCE_COUNTED;
  else
    return;

  g_array_append_val (differences, difference);
}

/* All that lives in either, by age. */
static void
compare_all (GArray *differences, const MlMemory *from, const MlMemory *to)
{
  guint n_old, n_new;
  const MlSerial *old = ml_memory_get_things (from, &n_old);
  const MlSerial *new = ml_memory_get_things (to, &n_new);
  guint i = 0;
  guint j = 0;

  while (i < n_old || j < n_new)
    {
      MlSerial serial = i < n_old ? old[i] : G_MAXUINT32;

      if (j < n_new)
        serial = MIN (serial, new[j]);

      compare (differences, from, to, serial);
      i += i < n_old && old[i] == serial;
      j += j < n_new && new[j] == serial;
    }
}

/* @touched has a byte for each serial. */
static void
touch (GByteArray *touched, MlSerial serial)
{
  guint n = touched->len;

  if (serial >= n)
    {
      g_byte_array_set_size (touched, MAX (serial + 1, 2 * n));
      memset (touched->data + n, 0, touched->len - n);
    }

  touched->data[serial] = TRUE;
}

static void
touch_all (GByteArray *touched, const MlStretch *stretch, MlStep first, MlStep last)
{
  for (guint i = 0; i < stretch->steps->len; i++)
    {
      MlStep step = stretch->first + i;

      if (step < first || step > last)
        continue;

      for (guint j = ml_stretch_start (stretch, step); j < ml_stretch_get (stretch, step)->end; j++)
        {
          const MlDelta *delta = &g_array_index (stretch->deltas, MlDelta, j);

          touch (touched, delta->thing);

          if (delta->type != ML_CHANGE_SET)
            continue;

          touch (touched, delta->set.old);
          touch (touched, delta->set.new);
        }
    }
}

/* A thing that is born or dies, or changes its type, is one reference to its type more or less. */
static void
touch_types (GByteArray *touched, const MlMemory *memory)
{
  for (MlSerial serial = 1; serial < touched->len; serial++)
    {
      const MlThing *thing = touched->data[serial] ? ml_memory_get (memory, serial) : NULL;

      if (thing != NULL)
        touch (touched, thing->type);
    }
}

/* What the changes of the steps from @first to @last are about. */
static void
compare_touched (GArray *differences,
                 const MlMemory *from,
                 const MlMemory *to,
                 MlStep first,
                 MlStep last)
{
  g_autoptr (GByteArray) touched = g_byte_array_new ();
  g_auto (MlStretch) stretch = { 0 };
  const MlRecording *recording =
      ml_memory_get_recording (ml_memory_get_step (from) == last ? from : to);

  ml_stretch_init (&stretch);

  for (MlStep step = first; step <= last; step = stretch.first + stretch.steps->len)
    {
      ml_recording_read_stretch (recording, step, &stretch);
      touch_all (touched, &stretch, first, last);
    }

  touch_types (touched, from);
  touch_types (touched, to);

  for (MlSerial serial = 1; serial < touched->len; serial++)
    {
      if (touched->data[serial])
        compare (differences, from, to, serial);
    }
}

GArray *
ml_difference_list (MlMemory *from, MlMemory *to)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (MlDifference));
  MlStep first, last;

  g_return_val_if_fail (from != NULL && to != NULL, differences);

  first = MIN (ml_memory_get_step (from), ml_memory_get_step (to));
  last = MAX (ml_memory_get_step (from), ml_memory_get_step (to));

  if (last - first <= NEAR)
    compare_touched (differences, from, to, first + 1, last);
  else
    compare_all (differences, from, to);

  return differences;
}

static MlSerial
get_slot (const MlThing *thing, MlRegion region, guint32 index)
{
  if (thing == NULL || index >= thing->regions[region].n)
    return 0;

  return thing->regions[region].slots[index];
}

static guint32
count_slots (const MlThing *thing, MlRegion region)
{
  return thing == NULL ? 0 : thing->regions[region].n;
}

GArray *
ml_difference_list_slots (MlMemory *from, MlMemory *to, MlSerial serial)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (MlSlotDifference));
  const MlThing *old, *new;

  g_return_val_if_fail (from != NULL && to != NULL, differences);

  old = ml_memory_get (from, serial);
  new = ml_memory_get (to, serial);

  for (MlRegion region = 0; region < ML_N_REGIONS; region++)
    {
      guint32 n = MAX (count_slots (old, region), count_slots (new, region));

      for (guint32 i = 0; region != ML_REGION_STACK && i < n; i++)
        {
          MlSlotDifference difference = { ML_SLOT (region, i),
                                          get_slot (old, region, i),
                                          get_slot (new, region, i) };

          if (difference.old != difference.new)
            g_array_append_val (differences, difference);
        }
    }

  return differences;
}
