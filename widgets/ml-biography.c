/* ml-biography.c: the life of an object in words */
#define G_LOG_DOMAIN "ml-biography"

#include "config.h"

#include <glib/gi18n.h>

#include "ml-biography.h"
#include "ml-details.h"
#include "ml-memory.h"
#include "ml-paths.h"

static void
line_clear (gpointer data)
{
  g_free (((MlBiographyLine *) data)->words);
}

/* "y", "p.items", "evaluation stack in area()" */
static char *
name_place (MlMemory *memory, MlSerial holder, MlSlot slot)
{
  const MlThing *thing = ml_memory_get (memory, holder);
  g_autoptr (MlPaths) paths = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *owner = NULL;

  if (!thing)
    return NULL;

  paths = ml_paths_new (memory, 0);
  path = ml_paths_write_slot (paths, holder, slot, 0);

  if (path)
    return g_steal_pointer (&path);

  name = ml_memory_name_slot (memory, thing, slot);
  owner = ml_details_name (memory, holder);

  return g_strdup_printf (_ ("%s in %s"), name, owner);
}

/* What takes hold is there after the step; what lets go was there before it. */
static char *
find_place (MlMemory *memory, const MlLifeEvent *event, MlSerial serial)
{
  MlSerial holder = event->type == ML_LIFE_CHANGE ? serial : event->holder;
  MlStep first = event->type == ML_LIFE_LOSS ? event->step - 1 : event->step;
  char *place;

  ml_memory_seek (memory, first);
  place = name_place (memory, holder, event->slot);

  if (place || event->step == 0)
    return place;

  ml_memory_seek (memory, first == event->step ? event->step - 1 : event->step);

  return name_place (memory, holder, event->slot);
}

/* The line that made the change: that at which the step before stood. */
static char *
word_birth (MlRecording *recording, MlStep step)
{
  guint line = step == 0 ? 0 : ml_recording_get_step (recording, step - 1).span.line;

  return line == 0 ? g_strdup (_ ("made")) : g_strdup_printf (_ ("made on line %u"), line);
}

static char *
word_place (const MlLifeEvent *event, const char *place)
{
  switch (event->type)
    {
    case ML_LIFE_GAIN:
      return g_strdup_printf (_ ("+1: %s refers to it"), place ? place : _ ("a temporary"));
    case ML_LIFE_LOSS:
      return g_strdup_printf (_ ("−1: %s lets go of it"), place ? place : _ ("a temporary"));
    default:
      return g_strdup_printf (_ ("mutated: %s"), place);
    }
}

static char *
word_event (MlRecording *recording, MlMemory *memory, const MlLifeEvent *event, MlSerial serial)
{
  g_autofree char *place = NULL;

  switch (event->type)
    {
    case ML_LIFE_BIRTH:
      return word_birth (recording, event->step);
    case ML_LIFE_DEATH:
      return g_strdup (_ ("freed"));
    default:
      break;
    }

  if (!event->is_whole)
    place = find_place (memory, event, serial);

  if (event->type == ML_LIFE_CHANGE && !place)
    return g_strdup (_ ("mutated"));

  return word_place (event, place);
}

/* Some events up to @step, oldest first, and those that follow. */
static GArray *
gather (const MlHistory *history, MlSerial serial, MlStep step, guint n_most)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (MlLifeEvent));
  g_autoptr (GArray) before = ml_history_list_life_before (history, serial, step, n_most);
  g_autoptr (GArray) after = NULL;
  guint n_before;

  if (step + 1 < ml_history_get_n_steps (history))
    after = ml_history_list_life (history, serial, step + 1, n_most);

  /* If there are few on one side, the other one gets their room. */
  n_before = MIN (before->len, MAX (n_most / 2, n_most - MIN (after ? after->len : 0, n_most)));

  for (guint i = n_before; i > 0; i--)
    g_array_append_val (events, g_array_index (before, MlLifeEvent, i - 1));

  for (guint i = 0; after && i < after->len && events->len < n_most; i++)
    g_array_append_val (events, g_array_index (after, MlLifeEvent, i));

  return events;
}

GArray *
ml_biography_list (MlRecording *recording,
                   const MlHistory *history,
                   MlSerial serial,
                   MlStep step,
                   guint n_most)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (MlBiographyLine));
  g_autoptr (GArray) events = NULL;
  g_autoptr (MlMemory) memory = NULL;

  g_return_val_if_fail (recording != NULL && history != NULL, lines);
  g_return_val_if_fail (step < ml_history_get_n_steps (history), lines);

  g_array_set_clear_func (lines, line_clear);
  events = gather (history, serial, step, n_most);
  memory = ml_memory_new (recording);

  for (guint i = 0; i < events->len; i++)
    {
      const MlLifeEvent *event = &g_array_index (events, MlLifeEvent, i);
      MlBiographyLine line = { event->step, word_event (recording, memory, event, serial) };

      g_array_append_val (lines, line);
    }

  return lines;
}
