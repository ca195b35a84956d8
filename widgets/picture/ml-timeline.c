/* ml-timeline.c: what names were bound to over a recording's steps */
#include "ml-timeline.h"

#include "ml-box.h"
#include "ml-reader.h"
#include "ml-words.h"

/* More tracks than these nobody reads. */
#define MOST_TRACKS 40

/* Steps that are walked: what comes later is not shown. */
#define MOST_STEPS 4000

typedef struct
{
  MlTimeline *timeline;
  MlMemory *memory;
  GHashTable *keys;   /* place and name → MlTrack */
  GHashTable *open;   /* MlTrack → MlStep + 1 at which it was last seen */
  GHashTable *counts; /* serial → GArray of MlTally */
  GHashTable *names;  /* serial → its first name */
  guint n_born, n_dead;
} Walk;

static void
clear_bar (gpointer bar)
{
  g_free (((MlBar *) bar)->text);
}

static void
track_free (gpointer data)
{
  MlTrack *self = data;

  g_free (self->name);
  g_free (self->place);
  g_free (self->note);
  g_array_unref (self->bars);
  g_free (self);
}

void
ml_timeline_free (MlTimeline *self)
{
  g_ptr_array_unref (self->tracks);
  g_array_unref (self->counts);
  g_array_unref (self->births);
  g_array_unref (self->deaths);
  g_free (self->counted_name);
  g_free (self);
}

static MlTrack *
get_track (Walk *walk, const char *place, const char *name, const char *note)
{
  g_autofree char *key = g_strdup_printf ("%s %s", place != NULL ? place : "", name);
  MlTrack *track = g_hash_table_lookup (walk->keys, key);

  if (track != NULL)
    return track;

  if (walk->timeline->tracks->len >= MOST_TRACKS)
    {
      walk->timeline->n_left_out += g_hash_table_add (walk->keys, g_steal_pointer (&key));
      return NULL;
    }

  track = g_new0 (MlTrack, 1);
  track->name = g_strdup (name);
  track->place = g_strdup (place);
  track->note = g_strdup (note);
  track->bars = g_array_new (FALSE, FALSE, sizeof (MlBar));
  g_array_set_clear_func (track->bars, clear_bar);
  g_ptr_array_add (walk->timeline->tracks, track);
  g_hash_table_insert (walk->keys, g_steal_pointer (&key), track);
  return track;
}

static MlBar *
last_bar (const MlTrack *track)
{
  return track->bars->len > 0 ? &g_array_index (track->bars, MlBar, track->bars->len - 1) : NULL;
}

/* At this step @track is bound to @thing. */
static void
see (Walk *walk, MlTrack *track, const MlThing *thing)
{
  MlStep step = ml_memory_get_step (walk->memory);
  MlBar *bar = last_bar (track);
  char *text;

  g_hash_table_insert (walk->open, track, GUINT_TO_POINTER (step + 1));
  if (bar != NULL && bar->serial == thing->serial && !bar->ended && bar->last + 1 >= step)
    {
      bar->last = step;
      return;
    }

  text = ml_words_value (thing);
  g_array_append_val (track->bars,
                      ((MlBar){
                          .first = step,
                          .last = step,
                          .serial = thing->serial,
                          .kind = (MlKind) thing->kind,
                          .text = text != NULL ? text : ml_words_title (walk->memory, thing),
                      }));
}

static const MlThing *
get_target (const Walk *walk, const MlRow *row)
{
  const MlThing *holder = ml_memory_get (walk->memory, row->holder);
  const MlSlots *slots;

  if (holder == NULL || row->kind != ML_ROW_NAME || row->label == NULL)
    return NULL;

  slots = &holder->regions[ML_SLOT_REGION (row->slot)];
  return ML_SLOT_INDEX (row->slot) < slots->n
             ? ml_memory_get (walk->memory, slots->slots[ML_SLOT_INDEX (row->slot)])
             : NULL;
}

static void
note_count (Walk *walk, const MlThing *thing, const char *name)
{
  gpointer key = GUINT_TO_POINTER (thing->serial);
  GArray *levels = g_hash_table_lookup (walk->counts, key);
  MlTally level = { ml_memory_get_step (walk->memory), thing->count };

  if (thing->flags & ML_THING_IMMORTAL || thing->kind == ML_KIND_FUNCTION ||
      thing->kind == ML_KIND_CLASS || thing->kind == ML_KIND_MODULE)
    return;

  if (levels == NULL)
    {
      levels = g_array_new (FALSE, FALSE, sizeof (MlTally));
      g_hash_table_insert (walk->counts, key, levels);
      g_hash_table_insert (walk->names, key, g_strdup (name));
    }
  if (levels->len == 0 || g_array_index (levels, MlTally, levels->len - 1).n != level.n)
    g_array_append_val (levels, level);
}

static void
look_at_class (Walk *walk, const MlThing *class, const char *name)
{
  MlBox box;

  ml_box_init (&box, walk->memory, class, ML_VIEW_MEMORY, ML_DETAIL_SIMPLE);
  for (guint i = 0; i < box.n_rows; i++)
    {
      const MlThing *target = get_target (walk, &box.rows[i]);
      g_autofree char *full = NULL;
      MlTrack *track;

      if (target == NULL || target->kind == ML_KIND_FUNCTION)
        continue;

      full = g_strdup_printf ("%s.%s", name, box.rows[i].label);
      track = get_track (walk, NULL, full, "heap · class object");
      if (track != NULL)
        see (walk, track, target);
    }
  ml_box_clear (&box);
}

static void
look_at_frame (Walk *walk, const MlThing *frame, gboolean outermost)
{
  MlBox box;

  ml_box_init (&box, walk->memory, frame, ML_VIEW_MEMORY, ML_DETAIL_SIMPLE);
  for (guint i = 0; i < box.n_rows; i++)
    {
      const MlThing *target = get_target (walk, &box.rows[i]);
      gboolean plain = target != NULL && target->kind != ML_KIND_FUNCTION &&
                       target->kind != ML_KIND_CLASS && target->kind != ML_KIND_MODULE;
      MlTrack *track = NULL;

      if (plain)
        track = get_track (walk,
                           outermost ? NULL : box.title,
                           box.rows[i].label,
                           outermost ? "name of the module" : "stack · frame");
      if (track != NULL)
        {
          see (walk, track, target);
          if (outermost)
            note_count (walk, target, box.rows[i].label);
        }
      else if (target != NULL && target->kind == ML_KIND_CLASS && outermost &&
               !ml_reader_is_shipped (walk->memory, target))
        look_at_class (walk, target, box.rows[i].label);
    }
  ml_box_clear (&box);
}

/* What was there in the step before, and is not now. */
static void
end_bars (Walk *walk, MlStep step)
{
  for (guint i = 0; i < walk->timeline->tracks->len; i++)
    {
      MlTrack *track = walk->timeline->tracks->pdata[i];
      MlBar *bar = last_bar (track);
      gboolean seen =
          GPOINTER_TO_UINT (g_hash_table_lookup (walk->open, track)) == (guint) step + 1;

      if (track->bars->len > 1 && seen && bar->first == step)
        bar--;
      else if (seen || bar == NULL)
        continue;

      if (bar->last + 1 != step)
        continue;
      bar->ended |= !seen;
      bar->freed = ml_memory_get (walk->memory, bar->serial) == NULL;
    }
}

static gboolean
note_change (const MlChange *change, gpointer user_data)
{
  Walk *walk = user_data;
  const MlThing *thing;
  GArray *levels;
  MlTally gone = { ml_memory_get_step (walk->memory), 0 };

  if (change->type == ML_CHANGE_BIRTH)
    {
      thing = ml_memory_get (walk->memory, change->thing);
      walk->n_born += thing == NULL || ml_reader_is_shown (walk->memory, thing, ML_DETAIL_HONEST);
    }
  else if (change->type == ML_CHANGE_DEATH)
    {
      walk->n_dead++;
      levels = g_hash_table_lookup (walk->counts, GUINT_TO_POINTER (change->thing));
      if (levels != NULL)
        g_array_append_val (levels, gone);
    }

  return TRUE;
}

static void
look_at_step (Walk *walk, MlRecording *recording, MlStep step)
{
  guint n;
  const MlSerial *frames;
  gboolean outermost = TRUE;
  MlTally level = { step, 0 };

  ml_memory_seek (walk->memory, step);
  walk->n_born = walk->n_dead = 0;
  if (step > 0)
    ml_recording_foreach_change (recording, step, note_change, walk);
  level.n = walk->n_born;
  if (level.n > 0)
    g_array_append_val (walk->timeline->births, level);
  level.n = walk->n_dead;
  if (level.n > 0)
    g_array_append_val (walk->timeline->deaths, level);

  frames = ml_memory_get_frames (walk->memory, &n);
  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (walk->memory, frames[i]);

      if (frame->kind != ML_KIND_FRAME)
        continue;

      /* What a class body names, the class will. */
      if (!outermost && ml_reader_get_part (walk->memory, frame, ML_DETAIL_SIMPLE) != NULL)
        continue;
      look_at_frame (walk, frame, outermost);
      outermost = FALSE;
    }

  end_bars (walk, step);
}

/* The object that tells most of counting: the one whose count changed most often. */
static void
choose_counted (Walk *walk)
{
  GHashTableIter iter;
  gpointer key, value;
  guint most = 1;

  g_hash_table_iter_init (&iter, walk->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *levels = value;
      MlSerial serial = GPOINTER_TO_UINT (key);

      if (levels->len < most ||
          (levels->len == most && walk->timeline->counted != 0 && serial > walk->timeline->counted))
        continue;
      most = levels->len;
      walk->timeline->counted = serial;
    }

  if (walk->timeline->counted == 0)
    return;

  key = GUINT_TO_POINTER (walk->timeline->counted);
  walk->timeline->counted_name = g_strdup (g_hash_table_lookup (walk->names, key));
  g_array_unref (walk->timeline->counts);
  walk->timeline->counts = g_array_ref (g_hash_table_lookup (walk->counts, key));
}

MlTimeline *
ml_timeline_new (MlRecording *recording)
{
  MlTimeline *self = g_new0 (MlTimeline, 1);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  Walk walk = { .timeline = self, .memory = memory };

  self->tracks = g_ptr_array_new_with_free_func (track_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (MlTally));
  self->births = g_array_new (FALSE, FALSE, sizeof (MlTally));
  self->deaths = g_array_new (FALSE, FALSE, sizeof (MlTally));
  self->last = MIN (ml_recording_get_last_step (recording), MOST_STEPS);
  walk.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk.open = g_hash_table_new (NULL, NULL);
  walk.counts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  walk.names = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (MlStep step = 0; step <= self->last; step++)
    look_at_step (&walk, recording, step);
  choose_counted (&walk);

  g_hash_table_unref (walk.keys);
  g_hash_table_unref (walk.open);
  g_hash_table_unref (walk.counts);
  g_hash_table_unref (walk.names);
  return self;
}
