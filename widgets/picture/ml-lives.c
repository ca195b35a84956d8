/* ml-lives.c: what is shown of a recording, from when to when, how large */
#include "ml-lives.h"

#include "ml-reader.h"
#include "ml-ties.h"
#include "ml-words.h"

struct _MlLives
{
  MlView view;
  MlDetail detail;
  MlMetrics *metrics;

  GPtrArray *all;        /* MlLife, owned, as found */
  GHashTable *by_serial; /* serial → MlLife that goes on, or ended by death */
  GPtrArray *names;      /* MlNameLife, owned, as found */
  GHashTable *name_keys; /* the keys of those, theirs */
  GHashTable *owners;    /* serial of a part → serial of the thing it is shown in */

  GHashTable *lines; /* serial of a function → line that made it */
  guint n_settled;   /* lives that earlier walks found */

  /* of the step in question */
  MlMemory *memory;
  MlStepInfo info;
  GArray *touched; /* MlSerial, in the order of the changes */
  GHashTable *is_touched;
  GArray *links;     /* MlLink */
  GPtrArray *let_go; /* MlLife: that fewer arrows lead to than before */
};

static void
name_free (gpointer data)
{
  MlNameLife *name = data;

  g_free (name->key);
  g_free (name);
}

static void
life_free (gpointer data)
{
  MlLife *life = data;

  g_array_unref (life->targets);
  g_array_unref (life->ties);
  g_free (life);
}

MlLives *
ml_lives_new (MlView view, MlDetail detail, MlMetrics *metrics)
{
  MlLives *self = g_new0 (MlLives, 1);

  self->view = view;
  self->detail = detail;
  self->metrics = ml_metrics_ref (metrics);
  self->all = g_ptr_array_new_with_free_func (life_free);
  self->by_serial = g_hash_table_new (NULL, NULL);
  self->lines = g_hash_table_new (NULL, NULL);
  self->names = g_ptr_array_new_with_free_func (name_free);
  self->name_keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->owners = g_hash_table_new (NULL, NULL);
  self->touched = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->is_touched = g_hash_table_new (NULL, NULL);
  self->links = g_array_new (FALSE, FALSE, sizeof (MlLink));
  self->let_go = g_ptr_array_new ();
  return self;
}

void
ml_lives_free (MlLives *self)
{
  ml_metrics_unref (self->metrics);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->by_serial);
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->name_keys);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->owners);
  g_array_unref (self->touched);
  g_hash_table_unref (self->is_touched);
  g_array_unref (self->links);
  g_ptr_array_unref (self->let_go);
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

guint
ml_lives_get_n_names (const MlLives *self)
{
  return self->names->len;
}

const MlNameLife *
ml_lives_get_nth_name (const MlLives *self, guint i)
{
  return g_ptr_array_index (self->names, i);
}

char *
ml_lives_name_key (guint depth, const char *frame, const char *name)
{
  return g_strdup_printf ("%u %s %s", depth, frame, name);
}

static MlLife *
find (const MlLives *self, MlSerial serial)
{
  return g_hash_table_lookup (self->by_serial, GUINT_TO_POINTER (serial));
}

static void
touch (MlLives *self, MlSerial serial)
{
  if (serial == 0 || !g_hash_table_add (self->is_touched, GUINT_TO_POINTER (serial)))
    return;

  g_array_append_val (self->touched, serial);
}

/* How many classes stand between @thing and the base of all. Bases are older than what derives from
 * them, so this ends. */
static guint
class_level (MlLives *self, const MlThing *thing, MlSerial *base)
{
  g_autoptr (GArray) links = NULL;
  guint level = 1;

  *base = 0;
  if (thing->kind != ML_KIND_CLASS && thing->kind != ML_KIND_BUILTIN_CLASS)
    return 0;
  if (thing->type == thing->serial)
    return 0;

  links = g_array_new (FALSE, FALSE, sizeof (MlLink));
  ml_reader_get_links (self->memory, thing, self->view, links);
  for (guint i = 0; i < links->len; i++)
    {
      const MlLink *link = &g_array_index (links, MlLink, i);
      MlSerial its_base;

      if (!link->is_base)
        continue;
      if (*base == 0)
        *base = link->target;
      level = MAX (level,
                   1 + class_level (self, ml_memory_get (self->memory, link->target), &its_base));
    }

  return level;
}

static MlLife *
begin_life (MlLives *self, const MlThing *thing, MlReached reached, MlLife *from)
{
  MlLife *life = g_new0 (MlLife, 1);

  life->serial = thing->serial;
  life->kind = (MlKind) thing->kind;
  life->reached = reached;
  life->number = self->all->len;
  life->from = from;
  life->is_value = ml_words_is_value (thing);
  life->type = thing->type;
  life->line =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, GUINT_TO_POINTER (thing->serial)));
  life->level = class_level (self, thing, &life->base);
  life->targets = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  life->ties = g_array_new (FALSE, FALSE, sizeof (MlTie));
  life->first = ml_memory_get_step (self->memory);
  life->last = G_MAXUINT32;
  g_ptr_array_add (self->all, life);
  g_hash_table_insert (self->by_serial, GUINT_TO_POINTER (thing->serial), life);
  return life;
}

/* What is drawn now and was not before is looked at, even if its turn in this step is over. */
static void
draw_to (MlLives *self, GArray *targets, MlLife *life)
{
  if (life->n_drawn++ == 0)
    g_array_append_val (self->touched, life->serial);
  g_array_append_val (targets, life->serial);
}

static gboolean
is_drawn_from (const MlLife *from, MlSerial serial)
{
  for (guint i = 0; i < from->targets->len; i++)
    if (g_array_index (from->targets, MlSerial, i) == serial)
      return TRUE;

  return FALSE;
}

/* From now on arrows lead from @from to @targets, and no more to where they did. */
static void
retarget (MlLives *self, MlLife *from, GArray *targets)
{
  g_autoptr (GArray) old = g_steal_pointer (&from->targets);

  from->targets = targets;
  for (guint i = 0; i < old->len; i++)
    {
      MlLife *life = find (self, g_array_index (old, MlSerial, i));

      if (life == NULL)
        continue;
      life->n_drawn--;
      g_ptr_array_add (self->let_go, life);
      if (!is_drawn_from (from, life->serial))
        ml_ties_close (life, from, ml_memory_get_step (self->memory));
    }
}

static void
let_all_go (MlLives *self, MlLife *from)
{
  retarget (self, from, g_array_new (FALSE, FALSE, sizeof (MlSerial)));
}

/* Plain values that no arrow leads to any more are not shown in this step, unless it is their last.
 * Other things wait: they may be drawn again, and until then hold nothing in the picture. */
static void
end_undrawn (MlLives *self, MlStep step)
{
  for (guint i = 0; i < self->let_go->len; i++)
    {
      MlLife *life = g_ptr_array_index (self->let_go, i);

      if (life->n_drawn > 0 || life->last != G_MAXUINT32 || life->reached == ML_REACHED_BY_STACK)
        continue;

      life->undrawn = step;
      let_all_go (self, life);
      if (!life->is_value)
        continue;
      life->last = MAX (step, life->first + 1) - 1;
      g_hash_table_remove (self->by_serial, GUINT_TO_POINTER (life->serial));
    }
  g_ptr_array_set_size (self->let_go, 0);
}

/* What is still there, but is folded away in what holds it, is no longer shown. What nothing
 * reaches any more is: it waits for the collector. */
static void
end_hidden (MlLives *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      MlLife *life = g_ptr_array_index (self->all, i);

      if (life->n_drawn > 0 || life->last != G_MAXUINT32 || life->reached == ML_REACHED_BY_STACK ||
          !ml_memory_is_reachable (self->memory, life->serial))
        continue;

      life->last = MAX (life->undrawn, life->first + 1) - 1;
      g_hash_table_remove (self->by_serial, GUINT_TO_POINTER (life->serial));
    }
}

/* Whether @from and @target are nodes of one structure. */
static gboolean
is_link (const MlMemory *memory, const MlLife *from, const MlThing *target)
{
  const MlThing *thing = ml_memory_get (memory, from->serial);

  return target != thing && thing->type == target->type &&
         (target->kind == ML_KIND_INSTANCE || target->kind == ML_KIND_TRACEBACK);
}

/* What a row refers to is shown from now on, if it was not before. */
static void
reach_by_row (MlLives *self,
              MlLife *from,
              GArray *targets,
              const MlBox *flat,
              const MlBox *standing,
              guint i)
{
  const MlRow *row = &flat->rows[i];
  const MlThing *target = ml_memory_get (self->memory, row->target);
  gboolean cell = row->kind == ML_ROW_CELL;
  MlReached reached = cell ? ML_REACHED_BY_CELL : ML_REACHED_BY_ROW;
  MlLife *life;

  if (target == NULL)
    return;
  if (cell && !ml_words_is_value (target))
    from->stands = TRUE;

  life = find (self, target->serial);
  if (life == NULL)
    life = begin_life (self, target, reached, from);

  ml_ties_open (life,
                &(MlTie){
                    .from = from,
                    .reached = reached,
                    .index = i,
                    .dot = row->dot,
                    .standing_dot = i < standing->n_rows ? standing->rows[i].dot : row->dot,
                    .is_link = is_link (self->memory, from, target),
                },
                ml_memory_get_step (self->memory));
  draw_to (self, targets, life);
}

static void
reach_by_links (MlLives *self, MlLife *from, GArray *targets, const MlThing *thing)
{
  g_array_set_size (self->links, 0);
  ml_reader_get_links (self->memory, thing, self->view, self->links);

  for (guint i = 0; i < self->links->len; i++)
    {
      MlSerial target = g_array_index (self->links, MlLink, i).target;
      MlLife *life = find (self, target);

      if (life == NULL)
        life = begin_life (self, ml_memory_get (self->memory, target), ML_REACHED_BY_LINK, from);
      ml_ties_open (life,
                    &(MlTie){ .from = from, .reached = ML_REACHED_BY_LINK },
                    ml_memory_get_step (self->memory));
      draw_to (self, targets, life);
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
  GArray *targets;
  MlRect room;

  if (thing == NULL)
    return;
  if (life->is_folded)
    {
      let_all_go (self, life);
      return;
    }

  remember_parts (self, thing);
  ml_box_init (&flat, self->memory, thing, self->view, self->detail);
  if (thing->kind == ML_KIND_FRAME)
    ml_reader_add_return (&flat, self->memory, thing, &self->info, self->detail);
  ml_reader_add_line (&flat, life->line);
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

  /* New arrows first: what an arrow has only moved to is not let go of in between. */
  targets = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  for (guint i = 0; i < flat.n_rows; i++)
    reach_by_row (self, life, targets, &flat, &standing, i);
  reach_by_links (self, life, targets, thing);
  retarget (self, life, targets);

  ml_box_clear (&flat);
  ml_box_clear (&standing);
}

/* A function is made by the line that ran before the step in which it is there. */
static void
note_birth (MlLives *self, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (self->memory, serial);
  MlStep step = ml_memory_get_step (self->memory);
  MlSpan span;

  if (thing == NULL || thing->kind != ML_KIND_FUNCTION || step == 0 ||
      ml_reader_is_shipped (self->memory, thing))
    return;

  span = ml_recording_get_step (ml_memory_get_recording (self->memory), step - 1).span;
  g_hash_table_insert (self->lines, GUINT_TO_POINTER (serial), GUINT_TO_POINTER (span.line));
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
  else if (change->type == ML_CHANGE_BIRTH)
    note_birth (self, change->thing);
  else if (change->type == ML_CHANGE_DEATH)
    {
      life = find (self, change->thing);
      if (life != NULL)
        {
          life->last = ml_memory_get_step (self->memory);
          let_all_go (self, life);
        }
      g_hash_table_remove (self->owners, GUINT_TO_POINTER (change->thing));
    }

  return TRUE;
}

static MlLife *
begin_frame (MlLives *self, const MlThing *frame, MlLife *below)
{
  MlLife *life = begin_life (self, frame, ML_REACHED_BY_STACK, below);

  if (below != NULL && ml_memory_get (self->memory, below->serial)->shape == frame->shape)
    life->run = below->run + 1;
  g_array_append_val (self->touched, life->serial);
  return life;
}

/* Of a long run of calls those that are not shown name nothing in the picture. */
static void
fold (MlLives *self, MlLife *frame, const MlLife *above)
{
  gboolean folded = frame->run >= ML_LIVES_RUN && above != NULL && above->run == frame->run + 1;

  if (folded == frame->is_folded)
    return;

  frame->is_folded = folded;
  touch (self, frame->serial);
}

static void
look_at_stack (MlLives *self)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n_frames);
  MlLife *below = NULL;

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);
      MlLife *life;

      if (frame->kind != ML_KIND_FRAME)
        continue;
      life = find (self, frames[i]);
      if (life == NULL)
        life = begin_frame (self, frame, below);
      if (below != NULL)
        fold (self, below, life);
      below = life;
    }

  if (below != NULL)
    fold (self, below, NULL);
}

static void
note_names (MlLives *self, guint depth, const MlThing *frame)
{
  MlBox box;

  ml_box_init (&box, self->memory, frame, self->view, self->detail);
  for (guint i = 0; i < box.n_rows; i++)
    {
      const MlRow *row = &box.rows[i];
      g_autofree char *key = NULL;
      MlNameLife *name;

      if (row->label == NULL)
        continue;
      key = ml_lives_name_key (depth, box.title, row->label);
      if (g_hash_table_contains (self->name_keys, key))
        continue;

      name = g_new0 (MlNameLife, 1);
      name->depth = depth;
      name->width = ml_box_measure_name (row->label, self->metrics);
      name->target = row->target;
      name->first = ml_memory_get_step (self->memory);
      name->key = g_steal_pointer (&key);
      g_ptr_array_add (self->names, name);
      g_hash_table_add (self->name_keys, name->key);
    }
  ml_box_clear (&box);
}

static void
note_all_names (MlLives *self)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n_frames);

  guint depth = 0;

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME)
        note_names (self, depth++, frame);
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

      if (life != NULL && (life->n_drawn > 0 || life->reached == ML_REACHED_BY_STACK))
        look_at (self, life);
      touch (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->owners, serial)));
    }

  end_undrawn (self, step);
  if (self->view == ML_VIEW_TYPES)
    note_all_names (self);
}

void
ml_lives_walk (MlLives *self, MlMemory *memory, MlStep first, MlStep last)
{
  self->memory = memory;
  self->n_settled = self->all->len;
  for (MlStep step = first; step <= last; step++)
    look_at_step (self, step);

  end_hidden (self);
  ml_ties_settle (self->all, self->n_settled, last);
  self->memory = NULL;
}
