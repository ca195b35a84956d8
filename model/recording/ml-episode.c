/* ml-episode.c: what one step did, without its detours */
#include "ml-episode.h"

#include <string.h>

#include "ml-collection.h"

/* While the changes pass by. */
typedef struct
{
  MlEpisode *episode;
  GHashTable *numbers;   /* holder and slot: number of the change in @slots, plus one */
  guint first_collected; /* of the deaths, if a collection goes on */
} Gathering;

static gint64
get_place (MlSerial holder, MlSlot slot)
{
  return (gint64) holder << 32 | slot;
}

static MlSlotChange *
find_slot (const Gathering *self, MlSerial holder, MlSlot slot)
{
  gint64 place = get_place (holder, slot);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, &place));

  return number == 0 ? NULL : &g_array_index (self->episode->slots, MlSlotChange, number - 1);
}

static void
add_slot (Gathering *self, const MlChange *change)
{
  GArray *slots = self->episode->slots;
  MlSlotChange new = { change->thing, change->slot, change->old, change->new, 0 };
  gint64 place = get_place (change->thing, change->slot);

  g_array_append_val (slots, new);
  g_hash_table_insert (
      self->numbers, g_memdup2 (&place, sizeof place), GUINT_TO_POINTER (slots->len));
}

static void
gather_set (Gathering *self, const MlChange *change)
{
  MlSlotChange *known;

  if (ML_SLOT_REGION (change->slot) == ML_REGION_STACK)
    return;

  known = find_slot (self, change->thing, change->slot);

  if (known != NULL)
    known->new = change->new;
  else
    add_slot (self, change);
}

static void
gather_serial (GArray *things, MlSerial serial)
{
  if (!ml_episode_is_among (things, serial))
    g_array_append_val (things, serial);
}

static void
gather_output (MlEpisode *episode, const MlChange *change)
{
  if (change->stream == 1 || change->stream == 2)
    g_string_append (episode->output[change->stream - 1], change->text);
}

/* A collection that calls a __del__ takes several steps: it may have begun in an earlier one. */
static void
gather_remark (Gathering *self, const char *what)
{
  MlEpisode *episode = self->episode;

  if (g_str_equal (what, ML_REMARK_COLLECTION_BEGINS))
    self->first_collected = episode->deaths->len;

  if (!g_str_equal (what, ML_REMARK_COLLECTION_ENDS))
    return;

  g_array_append_vals (episode->collected,
                       &g_array_index (episode->deaths, MlSerial, self->first_collected),
                       episode->deaths->len - self->first_collected);
  g_array_set_size (episode->deaths, self->first_collected);
  episode->n_collections++;
}

static gboolean
gather (const MlChange *change, gpointer user_data)
{
  Gathering *self = user_data;
  MlEpisode *episode = self->episode;

  switch (change->type)
    {
    case ML_CHANGE_SET:
      gather_set (self, change);
      break;
    case ML_CHANGE_SHIFT:
      gather_serial (episode->moved, change->thing);
      break;
    case ML_CHANGE_PERMUTE:
      gather_serial (episode->reordered, change->thing);
      break;
    case ML_CHANGE_RETYPE:
      gather_serial (episode->retyped, change->thing);
      break;
    case ML_CHANGE_REVALUE:
      gather_serial (episode->revalued, change->thing);
      break;
    case ML_CHANGE_DEATH:
      g_array_append_val (episode->deaths, change->thing);
      break;
    case ML_CHANGE_OUTPUT:
      gather_output (episode, change);
      break;
    case ML_CHANGE_INPUT:
      g_string_append (episode->input, change->text);
      break;
    case ML_CHANGE_REMARK:
      gather_remark (self, change->text);
      break;
    case ML_CHANGE_BIRTH:
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_IMMORTALITY:
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      break;
    }

  return TRUE;
}

/* A key stands before its value: it came with it, or left with it. */
static void
find_keys (Gathering *self)
{
  GArray *slots = self->episode->slots;

  for (guint i = 0; i < slots->len; i++)
    {
      MlSlotChange *change = &g_array_index (slots, MlSlotChange, i);
      const MlSlotChange *key;

      if (ML_SLOT_REGION (change->slot) != ML_REGION_ITEM || change->slot % 2 == 0)
        continue;

      key = find_slot (self, change->holder, change->slot - 1);

      if (key != NULL)
        change->key = key->new != 0 ? key->new : key->old;
    }
}

static void
drop_detours (GArray *slots)
{
  guint n = 0;

  for (guint i = 0; i < slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (slots, MlSlotChange, i);

      if (change->old != change->new)
        g_array_index (slots, MlSlotChange, n++) = *change;
    }

  g_array_set_size (slots, n);
}

MlEpisode *
ml_episode_new (MlRecording *recording, MlStep step)
{
  g_autoptr (GHashTable) numbers = NULL;
  Gathering gathering = { 0 };
  MlEpisode *self;

  g_return_val_if_fail (recording != NULL, NULL);

  self = g_new0 (MlEpisode, 1);
  self->slots = g_array_new (FALSE, FALSE, sizeof (MlSlotChange));
  self->moved = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->reordered = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->retyped = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->revalued = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->deaths = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->collected = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->output[0] = g_string_new (NULL);
  self->output[1] = g_string_new (NULL);
  self->input = g_string_new (NULL);

  numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gathering.episode = self;
  gathering.numbers = numbers;
  ml_recording_foreach_change (recording, step, gather, &gathering);
  find_keys (&gathering);
  drop_detours (self->slots);

  return self;
}

void
ml_episode_free (MlEpisode *self)
{
  g_array_unref (self->slots);
  g_array_unref (self->moved);
  g_array_unref (self->reordered);
  g_array_unref (self->retyped);
  g_array_unref (self->revalued);
  g_array_unref (self->deaths);
  g_array_unref (self->collected);
  g_string_free (self->output[0], TRUE);
  g_string_free (self->output[1], TRUE);
  g_string_free (self->input, TRUE);
  g_free (self);
}

gboolean
ml_episode_is_among (const GArray *things, MlSerial serial)
{
  g_return_val_if_fail (things != NULL, FALSE);

  for (guint i = 0; i < things->len; i++)
    {
      if (g_array_index (things, MlSerial, i) == serial)
        return TRUE;
    }

  return FALSE;
}
