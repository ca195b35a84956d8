/* ml-history-life.c: the life of a thing */
#include "ml-history-private.h"

#include "ml-sieve.h"

typedef struct
{
  MlSerial serial;
  guint n_most;
  GArray *events; /* of MlLifeEvent */
  GArray *step;   /* of MlLifeEvent: those of one step, in their order */
} Biography;

static void
note (Biography *self, const MlLifeEvent *event)
{
  g_array_append_vals (self->step, event, 1);
}

static void
note_set (Biography *self, MlStep step, const MlDelta *delta)
{
  MlLifeEvent event = { .step = step, .holder = delta->thing, .slot = delta->set.slot };
  MlRegion region = ML_SLOT_REGION (delta->set.slot);

  if (delta->set.old == delta->set.new)
    return;

  if (delta->set.new == self->serial)
    {
      event.type = ML_LIFE_GAIN;
      note (self, &event);
    }

  if (delta->set.old == self->serial)
    {
      event.type = ML_LIFE_LOSS;
      note (self, &event);
    }

  if (delta->thing == self->serial && region != ML_REGION_STACK && region != ML_REGION_TYPE)
    {
      event.type = ML_LIFE_CHANGE;
      event.holder = 0;
      note (self, &event);
    }
}

static void
note_delta (Biography *self, MlStep step, const MlDelta *delta)
{
  MlLifeEvent event = { .step = step };

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_SET:
      note_set (self, step, delta);
      return;
    case ML_CHANGE_BIRTH:
      event.type = ML_LIFE_BIRTH;
      break;
    case ML_CHANGE_DEATH:
      event.type = ML_LIFE_DEATH;
      break;
    case ML_CHANGE_SHIFT:
    case ML_CHANGE_PERMUTE:
    case ML_CHANGE_RESIZE:
    case ML_CHANGE_REVALUE:
    case ML_CHANGE_RETYPE:
      event.type = ML_LIFE_CHANGE;
      event.is_whole = TRUE;
      break;
    default:
      return;
    }

  if (delta->thing == self->serial)
    note (self, &event);
}

static gboolean
has_event (const GArray *events, MlLifeType type)
{
  for (guint i = 0; i < events->len; i++)
    {
      if (g_array_index (events, MlLifeEvent, i).type == type)
        return TRUE;
    }

  return FALSE;
}

/* What fills a new thing and empties a dying one is no change of it. */
static void
drop_filling (GArray *events)
{
  guint n = 0;

  if (!has_event (events, ML_LIFE_BIRTH) && !has_event (events, ML_LIFE_DEATH))
    return;

  for (guint i = 0; i < events->len; i++)
    {
      const MlLifeEvent *event = &g_array_index (events, MlLifeEvent, i);

      if (event->type != ML_LIFE_CHANGE)
        g_array_index (events, MlLifeEvent, n++) = *event;
    }

  g_array_set_size (events, n);
}

/* The events of one step, into self->step. */
static void
read_step (Biography *self, const MlStretch *stretch, MlStep step)
{
  g_array_set_size (self->step, 0);

  for (guint i = ml_stretch_start (stretch, step); i < ml_stretch_get (stretch, step)->end; i++)
    note_delta (self, step, &g_array_index (stretch->deltas, MlDelta, i));

  drop_filling (self->step);
}

static gboolean
list_after (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Biography *self = user_data;

  read_step (self, stretch, step);

  for (guint i = 0; i < self->step->len && self->events->len < self->n_most; i++)
    g_array_append_val (self->events, g_array_index (self->step, MlLifeEvent, i));

  return self->events->len < self->n_most && !has_event (self->step, ML_LIFE_DEATH);
}

static gboolean
list_before (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Biography *self = user_data;

  read_step (self, stretch, step);

  for (guint i = self->step->len; i > 0 && self->events->len < self->n_most; i--)
    g_array_append_val (self->events, g_array_index (self->step, MlLifeEvent, i - 1));

  return self->events->len < self->n_most && !has_event (self->step, ML_LIFE_BIRTH);
}

static void
biography_init (Biography *self, MlSerial serial, guint n_most)
{
  self->serial = serial;
  self->n_most = n_most;
  self->events = g_array_new (FALSE, FALSE, sizeof (MlLifeEvent));
  self->step = g_array_new (FALSE, FALSE, sizeof (MlLifeEvent));
}

static GArray *
biography_finish (Biography *self)
{
  g_array_unref (self->step);

  return self->events;
}

static MlKeys
get_keys (MlSerial serial)
{
  return (MlKeys){
    { ml_sieve_make_key (ML_ASPECT_HELD, serial, 0),
      ml_sieve_make_key (ML_ASPECT_CHANGED, serial, 0) },
    2,
  };
}

GArray *
ml_history_list_life (const MlHistory *self, MlSerial serial, MlStep first, guint n_most)
{
  MlKeys keys = get_keys (serial);
  Biography biography;

  g_return_val_if_fail (self != NULL && n_most > 0, NULL);

  biography_init (&biography, serial, n_most);
  ml_history_scan_forwards (self, &keys, first, list_after, &biography);

  return biography_finish (&biography);
}

GArray *
ml_history_list_life_before (const MlHistory *self, MlSerial serial, MlStep last, guint n_most)
{
  MlKeys keys = get_keys (serial);
  Biography biography;

  g_return_val_if_fail (self != NULL && n_most > 0, NULL);

  biography_init (&biography, serial, n_most);
  ml_history_scan_backwards (self, &keys, last, list_before, &biography);

  return biography_finish (&biography);
}

/* Moments */

typedef struct
{
  Biography biography;
  MlLifeType type;
  gboolean is_found;
  MlStep found;
} Search;

static gboolean
search (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Search *self = user_data;

  read_step (&self->biography, stretch, step);
  self->is_found = has_event (self->biography.step, self->type);
  self->found = step;

  return !self->is_found;
}

/* From the end of the thing's time, where its last events are: it dies there or not at all. */
static gboolean
search_end (const MlStretch *stretch, MlStep step, gpointer user_data)
{
  Search *self = user_data;

  return search (stretch, step, user_data) && self->biography.step->len == 0;
}

static gboolean
search_finish (Search *self, MlStep *found)
{
  g_array_unref (biography_finish (&self->biography));

  if (self->is_found)
    *found = self->found;

  return self->is_found;
}

static MlKeys
get_keys_of (MlSerial serial, MlLifeType type)
{
  MlAspect aspect = type == ML_LIFE_CHANGE ? ML_ASPECT_CHANGED : ML_ASPECT_HELD;

  return (MlKeys){ { ml_sieve_make_key (aspect, serial, 0) }, 1 };
}

/* A thing dies once, and is born once: both are looked for where they must be. */
static gboolean
find_life (const MlHistory *self,
           MlSerial serial,
           MlLifeType type,
           MlStep from,
           gboolean backwards,
           MlStep *found)
{
  MlKeys keys = get_keys_of (serial, type);
  Search looking = { .type = type };

  biography_init (&looking.biography, serial, 1);

  if (type == ML_LIFE_DEATH)
    ml_history_scan_backwards (self, &keys, self->n_steps - 1, search_end, &looking);
  else if (type == ML_LIFE_BIRTH)
    ml_history_scan_forwards (self, &keys, 0, search, &looking);
  else if (backwards)
    ml_history_scan_backwards (self, &keys, from, search, &looking);
  else
    ml_history_scan_forwards (self, &keys, from, search, &looking);

  return search_finish (&looking, found);
}

gboolean
ml_history_find_life_forwards (const MlHistory *self,
                               MlSerial serial,
                               MlLifeType type,
                               MlStep first,
                               MlStep *found)
{
  return find_life (self, serial, type, first, FALSE, found) && *found >= first;
}

gboolean
ml_history_find_life_backwards (const MlHistory *self,
                                MlSerial serial,
                                MlLifeType type,
                                MlStep last,
                                MlStep *found)
{
  return find_life (self, serial, type, last, TRUE, found) && *found <= last;
}
