/* ml-lives.c: what is shown of a recording, from when to when, how large */
#include "ml-lives.h"

#include "ml-reader.h"
#include "ml-words.h"

struct _MlLives
{
  MlView view;
  MlDetail detail;
  MlMetrics *metrics;

  GPtrArray *all;        /* MlLife, owned, as found */
  GHashTable *by_serial; /* serial → MlLife */
  GHashTable *owners;    /* serial of a part → serial of the thing it is shown in */

  /* of the step in question */
  MlMemory *memory;
  MlStepInfo info;
  GArray *touched; /* MlSerial, in the order of the changes */
  GHashTable *is_touched;
  GArray *links; /* MlLink */
};

MlLives *
ml_lives_new (MlView view, MlDetail detail, MlMetrics *metrics)
{
  MlLives *self = g_new0 (MlLives, 1);

  self->view = view;
  self->detail = detail;
  self->metrics = ml_metrics_ref (metrics);
  self->all = g_ptr_array_new_with_free_func (g_free);
  self->by_serial = g_hash_table_new (NULL, NULL);
  self->owners = g_hash_table_new (NULL, NULL);
  self->touched = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->is_touched = g_hash_table_new (NULL, NULL);
  self->links = g_array_new (FALSE, FALSE, sizeof (MlLink));
  return self;
}

void
ml_lives_free (MlLives *self)
{
  ml_metrics_unref (self->metrics);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->by_serial);
  g_hash_table_unref (self->owners);
  g_array_unref (self->touched);
  g_hash_table_unref (self->is_touched);
  g_array_unref (self->links);
  g_free (self);
}

guint
ml_lives_get_n (const MlLives *self)
{
  return self->all->len;
}

const MlLife *
ml_lives_get_nth (const MlLives *self, guint i)
{
  return g_ptr_array_index (self->all, i);
}

static MlLife *
find (const MlLives *self, MlSerial serial)
{
  return g_hash_table_lookup (self->by_serial, GUINT_TO_POINTER (serial));
}

const MlLife *
ml_lives_find (const MlLives *self, MlSerial serial)
{
  return find (self, serial);
}

static void
touch (MlLives *self, MlSerial serial)
{
  if (serial == 0 || !g_hash_table_add (self->is_touched, GUINT_TO_POINTER (serial)))
    return;

  g_array_append_val (self->touched, serial);
}

static MlLife *
begin_life (MlLives *self, const MlThing *thing, MlReached reached, MlSerial referrer)
{
  MlLife *life = g_new0 (MlLife, 1);

  life->serial = thing->serial;
  life->kind = (MlKind) thing->kind;
  life->reached = reached;
  life->referrer = referrer;
  life->first = ml_memory_get_step (self->memory);
  life->last = G_MAXUINT32;
  g_ptr_array_add (self->all, life);
  g_hash_table_insert (self->by_serial, GUINT_TO_POINTER (thing->serial), life);

  /* Even if its turn in this step is over: now it is shown. */
  g_array_append_val (self->touched, life->serial);
  return life;
}

/* What a row refers to is shown from now on, if it was not before. */
static void
reach_by_row (MlLives *self, MlLife *from, const MlBox *flat, const MlBox *standing, guint i)
{
  const MlRow *row = &flat->rows[i];
  const MlThing *target = ml_memory_get (self->memory, row->target);
  MlLife *life;

  if (target == NULL)
    return;
  if (row->kind == ML_ROW_CELL && !ml_words_is_value (target))
    from->stands = TRUE;
  if (find (self, target->serial) != NULL)
    return;

  life = begin_life (self,
                     target,
                     row->kind == ML_ROW_CELL ? ML_REACHED_BY_CELL : ML_REACHED_BY_ROW,
                     from->serial);
  life->index = i;
  life->dot = row->dot;
  life->standing_dot = i < standing->n_rows ? standing->rows[i].dot : row->dot;
}

static void
reach_by_links (MlLives *self, const MlLife *from, const MlThing *thing)
{
  g_array_set_size (self->links, 0);
  ml_reader_get_links (self->memory, thing, self->view, self->links);

  for (guint i = 0; i < self->links->len; i++)
    {
      MlSerial target = g_array_index (self->links, MlLink, i).target;

      if (find (self, target) == NULL)
        begin_life (self, ml_memory_get (self->memory, target), ML_REACHED_BY_LINK, from->serial);
    }
}

static void
remember_parts (MlLives *self, const MlThing *thing)
{
  const MlThing *part = ml_reader_get_part (self->memory, thing, self->detail);

  if (part != NULL)
    g_hash_table_insert (
        self->owners, GUINT_TO_POINTER (part->serial), GUINT_TO_POINTER (thing->serial));
}

static void
look_at (MlLives *self, MlLife *life)
{
  const MlThing *thing = ml_memory_get (self->memory, life->serial);
  MlBox flat, standing;
  double width, height;
  MlRect room;

  if (thing == NULL)
    return;

  remember_parts (self, thing);
  ml_box_init (&flat, self->memory, thing, self->detail);
  if (thing->kind == ML_KIND_FRAME)
    ml_reader_add_return (&flat, self->memory, thing, &self->info, self->detail);
  ml_box_init_copy (&standing, &flat);

  ml_box_measure (&flat, self->metrics, FALSE, &width, &height);
  life->width = MAX (life->width, width);
  life->height = MAX (life->height, height);
  room = (MlRect){ 0, 0, life->width, life->height };
  ml_box_arrange (&flat, self->metrics, &room, FALSE);

  ml_box_measure (&standing, self->metrics, TRUE, &width, &height);
  life->standing_width = MAX (life->standing_width, width);
  life->standing_height = MAX (life->standing_height, height);
  room = (MlRect){ 0, 0, life->standing_width, life->standing_height };
  ml_box_arrange (&standing, self->metrics, &room, TRUE);

  for (guint i = 0; i < flat.n_rows; i++)
    reach_by_row (self, life, &flat, &standing, i);
  reach_by_links (self, life, thing);

  ml_box_clear (&flat);
  ml_box_clear (&standing);
}

static gboolean
note_change (const MlChange *change, gpointer user_data)
{
  MlLives *self = user_data;
  MlLife *life;

  touch (self, change->thing);

  if (change->type == ML_CHANGE_SET)
    {
      /* A dict that gains a second holder is no longer shown as part of the first. */
      touch (self, change->new);
      touch (self, change->old);
    }
  else if (change->type == ML_CHANGE_DEATH)
    {
      life = find (self, change->thing);
      if (life != NULL)
        life->last = ml_memory_get_step (self->memory);
      g_hash_table_remove (self->owners, GUINT_TO_POINTER (change->thing));
    }

  return TRUE;
}

static void
look_at_stack (MlLives *self)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n_frames);
  MlSerial below = 0;

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);

      if (frame->kind != ML_KIND_FRAME)
        continue;
      if (find (self, frames[i]) == NULL)
        begin_life (self, frame, ML_REACHED_BY_STACK, below);
      below = frames[i];
    }
}

static void
look_at_step (MlLives *self, MlStep step)
{
  MlRecording *recording = ml_memory_get_recording (self->memory);

  ml_memory_seek (self->memory, step);
  self->info = ml_recording_get_step (recording, step);

  g_array_set_size (self->touched, 0);
  g_hash_table_remove_all (self->is_touched);
  ml_recording_foreach_change (recording, step, note_change, self);
  touch (self, self->info.frame);
  look_at_stack (self);

  /* Grows while it is worked on: what is reached is looked at too. */
  for (guint i = 0; i < self->touched->len; i++)
    {
      gpointer serial = GUINT_TO_POINTER (g_array_index (self->touched, MlSerial, i));
      MlLife *life = g_hash_table_lookup (self->by_serial, serial);

      if (life != NULL)
        look_at (self, life);
      touch (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->owners, serial)));
    }
}

void
ml_lives_walk (MlLives *self, MlMemory *memory, MlStep first, MlStep last)
{
  self->memory = memory;
  for (MlStep step = first; step <= last; step++)
    look_at_step (self, step);
  self->memory = NULL;
}
